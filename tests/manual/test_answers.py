"""Each row of the tables about equal answers holds."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from interview_cli.core.equal_answers.same_answer import (
    SAME,
    Comparison,
    compare_answers,
    compare_with_number,
)

PAGE = (files("interview_cli") / "manual" / "answers.md").read_text("utf-8")
_CODE = re.compile(r"(`+) ?(.+?) ?\1(?!`)")


def rows() -> list[tuple[str, list[str], list[str], list[str]]]:
    """Return each row as its section, what the answer is, what is right and what isn't."""
    found = []
    for section in PAGE.split("\n## ")[1:]:
        for line in section.splitlines():
            if line.startswith("| ") and "---" not in line and "The answer is" not in line:
                cells = [[code for _, code in _CODE.findall(cell)] for cell in line.split("|")]
                found.append((section.partition("\n")[0], cells[2], cells[3], cells[4]))
    return found


def compare(section: str, answer: list[str], typed: str) -> Comparison:
    key, *about = answer
    if section != "Numbers":
        return compare_answers(typed, key, asked=" ".join(about))
    units = tuple(unit for text in about for unit in re.findall(r"unit: \[(\w+)\]", text))
    return compare_with_number(typed, float(key), units=units, asked=" ".join(about))


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row[0]}: {row[1][0]}: {row[2][0]}")
def test_a_row_holds(row: tuple[str, list[str], list[str], list[str]]) -> None:
    section, answer, right, wrong = row
    assert right
    assert wrong

    assert [typed for typed in right if compare(section, answer, typed) != SAME] == []
    assert [typed for typed in wrong if compare(section, answer, typed).credit] == []


def test_there_are_rows() -> None:
    assert len(rows()) >= 20
