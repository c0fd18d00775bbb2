"""Problems as a person reads them: each with its line and a caret, then a summary."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from interview_cli.core.safe_text import make_visible
from interview_cli.core.sentences import count, join
from interview_cli.packs.checking.check import CheckResult, Finding, FixedFile
from interview_cli.packs.checking.run_report import RunReport
from interview_cli.packs.yaml.problems import Problem

HOW_TO_WRITE = "How to write a pack: interview help format"

WIDTH = 100

#: So many questions that rest on their sources alone are named.
MOST_UNPROVED = 5


#: So many places of the same problem are shown in full.
MOST_ALIKE = 3
#: Of so many more the lines are named.
_MOST_NAMED = 12


def write(result: CheckResult, most: int = MOST_ALIKE) -> str:
    """Return each problem with its line, then what was run, then the summary.

    Of the same problem *most* places are shown, and those that are more are named; 0: all.
    """
    alike: dict[tuple[str, str], list[Finding]] = {}
    for finding in result.findings:
        alike.setdefault(_tell_apart(finding), []).append(finding)
    parts = [_finding(note) for note in result.notes]
    for finding in result.findings:
        group = alike[_tell_apart(finding)]
        if not most or finding in group[:most]:
            parts.append(_finding(finding))
        if most and len(group) > most and finding is group[most - 1]:
            parts.append(_others(group[most:]))
    if result.report and result.reads:
        parts.append(_runs(result.report))
    return "\n".join([*parts, *filter(None, [summary(result)])])


def fixed_lines(file: FixedFile) -> str:
    """Return what was fixed in *file*, with all lines that were changed."""
    name = file_name(file.path)
    return "\n".join(
        f"{name}:{fix.line}: fixed: {make_visible(fix.what)}{_more_lines(fix.more_lines)}"
        for fix in file.fixes
    )


def _more_lines(lines: list[int]) -> str:
    """Return in which other *lines* something was fixed too, as spans: "9 to 12"."""
    spans = list[list[int]]()
    for line in lines:
        if spans and line == spans[-1][-1] + 1:
            spans[-1][1:] = [line]
        else:
            spans.append([line])
    shown = [" to ".join(map(str, span)) for span in spans[:_MOST_NAMED]]
    shown += ["more"] * (len(spans) > _MOST_NAMED)
    return f" (and in line{'s' * (len(lines) > 1)} {join(shown, 'and')})" if shown else ""


def summary(result: CheckResult) -> str:
    """Return how many problems there are, and where to read more; "" where there is no pack."""
    questions = count(result.questions + result.left_out, "question")
    lines = []
    if result.left_out:
        all_of_them = "left out" if result.left_out == 1 else "all of them left out"
        some = f"{result.left_out} of them left out"
        lines.append(f"{questions}, {some if result.questions else all_of_them}.")
    if findings := result.findings:
        files = count(len({finding.problem.path for finding in findings}), "file")
        lines.append(f"{_count_by_severity(result)} in {files}. {_next(findings)}")
    if number := result.unshown:
        others = "problem isn't" if number == 1 else "problems aren't"
        lines.append(f"{number} other {others} shown: see all of them without --select.")
    if not lines and result.packs:
        lines.append(f"{questions} in {count(result.packs, 'pack')}, no problems.")
    return "\n".join(lines)


def _count_by_severity(result: CheckResult) -> str:
    numbers = ((result.errors, "error"), (result.warnings, "warning"))
    return ", ".join(count(number, noun) for number, noun in numbers if number)


def _next(findings: list[Finding]) -> str:
    if any(finding.severity == "error" for finding in findings):
        return HOW_TO_WRITE
    return f"Why, and when not: interview pack rules {findings[0].problem.rule}"


#: A quoted text of several words or signs, and a number: what differs in the same problem.
_OWN = re.compile(r'"[^"]*[^\w"-][^"]*"|\d+')


def _tell_apart(finding: Finding) -> tuple[str, str]:
    """Return what two findings have in common that are the same problem."""
    return finding.problem.rule, _OWN.sub("", finding.problem.message)


def _others(group: list[Finding]) -> str:
    """Return the line about the places of the same problem that aren't shown."""
    rule, places = group[0].problem.rule, ""
    for n, problem in enumerate(finding.problem for finding in group[:_MOST_NAMED]):
        same = n and problem.path == group[n - 1].problem.path
        name = "" if same else f"{file_name(problem.path)}:"
        places += f"{', ' if n else ''}{name}{problem.line}"
    more = ", …" if len(group) > _MOST_NAMED else ""
    return f"… and {len(group)} more [{rule}]: {places}{more}"


def _runs(report: RunReport) -> str:
    """Return what was run, and what of the pack rests on its sources alone."""
    ran = report.ran
    exercises = f", {count(ran['exercise'], 'exercise')}" if ran["exercise"] else ""
    lines = [
        f"Run: {count(ran.total(), 'program')}: {count(ran['proof'], 'proof')}, "
        f"{count(ran['bug'], 'bug')} shown and fixed, {count(ran['output'], 'output')} compared, "
        f"{count(ran['block'], 'block')}, {ran['raises']} that must raise{exercises}.",
        *(f"Not run: {key}: {why}" for key, why in sorted(report.not_run.items())),
        f"Proved by code that was run: {report.proved:.0%} of {report.questions} questions.",
    ]
    if len(report.unproved) > MOST_UNPROVED:
        lines.append(f"On sources alone: {len(report.unproved)} questions, listed with --json.")
    elif report.unproved:
        lines.append(f"On sources alone: {', '.join(sorted(report.unproved))}.")
    return "\n".join(map(make_visible, lines))


def _finding(finding: Finding) -> str:
    """Return a problem as three lines: what and where, the source line, the caret."""
    problem = finding.problem
    before = "" if finding.severity == "error" else f"{finding.severity}: "
    place = f"{file_name(problem.path)}:{problem.line}:{problem.column}"
    heading = f"{place}: {before}{problem.message} [{problem.rule}]"
    if not problem.source.strip():
        return heading
    margin = f"{problem.line:>6} | "
    line, start, length = window(problem, WIDTH - len(margin))
    pad = "".join("\t" if char == "\t" else " " * _cells(char) for char in line[:start])
    under = line[start : start + length].replace("\t", " ")
    caret = "^" * max(1, sum(map(_cells, under)))
    return f"{heading}\n{margin}{line}\n{' ' * (len(margin) - 2)}| {pad}{caret}"


def window(problem: Problem, room: int) -> tuple[str, int, int]:
    """Cut the source line to *room* columns around the caret; return it, and caret and length."""
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
    if char == "\t":
        return 8  # at most: for what fits into a line
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def file_name(path: Path) -> str:
    """Return a path as one line that is safe to print."""
    return make_visible(str(path)).replace("\n", "␊").replace("\t", "␉")
