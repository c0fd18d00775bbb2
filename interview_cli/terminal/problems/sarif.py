"""Problems as a SARIF 2.1.0 log, with the edits that fix them."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

from interview_cli import __version__
from interview_cli.core.safe_text import json_line, make_visible
from interview_cli.packs.checking.check import CheckResult, Finding, Severity, list_titles
from interview_cli.packs.yaml.problems import Edit
from interview_cli.terminal.problems.repository import find_root, name_from_root

#: What the addresses of files begin at: the root of the repository.
_ROOT = "SRCROOT"
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def write(result: CheckResult) -> str:
    findings, rules = [*result.notes, *result.findings], list_titles()
    severities = {finding.problem.rule: finding.severity for finding in findings}
    used = sorted(severities)
    driver = {
        "name": "interview pack check",
        "version": __version__,
        "rules": [_rule(id_, *rules.get(id_, ("", "")), severities[id_]) for id_ in used],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(result)],
        "results": [_result(finding, used.index(finding.problem.rule)) for finding in findings],
    }
    if root := find_root():
        run["originalUriBaseIds"] = {_ROOT: {"uri": root.as_uri() + "/"}}
    return json_line({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1)


def _invocation(result: CheckResult) -> dict[str, Any]:
    """Return whether all that was named was checked, and why not."""
    if not result.unread:
        return {"executionSuccessful": True}
    notes = [{"level": "error", "message": {"text": text}} for text in result.unread]
    return {"executionSuccessful": False, "toolExecutionNotifications": notes}


def _rule(id_: str, title: str, why: str, severity: Severity) -> dict[str, Any]:
    more = f"See `interview pack rules {id_}`." if why else "The message says what to write."
    return {
        "id": id_,
        "shortDescription": {"text": title or id_},
        **({"fullDescription": {"text": why}} if why else {}),
        "help": {"text": more},
        "defaultConfiguration": {"level": severity},
    }


def _result(finding: Finding, index: int) -> dict[str, Any]:
    problem = finding.problem
    region = {
        "startLine": problem.line,
        "startColumn": problem.column,
        "endColumn": problem.column + problem.length,
    }
    artifact = _artifact(problem.path)
    result: dict[str, Any] = {
        "ruleId": problem.rule,
        "ruleIndex": index,
        "level": finding.severity,
        "message": {"text": make_visible(problem.message)},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
    }
    if problem.fixes:  # each alone would do
        changes = ([_replacement(edit) for edit in fix.edits] for fix in problem.fixes)
        result["fixes"] = [
            {"artifactChanges": [{"artifactLocation": artifact, "replacements": change}]}
            for change in changes
        ]
    return result


def _replacement(edit: Edit) -> dict[str, Any]:
    region = {
        "startLine": edit.line,
        "startColumn": edit.column,
        "endLine": edit.end_line,
        "endColumn": edit.end_column,
    }
    return {"deletedRegion": region, "insertedContent": {"text": edit.text}}


def _artifact(path: Path) -> dict[str, str]:
    """Return the address of a file: from the root of the repository where it lies in it."""
    named = name_from_root(path)
    address = quote(named.as_posix().lstrip("/").encode(errors="surrogateescape"))
    if named.is_absolute():
        return {"uri": f"file:///{address}"}
    return {"uri": address, **({"uriBaseId": _ROOT} if find_root() else {})}
