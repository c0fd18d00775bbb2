"""show, search, flag, note and edit: one question at a time."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from interview_cli.commands.filters import select
from interview_cli.commands.learner import find_entry, open_journal
from interview_cli.commands.options import Json, Key, Kinds, Levels, Packs, Topics, Tracks, Words
from interview_cli.core.compare import fold
from interview_cli.core.errors import DONE, NO, NotGood, UsageError
from interview_cli.core.questions.question import Question
from interview_cli.core.records import Flagged, Noted, Record, drop_retracted, to_line
from interview_cli.core.safe_text import clean
from interview_cli.core.safe_text import line as safe
from interview_cli.core.sentences import count
from interview_cli.core.serialise import to_plain
from interview_cli.packs.library.catalogue import Catalogue, open_catalogue
from interview_cli.storage import clock
from interview_cli.terminal.editor import edit_question
from interview_cli.terminal.question_page import plain_text
from interview_cli.terminal.question_page import show as show_question
from interview_cli.terminal.rendering.messages import print_json, wants_plain


def show(
    key: Key,
    proof: Annotated[
        bool, typer.Option("--proof", help="Show the code that proves it, instead.")
    ] = False,
    plain: Annotated[bool, typer.Option("--plain", help="Plain text, without layout.")] = False,
    as_json: Json = False,
) -> int:
    catalogue, key, question = _find(key)
    if proof and not as_json:
        if question.proof is None:
            raise NotGood(f"{key} has no proof", "it rests on its sources alone")
        print(clean(question.proof.rstrip()))
        return 0
    path, row = catalogue.place(key)
    notes = _read_notes(key)
    if as_json:
        about = {"question": key, "file": str(path), "line": row, "notes": notes}
        print_json(about | {"text": to_plain(question)})
        return 0
    where = f"{path}:{row}"
    if wants_plain(plain):
        print(clean(plain_text(key, question, notes, where)))
    else:
        show_question(key, question, notes, where)
    return 0


def search(
    words: Words = None,
    level: Levels = None,
    topic: Topics = None,
    pack: Packs = None,
    kind: Kinds = None,
    track: Tracks = None,
    as_json: Json = False,
) -> int:
    selection = select(level, topic, pack, kind, track)
    parts = fold(" ".join(words or ())).split()
    found = []
    for entry in sorted(selection.entries()):
        question = selection.catalogue.question(entry.key)
        texts = (entry.key, entry.topic, question.ask, question.spoken or "", question.answer)
        text = fold(" ".join(texts))
        if all(word in text for word in parts):
            found.append((entry, question))
    if as_json:
        rows = [
            {"question": entry.key}
            | {name: getattr(entry, name) for name in ("level", "topic", "kind")}
            | {"ask": question.ask}
            for entry, question in found
        ]
        print_json({"questions": rows})
        return 0
    if not found:
        raise UsageError(
            f"no question has the words {' '.join(words or ())!r}",
            "try fewer words, or shorter ones",
        )
    for entry, question in found:
        print(f"{safe(entry.key)}  ({entry.level}, {safe(entry.topic)}, {entry.kind})")
        print(f"    {safe(question.ask)}")
    print(f"{count(len(found), 'question')}. Read one: interview show PACK:ID")
    return 0


def flag(key: Key, words: Words = None, as_json: Json = False) -> int:
    _, key, _ = _find(key)
    text = " ".join(words or ())
    return _append(Flagged(key, text), f"Flagged {key}.", as_json)


def note(key: Key, words: Words = None, as_json: Json = False) -> int:
    _, key, _ = _find(key)
    if words:
        return _append(Noted(key, " ".join(words)), f"Noted with {key}.", as_json)
    notes = _read_notes(key)
    if as_json:
        print_json({"question": key, "notes": notes})
        return 0
    for one in notes:
        print(clean(f"{one['at'][:10]} {one['type']}: {one['text']}"))
    if not notes:
        print(f"No note yet. Write one: interview note {key} WORDS")
    return 0


def edit(key: Key) -> int:
    catalogue, key, _ = _find(key)
    return NO if edit_question(catalogue, key) is None else DONE


def _find(key: str) -> tuple[Catalogue, str, Question]:
    """Return the catalogue, today's name of the question and the question itself."""
    catalogue, _ = open_catalogue()
    entry = find_entry(catalogue, key)
    return catalogue, entry.key, catalogue.question(entry.key)


def _read_notes(key: str) -> list[dict[str, Any]]:
    """Return the learner's notes and flags on a question, oldest first."""
    lines, _ = open_journal().read()
    return [
        {name: line[name] for name in ("at", "type", "text")}
        for line in drop_retracted(lines)
        if line["type"] in (Flagged.type, Noted.type) and line["question"] == key
    ]


def _append(record: Record, message: str, as_json: bool) -> int:
    """Append *record* to the journal; print its line with --json, else *message*."""
    (id_,) = open_journal().append([record], at=clock.now())
    if as_json:
        print_json({"id": id_, **to_line(record)})
    else:
        print(safe(message))
    return 0
