"""A file of questions that doesn't say of which pack, or that they are questions."""

from __future__ import annotations

import re

from interview_cli.core.sentences import trim
from interview_cli.packs.discovery import HEAD, has_topics_beside
from interview_cli.packs.yaml.source import Fixes, Map, Seq, Source


def report_no_head(root: Map, source: Source) -> None:
    """Report that *root* has questions, but neither format nor pack."""
    stem, title = _name(source)
    head = f"pack: {{id: {stem}, title: {title}}}"
    message = f'format and pack are missing: write "format: 1" and "{trim(head, 80)}" above this, '
    message += f"or put this file into a folder with a {HEAD}"
    fixes: Fixes = ()
    if has_topics_beside(source.path):
        message = (
            f'format and pack are missing: write "format: 1" and "pack:" into a {HEAD} beside '
        )
        message += "this file"
    elif root.flows:
        line = f'"format": 1, "pack": {{"id": "{stem}", "title": "{title}"}},'
        message = f"format and pack are missing: write {trim(line, 100)} behind this {{, "
        message += f"or put this file into a folder with a {HEAD}"
        at = root.start + 1
        fixes = source.fix("wrote format and pack", (at, at, line + " " * bool(source.rest(at))))
    else:
        line_end = "\r\n" if "\r\n" in source.text else "\n"
        edit = (root.start, root.start, f"format: 1{line_end}{head}{line_end}")
        fixes = source.fix("wrote format and pack", edit)
    source.flaw(root.start, message, "format", 1, fixes)


def report_bare_list(items: Seq, source: Source, *, topic: bool) -> None:
    """Report a file that is a list of questions: what to write above it, or around it in JSON."""
    stem, title = _name(source)
    line_end = "\r\n" if "\r\n" in source.text else "\n"
    if items.flows:
        head = f'"format": 1, "pack": {{"id": "{stem}", "title": "{title}"}}, '
        begin = f'{{{"" if topic else head}"questions": '
        message = f"this file begins with a list: write {begin}before it, and }} behind it"
        edits = [(items.start, items.start, begin), (items.end, items.end, "}")]
    else:
        head = f"format: 1{line_end}pack: {{id: {stem}, title: {title}}}{line_end}"
        more = f', and "format: 1" and "pack: {{id: {stem}, title: {title}}}" above that'
        message = (
            f'this file begins with a list: write "questions:" above it{"" if topic else more}'
        )
        start = source.start_of(items.start)
        edits = [(start, start, f"{'' if topic else head}questions:{line_end}")]
    asks = any(isinstance(item, Map) and ("id" in item or "ask" in item) for item in items)
    fixes = source.fix("wrote questions:", *edits) if asks and not items.cut else ()
    source.flaw(0, message, "type", 1, fixes)


def _name(source: Source) -> tuple[str, str]:
    """Return the id and the title of a pack that is called like its file."""
    stem = re.sub(r"[^a-z0-9]+", "-", source.path.stem.lower()).strip("-") or "my-pack"
    return stem, stem.replace("-", " ").capitalize()
