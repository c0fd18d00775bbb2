"""Which tags of a repository are newer than others, by the numbers in their names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

_PARTS = re.compile(r"([^0-9]*)([0-9]+(?:[._-][0-9]+)*)(.*)", re.DOTALL)
_PIECES = re.compile(r"[a-z]+|[0-9]+")
_EARLIER, _BARE, _LATER = range(3)
#: One word for each step towards a release, so that they sort as they come.
_STEPS = {"dev": "", "alpha": "a", "beta": "b", "c": "rc", "pre": "rc", "preview": "rc"}

#: A number of any length, that compares as one: how many digits, and which.
_Number = tuple[int, str]


class _Version(NamedTuple):
    """What a tag says of its age: compared in this order, among those of one ``start``."""

    numbers: tuple[_Number, ...]
    rank: int
    steps: tuple[tuple[str, _Number], ...]


def newer(names: Iterable[str], present: str) -> list[str]:
    """Give those of *names* that are newer than the tag *present*, the newest first.

    Only tags that begin alike are compared; what is before a release (``v1.0-rc1``) is left
    out unless *present* is such a one too.
    """
    start, now = _read(present)
    if now is None:
        return []
    found = []
    for name in names:
        other, version = _read(name)
        if version is None or other != start or version <= now:
            continue
        if version.rank != _EARLIER or now.rank == _EARLIER:
            found.append(name)
    return newest_first(found)


def newest_first(names: Iterable[str]) -> list[str]:
    """Sort tags: those that begin as most do come first, of those the highest numbers."""
    read = {name: _read(name) for name in names}
    many = Counter(start for start, version in read.values() if version)

    def age(name: str) -> tuple[bool, int, str, _Version, str]:
        start, version = read[name]
        return version is not None, many[start], start, version or _Version((), 0, ()), name

    return sorted(read, key=age, reverse=True)


def _read(name: str) -> tuple[str, _Version | None]:
    """Give what stands before the first digit, and the version; None where there is none."""
    found = _PARTS.fullmatch(name)
    if found is None:
        return name, None
    numbers = [_number(digits) for digits in re.findall("[0-9]+", found[2])]
    while numbers and numbers[-1] == _number("0"):  # v1 is v1.0
        numbers.pop()
    suffix = found[3].lower().partition("+")[0]
    if not suffix:
        return found[1], _Version(tuple(numbers), _BARE, ())
    rank = _LATER if re.fullmatch(r"[._-]?post[._-]?[0-9]*", suffix) else _EARLIER
    return found[1], _Version(tuple(numbers), rank, tuple(map(_step, _PIECES.findall(suffix))))


def _number(digits: str) -> _Number:
    plain = digits.lstrip("0")
    return len(plain), plain


def _step(piece: str) -> tuple[str, _Number]:
    return ("", _number(piece)) if piece.isdigit() else (_STEPS.get(piece, piece), (0, ""))
