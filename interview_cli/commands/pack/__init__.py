"""pack: the table of its commands, for those who write or add packs."""

from __future__ import annotations

from interview_cli.commands.lazy import Command

COMMANDS = (
    Command("pack.list:list_command", "List the packs: version, where each came from, hash."),
    Command(
        "pack.list:show",
        "Show a pack: its questions, learning paths, how far you are.",
        "python-fastapi",
    ),
    Command(
        "pack.check:check_command", "Check packs, to the line and column.", "my-pack.yaml --run"
    ),
    Command(
        "pack.rules:rules",
        "List the rules of lint, or show one: why, an example, figures.",
        "longest-key",
    ),
    Command(
        "pack.list:trust", "Let the code of a pack be run by `pack check --run`.", "my-pack.yaml"
    ),
    Command(
        "pack.diff:diff",
        "Compare two versions of a pack: changes, progress, next number.",
        "old.zip my-pack",
    ),
    Command(
        "pack.add:add",
        "Add a pack of others: copied and checked; none of its code run.",
        "https://example.org/sql.git",
    ),
    Command(
        "pack.update:update",
        "Fetch added packs again; changes are shown, then asked about.",
        "sql-interviews",
    ),
    Command(
        "pack.add:remove", "Remove an added pack; your progress on it is kept.", "sql-interviews"
    ),
    Command("pack.new:new", "Begin a pack, with a question of each kind.", "my-pack"),
    Command(
        "pack.preview:preview",
        "See a question as a learner does, and try answers.",
        "my-pack:my-id --watch",
    ),
    Command(
        "pack.new:schema", "Write the JSON Schema of packs, for editors.", "--out pack.schema.json"
    ),
    Command("pack.phrases:phrases", "Find learners' wordings to add to key points.", "my-pack"),
)
