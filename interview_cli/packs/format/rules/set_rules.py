"""What must hold of the sets of a pack, beyond the types of their fields."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import date

from interview_cli.core.sentences import find_nearest, trim
from interview_cli.packs.kinds.kind import Found, fold_name
from interview_cli.packs.yaml.problems import FoundWithFixes
from interview_cli.packs.yaml.source import Fixes, Map, Seq, Source

DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def check_questions(part: Map, source: Source) -> Found:
    """Report a set without questions, and a question that is in it twice."""
    found = part.get("questions")
    if not isinstance(found, Seq):
        return
    if not found and not found.cut:
        yield part.key_at("questions"), "this set has no questions: write their ids in it"
    seen: dict[str, int] = {}
    for at, name in zip(found.places, found, strict=False):
        if isinstance(name, str):
            if name in seen:
                line = source.line_of(seen[name])
                yield at, f'"{trim(name)}" is in this set already, on line {line}: remove one'
            seen.setdefault(name, at)


def check_day(part: Map, source: Source, key: str, day: str) -> FoundWithFixes:
    """Report *day*, which is ``part[key]``, where it isn't written as a day that there is."""
    if DATE.fullmatch(day) and read_day(day) == day:
        return
    at, meant = part.at(key), read_day(day)
    fixes = source.replace_text(at, day, meant) if meant else ()
    how = f"write it as {meant}" if meant else "write a real day as 2026-11-21"
    yield at, f'{key} is "{trim(day)}"; {how}', *fixes


_YEAR_FIRST = re.compile(r"(\d{4})([-./])(\d{1,2})\2(\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-./])(\d{1,2})\2(\d{4})")


def read_day(text: str) -> str:
    """Return the day that *text* says as 2026-11-21; "" where there's none, or it could be two.

    With full stops the day comes before the month; with other signs either may come first.
    """
    if found := _YEAR_FIRST.fullmatch(text.strip()):
        ways = {(found[1], found[3], found[4])}
    elif found := _YEAR_LAST.fullmatch(text.strip()):
        ways = {(found[4], found[3], found[1])}
        ways |= {(found[4], found[1], found[3])} if found[2] != "." else set()
    else:
        return ""
    days = set()
    for year, month, day in ways:
        with suppress(ValueError):
            days.add(date(int(year), int(month), int(day)).isoformat())
    return days.pop() if len(days) == 1 else ""


def check_until(part: Map, source: Source) -> FoundWithFixes:
    """Report a last day that isn't one."""
    day = part.get("until")
    if isinstance(day, str):
        yield from check_day(part, source, "until", day)


def check_attempts(part: Map, source: Source) -> Found:
    """Report a number of attempts that nobody could make."""
    attempts = part.get("attempts")
    if isinstance(attempts, str) and int(attempts) < 1:
        yield part.at("attempts"), f"attempts is {trim(attempts)}; it must be 1 or more"


def find_unknown(
    pack: Map, source: Source, ids: Collection[str]
) -> Iterator[tuple[int, str, Fixes]]:
    """Report names in the sets of a pack that aren't *ids* of its questions."""
    by_spelling = {fold_name(name): name for name in ids}
    sets = pack.get("sets")
    for part in sets if isinstance(sets, Seq) else ():
        found = part.get("questions") if isinstance(part, Map) else None
        for at, name in zip(found.places, found, strict=False) if isinstance(found, Seq) else ():
            if isinstance(name, str) and name not in ids:
                alone = name.rpartition(":")[2]
                meant = alone if alone in ids else by_spelling.get(fold_name(alone), "")
                close = meant or find_nearest(name, ids)
                hint = f'did you mean "{close}"?' if close else "see: interview search -p PACK"
                fixes = source.replace_word(at, name, close, [*ids])
                fixes = source.replace_text(at, name, meant) if meant else fixes
                yield at, f'no question of this pack has the id "{trim(name)}": {hint}', fixes
