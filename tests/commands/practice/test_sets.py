"""quiz --set: what an instructor hands out, and the result that is handed in; as processes."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest
from helpers.learner import Learner, date, question

CHOICE = (
    "quiz: {kind: choice, keep_order: true, "
    "options: [{text: left, right: true, why: It keeps them.}, {text: inner}]}"
)
WORD = "quiz: {kind: short, accept: [rows]}"


def handed_out(**fields: object) -> str:
    """Give the fields of a pack that hands out one set."""
    one = {"id": "week-6", "title": "Week 6", "questions": ["which", "word", "card"], **fields}
    return f", sets: [{json.dumps(one)}]"


@pytest.fixture
def learner(home):
    return Learner(home)


def hand_out(learner, **fields):
    learner.pack(
        "course",
        question("card", "sql"),
        question("word", "sql", more=WORD),
        question("which", "sql", more=CHOICE),
        question("other", "sql", more=WORD),
        about=handed_out(**fields),
    )


def ask(learner, typed, *args, day=0):
    return learner.run("quiz", "--set", "week-6", *args, typed=typed, day=day)


def result(path):
    """Give the lines of a result, the first apart, after its checksum was looked at."""
    head, *rest = path.read_text(encoding="utf-8").splitlines(keepends=True)
    lines = [json.loads(line) for line in rest]
    head = json.loads(head)
    assert head["checksum"] == sha256("".join(rest).encode()).hexdigest()
    assert head["count"] == len(lines)
    return head, lines


ALL = "1\nrows\n\n3\n"


def test_the_set_is_asked_in_its_order_and_counts_as_practice(learner):
    hand_out(learner)
    said = ask(learner, ALL)

    (started,) = learner.lines("started")
    assert started["questions"] == ["course:which", "course:word", "course:card"]
    assert started["filters"]["set"] == "course:week-6"
    assert [line["score"] for line in learner.lines("reviewed")] == [1.0, 1.0, None]
    assert said.out.startswith("Week 6, 3 questions.")
    assert "Right." in said.out.partition("Question 2")[0]
    assert "To hand it in: interview quiz --set week-6 --save week-6.jsonl" in said.err
    assert len(learner.memories()) == 3


def test_feedback_at_the_end_says_nothing_before(learner):
    hand_out(learner, feedback="end")
    said = ask(learner, "2\nrows\n\n3\n:r 1\n\n").out

    asked, _, after = said.partition("Answer 1.")
    assert "verdicts come at the end" in asked
    assert not any(word in asked for word in ("Right", "Wrong", "It keeps them"))
    assert "Wrong. You said 2. The answer is 1." in after
    assert "You graded it good." in after
    assert "Week 6: 2 of 3 right" in after
    assert "Week 6: 3 of 3 right" in after  # once the learner was right there


def test_the_result_has_no_typed_words_and_no_name(learner, tmp_path):
    hand_out(learner, **{"class": "autumn"})
    learner.run("note", "course:word", "a private thought")
    said = ask(learner, "2\nline\n\n3\n\n", "--save", str(tmp_path / "r.jsonl"))

    head, rows = result(tmp_path / "r.jsonl")
    assert head["set"]["id"] == "course:week-6"
    assert head["packs"] == {"course": "1.0.0"}
    assert [row["question"] for row in rows[:3]] == ["course:which", "course:word", "course:card"]
    assert [row["answer"] for row in rows[:3]] == [["inner"], None, None]
    assert [row["score"] for row in rows[:3]] == [0.0, 0.0, None]
    assert {row["handed_in"] for row in rows} == {date(0)}
    text = (tmp_path / "r.jsonl").read_text()
    (device,) = {line["device"] for line in learner.lines("reviewed")}
    for private in ('"line"', "private", device, learner.lines("settings")[0]["value"]):
        assert private not in text
    assert "nothing that you typed" in said.err


def test_a_pseudonym_stays_and_is_another_one_in_another_class(learner, tmp_path):
    hand_out(learner)
    ask(learner, ALL)
    ask(learner, "", "--save", str(tmp_path / "a.jsonl"))
    ask(learner, "", "--save", str(tmp_path / "b.jsonl"), day=1)
    hand_out(learner, **{"class": "other"})
    ask(learner, "", "--save", str(tmp_path / "c.jsonl"), day=1)

    a, b, c = (result(tmp_path / f"{name}.jsonl")[0]["pseudonym"] for name in "abc")
    assert a == b != c
    assert len(learner.lines("started")) == 1  # what is done isn't asked for the file


def test_a_set_that_was_left_goes_on_and_uses_one_attempt(learner, tmp_path):
    hand_out(learner, attempts=1)
    said = ask(learner, "1\n:q\n", "--save", str(tmp_path / "r.jsonl"))
    assert "no result was written: the set isn't done yet" in said.err
    assert not (tmp_path / "r.jsonl").exists()

    said = ask(learner, "rows\n\n3\n", "--save", str(tmp_path / "r.jsonl"), day=1)
    assert said.out.startswith("Week 6 continued: 1 of 3 done.")
    assert {row["session"] for row in result(tmp_path / "r.jsonl")[1]} == {1}


def test_resume_writes_the_result_that_was_asked_for(learner, tmp_path):
    hand_out(learner)
    ask(learner, "1\n:q\n", "--save", str(tmp_path / "r.jsonl"))
    learner.run("resume", typed="rows\n\n3\n")
    assert len(result(tmp_path / "r.jsonl")[1]) == 3


def test_sessions_after_the_last_attempt_are_for_practice(learner, tmp_path):
    hand_out(learner, attempts=1)
    ask(learner, "2\nrows\n\n3\n\n")
    said = ask(learner, ALL)
    assert "Your attempt is used: this one is for practice" in said.err
    assert "To hand it in" not in said.err

    ask(learner, "", "--save", str(tmp_path / "r.jsonl"))
    _, rows = result(tmp_path / "r.jsonl")
    assert {row["session"] for row in rows} == {1}
    assert [row["score"] for row in rows if row["question"] == "course:which"] == [0.0]


def test_cards_that_were_skipped_or_not_known_are_read_at_the_end_too(learner):
    hand_out(learner, feedback="end")
    forgotten = ask(learner, "1\nrows\n\n1\n\n").out
    assert "You graded it again.\nIt is card." in forgotten
    skipped = ask(learner, "1\nrows\n:s\n\n").out.partition("Skipped.")[2]
    assert "What is card?\nIt is card." in skipped


def test_late_is_said_and_asked_all_the_same(learner, tmp_path):
    hand_out(learner, until=date(1))
    said = ask(learner, ALL, "--save", str(tmp_path / "r.jsonl"), day=2)
    assert "The last day was yesterday" in said.err
    head, rows = result(tmp_path / "r.jsonl")
    assert (head["set"]["until"], rows[0]["handed_in"]) == (date(1), date(2))


def test_an_answer_that_was_taken_back_is_not_handed_in(learner, tmp_path):
    hand_out(learner)
    ask(learner, "2\n:u\n1\nrows\n\n3\n", "--save", str(tmp_path / "r.jsonl"))
    _, rows = result(tmp_path / "r.jsonl")
    assert [row["score"] for row in rows] == [1.0, 1.0, None]


def test_what_was_missed_asked_again_is_no_attempt(learner):
    hand_out(learner, attempts=2)
    ask(learner, "2\nrows\n\n3\n:a\n1\n\n")
    assert "set" not in learner.lines("started")[-1]["filters"]
    assert "Attempt 2 of 2." in ask(learner, ":q\n").err


@pytest.mark.parametrize(
    ("args", "why"),
    [
        (["--set", "week-7"], "there is no set 'week-7'\n  did you mean week-6?"),
        (["--set", "week-6", "-n", "2"], "a set has its own questions"),
        (["--set", "week-6", "-k", "choice"], "a set has its own questions"),
        (["--set", "week-6", "course:word"], "a set has its own questions"),
        (["--set", "week-6", "--save", "r.md"], "r.md isn't a .jsonl file\n  name it like r.jsonl"),
        (["--save", "r.jsonl"], "--save is for a set"),
        (["-p", "python-fastapi", "--set", "week-6"], "python-fastapi has none"),
    ],
)
def test_what_does_not_go_together_is_refused(learner, args, why):
    hand_out(learner)
    assert why in learner.refused("quiz", *args)


def test_a_file_that_is_there_stays(learner, tmp_path):
    hand_out(learner)
    (tmp_path / "r.jsonl").write_text("mine")
    assert "already exists" in learner.refused(
        "quiz", "--set", "week-6", "--save", str(tmp_path / "r.jsonl")
    )


def test_two_packs_with_a_set_of_one_name(learner):
    hand_out(learner)
    which = question("which", "sql", more=CHOICE)
    learner.pack("twin", which, about=handed_out(questions=["which"]))
    assert "say which: course:week-6 or twin:week-6" in learner.refused("quiz", "--set", "week-6")
    learner.run("quiz", "--set", "twin:week-6", typed="1\n")
    assert learner.lines("started")[-1]["questions"] == ["twin:which"]


def test_pack_show_and_history_name_it(learner):
    hand_out(learner, until=date(3))
    ask(learner, ALL)
    assert f"Week 6: 3 questions, until {date(3)}" in learner.run("pack", "show", "course").out
    assert "set course:week-6" in learner.line("history")


def test_programs_get_the_verdicts_at_the_end_too(learner):
    hand_out(learner, feedback="end")
    out = ask(learner, ALL + "\n", "--json").out
    events = [json.loads(line)["event"] for line in out.splitlines()]
    assert events == ["session", *["question"] * 3, "reveal", *["verdict"] * 3, "summary"]


def test_the_last_day_says_when_it_ends(learner):
    hand_out(learner, until=date(3))

    assert "(that day ends at 4 am)." in ask(learner, ":q\n").err
    assert "Until 4 am tonight." in ask(learner, ":q\n", day=3).err
