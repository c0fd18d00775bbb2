"""Problems as one JSON document, with the edits that fix them."""

from __future__ import annotations

from typing import Any

from interview_cli.core.safe_text import json_line, make_visible
from interview_cli.packs.checking.check import CheckResult, Finding
from interview_cli.packs.yaml.problems import Fix
from interview_cli.terminal.problems.text import WIDTH, file_name, window

#: A longer line is shown in part in a document too: there may be a problem in each word of it.
LONGEST = 1000


def write(result: CheckResult) -> str:
    document: dict[str, Any] = {
        "v": 1,
        "packs": result.packs,
        "questions": result.questions,
        "left_out": result.left_out,
        "errors": result.errors + result.unshown,
        "warnings": result.warnings,
        "unshown": result.unshown,
        "problems": [_to_json(finding) for finding in result.findings],
        "notes": [_to_json(note) for note in result.notes],
    }
    if result.unread:
        document["error"] = "; ".join(result.unread)
    if result.fixed is not None:
        document["fixed"] = [
            {"file": file_name(file.path), "line": fix.line, "what": make_visible(fix.what)}
            for file in result.fixed
            for fix in file.fixes
        ]
    if report := result.report:
        document["run"] = {
            "ran": dict(report.ran),
            "not_run": report.not_run,
            "questions": report.questions,
            "proved": round(report.proved, 4),
            "unproved": report.unproved,
        }
    return json_line(document)


def _to_json(finding: Finding) -> dict[str, Any]:
    """Return a problem as values of JSON."""
    problem = finding.problem
    fields = {
        "file": file_name(problem.path),
        "line": problem.line,
        "column": problem.column,
        "end_column": problem.column + problem.length,
        "severity": finding.severity,
        "message": problem.message,
        "rule": problem.rule,
        "source": problem.source if len(problem.source) <= LONGEST else window(problem, WIDTH)[0],
    }
    if len(problem.fixes) == 1:  # of several it isn't known which one is meant
        fields["fix"] = _edits(problem.fixes[0])
    return fields


def _edits(fix: Fix) -> dict[str, Any]:
    fields = ("line", "column", "end_line", "end_column", "text")
    return {"edits": [{name: getattr(edit, name) for name in fields} for edit in fix.edits]}
