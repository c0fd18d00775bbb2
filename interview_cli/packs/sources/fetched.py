"""What a source gives: the files of one pack, and which names and sizes those may have.

Names were chosen by others: whatever a source is, they are checked here before anything is
written under them.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname
from typing import Literal, TypeVar

from interview_cli.core.errors import DiskError, UsageError
from interview_cli.core.safe_text import UNSAFE
from interview_cli.core.sentences import count, trim
from interview_cli.packs.discovery import ENDINGS, HEAD
from interview_cli.packs.not_a_pack import WHAT_A_PACK_IS

File = TypeVar("File")
Sort = Literal["folder", "file", "archive", "git", "distribution"]

LINK = "is a link: put the file itself there"
TWICE = "is in it twice, or differs in capitals only"

#: No pack is larger; of a larger source nothing is taken.
MOST_FILES = 1000
MOST_BYTES = 20 * 1024 * 1024

#: What is taken beside the YAML files: words that mean the same, and what people read.
_BESIDE = {"synonyms.txt", "LICENSE", "LICENSE.txt", "LICENCE", "LICENCE.txt", "NOTICE"}

#: What Windows keeps for devices, whatever ending follows.
_DEVICES = {"con", "prn", "aux", "nul", "conin$", "conout$", "clock$"}
_DEVICES |= {f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³"}
_FORBIDDEN = re.compile(r'[<>:"|?*\n\t]')
_DRIVE = re.compile(r"[A-Za-z]:")

#: In bytes: what file systems take.
_LONGEST_PART = 200
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class FetchedPack:
    """A pack as it came: the bytes of its files by their names, with ``/``, below its folder.

    ``source`` is what gives it again; ``inside`` the folder there. For git ``commit`` has 40
    or 64 hex digits, and ``ref`` says by which name it was asked for: as git writes it
    (``refs/tags/v1.2``), a commit itself, or nothing for what is newest.
    """

    sort: Sort
    source: str
    files: Mapping[str, bytes]
    inside: str = ""
    commit: str = ""
    ref: str = ""


def is_pack_file(name: str) -> bool:
    """Whether the file *name*, below a pack's folder, is part of a pack."""
    parts = name.split("/")
    if any(part.startswith(".") for part in parts):
        return False
    return name.endswith((*ENDINGS, ".md")) or (len(parts) == 1 and name in _BESIDE)


def find_root(names: Collection[str], where: str, inside: str = "") -> str:
    """Return the folder of the pack among *names*: that of the ``pack.yaml`` nearest the top.

    With *inside* that very folder. The top is ``""``; for a file that is a pack by itself
    it is the file's name. Raises UsageError where there is none, or more than one.
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
    single = [name for name in seen if name.endswith(ENDINGS)]
    if len(single) == 1:
        return single[0]
    what = "no YAML file" if not single else f"{len(single)} YAML files and no {HEAD}"
    raise UsageError(f"{where} doesn't contain a pack: {what}", WHAT_A_PACK_IS)


def select_files(files: Mapping[str, File], root: str, where: str) -> dict[str, File]:
    """Return *files* of the pack at *root* by their names below it; raises UsageError."""
    if root.endswith(ENDINGS):
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
            raise DiskError(f"cannot read {path}: {error.strerror}") from error
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
            "a pack is its YAML files: name the folder that holds just them",
        )
    if size > MOST_BYTES:
        raise UsageError(
            f"{where} holds more than {MOST_BYTES >> 20} MiB", "a pack is text: take out what isn't"
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


class InvalidName(ValueError):
    """A name that no file of a pack may have; its text says why."""


def normalize(name: str) -> str:
    """Return *name* in NFC, with ``/`` between its parts; raises InvalidName.

    What would lie elsewhere (``..``, ``/x``, ``C:x``), can't be shown, or can't be a file on
    one of the three systems is refused.
    """
    if UNSAFE.search(name) or "\n" in name or "\t" in name:
        raise InvalidName("has a character in its name that cannot be shown")
    name = unicodedata.normalize("NFC", name).replace("\\", "/")
    if name.startswith("/") or _DRIVE.match(name):
        raise InvalidName("has an absolute path for a name")
    parts = [part for part in name.split("/") if part not in ("", ".")]
    if ".." in parts:
        raise InvalidName("leaves the folder with ..")
    if not parts:
        raise InvalidName("has no name")
    for part in parts:
        if _FORBIDDEN.search(part):
            raise InvalidName("has a character in its name that Windows has no file for")
        if part.endswith((".", " ")) or part.startswith(" "):
            raise InvalidName("has a name with a space or a dot at its end")
        if is_reserved(part):
            raise InvalidName("has a name that Windows keeps for a device")
    whole = "/".join(parts)
    if len(whole.encode()) > _LONGEST or max(len(p.encode()) for p in parts) > _LONGEST_PART:
        raise InvalidName("has a name that is too long")
    return whole


def is_reserved(part: str) -> bool:
    """Whether Windows keeps the name *part* for a device."""
    return part.partition(".")[0].rstrip(" ").casefold() in _DEVICES


def file_key(name: str) -> str:
    """Return what names share that are one file where upper and lower case are the same."""
    return unicodedata.normalize("NFC", name.casefold())


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
