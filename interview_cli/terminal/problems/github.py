"""Problems as lines that GitHub shows beside the lines of a file."""

from __future__ import annotations

from interview_cli.core.safe_text import make_visible
from interview_cli.packs.checking.check import CheckResult, Finding

_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def write(result: CheckResult) -> str:
    """Return a line for each problem."""
    return "\n".join(map(finding_line, [*result.notes, *result.findings]))


def finding_line(finding: Finding) -> str:
    """Return a problem as a line that GitHub shows beside the line of the file."""
    problem = finding.problem
    level = _LEVELS[finding.severity]
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
    return make_visible(text)


def _property(text: str) -> str:
    """Escape what ends a property of GitHub's lines too."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
