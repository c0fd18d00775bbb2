"""The names in a posting that are meant, each with how much its place makes of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from interview_cli.core.job_posting.names import Found, Names, compact
from interview_cli.core.job_posting.sections import Section
from interview_cli.core.job_posting.statements import OPTIONAL, Statement
from interview_cli.core.job_posting.tables import read_list, split_words

#: So much of what a name says is said by an everyday word, and by one without anything of
#: software beside it.
_EVERYDAY, _ALONE = 0.8, 0.5
#: From so many points on a name is asked for.
_ASKED = 0.45
#: A text is a program from this part of lines of code on, or so many lines that can't be else;
#: or settings, from this number and part of lines on.
_CODE, _SURE_LINES = 0.4, 3
_SETTINGS, _SET = 10, 0.25
#: Words such as ``class`` and ``async`` mean those of the language that they're named with.
_LANGUAGES = frozenset(
    [
        "java",
        "javascript",
        "typescript",
        "kotlin",
        "scala",
        "rust",
        "golang",
        "swift",
        "c++",
        "c#",
        "php",
        "ruby",
    ]
)
_PYTHON = "python"


class Mention(NamedTuple):
    """A name in a sentence; ``points`` are 0 where it's named as not needed.

    ``asked``: it's more than nice to have.
    """

    found: Found
    statement: Statement
    points: float
    asked: bool


def find_mentions(statements: Iterable[Statement], names: Names) -> list[Mention]:
    """Return the names in *statements*, without everyday words that mean something else."""
    statements = [*statements]
    plain = not any(one.part.section in (Section.NEEDS, Section.TASKS) for one in statements)
    by_line: dict[int, list[tuple[Statement, list[Found]]]] = defaultdict(list)
    for statement in statements:
        found = names.find(drop_not_meant(statement.text))
        by_line[id(statement.part.line)].append((statement, found))
    mentions: list[Mention] = []
    for of_line in by_line.values():
        beside = any(_has_company(statement, found) for statement, found in of_line)
        of_bullet = _section_of_bullet([statement for statement, _ in of_line])
        for statement, found in of_line:
            section = of_bullet if statement.section is Section.PLAIN else statement.section
            role = section.is_role or (plain and section is Section.PLAIN)
            company = beside if role else _has_company(statement, found)
            foreign = _is_of_another_language(found)
            for one in found:
                if one.everyday == 2 and (foreign or not one.topic or not (role or company)):
                    continue
                left = statement.weigh(one.start)
                if section is Section.NICE and left == OPTIONAL:
                    left = 1.0  # said twice
                points = section.weight * left
                points *= 1.0 if not one.everyday else _EVERYDAY if company else _ALONE
                asked = section is not Section.NICE and left > OPTIONAL and points >= _ASKED
                mentions.append(Mention(one, statement, points, asked))
    return mentions


def _section_of_bullet(statements: Sequence[Statement]) -> Section:
    """Return the section of the sentences of a line that don't say one themselves.

    A bullet is about one thing, so it's that of its weightiest sentence.
    """
    if statements[0].part.line.kind != "bullet":
        return Section.PLAIN
    said = [s.section for s in statements if s.section.is_role]
    return max(said, key=lambda section: section.weight, default=Section.PLAIN)


def has_names(text: str, names: Names) -> bool:
    """Whether there is a name in *text* that means nothing else."""
    return any(found.everyday == 0 for found in names.find(drop_not_meant(text)))


def is_about_software(statements: Iterable[Statement], mentions: Iterable[Mention]) -> bool:
    """Whether a text is about making software: two names, or one and a word that says so."""
    sure = {compact(one.found.name) for one in mentions if one.found.everyday == 0}
    return len(sure) > 1 or (
        bool(sure)
        and any(
            _makers().search(one.text)
            for one in statements
            if one.part.section is not Section.OTHER
        )
    )


def is_code(text: str) -> bool:
    """Whether *text* is a program, or settings, rather than sentences."""
    lines = [line for line in text.splitlines() if line.strip()]
    if text.lstrip().startswith("<"):  # a page, which may have scripts in it
        return False
    found = [
        sum(bool(pattern.match(line)) for line in lines)
        for pattern in (_CODE_LINE, _SURELY_CODE, _SETTING)
    ]
    enough = (max(2, _CODE * len(lines)), _SURE_LINES, max(_SETTINGS, _SET * len(lines)))
    return any(number >= least for number, least in zip(found, enough, strict=True))


def drop_not_meant(text: str) -> str:
    """Return *text* with dots in place of phrases in which names mean something else."""
    return _not_meant().sub(
        # "the rest" is one, "the REST interface" isn't.
        lambda found: found[0] if re.search(r"[A-Z]{2}", found[0]) else "." * len(found[0]),
        text,
    )


def _has_company(statement: Statement, found: Sequence[Found]) -> bool:
    """Whether something of software stands in the sentence."""
    if any(one.everyday == 0 for one in found) or _software().search(statement.text):
        return True
    topics = [one.topic for one in found if one.topic]
    return len(topics) > len({*topics})  # two everyday words of one topic


def _is_of_another_language(found: Sequence[Found]) -> bool:
    named = {compact(one.name) for one in found}
    return bool(named & _LANGUAGES) and _PYTHON not in named


def _software() -> re.Pattern[str]:
    return _any_of("software_words.txt")


def _makers() -> re.Pattern[str]:
    return _any_of("maker_words.txt")


@cache
def _any_of(name: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, split_words(name)))
    return re.compile(rf"(?i)\b(?:{words})s?\b")


@cache
def _not_meant() -> re.Pattern[str]:
    phrases = (re.escape(phrase).replace(r"\ ", r"[\s-]+") for phrase in read_list("not_meant.txt"))
    return re.compile(rf"(?i)\b(?:{'|'.join(phrases)})\b")


_CODE_LINE = re.compile(
    r"\s*(?:return\b|@\w|if .*:$|for .*:$|while .*:$|try:|except|else:|\w[\w.]* [+-]?= |"
    r"\w[\w.]*\(.*\)$|.*[;{}]$|//|</?\w|assert |raise |with .*:$|[\]})],?$|\"\w+\":)"
)
#: What no sentence looks like.
_SURELY_CODE = re.compile(
    r"\s*(?:from [\w.]+ import\b|import [\w.]+(?: as \w+)?;?$|(?:async )?def \w+\(|"
    r"class \w+(?:\(.*\))?:$|#include\b|(?:public|private|static) \w.*[;{]$|"
    r"(?:const|let|var) \w+ = |function \w*\(|"
    r"(?:SELECT|INSERT|CREATE) .*(?:FROM|INTO|TABLE)\b|\w+ = [\w.]+\()"
)
_SETTING = re.compile(r"\s*(?:- )?[\"']?[a-z_][\w.-]*[\"']?:(?:\s|$)")
