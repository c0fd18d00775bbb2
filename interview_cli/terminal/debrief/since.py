"""What is said of a mock interview beside the last one of the same kind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from interview_cli.core.scoring.result import HIT, PointResult, one_paragraph
from interview_cli.core.session.comparison import Comparison, RepeatedPoint
from interview_cli.core.session.debrief import Debrief, DebriefItem
from interview_cli.core.study_days import describe_day, study_day
from interview_cli.terminal.rendering.wording import local_time, percent

FIRST = "The first with these filters: nothing to compare it with."

#: How many points of a sort are named on the screen; a saved debrief has them all.
MOST = 3


def previous_score(debrief: Debrief, today: date) -> str:
    """Return the score of the interview before this one, and when; "" for the first."""
    found = debrief.comparison
    return f"{percent(found.score)} {_when(found, today)}" if found else ""


def describe_since(debrief: Debrief, today: date, most: int | None = MOST) -> list[str]:
    """Return what changed since the interview before: by topic, then by repeated point.

    Of each sort of point it names *most*, None for all.
    """
    found = debrief.comparison
    if found is None:
        return [FIRST]
    gained = [point for point in found.points if point.gained]
    again = [point for point in found.points if point.missed_again]
    lost = [point for point in found.points if point.lost]
    topics = [_describe_topic(name, before, now) for name, before, now in found.topics]
    lines = [
        f"Compared with {_when(found, today).removeprefix('on ')}: {'; '.join(topics)}."
        if topics
        else "",
        _name("Said now, missed then", gained, most),
        _name("Missed again", again, most),
        _name("Said then, missed now", lost, most),
    ]
    lines += [] if found.points else ["None of these points was asked for then."]
    return list(filter(None, lines))


def describe_before(item: DebriefItem, point: PointResult) -> str:
    """Return what came of *point* in the interview before; "" where there is nothing to say."""
    before = item.before.get(point.says)
    if before is None or item.is_overridden or (before == point.state == HIT):
        return ""
    if before == HIT:
        return "you said it last time"
    return "missed last time" if point.state == HIT else "missed last time too"


def _when(found: Comparison, today: date) -> str:
    day = study_day(local_time(found.past.at, found.past.offset))
    when = describe_day(day, today)
    if when == "today":
        return "earlier today"
    return when if when[3:4].isdigit() else when.replace("on ", "last ", 1)


def _describe_topic(name: str, before: float, now: float) -> str:
    was, score = round(before * 100), round(now * 100)
    return f"{name} {score}, as before" if was == score else f"{name} {score}, was {was}"


def _name(label: str, points: Sequence[RepeatedPoint], most: int | None) -> str:
    if not points:
        return ""
    named = "; ".join(f"{one_paragraph(point.says)} ({point.number})" for point in points[:most])
    more = len(points) - len(points[:most])
    return f"{label}: {named}{f'; and {more} more' if more else ''}."
