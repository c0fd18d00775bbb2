"""The command mock, as processes: its events, its journal, its endings, and what it keeps."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from helpers.data import INTERVIEW
from helpers.learner import Learner, question
from helpers.program import STRICT

from interview_cli.core.scoring.result import (
    CLOSE,
    CONTRADICTED,
    HIT,
    MISSED,
    PointResult,
    ScoringResult,
    compute_score,
    share_needed,
)
from interview_cli.terminal.debrief.words import count_points

NOW = "2026-11-21T20:00:00+01:00/still"

#: Answers to the pack's questions, in the order in which seed 1 asks them.
FALLING = "Apples are heavy.\n.\n"
LIGHTS = "Red means stop.\nGreen means go.\n.\n"
LOCKS = "Two threads wait for each other, and neither of them ever lets go of anything.\n.\n"
ORDERING = "By the name of the lock.\n.\n"
HALF = "Red means stop.\n.\n"
#: One of two points, in three words, which is enough for so few; and the lighter one of two, in so
#: many words that there was room for both.
HALF_SCORE = pytest.approx(1 - (1 - 1 / 2) / (1 - share_needed([1, 1], 3)) / 2)
LOCKS_SCORE = pytest.approx(1 / 3 / share_needed([1, 2], 15) / 2)
#: Of both, and a right answer to a follow-up, which weighs half.
MEAN = pytest.approx((HALF_SCORE.expected + LOCKS_SCORE.expected + 1 / 2) / 2.5)


@pytest.fixture
def learner(home):
    (home / "packs").mkdir(parents=True)
    shutil.copy(INTERVIEW, home / "packs" / "talk.yaml")
    return Learner(home)


def mock(learner, *args, typed="", **how):
    return learner.run("mock", "-p", "talk", "--seed", "1", "--json", *args, typed=typed, **how)


def names(said):
    return [event["event"] for event in said.events]


def asked(said):
    return [event["question"] for event in said.named("question")]


def test_verdicts_come_after_the_last_answer(learner):
    said = mock(learner, typed=FALLING + HALF + LOCKS + ORDERING)
    assert said.err == ""
    assert names(said) == ["session", *["question"] * 4, *["verdict"] * 4, "summary"]
    assert all(event["v"] == 1 for event in said.events)
    session, first, *_ = said.events
    assert (session["mode"], session["size"], session["seed"]) == ("mock", None, 1)
    assert first == {
        "v": 1,
        "event": "question",
        "n": 1,
        "of": None,
        "question": "talk:falling",
        "level": "junior",
        "topic": "physics",
        "kind": "explain",
        "ask": "Why does an apple fall?",
        "code": None,
        "language": None,
        "expects": "lines",
        "options": [],
        "gaps": 0,
        "text": None,
    }
    assert [event["n"] for event in said.named("question")] == [1, 2, 3, 4]
    assert asked(said) == ["talk:falling", "talk:lights", "talk:locks", "talk:locks/ordering"]
    cannot_tell, lights, locks, ordering = said.named("verdict")
    assert (cannot_tell["score"], cannot_tell["points"]) == (None, [])
    assert lights == {
        "v": 1,
        "event": "verdict",
        "review": lights["review"],
        "question": "talk:lights",
        "answer": ["Red means stop."],
        "right": [],
        "score": HALF_SCORE,
        "passed": True,
        "rating": 2,
        "grader": "rule",
        "points": [
            {"says": "red means stop", "state": "hit", "words": ["Red means stop"]},
            {"says": "green means go", "state": "missed", "words": []},
        ],
        "spoken": None,
        "explanation": lights["explanation"],
        "gaps": [],
        "notes": [],
        "due": "2026-11-22",
        "due_if_right": "2026-11-23",
    }
    assert lights["explanation"].startswith("A car halts at crimson")
    assert locks["score"] == LOCKS_SCORE
    assert ordering["score"] == 1.0
    (summary,) = said.named("summary")
    assert summary["session"] == session["id"]
    assert (summary["asked"], summary["answered"], summary["resume"]) == (4, 4, None)
    assert summary["score"] == pytest.approx(
        (HALF_SCORE.expected + LOCKS_SCORE.expected + 1 / 2) / 2.5
    )
    assert summary["missed"] == ["talk:lights", "talk:locks"]


def test_a_contradicted_point_stays_below_half_and_is_learnt_again(learner):
    said = mock(learner, typed=f"{FALLING}Red means go. Green means go.\n.\n:s\n")
    verdict = said.named("verdict")[1]
    assert [point["state"] for point in verdict["points"]] == ["contradicted", "hit"]
    assert verdict["score"] < 0.5
    assert verdict["rating"] == 1
    assert "contradicted" in learner.lines("reviewed")[1]["reasons"]


def test_commands_in_the_debrief_give_the_verdict_anew(learner):
    said = mock(learner, typed=f"{FALLING}{HALF}{LOCKS}{ORDERING}:t 2.2\n:r 1\n\n:t 2.1\n")
    *first, turned, right = said.named("verdict")
    assert len(first) == 4
    assert (turned["review"], turned["score"], turned["grader"]) == (first[1]["review"], 1, "self")
    assert (right["review"], right["score"], right["grader"]) == (first[0]["review"], 1, "self")
    lights, falling = learner.lines("regraded")
    assert (lights["of"], lights["score"], lights["rating"]) == (turned["review"], 1.0, 3)
    assert [point["state"] for point in lights["points"]] == ["hit", "hit"]
    assert (falling["of"], falling["score"], falling["grader"]) == (right["review"], 1.0, "self")
    assert learner.lines("reviewed")[1]["score"] == HALF_SCORE  # both verdicts are kept


def test_undo_in_the_debrief_goes_back_to_the_scorer_s_verdict(learner):
    commands = ":t 2.2\n:r 3\n:u\n:u\n:u\n\n"
    said = mock(learner, typed=f"{FALLING}{HALF}{LOCKS}{ORDERING}{commands}")
    *first, turned, right, locks, lights = said.named("verdict")
    assert [event["question"] for event in said.named("undone")] == ["talk:locks", "talk:lights"]
    assert (turned["score"], right["score"]) == (1.0, 1.0)
    assert (locks, lights) == (first[2], first[1])
    assert names(said)[-6:] == ["verdict", "undone", "verdict", "undone", "verdict", "summary"]
    (told,) = said.err.splitlines()
    assert told.startswith("Nothing to undo here; the interview is over.")
    assert said.events[-1]["score"] == pytest.approx(
        (HALF_SCORE.expected + LOCKS_SCORE.expected + 1 / 2) / 2.5
    )
    words = [line["id"] for line in learner.lines("regraded")]
    assert [line["of"] for line in learner.lines("retracted")] == words[::-1]
    (past,) = learner.json("history")["sessions"]
    assert past["score"] == said.events[-1]["score"]


def test_what_the_journal_keeps(learner):
    said = mock(learner, "--minutes", "20", "--level", "mid", typed=LOCKS + ORDERING)
    (started,) = learner.lines("started")
    assert (started["mode"], started["questions"]) == ("mock", ["talk:locks"])
    assert started["filters"]["levels"] == ["mid"]
    assert started["filters"]["settings"]["minutes"] == 20
    assert started["filters"]["settings"]["level"] == "mid"
    locks, ordering = learner.lines("reviewed")
    assert (locks["session"], locks["kind"], locks["mode"]) == (started["id"], "explain", "mock")
    assert (locks["answer"], locks["grader"]) == (LOCKS.partition("\n")[0], "rule")
    assert [point["state"] for point in locks["points"]] == ["hit", "missed", "missed"]
    assert (ordering["question"], ordering["attempt"]) == ("talk:locks/ordering", 1)
    (finished,) = learner.lines("finished")
    assert (finished["session"], finished["answered"]) == (said.events[0]["id"], 2)


@pytest.mark.parametrize("levels", [("-l", "mid"), ("-l", "mid", "-l", "senior"), ()], ids=str)
def test_what_a_senior_would_add_does_not_count_against_others(learner, levels):
    learner.pack(
        "ladder",
        "  - {id: rung, ask: 'What holds it?', answer: Some words, topic: t, level: mid, "
        "key_points: [{says: a nail holds it, any: [nail holds]}, "
        "{says: a dowel is better, any: [dowel better], from: senior}]}\n"
        "  - {id: top, ask: 'What is on top?', answer: Some words, topic: t, level: senior}\n",
    )
    typed = "A nail holds it.\n.\n" * 2
    said = learner.run("mock", "-p", "ladder", "--json", *levels, typed=typed)
    (verdict,) = [v for v in said.named("verdict") if v["question"] == "ladder:rung"]
    assert verdict["score"] == 1.0
    assert [point["state"] for point in verdict["points"]] == ["hit", "missed"]


def test_nothing_said_is_nothing_also_without_key_points(learner):
    for nothing in ("", "I don't know.\n", "Why does an apple fall?\n"):
        said = mock(learner, "-t", "physics", typed=f"{nothing}.\n")
        (verdict,) = said.named("verdict")
        assert (verdict["score"], verdict["rating"]) == (0.0, 1), nothing


def test_a_skipped_last_question_leaves_the_commands_about_answers(learner):
    said = mock(learner, typed=f":s\n{HALF}:s\n:t 1\n:r\n\n")
    assert [v["score"] for v in said.named("verdict")] == [HALF_SCORE, 0.0, 1.0]
    assert {v["question"] for v in said.named("verdict")} == {"talk:lights"}


def test_a_point_that_is_not_expected_cannot_be_turned(learner):
    said = mock(learner, "-l", "mid", typed=f"{LOCKS}:s\n:t 1.3\n\n")
    assert "beyond what's expected" in said.err
    assert not learner.lines("regraded")


def test_a_wrong_command_does_not_end_the_debrief(learner):
    said = mock(learner, "-l", "mid", typed=f"{LOCKS}:s\n:x\n:f\n:e\n:?\n:T 1\n:t 1.2\n\n")
    assert len(said.err.splitlines()) == 5
    assert ":f " not in said.err
    assert ":e " not in said.err
    assert said.named("summary")[0]["score"] == 1.0
    assert not learner.lines("flagged")


def test_nothing_answered_has_no_debrief(learner):
    said = mock(learner, typed=":s\n:s\n:s\n")
    assert names(said) == ["session", *["question", "skipped"] * 3, "summary"]
    assert said.events[-1]["score"] is None
    assert "missed" not in learner.run("mock", "-p", "talk", typed=":s\n:s\n:s\n").out


def test_a_coach_tells_after_each_answer(learner):
    said = mock(learner, "--coach", "-l", "mid", typed=f"{LOCKS}:r\n{ORDERING}\n")
    told = ["question", "verdict", "question", "verdict", "verdict"]
    assert names(said) == ["session", *told, "summary"]  # nothing is told again at the end
    first, called_right, second = said.named("verdict")
    assert (first["question"], first["grader"]) == ("talk:locks", "rule")
    assert (called_right["review"], called_right["grader"]) == (first["review"], "self")
    assert second["question"] == "talk:locks/ordering"


def test_a_debrief_tells_what_a_coach_told_before_the_cut(learner):
    mock(learner, "--coach", "-l", "mid", typed=f"{LOCKS}:q\n")
    said = learner.run("resume", "--json", typed=f"{ORDERING}:t 1.2\n\n")
    assert names(said) == ["session", "question", *["verdict"] * 3, "summary"]
    assert [v["question"] for v in said.named("verdict")] == [
        "talk:locks/ordering",
        "talk:locks",
        "talk:locks",
    ]
    assert [v["score"] for v in said.named("verdict")] == [1.0, LOCKS_SCORE, 1.0]


def test_commands_in_the_debrief_of_a_coach_are_about_every_answer(learner):
    said = mock(learner, "--coach", "-l", "mid", typed=f"{LOCKS}{ORDERING}:r 1\n:t 2.1\n\n")
    *_, right, turned = said.named("verdict")
    assert (right["question"], right["score"]) == ("talk:locks", 1.0)
    assert (turned["question"], turned["score"]) == ("talk:locks/ordering", 0.0)


def test_what_is_to_be_ticked_comes_with_the_answer(learner):
    said = mock(learner, "--spoken", typed="\n3\n\n0\n:q\n")
    falling, lights = said.named("reveal")
    assert falling["points"] == []
    assert lights["points"] == [
        {"n": 1, "says": "red means stop"},
        {"n": 2, "says": "green means go"},
    ]
    assert lights["model_answer"].startswith("A car halts")
    learner.pack("bits", question("one"))
    (card,) = learner.run("flashcards", "-p", "bits", "--json", typed="\n3\n").named("reveal")
    assert "points" not in card


# what nobody rated


def test_what_nobody_rated_is_neither_right_nor_wrong(learner):
    said = mock(learner, typed=f"{FALLING}{LIGHTS}:s\n\n")
    (summary,) = said.named("summary")
    assert (summary["answered"], summary["score"], summary["missed"]) == (2, 1.0, [])
    assert summary["unrated"] == ["talk:falling"]
    assert summary["topics"] == [{"topic": "streets/crossings", "right": 1, "of": 1}]
    (past,) = learner.json("history")["sessions"]
    assert (past["answered"], past["right"], past["unrated"]) == (2, 1, 1)
    assert past["score"] == 1.0
    assert "2 answered, 1 passed, 1 can't be judged, score 100 %" in learner.run("history").out


def test_it_counts_once_the_learner_has_rated_it(learner):
    said = mock(learner, typed=f"{FALLING}{HALF}:s\n:r 1\n\n")
    (summary,) = said.named("summary")
    mean = pytest.approx((HALF_SCORE.expected + 1) / 2)
    assert (summary["score"], summary["unrated"]) == (mean, [])
    (past,) = learner.json("history")["sessions"]
    assert (past["right"], past["unrated"], past["score"]) == (1, 0, mean)


def test_without_any_rating_there_is_no_score(learner, tmp_path):
    saved = tmp_path / "kept.md"
    typed = f"{FALLING}\n"
    said = learner.run("mock", "-p", "talk", "-t", "physics", "--save", str(saved), typed=typed)
    assert "Answer 1 can't be judged, so it doesn't count." in said.out
    assert "Mock interview: 1 answered, 1 can't be judged.\n" in said.out
    assert "due again soon" not in said.out
    text = saved.read_text(encoding="utf-8")
    assert "**No score yet**" in text
    assert "Answer 1 can't be judged" in text
    said = learner.run("mock", "-p", "talk", "-t", "physics", "--json", typed=typed)
    assert (said.events[-1]["score"], said.events[-1]["topics"]) == (None, [])


def test_two_that_nobody_rated_are_both_named(learner, tmp_path):
    learner.pack("bits", question("one"), question("two"))
    saved = tmp_path / "kept.html"
    typed = "Something else.\n.\n" * 2
    learner.run("mock", "-p", "bits", "--save", str(saved), typed=typed)
    assert "Answers 1 and 2 can't be judged" in "".join(Page(saved.read_text("utf-8")).texts)


# left early


def test_an_interview_left_early_has_no_final_score(learner):
    said = mock(learner, typed=f"{FALLING}{HALF}:q\n")
    (summary,) = said.named("summary")
    assert summary["partial"] is True
    assert (summary["asked"], summary["answered"], summary["score"]) == (3, 2, HALF_SCORE)
    assert summary["resume"] == "interview resume"
    said = learner.run("resume", typed=f"{LOCKS}:q\n")
    assert "You left early: 3 answers, 1 can't be judged; 46 % so far" in said.out
    assert " % so far.\n" in said.out
    assert "assed, " not in said.out
    said = learner.run("resume", "--json", typed=f"{ORDERING}\n")
    assert said.events[-1]["partial"] is False


def test_earlier_scores_are_of_interviews_that_were_finished(learner):
    lights = ("mock", "-p", "talk", "-t", "streets", "-t", "threads", "--seed", "1")
    learner.run(*lights, typed=f"{LIGHTS}:q\n")
    assert "Before: " not in learner.run(*lights, typed=f"{HALF}:s\n\n").out
    assert "Before: 67 % earlier today." in learner.run(*lights, typed=f"{LIGHTS}:s\n\n").out


# ended before its time


def test_end_debriefs_what_was_answered_and_nothing_was_skipped(learner, tmp_path):
    saved = tmp_path / "debrief.md"
    typed = f"{FALLING}{HALF}:end\n"
    said = mock(learner, "--save", str(saved), typed=f"{typed}:t 2.2\n\n")
    assert names(said)[-4:] == ["verdict", "verdict", "verdict", "summary"]
    assert "skipped" not in names(said)
    (summary,) = said.named("summary")
    assert (summary["partial"], summary["asked"], summary["resume"]) == (False, 2, None)
    assert learner.lines("finished")[0]["answered"] == 2
    text = saved.read_text(encoding="utf-8")
    assert "Apples are heavy." in text
    assert "skipped" not in text.lower()
    assert "nothing to resume" in learner.run("resume", code=2).err


def test_what_was_typed_and_not_sent_does_not_count(learner):
    said = mock(learner, typed=f"{FALLING}Red means stop.\n:end\n\n")
    assert said.err == "The answer you were typing wasn't sent, so it doesn't count.\n"
    assert said.events[-1]["answered"] == 1


def test_there_is_nothing_to_end_before_the_first_answer_or_in_the_debrief(learner):
    said = mock(learner, typed=f":end\n{FALLING}:end\n:end\n\n")
    early, late = said.err.splitlines()
    nothing = "Nothing is answered yet, so there's nothing to debrief. To answer :end"
    assert early.startswith(nothing)
    assert late.startswith("This is the debrief already. Commands: ")


@pytest.mark.skipif(sys.platform == "win32", reason="signals are not sent there")
def test_an_interview_that_was_ended_stays_so_after_a_kill(learner):
    with begun("-l", "mid") as session:
        session.stdin.write(f"{LOCKS}:end\n")
        session.stdin.flush()
        until(session, 1, "verdict")
        session.kill()
    assert len(learner.lines("finished")) == 1
    learner.refused("resume")


# commands in the midst of an answer


def test_what_is_no_command_is_text_and_one_that_is_not_valid_costs_nothing(learner):
    typed = "Two threads wait\n:t\n:param\n:\n:T\n:r\nfor each other.\n.\n:q\n"
    said = mock(learner, "-l", "mid", typed=typed)
    (locks,) = learner.lines("reviewed")
    assert locks["answer"] == "Two threads wait\n:param\n:\n:T\nfor each other."
    turn, right = said.err.splitlines()
    assert turn.startswith("You can correct points once there's a verdict. Commands: ")
    assert right.startswith(
        r"There's no answer to mark as right. To answer :r, type \:r. Commands: "
    )


def test_a_point_to_be_turned_has_to_be_named(learner):
    said = mock(learner, "-l", "mid", typed=f"{LOCKS}:s\n:t\n:t  \n:t 1.\n:t x\n:t 1.2\n\n")
    say, again, *numbers = said.err.splitlines()
    assert say == again == "Say which point: :t 2.1 turns point 1 of answer 2."
    assert numbers == ["Type a number from 1 to 3."] * 2
    assert said.named("summary")[0]["score"] == 1.0


def test_there_is_nothing_to_say_next_time_after_being_right(learner, tmp_path):
    typed = f"{LOCKS}:s\n"
    for n, (commands, gap) in enumerate(
        (
            ("", "take the locks in one order"),
            (":t 1.1\n", "two threads wait for each other"),
            (":t 1.2\n", None),
            (":r 1\n", None),
            (":r 1\n:t 1.1\n", "two threads wait for each other"),
        )
    ):
        for name in (f"{n}.md", f"{n}.html"):
            saved = tmp_path / name
            args = ("mock", "-p", "talk", "-l", "mid", "--save", str(saved))
            learner.run(*args, typed=f"{typed}{commands}\n")
            text = saved.read_text(encoding="utf-8")
            assert ("Say next time" in text) == (gap is not None), commands
            assert gap is None or f"Say next time: {gap}." in text


def test_spoken_answers_are_revealed_and_ticked(learner):
    said = mock(learner, "--spoken", typed="\n3\n\n0\n\n1 2\n\n1\n\n")
    assert {event["expects"] for event in said.named("question")} == {"grade"}
    assert len(said.named("reveal")) == 4
    falling, lights, locks, waiting = said.named("verdict")
    assert (falling["score"], falling["rating"], falling["answer"]) == (None, 3, [])
    assert (lights["score"], lights["rating"], lights["grader"]) == (0.0, 1, "self")
    assert (locks["score"], waiting["score"]) == (1.0, 1.0)
    assert asked(said)[-1] == "talk:locks/waiting"


# cut, and gone on with


def test_a_cut_interview_goes_on_with_its_follow_up(learner):
    cut = mock(learner, typed=FALLING + LIGHTS + LOCKS)
    assert names(cut) == ["session", *["question"] * 4, "summary"]
    assert cut.events[-1]["resume"] == "interview resume"
    said = learner.run("resume", "--json", typed=ORDERING)
    assert names(said) == ["session", "question", *["verdict"] * 4, "summary"]
    assert said.events[0]["id"] == cut.events[0]["id"]
    assert (said.events[1]["question"], said.events[1]["n"]) == ("talk:locks/ordering", 4)
    assert said.events[-1]["answered"] == 4
    assert len(learner.lines("finished")) == 1
    learner.refused("resume")


def test_an_answer_that_was_taken_back_later_is_asked_for_again(learner):
    mock(learner, typed=f"{FALLING}{HALF}{LOCKS}{ORDERING}:t 2.2\n\n")
    learner.run("undo")  # and what ended the interview
    said = learner.run("resume", "--json", typed="By its colour.\n.\n")
    assert asked(said) == ["talk:locks/ordering"]
    assert [v["score"] for v in said.named("verdict")] == [None, 1.0, LOCKS_SCORE, 0.0]
    learner.refused("resume")


def until(session, count, event="question"):
    """Read events until *count* of a name were told; give them all."""
    told: list[dict] = []
    while sum(one["event"] == event for one in told) < count:
        told.append(json.loads(session.stdout.readline()))
    return told


def begun(*args):
    command = [*STRICT, "mock", "-p", "talk", "--seed", "1", "--json", *args]
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "INTERVIEW_NOW": NOW},
    )


def test_a_command_with_words_that_it_does_not_take_is_text_in_a_typed_answer(learner):
    typed = "Threads wait.\n:s is slicing\n  :q quits\n:u, or so\n:r says right\n.\n:q\n"
    said = mock(learner, "-l", "mid", typed=typed)
    assert said.err == ""
    [review] = learner.lines("reviewed")
    assert review["answer"].splitlines() == [
        "Threads wait.",
        ":s is slicing",
        "  :q quits",
        ":u, or so",
        ":r says right",
    ]


def test_a_skip_says_how_many_lines_it_drops_and_a_quit_keeps_them(learner):
    said = mock(learner, typed="Apples.\n:s\nRed means stop.\nGreen\n:s\n:s\n")
    assert said.err == "1 typed line was dropped.\n2 typed lines were dropped.\n"
    mock(learner, typed=":s\nRed means stop.\n:q\n", day=1)
    resumed = learner.run("resume", typed="Green means go.\n.\n:q\n", day=1)
    assert "You had written:\nRed means stop." in resumed.out
    assert learner.lines("reviewed")[-1]["answer"] == "Red means stop.\nGreen means go."


def test_where_nothing_is_typed_a_command_with_too_many_words_is_refused(learner):
    said = learner.run("flashcards", "-p", "talk", "-n", "1", typed=":s is it\n:q\n")
    assert ":s takes nothing after it." in said.err
    assert learner.lines("skipped") == []


@pytest.mark.skipif(sys.platform == "win32", reason="signals are not sent there")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_in_the_middle_is_a_normal_ending(learner, number):
    with begun() as session:
        session.stdin.write(FALLING)
        session.stdin.flush()
        until(session, 2)
        session.send_signal(number)
        rest, errors = session.communicate(timeout=120)
    assert (session.returncode, errors) == (130, "")
    (summary,) = map(json.loads, rest.splitlines())
    assert (summary["event"], summary["answered"]) == ("summary", 1)
    assert summary["resume"] == "interview resume"
    assert asked(learner.run("resume", "--json", typed=":q\n")) == ["talk:lights"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals are not sent there")
def test_a_signal_in_the_debrief_ends_it_with_all_that_was_said(learner, tmp_path):
    saved = tmp_path / "kept.md"
    with begun("-l", "mid", "--save", str(saved)) as session:
        session.stdin.write(f"{LOCKS}{ORDERING}:t 1.2\n")
        session.stdin.flush()
        until(session, 3, "verdict")
        session.send_signal(signal.SIGINT)
        rest, _ = session.communicate(timeout=120)
    (summary,) = map(json.loads, rest.splitlines())
    assert (session.returncode, summary["score"], summary["resume"]) == (130, 1.0, None)
    assert "Said: take the locks in one order" in saved.read_text(encoding="utf-8")
    learner.refused("resume")


def test_resume_opens_what_was_cut_last_and_tells_of_others(learner):
    with begun() as session:
        until(session, 1)
        learner.run("flashcards", "-p", "talk", typed="\n3\n:q\n", env={"INTERVIEW_NOW": NOW})
        session.communicate(FALLING, timeout=120)
    said = learner.run("resume", "--json", typed=f"{LIGHTS}{LOCKS}{ORDERING}")
    assert (said.events[0]["mode"], said.events[1]["question"]) == ("mock", "talk:lights")
    more = "interview: 1 more unfinished session; to see them: interview resume --list\n"
    assert said.err == more
    said = learner.run("resume", "--json", typed=":q\n")
    assert (said.events[0]["mode"], said.err) == ("flashcards", "")
    learner.run("mock", "-p", "talk", typed=f"{FALLING}:q\n")
    learner.run("mock", "-p", "talk", typed=f"{FALLING}:q\n")
    said = learner.run("resume", "--json", typed=":q\n")
    assert (
        said.err == "interview: 2 more unfinished sessions; to see them: interview resume --list\n"
    )


def test_in_line_mode_a_dot_gives_the_answer_again_that_was_taken_back(learner):
    typed = f"{FALLING}{LIGHTS}Two\n:u\n.\n{LOCKS}"
    said = learner.run("mock", "-p", "talk", "--seed", "1", typed=typed + ":u\nBy its size.\n.\n")
    assert said.out.count("A dot sends it again; other lines replace it.") == 2
    answers = [line["answer"] for line in learner.lines("reviewed")]
    assert answers[1] == answers[2] == "Red means stop.\nGreen means go."
    assert answers[3] == f"Two\n{LOCKS.partition(chr(10))[0]}"  # what was begun was kept
    assert answers[4] == "By its size."


@pytest.mark.skipif(sys.platform == "win32", reason="signals are not sent there")
def test_an_answer_outlives_a_kill(learner):
    with begun() as session:
        session.stdin.write(FALLING + LIGHTS)
        session.stdin.flush()
        until(session, 3)
        session.kill()
    said = learner.run("resume", "--json", typed=LOCKS + ORDERING)
    assert asked(said) == ["talk:locks", "talk:locks/ordering"]
    assert [v["score"] for v in said.named("verdict")] == [None, 1.0, LOCKS_SCORE, 1.0]


@pytest.mark.skipif(sys.platform == "win32", reason="signals are not sent there")
def test_a_turned_point_outlives_a_kill_in_the_debrief(learner):
    with begun("-l", "mid") as session:
        session.stdin.write(f"{LOCKS}{ORDERING}:t 1.2\n")
        session.stdin.flush()
        until(session, 3, "verdict")
        session.kill()
    said = learner.run("resume", "--json", typed=":t 1.2\n\n")
    assert names(said) == ["session", "verdict", "verdict", "verdict", "summary"]
    assert [v["score"] for v in said.named("verdict")] == [1.0, 1.0, LOCKS_SCORE]


# what is kept in a file

HOSTILE = (
    '<script>alert("1")</script> & <img src=x onerror=alert(1)>\n'
    "# heading\n\x1b[31mred\x1b[0m \u202e</pre></main>\n"
    "Take a nail, `<b>` and all.\n```\n.\n"
)


@pytest.fixture
def hostile(learner):
    learner.pack(
        "sly",
        "  - {id: nail, ask: 'What is <b>bold</b> & \"quoted\"?', answer: '<i>An answer</i>', "
        "topic: 't', level: mid, key_points: [{says: '<u>a nail</u>', any: [take nail]}, "
        "{says: '</ul><script>x</script>', any: [zebra crossing]}]}\n",
    )
    return learner


class Page(HTMLParser):
    """The elements of a page, and its text."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.texts, self.marked = set(), [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.add(tag)
        assert not [name for name, _ in attrs if name.startswith("on")]
        assert not {"src", "href"} & {name for name, _ in attrs}

    def handle_data(self, data):
        self.texts.append(data)


def test_a_page_is_kept_with_everything_escaped(hostile, tmp_path):
    saved = tmp_path / "debrief.html"
    said = hostile.run("mock", "-p", "sly", "--save", str(saved), typed=HOSTILE + "\n")
    assert said.err == f"Written: {saved}\n"
    text = saved.read_text(encoding="utf-8")
    page = Page(text)
    assert not page.elements & {"script", "img", "b", "i", "u"} - {"b"}
    shown = "".join(page.texts)
    for given in (
        '<script>alert("1")</script> & <img src=x onerror=alert(1)>',
        'What is <b>bold</b> & "quoted"?',
        "<i>An answer</i>",
        "<u>a nail</u>",
        "</ul><script>x</script>",
    ):
        assert given in shown
    assert "default-src 'none'" in text
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "<mark class=hit>Take a nail</mark>" in text


def test_whole_words_are_marked_on_the_page(learner, tmp_path):
    saved = tmp_path / "debrief.html"
    typed = "Deadlocks stop it all. Take the locks in a fixed order.\n.\n:s\n\n"
    learner.run("mock", "-p", "talk", "-l", "mid", "--save", str(saved), typed=typed)
    text = saved.read_text(encoding="utf-8")
    assert "<pre>Deadlocks stop it all. " in text
    assert "<mark class=hit>locks in a fixed order</mark>." in text


CODED = (
    "  - {id: five, ask: 'What does `f` give?', topic: t, level: mid, "
    "code: 'def f(): return 1 < 2',"
    ' answer: "It gives **True**:\\n\\n```python\\nassert f() < 2\\n```\\n\\n[x](javascript:y)"}\n'
)


def test_the_debrief_shows_the_code_again(learner):
    learner.pack("coded", CODED)
    said = learner.run("mock", "-p", "coded", typed="True.\n.\n\n")
    _, asked, debrief = said.out.split("What does `f` give?")
    code = "\nCode, 1 line:\ndef f(): return 1 < 2\n"
    assert asked.startswith(code)
    assert debrief.startswith(f"{code}You said:\nTrue.\n")


def test_a_page_shows_the_code_and_the_model_answer_as_it_is_meant(learner, tmp_path):
    learner.pack("coded", CODED)
    for name in ("debrief.html", "debrief.md"):
        learner.run("mock", "-p", "coded", "--save", str(tmp_path / name), typed="True.\n.\n\n")
    text = (tmp_path / "debrief.html").read_text(encoding="utf-8")
    assert "What does <code>f</code> give?" in text
    seen = "".join(Page(text).texts)
    assert "def f(): return 1 < 2" in seen
    assert '<span class="keyword">def</span>' in text
    assert "<strong>True</strong>" in text
    assert "assert f() < 2" in seen
    assert '<span class="keyword">assert</span>' in text
    assert "[x](javascript:y)" in "".join(Page(text).texts)
    lines = (tmp_path / "debrief.md").read_text(encoding="utf-8").splitlines()
    at = lines.index("def f(): return 1 < 2")
    assert (lines[at - 1], lines[at + 1]) == ("```python", "```")


def test_markdown_is_kept_with_the_words_as_they_were_written(hostile, tmp_path):
    saved = tmp_path / "debrief.md"
    hostile.run("mock", "-p", "sly", "--save", str(saved), typed=HOSTILE + "\n")
    lines = saved.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# Mock interview · 1 of 30 min · 1 question"
    assert '- Said: <u>a nail</u> ("Take a nail")' in lines
    assert "Say next time: </ul><script>x</script>." in lines
    start = lines.index("### Your words")
    assert lines[start + 2 : start + 4] == [
        "````text",
        '<script>alert("1")</script> & <img src=x onerror=alert(1)>',
    ]
    assert lines[start + 7 : start + 9] == ["```", "````"]
    assert not [line for line in lines if "\x1b" in line or "\u202e" in line]


CORRECTED = (
    "  - {id: nails, ask: 'What holds it?', level: mid, topic: t, "
    'answer: "Several nails and some glue, besides:\\n\\n```python run\\nhold()\\n```\\n\\n'
    '```python fragment\\nmore()\\n```", key_points: ['
    "{says: a nail holds it, any: [nail holds]}, "
    "{says: glue helps, any: [glue helps], weight: 4}]}\n"
    "  - {id: other, ask: 'What **else** is there?', code: 'x = 1', answer: Some `tape`., "
    "topic: t, level: mid}\n"
)


@pytest.mark.parametrize("commands", ["", ":t 1.2\n", ":r 1\n", ":t 1.2\n:u\n"])
def test_a_file_says_what_stands_on_one_s_own_word(learner, tmp_path, commands):
    learner.pack("fix", CORRECTED)
    shown = []
    for name in ("kept.md", "kept.html"):
        saved = tmp_path / name
        args = ("mock", "-p", "fix", "--seed", "1", "--save", str(saved))
        answers = {"What holds it?": "A nail holds it.\n.\n", "What **else** is there?": ":s\n"}
        first = learner.run("mock", "-p", "fix", "--seed", "1", "--json", typed=":q\n")
        order = sorted(answers, key=lambda ask: ask != first.named("question")[0]["ask"])
        learner.run(*args, typed="".join(answers[ask] for ask in order) + commands + "\n")
        text = saved.read_text(encoding="utf-8")
        shown.append(text if name == "kept.md" else "".join(Page(text).texts))
    for text in shown:
        turned, right = commands == ":t 1.2\n", commands == ":r 1\n"
        alone = "Marked by you; the program's own verdict: not passed, 38 % (1 of 2 said)."
        assert (alone in text) == (turned or right)
        assert ("marked by you; the program's own verdict: not said" in text) == turned
        assert ("Which points the program found:" in text) == right
        assert "1 answered, 1 skipped" in text
        skipped = text.partition("Skipped: 1")[2]
        assert "fix:other: What else is there?" in skipped
        assert "tape" not in skipped  # its answer isn't given away
        assert "python run" not in text
        assert "fragment" not in text
    assert "\n```python\nhold()\n```\n\n```python\nmore()\n```\n" in shown[0]


def test_partly_said_is_told_apart_and_no_point_is_a_fraction():
    points = [PointResult(f"p{n}", state) for n, state in enumerate([HIT] * 5 + [CLOSE])]
    assert (
        count_points(ScoringResult(compute_score(points), tuple(points))) == "5 of 6 said, 1 partly"
    )
    assert (
        count_points(ScoringResult(1 / 2, (PointResult("a", HIT), PointResult("b", MISSED))))
        == "1 of 2 said"
    )
    denied = (PointResult("a", CONTRADICTED), PointResult("b", HIT, expected=False))
    assert count_points(ScoringResult(0.0, denied)) == "0 of 1 said, 1 contradicted"


def test_a_file_is_never_replaced(learner, tmp_path):
    saved = tmp_path / "debrief.md"
    saved.write_text("mine")
    told = learner.refused("mock", "-p", "talk", "--save", str(saved))
    assert "already exists" in told
    assert saved.read_text() == "mine"


@pytest.mark.parametrize("name", ["debrief", "debrief.pdf", ".html", "debrief.md.gz", ""])
def test_a_file_of_another_kind_is_refused(learner, tmp_path, name):
    learner.refused("mock", "-p", "talk", "--save", f"{tmp_path}/{name}")
    assert not list(tmp_path.glob("*debrief*"))


@pytest.mark.parametrize("name", ["a.HTML", "a.Htm", "a.htm", "a.MD", "a b.Md"])
def test_how_the_name_s_end_is_spelt_does_not_matter(learner, tmp_path, name):
    saved = tmp_path / name
    said = mock(learner, "-t", "physics", "--save", str(saved), typed=f"{FALLING}\n")
    assert said.err == f"Written: {saved}\n"
    text = saved.read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>" if "h" in saved.suffix.lower() else "# Mock interview")


def test_it_is_told_how_a_file_can_be_named(learner, tmp_path):
    told = learner.refused("mock", "-p", "talk", "--save", "friday.pdf")
    assert "friday.pdf is neither .md nor .html\n  name it like friday.md\n" in told


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="a folder that nobody can write in")
def test_a_folder_that_cannot_be_written_is_told_before_anything_is_asked(learner):
    said = learner.run("mock", "-p", "talk", "--save", "/proc/debrief.md", code=4)
    assert said.out == ""
    assert "cannot write in /proc" in said.err
    assert not learner.journal()


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_that_leads_nowhere_is_a_file_that_is_there(learner, tmp_path):
    link = tmp_path / "debrief.md"
    link.symlink_to(tmp_path / "none")
    assert "already exists" in learner.refused("mock", "-p", "talk", "--save", str(link))
    assert link.is_symlink()


def test_a_file_that_came_in_the_meantime_stays(learner, tmp_path):
    saved = tmp_path / "debrief.md"
    with begun("-t", "physics", "--save", str(saved)) as session:
        session.stdin.write(FALLING)
        session.stdin.flush()
        until(session, 1, "verdict")
        saved.write_text("mine")
        _, errors = session.communicate("\n", timeout=120)
    assert saved.read_text() == "mine"
    other = tmp_path / "debrief-2.md"
    assert errors == f"Written: {other}; the name you gave was taken by then\n"
    assert "Apples are heavy." in other.read_text(encoding="utf-8")


def test_a_missing_folder_is_told_before_anything_is_asked(learner, tmp_path):
    target = str(tmp_path / "none" / "debrief.md")
    said = learner.run("mock", "-p", "talk", "--save", target, code=4)
    assert said.out == ""
    assert "there is no folder" in said.err
    assert not learner.journal()


def test_an_interview_left_early_is_saved_once_it_is_over(learner, tmp_path):
    saved = tmp_path / "debrief.md"
    said = mock(learner, "--save", str(saved), typed=f"{FALLING}:q\n")
    assert "no debrief was saved" in said.err
    assert not saved.exists()
    learner.run("resume", "--save", str(saved), typed=f"{LIGHTS}{LOCKS}:s\n\n")
    text = saved.read_text(encoding="utf-8")
    assert "\nApples are heavy.\n" in text
    assert "3 answered, 1 skipped" in text


def test_what_was_asked_for_at_the_start_holds_after_a_resume(learner, tmp_path):
    saved, other = tmp_path / "debrief.md", tmp_path / "other.html"
    said = mock(learner, "--save", str(saved), "--coach", "--no-ai", typed=f"{FALLING}:q\n")
    assert "the interview isn't over yet, and interview resume writes it then" in said.err
    said = learner.run("resume", "--json", typed=f"{LIGHTS}:q\n")
    assert names(said)[-2:] == ["question", "summary"]
    assert "verdict" in names(said)  # of the coach
    assert not saved.exists()
    said = learner.run("resume", typed=f"{LOCKS}:end\n\n")
    assert f"Written: {saved}" in said.err
    assert "Red means stop." in saved.read_text(encoding="utf-8")

    mock(learner, "--save", str(tmp_path / "third.md"), typed=f"{FALLING}:q\n", day=1)
    learner.run("resume", "--save", str(other), typed=":end\n\n", day=1)
    assert other.exists()  # the later word wins
    assert not (tmp_path / "third.md").exists()


def test_a_file_to_be_saved_that_is_there_by_now_stays(learner, tmp_path):
    saved = tmp_path / "debrief.md"
    mock(learner, "--save", str(saved), typed=f"{FALLING}:q\n")
    saved.write_text("mine", encoding="utf-8")
    said = learner.run("resume", typed=":end\n\n")
    assert "debrief-2.md; the name you gave was taken by then" in said.err
    assert saved.read_text(encoding="utf-8") == "mine"


def test_only_an_interview_has_a_debrief_to_be_saved(learner, tmp_path):
    learner.pack("bits", question("one"))
    learner.run("flashcards", "-p", "bits", typed=":q\n")
    learner.refused("resume", "--save", str(tmp_path / "debrief.md"))


# how long, and which questions


@pytest.mark.parametrize("minutes", ["0", "-1", "0.5", "nan", "inf", "999", "ten"])
def test_minutes_that_are_none(learner, minutes):
    said = learner.run("mock", "-p", "talk", f"--minutes={minutes}", code=2)
    assert said.out == ""
    assert not learner.journal()


def test_a_short_interview_has_few_questions(learner):
    mock(learner, "--minutes", "2", typed=":s\n:s\n:s\n")
    (started,) = learner.lines("started")
    assert len(started["questions"]) == 2


@pytest.mark.slow
def test_the_same_seed_asks_the_same(home):
    chosen: dict[str, list] = {}
    for n, seed in enumerate(("7", "7", "8")):
        learner = Learner(home / str(n))
        learner.run("mock", "--seed", seed, "-m", "12", "-l", "mid", typed=":s\n")
        (started,) = learner.lines("started")
        chosen.setdefault(seed, []).append(started["questions"])
    assert chosen["7"][0] == chosen["7"][1] != chosen["8"][0]
    assert len(set(chosen["7"][0])) == 12


# what comes of it


def test_what_was_missed_is_due_on_the_next_day(learner):
    fixed = "Two threads wait for each other. Take locks in a fixed order.\n.\n"
    mock(learner, typed=f":s\nNo colour.\n.\n{fixed}{ORDERING}")
    due = {key: memory["due"] for key, memory in learner.memories().items()}
    assert due.keys() == {"talk:lights", "talk:locks"}  # a follow-up has no day of its own
    assert due["talk:lights"] == "2026-11-22"
    assert due["talk:locks"] > "2026-11-22"
    assert learner.json("due")["due"] == 0
    assert learner.json("due", day=1)["due"] == 1
    cards = learner.run("flashcards", "-p", "talk", "-n", "1", "--json", day=1, typed=":q\n")
    assert asked(cards) == ["talk:lights"]


def test_the_learners_word_moves_what_is_due(learner):
    mock(learner, typed=":s\nNo colour.\n.\n:s\n:r 1\n\n")
    assert learner.memories()["talk:lights"]["due"] > "2026-11-22"


def test_history_and_statistics_tell_of_it(learner):
    mock(learner, "-l", "mid", typed=LOCKS + ORDERING)
    (session,) = learner.json("history")["sessions"]
    assert (session["mode"], session["answered"], session["right"]) == ("mock", 2, 1)
    assert session["score"] == pytest.approx((LOCKS_SCORE.expected + 1 / 2) / 1.5)
    assert session["passed"] == 1
    assert session["finished"]
    assert (
        "Mock interview (mid, talk): 2 answered, 1 passed, score 50 %" in learner.run("history").out
    )
    stats = learner.json("stats")
    assert stats["total"]["answers"] == 2
    (threads,) = (row for row in stats["recall"]["topics"] if row["topic"] == "threads")
    assert (threads["seen"], threads["of"]) == (1, 1)
    assert {"topic": "threads", "right": 1, "of": 2} in stats["first_time"]["topics"]
    assert [weak["question"] for weak in stats["weakest"]] == ["talk:locks"]


def test_the_next_debrief_tells_of_the_one_before(learner):
    mock(learner, "-l", "mid", typed=LOCKS + ORDERING)
    said = learner.run("mock", "-p", "talk", "-l", "mid", typed=LOCKS + ORDERING, day=2)
    assert "Before: 50 % last Saturday." in said.out


@pytest.mark.empty_home
def test_looking_ahead_writes_nothing(tmp_path):
    env = {name: str(tmp_path / name) for name in ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")}
    said = Learner(tmp_path / "none").run(
        *("mock", "-p", str(INTERVIEW), "--seed", "1"),
        typed=FALLING + LIGHTS + LOCKS + ORDERING,
        env={**env, "INTERVIEW_HOME": "", "APPDATA": "", "LOCALAPPDATA": ""},
    )
    assert "Passed, 100 %: 2 of 2 said." in said.out
    assert not list(tmp_path.iterdir())


def test_a_home_that_nobody_has_is_a_folder_that_is_not_there(learner):
    told = learner.run("mock", "-p", "talk", "--save", "~nosuchuser/x.md", code=4).err
    assert "~nosuchuser" in told
    assert "our fault" not in told
