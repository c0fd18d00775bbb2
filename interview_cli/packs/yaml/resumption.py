"""Where reading goes on behind an error, and what is not wholly known because of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from interview_cli.packs.yaml.source import UNKNOWN, Map, Seq, Source

#: In front of the text when reading goes on inside the list of questions.
HEAD = "questions:\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """Where to read on, what to put before it, how many events that gives."""

    start: int
    before: str = ""
    events: int = 0

    @property
    def shift(self) -> int:
        """The number to add to an index into this piece for one into the whole text."""
        return self.start - len(self.before)


def reopen(stack: list[Any], source: Source, at: int) -> bool:
    """Open the last item of a list again where only wrong indentation has closed it."""
    here = stack[-1] if stack else None
    if not isinstance(here, Seq) or not here or not isinstance(here[-1], Map):
        return False
    start = source.start_of(at)
    line = source.rest(start)
    deep = len(line) - len(line.lstrip())
    listed = source.column_of(here.start) - 1
    if not line.strip() or deep < listed or line.lstrip().startswith("-"):
        return False
    if source.text[here[-1].start] in "{[":
        return False
    stack.append(here[-1])
    return True


def mark_cut(stack: list[Any], key: str | None, source: Source, at: int, end: int) -> None:
    """Mark what was open as not wholly known, and what was read last as unknown.

    *key* is the name whose value was to come; the error is at *at*, and *end* is where
    the last thing read ends.
    """
    if not stack:
        return
    line_of, here = source.line_of, stack[-1]
    for n, part in enumerate(stack):
        part.cut = part.cut or n > 0 or len(stack) == 1
        part.end = max(part.start, source.end_of(at))
    if isinstance(here, Map) and key is not None:
        here[key] = UNKNOWN
        here.places.append(at)
        return
    last = last_of(here)
    near = here and line_of(at) in (line_of(here.places[-1]), line_of(end))
    if _is_block(last, source):
        while isinstance(last, Map | Seq):  # a line too far left may have closed it
            last.cut = True
            last = last_of(last)
    elif near or (here and not last):
        here[-1 if isinstance(here, Seq) else list(here)[-1]] = UNKNOWN
    elif isinstance(here, Seq) and source.rest(source.start_of(at)).lstrip().startswith("-"):
        here.append(UNKNOWN)
        here.places.append(at)


def last_of(part: Any) -> Any:
    if not part:
        return None
    return part[-1] if isinstance(part, Seq) else list(part.values())[-1]


def _is_block(part: Any, source: Source) -> bool:
    return isinstance(part, Map | Seq) and source.text[part.start] not in "[{"


def find_resumption(root: Map, stack: list[Any], source: Source, at: int) -> Piece | None:
    """Return where reading can go on behind *at*: in the question, the list or the file."""
    ways = [r"(?P<top>[A-Za-z_][\w-]*[ ]*:(?=\s|$))"]
    items, indent = root.get("questions"), ""
    if items is UNKNOWN and len(stack) < 2:
        dashes = re.compile(r"^[ ]*(?=-\s)", re.MULTILINE).findall(source.text, source.end_of(at))
        ways.append(rf"(?P<item>{min(dashes, default='')}-(?=\s|$))")
    elif isinstance(items, Seq) and _is_block(items, source):
        if len(stack) == 1:  # a line too far left has closed the list
            stack[:] = [root, items, *items[-1:]]
        if stack[1:2] and stack[1] is items:
            indent = " " * (source.column_of(items.start) - 1)
            ways.append(rf"(?P<item>{indent}-(?=\s|$))")
            question = stack[2] if len(stack) > 2 else None
            if _is_lost(question, source, at):
                items.append(UNKNOWN)
                items.places.append(source.start_of(at))
            elif _is_block(question, source) and isinstance(question, Map):
                deep = source.column_of(question.start) - 1
                ways.append(rf"(?P<key>[ ]{{{deep}}}\w[\w.-]*[ ]*:(?=\s|$))")
    next_line = source.end_of(at) + 1
    line = re.compile(rf"^(?:{'|'.join(ways)})", re.MULTILINE).search(source.text, next_line)
    if line is None:
        return None
    if line.lastgroup == "top":
        stack[:] = [root]
        return Piece(line.start(), "", 3)
    if line.lastgroup == "key":
        del stack[3:]
        return Piece(line.start(), f"{HEAD}{indent}-\n", 6)
    if not isinstance(items, Seq):
        root["questions"] = items = Seq()
        items.start, items.end, items.places, items.cut = line.start(), len(source.text), [], True
        items.flows = False
    stack[:] = [root, items]
    return Piece(line.start(), HEAD, 5)


def _is_lost(question: Any, source: Source, at: int) -> bool:
    """Whether the line of an error at *at* was meant to begin another question."""
    start = source.start_of(at)
    if not isinstance(question, Map) or question.start >= start:
        return False
    line = source.rest(start)
    above = source.rest(source.start_of(max(0, start - 1)))
    if "\t" in line[: len(line) - len(line.lstrip())] and re.search(r"\w[ ]*:[ ]*$", above):
        return False  # it is below that name, however deep
    begins = re.match(r"\W*(?:\w\W+)?id[ ]*:|[ ]*-[ ]", line)
    return bool(begins) and len(line) - len(line.lstrip()) < source.column_of(question.start)
