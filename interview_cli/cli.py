"""The front door: every command is listed here, and every failure leaves by here."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from interview_cli import __version__
from interview_cli.errors import DISK, DONE, FAULT, STOPPED, InterviewError

if TYPE_CHECKING:
    import typer


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and give its exit code (DESIGN §5)."""
    args = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # What is not UTF-8 comes in marked, so that the line can be asked for again;
            # what can't be shown goes out escaped.
            errors = "surrogateescape" if stream is sys.stdin else "backslashreplace"
            stream.reconfigure(encoding="utf-8", errors=errors)
    if args == ["--version"]:  # before Typer, which takes five times as long
        print(f"interview {__version__}")
        return DONE
    # A start makes thousands of values and no cycles: looking for those takes a
    # twentieth of its time. A session, which may last, looks for them again.
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
        from interview_cli.fault import report

        _say(*report(error, args))
        return FAULT
    finally:
        gc.enable()
    return code


def _run(args: list[str]) -> int:
    import typer

    try:
        code = app()(args=args, prog_name="interview", standalone_mode=False)
    except typer.Abort:
        return STOPPED
    except SystemExit as end:  # Click's way with a closed pipe
        raise BrokenPipeError from end
    except Exception as error:
        # Click's usage errors know how they are to be shown. Their class can't be
        # imported from one place: Typer carries its own Click, or not, by version.
        if hasattr(error, "exit_code") and hasattr(error, "show"):
            error.show()
            return int(error.exit_code)
        raise
    return code if isinstance(code, int) else DONE


def app() -> typer.Typer:
    """Build the Typer application: each command with an example for its help."""
    import typer

    from interview_cli.commands import (
        config,
        due,
        fit,
        generate,
        grade,
        mock,
        pack,
        past,
        plan,
        practice,
        questions,
        stats,
    )
    from interview_cli.commands.home import home

    main = typer.Typer(
        help="Practise junior, mid and senior Python and FastAPI interview questions.",
        epilog="Example: interview quiz --level senior",
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    main.callback(invoke_without_command=True)(home)
    for command, example in (
        (practice.quiz, "quiz --level senior -n 5"),
        (practice.check, "check fastapi/dependencies"),
        (practice.flashcards, "flashcards --topic asyncio --minutes 10"),
        (mock.mock, "mock --level mid --minutes 30"),
        (grade.grade, "grade answers.jsonl"),
        (plan.plan, "plan --on 2026-12-15 --minutes 25"),
        (due.due, "due"),
        (stats.stats, "stats --html stats.html"),
        (fit.fit, "fit"),
        (generate.generate, "generate --topic fastapi/lifespan --level mid -n 5"),
        (config.config, "config ai.url http://localhost:11434/v1"),
        (past.resume, "resume"),
        (past.undo, "undo 2"),
        (past.history, "history -n 5"),
        (questions.show, "show python-fastapi:commit-after-yield"),
        (questions.search, "search background tasks --level mid"),
        (questions.flag, "flag python-fastapi:commit-after-yield the answer changed in 0.118"),
        (questions.note, "note python-fastapi:commit-after-yield ask about scope=function"),
        (questions.edit, "edit my-pack:first-question"),
    ):
        main.command(epilog=f"Example: interview {example}")(command)
    main.add_typer(pack.app(), name="pack")
    return main


def _say(message: str, hint: str) -> None:
    from interview_cli.terminal.messages import aside
    from interview_cli.terminal.safe import clean

    aside(f"interview: {clean(message)}")
    if hint:
        aside(f"  {clean(hint)}")


def _close_stdout() -> None:
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
