"""pack: the table of its commands, for those who write or add packs."""

from __future__ import annotations

from interview_cli.commands.lazy import Command

COMMANDS = (
    Command(
        "list",
        "pack.list:list_packs",
        "List the packs: version, where each came from, hash.",
        "pack list",
    ),
    Command(
        "show",
        "pack.list:show",
        "Show a pack: its questions, learning paths, how far you are.",
        "pack show python-fastapi",
    ),
    Command(
        "check",
        "pack.check:check_command",
        "Check packs, to the line and column.",
        "pack check my-pack.yaml --run",
    ),
    Command(
        "rules",
        "pack.rules:rules",
        "List the rules of lint, or show one: why, an example, figures.",
        "pack rules longest-key",
    ),
    Command(
        "trust",
        "pack.list:trust",
        "Let the code of a pack be run by `pack check --run`.",
        "pack trust my-pack.yaml",
    ),
    Command(
        "diff",
        "pack.diff:diff",
        "Compare two versions of a pack: changes, progress, next number.",
        "pack diff old.zip my-pack",
    ),
    Command(
        "add",
        "pack.add:add",
        "Add a pack of others: copied and checked; none of its code run.",
        "pack add https://example.org/sql.git",
    ),
    Command(
        "update",
        "pack.update:update",
        "Fetch added packs again; changes are shown, then asked about.",
        "pack update sql-interviews",
    ),
    Command(
        "remove",
        "pack.add:remove",
        "Remove an added pack; your progress on it is kept.",
        "pack remove sql-interviews",
    ),
    Command(
        "new", "pack.new:new", "Begin a pack, with a question of each kind.", "pack new my-pack"
    ),
    Command(
        "preview",
        "pack.preview:preview",
        "See a question as a learner does, and try answers.",
        "pack preview my-pack:my-id --watch",
    ),
    Command(
        "schema",
        "pack.new:schema",
        "Write the JSON Schema of packs, for editors.",
        "pack schema --out pack.schema.json",
    ),
    Command(
        "phrases",
        "pack.phrases:phrases",
        "Find learners' wordings to add to key points.",
        "pack phrases my-pack",
    ),
)
