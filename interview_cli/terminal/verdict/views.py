"""What a verdict and the end of a session look like at a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rich.console import Group
from rich.text import Text

from interview_cli.core.design_case.case_words import WALK_THROUGH
from interview_cli.core.questions.question import Question
from interview_cli.core.safe_text import clean
from interview_cli.core.session.state import Session
from interview_cli.core.session.summary import NextStep, Summary, TopicScore, ToRepeat
from interview_cli.core.session.verdict import Row, Verdict
from interview_cli.core.study_days import study_day
from interview_cli.terminal.case_talk import views as case_views
from interview_cli.terminal.code_review import views as review_views
from interview_cli.terminal.rendering import layout, wording
from interview_cli.terminal.rendering.blocks import markdown, with_code
from interview_cli.terminal.rendering.layout import View, columns, plain, with_heading, with_label
from interview_cli.terminal.rendering.views import (
    model_answer,
    notes,
    offer,
    story_findings,
    story_standards,
)
from interview_cli.terminal.verdict import words as verdict_words

#: The marks of the list, with their colours.
_MARKS = {
    "right": ("✓", "green"),
    "nearly": ("≈", "yellow"),
    "wrong": ("✗", "red"),
    "missed": ("✓", "green"),
    "": (" ", ""),
}


def verdict(result: Verdict, again: str = "") -> list[View]:
    """Return the list that an answer was given to, marked, what came of it, and why.

    *again* says when it is asked again.
    """
    review, score = result.outcome.review, result.score
    assert review is not None
    if result.task.self_graded:
        head = plain(verdict_words.describe_own_grade(result.outcome), "bold")
        took = plain(" · ".join(filter(None, (wording.duration(review.elapsed_ms), again))), "dim")
        findings = story_findings("\n".join(result.answer or ()))
        standards = story_standards(result.asked.question)
        return [layout.BothEnds(head, took), *findings, *standards, *notes(result.notes)]
    line, printed = wording.verdict_line(result), result.task.expects == "lines" and score < 1
    if printed:
        line = "✗ Time ran out. It prints" if result.late else "✗ It prints"
        printed = bool(result.task.right[0].strip())
        line += ":" if printed else " nothing."
    mark, _, rest = clean(line).partition(" ")
    colour = "green" if score >= 1 else "yellow" if score else "red"
    head = Text.assemble((mark, colour), " ", (rest, "bold"))
    beside = " · ".join(filter(None, (wording.duration(review.elapsed_ms), again)))
    parts: list[View] = [layout.BothEnds(head, plain(beside, "dim"))]
    told = result.task.gaps == 1 or (
        result.task.gaps and score >= 1
    )  # by the line, or by what is above
    if found := result.assessment:
        parts += review_views.code(result.asked.question, found)
    if result.case:
        parts += case_views.stages(result.case)
    if result.rows and not told:
        chosen = result.task.expects in ("one", "many", "picks")
        parts.insert(0 if chosen else 1, marked(result))
    return [
        *parts,
        *([layout.Indented(plain(result.task.right[0]), 2)] if printed else []),
        *map(markdown, result.remarks),
        *(why(result, right.number) for right in result.reasons),
        *([] if result.reasons else [_explanation(result)]),
        *(why(result, wrong.number) for wrong in result.chosen),
        *notes(result.notes),
    ]


def _explanation(result: Verdict) -> View:
    """Return what the verdict explains; of a case that's one way through all of it."""
    body = markdown(result.task.model_answer)
    return with_heading(WALK_THROUGH, body) if result.case else body


def marked(result: Verdict) -> View:
    """Return the options, the steps in their right order, the pairs or gaps, with their marks."""
    expects = result.task.expects
    rows = columns((_row(result, row) for row in result.rows), gap=0)
    if expects == "order" and result.score < 1:
        return Group(plain("The right order", "bold"), rows)
    return rows


def _row(result: Verdict, row: Row) -> Sequence[View]:
    sign, colour = _MARKS[row.mark]
    mark = Text.assemble((sign, colour), " ")
    expects = result.task.expects
    if expects == "gaps":
        body = plain(row.text if row.text.strip() else "nothing")
        if row.mark != "right":
            body = Text.assemble(body, ("   it's ", "dim"), (clean(row.right), "bold"))
            body.overflow = "fold"
        return mark, Text(f"Gap {row.number}   "), body
    if expects == "pairs":
        body = offer(result.task, result.task.left_sides[row.number - 1])
        body.append(" → ", "dim")
        body.append_text(offer(result.task, row.text) if row.text else Text("nothing"))
        if row.mark != "right":
            body.append("   it's ", "dim").append_text(offer(result.task, row.right))
        return mark, Text(f"{wording.letter(row.number)}  "), body
    body = offer(result.task, row.text)
    if expects == "order" and row.mark == "wrong":
        body.append(f"  ({verdict_words.put_at(row)})", "dim")
    if expects in ("many", "picks") and row.mark == "missed":
        body.append("  (missed)", "dim")
    box = ""
    if expects in ("many", "picks"):
        tick = "x" if expects == "many" else str(row.place)
        box = f"[{tick if row.place else ' '}] "
    number = f"{row.number:{len(str(len(result.rows)))}}"
    return mark, Text(f"{number}  {box}"), body


def why(result: Verdict, number: int) -> View:
    label = verdict_words.why_label(result, number)
    return with_label(label, markdown(next(w.why for w in result.whys if w.number == number)))


def sources(question: Question) -> View:
    """Return where to read on, a line for each; names of several lines have a dash before them."""
    if len(question.sources) > 1 and any(" " in source for source in question.sources):
        return columns([(Text("-"), plain(source)) for source in question.sources], gap=1)
    return plain("\n".join(question.sources))


def whole_answer(question: Question) -> list[View]:
    """Return the model answer, what a good answer says, and what is asked next."""
    return [*model_answer(question), *key_points(question), *follow_ups(question)]


def key_points(question: Question) -> list[View]:
    if not question.key_points:
        return []
    lines = map(verdict_words.point_line, question.key_points)
    rows = [(Text("-"), plain(line.removeprefix("- "))) for line in lines]
    return [with_label("A good answer says", columns(rows, gap=1))]


def follow_ups(question: Question) -> list[View]:
    return [
        with_label("Asked next", Group(markdown(follow.ask), Text(), markdown(follow.answer)))
        for follow in question.follow_ups
    ]


#: How long the bars are, in columns.
BAR = 9


def summary(session: Session, result: Summary, step: NextStep, now: datetime) -> list[View]:
    return [*totals(session, result, now), *next_step(result, step, now)]


def totals(session: Session, result: Summary, now: datetime) -> list[View]:
    """Return how many were right, by topic too, and what there is to see again."""
    again = (*result.missed, *result.skipped)
    duration = wording.duration(result.ms) if result.answered else ""
    beside = " · ".join(filter(None, (wording.gain_line(result, study_day(now)), duration)))
    sure = f"Sure and wrong: {result.sure_and_wrong}" if result.sure_and_wrong else ""
    return [
        layout.BothEnds(plain(_total(session, result), "bold"), plain(beside, "dim")),
        *([_topics(result.topics)] if result.topics else []),
        *([_to_repeat(again, now)] if again else []),
        *([plain(sure)] if sure else []),
    ]


def next_step(result: Summary, step: NextStep, now: datetime) -> list[View]:
    """Return the next sensible step; nothing where there is none."""
    text = verdict_words.next_step(result, step, study_day(now))
    return [plain(text)] if text else []


def _total(session: Session, result: Summary) -> str:
    if not result.answered:
        return f"{session.title}: nothing answered"
    right = wording.right_word(session.mode)
    total = f"{session.title}: {result.right} of {result.answered} {right}"
    partly = result.score is not None and abs(result.score * result.answered - result.right) > 1e-6
    return f"{total}, score {wording.percent(result.score or 0.0)}" if partly else total


def _topics(topics: Sequence[TopicScore]) -> View:
    rows = []
    for name, right, of in topics:
        bar = wording.draw_bar(right / of, BAR)
        rows.append((plain(name), plain(bar), plain(f"{right} of {of}")))
    narrow = [(name, score) for name, _, score in rows]
    return layout.ByWidth(columns(rows, wraps=0), columns(narrow, wraps=0))


def _to_repeat(items: Sequence[ToRepeat], now: datetime) -> View:
    """Return the questions to see again: what was said, what is right, and when they're back."""
    parts: list[View] = [plain("To see again", "bold")]
    for item in items:
        name = plain(f"  {wording.question_id(item.asked.key)}")
        back = plain(verdict_words.comes_back(item, study_day(now)), "dim")
        said, right = verdict_words.describe_answer(item), verdict_words.describe_right(item)
        quiz = item.asked.question.quiz
        show = with_code if quiz and quiz.markdown else plain
        lines = [show(text) for text in (said, right) if text]
        parts += [layout.BothEnds(name, back), *(layout.Indented(line, 4) for line in lines)]
    return Group(*parts)
