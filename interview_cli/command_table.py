"""The table of all commands, and the program that Typer makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer
from typer.core import TyperGroup

from interview_cli import __version__
from interview_cli.commands.lazy import Command, LazyGroup, by_name, under
from interview_cli.core.errors import DONE, STOPPED
from interview_cli.terminal.rendering.messages import is_terminal

COMMANDS = (
    *under(
        "Practise",
        Command(
            "practice.quiz:quiz",
            "Answer questions, with feedback after each.",
            "--level senior -n 5",
            (
                *("test", "exam", "practice", "practise", "learn", "train", "start", "play", "ask"),
                *("exercise", "exercises", "code", "kata"),
            ),
        ),
        Command(
            "practice.quiz:check",
            "Take a quick test: five questions, each explained at once.",
            "fastapi/dependencies",
            ("test", "exam", "assess"),
        ),
        Command(
            "practice.quiz:flashcards",
            "Recall the answer, reveal it and grade yourself.",
            "--topic asyncio --minutes 10",
            ("cards", "card", "anki", "recall", "review", "revise"),
        ),
        Command(
            "practice.mock:mock",
            "Sit a mock interview: answer in your own words, get a score.",
            "--level mid --minutes 30",
            ("interview", "simulate", "explain", "rehearse"),
        ),
        Command(
            "practice.place:place",
            "Find out which level you're at, in a dozen questions at most.",
            "--guess mid",
            ("placement", "level", "assess", "test"),
        ),
        Command(
            "practice.resume:resume",
            "Continue an unfinished session, or choose which.",
            "--list",
            ("continue", "reopen", "restore", "recover"),
        ),
        Command(
            "practice.debrief:debrief",
            "Open the debrief of a past mock interview again.",
            "last --save debrief.md",
            ("report", "result", "results", "feedback", "reopen", "review"),
        ),
        Command(
            "practice.resume:undo",
            "Undo your last answers, so that you can answer them again.",
            "2",
            ("back", "revert", "retract", "rollback"),
        ),
        Command(
            "practice.suspend:suspend",
            "Leave questions out for a while, or list those you left out.",
            "commit-after-yield --until tomorrow",
            ("pause", "hide", "exclude", "mute", "bury", "snooze", "ignore", "disable"),
        ),
        Command(
            "practice.suspend:unsuspend",
            "Have suspended questions asked again.",
            "--all",
            ("unpause", "unhide", "include", "enable", "unbury"),
        ),
    ),
    *under(
        "Progress",
        Command(
            "planning.plan:plan",
            "Plan the days until your interview: what to do on each.",
            "--on 2026-12-15 --minutes 25",
            ("schedule", "calendar", "goal", "deadline"),
        ),
        Command(
            "due:due",
            "Show what is due today, in one line.",
            "",
            ("today", "todo", "next", "now", "status", "review"),
        ),
        Command(
            "stats:stats",
            "See your progress in charts.",
            "--html stats.html",
            ("statistics", "report", "charts", "dashboard", "score", "results"),
        ),
        Command(
            "practice.resume:history",
            "List your past sessions, the latest first.",
            "-n 5",
            ("sessions", "log", "past"),
        ),
        Command(
            "progress",
            "Back up your progress, check it, or move it to another computer.",
            "merge old-laptop --dry-run",
            ("journal", "data"),
        ),
    ),
    *under(
        "Look up",
        Command(
            "lookup.topics:topics",
            "List the topics, and how many questions each has.",
            "--level senior",
            ("topic", "list", "ls", "subjects", "categories", "index", "contents"),
        ),
        Command(
            "lookup.search:search",
            "Find questions by the words in them.",
            "background tasks --level mid",
            ("find", "grep", "query", "questions", "lookup"),
        ),
        Command(
            "lookup.show:show",
            "Read one question, with its answer and your notes.",
            "python-fastapi:commit-after-yield",
            ("view", "open", "cat", "question", "answer", "answers"),
        ),
        Command(
            "lookup.read:read",
            "Read questions with their answers, one after the other.",
            "--topic asyncio",
            ("study", "browse", "view", "page", "learn"),
        ),
        Command(
            "lookup.sheet:sheet",
            "Write a study sheet to print.",
            "--weak -n 20 -o tonight.html",
            ("print", "export", "pdf", "cheatsheet", "handout"),
        ),
        Command(
            "lookup.notes:note",
            "Keep a note on a question, or read your notes on it.",
            "python-fastapi:commit-after-yield ask Ann",
            ("notes", "comment", "annotate", "remember"),
        ),
        Command(
            "stories",
            "Keep stories of your own, and see what each would serve.",
            "new The night the queue stopped",
            ("story", "star", "behaviour", "behavioral", "anecdotes"),
            default="list",
        ),
        Command(
            "lookup.notes:flag",
            "Report a problem with a question.",
            "python-fastapi:commit-after-yield changed in 0.118",
            ("report", "problem", "bug", "doubt", "complain", "mark"),
        ),
        Command(
            "help:help_command",
            "Read the manual, or the help of a command.",
            "exit-codes",
            ("man", "manual", "docs", "doc", "documentation", "guide", "about", "info", "usage"),
        ),
    ),
    *under(
        "Packs",
        Command(
            "pack",
            "Write, check and share question packs.",
            "new my-pack",
            ("packs", "bank", "deck", "decks"),
        ),
        Command(
            "lookup.edit:edit",
            "Open a question in your editor, at its line.",
            "my-pack:one-right",
            ("change", "modify", "editor"),
        ),
        Command(
            "generate:generate",
            "Draft questions with a language model, into a pack of yours.",
            "--topic fastapi/lifespan --level mid -n 5",
            ("draft", "ai", "llm", "model"),
        ),
        Command(
            "practice.grade:grade",
            "Score the answers in a file (JSON Lines).",
            "answers.jsonl",
            ("score", "mark", "evaluate", "judge"),
        ),
    ),
    *under(
        "Set up",
        Command(
            "config:config",
            "Show the settings, or change one.",
            "ai.url http://localhost:11434/v1",
            ("settings", "setting", "set", "configure", "preferences", "options", "setup"),
        ),
        Command(
            "fit:fit",
            "Train the scheduler on your own answers.",
            "",
            ("optimize", "optimise", "tune", "weights"),
        ),
    ),
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
    except SystemExit as end:  # Click's way with a closed pipe, and a prompt's with SIGTERM
        if end.code == STOPPED:
            return STOPPED
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
        epilog="Example: interview quiz --level senior\n\nThe manual: interview help",
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
    if not is_terminal():
        print(context.get_help())
        raise typer.Exit
    # Every command passes here, and only `interview` alone shows the screen.
    from interview_cli.commands.practice.home import show_home

    raise typer.Exit(show_home(context))
