"""The voice of ``--json``: one JSON object a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from interview_cli.core.journal.records import Regraded
from interview_cli.core.scoring.explain import EXPLAIN
from interview_cli.core.session.debrief import Debrief
from interview_cli.core.session.state import Outcome, Session
from interview_cli.core.session.summary import Summary
from interview_cli.core.session.verdict import verdict
from interview_cli.terminal.practice_session import PracticeSession
from interview_cli.terminal.rendering.messages import document


class Events:
    """Says a session as events on standard output, each as it happens."""

    def __init__(self, practice: PracticeSession) -> None:
        self.practice = practice
        # What counted of each record, by its id, when its verdict was given.
        self._given: dict[str, Regraded | None] = {}

    def begin(self, session: Session) -> None:
        self._say(
            "session",
            id=session.id,
            mode=session.mode.name,
            size=session.size,
            seed=session.settings.seed,
        )

    def question(self, session: Session) -> None:
        asked, task = session.current, session.task
        self._say(
            "question",
            n=session.number,
            of=session.size,
            question=asked.key,
            level=asked.question.level,
            topic=asked.question.topic,
            kind=task.kind,
            **question_fields(session),
        )

    def prompt(self, session: Session, lines: int) -> None:
        """Nothing: a program knows what it was asked."""

    def echo(self, line: str | None) -> None:
        """Nothing: standard output is for events."""

    def last_prompt(self, session: Session) -> None:
        """Nothing: a program knows that one more line is read."""

    def draft(self, lines: Sequence[str]) -> None:
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
            intervals=self.practice.next_intervals(),
            **({"points": self._points(session)} if session.task.kind == EXPLAIN else {}),
        )

    def _points(self, session: Session) -> list[dict[str, Any]]:
        """Return the key points to be ticked, by the numbers that tick them."""
        return [{"n": n, "says": says} for n, says in enumerate(session.task.points, 1)]

    def verdict(self, session: Session, outcome: Outcome) -> None:
        result, review = verdict(session, outcome), outcome.review
        assert review is not None
        self._given[session.ids[outcome.line]] = outcome.regraded
        numbered = bool(result.task.offers)
        self._say(
            "verdict",
            review=session.ids[outcome.line],
            question=result.asked.key,
            answer=list(result.answer_numbers if numbered else result.answer or ()),
            right=list(result.right_numbers if numbered else result.task.right),
            score=outcome.score,
            rating=outcome.rating,
            grader=outcome.regraded.grader if outcome.regraded else review.grader,
            points=list((outcome.regraded and outcome.regraded.points) or review.points or ()),
            explanation=result.task.model_answer,
        )

    def debrief(self, debrief: Debrief) -> None:
        """Give the verdicts that were not given already, as they stand now."""
        for one in debrief.answers:
            id_ = debrief.session.ids[one.outcome.line]
            if id_ not in self._given or self._given[id_] != one.outcome.regraded:
                self.verdict(debrief.session, one.outcome)

    def skip(self, key: str) -> None:
        self._say("skipped", question=key)

    def undo(self, key: str) -> None:
        self._say("undone", question=key)

    def flag(self, key: str) -> None:
        self._say("flagged", question=key)

    def summary(self, session: Session, summary: Summary) -> None:
        self._say(
            "summary",
            session=session.id,
            asked=summary.asked,
            answered=summary.answered,
            score=summary.score,
            topics=[{"topic": t.topic, "right": t.right, "of": t.of} for t in summary.topics],
            missed=[one.asked.key for one in summary.missed],
            resume=None if summary.finished else "interview resume",
            **(self._interview(summary) if session.mode.debrief else {}),
        )

    def _interview(self, summary: Summary) -> dict[str, Any]:
        """Return what an interview's summary says besides."""
        return {
            "unrated": [one.asked.key for one in summary.unrated],
            "partial": not summary.finished,
        }

    def _say(self, event: str, **fields: Any) -> None:
        document({"event": event, **fields})


def question_fields(session: Session) -> dict[str, Any]:
    """Return what the current question asks and offers, as a value of JSON."""
    task = session.task
    return {
        "ask": task.ask,
        "code": session.current.question.code,
        "expects": task.expects,
        "options": [{"n": n, "text": text} for n, text in enumerate(task.offers, 1)],
        "gaps": task.gaps,
        "text": task.gap_text if task.expects == "gaps" else None,
    }
