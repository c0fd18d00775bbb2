"""Whether what is right in a question changed: its key, between two versions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from interview_cli.core.kinds import Quiz
from interview_cli.core.kinds.blanks import Blanks
from interview_cli.core.kinds.order import Order
from interview_cli.core.kinds.output import Output, printed
from interview_cli.core.kinds.short import Short
from interview_cli.core.question import Question
from interview_cli.core.text import almost, fold


def rekeyed(old: Question, new: Question) -> tuple[str, str] | None:
    """Give what was right and what is, where an answer that was right may be so no more.

    Typos apart, a right answer in other words counts: no program knows that it means the
    same. More that is accepted does not, nor do other words of a model answer.
    """
    was: Quiz | None = old.quiz
    now: Quiz | None = new.quiz
    if was is None or now is None:
        return None
    if was.kind == now.kind:
        same = _KEYS.get(was.kind, _same_choice)(was, now)
    else:
        # Asked in another way: right is still right where one of the answers is the same.
        ordered = isinstance(was, Order) or isinstance(now, Order)
        kept = _kept(was.right, now.right) or _kept(now.right, was.right)
        same = kept and not ordered
    return None if same else (_shown(was), _shown(now))


def _shown(quiz: Quiz) -> str:
    between = " > " if isinstance(quiz, Order) else " | "
    return between.join(quiz.right)


def _kept(old: Iterable[str], new: Iterable[str], *, case: bool = False) -> bool:
    """Say whether each of the *old* texts is among the *new*, typos apart."""
    known = [fold(text, case=case) for text in new]
    return all(
        any(text == other or (not case and almost(text, other)) for other in known)
        for text in (fold(text, case=case) for text in old)
    )


def _same_choice(old: Any, new: Any) -> bool:
    offered = {fold(text) for text in new.offers} - {fold(text) for text in new.right}
    return (
        _kept(old.right, new.right)
        and _kept(new.right, old.right)
        and not any(fold(text) in offered for text in old.right)
    )


def _same_short(old: Short, new: Short) -> bool:
    if old.number != new.number and old.number is not None:
        wider = (
            new.number is not None
            and abs(new.number.value - old.number.value) + old.number.tolerance
            <= new.number.tolerance
        )
        if not wider:
            return False
    if new.case and not old.case:
        return False
    return _kept(old.accept, new.accept, case=new.case)


def _same_blanks(old: Blanks, new: Blanks) -> bool:
    if old.gaps != new.gaps or (new.case and not old.case):
        return False
    return all(
        _kept(was, now, case=new.case) for was, now in zip(old.accept, new.accept, strict=True)
    )


def _same_order(old: Order, new: Order) -> bool:
    return len(old.steps) == len(new.steps) and all(
        _kept([was], [now]) for was, now in zip(old.steps, new.steps, strict=True)
    )


def _same_output(old: Output, new: Output) -> bool:
    return printed(old.prints) == printed(new.prints)


_KEYS: dict[str, Any] = {
    "short": _same_short,
    "blanks": _same_blanks,
    "order": _same_order,
    "output": _same_output,
}
