"""A fault of ours: said in one line, with the rest in a file that can be sent to us."""

from __future__ import annotations

import gc
import platform
import sys
import tempfile
import traceback
from collections.abc import Sequence

from interview_cli import __version__
from interview_cli.core.errors import DISK, DONE, FAULT, STOPPED, InterviewError


def report(error: Exception, args: Sequence[str]) -> tuple[str, str]:
    """Write a report of *error* to a file; give what to tell the user, and a hint.

    The file holds the command line, the versions and the traceback, and nothing of
    the journal. Without a place to write, the traceback goes to standard error.
    """
    text = "\n".join(
        (
            f"interview {__version__}, Python {platform.python_version()}, {platform.platform()}",
            f"command: interview {' '.join(args)}",
            "",
            "".join(traceback.format_exception(error)),
        )
    )
    said = f"something went wrong that is our fault: {type(error).__name__}: {error}"
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="interview-fault-", suffix=".txt", delete=False, encoding="utf-8"
        ) as file:
            file.write(text)
    except OSError:
        print(text, file=sys.stderr)
        return said, "what was answered is saved; the report above is for us"
    return said, f"what was answered is saved; the report for us is in {file.name}"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code."""
    args = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # What is not UTF-8 comes in marked, so that the line can be asked for again;
            # what can't be shown goes out escaped.
            errors = "surrogateescape" if stream is sys.stdin else "backslashreplace"
            stream.reconfigure(encoding="utf-8", errors=errors)
    if args == ["--version"]:
        print(f"interview {__version__}")
        return DONE
    # A start makes thousands of values and no cycles: looking for those takes a tenth of
    # its time. A session, which may last, looks for them again, among what it makes.
    gc.disable()
    try:
        code = _run(args)
        sys.stdout.flush()
    except InterviewError as error:
        _say(error.message, error.hint)
        return error.exit_code
    except BrokenPipeError:
        # Whoever read our output has gone. Nothing may be written any more, not even
        # by the interpreter when it ends.
        _close_stdout()
        return DONE
    except KeyboardInterrupt:
        return STOPPED
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        _say(f"{where}{error.strerror or error}", "nothing that was saved is lost")
        return DISK
    except Exception as error:
        _say(*report(error, args))
        return FAULT
    finally:
        gc.freeze()  # nor does the end of the process look through them all
        gc.enable()
    return code


def _run(args: list[str]) -> int:
    if args == ["due"]:  # asked by every prompt of a shell: without Typer
        return _due()
    from interview_cli.app import run

    return run(args)


def _due() -> int:
    from interview_cli.core.study_days import study_day
    from interview_cli.storage import clock
    from interview_cli.storage.due_line import read_line

    line = read_line(study_day(clock.now()).toordinal())
    if line is None:
        from interview_cli.commands.due_today import print_due

        return print_due()
    print(line)
    return DONE


def _say(message: str, hint: str) -> None:
    from interview_cli.core.safe_text import clean
    from interview_cli.terminal.rendering.messages import aside

    aside(f"interview: {clean(message)}")
    if hint:
        aside(f"  {clean(hint)}")


def _close_stdout() -> None:
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
