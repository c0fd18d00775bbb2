"""The cache: what in it is damaged."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from zlib import crc32

from interview_cli.core.progress.finding import Finding
from interview_cli.storage.doctor.places import Places, odd_kind
from interview_cli.storage.reading.kept_files import OfAnOlderVersion, read_kept
from interview_cli.storage.reading.plain_files import open_plain

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
    return _is_kept if path.suffix in (".json", ".ids") else None


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
