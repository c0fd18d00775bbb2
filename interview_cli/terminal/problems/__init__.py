"""The formats of `pack check`: a function each, from what was found to text."""

from __future__ import annotations

from collections.abc import Callable

from interview_cli.core.sentences import join
from interview_cli.packs.checking.check import CheckResult
from interview_cli.terminal.problems import github, json_report, sarif, text

FORMATS: dict[str, Callable[[CheckResult], str]] = {
    "text": text.write,
    "json": json_report.write,
    "github": github.write,
    "sarif": sarif.write,
}

#: For the help of --format.
HELP = f"{join([*FORMATS], 'or')}."
