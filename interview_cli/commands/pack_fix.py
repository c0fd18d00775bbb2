"""`pack check --fix`: mends the files that were named, and looks again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from interview_cli.commands.pack_check import Looked, Run, look
from interview_cli.commands.pack_rules_wanted import Wanted
from interview_cli.errors import UsageError
from interview_cli.storage import clock
from interview_cli.storage.packs.fixing import Mended, mend_file
from interview_cli.storage.packs.listing import files_of, packs_in
from interview_cli.storage.packs.problems import Problem

#: What is mended may show more to be mended; a person has stopped long before.
ROUNDS = 20


def mend(
    looked: Looked,
    paths: Sequence[Path],
    wanted: Wanted | None,
    run: Run | None,
    say: Callable[[Mended], None],
) -> Looked:
    """Mend what is safe in the files at *paths* until nothing is left; look again.

    Only problems of *wanted* are mended. *say* gets each file that was written, at once.
    No file is touched that lies elsewhere, or that is a link or behind one.
    """
    if clock.pretended():
        raise UsageError(
            "nothing is written while INTERVIEW_NOW is set", "set INTERVIEW_HOME too, or neither"
        )
    again = looked
    for _ in range(ROUNDS):
        found: dict[Path, list[Problem]] = {file: [] for file in _files(paths)}
        for finding in again.findings:
            if finding.problem.path in found:
                found[finding.problem.path].append(finding.problem)
        written = 0
        for file, problems in found.items():
            if mended := mend_file(file, problems, schema=not (wanted and wanted.select)):
                say(mended)
                written += 1
        if not written:
            break
        again = look(paths, wanted)
    return look(paths, wanted, run) if run and again is not looked else again


def _files(paths: Sequence[Path]) -> list[Path]:
    """Give the files that may be mended, each once."""
    files = []
    for path in paths:
        packs = packs_in(path) if path.is_dir() else []
        for file in [file for pack in packs or [path] for file in files_of(pack)]:
            inside = [file, *file.parents]
            below = inside[: inside.index(path)] if path in inside else [file]
            if file.is_file() and not any(part.is_symlink() for part in [*below, file]):
                files.append(file)
    return list(dict.fromkeys(files))
