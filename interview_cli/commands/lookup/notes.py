"""flag and note: what the learner keeps on questions, and takes back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any

import typer

from interview_cli.commands.learner import open_journal, open_packs, open_past
from interview_cli.commands.options import Json, Words
from interview_cli.core.errors import UsageError
from interview_cli.core.questions.question import Question
from interview_cli.core.records import Flagged, Line, Noted, Record, Retracted, to_line
from interview_cli.core.safe_text import clean
from interview_cli.core.safe_text import line as safe
from interview_cli.core.sentences import count
from interview_cli.packs.library.catalogue import Catalogue, open_catalogue
from interview_cli.storage import clock
from interview_cli.terminal.rendering.messages import print_json, print_text
from interview_cli.terminal.rendering.wording import local_time

OptionalKey = Annotated[
    str | None,
    typer.Argument(
        metavar="[PACK:ID]", show_default=False, help="The question; leave it out for a list."
    ),
]


def flag(
    key: OptionalKey = None,
    words: Words = None,
    remove: Annotated[
        bool, typer.Option("--remove", help="Take your flags on the question back.")
    ] = False,
    as_json: Json = False,
) -> int:
    """Without a question, you see all that you've flagged."""
    if key is None:
        return _list(Flagged.type, remove, as_json)
    catalogue, key, _ = find(key)
    if not remove:
        text = " ".join(words or ())
        return _append(Flagged(key, text), f"Flagged {key}.", as_json)
    if words:
        raise UsageError("--remove takes flags back, so it has no words", "leave them out")
    flags = [one for one in read_notes(key, catalogue.renames) if one["type"] == Flagged.type]
    if not flags:
        raise UsageError(f"{key} isn't flagged", "to see what is: interview flag")
    return _take_back(flags, f"No longer flagged: {key}", as_json)


def note(
    key: OptionalKey = None,
    words: Words = None,
    remove: Annotated[
        str | None,
        typer.Option("--remove", metavar="[N]", help="Take a note back, by its number if several."),
    ] = None,
    as_json: Json = False,
) -> int:
    """Without a question, you see all your notes; without words, those on the question."""
    if key is None:
        return _list(Noted.type, remove is not None, as_json)
    catalogue, key, _ = find(key)
    notes = read_notes(key, catalogue.renames)
    if remove is not None:
        if words:
            raise UsageError("--remove takes a note back, so it has no words", "leave them out")
        own = [one for one in notes if one["type"] == Noted.type]
        return _take_back([_choose(own, remove, key)], f"The note on {key} is gone", as_json)
    if words:
        return _append(Noted(key, " ".join(words)), f"Noted with {key}.", as_json)
    if as_json:
        print_json({"question": key, "notes": notes})
        return 0
    _print_notes(notes)
    if not notes:
        print_text(f"No note yet. Write one: interview note {key} WORDS")
    return 0


def find(key: str, packs: Sequence[str] = ()) -> tuple[Catalogue, str, Question]:
    """Return the catalogue, with *packs*, today's name of the question and the question itself."""
    catalogue, _ = open_catalogue(packs)
    entry = catalogue.find(key)
    return catalogue, entry.key, catalogue.question(entry.key)


def read_notes(key: str, renames: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the learner's notes and flags on the question *key*, oldest first."""
    names = [key, *(old for old, new in renames.items() if new == key)]
    lines = open_past(open_journal()).of_notes(names)
    return [one for one in _describe(lines, renames) if one.pop("question") == key]


def read_all(renames: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return all notes and flags, oldest first, with today's names of the questions."""
    past = open_past(open_journal())
    return _describe(past.of_notes(past.places.notes), renames)


def _describe(lines: Iterable[Line], renames: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {"question": renames.get(line["question"], line["question"])}
        | {name: line[name] for name in ("id", "at", "type", "text")}
        | {"day": f"{local_time(line['at'], line.get('offset') or 0):%Y-%m-%d}"}
        for line in lines
    ]


def _choose(notes: list[dict[str, Any]], number: str, key: str) -> dict[str, Any]:
    """Return the note with that number, from 1; the only one where *number* is ""."""
    if not notes:
        raise UsageError(f"there is no note on {key}", "to see all notes: interview note")
    if not number and len(notes) > 1:
        raise UsageError(
            f"{key} has {len(notes)} notes",
            f"name one by its number in: interview note {key}; as in --remove 1",
        )
    if not number:
        return notes[0]
    if not number.isdecimal() or not 1 <= int(number) <= len(notes):
        raise UsageError(f"{key} has no note {number!r}", f"see: interview note {key}")
    return notes[int(number) - 1]


def _print_notes(notes: list[dict[str, Any]]) -> None:
    """Print notes with the numbers that ``--remove`` takes, and flags without."""
    number = 0
    for one in notes:
        number += one["type"] == Noted.type
        name = "flagged" if one["type"] == Flagged.type else f"note {number}"
        print(clean(f"{one['day']} {name}: {one['text']}".removesuffix(": ")))


def _list(kind: str, remove: bool, as_json: bool) -> int:
    what = "flag" if kind == Flagged.type else "note"
    if remove:
        raise UsageError(f"--remove which {what}?", f"interview {what} PACK:ID --remove")
    catalogue, _ = open_packs()
    found = [one for one in read_all(catalogue.renames) if one["type"] == kind]
    if as_json:
        print_json({f"{what}s": found})
        return 0
    by_question: dict[str, list[dict[str, Any]]] = {}
    for one in found:
        by_question.setdefault(one["question"], []).append(one)
    for key, notes in by_question.items():
        gone = "" if catalogue.has(key) else "  (its pack isn't here, or it's gone)"
        print(safe(f"{key}{gone}"))
        for one in notes:
            print(f"    {one['day']}  {safe(one['text'])}".rstrip())
    if not found:
        verb = "flagged anything" if kind == Flagged.type else "written a note"
        print_text(f"You haven't {verb} yet. To do it: interview {what} PACK:ID WORDS")
        return 0
    total = f"{count(len(found), what)} on {count(len(by_question), 'question')}"
    print_text(f"{total}. To take one back: interview {what} PACK:ID --remove")
    return 0


def _append(record: Record, message: str, as_json: bool) -> int:
    """Append *record* to the journal; print its line with --json, else *message*."""
    (id_,) = open_journal().append([record], at=clock.now())
    if as_json:
        print_json({"id": id_, **to_line(record)})
    else:
        print(safe(message))
    return 0


def _take_back(notes: list[dict[str, Any]], message: str, as_json: bool) -> int:
    open_journal().append([Retracted(of=one["id"]) for one in notes], at=clock.now())
    if as_json:
        print_json({"retracted": [one["id"] for one in notes]})
    else:
        print(safe(f"{message}."))
    return 0
