"""pack list: each pack's version, where it came from, and its hash."""

from __future__ import annotations

from typing import Any

from interview_cli.commands.options import Json
from interview_cli.commands.pack_told import told_source
from interview_cli.commands.telling import complain
from interview_cli.core.safe_text import clean
from interview_cli.core.sentences import count
from interview_cli.storage.catalogue import Shelf, open_catalogue
from interview_cli.storage.packs.listing import files_of
from interview_cli.storage.packs.sources.installed import Record, read_record
from interview_cli.storage.trust import digest
from interview_cli.terminal.json_document import document
from interview_cli.terminal.safe import line

#: Hex digits of the hash that people compare by eye; --json has them all.
_SHORT = 12


def list_packs(as_json: Json = False) -> int:

    catalogue, _ = open_catalogue()
    complain(catalogue)
    shelves = sorted(catalogue.shelves.values(), key=lambda shelf: shelf.id)
    if as_json:
        document({"packs": [document_of(shelf) for shelf in shelves]})
        return 0
    for shelf in shelves:
        print(clean("\n".join(lines_of(shelf))))
    if not shelves:
        print("There is no pack.")
    return 0


def document_of(shelf: Shelf) -> dict[str, Any]:
    """Give what is said of a pack as plain values."""
    about = shelf.pack.about or {}
    record = _record(shelf)
    hash_ = _hash(shelf)
    return {
        "pack": shelf.id,
        "title": about.get("title", ""),
        "version": about.get("version", ""),
        "questions": shelf.pack.count,
        "problems": shelf.pack.problems,
        "bundled": shelf.bundled,
        "path": str(shelf.pack.path),
        "source": record.source if record else "bundled" if shelf.bundled else "own",
        "folder": (record.inside or None) if record else None,
        "ref": (record.ref or None) if record else None,
        "commit": (record.commit or None) if record else None,
        "added": record.date if record else None,
        "hash": hash_,
        "changed": bool(record and hash_ != record.hash),
    }


def lines_of(shelf: Shelf) -> list[str]:
    """Say what a pack is, a line each; others' words are made one line here."""
    about = shelf.pack.about or {}
    record = _record(shelf)
    hash_ = _hash(shelf)
    where = "bundled" if shelf.bundled else line(str(shelf.pack.path))
    version = f" {line(about['version'])}" if "version" in about else ""
    said = [
        f"{line(shelf.id)}{version}: {line(about.get('title', ''))}",
        f"    {count(shelf.pack.count, 'question')}, {where}, sha256 {hash_[:_SHORT] or 'unknown'}",
    ]
    if record:
        said.append(f"    added {record.date[:10]} from {line(told_source(record))}")
        if hash_ != record.hash:
            said.append("    changed here since it was added")
    return said


def _record(shelf: Shelf) -> Record | None:
    return None if shelf.bundled else read_record(shelf.pack.path)


def _hash(shelf: Shelf) -> str:
    """Give the hash that `pack trust` keeps too; nothing where a file can't be read."""
    if not all(file.is_file() for file in files_of(shelf.pack.path)):
        return ""  # something there would wait for a writer
    try:
        return digest(shelf.pack.path)
    except (OSError, ValueError):
        return ""
