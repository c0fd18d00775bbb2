"""What the debrief of a mock interview looks like."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich.rule import Rule
from rich.text import Text

from interview_cli.core.safe_text import clean
from interview_cli.core.scoring.result import (
    CLOSE,
    CONTRADICTED,
    HIT,
    WORDS,
    PointResult,
    name_point,
    one_paragraph,
    quote_evidence,
)
from interview_cli.core.session.debrief import SCORE_CAVEAT, Debrief, DebriefItem
from interview_cli.core.session.summary import Summary
from interview_cli.terminal.case_talk import views as case_views
from interview_cli.terminal.code_review import views as review_views
from interview_cli.terminal.debrief import since, words
from interview_cli.terminal.rendering.blocks import highlight
from interview_cli.terminal.rendering.code_lines import Code
from interview_cli.terminal.rendering.layout import (
    BothEnds,
    Indented,
    View,
    columns,
    plain,
    with_label,
)
from interview_cli.terminal.rendering.views import code_of, picture_of, story_findings
from interview_cli.terminal.rendering.wording import resume_interview

if TYPE_CHECKING:
    from interview_cli.ai.judge import Judgement

#: How far two scores are apart before that is pointed out.
APART = 0.4

#: How the words of the answer that led to a state are marked, and the word for it.
STYLES = {HIT: "green", CLOSE: "yellow", CONTRADICTED: "red"}


def overall(debrief: Debrief, today: date) -> list[View]:
    """Return the score against the bar and against earlier ones, and each question's."""
    score = f"{words.total(debrief)}  {words.topics(debrief)}".rstrip()
    rows = [
        [
            plain(f"{one.number}"),
            plain(words.one_line(one.asked)),
            plain(words.describe_verdict(one)),
        ]
        for one in debrief.answers
    ]
    notes = [words.describe_partial(debrief), words.skipped(debrief), words.unrated(debrief)]
    return [
        Rule(style="dim"),
        BothEnds(plain(words.head(debrief), "bold"), plain(words.pass_mark(debrief), "dim")),
        BothEnds(plain(score, "bold"), plain(since.previous_score(debrief, today), "dim")),
        columns(rows, wraps=1),
        *map(plain, filter(None, notes)),
        plain("\n".join(since.describe_since(debrief, today))),
        *([plain(delivery)] if (delivery := words.describe_delivery(debrief)) else []),
        plain(f"{words.pace(debrief)}. {SCORE_CAVEAT}", "dim"),
    ]


def answer(item: DebriefItem, *, code: bool = True) -> list[View]:
    """Return what came of one answer, point by point, and what to say next time.

    *code* adds the code of the question, which is far above by now.
    """
    head = plain(f"{item.number}. {words.one_line(item.asked)}", "bold")
    return [
        BothEnds(head, plain(words.describe_score(item))),
        *([plain(changed, "dim")] if (changed := words.describe_changed(item)) else []),
        *(picture_of(item.asked.question) if code else []),
        *(code_of(item.asked.question, item.asked.spans) if code else []),
        *_review(item),
        *_words_or_code(item),
        *(story_findings(item.answer) if item.story else []),
        *points(item),
    ]


def _review(item: DebriefItem) -> list[View]:
    """Return the code of a review with what was found in it; nothing for another answer."""
    if item.assessment is None:
        return []
    return review_views.code(item.asked.question, item.assessment)


def _words_or_code(item: DebriefItem) -> list[View]:
    if not item.answer or item.case:  # what was said of a case stands at its stages
        return []
    if item.ran:  # lines of code stay lines
        quiz = item.asked.question.quiz
        language = "sql" if quiz and quiz.kind == "sql" else "python"
        code = Code(highlight(clean(item.answer), language))
        return [plain("You wrote", "bold"), Indented(code, 2)]
    return [with_label("You", highlight_answer(item))]


def points(item: DebriefItem) -> list[View]:
    """Return the key points with what came of each, then what would be better."""
    rows = [
        point_row(
            n,
            point,
            name_point(point),
            [quote_evidence(point), since.describe_before(item, point)],
        )
        for n, point in enumerate(item.scored.points, 1)
        if point.expected
    ]
    parts: list[View] = [columns(rows, gap=2)] if rows and not item.case else []
    parts += case_views.stages(item.case) if item.case else []
    if item.above:
        question = item.asked.question
        levels = [p.from_ for p in question.key_points if p.from_]
        level = levels[-1:] if item.expected else [question.level]
        who = "A mid-level candidate" if level == ["mid"] else "A senior"
        above = _with_code("\n".join(f"- {one_paragraph(point.says)}" for point in item.above))
        parts.append(with_label(f"{who} would add", above))
    if item.unrated:
        parts.append(plain(f"{words.compare(item)}; r if {words.was_right(item)}."))
    if gap := words.describe_gap(item):
        parts.append(_with_code(gap))
    if item.delivery:
        remarks = "\n".join(map(words.describe_remark, item.delivery))
        parts.append(with_label("Delivery", plain(remarks)))
    return parts


def point_row(n: int, point: PointResult, says: str, below: Iterable[str]) -> Sequence[View]:
    """Return a key point's number, what came of it, and what it says with *below* under it."""
    return plain(f"{n}"), _state(point), _with_lines_below(says, below)


def _state(point: PointResult) -> Text:
    return Text(WORDS[point.state], style=STYLES.get(point.state, ""))


def _with_code(text: str) -> Text:
    """Return *text* with what stands in back-ticks set off, as everywhere."""
    body = plain(text)
    body.highlight_regex(r"`[^`\n]+`", "bold")
    return body


def _with_lines_below(text: str, below: Iterable[str]) -> Text:
    body = _with_code(text)
    for line in filter(None, below):
        body.append("\n").append_text(plain(line, "dim"))
    return body


def opinion(item: DebriefItem, opinion: Judgement) -> list[View]:
    """Return a model's opinion beside what was counted offline."""
    ours = item.scored
    again = " · asked before" if opinion.cached else ""
    who = f"{opinion.model} at {opinion.host}"
    offline = words.describe_result(ours.passed, ours.score)
    theirs = words.describe_result(opinion.passed, opinion.score)
    head = f"Offline: {offline} · {who}: {theirs}{again}"
    rows = []
    for n, (mine, other) in enumerate(zip(ours.points, opinion.points, strict=True)):
        unseen = n in opinion.unverified
        why = "its quote isn't in your answer" if unseen else quote_evidence(other)
        below = [why] if unseen or mine.state != other.state else []
        if mine.expected:
            state = plain("?") if unseen else _state(other)
            rows.append((_state(mine), state, _with_lines_below(name_point(mine), below)))
    parts: list[View] = [plain(head, "bold"), columns(rows, gap=2)]
    if abs(ours.score - opinion.score) > APART:
        parts.append(plain(f"They differ by more than {APART}: decide yourself."))
    if opinion.comment:
        parts.append(with_label(f"{opinion.model} says", plain(opinion.comment)))
    if opinion.cut:
        parts.append(plain("Only the first 4000 characters were read.", "dim"))
    return parts


def ticks(texts: Sequence[str], chosen: Sequence[int]) -> View:
    """Return the key points, those said aloud with a plus."""
    return plain("\n".join(f"{'+' if n in chosen else '-'} {t}" for n, t in enumerate(texts)))


def skipped(debrief: Debrief) -> list[View]:
    """Return how many questions were skipped, and which."""
    names = [(plain("-"), _with_code(name)) for name in words.list_skipped(debrief)]
    return [plain(words.skipped(debrief)), columns(names, gap=1)]


def ending(summary: Summary) -> list[View]:
    """Return the last lines of a mock interview; if it was left early, how far it came."""
    if not summary.finished:
        resume = resume_interview(summary)
        lines = [words.describe_progress(summary), *filter(None, [resume])]
    elif summary.missed:
        keys = [one.asked.key for one in summary.missed if "/" not in one.asked.key]
        soon = " What you didn't pass comes back soon: interview due"
        lines = [f"Saved.{soon if words.comes_back(summary) else ''}"]
        lines += [f"To read one again: interview show {key}" for key in keys[:1]]
        lines.append(words.REOPEN)
    else:
        lines = ["Saved.", words.REOPEN]
    return [plain(line) for line in lines]


def highlight_answer(item: DebriefItem) -> Text:
    text = plain(item.answer)
    for start, end, state in words.find_marks(item, text.plain):
        text.stylize(f"underline {STYLES[state]}", start, end)
    return text
