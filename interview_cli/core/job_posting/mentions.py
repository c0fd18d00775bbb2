"""The names in a posting that are meant, each with how much its place makes of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from interview_cli.core.job_posting.names import Found, Names, compact
from interview_cli.core.job_posting.sections import Section
from interview_cli.core.job_posting.statements import Statement
from interview_cli.core.job_posting.tables import read_list, split_words

#: So much of what a name says is said by an everyday word, and by one without anything of
#: software beside it.
_EVERYDAY, _ALONE = 0.8, 0.5
#: From so large a part of lines of code on a text is a program.
_CODE = 0.4
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
    """A name in a sentence; ``points`` are 0 where it's named as not needed."""

    found: Found
    statement: Statement
    points: float


def find_mentions(statements: Iterable[Statement], names: Names) -> list[Mention]:
    """Return the names in *statements*, without everyday words that mean something else."""
    by_line: dict[int, list[tuple[Statement, list[Found]]]] = defaultdict(list)
    for statement in statements:
        found = names.find(drop_not_meant(statement.text))
        by_line[id(statement.part.line)].append((statement, found))
    mentions: list[Mention] = []
    for of_line in by_line.values():
        beside = any(_has_company(statement, found) for statement, found in of_line)
        for statement, found in of_line:
            role = statement.part.section.is_role
            company = beside if role else _has_company(statement, found)
            foreign = _is_of_another_language(found)
            for one in found:
                if one.everyday == 2 and (foreign or not (role or company)):
                    continue
                points = statement.part.section.weight * statement.weigh(one.start)
                points *= 1.0 if not one.everyday else _EVERYDAY if company else _ALONE
                mentions.append(Mention(one, statement, points))
    return mentions


def has_names(text: str, names: Names) -> bool:
    """Whether there is a name in *text* that means nothing else."""
    return any(found.everyday == 0 for found in names.find(drop_not_meant(text)))


def is_about_software(statements: Iterable[Statement], mentions: Iterable[Mention]) -> bool:
    """Whether a text is about making software: two names, or one and a word that says so."""
    sure = {compact(one.found.name) for one in mentions if one.found.everyday == 0}
    return len(sure) > 1 or (
        bool(sure)
        and any(
            _software().search(one.text)
            for one in statements
            if one.part.section is not Section.OTHER
        )
    )


def is_code(text: str) -> bool:
    """Whether much of *text* is a program, or data, rather than sentences."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines or _PAGE_TAG.search(text):
        return False
    return sum(bool(_CODE_LINE.match(line)) for line in lines) >= _CODE * len(lines)


def drop_not_meant(text: str) -> str:
    """Return *text* with dots in place of phrases in which names mean something else."""
    return _not_meant().sub(lambda found: "." * len(found[0]), text)


def _has_company(statement: Statement, found: Sequence[Found]) -> bool:
    """Whether something of software stands in the sentence."""
    sure = any(one.everyday == 0 for one in found)
    return sure or bool(_software().search(statement.text))


def _is_of_another_language(found: Sequence[Found]) -> bool:
    named = {compact(one.name) for one in found}
    return bool(named & _LANGUAGES) and _PYTHON not in named


@cache
def _software() -> re.Pattern[str]:
    words = "|".join(map(re.escape, split_words("software_words.txt")))
    return re.compile(rf"(?i)\b(?:{words})s?\b")


@cache
def _not_meant() -> re.Pattern[str]:
    phrases = (re.escape(phrase).replace(r"\ ", r"[\s-]+") for phrase in read_list("not_meant.txt"))
    return re.compile(rf"(?i)\b(?:{'|'.join(phrases)})\b")


_PAGE_TAG = re.compile(r"(?i)<(?:html|body|p|li|div|h1)\b")
_CODE_LINE = re.compile(
    r"\s*(?:(?:async )?def \w+\(|class \w+[(:]|import \w|from [\w.]+ import|return\b|@\w|if .*:$|"
    r"for .*:$|while .*:$|try:|except|else:|\w[\w.]* [+-]?= |#include|\w[\w.]*\(.*\)$|.*[;{}]$|//|"
    r"</?\w|assert |raise |with .*:$|[\]})],?$|SELECT |INSERT |const |let |var |\"\w+\":)"
)
