"""The front door: run a command, print what goes wrong, return the exit code."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from interview_cli import __version__
from interview_cli.core.errors import DISK, DONE, FAULT, NO, STOPPED, InterviewError

TYPE_CHECKING = False  # `typing` isn't needed by a line of `due`
if TYPE_CHECKING:
    from typing import Any


def write_crash_report(error: Exception, args: Sequence[str]) -> tuple[str, str]:
    """Write a report of *error*, a fault of ours, to a file; return a message and a hint.

    The file holds the command line, the versions and the traceback, and nothing of
    the journal. Without a place to write, the traceback goes to standard error.
    """
    # They take as long to import as all else that `interview due` needs.
    import platform
    import tempfile
    import traceback

    text = "\n".join(
        (
            f"interview {__version__}, Python {platform.python_version()}, {platform.platform()}",
            f"command: interview {' '.join(args)}",
            "",
            "".join(traceback.format_exception(error)),
        )
    )
    message = f"something went wrong, and it's our fault: {type(error).__name__}: {error}"
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="interview-fault-", suffix=".txt", delete=False, encoding="utf-8"
        ) as file:
            file.write(text)
    except OSError:
        print(text, file=sys.stderr)
        return message, "your answers are saved; please send us the report above"
    return message, f"your answers are saved; please send us the report in {file.name}"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code."""
    for name in ("_INTERVIEW_COMPLETE", "_INTERVIEW_CLI_COMPLETE"):
        if instruction := os.environ.get(name):  # a shell asks what can be typed
            return _complete(instruction)
    args = list(sys.argv[1:] if argv is None else argv)
    if sys.unraisablehook is sys.__unraisablehook__:
        sys.unraisablehook = _interrupt_again
    _open_closed_streams()
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # What is not UTF-8 comes in marked, so that the line can be asked for again;
            # what can't be shown goes out escaped.
            errors = "surrogateescape" if stream is sys.stdin else "backslashreplace"
            stream.reconfigure(encoding="utf-8", errors=errors)
    # A start makes thousands of values and no cycles: looking for those takes a tenth of
    # its time. A session, which may last, looks for them again, among what it makes.
    gc.disable()
    try:
        code = _run(args)
        sys.stdout.flush()
    except InterviewError as error:
        _print_error(error.message, error.hint)
        return error.exit_code
    except BrokenPipeError:  # the reader of our output has gone
        return DONE
    except KeyboardInterrupt:
        return STOPPED
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        _print_error(f"{where}{error.strerror or error}", "nothing you saved is lost")
        return DISK
    except Exception as error:
        _print_error(*write_crash_report(error, args))
        return FAULT
    finally:
        _flush()
        gc.freeze()  # nor does the end of the process look through them all
        gc.enable()
    return code


def _interrupt_again(lost: Any) -> None:
    """Let a Ctrl-C come again that was lost; whatever else is lost is reported as ever.

    It's lost where Python can't be interrupted: when it tidies up behind an import, say. Raised
    from here it would be lost too, so another thread does it.
    """
    if lost.exc_type is not KeyboardInterrupt:
        sys.__unraisablehook__(lost)
        return
    import _thread
    import time

    def interrupt() -> None:
        time.sleep(0.01)  # until then this is over
        _thread.interrupt_main()

    _thread.start_new_thread(interrupt, ())


def _open_closed_streams() -> None:
    """Open the null device in place of each standard stream that was closed by who started us.

    Python has None for it then. Its number is taken too: the next file to be opened would get
    it, and a program that we start would take that file for its input or output.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            try:
                os.fstat(number)
            except OSError:
                null = os.open(os.devnull, os.O_RDWR)
                os.dup2(null, number)
                if null != number:
                    os.close(null)
            mode = "w" if number else "r"
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115


def _flush() -> None:
    """Write what is left of the output; drop it where nobody can have it.

    The interpreter would try once more when it ends, and complain.
    """
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)


def _run(args: list[str]) -> int:
    if args == ["--version"]:
        print(f"interview {__version__}")
        return DONE
    if args == ["due"]:  # asked by every prompt of a shell: without Typer
        return _print_due()
    from interview_cli.command_table import run  # Typer

    return run(args)


def _complete(instruction: str) -> int:
    # Whatever goes wrong, nothing is said: a message would land in the line being typed.
    try:
        from interview_cli.commands.completion.shells import answer  # seldom asked for

        told, code = answer(instruction, os.environ)
        with open(1, "wb", closefd=False) as out:
            out.write(f"{told}\n".encode(errors="surrogateescape") if told else b"")
    except (Exception, KeyboardInterrupt):
        return NO
    return code


def _print_due() -> int:
    # Not needed by other commands, which pay for every import here.
    from interview_cli.core.study_days import study_day
    from interview_cli.storage import clock
    from interview_cli.storage.due_line import read_line

    now = clock.now()
    line = read_line(study_day(now).toordinal() + now.date().toordinal())  # as in due_today
    if line is None:
        from interview_cli.commands.due_today import print_due  # packs, journal, memory

        return print_due()
    print(line)
    return DONE


def _print_error(message: str, hint: str) -> None:
    # Only a mistake needs this.
    from interview_cli.terminal.rendering.messages import print_error

    try:
        print_error(message, hint)
    except OSError:  # nobody can be told; the exit code says it
        return
