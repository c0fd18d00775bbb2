"""The stage of keys: what is printed stays, and one key answers.

What a session shows is in ``views``, how keys are read in ``prompts``. Here keys become
moves; those that are not valid now are neither shown nor heard.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from interview_cli.core import engine
from interview_cli.core.debrief import Debrief
from interview_cli.core.foresight import Foresight
from interview_cli.core.journal.records import GOOD, RATINGS
from interview_cli.core.moves import (
    Answered,
    Confide,
    Edited,
    Flag,
    Grade,
    Hint,
    Move,
    Next,
    Quit,
    Reveal,
    Right,
    Skip,
    Tick,
    Turn,
    Undo,
)
from interview_cli.core.session import Phase, Session
from interview_cli.core.summary import Summary
from interview_cli.core.verdict import Verdict, verdict
from interview_cli.errors import InterviewError
from interview_cli.terminal import views
from interview_cli.terminal.debriefing import Debriefing
from interview_cli.terminal.ending import summary
from interview_cli.terminal.lines import Edit
from interview_cli.terminal.menu import ENTER, SPACE, Footer, Key
from interview_cli.terminal.page import Page, plain
from interview_cli.terminal.reader import Reader
from interview_cli.terminal.typed import COMMANDS, EditAsked, dropped, taken_back
from interview_cli.terminal.wording import next_time

if TYPE_CHECKING:
    from interview_cli.storage.unsent_answers import UnsentAnswers
    from interview_cli.terminal.debriefing import Second

#: Which commands are offered as keys, and heard, in each phase; typing has its own commands.
OFFERED = {
    Phase.ASKING: "?suefq",
    Phase.REVEALED: "uefq",
    Phase.CONFIDING: "uq",
    Phase.VERDICT: "ruefq",
    Phase.DONE: "u",
}

SURENESS = {"1": "guess", "2": "unsure", "3": "sure"}

#: Seconds without a key after which one counts again when time ran out: those that were
#: under way were meant for the question.
HUSH = 0.7


class Keys:
    """A stage for a terminal; *edit* opens a question in an editor, *summarise* adds up."""

    def __init__(
        self,
        now: Callable[[], datetime],
        edit: Edit,
        summarise: Callable[[Session], Summary],
        foresee: Callable[[], Foresight],
        look_back: Callable[[Session], Debrief],
        drafts: UnsentAnswers,
        second: Second | None = None,
    ) -> None:
        self.drafts = drafts
        self.now, self.edit, self.summarise, self.foresee = now, edit, summarise, foresee
        self.page = Page()
        self._shown: tuple[int, int] | None = None  # the question that is on the screen
        self._reader: Reader | None = None
        self._told: set[str] = set()  # what was told of the verdict: options, "o"
        self._flagged: set[str] = set()
        self._late = self._leaving = False
        self._kept = ""  # what was typed before the question was opened in an editor
        self._debriefing = Debriefing(self.page, now, look_back, second)

    def begin(self, session: Session) -> None:
        self.page.space()

    def move(self, session: Session) -> Move:
        try:
            return {
                Phase.ASKING: self._ask,
                Phase.REVEALED: self._grade,
                Phase.CONFIDING: self._confide,
                Phase.VERDICT: self._go_on,
                Phase.DEBRIEF: self._debriefing.move,
            }[session.phase](session)
        except EOFError:
            return Quit(self.now())

    def told(self, before: Session, move: Move, after: Session) -> None:
        show = self.page.show
        self._leaving = isinstance(move, Quit)
        self._draft(before, move)
        if isinstance(move, Hint):
            show(views.hint(after))
        elif isinstance(move, Reveal):
            show(*views.reveal(after))
        elif isinstance(move, Flag):
            self._flagged.add(before.current.key)
            show(plain(f"Flagged {before.current.key}. Thank you."))
        elif isinstance(move, Skip):
            typed = self._reader.draft if self._reader else ""
            show(plain(f"Skipped. {dropped(typed)}".rstrip()))
        elif isinstance(move, Undo):
            self._shown, self._kept = None, taken_back(before, after)
            show(plain("Taken back. Here it is again."))
        elif isinstance(move, Edited):
            self._shown = None
            self._kept = self._reader.draft if self._reader else ""
        elif isinstance(move, Right):
            show(plain("Counted as right, on your word."))
        elif isinstance(move, Turn) and after.phase is Phase.VERDICT:
            self._debriefing.points(after)
        elif len(after.outcomes) > len(before.outcomes) and not after.silent:
            outcome = after.outcomes[-1]
            if after.mode.explains:
                self._debriefing.coach(after)
                return
            if after.mode.recall:
                show(plain(f"Graded {RATINGS[outcome.rating or 1]}."))
                return
            told = verdict(after, outcome)
            said = [] if told.asked.question.quiz.why else told.right_numbers
            self._told = {str(n) for n in (*said, *(why.number for why in told.chosen))}
            self._late = told.late
            show(*views.verdict(told, self.foresee().after(told.asked, outcome)))

    def _draft(self, before: Session, move: Move) -> None:
        """Keep what was typed and not sent when the learner leaves; drop it once it was sent."""
        if before.phase is Phase.ASKING and self._reader and before.mode.explains:
            draft = self._reader.draft if isinstance(move, Quit | Undo) else ""
            if isinstance(move, Quit | Undo | Answered | Skip):
                self.drafts.put(before.id, before.current.key, draft)

    def end(self, session: Session, *, stopped: bool) -> Move | None:
        told = self.summarise(session)
        if session.mode.explains and (session.finished is None or told.answered):
            self._debriefing.end(told)
            return None
        self.page.show(*summary(session, told, self.now()))
        if stopped or self._leaving or not engine.can(session, Undo):
            return None
        try:
            key = self._press([("Enter", "done"), *self._offered(session)], (ENTER, "q", "u"))
        except EOFError:
            return None
        return Undo(self.now()) if key == "u" else None

    def _ask(self, session: Session) -> Move:
        """Show the question, if it is new, and wait for an answer."""
        from interview_cli.terminal.prompts import TimeUp

        here = (session.place, len(session.outcomes))
        if self._reader is None or self._shown != here:
            self._shown = here
            draft = self._kept or self.drafts.get(session.id, session.current.key)
            self._reader, self._kept = Reader(session, self.page, self.now, draft), ""
            self.page.show(views.header(session, self.now()), *views.question(session))
        if session.expects == "grade":
            return self._reveal(session)
        try:
            if not session.offers:
                return self._reader.type(session, self._commands(session), self._left(session))
            keys = self._offered(session)
            answer = self._reader.choose(session, keys, self._left(session))
        except TimeUp:
            return self._too_late(session)
        except EditAsked:
            return self._edited(session)
        if isinstance(answer, str):
            return self._made(answer, session)
        return Answered(self.now(), answer)

    def _reveal(self, session: Session) -> Move:
        keys = self._offered(session)
        key = self._press([("Space", "show the answer"), *keys], (SPACE, ENTER, *_names(keys)))
        return Reveal(self.now()) if key in (SPACE, ENTER) else self._made(key, session)

    def _grade(self, session: Session) -> Move:
        keys = self._offered(session)
        if session.mode.explains and session.current.question.key_points:
            said = self._debriefing.ticked(session, keys)
            return self._made(said, session) if isinstance(said, str) else Tick(self.now(), said)
        ahead = zip(RATINGS.items(), self.foresee().grades(session), strict=True)
        grades = [
            ("Space" if n == GOOD else str(n), f"{name} · {next_time(days).removeprefix('in ')}")
            for (n, name), days in ahead
        ]
        key = self._press([*grades, *keys], (SPACE, *map(str, RATINGS), *_names(keys)))
        if key in _names(keys):
            return self._made(key, session)
        return Grade(self.now(), GOOD if key == SPACE else int(key))

    def _confide(self, session: Session) -> Move:
        keys = self._offered(session)
        sure = [("How sure?", ""), *SURENESS.items()]
        key = self._press([*sure, *keys], (*SURENESS, *_names(keys)))
        return Confide(self.now(), int(key)) if key in SURENESS else self._made(key, session)

    def _go_on(self, session: Session) -> Move:
        """Wait until the learner goes on, and tell more when asked."""
        assert session.last is not None
        # The last card was graded, or skipped before a cut: the end offers undo.
        if session.mode.recall or session.last.review is None:
            return Next(self.now())
        if session.mode.explains:
            key = self._debriefing.go_on(session, self._offered(session))
            return key if isinstance(key, Next | Turn) else self._made(key, session)
        keys = self._offered(session)
        goes_on = ("Enter", "next" if session.queue else "result")
        while True:
            told = verdict(session, session.last)
            more = self._more(told)
            ends = (ENTER, SPACE, *_names(more), *_names(keys))
            key = self._press([goes_on, *more, *keys], ends)
            if key in (ENTER, SPACE):
                return Next(self.now())
            if key in COMMANDS:
                return self._made(key, session)
            self._told.add(key)
            self.page.show(views.sources(told) if key == "o" else views.why(told, int(key)))

    def _more(self, told: Verdict) -> list[Key]:
        """Say what can be told besides: the other options' reasons, and sources."""
        numbers = [str(why.number) for why in told.whys]
        others = [number for number in numbers if number not in self._told]
        more = [(" ".join(others), f"why the other{'s'[: len(others) > 1]}")] if others else []
        if told.asked.question.sources and "o" not in self._told:
            more.append(("o", "sources"))
        return more

    def _press(self, keys: Iterable[Key], ends: Iterable[str]) -> str:
        from interview_cli.terminal import prompts

        hush, self._late = HUSH if self._late else 0.0, False
        return prompts.press(Footer(tuple(keys), tuple(ends), hush=hush))

    def _offered(self, session: Session) -> list[Key]:
        """Give the keys for moves that can be made now."""
        return [
            (key, COMMANDS[key][0]) for key in OFFERED[session.phase] if self._can(key, session)
        ]

    def _commands(self, session: Session) -> list[Key]:
        """Give the commands that can be typed now."""
        return [
            (f":{key}", name)
            for key, (name, _) in COMMANDS.items()
            if key in OFFERED[session.phase] and self._can(key, session)
        ]

    def _can(self, key: str, session: Session) -> bool:
        if (key == "?" and session.hints) or (key == "f" and session.current.key in self._flagged):
            return False
        return engine.can(session, COMMANDS[key][1] or Edited)

    def _made(self, key: str, session: Session) -> Move:
        """Make the move that a key stands for."""
        move = COMMANDS[key][1]
        return move(self.now()) if move else self._edited(session)

    def _edited(self, session: Session) -> Move:
        began = self.now()
        try:
            question = self.edit(session.current.key)
        except InterviewError as error:  # without an editor the session still goes on
            self.page.show(plain(f"{error.message}\n{error.hint}"))
            question = None
        return Edited(self.now(), began, question)

    def _left(self, session: Session) -> float | None:
        """Give the seconds that are left for the question, if they are counted."""
        limit = session.settings.limit
        return None if limit is None else limit - (self.now() - session.since).total_seconds()

    def _too_late(self, session: Session) -> Move:
        assert session.settings.limit is not None
        end = session.since + timedelta(seconds=session.settings.limit, milliseconds=1)
        return Answered(max(self.now(), end), None)


def _names(keys: Iterable[Key]) -> tuple[str, ...]:
    """Give the single keys that a footer's keys stand for: ``1 3`` is two."""
    return tuple(key for shown, _ in keys for key in shown.split())
