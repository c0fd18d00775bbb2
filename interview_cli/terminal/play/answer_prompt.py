"""The prompt for one answer from keys: chosen, put in order, or typed.

It belongs to one question, and keeps what was ticked, placed or typed so far while the
learner looks at a hint or types a command.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from interview_cli.core.kinds.kind import Answer
from interview_cli.core.plain_markdown import flatten
from interview_cli.core.safe_text import drop_controls
from interview_cli.core.sentences import count
from interview_cli.core.session.engine import Answered, Move
from interview_cli.core.session.state import Session
from interview_cli.storage.clock import now
from interview_cli.terminal.exercise_page import code_parts
from interview_cli.terminal.play.typed_moves import (
    LONG,
    InvalidAnswer,
    TypedAnswer,
    command,
    empty_gap,
    fill_gaps,
    is_command,
    unescape,
)
from interview_cli.terminal.rendering import views
from interview_cli.terminal.rendering.layout import Page, plain, shows_colours, wrap
from interview_cli.terminal.rendering.menu import ENTER, Footer, Key, Menu
from interview_cli.terminal.rendering.wording import picture_lines

if TYPE_CHECKING:
    from interview_cli.terminal.rendering.prompts import Typed

#: After these keys the options are shown again: they need not be printed.
STAYS = ("?", "f", "i")


def edit_elsewhere(session: Session, text: str) -> str:
    """Return an answer that was edited in the learner's editor, below the question."""
    from interview_cli.terminal.editor import edit_answer

    question = session.current.question
    code = question.code or "\n\n".join(part.text for part in code_parts(question))
    asks = [session.task.ask, *picture_lines(session.current.question)]
    ask = "\n".join(line for part in asks for line in wrap(flatten(part), 76))
    return edit_answer(f"{ask}\n\n{code}".rstrip(), text)


class AnswerPrompt:
    """Asks for the answer to the question that *session* is at."""

    def __init__(
        self,
        session: Session,
        page: Page,
        draft: str = "",
        keep: Callable[[str], None] | None = None,
    ) -> None:
        self.page = page
        self._clock: Callable[[], str] | None = None  # what an interview shows of its time
        self._keep = keep  # is called with the draft while it grows
        quiz, code = session.task.quiz, shows_colours()
        markdown = bool(quiz and quiz.markdown)
        offers, how = views.offers(session), session.task.expects
        self._menu = Menu(offers, how, code=code and markdown, is_long=len(offers) > 9)
        self._menu.left_sides = views.left_sides(session)
        self._typed = TypedAnswer()
        self._first_key: datetime | None = None  # when the first key of the answer came
        self._new = not draft
        self._text = draft  # what was typed before a command, or when it was left
        self._gaps = list(fill_gaps(draft.split("\n"), session))
        self._gap = min(draft.count("\n"), max(0, session.task.gaps - 1))
        self._warned: int | None = None  # the gap that is left empty if Enter comes again
        self._extra = 0  # how many lines were pasted for which there is no gap

    @property
    def draft(self) -> str:
        """What was typed so far; of gaps a line each, up to the one that is being filled."""
        if not self._gaps:
            return self._text
        last = max(n for n, text in enumerate([*self._gaps, ""]) if text or n == self._gap)
        return "\n".join(self._gaps[: last + 1]) if any(self._gaps) else ""

    def show_filled(self) -> None:
        """Print the gaps before this one as they were when they had been filled."""
        for n, text in enumerate(self._gaps[: self._gap]):
            self.page.put(plain(f"{self._label(n)} › {text}"))

    def so_far(self, session: Session) -> Answer:
        """Return what stands there as an answer when the time is over; None for nothing.

        What was only pointed at isn't an answer.
        """
        if session.task.offers:
            return self._chosen(session) or None
        if session.task.expects == "gaps":
            return self._filled() if any(map(str.strip, self._gaps)) else None
        *lines, last = self._text.split("\n")
        if session.task.expects == "line":
            return None if is_command(last, session) else unescape(last).strip() or None
        typed = TypedAnswer()
        for line in lines if last.strip() == "." or is_command(last, session) else [*lines, last]:
            typed.add(line)
        return typed.so_far(session)

    def choose(self, session: Session, keys: Sequence[Key], seconds: float | None) -> str | Answer:
        """Let the learner choose; return the texts, or else one of *keys*.

        Where no verdict follows, which marks them, the options are printed, with those marked
        that were chosen. Raises TimeUp.
        """
        from interview_cli.terminal.rendering import prompts

        menu = self._menu
        footer = Footer((*self._how(), *keys), tuple(key for key, _ in keys), seconds)
        key: str | None = "stopped"
        verdict = False  # whether it follows
        try:
            key = prompts.choose(menu, footer)
            verdict = key is None
        except prompts.TimeUp:
            key, verdict = None, True
            raise
        finally:
            if key not in STAYS and (session.silent or not verdict):
                self.page.show(views.options(session, () if key else menu.chosen))
        return self._chosen(session) if key is None else key

    def confide(self, footer: Footer) -> str:
        """Wait for a key of *footer*, below what was chosen: its verdict comes after that."""
        from interview_cli.terminal.rendering import prompts

        return prompts.press(footer, menu=self._menu if self._menu.texts else None)

    def _chosen(self, session: Session) -> tuple[str, ...]:
        chosen = self._menu.chosen
        places = sorted(chosen) if self._menu.how == "many" else chosen
        return tuple(session.task.offers[n] for n in places)

    def type(
        self,
        session: Session,
        keys: Sequence[Key],
        seconds: float | None,
        clock: Callable[[], str] | None = None,
    ) -> Move:
        """Let the learner type; return an answer or what a command asks for.

        Raises TimeUp, EditRequest and PictureRequest.
        """
        session.task.prepare()
        self._clock = clock
        ask = self._type_gap if session.task.expects == "gaps" else self._type_text
        until = None if seconds is None else time.monotonic() + seconds
        move: Move | None = None
        while move is None:
            left = None if until is None else until - time.monotonic()
            try:
                move = ask(session, keys, left)
            except InvalidAnswer as error:  # a command: it goes, and the answer stays
                self.page.show(plain(error.message))
        if isinstance(move, Answered):
            self.page.space()
            if self._new and self._first_key:
                silence = (self._first_key - session.since).total_seconds()
                move = move._replace(first_key_ms=max(0, round(silence * 1000)))
        return move

    def _type_text(
        self, session: Session, keys: Sequence[Key], seconds: float | None
    ) -> Move | None:
        several = session.task.expects in LONG
        how = [("Enter", "answer")]
        if several:
            ends = ("Ctrl-D", "or . on its own line ends it")
            how = [("Enter", "new line"), ends, ("Ctrl-O", "editor")]

        def complain(text: str) -> str | None:
            try:
                if not is_command(text.rpartition("\n")[2], session):
                    self._take(TypedAnswer(), text, session)
            except InvalidAnswer as error:
                return error.message
            return None

        footer = Footer((*how, *keys), (), seconds, clock=self._clock)
        takes = "lines" if several else "line"
        text = self._prompt("", footer, complain, session, self._text, takes).text
        before, _, _ = text.rpartition("\n")
        self._text = before and f"{before}\n"
        return self._take(self._typed, text, session)

    def _type_gap(
        self, session: Session, keys: Sequence[Key], seconds: float | None
    ) -> Move | None:
        """Let the learner fill one gap, or go to the next or previous one."""
        n, gaps = self._gap, session.task.gaps
        how = [("Enter", "next gap" if n + 1 < gaps else "answer")]
        if n:
            keys = [("↑ or :u", "previous gap"), *(key for key in keys if key[0] != ":u")]

        def complain(text: str) -> str | None:
            if text.strip() or self._warned == n:
                return None
            self._warned = n
            return empty_gap(n + 1)

        ways = [*(["up"] if n else []), *(["down"] if n + 1 < gaps and self._gaps[n + 1] else [])]
        footer = Footer((*how, *keys), tuple(ways), seconds)
        text, ended_by = self._prompt(
            f" {self._label(n)}", footer, complain, session, self._gaps[n], "gaps"
        )
        if ended_by in ways:
            self._gaps[n] = drop_controls(text)
            self._gap += 1 if ended_by == "down" else -1
            return None
        if is_command(text, session):
            if n and text.strip() == ":u":
                self._gap -= 1
                return None
            return command(text.strip(), session, now())
        lines = drop_controls(text).split("\n")
        self._gaps[n : n + len(lines)] = lines[: gaps - n]
        self._warned = None
        if ended_by != ENTER:
            self._gap = min(n + len(lines), gaps) - 1
            self._extra = len(lines) - (gaps - n)
            return None
        if n + 1 == gaps:
            return Answered(now(), self._filled())
        self._gap += 1
        return None

    def _prompt(
        self,
        label: str,
        footer: Footer,
        complain: Callable[[str], str | None],
        session: Session,
        default: str,
        takes: str,
    ) -> Typed:
        from interview_cli.terminal.rendering import prompts

        extra, self._extra = self._extra, 0
        more = f"That was {count(extra, 'line')} too many." if extra > 0 else ""
        try:
            typed = prompts.type_text(
                label,
                footer,
                complain,
                is_command=lambda line: is_command(line, session),
                default=default,
                message=more,
                takes=takes,
                keep=lambda text: self._leave(text, session),
                changed=self._note_key,
                edit=lambda text: edit_elsewhere(session, text),
                stays=not session.mode.is_interview,
            )
        except KeyboardInterrupt:
            if not session.mode.is_interview:
                self.page.space()
            raise
        except (prompts.TimeUp, EOFError):
            self.page.space()
            raise
        if typed.ended_by == prompts.TOO_HIGH:
            shown = typed.text.removesuffix("\n.").replace("\n", "\n  ")
            self.page.put(plain(f"› {shown}"))
        return typed

    def _note_key(self) -> None:
        if self._first_key is None:
            self._first_key = now()

    def _leave(self, text: str, session: Session) -> None:
        if not self._gaps:
            self._text = text
        elif not is_command(text, session):
            self._gaps[self._gap] = text
        if self._keep:
            self._keep(self.draft)

    def _label(self, gap: int) -> str:
        return f"Gap {gap + 1} of {len(self._gaps)}"

    def _filled(self) -> tuple[str, ...]:
        return tuple(unescape(text).strip() for text in self._gaps)

    def _how(self) -> list[Key]:
        digits = f"1-{len(self._menu.texts)}"
        if self._menu.is_long:
            does = "choose" if self._menu.several else "answer"
            by = "Space" if self._menu.several else "Enter"
            ends = [("Enter", "answer")] if self._menu.several else []
            return [(f"{digits} or ↑↓", "go to"), (by, does), *ends]
        if self._menu.several:
            return [(f"{digits} or ↑↓ Space", "choose"), ("Enter", "answer")]
        does = {"order": "comes next", "pairs": "goes with it"}.get(self._menu.how, "")
        return [(f"{digits} or ↑↓ Enter", does)]

    def _take(self, typed: TypedAnswer, text: str, session: Session) -> Move | None:
        """Take what was typed; of several lines the last one ends the answer, or is a command."""
        *lines, last = text.split("\n")
        if is_command(last, session):
            return command(last.strip(), session, now())
        for line in lines:
            typed.add(line)
        return typed.take(last, session, now())
