"""Where a session stands: a value, and what can be read off it; ``engine`` makes the moves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum, auto
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple

from interview_cli.core.code_review.assessment import assess
from interview_cli.core.design_case.conversation import NOTHING_SAID, Conversation, Remark
from interview_cli.core.design_case.stage_scores import Case
from interview_cli.core.design_case.stage_scores import score as score_case
from interview_cli.core.exercises.exercise import Exercise, find_exercise
from interview_cli.core.kinds.ask_back import AskBack
from interview_cli.core.kinds.behaviour import Behaviour
from interview_cli.core.kinds.design import Design
from interview_cli.core.kinds.kind import Answer, Expects, Mark, Quiz
from interview_cli.core.kinds.review import Review
from interview_cli.core.levels import RECALL, Level
from interview_cli.core.memory.rating import NEW_RECALL
from interview_cli.core.memory.scheduler import Memory
from interview_cli.core.modes import Mode
from interview_cli.core.questions.judged_points import list_points
from interview_cli.core.questions.question import Question
from interview_cli.core.records import (
    Flagged,
    Noted,
    Regraded,
    Reviewed,
    Suspended,
    is_right,
    is_unrated,
)
from interview_cli.core.scoring.explain import EXPLAIN, Explain, Synonyms
from interview_cli.core.scoring.result import ScoringResult
from interview_cli.core.shuffle import shuffle


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

    ``recall`` is the chance, expected before the answer, that it is known; ``changed`` says
    that what is asked, or right, isn't what it was at the last answer; ``spans`` is the syntax
    of its code; ``memory`` and ``due``, a study day, are as the session began. A follow-up
    names the question that it ``follows``; ``synonyms`` are those of the pack. ``weight`` is
    what its answer counts in the score of a session. ``notes`` are the learner's, from before
    the session, and ``flags`` the ids of the flags from then. ``folder`` is the pack's, where its
    picture lies.
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
    weight: float = 1.0
    notes: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    folder: str = ""

    @property
    def main_key(self) -> str:
        """The question's own name, or that of the one that a follow-up follows."""
        return self.follows or self.key


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for a whole session; kept in ``started`` so that it can be resumed."""

    seed: int = 0
    limit: float | None = None  # seconds for each question
    confidence: bool = False
    shuffle: bool = True
    minutes: float | None = None
    prior: float = NEW_RECALL  # the learner's chance with a question that is new
    level: Level | None = None  # what is expected of an explanation; None: as the question
    coach: bool = False  # a verdict after each answer, even where a debrief comes
    spoken: bool = False  # explanations are said aloud
    guess: Level | None = None  # what the learners think their level is
    most: int | None = None  # questions that an adaptive mode asks at most
    save: str = ""  # the file that the debrief is written to in the end
    no_ai: bool = False  # no model is asked for a second opinion
    at_end: bool = False  # verdicts come at the end, all together
    title: str = ""  # what this session is called; the mode's title where it has none

    def applied_to(self, mode: Mode) -> Mode:
        """Return *mode* as a session with these settings has it."""
        return replace(mode, debrief=True) if self.at_end else mode


class Task(NamedTuple):
    """What is expected of the learner: what is asked, how to answer, and what is right.

    ``kind`` is the name in records, ``ask`` the wording on screen, as Markdown. What is answered
    is a ``quiz``, or an ``explanation`` in writing; without either it ``expects`` a grade: the
    answer is revealed and the learner grades it, or ticks the ``points``. ``offers`` are the
    options, steps or right sides in their order on screen, ``left_sides`` what these are matched
    with, ``gap_text`` the text with the ``gaps``.
    ``model_answer`` is what a verdict says, ``whys`` why an offer is right or wrong. What is
    ``shown`` of the question, its code too, has the names that an answer may repeat. An
    ``exercise`` is judged by running it.
    """

    kind: str
    ask: str
    model_answer: str
    expects: Expects = "grade"
    quiz: Quiz | None = None
    explanation: Explain | None = None
    points: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    left_sides: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    whys: Mapping[str, str] = MappingProxyType({})
    gaps: int = 0
    gap_text: str = ""
    shown: str = ""
    exercise: Exercise | None = None

    @property
    def review(self) -> Review | None:
        """The code to be reviewed; None for any other task."""
        return self.quiz if isinstance(self.quiz, Review) else None

    @property
    def case(self) -> Case | None:
        """The case to talk about, stage by stage; None for any other task."""
        return Case(self.quiz.stages, self.ask) if isinstance(self.quiz, Design) else None

    @property
    def self_graded(self) -> bool:
        """Whether an answer is typed that only the learner can grade: a story."""
        return isinstance(self.quiz, Behaviour)

    @property
    def has_points(self) -> bool:
        """Whether an answer is judged point by point: by key points, or by defects."""
        return self.explanation is not None or isinstance(self.quiz, Review | Design)

    def score(self, answer: Answer) -> ScoringResult:
        """Return the score of *answer*; None where time ran out."""
        if self.explanation:
            return self.explanation.score(answer)
        if self.review:
            return assess(self.review, answer if isinstance(answer, str) else "").result
        if self.case:
            return score_case(self.case, answer).result
        if self.self_graded:
            return ScoringResult(0.0, judged=False)
        return ScoringResult(self.mark(answer).score)

    def mark(self, answer: Answer) -> Mark:
        """Return the score of *answer* to the quiz, and what to say of it."""
        assert self.quiz is not None
        return Mark(0.0) if answer is None else self.quiz.mark(answer, self.shown)

    def prepare(self) -> None:
        """Do what scoring can do before there is an answer, while the question is being read."""
        if self.explanation:
            self.explanation.prepare()
        if self.review:
            assess(self.review, "\n".join(defect.says for defect in self.review.defects))
        if self.case:
            score_case(self.case, tuple(stage.ask for stage in self.case.stages))


def make_task(asked: Asked, mode: Mode, settings: Settings) -> Task:
    """Return the task that *asked* is in a session of *mode*.

    Steps to be ordered, and right sides, are always shuffled, and never shown in the right order.
    """
    question = asked.question
    quiz: Quiz | None = question.quiz
    exercise = find_exercise(question) if mode.answer_by != "recall" else None
    if quiz and exercise:
        return Task(
            quiz.kind,
            quiz.stem or question.ask,
            question.explanation,
            quiz.expects,
            quiz,
            right=(exercise.solution,),
            exercise=exercise,
        )
    tells = isinstance(quiz, Behaviour | Design) and not settings.spoken
    if mode.answer_by == "explain" and not (tells or isinstance(quiz, Review | AskBack)):
        if settings.spoken:
            points = tuple(point.says for point in list_points(question))
            return Task(EXPLAIN, question.ask, question.answer, points=points)
        explain = Explain(question, settings.level, asked.synonyms)
        return Task(EXPLAIN, question.ask, question.answer, "lines", explanation=explain)
    if mode.answer_by == "recall" or quiz is None:
        return Task(RECALL, question.ask, question.answer)
    offers, ordering = quiz.offers, quiz.expects in ("order", "pairs")
    if not quiz.keeps_order and (settings.shuffle or ordering):
        offers = shuffle(settings.seed, asked.key, offers, moved=ordering)
    alt = question.image.alt if question.image else ""
    shown = (quiz.stem or question.ask, question.code or "", alt)
    return Task(
        quiz.kind,
        quiz.stem or question.ask,
        question.explanation,
        quiz.expects,
        quiz,
        offers=offers,
        left_sides=quiz.left_sides,
        right=quiz.right,
        whys=quiz.whys,
        gaps=quiz.gaps,
        gap_text=getattr(quiz, "text", "") if quiz.expects == "gaps" else "",
        shown="\n".join(shown),
    )


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
    def passed(self) -> bool | None:
        """Whether the answer passed; None where nothing can be judged."""
        latest = self.regraded or self.review
        return latest.passed if latest else None

    @property
    def weight(self) -> float:
        """What it counts in the score of the session."""
        return self.review.weight if self.review else 0.0

    @property
    def right(self) -> bool:
        score, rating = self.score, self.rating
        return rating is not None and not self.unrated and is_right(score, rating)

    @property
    def unrated(self) -> bool:
        """Whether only the learner can say how it went, and has not."""
        latest = self.regraded or self.review
        return latest is not None and is_unrated(self.score, latest.grader)

    @property
    def first(self) -> bool:
        """Whether this was the question's first answer in the session."""
        return self.review is not None and self.review.attempt == 1


class Marking(NamedTuple):
    """A flag, a note or a suspension of this session; ``line`` is its place among its lines."""

    line: int
    record: Flagged | Noted | Suspended


class Override(NamedTuple):
    """A grade that the learner overrode: what undo takes back first.

    ``outcome`` is the answer's place among the outcomes, ``line`` that of the override's
    record among the session's lines; ``before`` is what counted until then.
    """

    outcome: int
    line: int
    before: Regraded | None


class Repeat(NamedTuple):
    """A line on a question that was answered, or skipped, already when this one came.

    ``attempt`` is 0 for a skip.
    """

    key: str
    attempt: int
    id: str


@dataclass(frozen=True)
class Session:
    """Where a run of questions stands."""

    mode: Mode
    settings: Settings
    plan: tuple[Asked, ...]
    tasks: tuple[Task, ...]  # what is expected at each place of the plan
    queue: tuple[int, ...]  # places in the plan; the first is being asked
    phase: Phase
    since: datetime  # when the current question was put
    began: datetime
    hints: int = 0
    pending: tuple[Answer, int] | None = None  # waits for its confidence: answer, ms
    talk: Conversation = NOTHING_SAID  # about the case that is being asked
    outcomes: tuple[Outcome, ...] = ()
    ids: tuple[str, ...] = ()  # of the lines kept so far, in their order
    before: Session | None = None  # what undo goes back to
    filters: Mapping[str, Any] = field(default_factory=dict)  # as ``started`` keeps them
    finished: int | None = None  # the line that says so; None when left early
    overrides: tuple[Override, ...] = ()  # in their order; the debrief begins with none
    about: int = -1  # the outcome that the debrief's last one, or its undoing, was about
    markings: tuple[Marking, ...] = ()  # flags, notes and the like that weren't taken back
    repeats: tuple[Repeat, ...] = ()  # answers of other windows or computers, which don't count
    reopened: bool = False  # a past one, of which only the debrief is seen again

    def add_ids(self, ids: Iterable[str]) -> Session:
        """Return the session with the *ids* of the lines that the last records became."""
        return replace(self, ids=(*self.ids, *ids))

    @property
    def id(self) -> str:
        """The session's id: that of its ``started`` line."""
        return self.ids[0]

    @property
    def title(self) -> str:
        return self.settings.title or self.mode.title

    @property
    def over(self) -> bool:
        return self.phase is Phase.DONE

    @cached_property
    def place(self) -> int:
        """The place of the question that is asked, or whose verdict was shown last."""
        if self.phase in (Phase.VERDICT, Phase.DEBRIEF):
            return self.outcomes[self.about].place
        return self.queue[0]

    @cached_property
    def current(self) -> Asked:
        return self.plan[self.place]

    @cached_property
    def task(self) -> Task:
        """What is expected of the learner at the current question."""
        return self.tasks[self.place]

    @property
    def remark(self) -> Remark | None:
        """What the interviewer asks of a case now; None at its end, and in other tasks."""
        case = self.task.case if self.phase is Phase.ASKING else None
        return self.talk.remark(case) if case else None

    @property
    def grades_stages(self) -> bool:
        """Whether the learner is asked for own grades of the stages of a case."""
        return self.phase is Phase.REVEALED and self.task.case is not None

    @property
    def size(self) -> int | None:
        """How many questions there are, or at most; None where time decides."""
        if self.settings.most is not None:
            return min(self.settings.most, len(self.plan))
        return len(self.plan) if self.settings.minutes is None else None

    @property
    def number(self) -> int:
        """The number of the current question, from 1, in the order in which they are asked."""
        if not (self.mode.follow_ups or self.mode.adaptive):
            return self.place + 1
        return 1 + len({outcome.place for outcome in self.outcomes} - {self.place})

    @property
    def main_number(self) -> int:
        """The number of the current question, from 1; a follow-up has that of its question."""
        if not self.mode.follow_ups:
            return self.number
        places = {outcome.place for outcome in self.outcomes} | {self.place}
        return sum(self.plan[place].follows is None for place in places)

    @cached_property
    def silent(self) -> bool:
        """Whether verdicts are given at the end only."""
        return self.mode.debrief and not self.settings.coach

    def first_answer(self, place: int) -> Outcome | None:
        """Return the first answer to the question at *place* in the plan."""
        return next((o for o in self.outcomes if o.place == place and o.first), None)

    @property
    def hint_ladder(self) -> tuple[str, ...]:
        """The hints to the current question, each says more than the one before it."""
        exercise, question = self.task.exercise, self.current.question
        own = (question.hint,) if question.hint else ()
        return (exercise.hints or own) if exercise else own

    @property
    def hint(self) -> str:
        """The hint that was shown last; "" for none."""
        ladder = self.hint_ladder
        return ladder[min(self.hints, len(ladder)) - 1] if ladder and self.hints else ""

    @property
    def is_repeat(self) -> bool:
        """Whether the current question was missed before in this session."""
        return any(o.place == self.place and o.review for o in self.outcomes)

    @property
    def right(self) -> int:
        """How many questions were right at the first attempt."""
        return sum(o.right for o in self.outcomes if o.first)

    @property
    def answered(self) -> int:
        return sum(o.first for o in self.outcomes)

    @property
    def seen(self) -> Asked | None:
        """The question whose answer was seen last: what more can be read of, and noted on."""
        if self.phase is Phase.REVEALED:
            return self.current
        if self.phase is Phase.DEBRIEF or self.silent:
            return None
        answered = [o for o in self.outcomes if o.review]
        return self.plan[answered[-1].place] if answered else None

    @property
    def subject(self) -> Asked:
        """The question that a note is written on."""
        working = self.phase is Phase.ASKING and self.task.exercise
        return self.current if working else self.seen or self.current

    def flags(self, asked: Asked) -> tuple[str, ...]:
        """Return the ids of the flags of a question that weren't taken back."""
        here = (m for m in self.markings if isinstance(m.record, Flagged))
        own = (self.ids[m.line] for m in here if m.record.question == asked.key)
        return (*asked.flags, *own)

    def notes(self, asked: Asked) -> tuple[str, ...]:
        """Return the learner's notes on a question, oldest first."""
        here = (m.record for m in self.markings if isinstance(m.record, Noted))
        return (*asked.notes, *(note.text for note in here if note.question == asked.key))

    def suspends(self, asked: Asked) -> bool:
        """Whether a question was suspended in this session."""
        here = (m.record for m in self.markings if isinstance(m.record, Suspended))
        return any(record.question == asked.main_key for record in here)

    @property
    def last_step(self) -> Marking | Override | None:
        """The marking or override that undo takes back before the last answer; None for none."""
        answered = self.outcomes[-1].line if self.outcomes else 0
        steps: list[Marking | Override] = [*self.markings, *self.overrides]
        steps = [step for step in steps if step.line > answered]
        return max(steps, key=lambda step: step.line, default=None)

    @property
    def last(self) -> Outcome | None:
        """The outcome that a verdict, undo or "I was right" is about."""
        return self.outcomes[-1] if self.outcomes else None
