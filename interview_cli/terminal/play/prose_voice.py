"""The voice of line mode: prose for screen readers, pipes and plain terminals.

Numbered lines, no redrawing, no boxes, words instead of ticks. It needs no Rich.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence

from interview_cli.core.journal.records import RATINGS
from interview_cli.core.safe_text import clean
from interview_cli.core.scoring.explain import EXPLAIN
from interview_cli.core.session import engine
from interview_cli.core.session.debrief import HONESTLY, Debrief, DebriefItem
from interview_cli.core.session.engine import Right, Undo
from interview_cli.core.session.state import Outcome, Phase, Session
from interview_cli.core.session.summary import Summary
from interview_cli.core.session.verdict import Verdict, verdict
from interview_cli.core.study_days import study_day
from interview_cli.storage import clock
from interview_cli.terminal.debrief import words
from interview_cli.terminal.practice_session import PracticeSession
from interview_cli.terminal.rendering.wording import (
    answer_hint,
    beside,
    block,
    describe_answer,
    due_words,
    duration,
    gain_line,
    local_id,
    minutes_left,
    next_time,
    opening,
    percent,
    prose,
    ticking,
    verdict_line,
)


class Plain:
    """Says a session line by line.

    *echo* shows what was read, where nobody typed it. At a terminal *width* gives its
    columns, and lines are broken between words; elsewhere they are as long as they are.
    """

    def __init__(
        self,
        practice: PracticeSession,
        *,
        echo: bool,
        width: Callable[[], int] | None = None,
    ) -> None:
        self.practice, self.echoes, self.width = practice, echo, width
        self._undone: str | None = None  # the question that was asked again just now
        self._debriefed: tuple[DebriefItem, ...] = ()  # the answers as they counted when last said

    def begin(self, session: Session) -> None:
        self._say(opening(session))
        if session.mode.minutes:
            when = "come at the end" if session.silent else "come after each answer"
            minutes = minutes_left(session, clock.now())
            minutes = minutes if session.outcomes else minutes.removesuffix(" left")
            self._say(f"{minutes}; verdicts {when}.")

    def question(self, session: Session) -> None:
        asked, now = session.current, clock.now()
        self._undone = self._undone if self._undone == asked.key else None
        of = f" of {session.size}" if session.size else ""
        again = " again" if session.returned else ""
        level, topic = asked.question.level.capitalize(), asked.question.topic
        changed = " Changed since you learned it." if asked.changed else ""
        due = due_words(session, study_day(now))
        due = f" {due.capitalize()}." if due and not again else ""
        follow = " Follow-up." if asked.follows else ""
        place = f"Question {session.number}{of}{again}.{follow}"
        if session.mode.minutes:
            place += f" {minutes_left(session, now)}."
        self._say("", f"{place} {level}, {topic}.{due}{changed}")
        self._say(*question_lines(session), answer_hint(session))

    def prompt(self, session: Session, lines: int) -> None:
        label = ""
        if session.phase is Phase.CONFIDING:
            label = "How sure are you? 1 guess, 2 unsure, 3 sure."
        elif session.phase is Phase.REVEALED and session.task.kind == EXPLAIN:
            label = ticking(session)
        elif session.phase is Phase.REVEALED:
            intervals = zip(RATINGS.items(), self.practice.next_intervals(), strict=True)
            grades = (f"{n} {name}, {next_time(days)}" for (n, name), days in intervals)
            label = f"How was it? {'; '.join(grades)}."
        elif session.task.gaps:
            label = f"Gap {lines + 1} of {session.task.gaps}:"
        self._prompt(label)

    def echo(self, line: str | None) -> None:
        if line is None:
            self._say("(end of input)")
        elif self.echoes:
            self._say(line)

    def debrief(self, debrief: Debrief) -> None:
        if self._debriefed:
            self._now(debrief)
            return
        self._debriefed = debrief.answers
        today = study_day(clock.now())
        head, total = words.head(debrief), words.total(debrief)
        lines = ["", f"{head}. Score {total}, {words.bar(debrief)}."]
        if before := words.before(debrief, today):
            lines.append(f"Before: {before}.")
        lines += words.skipped(debrief)
        if unrated := words.unrated(debrief):
            lines.append(f"{unrated}.")
        for one in debrief.answers:
            question = one.asked.question
            lines += ["", f"{one.number}. {prose(question.ask)}"]
            lines += [block(question.code)] if question.code else []
            lines += ["You said:", one.answer] if one.answer else []
            lines += [*words.points(one), "Model answer:", prose(question.answer)]
        self._say(*lines, "", f"{words.pace(debrief)}. {HONESTLY}")

    def _now(self, debrief: Debrief) -> None:
        """Say what counts otherwise than when it was last said, and what all comes to now."""
        for before, one in zip(self._debriefed, debrief.answers, strict=True):
            if one != before:
                self._say(f"Answer {one.number}:", *words.points(one))
        self._debriefed = debrief.answers
        self._say(words.now(debrief))

    def last_prompt(self, session: Session) -> None:
        if session.phase is Phase.DEBRIEF:
            ways = words.ways(self._debriefed, can_undo=engine.can(session, Undo))
            self._prompt(f"{', '.join(ways)}.")
            return
        right = ", :r I was right" if engine.can(session, Right) else ""
        self._prompt(f"That was the last one. Enter for the summary, :u undo{right}.")

    def draft(self, lines: Sequence[str]) -> None:
        way = "A dot gives it again; other lines take its place."
        self._say("You had written:", *lines, way if self._undone else "Go on, or end with a dot.")

    def hint(self, session: Session) -> None:
        self._say(f"Hint: {prose(session.current.question.hint or '')}")

    def reveal(self, session: Session) -> None:
        self._say("Answer:", prose(session.current.question.answer))

    def verdict(self, session: Session, outcome: Outcome) -> None:
        task = session.tasks[outcome.place]
        if session.phase is Phase.DEBRIEF:
            self._now(self.practice.debrief())
        elif task.kind == EXPLAIN:
            self._explanation_verdict(session, outcome)
        elif task.quiz is None:
            self._say(f"Graded {RATINGS[outcome.rating or 1]}.")
        elif outcome.regraded:
            self._say("Counted as right, on your word.")
        else:
            days = self.practice.next_interval(outcome)
            lines = verdict_lines(verdict(session, outcome))
            self._say(*lines, f"Asked again {next_time(days)}.")

    def _explanation_verdict(self, session: Session, outcome: Outcome) -> None:
        answers = self.practice.debrief().answers
        one = next(one for one in answers if one.outcome is outcome)
        lines = words.points(one)
        if session.phase is Phase.VERDICT and not outcome.regraded:
            lines += ["Model answer:", prose(one.asked.question.answer)]
        self._say(*lines)

    def skip(self, key: str) -> None:
        self._say("Skipped.")

    def undo(self, key: str) -> None:
        self._undone = key
        self._say(f"Taken back.{'' if self._debriefed else ' Here it is again.'}")

    def flag(self, key: str) -> None:
        self._say(f"Flagged {key}. Thank you.")

    def summary(self, session: Session, summary: Summary) -> None:
        if session.mode.debrief:
            self._interview_summary(session, summary)
            return
        total = f"{summary.right} of {summary.answered} right"
        if summary.score is not None:
            total += f", score {percent(summary.score)}"
        self._say("", f"{session.mode.title}: {total}. It took {duration(summary.ms)}.")
        if gain := gain_line(summary, study_day(clock.now())):
            self._say(f"{gain.capitalize()}.")
        for topic in summary.topics:
            self._say(f"{topic.topic}: {topic.right} of {topic.of}.")
        if again := (*summary.missed, *summary.skipped):
            self._say("To see again:")
            for item in again:
                self._say(f"{local_id(item.asked.key)}: {describe_answer(item)}")
        if summary.sure_and_wrong:
            self._say(f"Sure and wrong: {summary.sure_and_wrong}.")
        if not summary.finished:
            self._say("Everything is saved. Go on with: interview resume")
        elif again:
            self._say(f"To read one again: interview show {again[0].asked.key}")

    def _interview_summary(self, session: Session, summary: Summary) -> None:
        if summary.finished:
            score = f", score {percent(summary.score)}" if summary.score is not None else ""
            unrated = f", {len(summary.unrated)} not rated" if summary.unrated else ""
            self._say("", f"{session.mode.title}: {summary.answered} answered{unrated}{score}.")
            if summary.missed:
                self._say("What was missed is due again soon: interview due")
        else:
            self._say("", words.so_far(summary))
            self._say("Everything is saved. Go on with: interview resume")

    def _prompt(self, label: str) -> None:
        if label:
            self._say(label)
        print("> ", end="", flush=True)

    def _say(self, *texts: str) -> None:
        lines = "\n".join([clean(text) for text in texts]).split("\n") if texts else []
        print("".join(f"{self._broken(line)}\n" for line in lines), end="", flush=True)

    def _broken(self, line: str) -> str:
        if self.width is None or len(line) <= (width := self.width()):
            return line
        inside = " " * (len(line) - len(line.lstrip()))
        return textwrap.fill(
            line,
            max(20, width),
            subsequent_indent=inside,
            break_long_words=False,
            break_on_hyphens=False,
        )


def question_lines(session: Session) -> Iterator[str]:
    """Yield the wording of the question, its code, its gaps and what it offers."""
    question, task = session.current.question, session.task
    yield prose(task.ask)
    if question.code:
        yield block(question.code)
    if task.gap_text:
        yield prose(task.gap_text)
    for n, text in enumerate(task.offers, 1):
        yield f"{n}. {prose(text) if task.quiz and task.quiz.markdown else beside(text)}"


def verdict_lines(result: Verdict) -> list[str]:
    """Return what was right and why, without signs."""
    reasons, chosen = result.reasons, result.chosen
    lines = [verdict_line(result, words=True)]
    lines += [f"{why.number} is right: {prose(why.why)}" for why in reasons]
    lines += [] if reasons else [prose(result.task.model_answer)]
    return lines + [f"Why not {why.number}: {prose(why.why)}" for why in chosen]
