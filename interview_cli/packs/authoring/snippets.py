"""What an editor puts in for each kind of quiz: the fields that it needs, to be typed over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from interview_cli.core.sentences import quote_yaml
from interview_cli.packs.kinds import KINDS_FOR_AUTHORS
from interview_cli.packs.kinds.kind import Schema
from interview_cli.packs.yaml.source import Map, Source
from interview_cli.packs.yaml.tree import parse

#: What an exercise can do without at first.
_MORE = ("minutes", "hidden", "ordered", "hints", "complexity")

#: What needs no quotes wherever it stands.
_PLAIN = re.compile(r"[A-Za-z(][^:#'\"`{}\[\]&*!|>%@,\\]*")

#: Where the first field stands, at most: editors indent the fields more than lines of a text.
_INDENT = 2

#: What every question has, and code where its kind is about that.
_QUESTION = {"id": "my-question", "ask": "What is …?", "answer": "It is …"}
_CODE = "print(1 + 1)"


def quiz_snippets() -> list[Schema]:
    """Return a snippet for the quiz of each kind."""
    return [_snippet(f"{kind} quiz", _describe(kind), _quiz(kind)) for kind in KINDS_FOR_AUTHORS]


def question_snippets() -> list[Schema]:
    """Return a snippet for a question of each kind, and for a flashcard."""
    found = [_snippet("flashcard", "A question without a quiz.", _QUESTION)]
    for kind, about in KINDS_FOR_AUTHORS.items():
        code = {"code": _CODE} if "code" in about.needs else {}
        question = _QUESTION | code | {"quiz": _quiz(kind)}
        found.append(_snippet(f"{kind} question", _describe(kind), question))
    return found


def _snippet(label: str, description: str, body: Any) -> Schema:
    return {"label": label, "description": description, "body": _stops(body, count(1), _INDENT)}


def _describe(kind: str) -> str:
    return f"{KINDS_FOR_AUTHORS[kind].rule.title}."


def _quiz(kind: str) -> dict[str, Any]:
    """Return the fields that a new pack's example has, each with the example of its help."""
    about = KINDS_FOR_AUTHORS[kind]
    (first, *_) = _read(about.example)
    names = [name for name in first if name in about.fields and name not in _MORE]
    return {"kind": kind} | {name: about.fields[name].example for name in names}


def _read(example: str) -> list[Map]:
    """Return the quizzes of the questions in an example."""
    found: list[Map] = []
    parse(Source(Path(), f"questions:\n{example}"), lambda item, at: found.append(item["quiz"]))
    return found


def _stops(value: Any, numbers: Iterator[int], column: int = 0) -> Any:
    """Return *value* with each of its texts as a place where the editor stops.

    Editors put texts in as they are, so each is written as YAML; *column* is where it begins.
    """
    if isinstance(value, dict):
        return {
            name: item if name == "kind" else _stops(item, numbers, column + 2)
            for name, item in value.items()
        }
    if isinstance(value, list):
        items = [_stops(item, numbers, column + 2) for item in value]
        return [_in_brackets(item) for item in items]
    return _stop(value, next(numbers), column) if isinstance(value, str) else value


def _in_brackets(item: Any) -> Any:
    """Return a list of texts within a list in one line: editors would mix up the two."""
    is_list_of_texts = isinstance(item, list) and all(isinstance(text, str) for text in item)
    return f"[{', '.join(item)}]" if is_list_of_texts else item


def _stop(text: str, number: int, column: int) -> str:
    before, inside, after = "", text.rstrip("\n"), ""
    if "\n" in inside:
        before = "|\n" + " " * column
        inside = inside.replace("\n", "\n" + " " * column)
    elif not _PLAIN.fullmatch(inside):
        quoted = quote_yaml(inside, None)
        before, inside, after = quoted[0], quoted[1:-1], quoted[-1]
    escaped = re.sub(r"([\\$}])", r"\\\1", inside)
    return f"{before}${{{number}:{escaped}}}{after}"
