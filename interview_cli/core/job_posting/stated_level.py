"""The level that a posting states: by its title, by a plain sentence, else by years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from interview_cli.core.job_posting.grades import find_grade, find_said_grade
from interview_cli.core.job_posting.sections import Section
from interview_cli.core.job_posting.statements import OPTIONAL, Statement
from interview_cli.core.job_posting.tables import read_table
from interview_cli.core.job_posting.years import read_years, read_years_below
from interview_cli.core.levels import LEVELS, Level

#: The years from which on somebody is no junior, and from which on a senior, any more.
MID_YEARS, SENIOR_YEARS = 2.0, 5.0
#: A heading has no more words.
_SHORT = 12
#: Sections that say nothing of the level; the second are those that say nothing of years.
_BESIDE = frozenset((Section.OFFER, Section.OTHER))
_NOT_ASKED = frozenset((*_BESIDE, Section.NICE, Section.NOT_NEEDED, Section.COMPANY))

#: Up to four words between a level and what is of it: "Senior Python Backend Engineer".
_GAP = (
    r"(?:[\s(/|,+\]–—-]+(?!(?:to|for|with|and|und|mit|of|from|our|your)\b)[\w.+#&/-]+){0,4}"
    r"[\s(/|,+\]–—-]+"
)
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


#: What may come after somebody's level: "a senior who …".
_GOES_ON = "who|with|in|you|of|is|or|before|to|that|whom"


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


@cache
def _words(heading: str) -> str:
    return f"(?:{read_table('level_words.txt')[heading]})"


@cache
def _any_level() -> str:
    return f"(?:{'|'.join(map(_words, LEVELS))})(?![ -]{_words('not a level')}\\b)"


@cache
def _of_role() -> re.Pattern[str]:
    """Return a level beside a role: ``Senior Python Developer``, ``Developer (junior)``."""
    level, role = _any_level(), _words("role")
    return re.compile(
        rf"(?i)\b(?P<level>{level})(?:[- ]level)?(?![\w-])"
        rf"(?=\)?(?: (?:to|bis) {level})?{_GAP}{role}\b)"
        rf"|\b{role}[\s,(/|–—:-]+(?P<after>{level})\b(?!\w)"
    )


@cache
def _alone() -> re.Pattern[str]:
    """Return a level between the separators of a title: ``Python Developer / Senior``."""
    own = _words("person")
    return re.compile(
        rf"(?i)(?:^|[(|/·,:\[–-]\s*)(?P<level>{_any_level()})(?=\s*(?:[()|/·,\]–-]|$))|\b(?P<own>{own})\b"
    )


@cache
def _plain() -> re.Pattern[str]:
    """Return a level in a plain statement."""
    level, role = _any_level(), _words("role")
    quote = r"[*_\"']*"
    return re.compile(
        rf"(?i)\b{_words('introduces')}:?\s+(?:{_words('between')}\s+){{0,4}}?"
        rf"{quote}(?P<level>{level})(?!\w){quote}"
        rf"(?={_GAP}{role}\b|[ -]level|\s*[,.;:!?)]|\s*$| (?:{_GOES_ON})\b)"
        r"|\b(?:level|seniority|grade|experience|karriere(?:stufe|level)|einstiegslevel)"
        r"\s*(?::|is|=|-)\s*(?:the )?"
        rf"(?P<label>{level})(?!\w)"
        rf"|\b(?:at|to|on) (?:an? |the |about |roughly )?(?P<at>{level})[ -]level\b"
        rf"|(?:^|[|·•]\s*)(?P<alone>{level})(?:[- ]level)?\s*(?:[|·•]|$)"
        rf"|^(?:an?|this) (?P<start>{level})[ -](?:job|position|post|role)\b"
        rf"|\bis (?:a |pitched at )?(?P<pitched>{level})[- ]level\b"
        rf"|\b{role}(?:, | \(| – | - )(?P<after>{level})(?!\w)(?=[ -]level|\s*[,.;:!?)])"
        rf"|\b(?P<subject>{level})(?:[- ]level)? is (?:what|who|where|the level)\b"
    )


@cache
def _said(heading: str) -> re.Pattern[str]:
    """Return what's said under *heading*, with the words that it takes from others."""
    said = _words(heading)
    for name in ("experience", "people"):
        said = said.replace(f"{{{name}}}", _words(name))
    return re.compile(rf"(?i)(?<!\w){said}(?!\w)")


@cache
def _others() -> re.Pattern[str]:
    return re.compile(
        rf"(?i)\b{_words('others')}\s+(?:(?:an?|the|one of|our|your|other|more)\s+)*$"
    )


def _level_of(word: str) -> Level:
    return next(level for level in LEVELS if re.fullmatch(f"(?i){_words(level)}", word))


def _in_titles(statements: Sequence[Statement]) -> Iterator[_Word]:
    texts = [one.text for one in statements]
    for statement in statements:
        line, titled = statement.part.line, statement.part.section is Section.TITLE
        marked = line.kind in ("heading", "title") and len(statement.text.split()) <= _SHORT
        for pattern in (_of_role(), _alone()) if titled else (_of_role(),) if marked else ():
            for word in _read_words(pattern, statement):
                if not _OF_WORK.search(statement.text[: word.place]):
                    yield word
        if titled and (grade := find_grade(statement.text, texts, _read_meaning)):
            yield _Word(grade.level, statement, grade.place)


def _read_meaning(text: str) -> Level | None:
    """Return the level that a few words mean: "works like a senior", "three years or more"."""
    if found := re.search(rf"(?i)\b(?P<level>{_any_level()})s?(?!\w)", text):
        return _level_of(found["level"])
    if _said("beginner").search(text):
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
            if found := _said("middle").search(statement.text):
                yield _Word("mid", statement, found.start())
            elif not (
                _said("any level").search(statement.text) or _said("product").match(statement.text)
            ):
                yield from _read_words(_plain(), statement)
    said: tuple[tuple[Level, re.Pattern[str]], ...] = (
        ("junior", _said("beginner")),
        ("senior", _said("leading")),
    )
    for level, pattern in said:
        for statement in open_ones:
            found = pattern.search(statement.text)
            if (
                found
                and not _said("product").match(statement.text)
                and _is_said_of_you(statement, found.start(), asked=level == "senior")
            ):
                yield _Word(level, statement, found.start())
    for statement in open_ones:
        ruled_out = statement.part.section is Section.NOT_NEEDED
        if ruled_out and (found := _said("not needed").search(statement.text)):
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
    others = ruled_out and not re.match("(?i)(?:no|without|keine?) ", statement.text[place:])
    others = others or _names_several(statement.text)
    return not (others or _others().search(before))


def _find_hint(statements: Sequence[Statement]) -> StatedLevel | None:
    """Return the level that's hinted at: the highest, None where some hint at a beginner too."""
    words = [
        _Word(level, statement, found.start())
        for statement in statements
        if statement.part.section not in _NOT_ASKED
        for level in LEVELS
        if (found := _said(f"hint {level}").search(statement.text))
        and not _DENIED.search(statement.text[: found.start()])
        and not _said("hint of others").match(statement.text)
        and statement.weigh(found.start()) > (OPTIONAL if level == "senior" else -1)
    ]
    levels = {word.level for word in words}
    if not levels or ("junior" in levels and len(levels) > 1):
        return None
    level, statement, place = max(words, key=lambda word: LEVELS.index(word.level))
    return StatedLevel(level, statement.number_at(place), statement.quote(place), "words")


def _names_several(text: str) -> bool:
    """Whether *text* names senior people too."""
    return bool(re.search(rf"(?i)\b{_words('senior')}(?!\w)", text))


def _read_words(pattern: re.Pattern[str], statement: Statement) -> Iterator[_Word]:
    """Yield the levels that *pattern* finds, but for those of others and those denied."""
    for found in pattern.finditer(statement.text):
        group = next(name for name, value in found.groupdict().items() if value)
        before = statement.text[: found.start(group)]
        of_others = _others().search(before) and not _TO_BE_OURS.search(before)
        if not _DENIED.search(before) and not of_others:
            yield _Word(_level_of(found[group]), statement, found.start(group))


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
    best: tuple[tuple[bool, float], Statement, int] | None = None
    for before, statement in zip([None, *statements], statements, strict=False):
        section = statement.part.section
        if section in _NOT_ASKED:
            continue
        found = read_years(statement.text, in_needs=section is Section.NEEDS)
        if before and (below := read_years_below(before.text, statement.text)):
            found.append(below)
        for years in found:
            rank = (years.plain, years.least)
            asked = years.sure or statement.weigh(years.place) > OPTIONAL
            if asked and (best is None or rank > best[0]):
                best = (rank, statement, years.place)
    if best is None:
        return None
    (_, least), statement, place = best
    level = _level_of_years(least)
    return StatedLevel(level, statement.number_at(place), statement.quote(place), "years")


def _level_of_years(least: float) -> Level:
    return "junior" if least < MID_YEARS else "mid" if least < SENIOR_YEARS else "senior"
