"""`pack phrases`: what a learner's own word teaches a pack, and that it is tried first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from helpers.learner import Learner, question

from interview_cli.core.questions.question import Question
from interview_cli.core.records import Regraded, Retracted, Reviewed
from interview_cli.core.scoring.explain import Explain
from interview_cli.core.scoring.result import HIT
from interview_cli.core.serialise import from_plain
from interview_cli.packs.format.reader import read

CLIENT, LOGGED = "the client gets a 500", "the error is logged"
ASK = "What happens to an exception in a middleware?"
MISSED_IT = "Everything works as usual and a nice page appears."
SAID_IT = "The browser shows an internal failure page. Nothing more."
POINTS = f"""\
    key_points:
      - says: {CLIENT}
        any:
          - server error
      - says: {LOGGED}
        any: [log entry, "writ* > log"]
      - {{says: nobody waits for it}}
"""
PACK = f"""\
  - id: middleware
    ask: {ASK}
    answer: The client gets a 500, and the error is logged with its traceback.
    level: mid
    topic: fastapi
{POINTS}    follow_ups:
      - id: then
        ask: What then?
        answer: The next request is served as if nothing had happened.
        key_points:
          - says: other requests go on
"""


@pytest.fixture
def learner(home: Path) -> Learner:
    learner = Learner(home)
    learner.pack("mine", PACK)
    return learner


def pack_file(learner: Learner) -> Path:
    return learner.home / "packs" / "mine.yaml"


def points(**states: str) -> tuple[dict[str, Any], ...]:
    names = {"client": CLIENT, "logged": LOGGED, "waits": "nobody waits for it"}
    names |= {"other": "other requests go on"}
    return tuple({"says": names[n], "state": s, "words": []} for n, s in states.items())


def explained(learner: Learner, answer: str, key: str = "mine:middleware", **states: str) -> str:
    """Keep an answer in one's own words; give its id."""
    record = Reviewed(
        question=key,
        fingerprint="0" * 12,
        mode="mock",
        kind="explain",
        answer=answer,
        score=0.2,
        rating=1,
        reasons=(),
        grader="rule",
        attempt=1,
        elapsed_ms=30_000,
        points=points(**states),
    )
    (id_,) = learner.keep(record)
    return id_


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (("missed",), "not said"),
        (("close",), "partly said"),
        (("contradicted", "missed"), "contradicted or not said"),
    ],
)
def test_it_says_what_the_point_counted_as(
    learner: Learner, before: tuple[str, ...], words: str
) -> None:
    for state in before:
        turned(learner, explained(learner, SAID_IT, client=state), client="hit")

    assert f'key point "{CLIENT}", which counted as {words}\n' in learner.run("pack", "phrases").out
    (offer,) = learner.json("pack", "phrases")["offers"]
    assert offer["states"] == [*before]


def turned(learner: Learner, id_: str, grader: str = "self", **states: str) -> str:
    (line,) = learner.keep(Regraded(id_, 0.5, 2, points=points(**states), grader=grader))
    return line


def offers(learner: Learner, *args: str) -> dict[str, list[str]]:
    """Give the phrases that are offered, by key point."""
    found = learner.json("pack", "phrases", *args)["offers"]
    return {offer["says"]: [p["phrase"] for p in offer["phrases"]] for offer in found}


def test_a_turned_point_offers_words_that_the_scorer_then_finds(learner: Learner) -> None:
    id_ = explained(learner, SAID_IT, client="missed", logged="missed", waits="missed")
    turned(learner, id_, client="hit", logged="missed", waits="missed")
    explained(learner, MISSED_IT, client="missed", logged="missed", waits="missed")

    found = offers(learner)

    assert list(found) == [CLIENT]
    (placed,) = read(pack_file(learner)).questions
    assert placed.question.key_points[0].says == CLIENT
    for phrase in found[CLIENT]:
        plain = {"id": "q", "ask": ASK, "answer": "A 500.", "level": "mid", "topic": "a"}
        point = {"says": CLIENT, "any": ["server error", phrase]}
        question = from_plain(Question, plain | {"key_points": [point]})
        state = {
            text: Explain(question).score(text).points[0].state for text in (SAID_IT, MISSED_IT)
        }
        assert state[SAID_IT] == HIT
        assert state[MISSED_IT] != HIT


def test_what_is_printed_can_be_put_into_the_file_as_it_says(learner: Learner) -> None:
    id_ = explained(learner, SAID_IT, client="missed", logged="missed", waits="missed")
    turned(learner, id_, client="hit", logged="missed", waits="missed")
    file = pack_file(learner)
    before = file.read_text()

    said = learner.run("pack", "phrases", "mine").out
    (offer,) = learner.json("pack", "phrases", "mine")["offers"]

    line = before.splitlines().index(f"      - says: {CLIENT}") + 1
    assert f'{file}:{line + 1}: mine:middleware, key point "{CLIENT}"' in said
    assert f"add below any, on line {line + 1}:" in said
    assert file.read_text() == before
    lines = before.splitlines()
    lines[line + 1 : line + 1] = offer["yaml"]
    file.write_text("\n".join(lines) + "\n")
    assert read(file).problems == ()
    assert offers(learner) == {}


@pytest.mark.parametrize(
    ("says", "state", "how"),
    [
        (LOGGED, "logged", "for the any that is there"),
        ("nobody waits for it", "waits", "in the braces, after says"),
    ],
)
def test_lists_and_points_in_braces_get_the_whole_list(
    learner: Learner, says: str, state: str, how: str
) -> None:
    answer = "A record with the traceback ends up in a file."
    id_ = explained(learner, answer, **{state: "missed"})
    turned(learner, id_, **{state: "hit"})

    said = learner.run("pack", "phrases").out
    (offer,) = learner.json("pack", "phrases")["offers"]

    assert how in said
    (written,) = offer["yaml"]
    every = yaml.safe_load(written)["any"]
    old = ["log entry", "writ* > log"] if says == LOGGED else []
    assert every == [*old, *(each["phrase"] for each in offer["phrases"])]


def test_an_answer_called_right_offers_only_what_is_near_to_a_point(learner: Learner) -> None:
    answer = "Whoever is the client sees an internal failure. Cats sleep on sofas."
    id_ = explained(learner, answer, client="missed", logged="missed", waits="missed")
    learner.keep(Regraded(id_, 1.0, 3))

    found = offers(learner)

    assert list(found) == [CLIENT]
    assert all("client" in phrase for phrase in found[CLIENT])


def test_a_phrase_of_another_point_or_of_a_wrong_answer_is_not_offered(learner: Learner) -> None:
    id_ = explained(learner, "The error is logged.", client="missed", logged="hit")
    turned(learner, id_, client="hit", logged="hit")
    wrong = "An internal failure page is what nobody wants."
    explained(learner, wrong, client="missed", logged="missed")
    other = explained(learner, "An internal failure page.", client="missed", logged="missed")
    turned(learner, other, client="hit", logged="missed")

    assert offers(learner) == {}
    assert "no phrase to add" in learner.run("pack", "phrases").out


def test_what_does_not_count(learner: Learner) -> None:
    model = explained(learner, SAID_IT, client="missed")
    turned(learner, model, grader="model", client="hit")
    taken_back = explained(learner, SAID_IT, client="missed")
    learner.keep(Retracted(turned(learner, taken_back, client="hit")))
    to_missed = explained(learner, SAID_IT, client="hit")
    turned(learner, to_missed, client="missed")
    gone = explained(learner, SAID_IT, key="mine:gone", client="missed")
    turned(learner, gone, client="hit")

    assert offers(learner) == {}


def test_the_points_of_a_follow_up(learner: Learner) -> None:
    answer = "Everybody else is served normally."
    id_ = explained(learner, answer, key="mine:middleware/then", other="missed")
    turned(learner, id_, other="hit")

    (offer,) = learner.json("pack", "phrases")["offers"]

    assert offer["question"] == "mine:middleware/then"
    lines = pack_file(learner).read_text().splitlines()
    assert lines[offer["line"] - 1].strip() == "- says: other requests go on"


def test_only_the_pack_that_is_named(learner: Learner) -> None:
    learner.pack("other", question("one"))
    id_ = explained(learner, SAID_IT, client="missed")
    turned(learner, id_, client="hit")

    assert offers(learner, "mine")
    assert offers(learner, "other") == {}
    assert "no pack is called 'moin'" in learner.refused("pack", "phrases", "moin")


def test_nothing_was_overruled(learner: Learner) -> None:
    assert learner.run("pack", "phrases").out.startswith("You haven't overruled a mock answer yet.")


def test_escape_sequences_of_an_answer_do_not_reach_the_screen(learner: Learner) -> None:
    id_ = explained(learner, "An internal \x1b[2J failure page.", client="missed")
    turned(learner, id_, client="hit")

    said = learner.run("pack", "phrases").out

    assert "␛[2J" in said
    assert "\x1b" not in said
