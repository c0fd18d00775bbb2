"""A question with sets of values, from its first answer to a debrief weeks later."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from helpers.learner import Learner

from interview_cli.core.questions.question import Question
from interview_cli.core.questions.variants import fill

VARY = "{n: [3, 5, 8], twice: [6, 10, 16]}"
VALUES = [("3", "6"), ("5", "10"), ("8", "16")]
QUESTION = f"""\
  - id: double
    vary: {VARY}
    level: mid
    topic: sums
    ask: "What is twice {{{{n}}}}?"
    answer: "It is {{{{twice}}}}."
    key_points: [{{says: "it is {{{{twice}}}}"}}]
    quiz: {{kind: short, accept: ["{{{{twice}}}}"]}}
    follow_ups:
      - {{id: back, ask: "And half of {{{{twice}}}}?", answer: "{{{{n}}}}."}}
"""
EXERCISE = """\
  - id: times
    vary: {n: [3, 5, 8]}
    level: mid
    topic: sums
    ask: Write times{{n}}.
    answer: Multiply by {{n}}.
    quiz:
      kind: code
      form: write
      starter: |
        def times{{n}}(x): ...
      solution: |
        def times{{n}}(x):
            return {{n}} * x
      tests: |
        from exercise import times{{n}}

        def test_one():
            assert times{{n}}(1) == {{n}}
"""


@pytest.fixture
def learner(home: Path) -> Learner:
    learner = Learner(home)
    learner.pack("varied", QUESTION)
    return learner


def add_a_set(learner: Learner) -> None:
    more = QUESTION.replace(VARY, "{n: [3, 5, 8, 9], twice: [6, 10, 16, 18]}")
    learner.pack("varied", more.replace("What is twice", "How much is twice"))


def asked(said) -> list[tuple[str, int]]:
    return [(one["ask"], one["variant"]) for one in said.named("question")]


@pytest.mark.parametrize("seed", range(6))
def test_what_is_asked_answered_and_kept_has_one_set_of_values(learner, seed):
    args = ("quiz", "-p", "varied", "--seed", str(seed), "--json")
    said = learner.run(*args, typed="0\n\n")
    (ask, variant), *_ = asked(said)
    n, twice = VALUES[variant]
    assert ask == f"What is twice {n}?"
    (verdict,) = said.named("verdict")
    assert verdict["right"] == [twice]
    assert verdict["explanation"] == f"It is {twice}."
    (row,) = learner.lines("reviewed")
    assert row["variant"] == variant
    again = learner.run(*args, typed=f"{twice}\n")
    assert asked(again) == [(ask, variant)]
    assert again.named("verdict")[0]["score"] == 1
    assert {each["fingerprint"] for each in learner.lines("reviewed")} == {row["fingerprint"]}


def test_seeds_take_different_sets(learner):
    runs = [
        learner.run("quiz", "-p", "varied", "--seed", str(seed), "--json", typed=":q\n")
        for seed in range(12)
    ]
    assert {asked(run)[0][1] for run in runs} == {0, 1, 2}


def test_a_question_that_does_not_vary_says_nothing_of_it(learner):
    learner.pack("plain", QUESTION.replace(f"    vary: {VARY}\n", ""))
    said = learner.run("quiz", "-p", "plain", "--json", typed="0\n\n")
    assert "variant" not in said.named("question")[0]
    assert said.named("question")[0]["ask"] == "What is twice {{n}}?"
    assert learner.lines("reviewed")[0]["variant"] is None


@pytest.mark.parametrize("seed", range(4))
def test_a_session_that_is_resumed_asks_for_the_same_values(learner, seed):
    learner.pack("other", QUESTION.replace("id: double", "id: treble"))
    first = learner.run("quiz", "--topic", "sums", "--seed", str(seed), "--json", typed="0\n\n:q\n")
    rest = learner.run("resume", "--json", typed=":u\n0\n\n0\n\n")
    assert asked(rest)[:2] == [asked(first)[1], asked(first)[0]]


def test_what_was_answered_keeps_its_values_in_a_session_that_is_resumed(learner):
    grown = Question("double", "{{n}}", "", "mid", "sums", vary={"n": ("3", "5", "8", "9")})
    keys = ("varied:double", "varied:treble")
    moved = (n for n in range(999) if {fill(grown, seed=n, key=k).variant for k in keys} == {3})
    other = QUESTION.replace("id: double", "id: treble")
    learner.pack("varied", QUESTION, other)
    args = ("mock", "-p", "varied", "--seed", str(next(moved)), "--json")
    (_, variant), *_ = asked(learner.run(*args, typed="It's nothing at all.\n.\n:q\n"))
    more = "{n: [3, 5, 8, 9], twice: [6, 10, 16, 18]}"
    learner.pack("varied", QUESTION.replace(VARY, more), other.replace(VARY, more))
    (verdict,) = learner.run("resume", "--json", typed=":end\n:q\n").named("verdict")
    assert verdict["explanation"] == f"It is {VALUES[variant][1]}."


def test_an_answer_taken_back_leaves_the_values(learner):
    said = learner.run("quiz", "-p", "varied", "--seed", "4", "--json", typed="0\n:u\n1\n\n")
    first, second = asked(said)
    assert first == second


@pytest.mark.parametrize("seed", range(4))
def test_a_debrief_shows_the_values_that_were_asked_whatever_the_pack_has_now(learner, seed):
    args = ("mock", "-p", "varied", "--seed", str(seed), "--json")
    said = learner.run(*args, typed="It is 6, or it is 10, or it is 16.\n.\nHalf.\n.\n:q\n")
    (ask, variant), (next_ask, next_variant) = asked(said)
    n, twice = VALUES[variant]
    assert (ask, next_ask) == (f"What is twice {n}?", f"And half of {twice}?")
    assert next_variant == variant
    then = learner.json("debrief")["answers"]
    assert [one["ask"] for one in then] == [ask, next_ask]
    assert [one["changed"] for one in then] == [False, False]
    add_a_set(learner)
    now = learner.json("debrief")["answers"]
    assert now[0]["ask"] == f"How much is twice {n}?"
    assert now[0]["points"][0]["says"] == f"it is {twice}"
    assert now[0]["changed"]


@pytest.mark.parametrize("odd", ["soon", True, -1, 99, 1.0, None])
def test_a_line_of_another_program_is_no_trouble(learner, odd):
    learner.run("mock", "-p", "varied", "--seed", "1", typed="It is nothing.\n.\n:s\n:q\n")
    (path,) = (learner.home / "journal").glob("*.jsonl")
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    path.write_text(
        "".join(
            json.dumps(row | ({"variant": odd} if row["type"] == "reviewed" else {})) + "\n"
            for row in rows
        )
    )
    assert learner.json("debrief")["answers"][0]["ask"].startswith("What is twice ")
    learner.run("resume", code=None)


def test_answers_from_a_file_are_scored_by_the_values_that_they_name(learner):
    def grade(code=0, **more):
        line = {"question": "varied:double", "answer": "I think it is 10."} | more
        return learner.run("grade", "-", typed=json.dumps(line) + "\n", code=code).events[0]

    assert grade()["points"][0]["says"] == "it is 6"
    assert not grade()["passed"]
    assert grade(variant=1)["passed"]
    assert grade(variant=1)["variant"] == 1
    assert grade(variant=2)["points"][0]["says"] == "it is 16"
    follow_up = grade(question="varied:double/back", variant=1, answer="Five is half, so 5.")
    assert follow_up["overlap"] > grade(question="varied:double/back", answer="5")["overlap"]
    for odd in (3, -1, True, "1", None):
        assert grade(1, variant=odd)["error"] == "varied:double has variants 0 to 2"
    learner.pack("plain", QUESTION.replace(f"    vary: {VARY}\n", ""))
    assert grade(1, question="plain:double", variant=0)["error"] == "plain:double has no variants"


def test_an_exercise_with_other_values_begins_anew(learner):
    learner.pack("gym", EXERCISE)
    learner.run("pack", "trust", "gym")
    file = learner.home / "exercises" / "gym" / "times" / "exercise.py"
    seen = {}
    for seed in range(8):
        args = ("quiz", "gym:times", "--seed", str(seed), "--json")
        (question,) = learner.run(*args, typed=":q\n").named("question")
        n = ("3", "5", "8")[question["variant"]]
        assert question["ask"] == f"Write times{n}."
        assert f"import times{n}" in question["tests"]
        assert file.read_text() == f"def times{n}(x): ...\n"
        seen[n] = args
    assert len(seen) == 3
    n, args = seen.popitem()
    solved = f"def times{n}(x):\n    return {n} * x\n.\n"
    (verdict,) = learner.run(*args, typed=solved).named("verdict")
    assert verdict["score"] == 1


def test_what_comes_next_time_is_another_session_with_its_own_values(learner):
    args = ("quiz", "-p", "varied", "--seed", "4", "--json")
    runs = [learner.run(*args, typed="0\n\n:a\n0\n\n") for _ in range(2)]
    assert asked(runs[0]) == asked(runs[1])
