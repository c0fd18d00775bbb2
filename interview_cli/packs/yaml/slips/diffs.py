"""Lines that are copied from a diff, with its + before each: reported once, and read without it."""

from __future__ import annotations

import re

from interview_cli.core.sentences import join
from interview_cli.packs.yaml.line_fixes import indent_of
from interview_cli.packs.yaml.source import Source

_RUN = re.compile(r"(?m)(?:^(?:\+(?!\+\+ )|-[ ]{2,}(?=\S))[^\n]*(?:\n|\Z))+")
#: What no line of a list begins with, where + is meant as its hyphen.
_NO_HYPHEN = re.compile(r"\+(?:[ ]*- |[a-z_]+:(?:\s|$))")


def report_diffs(source: Source) -> None:
    """Report the lines with the + of a diff in column 1, all as one, and read them without it.

    Lines with its - among them are what was there before: they're left to the author.
    """
    if "\n+" not in source.text and not source.text.startswith("+"):
        return
    added, removed = list[int](), list[int]()
    for run in _RUN.finditer(source.text):
        rows = _rows_of(source, run)
        plus = [at for at in rows if source.text[at] == "+"]
        if plus and _is_diff(source, plus, run.start()):
            added += plus
            removed += [at for at in rows if source.text[at] == "-"]
    if not added:
        return
    message = f"the + of a diff is no part of a pack: take it off {_name(source, added)}"
    fixes = source.correct("took the + of a diff off", *((at, at + 1, "") for at in added))
    if removed:
        message += f", and remove what the diff has a - before, {_name(source, removed)}"
        fixes = ()
    signs = [*source.text]
    for at in added:  # what follows moves to its column, so that the text stays as long
        end = source.end_of(at)
        signs[at:end] = f"{source.text[at + 1 : end]} "
    for at in removed:
        end = source.end_of(at)
        signs[at:end] = " " * (end - at)
    source.text = "".join(signs)
    source.flaw(added[0], message, "lookalike", 1, fixes)


def _rows_of(source: Source, run: re.Match[str]) -> list[int]:
    rows, at = list[int](), run.start()
    while at < run.end():
        rows.append(at)
        at = source.line_after(at)
    return rows


def _is_diff(source: Source, rows: list[int], begin: int) -> bool:
    """Whether the + of the lines at *rows*, in a run from *begin* on, is no hyphen of a list."""
    lines = [source.rest(at) for at in rows]
    if any(_NO_HYPHEN.match(line) for line in lines):
        return True
    deep = [indent_of(line[1:]) for line in lines if line[1:].strip()]
    if len(deep) > 1:
        return max(deep) > 1
    above = source.rest(source.start_of(max(0, begin - 1))) if begin else ""
    if begin < rows[0]:  # lines with a -, which are removed ones if no list is in column 1
        return above.startswith("  ")
    body = len(above) - len(above.lstrip(" -"))
    return bool(deep) and deep[0] > 1 and deep[0] in (body, indent_of(above))


def _name(source: Source, rows: list[int]) -> str:
    """Return how the lines that begin at *rows* are named."""
    numbers = [source.line_of(at) for at in rows]
    first, last = numbers[0], numbers[-1]
    if first == last:
        return f"line {first}"
    if last - first == len(numbers) - 1:
        return f"lines {first} to {last}"
    return f"lines {join([str(n) for n in numbers], 'and')}"
