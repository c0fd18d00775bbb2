"""stories new, edit and remove: what the learner writes, and takes off the list."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from interview_cli.commands.consent import confirm
from interview_cli.commands.options import Json, Yes
from interview_cli.commands.stories.kept_stories import Number
from interview_cli.core.behaviour.own_stories import Story, parse_story, write_story
from interview_cli.core.errors import DONE, NO, DiskError, UsageError
from interview_cli.core.safe_text import line as safe
from interview_cli.storage import clock, files
from interview_cli.storage.story_files import (
    LARGEST,
    StoryFile,
    add_story,
    decode,
    find_story,
    list_stories,
    remove_story,
)
from interview_cli.terminal.editor import open_at
from interview_cli.terminal.rendering.input_lines import can_ask
from interview_cli.terminal.rendering.messages import is_terminal, print_json, print_text

#: What the editor shows first, below the head.
_PROMPT = "Situation:\n\nTask:\n\nAction:\n\nResult:"

Title = Annotated[
    list[str] | None,
    typer.Argument(metavar="[TITLE]...", show_default=False, help="Its title; no quotes needed."),
]


def new(title: Title = None, as_json: Json = False) -> int:
    """The head of its file has a title and tags, such as: tags: incident, disagreement"""
    clock.require_writable()
    given = " ".join(" ".join(title or ()).split())
    if not sys.stdin.isatty():
        story = _read_input(given)
        return _tell("Kept", add_story(story.title, write_story(story)), as_json)
    if not is_terminal():
        hint = "write to the terminal, or give the story on standard input"
        raise UsageError("there is no terminal to write in", hint)
    empty = f"title: {given}\ntags:\n\n{_PROMPT}\n"
    path = add_story(given, empty)
    try:
        open_at(path, 1 if not given else 4)
    finally:
        written = _is_written(path, empty)
        if not written:
            path.unlink(missing_ok=True)
    if not written:
        print_text("Nothing was written, so nothing was kept.")
        return NO
    _make_sure(path)
    return _tell("Kept", path, as_json)


def edit(number: Number) -> int:
    """It's kept as you save it."""
    found = find_story(number)
    clock.require_writable()
    if not os.access(found.path, os.W_OK):
        raise DiskError(f"{found.path} can't be written", "make it yours to write: chmod u+w")
    went_well = open_at(found.path, 1)
    if found.path.exists():
        _make_sure(found.path)
    return DONE if went_well else NO


def remove(number: Number, yes: Yes = False, as_json: Json = False) -> int:
    """Its file goes to stories/removed in your folder. To have it back, move it up again."""
    found = find_story(number)
    name = found.story.title if found.story else found.path.name
    if not yes and not can_ask():
        raise UsageError(
            f"nothing was removed: there is no terminal to ask about {safe(name)!r}",
            f"to do it without being asked: interview stories remove {number} --yes",
        )
    if not yes and not confirm(f"Remove the story {name}?"):
        print_text("Nothing was removed.")
        return NO
    place = remove_story(found.path)
    if as_json:
        print_json({"removed": found.number, "file": str(place)})
    else:
        print_text(f"Removed: {safe(name)}. Its file is kept: {safe(str(place))}")
    return DONE


def _read_input(title: str) -> Story:
    """Return the story on standard input, with *title* if there is one; raises UsageError."""
    data = sys.stdin.buffer.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise UsageError("the story on standard input is too long", "keep it below 1 MB")
    try:
        written = decode(data)
    except UnicodeDecodeError as error:
        raise UsageError(
            f"standard input isn't UTF-8: byte {error.start + 1}", "save the file as UTF-8"
        ) from None
    story = parse_story(written)
    if not story.text:
        raise UsageError("there is no story on standard input", "interview stories new < story.md")
    return Story(title or story.title, story.tags, story.text)


def _is_written(path: Path, empty: str) -> bool:
    """Whether there is more in the file than was there for a start."""
    try:
        return path.read_bytes().split() not in ([], empty.encode().split())
    except OSError:
        return False


def _make_sure(path: Path) -> None:
    """Have what an editor wrote on the disk, and for nobody else."""
    with files.disk_errors(path, files.MAKE_ROOM):
        if os.name == "posix":
            path.chmod(0o600)
        files.replace(path, path.read_bytes())


def _tell(verb: str, path: Path, as_json: bool) -> int:
    kept: StoryFile | None = next((one for one in list_stories() if one.path == path), None)
    number = kept.number if kept else None
    if as_json:
        print_json({"number": number, "file": str(path)})
    else:
        print_text(f"{verb} as story {number}. Read it: interview stories show {number}")
    return DONE
