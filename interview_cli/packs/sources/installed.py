"""The packs that ``pack add`` brought: a folder each in the learner's own, with a record.

A pack is written beside, read as it lies there, and put in place with one rename. Only what
the record names was made by this module, and nothing else is ever overwritten or deleted.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, fields, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from interview_cli.core.errors import DiskError, UsageError
from interview_cli.packs.file_names import is_reserved
from interview_cli.packs.library.glance import RECORD
from interview_cli.packs.library.trust import digest
from interview_cli.packs.sources.fetched import FetchedPack
from interview_cli.storage import clock, files, paths
from interview_cli.storage.file_lock import locked
from interview_cli.storage.reading.plain_files import FULL, read_plain

if TYPE_CHECKING:
    from interview_cli.packs.format.pack_read import PackRead

_OLD, _NEW = ".old-", ".new-"


@dataclass(frozen=True, slots=True)
class Record:
    """Where an added pack came from, and what came.

    ``files`` has the SHA-256 of each file by its name; ``hash`` is ``trust.digest`` of the
    pack; ``version`` the pack's own; ``date`` ISO 8601; ``ref`` what of a git repository
    was asked for, as in ``FetchedPack``; ``sha256`` of the archive that was downloaded.
    """

    id: str
    sort: str
    source: str
    inside: str
    version: str
    commit: str
    hash: str
    date: str
    files: dict[str, str]
    ref: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class AddedPack:
    """An added pack: its folder, and its record."""

    path: Path
    record: Record

    def changed(self) -> list[str]:
        """Return the files that are no longer as they came, and those that came by other ways."""
        there = hash_files(self.path)
        names = {*there, *self.record.files}
        return sorted(name for name in names if there.get(name) != self.record.files.get(name))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pack that lies beside, read but not yet in its place."""

    path: Path
    fetched: FetchedPack
    read: PackRead


def read_record(path: Path) -> Record | None:
    """Return the record of the pack at *path*; None where ``pack add`` did not bring it."""
    try:
        value = json.loads(read_plain(path / RECORD))
        record = Record(**{f.name: value[f.name] for f in fields(Record) if f.name in value})
        texts = [getattr(record, f.name) for f in fields(Record) if f.name != "files"]
        texts += [text for pair in record.files.items() for text in pair]
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return None
    return record if all(isinstance(text, str) for text in texts) else None


def list_added() -> list[AddedPack]:
    try:
        inside = sorted(paths.own_packs().iterdir())
    except OSError:
        return []
    found = [
        AddedPack(path, record)
        for path in inside
        if not path.name.startswith(".") and not path.is_symlink() and (record := read_record(path))
    ]
    return sorted(found, key=lambda one: one.record.id)


def find(id_: str) -> AddedPack | None:
    return next((one for one in list_added() if one.record.id == id_), None)


@contextmanager
def lock_packs() -> Iterator[Path]:
    """Lock the folder of the learner's packs for one writer, and yield it.

    What a process left that was killed is repaired first. Raises UsageError where nothing
    may be written, and DiskError where it can't.
    """
    clock.require_writable()
    folder = paths.own_packs()
    try:
        files.make_folder(folder)
        with (folder / ".lock").open("ab") as lock, locked(lock.fileno()):
            _recover(folder)
            yield folder
    except OSError as error:
        where = error.filename or folder
        room = "free some space; " if error.errno in FULL else ""
        raise DiskError(
            f"cannot write {where}: {error.strerror}", f"{room}the packs are as they were"
        ) from error


def list_replaced(folder: Path) -> list[tuple[Path, str]]:
    """Return the packs that lie aside while nothing is in their place, and their names there."""
    aside = sorted(item for item in folder.iterdir() if item.name.startswith(_OLD))
    named = [(item, item.name.removeprefix(_OLD)) for item in aside]
    return [(item, name) for item, name in named if not (folder / name).exists()]


def _recover(folder: Path) -> None:
    for item in folder.iterdir():
        if item.name.startswith(_OLD):
            place = folder / item.name.removeprefix(_OLD)
            if not place.exists():
                item.rename(place)  # it ended between taking the old one away and the new one
            elif read_record(item):
                shutil.rmtree(item)
        elif item.name.startswith(_NEW):
            shutil.rmtree(item)


@contextmanager
def write_candidate(fetched: FetchedPack, folder: Path) -> Iterator[Candidate]:
    """Write what was *fetched* beside the packs in *folder*, and read it; taken away after."""
    from interview_cli.packs.format.reader import read  # YAML and Pydantic

    beside = folder / f"{_NEW}{os.getpid()}"
    try:
        for name, data in fetched.files.items():
            file = beside.joinpath(*name.split("/"))
            if not file.resolve().is_relative_to(beside.resolve()):
                raise UsageError("the pack is refused: one of its files would end up elsewhere")
            files.make_folder(file.parent)
            with file.open("xb") as opened:
                opened.write(data)
                opened.flush()
                os.fsync(opened.fileno())
        yield Candidate(beside, fetched, read(beside))
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def choose_place(id_: str, folder: Path) -> Path:
    """Return where a new pack *id_* is put; raises UsageError where something lies there."""
    name = id_ if len(id_) <= 80 else f"{id_[:60]}-{sha256(id_.encode()).hexdigest()[:12]}"
    place = folder / (f"{name}-pack" if is_reserved(name) else name)
    if place.exists() or place.is_symlink():
        raise UsageError(
            f"there is something at {place} that `pack add` did not make",
            "move it away, and add the pack again",
        )
    return place


def install(new: Candidate, place: Path, old: AddedPack | None = None) -> Record:
    """Move *new* to *place*, instead of *old*; return its record. Raises OSError."""
    info = new.read.info
    assert info is not None, "a pack without an id is not put anywhere"
    record = Record(
        id=info.id,
        sort=new.fetched.sort,
        source=new.fetched.source,
        inside=new.fetched.inside,
        version=info.version,
        commit=new.fetched.commit,
        hash=digest(new.path),
        date=clock.now().isoformat(timespec="seconds"),
        files=hash_files(new.path),
        ref=new.fetched.ref,
        sha256=new.fetched.download.sha256 if new.fetched.download else "",
    )
    (new.path / RECORD).write_bytes(_to_json(record))
    if old is None:
        new.path.rename(place)
        return record
    aside = place.with_name(f"{_OLD}{place.name}")
    place.rename(aside)
    try:
        new.path.rename(place)
    except OSError:
        aside.rename(place)
        raise
    with suppress(OSError):  # the next change takes away what is left of it
        shutil.rmtree(aside)
    return record


def update_record(one: AddedPack, fetched: FetchedPack) -> Record:
    """Write that the pack *one* as it is came with *fetched*; return the record. Raises OSError."""
    hash_ = fetched.download.sha256 if fetched.download else ""
    record = replace(one.record, commit=fetched.commit, ref=fetched.ref, sha256=hash_)
    files.replace(one.path / RECORD, _to_json(record))
    return record


def _to_json(record: Record) -> bytes:
    return json.dumps(asdict(record), indent=1).encode() + b"\n"


def remove(one: AddedPack) -> list[str]:
    """Delete what ``pack add`` made; return the names of the files that it did not."""
    for name in one.record.files:
        file = one.path.joinpath(*name.split("/"))
        if file.parent.resolve().is_relative_to(one.path.resolve()):
            file.unlink(missing_ok=True)
    left = sorted(hash_files(one.path, every=True))
    (one.path / RECORD).unlink(missing_ok=True)
    for here, _, _ in os.walk(one.path, topdown=False):
        with suppress(OSError):  # there is something in it
            Path(here).rmdir()
    return left


def hash_files(path: Path, *, every: bool = False) -> dict[str, str]:
    """Return the SHA-256 of each file below *path* but the record; links are files of their own."""
    found = {}
    for here, folders, names in os.walk(path):
        links = [name for name in folders if Path(here, name).is_symlink()]
        for name in (*names, *links):
            file = Path(here, name)
            below = file.relative_to(path).as_posix()
            if below != RECORD and (every or not name.startswith(".")):
                plain = file.is_file() and not file.is_symlink()
                found[below] = sha256(file.read_bytes()).hexdigest() if plain else "-"
    return found
