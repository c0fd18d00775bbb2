"""The table of all commands, and the program that Typer makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer
from typer.core import TyperGroup

from interview_cli import __version__
from interview_cli.commands.lazy import Command, LazyGroup, by_name
from interview_cli.core.errors import DONE, STOPPED
from interview_cli.terminal.rendering.messages import wants_plain

COMMANDS = (
    Command(
        "practice.quiz:quiz", "Answer questions, with feedback after each.", "--level senior -n 5"
    ),
    Command(
        "practice.quiz:check",
        "Five questions, instant explanations: what stuck?",
        "fastapi/dependencies",
    ),
    Command(
        "practice.quiz:flashcards",
        "Recall the answer, reveal it, grade yourself.",
        "--topic asyncio --minutes 10",
    ),
    Command(
        "practice.mock:mock",
        "A mock interview in your own words: a score and a debrief.",
        "--level mid --minutes 30",
    ),
    Command(
        "practice.grade:grade",
        "Score typed answers in a file, a JSON object a line.",
        "answers.jsonl",
    ),
    Command(
        "plan:plan",
        "Plan the days to your interview, and see what you will know.",
        "--on 2026-12-15 --minutes 25",
    ),
    Command("due:due", "Print in one line what is due, for a prompt or a status bar."),
    Command("stats:stats", "See how your practice goes, in charts.", "--html stats.html"),
    Command("fit:fit", "Train the scheduler on your answers, if it predicts better."),
    Command(
        "generate:generate",
        "Draft questions with a model, into a pack of your own.",
        "--topic fastapi/lifespan --level mid -n 5",
    ),
    Command(
        "config:config",
        "Show the settings, show one, or set one.",
        "ai.url http://localhost:11434/v1",
    ),
    Command("practice.resume:resume", "Go on with a session that was cut."),
    Command("practice.resume:undo", "Take your last answers back, to answer them again.", "2"),
    Command("practice.resume:history", "Show past sessions, the latest first.", "-n 5"),
    Command(
        "practice.questions:show",
        "Read one question, with its answer and your notes.",
        "python-fastapi:commit-after-yield",
    ),
    Command(
        "practice.questions:search",
        "Find questions by their words.",
        "background tasks --level mid",
    ),
    Command(
        "practice.questions:flag",
        "Mark a question as doubtful, and say why.",
        "python-fastapi:commit-after-yield the answer changed in 0.118",
    ),
    Command(
        "practice.questions:note",
        "Keep a note with a question, or read your notes.",
        "python-fastapi:commit-after-yield ask about scope=function",
    ),
    Command(
        "practice.questions:edit",
        "Open a question in your editor, at its line.",
        "my-pack:first-question",
    ),
    Command("pack", "Question packs: write, check, share them."),
)


def run(args: Sequence[str]) -> int:
    """Run the command that *args* name and return its exit code.

    Raises BrokenPipeError where the reader of the output has gone.
    """
    if len(args) == 1 and args[0] in ("--install-completion", "--show-completion"):
        args = [f"{args[0]}="]  # Typer has no options whose value can be left out
    try:
        code = app().main([*args], prog_name="interview", standalone_mode=False)
    except typer.Abort:
        return STOPPED
    except SystemExit as end:  # Click's way with a closed pipe
        raise BrokenPipeError from end
    except Exception as error:
        # Click's usage errors know how to show themselves. Their class can't be
        # imported from one place: Typer carries its own Click, or not, by version.
        if hasattr(error, "exit_code") and hasattr(error, "show"):
            error.show()
            return int(error.exit_code)
        raise
    return code if isinstance(code, int) else DONE


def app() -> TyperGroup:
    """Return the group of all commands."""
    main = typer.Typer(
        cls=LazyGroup,
        help="Practise junior, mid and senior Python and FastAPI interview questions.",
        epilog="Example: interview quiz --level senior",
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    main.callback(invoke_without_command=True)(home)
    group = typer.main.get_command(main)
    assert isinstance(group, TyperGroup)
    group.commands.update(by_name(COMMANDS))
    return group


def home(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False,
    install_completion: Annotated[
        str | None,
        typer.Option(
            "--install-completion", metavar="[SHELL]", help="Let the tab key complete commands."
        ),
    ] = None,
    show_completion: Annotated[
        str | None,
        typer.Option(
            "--show-completion", metavar="[SHELL]", help="Show the script that would do it."
        ),
    ] = None,
) -> int:
    if version:
        print(f"interview {__version__}")
        raise typer.Exit
    for shell, wanted in ((install_completion, "install"), (show_completion, "show")):
        if shell is not None:
            from interview_cli.commands.completion import install  # seldom asked for

            raise typer.Exit(getattr(install, wanted)(shell))
    if context.invoked_subcommand is not None:
        return DONE
    if wants_plain():
        print(context.get_help())
        raise typer.Exit
    # Every command passes here, and only `interview` alone shows the screen.
    from interview_cli.commands.practice.home import show_home

    raise typer.Exit(show_home(context))
