"""edit: a question in the learner's own editor."""

from __future__ import annotations

from interview_cli.commands.options import Key
from interview_cli.core.errors import DONE, NO
from interview_cli.packs.library.catalogue import open_catalogue
from interview_cli.terminal.question_editor import edit_question


def edit(key: Key) -> int:
    """A question of a pack that isn't yours stays as it is: you edit a copy, which is asked in
    its place from then on. Your progress with it is kept.
    """
    catalogue, _ = open_catalogue()
    entry = catalogue.find(key)
    return NO if edit_question(catalogue, entry.key) is None else DONE
