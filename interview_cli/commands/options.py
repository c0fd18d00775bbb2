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
    typer.Option("--topic", "-t", metavar="TOPIC", help="A topic and all below it."),
]
Packs = Annotated[
    list[str] | None,
    typer.Option("--pack", "-p", metavar="PACK", help="A pack's id, or a path to one."),
]
Kinds = Annotated[
    list[str] | None, typer.Option("--kind", "-k", metavar="KIND", help=f"{join([*KINDS], 'or')}.")
]
Tracks = Annotated[
    list[str] | None, typer.Option("--track", metavar="ID", help="A learning path, in its order.")
]
Seed = Annotated[
    int | None, typer.Option("--seed", metavar="N", help="Repeat a choice and its shuffles.")
]
Json = Annotated[bool, typer.Option("--json", help="Write JSON for programs.")]
PlainLines = Annotated[
    bool, typer.Option("--plain", help="Numbered lines, no redrawing (also ACCESSIBLE=1).")
]
Save = Annotated[
    str | None, typer.Option("--save", metavar="FILE", help="Keep the debrief: FILE.md or .html.")
]
NoAi = Annotated[bool, typer.Option("--no-ai", help="Ask no model, whatever is configured.")]
Key = Annotated[str, typer.Argument(metavar="PACK:ID", help="The question's name.")]
Words = Annotated[list[str] | None, typer.Argument(metavar="[WORDS]...", show_default=False)]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")]
