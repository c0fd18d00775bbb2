"""JSON that ends on a terminal: what it means stays, and nothing in it is obeyed."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.safe_text import UNSAFE, json_line

TEXTS = st.text(st.characters(codec=None))


@given(st.dictionaries(TEXTS, st.lists(TEXTS)))
def test_it_means_the_same_and_is_safe(value: dict[str, list[str]]) -> None:
    for text in (json_line(value), json_line(value, indent=1)):
        assert json.loads(text) == value
        assert not UNSAFE.search(text)


def test_what_is_harmless_stays_readable() -> None:
    assert json_line({"a": "\x9b\x7f\u202e\U000e0041\udcff ü"}) == (
        '{"a": "\\u009b\\u007f\\u202e\\udb40\\udc41\\udcff ü"}'
    )
