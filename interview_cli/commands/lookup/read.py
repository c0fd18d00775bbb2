"""read: questions with their answers, one after the other; nothing is recorded."""

from __future__ import annotations

from typing import Any

from interview_cli.commands.filters import Selection, select
from interview_cli.commands.learner import Learner, open_journal
from interview_cli.commands.lookup.notes import read_all
from interview_cli.commands.options import (
    Json,
    Kinds,
    Levels,
    Missed,
    Packs,
    PlainLines,
    Topics,
    Tracks,
    Weak,
)
from interview_cli.core.questions.entry import Entry
from interview_cli.core.records import Noted
from interview_cli.core.safe_text import clean
from interview_cli.core.serialise import to_plain
from interview_cli.core.study_days import study_day
from interview_cli.storage import clock
from interview_cli.terminal.question_page import plain_text
from interview_cli.terminal.rendering.messages import print_json, wants_plain


def read(
    level: Levels = None,
    topic: Topics = None,
    pack: Packs = None,
    kind: Kinds = None,
    track: Tracks = None,
    weak: Weak = False,
    missed: Missed = None,
    plain: PlainLines = False,
    as_json: Json = False,
) -> int:
    """Nothing is recorded: reading isn't answering."""
    selection = select(level, topic, pack, kind, track, weak=weak, missed=missed)
    catalogue = selection.catalogue
    entries = choose_to_read(selection)
    progress = Learner.open(catalogue, writing=False).progress
    # The journal is long, and many learners have never written any.
    has_notes = progress.notes or progress.flags
    notes = _notes_by_question(catalogue.renames) if has_notes else {}
    if as_json:
        rows = [
            {
                "question": entry.key,
                "notes": notes.get(entry.key, []),
                "text": to_plain(catalogue.question(entry.key), omit="template"),
            }
            for entry in entries
        ]
        print_json({"questions": rows})
        return 0
    if wants_plain(plain):
        for n, entry in enumerate(entries):
            question = catalogue.question(entry.key)
            about = plain_text(entry.key, question, notes.get(entry.key, []), "")
            print(clean("\n" * (n > 0) + about.rstrip()))
        return 0
    from interview_cli.terminal.reading import Readable, read_through  # Rich

    def get(place: int) -> Readable:
        key = entries[place].key
        question, folder = catalogue.question(key), catalogue.folder(key)
        return Readable(key, question, notes.get(key, []), folder)

    def write_note(key: str, text: str) -> None:
        open_journal().append([Noted(key, text)], at=clock.now())
        notes.update(_notes_by_question(catalogue.renames))

    read_through(len(entries), get, write_note)
    return 0


def choose_to_read(selection: Selection) -> list[Entry]:
    """Return the questions that match, by topic; the weakest first where that is asked for."""
    filters = selection.filters
    if not (filters.weak or filters.missed):
        return sorted(selection.entries(), key=lambda entry: (entry.topic, entry.key))
    learner = Learner.open(selection.catalogue, writing=False)
    today = study_day(clock.now()).toordinal()
    return selection.entries_to_ask(learner.progress, today, follow_ups=True)


def _notes_by_question(renames: dict[str, str]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for one in read_all(renames):
        found.setdefault(one.pop("question"), []).append(one)
    return found
