"""A line of the input: what is too long is passed over, and said."""

from __future__ import annotations

import io

import pytest

from interview_cli.terminal.rendering.input_lines import LONGEST, read_line


@pytest.mark.parametrize("end", ["", "\n"])
def test_the_longest_line_is_taken(end: str) -> None:
    source = io.StringIO("a" * LONGEST + end)
    assert len(read_line(source)) == LONGEST + len(end)
    assert read_line(source) == ""


@pytest.mark.parametrize("length", [LONGEST + 1, 2 * LONGEST, 5 * LONGEST])
def test_a_line_that_is_too_long_is_passed_over(
    length: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert read_line(io.StringIO("a" * length + "\nnext\n")) == "next\n"
    assert capsys.readouterr().err == (
        "That line has more than 1,000,000 characters. Type a shorter one.\n"
    )


class Endless(io.StringIO):
    """An input such as /dev/zero."""

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        assert size is not None
        assert 0 < size <= LONGEST + 1
        return "\0" * size


def test_a_line_without_an_end_ends_the_input(capsys: pytest.CaptureFixture[str]) -> None:
    assert read_line(Endless()) == ""
    assert capsys.readouterr().err == "That line has no end. Nothing more is read.\n"
