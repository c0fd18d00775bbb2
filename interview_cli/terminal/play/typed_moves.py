"""Typed lines to moves: the one grammar of pipes, plain terminals and text prompts.

A line that begins with ``:`` is a command. Where the answer is typed, only the commands that
exist are: ``:=`` is an answer; ``\\:`` is a real colon. What an answer looks like depends on
what the question expects.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from interview_cli.core.design_case.conversation import TOP_GRADE
from interview_cli.core.kinds.kind import Answer
from interview_cli.core.questions.judged_points import list_points
from interview_cli.core.safe_text import drop_controls
from interview_cli.core.scoring.explain import EXPLAIN
from interview_cli.core.scoring.result import mark_expected
from interview_cli.core.session import engine
from interview_cli.core.session.state import Phase, Session
from interview_cli.core.session.verdict import verdict
from interview_cli.terminal.rendering.input_lines import LONGEST_ANSWER, TOO_LONG
from interview_cli.terminal.rendering.wording import NOTHING_TO_UNDO, letters, pairs_example

#: The command that suspends a question; too grave for a letter that is typed by mistake.
SUSPEND = "suspend"

#: The command that opens the picture; only questions that have one know it.
PICTURE = "i"

#: What each command is called, and what it does, in the order in which they are listed.
COMMANDS: dict[str, tuple[str, type[engine.Simple] | None]] = {
    "?": ("hint", engine.Hint),
    "s": ("skip", engine.Skip),
    "u": ("undo", engine.Undo),
    "r": ("I was right", engine.Right),
    "f": ("flag", engine.Flag),
    "n": ("note", engine.Note),
    PICTURE: ("picture", None),
    SUSPEND: ("stop asking it", engine.Suspend),
    "e": ("edit", None),
    "end": ("debrief now", engine.End),
    "q": ("quit", engine.Quit),
}

#: What can be read of the question whose answer was seen last, besides why an option is wrong.
READS = {"m": "model answer", "o": "sources"}

#: The command that asks the missed questions again, at the end.
AGAIN = "a"
#: The command that only a session with a debrief has: elsewhere it's an answer.
END = "end"

#: What is expected where an answer is typed.
TYPED = ("gaps", "line", "lines", "code", "defects")

#: What is expected where an answer has as many lines as one likes.
LONG = ("lines", "defects")

#: The commands of an exercise, with what each does; an interview hands in, and shows no solution.
EXERCISE_COMMANDS = {
    "t": "run the tests",
    "d": "difference to the starter",
    "e": "edit your file",
    "m": "solution",
    "h": "hand it in",
}

#: The command that turns a key point; it needs to know which.
TURN = "t"

#: The commands that words may follow, where their move can be made.
WORDED: dict[str, type[engine.Move]] = {
    "f": engine.Flag,
    "n": engine.Note,
    "r": engine.Right,
    TURN: engine.Turn,
}


#: A left side by its letter, and the number that goes with it: A2, b=1, C → 3.
_NAMED = re.compile(r"([A-I])[^A-Z\d]*(\d+)")


class InvalidAnswer(Exception):
    """A line that can't be an answer or a command; the message says what can.

    With a *session* the commands that can be given now follow it.
    """

    def __init__(self, message: str, session: Session | None = None) -> None:
        super().__init__(f"{message} {list_commands(session)}" if session else message)
        self.message = message


class EditRequest(Exception):
    """The learner wants the current question in an editor."""


class PictureRequest(Exception):
    """The learner wants to see the picture of the current question."""


class ReadRequest(Exception):
    """The learner wants to read more: one of ``READS``, or an option's number."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class ExerciseRequest(Exception):
    """The learner wants something of an exercise: one of its commands, or a *text* to be run."""

    def __init__(self, what: str, text: str | None = None) -> None:
        super().__init__(what)
        self.what, self.text = what, text


@dataclass(slots=True)
class TypedAnswer:
    """Lines taken so far for one answer; an answer may take several.

    ``before`` are those of the answer that was taken back: they hold until others come.
    ``warned`` says that the current gap got an empty line already.
    """

    lines: list[str] = field(default_factory=list)
    before: Sequence[str] = ()
    warned: bool = False
    #: How many characters were taken, with the ends of lines.
    size: int = 0

    def take(self, line: str, session: Session, at: datetime) -> engine.Move | None:
        """Take one *line*; return a move, or None when more lines are expected.

        Raises InvalidAnswer, EditRequest for ``:e``, PictureRequest for ``:i``, ReadRequest, and
        ExerciseRequest.
        """
        line = drop_controls(line)
        if is_command(line, session):
            if self.goes_back(line, session):
                self.lines.pop()
                self.warned = False
                return None
            return command(line.strip(), session, at)
        if session.phase is Phase.CONFIDING:
            return engine.Confide(at, _number(line, 3))
        if session.phase is Phase.REVEALED:
            return _grade(line, session, at)
        expects = session.task.expects
        if self.size + len(line) > LONGEST_ANSWER:
            raise InvalidAnswer(f"{TOO_LONG} That line isn't taken.")
        if expects == "grade":
            if line.strip():
                raise InvalidAnswer("Press Enter to see the answer first.")
            return engine.Reveal(at)
        if expects == "gaps":
            return self._fill(line, session, at)
        if expects not in (*LONG, "code"):
            return engine.Answered(at, _answer(line, session))
        if line.strip() == ".":
            if expects == "code":
                raise ExerciseRequest(".", self.text)
            return engine.Answered(at, self.text)
        self.add(line)
        return None

    def goes_back(self, line: str, session: Session) -> bool:
        """Whether *line* goes back to the gap before, which is filled already."""
        filling = session.phase is Phase.ASKING and session.task.expects == "gaps"
        return filling and bool(self.lines) and line.strip() == ":u"

    def _fill(self, line: str, session: Session, at: datetime) -> engine.Move | None:
        text, gaps = unescape(line).strip(), session.task.gaps
        if not text and not self.warned:
            self.warned = True
            raise InvalidAnswer(empty_gap(len(self.lines) + 1))
        self.warned = False
        self.lines.append(text)
        return engine.Answered(at, tuple(self.lines)) if len(self.lines) == gaps else None

    def so_far(self, session: Session) -> Answer:
        """Return what stands there as an answer when the time is over; None for nothing."""
        if session.phase is not Phase.ASKING or not any(map(str.strip, self.lines)):
            return None
        if session.task.expects == "gaps":
            return fill_gaps(self.lines, session)
        return self.text if session.task.expects in LONG else None

    @property
    def text(self) -> str:
        return "\n".join(self.lines or self.before)

    def add(self, line: str) -> None:
        """Take *line* as part of a longer answer, even if it looks like a command."""
        self.size += len(line) + 1
        self.lines.append("." if line.strip() == "\\." else unescape(drop_controls(line)))


def empty_gap(number: int) -> str:
    return f"Gap {number} is empty. Fill it, or press Enter again to leave it empty."


def fill_gaps(texts: Sequence[str], session: Session) -> tuple[str, ...]:
    """Return a text for each gap; those that *texts* doesn't reach are empty."""
    return (*texts, *[""] * session.task.gaps)[: session.task.gaps]


def is_typed(session: Session) -> bool:
    """Whether the session waits for an answer that is typed, and not chosen."""
    return session.phase is Phase.ASKING and session.task.expects in TYPED


def is_command(line: str, session: Session) -> bool:
    """Whether *line* is a command; in a typed answer ``:=`` and ``:s is slicing`` aren't."""
    name, _, words = line.strip()[1:].partition(" ")
    if not line.lstrip().startswith(":"):
        return False
    if not is_typed(session):
        return True
    if words:
        return name in WORDED and engine.can(session, WORDED[name])
    known = is_name(name, session) or name in READS or name in exercise_commands(session)
    return known or (name == TURN and session.task.kind == EXPLAIN)


def exercise_commands(session: Session) -> dict[str, str]:
    """Return the commands of the exercise that the session is at; none elsewhere."""
    if session.phase is not Phase.ASKING or not session.task.exercise:
        return {}
    other = "m" if session.mode.is_interview else "h"
    return {name: does for name, does in EXERCISE_COMMANDS.items() if name != other}


def is_name(name: str, session: Session) -> bool:
    """Whether a session like this one has a command of that name."""
    if name == PICTURE:
        return has_picture(session)
    return name in COMMANDS and (name != END or session.mode.is_interview)


def has_picture(session: Session) -> bool:
    """Whether there's a picture to open: that of the question which is asked, or was just now."""
    over = session.phase in (Phase.DEBRIEF, Phase.DONE)
    return not over and session.current.question.image is not None


def command(line: str, session: Session, at: datetime) -> engine.Move:
    """Return the move of a command; raises InvalidAnswer where there is none, or none now."""
    name, _, words = line[1:].partition(" ")
    if name in exercise_commands(session) and not words:
        raise ExerciseRequest(name)
    if name == TURN and (session.task.kind == EXPLAIN or session.phase is Phase.DEBRIEF):
        if not engine.can(session, engine.Turn):
            raise InvalidAnswer("You can correct points once there's a verdict.", session)
        return _turn(words, session, at)
    if (name in READS and session.phase is not Phase.DEBRIEF) or name.isdecimal():
        raise read_request(name, session)
    if name == PICTURE and not words:
        if not has_picture(session):
            raise InvalidAnswer("This question has no picture.", session)
        raise PictureRequest
    if not is_name(name, session):
        short = f"{name[:20]}..." if len(name) > 20 else name
        raise InvalidAnswer(f"There's no command :{short}.", session)
    title, move = COMMANDS[name]
    if words and name not in WORDED:
        raise InvalidAnswer(f":{name} takes nothing after it.", session)
    if move is None and engine.can(session, engine.Edited):
        raise EditRequest
    if move is engine.Undo and session.phase is Phase.DEBRIEF and not session.overrides:
        raise InvalidAnswer(NOTHING_TO_UNDO, session)
    if move is None or not engine.can(session, move):
        if name == "?" and session.hint_ladder:
            raise InvalidAnswer("You've read all the hints.", session)
        why_not = _NOT_NOW.get(name, f"There is nothing to {title} now.")
        if name == END and session.answered:
            why_not = "This is the debrief already."
        if name == SUSPEND and session.seen and session.suspends(session.seen):
            why_not = "That question is suspended already."
        colon = f" To answer :{name}, type \\:{name}." if is_typed(session) else ""
        raise InvalidAnswer(f"{why_not}{colon}", session)
    if move is engine.Note:
        if not words.strip():
            raise InvalidAnswer("Write the note behind it, such as :n ask about this.", session)
        return engine.Note(at, words.strip())
    if move is engine.Flag:
        return engine.Flag(at, words.strip())
    if move is engine.Right and (words.strip() or session.phase is Phase.DEBRIEF):
        return engine.Right(at, _outcome(words, session))
    return move(at)


def read_request(name: str, session: Session) -> ReadRequest:
    """Return the request to read what *name* stands for; raises InvalidAnswer without such."""
    seen = session.seen
    if seen is None:
        raise InvalidAnswer("There's more to read once you've seen an answer.", session)
    if name == "o" and not seen.question.sources:
        raise InvalidAnswer("That question names no sources.", session)
    if name.isdecimal():
        result = session.last and session.last.review and verdict(session, session.last)
        if not result or int(name) not in [why.number for why in result.whys]:
            raise InvalidAnswer(f"There's no reason to read for {name[:3]}.", session)
    return ReadRequest(name)


def _grade(line: str, session: Session, at: datetime) -> engine.Move:
    """Read which key points were said: their numbers, or 0 for none; else a grade.

    Of a stage that's 0 to 3, or an empty line for no more grades.
    """
    if session.grades_stages:
        return engine.GradeStage(at, _stage_grade(line))
    points = len(session.task.points)
    if not points:
        return engine.Grade(at, _number(line, 4))
    if line.strip() == "0":
        return engine.Tick(at, ())
    try:
        return engine.Tick(at, tuple(sorted(n - 1 for n in _numbers(line, points))))
    except InvalidAnswer as error:
        raise InvalidAnswer(f"{error} Type 0 for none.") from None


def _stage_grade(line: str) -> int | None:
    word = line.strip()
    if not word:
        return None
    if word in map(str, range(TOP_GRADE + 1)):
        return int(word)
    raise InvalidAnswer(f"Type your grade, 0 to {TOP_GRADE}, or press Enter to grade no more.")


def _turn(words: str, session: Session, at: datetime) -> engine.Turn:
    """Read ``2.1``: the first point of the second answer; ``1`` alone is of the last."""
    if not words.strip():
        raise InvalidAnswer(f"Say which point: :{TURN} 2.1 turns point 1 of answer 2.")
    answer, dot, point = words.strip().rpartition(".")
    place = _outcome(answer if dot else "", session)
    question = session.plan[session.outcomes[place].place].question
    points = list_points(question)
    if not points:
        raise InvalidAnswer("That question has no key points to correct.")
    turned = _number(point, len(points)) - 1
    if not mark_expected(points, session.settings.level, question.level)[turned]:
        raise InvalidAnswer("That point is beyond what's expected here, so it doesn't count.")
    return engine.Turn(at, place, turned)


def _outcome(words: str, session: Session) -> int:
    """Return the outcome's place of an answered question by its number, the last unless said."""
    answered = [place for place, outcome in enumerate(session.outcomes) if outcome.review]
    return answered[_number(words, len(answered)) - 1 if words.strip() else -1]


def list_commands(session: Session) -> str:
    exercise = exercise_commands(session)
    own = (f":{name} {does}" for name, does in exercise.items())
    now = (
        f":{name} {title}"
        for name, (title, move) in COMMANDS.items()
        if engine.can(session, move or engine.Edited)
        and name not in exercise
        and (name != PICTURE or has_picture(session))
    )
    more = []
    if (seen := session.seen) and not exercise:
        names = [name for name in READS if name != "o" or seen.question.sources]
        more = [f":{name} {READS[name]} of the last question" for name in names]
    turns = [f":{TURN} 2.1 correct a point"] if engine.can(session, engine.Turn) else []
    return f"Commands: {', '.join([*own, *now, *more, *turns])}."


_NOT_NOW = {
    "?": "This question has no hint.",
    "u": "There is nothing to undo.",
    "r": "There's no answer to mark as right.",
    SUSPEND: "There's no question to stop asking: that takes an answer first.",
    "end": "Nothing is answered yet, so there's nothing to debrief.",
}


def _answer(line: str, session: Session) -> Answer:
    offers, expects = session.task.offers, session.task.expects
    if expects == "line":
        if not line.strip():
            raise InvalidAnswer("Type an answer, or :s to skip.")
        return unescape(line).strip()
    if expects == "one":
        return (offers[_number(line, len(offers)) - 1],)
    if expects == "pairs":
        return _matched(line, session)
    numbers = _numbers(line, len(offers))
    if expects == "order" and len(numbers) != len(offers):
        every = f"all the numbers from 1 to {len(offers)}"
        raise InvalidAnswer(f"Type {every} in order, such as 2 1 3.")
    return tuple(offers[n - 1] for n in numbers)


def _matched(line: str, session: Session) -> Answer:
    """Read ``2 1 3``, the numbers that go with A, B and C; or ``B1 A2 C3``."""
    offers, every = session.task.offers, letters(session.task)
    named = dict(_NAMED.findall(line.upper()))
    if len(named) == len(offers) and not _NAMED.sub("", line.upper()).strip(" ,;"):
        line = " ".join(named[name] for name in sorted(named))
    how = f"Type a number for each of {every}, {pairs_example(len(offers))}."
    numbers = _numbers(line, len(offers), how)
    if len(numbers) != len(offers):
        raise InvalidAnswer(how)
    return tuple(offers[n - 1] for n in numbers)


def _number(line: str, top: int) -> int:
    word = line.strip()
    if word.isascii() and word.isdecimal() and 1 <= int(word) <= top:
        return int(word)
    raise InvalidAnswer(f"Type a number from 1 to {top}.")


def _numbers(line: str, top: int, how: str = "") -> list[int]:
    """Return the numbers in *line*; raises InvalidAnswer, which says *how* to answer."""
    try:
        numbers = [_number(word, top) for word in line.replace(",", " ").split()]
    except InvalidAnswer:
        numbers = []
    if not numbers:
        raise InvalidAnswer(how or f"Type numbers from 1 to {top}, such as 1 3.")
    if len(set(numbers)) != len(numbers):
        raise InvalidAnswer("Use each number once.")
    return numbers


def unescape(line: str) -> str:
    """Return *line* with a real colon where it begins with ``\\:``."""
    start = len(line) - len(line.lstrip())
    return line[:start] + line[start + 1 :] if line.startswith("\\:", start) else line
