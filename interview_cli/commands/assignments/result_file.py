"""The file that a learner hands in: a result of a set, written once it's done."""

from __future__ import annotations

import os
from pathlib import Path
from shlex import quote

from interview_cli import __version__
from interview_cli.commands.assignments.chosen_set import ChosenSet
from interview_cli.commands.learner import Learner
from interview_cli.core.errors import UsageError
from interview_cli.core.progress.class_results import make_pseudonym, make_rows, write_results
from interview_cli.core.progress.set_standing import RESULT_ENDING, SET_FILTER
from interview_cli.core.records import Line, Setting
from interview_cli.core.safe_text import line as safe
from interview_cli.core.sentences import count
from interview_cli.packs.library.catalogue import Catalogue
from interview_cli.storage import clock, files
from interview_cli.terminal.practice_session import PracticeSession
from interview_cli.terminal.rendering.messages import print_stderr

#: The setting that holds what pseudonyms are made from: random, and never given away.
SECRET_SETTING = "pseudonym_secret"

#: What is in it, for whoever is about to send it.
CONTENTS = (
    "It has, for each answer: the question, what you chose, the score, hints, seconds and the "
    "day; nothing that you typed, no notes, and a pseudonym in place of your name."
)


def check_result_target(save: str | None) -> Path | None:
    """Return the file for the result, if one is asked for; raises UsageError, DiskError."""
    if save is None:
        return None
    path = Path(os.path.abspath(os.path.expanduser(save)))
    if path.suffix.lower() != RESULT_ENDING:
        stem = path.stem if save and path.stem.strip(".") else "result"
        raise UsageError(
            f"{save or 'a file without a name'} isn't a {RESULT_ENDING} file",
            f"name it like {stem}{RESULT_ENDING}",
        )
    files.require_free(path, save)
    return path


def write_result(path: Path, chosen: ChosenSet, catalogue: Catalogue, learner: Learner) -> None:
    """Write the answers of the attempts that count at a set, and say what is in the file.

    Raises DiskError.
    """
    standing = chosen.standing(learner.progress)
    counted = [one.id for one in standing.counted]
    lines, _ = learner.journal.read()
    rows = make_rows(lines, counted)
    info = catalogue.packs[chosen.pack].pack.info
    word = chosen.set.class_ or chosen.pack
    head = {
        "program": __version__,
        "pseudonym": make_pseudonym(word, _read_secret(learner, lines)),
        "packs": {chosen.pack: info.version if info else ""},
        "set": {
            "id": chosen.key,
            "questions": list(chosen.set.questions),
            "until": chosen.set.until,
            "attempts": chosen.set.attempts,
        },
    }
    free = files.save_new(path, write_results(head, rows).encode())
    why = "; the name you gave was taken by then" if free != path else ""
    print_stderr(f"Written: {safe(str(free))}, {count(len(rows), 'answer')}{why}")
    print_stderr(CONTENTS)


def _read_secret(learner: Learner, lines: list[Line]) -> str:
    """Return what the learner's pseudonyms are made from; the first time it's drawn.

    The earliest counts, so that machines that are synced later agree.
    """
    kept = sorted(
        (line["at"], line["id"], line["value"])
        for line in lines
        if line["type"] == Setting.type
        and line["name"] == SECRET_SETTING
        and isinstance(line["value"], str)
    )
    if kept:
        return str(kept[0][2])
    secret = os.urandom(16).hex()
    learner.journal.append([Setting(SECRET_SETTING, secret)], at=clock.now())
    return secret


def hand_in(practice: PracticeSession, learner: Learner, path: Path | None, *, quiet: bool) -> None:
    """Write the result of the set that was practised to *path*, or say how that's done.

    Nothing is said of it where that attempt was for practice alone, nor when it's *quiet*.
    """
    key = practice.session.filters[SET_FILTER]
    pack, _, name = key.partition(":")
    found = practice.catalogue.sets.get((pack, name))
    if found is None:
        return
    chosen = ChosenSet(pack, found)
    standing = chosen.standing(learner.progress)
    paths = "".join(f" -p {quote(path)}" for path in practice.session.filters.get("paths", ()))
    command = f"interview quiz{paths} --set {name} --save"
    if not standing.done:
        if path:
            print_stderr("interview: no result was written: the set isn't done yet")
            print_stderr(f"To go on: {command} {quote(path.name)}")
    elif path:
        write_result(path, chosen, practice.catalogue, learner)
    elif not quiet and any(one.id == practice.session.id for one in standing.counted):
        print_stderr(f"To hand it in: {command} {name}{RESULT_ENDING}")
