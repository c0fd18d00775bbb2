"""`interview pack check`: says everything that is wrong with packs, in one run."""

from __future__ import annotations

import json as json_format
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from interview_cli.errors import DONE, NO, USAGE
from interview_cli.storage.packs.listing import packs_in
from interview_cli.storage.packs.problems import Problem, count, visible

if TYPE_CHECKING:
    from interview_cli.commands.pack_run import Report
    from interview_cli.storage.packs.reader import PackRead

WIDTH = 100
#: A longer line is shown in part in a document too: there may be a problem in each word of it.
LONGEST = 1000
MORE = "See `interview pack check --help`."


def check(
    paths: list[Path],
    *,
    json: bool,
    out: TextIO,
    err: TextIO,
    run: Callable[[list[PackRead]], Report] | None = None,
) -> int:
    """Check the packs at *paths*: files, packs' folders, or folders with packs in them.

    Writes the problems, or with *json* one document of them, to *out*. With *run* the
    code of the packs is run too. Gives the exit code: 0 clean, 1 problems, 2 a path
    where there is nothing.
    """
    from interview_cli.storage.packs.reader import read  # YAML and Pydantic

    reads: list[PackRead] = []
    missing = [path for path in paths if not (path.exists() or path.is_symlink())]
    for path in paths:
        if path not in missing:
            inside = packs_in(path) if path.is_dir() else []
            reads += [read(pack) for pack in inside or [path]]
    for path in missing:
        print(f"there is no file or folder {_name(path)}", file=err)
    report = run(reads) if run else None
    problems = sorted(
        {problem for found in reads for problem in found.problems}
        | set(report.problems if report else ())
    )
    notes = sorted({note for found in reads for note in found.notes})
    packs = len({found.path for found in reads})
    questions = len({(p.file, p.line) for found in reads for p in found.questions})
    if json:
        document = {
            "v": 1,
            "packs": packs,
            "questions": questions,
            "problems": [_plain(problem) for problem in problems],
            "notes": [_plain(note) for note in notes],
        }
        if report:
            document["run"] = _figures(report)
        print(json_format.dumps(document, ensure_ascii=False, indent=1), file=out)
    else:
        for note in notes:
            print(_shown(note, "note: "), file=out)
        for problem in problems:
            print(_shown(problem), file=out)
        if report:
            print(_told(report), file=out)
        if problems:
            files = len({problem.path for problem in problems})
            what = f"{count(len(problems), 'problem')} in {count(files, 'file')}"
            print(f"{what}. {MORE}", file=out)
        elif reads:
            what = f"{count(questions, 'question')} in {count(packs, 'pack')}"
            print(f"{what}, no problems.", file=out)
    return USAGE if missing else NO if problems else DONE


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


def _shown(problem: Problem, before: str = "") -> str:
    """Show a problem as three lines: what and where, the source line, the caret."""
    place = f"{_name(problem.path)}:{problem.line}:{problem.column}"
    said = f"{place}: {before}{problem.message} [{problem.rule}]"
    if not problem.source.strip():
        return said
    margin = f"{problem.line:>6} | "
    line, start, length = _window(problem, WIDTH - len(margin))
    pad = "".join("\t" if char == "\t" else " " * _cells(char) for char in line[:start])
    under = line[start : start + length].replace("\t", " ")
    caret = "^" * max(1, sum(map(_cells, under)))
    return f"{said}\n{margin}{line}\n{' ' * (len(margin) - 2)}| {pad}{caret}"


def _window(problem: Problem, room: int) -> tuple[str, int, int]:
    """Cut the source line to *room* columns around the caret; give it, and caret and length."""
    line, start = problem.source, problem.column - 1
    if len(line) <= room and sum(map(_cells, line)) <= room:
        return line, start, problem.length
    first = max(0, start - room // 3)
    end, left = first, room - 2
    while end < len(line) and (left := left - _cells(line[end])) >= 0:
        end += 1
    before, after = "…" if first else "", "…" if end < len(line) else ""
    length = max(1, min(problem.length, end - start))
    return before + line[first:end] + after, start - first + len(before), length


def _cells(char: str) -> int:
    """Say how many columns a character takes."""
    if char == "\t":
        return 8  # at most: for what fits into a line
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _name(path: Path) -> str:
    return visible(str(path)).replace("\n", "␊").replace("\t", "␉")


def _plain(problem: Problem) -> dict[str, Any]:
    return {
        "file": _name(problem.path),
        "line": problem.line,
        "column": problem.column,
        "message": problem.message,
        "rule": problem.rule,
        "source": problem.source if len(problem.source) <= LONGEST else _window(problem, WIDTH)[0],
    }
