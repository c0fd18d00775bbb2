"""pack preview: a question of a pack as a learner sees it, with drafts and mistakes."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections.abc import Callable
from functools import partial
from time import sleep
from typing import Annotated

import typer

from interview_cli.commands.options import Json
from interview_cli.commands.pack.preview_target import Target, find_path
from interview_cli.core.errors import InterviewError, UsageError
from interview_cli.core.safe_text import clean
from interview_cli.core.sentences import did_you_mean, join
from interview_cli.core.session.state import Session
from interview_cli.packs import discovery
from interview_cli.storage import clock
from interview_cli.terminal.play import preview as previews
from interview_cli.terminal.play.play import interruptible
from interview_cli.terminal.play.preview import QuestionPreview, show_question, show_verdict
from interview_cli.terminal.play.typed_moves import LONG, InvalidAnswer
from interview_cli.terminal.rendering.input_lines import read_line
from interview_cli.terminal.rendering.messages import print_json, wants_plain

#: The names of the ways that a question is shown in.
_WAYS = tuple(mode.name for mode in previews.TITLES)


def preview(
    key: Annotated[
        str | None,
        typer.Argument(
            metavar="PACK:ID", help="The question; in a pack's folder, ID alone will do."
        ),
    ] = None,
    pack: Annotated[
        str | None, typer.Option("--pack", "-p", metavar="PACK", help="A path to the pack.")
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", "-w", help="Show it again on every save.")
    ] = False,
    answer: Annotated[
        str | None,
        typer.Option(
            "--answer", "-a", metavar="TEXT", help="Try this answer, instead of typing one."
        ),
    ] = None,
    only: Annotated[
        str | None,
        typer.Option("--only", metavar="MODE", help=f"Show one way alone: {join(_WAYS, 'or')}."),
    ] = None,
    solution: Annotated[
        bool, typer.Option("--solution", help="Of an exercise, show the solution too.")
    ] = False,
    html: Annotated[
        str | None,
        typer.Option("--html", metavar="FILE", help="Write the whole pack as a page instead."),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace FILE if there is one already.")
    ] = False,
    seed: Annotated[
        int, typer.Option("--seed", metavar="N", help="Another order, and other values.")
    ] = 0,
    plain: Annotated[bool, typer.Option("--plain", help="Plain text, without layout.")] = False,
    as_json: Json = False,
) -> int:
    """The question is shown in every way it can be asked. Then you try answers: as in a quiz,
    and in your own words as in a mock interview, with the key points they hit. With --answer,
    you type nothing. Nothing is recorded. Ctrl-C ends --watch.

    With --html, every question of the pack is on one page to pass round and to print: as a
    learner sees it, with its answer folded, and what `pack check` says of it.
    """
    if html is not None:
        if watch or as_json or answer is not None or only is not None:
            raise UsageError(
                "--html writes a page of the whole pack",
                "leave --watch, --answer, --only and --json out",
            )
        return _write_page(pack, key, html, seed, force=force)
    if force:
        raise UsageError("--force replaces a page", "name the page, too: --html FILE")
    if only is not None and only not in _WAYS:
        hint = did_you_mean(only, _WAYS, otherwise=f"it can be {join(_WAYS, 'or')}")
        raise UsageError(f"--only: there is no way {only!r}", hint)
    target = Target.find(pack, key)
    lines = wants_plain(plain)
    if watch:
        if as_json:
            raise UsageError(
                "--watch shows pages, and --json prints one document", "leave one of them out"
            )
        once = partial(_show, target, answer, seed, only, plain=lines, solution=solution)
        with interruptible() as stop, stop.at_a_terminal():
            show_on_changes(target, lambda: _show_again(once))
    elif as_json:
        previewed = target.question(seed)
        ways = _choose_ways(previewed, seed, only)
        answered, misfit = (
            (None, "") if answer is None else previews.answer_each(ways, answer, clock.now())
        )
        print_json(previews.to_json(previewed, ways, answered, misfit))
    else:
        ways = _show(target, answer, seed, only, plain=lines, solution=solution)
        if answer is None:
            with interruptible() as stop, stop.at_a_terminal():
                _ask_answers(ways, plain=lines)
    return 0


def _write_page(pack: str | None, key: str | None, html: str, seed: int, *, force: bool) -> int:
    """Write the page of the pack that is named, or of the current folder's."""
    from interview_cli.commands.pack.preview_page import check_target, write_page

    file = check_target(html, force=force)
    named = os.path.expanduser(key or "")
    if ":" in named and not os.path.lexists(named):
        name, _, id_ = named.rpartition(":")
        raise UsageError(
            f"--html writes the whole pack, not only {id_!r}", f"name the pack alone: {name}"
        )
    write_page(
        find_path(pack or (named if os.path.lexists(named) else None), named, ""), file, seed
    )
    return 0


def show_on_changes(
    target: Target,
    show: Callable[[], None],
    wait: Callable[[], None] = lambda: sleep(discovery.INTERVAL),
) -> None:
    """Call *show* at once, and whenever the pack was saved; *wait* comes between two looks.

    Ends with KeyboardInterrupt, wherever that comes.
    """
    started = False

    def pause() -> None:
        nonlocal started
        if not started:  # now that the files have been looked at: no save goes unnoticed
            started = True
            show()
        wait()

    for _ in discovery.watch_changes([target.path], pause):
        show()


def _show_again(show: Callable[[], object]) -> None:
    """Print the question as it is now, or what is wrong with it: the author fixes it then."""
    if sys.stdout.isatty():
        print("\x1b[2J\x1b[3J\x1b[H", end="")  # a page of its own for each state of the file
    try:
        show()
    except InterviewError as error:
        print(clean(f"{error.message}\n{error.hint}"))
    print("Watching: shown again on every save. Ctrl-C ends.", flush=True)


def _show(
    target: Target,
    answer: str | None,
    seed: int,
    only: str | None,
    *,
    plain: bool,
    solution: bool,
) -> list[Session]:
    """Print the question, and what comes of *answer*; return the ways in which it is asked."""
    previewed = target.question(seed)
    ways = _choose_ways(previewed, seed, only)
    if plain:
        print(clean(previews.question_text(previewed, ways, solution=solution)))
    else:
        show_question(previewed, ways, solution=solution)
    if answer is not None:
        answered, misfit = previews.answer_each(ways, answer, clock.now())
        if misfit:
            print(f"No answer to the quiz: {misfit}", file=sys.stderr, flush=True)
        for session in answered:
            _print_verdict(session, plain=plain)
    return ways


def _choose_ways(previewed: QuestionPreview, seed: int, only: str | None) -> list[Session]:
    """Return the ways that the question is asked in, or *only* one; raises UsageError."""
    ways = previewed.ways(seed, clock.now())
    chosen = [way for way in ways if only in (None, way.mode.name)]
    if not chosen:
        names = join([way.mode.name for way in ways], "or")
        raise UsageError(f"{previewed.key} can't be asked in the way {only!r}", f"--only {names}")
    return chosen


def _print_verdict(session: Session, *, plain: bool) -> None:
    if plain:
        print(f"\n{clean(previews.verdict_text(session))}", flush=True)
    else:
        show_verdict(session)


def _ask_answers(ways: list[Session], *, plain: bool) -> None:
    """Read answers, and print what comes of each, until a line is empty or the input ends."""
    try:
        typed = [way for way in ways if way.task.expects not in ("grade", "code")]
        nexts = [f"try it {previews.TITLES[way.mode].lower()}" for way in typed[1:]]
        for session, then in zip(typed, [*nexts, "end"], strict=False):  # none of an exercise
            while True:
                how = f"{previews.how_to_answer(session)} Press Enter without an answer to {then}."
                what = f"{previews.TITLES[session.mode]}: {how}"
                print(f"\n{textwrap.fill(what, shutil.get_terminal_size().columns)}")
                lines = _read(session)
                if not any(map(str.strip, lines)):
                    break
                try:
                    answered = previews.answer(session, "\n".join(lines), clock.now())
                except InvalidAnswer as misfit:
                    print(misfit, file=sys.stderr, flush=True)
                    continue
                _print_verdict(answered, plain=plain)
    except EOFError:
        print()
    except KeyboardInterrupt:
        print()
        raise


def _read(session: Session) -> list[str]:
    """Return the lines of an answer; raises EOFError at the end of input."""
    lines: list[str] = []
    several = session.task.expects in LONG
    count = session.task.gaps or 1
    while several or len(lines) < count:
        print("> ", end="", flush=True)
        line = read_line(sys.stdin)
        if not line:
            if any(map(str.strip, lines)):
                return lines
            raise EOFError
        line = line.rstrip("\r\n").encode("utf-8", "replace").decode("utf-8", "replace")
        if line.strip() == "." or (not lines and not line.strip()):
            break
        lines.append(line)
        if len(previews.split_gaps(line, session)) == count > len(lines):
            break
    return lines
