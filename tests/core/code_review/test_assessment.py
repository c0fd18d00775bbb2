"""What a review is worth: defects found, nearly found and missed, and false alarms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.code_review.assessment import assess, compute_score
from interview_cli.core.kinds.kind import Quiz
from interview_cli.core.kinds.review import Defect, Review, ShownFile, read_lines
from interview_cli.core.scoring.result import CLOSE, HIT, MISSED

CODE = "\n".join(f"x{n} = {n}" for n in range(1, 31))
DEFECTS = (
    Defect("the password is logged", ("6",), severity="critical"),
    Defect("the file is never closed", ("12-14",), any=("leaks the handle",)),
    Defect("no timeout is set", ("20", "24"), severity="minor"),
)
REVIEW = Review(DEFECTS, show=(ShownFile("app.py", CODE),))
FOUND = ("6: the password is logged", "13: leaks the handle", "24: no timeout is set")
ALARM = "2: the name says nothing"


def states(answer: str, review: Review = REVIEW) -> list[str]:
    return [one.state for one in assess(review, answer).defects]


def test_every_defect_that_is_named_at_its_line_is_found():
    found = assess(REVIEW, "\n".join(FOUND))

    assert (found.found, found.alarms, found.score) == (3, (), 1.0)
    assert found.result.passed


@pytest.mark.parametrize(
    ("line", "state"), [(4, MISSED), (5, HIT), (6, HIT), (7, HIT), (8, MISSED)]
)
def test_a_line_up_or_down_counts_too(line, state):
    found = assess(REVIEW, f"{line}: the password is logged")

    assert found.defects[0].state == state
    assert len(found.alarms) == (state == MISSED)
    assert found.elsewhere == (((0, 0),) if state == MISSED else ())


def test_a_finding_without_a_line_finds_what_it_names_and_is_told_to_name_one():
    found = assess(REVIEW, "the password is logged")

    assert found.defects[0].state == HIT
    assert [one.text for one in found.lineless] == ["the password is logged"]


def test_the_author_s_own_words_find_every_defect():
    odd = Review((Defect("compare with None by identity", ("4",)),), show=REVIEW.show)

    assert states("4: Compare with None by identity.", odd) == [HIT]


def test_the_right_line_alone_finds_nothing():
    found = assess(REVIEW, "6: this is ugly")

    assert (found.found, found.alarms) == (0, (0,))


def test_what_is_denied_is_not_found():
    assert states("6: the password is not logged")[0] != HIT


def test_a_defect_that_is_nearly_named_is_no_false_alarm():
    shared = Defect("the mutable default is shared by all calls", ("3",))
    found = assess(
        Review((shared,), show=REVIEW.show), "3: the default list is shared by all calls"
    )
    assert (found.defects[0].state, found.alarms, found.score) == (CLOSE, (), 0)


def test_one_finding_may_name_two_defects_and_two_may_name_one():
    two = Review(
        (Defect("the password is logged", ("6",)), Defect("no timeout is set", ("6",))),
        show=REVIEW.show,
    )
    assert states("6: the password is logged, and no timeout is set", two) == [HIT, HIT]
    twice = assess(REVIEW, "6: the password is logged\n6: password logged here")
    assert (twice.found, twice.alarms) == (1, ())


def test_two_false_alarms_cost_a_defect():
    answer = "\n".join((*FOUND, ALARM, "3: this is ugly"))

    assert assess(REVIEW, answer).score == pytest.approx(2 / 3)


def test_whoever_overlooks_a_critical_defect_does_not_pass():
    found = assess(REVIEW, "\n".join(FOUND[1:]))

    assert found.score == pytest.approx(2 / 3)
    assert not found.result.passed
    assert assess(REVIEW, FOUND[0]).result.passed


def test_false_alarms_that_take_the_whole_score_fail():
    alarms = "\n".join(f"{n}: thing {n} is odd" for n in (2, 28))

    found = assess(REVIEW, f"{FOUND[0]}\n{alarms}")

    assert (found.score, found.result.passed) == (0, False)


def test_without_critical_defects_half_passes():
    review = Review(DEFECTS[1:], show=REVIEW.show)

    assert assess(review, FOUND[1]).result.passed
    assert not assess(review, f"{FOUND[1]}\n{ALARM}").result.passed


def test_a_line_is_that_of_its_file():
    review = Review(
        (
            Defect("the password is logged", ("6",), "a.py"),
            Defect("the password is logged", ("6",), "b.py"),
        ),
        show=(ShownFile("a.py", CODE), ShownFile("b.py", CODE)),
    )
    assert states("b.py:6: the password is logged", review) == [MISSED, HIT]
    assert states("6: the password is logged", review) == [HIT, HIT]


@given(
    st.lists(st.sampled_from(FOUND), unique=True),
    st.lists(st.integers(1, 30).map(lambda n: f"{n}: item {n} is odd"), unique=True, max_size=8),
)
def test_a_score_is_a_share_that_findings_raise_and_false_alarms_lower(found, alarms):
    score = assess(REVIEW, "\n".join((*found, *alarms))).score

    assert 0 <= score <= 1
    for more in {*FOUND} - {*found}:
        assert assess(REVIEW, "\n".join((*found, more, *alarms))).score >= score
    assert assess(REVIEW, "\n".join((*found, *alarms, "1: this is ugly"))).score <= score
    assert score == pytest.approx(max(0, len(found) - len(alarms) / 2) / 3)


@given(st.integers(0, 9), st.integers(0, 99), st.integers(1, 9))
def test_a_score_is_never_outside_of_its_bounds(found, alarms, defects):
    assert 0 <= compute_score(min(found, defects), alarms, defects) <= 1


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("3", ((3, 3),)),
        (" 3 - 5 ", ((3, 5),)),
        ("3, 7–9", ((3, 3), (7, 9))),
        ("5-3", None),
        ("0", None),
        ("three", None),
        ("", None),
    ],
)
def test_the_lines_of_a_defect(text, lines):
    assert read_lines(text) == lines


def test_an_answer_key_is_the_same_while_the_defects_and_the_code_are():
    def differs(**changes: object) -> bool:
        new = {"defects": DEFECTS, "show": REVIEW.show} | changes
        quiz: Quiz = REVIEW
        return not quiz.same_key(Review(**new))  # type: ignore[arg-type]

    assert not differs(why="other words")
    assert differs(defects=DEFECTS[1:])
    assert differs(show=(ShownFile("app.py", "x"),))
