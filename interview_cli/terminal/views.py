"""What a session looks like: values to Rich renderables, and the page they are printed on.

Everything printed stays in the scrollback. Whatever comes from a pack goes through
``safe.clean`` and is plain text or Markdown, never Rich's own markup.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.rule import Rule
from rich.table import Table
from rich.text import Text
from rich.theme import Theme

from interview_cli.core.days import ago, study_day
from interview_cli.core.session import Session
from interview_cli.core.summary import Again, Summary, TopicScore
from interview_cli.core.verdict import Verdict
from interview_cli.terminal.markdown import Indented, highlighted, markdown
from interview_cli.terminal.safe import clean
from interview_cli.terminal.wording import duration, named, percent, said_short, verdict_line

#: Columns left free at each side.
MARGIN = 1

#: Lines are no longer than this, however wide the window is: longer ones are hard to read.
WIDEST = 100

#: Below this many columns, what would stand side by side stands one below the other.
NARROW = 60


class Page:
    """Where views are printed: standard output, in the terminal's own colours."""

    def __init__(self) -> None:
        colours = {"color_system": None} if os.environ.get("NO_COLOR") else {}
        self._console = Console(theme=_THEME, markup=False, emoji=False, highlight=False, **colours)

    @property
    def width(self) -> int:
        return min(self._console.width, WIDEST)

    def show(self, *views: RenderableType, gap: bool = True) -> None:
        """Print each of *views* with an empty line after it; *gap*: the last one too."""
        for place, view in enumerate(views, 1):
            self._console.print(Indented(view, MARGIN, MARGIN), width=self.width)
            if gap or place < len(views):
                self._console.print()


@dataclass(frozen=True, slots=True)
class Ends:
    """Two texts at the ends of a line, or below each other where they don't fit."""

    left: Text
    right: Text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        room = options.max_width - self.left.cell_len - self.right.cell_len
        if room >= 2 and "\n" not in self.left.plain:
            yield Text.assemble(self.left, " " * room, self.right)
        else:
            yield self.left
            yield from [self.right] if self.right else []


@dataclass(frozen=True, slots=True)
class Labelled:
    """Something with a label to its left; above it where the window is narrow."""

    label: str
    body: RenderableType

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if options.max_width < NARROW:
            yield Text(self.label, style="bold")
            yield Indented(self.body, left=2)
            return
        grid = _grid(2, gap=3)
        grid.add_row(Text(self.label, style="bold"), self.body)
        yield grid


def wrapped(text: str, width: int) -> list[str]:
    """Break plain text into lines of at most *width* columns; its own breaks stay."""
    lines = Text(clean(text).rstrip("\n"), tab_size=4).wrap(
        _measure(), max(width, 8), overflow="fold"
    )
    return [line.plain for line in lines] or [""]


def header(session: Session, now: datetime) -> RenderableType:
    """Show what is asked, and how far the session is."""
    question, size, minutes = session.current.question, session.size, session.settings.minutes
    of = f"{session.place + 1} of {size}" if size else f"card {session.place + 1}"
    parts = [of + " again" if session.returned else of]
    if minutes is not None:
        left = minutes - (now - session.began).total_seconds() / 60
        parts.append(f"{max(0, round(left))} min left")
    elif session.answered:
        parts.append(f"{session.right} {'known' if session.mode.recall else 'right'}")
    left_part = Text(clean(f"{question.level} · {question.topic}"), style="dim")
    return Ends(left_part, Text(" · ".join(parts), style="dim"))


def question(session: Session) -> list[RenderableType]:
    """Show the wording of the question, with its code and the text that has gaps."""
    code = session.current.question.code
    gaps = getattr(session.quiz, "text", None) if session.expects == "gaps" else None
    return [
        markdown(session.ask),
        *([Indented(highlighted(code), left=2)] if code else []),
        *([markdown(gaps)] if gaps else []),
    ]


def offers(session: Session, chosen: Sequence[int]) -> RenderableType:
    """Show the options with those marked that were chosen; steps in the order given."""
    texts, many = session.offers, session.expects == "many"
    ordered = session.expects == "order" and len(chosen) == len(texts)
    grid = _grid(3)
    for n in chosen if ordered else range(len(texts)):
        mark = "› " if n in chosen and not (many or ordered) else "  "
        tick = ("[x] " if n in chosen else "[ ] ") if many else ""
        grid.add_row(Text(mark), Text(f"{n + 1}  {tick}"), _plain(texts[n]))
    return grid


def hint(session: Session) -> RenderableType:
    return Labelled("Hint", markdown(session.current.question.hint or ""))


def reveal(session: Session) -> list[RenderableType]:
    return [Rule(style="dim"), markdown(session.current.question.answer)]


def verdict(told: Verdict) -> list[RenderableType]:
    """Show what came of an answer, and why."""
    review, score = told.outcome.review, told.outcome.score or 0.0
    assert review is not None
    quiz = told.asked.question.quiz
    colour = "green" if score >= 1 else "yellow" if score else "red"
    shown: list[RenderableType] = []
    prints = quiz.expects == "lines" and score < 1
    if prints:
        line = "✗ Time ran out. It prints:" if told.late else "✗ It prints:"
    else:
        line = verdict_line(told)
    mark, _, rest = clean(line).partition(" ")
    said = Text.assemble((mark, colour), " ", (rest, "bold"))
    shown.append(Ends(said, Text(duration(review.elapsed_ms), style="dim")))
    if prints:
        shown.append(Indented(_plain(told.right[0].rstrip("\n")), left=2))
    shown.append(markdown(told.explanation))
    return [*shown, *(why(told, wrong.number) for wrong in told.chosen)]


def why(told: Verdict, number: int) -> RenderableType:
    """Show why an option, by its number, is right or wrong."""
    label = f"Why {number}" if number in told.right_numbers else f"Why not {number}"
    return Labelled(label, markdown(next(w.why for w in told.whys if w.number == number)))


def sources(told: Verdict) -> RenderableType:
    return _plain("\n".join(told.asked.question.sources))


def note(text: str) -> RenderableType:
    """Show a sentence of ours."""
    return Text(clean(text))


def summary(session: Session, told: Summary, now: datetime) -> list[RenderableType]:
    """Show how the session went, and what to see again."""
    known = "known" if session.mode.recall else "right"
    total = f"{session.mode.title}: {told.right} of {told.answered} {known}"
    if told.score is not None and round(told.score * told.answered, 6) != told.right:
        total += f", score {percent(told.score)}"
    if not told.answered:
        total = f"{session.mode.title}: nothing answered"
    beside = [*_gain(told, study_day(now)), *([duration(told.ms)] if told.answered else [])]
    again = (*told.missed, *told.skipped)
    shown: list[RenderableType] = [Ends(Text(total, style="bold"), Text(" · ".join(beside)))]
    if told.topics:
        shown.append(Topics(told.topics))
    if again:
        shown += [Text("To see again", style="bold"), SeeAgain(session, again)]
    if told.sure_and_wrong:
        shown.append(Text(f"Sure and wrong: {told.sure_and_wrong}"))
    if not told.finished:
        shown.append(Text("Everything is saved. Go on with: interview resume"))
    elif again:
        shown.append(Text(f"To read one again: interview show {clean(again[0].asked.key)}"))
    return shown


@dataclass(frozen=True, slots=True)
class Topics:
    """How each topic went; the bars are left out where the window is narrow."""

    topics: tuple[TopicScore, ...]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        grid = _grid(2 if options.max_width < NARROW else 3, gap=3, last="no-wrap")
        for topic in self.topics:
            full = round(9 * topic.right / topic.of)
            bar = Text.assemble(("█" * full), ("░" * (9 - full), "dim"))
            cells = (_plain(topic.topic), bar, Text(f"{topic.right} of {topic.of}"))
            grid.add_row(*(cells if len(grid.columns) == 3 else (cells[0], cells[2])))
        yield grid


@dataclass(frozen=True, slots=True)
class SeeAgain:
    """Which questions to see again, and what was said to each."""

    session: Session
    items: tuple[Again, ...]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if options.max_width < NARROW:
            for item in self.items:
                yield _plain(named(item.asked.key))
                yield Indented(_plain(said_short(self.session, item)), left=2)
            return
        grid = _grid(2, gap=3)
        for item in self.items:
            grid.add_row(_plain(named(item.asked.key)), _plain(said_short(self.session, item)))
        yield Indented(grid, left=2)


def _gain(told: Summary, today: date) -> list[str]:
    """Say how this compares with the last session like it, if that can be said."""
    if told.gain is None or told.last is None:
        return []
    when = ago(study_day(datetime.fromisoformat(told.last.at).astimezone()), today)
    if not told.gain:
        return [f"as many as {when}"]
    return [f"{abs(told.gain)} {'more' if told.gain > 0 else 'fewer'} than {when}"]


def _plain(text: str) -> Text:
    """Give text as it is written; what does not fit is wrapped, never cut."""
    return Text(clean(text).rstrip("\n"), overflow="fold", tab_size=4)


def _grid(columns: int, *, gap: int = 0, last: str = "") -> Table:
    """Make a table without lines, of which only the last column is broken to fit."""
    grid = Table.grid(padding=(0, gap, 0, 0), pad_edge=False)
    for place in range(columns):
        wraps = place == (0 if last else columns - 1)
        grid.add_column(no_wrap=not wraps, overflow="fold")
    return grid


@cache
def _measure() -> Console:
    return Console(width=80, color_system=None)


_PLAIN = ("code_block", "item.bullet", "item.number", "link", "link_url", "block_quote", "h7")
_BOLD = ("h1", "h2", "h3", "h4", "h5", "h6", "code", "table.header")
_THEME = Theme(
    {f"markdown.{name}": "none" for name in _PLAIN}
    | {f"markdown.{name}": "bold" for name in _BOLD}
    | {"markdown.hr": "dim", "markdown.table.border": "dim"}
)
