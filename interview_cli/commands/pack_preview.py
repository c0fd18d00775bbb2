"""`interview pack preview`: a question as a learner sees it, and the verdict on an answer."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Callable
from time import sleep
from typing import Annotated

import typer

from interview_cli.commands.options import Json
from interview_cli.commands.pack_read import Author
from interview_cli.core.safe_text import clean
from interview_cli.core.session import Session
from interview_cli.errors import InterviewError, UsageError
from interview_cli.storage import clock
from interview_cli.storage.packs.watching import INTERVAL, changes
from interview_cli.terminal.choice import plain_wanted
from interview_cli.terminal.json_document import document
from interview_cli.terminal.preview_page import show_question, show_verdict
from interview_cli.terminal.previewing import (
    TITLES,
    Previewed,
    answer,
    answer_each,
    how_answered,
    question_text,
    verdict_text,
)
from interview_cli.terminal.previewing import document as preview_document
from interview_cli.terminal.typed import Misfit


def preview(
    key: Annotated[
        str | None,
        typer.Argument(metavar="PACK:ID", help="The question; ID alone in a pack's folder."),
    ] = None,
    pack: Annotated[
        str | None, typer.Option("--pack", "-p", metavar="PACK", help="A path to the pack.")
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", "-w", help="Show it anew when its file is saved.")
    ] = False,
    answer: Annotated[
        str | None, typer.Option("--answer", "-a", metavar="TEXT", help="Tell what comes of it.")
    ] = None,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="Another shuffle.")] = 0,
    plain: Annotated[bool, typer.Option("--plain", help="Plain lines.")] = False,
    as_json: Json = False,
) -> int:
    """See a question as a learner does, and try answers.

    It is shown in every way it is asked. Then you type answers: for the quiz as in a quiz,
    for the mock interview in your own words, with the key points that they hit. With --answer
    nothing is typed. Nothing is recorded. Ctrl-C ends --watch.
    """

    author = Author.find(pack, key)
    lines = plain_wanted(plain)
    if watch:
        if as_json:
            raise UsageError("--watch shows, and --json is one document", "leave one of them out")
        watched(author, lambda: _anew(author, answer, seed, plain=lines))
        return 0
    previewed = author.question()
    ways = previewed.ways(seed, clock.now())
    if as_json:
        _document(previewed, ways, answer)
        return 0
    _show(previewed, ways, plain=lines)
    if answer is None:
        _ask(ways, plain=lines)
    else:
        _tell(ways, answer, plain=lines)
    return 0


def watched(
    author: Author,
    show: Callable[[], None],
    wait: Callable[[], None] | None = None,
) -> None:
    """Call *show* at once, and whenever the pack was saved; *wait* comes between two looks.

    Ends with KeyboardInterrupt, wherever that comes.
    """

    shown = False

    def pause() -> None:
        nonlocal shown
        if not shown:  # now that the files have been looked at: no save goes unnoticed
            shown = True
            show()
        if wait is None:
            sleep(INTERVAL)
        else:
            wait()

    for _ in changes([author.path], pause):
        show()


def _anew(author: Author, answer: str | None, seed: int, *, plain: bool) -> None:
    """Print the question as it is now, or what is wrong with it: the author fixes it then."""

    if sys.stdout.isatty():
        print("\x1b[2J\x1b[3J\x1b[H", end="")  # a page of its own for each state of the file
    try:
        previewed = author.question()
        ways = previewed.ways(seed, clock.now())
        _show(previewed, ways, plain=plain)
        if answer is not None:
            _tell(ways, answer, plain=plain)
    except InterviewError as error:
        print(clean(f"{error.message}\n{error.hint}"))
    print("Watching: shown anew when it is saved. Ctrl-C ends.", flush=True)


def _show(previewed: Previewed, ways: list[Session], *, plain: bool) -> None:
    if plain:
        print(clean(question_text(previewed, ways)))
    else:
        show_question(previewed, ways)


def _tell(ways: list[Session], text: str, *, plain: bool) -> None:
    """Print what comes of *text*, in each way that it is an answer to."""

    answered, misfit = answer_each(ways, text, clock.now())
    if misfit:
        print(f"No answer to the quiz: {misfit}", file=sys.stderr, flush=True)
    for session in answered:
        _verdict(session, plain=plain)


def _verdict(session: Session, *, plain: bool) -> None:
    if plain:
        print(f"\n{clean(verdict_text(session))}", flush=True)
    else:
        show_verdict(session)


def _ask(ways: list[Session], *, plain: bool) -> None:
    """Read answers, and print what comes of each, until a line is empty or the input ends."""

    try:
        for session in ways:
            if session.task.expects == "grade":
                continue
            while True:
                what = f"{TITLES[session.mode]}: {how_answered(session)} Enter alone goes on."
                print(f"\n{textwrap.fill(what, shutil.get_terminal_size().columns)}")
                lines = _read(session)
                if not any(map(str.strip, lines)):
                    break
                try:
                    answered = answer(session, "\n".join(lines), clock.now())
                except Misfit as misfit:
                    print(misfit, file=sys.stderr, flush=True)
                    continue
                _verdict(answered, plain=plain)
    except EOFError:
        print()


def _read(session: Session) -> list[str]:
    """Return the lines of an answer; raises EOFError at the end of input."""
    lines: list[str] = []
    several = session.task.expects == "lines"
    count = session.task.gaps or 1
    while several or len(lines) < count:
        print("> ", end="", flush=True)
        line = sys.stdin.readline()
        if not line:
            if any(map(str.strip, lines)):
                return lines
            raise EOFError
        line = line.rstrip("\r\n").encode("utf-8", "replace").decode("utf-8", "replace")
        if line.strip() == "." or (not lines and not line.strip()):
            break
        lines.append(line)
    return lines


def _document(previewed: Previewed, ways: list[Session], answer: str | None) -> None:
    answered, misfit = (None, "") if answer is None else answer_each(ways, answer, clock.now())
    document(preview_document(previewed, ways, answered, misfit))
