"""Problems of packs as people and programs read them: text, JSON, GitHub's lines, SARIF."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from interview_cli import __version__
from interview_cli.storage.packs.problems import Problem, visible
from interview_cli.terminal.safe import json_line

Severity = Literal["error", "warning", "note"]

FORMATS = ("text", "json", "github", "sarif")

WIDTH = 100
#: A longer line is shown in part in a document too: there may be a problem in each word of it.
LONGEST = 1000

_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A problem, and how grave it is: an error keeps a question from being asked."""

    problem: Problem
    severity: Severity = "error"


def text(finding: Finding) -> str:
    """Show a problem as three lines: what and where, the source line, the caret."""
    problem = finding.problem
    before = "" if finding.severity == "error" else f"{finding.severity}: "
    place = f"{name(problem.path)}:{problem.line}:{problem.column}"
    said = f"{place}: {before}{problem.message} [{problem.rule}]"
    if not problem.source.strip():
        return said
    margin = f"{problem.line:>6} | "
    line, start, length = _window(problem, WIDTH - len(margin))
    pad = "".join("\t" if char == "\t" else " " * _cells(char) for char in line[:start])
    under = line[start : start + length].replace("\t", " ")
    caret = "^" * max(1, sum(map(_cells, under)))
    return f"{said}\n{margin}{line}\n{' ' * (len(margin) - 2)}| {pad}{caret}"


def plain(finding: Finding) -> dict[str, Any]:
    """Give a problem as values of JSON; what is no error says so."""
    problem = finding.problem
    shown = {
        "file": name(problem.path),
        "line": problem.line,
        "column": problem.column,
        "message": problem.message,
        "rule": problem.rule,
        "source": problem.source if len(problem.source) <= LONGEST else _window(problem, WIDTH)[0],
    }
    return shown | ({"severity": "warning"} if finding.severity == "warning" else {})


def github(finding: Finding) -> str:
    """Write a problem as a line that GitHub shows beside the line of the file."""
    problem = finding.problem
    level = {"error": "error", "warning": "warning", "note": "notice"}[finding.severity]
    properties = {
        "file": problem.path.as_posix(),
        "line": str(problem.line),
        "col": str(problem.column),
        "endColumn": str(problem.column + problem.length),
        "title": f"interview pack check ({problem.rule})",
    }
    said = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{level} {said}::{_data(problem.message)}"


def _data(text: str) -> str:
    """Escape what ends a message of GitHub's lines."""
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return visible(text)


def _property(text: str) -> str:
    """Escape what ends a property of GitHub's lines too."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def sarif(findings: Sequence[Finding], rules: dict[str, tuple[str, str]]) -> str:
    """Write a SARIF 2.1.0 log. *rules* holds a title and a reason (or "") for each id."""
    used = sorted({finding.problem.rule for finding in findings})
    graves = {finding.problem.rule: finding.severity for finding in findings}
    results = [_result(finding, used.index(finding.problem.rule)) for finding in findings]
    driver = {
        "name": "interview pack check",
        "version": __version__,
        "rules": [_described(id_, *rules.get(id_, ("", "")), graves[id_]) for id_ in used],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True}],
        "results": results,
    }
    log = {"$schema": _SARIF, "version": "2.1.0", "runs": [run]}
    return json_line(log, indent=1)


def _described(id_: str, title: str, why: str, severity: Severity) -> dict[str, Any]:
    rule: dict[str, Any] = {"id": id_, "shortDescription": {"text": title or id_}}
    if why:
        rule["fullDescription"] = {"text": why}
    help_ = f"See `interview pack rules {id_}`." if why else "The message says what to write."
    rule["help"] = {"text": help_}
    rule["defaultConfiguration"] = {"level": severity}
    return rule


def _result(finding: Finding, index: int) -> dict[str, Any]:
    problem = finding.problem
    region = {
        "startLine": problem.line,
        "startColumn": problem.column,
        "endColumn": problem.column + problem.length,
    }
    file = {"artifactLocation": {"uri": _uri(problem.path)}, "region": region}
    return {
        "ruleId": problem.rule,
        "ruleIndex": index,
        "level": finding.severity,
        "message": {"text": visible(problem.message)},
        "locations": [{"physicalLocation": file}],
    }


def _uri(path: Path) -> str:
    """Give the address of a file: relative to the current folder where it lies below it."""
    if path.is_absolute():
        here = Path.cwd()
        if not path.is_relative_to(here):
            return "file:///" + quote(path.as_posix().lstrip("/").encode(errors="surrogateescape"))
        path = path.relative_to(here)
    return quote(path.as_posix().encode(errors="surrogateescape"))


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


def name(path: Path) -> str:
    """Write a path as one line that is safe to print."""
    return visible(str(path)).replace("\n", "␊").replace("\t", "␉")
