"""show: one question, read from beginning to end."""

from __future__ import annotations

from typing import Annotated

import typer

from interview_cli.commands.learner import Learner
from interview_cli.commands.lookup.notes import find, read_notes
from interview_cli.commands.options import Json, Key, Packs
from interview_cli.core.errors import NotGood
from interview_cli.core.records import Suspended
from interview_cli.core.safe_text import clean
from interview_cli.core.serialise import to_plain
from interview_cli.core.study_days import study_day
from interview_cli.storage import clock
from interview_cli.terminal.pictures.question_picture import Picture
from interview_cli.terminal.question_page import plain_text
from interview_cli.terminal.question_page import show as show_question
from interview_cli.terminal.rendering.due_words import describe_return
from interview_cli.terminal.rendering.messages import print_json, wants_plain


def show(
    key: Key,
    proof: Annotated[
        bool, typer.Option("--proof", help="Show the code that proves it, instead.")
    ] = False,
    packs: Packs = None,
    plain: Annotated[bool, typer.Option("--plain", help="Plain text, without layout.")] = False,
    as_json: Json = False,
) -> int:
    catalogue, key, question = find(key, packs or ())
    if proof and not as_json:
        if question.proof is None:
            raise NotGood(f"{key} has no proof", "it rests on its sources alone")
        print(clean(question.proof.rstrip()))
        return 0
    path, row = catalogue.place(key)
    progress = Learner.open(catalogue, writing=False).progress
    # The journal is long, and few questions have any.
    has_notes = key in progress.notes or key in progress.flags
    notes = read_notes(key, catalogue.renames) if has_notes else []
    today = study_day(clock.now()).toordinal()
    suspended, until = progress.is_suspended(key, today), progress.suspended.get(key)
    if as_json:
        about = {"question": key, "file": str(path), "line": row, "notes": notes}
        about |= {"suspended": suspended, "until": (until or None) if suspended else None}
        if question.image:
            about["image"] = Picture(catalogue.folder(key), question.image).path
        print_json(about | {"text": to_plain(question, omit="template")})
        return 0
    if suspended:
        text = describe_return(until or "", today)
        notes = [*notes, {"at": "", "type": Suspended.type, "text": text}]
    where = f"{path}:{row}"
    if question.image:
        where += f"\nPicture: {Picture(catalogue.folder(key), question.image).path}"
    if wants_plain(plain):
        print(clean(plain_text(key, question, notes, where)))
    else:
        show_question(key, question, notes, where)
    return 0
