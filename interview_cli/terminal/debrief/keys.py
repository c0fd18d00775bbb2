"""The debrief with keys: one question at a time, its points turned with digits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from interview_cli.core.errors import InterviewError
from interview_cli.core.session import engine
from interview_cli.core.session.debrief import Debrief, DebriefItem
from interview_cli.core.session.engine import Move, Next, Right, Take, Turn, Undo
from interview_cli.core.session.state import Session
from interview_cli.core.session.summary import Summary
from interview_cli.core.study_days import study_day
from interview_cli.storage import clock
from interview_cli.terminal.debrief import views, words
from interview_cli.terminal.practice_session import PracticeSession
from interview_cli.terminal.rendering.layout import Page, plain
from interview_cli.terminal.rendering.menu import ENTER, SPACE, Footer, Key, Menu
from interview_cli.terminal.rendering.views import model_answer
from interview_cli.terminal.rendering.wording import NOTHING_TO_UNDO

if TYPE_CHECKING:
    from interview_cli.ai.judge import Judgement


class Judge(Protocol):
    """A model that is asked for a second opinion of an answer."""

    @property
    def name(self) -> str:
        """The model and where it runs."""

    def ask(self, item: DebriefItem) -> Judgement | None:
        """Return its opinion; None where the learner doesn't agree to ask it."""


class DebriefKeys:
    """Shows the debrief of a session, and waits for keys."""

    def __init__(self, page: Page, practice: PracticeSession, judge: Judge | None = None) -> None:
        self.page, self.practice, self.judge = page, practice, judge
        self._opinions: dict[tuple[int, str], Judgement] = {}  # by outcome and answer
        self.asks_again = False  # whether the debrief was left to be asked the missed ones again
        self._at: int | None = None  # the question that is looked at
        self._on_screen: DebriefItem | None = None
        self._counted: tuple[DebriefItem, ...] = ()  # the answers as they counted when last shown

    def move(self, session: Session) -> Move:
        """Return the learner's move; until one comes, show what is asked for."""
        debrief = self.practice.debrief()
        if self._at is None:
            self.page.show(*views.overall(debrief, study_day(clock.now())))
            gaps = [n for n, one in enumerate(debrief.answers) if one.gap and (one.score or 0) < 1]
            self._at = gaps[0] if gaps else 0
            self._counted = debrief.answers
        both = enumerate(zip(debrief.answers, self._counted, strict=False))
        changed = [n for n, (one, before) in both if one != before]
        self._at = changed[0] if changed else self._at
        while True:
            one = debrief.answers[self._at]
            if self._on_screen != one:
                again = self._on_screen is not None and self._on_screen.place == one.place
                self._on_screen = one
                self.page.show(*views.answer(one, code=not again))
            if changed:
                self.page.show(plain(words.describe_change(debrief)))
                self._counted, changed = debrief.answers, []
            move = self._press(session, debrief, one)
            if move is not None:
                return move

    def show_verdict(self) -> None:
        """Show what came of the last answer, and the model answer."""
        last = self.practice.debrief().answers[-1]
        question = last.asked.question
        self.page.show(*views.answer(last, code=False), *model_answer(question))

    def show_points(self) -> None:
        self.page.show(*views.points(self.practice.debrief().answers[-1]))

    def end(self, summary: Summary) -> None:
        if not self.practice.session.reopened:
            self.page.show(*views.ending(summary))

    def go_on(self, session: Session, keys: Sequence[Key]) -> Next | Turn | str:
        """Return the learner's move after a coach's verdict, or else one of *keys*."""
        from interview_cli.terminal.rendering import prompts

        numbers = _numbers(self.practice.debrief().answers[-1])
        turns = _turning(numbers)
        goes_on = ("Enter", "next" if session.queue else "debrief")
        ends = (ENTER, SPACE, *numbers, *(key for key, _ in keys))
        key = prompts.press(Footer((goes_on, *turns, *keys), ends))
        if key in (ENTER, SPACE):
            return Next(clock.now())
        return Turn(clock.now(), -1, int(key) - 1) if key in numbers else key

    def tick(
        self, session: Session, keys: Sequence[Key], timer: Callable[[], str] | None = None
    ) -> tuple[int, ...] | str:
        """Return the key points that the learner ticks as said aloud, or else one of *keys*.

        *timer* says how much time there is left.
        """
        from interview_cli.terminal.rendering import prompts

        menu = Menu(session.task.points, "many", least=0)
        digits = f"1-{min(9, len(menu.texts))}" if len(menu.texts) > 1 else "1"
        how = ((f"{digits} or ↑↓ Space", "tick what you said"), ("Enter", "done"))
        ends = tuple(key for key, _ in keys)
        key = prompts.choose(menu, Footer((*how, *keys), ends, clock=timer))
        if key is not None:
            return key
        self.page.show(views.ticks(menu.texts, menu.chosen))
        return tuple(sorted(menu.chosen))

    def _press(self, session: Session, debrief: Debrief, one: DebriefItem) -> Move | None:
        from interview_cli.terminal.rendering import prompts

        numbers, opinion = _numbers(one), self._opinions.get((one.place, one.answer))
        can_be_right = one.unrated or not one.outcome.right
        can_undo, several = engine.can(session, Undo), len(debrief.answers) > 1
        can_take = opinion is not None and opinion.score != one.score
        can_ask = bool(opinion is None and self.judge and one.answer and one.scored.points)
        offers: tuple[tuple[bool, Key], ...] = (
            (can_be_right, ("r", "I was right")),
            (several, ("↑↓", "others")),
            (can_undo, ("u", "undo")),
            (can_take, ("t", "take the model's")),
            (can_ask, ("o", "ask the model")),
            (bool(debrief.skipped), ("s", "skipped")),
            (debrief.can_ask_again, ("a", "the missed ones again")),
            (True, ("q", "done")),
        )
        keys = [("m", "model answer"), *_turning(numbers), *(key for can, key in offers if can)]
        # Not Enter: whoever types ahead of the last question would close it unread.
        ends = ["m", *numbers, "r", "u", "q", *(["up", "down"] if several else [])]
        more = {"t": can_take, "o": can_ask, "s": bool(debrief.skipped)}
        more["a"] = debrief.can_ask_again
        ends += [key for key, can in more.items() if can]
        key = prompts.press(Footer(tuple(keys), tuple(ends)))
        if key in ("up", "down"):
            step = 1 if key == "down" else -1
            self._at = ((self._at or 0) + step) % len(debrief.answers)
        elif key == "m":
            question = one.asked.question
            if one.ran:
                from interview_cli.terminal.exercise.views import solution  # few have one

                self.page.show(*solution(question))
            self.page.show(*model_answer(question))
        elif key == "s":
            self.page.show(*views.skipped(debrief))
        elif key == "o":
            self._ask(one)
        elif key == "t" and opinion is not None:
            return Take(clock.now(), one.place, opinion.points, opinion.score)
        elif key == "u":
            if can_undo:
                return Undo(clock.now())
            self.page.show(plain(NOTHING_TO_UNDO))
        elif key == "r" and can_be_right:
            return Right(clock.now(), one.place)
        elif key.isdigit():
            return Turn(clock.now(), one.place, int(key) - 1)
        elif key in ("a", "q"):
            self.asks_again = key == "a"
            return Next(clock.now())
        return None

    def _ask(self, one: DebriefItem) -> None:
        assert self.judge is not None
        self.page.show(plain(f"Asking {self.judge.name} …", "dim"))
        opinion, reason = None, "Nothing was sent. "
        try:
            opinion = self.judge.ask(one)
        except KeyboardInterrupt as stopped:
            if stopped.args:  # the system ends us, and not the learner the waiting
                raise
            reason = "Stopped. "
        except InterviewError as error:
            reason = "".join(f"{line}\n" for line in (error.message, error.hint) if line)
        if opinion is None:
            self.page.show(plain(f"{reason}The offline score stands."))
            return
        self._opinions[one.place, one.answer] = opinion
        self.page.show(*views.opinion(one, opinion))


def _numbers(one: DebriefItem) -> list[str]:
    """Return the digits that correct a point: of those that count, as far as digits go."""
    return [str(n) for n, point in enumerate(one.scored.points[:9], 1) if point.expected]


def _turning(numbers: Sequence[str]) -> list[Key]:
    """Return the keys that correct a point: ``1-4``, or ``1`` where there is one."""
    return (
        [("-".join(dict.fromkeys((numbers[0], numbers[-1]))), "correct a point")] if numbers else []
    )
