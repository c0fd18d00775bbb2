"""Grades in a title: "Software Engineer II", "(L4)", and what a posting says of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from interview_cli.core.levels import Level

_ROLE = r"(?:engineer|developer|programmer|sde|swe|entwickler(?:in)?)"
#: "Software Engineer II", "SDE-2", "Developer, Level 3".
_NUMERAL = re.compile(
    rf"(?i:\b{_ROLE})(?:(?:,? |-)(?i:level )?(?P<roman>I{{1,3}}|IV|V)\b|"
    r"(?: |-|,? (?i:level )|(?<=SDE)|(?<=SWE))(?P<numeral>[1-5])(?=\s*(?:$|[,(|/)–-])))"
)
_NUMERALS: dict[str, Level] = {"I": "junior", "1": "junior", "II": "mid", "2": "mid"}
#: What's between junior and senior in many countries.
_REGULAR = re.compile(r"(?i)^regular\b|[(,–-]\s*regular\s*(?:$|[),])")

_GRADE = r"(?:[LEPT]|IC|(?:Band|Grade|Level|Stufe)[ -]?)\d"
_TITLED = re.compile(rf"(?i)(?<![\w-]){_GRADE}(?![\w-])(?! ?(?:support|line|helpdesk))")
#: Where a sentence says the grade: "Level: L4", "the role is graded L4".
_SAID = re.compile(
    r"(?i)(?:^\W*(?:job |career |seniority )?(?:level|grade|band|seniority|stufe)\s*(?:[:=–-]|is)?|"
    r"\b(?:role|position|post|job|opening) is (?:at|graded|pitched at|an?)|\bhiring (?:at|for))"
    r"\s+(?:level )?$"
)
#: So many characters before a grade are looked at.
_NEAR = 60
#: The ladder of big companies; other letters, and bands, mean something else in each firm.
_LADDER = re.compile(r"(?i)[LE](?P<step>\d)")
_MID_STEP = 4
_FIRST_STEPS: dict[str, Level] = {"level 1": "junior", "level 2": "mid"}
#: What stands between a grade and what it means, and where that ends.
_MEANS = r"[^\w.;]{1,4}(?:(?:for|here|which|that|with us|at \w+|stands for|means|is|are) ){0,3}"
_UNTIL = rf"(?:(?!{_GRADE}\b)[^.;|])*"
_INDEPENDENT = re.compile(r"(?i)\b(?:independen|own feet|autonom|selbstständig)")


class Grade(NamedTuple):
    """The level of a grade, and where the grade stands in its title."""

    level: Level
    place: int


def find_grade(
    title: str, texts: Iterable[str], read_level: Callable[[str], Level | None]
) -> Grade | None:
    """Return the level of the grade in *title*; None where there's none, or nothing explains it.

    *texts* are the sentences that may explain it, *read_level* reads what they say.
    """
    texts = [*texts]
    if (found := _TITLED.search(title)) and (grade := _read_step(found, texts, read_level)):
        return grade
    if numeral := _NUMERAL.search(title):
        level = _NUMERALS.get(numeral["roman"] or numeral["numeral"], "senior")
        return Grade(level, numeral.start())
    if regular := _REGULAR.search(title):
        return Grade("mid", regular.start())
    return None


def find_said_grade(
    sentence: str, texts: Iterable[str], read_level: Callable[[str], Level | None]
) -> Grade | None:
    """Return the level of the grade that *sentence* says the job has: "Level: L4"."""
    for found in _TITLED.finditer(sentence):
        if _SAID.search(sentence, max(0, found.start() - _NEAR), found.start()):
            return _read_step(found, texts, read_level)
    return None


def _read_step(
    found: re.Match[str], texts: Iterable[str], read_level: Callable[[str], Level | None]
) -> Grade | None:
    level = _read_ladder(found[0], texts, read_level)
    if level is None:  # what's between junior and senior
        around = [
            _read_ladder(f"{found[0][:-1]}{step}", texts, read_level)
            for step in (int(found[0][-1]) - 1, int(found[0][-1]) + 1)
        ]
        level = "mid" if around == ["junior", "senior"] else None
    if level is None and (ladder := _LADDER.fullmatch(found[0])):
        step = int(ladder["step"])
        level = "junior" if step < _MID_STEP else "mid" if step == _MID_STEP else "senior"
    elif level is None:
        level = _FIRST_STEPS.get(found[0].lower())
    return Grade(level, found.start()) if level else None


def _read_ladder(
    grade: str, texts: Iterable[str], read_level: Callable[[str], Level | None]
) -> Level | None:
    """Return the level that *texts* say a grade means."""
    explained = re.compile(rf"(?i)\b{re.escape(grade)}\b{_MEANS}(?P<said>{_UNTIL})")
    for text in texts:
        for meant in explained.finditer(text):
            if level := read_level(meant["said"]):
                return level
            if _INDEPENDENT.search(meant["said"]):
                return "mid"
    return None
