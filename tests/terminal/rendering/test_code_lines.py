"""Code on the screen: nothing of it is lost, and what is copied still runs."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from interview_cli.core.kinds.choice import Choice, Option
from interview_cli.core.questions.question import Question
from interview_cli.terminal.rendering.code_lines import CONTINUED, Code
from interview_cli.terminal.rendering.line_numbers import (
    has_numbers,
    number_lines,
    refers_to_lines,
)

PROGRAM = """\
async def save(items: list[str], *, retries: int = 3) -> None:
    for item in items:
        await store.put(item, timeout=retries * 2, label="a rather long text")

    return None
"""


def printed(code, width, **settings):
    out = io.StringIO()
    Console(file=out, width=width).print(Code(Text(code), **settings))
    return out.getvalue().splitlines()


@given(st.text("ab_(, [漢", max_size=90), st.integers(12, 60), st.booleans())
def test_a_wide_line_is_broken_with_a_mark_and_loses_nothing(line, width, numbered):
    line = f"x{line}".rstrip()
    rows = printed(line, width, numbered=numbered)
    assert all(cell_len(row) <= width for row in rows)
    first, *others = (row.partition("# 1")[0] for row in rows)
    assert all(row.startswith(f"  {CONTINUED}") for row in others)
    joined = first + "".join(row.removeprefix(f"  {CONTINUED}") for row in others)
    assert joined.replace(" ", "") == line.replace(" ", "")


def test_a_line_breaks_after_a_sign_and_hangs_below_its_indent():
    assert printed("    result = combine(first_value, second_value)", 40) == [
        "    result = combine(first_value, ",
        "      ↪ second_value)",
    ]


@pytest.mark.parametrize(("language", "sign"), [("sql", "--"), ("JavaScript", "//"), ("bash", "#")])
def test_a_number_is_a_comment_in_the_language_of_the_code(language, sign):
    rows = printed("x\ny", 40, numbered=True, language=language)

    assert rows == [f"x  {sign} 1", f"y  {sign} 2"]


def test_numbered_code_still_runs_when_it_is_copied():
    for width in (80, 100):  # in the narrower one there's no room for a number everywhere
        rows = printed(PROGRAM, width, numbered=True)
        compile("\n".join(rows), "copied", "exec")
    assert [row.rpartition("# ")[2] for row in rows if row.strip()] == ["1", "2", "3", "5"]
    plain = list(number_lines(PROGRAM.splitlines()))
    compile("\n".join(plain), "copied", "exec")
    assert len({row.index("  # ") for row in plain if row.strip()}) == 1


@pytest.mark.parametrize(
    ("ask", "lines", "numbers", "refers"),
    [
        ("What does this print?", 6, False, False),
        ("What does this print?", 7, True, False),
        ("Which line fails?", 3, True, True),
        ("What happens in line 2?", 2, True, True),
        ("Which line is it?", 1, False, True),
        ("How does one outline it?", 3, False, False),
    ],
)
def test_lines_have_numbers_where_there_are_many_or_a_question_names_one(
    ask, lines, numbers, refers
):
    quiz = Choice((Option("a", right=True), Option("b")))
    code = "\n".join(["x = 1"] * lines)
    question = Question("q", ask, "a", level="mid", topic="t", code=code, quiz=quiz)
    assert (has_numbers(question), refers_to_lines(question)) == (numbers, refers)


def test_a_number_stands_apart_from_a_line_that_fills_its_room():
    rows = printed(f"x = {'1' * 15}\ny = 2", 22, numbered=True)
    assert rows == [f"x = {'1' * 15}", "y = 2              # 2"]
