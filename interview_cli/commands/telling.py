"""What is said about the data, on standard error."""

from __future__ import annotations

from interview_cli.storage.catalogue import Catalogue
from interview_cli.terminal.messages import aside
from interview_cli.terminal.safe import line as safe_line


def complain(catalogue: Catalogue) -> None:
    """Say on standard error what was left out, a line each."""
    for complaint in catalogue.complaints:
        warn(complaint)


def warn(message: str) -> None:
    """Say something about the data on standard error, as one safe line."""

    aside(f"interview: {safe_line(message)}")
