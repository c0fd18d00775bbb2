"""What an editor offers from the schema: snippets of each kind, and the names of rules."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from helpers.packs import head

from interview_cli.core.kinds import KINDS
from interview_cli.packs.authoring.json_schema import pack_schema
from interview_cli.packs.format.reader import read
from interview_cli.packs.lint import RULES

TOP = pack_schema()["properties"]
QUESTION = TOP["questions"]["items"]["properties"]

#: A place where the editor stops, and what stands there to be typed over.
STOP = re.compile(r"\$\{\d+:((?:\\.|[^}\\])*)\}")

#: All that a file has above a snippet for a question.
ABOVE = head("mine", defaults="level: mid, topic: a").replace("format: 1", "format: 1.1")


def put_in(value: Any, column: int) -> str:
    """Write a snippet as yaml-language-server does: texts as they are, each field indented."""
    margin = "\n" + " " * column
    if isinstance(value, dict):
        fields = (f"{name}:{put_in_below(item, column)}" for name, item in value.items())
        return margin.join(fields)
    if isinstance(value, list):
        return margin.join(f"- {put_in(item, column + 2)}" for item in value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def put_in_below(value: Any, column: int) -> str:
    if isinstance(value, dict | list):
        return f"\n{' ' * (column + 2)}{put_in(value, column + 2)}"
    return f" {put_in(value, column)}"


def fill(snippet: dict[str, Any], column: int, line: int) -> str:
    """Write *snippet* at *column*, where the editor goes on at the indentation of its *line*."""
    text = put_in(snippet["body"], column - line).replace("\n", "\n" + " " * line)
    return STOP.sub(lambda found: re.sub(r"\\(.)", r"\1", found[1]), text)


def problems(text: str, path: Path) -> list[str]:
    path.write_text(f"{ABOVE}questions:\n{text}\n", encoding="utf-8")
    return [problem.message for problem in read(path).problems]


def by_label(snippets: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {snippet["label"]: snippet for snippet in snippets}


QUESTIONS = by_label(TOP["questions"]["defaultSnippets"])
QUIZZES = by_label(QUESTION["quiz"]["defaultSnippets"])


def test_each_kind_has_a_snippet() -> None:
    assert [*QUESTIONS] == ["flashcard", *(f"{kind} question" for kind in KINDS)]
    assert [*QUIZZES] == [f"{kind} quiz" for kind in KINDS]


@pytest.mark.parametrize("label", QUESTIONS)
def test_a_snippet_is_a_question_without_problems(label: str, tmp_path: Path) -> None:
    text = fill(QUESTIONS[label], column=4, line=2)

    assert problems(f"  - {text}", tmp_path / "mine.yaml") == []


@pytest.mark.parametrize("line", [4, 6], ids=["behind quiz", "below it"])
@pytest.mark.parametrize("label", QUIZZES)
def test_a_snippet_is_a_quiz_where_it_is_put(label: str, line: int, tmp_path: Path) -> None:
    card = "  - id: a\n    ask: b\n    answer: c\n    code: print(1)\n    quiz:\n      "
    text = fill(QUIZZES[label], column=6, line=line)

    assert problems(card + text, tmp_path / "mine.yaml") == []


@pytest.mark.parametrize("part", [TOP["pack"]["properties"], QUESTION])
def test_every_rule_of_lint_can_be_chosen_to_be_ignored(part: dict[str, Any]) -> None:
    ignore = part["lint"]["properties"]["ignore"]

    assert [*ignore["properties"]] == [*RULES]
    assert "longest by far" in ignore["properties"]["longest-key"]["description"]
