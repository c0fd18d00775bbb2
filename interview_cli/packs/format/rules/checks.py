"""What must hold beyond types: a table of small rules, each with an exact place.

A rule gets a part as it was read, in which whatever is wrong in shape is unknown
already, so it looks only at what it finds. To add one, write a function that yields
places and messages, and put it into the table of its part.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import partial
from math import inf
from typing import Any

from interview_cli.core.kinds import KINDS
from interview_cli.core.levels import LEVELS
from interview_cli.core.sentences import a_or_an, find_nearest, join, trim
from interview_cli.packs.format.meant.meant_values import read_versions
from interview_cli.packs.format.rules import set_rules
from interview_cli.packs.format.rules.module_names import find_bad_files
from interview_cli.packs.format.rules.python_rules import (
    exercise,
    folded,
    markdown,
    only_python_runs,
    programs,
)
from interview_cli.packs.format.rules.vary_rules import check_filled, check_vary, has_values
from interview_cli.packs.kinds import KINDS_FOR_AUTHORS
from interview_cli.packs.kinds.kind import Found
from interview_cli.packs.yaml.problems import FoundWithFixes
from interview_cli.packs.yaml.slips.lookalikes import name_sign
from interview_cli.packs.yaml.source import UNKNOWN, Map, Seq, Source

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
PATH = re.compile(rf"{SLUG.pattern}(?:/{SLUG.pattern})*")
WAS = re.compile(rf"(?:{SLUG.pattern}:)?{SLUG.pattern}")
ADDRESS = re.compile(r"https?://[^\s/?#]+\S*")
VERSIONS = re.compile(r"\s*(?:[<>]=?|[=!~]=|===)\s*\d[\w.*+!-]*\s*(?:,(?!\s*$)|$)")

#: Up to here a weight may be points out of so many; above it's percent.
_MOST_POINTS = 10

Rule = Callable[[Map, Source], FoundWithFixes]
#: Each rule's id, and the rule.
Table = tuple[tuple[str, Rule], ...]


def _apply(part: Map, source: Source, table: Table) -> None:
    for name, rule in table:
        for at, message, *fixes in rule(part, source):
            source.flaw(at, message, name, fixes=tuple(fixes))


def _spelling(part: Map, source: Source, key: str, pattern: re.Pattern[str]) -> FoundWithFixes:
    """Report ``part[key]`` where it isn't a slug, or a path of slugs."""
    text = part.get(key)
    if not isinstance(text, str) or pattern.fullmatch(text):
        return
    at = part.at(key)
    if source.is_corrected(at, len(text)):
        return  # what is wrong with its characters is said already
    bare = _plain_letters(text)
    topics = bare.split(",") if pattern is PATH else [bare]
    paths = [_make_slugs(topic, "/" if pattern is PATH else "-") for topic in topics]
    better = next(filter(None, paths), "")
    if len([*filter(None, paths)]) > 1:
        said = f'a question has one topic, and "{trim(text)}" is several'
        yield at, f"{said}: write one of them, such as {trim(better)}"
        return
    odd = next((s for s in text if s > "~" and unicodedata.category(s) in ("Pd", "Zs")), "")
    sign = f", with {name_sign(odd)} in it" if odd else ""  # it looks as if all were well
    message = f'{key} is "{trim(text)}"{sign}; {a_or_an(key)} is made of {_MADE_OF[pattern]}'
    fixes = source.replace_text(at, text, better) if better else ()
    yield at, message + (f": {trim(better)}" if better else ""), *fixes


def make_slug(text: str) -> str:
    """Return *text* as an id; "" where no letter or digit is in it."""
    return _make_slugs(_plain_letters(text), "-")


def _plain_letters(text: str) -> str:
    """Return *text* in small letters without accents and apostrophes."""
    folded_text = unicodedata.normalize("NFKD", text.lower()).replace("ß", "ss")
    bare = "".join(sign for sign in folded_text if not unicodedata.combining(sign))
    return re.sub("['’]", "", bare)


def _make_slugs(text: str, between: str) -> str:
    """Return *text* as slugs with the sign *between* them; "" where no letter or digit is in it."""
    parts = re.split(
        r"\s*(?:[/>\\|]|::)+\s*" if between == "/" else "/", text.replace("&", " and ")
    )
    slugs = (re.sub(r"[^a-z0-9]+", "-", part).strip("-") for part in parts)
    return between.join(filter(None, slugs))


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


def _follow_ups(part: Map, source: Source) -> FoundWithFixes:
    for follow_up in list_maps(part, "follow_ups"):
        yield from _spelling(follow_up, source, "id", SLUG)


def _follow_up_weights(part: Map, source: Source) -> FoundWithFixes:
    for follow_up in list_maps(part, "follow_ups"):
        weight = follow_up.get("weight")
        if isinstance(weight, str) and not 0 <= float(weight) <= 1:
            message = f"weight is {trim(weight)}; that of a follow-up must be from 0 to 1"
            if not _MOST_POINTS < float(weight) <= 100:
                yield follow_up.at("weight"), message
                continue
            share = f"{float(weight) / 100:.4g}"
            fixes = source.replace_text(follow_up.at("weight"), weight, share)
            yield follow_up.at("weight"), f"{message}: write {share}", *fixes


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


def _checked(part: Map, source: Source) -> FoundWithFixes:
    checked = part.get("checked")
    if isinstance(checked, Map) and isinstance(day := checked.get("date"), str):
        yield from set_rules.check_day(checked, source, "date", day)


def _needs(part: Map, source: Source) -> FoundWithFixes:
    needs = part.get("needs")
    if not isinstance(needs, Map):
        return
    for name, versions in needs.items():
        if isinstance(versions, str) and not re.fullmatch(f"(?:{VERSIONS.pattern})+", versions):
            at, meant = needs.at(name), read_versions(versions)
            message = f'{trim(name)} is "{trim(versions)}"; write versions as '
            if not meant:
                yield at, f'{message}">=1.2" or ">=1.2,<2"'
                continue
            span = source.span(at, versions)
            fixes = source.fix(f'wrote "{meant}"', (*span, f'"{meant}"')) if span else ()
            yield at, f'{message}"{meant}"', *fixes


def _was(part: Map, source: Source) -> Found:
    for at, text in list_items(part, "was"):
        if isinstance(text, str) and not WAS.fullmatch(text):
            yield at, f'"{trim(text)}" is not an earlier name: write old-id, or other-pack:old-id'


def _fixed(part: Map, source: Source) -> Found:
    quiz = part.get("quiz")
    if isinstance(quiz, Map) and quiz.get("form") == "fix":
        return  # that it needs the code is said there
    if "fixed" in part and "code" not in part and not part.cut:
        yield part.key_at("fixed"), "fixed is the code without its bug: write the code too"


def check_question(part: Map, source: Source) -> bool:
    """Report what is wrong with a question; return whether its values can be put in its texts."""
    _apply(part, source, _QUESTION)
    if "vary" not in part:
        _check_texts(part, source)
        return False
    before = len(source.flaws)
    _apply(part, source, (("vary", check_vary),))
    sound = len(source.flaws) == before and has_values(part)
    if sound:
        check_filled(part, source, _check_texts)
    return sound


def _check_texts(part: Map, source: Source) -> None:
    quiz = part.get("quiz")
    if isinstance(quiz, Map) and (kind := KINDS_FOR_AUTHORS.get(quiz.get("kind", ""))):
        for at, message, *fixes in kind.rule.check(part, quiz, source):
            source.flaw(at, message, kind.rule.id, fixes=tuple(fixes))
    for name, rule in _WHOLE:
        for at, message, *fixes in rule(part, source):
            source.flaw(at, message, name, fixes=tuple(fixes))


def check_pack(part: Map, source: Source) -> None:
    _apply(part, source, _PACK)
    for track in list_maps(part, "tracks"):
        _apply(track, source, _TRACK)
    for one in list_maps(part, "sets"):
        _apply(one, source, _SET)


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
    from interview_cli.core.job_posting.names import compact  # few packs have other names

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
    for at, message, *fixes in _spelling(part, source, "topic", PATH):
        source.flaw(at, message, "topic", fixes=tuple(fixes))
        part["topic"] = UNKNOWN


def _steps(part: Map, source: Source) -> FoundWithFixes:
    steps = part.get("steps")
    if isinstance(steps, Seq) and not steps and not steps.cut:
        yield part.key_at("steps"), "this track has no steps: write - {topic: python} below it"
    for step in list_maps(part, "steps"):
        yield from _spelling(step, source, "topic", PATH)
        levels = step.get("levels")
        if isinstance(levels, Seq) and not levels and not levels.cut:
            yield step.key_at("levels"), "levels is empty: leave it out to mean all of them"
        kinds = step.get("kinds")
        if isinstance(kinds, Seq) and not kinds and not kinds.cut:
            yield step.key_at("kinds"), "kinds is empty: leave it out to mean what a quiz asks"
        for at, kind in list_items(step, "kinds"):
            if isinstance(kind, str) and kind not in KINDS:
                near = find_nearest(kind, KINDS, 0.6)
                hint = f": did you mean {near}?" if near else f"; there are {join([*KINDS])}"
                fixes = source.replace_text(at, kind, near) if near else ()
                yield at, f'"{trim(kind)}" is not a kind{hint}', *fixes


_PACK: Table = (
    ("id", partial(_spelling, key="id", pattern=SLUG)),
    ("duplicate-id", partial(_unique, key="tracks")),
    ("duplicate-id", partial(_unique, key="sets")),
    ("topic", partial(_topics_of, key="terms")),
    ("topic", partial(_topics_of, key="topics")),
    ("topic-name", _other_names),
)
_TRACK: Table = (("id", partial(_spelling, key="id", pattern=SLUG)), ("steps", _steps))
_SET: Table = (
    ("id", partial(_spelling, key="id", pattern=SLUG)),
    ("sets", set_rules.check_questions),
    ("date", set_rules.check_until),
    ("sets", set_rules.check_attempts),
)
_QUESTION: Table = (
    ("id", partial(_spelling, key="id", pattern=SLUG)),
    ("id", _follow_ups),
    ("follow-up", _follow_up_weights),
    ("duplicate-id", partial(_unique, key="follow_ups")),
    ("topic", partial(_spelling, key="topic", pattern=PATH)),
    ("group", partial(_spelling, key="group", pattern=SLUG)),
    ("key-point", _points),
    ("date", _checked),
    ("versions", _needs),
    ("was", _was),
    ("fixed", _fixed),
    ("files", find_bad_files),
    ("language", only_python_runs),
)
#: Rules that look at many fields.
_WHOLE: tuple[tuple[str, Callable[[Map, Source], FoundWithFixes]], ...] = (
    ("folded", folded),
    ("markdown", markdown),
    ("python", programs),
    ("python", exercise),
)
