"""Where the rules of lint look: each sound question of a pack, as a value and as it is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from interview_cli.core.kinds.choice import Choice, Option
from interview_cli.core.questions.question import PackInfo, Question
from interview_cli.storage.packs.nodes import Map, Seq
from interview_cli.storage.packs.reader import PackRead
from interview_cli.storage.packs.source import Source, load
from interview_cli.storage.packs.tree import Take, Tree, parse


@dataclass(frozen=True, slots=True)
class Spot:
    """A question, and the part of its file that says it. ``today`` is the day of the check."""

    question: Question
    part: Map
    source: Source
    pack: str
    today: date

    @property
    def key(self) -> str:
        return f"{self.pack}:{self.question.id}"

    @property
    def choice(self) -> Choice | None:
        """The question's quiz, if it is a choice."""
        return self.question.quiz if isinstance(self.question.quiz, Choice) else None

    @property
    def stem(self) -> tuple[str, int]:
        """What the quiz asks, and where it begins."""
        quiz = self.part.get("quiz")
        if self.question.quiz is not None and self.question.quiz.stem and isinstance(quiz, Map):
            return self.question.quiz.stem, quiz.at("stem")
        return self.question.ask, self.part.at("ask")

    def options(self) -> list[tuple[Option, Map]]:
        """The options of a choice with the mappings that say them; none for other kinds."""
        if self.choice is None:
            return []
        return list(zip(self.choice.options, self.part["quiz"]["options"], strict=True))

    def ignores(self, rule: str) -> bool:
        """Say whether the author gave a reason why *rule* does not hold here."""
        lint = self.question.lint
        return bool(lint and lint.ignore.get(rule, "").strip())


@dataclass(slots=True)
class Pack:
    """A pack with its questions. ``head`` is what its ``pack:`` says, as it is written."""

    path: Path
    info: PackInfo | None
    spots: list[Spot] = field(default_factory=list)
    head: Map | None = None
    head_source: Source | None = None

    @property
    def id(self) -> str:
        return self.info.id if self.info else self.path.stem

    def heeding(self, rule: str) -> list[Spot]:
        """Give the questions that do not ignore *rule*."""
        return [spot for spot in self.spots if not spot.ignores(rule)]


def packs_of(reads: Sequence[PackRead], today: date) -> list[Pack]:
    """Read the files of *reads* again for the places of what is sound in them.

    A pack that was read twice is looked at once.
    """
    seen: dict[Path, Pack] = {}
    for read in reads:
        if read.path not in seen:
            seen[read.path] = _pack(read, today)
    return list(seen.values())


def _pack(read: PackRead, today: date) -> Pack:
    pack = Pack(read.path, read.info)
    for file in read.files:
        sound = {(p.line, p.question.id): p.question for p in read.questions if p.file == file}
        source = load(file)
        nodes, root = _nodes(source)
        if pack.head is None and isinstance(root, Map) and isinstance(root.get("pack"), Map):
            pack.head, pack.head_source = root["pack"], source
        source.flaws.clear()  # said by the reader
        for part, at in nodes:
            question = sound.get((source.line_of(at), str(part.get("id"))))
            if question is not None and _whole(part, question):
                pack.spots.append(Spot(question, part, source, pack.id, today))
    return pack


def _nodes(source: Source) -> tuple[list[tuple[Map, int]], Any]:
    """Give the questions of a file as they are written, and the rest of it."""
    nodes: list[tuple[Map, int]] = []

    def take(item: Any, at: int) -> None:
        if isinstance(item, Map):
            nodes.append((item, at))

    def begin(tree: Tree) -> Take:
        return take

    return nodes, parse(source, begin).root


def _whole(part: Map, question: Question) -> bool:
    """Say whether the part has the names that the question was read from."""
    quiz = part.get("quiz")
    if question.quiz is None:
        return "ask" in part and "answer" in part
    if not isinstance(quiz, Map):
        return False
    if isinstance(question.quiz, Choice):
        options = quiz.get("options")
        if not isinstance(options, Seq) or len(options) != len(question.quiz.options):
            return False
    return "ask" in part and "answer" in part
