"""Lines that count, as they are added up: which answers among them are a session's first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import compress
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
    lines: Iterable[Line | Answer], newest: str, attempts: FirstAttempts, times: AnswerTimes
) -> Standing:
    """Return *lines* as they are added up; *attempts* and *times* have them then.

    Progress and statistics need both alike: of a long journal they are found once.
    """
    taken = [
        Answer.from_line(line)
        if not isinstance(line, Answer) and line["type"] == Reviewed.type
        else line
        for line in lines
    ]
    firsts = attempts.take_all(taken)
    answers: Iterable[Any] = compress(taken, firsts)
    times.add_all((answer[4], answer[9]) for answer in answers)
    return Standing(taken, firsts, newest)
