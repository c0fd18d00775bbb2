"""progress export and import: answers for other programs, and from them."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import typer

from interview_cli.commands.consent import confirm
from interview_cli.commands.learner import open_journal
from interview_cli.commands.options import DryRun, Json, Yes
from interview_cli.commands.progress.merge import describe, to_plain
from interview_cli.core.errors import DONE, NO, UsageError
from interview_cli.core.progress.history_rows import make_row
from interview_cli.core.progress.imported_answers import make_line
from interview_cli.core.progress.merging import Counts, Union
from interview_cli.core.safe_text import line as safe
from interview_cli.core.sentences import count, join
from interview_cli.packs.sources.unknown_questions import find_unknown
from interview_cli.storage import clock
from interview_cli.storage.backups import journals
from interview_cli.storage.backups.history_file import (
    FORMATS,
    Answers,
    find_format,
    read_rows,
    read_text,
    write_rows,
)
from interview_cli.storage.backups.new_file import new_file
from interview_cli.storage.files import disk_errors, require_free
from interview_cli.storage.journal import encode
from interview_cli.storage.reading.other_encodings import advise, find_encoding
from interview_cli.storage.reading.other_encodings import describe as describe_encoding
from interview_cli.terminal.rendering.messages import print_json, print_stderr, print_text, warn

#: A later answer can't be: clocks of two computers never quite agree.
_AHEAD = timedelta(days=1)

#: So many faulty rows are named; a document has them all.
_SHOWN = 10

Format = Annotated[
    str | None,
    typer.Option(
        "--format", metavar="FORMAT", help="jsonl or csv; by the file's name if left out."
    ),
]


def export(
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write it there.")
    ] = None,
    form: Format = None,
    no_answers: Annotated[
        bool, typer.Option("--no-answers", help="Leave out what you answered.")
    ] = False,
    as_json: Json = False,
) -> int:
    """One row for each answer that counts, with the latest grade: JSON Lines, or CSV for a
    spreadsheet. Without -o it's printed. Answers that you took back aren't in it, nor notes,
    flags and plans: a backup has those.
    """
    form = _find_form(form, out or Path())
    if out is not None:
        require_free(out, str(out))
    found = Answers(open_journal())
    rows = (make_row(line, answer=not no_answers) for line in found)
    every: list[dict[str, Any]] | None = None
    if out is not None:
        with disk_errors(out), new_file(out) as file:
            text = io.TextIOWrapper(file, encoding="utf-8", errors="replace", newline="")
            number = write_rows(rows, form, text)
            text.flush()
            text.detach()
    elif as_json:
        every = [*rows]
        number = len(every)
    else:
        number = write_rows(rows, form, sys.stdout)
    if found.damaged:
        lines = count(found.damaged, "line")
        warn(
            f"{lines} of your journal can't be read, and {'is' if found.damaged == 1 else 'are'} "
            "left out; to see what's wrong: interview progress doctor"
        )
    if as_json:
        name = None if out is None else str(out)
        print_json({"file": name, "format": form, "count": number, "answers": every})
    elif out is not None:
        print(safe(f"Wrote {count(number, 'answer')}: {out}"))
    return DONE


def import_command(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="JSON Lines or CSV; - is standard input.")
    ],
    form: Format = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> int:
    """Each row needs question (PACK:ID), at (a time), and a rating (1 to 4, or again, hard, good,
    easy) or a score (0 to 1). You see what would come, and are asked; --yes does without asking.
    The same file again adds nothing. What an export has in its other columns is taken too.
    """
    form = _find_form(form, Path(file))
    if yes and not dry_run:
        clock.require_writable()
    journal, now = open_journal(), clock.now()
    union, _ = journals.collect(journal, [])
    counts, faults, questions = Counts(), [], set()
    with _opened(file) as source:
        for number, row in read_rows(source, form):
            try:
                if isinstance(row, str):
                    raise ValueError(row)
                line = make_line(row, now + _AHEAD)
                raw = encode(line).strip()
            except UnicodeError:
                counts.lines += 1
                counts.damaged += 1
                faults.append((number, "it isn't text in UTF-8"))
                continue
            except ValueError as error:
                counts.lines += 1
                counts.damaged += 1
                faults.append((number, str(error)))
                continue
            questions.add(line["question"])
            union.add(raw, counts)
    if not counts.lines:
        raise UsageError(f"{file} has no answers", _NEEDED)
    unknown = find_unknown(questions)
    _name_faults(file, faults)
    wanted = not dry_run and (yes or not as_json)
    if not as_json:
        _describe(file, counts, unknown, union)
    written = None
    if wanted and union.new and (yes or confirm("Add them to your journal?")):
        clock.require_writable()
        written = journals.write(journal, union, "imported")
    if as_json:
        print_json(
            {
                "dry_run": written is None,
                "file": None if written is None else str(written),
                **to_plain(union),
                "rows": counts.lines,
                "known": counts.known + counts.differing,
                "unknown_questions": unknown,
                "faults": [{"line": number, "says": says} for number, says in faults],
            }
        )
    elif written:
        print_text(describe(union, dry_run=False))
    elif union.new:
        how = "" if dry_run else " To add them without being asked: --yes"
        print_text(f"Nothing was written.{how}")
    return NO if faults else DONE


_NEEDED = "a row needs question, at, and rating or score"


def _describe(file: str, counts: Counts, unknown: list[str], union: Union) -> None:
    """Print what would come."""
    known = counts.known + counts.differing
    parts = [f"{len(union.new)} new to you"] + ([f"{known} that you have"] if known else [])
    parts += [f"{counts.damaged} that can't be taken"] if counts.damaged else []
    print(safe(f"{file}: {count(counts.lines, 'row')}: {join(parts)}"))
    if union.days:
        first, last = union.days
        when = f"of {first}" if first == last else f"from {first} to {last}"
        print_text(f"It would add {count(len(union.new), 'answer')}, {when}.")
    else:
        print_text("Nothing new: you have it all.")
    if unknown:
        more = ", …" if len(unknown) > 3 else ""
        names = f"{', '.join(unknown[:3])}{more}"
        print_text(safe(f"{count(len(unknown), 'question')} that no pack has now: {names}"))


def _name_faults(file: str, faults: list[tuple[int, str]]) -> None:
    for number, says in faults[:_SHOWN]:
        print_stderr(safe(f"{file}:{number}: {says}"))
    if len(faults) > _SHOWN:
        print_stderr(f"and {len(faults) - _SHOWN} more; --json has them all")
    if faults:
        warn(f"{count(len(faults), 'row')} can't be taken; {_NEEDED}")


def _find_form(named: str | None, path: Path) -> str:
    if named is None:
        return find_format(path)
    if named not in FORMATS:
        raise UsageError(f"format is {named!r}; it can be {join([*FORMATS], 'or')}")
    return named


@contextmanager
def _opened(file: str) -> Iterator[Iterator[str]]:
    """Yield the lines of *file*, as text."""
    if file == "-":
        _require_utf8("standard input", sys.stdin.buffer)
        yield read_text(sys.stdin.buffer)
        return
    path = Path(file)
    if not path.is_file():
        what = "isn't a file" if path.exists() else "isn't there"
        raise UsageError(f"{file} {what}", "name a .jsonl or .csv file, or -")
    with (
        disk_errors(path, "check that the file is yours and can be read", "read"),
        path.open("rb") as source,
    ):
        _require_utf8(file, source)
        yield read_text(source)


def _require_utf8(name: str, source: BinaryIO) -> None:
    """Raise UsageError where *source* begins as what is in another encoding, or packed."""
    beginning = source.peek(64) if isinstance(source, io.BufferedReader) else b""
    encoding = find_encoding(beginning)
    if encoding not in ("", "JSON"):
        raise UsageError(f"{name} is {describe_encoding(encoding)}", advise(encoding))
