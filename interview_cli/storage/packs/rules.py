"""What must hold beyond types: a table of small rules, each with an exact place.

A rule gets a part as it was read, in which whatever is wrong in shape is unknown
already, so it looks only at what it finds. To add one, write a function that yields
places and messages, and put it into the table of its part.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from math import isfinite
from typing import Any

from interview_cli.core.question import LEVELS
from interview_cli.storage.packs.nodes import UNKNOWN, Map, Seq
from interview_cli.storage.packs.problems import brief
from interview_cli.storage.packs.python_rules import folded, markdown, programs
from interview_cli.storage.packs.quiz_rules import blanks, choice, order, output, short
from interview_cli.storage.packs.source import Source

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PATH = re.compile(rf"{SLUG.pattern}(?:/{SLUG.pattern})*")
_WAS = re.compile(rf"(?:{SLUG.pattern}:)?{SLUG.pattern}")
_ADDRESS = re.compile(r"https?://[^\s/?#]+\S*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_VERSIONS = re.compile(r"\s*(?:[<>]=?|[=!~]=|===)\s*\d[\w.*+!-]*\s*(?:,(?!\s*$)|$)")

#: Places with what is wrong there.
Found = Iterator[tuple[int, str]]
Rule = Callable[[Map, Source], Found]


def apply(part: Map, source: Source, table: tuple[tuple[str, Rule], ...]) -> None:
    """Report all that the rules of *table* find in *part*."""
    for name, rule in table:
        for at, message in rule(part, source):
            source.flaw(at, message, name)


def slug(part: Map, key: str) -> Found:
    """Let ``part[key]`` be a slug."""
    text = part.get(key)
    if isinstance(text, str) and not SLUG.fullmatch(text):
        yield part.at(key), _spelt(key, text, "small letters, digits and single hyphens")


def path(part: Map, key: str) -> Found:
    """Let ``part[key]`` be a path of slugs."""
    text = part.get(key)
    if isinstance(text, str) and not _PATH.fullmatch(text):
        yield part.at(key), _spelt(key, text, "slugs with / between them, as in python/asyncio")


def _spelt(key: str, text: str, wanted: str) -> str:
    parts = (re.sub(r"[^a-z0-9]+", "-", p.lower()).strip("-") for p in text.split("/"))
    better = ("/" if key == "topic" else "-").join(part for part in parts if part)
    hint = f": {brief(better)}" if better else ""
    article = "an" if key == "id" else "a"
    return f'{key} is "{brief(text)}"; {article} {key} is made of {wanted}{hint}'


def items(part: Map, key: str) -> list[tuple[int, Any]]:
    """Give the items of a list with their places, whatever they are."""
    found = part.get(key)
    return list(zip(found.places, found, strict=False)) if isinstance(found, Seq) else []


def maps(part: Map, key: str) -> list[Map]:
    """Give the items of a list that are mappings."""
    found = part.get(key)
    return [item for item in found if isinstance(item, Map)] if isinstance(found, Seq) else []


def _id(part: Map, source: Source) -> Found:
    yield from slug(part, "id")
    for follow_up in maps(part, "follow_ups"):
        yield from slug(follow_up, "id")


def _topic(part: Map, source: Source) -> Found:
    return path(part, "topic")


def _group(part: Map, source: Source) -> Found:
    return slug(part, "group")


def unique(part: Map, source: Source, key: str) -> Found:
    """Let the ids of the list ``part[key]`` be different."""
    seen: dict[str, int] = {}
    for item in maps(part, key):
        if isinstance(name := item.get("id"), str):
            at = item.at("id")
            if name in seen:
                line = source.line_of(seen[name])
                yield at, f'id "{brief(name)}" is used on line {line} already: choose another'
            seen.setdefault(name, at)


def _follow_ups(part: Map, source: Source) -> Found:
    return unique(part, source, "follow_ups")


def _key_points(part: Map, source: Source) -> Found:
    level = part.get("level")
    for holder in (part, *maps(part, "follow_ups")):
        for point in maps(holder, "key_points"):
            weight, least = point.get("weight"), point.get("from")
            if isinstance(weight, str) and not (float(weight) > 0 and isfinite(float(weight))):
                yield point.at("weight"), f"weight is {brief(weight)}; it must be more than 0"
            if least in LEVELS and level in LEVELS and LEVELS.index(least) < LEVELS.index(level):
                message = f"from is {least}, but the question is {level}: write {level} or more"
                yield point.at("from"), message


def _sources(part: Map, source: Source) -> Found:
    for at, text in items(part, "sources"):
        if isinstance(text, str) and not _ADDRESS.fullmatch(text):
            yield at, f'"{brief(text)}" is no web address: write all of it, from https:// on'


def _checked(part: Map, source: Source) -> Found:
    checked = part.get("checked")
    if isinstance(checked, Map) and isinstance(day := checked.get("date"), str):
        try:
            sound = _DATE.fullmatch(day) and date.fromisoformat(day)
        except ValueError:
            sound = None
        if not sound:
            yield checked.at("date"), f'date is "{brief(day)}"; write a real day as 2026-11-21'


def _needs(part: Map, source: Source) -> Found:
    needs = part.get("needs")
    if not isinstance(needs, Map):
        return
    for name, versions in needs.items():
        if isinstance(versions, str) and not re.fullmatch(f"(?:{_VERSIONS.pattern})+", versions):
            bare = re.fullmatch(r"\d+(\.\d+)*", versions)
            hint = f'">={versions}"' if bare else '">=1.2" or ">=1.2,<2"'
            yield needs.at(name), f'{brief(name)} is "{brief(versions)}"; write versions as {hint}'


def _was(part: Map, source: Source) -> Found:
    for at, text in items(part, "was"):
        if isinstance(text, str) and not _WAS.fullmatch(text):
            yield at, f'"{brief(text)}" is no earlier name: write old-id, or other-pack:old-id'


def _fixed(part: Map, source: Source) -> Found:
    if "fixed" in part and "code" not in part and not part.cut:
        yield part.key_at("fixed"), "fixed mends the code, but there is no code: write code too"


def check_question(part: Map, source: Source) -> None:
    """Report what is wrong with a question, beyond its shape."""
    apply(part, source, _QUESTION)
    quiz = part.get("quiz")
    if isinstance(quiz, Map) and isinstance(kind := quiz.get("kind"), str):
        for name, rule in _KINDS.get(kind, ()):
            for at, message in rule(part, quiz, source):
                source.flaw(at, message, name)


def check_pack(part: Map, source: Source) -> None:
    """Report what is wrong with what a pack says of itself."""
    apply(part, source, _PACK)
    for track in maps(part, "tracks"):
        apply(track, source, _TRACK)


def check_defaults(part: Map, source: Source) -> None:
    """Report what is wrong with a file's defaults; no question takes it then."""
    for at, message in path(part, "topic"):
        source.flaw(at, message, "topic")
        part["topic"] = UNKNOWN


def _tracks(part: Map, source: Source) -> Found:
    return unique(part, source, "tracks")


def _slug_id(part: Map, source: Source) -> Found:
    return slug(part, "id")


def _steps(part: Map, source: Source) -> Found:
    steps = part.get("steps")
    if isinstance(steps, Seq) and not steps and not steps.cut:
        yield part.key_at("steps"), "this track has no steps: write - {topic: python} below it"
    for step in maps(part, "steps"):
        yield from path(step, "topic")
        levels = step.get("levels")
        if isinstance(levels, Seq) and not levels and not levels.cut:
            yield step.key_at("levels"), "levels is empty: leave it out to mean all of them"


_PACK: tuple[tuple[str, Rule], ...] = (("id", _slug_id), ("duplicate-id", _tracks))
_TRACK: tuple[tuple[str, Rule], ...] = (("id", _slug_id), ("steps", _steps))
_QUESTION: tuple[tuple[str, Rule], ...] = (
    ("id", _id),
    ("topic", _topic),
    ("group", _group),
    ("duplicate-id", _follow_ups),
    ("key-point", _key_points),
    ("source", _sources),
    ("date", _checked),
    ("versions", _needs),
    ("was", _was),
    ("fixed", _fixed),
    ("folded", folded),
    ("markdown", markdown),
    ("python", programs),
)
_KINDS: dict[str, tuple[tuple[str, Callable[[Map, Map, Source], Found]], ...]] = {
    "choice": (("options", choice),),
    "short": (("accept", short),),
    "blanks": (("gaps", blanks),),
    "order": (("steps", order),),
    "output": (("output", output),),
}
