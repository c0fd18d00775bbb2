"""The level that a posting states: by its title, by a plain sentence, else by years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from interview_cli.core.job_posting.grades import find_grade, find_said_grade
from interview_cli.core.job_posting.level_patterns import (
    alone,
    any_level,
    level_of,
    level_words,
    of_role,
    others,
    plain,
    said,
)
from interview_cli.core.job_posting.sections import Section
from interview_cli.core.job_posting.statements import OPTIONAL, STRONG, Statement
from interview_cli.core.job_posting.years import read_years, read_years_below
from interview_cli.core.levels import LEVELS, Level

#: The years from which on somebody is no junior, and from which on a senior, any more.
MID_YEARS, SENIOR_YEARS = 2.0, 5.0
#: A heading has no more words.
_SHORT = 12
#: Sections that say nothing of the level; the second are those that say nothing of years.
_BESIDE = frozenset((Section.OFFER, Section.OTHER))
_NOT_ASKED = frozenset((*_BESIDE, Section.NICE, Section.NOT_NEEDED, Section.COMPANY))

_DENIED = re.compile(
    r"(?i)(?:n't|\bnot|\bnor|\bnever|\brather than|\binstead of|\bno|\bkein\w*|\bnicht)"
    r"\s+(?:\w+\s+){0,3}$"
)


#: What stands before a word that's said of the work: "Developer for staff planning".
_OF_WORK = re.compile(
    r"(?i)(?:developer|engineer|programmer|entwickler)\w* (?:for|in|within|at|supporting|für|im) "
    r"(?:(?:an?|the|our|your|unser\w*) )?$"
)


#: "You'd be our principal engineer."
_TO_BE_OURS = re.compile(
    r"(?i)\b(?:you(?:'d| would|'ll| will) be|become|(?:join|start)\b.{0,10} as) (?:our|the) $"
)


#: Years that are ideal are asked for where no others are.
_IDEALLY = re.compile(r"(?i)\b(?:ideal(?:ly|erweise)|preferably|am liebsten)\b")


class StatedLevel(NamedTuple):
    """A level, the line that states it, and what's said there; ``by`` is ``words`` or ``years``."""

    level: Level
    line: int
    text: str
    by: str


class _Word(NamedTuple):
    level: Level
    statement: Statement
    place: int


def find_level(statements: Sequence[Statement]) -> StatedLevel | None:
    """Return the level that the sentences of a posting state; None where they don't.

    The title counts first, then a plain statement, then years, then what only hints at it.
    """
    years = _find_years(statements)
    for found in ([*_in_titles(statements)], [*_in_sentences(statements)]):
        if found:
            return _choose(found, years)
    return years or _find_hint(statements)


def _in_titles(statements: Sequence[Statement]) -> Iterator[_Word]:
    texts = [one.text for one in statements]
    for statement in statements:
        line, titled = statement.part.line, statement.part.section is Section.TITLE
        marked = line.kind in ("heading", "title") and len(statement.text.split()) <= _SHORT
        for pattern in (of_role(), alone()) if titled else (of_role(),) if marked else ():
            for word in _read_words(pattern, statement):
                if not _OF_WORK.search(statement.text[: word.place]):
                    yield word
        if titled and (grade := find_grade(statement.text, texts, _read_meaning)):
            yield _Word(grade.level, statement, grade.place)


def _read_meaning(text: str) -> Level | None:
    """Return the level that a few words mean: "works like a senior", "three years or more"."""
    if found := re.search(rf"(?i)\b(?P<level>{any_level()})s?(?!\w)", text):
        return level_of(found["level"])
    if said("beginner").search(text):
        return "junior"
    years = read_years(text, in_needs=True)
    return _level_of_years(years[0].least) if years else None


def _in_sentences(statements: Sequence[Statement]) -> Iterator[_Word]:
    open_ones = [one for one in statements if one.part.section not in _BESIDE]
    texts = [one.text for one in statements]
    for statement in open_ones:
        if grade := find_said_grade(statement.text, texts, _read_meaning):
            yield _Word(grade.level, statement, grade.place)
            continue
        if statement.part.section is not Section.NOT_NEEDED:
            if found := said("middle").search(statement.text):
                yield _Word("mid", statement, found.start())
            elif not (
                said("any level").search(statement.text)
                or said("product").match(statement.text)
                or _lists_several(statement.text)
            ):
                yield from _read_words(plain(), statement)
    patterns: tuple[tuple[Level, re.Pattern[str]], ...] = (
        ("junior", said("beginner")),
        ("senior", said("leading")),
    )
    for level, pattern in patterns:
        for statement in open_ones:
            found = pattern.search(statement.text)
            if (
                found
                and not said("product").match(statement.text)
                and not said("some of them").match(statement.text)
                and _is_said_of_you(statement, found.start(), asked=level == "senior")
            ):
                yield _Word(level, statement, found.start())
    for statement in open_ones:
        ruled_out = statement.part.section is Section.NOT_NEEDED
        if ruled_out and (found := said("not needed").search(statement.text)):
            yield _Word("junior", statement, found.start())


def _is_said_of_you(statement: Statement, place: int, *, asked: bool) -> bool:
    """Whether what's said at *place* isn't denied; *asked*: nor optional, else nor of others."""
    before = statement.text[:place]
    if _DENIED.search(before):
        return False
    if asked:
        return statement.section not in _NOT_ASKED and statement.weigh(place) > OPTIONAL
    # What's not needed is said of others, and a list of all levels states none of them.
    ruled_out = statement.part.section is Section.NOT_NEEDED
    of_others = ruled_out and not re.match("(?i)(?:no|without|keine?) ", statement.text[place:])
    of_others = of_others or _names_several(statement.text)
    return not (of_others or others().search(before))


def _find_hint(statements: Sequence[Statement]) -> StatedLevel | None:
    """Return the level that's hinted at: the highest, None where some hint at a beginner too."""
    words = [
        _Word(level, statement, found.start())
        for statement in statements
        if statement.part.section not in _NOT_ASKED
        for level in LEVELS
        if (found := said(f"hint {level}").search(statement.text))
        and not _DENIED.search(statement.text[: found.start()])
        and not said("hint of others").match(statement.text)
        and statement.weigh(found.start()) > (OPTIONAL if level == "senior" else -1)
    ]
    levels = {word.level for word in words}
    if not levels or ("junior" in levels and len(levels) > 1):
        return None
    level, statement, place = max(words, key=lambda word: LEVELS.index(word.level))
    return StatedLevel(level, statement.number_at(place), statement.quote(place), "words")


def _names_several(text: str) -> bool:
    """Whether *text* names senior people too."""
    return bool(re.search(rf"(?i)\b{level_words('senior')}(?!\w)", text))


def _lists_several(text: str) -> bool:
    """Whether *text* speaks of juniors and of seniors."""
    return all(re.search(rf"(?i)\b{level_words(level)}s\b", text) for level in ("junior", "senior"))


def _read_words(pattern: re.Pattern[str], statement: Statement) -> Iterator[_Word]:
    """Yield the levels that *pattern* finds, but for those of others and those denied."""
    for found in pattern.finditer(statement.text):
        group = next(name for name, value in found.groupdict().items() if value)
        before = statement.text[: found.start(group)]
        of_others = others().search(before) and not _TO_BE_OURS.search(before)
        if not _DENIED.search(before) and not of_others:
            yield _Word(level_of(found[group]), statement, found.start(group))


def _choose(words: Sequence[_Word], years: StatedLevel | None) -> StatedLevel:
    """Return the level that the first words state; years decide between two, or "(Senior)"."""
    _, statement, place = words[0]
    level = words[0].level
    beside = {word.level for word in words if word.statement is statement}
    optional = re.search(r"\(\s*$", statement.text[:place]) and not place + 8 > len(statement.text)
    if len(beside) > 1:
        level = years.level if years and years.level in beside else min(beside, key=LEVELS.index)
    elif years and optional and statement.text[place:].partition(")")[2].strip():
        level = years.level
    return StatedLevel(level, statement.number_at(place), statement.quote(place), "words")


def _find_years(statements: Sequence[Statement]) -> StatedLevel | None:
    """Return the level of the most years that are asked for, plainly if any are."""
    best: tuple[tuple[int, float], Statement, int] | None = None
    for before, statement in zip([None, *statements], statements, strict=False):
        section = statement.part.section
        if section in _NOT_ASKED:
            continue
        found = read_years(statement.text, in_needs=section is Section.NEEDS)
        if before and (below := read_years_below(before.text, statement.text)):
            found.append(below)
        for years in found:
            left = STRONG if years.sure else statement.weigh(years.place)
            ideal = left == OPTIONAL and bool(_IDEALLY.search(statement.text))
            rank = (years.plain - 2 * ideal, years.least)
            if (left > OPTIONAL or ideal) and (best is None or rank > best[0]):
                best = (rank, statement, years.place)
    if best is None:
        return None
    (_, least), statement, place = best
    level = _level_of_years(least)
    return StatedLevel(level, statement.number_at(place), statement.quote(place), "years")


def _level_of_years(least: float) -> Level:
    return "junior" if least < MID_YEARS else "mid" if least < SENIOR_YEARS else "senior"
