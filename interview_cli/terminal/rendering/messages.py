"""Plain messages to people: beside the output proper, as short reports, and as progress."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from interview_cli.core.safe_text import clean, json_line
from interview_cli.core.safe_text import line as safe_line
from interview_cli.storage.switches import is_on

NARROWEST = 20  # columns

#: What a line begins with: its indent, and what marks an item.
_START = re.compile(r"\s*(?:(?:[-*•]|\d{1,2}[.)]) +)?")


def print_stderr(text: str) -> None:
    """Write *text* to standard error, safe already."""
    print(fit_to_terminal(text, sys.stderr), file=sys.stderr, flush=True)


def warn(message: str) -> None:
    """Write a warning about the data to standard error, as one safe line."""
    print_stderr(f"interview: {safe_line(message)}")


def print_error(message: str, hint: str) -> None:
    """Write what went wrong to standard error, and what to do instead."""
    print_stderr(f"interview: {clean(message)}")
    if hint:
        print_stderr(f"  {clean(hint)}")


def print_text(text: str) -> None:
    """Write *text* to standard output, safe already."""
    print(fit_to_terminal(text, sys.stdout))


def fit_to_terminal(text: str, stream: TextIO) -> str:
    """Return *text* broken between words if *stream* is a terminal; else as it is.

    Lines stay lines, and what one of them is indented by, its further lines are too; those of
    an item stand below its text.
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
            subsequent_indent=" " * (len(line) - len(_START.sub("", line, count=1))),
            break_long_words=False,
            break_on_hyphens=False,
        )
        if len(line) > width
        else line
        for line in text.split("\n")
    )


@contextmanager
def progress_bar(title: str) -> Iterator[Callable[[int, int | None], None]]:
    """Show a bar on standard error; yield the function that sets it: so many done, of so many."""
    from rich.console import Console  # Rich takes long to import, and most messages need none
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(title, total=None)
        yield lambda done, of: progress.update(task, completed=done, total=of)


@contextmanager
def download_bar(sort: str) -> Iterator[Callable[[int, int | None], None]]:
    """Show at a terminal that a file of the web is downloaded, and how far that is.

    Yield the function that is told how many bytes have come, and of how many. Of the *sort*
    git it's a line, for git may ask something; of any other there is nothing to be seen.
    """
    if sort not in ("web", "git") or not sys.stderr.isatty():
        yield lambda done, of: None
    elif sort == "git" or is_on("ACCESSIBLE") or os.environ.get("TERM") == "dumb":
        print_stderr("Downloading …")
        yield lambda done, of: None
    else:
        with progress_bar("Downloading") as show:
            yield show


VERSION = 1  # of every document and event


def print_json(fields: dict[str, Any]) -> None:
    """Write one JSON object, with its version, as a line of standard output."""
    print(json_line({"v": VERSION, **fields}), flush=True)


def is_terminal() -> bool:
    """Whether somebody sits at a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def wants_plain(plain: bool = False) -> bool:
    """Whether to use plain lines: asked for, or there is no terminal to draw on."""
    return plain or is_on("ACCESSIBLE") or os.environ.get("TERM") == "dumb" or not is_terminal()
