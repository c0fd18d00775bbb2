"""A question as a learner sees it, in every way it can be asked, and what comes of an answer.

Each way is a session of one question that isn't saved, so what is shown is what those modes
show.
"""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from interview_cli.core.modes import FLASHCARDS, MOCK, QUIZ
from interview_cli.core.questions.question import Question
from interview_cli.core.scoring.explain import Synonyms, as_question
from interview_cli.core.scoring.result import CLOSE, MISSED
from interview_cli.core.session import engine
from interview_cli.core.session.debrief import DebriefItem, debrief
from interview_cli.core.session.engine import Answered
from interview_cli.core.session.state import Asked, Session, Settings
from interview_cli.core.session.verdict import verdict
from interview_cli.terminal.debrief import views as debrief_views
from interview_cli.terminal.debrief import words
from interview_cli.terminal.play.json_stage import question_fields
from interview_cli.terminal.play.prose_stage import question_lines, verdict_lines
from interview_cli.terminal.play.typed_moves import InvalidAnswer, TypedAnswer
from interview_cli.terminal.rendering import views
from interview_cli.terminal.rendering.blocks import markdown
from interview_cli.terminal.rendering.layout import WIDEST, Page, View, columns, plain, with_label
from interview_cli.terminal.rendering.wording import answer_hint, flatten

_LOOKS_FOR = "Looks for its own words, or: "
_LINES = 2
_PLAIN_WIDTH = 75

#: The columns beside a key point at a terminal: the page's margins, its number and its sign.
_BESIDE = 10
_NARROWEST = 20

TITLES = {QUIZ: "In a quiz", FLASHCARDS: "As a flashcard", MOCK: "In a mock interview"}


class QuestionPreview(NamedTuple):
    """A question with its name, ``pack:id``, and the place of its file."""

    key: str
    question: Question
    where: str
    synonyms: Synonyms = ()

    def ways(self, seed: int, at: datetime) -> list[Session]:
        """Return a session of each way to answer it: by its quiz, as a card, in own words."""
        asked = Asked(self.key, self.question, synonyms=self.synonyms)
        settings = Settings(seed=seed, coach=True)
        return [
            engine.start(mode, [asked], settings, at=at)[0].add_ids([""])
            for mode in TITLES
            if self.question.quiz or mode.answer_by != "quiz"
        ]

    def follow_up(self, id_: str) -> QuestionPreview | None:
        """Return the follow-up with this id; None where there is none."""
        found = next((f for f in self.question.follow_ups if f.id == id_), None)
        if found is None:
            return None
        return self._replace(key=f"{self.key}/{id_}", question=as_question(found, self.question))


def answer(session: Session, text: str, at: datetime) -> Session:
    """Return *session* with an answer, a line or lines; raises Misfit for what can't be one."""
    typed, lines = TypedAnswer(), text.splitlines() or [""]
    if session.task.expects == "lines":
        return _advance(session, Answered(at, text))
    if session.task.expects == "gaps" and len(lines) == 1 and "|" in text:
        lines = text.split("|")
    for line in lines:
        move = typed.take(line, session, at)
        if isinstance(move, Answered):
            return _advance(session, move)
        if move is not None:
            raise InvalidAnswer("This is a preview: commands such as :s do nothing here.")
    raise InvalidAnswer(f"Fill all {session.task.gaps} gaps, with | between them.")


def _advance(session: Session, move: Answered) -> Session:
    after, records = engine.advance(session, move)
    return after.add_ids("" for _ in records)


def answer_each(ways: list[Session], text: str, at: datetime) -> tuple[list[Session], str]:
    """Return each way that *text* answers, answered; and why it is no answer to the quiz.

    Numbers are meant for the quiz alone, where its texts are numbered.
    """
    answered: list[Session] = []
    misfit = ""
    numbers = bool(ways[0].task.offers) and not any(map(str.isalpha, text))
    for session in ways:
        if session.task.expects == "grade" or (numbers and session is not ways[0]):
            continue
        try:
            answered.append(answer(session, text, at))
        except InvalidAnswer as error:
            misfit = str(error)
    return answered, misfit


def only_answer(session: Session) -> DebriefItem:
    """Return what came of an answer in one's own words."""
    (one,) = debrief(session).answers
    return one


def describe_phrases(one: DebriefItem, place: int, width: int) -> str:
    """Return by which phrases the point at *place* would have been found, in at most two lines.

    Nothing of a point that was said or contradicted. *width* is that of a line.
    """
    points = one.asked.question.key_points
    if one.scored.points[place].state not in (CLOSE, MISSED) or len(points) <= place:
        return ""
    phrases = [" ".join(phrase.split()) for phrase in points[place].any]
    if not phrases:
        return "Looks for its own words only"
    for shown in range(len(phrases), 0, -1):
        rest = len(phrases) - shown
        said = f"{_LOOKS_FOR}{' · '.join(phrases[:shown])}{f' · and {rest} more' if rest else ''}"
        if len(textwrap.wrap(said, width)) <= _LINES:
            return said
    return textwrap.shorten(said, width * _LINES - width // 4, placeholder=" …")


# as plain lines


def question_text(previewed: QuestionPreview, ways: list[Session]) -> str:
    """Return the question in every way, as plain lines."""
    question = previewed.question
    draft = " A draft: it's never asked." if question.draft else ""
    said = [f"{previewed.key}. {question.level.capitalize()}, {question.topic}.{draft}"]
    for session in ways:
        said += ["", f"{TITLES[session.mode]}:", *_way_text(session)]
    return "\n".join([*said, "", previewed.where])


def _way_text(session: Session) -> Iterator[str]:
    question = session.current.question
    yield from question_lines(session)
    if session.mode.answer_by == "recall":
        if question.hint:
            yield f"Hint: {flatten(question.hint)}"
        yield f"Behind it: {flatten(question.answer)}"
    elif session.mode.answer_by == "explain":
        yield from list_key_points(question)
    else:
        yield how_to_answer(session)


def list_key_points(question: Question) -> Iterator[str]:
    if not question.key_points:
        yield "There are no key points: an answer is only compared with the model answer."
    for n, point in enumerate(question.key_points, 1):
        higher = f" (from {point.from_} up)" if point.from_ not in (None, question.level) else ""
        yield f"{n}. Looks for: {point.says}{higher}"
    for follow_up in question.follow_ups:
        yield f"Asked next: {flatten(follow_up.ask)}"


def how_to_answer(session: Session) -> str:
    return answer_hint(session).replace(", or :? for help", "").replace("..", ".")


def verdict_text(session: Session) -> str:
    """Return what came of the answer, as plain lines."""
    said = [f"{TITLES[session.mode]}:"]
    if session.mode.answer_by == "explain":
        one = only_answer(session)
        said.append(f"{capitalize(words.describe_score(one))}.")
        for n, point in enumerate(one.scored.points, 1):
            seen = f" ({words.quote_evidence(point)})" if point.words else ""
            more = "" if point.expected else " [more than expected here]"
            said.append(f"{n}. {words.WORDS[point.state]}: {point.says}{seen}{more}")
            if found := describe_phrases(one, n - 1, _PLAIN_WIDTH):
                said.append(f"   {found}")
        return "\n".join(said)
    return "\n".join([*said, *verdict_lines(verdict(session, session.outcomes[-1]))])


def capitalize(text: str) -> str:
    return text[:1].upper() + text[1:]


# at a terminal


def show_question(previewed: QuestionPreview, ways: list[Session]) -> None:
    """Print the question in every way, as a terminal shows it."""
    question, page = previewed.question, Page()
    draft = " · a draft: it's never asked" if question.draft else ""
    page.space()
    page.show(
        plain(previewed.key, "bold"), plain(f"{question.level} · {question.topic}{draft}", "dim")
    )
    for session in ways:
        page.show(plain(f"── {TITLES[session.mode]}", "bold dim"), *_way_views(session))
    page.show(plain(previewed.where, "dim"))


def _way_views(session: Session) -> list[View]:
    question, shown = session.current.question, views.question(session)
    if session.task.offers:
        shown.append(views.options(session, ()))
    if session.mode.answer_by == "recall":
        if question.hint:
            shown.append(with_label("Hint", markdown(question.hint)))
        shown.append(with_label("Behind it", markdown(question.answer)))
    elif session.mode.answer_by == "explain":
        shown.append(plain("\n".join(list_key_points(question)), "dim"))
    else:
        shown.append(plain(how_to_answer(session), "dim"))
    return shown


def show_verdict(session: Session) -> None:
    """Print what came of the answer, as a terminal shows it."""
    page = Page()
    page.space()
    page.show(plain(f"── {TITLES[session.mode]}", "bold dim"))
    if session.mode.answer_by == "explain":
        one = only_answer(session)
        page.show(
            plain(capitalize(words.describe_score(one)), "bold"),
            with_label("You", debrief_views.highlight_answer(one)),
            *_points(one),
        )
        return
    page.show(*views.verdict(verdict(session, session.outcomes[-1]), 1))


def _points(one: DebriefItem) -> list[View]:
    """Return the key points with their evidence, or the phrases that would have been found."""
    width = min(shutil.get_terminal_size().columns, WIDEST) - _BESIDE
    rows: list[tuple[View, ...]] = []
    for n, point in enumerate(one.scored.points, 1):
        more = "" if point.expected else " (more than expected here)"
        below = [words.quote_evidence(point), describe_phrases(one, n - 1, max(width, _NARROWEST))]
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


# for programs


def to_json(
    previewed: QuestionPreview, ways: list[Session], verdicts: list[Session] | None, misfit: str
) -> dict[str, Any]:
    """Return the question in every way, and what came of an answer if one was given."""
    fields: dict[str, Any] = {
        "question": previewed.key,
        "where": previewed.where,
        "draft": previewed.question.draft,
        "ways": [{"mode": way.mode.name} | question_fields(way) for way in ways],
    }
    if verdicts is not None:
        fields |= {"verdicts": [_verdict(way) for way in verdicts], "misfit": misfit or None}
    return fields


def _verdict(session: Session) -> dict[str, Any]:
    """Return what came of the answer as a value of JSON."""
    if session.mode.answer_by == "explain":
        one = only_answer(session)
        points = [p.record() | {"expected": p.expected} for p in one.scored.points]
        return {"mode": session.mode.name, "score": one.score, "points": points}
    outcome = session.outcomes[-1]
    what = verdict(session, outcome)
    return {
        "mode": session.mode.name,
        "score": outcome.score,
        "right": [*(what.right_numbers or what.task.right)],
        "explanation": what.task.model_answer,
    }
