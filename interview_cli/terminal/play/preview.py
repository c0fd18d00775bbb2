"""A question as a learner sees it, in every way it can be asked, and what comes of an answer.

Each way is a session of one question that nobody keeps, so what is shown is what those
modes show.
"""

from __future__ import annotations

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
from interview_cli.terminal.debrief import words
from interview_cli.terminal.play.json_voice import question_fields
from interview_cli.terminal.play.prose_voice import question_lines, verdict_lines
from interview_cli.terminal.play.typed_moves import Misfit, Typed
from interview_cli.terminal.rendering.wording import answer_hint, prose

_LOOKS_FOR = "Looks for its own words, or: "
_LINES = 2
_PLAIN_WIDTH = 75
TITLES = {QUIZ: "In a quiz", FLASHCARDS: "As a flashcard", MOCK: "In a mock interview"}


class Previewed(NamedTuple):
    """A question with its name, ``pack:id``, and where it stands."""

    key: str
    question: Question
    where: str
    synonyms: Synonyms = ()

    def ways(self, seed: int, at: datetime) -> list[Session]:
        """Return a session of each mode that can ask it: quiz, flashcards, mock."""
        asked = Asked(self.key, self.question, synonyms=self.synonyms)
        modes = (QUIZ, FLASHCARDS, MOCK) if self.question.quiz else (FLASHCARDS, MOCK)
        settings = Settings(seed=seed, coach=True)
        return [engine.start(mode, [asked], settings, at=at)[0].kept([""]) for mode in modes]

    def follow_up(self, id_: str) -> Previewed | None:
        """Return the follow-up with this id; None where there is none."""
        found = next((f for f in self.question.follow_ups if f.id == id_), None)
        if found is None:
            return None
        return self._replace(key=f"{self.key}/{id_}", question=as_question(found, self.question))


def answer(session: Session, text: str, at: datetime) -> Session:
    """Return *session* with an answer, a line or lines; raises Misfit for what can't be one."""
    typed, lines = Typed(), text.splitlines() or [""]
    if session.task.expects == "lines":
        return _advance(session, Answered(at, text))
    if session.task.expects == "gaps" and len(lines) == 1 and "|" in text:
        lines = text.split("|")
    for line in lines:
        move = typed.take(line, session, at)
        if isinstance(move, Answered):
            return _advance(session, move)
        if move is not None:
            raise Misfit("This is a preview: commands such as :s do nothing here.")
    raise Misfit(f"Fill all {session.task.gaps} gaps, with | between them.")


def _advance(session: Session, move: Answered) -> Session:
    after, records = engine.advance(session, move)
    return after.kept("" for _ in records)


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
        except Misfit as error:
            misfit = str(error)
    return answered, misfit


def only_answer(session: Session) -> DebriefItem:
    """Return what came of an answer in one's own words."""
    (one,) = debrief(session).answers
    return one


def wordings(one: DebriefItem, place: int, width: int) -> str:
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


def question_text(previewed: Previewed, ways: list[Session]) -> str:
    """Return the question in every way, as plain lines."""
    question = previewed.question
    draft = " A draft: it is never asked." if question.draft else ""
    said = [f"{previewed.key}. {question.level.capitalize()}, {question.topic}.{draft}"]
    for session in ways:
        said += ["", f"{TITLES[session.mode]}:", *_way_text(session)]
    return "\n".join([*said, "", previewed.where])


def _way_text(session: Session) -> Iterator[str]:
    question = session.current.question
    yield from question_lines(session)
    if session.mode is FLASHCARDS:
        if question.hint:
            yield f"Hint: {prose(question.hint)}"
        yield f"Behind it: {prose(question.answer)}"
    elif session.mode is MOCK:
        yield from looked_for(question)
    else:
        yield how_answered(session)


def looked_for(question: Question) -> Iterator[str]:
    if not question.key_points:
        yield "There are no key points: an answer is compared with the model answer only."
    for n, point in enumerate(question.key_points, 1):
        higher = f" (from {point.from_} up)" if point.from_ not in (None, question.level) else ""
        yield f"{n}. Looks for: {point.says}{higher}"
    for follow_up in question.follow_ups:
        yield f"Asked next: {prose(follow_up.ask)}"


def how_answered(session: Session) -> str:
    return answer_hint(session).replace(", or :? for help", "").replace("..", ".")


def verdict_text(session: Session) -> str:
    """Return what came of the answer, as plain lines."""
    said = [f"{TITLES[session.mode]}:"]
    if session.mode is MOCK:
        one = only_answer(session)
        said.append(f"{sentence(words.of_points(one))}.")
        for n, point in enumerate(one.scored.points, 1):
            seen = f" ({words.because(point)})" if point.words else ""
            more = "" if point.expected else " [more than expected here]"
            said.append(f"{n}. {words.WORDS[point.state]}: {point.says}{seen}{more}")
            if found := wordings(one, n - 1, _PLAIN_WIDTH):
                said.append(f"   {found}")
        return "\n".join(said)
    return "\n".join([*said, *verdict_lines(verdict(session, session.outcomes[-1]))])


def sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


# for programs


def document(
    previewed: Previewed, ways: list[Session], verdicts: list[Session] | None, misfit: str
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
    if session.mode is MOCK:
        one = only_answer(session)
        points = [p.record() | {"expected": p.expected} for p in one.scored.points]
        return {"mode": MOCK.name, "score": one.score, "points": points}
    outcome = session.outcomes[-1]
    what = verdict(session, outcome)
    return {
        "mode": session.mode.name,
        "score": outcome.score,
        "right": [*(what.right_numbers or what.task.right)],
        "explanation": what.task.model_answer,
    }
