"""The front door: run a command, print what goes wrong, return the exit code."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from interview_cli import __version__
from interview_cli.core.errors import (
    DISK,
    DONE,
    FAULT,
    INPUT_CLOSED,
    NO,
    STOPPED,
    USAGE,
    InterviewError,
)

TYPE_CHECKING = False  # `typing` isn't needed by a line of `due`
if TYPE_CHECKING:
    from typing import Any


#: The commands that can say no by their exit code.
VERDICTS = (
    ["edit"],
    ["fit"],
    ["grade"],
    ["pack", "check"],
    ["progress", "doctor"],
    ["progress", "import"],
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code."""
    for name in ("_INTERVIEW_COMPLETE", "_INTERVIEW_CLI_COMPLETE"):
        if instruction := os.environ.get(name):  # a shell asks what can be typed
            return _complete(instruction)
    args = list(sys.argv[1:] if argv is None else argv)
    if sys.unraisablehook is sys.__unraisablehook__:
        sys.unraisablehook = _interrupt_again
    closed = _open_closed_streams()
    if "stdout" in closed:
        _print_error("standard output is closed", "nothing was done, since nobody could see it")
        return DISK
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # What is not UTF-8 comes in marked, so that the line can be asked for again;
            # what can't be shown goes out escaped.
            errors = "surrogateescape" if stream is sys.stdin else "backslashreplace"
            stream.reconfigure(encoding="utf-8", errors=errors)
    # A start makes thousands of values and no cycles: looking for those takes a tenth of
    # its time. A session, which may last, looks for them again, among what it makes.
    gc.disable()
    code = None
    try:
        code = _run(args)
        sys.stdout.flush()
        if code == DONE and args not in (["due"], ["--version"]):  # which a shell's prompt asks
            from interview_cli.commands.quick.news import tell_news  # not needed by those

            tell_news(args)
    except InterviewError as error:
        _print_error(error.message, error.hint)
        return error.exit_code
    except BrokenPipeError:  # the reader of our output has gone
        if code is None:  # a verdict that was cut short is never a yes
            return NO if args[:1] in VERDICTS or args[:2] in VERDICTS else DONE
        return code
    except KeyboardInterrupt:
        return STOPPED
    except OSError as error:
        if "stdin" in closed and isinstance(error, ValueError):  # it was to be read all the same
            _print_error(INPUT_CLOSED, "nothing you saved is lost")
            return DISK
        where = f"{error.filename}: " if error.filename else ""
        from interview_cli.storage.reading.plain_files import FULL  # for errors alone

        # There's no usable temporary folder where none has room.
        full = error.errno in FULL or "temporary" in str(error)
        room = "free some space; " if full else ""
        _print_error(f"{where}{error.strerror or error}", f"{room}nothing you saved is lost")
        return DISK
    except Exception as error:
        from interview_cli.core.safe_text import is_utf8

        if isinstance(error, UnicodeEncodeError) and not all(map(is_utf8, args)):
            _print_error("a word of this command isn't UTF-8 text", "type it again")
            return USAGE
        from interview_cli.commands.quick.crash_report import write_crash_report

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


def _open_closed_streams() -> list[str]:
    """Open the null device in place of each standard stream that was closed by who started us.

    Return their names. Python has None for them then. Their numbers are taken too: the next file
    to be opened would get one, and a program that we start would take that file for its input or
    output. Who reads the input gets an error, as it's open for writing only.
    """
    closed = []
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            try:
                os.fstat(number)
            except OSError:
                null = os.open(os.devnull, os.O_RDWR)
                os.dup2(null, number)
                if null != number:
                    os.close(null)
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
            closed.append(name)
    return closed


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
    if args[:2] == ["pack", "check"] and args == sys.argv[1:]:  # at each save, and each commit
        from interview_cli.storage import clock  # not needed by other commands
        from interview_cli.storage.kept_check import read_answer

        if said := read_answer(args, clock.now().toordinal()):
            code, out, err = said
            sys.stderr.write(err)
            sys.stdout.write(out)
            return code
        if all(arg and arg[0] != "-" for arg in args[2:]):  # no option: without Typer
            return _check_packs(args[2:])
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


def _check_packs(paths: list[str]) -> int:
    from pathlib import Path  # not needed by a line of `due`

    from interview_cli.commands.quick.checking import check_paths

    return check_paths([Path(os.path.expanduser(path)) for path in paths])


def _print_error(message: str, hint: str) -> None:
    # Only a mistake needs this.
    from interview_cli.terminal.rendering.messages import print_error

    try:
        print_error(message, hint)
    except OSError:  # nobody can be told; the exit code says it
        return
