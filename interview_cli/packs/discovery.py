"""Which files make a pack, and which packs lie in a folder; nothing is parsed here."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from interview_cli.core.questions.picture_endings import is_picture
from interview_cli.packs.foreign_files import is_foreign

ENDINGS = (".yaml", ".yml")
HEAD = "pack.yaml"


def is_yaml(name: str) -> bool:
    """Whether a file of that *name* is YAML: some systems don't tell large letters from small."""
    return name.lower().endswith(ENDINGS)


def list_files(path: Path) -> list[Path]:
    """Return the YAML files of the pack at *path* that are not hidden, ``pack.yaml`` first."""
    if not path.is_dir():
        return [path]
    found = []
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [
            Path(folder, name)
            for name in sorted(names)
            if is_yaml(name) and not name.startswith(".")
        ]
    head = path / HEAD
    return sorted(found, key=lambda file: (file != head, str(file)))


def list_pictures(path: Path) -> list[Path]:
    """Return the files of the pack in the folder *path* that are named as pictures."""
    found = []
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        pictures = (name for name in sorted(names) if is_picture(name) and name[0] != ".")
        found += [Path(folder, name) for name in pictures]
    return found


def find_packs(path: Path) -> list[Path]:
    """Return the packs at *path*: itself, those in the folder, or the one of a topic file."""
    if path.is_file():
        return [find_pack(path)]
    if (path / HEAD).is_file():
        return [path]
    try:
        inside = sorted(path.iterdir())
    except OSError:
        return []
    return [
        item
        for item in inside
        if not item.name.startswith(".")
        and ((item / HEAD).is_file() or (is_yaml(item.name) and item.is_file()))
    ]


def find_packs_below(path: Path) -> list[Path]:
    """Return the packs in the folder *path* and below it, itself if it is one.

    Of the files outside packs' folders all count that aren't clearly another tool's: what
    was to be one must not be passed over.
    """
    if (path / HEAD).is_file() or find_misnamed_head(path / HEAD):
        return [path]
    found = []
    for folder, folders, names in os.walk(path):
        here = Path(folder)
        inner = [here / name for name in sorted(folders) if not _is_passed_over(here / name)]
        packs = [one for one in inner if (one / HEAD).is_file() or find_misnamed_head(one / HEAD)]
        folders[:] = [one.name for one in inner if one not in packs]
        files = [here / name for name in sorted(names) if is_yaml(name)]
        found += packs
        found += [file for file in files if file.name[0] != "." and not is_foreign_file(file)]
    return sorted(found)


def _is_passed_over(folder: Path) -> bool:
    """Whether packages of other programs are in *folder*, or what isn't shown."""
    name = folder.name
    return name.startswith(".") or name in _PACKAGES or (folder / "pyvenv.cfg").is_file()


_PACKAGES = frozenset(("node_modules", "site-packages", "__pycache__"))
#: No file of a pack is larger: of such a one it's said.
_LARGEST = 16 << 20


def is_foreign_file(file: Path) -> bool:
    """Whether *file* can be read, and is clearly not of a pack."""
    try:
        if not file.is_file() or file.stat().st_size > _LARGEST:
            return False
        return is_foreign(file.read_bytes().decode(errors="replace"))
    except OSError:
        return False


def find_packs_here() -> list[Path]:
    """Return the packs in and below the current folder.

    That is the folder itself, or the one above that its topic files belong to, or all folders
    and files below that are one each; else what has questions and does not say of which pack.
    """
    if Path(HEAD).is_file() or find_misnamed_head(Path(HEAD)):
        return [Path()]
    files = [path for path in find_packs(Path()) if path.is_file()]
    if files and not any(map(has_head, files)):
        above = find_pack(files[0].absolute())
        if above.is_dir():
            return [above]
    if found := [path for path in find_packs_below(Path()) if path.is_dir() or has_head(path)]:
        return found
    return [path for path in files if _HAS_QUESTIONS.search(_beginning(path))]


def find_misnamed_head(file: Path) -> Path | None:
    """Return the file beside *file* whose name is nearly ``pack.yaml``; None if there is none."""
    names = ("pack.yml", "Pack.yaml", "Pack.yml", "PACK.YAML")
    ways = [file.with_name(name) for name in names if name != file.name]
    found = next((way for way in ways if way.is_file()), None)
    return None if file.with_name(HEAD).exists() else found


def find_head_beside(file: Path) -> Path | None:
    """Return the one file beside *file* that has a pack's head and no questions; None if none.

    It's a ``pack.yaml`` with another name.
    """
    if file.with_name(HEAD).exists():
        return None
    heads = [path for path in _list_beside(file) if has_head(path)]
    alone = len(heads) == 1 and not _HAS_QUESTIONS.search(_beginning(heads[0]))
    return heads[0] if alone else None


def has_topics_beside(file: Path) -> bool:
    """Whether files beside *file* have questions, and don't say of which pack either."""
    beside = [path for path in _list_beside(file) if not has_head(path)]
    return any(_HAS_QUESTIONS.search(_beginning(path)) for path in beside)


def _list_beside(file: Path) -> list[Path]:
    try:
        return [
            path for path in sorted(file.parent.iterdir()) if is_yaml(path.name) and path != file
        ]
    except OSError:
        return []


def has_head(file: Path, text: str | None = None) -> bool:
    """Whether *file*, which reads *text*, says what pack it is, as far as a glance tells."""
    return bool(_HAS_HEAD.search(_beginning(file) if text is None else text[: 1 << 16].encode()))


def find_pack(file: Path, text: str | None = None) -> Path:
    """Return the folder of the pack that *file* belongs to; itself if it has a head."""
    if file.name != HEAD and has_head(file, text):
        return file
    for folder in file.parents[:4]:
        if (folder / HEAD).is_file():
            return folder
    return file


_HAS_QUESTIONS = re.compile(rb"(?m)^(?:\xef\xbb\xbf)?[\"']?questions[\"']?[ \t]*:")
_HAS_HEAD = re.compile(rb"(?m)^[\"']?pack[\"']?[ \t]*:")


def _beginning(file: Path) -> bytes:
    try:
        if not file.is_file():  # a pipe would wait for a writer for ever
            return b""
        with file.open("rb") as opened:
            return opened.read(1 << 16)
    except OSError:
        return b""


#: Seconds between two looks: soon enough after a save, and no load worth naming.
INTERVAL = 0.4

#: For each file its time in nanoseconds, size and number; None where it is not there.
Stamps = dict[Path, tuple[int, int, int] | None]


def read_stamps(paths: Sequence[Path]) -> Stamps:
    """Return the stamps of the files of the packs at *paths*; None for a file that is missing.

    Their pictures are among them.
    """
    found: Stamps = {}
    for path in paths:
        packs = find_packs(path) if path.is_dir() else [find_pack(path)]
        inside = (file for pack in packs for file in (*list_files(pack), *list_pictures(pack)))
        for file in [path, *inside]:
            if file != path or not path.is_dir():
                found[file] = read_stamp(file)
    return found


def read_stamp(file: Path) -> tuple[int, int, int] | None:
    """Return time of change, size and inode of *file*; None where it isn't there."""
    try:
        known = file.stat()
    except OSError:
        return None
    return known.st_mtime_ns, known.st_size, known.st_ino


def watch_changes(
    paths: Sequence[Path], wait: Callable[[], None] = lambda: time.sleep(INTERVAL)
) -> Iterator[list[Path]]:
    """Return an iterator over the files that were changed, added or removed, each time some were.

    An editor may write a file in several steps, so a change is given only once a second look,
    after *wait*, finds nothing new. A change counts from the time of this call.
    """
    known = last = read_stamps(paths)

    def watch() -> Iterator[list[Path]]:
        nonlocal known, last
        while True:
            wait()
            now = read_stamps(paths)
            if now == last != known:
                yield sorted(f for f in {**known, **now} if known.get(f) != now.get(f))
                known = now
            last = now

    return watch()
