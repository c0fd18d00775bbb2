"""What must hold beyond types: a table of small rules, each with an exact place.

A rule gets a part as it was read, in which whatever is wrong in shape is unknown
already, so it looks only at what it finds. To add one, write a function that yields
places and messages, and put it into the table of its part.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from math import inf
from typing import Any

from interview_cli.core.levels import LEVELS
from interview_cli.core.sentences import brief
from interview_cli.packs.format.python_rules import folded, markdown, programs
from interview_cli.packs.kinds.quiz_rules import blanks, choice, order, output, short
from interview_cli.packs.yaml.problems import FoundWithFixes
from interview_cli.packs.yaml.source import UNKNOWN, Map, Seq, Source

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
PATH = re.compile(rf"{SLUG.pattern}(?:/{SLUG.pattern})*")
WAS = re.compile(rf"(?:{SLUG.pattern}:)?{SLUG.pattern}")
ADDRESS = re.compile(r"https?://[^\s/?#]+\S*")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
VERSIONS = re.compile(r"\s*(?:[<>]=?|[=!~]=|===)\s*\d[\w.*+!-]*\s*(?:,(?!\s*$)|$)")

#: Places with what is wrong there.
Found = Iterator[tuple[int, str]]
Rule = Callable[[Map, Source], Found]


def apply(part: Map, source: Source, table: tuple[tuple[str, str, Rule], ...]) -> None:
    """Report all that the rules of *table* find in *part*."""
    for name, field, rule in table:
        if field in part:
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
    if isinstance(text, str) and not PATH.fullmatch(text):
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
    return slug(part, "id")


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
    for follow_up in maps(part, "follow_ups"):
        yield from slug(follow_up, "id")


def _other_ids(part: Map, source: Source) -> Found:
    return unique(part, source, "follow_ups")


def _points(part: Map, level: Any) -> Found:
    for point in maps(part, "key_points"):
        if isinstance(weight := point.get("weight"), str) and not 0 < float(weight) < inf:
            yield point.at("weight"), f"weight is {brief(weight)}; it must be more than 0"
        least = point.get("from")
        if least in LEVELS and level in LEVELS and LEVELS.index(least) < LEVELS.index(level):
            message = f"from is {least}, but the question is {level}: write {level} or more"
            yield point.at("from"), message


def _key_points(part: Map, source: Source) -> Found:
    return _points(part, part.get("level"))


def _their_points(part: Map, source: Source) -> Found:
    for follow_up in maps(part, "follow_ups"):
        yield from _points(follow_up, part.get("level"))


def _sources(part: Map, source: Source) -> Found:
    for at, text in items(part, "sources"):
        if isinstance(text, str) and not ADDRESS.fullmatch(text):
            yield at, f'"{brief(text)}" is no web address: write all of it, from https:// on'


def _checked(part: Map, source: Source) -> Found:
    checked = part.get("checked")
    if isinstance(checked, Map) and isinstance(day := checked.get("date"), str):
        try:
            sound = DATE.fullmatch(day) and date.fromisoformat(day)
        except ValueError:
            sound = None
        if not sound:
            yield checked.at("date"), f'date is "{brief(day)}"; write a real day as 2026-11-21'


def _needs(part: Map, source: Source) -> Found:
    needs = part.get("needs")
    if not isinstance(needs, Map):
        return
    for name, versions in needs.items():
        if isinstance(versions, str) and not re.fullmatch(f"(?:{VERSIONS.pattern})+", versions):
            bare = re.fullmatch(r"\d+(\.\d+)*", versions)
            hint = f'">={versions}"' if bare else '">=1.2" or ">=1.2,<2"'
            yield needs.at(name), f'{brief(name)} is "{brief(versions)}"; write versions as {hint}'


def _was(part: Map, source: Source) -> Found:
    for at, text in items(part, "was"):
        if isinstance(text, str) and not WAS.fullmatch(text):
            yield at, f'"{brief(text)}" is no earlier name: write old-id, or other-pack:old-id'


def _fixed(part: Map, source: Source) -> Found:
    if "code" not in part and not part.cut:
        yield part.key_at("fixed"), "fixed mends the code, but there is no code: write code too"


def check_question(part: Map, source: Source) -> None:
    """Report what is wrong with a question, beyond its shape."""
    apply(part, source, _QUESTION)
    quiz = part.get("quiz")
    if isinstance(quiz, Map) and (rule_of := _KINDS.get(quiz.get("kind"))):
        name, quiz_rule = rule_of
        for at, message in quiz_rule(part, quiz, source):
            source.flaw(at, message, name)
    for name, rule in _WHOLE:
        for at, message, *fixes in rule(part, source):
            source.flaw(at, message, name, fixes=tuple(fixes))


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


def _steps(part: Map, source: Source) -> Found:
    steps = part.get("steps")
    if isinstance(steps, Seq) and not steps and not steps.cut:
        yield part.key_at("steps"), "this track has no steps: write - {topic: python} below it"
    for step in maps(part, "steps"):
        yield from path(step, "topic")
        levels = step.get("levels")
        if isinstance(levels, Seq) and not levels and not levels.cut:
            yield step.key_at("levels"), "levels is empty: leave it out to mean all of them"


#: The rule's name, the field without which there is nothing to look at, the rule.
_PACK: tuple[tuple[str, str, Rule], ...] = (
    ("id", "id", _id),
    ("duplicate-id", "tracks", _tracks),
)
_TRACK: tuple[tuple[str, str, Rule], ...] = (
    ("id", "id", _id),
    ("steps", "steps", _steps),
)
_QUESTION: tuple[tuple[str, str, Rule], ...] = (
    ("id", "id", _id),
    ("id", "follow_ups", _follow_ups),
    ("duplicate-id", "follow_ups", _other_ids),
    ("topic", "topic", _topic),
    ("group", "group", _group),
    ("key-point", "key_points", _key_points),
    ("key-point", "follow_ups", _their_points),
    ("source", "sources", _sources),
    ("date", "checked", _checked),
    ("versions", "needs", _needs),
    ("was", "was", _was),
    ("fixed", "fixed", _fixed),
)
#: Rules that look at many fields.
_WHOLE: tuple[tuple[str, Callable[[Map, Source], FoundWithFixes]], ...] = (
    ("folded", folded),
    ("markdown", markdown),
    ("python", programs),
)
_KINDS: dict[Any, tuple[str, Callable[[Map, Map, Source], Found]]] = {
    "choice": ("options", choice),
    "short": ("accept", short),
    "blanks": ("gaps", blanks),
    "order": ("steps", order),
    "output": ("output", output),
}
