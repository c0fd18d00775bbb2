"""Where a session stands: a value, and what can be read off it.

Nothing here changes anything: ``engine`` makes the moves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum, auto
from typing import Any, NamedTuple

from interview_cli.core.explaining import EXPLAIN, Explain, Synonyms
from interview_cli.core.journal.records import Regraded, Reviewed, is_right, is_untold
from interview_cli.core.kinds import Answer, Expects, Quiz
from interview_cli.core.levels import RECALL, Level
from interview_cli.core.memory.model import Memory
from interview_cli.core.memory.rating import NEW
from interview_cli.core.modes import Mode
from interview_cli.core.questions.question import Question
from interview_cli.core.shuffle import rank


class Phase(Enum):
    """What the session waits for."""

    ASKING = auto()  # an answer, or the reveal of a flashcard
    REVEALED = auto()  # the learner's own grade
    CONFIDING = auto()  # how sure the learner is
    VERDICT = auto()  # to go on
    DEBRIEF = auto()  # to look at what came of all answers, and to end it
    DONE = auto()


#: A part of a text: where it begins and ends, from 0, and what it is.
Span = tuple[int, int, str]


class Asked(NamedTuple):
    """A question with the name it is remembered under, ``pack:id``.

    ``recall`` is the chance, expected before the answer, that it is known; ``changed``
    says that what is asked, or right, is not what it was when it was last answered;
    ``spans`` is the syntax of its code, where that is known; ``memory`` is what the
    scheduler knew of it when the session began, and ``due`` its study day, an ordinal.
    A follow-up names the question that it ``follows``; ``synonyms`` are those of the pack.
    """

    key: str
    question: Question
    recall: float | None = None
    changed: bool = False
    spans: tuple[Span, ...] = ()
    memory: Memory | None = None
    due: int | None = None
    follows: str | None = None
    synonyms: Synonyms = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for a whole session; kept in ``started`` so that it can be resumed."""

    seed: int = 0
    limit: float | None = None  # seconds for each question
    confidence: bool = False
    shuffle: bool = True
    minutes: float | None = None
    prior: float = NEW  # the learner's chance with a question that is new
    level: Level | None = None  # what is expected of an explanation; None: as the question
    coach: bool = False  # tells after each explanation, and not only at the end
    spoken: bool = False  # explanations are said aloud


class Outcome(NamedTuple):
    """How one question went: answered, or skipped where ``review`` is None.

    ``place`` is the question's place in the plan, ``line`` that of its record among
    the session's lines; both from 0.
    """

    place: int
    line: int
    review: Reviewed | None
    regraded: Regraded | None = None

    @property
    def score(self) -> float | None:
        latest = self.regraded or self.review
        return latest.score if latest else None

    @property
    def rating(self) -> int | None:
        latest = self.regraded or self.review
        return latest.rating if latest else None

    @property
    def right(self) -> bool:
        return self.rating is not None and not self.untold and is_right(self.score, self.rating)

    @property
    def untold(self) -> bool:
        """Whether only the learner can say how it went, and has not."""
        return self.review is not None and is_untold(self.score, self.review.grader)

    @property
    def first(self) -> bool:
        """Whether this was the question's first answer in the session."""
        return self.review is not None and self.review.attempt == 1


class Word(NamedTuple):
    """A word of the learner's on an answer, said in the debrief: what undo takes back there.

    ``outcome`` is the answer's place among the outcomes, ``line`` that of the word's record
    among the session's lines; ``before`` is what counted until then.
    """

    outcome: int
    line: int
    before: Regraded | None


@dataclass(frozen=True, slots=True)
class Session:
    """Where a run of questions stands."""

    mode: Mode
    settings: Settings
    plan: tuple[Asked, ...]
    queue: tuple[int, ...]  # places in the plan; the first is being asked
    phase: Phase
    since: datetime  # when the current question was put
    began: datetime
    hints: int = 0
    pending: tuple[Answer, int] | None = None  # waits for its confidence: answer, ms
    outcomes: tuple[Outcome, ...] = ()
    ids: tuple[str, ...] = ()  # of the lines kept so far, in the order they were said
    before: Session | None = None  # what undo goes back to
    filters: Mapping[str, Any] = field(default_factory=dict)  # as ``started`` keeps them
    finished: int | None = None  # the line that says so; None when left early
    words: tuple[Word, ...] = ()  # said in the debrief, in their order
    about: int = -1  # the outcome that the last of them, or its undoing, was about

    def kept(self, ids: Iterable[str]) -> Session:
        """Take the ids under which the records of the last step were kept."""
        return replace(self, ids=(*self.ids, *ids))

    @property
    def id(self) -> str:
        """The session's id: that of its ``started`` line."""
        return self.ids[0]

    @property
    def can_undo(self) -> bool:
        """Whether an answer, or in the debrief a word on one, can be taken back."""
        if self.phase is Phase.DEBRIEF:
            return bool(self.words)
        return self.before is not None or self.phase is Phase.CONFIDING

    @property
    def over(self) -> bool:
        return self.phase is Phase.DONE

    @property
    def place(self) -> int:
        """The place of the question that is asked, or whose verdict was shown last."""
        if self.phase in (Phase.VERDICT, Phase.DEBRIEF):
            return self.outcomes[self.about].place
        return self.queue[0]

    @property
    def current(self) -> Asked:
        return self.plan[self.place]

    @property
    def quiz(self) -> Quiz | None:
        """How the current question is put; None where the learner grades."""
        asked = self.current
        if self.mode.explains and not self.settings.spoken:
            return Explain(asked.question, self.settings.level, asked.synonyms)
        grades = self.mode.recall or self.mode.explains
        quiz: Quiz | None = None if grades else asked.question.quiz
        return quiz

    def get_ready(self) -> None:
        """Prepare for the current question's answer, now that the question is shown."""
        if isinstance(quiz := self.quiz, Explain):
            quiz.get_ready()

    @property
    def kind(self) -> str:
        return EXPLAIN if self.mode.explains else self.quiz.kind if self.quiz else RECALL

    @property
    def ask(self) -> str:
        """The wording that is shown, as Markdown."""
        return (self.quiz and self.quiz.stem) or self.current.question.ask

    @property
    def expects(self) -> Expects:
        return self.quiz.expects if self.quiz else "grade"

    @property
    def offers(self) -> tuple[str, ...]:
        """The options or steps in the order in which they are shown."""
        return shown(self.current.key, self.quiz, self.settings) if self.quiz else ()

    @property
    def size(self) -> int | None:
        """How many questions there are; None where time decides."""
        return len(self.plan) if self.settings.minutes is None else None

    @property
    def number(self) -> int:
        """The number of the current question, from 1, in the order in which they are asked."""
        if not self.mode.explains:
            return self.place + 1
        return 1 + len({outcome.place for outcome in self.outcomes} - {self.place})

    @property
    def silent(self) -> bool:
        """Whether what came of an answer is told at the end only."""
        return self.mode.explains and not self.settings.coach

    @property
    def returned(self) -> bool:
        """Whether the current question was missed before in this session."""
        return any(o.place == self.place and o.review for o in self.outcomes)

    @property
    def right(self) -> int:
        """How many questions were right at the first attempt."""
        return sum(o.right for o in self.outcomes if o.first)

    @property
    def answered(self) -> int:
        """How many questions were answered."""
        return sum(o.first for o in self.outcomes)

    @property
    def last(self) -> Outcome | None:
        """The outcome that a verdict, undo or "I was right" is about."""
        return self.outcomes[-1] if self.outcomes else None


def shown(key: str, quiz: Quiz, settings: Settings) -> tuple[str, ...]:
    """Give the texts that *quiz* offers, shuffled by the session's seed.

    Steps to be ordered are always shuffled, and never shown in the right order.
    """
    offers = quiz.offers
    ordering = quiz.expects == "order"
    if quiz.keeps_order or not (settings.shuffle or ordering):
        return offers
    mixed = tuple(sorted(offers, key=lambda text: rank(settings.seed, key, text)))
    if ordering and mixed == offers:
        return (*mixed[1:], mixed[0])
    return mixed
