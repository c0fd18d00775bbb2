"""Reads a pack: its sound questions, and everything that is wrong with the others.

Importing this module imports YAML and Pydantic; what only has to find packs uses
``listing``, and what only plays them the compiled ones.
"""

from __future__ import annotations

import gc
import re
import warnings
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from interview_cli.core.question import PackInfo, Question
from interview_cli.storage.packs.listing import HEAD, files_of, pack_of
from interview_cli.storage.packs.nodes import UNKNOWN, Map, Seq
from interview_cli.storage.packs.problems import Problem, brief, one_of
from interview_cli.storage.packs.rules import SLUG, check_defaults, check_pack, check_question
from interview_cli.storage.packs.schema import Defaults, Schema
from interview_cli.storage.packs.source import Flaw, Source, load
from interview_cli.storage.packs.tree import parse

_FORMAT = re.compile(r"1(?:\.(\d{1,9}))?")
_ANY_FORMAT = re.compile(r"(\d{1,9})(?:\.\d{1,9})*")
_FIELDS = ("format", "pack", "defaults", "questions")


@dataclass(frozen=True, slots=True)
class Placed:
    """A question, and where it stands."""

    question: Question
    file: Path
    line: int


@dataclass(frozen=True, slots=True)
class PackRead:
    """What came of reading a pack; ``questions`` are the sound ones, drafts included."""

    path: Path
    info: PackInfo | None
    questions: tuple[Placed, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    files: tuple[Path, ...]
    left_out: int


def read(path: Path) -> PackRead:
    """Read the pack at *path*: a folder, a file, or a topic file of a folder.

    For a topic file the whole pack is read, and the problems are those of that file.
    Nothing that is wrong with a pack raises an exception.
    """
    whole, only = (path, None) if path.is_dir() else _pack_around(path)
    with _undisturbed():
        pack = _Pack(whole)
        for file in pack.files:
            if not pack.refused:
                pack.take(file)
        return pack.result(only)


def _pack_around(path: Path) -> tuple[Path, Path | None]:
    for file in (path, path.absolute()):
        folder = pack_of(file)
        if folder != file and file in files_of(folder):
            return folder, file
    return path, None


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep the garbage collector out of millions of small things, and warnings to ourselves."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # those of the Python that questions show
            yield
    finally:
        if collecting:
            gc.enable()


@dataclass(slots=True)
class _Pack:
    """A pack while it is read."""

    path: Path
    files: list[Path] = field(default_factory=list)
    info: PackInfo | None = None
    refused: bool = False  # a format that is too new
    newer: bool = False
    format_at: tuple[Source, int, str] | None = None
    passed_over: list[str] = field(default_factory=list)
    ids: dict[str, tuple[Source, int]] = field(default_factory=dict)
    questions: list[Placed] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    left_out: int = 0

    def __post_init__(self) -> None:
        self.files = files_of(self.path)
        if self.path.is_dir() and self.path / HEAD not in self.files:
            head = Source(self.path / HEAD)
            message = 'this folder has no pack.yaml: write one with "format: 1" and "pack:" in it'
            head.flaw(0, message, "missing")
            self.sources.append(head)

    def take(self, file: Path) -> None:
        """Read one file of the pack."""
        leaves = self._leaves(file)
        source = Source(file) if leaves else load(file)
        self.sources.append(source)
        if leaves:
            source.flaw(0, "this link leaves the folder of the pack: copy the file here", "link")
        if source.flaws and not source.text:
            return
        tree = parse(source)
        root = tree.root
        if not isinstance(root, Map):
            if not source.flaws:
                what = "is empty" if root is None else "is no mapping of names to values"
                wanted = '"questions:"' if self._is_topic(file) else '"format: 1"'
                source.flaw(0, f"this file {what}: begin it with {wanted}", "type", 1)
            return
        schema = Schema(source, sorted(tree.blanks), self.newer, self.passed_over)
        self._names(root, source, file, schema)
        if self.refused:
            return
        defaults = self._defaults(root, schema)
        self._questions(root.get("questions", ()), root, schema, defaults)

    def result(self, only: Path | None) -> PackRead:
        """Sum up; with *only*, the problems of that file."""
        if self.format_at and self.newer:
            source, at, found = self.format_at
            names = ", ".join(dict.fromkeys(brief(name) for name in self.passed_over))
            said = f": {names}" if names else ""
            message = f"format {found} is newer than format 1, which this program knows; fields "
            message += f"it does not know are passed over{said}"
            source.notes.append(Flaw(at, 0, message, "newer-format"))
        problems = [problem for source in self.sources for problem in source.problems(source.flaws)]
        notes = [note for source in self.sources for note in source.problems(source.notes)]
        return PackRead(
            path=self.path,
            info=self.info,
            questions=tuple(self.questions),
            problems=tuple(sorted(p for p in problems if only in (None, p.path))),
            notes=tuple(sorted(n for n in notes if only in (None, n.path))),
            files=tuple(self.files),
            left_out=self.left_out,
        )

    def _is_topic(self, file: Path) -> bool:
        return self.path.is_dir() and file != self.path / HEAD

    def _leaves(self, file: Path) -> bool:
        try:
            if not self.path.is_dir() or not file.is_symlink():
                return False
            return not file.resolve().is_relative_to(self.path.resolve())
        except (OSError, RuntimeError):
            return True

    def _names(self, root: Map, source: Source, file: Path, schema: Schema) -> None:
        """Check the names at the top of a file, and what the pack says of itself."""
        topic = self._is_topic(file)
        known = [name for name in _FIELDS if not (topic and name in ("format", "pack"))]
        unknown = [name for name in root if name not in _FIELDS]
        for name in unknown:
            free = [other for other in known if other not in root]
            close = get_close_matches(name, free, n=1, cutoff=0.7)
            if close:
                message = f'"{brief(name)}" is no field of a pack: did you mean "{close[0]}"?'
                source.flaw(root.key_at(name), message, "unknown-field", len(name))
                root.keep({n: close[0] if n == name else n for n in root})
        if topic:
            for name in ("format", "pack"):
                if name in root:
                    message = f"{name} stands in pack.yaml only: remove it here"
                    source.flaw(root.key_at(name), message, "misplaced")
        else:
            self._format(root, source)
            schema.newer = self.newer
            if not self.refused:
                self._head(root, schema, file)
        for name in [] if self.refused else root:
            if name not in _FIELDS:
                if self.newer:
                    self.passed_over.append(name)
                    continue
                message = f'"{brief(name)}" is no field of a pack: it can have {one_of(known)}'
                source.flaw(root.key_at(name), message, "unknown-field", len(name))

    def _format(self, root: Map, source: Source) -> None:
        found = root.get("format")
        if "format" not in root:
            if not root.cut:
                message = 'format is missing: write "format: 1" as the first line'
                source.flaw(0, message, "format", 1)
            return
        if found is UNKNOWN:
            return
        at = root.at("format")
        text = found if isinstance(found, str) else ""
        if ours := _FORMAT.fullmatch(text):
            self.newer = bool(int(ours[1] or 0))
            self.format_at = source, at, text
        elif (other := _ANY_FORMAT.fullmatch(text)) and int(other[1]) > 1:
            message = (
                f"this pack is written in format {text}, and this program reads format 1: "
                "a newer version of interview can read it"
            )
            source.flaw(at, message, "format")
            self.refused = True
        else:
            source.flaw(at, 'this is no format of a pack: write "format: 1"', "format")

    def _head(self, root: Map, schema: Schema, file: Path) -> None:
        part, source = root.get("pack"), schema.source
        if isinstance(part, Map):
            info = schema.sound_part(PackInfo, part, "pack")
            check_pack(part, source)
            self.info = info if info and SLUG.fullmatch(info.id) else None
        elif "pack" in root:
            if part is not UNKNOWN:
                message = "pack must be a mapping: write id and title below it"
                source.flaw(root.key_at("pack"), message, "type")
        elif not root.cut:
            message = 'pack is missing: write "pack:", and id and title below it'
            if self.path == file:
                message += f"; or put this file into a folder with a {HEAD}"
            source.flaw(0, message, "missing", 1)

    def _defaults(self, root: Map, schema: Schema) -> Map:
        part = root.get("defaults")
        if isinstance(part, Map):
            schema.part(Defaults, part, "mapping of defaults")
            check_defaults(part, schema.source)
            part.keep({name: name for name in part if name in ("level", "topic")})
            return part
        nothing = Map.opened(0, 0)
        if "defaults" in root:
            if part is not UNKNOWN:
                message = "defaults must be a mapping: {level: junior, topic: python}"
                schema.source.flaw(root.key_at("defaults"), message, "type")
            at = root.key_at("defaults")
            nothing["level"] = nothing["topic"] = UNKNOWN
            nothing.places = [at] * 4
        return nothing

    def _questions(self, items: Any, root: Map, schema: Schema, defaults: Map) -> None:
        source = schema.source
        if not isinstance(items, Seq):
            if "questions" in root and items is not UNKNOWN:
                message = 'questions must be a list: write "- id: …" below it for each question'
                source.flaw(root.key_at("questions"), message, "type")
            return
        found: list[Question | None] = []
        for at, item in zip(items.places, items, strict=False):
            if source.full:
                break
            found.append(self._question(item, at, schema, defaults))
        flaws = sorted(flaw.at for flaw in source.flaws)
        ends = [*items.places[1:], max(items.end, items.places[-1] + 1)] if items else []
        for question, at, end in zip(found, items.places, ends, strict=False):
            first = bisect_left(flaws, at)
            wrong = source.full or (first < len(flaws) and flaws[first] < end)
            if question is None or wrong:
                self.left_out += 1
            else:
                self.questions.append(Placed(question, source.path, source.line_of(at)))
        self.left_out += len(items) - len(found)

    def _question(self, item: Any, at: int, schema: Schema, defaults: Map) -> Question | None:
        source = schema.source
        if not isinstance(item, Map):
            if item is not UNKNOWN:
                message = "a question must be a mapping: write id, ask and answer in it"
                source.flaw(at, message, "type")
            return None
        item.give(defaults)
        question = schema.question(item)
        check_question(item, source)
        name = item.get("id")
        if isinstance(name, str):
            other, place = self.ids.setdefault(name, (source, item.at("id")))
            if (other, place) != (source, item.at("id")):
                where = f"line {other.line_of(place)}"
                if other is not source:
                    where = f"{_relative(other.path, self.path)}:{other.line_of(place)}"
                message = f'id "{brief(name)}" is used already, in {where}: choose another'
                source.flaw(item.at("id"), message, "duplicate-id")
        return question


def _relative(file: Path, folder: Path) -> str:
    return brief(file.relative_to(folder).as_posix() if file != folder else file.name)
