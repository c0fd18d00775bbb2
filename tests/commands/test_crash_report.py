"""The report of a fault: it can be sent to anybody."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from interview_cli.commands.quick.crash_report import hide_words, write_crash_report

SECRET = "correct-horse"


def fail(word: str) -> None:
    try:
        int(word)
    except ValueError as error:
        raise KeyError(word) from error


def test_it_says_where_it_came_from_and_nothing_that_was_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(KeyError) as raised:
        fail(SECRET)
    args = ["note", f"p:{SECRET}", SECRET, f"--pack={SECRET}"]

    message, hint = write_crash_report(raised.value, args)

    (file,) = tmp_path.glob("interview-fault-*.txt")
    text = file.read_text("utf-8")
    assert (SECRET in message, str(file) in hint) == (True, True)
    assert SECRET not in text
    assert str(Path.home()) not in text
    assert "command: interview note … … --pack …\n" in text
    assert "test_crash_report.py:" in text
    assert "int(word)" in text
    assert text.index("ValueError") < text.index("caused this one") < text.index("KeyError")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", ""),
        ("quiz -k choice --seed 1 -n3", "quiz -k … --seed … -n …"),
        ("pack add https://user:key@host/x.zip", "pack add …"),
        ("config ai.url https://host/v1?key=sk-1", "config … …"),
        ("quiz python-fastapi:some -p ./mine.yaml", "quiz … -p …"),
        ("note a secret", "note … …"),
        ("My-answer", "…"),
    ],
)
def test_of_a_command_line_the_commands_and_options_are_told(typed: str, told: str) -> None:
    assert " ".join(hide_words(typed.split())) == told
