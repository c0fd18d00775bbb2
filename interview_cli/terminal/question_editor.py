"""Editing a question: the learner's own where it stands, any other one as a copy of theirs."""

from __future__ import annotations

from pathlib import Path

from interview_cli.core.errors import UsageError
from interview_cli.core.questions.question import Question
from interview_cli.core.questions.variants import template_of
from interview_cli.packs.authoring import own_copy
from interview_cli.packs.library.catalogue import Catalogue
from interview_cli.packs.sources.installed import read_record
from interview_cli.terminal.editor import open_at
from interview_cli.terminal.rendering.messages import warn


def edit_question(catalogue: Catalogue, key: str) -> Question | None:
    """Open the question in the learner's editor; return it as it is then, None if unusable.

    One that isn't the learner's own stays as it is: they get a copy to edit, which is asked in
    its place. A copy that isn't changed is deleted again. Raises UsageError without an editor.
    """
    key = _name_today(catalogue, key)
    return _edit_own(catalogue, key) if is_own(catalogue, key) else _edit_copy(catalogue, key)


def is_own(catalogue: Catalogue, key: str) -> bool:
    """Whether the question is the learner's own: neither bundled nor added from elsewhere."""
    pack = catalogue.shelf(_name_today(catalogue, key).partition(":")[0])
    return pack is not None and not pack.bundled and read_record(pack.pack.path) is None


def _name_today(catalogue: Catalogue, key: str) -> str:
    """Return the name of the question, or of the copy that is asked in its place."""
    key = catalogue.entry(key).key
    return catalogue.renames.get(key, key)


def _edit_own(catalogue: Catalogue, key: str) -> Question | None:
    path, row = catalogue.place(key)
    while True:
        open_at(path, row)
        _read_again(catalogue, key.partition(":")[0])
        if catalogue.has(key):
            return catalogue.question(key)
        if not _wants_again():
            warn(f"{key} can't be used as it is now; the question stays as it was")
            return None


def _edit_copy(catalogue: Catalogue, key: str) -> Question | None:
    original, path = catalogue.question(key), own_copy.find_copy(key)
    template, folder = template_of(original), Path(catalogue.folder(key))
    unchanged = own_copy.write_copy(key, template, folder)
    here = "{}:{}".format(*catalogue.place(key))
    notes = (f"{key} isn't yours to change, so this is your own copy: {path}",)
    while True:
        try:
            open_at(path, own_copy.FIRST_LINE, notes)
        except UsageError as error:
            own_copy.remove_copy(key)
            there = f"{path}:{own_copy.FIRST_LINE}"
            raise UsageError(error.message, error.hint.replace(there, here)) from None
        if path.read_text("utf-8") == unchanged:
            own_copy.remove_copy(key)
            warn("nothing was changed, so no copy was kept")
            return original
        _read_again(catalogue, own_copy.MY_COPIES)
        if copy := catalogue.renames.get(key):
            warn(f"your copy is asked instead of {key}; delete it to have that back")
            return catalogue.question(copy)
        if not _wants_again():
            aside = own_copy.put_aside(key)
            warn(
                f"your copy can't be used as it is, so {key} stays as it was; what you wrote is "
                f"in {aside}, and opens again with: interview edit {key}"
            )
            return None


def _read_again(catalogue: Catalogue, pack: str) -> None:
    """Read a pack again after an edit, and print what is wrong there."""
    catalogue.complaints.clear()
    if pack in catalogue.packs:
        catalogue.reload(pack)
    else:
        catalogue.add(own_copy.copies())
    for complaint in catalogue.complaints:
        warn(complaint)


def _wants_again() -> bool:
    """Whether the learner wants to open the file again, which can't be used as it is."""
    from interview_cli.terminal.rendering import prompts
    from interview_cli.terminal.rendering.menu import ENTER, Footer

    keys = (("o", "open it again"), ("Enter", "leave it"))
    try:
        return prompts.press(Footer(keys, ("o", ENTER))) == "o"
    except (EOFError, KeyboardInterrupt):
        return False
