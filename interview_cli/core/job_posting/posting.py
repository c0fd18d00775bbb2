"""A job posting, read without a model: areas with weights, the level, and what they come from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from interview_cli.core.job_posting.mentions import (
    Mention,
    find_mentions,
    has_names,
    is_about_software,
    is_code,
)
from interview_cli.core.job_posting.names import Names
from interview_cli.core.job_posting.posting_lines import split_lines
from interview_cli.core.job_posting.sections import name_section, split_sections
from interview_cli.core.job_posting.stated_level import StatedLevel, find_level
from interview_cli.core.job_posting.statements import OPTIONAL, split_statements
from interview_cli.core.levels import is_within

#: What a further name of the same topic adds within a sentence, to the 1 of the first.
_FURTHER, _MOST_FURTHER = 0.3, 4
#: What a sentence counts that names nothing new.
_AGAIN = 0.7
#: What the bare name of a general topic counts, such as that of a language.
_BARE = 0.85
#: A topic has the weight 3 with this part of the heaviest one's points, 2 with that.
_HEAVY, _MIDDLE = 0.5, 0.2
#: The weight of topics that a posting doesn't name, so that the basics still come.
LOW = 0.5
#: A text that says less is about something else.
_LEAST = 1.0


class Named(NamedTuple):
    """A name that was found, where it stands first, and what's said there."""

    name: str
    line: int
    text: str


class Area(NamedTuple):
    """A topic that is asked for: ``weight`` is 1, 2 or 3, ``line`` and ``text`` are the cause.

    ``points`` are what the weight comes from; ``names`` are all the names that were found.
    """

    topic: str
    weight: float
    points: float
    line: int
    text: str
    names: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Posting:
    """What a posting asks for; ``areas`` are topics, the heaviest first.

    ``nice`` are those that are hardly asked for: nice to have, or named in passing. ``level`` is
    None where the text doesn't state one, and ``unknown`` is what's asked for and no topic is
    about. Where nothing in the text is known, there are neither areas nor a level.
    """

    areas: tuple[Area, ...] = ()
    nice: tuple[Area, ...] = ()
    level: StatedLevel | None = None
    unknown: tuple[Named, ...] = ()


def read_posting(text: str, topics: Mapping[str, Iterable[str]]) -> Posting:
    """Return what the posting *text* asks for; *topics* have their other names.

    Sections, "nice to have", "not needed", other teams and everyday words are taken into account,
    in English and to some extent in German.
    """
    if is_code(text):
        return Posting()
    names = Names(topics)
    lines = split_lines(text, lambda words: name_section(words) is not None)
    statements = [
        statement
        for part in split_sections(lines, lambda words: has_names(words, names))
        for statement in split_statements(part)
    ]
    mentions = find_mentions(statements, names)
    if not is_about_software(statements, mentions):
        return Posting()
    # Hardly asked for is not asked for.
    unknown = _first_of_each(m for m in mentions if not m.found.topic and m.points > OPTIONAL / 2)
    general = {topic.rpartition("/")[0] for topic in topics}
    areas, nice = _weigh([m for m in mentions if m.found.topic and m.points > 0], general)
    if sum(area.points for area in areas) < _LEAST:
        return Posting(unknown=unknown)
    return Posting(areas, nice, find_level(statements), unknown)


def find_missing(posting: Posting, topics: Iterable[str]) -> tuple[Named, ...]:
    """Return what *posting* asks for and no question is about; *topics* are of questions."""
    asked = [*topics]
    every = (*posting.areas, *posting.nice)
    bare = [area for area in every if not any(is_within(t, area.topic) for t in asked)]
    return (*(name for area in bare for name in area.names), *posting.unknown)


def weigh_topics(posting: Posting, topics: Iterable[str]) -> dict[str, float]:
    """Return the weights of a plan: those of the areas, and LOW for the rest of *topics*.

    Only the first part of a topic's name gets LOW: what's below it goes with it.
    """
    if not posting.areas:
        return {}
    weights = {area.topic: area.weight for area in (*posting.areas, *posting.nice)}
    for topic in sorted({topic.partition("/")[0] for topic in topics}):
        weights.setdefault(topic, LOW)
    return weights


def _weigh(
    mentions: Iterable[Mention], general: Collection[str]
) -> tuple[tuple[Area, ...], tuple[Area, ...]]:
    """Return the topics that *mentions* ask for, the heaviest first, and those hardly asked for.

    *general* topics have others below them.
    """
    by_topic: dict[str, dict[int, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    for mention in mentions:
        by_topic[mention.found.topic][id(mention.statement)].append(mention)
    scored = []
    for topic, sentences in by_topic.items():
        said: set[str] = set()
        counted = [(_count_points(group, said), group) for group in sentences.values()]
        _, best = max(counted, key=lambda pair: pair[0])
        bare = topic in general and len(said) == 1
        total = sum(points for points, _ in counted) * (_BARE if bare else 1.0)
        scored.append((total, topic, best))
    scored.sort(key=lambda row: -row[0])
    areas: tuple[list[Area], list[Area]] = ([], [])
    for points, topic, best in scored:
        part = points / scored[0][0]
        hardly = not any(m.asked for group in by_topic[topic].values() for m in group)
        weight = 1.0 if hardly or part < _MIDDLE else 3.0 if part >= _HEAVY else 2.0
        cause = _name(max(best, key=lambda one: one.points))
        names = _first_of_each(one for group in by_topic[topic].values() for one in group)
        areas[hardly].append(Area(topic, weight, points, cause.line, cause.text, names))
    return tuple(areas[False]), tuple(areas[True])


def _count_points(sentence: Sequence[Mention], said: set[str]) -> float:
    """Return what a sentence adds to a topic; its names are added to *said*."""
    names = {one.found.name for one in sentence}
    fresh = names - said
    said |= names
    further = min(len(names) - 1, _MOST_FURTHER) * _FURTHER
    return max(one.points for one in sentence) * (1 + further) * (1.0 if fresh else _AGAIN)


def _first_of_each(mentions: Iterable[Mention]) -> tuple[Named, ...]:
    """Return each name that is mentioned, where it is first."""
    found: dict[str, Named] = {}
    for one in mentions:
        found.setdefault(one.found.name, _name(one))
    return tuple(found.values())


def _name(mention: Mention) -> Named:
    found, statement = mention.found, mention.statement
    shown = statement.text[found.start : found.end]
    return Named(shown, statement.number_at(found.start), statement.quote(found.start))
