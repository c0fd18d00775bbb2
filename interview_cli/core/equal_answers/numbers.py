"""Numbers as people write them: ``65,536``, ``0,5``, ``1/2``, ``50 %``, ``six``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from interview_cli.core.equal_answers.characters import drop_quotes, drop_stop, tidy
from interview_cli.core.equal_answers.plurals import is_plural_pair
from interview_cli.core.equal_answers.statuses import read_status

#: English number words; larger ones are rarely typed.
NUMBER_WORDS = {
    word: str(n)
    for n, word in enumerate(
        str.split(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
            "fifteen sixteen seventeen eighteen nineteen twenty"
        )
    )
}
_LONGEST = 400  # characters of a number that's read
_LARGE = 10**21  # from here on a number is shown with an exponent

_WHOLE = (
    r"(?P<whole>[1-9]\d{0,2}(?:(?P<gap>[, '])\d{3})(?:(?P=gap)\d{3})*"
    r"|[1-9]\d?(?:,\d{2})+,\d{3}"  # as in India
    r"|\d+(?:_\d+)*)"
)
_POWER = r"(?P<power>e[-+]?\d{1,3})?"
#: The first that fits counts: 65,536 has thousands, for 65.536 is written with a point too.
_FORMS = tuple(
    re.compile(form)
    for form in (
        _WHOLE + _POWER,
        r"(?P<whole>[1-9]\d{0,2}(?:\.\d{3}){2,})",
        rf"(?:{_WHOLE})?\.(?P<decimals>\d+){_POWER}",
        rf"{_WHOLE}\.(?P<decimals>){_POWER}",
        r"(?P<whole>[1-9]\d{0,2}(?P<gap>[. '])\d{3}(?:(?P=gap)\d{3})*|\d*),(?P<decimals>\d+)",
    )
)
_RATIO = re.compile(r"(?P<over>\d+) ?/ ?(?P<under>\d+)")
_PERCENT = re.compile(r" ?(?:%|per ?cent)$")
_ASKS_FOR_PERCENT = re.compile(r"%|\bper ?cent", re.IGNORECASE)


class Reading(NamedTuple):
    """A number, and how it was written; ``decimals`` is None where it has no point."""

    value: Fraction
    decimals: str | None = None
    sign: str = ""  # % or /
    padded: bool = False  # 007

    @property
    def share(self) -> Fraction:
        return self.value / 100 if self.sign == "%" else self.value


def read_number(text: str, units: Sequence[str] = ()) -> Reading | None:
    """Return the number that *text* is, with one of *units* around it or none; None otherwise."""
    if len(text) > _LONGEST:
        return None
    text = drop_stop(drop_quotes(tidy(text)))
    text = re.sub(r"^(?:an?|the) (?=[\w-])", "", text, flags=re.IGNORECASE)
    if (found := _read(text.casefold())) is None and (status := read_status(text)):
        return Reading(Fraction(int(status)))
    return found or next(filter(None, map(_read, _without_units(text, units))), None)


def _without_units(text: str, units: Sequence[str]) -> list[str]:
    found = []
    for unit in map(tidy, units):
        words = len(unit.split())
        parts = text.rsplit(maxsplit=words) if words else []
        if len(parts) == words + 1 and _is_unit(" ".join(parts[1:]), unit):
            found.append(parts[0])
        glued = re.fullmatch(r"(?P<number>.*?\d)[ -]?(?P<unit>[^\W\d].*|\W+)", text)
        if glued and _is_unit(glued["unit"], unit):
            found.append(glued["number"])
        if not any(map(str.isalnum, unit)) and text.startswith(unit):  # $5
            found.append(text.removeprefix(unit))
    return [text.strip().casefold() for text in found]


def _is_unit(typed: str, unit: str) -> bool:
    """Whether *typed* is *unit*; in short ones with capitals these count: ``Mb``, ``MB``."""
    if len(unit) <= 3 and not unit.islower():
        return typed == unit
    *before, last = typed.casefold().split()
    *others, noun = unit.casefold().split()
    return before == others and (last == noun or is_plural_pair(last, noun))


def _read(text: str) -> Reading | None:
    """Return the number that *text*, tidied and folded, is; None where it's anything else."""
    bare = _PERCENT.sub("", text)
    sign = "%" if bare != text else ""
    minus = -1 if bare[:1] == "-" else 1
    bare = re.sub(r"^[-+] ?", "", bare)
    bare = NUMBER_WORDS.get(bare, bare)
    if not sign and (ratio := _RATIO.fullmatch(bare)) and int(ratio["under"]):
        return Reading(minus * Fraction(int(ratio["over"]), int(ratio["under"])), sign="/")
    for found in filter(None, (form.fullmatch(bare) for form in _FORMS)):
        parts = found.groupdict()
        whole = re.sub(r"\D", "", parts["whole"] or "") or "0"
        decimals = parts.get("decimals")
        value = Fraction(f"{whole}.{decimals or 0}{parts.get('power') or ''}")
        padded = len(whole) > 1 and whole[0] == "0"
        return Reading(minus * value, decimals, sign, padded)
    return None


def is_number(
    typed: str, value: float, tolerance: float, *, units: Sequence[str] = (), asked: str = ""
) -> bool:
    """Whether *typed* is a number within *tolerance* of *value*: exactly, not about so.

    What was *asked* says whether ``%`` is the unit; else 50 % is also 0.5.
    """
    found = read_number(typed, units)
    if found is None:
        return False
    wanted, room = _exact(value), _exact(tolerance)
    whole = wanted.denominator == 1
    if found.sign == "/" and whole:
        return False  # 200/200 is not 1 to anybody who asked how many
    return any(
        abs(read - wanted) <= room
        or (read == Fraction(value) if whole else _rounds_to(read, value))
        for read in _values(found, wanted, units, asked)
    )


def _rounds_to(number: Fraction, value: float) -> bool:
    """Whether *number* has more digits than are kept of a fraction, and is else *value*."""
    return abs(number) < _LARGE and float(number) == value


def _values(found: Reading, wanted: Fraction, units: Sequence[str], asked: str) -> list[Fraction]:
    """Return what the number can be: 50 % is a half, and 50 where per cent are asked for."""
    if found.sign != "%" or _ASKS_FOR_PERCENT.search(" ".join((asked, *units))):
        return [found.value]
    return [found.share, *([found.value] if abs(wanted) >= 1 else [])]


def is_same_number(typed: str, key: str, units: Sequence[str] = ()) -> bool:
    """Whether two texts are one number, and no versions or types: 3.10 and 3.1, 2.0 and 2."""
    ours, theirs = read_number(key, units), read_number(typed, units)
    if ours is None or theirs is None or ours.share != theirs.share or ours.padded != theirs.padded:
        return False
    whole = ours.share.denominator == 1
    if ours.sign != theirs.sign:
        return not whole
    return ours.decimals == theirs.decimals or (not whole and abs(ours.share) < 1)


def _exact(value: float) -> Fraction:
    return Fraction(repr(float(value)))  # 0.1 as it's written


def write_number(value: float) -> str:
    """Return *value* as one would type it, with all its digits."""
    if abs(value) >= _LARGE:
        return f"{Decimal(repr(value)).normalize():e}".replace("e+", "e")
    if value == int(value):
        return str(int(value))
    return f"{Decimal(repr(value)):f}"
