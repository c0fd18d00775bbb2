"""Rules about what was pasted or left over: quotes, merge conflicts, wrong encodings, bare ?."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from itertools import repeat
from pathlib import Path

from interview_cli.core.questions.code_languages import is_python
from interview_cli.core.sentences import join, quote_yaml, trim
from interview_cli.packs.lint.rule import SHOWN, FoundOver, Pack, Subject
from interview_cli.packs.yaml.problems import FoundWithFixes
from interview_cli.packs.yaml.slips.lookalikes import PROSE, encloses
from interview_cli.packs.yaml.source import Map, Seq, Source
from interview_cli.storage.reading.mojibake import (
    find_garbled,
    find_lost,
    has_controls,
    say_garbled,
    say_lost,
)


def find_smart_quotes(subject: Subject) -> FoundWithFixes:
    source, placed = subject.source, subject.placed
    if source.text.isascii() or source.text[placed.start : placed.end].isascii():
        return
    yield from _find_in_code(subject)
    for field, text, at, _ in _texts(subject.part):
        if field not in PROSE or not encloses(text) or not source.text.startswith(text, at):
            continue  # in quotes of YAML's own they are meant
        inner = text[1:-1]
        message = (
            f"these quotes ({text[0]} {text[-1]}) are shown as a part of the text: leave them "
            f"out, or write {quote_yaml(inner, 60)}"
        )
        edit = (at, at + len(text), quote_yaml(inner, None))
        yield at, message, *source.fix(f"wrote plain quotes around {trim(inner, 40)}", edit)


#: Fields of code, which is in the language of its question.
_CODE = frozenset(("code", "fixed", "query", "solution", "fixtures", "starter"))
_OF_TEXT = frozenset(
    re.findall(
        r"\w+", "text plain console output markdown md tex latex yaml yml html xml svg csv ini"
    )
)
#: What stands in quotes or is a comment, in whichever language.
_QUIET = re.compile(
    r"""'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`[^`\n]*`|/\*.*?\*/|(?:(?<!\S)#|--|//)[^\n]*""",
    re.DOTALL,
)
_QUOTES = {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"'}
#: Quotes around something, and a dash before a sign of an option, or between two spaces.
_ODD = re.compile(
    r"(?P<open>[\u2018\u201c\u201e])(?P<inner>[^\u2018-\u201f\n]*)(?P<close>[\u2019\u201d\u201c])"
    r"|(?<=\s)(?P<dash>[\u2013\u2212])(?=\s|\d|[A-Za-z]\b)"
)


def _find_in_code(subject: Subject) -> FoundWithFixes:
    """Report quotes and dashes of word processors in code, which no language takes for its own."""
    language = (subject.question.language or "").lower()
    if language in _OF_TEXT:
        return
    for field, text, at in subject.texts():
        if field not in _CODE or text.isascii():
            continue
        hidden = _QUIET.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
        places = list[tuple[int, str]]()
        for found in _ODD.finditer(hidden):
            if found["dash"]:
                places.append((found.start("dash"), "-"))
            else:
                for name in ("open", "close"):
                    places.append((found.start(name), _QUOTES[found[name]]))
        if not places or (is_python(language or None) and not _is_python_then(text, places)):
            continue
        pairs = [f"{new} for {text[n]}" for n, new in places]
        message = f"{field} has signs of a word processor, which aren't code: write "
        message += join([*dict.fromkeys(pairs)])
        edits = list[tuple[int, int, str]]()
        for n, new in places:
            here = subject.source.within(at, text, n)
            if subject.source.text.startswith("|", at) and subject.source.text[here] == text[n]:
                edits.append((here, here + 1, new))
        first = subject.source.within(at, text, places[0][0])
        sure = len(edits) == len(places)
        fixes = subject.source.fix("wrote plain signs in code", *edits) if sure else ()
        yield first, message, *fixes


def _is_python_then(code: str, places: list[tuple[int, str]]) -> bool:
    """Whether *code* isn't Python, and is with the signs that belong at *places*."""
    signs = [*code]
    for n, sign in places:
        signs[n] = sign
    return not _is_read(code) and _is_read("".join(signs))


def _is_read(code: str) -> bool:
    try:
        ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def find_flow_question_mark(subject: Subject) -> FoundWithFixes:
    source = subject.source
    for _, text, at, flows in _texts(subject.part):
        if flows and "?" in text and source.text.startswith(text, at):
            message = (
                f"many readers of YAML stop at a bare ? inside {{ }} and [ ]: write "
                f"{quote_yaml(text, 60)}"
            )
            edit = (at, at + len(text), quote_yaml(text, None))
            yield at, message, *source.fix(f"quoted {trim(text, 40)}", edit)


_MARKS = re.compile(r"(?ms)^[ ]*<{7}(?: [^\n]*)?$\n.*?^[ ]*={7}$.*?^[ ]*>{7}(?: [^\n]*)?$")
_ABOUT_GIT = re.compile(r"(?i)\b(?:git|merge|conflict)")


def find_merge_conflict(subject: Subject) -> FoundWithFixes:
    question, placed = subject.question, subject.placed
    if "<<<<<<<" not in subject.source.text[placed.start : placed.end]:
        return
    if _ABOUT_GIT.search(f"{question.ask} {question.topic.replace('/', ' ')} {question.id}"):
        return
    for field, text, at, _ in _texts(subject.part):
        if field in SHOWN and (found := _MARKS.search(text)):
            message = (
                "a merge conflict is left in this text: keep one side, and remove the lines that "
                "begin with <<<<<<<, ======= and >>>>>>>"
            )
            lead = len(found[0]) - len(found[0].lstrip())
            yield subject.source.within(at, text, found.start() + lead), message


def _texts(part: Map | Seq, name: str = "") -> Iterator[tuple[str, str, int, bool]]:
    """Yield each text with its field, its place, and whether it's in brackets."""
    if isinstance(part, Map):
        pairs = zip(part, part.values(), part.places[1::2], strict=False)
    else:
        pairs = zip(repeat(name), part, part.places, strict=False)
    for key, value, at in pairs:
        if value.__class__ is Map or value.__class__ is Seq:
            yield from _texts(value, key)
        elif isinstance(value, str):
            yield key, value, at, part.flows


#: What questions about encodings have, in which such text is meant.
_MEANT = re.compile(
    r"(?i)encod|decod|mojibake|garbled|unicode|charset|utf-?(?:8|16)|latin-?1|cp-?1252"
    r"|windows-1252|replacement character"
)


def find_garbled_text(packs: Sequence[Pack]) -> FoundOver:
    for pack in packs:
        for source, parts in _list_parts(pack).values():
            meant = [part for part in parts if not _MEANT.search(source.raw, *part)]
            found = [one for part in meant for one in find_garbled(source.raw, *part)]
            if found and not any(has_controls(source.raw, one) for one in found):
                edits = [(one.start, one.end, one.was) for one in found]
                fixes = source.fix("wrote what was garbled as it was", *edits)
                yield source, found[0].start, say_garbled(source.raw, found), *fixes
            if lost := [at for part in meant for at in find_lost(source.raw, *part)]:
                yield source, lost[0], say_lost(lost)


def _list_parts(pack: Pack) -> dict[Path, tuple[Source, list[tuple[int, int]]]]:
    """Return the files of *pack* with from where to where in each its head and questions are."""
    parts: dict[Path, tuple[Source, list[tuple[int, int]]]] = {}
    if pack.head_source and pack.head and not pack.head_source.raw.isascii():
        head = (pack.head.start, pack.head.end)
        parts[pack.head_source.path] = pack.head_source, [head]
    for subject in pack.subjects_for("garbled-text"):
        source, part = subject.source, (subject.part.start, subject.part.end)
        if not source.raw[slice(*part)].isascii():
            parts.setdefault(source.path, (source, []))[1].append(part)
    return parts
