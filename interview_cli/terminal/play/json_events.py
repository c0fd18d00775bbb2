"""The events of ``--json``: what a program reads of a session, one JSON object a line.

The manual's page on events is made from these classes, and a test holds every event that a
session writes to them. Each field says in one line what it holds.
"""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypedDict

from interview_cli.core.kinds.kind import Expects
from interview_cli.core.levels import Level
from interview_cli.terminal.behaviour.story_json import StoryFinding, ToldStory
from interview_cli.terminal.case_talk.case_json import (
    AnchorsEvent,
    JudgedStages,
    StageEvent,
    WithStages,
)
from interview_cli.terminal.code_review.review_json import Findings, ShownForReview
from interview_cli.terminal.debrief.document import Compared, DeliveryRemark
from interview_cli.terminal.exercise.run_json import RunResult


class SessionEvent(TypedDict):
    """A session begins, or continues after `interview resume`. Always the first event."""

    event: Literal["session"]
    id: Annotated[str, "The session, as the journal names it."]
    mode: Annotated[str, "`quiz`, `check`, `flashcards`, `mock` or `place`."]
    size: Annotated[
        int | None, "How many questions there will be, in `place` at most; null where time decides."
    ]
    seed: Annotated[int, "The seed of the choice and of its shuffles, for `--seed`."]


class Place(TypedDict):
    """Which question it is, and where it comes in the session."""

    n: Annotated[int, "Its number in the session, from 1."]
    of: Annotated[int | None, "How many there are, in `place` at most; null where time decides."]
    question: Annotated[str, "Its full name, `pack:id`; of a follow-up `pack:id/follow-up`."]
    level: Annotated[Level, "The question's level."]
    topic: Annotated[str, "The question's topic."]
    kind: Annotated[str, "The kind of quiz; `recall` for a flashcard, `explain` in a mock."]


class Offer(TypedDict):
    """An option to choose, a right side, or a step to put into order."""

    n: Annotated[int, "The number to answer with."]
    text: Annotated[
        str, "Markdown in a `choice`, a `match` and an `ask-back`; as written elsewhere."
    ]


class Asking(ShownForReview, WithStages):
    """What a question asks, and how it's answered."""

    ask: Annotated[str, "What is asked, in the wording of this mode. Markdown."]
    code: Annotated[str | None, "The code below the question."]
    language: Annotated[str | None, "The language of the code, where the pack names it."]
    expects: Annotated[Expects, "What to answer with: see [Answers](#answers)."]
    options: Annotated[
        list[Offer], "What to pick from, to match or to put into order, as shuffled."
    ]
    gaps: Annotated[int, "How many gaps there are to fill."]
    text: Annotated[str | None, "The text with the gaps `{{1}}`, `{{2}}`."]
    left: NotRequired[
        Annotated[
            list[str],
            "Only in a `match`: what the options are matched with, in the order to answer. "
            "Markdown.",
        ]
    ]


class ShownPicture(TypedDict):
    """A picture: in words, and its file."""

    alt: Annotated[str, "What it shows, in words."]
    path: Annotated[str, "Its file, for a program that can show it."]


class Pictured(TypedDict):
    """The picture of a question."""

    image: NotRequired[Annotated[ShownPicture, "Only where the question has a picture."]]


class Written(TypedDict):
    """The part of an answer that was typed before."""

    written: NotRequired[
        Annotated[
            list[str],
            "Only where part of the answer was sent before, and the session was left or the "
            "question edited: its lines, or a text for each gap. Continue with the next.",
        ]
    ]


class Exercised(TypedDict):
    """What an exercise has besides."""

    form: NotRequired[
        Annotated[
            Literal["write", "fix", "catch", "sql"],
            "Only for an exercise, as all that follow: what is to be written.",
        ]
    ]
    starter: NotRequired[Annotated[str, "The first text of the file."]]
    tests: NotRequired[Annotated[str, "The tests that can be seen; there may be hidden ones."]]
    minutes: NotRequired[Annotated[float, "How long it should take."]]
    hints: NotRequired[Annotated[int, "How many hints there are, for `:?`."]]
    files: NotRequired[Annotated[dict[str, str], "The other files, by their names."]]
    path: NotRequired[Annotated[str, "The file that is written and run."]]
    current: NotRequired[Annotated[str, "The file as it is now, if you've begun it before."]]


class Varied(TypedDict):
    """Which of its sets of values a question has."""

    variant: NotRequired[
        Annotated[int, "Only where the pack has sets of values for it: which one is used, from 0."]
    ]


class QuestionEvent(Place, Asking, Varied, Pictured, Written, Exercised):
    """A question is asked, or asked again after an undo."""

    event: Literal["question"]


class AskedStage(StageEvent, Written):
    """A stage of a case is asked: the interviewer says something, and waits for an answer."""


class PictureEvent(ShownPicture):
    """The picture of the question, after `:i`. No window is opened for a program."""

    event: Literal["picture"]
    question: Annotated[str, "The question's full name."]


class HintEvent(TypedDict):
    """The hint, after `:?`."""

    event: Literal["hint"]
    question: Annotated[str, "The question's full name."]
    text: Annotated[str, "The hint. Markdown."]


class RunEvent(RunResult):
    """What came of running an exercise, after your file or `:t`; until it's solved."""

    event: Literal["run"]
    question: Annotated[str, "The question's full name."]


class DifferenceEvent(TypedDict):
    """The difference to the starter, after `:d`."""

    event: Literal["difference"]
    question: Annotated[str, "The question's full name."]
    lines: Annotated[list[str], "Its lines, with `-`, `+`, a space or `@@` before each."]


class SpokenPoint(TypedDict):
    """A key point to tick after a spoken answer."""

    n: Annotated[int, "The number to answer with, if you said it."]
    says: Annotated[str, "The key point."]


class RevealEvent(ToldStory):
    """The back of a flashcard, or the model answer in `mock --spoken`, after an empty line.

    In a `behaviour` it comes once the story is told: what to grade it by, from 1 to 4.
    """

    event: Literal["reveal"]
    question: Annotated[str, "The question's full name."]
    spoken: Annotated[str | None, "The answer as you'd say it, if the question has that. Markdown."]
    model_answer: Annotated[str, "The model answer. Markdown."]
    intervals: Annotated[
        list[int], "Days until the question comes back, for each of the four grades."
    ]
    points: NotRequired[
        Annotated[list[SpokenPoint], "Only in `mock --spoken`: the key points to tick."]
    ]


class PointState(TypedDict):
    """What an answer in your own words says about a key point."""

    says: Annotated[str, "The key point."]
    state: Annotated[
        Literal["hit", "close", "contradicted", "missed"],
        "Said, partly said, contradicted, or not said.",
    ]
    words: Annotated[list[str], "The parts of the answer that led to this."]


class VerdictEvent(Findings, JudgedStages):
    """What an answer was worth. A changed verdict (`:r`, `:t`) is written again."""

    event: Literal["verdict"]
    findings: NotRequired[
        Annotated[list[StoryFinding], "Only in a `behaviour`: what was found in the story."]
    ]
    review: Annotated[str, "The id of the answer's line in the journal."]
    question: Annotated[str, "The question's full name."]
    answer: Annotated[list[int] | list[str], "The answer: numbers where there are options."]
    right: Annotated[list[int] | list[str], "What would have been right, in the same way."]
    score: Annotated[float | None, "From 0 to 1; null where only you can say."]
    passed: Annotated[bool | None, "Whether the answer passed; null where only you can say."]
    rating: Annotated[int | None, "1 again, 2 hard, 3 good, 4 easy; null where nothing is rated."]
    grader: Annotated[str, "Who judged: `rule`, `self` or `model`."]
    points: Annotated[list[PointState], "The key points, for an answer in your own words."]
    spoken: Annotated[str | None, "The answer as you'd say it, if the question has that. Markdown."]
    explanation: Annotated[
        str,
        "Why: first what is wrong with your answer, where there is something to say about it, and "
        "then the explanation, or the model answer. Markdown.",
    ]
    gaps: Annotated[list[float], "The score of each gap, from 0 to 1."]
    notes: Annotated[list[str], "Your notes on the question."]
    due: Annotated[str, "The day when the question is asked again, such as 2026-12-04."]
    due_if_right: Annotated[
        str | None, "That day if you say that you were right (`:r`); null where you can't."
    ]
    delivery: NotRequired[
        Annotated[
            list[DeliveryRemark],
            "Only for an answer in your own words, and where there's something to say: how it was "
            "delivered. It counts in no score.",
        ]
    ]
    run: NotRequired[
        Annotated[RunResult | None, "Only for an exercise: its last run; null if it wasn't run."]
    ]


class PointToSay(TypedDict):
    """A key point of a model answer."""

    says: Annotated[str, "The key point."]
    essential: Annotated[bool, "Whether an answer must say it to pass."]


class AskedNext(TypedDict):
    """A follow-up of a question."""

    question: Annotated[str, "Its full name, `pack:id/follow-up`."]
    ask: Annotated[str, "What is asked. Markdown."]
    answer: Annotated[str, "Its model answer. Markdown."]


class ModelAnswerEvent(TypedDict):
    """The model answer, after `:m`: of the question that the last verdict was on."""

    event: Literal["model_answer"]
    question: Annotated[str, "The question's full name."]
    spoken: Annotated[str | None, "The answer as you'd say it, if the question has that. Markdown."]
    model_answer: Annotated[str, "The model answer. Markdown."]
    key_points: Annotated[list[PointToSay], "What a good answer says."]
    follow_ups: Annotated[list[AskedNext], "What an interviewer asks next."]


class SourcesEvent(TypedDict):
    """The sources, after `:o`: of the question that the last verdict was on."""

    event: Literal["sources"]
    question: Annotated[str, "The question's full name."]
    sources: Annotated[list[str], "Web addresses, and books, papers and the like by name."]


class WhyEvent(TypedDict):
    """Why an option is right or wrong, after its number as a command, such as `:3`."""

    event: Literal["why"]
    question: Annotated[str, "The question's full name."]
    n: Annotated[int, "The option's number."]
    right: Annotated[bool, "Whether it's right."]
    why: Annotated[str, "The reason. Markdown."]


class UndoneEvent(TypedDict):
    """The last step was taken back; the question follows again, or its verdict."""

    event: Literal["undone"]
    question: Annotated[str, "The question that is open again, or whose first verdict counts."]


class SkippedEvent(TypedDict):
    """A question was skipped."""

    event: Literal["skipped"]
    question: Annotated[str, "The question's full name."]


class FlaggedEvent(TypedDict):
    """A question was flagged as doubtful."""

    event: Literal["flagged"]
    question: Annotated[str, "The question's full name."]


class UnflaggedEvent(TypedDict):
    """A flag was taken back, by `:f` again or `:u`."""

    event: Literal["unflagged"]
    question: Annotated[str, "The question's full name."]


class NotedEvent(TypedDict):
    """A note was written, by `:n WORDS`, on the question that the last verdict was on."""

    event: Literal["noted"]
    question: Annotated[str, "The question's full name."]
    text: Annotated[str, "The note."]


class UnnotedEvent(TypedDict):
    """A note was taken back by `:u`."""

    event: Literal["unnoted"]
    question: Annotated[str, "The question's full name."]


class SuspendedEvent(TypedDict):
    """A question was suspended, by `:suspend`: that which the last verdict was on."""

    event: Literal["suspended"]
    question: Annotated[str, "The question's full name."]


class UnsuspendedEvent(TypedDict):
    """A suspension was taken back by `:u`."""

    event: Literal["unsuspended"]
    question: Annotated[str, "The question's full name."]


class ComesBack(TypedDict):
    """A question to see again."""

    question: Annotated[str, "The question's full name."]
    due: Annotated[
        str | None, "The day when it's asked again; null if it was skipped or suspended."
    ]


class TopicCount(TypedDict):
    """How a topic went."""

    topic: Annotated[str, "The topic."]
    right: Annotated[int, "How many answers were right."]
    of: Annotated[int, "How many there were."]


class LevelChances(TypedDict):
    """The chance of each level, from 0 to 1; a level without questions is left out."""

    junior: NotRequired[Annotated[float, "Of junior."]]
    mid: NotRequired[Annotated[float, "Of mid."]]
    senior: NotRequired[Annotated[float, "Of senior."]]


class SummaryEvent(TypedDict):
    """The session is over, or was left. Always the last event, unless `:a` began another one."""

    event: Literal["summary"]
    session: Annotated[str, "The session's id."]
    asked: Annotated[int, "How many questions were asked."]
    answered: Annotated[int, "How many were answered."]
    score: Annotated[
        float | None, "The mean of the answers that have a score; in a mock, by weight."
    ]
    topics: Annotated[list[TopicCount], "How each topic went."]
    missed: Annotated[list[str], "The questions that were answered wrong, by their full names."]
    again: Annotated[list[ComesBack], "The missed and the skipped questions."]
    resume: Annotated[str | None, "The command that continues; null where nothing is left."]
    unrated: NotRequired[
        Annotated[list[str], "Only in a mock: answers that nobody could judge, and you didn't."]
    ]
    partial: NotRequired[Annotated[bool, "Only in a mock: whether it was left before the end."]]
    levels: NotRequired[
        Annotated[LevelChances, "Only in `place`: the chance of each level, from 0 to 1."]
    ]
    level: NotRequired[
        Annotated[Level | None, "Only in `place`: the level, where one is likely enough, or null."]
    ]
    between: NotRequired[
        Annotated[list[Level], "Only in `place`: the two levels you're between, or none."]
    ]
    guess: NotRequired[
        Annotated[Level | None, "Only in `place`: your own guess; null where you don't know."]
    ]
    compared: NotRequired[
        Annotated[
            Compared | None,
            "Only in a mock: what changed since the last one with the same filters; null without.",
        ]
    ]


Event = (
    SessionEvent
    | QuestionEvent
    | PictureEvent
    | AskedStage
    | AnchorsEvent
    | HintEvent
    | RunEvent
    | DifferenceEvent
    | RevealEvent
    | VerdictEvent
    | ModelAnswerEvent
    | SourcesEvent
    | WhyEvent
    | UndoneEvent
    | SkippedEvent
    | FlaggedEvent
    | UnflaggedEvent
    | NotedEvent
    | UnnotedEvent
    | SuspendedEvent
    | UnsuspendedEvent
    | SummaryEvent
)
