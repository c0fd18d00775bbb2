"""Typed lines that are wrapped between words; prompt_toolkit alone wraps after any letter."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from prompt_toolkit.layout.processors import Processor

#: Below so many columns words are wrapped anywhere: most would stand alone in their row.
NARROWEST = 16

_WORDS_AND_SPACES = re.compile(r"\S+|\s")


class Wrapped(NamedTuple):
    """A line as it's drawn: spaces fill a row up to where the next word begins.

    ``places`` has, for each character of the line and for its end, its place in ``text``. Spaces
    for which a row has no room aren't drawn.
    """

    text: str
    places: tuple[int, ...]


def wrap_words(line: str, room: int) -> Wrapped:
    """Return *line* for rows of *room* columns; a word that is longer than that fills its rows."""
    from prompt_toolkit.utils import get_cwidth

    drawn: list[str] = []
    places: list[int] = []
    column = 0
    for match in _WORDS_AND_SPACES.finditer(line):
        word = match[0]
        width = get_cwidth(word)
        if word.isspace() and column >= room:
            places.append(len(drawn))
            continue
        if column + width > room >= width:
            drawn += " " * (room - column)
            column = 0
        for char in word:
            places.append(len(drawn))
            drawn.append(char)
            size = get_cwidth(char)
            column = size if column + size > room else column + size
    return Wrapped("".join(drawn), (*places, len(drawn)))


def word_wrapper(margin: int) -> Processor:
    """Return what wraps the lines of a prompt between words, *margin* columns from the left."""
    from prompt_toolkit.formatted_text.utils import fragment_list_to_text
    from prompt_toolkit.layout.processors import Processor, Transformation, TransformationInput
    from prompt_toolkit.layout.utils import explode_text_fragments

    class WordWrapper(Processor):
        def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
            fragments = transformation_input.fragments
            room = transformation_input.width - margin
            if room < NARROWEST:
                return Transformation(fragments)
            text, places = wrap_words(fragment_list_to_text(fragments), room)
            styled = zip(explode_text_fragments(fragments), places, strict=False)
            style = {place: fragment[0] for fragment, place in styled}
            return Transformation(
                [(style.get(place, ""), char) for place, char in enumerate(text)],
                source_to_display=lambda at: places[min(at, len(places) - 1)],
                display_to_source=lambda at: max(0, bisect_right(places, at) - 1),
            )

    return WordWrapper()
