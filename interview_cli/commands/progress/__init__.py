"""progress: the table of its commands, which keep and move what you answered."""

from __future__ import annotations

from interview_cli.commands.lazy import Command

COMMANDS = (
    Command(
        "progress.merge:merge",
        "Add the progress of another computer, or of a backup, to yours.",
        "old-laptop --dry-run",
        ("join", "union", "combine", "sync"),
    ),
    Command(
        "progress.backup:backup",
        "Write a backup of your progress, packs and settings, and verify it.",
        "-o progress.zip",
        ("save", "archive", "zip"),
    ),
    Command(
        "progress.backup:restore",
        "Restore a backup into an empty place, or add it to what you have.",
        "progress.zip --merge",
        ("recover", "unpack"),
    ),
    Command(
        "progress.doctor:doctor",
        "Check that nothing you keep is damaged, and fix what can be fixed.",
        "--fix",
        ("repair", "verify", "fsck", "health", "fix", "diagnose"),
    ),
    Command(
        "progress.exchange:export",
        "Write your answers for other programs: JSON Lines, or CSV.",
        "-o history.csv",
        ("download", "dump", "csv", "jsonl", "save", "extract"),
    ),
    Command(
        "progress.exchange:import_command",
        "Add answers from another program, or from an export.",
        "history.csv",
        ("load", "upload", "add", "csv", "anki"),
    ),
)
