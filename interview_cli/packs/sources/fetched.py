"""What a source gives: the files of one pack, and which names and sizes those may have.

Names were chosen by others: whatever a source is, they are checked here before anything is
written under them.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from posixpath import dirname
from typing import Literal, TypeVar

from interview_cli.core.errors import DiskError, UsageError
from interview_cli.core.questions.picture_endings import is_picture
from interview_cli.core.sentences import count, trim
from interview_cli.packs.discovery import HEAD, is_yaml
from interview_cli.packs.file_names import InvalidName, file_key, normalize
from interview_cli.packs.foreign_files import is_foreign
from interview_cli.packs.not_a_pack import WHAT_A_PACK_IS

File = TypeVar("File")
Sort = Literal["folder", "file", "archive", "web", "git", "distribution", "bundled"]

LINK = "is a link: put the file itself there"
TWICE = "is in it twice, or differs in capitals only"

#: No pack is larger; of a larger source nothing is taken.
MOST_FILES = 1000
MOST_BYTES = 20 * 1024 * 1024

#: How many YAML files are looked into for the one that is a pack by itself.
_MOST_LOOKED_INTO = 50

#: What is taken beside the YAML files: words that mean the same, and what people read.
_BESIDE = {"synonyms.txt", "LICENSE", "LICENSE.txt", "LICENCE", "LICENCE.txt", "NOTICE"}


@dataclass(frozen=True, slots=True)
class Download:
    """A file that was downloaded: ``host`` gave it in the end, ``private`` says who was asked.

    ``pinned``: its hash was named beforehand, and is this one.
    """

    size: int
    sha256: str
    host: str
    private: bool
    pinned: bool


@dataclass(frozen=True, slots=True)
class FetchedPack:
    """A pack as it came: the bytes of its files by their names, with ``/``, below its folder.

    ``source`` is what gives it again; ``inside`` the folder there. For git ``commit`` has 40
    or 64 hex digits, and ``ref`` says by which name it was asked for: as git writes it
    (``refs/tags/v1.2``), a commit itself, or nothing for what is newest. ``foreign`` names
    YAML files of other tools that lay among the pack's and aren't in ``files``.
    """

    sort: Sort
    source: str
    files: Mapping[str, bytes]
    inside: str = ""
    commit: str = ""
    ref: str = ""
    download: Download | None = None
    foreign: tuple[str, ...] = ()


def leave_out_foreign(pack: FetchedPack) -> FetchedPack:
    """Return *pack* without the YAML files that are clearly another tool's."""
    foreign = tuple(
        name
        for name, data in sorted(pack.files.items())
        if is_yaml(name) and name != HEAD and is_foreign(_decode(data))
    )
    files = {name: data for name, data in pack.files.items() if name not in foreign}
    return replace(pack, files=files, foreign=foreign)


def _decode(data: bytes) -> str:
    return data.decode(errors="replace")


def is_pack_file(name: str) -> bool:
    """Whether the file *name*, below a pack's folder, is part of a pack."""
    parts = name.split("/")
    if any(part.startswith(".") for part in parts):
        return False
    taken = is_yaml(name) or name.endswith(".md") or is_picture(name)
    return taken or (len(parts) == 1 and name in _BESIDE)


def find_root(
    names: Collection[str],
    where: str,
    inside: str = "",
    read_file: Callable[[str], bytes] | None = None,
) -> str:
    """Return the folder of the pack among *names*: that of the ``pack.yaml`` nearest the top.

    With *inside* that very folder. The top is ``""``; for a file that is a pack by itself
    it is the file's name, YAML files of other tools not counted where *read_file* gives what
    is in them. Raises UsageError where there is none, or more than one.
    """
    seen = [n for n in names if not any(part.startswith(".") for part in n.split("/"))]
    inside = inside.strip("/")
    if inside:
        if inside in seen or any(dirname(n) == inside and n.endswith(HEAD) for n in seen):
            return inside
        raise UsageError(f"{where} doesn't contain a pack at {trim(inside)}", _list_others(seen))
    heads = [dirname(name) for name in seen if name.rpartition("/")[2] == HEAD]
    if heads:
        depth = min(map(_depth, heads))
        roots = sorted(head for head in heads if _depth(head) == depth)
        if len(roots) == 1:
            return roots[0]
        raise UsageError(f"there are {len(roots)} packs in {where}", _list_others(seen))
    single = [name for name in seen if is_yaml(name)]
    if read_file and 1 < len(single) <= _MOST_LOOKED_INTO:
        single = [name for name in single if not is_foreign(_decode(read_file(name)))] or single
    if len(single) == 1:
        return single[0]
    what = "no YAML file" if not single else f"{len(single)} YAML files and no {HEAD}"
    raise UsageError(f"{where} doesn't contain a pack: {what}", WHAT_A_PACK_IS)


def select_files(files: Mapping[str, File], root: str, where: str) -> dict[str, File]:
    """Return *files* of the pack at *root* by their names below it; raises UsageError."""
    if is_yaml(root):
        return {HEAD: files[root]} if root in files else {}
    start = f"{root}/" if root else ""
    found: dict[str, File] = {}
    keys = set()
    for name, file in files.items():
        below = name.removeprefix(start)
        if name.startswith(start) and is_pack_file(below):
            kept = safe_name(where, below)
            if file_key(kept) in keys:
                raise refusal(where, below, TWICE)
            keys.add(file_key(kept))
            found[kept] = file
    return found


def read_files(
    paths: Mapping[str, Path], where: str, *, follow_links: bool = False
) -> dict[str, bytes]:
    """Read the files at *paths*; raises UsageError and DiskError."""
    files: dict[str, bytes] = {}
    total = 0
    for name, path in paths.items():
        try:
            files[name] = _read_file(path, where, follow_links)
        except OSError as error:
            hint = "check that it's yours and can be read"
            raise DiskError(f"cannot read {path}: {error.strerror}", hint) from error
        total += len(files[name])
        check_size(len(files), total, where)
    return files


def _read_file(path: Path, where: str, follow_links: bool) -> bytes:
    """Read a file that is one: nothing that would wait for a writer."""
    status = path.stat() if follow_links else path.lstat()
    if stat.S_ISLNK(status.st_mode):
        raise refusal(where, path.name, LINK)
    if not stat.S_ISREG(status.st_mode):
        raise refusal(where, path.name, "isn't a file")
    check_size(0, status.st_size, where)
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(path, flags | (0 if follow_links else getattr(os, "O_NOFOLLOW", 0)))
    with open(descriptor, "rb") as file:
        return file.read(MOST_BYTES + 1)


def check_size(number: int, size: int, where: str) -> None:
    """Raise UsageError for more files or bytes than a pack can have."""
    if number > MOST_FILES:
        raise UsageError(
            f"{where} holds more than {MOST_FILES} files",
            "a pack is its YAML files and their pictures: name the folder that holds just them",
        )
    if size > MOST_BYTES:
        raise UsageError(
            f"{where} holds more than {MOST_BYTES >> 20} MiB",
            "a pack is text and small pictures: take out what else is there",
        )


def _depth(folder: str) -> int:
    return folder.count("/") + 1 if folder else 0


def _list_others(names: list[str]) -> str:
    roots = sorted({dirname(n) for n in names if n.rpartition("/")[2] == HEAD} - {""})
    if not roots:
        return "see what is in it"
    some = ", ".join(trim(root) for root in roots[:8])
    more = f" and {count(len(roots) - 8, 'other')}" if len(roots) > 8 else ""
    return f"say which with --folder: {some}{more}"


def safe_name(shown: str, name: str) -> str:
    """Return *name* as ``normalize`` does; raises UsageError for a name in the source *shown*."""
    try:
        return normalize(name)
    except InvalidName as why:
        raise refusal(shown, name, str(why)) from None


def refusal(shown: str, name: str, why: str) -> UsageError:
    """Return the error for a source *shown* whose file *name* can't be taken."""
    what = trim(name, 80) or "a file"
    return UsageError(f"{shown} is refused: {what} {why}", "nothing of it was written")
