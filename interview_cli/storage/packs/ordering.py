"""Options that are all numbers, put in ascending order, each with all that belongs to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from interview_cli.storage.packs.lint.options import numbers
from interview_cli.storage.packs.mends import Edit, Mend
from interview_cli.storage.packs.nodes import Map, Seq
from interview_cli.storage.packs.problems import Problem
from interview_cli.storage.packs.source import Source
from interview_cli.storage.packs.tree import Take, Tree, parse

_FALSE = ("false", "no", "off", "f", "n", "0")
#: Words by which a text may mean an option by its place, which is another one then.
_PLACES = re.compile(
    r"\b(?:first|second|third|fourth|fifth|last|former|latter|above|below|previous|next)\b"
    r"|\b(?:options?|answers?|choices?|number|no\.)\s+(?:[a-i]|\d)\b",
    re.IGNORECASE,
)


def in_order(source: Source, problems: Sequence[Problem]) -> list[Mend]:
    """Give a mend for each choice that one of *problems* lies in, if it is safe.

    It isn't where `keep_order` is set, where a text of the question speaks of places,
    or where a comment stands between two options: whose is it?
    """
    if not problems:
        return []
    lines = {problem.line for problem in problems}
    mends = []
    for question in _questions(source):
        first, last = source.line_of(question.start), source.line_of(max(question.end - 1, 0))
        if any(first <= line <= last for line in lines) and (mend := _mend(source, question)):
            mends.append(mend)
    return mends


def same_values(before: str, after: str) -> bool:
    """Say whether two texts hold the same, whatever the order of options."""
    return bool(_sorted(before) == _sorted(after))


def _mend(source: Source, question: Map) -> Mend | None:
    quiz = question.get("quiz")
    options = quiz.get("options") if isinstance(quiz, Map) else None
    if not isinstance(quiz, Map) or not isinstance(options, Seq) or options.cut:
        return None
    kept = quiz.get("keep_order", "no")
    if not isinstance(kept, str) or kept.strip().lower() not in _FALSE:
        return None
    texts = [option.get("text") if isinstance(option, Map) else None for option in options]
    values = numbers([text for text in texts if isinstance(text, str)])
    if values is None or len(values) < len(texts) or len({*values}) < len(values):
        return None
    if values == sorted(values) or _PLACES.search(_said(question)):
        return None
    spans = _spans(source, options)
    if spans is None:
        return None
    parts = [source.text[start:end] for start, end in spans]
    order = sorted(range(len(values)), key=lambda n: values[n])
    edits = tuple(
        Edit(start, end, parts[n])
        for (start, end), n in zip(spans, order, strict=True)
        if source.text[start:end] != parts[n]
    )
    line = source.line_of(quiz.key_at("options"))
    return Mend(line, "put the options, all numbers, in ascending order", edits)


def _spans(source: Source, options: Seq) -> list[tuple[int, int]] | None:
    """Give where each item begins and ends, with what stands behind it in its line.

    A comment on lines of its own at an item's end may belong to the next one: None then.
    """
    if source.text[options.start] == "[":
        return [(item.start, item.end) for item in options]
    deep = source.column_of(options.start) - 1
    spans = []
    for n, item in enumerate(options):
        if n + 1 < len(options):  # what comes next begins behind a dash
            end = options[n + 1].start
            inside = source.text[item.start : end].rstrip(" ").removesuffix("-")
        else:  # what follows the list lies less deep
            end = source.end_of(item.end) if source.text[item.start] == "{" else item.end
            inside = source.text[item.start : end]
            below = re.compile(rf"\n(?![ \t]*\r?(?:\n|$)|[ ]{{{deep + 1}}}|[ ]{{{deep}}}#)")
            if out := below.search(inside):
                inside = inside[: out.start()]
        inside = inside.rstrip()
        if re.search(r"\n[ \t]*#[^\n]*$", inside):
            return None
        spans.append((item.start, item.start + len(inside)))
    return spans


def _said(part: Any) -> str:
    """Give all that a question says, but for what is its options' text."""
    if isinstance(part, Map):
        return "\n".join(_said(value) for name, value in part.items() if name != "text")
    if isinstance(part, Seq):
        return "\n".join(map(_said, part))
    return part if isinstance(part, str) else ""


def _questions(source: Source) -> list[Map]:
    """Read the questions of a file, sound or not; its flaws are told elsewhere."""
    found: list[Map] = []

    def begin(tree: Tree) -> Take:
        return lambda item, at: found.append(item) if isinstance(item, Map) else None

    parse(Source(source.path, source.text), begin)
    return found


def _sorted(text: str) -> Any:
    source = Source(Path(), text)
    found: list[Any] = []

    def begin(tree: Tree) -> Take:
        return lambda item, at: found.append(_plain(item))

    root = parse(source, begin).root
    rest = _plain(root) if isinstance(root, Map) else root
    return rest, found, [flaw.message for flaw in source.flaws]


def _plain(part: Any, name: str = "") -> Any:
    if isinstance(part, Map):
        return {key: _plain(value, key) for key, value in part.items()}
    if isinstance(part, Seq):
        items = [_plain(item) for item in part]
        return sorted(items, key=repr) if name == "options" else items
    return part
