"""The prompt for one answer from keys: chosen, put in order, or typed.

It belongs to one question, and keeps what was ticked, placed or typed so far while the
learner looks at a hint or types a command.
"""

from __future__ import annotations

from collections.abc import Sequence

from interview_cli.core.kinds.kind import Answer
from interview_cli.core.session.engine import Answered, Move
from interview_cli.core.session.state import Session
from interview_cli.storage import clock
from interview_cli.terminal.play.typed_moves import (
    InvalidAnswer,
    TypedAnswer,
    command,
    is_command,
)
from interview_cli.terminal.rendering import views
from interview_cli.terminal.rendering.layout import Page, plain
from interview_cli.terminal.rendering.menu import Footer, Key, Menu

#: After these keys the options are shown again: they need not be printed.
STAYS = ("?", "f")


class AnswerPrompt:
    """Asks for the answer to the question that *session* is at."""

    def __init__(self, session: Session, page: Page, draft: str = "") -> None:
        self.page = page
        self._menu = Menu(session.task.offers, session.task.expects)
        self._typed = TypedAnswer()
        self.draft = draft  # what was typed before a command, or when it was left

    def choose(self, session: Session, keys: Sequence[Key], seconds: float | None) -> str | Answer:
        """Let the learner choose; return the texts, or else one of *keys*.

        However it ends, the options are printed, with those marked that were chosen.
        Raises TimeUp.
        """
        from interview_cli.terminal.rendering import prompts

        menu = self._menu
        footer = Footer((*self._how(), *keys), tuple(key for key, _ in keys), seconds)
        key: str | None = "stopped"
        try:
            key = prompts.choose(menu, footer)
        finally:
            if key not in STAYS:
                self.page.show(views.options(session, () if key else menu.chosen))
        if key is not None:
            return key
        chosen = sorted(menu.chosen) if menu.how == "many" else menu.chosen
        return tuple(session.task.offers[n] for n in chosen)

    def type(self, session: Session, keys: Sequence[Key], seconds: float | None) -> Move:
        """Let the learner type; return an answer or what a command asks for.

        Raises TimeUp and EditRequest.
        """
        from interview_cli.terminal.rendering import prompts

        session.task.prepare()
        several = session.task.expects == "lines"
        how = [("Enter", "answer")]
        if several:
            how = [("Enter", "new line"), (".", "on its own line ends it"), ("Ctrl-O", "editor")]
        while True:
            gap = f" {{{{{len(self._typed.lines) + 1}}}}}" if session.task.expects == "gaps" else ""
            try:
                text = prompts.type_text(
                    gap,
                    Footer((*how, *keys), (), seconds),
                    lambda text: self._complaint(text, session),
                    default=self.draft,
                    several=several,
                    left=self._left,
                )
            except (prompts.TimeUp, KeyboardInterrupt, EOFError):
                self.page.space()
                raise
            before, _, last = text.rpartition("\n")
            if several and last.strip() != "." and not is_command(last, session):
                self.draft = f"{text}\n"  # it only looked like a command
                continue
            self.draft = before and f"{before}\n"
            try:
                move = self._take(self._typed, text, session)
            except InvalidAnswer as error:  # a command: it goes, and the answer stays
                self.page.show(plain(error.message))
                continue
            if isinstance(move, Answered):
                self.page.space()
            if move is not None:
                return move
            self.draft = ""

    def _left(self, text: str) -> None:
        self.draft = text

    def _how(self) -> list[Key]:
        digits = f"1-{len(self._menu.texts)}"
        if self._menu.how == "many":
            return [(f"{digits} or ↑↓ Space", "choose"), ("Enter", "answer")]
        return [(f"{digits} or ↑↓ Enter", "comes next" if self._menu.how == "order" else "")]

    def _take(self, typed: TypedAnswer, text: str, session: Session) -> Move | None:
        """Take what was typed; of several lines the last one ends the answer, or is a command."""
        *lines, last = text.split("\n")
        if is_command(last, session):
            return command(last.strip(), session, clock.now())
        for line in lines:
            typed.add(line)
        return typed.take(last, session, clock.now())

    def _complaint(self, text: str, session: Session) -> str | None:
        try:
            if not is_command(text.rpartition("\n")[2], session):
                self._take(TypedAnswer(list(self._typed.lines)), text, session)
        except InvalidAnswer as error:
            return error.message
        return None
