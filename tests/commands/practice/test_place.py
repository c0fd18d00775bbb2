"""The command place, as processes: its events, what it keeps, and every way to leave."""

from __future__ import annotations

import json

import pytest
from helpers.learner import START, Learner, question

from interview_cli.core.levels import LEVELS
from interview_cli.core.records import GOOD, Placed
from interview_cli.storage.journal import Journal

SHORT = "quiz: {kind: short, accept: [known]}"


@pytest.fixture
def learner(home):
    learner = Learner(home)
    learner.pack(
        "trial",
        *(
            question(f"{level}-{n}", f"{'abc'[n % 3]}/{n}", level, SHORT)
            for level in LEVELS
            for n in range(8)
        ),
    )
    return learner


def place(learner, *args, typed="", **how):
    options = ("-p", "trial", "--seed", "1", "--guess", "mid", "--json")
    return learner.run("place", *options, *args, typed=typed, **how)


def names(said):
    return [event["event"] for event in said.events]


def progress(learner):
    """Read what the journal adds up to, without the cache."""
    from interview_cli.core.progress.progress import Progress

    lines, _ = Journal(learner.home / "journal", writing=False).read()
    found = Progress()
    found.add(lines)
    return found


def test_verdicts_come_after_the_last_answer_and_the_level_after_them(learner):
    said = place(learner, typed="known\n" * 12)
    (session,) = said.named("session")
    summary = said.events[-1]
    answered = summary["answered"]
    assert (session["mode"], session["size"]) == ("place", 12)
    assert 5 <= answered < 12
    assert names(said) == [
        "session",
        *["question"] * answered,
        *["verdict"] * answered,
        "summary",
    ]
    assert summary["level"] == "senior"
    assert summary["between"] == []
    assert summary["guess"] == "mid"
    assert [*summary["levels"]] == [*LEVELS]
    assert summary["levels"]["senior"] >= 0.8
    asked = [event["question"] for event in said.named("question")]
    assert len({*asked}) == answered
    (placed,) = learner.lines("placed")
    assert placed["level"] == "senior"
    assert placed["questions"] == answered
    assert learner.lines("finished")[0]["answered"] == answered


def test_its_answers_are_reviews_and_the_memory_learns_from_them(learner):
    said = place(learner, typed="known\n" * 12)
    reviews = learner.lines("reviewed")
    assert {line["mode"] for line in reviews} == {"place"}
    assert {line["rating"] for line in reviews} == {GOOD}
    assert learner.memories().keys() == {event["question"] for event in said.named("verdict")}


def test_the_same_seed_asks_the_same(learner, tmp_path):
    other = Learner(tmp_path / "other")
    (other.home / "packs").mkdir(parents=True)
    (other.home / "packs" / "trial.yaml").write_bytes(
        (learner.home / "packs" / "trial.yaml").read_bytes()
    )
    typed = "known\nwrong\n:s\n" * 4
    asked = [
        [event["question"] for event in place(one, typed=typed).named("question")]
        for one in (learner, other)
    ]
    assert asked[0] == asked[1]


def test_what_was_asked_lately_is_not_asked_again(learner):
    first = place(learner, typed="known\n" * 12, day=0).named("question")
    second = place(learner, typed="known\n" * 12, day=3).named("question")
    assert {one["question"] for one in first}.isdisjoint(one["question"] for one in second)


def test_leaving_early_is_not_sure_and_resume_goes_on(learner, tmp_path):
    whole = place(learner, typed="known\nwrong\n" * 6)
    learner.run("undo", str(whole.events[-1]["answered"]))
    cut = Learner(tmp_path / "cut")
    (cut.home / "packs").mkdir(parents=True)
    (cut.home / "packs" / "trial.yaml").write_bytes(
        (learner.home / "packs" / "trial.yaml").read_bytes()
    )
    early = place(cut, typed="known\nwrong\n:q\n").events[-1]
    assert early["resume"] == "interview resume"
    assert (early["level"], early["between"]) == (None, [])
    assert cut.lines("placed") == []
    rest = cut.run("resume", "--json", typed="known\nwrong\n" * 5)
    (session,) = rest.named("session")
    assert session["mode"] == "place"
    asked = [event["question"] for event in early_and(cut, rest)]
    assert asked == [event["question"] for event in whole.named("question")]
    assert rest.events[-1]["levels"] == whole.events[-1]["levels"]
    assert len(cut.lines("placed")) == 1


def early_and(cut, rest):
    """Return the questions answered before the cut, then those asked after it."""
    return [*cut.lines("reviewed")[:2], *rest.named("question")]


def test_undo_takes_what_was_found_back(learner):
    place(learner, typed="known\n" * 12)
    assert progress(learner).placed["level"] == "senior"
    learner.run("undo")
    assert progress(learner).placed is None
    again = learner.run("resume", "--json", typed="known\n" * 12)
    assert len(again.named("question")) == 1
    assert progress(learner).placed["level"] == "senior"


def test_calling_an_answer_right_counts_in_what_is_kept(learner):
    wrong = place(learner, "-n", "5", typed="wrong\n" * 5).events[-1]["levels"]
    other = place(learner, "-n", "5", typed="wrong\n" * 5 + ":r 2\n\n", day=40).events[-1]["levels"]
    assert other["junior"] < wrong["junior"]
    assert learner.lines("placed")[-1]["probabilities"]["junior"] == pytest.approx(
        other["junior"], abs=0.0001
    )


def test_too_few_answers_are_not_sure(learner):
    said = place(learner, "-n", "3", typed="known\n" * 3).events[-1]
    assert (said["level"], said["between"], said["resume"]) == (None, [], None)
    assert learner.lines("placed")[0]["level"] is None


def test_the_latest_of_two_devices_counts_in_any_order(learner):
    """A line of another device, of the day before, comes after by syncing."""
    place(learner, typed="known\n" * 12, day=1)
    (mine,) = learner.lines("placed")
    older = mine | {
        "id": "01a00000-0000-7000-8000-000000000000",
        "at": START.strftime("%Y-%m-%dT08:00:00.000Z"),
        "device": "0badcafe",
        "level": "junior",
        "session": None,
    }
    other = learner.home / "journal" / "0badcafe.jsonl"
    other.write_text(json.dumps(older) + "\n", encoding="utf-8")
    assert progress(learner).placed["level"] == "senior"
    other.write_text(json.dumps(older | {"at": "2026-12-24T08:00:00.000Z"}) + "\n", "utf-8")
    assert progress(learner).placed["level"] == "junior"


def test_a_journal_from_before_has_no_placement(learner):
    learner.answered("trial:mid-1")
    assert progress(learner).placed is None
    learner.keep(Placed("mid", (), {"mid": 0.9}, None, 6))
    assert progress(learner).placed["level"] == "mid"


@pytest.mark.parametrize(
    ("args", "hint"),
    [
        (("--level", "mid"), "all of them are mid"),
        (("--guess", "expert"), "junior, mid or senior"),
    ],
)
def test_what_cannot_be(learner, args, hint):
    refused = learner.refused("place", "-p", "trial", *args)
    assert hint in refused


def test_two_levels_are_told_apart(learner):
    said = place(learner, "-l", "junior", "-l", "mid", typed="known\n" * 12).events[-1]
    assert [*said["levels"]] == ["junior", "mid"]
    assert said["level"] == "mid"


def test_without_json_it_asks_for_the_guess(learner):
    typed = "2\n" + "known\n" * 12
    said = learner.run("place", "-p", "trial", "--seed", "1", "-n", "6", typed=typed)
    assert "Which level are you, at a guess?" in said.out
    assert "by this pack's labels." in said.out
    assert learner.lines("placed")[0]["guess"] == "mid"
    assert learner.lines("started")[0]["filters"]["settings"]["guess"] == "mid"


@pytest.mark.parametrize("typed", ["", ":q\n"])
def test_leaving_at_the_guess_keeps_nothing(learner, typed):
    learner.run("place", "-p", "trial", typed=typed)
    assert learner.journal() == {}


def test_history_and_the_mock_statistics_tell_it_apart(learner):
    place(learner, typed="known\n" * 12)
    assert "Placement (trial)" in learner.run("history").out
    assert learner.json("stats")["mocks"] == []
