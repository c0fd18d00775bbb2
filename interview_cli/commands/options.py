"""The options that several commands share.

Nothing heavy is imported here: ``--help`` and tab completion come this way. The kinds of
quiz are imported by every command that asks for these options.
"""

from __future__ import annotations

from typing import Annotated

import typer

from interview_cli.core.kinds import KINDS
from interview_cli.core.sentences import join

Levels = Annotated[
    list[str] | None,
    typer.Option(
        "--level", "-l", metavar="LEVEL", help="junior, mid or senior (or fresher, 2-year, 5-year)."
    ),
]
Topics = Annotated[
    list[str] | None,
    typer.Option("--topic", "-t", metavar="TOPIC", help="A topic, with all topics below it."),
]
Packs = Annotated[
    list[str] | None,
    typer.Option("--pack", "-p", metavar="PACK", help="A pack: its id, or a path to it."),
]
Kinds = Annotated[
    list[str] | None, typer.Option("--kind", "-k", metavar="KIND", help=f"{join([*KINDS], 'or')}.")
]
Tracks = Annotated[
    list[str] | None,
    typer.Option("--track", metavar="ID", help="Follow a learning path, by its id."),
]
Weak = Annotated[bool, typer.Option("--weak", help="Only your weak spots, the weakest first.")]
#: A value in square brackets may be left out: see ``lazy.RealCommand``.
Missed = Annotated[
    str | None,
    typer.Option("--missed", metavar="[DAYS]", help="Only what you missed in the last DAYS, or 7."),
]
Seed = Annotated[
    int | None, typer.Option("--seed", metavar="N", help="The same seed gives the same session.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
PlainLines = Annotated[
    bool, typer.Option("--plain", help="Plain lines, no redrawing (or ACCESSIBLE=1).")
]
Save = Annotated[
    str | None,
    typer.Option("--save", metavar="FILE", help="Save the debrief to FILE.md or FILE.html."),
]
NoAi = Annotated[
    bool, typer.Option("--no-ai", help="Don't ask a model, whatever the settings say.")
]
Key = Annotated[
    str,
    typer.Argument(metavar="PACK:ID", help="The question; ID alone will do if it's unique."),
]
Keys = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PACK:ID]...", show_default=False, help="Questions, by their names."),
]
Words = Annotated[
    list[str] | None,
    typer.Argument(metavar="[WORDS]...", show_default=False, help="Your words; no quotes needed."),
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Show what would come of it; write nothing.")
]
