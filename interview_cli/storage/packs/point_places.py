"""Where a key point stands in its file, and how its phrases are written there."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from interview_cli.storage.packs.rules import maps
from interview_cli.storage.packs.source import Map, Seq, Source, load
from interview_cli.storage.packs.tree import Take, Tree, parse


class PointPlace(NamedTuple):
    """The place of a key point; lines are from 1, ``indent`` is in columns.

    ``phrases`` is the line where the list ``any`` begins, None where there is none; ``rows``
    says that its items stand below each other, each behind a hyphen ``indent`` columns in.
    Else ``indent`` is where the fields of the point begin; ``braces``: it stands in braces.
    """

    line: int
    phrases: int | None
    rows: bool
    braces: bool
    indent: int


def point_place(file: Path, id_: str, follow_up: str, says: str) -> PointPlace | None:
    """Find the key point that *says* this, of a question or of its *follow_up*."""
    source = load(file)
    found: list[PointPlace] = []

    def begin(tree: Tree) -> Take:
        def take(item: Any, at: int) -> None:
            if not isinstance(item, Map) or item.get("id") != id_:
                return
            holders = maps(item, "follow_ups") if follow_up else [item]
            for holder in holders:
                if not follow_up or holder.get("id") == follow_up:
                    points = (p for p in maps(holder, "key_points") if p.get("says") == says)
                    found.extend(_place(source, point) for point in points)

        return take

    parse(source, begin)
    return found[0] if found else None


def question_lines(file: Path, id_: str) -> range:
    """Give the lines of the question with this id, sound or not; none where there is none."""
    source = load(file)
    found: list[tuple[int, int]] = []

    def begin(tree: Tree) -> Take:
        def take(item: Any, at: int) -> None:
            if isinstance(item, Map) and item.get("id") == id_:
                found.append((source.line_of(item.start), source.line_of(max(at, item.end - 1))))

        return take

    parse(source, begin)
    return range(found[0][0], found[0][1] + 1) if found else range(0)


def _place(source: Source, point: Map) -> PointPlace:
    line = source.line_of(point.key_at("says"))
    braces = source.text[point.start] == "{"
    phrases = point.get("any")
    if not isinstance(phrases, Seq) or not phrases:
        return PointPlace(line, None, False, braces, source.column_of(point.key_at("says")) - 1)
    rows = source.text[phrases.start] != "["
    at = source.line_of(point.key_at("any"))
    first = phrases.at(0)
    dash = source.text.rfind("-", 0, first) if rows else point.key_at("any")
    return PointPlace(at, at, rows, braces, source.column_of(dash) - 1)
