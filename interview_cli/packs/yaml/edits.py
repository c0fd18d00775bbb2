"""The edits that fix a problem; none where it isn't certain what the author meant.

An edit may still be wrong: the file is read again once it is made.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from interview_cli.core.sentences import quote_yaml, trim
from interview_cli.packs.yaml.problems import Fix
from interview_cli.packs.yaml.source import Source

#: Of one problem, the ways to fix it: one, if it is certain what was meant.
Fixes = tuple[Fix, ...]

#: How like a word its only near one must be, and how much less like the next may be.
_NEAR, _LEAD = 0.65, 0.12

_VALUE = re.compile(r"([ ]*(?:-[ ]+)*(?:[\w.-]+[ ]*:[ ]+)?)(\S.*?)[ \t]*$")
_IN_FLOW = re.compile(r"[\[{,][ ]*([\w.-]+[ ]*:[ ]+)?$")
#: Behind a value of ``{}`` that has no comma of its own.
_ENDS_IN_MAP = re.compile(r"[ ]*(?:\}|,[ ]*[\w.-]+[ ]*:[ ])")
_FLOW_VALUE = re.compile(r"[^\s,\[\]{}\"'#][^,\[\]{}\"'#]*?(?=[ ]*[,\]}])")
_DOUBLE = re.compile(r'"((?:\\.|[^"\\\n])*)"')
_LITERAL = re.compile(r"(?:[^\\']|\\[^0abt\tnvfre \"/\\N_LPxuU])*")
_DASHES = re.compile(r"[ ]*(?:-[ ]+(?=[\w.-]+[ ]*:[ ]))*")
_NEXT_LINE = re.compile(r"[^\n]*\n(?:[ \t]*\r?\n)*([ ]*)[^\s]")


def is_in_brackets(before: str) -> bool:
    """Whether a line that begins with *before* is inside ``{`` or ``[`` there."""
    bare = re.sub(r"""'[^']*'|"(?:\\.|[^"\\])*\"""", "", before)
    return len(re.findall(r"(?:^|[\s\[{,])[\[{]", bare)) > len(re.findall(r"[\]}]", bare))


def quote_value(source: Source, at: int) -> Fixes:
    """Quote the value at *at*: the rest of the line, or in brackets up to what ends it."""
    start, end = source.start_of(at), source.end_of(at)
    if is_in_brackets(source.text[start:at]):
        value = _FLOW_VALUE.match(source.text, at, end)
        before = _IN_FLOW.search(source.text[start:at])
        if value is None or before is None or ": " in value[0]:
            return ()
        if before[1] and not _ENDS_IN_MAP.match(source.text, value.end()):
            return ()
        return source.fix(
            f"quoted {trim(value[0], 40)}", (at, value.end(), quote_yaml(value[0], None))
        )
    line = _VALUE.match(source.rest(start))
    if line is None or " #" in line[2] or at < start + line.start(2):
        return ()
    if not line[1].strip():
        return ()  # neither a field's text nor an item's: what it belongs to is not certain
    dashes, below = _DASHES.match(line[1]), _NEXT_LINE.match(source.text, start)
    if below and dashes and len(below[1]) > dashes.end():
        return ()  # a text of several lines: it belongs below "|"
    edit = start + line.start(2), start + line.end(2), quote_yaml(line[2], None)
    return source.fix(f"quoted {trim(line[2], 40)}", edit)


def use_single_quotes(source: Source, at: int) -> Fixes:
    """Turn the double quotes around *at* into single ones, if each backslash stands for itself."""
    for found in _DOUBLE.finditer(source.text, source.start_of(at), source.end_of(at)):
        if found.start() < at < found.end() and _LITERAL.fullmatch(found[1]):
            what = f"put {trim(found[1], 40)} in single quotes"
            return source.fix(what, (*found.span(), f"'{found[1]}'"))
    return ()


def add_space(source: Source, at: int) -> Fixes:
    """Put a space behind the first colon from *at* on."""
    colon = source.text.find(":", at) + 1
    return source.fix("put a space behind the colon", (colon, colon, " "))


def replace_tabs(source: Source, at: int) -> Fixes:
    """Turn the tabs before a line, and before those that follow it, into spaces: in three ways."""
    start = source.start_of(at)
    lines = re.compile(r"(?:[ ]*\t[^\n]*(?:\n|$))+").match(source.text, start)
    indents = re.compile(r"(?m)^[ \t]+").finditer(source.text, start, lines.end() if lines else at)
    tabs = [(indent.span(), indent[0]) for indent in indents]
    ways = {
        tuple((*span, " " * len(indent.expandtabs(width))) for span, indent in tabs)
        for width in (2, 4, 8)
    }
    return tuple(fix for way in sorted(ways) for fix in source.fix("put spaces for tabs", *way))


def use_literal_block(source: Source, at: int) -> Fixes:
    """Write ``|`` for the ``>`` at *at*."""
    return source.fix("wrote | for >, so that code keeps its lines", (at, at + 1, "|"))


def replace_word(source: Source, at: int, wrong: str, right: str, words: list[str]) -> Fixes:
    """Write *right* for *wrong* at *at*, if no other of *words* can be meant."""
    sure = right and re.fullmatch(r"[\w-]+", wrong) and _meant(wrong, words) == right
    return replace_text(source, at, wrong, right) if sure else ()


def replace_text(source: Source, at: int, wrong: str, right: str) -> Fixes:
    """Write *right* for *wrong* at *at*, in the quotes in which it stands."""
    at += source.text.startswith(("'", '"'), at)
    if not source.text.startswith(wrong, at):
        return ()
    return source.fix(f"wrote {right} for {trim(wrong)}", (at, at + len(wrong), right))


def _meant(word: str, words: list[str]) -> str:
    """Return the one of *words* that can be meant by *word*; "" if it may be another.

    It must begin alike: "medior" is like senior by its letters, and means mid.
    """
    word = word.lower()
    near = sorted(((SequenceMatcher(None, word, w).ratio(), w) for w in words), reverse=True)
    if not near or near[0][0] < _NEAR or (len(near) > 1 and near[0][0] - near[1][0] < _LEAD):
        return ""
    return near[0][1] if near[0][1][0] == word[0] else ""
