"""The stage of ``--json``: events on standard output, one JSON object a line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TextIO

from interview_cli.core.exercises.exercise import TESTS
from interview_cli.core.exercises.exercise_run import ExerciseRun
from interview_cli.core.kinds.review import Review
from interview_cli.core.records import Regraded
from interview_cli.core.scoring.explain import EXPLAIN
from interview_cli.core.session import placing
from interview_cli.core.session.state import Asked, Outcome, Session
from interview_cli.core.session.verdict import verdict
from interview_cli.core.study_days import study_day
from interview_cli.storage import clock
from interview_cli.terminal.behaviour.story_json import describe_story, list_story_findings
from interview_cli.terminal.case_talk.case_json import (
    describe_anchors,
    describe_remark,
    judge_stages,
    list_stages,
)
from interview_cli.terminal.code_review.review_json import list_alarms, list_code, list_defects
from interview_cli.terminal.debrief.document import DeliveryRemark, compared, delivery
from interview_cli.terminal.exercise.run_json import plain_run
from interview_cli.terminal.exercise.workbench import list_files
from interview_cli.terminal.pictures.question_picture import Picture
from interview_cli.terminal.play.json_events import (
    Asking,
    Event,
    Exercised,
    LevelChances,
    Pictured,
    RevealEvent,
    SummaryEvent,
    Varied,
    VerdictEvent,
    Written,
)
from interview_cli.terminal.play.line_stage import LineStage
from interview_cli.terminal.practice_session import PracticeSession
from interview_cli.terminal.rendering.messages import print_json


class JsonStage(LineStage):
    """Writes each event of a session as it happens; a program needs no prompts."""

    def __init__(self, practice: PracticeSession, source: TextIO) -> None:
        super().__init__(practice, source)
        self.asks = False
        # What counted of each record, by its id, when its verdict was given.
        self._counted: dict[str, Regraded | None] = {}

    def begin(self, session: Session) -> None:
        self._write(
            {
                "event": "session",
                "id": session.id,
                "mode": session.mode.name,
                "size": session.size,
                "seed": session.settings.seed,
            }
        )

    def show_question(self, session: Session) -> None:
        if not session.task.case or self.begins_case(session):
            self._show_whole(session)
        if remark := describe_remark(session):
            self._write({**remark, **self._written()})

    def _written(self) -> Written:
        return {"written": [*self._typed.lines]} if self._typed.lines else {}

    def _show_whole(self, session: Session) -> None:
        asked, task = session.current, session.task
        written = {} if task.case else self._written()
        variant = asked.question.variant
        varied: Varied = {} if variant is None else {"variant": variant}
        self._write(
            {
                "event": "question",
                "n": session.number,
                "of": session.size,
                "question": asked.key,
                "level": asked.question.level,
                "topic": asked.question.topic,
                "kind": task.kind,
                **describe_task(session),
                **varied,
                **describe_picture(session.current),
                **written,
                **self._describe_exercise(session),
            }
        )

    def _describe_exercise(self, session: Session) -> Exercised:
        exercise = session.task.exercise
        if exercise is None:
            return {}
        files, current = list_files(exercise), self.bench.read()
        described: Exercised = {
            "form": exercise.form,
            "starter": exercise.starter,
            "tests": files.pop(TESTS, ""),
            "minutes": exercise.minutes,
            "hints": len(session.hint_ladder),
            "files": files,
            "path": str(self.bench.path),
        }
        if current != exercise.starter:
            described["current"] = current
        return described

    def show_picture(self, session: Session) -> None:
        described = describe_picture(session.current)
        self._write({"event": "picture", "question": session.current.key, **described["image"]})

    def show_continued(self, session: Session, spent_ms: int) -> None:
        """Nothing: the question says how the file is."""

    def show_run(self, session: Session, run: ExerciseRun) -> None:
        if not run.solved:  # the verdict follows, and has it
            self._write({"event": "run", "question": session.current.key, **plain_run(run)})

    def show_difference(self, lines: Sequence[str]) -> None:
        key = self.practice.session.current.key
        self._write({"event": "difference", "question": key, "lines": list(lines)})

    def show_hint(self, session: Session) -> None:
        asked = session.current
        self._write({"event": "hint", "question": asked.key, "text": session.hint})
        super().show_hint(session)

    def show_reveal(self, session: Session) -> None:
        if session.grades_stages:
            self._write(describe_anchors(session))
            return
        asked = session.current
        told = session.pending[0] if session.pending else None
        event: RevealEvent = {
            "event": "reveal",
            "question": asked.key,
            "spoken": asked.question.spoken,
            "model_answer": asked.question.answer,
            "intervals": list(self.practice.next_intervals()),
        }
        if story := describe_story(asked.question.quiz, told):
            event["findings"], event["looks_for"] = story["findings"], story["looks_for"]
            event["anchors"] = story["anchors"]
        if session.task.kind == EXPLAIN:
            event["points"] = [
                {"n": n, "says": says} for n, says in enumerate(session.task.points, 1)
            ]
        self._write(event)

    def show_verdict(self, session: Session, outcome: Outcome) -> None:
        result, review = verdict(session, outcome), outcome.review
        assert review is not None
        self._counted[session.ids[outcome.line]] = outcome.regraded
        numbered = bool(result.task.offers)
        points = (outcome.regraded and outcome.regraded.points) or review.points or ()
        event: VerdictEvent = {
            "event": "verdict",
            "review": session.ids[outcome.line],
            "question": result.asked.key,
            "answer": list(result.answer_numbers) if numbered else list(result.answer or ()),
            "right": list(result.right_numbers) if numbered else list(result.task.right),
            "score": outcome.score,
            "passed": outcome.passed,
            "rating": outcome.rating,
            "grader": outcome.regraded.grader if outcome.regraded else review.grader,
            "points": [
                {"says": point["says"], "state": point["state"], "words": point["words"]}
                for point in points
            ],
            "spoken": result.asked.question.spoken,
            "explanation": result.explanation,
            "gaps": list(result.parts),
            "notes": list(result.notes),
            "due": _date(self.practice.next_interval(outcome)),
            "due_if_right": (
                None if outcome.right else _date(self.practice.interval_if_right(outcome))
            ),
        }
        if found := result.assessment:
            event["defects"], event["false_alarms"] = list_defects(found), list_alarms(found)
        if stages := judge_stages(result.case).get("stages"):
            event["stages"] = stages
        if result.task.self_graded:
            event["findings"] = list_story_findings(review.answer)
        if result.task.exercise:
            last = self.bench.last if self.bench.key == result.asked.key else None
            event["run"] = plain_run(last, over=True) if last else None
        if result.task.kind == EXPLAIN and (remarks := self._delivery(outcome)):
            event["delivery"] = remarks
        self._write(event)

    def _delivery(self, outcome: Outcome) -> list[DeliveryRemark]:
        answers = self.practice.debrief().answers
        return next((delivery(one) for one in answers if one.outcome is outcome), [])

    def show_more(self, session: Session, what: str) -> None:
        asked = session.seen
        assert asked is not None
        key, question = asked.key, asked.question
        if what == "m":
            self._write(
                {
                    "event": "model_answer",
                    "question": key,
                    "spoken": question.spoken,
                    "model_answer": question.answer,
                    "key_points": [
                        {"says": point.says, "essential": point.essential}
                        for point in question.key_points
                    ],
                    "follow_ups": [
                        {"question": f"{key}/{f.id}", "ask": f.ask, "answer": f.answer}
                        for f in question.follow_ups
                    ],
                }
            )
        elif what == "o":
            self._write({"event": "sources", "question": key, "sources": list(question.sources)})
        elif session.last:
            result, n = verdict(session, session.last), int(what)
            why = next(why.why for why in result.whys if why.number == n)
            right = n in result.right_numbers
            self._write({"event": "why", "question": key, "n": n, "right": right, "why": why})

    def show_debrief(self) -> None:
        """Write the verdicts that were not written already, as they are now."""
        session = self.practice.session
        for outcome in session.outcomes:
            id_ = session.ids[outcome.line]
            new = id_ not in self._counted or self._counted[id_] != outcome.regraded
            if outcome.review and new:
                self.show_verdict(session, outcome)

    def show_skip(self, key: str, loss: str) -> None:
        self._write({"event": "skipped", "question": key})
        super().show_skip(key, loss)

    def show_undo(self, session: Session, text: str) -> None:
        super().show_undo(session, text)
        self._write({"event": "undone", "question": session.current.key})

    def show_override_undone(self, session: Session, outcome: Outcome) -> None:
        self._write({"event": "undone", "question": session.plan[outcome.place].key})
        self.show_verdict(session, outcome)

    def show_flag(self, key: str, *, flagged: bool) -> None:
        if flagged:
            self._write({"event": "flagged", "question": key})
        else:
            self._write({"event": "unflagged", "question": key})

    def show_note(self, key: str, text: str) -> None:
        if text:
            self._write({"event": "noted", "question": key, "text": text})
        else:
            self._write({"event": "unnoted", "question": key})

    def show_suspended(self, key: str, *, suspended: bool) -> None:
        if suspended:
            self._write({"event": "suspended", "question": key})
        else:
            self._write({"event": "unsuspended", "question": key})

    def end(self, session: Session, *, stopped: bool) -> None:
        summary = self.practice.summary()
        event: SummaryEvent = {
            "event": "summary",
            "session": session.id,
            "asked": summary.asked,
            "answered": summary.answered,
            "score": summary.score,
            "topics": [{"topic": t.topic, "right": t.right, "of": t.of} for t in summary.topics],
            "missed": [one.asked.key for one in summary.missed],
            "again": [
                {
                    "question": one.asked.key,
                    "due": None if one.days is None else _date(one.days),
                }
                for one in (*summary.missed, *summary.skipped)
            ],
            "resume": "interview resume" if summary.can_be_resumed else None,
        }
        if session.mode.adaptive:
            found = placing.conclusion(session)
            event["levels"] = levels = LevelChances()
            for level, chance in found.probabilities.items():
                levels[level] = chance
            event["level"], event["between"] = found.level, [*found.between]
            event["guess"] = session.settings.guess
        elif session.mode.debrief:
            event["unrated"] = [one.asked.key for one in summary.unrated]
            event["partial"] = not summary.finished
            event["compared"] = compared(self.practice.debrief().comparison)
        self._write(event)
        if self._wants_again:
            self.again = self.practice.to_ask_again()

    def _write(self, event: Event) -> None:
        print_json({**event})


def _date(days: int) -> str:
    """Return the study day in so many days, as ISO 8601 writes it."""
    return (study_day(clock.now()) + timedelta(days=days)).isoformat()


def describe_picture(asked: Asked) -> Pictured:
    """Return the picture of a question; nothing where it has none."""
    image = asked.question.image
    if image is None:
        return {}
    return {"image": {"alt": image.alt, "path": Picture(asked.folder, image).path}}


def describe_task(session: Session) -> Asking:
    """Return what the current question asks and offers."""
    task = session.task
    asking: Asking = {
        "ask": task.ask,
        "code": session.current.question.code,
        "language": session.current.question.language,
        "expects": task.expects,
        "options": [{"n": n, "text": text} for n, text in enumerate(task.offers, 1)],
        "gaps": task.gaps,
        "text": task.gap_text if task.expects == "gaps" else None,
    }
    if isinstance(review := session.current.question.quiz, Review):
        asking["show"] = list_code(review)
    if stages := list_stages(task.case).get("stages"):
        asking["stages"] = stages
    if task.left_sides:
        asking["left"] = [*task.left_sides]
    return asking
