"""What a session looks like: values to Rich renderables, and the page they are printed on.

Everything printed stays in the scrollback. Whatever comes from a pack goes through
``safe.clean`` and is plain text or Markdown, never Rich's own markup.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.rule import Rule
from rich.table import Table
from rich.text import Text
from rich.theme import Theme

from interview_cli.core.questions.question import Question
from interview_cli.core.session import Session, Span
from interview_cli.core.study_days import study_day
from interview_cli.core.verdict import Verdict
from interview_cli.terminal.blocks import highlighted, markdown, spanned
from interview_cli.terminal.layout import Indented
from interview_cli.terminal.safe import clean
from interview_cli.terminal.wording import due_words, duration, listed, next_time, verdict_line

View = RenderableType

#: Columns left free at each side.
MARGIN = 1

#: Lines are no longer than this, however wide the window is: longer ones are hard to read.
WIDEST = 100

#: Below this many columns, what would stand side by side stands one below the other.
NARROW = 58


class Page:
    """Where views are printed: standard output, in the terminal's own colours."""

    def __init__(self) -> None:
        self._console = Console(
            color_system=None if os.environ.get("NO_COLOR") else "auto",
            theme=_THEME,
            markup=False,
            emoji=False,
            highlight=False,
        )

    def show(self, *views: View) -> None:
        """Print each of *views* with an empty line after it."""
        for view in views:
            self._console.print(
                Indented(view, MARGIN, MARGIN), width=min(self._console.width, WIDEST)
            )
            self._console.print()

    def space(self) -> None:
        """Print an empty line."""
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
            yield from (text for text in (self.left, self.right) if text)


@dataclass(frozen=True, slots=True)
class Fitting:
    """One view for windows with room enough, another for narrow ones."""

    wide: View
    narrow: View

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield self.narrow if options.max_width < NARROW else self.wide


def plain(text: str, style: str = "") -> Text:
    """Give text as it is written; what does not fit is wrapped, never cut."""
    return Text(clean(text).rstrip("\n"), style=style, overflow="fold", tab_size=4)


def columns(cells: Iterable[Sequence[View]], *, gap: int = 3, wraps: int = -1) -> View:
    """Set rows of cells below each other; only the column *wraps* is broken to fit."""
    table = Table.grid(padding=(0, gap, 0, 0), pad_edge=False)
    for place, row in enumerate(rows := list(cells)):
        if not place:
            for column in range(len(row)):
                table.add_column(no_wrap=column != wraps % len(row), overflow="fold")
        table.add_row(*rows[place])
    return table


def labelled(label: str, body: View) -> View:
    """Give something with a label to its left; above it where the window is narrow."""
    head = plain(label, "bold")
    return Fitting(columns([(head, body)]), Group(head, Indented(body, 2)))


def wrapped(text: str, width: int) -> list[str]:
    """Break plain text into lines of at most *width* columns; its own breaks stay."""
    lines = plain(text).wrap(_measure(), max(width, 8))
    return [line.plain for line in lines] or [""]


def header(session: Session, now: datetime) -> View:
    """Show what is asked, and how far the session is."""
    question, size, minutes = session.current.question, session.size, session.settings.minutes
    name = "question" if session.mode.explains else "card"
    place = f"{session.number} of {size}" if size else f"{name} {session.number}"
    if session.current.follows:
        place += ", follow-up"
    parts = [place + " again" if session.returned else place]
    if minutes is not None:
        left = minutes - (now - session.began).total_seconds() / 60
        parts.append(f"{max(0, round(left))} min left")
    elif session.answered:
        parts.append(f"{session.right} {'known' if session.mode.recall else 'right'}")
    changed = " · changed since you learned it" if session.current.changed else ""
    due = due_words(session, study_day(now))
    due = f" · {due}" if due and not session.returned else ""
    what = plain(f"{question.level} · {question.topic}{due}{changed}", "dim")
    return Ends(what, plain(" · ".join(parts), "dim"))


def question(session: Session) -> list[View]:
    """Show the wording of the question, with its code and the text that has gaps."""
    gaps = getattr(session.quiz, "text", None) if session.expects == "gaps" else None
    return [
        markdown(session.ask),
        *code_of(session.current.question, session.current.spans),
        *([markdown(gaps)] if gaps else []),
    ]


def offers(session: Session, chosen: Sequence[int]) -> View:
    """Show the options with those marked that were chosen; steps in the order given."""
    texts, many = session.offers, session.expects == "many"
    ordered = session.expects == "order" and len(chosen) == len(texts)

    def row(n: int) -> tuple[View, View, View]:
        mark = "› " if n in chosen and session.expects == "one" else "  "
        tick = ("[x] " if n in chosen else "[ ] ") if many else ""
        return Text(mark), Text(f"{n + 1}  {tick}"), plain(texts[n])

    return columns(map(row, chosen if ordered else range(len(texts))), gap=0)


def hint(session: Session) -> View:
    return labelled("Hint", markdown(session.current.question.hint or ""))


def reveal(session: Session) -> list[View]:
    return [Rule(style="dim"), markdown(session.current.question.answer)]


def verdict(told: Verdict, days: int) -> list[View]:
    """Show what came of an answer, and why; in how many *days* it is asked again."""
    review, score = told.outcome.review, told.outcome.score or 0.0
    assert review is not None
    printed = told.asked.question.quiz.expects == "lines" and score < 1
    if printed:
        line = "✗ Time ran out. It prints:" if told.late else "✗ It prints:"
    else:
        line = verdict_line(told)
    mark, _, rest = clean(line).partition(" ")
    colour = "green" if score >= 1 else "yellow" if score else "red"
    said = Text.assemble((mark, colour), " ", (rest, "bold"))
    return [
        Ends(said, plain(f"{duration(review.elapsed_ms)} · again {next_time(days)}", "dim")),
        *([Indented(plain(told.right[0]), 2)] if printed else []),
        *(why(told, right.number) for right in told.reasons),
        *([] if told.reasons else [markdown(told.explanation)]),
        *(why(told, wrong.number) for wrong in told.chosen),
    ]


def why(told: Verdict, number: int) -> View:
    """Show why an option, by its number, is right or wrong."""
    label = f"Why {number}" if number in told.right_numbers else f"Why not {number}"
    return labelled(label, markdown(next(w.why for w in told.whys if w.number == number)))


def sources(told: Verdict) -> View:
    return plain("\n".join(told.asked.question.sources))


def show_question(
    key: str, question: Question, notes: Sequence[dict[str, Any]], where: str
) -> None:
    """Print one question to be read from beginning to end."""
    shown: list[View] = [
        Ends(plain(key, "bold"), plain(f"{question.level} · {question.topic}", "dim")),
        markdown(question.ask),
        *code_of(question),
        *_quiz(question),
        Rule(style="dim"),
        markdown(question.answer),
    ]
    if question.key_points:
        says = (f"- {point.says}" for point in question.key_points)
        shown.append(labelled("A good answer says", plain("\n".join(says))))
    for follow in question.follow_ups:
        body = Group(markdown(follow.ask), Text(), markdown(follow.answer))
        shown.append(labelled("Asked next", body))
    if question.sources:
        shown.append(labelled("Sources", plain("\n".join(question.sources))))
    if question.checked:
        versions = ", ".join(f"{name} {v}" for name, v in question.checked.with_.items())
        held = f"{question.checked.date}{f' with {versions}' * bool(versions)}"
        shown.append(labelled("Checked", plain(held)))
    for note in notes:
        word = "Flagged" if note["type"] == "flagged" else "Your note"
        shown.append(labelled(f"{word}, {note['at'][:10]}", plain(note["text"])))
    page = Page()
    page.space()
    page.show(*shown, plain(where, "dim"))


def _quiz(question: Question) -> Iterable[View]:
    quiz = question.quiz
    if quiz is None:
        return
    if quiz.stem:
        yield labelled("In a quiz", markdown(quiz.stem))
    if not quiz.offers:
        yield labelled("Accepted", plain(listed(quiz.right, "or")))
        return
    marks = [text in quiz.right and quiz.expects != "order" for text in quiz.offers]
    yield columns(
        [
            (Text("✓" if right else "-"), Group(plain(text), *_why(quiz.whys.get(text))))
            for text, right in zip(quiz.offers, marks, strict=True)
        ],
        gap=1,
    )


def _why(why: str | None) -> list[View]:
    return [Indented(markdown(why), 2)] if why else []


def code_of(question: Question, spans: Sequence[Span] = ()) -> list[View]:
    """Show the code of a question, if it has any."""
    if not question.code:
        return []
    # A pack's code is safe as it is: what is not was refused when it was read.
    return [Indented(spanned(question.code, spans) if spans else highlighted(question.code), 2)]


@cache
def _measure() -> Console:
    return Console(width=80, color_system=None)


_PLAIN = ("block_quote", "code_block", "item.bullet", "item.number", "link", "link_url")
_BOLD = ("code", "h1", "h2", "h3", "h4", "h5", "h6", "table.header")
_THEME = Theme(
    {f"markdown.{name}": "none" for name in _PLAIN}
    | {f"markdown.{name}": "bold" for name in _BOLD}
    | {"markdown.hr": "dim", "markdown.table.border": "dim"}
)
