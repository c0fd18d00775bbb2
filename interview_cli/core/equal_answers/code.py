"""Code that was typed: as an answer of its own, and inside of a sentence.

Case, operators and every letter of a name count. What people put around code doesn't:
back-ticks, call brackets, ``@``, ``=``, quotes of another shape and a full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from interview_cli.core.equal_answers.characters import (
    drop_stop,
    drop_ticks,
    same_shape,
    tidy,
)

IDENTIFIER = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")
_CALL_OR_DECORATOR = re.compile(rf"@?(?P<name>{IDENTIFIER.pattern})(?:\(\))?")
_TIMES = re.compile(r"[\s()*^·×_]+")  # in O(n * log(n)) these are a matter of taste
_STRING = re.compile(r"(\"[^\"]*\"|'[^']*')")
#: Of these a longer operator is made: * isn't **.
OPERATOR_SIGNS = frozenset("*/%@|^~!<>=&+-:")
MINUS = " - "  # with spaces around it: a - b isn't a-b

NAME, NUMBER, BIG_O, SIGN = "name", "number", "big_o", "sign"
_SHORTENED = r"(?:['’](?:[sStTdDmM]|[rR][eE]|[lL][lL]|[vV][eE])\b)?"
#: Each alternative begins with the signs that it can begin with, and only numbers are a group:
#: that takes half the time.
_PART = re.compile(
    r"[oO](?<!\w[oO])\((?:[^()]|\([^()]*\)){1,24}\)"
    rf"|[wW]/[oO]\b|[^\W\d]\w*(?:\.\w+)*{_SHORTENED}"
    r"|(\d+(?:,\d{3})+(?![\d,])|\d+(?:\.\d+)+(?!\w)|\d[\d_]*(?![\w.]))"
    rf"|\w+(?:\.\w+)*{_SHORTENED}"
    r"|[^\w\s`]"
)

#: A part of code as it is compared, where it begins and ends in the text, and its kind.
CodePart = tuple[str, int, int, str]


def split_code(text: str, first: int = 0, last: int | None = None) -> list[CodePart]:
    """Return the parts of *text*: names with their dots, numbers, signs, and ``O(n)``.

    What is typed in a sentence is compared by these, as it's written; only quotes and minus
    signs are in one shape. Only what stands from *first* to *last* is looked at.
    """
    found: list[CodePart] = []
    for match in _PART.finditer(text, first, len(text) if last is None else last):
        part = match[0]
        start, end = match.span()
        if match.lastindex:
            kind = NUMBER
            part = part.replace(",", "").replace("_", "")
        elif part[0].isalnum() or part[0] == "_":
            kind = NAME
            if part[1:2] == "(":
                kind = BIG_O
                part = f"o({_TIMES.sub('', part[2:]).casefold()})"
            elif "'" in part or "’" in part:
                part = part.replace("’", "'")
                shortened = part.casefold().endswith(("n't", "'d"))
                part = part if shortened else part.partition("'")[0]
        else:
            kind = SIGN
            part = part if part.isascii() else same_shape(part)
            if part == "-" and text[start - 1 : start].isspace() and text[end : end + 1].isspace():
                part = MINUS
        if not part:
            continue  # can't be seen
        found.append((part, start, end, kind))
    return found


def bare_name(text: str) -> str:
    """Return the name in ``name()``, ``@name`` and ``name=``; other text as it is."""
    found = _CALL_OR_DECORATOR.fullmatch(re.sub(r" ?=$", "", text))
    return found["name"] if found else text


@lru_cache(maxsize=1024)
def normalise_code(text: str) -> tuple[str, ...]:
    """Return the parts that *text* has to have in common with code that is the same."""
    text = bare_name(drop_ticks(tidy(text)))
    found: list[str] = []
    for n, piece in enumerate(_STRING.split(text)):
        found += [piece] if n % 2 else _join_operators(piece)
    return tuple(found) or (text,)


def _join_operators(text: str) -> Iterator[str]:
    operator, operator_end = "", 0
    for part, start, end, kind in split_code(text):
        if operator and not (start == operator_end and part in OPERATOR_SIGNS):
            yield operator
            operator = ""
        if part in OPERATOR_SIGNS:
            operator, operator_end = operator + part, end
        elif kind == NUMBER:  # [1,234] has two
            yield from re.findall(r"[^,]+|,", text[start:end].replace("_", ""))
        else:
            yield part
    if operator:
        yield operator


def is_same_code(typed: str, key: str) -> bool:
    """Whether *typed* is the code *key*: as it's written, except for what's around it."""
    return normalise_code(key) in (normalise_code(typed), normalise_code(drop_stop(tidy(typed))))
