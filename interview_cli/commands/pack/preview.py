"""pack preview: a question of a pack as a learner sees it, with drafts and mistakes."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from shlex import quote
from time import sleep
from typing import Annotated

import typer

from interview_cli.commands.options import Json
from interview_cli.core.errors import InterviewError, NotGood, UsageError
from interview_cli.core.safe_text import clean
from interview_cli.core.sentences import suggest
from interview_cli.core.session.state import Session
from interview_cli.packs import discovery
from interview_cli.packs.authoring.writer import find_question_lines
from interview_cli.packs.discovery import find_packs
from interview_cli.packs.format.reader import PackRead, read
from interview_cli.packs.library.catalogue import close, open_catalogue
from interview_cli.packs.library.compiled import load
from interview_cli.packs.not_a_pack import explain, is_another_file, is_path
from interview_cli.storage import clock
from interview_cli.terminal.play import preview as previews
from interview_cli.terminal.play.preview import QuestionPreview, show_question, show_verdict
from interview_cli.terminal.play.typed_moves import InvalidAnswer
from interview_cli.terminal.rendering.messages import print_json, wants_plain

#: How many problems are listed at once.
_PROBLEMS = 5


@dataclass(frozen=True, slots=True)
class Target:
    """The question to preview: its pack's path, its id and a follow-up's."""

    path: Path
    id: str
    follow_up: str = ""

    @classmethod
    def find(cls, pack_name: str | None, key: str | None) -> Target:
        """Return the pack *pack_name* (an id or a path), or that *key*, ``pack:id``, names.

        With neither it is the pack of the current folder. Raises UsageError.
        """
        pack, _, name = (key or "").rpartition(":")
        if not pack and pack_name is None and _is_path(name):
            pack, name = name, ""
        pack = os.path.expanduser(pack)
        id_, _, follow_up = name.partition("/")
        return cls(_path(pack_name, pack, key or ""), id_, follow_up)

    def question(self) -> QuestionPreview:
        """Read the question; raises UsageError where it is not there, NotGood where unsound."""
        found = read(self.path)
        placed = next((p for p in found.questions if p.question.id == self.id), None)
        if placed is None:
            ids = [placed.question.id for placed in found.questions]
            if not self.id:
                raise UsageError("which question is it?", self._one_of(ids))
            if wrong := _problems(found, self.id):
                raise NotGood(f"{self.id!r} can't be shown:\n{wrong}", "fix it, and try again")
            near = close(self.id, ids) or self._one_of(ids)
            raise UsageError(f"there is no question {self.id!r} in {self._named}", near)
        pack = found.info.id if found.info else self.path.stem
        key = f"{pack}:{self.id}"
        where = f"{placed.file}:{placed.line}"
        catalogue, _ = open_catalogue((str(self.path.absolute()),))
        previewed = QuestionPreview(key, placed.question, where, catalogue.synonyms(key))
        if not self.follow_up:
            return previewed
        follow_up = previewed.follow_up(self.follow_up)
        if follow_up is None:
            ids = [each.id for each in placed.question.follow_ups]
            raise UsageError(
                f"{key} has no follow-up {self.follow_up!r}", suggest(self.follow_up, ids)
            )
        return follow_up

    def _one_of(self, ids: Sequence[str]) -> str:
        """Return the questions that there are, in the order of the pack."""
        if not ids:
            return "the pack has no valid question; see: interview pack check"
        some = ", ".join(ids[:12])
        more = f" and {len(ids) - 12} more" if len(ids) > 12 else ""
        key = ids[0] if self.path == Path() else f"{self.path}:{ids[0]}"
        return f"the pack has {some}{more}; such as: interview pack preview {quote(key)}"

    @property
    def _named(self) -> str:
        return "this pack" if self.path == Path() else str(self.path)


def _is_path(name: str) -> bool:
    """Whether *name* is a pack's path, where a question should be named."""
    path = Path(os.path.expanduser(name))
    return name.endswith(discovery.ENDINGS) or (path != Path() and path.is_dir())


def _path(pack_name: str | None, pack: str, key: str) -> Path:
    """Return the path of the pack that is meant."""
    if pack_name is not None and (not pack_name or os.path.lexists(pack_name)):
        found = find_packs(Path(pack_name))
        if not found or is_another_file(Path(pack_name)):
            raise explain(pack_name)
        if len(found) > 1:
            some = ", ".join(map(str, found[:5]))
            raise UsageError(f"there are {len(found)} packs at {pack_name}", f"name one: {some}")
        return found[0]
    here = discovery.find_packs_here()
    id_ = pack_name or pack
    if not id_ and len(here) == 1:
        return here[0]
    catalogue, _ = open_catalogue()
    if id_ in catalogue.packs:
        return catalogue.packs[id_].pack.path
    for near_pack in here if pack_name is None else ():
        about = load(near_pack.absolute(), None).about
        if about is None or about["id"] == id_:
            return near_pack
    if pack and len(beside := find_packs(Path(pack))) == 1:
        return beside[0]
    if is_path(id_):
        raise explain(id_)
    if id_:
        raise UsageError(
            f"there is no pack {id_!r}",
            f"{suggest(id_, catalogue.packs)}; or go to the pack's folder, or use -p PATH",
        )
    matches = [e.key for e in catalogue.entries() if e.key.partition(":")[2] == key.split("/")[0]]
    if len(matches) == 1:
        return catalogue.packs[matches[0].partition(":")[0]].pack.path
    raise UsageError(
        "which question is it?" if not key else f"there is no question {key!r}",
        "name it PACK:ID, or go to the pack's folder and name it ID",
    )


def _problems(found: PackRead, id_: str) -> str:
    """Return what is wrong with the question; where that can't be found, with its pack."""
    wrong = [
        problem
        for file in dict.fromkeys(problem.path for problem in found.problems)
        if (lines := find_question_lines(file, id_))
        for problem in found.problems
        if problem.path == file and problem.line in lines
    ] or found.problems
    texts = [str(problem) for problem in wrong[:_PROBLEMS]]
    if len(wrong) > _PROBLEMS:
        texts.append(f"and {len(wrong) - _PROBLEMS} more: interview pack check")
    return "\n".join(texts)


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
    solution: Annotated[
        bool, typer.Option("--solution", help="Of an exercise, show the solution too.")
    ] = False,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="Shuffle differently.")] = 0,
    plain: Annotated[bool, typer.Option("--plain", help="Plain text, without layout.")] = False,
    as_json: Json = False,
) -> int:
    """The question is shown in every way it can be asked. Then you try answers: as in a quiz,
    and in your own words as in a mock interview, with the key points they hit. With --answer,
    you type nothing. Nothing is recorded. Ctrl-C ends --watch.
    """
    target = Target.find(pack, key)
    lines = wants_plain(plain)
    if watch:
        if as_json:
            raise UsageError(
                "--watch shows pages, and --json prints one document", "leave one of them out"
            )
        once = partial(_show, target, answer, seed, plain=lines, solution=solution)
        show_on_changes(target, lambda: _show_again(once))
    elif as_json:
        previewed = target.question()
        ways = previewed.ways(seed, clock.now())
        answered, misfit = (
            (None, "") if answer is None else previews.answer_each(ways, answer, clock.now())
        )
        print_json(previews.to_json(previewed, ways, answered, misfit))
    else:
        ways = _show(target, answer, seed, plain=lines, solution=solution)
        if answer is None:
            _ask_answers(ways, plain=lines)
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
    target: Target, answer: str | None, seed: int, *, plain: bool, solution: bool
) -> list[Session]:
    """Print the question, and what comes of *answer*; return the ways in which it is asked."""
    previewed = target.question()
    ways = previewed.ways(seed, clock.now())
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


def _print_verdict(session: Session, *, plain: bool) -> None:
    if plain:
        print(f"\n{clean(previews.verdict_text(session))}", flush=True)
    else:
        show_verdict(session)


def _ask_answers(ways: list[Session], *, plain: bool) -> None:
    """Read answers, and print what comes of each, until a line is empty or the input ends."""
    try:
        for session in ways:
            if session.task.expects in ("grade", "code"):  # nothing is typed here then
                continue
            while True:
                how = previews.how_to_answer(session)
                what = f"{previews.TITLES[session.mode]}: {how} Press Enter to go on."
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
