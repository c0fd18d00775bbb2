"""What a placement looks like at a terminal."""

from __future__ import annotations

from rich.console import Group

from interview_cli.core.placement.conclusion import Conclusion
from interview_cli.core.session.state import Session
from interview_cli.terminal.placement import words
from interview_cli.terminal.rendering import layout
from interview_cli.terminal.rendering.layout import View, columns, plain
from interview_cli.terminal.rendering.wording import draw_bar, duration, percent

#: How long the bars are, in columns.
BAR = 20


def conclusion(session: Session, found: Conclusion) -> list[View]:
    """Return the level in words, and how sure that is."""
    spent = sum(o.review.elapsed_ms for o in session.outcomes if o.review)
    beside = " · ".join(filter(None, (words.describe_certainty(found), duration(spent))))
    rows = [
        (plain(level), plain(draw_bar(p, BAR)), plain(percent(p)))
        for level, p in found.probabilities.items()
    ]
    missing = words.describe_missing(found)
    return [
        layout.BothEnds(
            plain(words.describe_conclusion(session, found), "bold"), plain(beside, "dim")
        ),
        columns(rows, wraps=0),
        *([plain(missing)] if missing else []),
    ]


def profile(session: Session) -> View:
    rows = [(plain(area), plain(came)) for area, came in words.profile(session)]
    return Group(plain(words.PROFILE, "bold"), columns(rows))
