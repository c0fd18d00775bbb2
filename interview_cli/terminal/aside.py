"""What is said to people beside the output proper, on standard error."""

from __future__ import annotations

import sys

NARROWEST = 20  # columns


def aside(text: str) -> None:
    """Say *text* on standard error, safe already; a terminal gets it broken between words.

    Lines stay lines, and what one of them is indented by, its further lines are too.
    """
    if sys.stderr.isatty():
        import textwrap
        from shutil import get_terminal_size

        width = max(NARROWEST, get_terminal_size().columns)
        text = "\n".join(
            textwrap.fill(
                line,
                width,
                subsequent_indent=line[: len(line) - len(line.lstrip())],
                break_long_words=False,
                break_on_hyphens=False,
            )
            for line in text.split("\n")
        )
    print(text, file=sys.stderr, flush=True)
