"""pack: the table of its commands, for those who write or add packs."""

from __future__ import annotations

from interview_cli.commands.lazy import Command, under

COMMANDS = (
    *under(
        "Write",
        Command(
            "pack.new:new",
            "Start a pack, with a question of each kind.",
            "my-pack",
            ("create", "init", "begin", "template"),
        ),
        Command(
            "pack.preview:preview",
            "See a question as a learner does, and try answers.",
            "my-pack:one-right",
            ("try", "render", "watch"),
        ),
        Command(
            "pack.phrases:phrases",
            "Find learners' wordings to add to key points.",
            "my-pack",
            ("wordings", "synonyms", "key-points"),
        ),
        Command(
            "pack.new:schema",
            "Write the JSON Schema of packs, for editors.",
            "--out pack.schema.json",
            ("json-schema", "format", "vscode"),
        ),
    ),
    *under(
        "Check",
        Command(
            "pack.check:check_command",
            "Find problems in packs, each with its line and column.",
            "my-pack",
            ("lint", "validate", "verify", "fix"),
        ),
        Command(
            "pack.rules:rules",
            "List the rules of lint, or explain one.",
            "longest-key",
            ("rule", "linters", "checks"),
        ),
        Command(
            "pack.list:trust",
            "Let the code and the exercises of a pack run.",
            "my-pack",
            ("allow", "untrust"),
        ),
        Command(
            "pack.diff:diff",
            "Compare two versions of a pack.",
            "my-pack-1.0.zip my-pack",
            ("compare", "changes", "changelog"),
        ),
    ),
    *under(
        "Add and share",
        Command(
            "pack.list:list_command",
            "List your packs, and where each came from.",
            "",
            ("ls", "packs", "installed"),
        ),
        Command(
            "pack.list:show",
            "Show what is in a pack, and how far you are.",
            "python-fastapi",
            ("tracks", "paths", "view"),
        ),
        Command(
            "pack.add:add",
            "Add somebody's pack; none of its code is run.",
            "sql-interviews.zip",
            ("import", "install", "get", "fetch", "download", "clone"),
        ),
        Command(
            "pack.update:update",
            "Update added packs; you see the changes first.",
            "sql-interviews",
            ("upgrade", "pull", "refresh"),
        ),
        Command(
            "pack.add:remove",
            "Remove an added pack; your progress on it is kept.",
            "sql-interviews",
            ("uninstall", "delete", "rm"),
        ),
    ),
)
