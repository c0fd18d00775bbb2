"""Match what belongs together: for authors."""

from __future__ import annotations

from functools import partial
from typing import Any

from interview_cli.core.compare import fold
from interview_cli.core.kinds.match import Pair
from interview_cli.core.sentences import quote_yaml
from interview_cli.packs.kinds import kind
from interview_cli.packs.yaml.source import Map, Seq, Source

#: As many pairs as there are digits to choose with.
FEWEST, MOST = 3, 9


def _check(question: Map, quiz: Map, source: Source) -> kind.Found:
    """Report pairs that aren't three to nine, and sides that are the same."""
    pairs = quiz.get("pairs")
    if not isinstance(pairs, Seq):
        return
    for side in ("left", "right"):
        noun = f"{side} side"
        yield from kind.find_duplicates(pairs, side, noun, source, partial(fold, case=True))
    if kind.is_complete(pairs) and not FEWEST <= len(pairs) <= MOST:
        has = f"{FEWEST} to {MOST} pairs, this one has {len(pairs)}"
        yield quiz.key_at("pairs"), f"a match has {has}"


def _write_pair(text: str) -> str:
    """Return how a pair that reads *text*, such as ``a -> b``, is written."""
    for sign in ("=>", "->", "→", "=", "|"):
        left, found, right = text.partition(sign)
        if found and left.strip() and right.strip():
            return _pair(left.strip(), right.strip())
    return f"{{left: {quote_yaml(text, 40)}, right: …}}"


def _explain_stray(key: str, value: Any) -> str:
    """Return how a pair that was written as ``left: right`` is written."""
    right = quote_yaml(value, 40) if isinstance(value, str) else "…"
    return f"a pair names its sides: {{left: {quote_yaml(key, 40)}, right: {right}}}"


def _write_stray(key: str, value: str) -> str:
    return f"{{left: {quote_yaml(key, None)}, right: {quote_yaml(value, None)}}}"


def _pair(left: str, right: str) -> str:
    return f"{{left: {quote_yaml(left, 40)}, right: {quote_yaml(right, 40)}}}"


_EXAMPLE = """\
- id: pairs
  ask: What does each of these built-in functions return?
  answer: |
    `len` a number, `sorted` a new list, and `zip` an iterator.
  quiz:
    kind: match                     # the right sides are shown shuffled
    pairs:
      - {left: "`len`", right: a number}
      - {left: "`sorted`", right: a new list}
      - {left: "`zip`", right: an iterator}
  sources: [https://docs.python.org/3/library/functions.html]
"""

FOR_AUTHORS = kind.KindForAuthors(
    rule=kind.KindRule(
        id="pairs",
        title="A match has 3 to 9 pairs, and no side twice",
        broken=(
            "quiz:\n  kind: match\n  pairs:\n    - {left: GET, right: reads}\n"
            "    - {left: HEAD, right: reads}\n    - {left: PUT, right: replaces}"
        ),
        fixed=(
            "quiz:\n  kind: match\n  pairs:\n    - {left: GET, right: reads}\n"
            "    - {left: HEAD, right: reads the headers alone}\n"
            "    - {left: PUT, right: replaces}"
        ),
        check=_check,
    ),
    fields={
        "pairs": kind.Field(
            "3 to 9 pairs of texts that belong together. The right sides are shown shuffled, each "
            "of them fits one left side alone. Since format 1.1.",
            [
                {"left": "WHERE", "right": "chooses rows"},
                {"left": "SELECT", "right": "chooses columns"},
                {"left": "ORDER BY", "right": "sorts rows"},
            ],
            {"minItems": FEWEST, "maxItems": MOST, "uniqueItems": True},
        )
    },
    example=_EXAMPLE,
    foreign_fields=(
        kind.ForeignName(
            f"matches items subquestions mapping map answer answers options {kind.RIGHT}",
            "pairs",
            'write "pairs:", and below it "- {left: …, right: …}" for each',
        ),
    ),
    foreign_kinds=(("matching pair pairs pairing connect ddmatch extendedmatching emq", ""),),
    parts={
        Pair: kind.Part(
            noun="pair",
            fields={
                "left": kind.Field("What is asked about. Markdown.", "WHERE"),
                "right": kind.Field("What belongs to it. Markdown.", "chooses rows"),
            },
            foreign_fields=(
                kind.ForeignName(
                    "prompt premise term question key item from name source subquestion", "left"
                ),
                kind.ForeignName(
                    "answer response match definition value target to description", "right"
                ),
            ),
            write_text=_write_pair,
            explain_stray=_explain_stray,
            write_stray=_write_stray,
        )
    },
)
