"""What is said about the data, on standard error."""

from __future__ import annotations

from interview_cli.storage.catalogue import Catalogue
from interview_cli.terminal.messages import warn


def complain(catalogue: Catalogue) -> None:
    """Say on standard error what was left out, a line each."""
    for complaint in catalogue.complaints:
        warn(complaint)
