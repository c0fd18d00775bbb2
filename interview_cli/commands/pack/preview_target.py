"""Which question or which pack is to be previewed, drafts and mistakes included."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from shlex import quote

from interview_cli.core.errors import NotGood, UsageError
from interview_cli.core.questions.fences import label_fences
from interview_cli.core.questions.variants import fill, template_of
from interview_cli.core.sentences import suggest
from interview_cli.packs import discovery
from interview_cli.packs.authoring.writer import find_question_lines
from interview_cli.packs.discovery import find_packs
from interview_cli.packs.format.pack_read import PackRead
from interview_cli.packs.format.reader import read
from interview_cli.packs.library.catalogue import close, open_catalogue, unknown_pack
from interview_cli.packs.library.compiled import load
from interview_cli.packs.not_a_pack import explain, is_another_file, is_path
from interview_cli.terminal.play.preview import QuestionPreview

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
        return cls(find_path(pack_name, pack, key or ""), id_, follow_up)

    def question(self, seed: int) -> QuestionPreview:
        """Read the question; raises UsageError where it is not there, NotGood where unsound.

        The *seed* chooses one of its sets of values.
        """
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
        question = fill(label_fences(template_of(placed.question)), seed=seed, key=key)
        synonyms, folder = catalogue.synonyms(key), str(self.path.absolute())
        previewed = QuestionPreview(key, question, where, synonyms, folder)
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
    return discovery.is_yaml(name) or (path != Path() and path.is_dir())


def find_path(pack_name: str | None, pack: str, key: str) -> Path:
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
    if id_ and (shelf := catalogue.shelf(id_)):
        return shelf.pack.path
    for near_pack in here if pack_name is None else ():
        about = load(near_pack.absolute(), None).about
        if about is None or about["id"] == id_:
            return near_pack
    if pack and len(beside := find_packs(Path(pack))) == 1:
        return beside[0]
    if is_path(id_):
        raise explain(id_)
    if id_:
        raise unknown_pack(id_, catalogue.packs, "; or go to the pack's folder, or use -p PATH")
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
