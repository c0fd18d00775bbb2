"""The command due, and what flashcards say of the days ahead; as processes."""

from __future__ import annotations

import re
from datetime import date as day_of
from datetime import timedelta
from typing import Any

import pytest
from helpers.learner import (
    AGAIN,
    EASY,
    GOOD,
    QUIZ,
    START,
    Learner,
    date,
    planned,
    question,
    reviewed,
)

from interview_cli.core.kinds import NOT_CARDS
from interview_cli.core.memory.scheduler import Scheduler
from interview_cli.core.records import Retracted
from interview_cli.storage.journal import encode

TODAY = START.date().toordinal()


@pytest.fixture
def learner(home):
    learner = Learner(home)
    learner.pack("trial", *(question(f"q{n}", more=QUIZ) for n in range(9)))
    return learner


def key(n):
    return f"trial:q{n}"


# the line


def count_cards(learner) -> int:
    """Count the questions that can be flashcards: exercises are counted apart."""
    kinds = [one["kind"] for one in learner.json("search")["questions"]]
    return sum(kind not in NOT_CARDS for kind in kinds)


def test_a_line_in_every_state(learner):
    new = count_cards(learner)
    assert learner.line("due") == f"nothing due; {new} new"
    learner.answered(key(0), key(1))
    learner.answered(key(2), rating=EASY)
    new -= 3
    assert learner.line("due") == f"nothing due, 2 on Monday; {new} new"
    assert learner.line("due", day=1) == f"nothing due, 2 tomorrow; {new} new"
    assert learner.line("due", day=2) == "2 due, about 1 min"
    assert learner.line("due", day=30) == "3 due, about 1 min"
    learner.answered(key(0), key(1), day=2)
    assert re.fullmatch(rf"nothing due, 1 on \w+; {new} new", learner.line("due", day=2))


def test_far_ahead_it_counts_the_days(learner):
    new = count_cards(learner) - 1
    learner.answered(key(0), rating=EASY)
    assert learner.line("due") == f"nothing due, 1 in 8 days; {new} new"


def test_a_line_in_every_state_of_a_plan(learner):
    pack = {"filters": {"packs": ["trial"]}}
    learner.keep(planned(5, 2, days_off=(date(1),), **pack))
    assert learner.line("due") == "7 new, about 2 min; 5 days to go"
    learner.answered(key(0), key(1), seconds=30)
    left = r"[23] new, about 1 min \(2 done\); 5 days to go"
    assert re.fullmatch(left, learner.line("due"))
    learner.answered(key(2), seconds=60)
    assert learner.line("due") == "nothing more today (3 done); 5 days to go"
    assert learner.line("due", day=1) == "nothing more today; 4 days to go"
    assert re.fullmatch(
        r"(\d reviews?, )?\d new, about 2 min; 3 days to go", learner.line("due", day=2)
    )
    assert learner.line("due", day=4).endswith("; the interview is tomorrow")
    assert re.match(
        r"\d to warm up, about 1 min; the interview is today: good luck!",
        learner.line("due", day=5),
    )
    asked = "; how did the interview on Thu 26 Nov go?"
    assert learner.line("due", day=6).endswith(asked)
    learner.keep(planned(9, 2, **pack), day=5)
    assert learner.line("due", day=5).endswith("; 4 days to go")


def test_the_document(learner):
    every = count_cards(learner)
    counts = {"due": 0, "new": every, "minutes": 0, "done": 0, "mock": 0, "exercises": 0}
    nothing: dict[str, Any] = {"v": 1, **counts, "stage": "none"}
    assert learner.json("due") == {**nothing, "planned": False, "next": None}
    learner.answered(key(0), key(1))
    nothing["new"] -= 2
    assert learner.json("due") == {**nothing, "done": 2, "planned": False, "next": date(2)}
    assert learner.json("due", day=3) == {
        **nothing,
        **{"due": 2, "minutes": 1, "planned": False, "next": None},
    }
    learner.keep(planned(9, 1, filters={"packs": ["trial"]}), day=3)
    told = learner.json("due", day=3)
    assert (told["planned"], told["due"] + told["new"], told["minutes"]) == (True, 3, 1)
    assert (told["stage"], told["mock"]) == ("ahead", 0)


# everything that is known


def test_all_of_it(learner):
    learner.answered(key(1), day=-9, rating=EASY)
    learner.answered(key(0), key(2), day=-9)
    learner.answered(key(2), day=-7, rating=AGAIN)
    scheduler = Scheduler()
    rows = learner.json("due", "--all")["questions"]
    for row in rows:
        assert set(row) == {"question", "memory"}
        assert set(row["memory"]) == {"stability", "difficulty", "last", "due", "recall"}
    memories = {row["question"]: row["memory"] for row in rows}
    lapsed = scheduler.after(scheduler.after(None, GOOD, TODAY - 9), AGAIN, TODAY - 7)
    for name, memory in (
        (key(0), scheduler.after(None, GOOD, TODAY - 9)),
        (key(1), scheduler.after(None, EASY, TODAY - 9)),
        (key(2), lapsed),
    ):
        told = memories[name]
        assert told["stability"] == pytest.approx(memory.stability, rel=1e-4)
        assert told["difficulty"] == pytest.approx(memory.difficulty, rel=1e-4)
        assert told["last"] == day_of.fromordinal(memory.day).isoformat()
        assert told["due"] == day_of.fromordinal(scheduler.curve.due(memory)).isoformat()
        assert told["recall"] == pytest.approx(scheduler.recall(memory, TODAY), rel=1e-4)
    assert list(memories) == sorted(memories, key=lambda name: memories[name]["due"])
    said = learner.run("due", "--all").out.splitlines()
    assert [line.split()[:2] for line in said] == [
        [row["memory"]["due"], row["question"]] for row in rows
    ]


def test_all_of_nothing(learner):
    assert learner.json("due", "--all")["questions"] == []
    assert (
        learner.line("due", "--all")
        == "You haven't answered anything yet. Start with: interview quiz"
    )


def test_a_renamed_question_has_one_memory(learner):
    learner.answered(key(0), "other:old", day=-9)
    assert list(learner.memories()) == [key(0)]
    learner.answered(key(1), day=-8)
    learner.pack("trial", question("newer", more=f"was: [q0, 'other:old'], {QUIZ}"), question("q1"))
    before = learner.memories()
    assert set(before) == {"trial:newer", key(1)}
    learner.answered("trial:newer", day=-5)
    after = learner.memories()
    assert after.keys() == before.keys()
    assert after["trial:newer"]["last"] == date(-5)
    # Three answers, not one: it is known better than a question that was asked once.
    assert after["trial:newer"]["stability"] > before[key(1)]["stability"] * 2
    assert after[key(1)] == before[key(1)]


def test_a_question_that_is_gone_is_not_counted(learner):
    learner.answered(key(0), key(1), "gone:one", day=-9)
    assert learner.line("due").startswith("2 due, ")
    assert set(learner.memories()) == {key(0), key(1)}
    learner.pack("trial", question("q1"))
    assert learner.line("due").startswith("1 due, ")
    assert set(learner.memories()) == {key(1)}
    learner.pack("trial", question("q0"), question("q1"))
    assert learner.line("due").startswith("2 due, ")


# what the journal holds, and nothing else


def test_what_another_device_wrote_is_seen_at_the_next_call(learner, home):
    learner.answered(key(0), day=-9)
    assert learner.line("due").startswith("1 due, ")
    (line,) = learner.lines("reviewed")
    other = home / "journal" / "0badcafe.jsonl"
    for n, change in enumerate(
        ({"id": f"{line['id'][:-4]}0000"}, {"id": f"f{line['id'][1:]}"}, {"id": line["id"]})
    ):
        name = key(n + 1) if n < 2 else key(0)  # the last is a copy
        with other.open("ab") as file:
            file.write(encode({**line, **change, "device": "0badcafe", "question": name}))
        told = learner.line("due")
        assert told.startswith(f"{min(n + 2, 3)} due, ")
    assert set(learner.memories()) == {key(0), key(1), key(2)}


@pytest.mark.slow
@pytest.mark.parametrize("damage", [None, b"", b"{}", b"[]", b"\xff\x00", b'{"stamp":1,"fold":2}'])
def test_the_cache_changes_nothing(learner, home, damage):
    learner.answered(key(0), key(1), day=-9)
    learner.keep(planned(9, 5))
    asked = (["due"], ["due", "--all"], ["due", "--all", "--json"], ["due", "--json"])
    said = [learner.run(*args) for args in asked]
    assert [learner.run(*args) for args in asked] == said
    caches = [path for path in (home / "cache").rglob("*") if path.is_file()]
    assert caches
    for args, before in zip(asked, said, strict=True):
        for path in caches:
            path.unlink(missing_ok=True)
            if damage is not None:
                path.write_bytes(damage)
        assert learner.run(*args) == before


def test_looking_writes_nothing_to_the_journal(learner, home):
    for args in (["due"], ["due", "--all"], ["due", "--json"]):
        learner.run(*args)
    assert not (home / "journal").exists()
    learner.answered(key(0))
    learner.keep(planned(9))
    before = learner.journal()
    for args in (["due"], ["due", "--all"], ["due", "--json"], ["plan"]):
        learner.run(*args, day=1)
    assert learner.journal() == before


def test_what_was_taken_back_is_not_due(learner):
    first, _ = learner.answered(key(0), key(1), day=-9)
    assert learner.line("due").startswith("2 due, ")
    learner.keep(Retracted(first))
    assert learner.line("due").startswith("1 due, ")
    assert set(learner.memories()) == {key(1)}


def test_a_day_begins_at_four(learner):
    learner.keep(reviewed(key(0)))
    before = START.replace(hour=3, minute=59) + timedelta(days=2)
    assert learner.run("due", env={"INTERVIEW_NOW": f"{before.isoformat()}/still"}).out.startswith(
        "nothing"
    )
    after = before + timedelta(minutes=2)
    assert learner.run("due", env={"INTERVIEW_NOW": f"{after.isoformat()}/still"}).out.startswith(
        "1 due"
    )


# flashcards


def cards(learner, *args, typed, day=0):
    return learner.run("flashcards", "-p", "trial", "--json", *args, typed=typed, day=day)


def intervals(memory, day):
    return [0, *Scheduler().intervals(memory, day)[1:]]


def test_each_grade_has_its_interval(learner):
    learner.answered(key(0), day=-9)
    said = cards(learner, "-n", "2", "--seed", "1", typed="\n3\n\n4\n\n")
    assert said.named("question")[0]["question"] == key(0)
    old, new = said.named("reveal")
    assert new["intervals"] == intervals(None, TODAY) == [0, 1, 2, 8]
    memory = Scheduler().after(None, GOOD, TODAY - 9)
    assert old["intervals"] == intervals(memory, TODAY)
    assert old["intervals"][2] > 9
    # What was promised is what comes: 3 and 4 were given.
    memories = learner.memories()
    ahead = {name: day_of.fromisoformat(told["due"]).toordinal() for name, told in memories.items()}
    assert ahead[key(0)] == TODAY + old["intervals"][2]
    assert ahead[new["question"]] == TODAY + new["intervals"][3]


def test_a_card_that_came_back_has_one_interval(learner):
    """Only the first answer of a session feeds the memory."""
    learner.answered(key(0), day=-9)
    said = cards(learner, "-n", "1", typed="\n1\n\n1\n\n4\n\n")
    first, again, third = said.named("reveal")
    lapsed = Scheduler().after(Scheduler().after(None, GOOD, TODAY - 9), AGAIN, TODAY)
    days = Scheduler().curve.interval(lapsed.stability)
    assert first["intervals"][2] > days
    assert again["intervals"] == third["intervals"] == [0, days, days, days]
    assert learner.memories()[key(0)]["due"] == date(days)


def test_after_an_undo_the_intervals_are_as_before(learner):
    learner.answered(key(0), day=-9)
    said = cards(learner, "-n", "1", typed="\n1\n:u\n\n2\n:u\n\n3\n\n")
    first, second, third = said.named("reveal")
    assert len(said.named("undone")) == 2
    assert first["intervals"] == second["intervals"] == third["intervals"]
    assert first["intervals"] == intervals(Scheduler().after(None, GOOD, TODAY - 9), TODAY)
    assert learner.memories()[key(0)]["due"] == date(third["intervals"][2])
    assert [line["attempt"] for line in learner.lines("reviewed")[1:]] == [1, 1, 1]


def test_what_was_expected_is_kept_with_the_answer(learner):
    learner.answered(key(0), day=-9)
    learner.answered(key(1), day=0)
    memory = Scheduler().after(None, GOOD, TODAY - 9)
    cards(learner, "-n", "1", typed="\n3\n\n")
    cards(learner, "-n", "20", typed="\n3\n" * 9 + "\n")
    kept: dict[str, list] = {}
    for line in learner.lines("reviewed")[2:]:
        kept.setdefault(line["question"], []).append(line["predicted"])
    assert kept[key(0)] == [pytest.approx(Scheduler().recall(memory, TODAY), rel=1e-4)]
    assert all(kept[name] == [None] for name in kept if name != key(0))
    assert len(kept) == 8  # what was answered today is not asked again
    # A quiz asks what is known already: of today nothing can be expected.
    learner.run("quiz", "-p", "trial", "--json", "-n", "1", typed="1\n\n")
    assert learner.lines("reviewed")[-1]["predicted"] is None
    learner.run("quiz", "-p", "trial", "--json", "-n", "1", typed="1\n\n", day=1)
    assert 0 < learner.lines("reviewed")[-1]["predicted"] < 1


def test_a_card_that_comes_back_is_expected_only_once(learner):
    learner.answered(key(0), day=-9)
    cards(learner, "-n", "1", typed="\n1\n\n3\n\n")
    first, again = learner.lines("reviewed")[1:]
    assert (first["attempt"], again["attempt"]) == (1, 2)
    assert 0 < first["predicted"] < 1
    assert again["predicted"] is None


def test_where_time_decides_a_missed_card_comes_back_after_six_others(learner):
    grades = "13111113" + "3" * 9
    said = cards(learner, "--minutes", "30", typed="".join(f"\n{g}\n" for g in grades))
    asked = [event["question"] for event in said.named("question")]
    for turn in (0, 2, 3, 4, 5, 6):
        assert asked[turn + 7] == asked[turn]
    assert len(asked) == 9 + 6
    assert said.named("session")[0]["size"] is None


def test_where_a_count_decides_it_comes_back_at_the_end(learner):
    said = cards(learner, "-n", "9", typed="\n1\n" + "\n3\n" * 9 + "\n")
    asked = [event["question"] for event in said.named("question")]
    assert asked == [*dict.fromkeys(asked), asked[0]]
    assert len(asked) == 10


def test_lines_say_since_when_it_is_due(learner):
    learner.answered(key(0), day=-4)
    learner.answered(key(1), day=-3)
    learner.answered(key(2), day=-2)
    said = learner.run("flashcards", "-p", "trial", "-n", "4", typed="\n3\n" * 4 + "\n").out
    heads = re.findall(r"Question \d of 4\. Mid, alpha\. (New|Due today|\d+ days? overdue)\.", said)
    assert sorted(heads) == ["1 day overdue", "2 days overdue", "Due today", "New"]
    assert said.count("How was it? 1 again, today; 2 hard, tomorrow; 3 good, in 2 days; ") == 1


def test_cards_that_are_due_come_before_new_ones_and_others_only_if_there_is_nothing_else(learner):
    learner.answered(key(3), key(4), day=-5)
    learner.answered(key(5), day=-1, rating=EASY)
    said = cards(learner, "-n", "9", typed="\n3\n" * 9 + "\n")
    asked = [event["question"] for event in said.named("question")]
    assert set(asked[:2]) == {key(3), key(4)}
    assert key(5) not in asked
    assert len(asked) == 8
    rest = cards(learner, "-n", "9", typed="\n3\n" * 9 + "\n")
    assert {event["question"] for event in rest.named("question")} == {key(n) for n in range(9)}
