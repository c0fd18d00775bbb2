"""What stands in the journal's files after the places that a snapshot reached."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from interview_cli.core.progress.lines.line_bytes import mark_id
from interview_cli.core.records import Line, Regraded, Retracted, Setting, put_line
from interview_cli.storage.journal import Damage, Journal, parse_piece
from interview_cli.storage.journal_files import read_from, read_pieces
from interview_cli.storage.snapshots.kept_fold import Fold, PlaceFold, Reached, Rewritten
from interview_cli.storage.stamps import read_stamp


@dataclass(slots=True)
class Tail:
    """The lines by id, the place of each, what is damaged, and how far each file goes."""

    paths: dict[str, Path]
    before: Mapping[str, Reached]
    lines: dict[str, Line] = field(default_factory=dict)
    places: dict[str, tuple[str, int]] = field(default_factory=dict)  # file and offset
    damage: list[Damage] = field(default_factory=list)
    ends: dict[str, int] = field(default_factory=dict)
    stamps: dict[str, str] = field(default_factory=dict)  # from before the files were read
    looked_at: int = 0  # bytes that were compared because their file has another stamp

    @classmethod
    def read(cls, journal: Journal, reached: Mapping[str, Reached]) -> Tail:
        """Return what comes after *reached*; raises Changed where that isn't there any more."""
        tail = cls({path.name: path for path in journal.files()}, before=reached)
        if not reached.keys() <= tail.paths.keys():
            raise Rewritten
        for name, path in tail.paths.items():
            tail._read_file(name, path, reached.get(name) or Reached())
        return tail

    def _read_file(self, name: str, path: Path, reached: Reached) -> None:
        start, mark = reached.offset, bytes.fromhex(reached.mark)
        self.stamps[name] = stamp = read_stamp(str(path))
        before = read_from(path, start - len(mark), len(mark) + 1)
        if not before.startswith(mark):
            raise Rewritten
        if len(before) > len(mark) and mark and mark[-1:] != b"\n" != before[-1:]:
            raise Rewritten  # the last line had no end yet, and has become another
        if not reached.holds(path, stamp):
            raise Rewritten
        if reached.is_doubtful(stamp):
            self.looked_at += start
        end, read = start, True
        for piece in read_pieces(path, start):
            for offset, line in parse_piece(piece):
                if read := not isinstance(line, bytes):
                    if put_line(self.lines, line):
                        self.places[line["id"]] = (name, offset)
                else:
                    self.damage.append(Damage(path, offset, line))
            end = piece.find_end(read=read)
        self.ends[name] = end

    def order(self) -> list[Line]:
        return sorted(self.lines.values(), key=lambda line: (line["at"], line["id"]))

    def split(
        self, ordered: list[Line], behind: int
    ) -> tuple[dict[str, int], list[Line], list[Line]]:
        """Return the places before the *behind* newest lines, those lines, and all before."""
        cuts = dict(self.ends)
        for line in ordered[-behind:] if behind else ():
            name, offset = self.places[line["id"]]
            cuts[name] = min(cuts[name], offset)
        before = {id_ for id_, (name, offset) in self.places.items() if offset < cuts[name]}
        covered, late = ordered[: len(before)], ordered[len(before) :]
        ids = {line["id"] for line in late}
        about = [line for line in ordered if line["type"] in (Retracted.type, Regraded.type)]
        apart = any((line["id"] in ids) != (line["of"] in ids) for line in about)
        if apart or ids & before or any(line["type"] == Setting.type for line in late):
            # They change what would be added up without them, or a file is not in order:
            # go to the end.
            return dict(self.ends), [], ordered
        return cuts, late, covered

    def tell_places(self, fold: Fold, lines: Iterable[Line]) -> None:
        if isinstance(fold, PlaceFold):
            fold.take_all((line["id"], line, *self.places[line["id"]]) for line in lines)

    def list_marks(self) -> dict[str, list[int]]:
        """Return the marks of all lines, by file."""
        marks: dict[str, list[int]] = {}
        for id_, (name, _) in self.places.items():
            marks.setdefault(name, []).append(mark_id(id_))
        return marks

    def reached(self, cuts: Mapping[str, int]) -> dict[str, Reached]:
        """Return that the places *cuts* are reached."""
        return {
            name: Reached.at(self.paths[name], cut, self.stamps[name], self.before.get(name))
            for name, cut in cuts.items()
            if cut
        }
