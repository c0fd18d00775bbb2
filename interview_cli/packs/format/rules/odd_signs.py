"""Signs of word processors in Python: quotes, dashes and spaces that it doesn't take."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from interview_cli.core.sentences import join, quote_yaml
from interview_cli.packs.yaml.slips.lookalikes import CLOSING, name_sign
from interview_cli.packs.yaml.source import Fixes, Source

#: Each is the same in all such editors; the rest of the quotes are double ones.
_SINGLE = "\u2018\u2019\u201a\u2039\u203a"
_MINUS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_BLANK = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
#: More than anyone pastes; each is looked for with the compiler.
_MOST = 200

#: Where Python stops in a text, as its row and column from 1; None if it's all right.
Stops = Callable[[str], tuple[int, int, str] | None]


class Swap(NamedTuple):
    """A sign at a row and column, both from 1, and what Python has for it."""

    row: int
    column: int
    sign: str
    right: str


def find_odd_signs(code: str, stops: Stops) -> list[Swap]:
    """Return the signs that alone keep *code* from being Python; none if there's more to it.

    Only those are returned that Python stumbles over: in its texts and comments all may stand.
    """
    rows, swaps = code.split("\n"), list[Swap]()
    if code.isascii():
        return swaps
    for _ in range(_MOST):
        stop = stops("\n".join(rows))
        if stop is None:
            return swaps
        row, column, why = stop
        if row > len(rows):
            return []
        found = _swap(rows[row - 1], column - 1, why)
        if not found:
            return []
        signs = [*rows[row - 1]]
        for at, right in found:
            swaps.append(Swap(row, at + 1, signs[at], right))
            signs[at] = right
        rows[row - 1] = "".join(signs)
    return []


def _swap(row: str, at: int, why: str) -> list[tuple[int, str]]:
    """Return what to put for the sign at *at* of *row*, and for what goes with it."""
    sign = row[at : at + 1]
    if why.startswith("unterminated string") and sign and sign in "\"'":
        ends = "".join(e for begin, e in CLOSING.items() if (begin in _SINGLE) == (sign == "'"))
        odd = [n for n in range(at + 1, len(row)) if row[n] in ends]
        return [(odd[0], sign)] if len(odd) == 1 else []
    if blanks := re.compile(f"[{_BLANK} ]+").match(row, at):
        return [(n, " ") for n in range(*blanks.span()) if row[n] != " "]
    if sign and sign in _MINUS:
        return [(at, "-")]
    if sign and sign in CLOSING:
        quote = "'" if sign in _SINGLE else '"'
        for end in range(at + 1, len(row)):
            if row[end] == quote:
                return [(at, quote)]
            if row[end] in CLOSING[sign] and not re.match(r"\w.\w", row[end - 1 : end + 2]):
                return [(at, quote), (end, quote)]
        return []
    plain = unicodedata.normalize("NFKC", sign)
    wide = "\uff01" <= sign <= "\uff5e" and not plain.isalnum()
    return [(at, plain)] if wide else [(at, "*")] if sign == "\xd7" else []


def say_odd_signs(source: Source, name: str, places: list[int], swaps: list[Swap]) -> str:
    """Return the message about *swaps* in *name*, each at its place of *places* in the file."""
    by_right: dict[str, list[str]] = {}
    for swap in swaps:
        shown = name_sign(swap.sign) if swap.right in " -" else swap.sign
        signs = by_right.setdefault(swap.right, [])
        signs += [shown] * (shown not in signs)
    ways = [
        f"{'a space' if right == ' ' else right} for {join(signs, 'and')}"
        for right, signs in by_right.items()
    ]
    lines = [str(n) for n in sorted({source.line_of(place) for place in places})]
    where = f" (lines {join(lines, 'and')})" if 1 < len(lines) < 20 else ""
    write = f"write {join(ways, 'and')}{where}"
    return f"{name} has signs of a word processor that aren't Python: {write}"


def write_signs(source: Source, at: int, text: str, places: list[int], swaps: list[Swap]) -> Fixes:
    """Return the fix that writes *swaps* into *text*, whose value begins at *at*."""
    what = "wrote the signs of Python for those of a word processor"
    if source.text.startswith("|", at):
        pairs = [*zip(places, swaps, strict=True)]
        if any(not source.text.startswith(swap.sign, place) for place, swap in pairs):
            return ()
        return source.fix(what, *((place, place + 1, swap.right) for place, swap in pairs))
    span = source.span(at, text)
    if span is None or "\n" in text:
        return ()
    signs = [*text]
    for swap in swaps:
        signs[swap.column - 1] = swap.right
    return source.fix(what, (*span, quote_yaml("".join(signs), None)))
