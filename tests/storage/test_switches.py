"""Switches in the environment."""

from __future__ import annotations

import pytest

from interview_cli.storage.switches import is_on


@pytest.mark.parametrize("value", ["", "0", "false", "False", "no", "NO", "off", " 0 "])
def test_these_say_no(monkeypatch, value):
    monkeypatch.setenv("ACCESSIBLE", value)
    assert not is_on("ACCESSIBLE")


@pytest.mark.parametrize("value", ["1", "true", "yes", "on", "y", "2"])
def test_anything_else_says_yes(monkeypatch, value):
    monkeypatch.setenv("ACCESSIBLE", value)
    assert is_on("ACCESSIBLE")


def test_what_is_not_set_says_no(monkeypatch):
    monkeypatch.delenv("ACCESSIBLE", raising=False)
    assert not is_on("ACCESSIBLE")
