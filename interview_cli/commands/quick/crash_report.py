"""The report of a fault of ours: enough to find it, and nothing that the learner typed.

It's to be sent to others, so it holds no text of answers, no keys and no names of folders: of the
command line the commands and the names of options, of the errors their kinds and where they came
from. Their messages may quote anything, and are shown at the terminal only.
"""

from __future__ import annotations

import os
import platform
import re
import sys
import tempfile
import traceback
from collections.abc import Iterator, Sequence

from interview_cli import __version__

#: What stands for a word that was typed.
_HIDDEN = "…"
#: The commands that have commands of their own.
_GROUPS = ("class", "pack", "progress")


def write_crash_report(error: BaseException, args: Sequence[str]) -> tuple[str, str]:
    """Write a report of *error*, a fault of ours, to a file; return a message and a hint.

    Without a place to write, it goes to standard error.
    """
    text = "\n".join(
        (
            f"interview {__version__}, Python {platform.python_version()}, {platform.platform()}",
            f"command: interview {' '.join(hide_words(args))}",
            "",
            *describe(error),
            "",
            "The messages of errors were left out: they may quote your answers.",
            "",
        )
    )
    message = f"something went wrong, and it's our fault: {type(error).__name__}: {error}"
    try:
        with tempfile.NamedTemporaryFile(
            "w",
            prefix="interview-fault-",
            suffix=".txt",
            delete=False,
            encoding="utf-8",
            errors="backslashreplace",
        ) as file:
            file.write(text)
    except OSError:
        print(text, file=sys.stderr)
        return message, "your answers are saved; please send us the report above"
    return message, f"your answers are saved; please send us the report in {file.name}"


def hide_words(args: Sequence[str]) -> list[str]:
    """Return a command line without what was typed into it: commands and names of options."""
    told: list[str] = []
    for n, word in enumerate(args):
        option = re.match(r"--[a-z][a-z-]*(?==|\Z)|-[A-Za-z]", word)
        name = re.fullmatch(r"[a-z][a-z-]{0,19}", word)
        if option:
            told.append(option[0] if option[0] == word else f"{option[0]} {_HIDDEN}")
        elif name and (n == 0 or (n == 1 and args[0] in _GROUPS)):
            told.append(word)
        else:
            told.append(_HIDDEN)
    return told


def describe(error: BaseException) -> Iterator[str]:
    """Yield lines that say where *error* and those before it came from."""
    before, how = error.__cause__, "caused this one:"
    if before is None and not error.__suppress_context__:
        before, how = error.__context__, "was being handled, when this one came:"
    if before is not None:
        yield from describe(before)
        yield from ("", f"The error above {how}", "")
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"  {_shorten(frame.filename)}:{frame.lineno} in {frame.name}"
        yield f"    {frame.line}"
    yield type(error).__qualname__


def _shorten(path: str) -> str:
    """Return the part of a file's path that is the same on every machine."""
    parts = path.replace(os.sep, "/").split("/")
    for top in ("interview_cli", "site-packages"):
        if top in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(top) :])
    return parts[-1]
