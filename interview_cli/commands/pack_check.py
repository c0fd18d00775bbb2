"""`interview pack check`: says everything that is wrong with packs, in one run."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from interview_cli.commands.options import Json
from interview_cli.commands.pack_formats import Finding, github, name, plain, sarif, text
from interview_cli.commands.pack_rules_wanted import Wanted, format_of
from interview_cli.commands.pack_watch import again_and_again
from interview_cli.errors import DONE, NO, USAGE, UsageError
from interview_cli.storage import paths as places
from interview_cli.storage.packs.listing import ENDINGS, files_of, pack_of, packs_here, packs_in
from interview_cli.storage.packs.problems import count, visible
from interview_cli.storage.trust import is_trusted
from interview_cli.terminal.messages import aside
from interview_cli.terminal.safe import json_line

if TYPE_CHECKING:
    from interview_cli.commands.pack_run import Report
    from interview_cli.storage.packs.fixing import Mended
    from interview_cli.storage.packs.reader import PackRead

HOW_TO_WRITE = "How to write a pack: interview pack new --help"

Run = Callable[[list["PackRead"]], "Report"]


def check(
    paths: list[Path],
    *,
    json: bool = False,
    out: TextIO,
    err: TextIO,
    run: Run | None = None,
    form: str = "text",
    wanted: Wanted | None = None,
    fix: bool = False,
) -> int:
    """Check the packs at *paths*: files, packs' folders, or folders with packs in them.

    Writes the problems to *out* in the format *form* (*json* is short for that one).
    Without *wanted* the format is checked alone, without lint of the teaching. With *run*
    the code of the packs is run too, with *fix* what is safe is mended first. Gives the
    exit code: 0 clean, 1 problems, 2 a path where there is nothing.
    """
    form = "json" if json else form
    looked = look(paths, wanted, run)
    mended: list[Mended] = []
    if fix:
        from interview_cli.commands.pack_fix import mend

        def say(file: Mended) -> None:
            _say_mended(file, out if form == "text" else err)
            mended.append(file)

        looked = mend(looked, paths, wanted, run, say)
    for path in looked.missing:
        print(f"there is no file or folder {name(path)}{_near(path)}", file=err)
    if form == "json":
        print(_document(looked, mended if fix else None), file=out)
    elif form == "sarif":
        print(sarif([*looked.notes, *looked.findings], (wanted or Wanted()).titles()), file=out)
    elif form == "github":
        for finding in [*looked.notes, *looked.findings]:
            print(github(finding), file=out)
        _sum_up(looked, err)
    else:
        for finding in [*looked.notes, *looked.findings]:
            print(text(finding), file=out)
        if looked.report:
            print(_told(looked.report), file=out)
        _sum_up(looked, out)
    return USAGE if looked.missing else NO if looked.findings else DONE


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found at some paths; all in the order of files and lines."""

    findings: list[Finding]
    notes: list[Finding]
    packs: int
    questions: int
    missing: list[Path] = field(default_factory=list)
    report: Report | None = None


def look(paths: Sequence[Path], wanted: Wanted | None, run: Run | None = None) -> Looked:
    """Read the packs at *paths*, and hold them against the rules that are *wanted*.

    None of them means the reader's.
    """
    from interview_cli.storage.packs.lint import lint

    missing = [path for path in paths if not (path.exists() or path.is_symlink())]
    reads, asked = _read([path for path in paths if path not in missing])
    report = run(reads) if run else None
    errors = {problem for found in reads for problem in found.problems}
    errors |= set(report.problems if report else ())
    findings = {Finding(problem) for problem in errors if not wanted or wanted.has(problem.rule)}
    once = [*{read.path.resolve(): read for read in reads}.values()]
    for problem in lint(once, wanted.lint()) if wanted else ():
        if wanted and problem.path in asked and wanted.has(problem.rule):
            findings.add(Finding(problem, "warning"))
    notes = {Finding(note, "note") for found in reads for note in found.notes}
    return Looked(
        sorted(findings),
        sorted(notes),
        len({found.path for found in reads}),
        len({(p.file, p.line) for found in reads for p in found.questions}),
        missing,
        report,
    )


def _read(paths: Sequence[Path]) -> tuple[list[PackRead], set[Path]]:
    """Read each pack once; give the files that are asked about, too.

    Of a pack of which files were named, the problems are theirs.
    """
    from interview_cli.storage.packs.reader import read  # YAML and Pydantic

    named: dict[Path, set[Path]] = {}
    reads: list[PackRead] = []
    asked: set[Path] = set()
    for path in paths:
        whole = pack_of(path) if path.is_file() else path
        if path.is_dir():
            found = [read(pack) for pack in packs_in(path) or [path]]
            asked |= {file for pack in found for file in pack.files}
            reads += found
        elif whole != path and path in files_of(whole):
            named.setdefault(whole, set()).add(path)
        else:
            asked |= {path, path.absolute()}
            reads.append(read(path))
    for whole, files in named.items():
        if whole not in {known.path for known in reads}:
            found_whole = read(whole)
            problems = tuple(p for p in found_whole.problems if p.path in files)
            notes = tuple(note for note in found_whole.notes if note.path in files)
            reads.append(replace(found_whole, problems=problems, notes=notes))
            asked |= files
    return reads, asked


def _near(path: Path) -> str:
    """Suggest what may have been meant by a *path* where there is nothing."""
    from difflib import get_close_matches

    ways = [path.with_name(path.name + ending) for ending in ENDINGS if path.name]
    try:
        ways.append(path.expanduser())  # a shell leaves ~ as it is in quotes
        beside = [item.name for item in path.parent.iterdir()] if path.parent.is_dir() else []
        ways += [path.with_name(item) for item in get_close_matches(path.name, beside, n=1)]
        found = next((way for way in ways if way.exists()), None)
    except (OSError, RuntimeError, ValueError):
        return ""
    return f": did you mean {name(found)}?" if found else ""


def _say_mended(file: Mended, to: TextIO) -> None:
    for mend in file.mends:
        print(f"{name(file.path)}:{mend.line}: mended: {visible(mend.says)}", file=to)


def _sum_up(looked: Looked, to: TextIO) -> None:
    if looked.findings:
        files = len({finding.problem.path for finding in looked.findings})
        what = f"{count(len(looked.findings), 'problem')} in {count(files, 'file')}"
        print(f"{what}. {_next(looked.findings)}", file=to)
    elif looked.packs:
        what = f"{count(looked.questions, 'question')} in {count(looked.packs, 'pack')}"
        print(f"{what}, no problems.", file=to)


def _next(findings: list[Finding]) -> str:
    """Say where to read more: how packs are written, or why a rule of teaching warns."""
    if any(finding.severity != "warning" for finding in findings):
        return HOW_TO_WRITE
    return f"Why, and when not: interview pack rules {findings[0].problem.rule}"


def _document(looked: Looked, mended: list[Mended] | None) -> str:
    document: dict[str, Any] = {
        "v": 1,
        "packs": looked.packs,
        "questions": looked.questions,
        "problems": [plain(finding) for finding in looked.findings],
        "notes": [plain(note) for note in looked.notes],
    }
    if mended is not None:
        document["mended"] = [
            {"file": name(file.path), "line": mend.line, "what": visible(mend.says)}
            for file in mended
            for mend in file.mends
        ]
    if looked.report:
        document["run"] = _figures(looked.report)
    return json_line(document, indent=1)


def _figures(report: Report) -> dict[str, Any]:
    return {
        "ran": dict(report.ran),
        "not_run": report.not_run,
        "questions": report.questions,
        "proved": round(report.proved, 4),
        "unproved": report.unproved,
    }


def _told(report: Report) -> str:
    """Say what was run, and what of the pack rests on its sources alone."""
    ran = report.ran
    bugs = count(ran["bug"], "bug")
    said = [
        f"Run: {count(ran.total(), 'program')}: {count(ran['proof'], 'proof')}, "
        f"{bugs} shown and mended, {count(ran['output'], 'output')} compared, "
        f"{count(ran['block'], 'block')}, {ran['raises']} that must raise."
    ]
    said += [f"Not run: {key}: {why}" for key, why in sorted(report.not_run.items())]
    said.append(
        f"Proved by code that was run: {report.proved:.0%} of {report.questions} questions."
    )
    if report.unproved:
        said.append(f"On sources alone: {', '.join(sorted(report.unproved))}.")
    return "\n".join(map(visible, said))


def check_command(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH]...", help="Files or folders of packs.")
    ] = None,
    run: Annotated[
        bool, typer.Option("--run", help="Run the code of the packs too, and compare.")
    ] = False,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, help="How many programs at a time.")
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Mend what is safe to mend, and check again.")
    ] = False,
    form: Annotated[
        str | None,
        typer.Option("--format", metavar="FORMAT", help="text, json, github or sarif."),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="RULE", help="Show the problems of this rule only."),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="RULE", help="Don't show the problems of this rule."),
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Check again whenever a file is saved.")
    ] = False,
    as_json: Json = False,
) -> int:
    """Without a path: the pack in the current folder, else every known pack. With --run
    what is executable in them is run, each program in a process of its own; code of a
    pack that is not bundled only after `interview pack trust`.

    Each problem says what to write, and ends with the [rule] that found it. A "warning"
    is about the teaching, the others keep a question from being asked; exit code 1 means
    that there are some of either. --fix mends what can be meant in one way only:
    quotes that are missing, a misspelt field or level with one near name, tabs, numbers
    as options out of order, the line that tells an editor the schema.
    """
    chosen = format_of(form, as_json=as_json, watch=watch, fix=fix)
    wanted = Wanted.of(select or (), ignore or ())
    where = list(paths or ())
    if not where:
        where = packs_here()
    if not where and fix:
        raise UsageError("--fix mends what is named", "interview pack check --fix PATH")
    if not where:
        aside("There is no pack in this folder: every known one is checked.")
        where = [*packs_in(places.bundled()), *packs_in(places.own_packs())]
    runner = _runner(jobs, quiet=chosen != "text") if run else None

    def once() -> int:
        return check(
            where, form=chosen, out=sys.stdout, err=sys.stderr, run=runner, wanted=wanted, fix=fix
        )

    if watch:
        return again_and_again(where, once, sys.stdout, sys.stderr)
    return once()


def _runner(jobs: int | None, *, quiet: bool) -> Run:
    """Give what runs packs, with a progress bar at a terminal."""

    def run(reads: list[PackRead]) -> Report:
        from interview_cli.commands.pack_run import run_packs  # threads, only with --run

        for found in reads:
            if not is_trusted(found.path):
                raise UsageError(
                    f"the code of {found.path} is not run: it is not trusted as it is now",
                    f"read it, and then: interview pack trust {found.path}",
                )
        if quiet or not sys.stderr.isatty():
            return run_packs(reads, jobs=jobs or os.cpu_count() or 1, done=lambda n, of: None)
        from interview_cli.terminal.messages import progress_bar  # Rich, only at a terminal

        with progress_bar("Running programs") as done:
            return run_packs(reads, jobs=jobs or os.cpu_count() or 1, done=done)

    return run
