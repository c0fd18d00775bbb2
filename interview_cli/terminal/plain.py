"""The voice of line mode: prose for screen readers, pipes and plain terminals.

Numbered lines, no redrawing, no boxes, words instead of ticks. It needs no Rich.
"""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from interview_cli.core import engine
from interview_cli.core.debrief import HONESTLY, Debrief, Told, debrief
from interview_cli.core.foresight import Foresight
from interview_cli.core.journal.records import RATINGS
from interview_cli.core.moves import Right
from interview_cli.core.session import Outcome, Phase, Session
from interview_cli.core.study_days import study_day
from interview_cli.core.summary import Summary
from interview_cli.core.verdict import Verdict, verdict
from interview_cli.terminal import debrief_words as words
from interview_cli.terminal.safe import clean
from interview_cli.terminal.wording import (
    answer_hint,
    due_words,
    duration,
    gain_line,
    minutes_left,
    named,
    next_time,
    opening,
    percent,
    said_short,
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
        now: Callable[[], datetime],
        foresee: Callable[[], Foresight],
        *,
        echo: bool,
        width: Callable[[], int] | None = None,
    ) -> None:
        self.now, self.foresee, self.echo, self.width = now, foresee, echo, width
        self._undone: str | None = None  # the question that was asked again just now
        self._debriefed: tuple[Told, ...] = ()  # the answers as they counted when last told

    def begun(self, session: Session) -> None:
        self._say(opening(session))
        if session.mode.explains:
            told = "come at the end" if session.silent else "come after each answer"
            minutes = minutes_left(session, self.now())
            minutes = minutes if session.outcomes else minutes.removesuffix(" left")
            self._say(f"{minutes}; verdicts {told}.")

    def question(self, session: Session) -> None:
        asked = session.current
        self._undone = self._undone if self._undone == asked.key else None
        of = f" of {session.size}" if session.size else ""
        again = " again" if session.returned else ""
        level, topic = asked.question.level.capitalize(), asked.question.topic
        changed = " Changed since you learned it." if asked.changed else ""
        due = due_words(session, study_day(self.now()))
        due = f" {due.capitalize()}." if due and not again else ""
        follow = " Follow-up." if asked.follows else ""
        place = f"Question {session.number}{of}{again}.{follow}"
        if session.mode.explains:
            place += f" {minutes_left(session, self.now())}."
        self._say("", f"{place} {level}, {topic}.{due}{changed}")
        self._say(*question_lines(session), answer_hint(session))

    def prompt(self, session: Session, lines: int) -> None:
        label = ""
        if session.phase is Phase.CONFIDING:
            label = "How sure are you? 1 guess, 2 unsure, 3 sure."
        elif session.phase is Phase.REVEALED and session.mode.explains:
            label = ticking(session)
        elif session.phase is Phase.REVEALED:
            every = zip(RATINGS.items(), self.foresee().grades(session), strict=True)
            grades = (f"{n} {name}, {next_time(days)}" for (n, name), days in every)
            label = f"How was it? {'; '.join(grades)}."
        elif session.expects == "gaps":
            label = f"Gap {lines + 1} of {session.quiz.gaps if session.quiz else 0}:"
        self._prompt(label)

    def heard(self, line: str | None) -> None:
        if line is None:
            self._say("(end of input)")
        elif self.echo:
            self._say(line)

    def debrief(self, told: Debrief) -> None:
        if self._debriefed:
            self._anew(told)
            return
        self._debriefed = told.told
        today = study_day(self.now())
        self._say("", f"{words.head(told)}. Score {words.total(told)}, {words.bar(told)}.")
        if before := words.before(told, today):
            self._say(f"Before: {before}.")
        self._say(*words.skipped(told))
        if unrated := words.unrated(told):
            self._say(f"{unrated}.")
        for one in told.told:
            self._say("", f"{one.number}. {prose(one.asked.question.ask)}")
            if one.asked.question.code:
                self._say(block(one.asked.question.code))
            if one.answer:
                self._say("You said:", one.answer)
            self._points(one)
            self._say("Model answer:", prose(one.asked.question.answer))
        self._say("", f"{words.pace(told)}. {HONESTLY}")

    def _anew(self, told: Debrief) -> None:
        """Say what counts otherwise than when it was last told, and what all comes to now."""
        for before, one in zip(self._debriefed, told.told, strict=True):
            if one != before:
                self._say(f"Answer {one.number}:")
                self._points(one)
        self._debriefed = told.told
        self._say(words.now(told))

    def _points(self, one: Told) -> None:
        self._say(f"{words.of_points(one).capitalize()}.")
        for n, point in enumerate(one.scored.points, 1):
            if point.expected:
                because = words.because(point)
                seen = f" ({because})" if because else ""
                self._say(f"{n}. {words.WORDS[point.state]}: {point.says}{seen}")
        if one.outcome.untold:
            self._say(f"Compare it with the model answer; :r {one.number} if you were right.")
        for point in one.above:
            self._say(f"More than expected here: {point.says}")
        if one.gap:
            self._say(f"Say next time: {one.gap}.")

    def after(self, session: Session) -> None:
        if session.phase is Phase.DEBRIEF:
            self._prompt(f"{', '.join(words.ways(session))}.")
            return
        right = ", :r I was right" if engine.can(session, Right) else ""
        self._prompt(f"That was the last one. Enter for the summary, :u undo{right}.")

    def drafted(self, lines: Sequence[str]) -> None:
        way = "A dot gives it again; other lines take its place."
        self._say("You had written:", *lines, way if self._undone else "Go on, or end with a dot.")

    def hint(self, session: Session) -> None:
        self._say(f"Hint: {prose(session.current.question.hint or '')}")

    def reveal(self, session: Session) -> None:
        self._say("Answer:", prose(session.current.question.answer))

    def verdict(self, session: Session, outcome: Outcome) -> None:
        told = verdict(session, outcome)
        if session.mode.recall:
            self._say(f"Graded {RATINGS[outcome.rating or 1]}.")
            return
        if outcome.regraded and not session.mode.explains:
            self._say("Counted as right, on your word.")
            return
        if session.phase is Phase.DEBRIEF:
            self._anew(debrief(session))
            return
        if session.mode.explains:
            self._points(next(one for one in debrief(session).told if one.outcome is outcome))
            if session.phase is Phase.VERDICT and not outcome.regraded:
                self._say("Model answer:", prose(told.explanation))
            return
        self._say(*verdict_lines(told))
        self._say(f"Asked again {next_time(self.foresee().after(told.asked, outcome))}.")

    def skipped(self, key: str) -> None:
        self._say("Skipped.")

    def undone(self, key: str) -> None:
        self._undone = key
        self._say(f"Taken back.{'' if self._debriefed else ' Here it is again.'}")

    def flagged(self, key: str) -> None:
        self._say(f"Flagged {key}. Thank you.")

    def summary(self, session: Session, summary: Summary) -> None:
        if session.mode.explains:
            self._explained(session, summary)
            return
        total = f"{summary.right} of {summary.answered} right"
        if summary.score is not None:
            total += f", score {percent(summary.score)}"
        self._say("", f"{session.mode.title}: {total}. It took {duration(summary.ms)}.")
        if gain := gain_line(summary, study_day(self.now())):
            self._say(f"{gain.capitalize()}.")
        for topic in summary.topics:
            self._say(f"{topic.topic}: {topic.right} of {topic.of}.")
        if again := (*summary.missed, *summary.skipped):
            self._say("To see again:")
            for item in again:
                self._say(f"{named(item.asked.key)}: {said_short(session, item)}")
        if summary.sure_and_wrong:
            self._say(f"Sure and wrong: {summary.sure_and_wrong}.")
        if not summary.finished:
            self._say("Everything is saved. Go on with: interview resume")
        elif again:
            self._say(f"To read one again: interview show {again[0].asked.key}")

    def _explained(self, session: Session, summary: Summary) -> None:
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

    def _say(self, *lines: str) -> None:
        for text in lines:
            for line in clean(text).split("\n"):
                print(self._broken(line))
        sys.stdout.flush()

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
    question, quiz = session.current.question, session.quiz
    yield prose(session.ask)
    if question.code:
        yield block(question.code)
    if session.expects == "gaps":
        yield prose(getattr(quiz, "text", ""))
    for n, text in enumerate(session.offers, 1):
        yield f"{n}. {prose(text) if quiz and quiz.markdown else beside(text)}"


def verdict_lines(told: Verdict) -> Iterator[str]:
    """Yield what came of an answer, and why."""
    yield verdict_line(told, words=True)
    yield from (f"{why.number} is right: {prose(why.why)}" for why in told.reasons)
    if not told.reasons:
        yield prose(told.explanation)
    yield from (f"Why not {why.number}: {prose(why.why)}" for why in told.chosen)


def prose(markdown: str) -> str:
    """Say fenced code as ``Code, 5 lines:``, and each paragraph or item on one line."""
    said: list[str] = []
    code: list[str] | None = None
    flowing = False  # whether the next line goes on with the paragraph before it
    for line in markdown.strip().splitlines():
        if line.lstrip().startswith("```"):
            if code is not None:
                said += block("\n".join(code)).splitlines()
            code = [] if code is None else None
            flowing = False
        elif code is not None:
            code.append(line)
        elif flowing and line.strip() and not _ITEM.match(line):
            said[-1] += f" {line.strip()}"
        else:
            said.append(line)
            flowing = bool(line.strip()) and not line.startswith("    ")
    return "\n".join(said + (code or []))


_ITEM = re.compile(r"\s*([-*+>|#]|\d+[.)])\s|\s*\|")


def block(code: str) -> str:
    """Say code with the number of its lines before it."""
    lines = code.rstrip().splitlines()
    return "\n".join([f"Code, {len(lines)} line{'s'[: len(lines) != 1]}:", *lines])


def beside(text: str) -> str:
    """Say text as it is written, its further lines below the first."""
    return text.rstrip("\n").replace("\n", "\n   ")
