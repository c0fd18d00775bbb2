"""What the preview of a question looks like at a terminal."""

from __future__ import annotations

import shutil

from interview_cli.core.debrief import DebriefItem
from interview_cli.core.modes import FLASHCARDS, MOCK
from interview_cli.core.session import Session
from interview_cli.core.verdict import verdict
from interview_cli.terminal import debrief as debrief_views
from interview_cli.terminal import debrief_words as words
from interview_cli.terminal import views
from interview_cli.terminal.blocks import markdown
from interview_cli.terminal.page import WIDEST, Page, View, columns, labelled, plain
from interview_cli.terminal.previewing import (
    TITLES,
    Previewed,
    how_answered,
    looked_for,
    only_answer,
    sentence,
    wordings,
)
from interview_cli.terminal.views import offers
from interview_cli.terminal.views import question as shown

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
