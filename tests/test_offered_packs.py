"""The packs that come with the program for those who ask: sound, and in nobody else's practice."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from helpers.data import ROOT
from helpers.learner import Learner

from interview_cli.core.questions.variants import fill
from interview_cli.core.scoring.explain import Explain
from interview_cli.core.scoring.result import HIT
from interview_cli.packs.discovery import find_packs
from interview_cli.packs.format.reader import read
from interview_cli.packs.library.glance import glance_at_packs
from interview_cli.packs.library.offered import OFFERED, list_offered
from interview_cli.storage.paths import bundled

READ = {id_: read(Path(path)) for id_, path in list_offered().items()}
QUESTIONS = [
    pytest.param(fill(placed.question, 0, key=id_), id=f"{id_}:{placed.question.id}")
    for id_, pack in READ.items()
    for placed in pack.questions
]


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    return Learner(tmp_path / "home")


def test_they_are_all_that_is_bundled_beside_the_pack_for_everyone() -> None:
    assert set(READ) == set(OFFERED)
    assert {path.name for path in find_packs(bundled())} == {"python-fastapi", *OFFERED}
    assert {pack.info.id for pack in READ.values() if pack.info} == set(OFFERED)


def test_the_wheel_takes_them_along() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]
    wheel = build["build"]["targets"]["wheel"]
    assert wheel["force-include"] == {"questions": "interview_cli/_questions"}
    assert bundled() == ROOT / "questions"


@pytest.mark.parametrize("id_", OFFERED)
def test_nothing_is_wrong_with_them(learner: Learner, id_: str) -> None:
    later = {"INTERVIEW_NOW": "2026-12-01T12:00:00+00:00/still"}
    said = learner.run("pack", "check", id_, "--strict", env=later)
    assert said.out == "20 questions in 1 pack, no problems.\n"


@pytest.mark.parametrize("id_", OFFERED)
def test_every_level_and_many_kinds_are_in_them(id_: str) -> None:
    questions = [placed.question for placed in READ[id_].questions]
    assert [sum(q.level == level for q in questions) for level in ("junior", "mid", "senior")] == [
        8,
        7,
        5,
    ]
    assert len({q.kind for q in questions}) >= 6
    assert not any(q.lint for q in questions)


@pytest.mark.parametrize("id_", OFFERED)
def test_every_question_is_on_a_track(id_: str) -> None:
    info = READ[id_].info
    assert info
    lost = [
        placed.question.id
        for placed in READ[id_].questions
        if all(
            t.step(placed.question.level, placed.question.topic, placed.question.kind) is None
            for t in info.tracks
        )
    ]
    assert lost == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_is_whole(question) -> None:
    assert len(question.key_points) >= 3
    assert any(point.essential for point in question.key_points)
    assert all(point.any for point in question.key_points)
    assert 40 <= len(question.answer.split()) <= 220
    assert question.quiz is not None
    assert question.hint
    assert question.sources
    assert question.checked is not None
    assert question.level == "junior" or question.follow_ups
    assert all(point.essential or point.any for f in question.follow_ups for point in f.key_points)
    if question.kind == "choice":
        assert all(question.quiz.whys.get(option.text) for option in question.quiz.options)
    assert max(map(len, (question.code or "").splitlines()), default=0) <= 80


#: Scoring takes most of the time: each time it's done for some of the questions.
SCORED = [
    pytest.param(*case.values, id=case.id, marks=() if n % 5 == 0 else pytest.mark.slow)
    for n, case in enumerate(QUESTIONS)
]


@pytest.mark.parametrize("question", SCORED)
def test_what_is_said_aloud_and_the_answer_say_every_point(question) -> None:
    explain = Explain(question, measured=True)
    for text in (question.spoken, question.answer):
        scored = explain.score(text)
        missing = [p.says for p in scored.points if p.expected and p.state != HIT]
        assert scored.passed, missing
        assert missing == []


def test_plain_practice_does_not_draw_from_them(learner: Learner) -> None:
    learner.run("quiz", "-p", "javascript", "-k", "choice", "-n", "1", "--plain", typed="1\n")

    assert learner.json("pack", "list")["packs"][0]["pack"] == "python-fastapi"
    assert len(learner.json("pack", "list")["packs"]) == 1
    learner.run("quiz", "-k", "short", "-k", "order", "-n", "500", "--plain", typed="1\n:q\n")
    asked = learner.lines("started")[-1]["questions"]
    assert len(asked) > 10
    assert {key.partition(":")[0] for key in asked} == {"python-fastapi"}
    found = learner.json("search")["questions"]
    assert {row["question"].partition(":")[0] for row in found} == {"python-fastapi"}
    assert learner.json("due")["due"] == 0


@pytest.mark.parametrize("id_", OFFERED)
def test_one_is_practised_by_its_name(learner: Learner, id_: str) -> None:
    said = learner.run("quiz", "-p", id_, "-k", "choice", "-n", "2", "--plain", typed="1\n:s\n")

    assert "Question 2 of 2." in said.out
    keys = {line["question"] for line in learner.lines("reviewed")}
    assert all(key.startswith(f"{id_}:") for key in keys)
    assert len(keys) >= 1


def test_an_answer_given_there_can_be_looked_up_later(learner: Learner) -> None:
    learner.run("quiz", "-p", "javascript", "-k", "order", "-n", "1", "--plain", typed="1 2\n:q\n")

    said = learner.run("show", "javascript:event-loop-order")
    assert said.out.startswith("javascript:event-loop-order. Mid, async/event-loop.")
    learner.run("note", "javascript:event-loop-order", "microtasks first")
    assert "microtasks first" in learner.run("note").out
    assert "isn't here" not in learner.run("note").out


def test_a_session_of_one_is_resumed(learner: Learner) -> None:
    learner.run("quiz", "-p", "javascript", "-k", "choice", "-n", "3", "--plain", typed="1\n:q\n")

    said = learner.run("resume", "--plain", typed=":q\n")
    assert "Question 2 of 3." in said.out
    assert "gone" not in said.err


def test_one_is_added_practised_with_the_others_and_removed(learner: Learner) -> None:
    added = learner.json("pack", "add", "bookkeeping")
    assert (added["sort"], added["source"]) == ("bundled", "bookkeeping")
    listed = learner.json("pack", "list")
    assert [one["pack"] for one in listed["packs"]] == ["bookkeeping", "python-fastapi"]
    assert [one["pack"] for one in listed["offered"]] == ["javascript"]
    assert learner.json("search", "trial balance")["questions"][0]["question"] == (
        "bookkeeping:what-a-trial-balance-misses"
    )
    assert "there is already a pack bookkeeping" in learner.refused("pack", "add", "bookkeeping")
    assert "is as it was" in learner.run("pack", "update", "bookkeeping").out
    learner.run("pack", "remove", "bookkeeping", "--yes")
    assert "bookkeeping" in str(learner.json("pack", "list")["offered"])


def test_a_folder_of_that_name_comes_first(learner: Learner, tmp_path: Path, monkeypatch) -> None:
    folder = tmp_path / "javascript"
    folder.mkdir()
    (folder / "pack.yaml").write_text(
        "format: 1\npack: {id: other, title: Other}\nquestions:\n"
        "  - {id: one, level: mid, topic: a, ask: What?, answer: That.}\n"
    )
    monkeypatch.chdir(tmp_path)
    assert "Added other" in learner.run("pack", "add", "javascript").out


def test_a_pack_of_ones_own_with_that_id_is_used_in_its_place(learner: Learner) -> None:
    learner.pack("javascript", "  - {id: one, level: mid, topic: a, ask: What?, answer: That.}\n")

    found = learner.json("search", "-p", "javascript")["questions"]
    assert [row["question"] for row in found] == ["javascript:one"]
    assert learner.run("pack", "list").err == ""


def test_a_plan_may_be_about_one(learner: Learner) -> None:
    learner.run("plan", "-p", "bookkeeping", "--on", "2026-12-20")

    learner.run("flashcards", "--plain", typed="\n3\n:q\n")
    asked = learner.lines("started")[-1]["questions"]
    assert asked
    assert {key.partition(":")[0] for key in asked} == {"bookkeeping"}
    assert "aren't there" not in learner.run("progress", "doctor", code=None).out


def test_a_misspelt_name_is_told(learner: Learner) -> None:
    assert "did you mean bookkeeping?" in learner.refused("quiz", "-p", "bookeeping")


def test_the_tab_key_offers_them_where_a_pack_is_named() -> None:
    plain = {head["about"]["id"] for head in glance_at_packs()}
    every = glance_at_packs(offered=True)
    assert plain & set(OFFERED) == set()
    assert {head["about"]["id"] for head in every} >= {"python-fastapi", *OFFERED}
    for head in every:
        if head["about"]["id"] in OFFERED:
            assert sum(head["topics"].values()) == 20


def test_the_readme_says_that_they_are_there() -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    assert all(re.search(rf"interview pack add {id_}\b|`{id_}`", page) for id_ in OFFERED)
