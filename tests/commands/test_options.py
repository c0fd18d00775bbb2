"""The options that several commands share."""

from __future__ import annotations

from typing import get_args

from interview_cli.commands import options
from interview_cli.core.kinds import KINDS


def test_the_help_of_kind_names_every_kind() -> None:
    _, option = get_args(options.Kinds)

    *first, last = KINDS
    assert option.help == f"{', '.join(first)} or {last}."
