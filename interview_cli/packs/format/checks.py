"""What must hold beyond types: a table of small rules, each with an exact place.

A rule gets a part as it was read, in which whatever is wrong in shape is unknown
already, so it looks only at what it finds. To add one, write a function that yields
places and messages, and put it into the table of its part.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from math import inf
from typing import Any

from interview_cli.core.job_posting.names import compact
from interview_cli.core.levels import LEVELS
from interview_cli.core.sentences import a_or_an, trim
from interview_cli.packs.format.module_names import find_bad_files
from interview_cli.packs.format.python_rules import exercise, folded, markdown, programs
from interview_cli.packs.kinds import KINDS_FOR_AUTHORS
from interview_cli.packs.kinds.kind import Found
from interview_cli.packs.yaml.problems import FoundWithFixes
from interview_cli.packs.yaml.source import UNKNOWN, Map, Seq, Source

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
PATH = re.compile(rf"{SLUG.pattern}(?:/{SLUG.pattern})*")
WAS = re.compile(rf"(?:{SLUG.pattern}:)?{SLUG.pattern}")
ADDRESS = re.compile(r"https?://[^\s/?#]+\S*")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
VERSIONS = re.compile(r"\s*(?:[<>]=?|[=!~]=|===)\s*\d[\w.*+!-]*\s*(?:,(?!\s*$)|$)")

Rule = Callable[[Map, Source], Found]
#: Each rule's id, and the rule.
Table = tuple[tuple[str, Rule], ...]


def _apply(part: Map, source: Source, table: Table) -> None:
    for name, rule in table:
        for at, message in rule(part, source):
            source.flaw(at, message, name)


def _spelling(part: Map, source: Source, key: str, pattern: re.Pattern[str]) -> Found:
    """Report ``part[key]`` where it isn't a slug, or a path of slugs."""
    text = part.get(key)
    if not isinstance(text, str) or pattern.fullmatch(text):
        return
    slugs = (re.sub(r"[^a-z0-9]+", "-", p.lower()).strip("-") for p in text.split("/"))
    better = ("/" if pattern is PATH else "-").join(filter(None, slugs))
    message = f'{key} is "{trim(text)}"; {a_or_an(key)} is made of {_MADE_OF[pattern]}'
    yield part.at(key), message + (f": {trim(better)}" if better else "")


_MADE_OF = {
    SLUG: "small letters, digits and single hyphens",
    PATH: "slugs with / between them, as in python/asyncio",
}


def list_items(part: Map, key: str) -> list[tuple[int, Any]]:
    """Return the places and items of the list ``part[key]``; none where it isn't a list."""
    found = part.get(key)
    return list(zip(found.places, found, strict=False)) if isinstance(found, Seq) else []


def list_maps(part: Map, key: str) -> list[Map]:
    """Return those items of the list ``part[key]`` that are mappings."""
    found = part.get(key)
    return [item for item in found if isinstance(item, Map)] if isinstance(found, Seq) else []


def _unique(part: Map, source: Source, key: str) -> Found:
    """Report the ids of the list ``part[key]`` that are used twice."""
    seen: dict[str, int] = {}
    for item in list_maps(part, key):
        if isinstance(name := item.get("id"), str):
            at = item.at("id")
            if name in seen:
                line = source.line_of(seen[name])
                yield at, f'id "{trim(name)}" is used on line {line} already: choose another'
            seen.setdefault(name, at)


def _follow_ups(part: Map, source: Source) -> Found:
    for follow_up in list_maps(part, "follow_ups"):
        yield from _spelling(follow_up, source, "id", SLUG)


def _follow_up_weights(part: Map, source: Source) -> Found:
    for follow_up in list_maps(part, "follow_ups"):
        weight = follow_up.get("weight")
        if isinstance(weight, str) and not 0 <= float(weight) <= 1:
            message = f"weight is {trim(weight)}; that of a follow-up must be from 0 to 1"
            yield follow_up.at("weight"), message


def _points(part: Map, source: Source) -> Found:
    level = part.get("level")
    holders = [part, *list_maps(part, "follow_ups")]
    for point in [point for holder in holders for point in list_maps(holder, "key_points")]:
        if isinstance(weight := point.get("weight"), str) and not 0 < float(weight) < inf:
            yield point.at("weight"), f"weight is {trim(weight)}; it must be more than 0"
        least = point.get("from")
        if least in LEVELS and level in LEVELS and LEVELS.index(least) < LEVELS.index(level):
            message = f"from is {least}, but the question is {level}: write {level} or more"
            yield point.at("from"), message


def _sources(part: Map, source: Source) -> Found:
    for at, text in list_items(part, "sources"):
        if isinstance(text, str) and not ADDRESS.fullmatch(text):
            yield at, f'"{trim(text)}" is not a web address: write all of it, from https:// on'


def _checked(part: Map, source: Source) -> Found:
    checked = part.get("checked")
    if isinstance(checked, Map) and isinstance(day := checked.get("date"), str):
        try:
            sound = DATE.fullmatch(day) and date.fromisoformat(day)
        except ValueError:
            sound = None
        if not sound:
            yield checked.at("date"), f'date is "{trim(day)}"; write a real day as 2026-11-21'


def _needs(part: Map, source: Source) -> Found:
    needs = part.get("needs")
    if not isinstance(needs, Map):
        return
    for name, versions in needs.items():
        if isinstance(versions, str) and not re.fullmatch(f"(?:{VERSIONS.pattern})+", versions):
            bare = re.fullmatch(r"\d+(\.\d+)*", versions)
            hint = f'">={versions}"' if bare else '">=1.2" or ">=1.2,<2"'
            yield needs.at(name), f'{trim(name)} is "{trim(versions)}"; write versions as {hint}'


def _was(part: Map, source: Source) -> Found:
    for at, text in list_items(part, "was"):
        if isinstance(text, str) and not WAS.fullmatch(text):
            yield at, f'"{trim(text)}" is not an earlier name: write old-id, or other-pack:old-id'


def _fixed(part: Map, source: Source) -> Found:
    if "fixed" in part and "code" not in part and not part.cut:
        yield part.key_at("fixed"), "fixed is the code without its bug: write the code too"


def check_question(part: Map, source: Source) -> None:
    _apply(part, source, _QUESTION)
    quiz = part.get("quiz")
    if isinstance(quiz, Map) and (kind := KINDS_FOR_AUTHORS.get(quiz.get("kind", ""))):
        for at, message in kind.rule.check(part, quiz, source):
            source.flaw(at, message, kind.rule.id)
    for name, rule in _WHOLE:
        for at, message, *fixes in rule(part, source):
            source.flaw(at, message, name, fixes=tuple(fixes))


def check_pack(part: Map, source: Source) -> None:
    _apply(part, source, _PACK)
    for track in list_maps(part, "tracks"):
        _apply(track, source, _TRACK)


def _topics_of(part: Map, source: Source, key: str) -> Found:
    """Report the names in ``part[key]`` that aren't topics."""
    topics = part.get(key)
    if not isinstance(topics, Map):
        return
    for topic in topics:
        if not PATH.fullmatch(topic):
            message = f'"{trim(topic)}" is not a topic; a topic is made of {_MADE_OF[PATH]}'
            yield topics.key_at(topic), message


def _other_names(part: Map, source: Source) -> Found:
    """Report other names of topics that mean two topics, or say nothing."""
    topics = part.get("topics")
    if not isinstance(topics, Map):
        return
    known = {compact(topic.rpartition("/")[2].replace("-", " ")): topic for topic in topics}
    for topic in topics:
        for at, name in list_items(topics, topic):
            if not isinstance(name, str):
                continue
            if not (key := compact(name)):
                yield at, f'"{trim(name)}" isn\'t a name: write letters or digits'
                continue
            other = known.setdefault(key, topic)
            if other != topic:
                yield at, f'"{trim(name)}" is a name of {trim(other)} already: keep it with one'


def check_defaults(part: Map, source: Source) -> None:
    """Report what is wrong with a file's defaults; no question takes it then."""
    for at, message in _spelling(part, source, "topic", PATH):
        source.flaw(at, message, "topic")
        part["topic"] = UNKNOWN


def _steps(part: Map, source: Source) -> Found:
    steps = part.get("steps")
    if isinstance(steps, Seq) and not steps and not steps.cut:
        yield part.key_at("steps"), "this track has no steps: write - {topic: python} below it"
    for step in list_maps(part, "steps"):
        yield from _spelling(step, source, "topic", PATH)
        levels = step.get("levels")
        if isinstance(levels, Seq) and not levels and not levels.cut:
            yield step.key_at("levels"), "levels is empty: leave it out to mean all of them"


_PACK: Table = (
    ("id", partial(_spelling, key="id", pattern=SLUG)),
    ("duplicate-id", partial(_unique, key="tracks")),
    ("topic", partial(_topics_of, key="terms")),
    ("topic", partial(_topics_of, key="topics")),
    ("topic-name", _other_names),
)
_TRACK: Table = (("id", partial(_spelling, key="id", pattern=SLUG)), ("steps", _steps))
_QUESTION: Table = (
    ("id", partial(_spelling, key="id", pattern=SLUG)),
    ("id", _follow_ups),
    ("follow-up", _follow_up_weights),
    ("duplicate-id", partial(_unique, key="follow_ups")),
    ("topic", partial(_spelling, key="topic", pattern=PATH)),
    ("group", partial(_spelling, key="group", pattern=SLUG)),
    ("key-point", _points),
    ("source", _sources),
    ("date", _checked),
    ("versions", _needs),
    ("was", _was),
    ("fixed", _fixed),
    ("files", find_bad_files),
)
#: Rules that look at many fields.
_WHOLE: tuple[tuple[str, Callable[[Map, Source], FoundWithFixes]], ...] = (
    ("folded", folded),
    ("markdown", markdown),
    ("python", programs),
    ("python", exercise),
)
