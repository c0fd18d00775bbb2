"""The top of a pack's file: its format, what the pack says of itself, and the defaults."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from interview_cli.core.questions.question import PackInfo
from interview_cli.core.sentences import a_or_an, find_nearest, join, trim
from interview_cli.packs.discovery import HEAD
from interview_cli.packs.format.foreign_names import find_foreign, read_fields
from interview_cli.packs.format.meant.mappings import drop_hyphens
from interview_cli.packs.format.meant.meant_defaults import (
    report_defaults_in_pack,
    write_defaults,
)
from interview_cli.packs.format.meant.missing_heads import report_no_head
from interview_cli.packs.format.meant.strays import report_bare, report_strays
from interview_cli.packs.format.misfits import DEFAULTS
from interview_cli.packs.format.part_classes import field_names
from interview_cli.packs.format.rules.checks import SLUG, check_defaults, check_pack
from interview_cli.packs.format.schema import Defaults, Schema
from interview_cli.packs.kinds.kind import fold_name
from interview_cli.packs.yaml.problems import Flaw
from interview_cli.packs.yaml.source import UNKNOWN, Fixes, Map, Source

#: The newest minor version of format 1 that this program knows.
MINOR = 1
_FORMAT = re.compile(r"1(?:\.(\d{1,9}))?")
_DEFAULTS = re.compile(r"(?m)^[ ]+defaults:")
_ANY_FORMAT = re.compile(r"(\d{1,9})(?:\.\d{1,9})*")
#: What the top of a file is called in messages.
PART = "pack's file"
FIELDS = ("format", "pack", "defaults", "questions")


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
        known = [name for name in FIELDS if not (topic and name in ("format", "pack"))]
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
                if "questions" in root and not self.newer:
                    report_defaults_in_pack(source, root, ("level", "topic"))
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
        for name in [name for name in root if name not in FIELDS]:
            free = [other for other in known if other not in root]
            other = find_foreign(read_fields()[PART], name, present=root)
            meant = other.field if other and other.field in free and not self.newer else ""
            meant = next((n for n in free if fold_name(n) == fold_name(name)), meant)
            if close := meant or find_nearest(name, free, 0.7):
                message = (
                    f'"{trim(name)}" is not a field of {a_or_an(PART)}: did you mean "{close}"?'
                )
                at = root.key_at(name)
                fixes = source.replace_word(at, name, close, [*FIELDS])
                fixes = source.replace_text(at, name, close) if meant else fixes
                source.flaw(at, message, "unknown-field", len(name), fixes)
                root.keep({n: close if n == name else n for n in root})

    def _pass_over(self, root: Map, source: Source, known: list[str]) -> None:
        for name in root:
            if name in FIELDS:
                continue
            if self.newer:
                self.passed_over.append(name)
            else:
                other = find_foreign(read_fields()[PART], name)
                write = other.write if other else ""
                if not write and name in field_names(PackInfo):
                    write = 'write it below "pack:", indented'
                if write and "pack" not in known and '"pack:"' in write:
                    write = f"it belongs in {HEAD}, below pack"
                write = write or f"it can have {join(known, 'or')}"
                message = f'"{trim(name)}" is not a field of {a_or_an(PART)}: {write}'
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
        strays = [name for name in root if name in field_names(cls) and name not in FIELDS]
        if "topics" in strays and not isinstance(root["topics"], Map):
            strays.remove("topics")  # those of the questions are meant
        if isinstance(part, Map):
            strays = [name for name in strays if name not in part]
        elif part is not None and not (owner not in root and _begins(root, owner, strays)):
            continue
        if strays and source.text[root.start] != "{":
            at = root.key_at(strays[0])
            (report_strays if owner in root else report_bare)(source, root, strays, owner)
            root.keep({name: name for name in root if name not in strays})
            if isinstance(part, Map):
                part.cut = True
                if owner == "defaults":  # what they say of each question isn't missing
                    part.update(dict.fromkeys(strays, UNKNOWN))
                    part.places += [at] * (2 * len(strays))
            else:
                root.places += [] if owner in root else [at, at]
                root[owner] = UNKNOWN


def _begins(root: Map, owner: str, strays: list[str]) -> bool:
    """Whether *strays* are what an *owner* has first, whose own name isn't there."""
    first = {"pack": {"id", "title"}, "defaults": {"level", "topic"}}[owner]
    return "questions" in root and not (root.cut or first.isdisjoint(strays))


def _defaults(root: Map, schema: Schema) -> Map | None:
    pack = root.get("pack")
    lost = isinstance(pack, Map) and "defaults" in pack  # which is told
    lost = lost or (root.cut and bool(_DEFAULTS.search(schema.source.text)))
    if "defaults" not in root and not lost:
        return None
    part = root.get("defaults", UNKNOWN)
    if isinstance(part, Map):
        schema.validate_part(Defaults, part, DEFAULTS)
        check_defaults(part, schema.source)
        part.keep({name: name for name in part if name in Defaults.__annotations__})
        return part
    at = root.key_at("defaults") if "defaults" in root else root.start
    if part is not UNKNOWN:
        written, fixes = write_defaults(schema.source, root)
        written = written or "{level: junior, topic: python}"
        schema.source.flaw(at, f"defaults must be a mapping: {written}", "type", fixes=fixes)
    unknown = Map.opened(0, 0)
    unknown["level"] = unknown["topic"] = UNKNOWN
    unknown.places = [at] * 4
    return unknown
