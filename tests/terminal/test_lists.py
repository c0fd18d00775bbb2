"""The lists of flags, notes and suspended questions at a terminal that is narrow."""

from __future__ import annotations


def test_how_to_take_back_a_flag_is_broken_between_words(start) -> None:
    assert start("flag commit-after-yield why").ends() == 0
    terminal = start("flag", columns=60)
    assert terminal.ends() == 0
    assert "interview flag\nPACK:ID --remove" in terminal.shown
