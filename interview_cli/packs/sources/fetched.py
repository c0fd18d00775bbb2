"""What a source gives: the files of one pack, and which names and sizes those may have.

Names were chosen by others: whatever a source is, they are checked here before anything is
written under them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from posixpath import dirname
from typing import Literal

from interview_cli.core.errors import UsageError
from interview_cli.core.safe_text import UNSAFE
from interview_cli.core.sentences import count, trim
from interview_cli.packs.discovery import ENDINGS, HEAD

Sort = Literal["folder", "file", "archive", "git", "distribution"]

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
        raise UsageError(f"there is no pack in {where} at {trim(inside)}", _list_others(seen))
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
    raise UsageError(
        f"there is no pack in {where}: {what}", f"a pack is a YAML file, or a folder with a {HEAD}"
    )


def pack_files(names: Iterable[str], root: str) -> dict[str, str]:
    """Return the names that are part of the pack at *root*, by what they are called in it."""
    if root.endswith(ENDINGS):
        return {HEAD: root}
    start = f"{root}/" if root else ""
    found = {name[len(start) :]: name for name in names if name.startswith(start)}
    return {name: full for name, full in found.items() if is_pack_file(name)}


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
        _check_part(part)
    whole = "/".join(parts)
    if len(whole.encode()) > _LONGEST:
        raise InvalidName("has a name that is too long")
    return whole


def is_reserved(part: str) -> bool:
    """Whether Windows keeps the name *part* for a device."""
    return part.partition(".")[0].rstrip(" ").casefold() in _DEVICES


def _check_part(part: str) -> None:
    if _FORBIDDEN.search(part):
        raise InvalidName("has a character in its name that Windows has no file for")
    if part.endswith((".", " ")) or part.startswith(" "):
        raise InvalidName("has a name with a space or a dot at its end")
    if is_reserved(part):
        raise InvalidName("has a name that Windows keeps for a device")
    if len(part.encode()) > _LONGEST_PART:
        raise InvalidName("has a name that is too long")


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
