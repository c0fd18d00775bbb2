"""What the debrief of a mock interview looks like."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich.console import Group
from rich.rule import Rule
from rich.text import Text

from interview_cli.core.scoring.result import CLOSE, CONTRADICTED, HIT, PointResult
from interview_cli.core.session.debrief import SCORE_CAVEAT, Debrief, DebriefItem
from interview_cli.core.session.summary import Summary
from interview_cli.terminal.debrief import words
from interview_cli.terminal.rendering.blocks import markdown
from interview_cli.terminal.rendering.layout import BothEnds, View, columns, plain, with_label
from interview_cli.terminal.rendering.views import code_of
from interview_cli.terminal.rendering.wording import percent

if TYPE_CHECKING:
    from interview_cli.ai.judge import Judgement

#: How far two scores are apart before that is pointed out.
APART = 0.4

#: How the words of the answer that led to a state are marked, besides by its sign.
STYLES = {HIT: "green", CLOSE: "yellow", CONTRADICTED: "red"}


def overall(debrief: Debrief, today: date) -> list[View]:
    """Return the score against the bar and against earlier ones, and each question's."""
    right = words.previous_score(debrief, today)
    line = f"{words.total(debrief)}  {words.topics(debrief)}".rstrip()
    rows = [
        (
            plain(f"{answer.number}"),
            plain(words.one_line(answer.asked)),
            plain(words.describe_score(answer)),
        )
        for answer in debrief.answers
    ]
    return [
        Rule(style="dim"),
        BothEnds(plain(words.head(debrief), "bold"), plain(words.pass_mark(debrief), "dim")),
        BothEnds(plain(line, "bold"), plain(right, "dim")),
        columns(rows, wraps=1),
        *([plain("\n".join(skipped))] if (skipped := _skipped(debrief)) else []),
        *([plain(f"{unrated}.")] if (unrated := words.unrated(debrief)) else []),
        plain(f"{words.pace(debrief)}. {SCORE_CAVEAT}", "dim"),
    ]


def answer(item: DebriefItem, *, code: bool = True) -> list[View]:
    """Return what came of one answer, point by point, and what to say next time.

    *code* adds the code of the question, which is far above by now.
    """
    head = plain(f"{item.number}. {words.one_line(item.asked)}", "bold")
    question = item.asked.question
    shown: list[View] = [BothEnds(head, plain(words.describe_score(item)))]
    shown += code_of(question, item.asked.spans) if code else []
    if item.answer:
        shown.append(with_label("You", highlight_answer(item)))
    shown += points(item)
    return shown


def points(item: DebriefItem) -> list[View]:
    """Return the key points with their signs, then what would be better."""
    rows = [
        (
            plain(f"{n}"),
            Text(words.SIGNS[point.state], style=STYLES.get(point.state, "")),
            plain(point.says),
            plain(words.quote_evidence(point), "dim"),
        )
        for n, point in enumerate(item.scored.points, 1)
        if point.expected
    ]
    shown: list[View] = [_stacked(rows)] if rows else []
    if item.above:
        names = {"mid": "somebody mid-level", "senior": "a senior"}
        level = item.asked.question.level if not item.expected else _above(item)
        shown.append(
            with_label(f"What {names.get(level, 'a senior')} would add", _list(item.above))
        )
    if item.unrated:
        shown.append(plain("Compare it with the model answer; r if you were right."))
    if item.gap:
        shown.append(plain(f"Say next time: {item.gap}."))
    return shown


def opinion(item: DebriefItem, opinion: Judgement) -> list[View]:
    """Return a model's opinion beside what was counted offline."""
    ours, theirs = item.scored, opinion
    again = " · asked before" if opinion.cached else ""
    who = f"{opinion.model} at {opinion.host}"
    head = f"Offline {percent(ours.score)} · {who}: {percent(theirs.score)}{again}"
    rows = []
    for n, (mine, other) in enumerate(zip(ours.points, theirs.points, strict=True)):
        if not mine.expected:
            continue
        unseen = n in opinion.unverified
        sign = "?" if unseen else words.SIGNS[other.state]
        why = "its quote is not in your answer" if unseen else words.quote_evidence(other)
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
        shown.append(with_label(f"{opinion.model} says", plain(opinion.comment)))
    if opinion.cut:
        shown.append(plain("Only the first 4000 characters were read.", "dim"))
    return shown


def model(item: DebriefItem) -> View:
    return with_label("Model answer", markdown(item.asked.question.answer))


def ticks(texts: Sequence[str], chosen: Sequence[int]) -> View:
    """Return the key points, those said aloud with a plus."""
    return plain("\n".join(f"{'+' if n in chosen else '-'} {t}" for n, t in enumerate(texts)))


def ending(summary: Summary) -> list[View]:
    """Return the last lines of a mock interview; if it was left early, how far it came."""
    if not summary.finished:
        go_on = "Everything is saved. Go on with: interview resume"
        return [plain(words.describe_progress(summary)), plain(go_on)]
    again = [again.asked.key for again in summary.missed if "/" not in again.asked.key]
    line = "Saved. What was missed comes back soon: interview due" if summary.missed else "Saved."
    return [
        plain(line),
        *([plain(f"To read one again: interview show {again[0]}")] if again else []),
    ]


def highlight_answer(item: DebriefItem) -> Text:
    """Return the learner's words, those that counted marked."""
    text = plain(item.answer)
    for start, end, state in words.find_marks(item, text.plain):
        text.stylize(f"underline {STYLES[state]}", start, end)
    return text


def _above(item: DebriefItem) -> str:
    levels = [p.from_ for p in item.asked.question.key_points if p.from_]
    return levels[-1] if levels else "senior"


def _list(points: Iterable[PointResult]) -> View:
    return plain("\n".join(f"- {point.says}" for point in points))


def _stacked(rows: Iterable[tuple[Text, Text, Text, Text]]) -> View:
    """Return each point on a line, with its evidence below it."""
    lines = []
    for number, sign, says, because in rows:
        body = Group(says, because) if because.plain else says
        lines.append((number, sign, body))
    return columns(lines, gap=2)


def _skipped(debrief: Debrief) -> list[str]:
    head, *titles = words.skipped(debrief) or [""]
    return [head, *(f"- {title}" for title in titles)] if head else []
