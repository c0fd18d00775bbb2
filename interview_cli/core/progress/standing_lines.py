"""Lines that count, as they are added up: which answers among them are a session's first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import compress
from operator import itemgetter
from typing import Any

from interview_cli.core.memory.answer_facts import Answer
from interview_cli.core.memory.first_attempts import FirstAttempts
from interview_cli.core.progress.answer_times import AnswerTimes
from interview_cli.core.records import Line, Reviewed


@dataclass(frozen=True, slots=True)
class Standing:
    """Lines that count, with their latest grades; ``newest`` is the greatest id before them too.

    ``firsts`` says of each line whether it's a session's first answer at its question.
    """

    lines: Sequence[Line | Answer]
    firsts: Sequence[bool]
    newest: str


def take_standing(
    lines: Sequence[Line | Answer], newest: str, attempts: FirstAttempts, times: AnswerTimes
) -> Standing:
    """Return *lines* as they are added up; *attempts* and *times* have them then.

    Progress and statistics need both alike: of a long journal they are found once.
    """
    firsts = attempts.take_all(lines)
    answers: Iterable[Any] = compress(lines, firsts)
    times.add_all(map(_get_time, answers))
    return Standing(lines, firsts, newest)


def read_answers(lines: Iterable[Line]) -> list[Line | Answer]:
    """Return *lines* with what adds up of answers in the place of these."""
    return [Answer.from_line(line) if line["type"] == Reviewed.type else line for line in lines]


#: Kind and seconds.
_get_time: Callable[[Answer], tuple[str, float]] = itemgetter(4, 9)
