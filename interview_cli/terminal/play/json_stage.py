"""The stage of ``--json``: events on standard output, one JSON object a line."""

from __future__ import annotations

from typing import Any, TextIO

from interview_cli.core.records import Regraded
from interview_cli.core.scoring.explain import EXPLAIN
from interview_cli.core.session.state import Outcome, Session
from interview_cli.core.session.verdict import verdict
from interview_cli.terminal.play.line_stage import LineStage
from interview_cli.terminal.practice_session import PracticeSession
from interview_cli.terminal.rendering.messages import print_json


class JsonStage(LineStage):
    """Writes each event of a session as it happens; a program needs no prompts."""

    def __init__(self, practice: PracticeSession, source: TextIO) -> None:
        super().__init__(practice, source)
        # What counted of each record, by its id, when its verdict was given.
        self._counted: dict[str, Regraded | None] = {}

    def begin(self, session: Session) -> None:
        self._write(
            "session",
            id=session.id,
            mode=session.mode.name,
            size=session.size,
            seed=session.settings.seed,
        )

    def show_question(self, session: Session) -> None:
        asked, task = session.current, session.task
        self._write(
            "question",
            n=session.number,
            of=session.size,
            question=asked.key,
            level=asked.question.level,
            topic=asked.question.topic,
            kind=task.kind,
            **question_fields(session),
        )

    def show_hint(self, session: Session) -> None:
        self._write("hint", question=session.current.key, text=session.current.question.hint)
        super().show_hint(session)

    def show_reveal(self, session: Session) -> None:
        asked = session.current
        points = [{"n": n, "says": says} for n, says in enumerate(session.task.points, 1)]
        self._write(
            "reveal",
            question=asked.key,
            model_answer=asked.question.answer,
            intervals=self.practice.next_intervals(),
            **({"points": points} if session.task.kind == EXPLAIN else {}),
        )

    def show_verdict(self, session: Session, outcome: Outcome) -> None:
        result, review = verdict(session, outcome), outcome.review
        assert review is not None
        self._counted[session.ids[outcome.line]] = outcome.regraded
        numbered = bool(result.task.offers)
        self._write(
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

    def show_debrief(self) -> None:
        """Write the verdicts that were not written already, as they are now."""
        debrief = self.practice.debrief()
        for one in debrief.answers:
            id_ = debrief.session.ids[one.outcome.line]
            if id_ not in self._counted or self._counted[id_] != one.outcome.regraded:
                self.show_verdict(debrief.session, one.outcome)

    def show_skip(self, key: str, loss: str) -> None:
        self._write("skipped", question=key)
        super().show_skip(key, loss)

    def show_undo(self, session: Session, text: str) -> None:
        super().show_undo(session, text)
        self._write("undone", question=session.current.key)

    def show_flag(self, key: str) -> None:
        self._write("flagged", question=key)

    def end(self, session: Session, *, stopped: bool) -> None:
        summary = self.practice.summary()
        unrated = [one.asked.key for one in summary.unrated]
        interview = {"unrated": unrated, "partial": not summary.finished}
        self._write(
            "summary",
            session=session.id,
            asked=summary.asked,
            answered=summary.answered,
            score=summary.score,
            topics=[{"topic": t.topic, "right": t.right, "of": t.of} for t in summary.topics],
            missed=[one.asked.key for one in summary.missed],
            resume=None if summary.finished else "interview resume",
            **(interview if session.mode.debrief else {}),
        )

    def _write(self, event: str, **fields: Any) -> None:
        print_json({"event": event, **fields})


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
