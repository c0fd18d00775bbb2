"""sheet: a study sheet to print."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from interview_cli.commands.assignments.chosen_set import find_set, list_entries
from interview_cli.commands.filters import Selection, select
from interview_cli.commands.lookup.notes import read_all
from interview_cli.commands.lookup.read import choose_to_read
from interview_cli.commands.options import Kinds, Levels, Missed, Packs, Topics, Tracks, Weak
from interview_cli.core.errors import UsageError
from interview_cli.core.records import Noted
from interview_cli.core.safe_text import line as safe
from interview_cli.core.sentences import join
from interview_cli.storage import clock, files
from interview_cli.terminal.rendering.messages import print_stderr

#: The functions of ``study_sheet`` that write a sheet, by the ending of the file's name.
FORMATS = {".md": "markdown", ".html": "html", ".htm": "html"}


def sheet(
    level: Levels = None,
    topic: Topics = None,
    pack: Packs = None,
    kind: Kinds = None,
    track: Tracks = None,
    weak: Weak = False,
    missed: Missed = None,
    set_: Annotated[
        str | None,
        typer.Option("--set", metavar="SET", help="The questions of a set, in its order."),
    ] = None,
    count: Annotated[
        int | None, typer.Option("--count", "-n", metavar="COUNT", min=1, help="How many, at most.")
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write it to FILE.md or FILE.html."),
    ] = None,
    full: Annotated[
        bool,
        typer.Option("--full", help="With whole model answers and sources, not only what to say."),
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Replace FILE if there is one already.")
    ] = False,
) -> int:
    """Each question stands above what to say and the points that count; yours are the notes.
    Without --output you see it as Markdown. For the night before: --weak -n 20
    """
    target = None if output is None else _check_target(output, force=force)
    selection = select(level, topic, pack, kind, track, weak=weak, missed=missed)
    if set_ is None:
        entries, title = choose_to_read(selection), _title(selection)
    else:
        if level or topic or kind or track or weak or missed is not None:
            raise UsageError("a set has its own questions", "leave the other filters out")
        chosen = find_set(set_, selection.catalogue, selection.filters.packs)
        entries, title = list_entries(chosen, selection.catalogue), chosen.set.title
    from interview_cli.terminal import study_sheet  # Markdown and Pygments take long to import
    from interview_cli.terminal.pictures.question_picture import Picture

    catalogue = selection.catalogue
    notes: dict[str, list[str]] = {}
    for one in read_all(catalogue.renames):
        if one["type"] == Noted.type:
            notes.setdefault(one["question"], []).append(one["text"])
    items = []
    for entry in entries[:count]:
        question, spans = catalogue.with_syntax(entry.key)
        folder, image = catalogue.folder(entry.key), question.image
        picture = Picture(folder, image) if image else None
        own = tuple(notes.get(entry.key, ()))
        items.append(study_sheet.SheetItem(question, spans, own, picture))
    made = study_sheet.Sheet(title, clock.now().date(), items, full)
    if target is None:
        print(study_sheet.markdown(made), end="")
        return 0
    text = getattr(study_sheet, FORMATS[target.suffix.lower()])(made)
    with files.disk_errors(target):
        files.replace(target, text.encode())
    print_stderr(f"Written: {safe(str(target))}")
    return 0


def _title(selection: Selection) -> str:
    """Return what the sheet is about: ``Weak spots: asyncio, senior``."""
    filters = selection.filters
    what = "Study sheet"
    if filters.weak or filters.missed:
        what = "Weak spots" if filters.weak else "Missed questions"
    about = [*filters.topics, *filters.tracks, *filters.kinds, *filters.levels]
    return f"{what}: {join(about)}" if about else what


def _check_target(name: str, *, force: bool) -> Path:
    """Return the file for the sheet; raises UsageError, DiskError."""
    path = Path(os.path.abspath(os.path.expanduser(name)))
    if path.suffix.lower() not in FORMATS:
        raise UsageError(
            f"{name} is neither .md nor .html", f"name it like {path.stem or 'sheet'}.html"
        )
    if os.path.lexists(path) and not force:
        raise UsageError(f"{name} already exists", "to replace it, add --force")
    files.require_folder(path)
    return path
