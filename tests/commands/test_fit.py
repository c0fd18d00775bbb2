"""The command fit, as a process, on the journal of somebody whose memory is their own."""

from __future__ import annotations

import os
import random
import sys
import sysconfig
from datetime import timedelta
from pathlib import Path

import pytest
from helpers.data import ROOT
from helpers.learner import GOOD, START, Learner, question, reviewed
from helpers.program import STRICT
from manual.documents import find_misfits, read_documents

from interview_cli.core.memory.scheduler import WEIGHTS, Memory, Scheduler
from interview_cli.core.records import Setting, to_line
from interview_cli.storage.journal import encode, format_time

#: A memory that is better than the usual one at first, and gets less from each review.
OWN = (1.2, 4.0, 9.0, 20.0, *WEIGHTS[4:8], 1.0, *WEIGHTS[9:20], 0.3)

TODAY = START.date().toordinal()


def practice(home, count, *, weights=OWN, name="0badcafe", seed=7):
    """Write the journal of a learner who practised what was due until the day before day 0."""
    dice, true, usual = random.Random(seed), Scheduler(weights), Scheduler()
    own: dict[str, Memory] = {}
    theirs: dict[str, Memory] = {}
    answers: list = []
    day = 0
    while len(answers) < count:
        due = [key for key, memory in own.items() if usual.curve.due(memory) <= day][:40]
        for key in [*due, *(f"trial:q{len(own) + n}" for n in range(6))]:
            recalled = key in own and dice.random() < true.recall(theirs[key], day)
            shares = (0, 0.2, 0.65, 0.15) if recalled else (1, 0, 0, 0)
            (rating,) = dice.choices((1, 2, 3, 4), shares if key in own else (0.2, 0.1, 0.5, 0.2))
            theirs[key] = true.after(theirs.get(key), rating, day)
            own[key] = usual.after(own.get(key), rating, day)
            answers.append((key, day, rating))
        day += 1
    folder = home / "journal"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.jsonl").open("wb") as file:
        for n, (key, when, rating) in enumerate(answers[:count]):
            at = START + timedelta(days=when - day, milliseconds=n)
            head = {"v": 1, "id": f"{n:08d}", "at": format_time(at), "offset": 60}
            line = head | {"device": name, "session": None} | to_line(reviewed(key, rating))
            file.write(encode(line))


@pytest.fixture
def learner(home):
    learner = Learner(home)
    learner.pack("trial", *(question(f"q{n}") for n in range(60)))
    return learner


@pytest.fixture
def without(tmp_path):
    """Give how to start the program where the library that trains is not installed."""
    if sys.platform == "win32":
        pytest.skip("NOT RUN: Windows lets only some users make links, and this needs one")
    site = tmp_path / "site"
    site.mkdir()
    for folder in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}:
        for path in Path(folder).iterdir():
            if not path.name.startswith("fsrs_rs_python") and path.suffix != ".pth":
                (site / path.name).symlink_to(path)
    return {
        "program": [STRICT[0], "-S", *STRICT[1:]],
        "env": {"PYTHONPATH": os.pathsep.join(map(str, (ROOT, site)))},
    }


@pytest.mark.parametrize("count", [0, 1, 999])
def test_too_few_answers_are_refused(learner, home, count):
    practice(home, count)
    assert f"you've answered {count} times" in learner.refused("fit")
    assert "at least 1,000 answers" in learner.refused("fit", "--json")


def test_answers_that_do_not_count_are_not_counted(learner, home):
    """What was taken back, and what came back in a session."""
    practice(home, 999)
    learner.keep(*(reviewed("trial:q1", attempt=2) for _ in range(5)))
    learner.answered("trial:q1")
    learner.run("undo")
    assert "you've answered 999 times" in learner.refused("fit")


def test_without_the_library_it_says_how_to_install_it(learner, home, without):
    practice(home, 1000)
    said = learner.refused("fit", **without)
    assert "pip install fsrs-rs-python" in said
    assert "you've answered 0 times" in Learner(home / "other").refused("fit", **without)


@pytest.mark.needs_fit
def test_with_and_without_the_library_the_same_is_due(learner, home, without):
    practice(home, 300)
    quick, slow = learner.memories(), learner.json("due", "--all", **without)["questions"]
    assert len(quick) == len(slow) > 30
    for row in slow:
        with_it, memory = quick[row["question"]], row["memory"]
        assert memory["last"] == with_it["last"]
        for name in ("stability", "difficulty", "recall"):
            assert memory[name] == pytest.approx(with_it[name], rel=1e-3)
    # They count in other precisions, so a different one did count.
    assert slow != [{"question": name, "memory": memory} for name, memory in quick.items()]


@pytest.mark.needs_fit
def test_weights_are_taken_and_given_back(learner, home):
    practice(home, 1500)
    before = learner.run("due", "--all", "--json")
    memories = learner.memories()

    found = learner.json("fit")
    assert find_misfits(read_documents()["fit"], [found]) == []
    assert (found["reviews"], found["accepted"], len(found["weights"])) == (1500, True, 21)
    assert 0 < found["tested"] <= 300
    assert found["log_loss"]["before"] > found["log_loss"]["after"]
    (line,) = learner.lines("settings")
    assert (line["name"], line["value"]) == ("weights", found["weights"])

    trained = learner.memories()
    assert trained.keys() == memories.keys()
    assert all(trained[name] != memories[name] for name in memories)

    kept = learner.journal()
    said = learner.run("fit", code=1)
    assert "Not kept" in said.out
    assert "Nothing was changed." in said.out
    assert learner.json("fit", code=1)["weights"] is None
    assert learner.journal() == kept

    assert "Back to the default weights." in learner.run("fit", "--reset").out
    assert learner.run("due", "--all", "--json") == before
    assert "the default weights already" in learner.refused("fit", "--reset")
    assert "Kept: from now on" in learner.run("fit").out
    assert learner.memories() == trained


@pytest.mark.needs_fit
def test_the_usual_memory_keeps_the_usual_weights(learner, home):
    practice(home, 1000, weights=WEIGHTS)
    before = learner.journal()
    said = learner.run("fit", code=1)
    assert said.out.startswith("Trained on the first four fifths of 1,000 answers")
    assert learner.journal() == before


@pytest.mark.needs_fit
def test_answers_of_one_day_predict_nothing(learner):
    learner.keep(*(reviewed(f"trial:q{n}", GOOD) for n in range(1000)))
    assert "nothing to predict" in learner.refused("fit")


@pytest.mark.parametrize("value", [["no", "weights"], [1.0] * 20, [-5.0] * 21, "fast", 3])
def test_weights_that_cannot_be_used_are_passed_over(learner, value):
    """Of a newer version, or written by hand: the memories stay."""
    learner.answered("trial:q1", day=-9)
    before = learner.memories()
    learner.keep(Setting("weights", value))
    assert learner.memories() == before
    assert "the default weights already" in learner.refused("fit", "--reset")


def test_a_session_after_it_is_scheduled_by_ones_own_weights(learner):
    learner.keep(Setting("weights", OWN))
    said = learner.run("flashcards", "-p", "trial", "-n", "1", "--json", typed="\n3\n\n")
    (reveal,) = said.named("reveal")
    assert reveal["intervals"] == [0, *Scheduler(OWN).intervals(None, TODAY)[1:]] == [0, 4, 9, 20]
    (memory,) = learner.memories().values()
    assert memory["stability"] == pytest.approx(9)
