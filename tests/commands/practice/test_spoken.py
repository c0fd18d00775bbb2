"""The answer as one would say it, which stands before the whole one wherever that is shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.learner import Learner

SAID = "A deadlock is two threads that wait for each other, and neither lets go."
WHOLE = "A cycle of resources held and requested, in which nobody proceeds."
PACK = f"""\
  - id: locks
    ask: What is a deadlock?
    answer: {WHOLE}
    spoken: {SAID}
    level: mid
    topic: threads
    key_points: [{{says: two threads wait for each other, any: [wait* each other]}}]
    follow_ups: [{{id: cure, ask: How do you avoid one?, answer: By sorting.}}]
"""
BARE = "  - {id: lock, ask: What is a lock?, answer: A turn., level: mid, topic: threads}\n"
BOTH = f"Say it like this:\n{SAID}\n"
TYPED = "Two threads wait for each other.\n.\n:s\n\n"


@pytest.fixture
def learner(home: Path) -> Learner:
    learner = Learner(home)
    learner.pack("say", PACK)
    learner.pack("bare", BARE)
    return learner


@pytest.mark.parametrize("coach", [(), ("--coach",)])
def test_a_debrief_and_a_coach_begin_with_what_to_say(
    learner: Learner, coach: tuple[str, ...]
) -> None:
    said = learner.run("mock", "-p", "say", *coach, typed=TYPED).out
    assert f"{BOTH}Model answer:\n{WHOLE}\n" in said


def test_a_flashcard_begins_with_what_to_say(learner: Learner) -> None:
    said = learner.run("flashcards", "-p", "say", typed="\n3\n").out
    assert f"{BOTH}Answer:\n{WHOLE}\n" in said
    assert "Say it" not in learner.run("flashcards", "-p", "bare", typed="\n3\n").out


def test_programs_read_it_beside_the_model_answer(learner: Learner) -> None:
    (card,) = learner.run("flashcards", "-p", "say", "--json", typed="\n3\n").named("reveal")
    assert (card["spoken"], card["model_answer"]) == (SAID, WHOLE)
    (card,) = learner.run("flashcards", "-p", "bare", "--json", typed="\n3\n").named("reveal")
    assert card["spoken"] is None
    typed = TYPED.replace(":s\n", "By sorting.\n.\n")
    first, second = learner.run("mock", "-p", "say", "--json", typed=typed).named("verdict")
    assert (first["spoken"], first["explanation"]) == (SAID, WHOLE)
    assert second["spoken"] is None  # a follow-up has none of its own


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("kept.md", f"### Say it like this\n\n{SAID}\n\n### Model answer\n\n{WHOLE}\n"),
        ("kept.html", f"<h3>Say it like this</h3><div class=model><p>{SAID}</p>"),
    ],
)
def test_a_saved_debrief_begins_with_what_to_say(
    learner: Learner, tmp_path: Path, name: str, before: str
) -> None:
    learner.run("mock", "-p", "say", "--save", str(tmp_path / name), typed=TYPED)
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert before in text
    assert WHOLE in text.partition(SAID)[2]


def test_authors_and_readers_see_it(learner: Learner) -> None:
    assert f"\n{BOTH}Answer:\n{WHOLE}\n" in learner.run("show", "locks").out
    previewed = learner.run("pack", "preview", "say:locks").out
    assert f"Say it like this: {SAID}\nOn the back: {WHOLE}\n" in previewed
    assert "say:locks" in learner.run("search", "neither lets go").out
