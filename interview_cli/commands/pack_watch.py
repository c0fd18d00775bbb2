"""`pack check --watch`: checks now, and again whenever a file of the packs is saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from interview_cli.core.safe_text import clean
from interview_cli.core.sentences import count
from interview_cli.errors import STOPPED, InterviewError
from interview_cli.storage.packs.watching import changes
from interview_cli.terminal.problems.text import file_name


def again_and_again(
    paths: Sequence[Path],
    once: Callable[[], int],
    out: TextIO,
    err: TextIO,
    changed: Callable[[Sequence[Path]], Iterator[list[Path]]] = changes,
) -> int:
    """Call *once*, and again for each item of ``changed(paths)``, until Ctrl-C.

    Returns 130 then, as each command does that Ctrl-C ends; else, where the changes end,
    what the last check gave.
    """
    code = 0
    try:
        saved = changed(paths)
        while True:
            code = _checked(once, err)
            out.flush()
            print("Watching; Ctrl-C ends.", file=err, flush=True)
            files = next(saved, None)
            if files is None:
                return code
            more = f" and {count(len(files) - 1, 'more file')}" if len(files) > 1 else ""
            print(f"\n{file_name(files[0])}{more} changed:", file=err, flush=True)
    except KeyboardInterrupt:
        print(file=err)
        return STOPPED


def _checked(once: Callable[[], int], err: TextIO) -> int:
    """Check once; what keeps it from being done is said, and may be fixed meanwhile."""
    try:
        return once()
    except InterviewError as error:
        print(f"interview: {clean(error.message)}", file=err)
        if error.hint:
            print(f"  {clean(error.hint)}", file=err)
        return error.exit_code
