"""What the plan looks like at a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from interview_cli.core.planning.forecast import Load, Part, Prospect
from interview_cli.terminal.ahead import counted, days_to_go
from interview_cli.terminal.ending import bar
from interview_cli.terminal.plan_words import (
    day_name,
    expected_words,
    load_words,
    more_words,
    rhythm,
    today_words,
    together,
    unseen_words,
    without_words,
)
from interview_cli.terminal.views import Ends, Fitting, Page, View, columns, plain
from interview_cli.terminal.wording import percent

#: The days ahead that are shown one by one.
SHOWN = 21

#: The longest bar of a day, in columns.
LONGEST = 24


def show(seen: Prospect) -> None:
    """Print the plan."""
    calendar = seen.plan.calendar
    page = Page()
    page.space()
    head = f"Interview on {day_name(calendar.on, seen.today)} · {days_to_go(seen.plan, seen.today)}"
    page.show(Ends(plain(head, "bold"), plain(rhythm(seen), "dim")))
    rows = [
        ("Today", today_words(seen)),
        ("Expected", expected_words(seen)),
        ("Without", without_words(seen)),
    ]
    if unseen := unseen_words(seen):
        rows.append(("Too much", unseen))
    rows.append(("More", more_words(seen)))
    page.show(columns([(plain(name), plain(said)) for name, said in rows]))
    page.show(_parts(seen.levels), _parts(together(seen.topics)), _loads(seen.loads))
    if seen.agenda.seconds:
        page.show(plain("To begin: interview flashcards", "dim"))


def _parts(parts: Iterable[Part]) -> View:
    """Show the recall on the day, with a bar where there is room."""
    parts = list(parts)
    head: list[View] = [plain(text, "dim") for text in ("", "", "on the day", "due dates", "")]
    rows: list[list[View]] = [
        [
            plain(part.name),
            bar(part.expected),
            plain(f"{percent(part.expected):>10}"),
            plain(f"{percent(part.without):>9}", "dim"),
            plain(counted(part.questions, "question"), "dim"),
        ]
        for part in parts
    ]
    wide = [head, *rows]
    return Fitting(
        columns(wide, wraps=0), columns([(row[0], row[2], row[3]) for row in wide], wraps=0)
    )


def _loads(loads: Iterable[Load]) -> View:
    """Show the days ahead: a bar of minutes, its first part for what is seen again."""
    loads = list(loads)
    most = max((load.minutes for load in loads), default=0.0) or 1.0
    rows = []
    for load in loads[:SHOWN]:
        full = round(LONGEST * load.minutes / most)
        again = round(full * (load.reviews - load.new) / load.reviews) if load.reviews else 0
        rows.append(
            (
                plain(day_name(load.day)),
                plain("█" * again + "▒" * (full - again)),
                plain(load_words(load)),
                plain(f"{load.minutes:.0f} min", "dim"),
            )
        )
    later = len(loads) - SHOWN
    narrow = [(row[0], row[2], row[3]) for row in rows]
    days = Fitting(columns(rows, wraps=2), columns(narrow, wraps=1))
    tail = [(plain(f"and {counted(later, 'day')} more", "dim"),)] if later > 0 else []
    return columns([(days,), *tail])
