"""A file of questions that doesn't say of which pack, or that they are questions."""

from __future__ import annotations

import re

from interview_cli.core.sentences import trim
from interview_cli.packs.discovery import HEAD, has_topics_beside
from interview_cli.packs.foreign_files import find_rows, lists_questions
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


def report_rows(source: Source, *, topic: bool) -> bool:
    """Report questions that are a line in braces each, with no list around them, as one.

    Return whether they are: nothing else is said then, for all would follow from that.
    """
    rows = find_rows(source.text)
    if not rows:
        return False
    message = 'each of these lines is a question in braces: write "- " before each of them'
    if any(row["comma"] for row in rows):
        message += ", without the comma behind it"
    edits = [(row.start("comma"), row.end("comma"), "") for row in rows if row["comma"]]
    edits += [(row.start("braces"), row.start("braces"), "- ") for row in rows]
    first = rows[0].start("braces")
    if not re.search(r"(?m)^questions:", source.text[:first]):
        stem, title = _name(source)
        line_end = "\r\n" if "\r\n" in source.text else "\n"
        head = f"format: 1{line_end}pack: {{id: {stem}, title: {title}}}{line_end}"
        message += ', and "questions:" above them'
        if topic:
            head = ""
        else:
            message += f', below "format: 1" and "pack: {{id: {trim(stem, 40)}, title: …}}"'
        edits = [*edits, (first, first, f"{head}questions:{line_end}")]
        edits.sort(key=lambda edit: (edit[:2], edit[2] == "- "))
    fixes = source.fix("wrote the list", *_join(edits)) if lists_questions(rows) else ()
    source.flaw(first, message, "type", 1, fixes)
    return True


def _join(edits: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return *edits* with those at one place as one."""
    joined = dict[tuple[int, int], str]()
    for start, end, text in edits:
        joined[start, end] = joined.get((start, end), "") + text
    return [(*span, text) for span, text in joined.items()]


def _name(source: Source) -> tuple[str, str]:
    """Return the id and the title of a pack that is called like its file."""
    stem = re.sub(r"[^a-z0-9]+", "-", source.path.stem.lower()).strip("-") or "my-pack"
    return stem, stem.replace("-", " ").capitalize()
