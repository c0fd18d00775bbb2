"""The stage of keys: what is printed stays, and one key answers.

What a session shows is in ``views``, how keys are read in ``prompts``. Here keys become
moves; those that are not valid now are neither shown nor heard.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from interview_cli.core import engine
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
    Undo,
)
from interview_cli.core.records import GOOD, RATINGS
from interview_cli.core.session import Phase, Session
from interview_cli.core.summary import Summary
from interview_cli.core.verdict import Verdict, verdict
from interview_cli.errors import InterviewError
from interview_cli.terminal import views
from interview_cli.terminal.lines import Edit
from interview_cli.terminal.menu import ENTER, SPACE, Footer, Key, Menu
from interview_cli.terminal.typed import COMMANDS, EditAsked, Misfit, Typed, command

#: What each key is called, and the move it makes; the order is that of the footer.
MOVES: dict[str, tuple[str, type[Move]]] = {
    "?": ("hint", Hint),
    "s": ("skip", Skip),
    "r": ("I was right", Right),
    "u": ("undo", Undo),
    "e": ("edit", Edited),
    "f": ("flag", Flag),
    "q": ("quit", Quit),
}

#: Which of them are offered, and heard, in each phase; typing has its own commands.
OFFERED = {
    Phase.ASKING: "?suefq",
    Phase.REVEALED: "uefq",
    Phase.CONFIDING: "uq",
    Phase.VERDICT: "ruefq",
    Phase.DONE: "u",
}

SURENESS = {"1": "guess", "2": "unsure", "3": "sure"}

#: So long no key may have come, in seconds, before one counts after time ran out.
HUSH = 0.7


class Keys:
    """A stage for a terminal; *edit* opens a question in an editor, *summarise* adds up."""

    def __init__(
        self,
        now: Callable[[], datetime],
        edit: Edit,
        summarise: Callable[[Session], Summary],
    ) -> None:
        self.now, self.edit, self.summarise = now, edit, summarise
        self.page = views.Page()
        self._shown: tuple[int, int] | None = None  # the question that is on the screen
        self._menu = Menu(())
        self._typed = Typed()
        self._draft = ""  # lines typed before a command
        self._opened: set[str] = set()  # what was asked about this question: whys, sources
        self._flagged: set[str] = set()
        self._late = False

    def begin(self, session: Session) -> None:
        self.page.show("", gap=False)

    def move(self, session: Session) -> Move:
        try:
            if session.phase is Phase.VERDICT:
                return self._after_verdict(session)
            if session.phase is Phase.CONFIDING:
                return self._confide(session)
            if session.phase is Phase.REVEALED:
                return self._grade(session)
            here = (session.place, len(session.outcomes))
            if self._shown != here:
                self._shown = here
                self._put(session)
            if session.expects == "grade":
                return self._reveal(session)
            if session.offers:
                return self._choose(session)
            return self._type(session)
        except EOFError:
            return Quit(self.now())

    def told(self, before: Session, move: Move, after: Session) -> None:
        show = self.page.show
        if isinstance(move, Hint):
            show(views.hint(after))
        elif isinstance(move, Reveal):
            show(*views.reveal(after))
        elif isinstance(move, Flag):
            self._flagged.add(before.current.key)
            show(views.note(f"Flagged {before.current.key}. Thank you."))
        elif isinstance(move, Skip):
            show(views.note("Skipped."))
        elif isinstance(move, Undo):
            self._shown = None
            show(views.note("Taken back. Here it is again."))
        elif isinstance(move, Edited):
            self._shown = None
        elif isinstance(move, Right):
            show(views.note("Counted as right, on your word."))
        elif len(after.outcomes) > len(before.outcomes):
            outcome = after.outcomes[-1]
            if after.mode.recall:
                show(views.note(f"Graded {RATINGS[outcome.rating or 1]}."))
            else:
                told = verdict(after, outcome)
                self._opened = {str(why.number) for why in told.chosen}
                self._late = told.late
                show(*views.verdict(told))

    def end(self, session: Session, *, stopped: bool) -> Move | None:
        from interview_cli.terminal import prompts

        told = self.summarise(session)
        self.page.show(*views.summary(session, told, self.now()))
        if stopped or not told.finished or not engine.can(session, Undo):
            return None
        keys, ends = self._offered(session)
        footer = Footer((("Enter", "done"), *keys), (ENTER, "q", *ends))
        try:
            pressed = prompts.press(footer)
        except EOFError:
            return None
        return Undo(self.now()) if pressed == "u" else None

    def _put(self, session: Session) -> None:
        """Show a question, and forget what belonged to the one before."""
        self._menu = Menu(session.offers, session.expects)
        self._typed, self._draft = Typed(), ""
        self.page.show(views.header(session, self.now()), *views.question(session))

    def _choose(self, session: Session) -> Move:
        from interview_cli.terminal import prompts

        menu, top = self._menu, len(session.offers)
        digits = f"1-{top}" if top > 1 else "1"
        how: tuple[Key, ...] = ((f"{digits} or ↑↓ Enter", ""),)
        if menu.how == "many":
            how = ((f"{digits} or ↑↓ Space", "choose"), ("Enter", "answer"))
        elif menu.how == "order":
            how = ((f"{digits} or ↑↓ Enter", "comes next"),)
        keys, ends = self._offered(session)
        key: str | None = "stopped"
        try:
            key = prompts.choose(menu, Footer((*how, *keys), ends, self._seconds(session)))
        except prompts.TimeUp:
            return self._too_late(session)
        finally:
            if key not in ("?", "f"):  # after these the options are shown again
                self.page.show(views.offers(session, () if key else menu.chosen))
        if key is None:
            chosen = sorted(menu.chosen) if menu.how == "many" else menu.chosen
            return Answered(self.now(), tuple(session.offers[n] for n in chosen))
        return self._made(key, session)

    def _type(self, session: Session) -> Move:
        from interview_cli.terminal import prompts

        several = session.expects == "lines"
        while True:
            done = len(self._typed.lines)
            label = f" {{{{{done + 1}}}}}" if session.expects == "gaps" else ""
            enter = (("Enter", "new line"), (". Enter", "answer")) if several else (("Enter", ""),)
            footer = Footer((*enter, *self._commands(session)), (), self._seconds(session))
            try:
                text = prompts.type_text(
                    label,
                    footer,
                    lambda text: self._misfit(text, session),
                    default=self._draft,
                    several=several,
                )
            except prompts.TimeUp:
                self.page.show("", gap=False)
                return self._too_late(session)
            before, _, last = text.rpartition("\n")
            self._draft = f"{before}\n" if several and before else ""
            try:
                move = self._take(self._typed, text, session)
            except EditAsked:
                return self._edited(session)
            if isinstance(move, Answered):
                self.page.show("", gap=False)
            if move is not None:
                return move

    def _take(self, typed: Typed, text: str, session: Session) -> Move | None:
        """Take what was typed; several lines at once are an answer, or end in a command."""
        *lines, last = text.split("\n")
        if last.lstrip().startswith(":"):
            return command(last.strip(), session, self.now())
        if any(line.lstrip().startswith(":") for line in lines):
            raise Misfit("A line that begins with : is a command; write \\: for a real colon.")
        for line in lines:
            typed.take(line, session, self.now())
        return typed.take(last, session, self.now())

    def _misfit(self, text: str, session: Session) -> str | None:
        """Say what is wrong with what was typed, before it is taken."""
        try:
            self._take(Typed(list(self._typed.lines)), text, session)
        except Misfit as misfit:
            return str(misfit)
        except EditAsked:
            return None
        return None

    def _reveal(self, session: Session) -> Move:
        keys, ends = self._offered(session)
        key = self._press((("Space", "show the answer"), *keys), (SPACE, ENTER, *ends))
        return Reveal(self.now()) if key in (SPACE, ENTER) else self._made(key, session)

    def _grade(self, session: Session) -> Move:
        keys, ends = self._offered(session)
        grades = [("Space" if n == GOOD else str(n), name) for n, name in RATINGS.items()]
        key = self._press((*grades, *keys), (SPACE, *map(str, RATINGS), *ends))
        if key in ends:
            return self._made(key, session)
        return Grade(self.now(), GOOD if key == SPACE else int(key))

    def _confide(self, session: Session) -> Move:
        keys, ends = self._offered(session)
        sure = [("How sure?", ""), *SURENESS.items()]
        key = self._press((*sure, *keys), (*SURENESS, *ends))
        return Confide(self.now(), int(key)) if key in SURENESS else self._made(key, session)

    def _after_verdict(self, session: Session) -> Move:
        """Wait until the learner goes on, and tell more when asked."""
        assert session.last is not None
        while True:
            told = verdict(session, session.last)
            more = self._more(told)
            keys, ends = self._offered(session)
            goes_on = ("Enter", "next" if session.queue else "result")
            pressed = self._press((goes_on, *more, *keys), (ENTER, SPACE, *_ends(more), *ends))
            if pressed in (ENTER, SPACE):
                return Next(self.now())
            if pressed in ends:
                return self._made(pressed, session)
            self._opened.add(pressed)
            self.page.show(views.sources(told) if pressed == "o" else views.why(told, int(pressed)))

    def _more(self, told: Verdict) -> list[Key]:
        """Say what can be told besides: other options' reasons, and sources."""
        numbers = [str(why.number) for why in told.whys]
        others = [number for number in numbers if number not in self._opened]
        more = [(" ".join(others), f"why the other{'s'[: len(others) > 1]}")] if others else []
        if told.asked.question.sources and "o" not in self._opened:
            more.append(("o", "sources"))
        return more

    def _press(self, keys: Iterable[Key], ends: Iterable[str]) -> str:
        from interview_cli.terminal import prompts

        hush, self._late = HUSH if self._late else 0.0, False
        return prompts.press(Footer(tuple(keys), tuple(ends), hush=hush))

    def _offered(self, session: Session) -> tuple[list[Key], tuple[str, ...]]:
        """Give the keys for moves that can be made now, for the footer and for the prompt."""
        keys = [(key, MOVES[key][0]) for key in OFFERED[session.phase] if self._valid(key, session)]
        return keys, tuple(key for key, _ in keys)

    def _commands(self, session: Session) -> list[Key]:
        """Give the commands that can be typed now."""
        return [
            (f":{key}", name)
            for key, (name, _) in COMMANDS.items()
            if key != "r" and self._valid(key, session)
        ]

    def _valid(self, key: str, session: Session) -> bool:
        if (key == "?" and session.hints) or (key == "f" and session.current.key in self._flagged):
            return False
        return engine.can(session, MOVES[key][1])

    def _made(self, key: str, session: Session) -> Move:
        """Make the move that a key stands for."""
        return self._edited(session) if key == "e" else MOVES[key][1](self.now())

    def _edited(self, session: Session) -> Move:
        began = self.now()
        try:
            question = self.edit(session.current.key)
        except InterviewError as error:  # no editor is no reason to lose the session
            self.page.show(views.note(f"{error.message}. {error.hint}".rstrip()))
            question = None
        return Edited(self.now(), began, question)

    def _seconds(self, session: Session) -> float | None:
        """Give the seconds that are left for the question."""
        if session.settings.limit is None:
            return None
        return session.settings.limit - (self.now() - session.since).total_seconds()

    def _too_late(self, session: Session) -> Move:
        assert session.settings.limit is not None
        end = session.since + timedelta(seconds=session.settings.limit, milliseconds=1)
        return Answered(max(self.now(), end), None)


def _ends(keys: Iterable[Key]) -> tuple[str, ...]:
    return tuple(key for shown, _ in keys for key in shown.split())
