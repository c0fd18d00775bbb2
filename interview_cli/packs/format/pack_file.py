"""One file of a pack: its questions, each checked as soon as it's read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from interview_cli.core.questions.question import PackInfo, Question
from interview_cli.core.questions.variants import fill
from interview_cli.core.sentences import find_nearest, join, trim
from interview_cli.packs.discovery import HEAD
from interview_cli.packs.foreign_files import name_other_format
from interview_cli.packs.format.foreign_names import find_foreign, read_fields
from interview_cli.packs.format.meant.mappings import list_items_of
from interview_cli.packs.format.meant.missing_heads import report_bare_list, report_rows
from interview_cli.packs.format.meant.whole_questions import (
    report_equals,
    report_second_hyphen,
    report_whole_question,
)
from interview_cli.packs.format.pack_head import FIELDS, PART, Head
from interview_cli.packs.format.pack_read import LocatedQuestion
from interview_cli.packs.format.part_classes import field_names
from interview_cli.packs.format.rules.checks import check_question
from interview_cli.packs.format.rules.image_rules import Pictures, with_picture
from interview_cli.packs.format.rules.vary_rules import fill_part, list_sets
from interview_cli.packs.format.schema import Schema
from interview_cli.packs.yaml.source import UNKNOWN, Map, Seq, Source
from interview_cli.packs.yaml.tree import Tree, parse

_QUESTION = frozenset(field_names(Question))
#: Fields of a question or a pack, which may stand at the top by mistake.
_OF_PACKS = frozenset(field_names(Question) + field_names(PackInfo))


def _means_field(name: str) -> bool:
    """Whether *name* is, or is meant for, a field of a question."""
    rows = read_fields()["question"]
    known = name in _QUESTION or bool(find_foreign(rows, name))
    return known or bool(find_nearest(name.lower(), _QUESTION, 0.7))


@dataclass(slots=True)
class Gathered:
    """What the files of a pack add up to, one after another."""

    path: Path
    pictures: Pictures
    head: Head = field(default_factory=Head)
    ids: dict[str, tuple[Source, int]] = field(default_factory=dict)
    questions: list[LocatedQuestion] = field(default_factory=list)
    about: tuple[Source, Map] | None = None  # what ``pack:`` says
    left_out: int = 0
    nameless: bool = False  # whether there may be questions whose id isn't known


def describe_shared(defaults: Mapping[str, Any], *, newer: bool) -> str:
    """Return what the reading of every question in a file depends on beside its own text."""
    return repr((sorted(defaults.items()), newer))


def _same(part: Map) -> Map:
    return part


#: So many lines of the same id are named.
_MOST_LINES = 5


@dataclass(slots=True)
class OneFile:
    """One file of a pack, read into what is *gathered* of all."""

    gathered: Gathered
    source: Source
    topic: bool
    schema: Schema = field(init=False)
    defaults: Map | None = None
    found: list[tuple[Question, Map] | None] = field(default_factory=list)
    #: Of ids that are used already, the lines here in which they are again.
    again: dict[str, list[int]] = field(default_factory=dict)
    places: list[int] = field(default_factory=list)

    def take(self) -> None:
        if other := name_other_format(self.source.text):
            self.gathered.nameless = True
            message = f"this is {other}, and a pack is YAML: see interview help format"
            self.source.flaw(0, message, "not-a-pack", 1)
            return
        if report_rows(self.source, topic=self.topic):
            self.gathered.nameless = True
            return
        root = parse(self.source, self._take, self._start).root
        if not isinstance(root, Map):
            self.gathered.nameless = True
            if not self.source.flaws:
                self._no_mapping(root)
            return
        items = root.get("questions", UNKNOWN)
        self.gathered.nameless |= root.cut or self.source.full or getattr(items, "cut", False)
        if not isinstance(items, Seq) and items is not UNKNOWN and not self.gathered.head.refused:
            message = 'questions must be a list: write "- id: …" below it for each question'
            fixes = list_items_of(self.source, items, "id") if isinstance(items, Map) else ()
            self.source.flaw(root.key_at("questions"), message, "type", fixes=fixes)
        flaws = sorted([*(flaw.at for flaw in self.source.flaws), *self.source.bad_bytes])
        last = items.end if isinstance(items, Seq) else len(self.source.text)
        ends = [*self.places[1:], max(last, *self.places[-1:], 0)]
        line, counted = 1, 0
        for sound, at, end in zip(self.found, self.places, ends, strict=False):
            line, counted = line + self.source.text.count("\n", counted, at), at
            flaw = bisect_left(flaws, at)
            if sound is None or self.source.full or (flaw < len(flaws) and flaws[flaw] < end):
                self.gathered.left_out += 1
            else:
                question, part = sound
                located = LocatedQuestion(
                    question, self.source.path, line, part.start, part.end, partial(_same, part)
                )
                self.gathered.questions.append(located)

    def _no_mapping(self, root: Any) -> None:
        if isinstance(root, Seq):
            report_bare_list(root, self.source, topic=self.topic)
            return
        first = '"questions:"' if self.topic else '"format: 1"'
        what = "is empty" if root is None else "is not a mapping of names to values"
        message = f"this file {what}: begin it with {first}"
        if root is None and self.source.path.name != HEAD:
            message += "; interview pack new makes a pack to begin with"
        self.source.flaw(0, message, "type", 1)

    def _start(self, tree: Tree) -> None:
        head, source = self.gathered.head, self.source
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
            alone = not self.gathered.path.is_dir()
            self.defaults = head.take(tree.root, self.schema, topic=self.topic, alone=alone)
            source.shared = describe_shared(self.defaults or {}, newer=head.newer)
            about = tree.root.get("pack")
            if self.gathered.about is None and isinstance(about, Map):
                self.gathered.about = source, about

    def _is_foreign(self, root: Any) -> bool:
        """Whether a file that would be a pack by itself has nothing of one at its top."""
        if not isinstance(root, Map) or not root or root.cut or self.gathered.path.is_dir():
            return False
        named = {field.field for name in root if (field := find_foreign(read_fields()[PART], name))}
        near = any(find_nearest(name.lower(), FIELDS, 0.7) for name in root)
        ours = any(name in _OF_PACKS or name.startswith("x-") for name in root)
        return not (near or ours or named & {*FIELDS})

    def _take(self, item: Any, at: int) -> None:
        """Check a question, or what is in its place, at *at*."""
        if self.gathered.head.refused:
            return
        self.places.append(at)
        known = isinstance(item, Map) and not self.source.full
        if not known or not isinstance(item.get("id"), str):
            self.gathered.nameless = True
        self.found.append(self._question(item) if known else None)
        if isinstance(item, str) and report_equals(self.source, item, at):
            return
        if isinstance(item, Seq) and report_second_hyphen(self.source, item):
            return
        if not isinstance(item, Map) and item is not UNKNOWN:
            message = "a question must be a mapping: write id, ask and answer in it"
            if item is None:
                message = "this question is empty: write id, ask and answer in it, or remove its -"
            self.source.flaw(at, message, "type")

    def _question(self, item: Map) -> tuple[Question, Map] | None:
        own = {name: name for name in item}
        if not any(map(_means_field, own)) and report_whole_question(self.source, item):
            return None
        if self.defaults:
            item.give(self.defaults)
        question = self.schema.validate_question(item)
        varied = check_question(item, self.source)
        picture = self.gathered.pictures.check(item, self.source)
        name = item.get("id")
        if isinstance(name, str):
            other, place = self.gathered.ids.setdefault(name, (self.source, item.start))
            if place != item.start or other is not self.source:
                before = self.again.setdefault(name, [])
                lines = [*([] if other is not self.source else [other.line_of(place)]), *before]
                before.append(self.source.line_of(item.start))
                shown = [str(line) for line in lines[:_MOST_LINES]]
                shown += ["more"] * (len(lines) > _MOST_LINES)
                where = f"on line{'s' * (len(lines) > 1)} {join(shown, 'and')}" if shown else ""
                if other is not self.source:
                    file = other.path.relative_to(self.gathered.path)
                    first = f"in {trim(file.as_posix())}:{other.line_of(place)}"
                    where = f"{first} and {where}" if where else first
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
