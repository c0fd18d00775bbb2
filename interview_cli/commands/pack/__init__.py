"""pack: the table of what there is for authors."""

from __future__ import annotations

from interview_cli.commands.lazy import Command

COMMANDS = (
    Command(
        "list",
        "pack.list:list_packs",
        "List the packs that questions come from: version, where each came from, hash.",
        "pack list",
    ),
    Command(
        "show",
        "pack.list:show",
        "Show a pack: what is in it, its learning paths and how far you are.",
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
        "List the rules of lint, or show one's page: why, an example, how good it is.",
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
        "Compare two versions of a pack: what changed, what learners keep, the next version.",
        "pack diff old.zip my-pack",
    ),
    Command(
        "add",
        "pack.add:add",
        "Add a pack of others to yours: copied, checked, and none of its code run.",
        "pack add https://example.org/sql.git",
    ),
    Command(
        "update",
        "pack.update:update",
        "Fetch added packs anew; what changes is shown, and then asked about.",
        "pack update sql-interviews",
    ),
    Command(
        "remove",
        "pack.add:remove",
        "Take an added pack away again; your progress on it is kept.",
        "pack remove sql-interviews",
    ),
    Command(
        "new",
        "pack.new:new",
        "Begin a pack, with a question of each kind.",
        "pack new my-pack",
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
