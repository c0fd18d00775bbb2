"""The learner's own stories: whether each can be read, and listed."""

from __future__ import annotations

from interview_cli.core.progress.finding import Finding
from interview_cli.storage.doctor.places import Places
from interview_cli.storage.reading.owners import advise_on
from interview_cli.storage.story_files import StoryFile, list_files


def check_stories(places: Places) -> list[Finding]:
    """Return a finding for each story that `interview stories` can't read."""
    folder = places.home / "stories"
    if not folder.is_dir():  # which is looked at elsewhere
        return []
    return [_unreadable(places, one) for one in list_files(folder) if one.story is None]


def _unreadable(places: Places, one: StoryFile) -> Finding:
    means = "it can't be shown, and nothing says what it would serve"
    if one.not_text:
        says, advice = "it isn't text in UTF-8", "open it in your editor, and save it as UTF-8"
        return Finding("not-text", places.show(one.path), says, means, advice)
    says = f"it can't be read: {one.why}"
    return Finding("unreadable", places.show(one.path), says, means, advise_on(one.path))
