"""The voice of ``--json``: one JSON object a line, as DESIGN §5 has them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from interview_cli.core.debrief import Debrief
from interview_cli.core.foresight import Foresight
from interview_cli.core.journal.records import Regraded
from interview_cli.core.session import Outcome, Session
from interview_cli.core.summary import Summary
from interview_cli.core.verdict import verdict
from interview_cli.terminal.json_document import document


class Events:
    """Says a session as events on standard output, each as it happens."""

    def __init__(self, foresee: Callable[[], Foresight]) -> None:
        self.foresee = foresee
        # What counted of each record, by its id, when its verdict was given.
        self._given: dict[str, Regraded | None] = {}

    def begun(self, session: Session) -> None:
        self._say(
            "session",
            id=session.id,
            mode=session.mode.name,
            size=session.size,
            seed=session.settings.seed,
        )

    def question(self, session: Session) -> None:
        asked = session.current
        self._say(
            "question",
            n=session.number,
            of=session.size,
            question=asked.key,
            level=asked.question.level,
            topic=asked.question.topic,
            kind=session.kind,
            **question_fields(session),
        )

    def prompt(self, session: Session, lines: int) -> None:
        """Nothing: a program knows what it was asked."""

    def heard(self, line: str | None) -> None:
        """Nothing: standard output is for events."""

    def after(self, session: Session) -> None:
        """Nothing: a program knows that one more line is read."""

    def drafted(self, lines: Sequence[str]) -> None:
        """Nothing: a program knows what it sent."""

    def hint(self, session: Session) -> None:
        asked = session.current
        self._say("hint", question=asked.key, text=asked.question.hint)

    def reveal(self, session: Session) -> None:
        asked = session.current
        self._say(
            "reveal",
            question=asked.key,
            model_answer=asked.question.answer,
            intervals=self.foresee().grades(session),
            **({"points": self._points(session)} if session.mode.explains else {}),
        )

    def _points(self, session: Session) -> list[dict[str, Any]]:
        """Give the key points to be ticked, by the numbers that tick them."""
        points = session.current.question.key_points
        return [{"n": n, "says": point.says} for n, point in enumerate(points, 1)]

    def verdict(self, session: Session, outcome: Outcome) -> None:
        told, review = verdict(session, outcome), outcome.review
        assert review is not None
        self._given[session.ids[outcome.line]] = outcome.regraded
        said: list[Any] = list(told.said_numbers if told.offers else told.said or ())
        self._say(
            "verdict",
            review=session.ids[outcome.line],
            question=told.asked.key,
            answer=said,
            right=list(told.right_numbers if told.offers else told.right),
            score=outcome.score,
            rating=outcome.rating,
            grader=outcome.regraded.grader if outcome.regraded else review.grader,
            points=list((outcome.regraded and outcome.regraded.points) or review.points or ()),
            explanation=told.explanation,
        )

    def debrief(self, told: Debrief) -> None:
        """Give the verdicts that were not given already, as they stand now."""
        for one in told.told:
            id_ = told.session.ids[one.outcome.line]
            if id_ not in self._given or self._given[id_] != one.outcome.regraded:
                self.verdict(told.session, one.outcome)

    def skipped(self, key: str) -> None:
        self._say("skipped", question=key)

    def undone(self, key: str) -> None:
        self._say("undone", question=key)

    def flagged(self, key: str) -> None:
        self._say("flagged", question=key)

    def summary(self, session: Session, summary: Summary) -> None:
        self._say(
            "summary",
            session=session.id,
            asked=summary.asked,
            answered=summary.answered,
            score=summary.score,
            topics=[{"topic": t.topic, "right": t.right, "of": t.of} for t in summary.topics],
            missed=[again.asked.key for again in summary.missed],
            resume=None if summary.finished else "interview resume",
            **(self._interview(summary) if session.mode.explains else {}),
        )

    def _interview(self, summary: Summary) -> dict[str, Any]:
        """Give what an interview's summary says besides."""
        return {
            "unrated": [one.asked.key for one in summary.unrated],
            "partial": not summary.finished,
        }

    def _say(self, event: str, **fields: Any) -> None:
        document({"event": event, **fields})


def question_fields(session: Session) -> dict[str, Any]:
    """Return what the current question asks and offers, as a value of JSON."""
    quiz = session.quiz
    return {
        "ask": session.ask,
        "code": session.current.question.code,
        "expects": session.expects,
        "options": [{"n": n, "text": text} for n, text in enumerate(session.offers, 1)],
        "gaps": quiz.gaps if quiz else 0,
        "text": getattr(quiz, "text", None) if session.expects == "gaps" else None,
    }
