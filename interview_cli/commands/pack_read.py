"""A pack as its author has it: its files as they are now, with its drafts and its mistakes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from shlex import quote

from interview_cli.core.sentences import like
from interview_cli.errors import NotGood, UsageError
from interview_cli.storage.catalogue import close, open_catalogue
from interview_cli.storage.compiled import load
from interview_cli.storage.packs.listing import ENDINGS, packs_here, packs_in
from interview_cli.storage.packs.point_places import question_lines
from interview_cli.storage.packs.reader import PackRead, read
from interview_cli.terminal.previewing import Previewed

#: How many problems are listed at once.
MOST = 5


@dataclass(frozen=True, slots=True)
class Author:
    """A pack, by its path, and the question in it that is looked at."""

    path: Path
    id: str
    follow_up: str = ""

    @classmethod
    def find(cls, named: str | None, key: str | None) -> Author:
        """Return the pack that is *named* (an id or a path), or that *key*, ``pack:id``, names.

        With neither it is the pack of the current folder. Raises UsageError.
        """
        pack, _, name = (key or "").rpartition(":")
        if not pack and named is None and _is_path(name):
            pack, name = name, ""
        id_, _, follow_up = name.partition("/")
        path = _path(named, pack, key or "")
        return cls(path, id_, follow_up)

    def question(self) -> Previewed:
        """Read the question; raises UsageError where it is not there, NotGood where unsound."""

        found = read(self.path)
        placed = next((p for p in found.questions if p.question.id == self.id), None)
        if placed is None:
            ids = [placed.question.id for placed in found.questions]
            if not self.id:
                raise UsageError("which question is it?", self._one_of(ids))
            if wrong := _problems(found, self.id):
                raise NotGood(f"{self.id!r} cannot be shown:\n{wrong}", "mend it, and try again")
            near = close(self.id, ids) or self._one_of(ids)
            raise UsageError(f"there is no question {self.id!r} in {self._named}", near)
        pack = found.info.id if found.info else self.path.stem
        key = f"{pack}:{self.id}"
        where = f"{placed.file}:{placed.line}"
        catalogue, _ = open_catalogue((str(self.path.absolute()),))
        previewed = Previewed(key, placed.question, where, catalogue.synonyms(key))
        if not self.follow_up:
            return previewed
        follow_up = previewed.follow_up(self.follow_up)
        if follow_up is None:
            ids = [each.id for each in placed.question.follow_ups]
            raise UsageError(
                f"{key} has no follow-up {self.follow_up!r}", like(self.follow_up, ids)
            )
        return follow_up

    def _one_of(self, ids: Sequence[str]) -> str:
        """Return the questions that there are, in the order of the pack."""
        if not ids:
            return "the pack has none that is sound; see: interview pack check"
        some = ", ".join(ids[:12])
        more = f" and {len(ids) - 12} more" if len(ids) > 12 else ""
        key = ids[0] if self.path == Path() else f"{self.path}:{ids[0]}"
        return f"the pack has {some}{more}; such as: interview pack preview {quote(key)}"

    @property
    def _named(self) -> str:
        return "this pack" if self.path == Path() else str(self.path)


def _is_path(name: str) -> bool:
    """Whether *name* is a pack's path, where a question was to be named."""

    return name.endswith(ENDINGS) or (Path(name) != Path() and Path(name).is_dir())


def _path(named: str | None, pack: str, key: str) -> Path:
    """Return the path of the pack that is meant."""

    if named is not None and (found := packs_in(Path(named))):
        if len(found) > 1:
            some = ", ".join(map(str, found[:5]))
            raise UsageError(f"there are {len(found)} packs at {named}", f"name one: {some}")
        return found[0]
    here = packs_here()
    wanted = named or pack
    if not wanted and len(here) == 1:
        return here[0]
    catalogue, _ = open_catalogue()
    if wanted in catalogue.shelves:
        return catalogue.shelves[wanted].pack.path
    for found_here in here if named is None else ():
        about = load(found_here.absolute(), None).about
        if about is None or about["id"] == wanted:
            return found_here
    if pack and len(beside := packs_in(Path(pack))) == 1:
        return beside[0]
    if wanted:
        raise UsageError(
            f"there is no pack {wanted!r}",
            f"{like(wanted, catalogue.shelves)}; or go to the pack's folder, or use -p PATH",
        )
    named_so = [e.key for e in catalogue.entries() if e.key.partition(":")[2] == key.split("/")[0]]
    if len(named_so) == 1:
        return catalogue.shelves[named_so[0].partition(":")[0]].pack.path
    raise UsageError(
        "which question is it?" if not key else f"there is no question {key!r}",
        "name it PACK:ID, or go to the pack's folder and name it ID",
    )


def _problems(found: PackRead, id_: str) -> str:
    """Return what is wrong with the question; where that can't be told, with its pack."""

    wrong = [
        problem
        for file in dict.fromkeys(problem.path for problem in found.problems)
        if (lines := question_lines(file, id_))
        for problem in found.problems
        if problem.path == file and problem.line in lines
    ] or found.problems
    more = len(wrong) - MOST
    said = [str(problem) for problem in wrong[:MOST]]
    return "\n".join([*said, *([f"and {more} more: interview pack check"] if more > 0 else [])])
