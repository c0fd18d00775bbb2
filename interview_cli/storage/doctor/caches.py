"""The cache: what in it is damaged, and what it remembers of a journal that has lost lines."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from zlib import crc32

from interview_cli.core.progress.finding import Finding
from interview_cli.storage.doctor.places import Places, odd_kind
from interview_cli.storage.reading.kept_files import OfAnOlderVersion, read_kept
from interview_cli.storage.reading.plain_files import describe_kind, open_plain

_MEANS = "no answer is lost: it's ignored, and made again"


def _is_kept(path: Path) -> bool:
    """Whether a file that ``files.keep`` wrote is as it was."""
    with suppress(OfAnOlderVersion):
        read_kept(path)
    return True


def _is_compiled(path: Path) -> bool:
    with open_plain(path) as file:
        lines = [*file]
    if lines and lines[0].startswith(b"{"):
        return True  # an older version wrote it, and no checksums
    return bool(lines) and all(int(line[:8], 16) == crc32(line[9:]) for line in lines)


def _find_test(path: Path, cache: Path) -> Callable[[Path], bool] | None:
    """Return what says whether a file of the cache is sound; None where nobody can."""
    if path.name == "due-line" or path.parent == cache / "checks":
        return _is_kept
    if path.suffix == ".pack" and path.parent == cache / "packs":
        return _is_compiled
    return _is_kept if path.suffix == ".json" else None


def check_caches(places: Places) -> list[Finding]:
    """Return what in the cache is damaged."""
    cache = places.home / "cache"
    if odd := _not_a_folder(places, cache):
        return [odd]
    found = []
    for path in places.walk(cache):
        if path.is_dir() and not path.is_symlink():
            if _find_test(path, cache):
                shown = places.show(path)
                says = "a folder, where a file was to be"
                found.append(Finding("not-a-file", shown, says, _MEANS, fix="put-aside"))
            continue
        if odd := odd_kind(places, path, _MEANS):
            found.append(_deleted(odd.code, odd.path, odd.says))
            continue
        test = _find_test(path, cache)
        if path.name.startswith(".") or test is None or not path.is_file():
            continue
        try:
            sound = test(path)
        except OSError as error:
            found.append(
                _deleted("cache", places.show(path), f"it can't be read: {error.strerror}")
            )
            continue
        except (ValueError, RecursionError):
            sound = False
        if not sound:
            found.append(_deleted("cache", places.show(path), "it's damaged"))
    return found


def check_shortened(places: Places) -> list[Finding]:
    """Return the files of the journal that have lost what was there when they were read last."""
    found: dict[str, Finding] = {}
    for name in ("progress.json", "progress-earlier.json"):
        for file, (offset, mark) in _read_reached(places.home / "cache" / name).items():
            path = places.home / "journal" / file
            says = _find_loss(path, offset, mark)
            if says and file not in found:
                found[file] = Finding(
                    "lost-lines",
                    places.show(path),
                    says,
                    "answers that counted are gone, unless their lines lie in another file now",
                    "if you didn't do that yourself, restore what is missing from a backup:"
                    " interview progress restore --merge FILE",
                )
    return [*found.values()]


def _find_loss(path: Path, offset: int, mark: bytes) -> str:
    try:
        if os.path.lexists(path) and not path.is_file():
            return f"it's {describe_kind(path)} now, and was a file"
        with open_plain(path) as file:
            size = file.seek(0, 2)
            if size < offset:
                return f"{offset - size} bytes are missing that were there when it was read last"
            file.seek(max(0, offset - len(mark)))
            if file.read(len(mark)) != mark:
                return "it was changed before the place to which it was read"
    except FileNotFoundError:
        return "it's gone, and was there when the journal was read last"
    except OSError:
        pass
    return ""


def _read_reached(path: Path) -> dict[str, tuple[int, bytes]]:
    """Return how far each file of the journal was read by a snapshot, and what stood before."""
    try:
        plain: Any = json.loads(read_kept(path))
        return {
            name: (int(offset), bytes.fromhex(mark))
            for name, (offset, mark) in plain["files"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _not_a_folder(places: Places, cache: Path) -> Finding | None:
    if cache.is_dir():
        return None
    if cache.is_file():
        says = "it's a file, not a folder"
        return Finding("not-a-folder", places.show(cache), says, _SLOW, fix="put-aside")
    return odd_kind(places, cache, _SLOW)


_SLOW = "nothing can be kept there, so that every start takes long"


def _deleted(code: str, shown: str, says: str) -> Finding:
    return Finding(code, shown, says, _MEANS, fix="delete")
