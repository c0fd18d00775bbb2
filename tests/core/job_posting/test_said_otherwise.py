"""Many ways of saying the same: not needed, done by others, optional, a first job, leading."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.postings import TOPICS, asked, level_of, points

from interview_cli.core.job_posting.posting import read_posting

#: Hundreds of sentences of each sort; a few of each are in ``test_sentences``.
pytestmark = pytest.mark.slow

SENTENCES = Path(__file__).with_name("sentences")


def rows(kind: str) -> list[str]:
    return (SENTENCES / f"{kind}.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("sentence", [*rows("not-needed"), *rows("others-do")])
def test_what_is_ruled_out_or_done_by_others_counts_nothing(sentence: str) -> None:
    assert {topic for topic, of in points(sentence).items() if of > 0} == set()
    assert asked(sentence) == set()


ITEMS = "- Docker and Kubernetes\n- monitoring with Prometheus, on-call\n- penetration tests"
UNDER = "Software developer\n\nRequirements\n- FastAPI and SQL\n\n{}\n" + ITEMS
LISTED = {"delivery", "operations", "security"}


@pytest.mark.parametrize("heading", rows("not-needed-headings"))
@pytest.mark.parametrize("mark", ["", ":"])
def test_a_list_that_is_ruled_out_counts_nothing(heading: str, mark: str) -> None:
    posting = read_posting(UNDER.format(heading + mark), TOPICS)
    assert {area.topic for area in (*posting.areas, *posting.nice)} & LISTED == set()


@pytest.mark.parametrize("heading", rows("optional-headings"))
@pytest.mark.parametrize("mark", ["", ":"])
def test_a_list_of_what_is_optional_is_hardly_asked_for(heading: str, mark: str) -> None:
    posting = read_posting(UNDER.format(heading + mark), TOPICS)
    assert {area.topic for area in posting.areas} & LISTED == set()


@pytest.mark.parametrize("heading", rows("needed-headings"))
@pytest.mark.parametrize("mark", ["", ":"])
def test_a_list_of_what_there_is_to_do_counts(heading: str, mark: str) -> None:
    posting = read_posting(UNDER.format(heading + mark), TOPICS)
    assert {area.topic for area in posting.areas} >= LISTED


@pytest.mark.parametrize("sentence", rows("optional"))
def test_what_is_optional_is_hardly_asked_for(sentence: str) -> None:
    assert asked(sentence) == set()
    assert asked(f"- {sentence}") == set()
    assert max(points(sentence).values(), default=0.0) < 1.3


@pytest.mark.parametrize("row", rows("needed"))
def test_what_sounds_alike_is_asked_for(row: str) -> None:
    sentence, _, topic = row.partition(" | ")
    assert points(sentence).get(topic or "fastapi", 0.0) >= 0.9


LEVELS = [(sentence, "junior") for sentence in rows("first-job")]
LEVELS += [(sentence, "senior") for sentence in rows("leading")]
LEVELS += [(sentence, "none") for sentence in rows("no-level")]


@pytest.mark.parametrize(("sentence", "level"), LEVELS)
def test_first_jobs_and_leading_state_a_level(sentence: str, level: str) -> None:
    assert level_of("Python Developer", sentence) == level
    assert level_of("Python Developer", sentence, "\n\nFastAPI and SQL all day.\n\n") == level


@pytest.mark.parametrize("row", rows("seniority"))
def test_a_sentence_states_how_senior_one_is_or_sounds_as_if_it_did(row: str) -> None:
    sentence, level = row.split(" | ")
    assert level_of("Python Developer", sentence) == level
    assert level_of("Python Developer", sentence, "\n\nFastAPI and SQL all day.\n\n") == level
    if level != "none":
        needs = "\n\nRequirements\n- FastAPI\n- SQL\n- "
        assert level_of("Python Developer", sentence, needs) == level


def short_postings() -> list[tuple[str, str]]:
    texts = (SENTENCES / "short-postings.txt").read_text(encoding="utf-8").split("=== ")[1:]
    return [(text, level) for level, _, text in (one.partition("\n") for one in texts)]


@pytest.mark.parametrize(("text", "level"), short_postings())
def test_a_short_posting_states_a_level_in_its_own_words(text: str, level: str) -> None:
    stated = read_posting(text, TOPICS).level
    assert (stated.level if stated else "none") == level


@pytest.mark.parametrize("row", rows("grades"))
def test_a_title_states_its_grade(row: str) -> None:
    title, level = row.split(" | ")
    assert level_of(title, "") == level
