"""What other formats call the fields of a pack, the levels and the kinds.

Who comes from there writes `question`, `choices`, `difficulty: easy`. None of it is
accepted; a message gives its right name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path

from interview_cli.packs.kinds import KINDS_FOR_AUTHORS
from interview_cli.packs.kinds.kind import ASK, CHOICES, RIGHT, WHY, ForeignName, fold_name


@cache
def read_fields() -> dict[str, tuple[ForeignName, ...]]:
    """Return the foreign names by what a part of a pack is called.

    Of several that fit, one whose field is missing is meant, else the first whose field is not
    there.
    """
    import tomllib  # only who writes a wrong name needs it

    data = tomllib.loads(Path(__file__).with_name("foreign_names.toml").read_text("utf-8"))
    of_kinds = [fold_name(name) for kind in KINDS_FOR_AUTHORS.values() for name in kind.fields]
    words = {
        **{"ask": ASK, "choices": CHOICES, "right": RIGHT, "why": WHY},
        "of_kinds": " ".join(of_kinds),
        **data["words"],
    }
    return {
        part: tuple(ForeignName(**row | {"words": row["words"].format(**words)}) for row in rows)
        for part, rows in data["parts"].items()
    }


_LEVELS = (
    ("junior", "easy beginner basic entry entrylevel intern trainee novice simple low"),
    ("mid", "medium intermediate middle midlevel medior regular moderate normal"),
    ("senior", "hard difficult advanced expert lead staff principal veryhard high"),
)

#: The levels by what they are called elsewhere.
LEVELS = {word: level for level, words in _LEVELS for word in words.split()}
#: The kinds ("" for none) by what they are called elsewhere, with what to write besides.
KINDS = dict.fromkeys(
    ["flashcard", "flashcards", "card", "recall", "explain"],
    ("", "Leave the whole quiz out: every question is a flashcard already"),
) | {
    word: (name, besides)
    for name, kind in KINDS_FOR_AUTHORS.items()
    for words, besides in kind.foreign_kinds
    for word in words.split()
    if word not in KINDS_FOR_AUTHORS
}


def find_foreign(
    rows: Iterable[ForeignName],
    name: str,
    shape: str = "text",
    *,
    missing: Collection[str] = (),
    present: Collection[str] = (),
) -> ForeignName | None:
    """Return the one of *rows* that says what the unknown *name* means; None where none does.

    *shape* is that of its value; *missing* and *present* are the fields that the part must
    have yet, and has.
    """
    word = fold_name(name)
    fit = [r for r in rows if word in r.words.split() and shape in (r.shapes.split() or [shape])]
    needed = [row for row in fit if row.field in missing]
    free = [row for row in fit if row.field not in present]
    return next(iter([*needed, *free, *fit]), None)
