"""stories, and stories show: what there is, and what each would serve."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from interview_cli.commands.learner import open_packs
from interview_cli.commands.options import Json
from interview_cli.core.behaviour.own_stories import find_served
from interview_cli.core.questions.question import Question
from interview_cli.core.safe_text import clean
from interview_cli.core.safe_text import line as safe
from interview_cli.core.sentences import join
from interview_cli.storage.story_files import (
    StoryFile,
    find_story,
    list_stories,
    require_story,
)
from interview_cli.terminal.rendering.messages import print_json, print_text, warn

Number = Annotated[str, typer.Argument(metavar="N", help="Its number in: interview stories")]


def list_command(as_json: Json = False) -> int:
    """A story serves a question if one of its tags, or two words of its title, are in what is
    asked, what an interviewer listens for, or the topic.
    """
    found = list_stories()
    questions = _read_questions() if found else []
    if as_json:
        print_json({"stories": [describe(one, questions) for one in found]})
        return 0
    for one in found:
        if one.story is None:
            warn(f"story {one.number}, {one.path.name}, can't be read: {one.why}")
            continue
        tags = f"  ({safe(', '.join(one.story.tags))})" if one.story.tags else ""
        print_text(f"{one.number}. {safe(one.story.title)}{tags}")
        for key in find_served(one.story, questions):
            print_text(f"    {safe(key)}")
    if not found:
        print_text("You haven't written a story yet. To do it: interview stories new TITLE")
        return 0
    total = "1 story" if len(found) == 1 else f"{len(found)} stories"
    print_text(f"{total}. Read one: interview stories show N")
    return 0


def show(number: Number, as_json: Json = False) -> int:
    """Below it you see its tags, and the questions it would serve."""
    found = find_story(number)
    story = require_story(found)
    questions = _read_questions()
    if as_json:
        print_json({**describe(found, questions), "text": story.text})
        return 0
    print(f"{safe(story.title)}\n\n{clean(story.text)}".rstrip())
    if story.tags:
        print_text(f"\nTags: {safe(', '.join(story.tags))}")
    if served := find_served(story, questions):
        print_text(f"\nIt would serve: {safe(join(served))}")
    return 0


def describe(found: StoryFile, questions: list[tuple[str, Question]]) -> dict[str, Any]:
    """Return what programs are told of a story, besides its text."""
    about: dict[str, Any] = {"number": found.number, "file": str(found.path)}
    if found.story is None:
        return {**about, "problem": found.why}
    story = found.story
    served = find_served(story, questions)
    return {**about, "title": story.title, "tags": [*story.tags], "serves": served}


def _read_questions() -> list[tuple[str, Question]]:
    """Return the questions of all packs that ask for a story, by their names."""
    catalogue, _ = open_packs()
    entries = (entry for entry in catalogue.entries() if entry.kind == "behaviour")
    return [(entry.key, catalogue.question(entry.key)) for entry in entries]
