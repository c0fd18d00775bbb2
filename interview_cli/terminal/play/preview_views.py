"""What the preview of a question looks like at a terminal."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Group
from rich.rule import Rule
from rich.text import Text

from interview_cli.core.modes import FLASHCARDS, MOCK
from interview_cli.core.questions.question import Checked, Question
from interview_cli.core.sentences import listed
from interview_cli.core.session.debrief import DebriefItem
from interview_cli.core.session.state import Session
from interview_cli.core.session.verdict import verdict
from interview_cli.terminal.debrief import views as debrief_views
from interview_cli.terminal.debrief import words
from interview_cli.terminal.play.preview import (
    TITLES,
    Previewed,
    how_answered,
    looked_for,
    only_answer,
    sentence,
    wordings,
)
from interview_cli.terminal.rendering import views
from interview_cli.terminal.rendering.blocks import markdown
from interview_cli.terminal.rendering.page import (
    WIDEST,
    Ends,
    Indented,
    Page,
    View,
    columns,
    labelled,
    plain,
)
from interview_cli.terminal.rendering.views import code_of, offers
from interview_cli.terminal.rendering.views import question as shown
from interview_cli.terminal.rendering.wording import beside, block, prose

#: The columns beside a key point: the page's margins, its number and its sign.
_BESIDE = 10
_NARROWEST = 20


def show_question(previewed: Previewed, ways: list[Session]) -> None:
    """Print the question in every way, as a terminal shows it."""
    question, page = previewed.question, Page()
    draft = " · a draft: it is never asked" if question.draft else ""
    page.space()
    page.show(
        plain(previewed.key, "bold"), plain(f"{question.level} · {question.topic}{draft}", "dim")
    )
    for session in ways:
        page.show(plain(f"── {TITLES[session.mode]}", "bold dim"), *_way_views(session))
    page.show(plain(previewed.where, "dim"))


def _way_views(session: Session) -> list[View]:
    question, views = session.current.question, shown(session)
    if session.task.offers:
        views.append(offers(session, ()))
    if session.mode is FLASHCARDS:
        if question.hint:
            views.append(labelled("Hint", markdown(question.hint)))
        views.append(labelled("Behind it", markdown(question.answer)))
    elif session.mode is MOCK:
        views.append(plain("\n".join(looked_for(question)), "dim"))
    else:
        views.append(plain(how_answered(session), "dim"))
    return views


def show_verdict(session: Session) -> None:
    """Print what came of the answer, as a terminal shows it."""
    page = Page()
    page.space()
    page.show(plain(f"── {TITLES[session.mode]}", "bold dim"))
    if session.mode is MOCK:
        one = only_answer(session)
        page.show(
            plain(sentence(words.of_points(one)), "bold"),
            labelled("You", debrief_views.highlighted(one)),
            *_points(one),
        )
        return
    page.show(*views.verdict(verdict(session, session.outcomes[-1]), 1))


def _points(one: DebriefItem) -> list[View]:
    """Show the key points with what they were seen by, or would have been found by."""
    width = min(shutil.get_terminal_size().columns, WIDEST) - _BESIDE
    rows: list[tuple[View, ...]] = []
    for n, point in enumerate(one.scored.points, 1):
        more = "" if point.expected else " (more than expected here)"
        below = [words.because(point), wordings(one, n - 1, max(width, _NARROWEST))]
        sign = plain(words.SIGNS[point.state], debrief_views.STYLES.get(point.state, ""))
        body = plain(f"{point.says}{more}")
        for text in filter(None, below):
            body.append("\n").append_text(plain(text, "dim"))
        rows.append((plain(f"{n}"), sign, body))
    shown: list[View] = [columns(rows, gap=2)] if rows else []
    if one.unrated:
        shown.append(plain("Compare it with the model answer."))
    if one.gap:
        shown.append(plain(f"Say next time: {one.gap}."))
    return shown


def plain_text(key: str, question: Question, notes: Sequence[dict[str, Any]], where: str) -> str:
    """Return *question*, its answer, its key points and the learner's *notes*."""
    lines = [f"{key}. {question.level.capitalize()}, {question.topic}.", "", prose(question.ask)]
    if question.code:
        lines.append(block(question.code))
    if quiz := question.quiz:
        if quiz.stem:
            lines += ["", "In a quiz:", prose(quiz.stem)]
        for text in quiz.offers:
            mark = " (right)" if text in quiz.right and quiz.expects != "order" else ""
            lines.append(f"- {prose(text) if quiz.markdown else beside(text)}{mark}")
            if text in quiz.whys:
                lines.append(f"  {prose(quiz.whys[text])}")
        if not quiz.offers:
            lines += ["", f"Accepted: {listed(quiz.right, 'or')}"]
    lines += ["", "Answer:", prose(question.answer)]
    if question.key_points:
        lines += ["", "A good answer says:", *(f"- {p.says}" for p in question.key_points)]
    for follow in question.follow_ups:
        lines += ["", f"Next: {prose(follow.ask)}", prose(follow.answer)]
    if question.sources:
        lines += ["", "Sources:", *question.sources]
    if question.checked:
        lines += ["", f"Checked on {_checked(question.checked)}."]
    for note in notes:
        lines.append(f"{_note_title(note)}: {note['text']}".rstrip(": "))
    return "\n".join([*lines, "", where])


def _checked(checked: Checked) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in checked.with_.items())
    return f"{checked.date} with {versions}" if versions else checked.date


def _note_title(note: dict[str, Any]) -> str:
    return f"{'Flagged' if note['type'] == 'flagged' else 'Your note'}, {note['at'][:10]}"


def show(key: str, question: Question, notes: Sequence[dict[str, Any]], where: str) -> None:
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
        shown.append(labelled("Checked", plain(_checked(question.checked))))
    for note in notes:
        shown.append(labelled(_note_title(note), plain(note["text"])))
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
