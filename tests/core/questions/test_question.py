"""Questions as values: fingerprints, explanations, plain and back."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256

from interview_cli.core.compare import fold
from interview_cli.core.kinds.blanks import Blanks
from interview_cli.core.kinds.choice import Choice, Option
from interview_cli.core.kinds.kind import WrongAnswer
from interview_cli.core.kinds.order import Order
from interview_cli.core.kinds.output import Output, Wrong
from interview_cli.core.kinds.short import Number, Short
from interview_cli.core.levels import is_within
from interview_cli.core.questions.question import (
    Checked,
    FollowUp,
    KeyPoint,
    Lint,
    PackInfo,
    Question,
    Step,
    Track,
)
from interview_cli.core.serialise import from_plain, to_plain

BASE = Question(
    id="a",
    ask="Which?",
    answer="This one.",
    level="senior",
    topic="fastapi/routing",
    quiz=Choice((Option("x", right=True, why="so it is"), Option("y", why="no"))),
)

QUIZZES = [
    BASE.quiz,
    Short(accept=("a", "b"), number=Number(1.5, 0.25), case=True, stem="?", why="w"),
    Short(number=Number(6), unit=("queries",), wrong=(WrongAnswer("5", "w"), WrongAnswer("4"))),
    Blanks("{{1}} and {{2}}", (("a",), ("b", "c"))),
    Blanks("{{1}} {{2}}", (("a",), ("b",)), wrong=((), (WrongAnswer("c", "w"),))),
    Order(("a", "b", "c")),
    Output("1\n", wrong=(Wrong("2", "no"), Wrong("3"))),
    None,
]


def test_what_is_cached_comes_back_equal():
    for quiz in QUIZZES:
        full = replace(
            BASE,
            quiz=quiz,
            spoken="It's this one.",
            code="print(1)",
            key_points=(KeyPoint("s", ("a",), ("b",), "senior", 2.0), KeyPoint("t")),
            follow_ups=(FollowUp("f", "And?", "Then.", (KeyPoint("k"),)),),
            checked=Checked("2026-11-21", {"python": "3.11"}),
            lint=Lint({"rule": "reason"}),
            needs={"fastapi": ">=0.121"},
            was=("old", "other:old"),
        )
        assert from_plain(Question, json.loads(json.dumps(to_plain(full)))) == full


def test_what_a_pack_says_of_itself_comes_back_equal():
    info = PackInfo("p", "P", terms={"python/gil": ("GIL", "lock"), "sql": ("join",)})
    assert from_plain(PackInfo, json.loads(json.dumps(to_plain(info)))) == info


def test_a_fingerprint_changes_with_what_is_asked_or_right_and_only_then():
    mark = BASE.fingerprint()
    quiz = BASE.quiz
    assert len(mark) == 12
    for same in (
        replace(BASE, answer="Another."),
        replace(BASE, spoken="It's this one."),
        replace(BASE, level="junior", hint="h", sources=("https://example.org",)),
        replace(BASE, quiz=replace(quiz, why="because")),
        replace(BASE, key_points=(KeyPoint("so", essential=True),)),
        replace(BASE, follow_ups=(FollowUp("then", "Then?", "So.", weight=1.0),)),
        replace(BASE, quiz=replace(quiz, options=(Option("x", right=True), Option("y")))),
    ):
        assert same.fingerprint() == mark
    for other in (
        replace(BASE, ask="What?"),
        replace(BASE, code="x = 1"),
        replace(BASE, quiz=replace(quiz, stem="What?")),
        replace(BASE, quiz=replace(quiz, options=(Option("x"), Option("y", right=True)))),
        replace(BASE, quiz=None),
    ):
        assert other.fingerprint() != mark
    told = replace(BASE, quiz=Short(accept=("a",), wrong=(WrongAnswer("b", "no"),)))
    silent = replace(BASE, quiz=Short(accept=("a",), wrong=(WrongAnswer("b"),)))
    assert told.fingerprint() == silent.fingerprint()
    card = replace(BASE, quiz=None)
    assert replace(card, answer="Another.").fingerprint() != card.fingerprint()


def test_this_fingerprint_is_for_all_time():
    """It stands in journals: a release that changes it would call every question changed."""
    canonical = (
        '{"ask":"Which?","code":null,"quiz":{"kind":"choice",'
        '"options":[{"right":true,"text":"x"},{"text":"y"}]}}'
    )
    assert BASE.fingerprint() == sha256(canonical.encode()).hexdigest()[:12] == "cc44ae9be2fb"


def test_the_explanation_is_the_quizs_why_else_the_right_options_else_the_answer():
    quiz = BASE.quiz
    assert BASE.explanation == "so it is"
    assert replace(BASE, quiz=replace(quiz, why="because")).explanation == "because"
    assert replace(BASE, quiz=Order(("a", "b", "c"))).explanation == "This one."
    assert replace(BASE, quiz=None).explanation == "This one."


def test_a_track_knows_its_steps():
    track = from_plain(
        Track,
        {
            "id": "t",
            "title": "T",
            "steps": [{"topic": "python", "levels": ["junior"]}, {"topic": "fastapi"}],
        },
    )
    assert track.step("junior", "python/gil", "choice") == 0
    assert track.step("senior", "python/gil", "choice") is None
    assert track.step("senior", "fastapi", None) == 1


def test_a_question_is_in_the_step_that_names_its_kind_before_others():
    track = Track(
        "sql", "SQL", (Step("sql", kinds=("choice",)), Step("sql"), Step("sql", kinds=("sql",)))
    )
    kinds = ("choice", "output", "sql", None)
    assert [track.step("mid", "sql/joins", kind) for kind in kinds] == [0, 1, 2, 1]
    assert [track.names("mid", "sql/joins", kind) for kind in kinds] == [True, False, True, False]
    assert Track("x", "X", track.steps[::2]).step("mid", "sql", "output") is None


def test_within():
    assert is_within("a/b", "a")
    assert not is_within("ab", "a")


def test_typed_text_is_compared_by_what_counts():
    assert fold("  Ein\tSTRASSE \n") == fold("ein straße")
    assert fold("A b", case=True) == "A b"
