"""Where the rules of lint look: each sound question of a pack, as a value and as it is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from interview_cli.core.kinds.choice import Choice, Option
from interview_cli.core.questions.question import PackInfo, Question
from interview_cli.storage.packs.reader import PackRead
from interview_cli.storage.packs.source import Map, Source


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
        """Whether the author gave a reason why *rule* does not hold here."""
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
        """Return the questions that do not ignore *rule*."""
        return [spot for spot in self.spots if not spot.ignores(rule)]


def packs_of(reads: Sequence[PackRead], today: date) -> list[Pack]:
    """Return the packs of *reads* with what is sound in them, each once."""
    return [_pack(read, today) for read in {read.path: read for read in reads}.values()]


def _pack(read: PackRead, today: date) -> Pack:
    source, head = read.head or (None, None)
    pack = Pack(read.path, read.info, head=head, head_source=source)
    pack.spots += [
        Spot(placed.question, placed.part, read.sources[placed.file], pack.id, today)
        for placed in read.questions
    ]
    return pack
