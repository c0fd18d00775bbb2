"""What is said about the data, on standard error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_cli.terminal.safe import line as safe_line

if TYPE_CHECKING:
    from interview_cli.storage.catalogue import Catalogue


def complain(catalogue: Catalogue) -> None:
    """Say on standard error what was left out, a line each."""
    for complaint in catalogue.complaints:
        warn(complaint)


def warn(message: str) -> None:
    """Say something about the data on standard error, as one safe line."""
    from interview_cli.terminal.messages import aside  # mostly there is nothing to say

    aside(f"interview: {safe_line(message)}")
