"""stories: the table of its commands, for stories of the learner's own."""

from __future__ import annotations

from interview_cli.commands.lazy import Command

COMMANDS = (
    Command(
        "stories.kept_stories:list_command",
        "List your stories, and the questions each would serve.",
        "",
        ("ls", "all", "index"),
    ),
    Command(
        "stories.written_stories:new",
        "Write a new story in your editor, or take it from standard input.",
        "The night the queue stopped",
        ("add", "create", "write"),
    ),
    Command(
        "stories.kept_stories:show",
        "Read a story, by its number in the list.",
        "1",
        ("view", "cat", "open"),
    ),
    Command(
        "stories.written_stories:edit",
        "Open a story in your editor.",
        "1",
        ("change", "modify", "editor"),
    ),
    Command(
        "stories.written_stories:remove",
        "Take a story off the list; its file is kept.",
        "1 --yes",
        ("delete", "rm", "discard"),
    ),
)
