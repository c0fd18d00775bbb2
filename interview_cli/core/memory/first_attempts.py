"""Which answers are a session's first at their question: each session has one at each."""

from __future__ import annotations

from collections.abc import Iterable

from interview_cli.core.memory.answer_facts import Answer
from interview_cli.core.records import Line, Reviewed

#: Of how many sessions it's known what they asked: of those that were answered in last.
MAX_SESSIONS = 32


class FirstAttempts:
    """Tells a session's first answer to a question from others that say they are the first too.

    Two windows, or two synced computers, may have played one session at the same time. What
    counts is the answer that comes first in the journal, on every computer.
    """

    def __init__(self, sessions: Iterable[tuple[str, Iterable[str]]] = ()) -> None:
        self._asked = {session: set(questions) for session, questions in sessions}
        self._latest = next(reversed(self._asked), "")

    def take(self, line: Line) -> bool:
        """Whether a ``reviewed`` line counts as a first attempt; no later one like it does."""
        return self.take_answer(line.get("session"), line["question"], line["attempt"])

    def take_answer(self, session: str | None, question: str, attempt: int) -> bool:
        """Whether an answer counts as a first attempt, as ``take`` says it."""
        if attempt != 1:
            return False
        if not session:
            return True
        if session != self._latest:
            self._asked[session] = self._asked.pop(session, set())
            self._latest = session
            if len(self._asked) > MAX_SESSIONS:
                del self._asked[next(iter(self._asked))]
        asked = self._asked[session]
        if question in asked:
            return False
        asked.add(question)
        return True

    def take_all(self, lines: Iterable[Line | Answer]) -> list[bool]:
        """Return of each of *lines* whether it's an answer that counts as a first attempt."""
        firsts, latest, asked = list[bool](), "", set[str]()
        for line in lines:
            if not isinstance(line, Answer):
                first = False
            elif not latest or line[0] != latest or line[8] != 1:
                first = self.take_answer(line[0], line[1], line[8])
                latest = self._latest
                asked = self._asked.get(latest, asked)
            elif first := line[1] not in asked:  # as nearly always
                asked.add(line[1])
            firsts.append(first)
        return firsts

    def to_plain(self) -> list[tuple[str, list[str]]]:
        """Return plain JSON values, for the constructor."""
        return [(session, sorted(asked)) for session, asked in self._asked.items()]


def drop_repeats(lines: Iterable[Line]) -> list[Line]:
    """Return *lines* without the answers that aren't a session's first, but say that they are.

    Retracted lines must be gone already.
    """
    attempts = FirstAttempts()
    return [
        line
        for line in lines
        if line["type"] != Reviewed.type or line["attempt"] != 1 or attempts.take(line)
    ]
