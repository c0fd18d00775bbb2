"""Rules about what was pasted or left over: typographic quotes, merge conflicts, bare ?."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import repeat

from interview_cli.core.sentences import quote_yaml, trim
from interview_cli.packs.lint.rule import SHOWN, Subject
from interview_cli.packs.yaml.problems import FoundWithFixes
from interview_cli.packs.yaml.slips.lookalikes import PROSE, encloses
from interview_cli.packs.yaml.source import Map, Seq


def find_smart_quotes(subject: Subject) -> FoundWithFixes:
    source, placed = subject.source, subject.placed
    if source.text.isascii() or source.text[placed.start : placed.end].isascii():
        return
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
