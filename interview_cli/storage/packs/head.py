"""The top of a pack's file: its format, what the pack says of itself, the defaults."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from interview_cli.core.questions.question import PackInfo
from interview_cli.core.sentences import a, brief, listed, nearest
from interview_cli.storage.packs import other_names
from interview_cli.storage.packs.edits import other_word
from interview_cli.storage.packs.listing import HEAD
from interview_cli.storage.packs.problems import Flaw
from interview_cli.storage.packs.rules import SLUG, check_defaults, check_pack
from interview_cli.storage.packs.schema import Defaults, Schema
from interview_cli.storage.packs.source import UNKNOWN, Map, Source

_FORMAT = re.compile(r"1(?:\.(\d{1,9}))?")
_ANY_FORMAT = re.compile(r"(\d{1,9})(?:\.\d{1,9})*")
#: What the top of a file is called in messages.
_PART = "pack's file"
_FIELDS = ("format", "pack", "defaults", "questions")


@dataclass(slots=True)
class Head:
    """What a pack says of itself, and how it is to be read."""

    info: PackInfo | None = None
    #: A format that this program cannot read.
    refused: bool = False
    #: A newer minor format: fields that are not known are no mistake.
    newer: bool = False
    passed_over: list[str] = field(default_factory=list)
    _format: tuple[Source, int, str] | None = None

    def take(self, root: Map, schema: Schema, *, topic: bool, alone: bool) -> Map:
        """Check the top of a file, and give the defaults of its questions.

        *topic* is a file beside ``pack.yaml``, *alone* one that is a pack by itself.
        """
        source = schema.source
        known = [name for name in _FIELDS if not (topic and name in ("format", "pack"))]
        self._correct_names(root, source, known)
        if topic:
            for name in ("format", "pack"):
                if name in root:
                    message = f"{name} stands in {HEAD} only: remove it here"
                    source.flaw(root.key_at(name), message, "misplaced")
        else:
            self._read_format(root, source)
            if not self.refused:
                schema.newer = self.newer
                self._read_pack(root, schema, alone=alone)
        if self.refused:
            return Map.opened(0, 0)
        self._pass_over(root, source, known)
        return _defaults(root, schema)

    def note(self) -> None:
        """Say once what a newer format made us pass over."""
        if self.newer and self._format:
            source, at, found = self._format
            names = ", ".join(dict.fromkeys(brief(name) for name in self.passed_over))
            message = (
                f"format {found} is newer than format 1, which this program knows; fields it "
                f"does not know are passed over{f': {names}' if names else ''}"
            )
            source.notes.append(Flaw(at, 0, message, "newer-format"))

    def _correct_names(self, root: Map, source: Source, known: list[str]) -> None:
        for name in [name for name in root if name not in _FIELDS]:
            free = [other for other in known if other not in root]
            other = other_names.meant([_PART], name, there=root)
            meant = other.field if other and other.field in free and not self.newer else ""
            if close := meant or nearest(name, free, 0.7):
                message = f'"{brief(name)}" is no field of {a(_PART)}: did you mean "{close}"?'
                at = root.key_at(name)
                fixes = other_word(source, at, name, close, [*_FIELDS])
                source.flaw(at, message, "unknown-field", len(name), fixes)
                root.keep({n: close if n == name else n for n in root})

    def _pass_over(self, root: Map, source: Source, known: list[str]) -> None:
        for name in root:
            if name in _FIELDS:
                continue
            if self.newer:
                self.passed_over.append(name)
            else:
                other = other_names.meant([_PART], name)
                write = other.write if other else ""
                if write and "pack" not in known and '"pack:"' in write:
                    write = f"it belongs into {HEAD}, below pack"
                write = write or f"it can have {listed(known, 'or')}"
                message = f'"{brief(name)}" is no field of {a(_PART)}: {write}'
                source.flaw(root.key_at(name), message, "unknown-field", len(name))

    def _read_format(self, root: Map, source: Source) -> None:
        found = root.get("format")
        if "format" not in root:
            if not root.cut:
                source.flaw(
                    0, 'format is missing: write "format: 1" as the first line', "format", 1
                )
            return
        if found is UNKNOWN:
            return
        at = root.at("format")
        text = found if isinstance(found, str) else ""
        if ours := _FORMAT.fullmatch(text):
            self.newer = bool(int(ours[1] or 0))
            self._format = source, at, text
        elif (other := _ANY_FORMAT.fullmatch(text)) and int(other[1]) > 1:
            message = (
                f"this pack is written in format {text}, and this program reads format 1: "
                "a newer version of interview can read it"
            )
            source.flaw(at, message, "format")
            self.refused = True
        else:
            source.flaw(at, 'this is no format of a pack: write "format: 1"', "format")

    def _read_pack(self, root: Map, schema: Schema, *, alone: bool) -> None:
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
            if alone:
                message += f"; or put this file into a folder with a {HEAD}"
            source.flaw(0, message, "missing", 1)


def _defaults(root: Map, schema: Schema) -> Map:
    part = root.get("defaults")
    if isinstance(part, Map):
        schema.part(Defaults, part, "mapping of defaults")
        check_defaults(part, schema.source)
        part.keep({name: name for name in part if name in ("level", "topic")})
        return part
    nothing = Map.opened(0, 0)
    if "defaults" in root:
        at = root.key_at("defaults")
        if part is not UNKNOWN:
            message = "defaults must be a mapping: {level: junior, topic: python}"
            schema.source.flaw(at, message, "type")
        nothing["level"] = nothing["topic"] = UNKNOWN
        nothing.places = [at] * 4
    return nothing
