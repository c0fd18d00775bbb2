"""A story's file says the same when it's read again; and what a story would serve."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.behaviour.own_stories import (
    UNTITLED,
    Story,
    parse_story,
    would_serve,
    write_story,
)
from interview_cli.core.kinds.behaviour import Behaviour
from interview_cli.core.questions.question import Question

WORDS = st.from_regex(r"[A-Za-z][a-z0-9é]*( [a-z0-9]+){0,3}", fullmatch=True)


@given(
    WORDS,
    st.lists(WORDS, unique=True, max_size=3),
    st.text(alphabet="ab:\n titleags,", max_size=80),
)
def test_what_is_written_is_read_again(title: str, tags: list[str], text: str) -> None:
    story = Story(title, tuple(tags), text.strip())
    assert parse_story(write_story(story)) == story


@given(st.text())
def test_any_text_is_a_story_and_loses_nothing_below_its_head(text: str) -> None:
    story = parse_story(text)
    assert story.title
    assert "\n" not in story.title
    assert parse_story(f"title: A\ntags: b\n\n{text}").title == "A"


@pytest.mark.parametrize(
    ("written", "title", "tags", "text"),
    [
        ("", UNTITLED, (), ""),
        ("# Hello\nworld", "Hello…", (), "# Hello\nworld"),
        ("Title: A\nTAGS: [x,  y z, x]\ntext", "A", ("x", "y z"), "text"),
        ("tags: x\r\ntext\r\n", "text", ("x",), "text"),
        ("title: A\n\ntitle: B", "A", (), "title: B"),
        ("I did.\ntags: none", "I did.…", (), "I did.\ntags: none"),
    ],
)
def test_heads(written: str, title: str, tags: tuple[str, ...], text: str) -> None:
    assert parse_story(written) == Story(title, tags, text)


QUESTION = Question(
    id="late",
    ask="Tell me about a deadline that you were about to miss.",
    answer="Say it early.",
    level="mid",
    topic="behaviour/hard-times",
    quiz=Behaviour(looks_for=("you told others early",), anchors=("No.", "Yes.")),
)


@pytest.mark.parametrize(
    ("title", "tags", "serves"),
    [
        ("x", ("deadlines",), True),
        ("x", ("missed deadline",), True),
        ("x", ("deadline on call",), False),
        ("x", ("hard times",), True),
        ("x", ("the", "you"), False),
        ("I missed the deadline", (), True),
        ("The deadline", (), False),
        ("x", (), False),
    ],
)
def test_what_a_story_would_serve(title: str, tags: tuple[str, ...], serves: bool) -> None:
    story = Story(title, tags, "A deadline that I missed, and told others early.")
    assert would_serve(story, QUESTION) is serves


def test_only_questions_that_ask_for_a_story_are_served() -> None:
    plain = Question(id="x", ask="A deadline?", answer="A.", level="mid", topic="x")
    assert not would_serve(Story("x", ("deadline",), ""), plain)
