"""Read a pack: the top of each file, its questions, and all that is wrong with them."""

from __future__ import annotations

import gc
import re
import warnings
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from interview_cli.core.questions.question import PackInfo, Question
from interview_cli.core.questions.variants import fill
from interview_cli.core.sentences import a_or_an, find_nearest, join, trim
from interview_cli.packs.discovery import (
    HEAD,
    find_head_beside,
    find_misnamed_head,
    find_pack,
    has_head,
    list_files,
)
from interview_cli.packs.foreign_files import is_foreign
from interview_cli.packs.format.checks import SLUG, check_defaults, check_pack, check_question
from interview_cli.packs.format.foreign_names import find_foreign, read_fields
from interview_cli.packs.format.image_rules import Pictures, with_picture
from interview_cli.packs.format.kept_reading import KeptReading, Parts
from interview_cli.packs.format.meant.mappings import drop_hyphens
from interview_cli.packs.format.meant.missing_heads import report_no_head
from interview_cli.packs.format.meant.option_slips import list_items_of
from interview_cli.packs.format.meant.strays import report_strays
from interview_cli.packs.format.part_classes import field_names
from interview_cli.packs.format.schema import Defaults, Schema
from interview_cli.packs.format.set_rules import find_unknown
from interview_cli.packs.format.vary_rules import fill_part, list_sets
from interview_cli.packs.kinds.kind import fold_name
from interview_cli.packs.yaml.columns import drop_what_stands_beside
from interview_cli.packs.yaml.conflicts import drop_within_conflicts, report_conflicts
from interview_cli.packs.yaml.indents import drop_consequences, report_blanks
from interview_cli.packs.yaml.problems import Flaw, Problem
from interview_cli.packs.yaml.slips.fenced_files import report_fences
from interview_cli.packs.yaml.slips.lookalikes import report_lookalikes
from interview_cli.packs.yaml.slips.missing_spaces import drop_what_follows, report_missing_spaces
from interview_cli.packs.yaml.slips.separators import report_separators
from interview_cli.packs.yaml.source import UNKNOWN, Fixes, Map, Seq, Source, from_bytes, load
from interview_cli.packs.yaml.tree import Tree, parse

#: The newest minor version of format 1 that this program knows.
MINOR = 1
_FORMAT = re.compile(r"1(?:\.(\d{1,9}))?")
_DEFAULTS = re.compile(r"(?m)^[ ]+defaults:")
_ANY_FORMAT = re.compile(r"(\d{1,9})(?:\.\d{1,9})*")
#: What the top of a file is called in messages.
_PART = "pack's file"
_FIELDS = ("format", "pack", "defaults", "questions")
#: Fields of a question or a pack, which may stand at the top by mistake.
_OF_PACKS = frozenset(field_names(Question) + field_names(PackInfo))


@dataclass(slots=True)
class Head:
    """What a pack says of itself, and how it is to be read."""

    info: PackInfo | None = None
    #: A format that this program cannot read.
    refused: bool = False
    #: A newer minor format: unknown fields are not an error.
    newer: bool = False
    passed_over: list[str] = field(default_factory=list)
    _format: tuple[Source, Map, str] | None = None  # the file, its top, and what it says

    def take(self, root: Map, schema: Schema, *, topic: bool, alone: bool) -> Map | None:
        """Check the top of a file, *topic*: beside ``pack.yaml``; return the defaults."""
        source = schema.source
        known = [name for name in _FIELDS if not (topic and name in ("format", "pack"))]
        self._correct_names(root, source, known)
        if topic:
            for name in ("format", "pack"):
                if name in root:
                    message = f"{name} belongs in {HEAD} only: remove it here"
                    source.flaw(root.key_at(name), message, "misplaced")
        elif alone and "questions" in root and {"format", "pack"}.isdisjoint(root) and not root.cut:
            report_no_head(root, source)
        else:
            self._read_format(root, source)
            if not self.refused:
                _indent_strays(root, source)
                schema.newer = self.newer
                self._read_pack(root, schema, alone=alone)
        if self.refused:
            return None
        self._pass_over(root, source, known)
        return _defaults(root, schema)

    def note(self) -> None:
        if self.newer and self._format:
            source, root, found = self._format
            names = ", ".join(dict.fromkeys(trim(name) for name in self.passed_over))
            message = (
                f"format {found} is newer than format 1.{MINOR}, which this program knows; fields "
                f"it does not know are passed over{f': {names}' if names else ''}"
            )
            source.notes.append(Flaw(root.at("format"), 0, message, "newer-format"))

    def _correct_names(self, root: Map, source: Source, known: list[str]) -> None:
        for name in [name for name in root if name not in _FIELDS]:
            free = [other for other in known if other not in root]
            other = find_foreign(read_fields()[_PART], name, present=root)
            meant = other.field if other and other.field in free and not self.newer else ""
            meant = next((n for n in free if fold_name(n) == fold_name(name)), meant)
            if close := meant or find_nearest(name, free, 0.7):
                message = (
                    f'"{trim(name)}" is not a field of {a_or_an(_PART)}: did you mean "{close}"?'
                )
                at = root.key_at(name)
                fixes = source.replace_word(at, name, close, [*_FIELDS])
                fixes = source.replace_text(at, name, close) if meant else fixes
                source.flaw(at, message, "unknown-field", len(name), fixes)
                root.keep({n: close if n == name else n for n in root})

    def _pass_over(self, root: Map, source: Source, known: list[str]) -> None:
        for name in root:
            if name in _FIELDS:
                continue
            if self.newer:
                self.passed_over.append(name)
            else:
                other = find_foreign(read_fields()[_PART], name)
                write = other.write if other else ""
                if not write and name in field_names(PackInfo):
                    write = 'write it below "pack:", indented'
                if write and "pack" not in known and '"pack:"' in write:
                    write = f"it belongs in {HEAD}, below pack"
                write = write or f"it can have {join(known, 'or')}"
                message = f'"{trim(name)}" is not a field of {a_or_an(_PART)}: {write}'
                source.flaw(root.key_at(name), message, "unknown-field", len(name))

    def _read_format(self, root: Map, source: Source) -> None:
        found = root.get("format")
        if "format" not in root:
            if not root.cut:
                message = 'format is missing: write "format: 1" as the first line'
                fixes: Fixes = ()
                if ("pack" in root or "questions" in root) and source.text[root.start] != "{":
                    line_end = "\r\n" if "\r\n" in source.text else "\n"
                    edit = (root.start, root.start, f"format: 1{line_end}")
                    fixes = source.fix("wrote format: 1", edit)
                source.flaw(0, message, "format", 1, fixes)
            return
        if found is UNKNOWN:
            return
        text = found if isinstance(found, str) else ""
        if ours := _FORMAT.fullmatch(text):
            self.newer = int(ours[1] or 0) > MINOR
            self._format = source, root, text
        elif (other := _ANY_FORMAT.fullmatch(text)) and int(other[1]) > 1:
            message = (
                f"this pack is written in format {text}, and this program reads format 1: "
                "a newer version of interview can read it"
            )
            source.flaw(root.at("format"), message, "format")
            self.refused = True
        else:
            message = 'this is not a format of packs: write "format: 1"'
            span = source.span(root.at("format"), text) if text else None
            fixes = source.fix("wrote format: 1", (*span, "1")) if span else ()
            source.flaw(root.at("format"), message, "format", fixes=fixes)

    def _read_pack(self, root: Map, schema: Schema, *, alone: bool) -> None:
        part, source = root.get("pack"), schema.source
        if isinstance(part, Map):
            info = schema.validate_remainder(PackInfo, part, "pack")
            check_pack(part, source)
            self.info = info if info and SLUG.fullmatch(info.id) else None
        elif "pack" in root:
            if part is not UNKNOWN:
                hyphens, fixes = drop_hyphens(source, part)
                message = f"pack must be a mapping: {hyphens or 'write id and title below it'}"
                source.flaw(root.key_at("pack"), message, "type", fixes=fixes)
        elif not root.cut:
            message = 'pack is missing: write "pack:", and id and title below it'
            if alone:
                message += f"; or put this file into a folder with a {HEAD}"
            source.flaw(0, message, "missing", 1)


def _indent_strays(root: Map, source: Source) -> None:
    """Report fields of the pack, or of the defaults, that stand beside these names at the top."""
    for owner, cls in (("pack", PackInfo), ("defaults", Defaults)):
        part = root.get(owner, UNKNOWN)
        strays = [name for name in root if name in field_names(cls) and name not in _FIELDS]
        if "topics" in strays and not isinstance(root["topics"], Map):
            strays.remove("topics")  # those of the questions are meant
        if isinstance(part, Map) and not part.flows:
            strays = [name for name in strays if name not in part]
        elif part is not None:
            continue
        if strays and source.text[root.start] != "{":
            report_strays(source, root, strays, owner)
            root.keep({name: name for name in root if name not in strays})
            if isinstance(part, Map):
                part.cut = True
            else:
                root[owner] = UNKNOWN


def _defaults(root: Map, schema: Schema) -> Map | None:
    pack = root.get("pack")
    lost = isinstance(pack, Map) and "defaults" in pack  # which is told
    lost = lost or (root.cut and bool(_DEFAULTS.search(schema.source.text)))
    if "defaults" not in root and not lost:
        return None
    part = root.get("defaults", UNKNOWN)
    if isinstance(part, Map):
        schema.validate_part(Defaults, part, "mapping of defaults")
        check_defaults(part, schema.source)
        part.keep({name: name for name in part if name in Defaults.__annotations__})
        return part
    at = root.key_at("defaults") if "defaults" in root else root.start
    if part is not UNKNOWN:
        hyphens, fixes = drop_hyphens(schema.source, part)
        written = hyphens or "{level: junior, topic: python}"
        schema.source.flaw(at, f"defaults must be a mapping: {written}", "type", fixes=fixes)
    unknown = Map.opened(0, 0)
    unknown["level"] = unknown["topic"] = UNKNOWN
    unknown.places = [at] * 4
    return unknown


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


def read(
    path: Path,
    loaded: Mapping[Path, Source] = MappingProxyType({}),
    kept: Path | None = None,
) -> PackRead:
    """Read the pack at *path*: a folder, a file, or a topic file of a folder.

    For a topic file the whole pack is read, and the problems are those of that file.
    Files that are *loaded* are not loaded again. What files of a folder say is kept in the
    folder *kept*, and read again only if it changed. Nothing that is wrong with a pack raises
    an exception.
    """
    whole, only = (path, None) if path.is_dir() else _pack_around(path, loaded.get(path))
    pack = _Pack(whole, list_files(whole), KeptReading(kept if whole.is_dir() else None, whole))
    with _undisturbed():
        if whole.is_dir() and whole / HEAD not in pack.files:
            pack.miss_head()
        for file in pack.files:
            if not pack.head.refused:
                pack.take(file, loaded.get(path if file == only else file))
    pack.kept.save()
    return pack.result(only)


def read_alone(pack: Path, file: Path, data: bytes) -> PackRead:
    """Return what *file* of *pack* would be with *data* in it, had the pack no other file."""
    alone = _Pack(pack, [file], KeptReading(None, pack))
    with _undisturbed():
        alone.take(file, from_bytes(file, data))
    return alone.result(None)


def _pack_around(path: Path, source: Source | None) -> tuple[Path, Path | None]:
    for file in (path, path.absolute()):
        folder = find_pack(file, source.text if source else None)
        if folder != file and file in list_files(folder):
            return folder, file
    return path, None


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Pause garbage collection, slow with so many objects, and warnings of questions' Python."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        if collecting:
            gc.enable()


@dataclass(slots=True)
class _Pack:
    path: Path
    files: list[Path]
    kept: KeptReading
    head: Head = field(default_factory=Head)
    ids: dict[str, tuple[Source, int]] = field(default_factory=dict)
    questions: list[LocatedQuestion] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    first: Source | None = None  # of the file with the head
    sources: dict[Path, Source] = field(default_factory=dict)
    about: tuple[Source, Map] | None = None  # what ``pack:`` says
    left_out: int = 0
    nameless: bool = False  # whether there may be questions whose id isn't known
    foreign: list[Path] = field(default_factory=list)
    pictures: Pictures = field(init=False)
    head_file: Path = field(init=False)

    def __post_init__(self) -> None:
        self.pictures = Pictures(self.path if self.path.is_dir() else None)
        # One with another name is told, and read as what it is meant for.
        self.head_file = find_misnamed_head(self.path / HEAD) or self.path / HEAD

    def miss_head(self) -> None:
        source = Source(self.path / HEAD)
        message = f'this folder has no {HEAD}: write one with "format: 1" and "pack:" in it'
        if other := find_misnamed_head(self.path / HEAD):
            message = f"this folder has no {HEAD}: rename {trim(other.name)} to {HEAD}"
        elif not self.files:
            message = f"this folder has no {HEAD}, nor any other YAML file: interview pack new NAME"
            message += " makes a folder that has"
        source.flaw(0, message, "missing")
        self.problems += source.problems(source.flaws)

    def take(self, file: Path, source: Source | None = None) -> None:
        """Read one file of the pack; it is loaded unless its *source* is given."""
        leaves = self._leaves(file)
        if leaves or source is None:
            source = Source(file) if leaves else load(file)
        source.path = file
        self.sources[file] = source
        topic = self.path.is_dir() and file != self.head_file
        keeps = topic and not (leaves or self.head.newer or source.flaws)
        if keeps and self._take_kept(source):
            return
        report_conflicts(source)
        report_blanks(source)
        report_fences(source)
        report_lookalikes(source)
        report_missing_spaces(source)
        report_separators(source)
        if leaves:
            source.flaw(0, "this link leaves the folder of the pack: copy the file here", "link")
        if topic and source.text and is_foreign(source.text):
            self.foreign.append(file)
            return
        if not topic:
            self.first = source
        if (
            not self.path.is_dir()
            and not has_head(file, source.text)
            and (head := find_misnamed_head(file) or find_head_beside(file))
        ):
            message = f"this file belongs to no pack: rename {trim(head.name)} beside it to {HEAD}"
            source.flaw(0, message, "missing", 1)
            topic = True
        if source.text or not source.flaws:
            before = len(self.questions)
            one = _File(self, source, topic)
            one.take()
            if keeps and not (source.flaws or self.nameless) and source.text == source.raw:
                items = [(placed.part, placed.line) for placed in self.questions[before:]]
                self.kept.keep(source.text, one.defaults or {}, items)
        drop_consequences(source)
        drop_what_stands_beside(source)
        drop_what_follows(source)
        drop_within_conflicts(source)
        self.problems += source.problems(source.flaws)

    def _take_kept(self, source: Source) -> bool:
        """Take what is kept of a topic file; return whether that is known, and still holds."""
        known = self.kept.find(source.text)
        if known is None:
            return False
        defaults, found = known
        ids = {one.question.id: (source, one.start) for one in found}
        if len(ids) < len(found) or not ids.keys().isdisjoint(self.ids):
            return False
        self.ids |= ids
        source.shared = _describe_shared(defaults, newer=False)
        parts = Parts(source)
        self.questions += [
            LocatedQuestion(
                one.question,
                source.path,
                one.line,
                one.start,
                one.end,
                partial(parts.find, one.start),
            )
            for one in found
        ]
        return True

    def result(self, only: Path | None) -> PackRead:
        self.head.note()
        self._check_sets()
        source = self.first
        notes = source.problems(source.notes) if source and source.notes else []
        return PackRead(
            path=self.path,
            info=self.head.info,
            questions=tuple(self.questions),
            problems=tuple(sorted(p for p in self.problems if only in (None, p.path))),
            notes=tuple(n for n in notes if only in (None, n.path)),
            files=tuple(self.files),
            left_out=self.left_out,
            sources=self.sources,
            head=self.about,
            foreign=tuple(file for file in self.foreign if only in (None, file)),
            pictures=tuple(sorted(self.pictures.places)),
        )

    def _check_sets(self) -> None:
        """Report what sets ask for that the pack doesn't have, where all of it could be read."""
        if self.about is not None and not self.nameless:
            source, part = self.about
            found = find_unknown(part, source, self.ids)
            flaws = [Flaw(at, 0, text, "sets", fixes) for at, text, fixes in found]
            self.problems += source.problems(flaws)

    def _leaves(self, file: Path) -> bool:
        if not self.path.is_dir() or not file.is_symlink():
            return False
        try:
            return not file.resolve().is_relative_to(self.path.resolve())
        except (OSError, RuntimeError):  # a link that goes round in a circle
            return True


def _describe_shared(defaults: Mapping[str, Any], *, newer: bool) -> str:
    """Return what the reading of every question in a file depends on beside its own text."""
    return repr((sorted(defaults.items()), newer))


def _same(part: Map) -> Map:
    return part


@dataclass(slots=True)
class _File:
    pack: _Pack
    source: Source
    topic: bool
    schema: Schema = field(init=False)
    defaults: Map | None = None
    found: list[tuple[Question, Map] | None] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

    def take(self) -> None:
        root = parse(self.source, self._take, self._start).root
        if not isinstance(root, Map):
            self.pack.nameless = True
            if not self.source.flaws:
                self._no_mapping(root)
            return
        items = root.get("questions", UNKNOWN)
        self.pack.nameless |= root.cut or self.source.full or getattr(items, "cut", False)
        if not isinstance(items, Seq) and items is not UNKNOWN and not self.pack.head.refused:
            message = 'questions must be a list: write "- id: …" below it for each question'
            fixes = list_items_of(self.source, items, "id") if isinstance(items, Map) else ()
            self.source.flaw(root.key_at("questions"), message, "type", fixes=fixes)
        flaws = sorted(flaw.at for flaw in self.source.flaws)
        last = items.end if isinstance(items, Seq) else len(self.source.text)
        ends = [*self.places[1:], max(last, *self.places[-1:], 0)]
        line, counted = 1, 0
        for sound, at, end in zip(self.found, self.places, ends, strict=False):
            line, counted = line + self.source.text.count("\n", counted, at), at
            flaw = bisect_left(flaws, at)
            if sound is None or self.source.full or (flaw < len(flaws) and flaws[flaw] < end):
                self.pack.left_out += 1
            else:
                question, part = sound
                located = LocatedQuestion(
                    question, self.source.path, line, part.start, part.end, partial(_same, part)
                )
                self.pack.questions.append(located)

    def _no_mapping(self, root: Any) -> None:
        first = '"questions:"' if self.topic else '"format: 1"'
        what = "is empty" if root is None else "is not a mapping of names to values"
        message = f"this file {what}: begin it with {first}"
        if isinstance(root, Seq):
            more = "" if self.topic else ', and "format: 1" and "pack:" above that'
            message = f'this file begins with a list: write "questions:" above it{more}'
        elif root is None and self.source.path.name != HEAD:
            message += "; interview pack new makes a pack to begin with"
        self.source.flaw(0, message, "type", 1)

    def _start(self, tree: Tree) -> None:
        head, source = self.pack.head, self.source
        self.schema = Schema(source, tree.blanks, head.newer, head.passed_over)
        if self._is_foreign(tree.root):
            at = next(iter(tree.root.places))
            message = (
                "this isn't a file of a pack, which has format, pack, defaults or questions at its "
                "top: leave it out"
            )
            source.flaw(at, message, "not-a-pack")
            head.refused = True
            return
        if isinstance(tree.root, Map):
            alone = not self.pack.path.is_dir()
            self.defaults = head.take(tree.root, self.schema, topic=self.topic, alone=alone)
            source.shared = _describe_shared(self.defaults or {}, newer=head.newer)
            about = tree.root.get("pack")
            if self.pack.about is None and isinstance(about, Map):
                self.pack.about = source, about

    def _is_foreign(self, root: Any) -> bool:
        """Whether a file that would be a pack by itself has nothing of one at its top."""
        if not isinstance(root, Map) or not root or root.cut or self.pack.path.is_dir():
            return False
        named = {
            field.field for name in root if (field := find_foreign(read_fields()[_PART], name))
        }
        near = any(find_nearest(name.lower(), _FIELDS, 0.7) for name in root)
        ours = any(name in _OF_PACKS or name.startswith("x-") for name in root)
        return not (near or ours or named & {*_FIELDS})

    def _take(self, item: Any, at: int) -> None:
        """Check a question, or what is in its place, at *at*."""
        if self.pack.head.refused:
            return
        self.places.append(at)
        known = isinstance(item, Map) and not self.source.full
        if not known or not isinstance(item.get("id"), str):
            self.pack.nameless = True
        self.found.append(self._question(item) if known else None)
        if not isinstance(item, Map) and item is not UNKNOWN:
            message = "a question must be a mapping: write id, ask and answer in it"
            self.source.flaw(at, message, "type")

    def _question(self, item: Map) -> tuple[Question, Map] | None:
        own = {name: name for name in item}
        if self.defaults:
            item.give(self.defaults)
        question = self.schema.validate_question(item)
        varied = check_question(item, self.source)
        picture = self.pack.pictures.check(item, self.source)
        name = item.get("id")
        if isinstance(name, str):
            other, place = self.pack.ids.setdefault(name, (self.source, item.start))
            if place != item.start or other is not self.source:
                where = f"on line {other.line_of(place)}"
                if other is not self.source:
                    file = other.path.relative_to(self.pack.path)
                    where = f"in {trim(file.as_posix())}:{other.line_of(place)}"
                message = f'id "{trim(name)}" is used already, {where}: choose another'
                self.source.flaw(item.at("id"), message, "duplicate-id", also=other.path)
        if question is None:
            return None
        if len(item) > len(own):  # the part is again as it is written
            item.keep(own)
        question = with_picture(question, picture)
        if varied:  # those who check a question judge what a learner sees
            return fill(question), fill_part(item, next(list_sets(item)))
        return question, item
