"""What the learner said of the interview besides its day, kept for the plan to come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from interview_cli.core.job_posting.kept import read_kept
from interview_cli.core.planning.calendar import Calendar
from interview_cli.core.planning.plan import Plan
from interview_cli.core.planning.selection import Filters
from interview_cli.core.records import Interviewed, Line, Planned, Setting

#: The setting that holds it. Where there is one, the first run has asked.
PREPARATION_SETTING = "preparation"

MINUTES = 25.0


@dataclass(frozen=True, slots=True)
class Preparation:
    """Minutes a day, and what the interview is about, as in a plan."""

    minutes: float = MINUTES
    weights: Mapping[str, float] = field(default_factory=dict)
    filters: Filters = field(default_factory=Filters)
    job: Mapping[str, Any] | None = None

    @classmethod
    def of(cls, plan: Plan) -> Preparation:
        """Return what a plan was made of."""
        return cls(plan.calendar.minutes, plan.weights, plan.filters, plan.job)

    @classmethod
    def read(cls, lines: Iterable[Line]) -> Preparation | None:
        """Return what the latest of *lines* says; None where none says anything."""
        latest = None
        for line in lines:
            if line["type"] == Setting.type and line["name"] == PREPARATION_SETTING:
                latest = line
        if latest is None:
            return None
        try:
            value = latest["value"]
            minutes, job = float(value["minutes"]), read_kept(value.get("job"))
            return cls(
                minutes if 1 <= minutes <= 24 * 60 else MINUTES,
                {str(topic): float(weight) for topic, weight in value["weights"].items()},
                Filters.read(value["filters"]),
                job,
            )
        except (KeyError, TypeError, ValueError, AttributeError):
            return cls()  # of a newer version: it was asked all the same

    @classmethod
    def read_waiting(cls, lines: Iterable[Line]) -> Preparation | None:
        """Return what was said since the last plan was made or ended, and waits for a day."""
        since: list[Line] = []
        for line in lines:
            if line["type"] in (Planned.type, Interviewed.type):
                since.clear()
            since.append(line)
        return cls.read(since)

    def record(self) -> Setting:
        """Return the journal's record of it."""
        planned = self.plan(1).record()
        value: dict[str, Any] = {
            name: getattr(planned, name) for name in ("minutes", "weights", "filters", "job")
        }
        return Setting(PREPARATION_SETTING, value)

    def plan(self, on: int, old: Plan | None = None) -> Plan:
        """Return the plan to the day *on*, with the days off of the *old* one."""
        calendar = Calendar(on=on, minutes=self.minutes)
        if old:
            calendar = Calendar(on, self.minutes, old.calendar.weekdays, old.calendar.days_off)
        return Plan(calendar, self.weights, self.filters, self.job)
