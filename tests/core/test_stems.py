"""The stems of English words are those of Snowball's English stemmer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from snowballstemmer.english_stemmer import EnglishStemmer

from interview_cli.core.english.stems import find_stem

#: Beginnings and endings that some rule is about.
_BEGINNINGS = "arsen commun emerg gener inter later organ past univers succ proc exc even cann out"
_ENDINGS = """
    s ies ied sses ss us ed eed ing edly eedly ingly y e ll tional enci anci abli entli izer ization
    ational ation ator alism aliti alli fulness fulli ousli ousness iveness iviti biliti bli ogist
    logi lessli li alize icate iciti ical ful ness ative al ance ence er ic able ible ant ement ment
    ent ism ate iti ous ive ize sion tion
"""


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("threads", "thread"),
        ("databases", "databas"),
        ("running", "run"),
        ("hoping", "hope"),
        ("dying", "die"),
        ("exceeding", "exceed"),
        ("synchronously", "synchron"),
        ("relational", "relat"),
        ("yields", "yield"),
        ("early", "earli"),
        ("news", "news"),
    ],
)
def test_words_lose_their_endings(word: str, stem: str) -> None:
    assert find_stem(word) == stem


@given(
    st.tuples(
        st.sampled_from(["", "", *_BEGINNINGS.split()]),
        st.text("aeiouybcdlnstwx", max_size=6),
        st.lists(st.sampled_from(_ENDINGS.split()), max_size=3).map("".join),
    ).map("".join)
)
def test_any_word_has_the_stem_that_snowball_finds(word: str) -> None:
    if len(word) > 2:
        assert find_stem(word) == EnglishStemmer().stemWord(word)
