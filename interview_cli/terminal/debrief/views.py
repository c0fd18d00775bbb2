"""What the debrief of a mock interview looks like."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich.console import Group
from rich.rule import Rule
from rich.text import Text

from interview_cli.core.scoring.result import CLOSE, CONTRADICTED, HIT, PointResult
from interview_cli.core.session.debrief import HONESTLY, Debrief, DebriefItem
from interview_cli.core.session.summary import Summary
from interview_cli.terminal.debrief import words
from interview_cli.terminal.rendering.blocks import markdown
from interview_cli.terminal.rendering.page import Ends, View, columns, labelled, plain
from interview_cli.terminal.rendering.views import code_of
from interview_cli.terminal.rendering.wording import percent

if TYPE_CHECKING:
    from interview_cli.ai.judge import Judgement

#: How far two scores are apart before that is pointed out.
APART = 0.4

#: How the words of the answer that led to a state are marked, besides by its sign.
STYLES = {HIT: "green", CLOSE: "yellow", CONTRADICTED: "red"}


def overall(told: Debrief, today: date) -> list[View]:
    """Show the score against the bar and against earlier ones, and each question's."""
    right = words.before(told, today)
    line = f"{words.total(told)}  {words.topics(told)}".rstrip()
    rows = [
        (plain(f"{one.number}"), plain(words.short(one.asked)), plain(words.of_points(one)))
        for one in told.answers
    ]
    return [
        Rule(style="dim"),
        Ends(plain(words.head(told), "bold"), plain(words.bar(told), "dim")),
        Ends(plain(line, "bold"), plain(right, "dim")),
        columns(rows, wraps=1),
        *([plain("\n".join(skipped))] if (skipped := _skipped(told)) else []),
        *([plain(f"{unrated}.")] if (unrated := words.unrated(told)) else []),
        plain(f"{words.pace(told)}. {HONESTLY}", "dim"),
    ]


def one(told: DebriefItem, *, code: bool = True) -> list[View]:
    """Show one question: what was said of it, point by point, and what to say next time.

    Its *code* is shown again, where the question stands far above.
    """
    head = plain(f"{told.number}. {words.short(told.asked)}", "bold")
    question = told.asked.question
    shown: list[View] = [Ends(head, plain(words.of_points(told)))]
    shown += code_of(question, told.asked.spans) if code else []
    if told.answer:
        shown.append(labelled("You", highlighted(told)))
    shown += points(told)
    return shown


def points(told: DebriefItem) -> list[View]:
    """Show the key points with their signs, and what is missing first."""
    rows = [
        (
            plain(f"{n}"),
            Text(words.SIGNS[point.state], style=STYLES.get(point.state, "")),
            plain(point.says),
            plain(words.because(point), "dim"),
        )
        for n, point in enumerate(told.scored.points, 1)
        if point.expected
    ]
    shown: list[View] = [_stacked(rows)] if rows else []
    if told.above:
        names = {"mid": "somebody mid-level", "senior": "a senior"}
        level = told.asked.question.level if not told.expected else _above(told)
        shown.append(labelled(f"What {names.get(level, 'a senior')} would add", _list(told.above)))
    if told.unrated:
        shown.append(plain("Compare it with the model answer; r if you were right."))
    if told.gap:
        shown.append(plain(f"Say next time: {told.gap}."))
    return shown


def beside(told: DebriefItem, opinion: Judgement) -> list[View]:
    """Show a model's opinion beside what was counted offline."""
    ours, theirs = told.scored, opinion
    again = " · asked before" if opinion.cached else ""
    who = f"{opinion.model} at {opinion.host}"
    head = f"Offline {percent(ours.score)} · {who}: {percent(theirs.score)}{again}"
    rows = []
    for n, (mine, other) in enumerate(zip(ours.points, theirs.points, strict=True)):
        if not mine.expected:
            continue
        unseen = n in opinion.unverified
        sign = "?" if unseen else words.SIGNS[other.state]
        why = "its quote is not in your answer" if unseen else words.because(other)
        differ = unseen or mine.state != other.state
        rows.append(
            (
                Text(words.SIGNS[mine.state], style=STYLES.get(mine.state, "")),
                Text(sign, style="" if unseen else STYLES.get(other.state, "")),
                Group(plain(mine.says), plain(why, "dim")) if why and differ else plain(mine.says),
            )
        )
    shown: list[View] = [plain(head, "bold"), columns(rows, gap=2)]
    if abs(ours.score - theirs.score) > APART:
        shown.append(plain(f"They differ by more than {APART}: decide yourself."))
    if opinion.comment:
        shown.append(labelled(f"{opinion.model} says", plain(opinion.comment)))
    if opinion.cut:
        shown.append(plain("Only the first 4000 characters were read.", "dim"))
    return shown


def model(told: DebriefItem) -> View:
    """Show the model answer."""
    return labelled("Model answer", markdown(told.asked.question.answer))


def ticks(texts: Sequence[str], chosen: Sequence[int]) -> View:
    """Show which key points were said aloud."""
    return plain("\n".join(f"{'+' if n in chosen else '-'} {t}" for n, t in enumerate(texts)))


def ended(told: Summary) -> list[View]:
    """Show the last lines of a mock interview; of one that was left early how far it came."""
    if not told.finished:
        go_on = "Everything is saved. Go on with: interview resume"
        return [plain(words.so_far(told)), plain(go_on)]
    again = [again.asked.key for again in told.missed if "/" not in again.asked.key]
    line = "Saved. What was missed comes back soon: interview due" if told.missed else "Saved."
    return [
        plain(line),
        *([plain(f"To read one again: interview show {again[0]}")] if again else []),
    ]


def highlighted(told: DebriefItem) -> Text:
    """Show the learner's words, with those marked that counted."""
    text = plain(told.answer)
    for start, end, state in words.marks(told, text.plain):
        text.stylize(f"underline {STYLES[state]}", start, end)
    return text


def _above(told: DebriefItem) -> str:
    levels = [p.from_ for p in told.asked.question.key_points if p.from_]
    return levels[-1] if levels else "senior"


def _list(points: Iterable[PointResult]) -> View:
    return plain("\n".join(f"- {point.says}" for point in points))


def _stacked(rows: Iterable[tuple[Text, Text, Text, Text]]) -> View:
    """Set each point on a line, and what it was seen by below it."""
    lines = []
    for number, sign, says, because in rows:
        body = Group(says, because) if because.plain else says
        lines.append((number, sign, body))
    return columns(lines, gap=2)


def _skipped(told: Debrief) -> list[str]:
    head, *titles = words.skipped(told) or [""]
    return [head, *(f"- {title}" for title in titles)] if head else []
