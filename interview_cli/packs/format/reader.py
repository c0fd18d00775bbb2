"""Read a pack: the top of each file, its questions, and all that is wrong with them."""

from __future__ import annotations

import gc
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import MappingProxyType

from interview_cli.core.sentences import trim
from interview_cli.packs.discovery import (
    HEAD,
    find_head_beside,
    find_misnamed_head,
    find_pack,
    has_head,
    list_files,
)
from interview_cli.packs.foreign_files import is_foreign
from interview_cli.packs.format.kept_reading import KeptReading, Parts
from interview_cli.packs.format.pack_file import Gathered, OneFile, describe_shared
from interview_cli.packs.format.pack_read import LocatedQuestion, PackRead
from interview_cli.packs.format.rules.image_rules import Pictures
from interview_cli.packs.format.rules.set_rules import find_unknown
from interview_cli.packs.yaml.columns import drop_what_stands_beside
from interview_cli.packs.yaml.problems import Flaw, Problem
from interview_cli.packs.yaml.slips.conflicts import drop_within_conflicts, report_conflicts
from interview_cli.packs.yaml.slips.diffs import report_diffs
from interview_cli.packs.yaml.slips.escapes import report_escapes
from interview_cli.packs.yaml.slips.fenced_files import report_fences
from interview_cli.packs.yaml.slips.indents import drop_consequences, report_blanks
from interview_cli.packs.yaml.slips.lines.foreign_comments import report_foreign_comments
from interview_cli.packs.yaml.slips.lines.margin_texts import report_margin_texts
from interview_cli.packs.yaml.slips.lines.rulers import report_rulers
from interview_cli.packs.yaml.slips.linked_sources import report_links
from interview_cli.packs.yaml.slips.lookalike_letters import report_lookalike_letters
from interview_cli.packs.yaml.slips.lookalikes import report_lookalikes
from interview_cli.packs.yaml.slips.missing_spaces import drop_what_follows, report_missing_spaces
from interview_cli.packs.yaml.slips.numbered_items import report_numbered_items
from interview_cli.packs.yaml.slips.separators import report_separators
from interview_cli.packs.yaml.slips.triple_quotes import report_triple_quotes
from interview_cli.packs.yaml.source import Source, from_bytes, load


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
            if not pack.gathered.head.refused:
                pack.take(file, loaded.get(path if file == only else file))
    pack.kept.save()
    return pack.result(only)


def read_alone(
    pack: Path, file: Path, data: bytes, others: frozenset[str] = frozenset()
) -> PackRead:
    """Return what *file* of *pack* would be with *data* in it, had the pack no other file.

    Questions with the ids *others* are there too, for its sets.
    """
    alone = _Pack(pack, [file], KeptReading(None, pack), others=others)
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
    others: frozenset[str] = frozenset()  # the ids of questions in files that aren't read
    problems: list[Problem] = field(default_factory=list)
    first: Source | None = None  # of the file with the head
    sources: dict[Path, Source] = field(default_factory=dict)
    foreign: list[Path] = field(default_factory=list)
    gathered: Gathered = field(init=False)
    head_file: Path = field(init=False)

    def __post_init__(self) -> None:
        pictures = Pictures(self.path if self.path.is_dir() else None)
        self.gathered = Gathered(self.path, pictures)
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
        keeps = topic and not (leaves or self.gathered.head.newer or source.flaws)
        if keeps and self._take_kept(source):
            return
        report_conflicts(source)
        report_diffs(source)
        report_blanks(source)
        report_fences(source)
        report_triple_quotes(source)
        report_foreign_comments(source)
        report_rulers(source)
        report_numbered_items(source)
        report_margin_texts(source)
        report_escapes(source)
        report_links(source)
        report_lookalike_letters(source)
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
            before = len(self.gathered.questions)
            one = OneFile(self.gathered, source, topic)
            one.take()
            if keeps and not (source.flaws or self.gathered.nameless) and source.text == source.raw:
                items = [(placed.part, placed.line) for placed in self.gathered.questions[before:]]
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
        if len(ids) < len(found) or not ids.keys().isdisjoint(self.gathered.ids):
            return False
        self.gathered.ids |= ids
        source.shared = describe_shared(defaults, newer=False)
        parts = Parts(source)
        self.gathered.questions += [
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
        self.gathered.head.note()
        self._check_sets()
        source = self.first
        notes = source.problems(source.notes) if source and source.notes else []
        return PackRead(
            path=self.path,
            info=self.gathered.head.info,
            questions=tuple(self.gathered.questions),
            problems=tuple(sorted(p for p in self.problems if only in (None, p.path))),
            notes=tuple(n for n in notes if only in (None, n.path)),
            files=tuple(self.files),
            left_out=self.gathered.left_out,
            sources=self.sources,
            head=self.gathered.about,
            foreign=tuple(file for file in self.foreign if only in (None, file)),
            pictures=tuple(sorted(self.gathered.pictures.places)),
        )

    def _check_sets(self) -> None:
        """Report what sets ask for that the pack doesn't have, where all of it could be read."""
        if self.gathered.about is not None and not self.gathered.nameless:
            source, part = self.gathered.about
            found = find_unknown(part, source, self.gathered.ids.keys() | self.others)
            flaws = [Flaw(at, 0, text, "sets", fixes) for at, text, fixes in found]
            self.problems += source.problems(flaws)

    def _leaves(self, file: Path) -> bool:
        if not self.path.is_dir() or not file.is_symlink():
            return False
        try:
            return not file.resolve().is_relative_to(self.path.resolve())
        except (OSError, RuntimeError):  # a link that goes round in a circle
            return True
