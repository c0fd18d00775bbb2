"""A question that nobody has checked for a year."""

from __future__ import annotations

from datetime import date

from interview_cli.storage.packs.lint.rule import Found, Measured, Rule
from interview_cli.storage.packs.lint.spots import Spot

YEAR = 365  # days


def _look(spot: Spot) -> Found:
    checked = spot.question.checked
    if checked is None:
        return
    node, day = spot.part["checked"], date.fromisoformat(checked.date)
    if (spot.today - day).days > YEAR:
        message = (
            f"this was checked on {checked.date}, more than a year ago: check it again and write "
            f"date: {spot.today.isoformat()}"
        )
        yield node.at("date"), message
    elif day > spot.today:
        message = f"{checked.date} is still to come: write the day when it was checked"
        yield node.at("date"), message


RULE = Rule(
    id="checked-old",
    title="what is claimed was checked more than a year ago",
    why="""\
Libraries move, and answers that were true become false without anybody touching them. `checked`
says when a question was last held to be true, and against which versions; after a year it is
time to look again.""",
    bad="""\
checked: {date: 2023-02-01, with: {python: "3.11"}}""",
    good="""\
checked: {date: 2026-11-21, with: {python: "3.11"}}""",
    each=_look,
    measured=Measured(3, 3, 3),
)
