"""Problems as lines that GitHub shows beside the lines of a file."""

from __future__ import annotations

from interview_cli.core.safe_text import make_visible
from interview_cli.packs.checking.check import CheckResult, Finding
from interview_cli.terminal.problems.repository import name_from_root

_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def write(result: CheckResult) -> str:
    """Return a line for each problem."""
    return "\n".join(map(_finding, [*result.notes, *result.findings]))


def _finding(finding: Finding) -> str:
    problem = finding.problem
    properties = {
        "file": name_from_root(problem.path).as_posix(),
        "line": str(problem.line),
        "col": str(problem.column),
        "endColumn": str(problem.column + problem.length),
        "title": f"interview pack check ({problem.rule})",
    }
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{_LEVELS[finding.severity]} {listed}::{_data(problem.message)}"


def _data(text: str) -> str:
    return make_visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
