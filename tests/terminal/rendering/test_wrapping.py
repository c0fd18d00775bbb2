"""Typed lines are wrapped between words, and every character keeps its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("prompt_toolkit")

from interview_cli.terminal.rendering.prompts.wrapping import wrap_words

#: Letters, spaces, tabs as they are drawn, and letters that are two columns wide.
LINES = st.text(st.sampled_from("abcdefg  .,漢字"), max_size=120)


def rows(text: str, room: int) -> list[str]:
    """Return *text* in the rows that a terminal of *room* columns makes of it."""
    from prompt_toolkit.utils import get_cwidth

    made, width = [""], 0
    for char in text:
        size = get_cwidth(char)
        if width + size > room:
            made.append("")
            width = 0
        made[-1] += char
        width += size
    return made


def wrapped(line: str, room: int) -> list[str]:
    return [row.rstrip() for row in rows(wrap_words(line, room).text, room)]


def test_a_word_that_has_no_room_begins_the_next_row():
    assert wrapped("this is a complex type", 12) == ["this is a", "complex type"]
    assert wrapped("twelve wide! and more", 12) == ["twelve wide!", "and more"]
    assert wrapped("it says internationalisation twice", 10) == [
        "it says in",
        "ternationa",
        "lisation",
        "twice",
    ]


@given(LINES, st.integers(4, 40))
def test_no_word_that_fits_is_broken_and_nothing_is_lost(line, room):
    from prompt_toolkit.utils import get_cwidth

    made = wrapped(line, room)
    assert "".join("".join(made).split()) == "".join(line.split())
    whole = [word for word in line.split() if get_cwidth(word) <= room]
    drawn = [word for row in made for word in row.split()]
    for word in whole:
        assert any(word in part for part in drawn)


@given(LINES, st.integers(4, 40))
def test_each_character_is_drawn_at_its_place(line, room):
    text, places = wrap_words(line, room)
    assert len(places) == len(line) + 1
    assert list(places) == sorted(places)
    assert places[-1] == len(text)
    for char, place in zip(line, places, strict=False):
        assert char.isspace() or text[place] == char
