"""The compiled pack: what was read and validated, kept so that it is not read again.

One file for each pack: a line with the head (what the pack is, what it was made
from), a line with an index row for each question, and then each question as a line
of JSON, found by its place; each line begins with its checksum. Reading it needs neither
YAML nor Pydantic. It is a cache: checked against the pack's files, and rebuilt without a
word when they change, or when a byte of it did.
"""

from __future__ import annotations

import json
import os
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from interview_cli import __version__
from interview_cli.core.errors import UsageError
from interview_cli.core.questions.entry import Entry
from interview_cli.core.serialise import from_plain, to_plain
from interview_cli.packs.discovery import list_files, read_stamp
from interview_cli.packs.library.glance import SCHEMA, add_check, check_line
from interview_cli.storage import files
from interview_cli.storage.reading.kept_files import DAMAGED, made_again
from interview_cli.storage.reading.plain_files import open_plain

if TYPE_CHECKING:
    from interview_cli.core.questions.question import PackInfo, Question
    from interview_cli.core.session.state import Span

#: Two changes within this time may leave the same time stamp on a file.
_TICK_NS = 2_000_000_000


#: More than this is not kept: of packs that were anywhere, the oldest go.
MOST_FILES = 500


@dataclass(frozen=True)
class Compiled:
    """A pack, ready for use; ``rows`` are its questions without the drafts.

    ``about`` is what the pack says of itself, plain; None where it can't be used.
    """

    path: Path
    id: str
    about: dict[str, Any] | None
    count: int
    problems: int
    left_out: int
    notes: tuple[str, ...]
    files: tuple[Path, ...]
    renames: dict[str, str]
    source: Path | bytes  # the compiled file, or its bytes where it can't be kept
    start: int  # of the rows

    @cached_property
    def info(self) -> PackInfo | None:
        from interview_cli.core.questions.question import PackInfo  # a list does without

        return from_plain(PackInfo, self.about) if self.about else None

    def rows(self) -> list[Entry]:
        # What Entry._make does, without a call of Python's for each of ten thousand.
        make: Callable[[Any], Entry] = partial(tuple.__new__, Entry)
        try:
            return list(map(make, json.loads(self._read(self.start))))
        except (OSError, ValueError):
            if isinstance(self.source, bytes):
                raise
            made_again[str(self.source)] = DAMAGED
            return _compile(self.path, self.source).rows()

    def question(self, row: Entry) -> tuple[Question, list[tuple[Span, ...]]]:
        """Return a question as it's written, and the syntax of its code for each set of values."""
        from interview_cli.core.questions.question import Question  # only who asks it waits

        try:
            body = json.loads(self._read(row.offset, row.length))
        except (OSError, ValueError):
            if isinstance(self.source, bytes):
                raise
            return self._read_again(row)
        syntax = [tuple(map(tuple, spans)) for spans in body["spans"]]
        return from_plain(Question, body["question"]), syntax

    def _read_again(self, row: Entry) -> tuple[Question, list[tuple[Span, ...]]]:
        """Return what ``question`` does, from the pack's own files: what was kept is damaged."""
        cached = None if isinstance(self.source, bytes) else self.source
        new = _compile(self.path, cached)
        for other in new.rows():
            if other.key == row.key:
                return new.question(other)
        raise UsageError(f"{row.key} isn't in {self.path} any more", "start the command again")

    def _read(self, offset: int, length: int = -1) -> bytes:
        """Return the line at *offset*; raises OSError, and ValueError where it's damaged."""
        if isinstance(self.source, bytes):
            end = self.source.index(b"\n", offset) + 1 if length < 0 else offset + length
            return check_line(self.source[offset:end])
        with open_plain(self.source) as file:
            file.seek(offset)
            return check_line(file.readline() if length < 0 else file.read(length))


def load(path: Path, folder: Path | None) -> Compiled:
    """Return the pack at *path*, from *folder* (None: nowhere) if it is there and still true."""
    cached = folder and folder / f"{path.stem[:40]}-{zlib.crc32(os.fsencode(path)):08x}.pack"
    if cached and (known := _read_cached(path, cached)):
        return known
    return _compile(path, cached)


def _read_cached(path: Path, cached: Path) -> Compiled | None:
    try:
        with open_plain(cached) as file:
            line = file.readline()
        head = json.loads(check_line(line))
        if head["schema"] != SCHEMA or head["program"] != __version__:
            return None
        if head["path"] != str(path) or not _is_unchanged(path, head):
            return None
        return _open(head, cached, len(line))
    except ValueError:
        made_again[str(cached)] = DAMAGED
        return None
    except (OSError, KeyError, TypeError):
        return None


def _open(head: dict[str, Any], source: Path | bytes, start: int) -> Compiled:
    return Compiled(
        path=Path(head["path"]),
        id=head["about"]["id"] if head["about"] else "",
        about=head["about"],
        count=head["count"],
        problems=head["problems"],
        left_out=head["left_out"],
        notes=tuple(head["notes"]),
        files=tuple(Path(name) for name, *_ in head["made_from"]),
        renames=head["renames"],
        source=source,
        start=start,
    )


def _is_unchanged(path: Path, head: dict[str, Any]) -> bool:
    made_from = [tuple(stamp) for stamp in head["made_from"]]
    now = _read_stamps(path)
    if now != made_from or not _are_unchanged(head["pictures"], head["written"]):
        return False
    if all(abs(head["written"] - stamp[1]) > _TICK_NS for stamp in now):
        return True
    return bool(_compute_checksum(Path(stamp[0]) for stamp in now) == head["checksum"])


def _are_unchanged(pictures: list[list[Any]], written: int) -> bool:
    """Whether pictures are as they were; those that changed just before may have done so again."""
    now = _stamp_pictures(Path(name) for name, *_ in pictures)
    times = (stamp[1] for stamp in now if len(stamp) > 1)
    return now == pictures and all(abs(written - changed) > _TICK_NS for changed in times)


def _compile(path: Path, cached: Path | None) -> Compiled:
    from interview_cli.core.questions.fences import label_fences
    from interview_cli.core.questions.reading_time import measure_reading
    from interview_cli.core.questions.variants import list_variants, template_of
    from interview_cli.packs.format.reader import read  # YAML and Pydantic
    from interview_cli.packs.library.highlighting import find_spans  # Pygments

    stamps = _read_stamps(path)
    checksum = _compute_checksum(Path(stamp[0]) for stamp in stamps)
    found = read(path)
    place = {stamp[0]: n for n, stamp in enumerate(stamps)}
    asked = [placed for placed in found.questions if not placed.question.draft]
    about = found.info and to_plain(found.info)
    pack = found.info.id if found.info else ""
    rows, bodies, renames, offset = [], [], {}, 0
    for placed in asked if found.info else ():
        question = label_fences(template_of(placed.question))
        plain, key = to_plain(question), f"{pack}:{question.id}"
        about_it = (key, question.level, question.topic, question.kind, question.group)
        filled = [*list_variants(question)]
        syntax = [find_spans(q.code, q.language) if q.code else [] for q in filled]
        body = add_check(_to_json({"question": plain, "spans": syntax}) + b"\n")
        where = (place.get(str(placed.file), 0), placed.line, offset, len(body))
        rows.append(Entry(*about_it, *where, *measure_reading(filled[0])))
        bodies.append(body)
        offset += len(body)
        for old in question.was:
            renames[old if ":" in old else f"{pack}:{old}"] = key
    head = {
        "schema": SCHEMA,
        "program": __version__,
        "path": str(path),
        "made_from": stamps,
        "pictures": _stamp_pictures(found.pictures),
        "written": time.time_ns(),
        "checksum": checksum,
        "about": about,
        "count": len(rows),
        "topics": Counter(row.topic for row in rows),
        "problems": len(found.problems),
        "left_out": found.left_out,
        "notes": [str(note) for note in found.notes],
        "renames": renames,
    }
    first = add_check(_to_json(head) + b"\n")
    data = b"".join((first, _place_rows(rows, len(first)), *bodies))
    if cached:
        try:
            files.replace(cached, data)
            files.remove_oldest(cached, MOST_FILES)
        except OSError:
            cached = None  # it will be compiled again, and that is all
    return _open(head, cached or data, len(first))


#: How much longer a line gets by its checksum and its end.
_ADDED = 10


def _place_rows(rows: list[Entry], before: int) -> bytes:
    """Return the line of rows, with places counted from the start of the file.

    The places stand in the line whose own length moves them: lengthen until it fits.
    """
    room = 0
    while True:
        moved = [row._replace(offset=row.offset + before + room + _ADDED) for row in rows]
        line = _to_json(moved)
        if len(line) <= room:
            return add_check(line.ljust(room) + b"\n")
        room = len(line)


def _read_stamps(path: Path) -> list[tuple[str, int, int, int]]:
    """Return name, time of change, size and inode of each file of the pack."""
    stamps = ((str(file), read_stamp(file)) for file in list_files(path))
    return [(name, *stamp) for name, stamp in stamps if stamp]


def _stamp_pictures(paths: Iterable[Path]) -> list[list[Any]]:
    """Return the same of each picture that a question names; its name alone if it isn't there."""
    return [[str(path), *(read_stamp(path) or ())] for path in paths]


def _compute_checksum(paths: Any) -> int:
    total = 0
    for path in paths:
        try:
            if path.is_file():  # a pipe would wait for a writer for ever
                total = zlib.crc32(path.read_bytes(), total)
        except OSError:
            continue
    return total


def _to_json(value: Any) -> bytes:
    # A file's name may be no UTF-8: it comes back as it was.
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode(errors="surrogatepass")
