"""A file with questions that doesn't say of which pack: what to write above them, and where."""

from __future__ import annotations

import re

from interview_cli.core.sentences import trim
from interview_cli.packs.discovery import HEAD, has_topics_beside
from interview_cli.packs.yaml.source import Fixes, Map, Source


def report_no_head(root: Map, source: Source) -> None:
    """Report that *root* has questions, but neither format nor pack."""
    stem = re.sub(r"[^a-z0-9]+", "-", source.path.stem.lower()).strip("-") or "my-pack"
    title = stem.replace("-", " ").capitalize()
    head = f"pack: {{id: {stem}, title: {title}}}"
    message = f'format and pack are missing: write "format: 1" and "{trim(head, 80)}" above this, '
    message += f"or put this file into a folder with a {HEAD}"
    fixes: Fixes = ()
    if has_topics_beside(source.path):
        message = (
            f'format and pack are missing: write "format: 1" and "pack:" into a {HEAD} beside '
        )
        message += "this file"
    elif not root.flows:
        line_end = "\r\n" if "\r\n" in source.text else "\n"
        edit = (root.start, root.start, f"format: 1{line_end}{head}{line_end}")
        fixes = source.fix("wrote format and pack", edit)
    source.flaw(root.start, message, "format", 1, fixes)
