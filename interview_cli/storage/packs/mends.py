"""What can be mended without a person: for a problem, the exact edits of the file's text.

Nothing here is certain yet: ``fixing`` tries each mend and keeps those that only mend.
What could be meant in two ways has no mend.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher

from interview_cli.core.kinds import KINDS
from interview_cli.core.kinds.choice import Option
from interview_cli.core.levels import LEVEL_NAMES, LEVELS
from interview_cli.core.questions.question import (
    Checked,
    FollowUp,
    KeyPoint,
    Lint,
    PackInfo,
    Question,
    Step,
    Track,
)
from interview_cli.core.sentences import brief
from interview_cli.storage.packs.edits import in_brackets
from interview_cli.storage.packs.problems import Problem
from interview_cli.storage.packs.shapes import names
from interview_cli.storage.packs.source import Source

#: How like a word its only near one must be, and how much less like the next may be.
_NEAR, _LEAD = 0.65, 0.12

_FIELDS: dict[str, list[str]] = {
    "pack's file": ["format", "pack", "defaults", "questions"],
    "mapping of defaults": ["level", "topic"],
    "pack": names(PackInfo),
    "track": names(Track),
    "step": names(Step),
    "question": names(Question),
    "quiz": sorted({name for kind in KINDS.values() for name in names(kind)}),
    "option": names(Option),
    "wrong output": ["text", "why"],
    "key point": names(KeyPoint),
    "follow up": names(FollowUp),
    "checked": names(Checked),
    "lint": names(Lint),
}
_NO_FIELD = re.compile(r'"([\w-]+)" is no field of an? (.+): did you mean "(.+)"\?')
_NO_VALUE = re.compile(r'[\w ]+ is "([\w-]+)"[;,] .+\. Did you mean ([a-z]+)\?')
_QUOTE = re.compile(r": (?:quote the text|quote it|quote all of it): | must be quoted: ")
_VALUE = re.compile(r"([ ]*(?:-[ ]+)*(?:[\w.-]+[ ]*:[ ]+)?)(\S.*?)[ \t]*$")
_IN_FLOW = re.compile(r"[\[{,][ ]*([\w.-]+[ ]*:[ ]+)?$")
#: Behind a value of ``{}`` that has no comma of its own.
_ENDS_IN_MAP = re.compile(r"[ ]*(?:\}|,[ ]*[\w.-]+[ ]*:[ ])")
_FLOW_VALUE = re.compile(r"[^\s,\[\]{}\"'#][^,\[\]{}\"'#]*?(?=[ ]*[,\]}])")
_DOUBLE = re.compile(r'"((?:\\.|[^"\\\n])*)"')
_LITERAL = re.compile(r"(?:[^\\']|\\[^0abt\tnvfre \"/\\N_LPxuU])*")


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Put *text* in place of what stands from *start* to *end*, indices into the file's text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mend:
    """Edits that belong together, and what they do, said to a person."""

    line: int
    says: str
    edits: tuple[Edit, ...]


def propose(source: Source, problem: Problem, at: int) -> list[Mend]:
    """Give the ways in which *problem*, at the index *at*, may be mended: one, if it is sure."""
    finder = _FINDERS.get(problem.rule)
    if finder is None:
        return []
    return [Mend(problem.line, says, edits) for edits, says in finder(source, at, problem.message)]


#: Edits that make a mend together, and what it does.
Found = list[tuple[tuple[Edit, ...], str]]


def apply(text: str, edits: list[Edit]) -> str:
    """Give *text* with *edits*, of which no two overlap, made."""
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def quoted(text: str) -> str:
    """Write *text* in the quotes that it needs least escapes in, all of it."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _syntax(source: Source, at: int, message: str) -> Found:
    if _QUOTE.search(message):
        return _quoting(source, at)
    if " in double quotes: use single quotes: " in message:
        return _single(source, at)
    if message.startswith("a space is missing behind the colon: "):
        colon = source.text.find(":", at) + 1
        return [((Edit(colon, colon, " "),), "put a space behind the colon")]
    if message.startswith("this line is indented with a tab"):
        return _tabs(source, at)
    return []


def _quoting(source: Source, at: int) -> Found:
    """Quote the value at *at*: the rest of the line, or in brackets up to what ends it."""
    start = source.start_of(at)
    if in_brackets(source.text[start:at]):
        value = _FLOW_VALUE.match(source.text, at, source.end_of(at))
        before = _IN_FLOW.search(source.text[start:at])
        if value is None or before is None or ": " in value[0]:
            return []
        if before[1] and not _ENDS_IN_MAP.match(source.text, value.end()):
            return []
        edit = Edit(at, value.end(), quoted(value[0]))
        return [((edit,), f"quoted {brief(value[0], 40)}")]
    line = _VALUE.match(source.rest(start))
    if line is None or " #" in line[2] or at < start + line.start(2):
        return []
    if not line[1].strip():
        return []  # neither a field's text nor an item's: what it belongs to is not certain
    name = re.compile(r"[ ]*(?:-[ ]+(?=[\w.-]+[ ]*:[ ]))*").match(line[1])
    if _goes_on(source, start, name.end() if name else 0):
        return []  # a text of several lines: it belongs below "|"
    edit = Edit(start + line.start(2), start + line.end(2), quoted(line[2]))
    return [((edit,), f"quoted {brief(line[2], 40)}")]


def _goes_on(source: Source, at: int, deep: int) -> bool:
    """Say whether what follows the line at *at* lies deeper than *deep* columns."""
    below = re.compile(r"[^\n]*\n(?:[ \t]*\r?\n)*([ ]*)[^\s]").match(source.text, at)
    return below is not None and len(below[1]) > deep


def _single(source: Source, at: int) -> Found:
    """Turn double quotes into single ones where each backslash stands for itself."""
    start = source.start_of(at)
    for found in _DOUBLE.finditer(source.text, start, source.end_of(at)):
        if found.start() < at < found.end() and _LITERAL.fullmatch(found[1]):
            says = f"put {brief(found[1], 40)} in single quotes"
            return [((Edit(found.start(), found.end(), f"'{found[1]}'"),), says)]
    return []


def _tabs(source: Source, at: int) -> Found:
    """Turn the tabs before a line, and before those that follow it, into spaces."""
    start = source.start_of(at)
    lines = re.compile(r"(?:[ ]*\t[^\n]*(?:\n|$))+").match(source.text, start)
    indents = re.compile(r"(?m)^[ \t]+").finditer(source.text, start, lines.end() if lines else at)
    found = [(indent.start(), indent[0]) for indent in indents]
    ways = {
        tuple(Edit(n, n + len(tabs), " " * len(tabs.expandtabs(width))) for n, tabs in found)
        for width in (2, 4, 8)
    }
    says = "put spaces for tabs"
    return [(edits, says) for edits in sorted(ways)]


def _name(source: Source, at: int, message: str) -> Found:
    found = _NO_FIELD.fullmatch(message)
    if not found or _nearest(found[1], _FIELDS.get(found[2], [])) != found[3]:
        return []
    return _instead(source, at, found[1], found[3])


def _value(source: Source, at: int, message: str) -> Found:
    found = _NO_VALUE.fullmatch(message)
    if not found:
        return []
    words: list[str] = [*LEVELS] if found[2] in LEVELS else [*KINDS]
    near = LEVEL_NAMES.get(found[1]) or _nearest(found[1].lower(), words)
    return _instead(source, at, found[1], found[2]) if near == found[2] else []


def _instead(source: Source, at: int, wrong: str, right: str) -> Found:
    at += source.text.startswith(("'", '"'), at)
    if not source.text.startswith(wrong, at):
        return []
    return [((Edit(at, at + len(wrong), right),), f"wrote {right} for {brief(wrong)}")]


def _nearest(word: str, words: list[str]) -> str:
    """Give the one of *words* that can be meant by *word*; nothing if it may be another.

    It must begin alike: "medior" is like senior by its letters, and means mid.
    """
    near = sorted(((SequenceMatcher(None, word, w).ratio(), w) for w in words), reverse=True)
    if not near or near[0][0] < _NEAR or (len(near) > 1 and near[0][0] - near[1][0] < _LEAD):
        return ""
    return near[0][1] if near[0][1][0] == word[0] else ""


def _folded(source: Source, at: int, message: str) -> Found:
    if source.text[at : at + 1] != ">":
        return []
    return [((Edit(at, at + 1, "|"),), "wrote | for >, so that code keeps its lines")]


_FINDERS: dict[str, Callable[[Source, int, str], Found]] = {
    "yaml": _syntax,
    "alias": _syntax,
    "anchor": _syntax,
    "tag": _syntax,
    "type": _syntax,
    "unknown-field": _name,
    "level": _value,
    "kind": _value,
    "folded": _folded,
}
