"""What is said of an answer, and of what comes next."""

from __future__ import annotations

from datetime import date

import pytest

from interview_cli.core.scoring.result import HIT, PointResult, quote_evidence
from interview_cli.core.session.summary import NextStep, PlanStep, Summary
from interview_cli.terminal.verdict.words import asked_again, doubt, next_step, on_day

TODAY = date(2026, 12, 28)


def summary(*, finished: bool = True) -> Summary:
    return Summary(1, 1, 1, 1.0, (), (), (), 0, 1000, finished)


@pytest.mark.parametrize(
    ("days", "day", "both"),
    [
        (0, "today", "today"),
        (1, "tomorrow", "tomorrow"),
        (2, "on 30 Dec", "in 2 days, on 30 Dec"),
        (5, "on 2 Jan 2027", "in 5 days, on 2 Jan 2027"),
    ],
)
def test_a_day_is_said_as_a_date(days, day, both):
    assert (on_day(days, TODAY), asked_again(days, TODAY)) == (day, both)


@pytest.mark.parametrize(
    ("step", "text"),
    [
        (NextStep(3, 6, planned=False), "3 more due today: interview flashcards"),
        (NextStep(0, 6, planned=True), "Tomorrow 6 come back: interview flashcards"),
        (
            NextStep(0, 1, planned=False),
            "Tomorrow 1 comes back. No plan yet: interview plan --on DATE",
        ),
        (NextStep(0, 0, planned=False), "No plan yet: interview plan --on DATE"),
        (NextStep(0, 0, planned=True), ""),
    ],
)
def test_the_next_sensible_step_is_one_line(step, text):
    assert next_step(summary(), step, TODAY) == text


@pytest.mark.parametrize(
    ("step", "text"),
    [
        (
            PlanStep("ahead", 3, 2, "interview mock --minutes 20 --level mid", 1),
            "Today's plan has a mock interview: interview mock --minutes 20 --level mid",
        ),
        (
            PlanStep("ahead", 3, 2, "", 1),
            "3 more in today's plan, about 2 min: interview flashcards",
        ),
        (PlanStep("ahead", 0, 0, "", 1), "That's all for today. The plan continues tomorrow."),
        (PlanStep("ahead", 0, 0, "", 4), "That's all for today. The plan continues on 1 Jan 2027."),
        (PlanStep("ahead", 0, 0, "", None), "That's all until the interview."),
        (PlanStep("tomorrow", 0, 0, "", None), "That's all for today. Good luck tomorrow!"),
        (
            PlanStep("today", 4, 3, "", None),
            "4 more to warm up with, about 3 min: interview flashcards",
        ),
        (PlanStep("today", 0, 0, "", None), "You're warmed up. Good luck!"),
    ],
)
def test_until_the_interview_the_plan_says_what_is_next(step, text):
    assert next_step(summary(), NextStep(0, 0, planned=True, plan=step), TODAY) == text


def test_a_session_that_was_left_is_gone_on_with_first():
    left = summary(finished=False)
    assert "interview resume" in next_step(left, NextStep(3, 6, planned=False), TODAY)


def test_whoever_overrules_a_clear_mistake_is_told_what_it_changes():
    assert doubt(2, 1, TODAY).endswith("It would come back in 2 days, on 30 Dec, not tomorrow.")
    assert doubt(1, 1, TODAY).endswith("It comes back tomorrow either way.")


def test_words_over_two_lines_are_quoted_in_one():
    point = PointResult("a point", HIT, ("it rains,\nmostly", "cats"))
    assert quote_evidence(point) == '"it rains, mostly" … "cats"'
