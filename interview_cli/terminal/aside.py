"""What is said to people as plain lines: beside the output proper, and as short reports."""

from __future__ import annotations

import sys
from typing import TextIO

NARROWEST = 20  # columns


def aside(text: str) -> None:
    """Say *text* on standard error, safe already."""
    print(fitted(text, sys.stderr), file=sys.stderr, flush=True)


def report(text: str) -> None:
    """Say *text* on standard output, safe already."""
    print(fitted(text, sys.stdout))


def fitted(text: str, stream: TextIO) -> str:
    """Break *text* between words where *stream* is a terminal; else give it as it is.

    Lines stay lines, and what one of them is indented by, its further lines are too.
    """
    if not stream.isatty():
        return text
    import textwrap
    from shutil import get_terminal_size

    width = max(NARROWEST, get_terminal_size().columns)
    return "\n".join(
        textwrap.fill(
            line,
            width,
            subsequent_indent=line[: len(line) - len(line.lstrip())],
            break_long_words=False,
            break_on_hyphens=False,
        )
        if len(line) > width
        else line
        for line in text.split("\n")
    )
