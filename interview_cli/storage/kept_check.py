"""What ``pack check`` last said of some files, said again while nothing has changed.

Saying it again needs neither YAML nor the rules, and next to nothing is imported. It counts for
the same command line in the same folder, on one day, for the files as they are and the program
as it is. It is a cache, which may be deleted at any time.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from time import time_ns
from zlib import crc32

from interview_cli import __version__
from interview_cli.storage.paths import find_home
from interview_cli.storage.reading.kept_files import read_kept
from interview_cli.storage.reading.plain_files import read_plain
from interview_cli.storage.stamps import read_stamp, was_changed_lately

#: Raised when the file is laid out in another way.
SCHEMA = 1

#: What changed just now may change again without another stamp: then what is in it is looked at
#: too, and stands in its stamp behind this sign.
_CONTENT = " content "

#: More than this is not kept: of answers, of files that one is made from, of characters.
_MOST_KEPT, _MOST_FILES, _LONGEST = 32, 20_000, 1 << 20

#: What may be in a folder above a topic file, and makes it a part of a pack.
_HEADS = ("pack.yaml", "pack.yml", "Pack.yaml", "Pack.yml", "PACK.YAML")
_ABOVE = 4

#: What an answer may depend on beside the command line.
_NAMES = ("CI", "COLUMNS", "NO_COLOR", "ACCESSIBLE", "LANG", "LC_ALL")


def read_answer(args: list[str], day: int) -> tuple[int, str, str] | None:
    """Return what was said to *args* on this *day*: exit code, output and errors.

    None where it has to be found out again.
    """
    key = _key(args, day)
    try:
        kept = read_kept(_place(key)).decode(errors="surrogateescape")
        known, code, out, err, *made_from = kept.split("\0")
        pairs = [*zip(made_from[::2], made_from[1::2], strict=True)]
    except (OSError, ValueError):
        return None
    if known != key or any(_stamp_like(stamp, path) != stamp for path, stamp in pairs):
        return None
    return int(code), out, err


def read_stamps(paths: Iterable[str]) -> dict[str, str] | None:
    """Return all that the answer about *paths* is made from, as it is now.

    None if it's too much, or if a pipe is there, whose stamp says nothing.
    """
    found: dict[str, str] = {}
    now = time_ns()
    for path in paths:
        for one in (*_above(path), *_walk(path)):
            stamp = read_stamp(one)
            odd = stamp and not (os.path.isfile(one) or os.path.isdir(one))
            if odd or len(found) == _MOST_FILES:
                return None
            if was_changed_lately(stamp, now):
                stamp += _CONTENT + _read_content(one)
            found[one] = stamp
    return found


def write_answer(
    args: list[str], day: int, said: tuple[int, str, str], made_from: dict[str, str] | None
) -> None:
    """Keep what was *said* to *args*; *made_from* are stamps from before it was found out."""
    if made_from is None:
        return
    key = _key(args, day)
    parts = [key, *map(str, said), *(part for pair in made_from.items() for part in pair)]
    rest = "\0".join(parts)
    if len(rest) > _LONGEST or rest.count("\0") != len(parts) - 1:
        return
    from pathlib import Path  # reading an answer does without

    from interview_cli.storage import files

    try:
        data = rest.encode(errors="surrogateescape")
        files.keep(Path(_place(key)), data, most=_MOST_KEPT)
    except (OSError, ValueError):
        return  # it will be found out again, and that is all


def _place(key: str) -> str:
    return os.path.join(find_home(), "cache", "checks", f"{crc32(os.fsencode(key)):08x}")


def _key(args: list[str], day: int) -> str:
    """Return all that an answer depends on beside the files that it is about."""
    names = (
        f"{name}={value}"
        for name, value in sorted(os.environ.items())
        if name in _NAMES or name.startswith(("GITHUB_", "INTERVIEW_"))
    )
    terminals = (sys.stdout.isatty(), sys.stderr.isatty())
    parts = (SCHEMA, read_program(), day, os.getcwd(), terminals, args, *names)
    return "\n".join(map(ascii, parts))


@cache
def read_program() -> str:
    """Return what this program is: its version, its files, and when a library was installed."""
    package = os.path.dirname(os.path.dirname(__file__))
    stamps = [sys.version, __version__]
    for folder, folders, names in os.walk(package):
        folders[:] = sorted(name for name in folders if name[0] not in "._")
        stamps += (read_stamp(os.path.join(folder, name)) for name in sorted(names))
    # Not the current folder, which may be on the path too, and changes with any file in it.
    stamps += (read_stamp(path) for path in sys.path if path.endswith("-packages"))
    return str(crc32("\n".join(stamps).encode()))


def _above(path: str) -> Iterator[str]:
    """Yield *path*, and where the head of its pack may be."""
    yield path
    folder = os.path.abspath(path)
    for _ in range(_ABOVE):
        folder = os.path.dirname(folder)
        yield from (os.path.join(folder, name) for name in _HEADS)


def _walk(path: str) -> Iterator[str]:
    """Yield what is in the folder *path*, or in the pack that the file *path* may belong to."""
    if not os.path.isdir(path):
        folder = os.path.dirname(os.path.abspath(path))
        for _ in range(_ABOVE):
            if any(os.path.isfile(os.path.join(folder, name)) for name in _HEADS):
                path = folder
                break
            folder = os.path.dirname(folder)
        else:
            return
    for where, folders, files in os.walk(path):
        folders[:] = (name for name in folders if not name.startswith("."))
        yield where
        yield from (os.path.join(where, name) for name in files if not name.startswith("."))


def _stamp_like(stamp: str, path: str) -> str:
    """Return the stamp of *path*, with what is in it if *stamp* has that."""
    content = _CONTENT + _read_content(path) if _CONTENT in stamp else ""
    return read_stamp(path) + content


def _read_content(path: str) -> str:
    """Return a checksum of a file's bytes, or of the names in a folder."""
    try:
        if os.path.isdir(path):
            return str(crc32("\n".join(sorted(os.listdir(path))).encode(errors="surrogateescape")))
        return str(crc32(read_plain(path)))
    except OSError:
        return ""
