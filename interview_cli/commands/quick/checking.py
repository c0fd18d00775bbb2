"""What `pack check` does, without Typer: it's called at each save, and before each commit."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from typing import TextIO

from interview_cli.core.errors import DONE, NO, STOPPED, USAGE, InterviewError, UsageError
from interview_cli.core.safe_text import clean
from interview_cli.core.sentences import count, did_you_mean
from interview_cli.packs.checking.check import CheckResult, FixedFile, RuleFilter, Run
from interview_cli.packs.checking.check import check as check_packs
from interview_cli.packs.checking.named_packs import find_here, find_named, list_stamped
from interview_cli.packs.checking.run_report import RunReport
from interview_cli.packs.discovery import (
    find_packs,
    watch_changes,
)
from interview_cli.packs.format.pack_read import PackRead
from interview_cli.packs.library.trust import is_trusted
from interview_cli.packs.not_a_pack import WHAT_A_PACK_IS, describe_other, guess, is_another_file
from interview_cli.storage import clock, kept_check
from interview_cli.storage import paths as places
from interview_cli.storage.switches import is_on
from interview_cli.terminal.problems import FORMATS
from interview_cli.terminal.problems.text import MOST_ALIKE, file_name, fixed_lines, summary
from interview_cli.terminal.problems.text import write as write_text
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
    kept: Path | None = None,
    strict: bool = False,
    most: int = MOST_ALIKE,
) -> int:
    """Check the packs at *paths*: files, packs' folders, or folders with packs in them.

    Writes the problems to *out* in the format *form*.
    Without *rules* the format is checked alone, without lint of the teaching. With *run*
    the code of the packs is run too, with *fix* what is safe is fixed first. What is
    read and found is kept in the folder *kept*. Returns the exit code: 0 no errors, 1
    errors (or with *strict* warnings), 2 a path where there is nothing.
    """

    def print_fixes(file: FixedFile) -> None:
        print(fixed_lines(file), file=out if form == "text" else err)

    others = [path for path in paths if is_another_file(path)]
    paths = [path for path in paths if path not in others]
    result = check_packs(paths, rules, run, kept)
    if fix:
        from interview_cli.packs.checking.fix import fix as fix_packs  # a check does without
        from interview_cli.packs.checking.fix import list_links

        result = fix_packs(result, paths, rules, run, print_fixes)
        for path in list_links(paths) if result.findings else ():
            name = file_name(path)
            print(f"{name} is a link: left alone; fix the file that it leads to", file=err)
    for file in result.left_alone:
        print(f"{file_name(file)} isn't a file of a pack: left alone", file=err)
    result = replace(result, unread=_list_unread(result, others))
    for message in result.unread:
        print(f"interview: {message}", file=err)
    if text := write_text(result, most) if form == "text" else FORMATS[form](result):
        print(text, file=out)
    if form in ("github", "sarif") and (last := summary(result)):
        print(last, file=err)
    return USAGE if result.unread else NO if result.fails(strict=strict) else DONE


def _list_unread(result: CheckResult, others: list[Path]) -> tuple[str, ...]:
    """Return what to say of the paths that weren't checked: nothing is there, or no pack."""
    said = []
    for path in result.missing:
        near = guess(path)
        meant = f": did you mean {file_name(near)}?" if near else ""
        said.append(f"there is no file or folder {file_name(path)}{meant}")
    said += [f"{file_name(path)} {describe_other(path)}: {WHAT_A_PACK_IS}" for path in others]
    return tuple(said)


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


def check_paths(
    paths: Sequence[Path],
    *,
    run: bool = False,
    hypothesis: bool = False,
    jobs: int | None = None,
    fix: bool = False,
    form: str | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    strict: bool = False,
    most: int | None = None,
    watch: bool = False,
    as_json: bool = False,
) -> int:
    """Do what the options of `pack check` ask for; return its exit code."""
    if hypothesis:
        _require_hypothesis(run=run)
    chosen = choose_format(form, as_json=as_json, watch=watch, fix=fix)
    if most is not None and chosen != "text":
        raise UsageError("--max is for text: other formats have every problem", "leave it out")
    rules = RuleFilter.parse(select, ignore)
    where = [find_named(path) for path in paths] or find_here()
    # Not what names files from another folder than this, nor what runs or writes.
    kept = bool(where) and chosen in ("text", "json") and not (run or fix)
    if not where and fix:
        raise UsageError("--fix needs a path", "interview pack check --fix PATH")
    if not where and is_on("CI"):
        raise UsageError(
            "there are no packs in this folder or below it", "name one: interview pack check PATH"
        )
    if not where:
        print_stderr("No pack in this folder: checking all the packs you have.")
        where = [*find_packs(places.bundled()), *find_packs(places.own_packs())]
    runner = _runner(jobs, quiet=chosen != "text", search=hypothesis) if run else None
    out, err = sys.stdout, sys.stderr
    folder = None if clock.is_pretended() else places.cache()
    once = partial(
        check,
        where,
        form=chosen,
        run=runner,
        rules=rules,
        fix=fix,
        strict=strict,
        kept=folder,
        most=MOST_ALIKE if most is None else most,
    )
    if watch:
        return check_on_changes(where, partial(once, out=out, err=err), out, err)
    return (
        _keep([*list_stamped(where), *([] if paths else [Path()])], once, out, err)
        if kept
        else once(out=out, err=err)
    )


def _keep(paths: Sequence[Path], once: Callable[..., int], out: TextIO, err: TextIO) -> int:
    """Call *once*, and keep what it says of *paths* for the next time."""
    day, said, aside = clock.now().toordinal(), StringIO(), StringIO()
    made_from = kept_check.read_stamps(map(str, paths))
    code = once(out=said, err=aside)
    err.write(aside.getvalue())
    out.write(said.getvalue())
    args = sys.argv[1:]
    if args[:2] == ["pack", "check"] and not clock.is_pretended():
        kept_check.write_answer(args, day, (code, said.getvalue(), aside.getvalue()), made_from)
    return code


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
