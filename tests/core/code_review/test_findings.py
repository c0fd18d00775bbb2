"""What a learner's lines are read as: a place, and what is wrong there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.code_review.findings import read_findings
from interview_cli.core.code_review.shown_code import ShownCode, ShownLine


def shown(name: str) -> ShownCode:
    return ShownCode(name, tuple(ShownLine(" ", n, "x") for n in range(1, 31)))


APP, CONF = shown("src/app.py"), shown("Dockerfile")
LEAK = "the password leaks"


@pytest.mark.parametrize(
    ("written", "file", "lines"),
    [
        (f"12: {LEAK}", None, ((12, 12),)),
        (f"12 {LEAK}", None, ((12, 12),)),
        (f"12. {LEAK}", None, ((12, 12),)),
        (f"12 - {LEAK}", None, ((12, 12),)),
        (f"- 12: {LEAK}", None, ((12, 12),)),
        (f"1) line 12: {LEAK}", None, ((12, 12),)),
        (f"12-14 {LEAK}", None, ((12, 14),)),
        (f"14-12: {LEAK}", None, ((12, 14),)),
        (f"lines 12 to 14, {LEAK}", None, ((12, 14),)),
        (f"line 12 {LEAK}", None, ((12, 12),)),
        (f"Line 12: {LEAK}", None, ((12, 12),)),
        (f"L12: {LEAK}", None, ((12, 12),)),
        (f"3, 12: {LEAK}", None, ((3, 3), (12, 12))),
        (f"lines 3 and 12: {LEAK}", None, ((3, 3), (12, 12))),
        (f"{LEAK} (line 12)", None, ((12, 12),)),
        (f"{LEAK} on line 12", None, ((12, 12),)),
        (f"on line 12 {LEAK}", None, ((12, 12),)),
        (f"app.py:12: {LEAK}", "src/app.py", ((12, 12),)),
        (f"src/app.py:12:5: {LEAK}", "src/app.py", ((12, 12),)),
        (f"app.py 12: {LEAK}", "src/app.py", ((12, 12),)),
        (f"app.py line 12, {LEAK}", "src/app.py", ((12, 12),)),
        (f"`app.py`: {LEAK}", "src/app.py", ()),
        (f"Dockerfile:3 {LEAK}", "Dockerfile", ((3, 3),)),
        (f"other.py:3: {LEAK}", "other.py", ((3, 3),)),
        (f"404: {LEAK}", None, ((404, 404),)),
        (LEAK, None, ()),
    ],
)
def test_a_place_is_read_however_it_is_written(written, file, lines):
    (found,) = read_findings(written, (APP, CONF))

    assert (found.says, found.file, found.lines) == (LEAK, file, lines)
    assert found.text == written


@pytest.mark.parametrize(
    "says",
    [
        "404 is returned for a missing user",
        "50% of users see it",
        "12th item is lost",
        "returns 500",
    ],
)
def test_a_number_that_names_no_line_belongs_to_what_is_said(says):
    (found,) = read_findings(says, (APP,))

    assert (found.says, found.lines) == (says, ())


def test_an_indented_line_goes_on_with_the_finding_above():
    found = read_findings("3: the password\n   leaks\n   5: no timeout\n", (APP,))

    assert [one.says for one in found] == [LEAK, "no timeout"]


def test_what_is_said_twice_is_one_finding_and_nothing_is_none():
    assert len(read_findings(f"3: {LEAK}\n3: {LEAK}.\n\n---\nnothing else\nLGTM", (APP,))) == 1


@given(st.text(alphabet="a1: ,-.()#\n\tπ`/", max_size=60))
def test_whatever_is_written_is_read(written):
    for one in read_findings(written, (APP, CONF)):
        assert one.text
        assert all(first <= last for first, last in one.lines)
