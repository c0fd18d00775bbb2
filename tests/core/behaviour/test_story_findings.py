"""What is found in a story, and what isn't said of one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.behaviour.behaviour_words import describe_finding, list_findings
from interview_cli.core.behaviour.story_findings import Finding, find_in_story

STORY = """\
Last spring our payment service was losing webhooks at night.
I was asked to find out why, before the next release.
I wrote a small script that replayed them and found that we retried only once.
In the end lost payments fell from 40 a week to two, and I learned to look at the logs first."""

NO_STORY = "Communication matters in teams. Deadlines are important."


def find(answer: str) -> dict[str, Finding]:
    return {one.about: one for one in find_in_story(answer)}


def test_a_whole_story_has_all_its_parts_with_the_words_that_show_them() -> None:
    found = find(STORY)

    assert found["situation"].words[0].startswith("Last spring our payment service")
    assert found["task"].words == ("I was asked to find out why, before",)
    assert found["action"].words[0].startswith("I wrote a small script")
    assert found["result"].words[0].startswith("In the end lost payments fell")
    assert found["number"].words == ("40", "two")
    assert found["I or we"].counts == (3, 1)


@pytest.mark.parametrize("about", ["situation", "task", "action", "result", "number"])
def test_what_is_no_story_has_no_part_of_one(about: str) -> None:
    assert not find(NO_STORY)[about].fine


@pytest.mark.parametrize(
    ("about", "says"),
    [
        ("situation", "Two years ago I joined a small team."),
        ("situation", "In my last job we had one database."),
        ("situation", "When I was at university, a friend called."),
        ("task", "It was my job to fix it: my task was the import."),
        ("task", "I was responsible for the release."),
        ("task", "I had to decide by Friday."),
        ("action", "I then carefully measured each query."),
        ("action", "First I spoke to both of them."),
        ("result", "As a result nobody was paged again."),
        ("result", "The error rate dropped by 30 percent."),
        ("result", "We shipped on time."),
    ],
)
def test_parts_are_found_in_plain_english(about: str, says: str) -> None:
    assert find(says)[about].fine


@pytest.mark.parametrize(
    ("about", "says"),
    [
        ("action", "I needed help and I wanted to leave."),
        ("action", "We built it together."),
        ("task", "The weather was fine."),
        ("number", "In 2023 I learned a lot."),
        ("number", "I fixed 12 bugs."),
    ],
)
def test_what_is_something_else_is_not_taken_for_a_part(about: str, says: str) -> None:
    assert not find(says)[about].fine


@pytest.mark.parametrize(
    ("story", "fine"),
    [
        ("We met. We talked. We built it. I slept.", False),
        ("We met. We talked. I built it.", True),  # too few to speak of
        ("We met. We talked. We ate. I built it, I tested it, and I shipped it.", True),
        ("I.e. we met; we talked; we ate.", False),  # no "I" in it
    ],
)
def test_we_is_remarked_on_once_it_outweighs_i(story: str, fine: bool) -> None:
    assert find(story)["I or we"].fine == fine


@pytest.mark.parametrize(
    ("words", "fine"), [(100, False), (130, True), (280, True), (450, True), (451, False)]
)
def test_one_to_three_minutes_are_a_good_length(words: int, fine: bool) -> None:
    assert find(" ".join(["word"] * words))["length"].fine == fine


@given(st.text())
def test_every_quote_is_in_the_story(answer: str) -> None:
    whole = " ".join(answer.split())
    for finding in find_in_story(answer):
        assert all(quote in whole for quote in finding.words)
        assert "\n" not in describe_finding(finding)


@given(st.lists(st.sampled_from([*STORY.split("\n"), NO_STORY, "", "`code`", "We met."])))
def test_every_quote_is_in_a_story_of_any_sentences(lines: list[str]) -> None:
    answer = "\n".join(lines)
    whole = " ".join(answer.split())

    assert all(quote in whole for one in find_in_story(answer) for quote in one.words)


@given(st.text(" \t\n"))
def test_nothing_is_found_in_an_empty_story(blank: str) -> None:
    assert list_findings(blank) == []
