"""pack check: print everything that is wrong with packs, in one run."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, TextIO

import typer

from interview_cli.commands.options import Json
from interview_cli.core.errors import DONE, NO, STOPPED, USAGE, InterviewError, UsageError
from interview_cli.core.safe_text import clean
from interview_cli.core.sentences import count, did_you_mean
from interview_cli.packs.checking.check import FixedFile, RuleFilter, Run
from interview_cli.packs.checking.check import check as check_packs
from interview_cli.packs.checking.fix import fix as fix_packs
from interview_cli.packs.checking.run import RunReport
from interview_cli.packs.discovery import find_packs, find_packs_here, watch_changes
from interview_cli.packs.format.reader import PackRead
from interview_cli.packs.library.trust import is_trusted
from interview_cli.packs.not_a_pack import WHAT_A_PACK_IS, guess, is_another_file
from interview_cli.storage import paths as places
from interview_cli.terminal.problems import FORMATS
from interview_cli.terminal.problems import HELP as FORMAT_HELP
from interview_cli.terminal.problems.text import file_name, fixed_lines, summary
from interview_cli.terminal.rendering.messages import print_stderr, progress_bar


def check(
    paths: list[Path],
    *,
    out: TextIO,
    err: TextIO,
    run: Run | None = None,
    form: str = "text",
    rules: RuleFilter | None = None,
    fix: bool = False,
) -> int:
    """Check the packs at *paths*: files, packs' folders, or folders with packs in them.

    Writes the problems to *out* in the format *form*.
    Without *rules* the format is checked alone, without lint of the teaching. With *run*
    the code of the packs is run too, with *fix* what is safe is fixed first. Returns the
    exit code: 0 clean, 1 problems, 2 a path where there is nothing.
    """

    def print_fixes(file: FixedFile) -> None:
        print(fixed_lines(file), file=out if form == "text" else err)

    others = [path for path in paths if is_another_file(path)]
    paths = [path for path in paths if path not in others]
    result = check_packs(paths, rules, run)
    if fix:
        result = fix_packs(result, paths, rules, run, print_fixes)
    for path in result.missing:
        near = guess(path)
        meant = f": did you mean {file_name(near)}?" if near else ""
        print(f"there is no file or folder {file_name(path)}{meant}", file=err)
    for path in others:
        print(f"{file_name(path)} isn't a pack: {WHAT_A_PACK_IS}", file=err)
    if text := FORMATS[form](result):
        print(text, file=out)
    if form == "github" and (last := summary(result)):
        print(last, file=err)
    return USAGE if result.missing or others else NO if result.findings else DONE


def choose_format(form: str | None, *, as_json: bool, watch: bool, fix: bool) -> str:
    """Return the format that the options mean; raises UsageError where they contradict."""
    if form is not None and form not in FORMATS:
        every = f"it can be {', '.join(FORMATS)}"
        raise UsageError(
            f"there is no format {form!r}", did_you_mean(form, FORMATS, 0.5, otherwise=every)
        )
    if as_json and form not in (None, "json"):
        raise UsageError(f"--json and --format {form} are two formats", "leave one of them out")
    chosen = form or ("json" if as_json else "text")
    if watch and chosen != "text":
        raise UsageError("--watch shows text only", "leave out --format and --json")
    if watch and fix:
        raise UsageError(
            "--watch and --fix would change a file while you edit it", "leave one of them out"
        )
    return chosen


def check_command(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH]...", help="Files or folders of packs.")
    ] = None,
    run: Annotated[
        bool, typer.Option("--run", help="Run the code in the packs too, and compare.")
    ] = False,
    hypothesis: Annotated[
        bool,
        typer.Option("--hypothesis", help="With --run, look for inputs that exercises don't test."),
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", metavar="N", min=1, help="How many to run at a time."),
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Fix what's safe to fix, then check again.")
    ] = False,
    form: Annotated[
        str | None, typer.Option("--format", metavar="FORMAT", help=FORMAT_HELP)
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="RULE", help="Show only the problems of this rule."),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="RULE", help="Hide the problems of this rule."),
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Check again whenever a file is saved.")
    ] = False,
    as_json: Json = False,
) -> int:
    """Without a path, the pack in the current folder is checked, or every known pack if there
    is none. With --run, the code in the packs is run too, each program in its own process.
    Code of a pack that isn't bundled runs only after `interview pack trust`.

    Each problem says what to write instead, and ends with the [rule] that found it. A
    "warning" is about the teaching; anything else keeps a question from being asked. Exit
    code 1 means that either was found. --fix fixes whatever can be meant in only one
    way: missing quotes, a misspelt field or level with one close match, tabs, numeric
    options out of order, the line that tells an editor where the schema is.
    """
    if hypothesis:
        _require_hypothesis(run=run)
    chosen = choose_format(form, as_json=as_json, watch=watch, fix=fix)
    rules = RuleFilter.parse(select or (), ignore or ())
    where = list(paths or ()) or find_packs_here()
    if not where and fix:
        raise UsageError("--fix needs a path", "interview pack check --fix PATH")
    if not where:
        print_stderr("No pack in this folder: checking all the packs you have.")
        where = [*find_packs(places.bundled()), *find_packs(places.own_packs())]
    runner = _runner(jobs, quiet=chosen != "text", search=hypothesis) if run else None
    out, err = sys.stdout, sys.stderr
    once = partial(check, where, form=chosen, out=out, err=err, run=runner, rules=rules, fix=fix)
    return check_on_changes(where, once, out, err) if watch else once()


def _require_hypothesis(*, run: bool) -> None:
    """Raise UsageError where inputs can't be looked for."""
    if not run:
        raise UsageError("--hypothesis runs code", "add --run")
    if find_spec("hypothesis") is None:
        raise UsageError(
            "--hypothesis needs the library of that name, which isn't installed",
            "install it beside this program: pip install 'hypothesis>=6.100'",
        )


def _runner(jobs: int | None, *, quiet: bool, search: bool) -> Run:
    """Return what runs packs, with a progress bar at a terminal."""

    def run(reads: list[PackRead]) -> RunReport:
        from interview_cli.packs.checking.run import run_packs  # threads, only with --run

        for found in reads:
            if not is_trusted(found.path):
                raise UsageError(
                    f"the code of {found.path} wasn't run: it isn't trusted as it is now",
                    f"read it, and then: interview pack trust {found.path}",
                )
        silent = quiet or not sys.stderr.isatty()
        bar = nullcontext(lambda n, of: None) if silent else progress_bar("Running programs")
        with bar as done:
            return run_packs(reads, jobs=jobs or os.cpu_count() or 1, done=done, search=search)

    return run


def check_on_changes(
    paths: Sequence[Path],
    once: Callable[[], int],
    out: TextIO,
    err: TextIO,
    changed: Callable[[Sequence[Path]], Iterator[list[Path]]] = watch_changes,
) -> int:
    """Call *once*, and again for each item of ``changed(paths)``, until Ctrl-C.

    Returns 130 then; where the changes end, the code of the last check.
    """
    code = 0
    try:
        saved = changed(paths)
        while True:
            code = _try_check(once, err)
            out.flush()
            print("Watching; Ctrl-C ends.", file=err, flush=True)
            files = next(saved, None)
            if files is None:
                return code
            more = f" and {count(len(files) - 1, 'more file')}" if len(files) > 1 else ""
            print(f"\n{file_name(files[0])}{more} changed:", file=err, flush=True)
    except KeyboardInterrupt:
        print(file=err)
        return STOPPED


def _try_check(once: Callable[[], int], err: TextIO) -> int:
    """Check once; an error is printed, and may be fixed before the next check."""
    try:
        return once()
    except InterviewError as error:
        print(f"interview: {clean(error.message)}", file=err)
        if error.hint:
            print(f"  {clean(error.hint)}", file=err)
        return error.exit_code
