"""The talk about a case: what is asked next, what is kept, and what each stage is worth."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.design_case.conversation import NOTHING_SAID, Conversation, choose_probe
from interview_cli.core.design_case.kept_talk import read_talk, write_talk
from interview_cli.core.design_case.stage_scores import score
from interview_cli.core.kinds.design import Design, Probe, Stage, StagePoint
from interview_cli.core.scoring.result import HIT, MISSED

CLARIFY = Stage(
    "clarify",
    "What first?",
    3,
    (
        StagePoint("how many links are followed", "load", ("how much traffic",), essential=True),
        StagePoint("how long a link lives", "life", ("expire*",)),
    ),
    ("none", "little", "most", "all"),
    (Probe("life", "Do they stay for ever?"), Probe("load", "How busy is it?")),
)
DATA = Stage(
    "data",
    "Where to?",
    5,
    (StagePoint("a key-value store by the short name", any=("Redis",)),),
    ("none", "little", "most", "all"),
)
CASE = Design((CLARIFY, DATA))
texts = st.lists(st.sampled_from(["", "traffic", "Redis", "they expire", "how much traffic"]))


def talk_through(said: list[str]) -> Conversation:
    talk = NOTHING_SAID
    for text in said:
        if talk.remark(CASE):
            talk = talk.say(CASE, text, 1000)
    return talk


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("I'd draw boxes.", "Do they stay for ever?"),
        ("Links expire.", "How busy is it?"),
        ("How much traffic is there?", "Do they stay for ever?"),
        ("How much traffic is there, and do links expire?", ""),
    ],
)
def test_the_first_follow_up_whose_point_was_missed_is_asked(said, asked):
    assert choose_probe(CLARIFY, said) == asked


def test_a_stage_without_follow_ups_asks_nothing_more():
    assert choose_probe(DATA, "") == ""


@given(texts)
def test_each_stage_has_two_texts_once_it_is_through(said):
    talk = talk_through(said)

    assert len(talk.said) == len(talk.spent_ms) <= 2 * len(CASE.stages)
    assert (talk.remark(CASE) is None) == (len(talk.said) == 2 * len(CASE.stages))


@given(texts.filter(bool))
def test_back_takes_back_what_was_said_last(said):
    before = NOTHING_SAID
    for text in said:
        if before.remark(CASE) is None:
            break
        after = before.say(CASE, text, 1000)
        assert after.back(CASE) == before
        before = after


@given(texts, st.text())
def test_a_talk_is_read_as_it_was_kept(said, typed):
    talk = talk_through(said)
    if talk.remark(CASE):
        kept, rest = read_talk(CASE, write_talk(talk, typed))
        assert (kept, rest) == (talk, typed) or not talk.said


def test_a_talk_that_waits_for_grades_is_asked_for_its_last_text_again():
    talk = talk_through(["how much traffic, and do they expire", "Redis"])

    kept, typed = read_talk(CASE, write_talk(talk, ""))

    assert (kept, typed) == (talk.back(CASE), "Redis")


@pytest.mark.parametrize(
    "draft",
    [
        "",
        "a text",
        "[1]",
        "{}",
        '{"said": ["a"], "ms": [1, 2], "typed": ""}',
        '{"said": [1], "ms": [1], "typed": ""}',
        '{"said": ["a"], "ms": [-1], "typed": ""}',
        '{"said": ["a", "b", "c", "d", "e"], "ms": [1, 1, 1, 1, 1], "typed": ""}',
        "[" * 100_000,
    ],
)
def test_a_draft_that_is_no_talk_is_what_was_typed(draft):
    assert read_talk(CASE, draft) == (NOTHING_SAID, draft)


def test_the_score_is_the_mean_of_the_stages():
    found = score(CASE, ("how much traffic, and do links expire?", "", "no idea", ""))

    assert [one.score for one in found.stages] == [1.0, 0.0]
    assert (found.score, found.result.passed) == (0.5, True)
    assert [one.grade for one in found.stages] == [3, 0]


def test_no_answer_scores_nothing():
    for said in (None, "", ()):
        found = score(CASE, said)
        assert (found.score, found.result.passed) == (0.0, False)


@given(st.lists(st.sampled_from([HIT, MISSED]), min_size=3, max_size=3))
def test_points_that_are_turned_score_as_if_they_had_been_found(states):
    found = score(CASE, ("how much traffic, and do links expire?", "", "Redis", ""))
    points = [
        replace(point, state=state)
        for point, state in zip(found.result.points, states, strict=True)
    ]

    turned = found.with_points(points)

    assert [point.state for point in turned.result.points] == states
    assert turned.result.passed == (states[0] == HIT)
    if states == [HIT] * 3:
        assert turned.score == 1.0
    if states == [MISSED] * 3:
        assert turned.score == 0.0


def test_a_case_keeps_its_key_while_its_points_stay():
    longer = Design((replace(CLARIFY, ask="And first?", minutes=4), DATA))
    other = Design((replace(CLARIFY, key_points=CLARIFY.key_points[:1]), DATA))

    assert CASE.same_key(longer)
    assert not CASE.same_key(other)
