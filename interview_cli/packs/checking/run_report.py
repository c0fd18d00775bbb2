"""What came of running the programs of packs: a value, apart from all that runs them."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from interview_cli.packs.yaml.problems import Problem


class RunReport(NamedTuple):
    """What came of running packs.

    ``ran`` counts programs by what they were for (``Program.what``); ``not_run`` has a
    reason for each question whose needs are not met here; ``unproved`` the questions
    that rest on their sources alone; ``failed`` those of which a program failed.
    """

    problems: list[Problem]
    ran: Counter[str]
    not_run: dict[str, str]
    questions: int
    unproved: list[str]
    failed: list[str]

    @property
    def proved(self) -> float:
        """The share of questions whose claim was shown by code that ran here, and well."""
        without = {*self.not_run, *self.unproved, *self.failed}
        return 1 - len(without) / self.questions if self.questions else 0.0
