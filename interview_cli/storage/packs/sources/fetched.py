"""What a source gives: the files of one pack, and which of many files those are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from posixpath import dirname
from typing import Literal

from interview_cli.errors import UsageError
from interview_cli.storage.packs.listing import ENDINGS, HEAD
from interview_cli.storage.packs.problems import brief, count

Sort = Literal["folder", "file", "archive", "git", "distribution"]

#: No pack is larger; of a larger source nothing is taken.
MOST_FILES = 1000
MOST_BYTES = 20 * 1024 * 1024

#: What is taken beside the YAML files: words that mean the same, and what people read.
_BESIDE = {"synonyms.txt", "LICENSE", "LICENSE.txt", "LICENCE", "LICENCE.txt", "NOTICE"}


@dataclass(frozen=True, slots=True)
class Fetched:
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


def wanted(name: str) -> bool:
    """Say whether the file *name*, below a pack's folder, is part of a pack."""
    parts = name.split("/")
    if any(part.startswith(".") for part in parts):
        return False
    return name.endswith((*ENDINGS, ".md")) or (len(parts) == 1 and name in _BESIDE)


def root_of(names: Collection[str], where: str, inside: str = "") -> str:
    """Give the folder of the pack among *names*: that of the ``pack.yaml`` nearest the top.

    With *inside* that very folder. The top is ``""``; a file that is a pack by itself is
    given as its own name. Raises UsageError where there is none, or more than one.
    """
    seen = [n for n in names if not any(part.startswith(".") for part in n.split("/"))]
    inside = inside.strip("/")
    if inside:
        if inside in seen or any(dirname(n) == inside and n.endswith(HEAD) for n in seen):
            return inside
        raise UsageError(f"there is no pack in {where} at {brief(inside)}", _others(seen))
    heads = [dirname(name) for name in seen if name.rpartition("/")[2] == HEAD]
    if heads:
        depth = min(map(_depth, heads))
        roots = sorted(head for head in heads if _depth(head) == depth)
        if len(roots) == 1:
            return roots[0]
        raise UsageError(f"there are {len(roots)} packs in {where}", _others(seen))
    single = [name for name in seen if name.endswith(ENDINGS)]
    if len(single) == 1:
        return single[0]
    what = "no YAML file" if not single else f"{len(single)} YAML files and no {HEAD}"
    raise UsageError(
        f"there is no pack in {where}: {what}", f"a pack is a YAML file, or a folder with a {HEAD}"
    )


def below(names: Iterable[str], root: str) -> dict[str, str]:
    """Give the names that are part of the pack at *root*, by what they are called in it."""
    if root.endswith(ENDINGS):
        return {HEAD: root}
    start = f"{root}/" if root else ""
    found = {name[len(start) :]: name for name in names if name.startswith(start)}
    return {name: full for name, full in found.items() if wanted(name)}


def check_size(number: int, size: int, where: str) -> None:
    """Refuse more than a pack can be; raises UsageError."""
    if number > MOST_FILES:
        raise UsageError(
            f"{where} holds more than {MOST_FILES} files",
            "a pack is its YAML files: name the folder that holds just them",
        )
    if size > MOST_BYTES:
        raise UsageError(
            f"{where} holds more than {MOST_BYTES >> 20} MiB",
            "a pack is text: take out what is none",
        )


def _depth(folder: str) -> int:
    return folder.count("/") + 1 if folder else 0


def _others(names: list[str]) -> str:
    roots = sorted({dirname(n) for n in names if n.rpartition("/")[2] == HEAD} - {""})
    if not roots:
        return "see what is in it"
    some = ", ".join(brief(root) for root in roots[:8])
    more = f" and {count(len(roots) - 8, 'other')}" if len(roots) > 8 else ""
    return f"say which with --folder: {some}{more}"
