"""The debrief with keys: one question at a time, its points turned with digits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from interview_cli.core import engine
from interview_cli.core.debrief import Debrief, Told
from interview_cli.core.moves import Move, Next, Right, Take, Turn, Undo
from interview_cli.core.session import Session
from interview_cli.core.study_days import study_day
from interview_cli.core.summary import Summary
from interview_cli.errors import InterviewError
from interview_cli.terminal import debrief as views
from interview_cli.terminal import debrief_words as words
from interview_cli.terminal.menu import ENTER, SPACE, Footer, Key, Menu
from interview_cli.terminal.page import Page, plain
from interview_cli.terminal.wording import NOTHING_TO_UNDO

if TYPE_CHECKING:
    from interview_cli.storage.ai.judge import Judgement


class Second(Protocol):
    """Gives a second opinion: a model's."""

    @property
    def name(self) -> str:
        """Which it is, and where."""

    def ask(self, told: Told) -> Judgement | None:
        """Give its opinion; None where the learner doesn't agree to ask it."""


class Debriefing:
    """Shows the debrief that *put_together* gives, and waits for keys."""

    def __init__(
        self,
        page: Page,
        now: Callable[[], datetime],
        put_together: Callable[[Session], Debrief],
        second: Second | None = None,
    ) -> None:
        self.page, self.now, self.put_together = page, now, put_together
        self.second = second
        self._opinions: dict[tuple[int, str], Judgement] = {}  # by outcome and answer
        self._at: int | None = None  # the question that is looked at
        self._shown: Told | None = None
        self._counted: tuple[Told, ...] = ()  # the answers as they counted when last told

    def move(self, session: Session) -> Move:
        """Wait for a move, and show what is asked for until one comes."""
        told = self.put_together(session)
        if self._at is None:
            self.page.show(*views.overall(told, study_day(self.now())))
            gaps = [n for n, one in enumerate(told.told) if one.gap and (one.score or 0) < 1]
            self._at = gaps[0] if gaps else 0
            self._counted = told.told
        both = enumerate(zip(told.told, self._counted, strict=False))
        changed = [n for n, (one, before) in both if one != before]
        self._at = changed[0] if changed else self._at
        while True:
            one = told.told[self._at]
            if self._shown != one:
                again = self._shown is not None and self._shown.place == one.place
                self._shown = one
                self.page.show(*views.one(one, code=not again))
            if changed:
                self.page.show(plain(words.now(told)))
                self._counted, changed = told.told, []
            move = self._pressed(session, told, one)
            if move is not None:
                return move

    def coach(self, session: Session) -> None:
        """Show what came of the last answer, and the model answer."""
        told = self.put_together(session).told[-1]
        self.page.show(*views.one(told, code=False), views.model(told))

    def points(self, session: Session) -> None:
        """Show the key points of the last answer again."""
        self.page.show(*views.points(self.put_together(session).told[-1]))

    def end(self, told: Summary) -> None:
        """Show the last lines."""
        self.page.show(*views.ended(told))

    def go_on(self, session: Session, keys: Sequence[Key]) -> Next | Turn | str:
        """Wait until the learner goes on from a coach's verdict; give one of *keys* else."""
        from interview_cli.terminal import prompts

        numbers = _numbers(self.put_together(session).told[-1])
        turns = _turning(numbers)
        goes_on = ("Enter", "next" if session.queue else "debrief")
        ends = (ENTER, SPACE, *numbers, *(key for key, _ in keys))
        key = prompts.press(Footer((goes_on, *turns, *keys), ends))
        if key in (ENTER, SPACE):
            return Next(self.now())
        return Turn(self.now(), -1, int(key) - 1) if key in numbers else key

    def ticked(self, session: Session, keys: Sequence[Key]) -> tuple[int, ...] | str:
        """Let the learner tick the key points that they said aloud; else one of *keys*."""
        from interview_cli.terminal import prompts

        menu = Menu(tuple(p.says for p in session.current.question.key_points), "many", least=0)
        how = (("1-9 or ↑↓ Space", "what you said"), ("Enter", "done"))
        key = prompts.choose(menu, Footer((*how, *keys), tuple(key for key, _ in keys)))
        if key is not None:
            return key
        self.page.show(views.ticks(menu.texts, menu.chosen))
        return tuple(sorted(menu.chosen))

    def _pressed(self, session: Session, told: Debrief, one: Told) -> Move | None:
        from interview_cli.terminal import prompts

        numbers = _numbers(one)
        keys: list[Key] = [("m", "model answer")]
        keys += _turning(numbers)
        if can_be_right := one.outcome.untold or not one.outcome.right:
            keys.append(("r", "I was right"))
        ends = ["m", *numbers, "r", "u", "q", ENTER]
        if len(told.told) > 1:
            keys.append(("↑↓", "others"))
            ends += ["up", "down"]
        if can_undo := engine.can(session, Undo):
            keys.append(("u", "undo"))
        opinion = self._opinions.get((one.place, one.answer))
        if opinion is not None and opinion.score != one.score:
            keys.append(("t", "take the model's"))
            ends.append("t")
        elif opinion is None and self.second and one.answer and one.scored.points:
            keys.append(("a", "ask the model"))
            ends.append("a")
        key = prompts.press(Footer((*keys, ("q", "done")), tuple(ends)))
        if key in ("up", "down"):
            step = 1 if key == "down" else -1
            self._at = ((self._at or 0) + step) % len(told.told)
        elif key == "m":
            self.page.show(views.model(one))
        elif key == "a":
            self._ask(one)
        elif key == "t" and opinion is not None:
            return Take(self.now(), one.place, opinion.points, opinion.score)
        elif key == "u":
            if can_undo:
                return Undo(self.now())
            self.page.show(plain(NOTHING_TO_UNDO))
        elif key == "r" and can_be_right:
            return Right(self.now(), one.place)
        elif key.isdigit():
            return Turn(self.now(), one.place, int(key) - 1)
        elif key in ("q", ENTER):
            return Next(self.now())
        return None

    def _ask(self, one: Told) -> None:
        """Ask the model about an answer, and show what it says beside what was counted."""
        assert self.second is not None
        self.page.show(plain(f"Asking {self.second.name} …", "dim"))
        try:
            opinion = self.second.ask(one)
        except KeyboardInterrupt as stopped:
            if stopped.args:  # the system ends us, and not the learner the waiting
                raise
            self.page.show(plain("Stopped. The offline score stands."))
            return
        except InterviewError as error:
            said = "\n".join(filter(None, (error.message, error.hint)))
            self.page.show(plain(f"{said}\nThe offline score stands."))
            return
        if opinion is None:
            self.page.show(plain("Nothing was sent. The offline score stands."))
            return
        self._opinions[one.place, one.answer] = opinion
        self.page.show(*views.beside(one, opinion))


def _numbers(one: Told) -> list[str]:
    """Give the digits that turn a point: of those that count, as far as digits go."""
    return [str(n) for n, point in enumerate(one.scored.points[:9], 1) if point.expected]


def _turning(numbers: Sequence[str]) -> list[Key]:
    """Say which digits turn a point: ``1-4``, or ``1`` where there is one."""
    return [("-".join(dict.fromkeys((numbers[0], numbers[-1]))), "turn a point")] if numbers else []
