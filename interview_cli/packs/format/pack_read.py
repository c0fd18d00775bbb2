"""What comes of reading a pack: its questions, where each stands, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from interview_cli.core.questions.question import PackInfo, Question
from interview_cli.packs.yaml.problems import Problem
from interview_cli.packs.yaml.source import Map, Source


@dataclass(frozen=True, slots=True)
class LocatedQuestion:
    """A question, where it stands, and the part of its file that says it, from start to end.

    Both have the first set of values in their texts, if there are any.
    """

    question: Question
    file: Path
    line: int
    start: int = field(repr=False, compare=False)
    end: int = field(repr=False, compare=False)
    read_part: Callable[[], Map] = field(repr=False, compare=False)

    @property
    def part(self) -> Map:
        return self.read_part()


@dataclass(frozen=True, slots=True)
class PackRead:
    """The result of reading a pack; ``questions`` are the valid ones, drafts included."""

    path: Path
    info: PackInfo | None
    questions: tuple[LocatedQuestion, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    files: tuple[Path, ...]
    left_out: int
    sources: Mapping[Path, Source]  # of each file that was read
    head: tuple[Source, Map] | None  # what ``pack:`` says, as it is written
    foreign: tuple[Path, ...] = ()  # YAML files in its folder that belong to other tools
    pictures: tuple[Path, ...] = ()  # where those of questions lie, or should
