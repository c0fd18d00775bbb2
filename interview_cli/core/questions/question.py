"""The values of pack format 1, as plain dataclasses, and the programs within a question.

The pack reader validates YAML against these classes with Pydantic, and the compiled cache
builds the same values without it. Field names are those of the format, except ``not_``,
``from_``, ``with_`` and ``class_``, whose names are keywords of Python.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, ClassVar, Literal, NamedTuple

from interview_cli.core import kinds
from interview_cli.core.levels import LEVELS, RECALL, Level, is_within
from interview_cli.core.markdown import find_blocks
from interview_cli.core.questions.code_languages import is_python
from interview_cli.core.questions.image import FoundImage, Image
from interview_cli.core.questions.question_set import QuestionSet
from interview_cli.core.serialise import Value, from_plain, to_plain


@dataclass(frozen=True, slots=True)
class KeyPoint(Value):
    """One thing that a good answer says."""

    says: str
    any: tuple[str, ...] = ()
    not_: tuple[str, ...] = ()
    from_: Level | None = None
    weight: float = 1.0
    essential: bool = False


@dataclass(frozen=True, slots=True)
class FollowUp(Value):
    """What an interviewer asks next; named ``pack:id/follow-up``.

    ``weight`` is what it counts in a mock's score, beside 1 for a question.
    """

    PARTS: ClassVar = {"key_points": lambda k: from_plain(KeyPoint, k)}

    id: str
    ask: str
    answer: str
    key_points: tuple[KeyPoint, ...] = ()
    weight: float = 0.5


@dataclass(frozen=True, slots=True)
class Checked(Value):
    """When the question was last checked, and with which versions of what."""

    date: str
    with_: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lint(Value):
    """Rules that this question, or this pack, may break, each with the reason why."""

    ignore: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question(Value):
    """What an interviewer says, and what a good answer contains."""

    PARTS: ClassVar = {
        "image": lambda i: from_plain(FoundImage, i),
        "key_points": lambda k: from_plain(KeyPoint, k),
        "quiz": kinds.build_quiz,
        "follow_ups": lambda f: from_plain(FollowUp, f),
        "checked": lambda c: from_plain(Checked, c),
        "lint": lambda r: from_plain(Lint, r),
        "vary": lambda v: {name: tuple(texts) for name, texts in v.items()},
    }

    id: str
    ask: str
    answer: str
    level: Level
    topic: str
    spoken: str | None = None
    code: str | None = None
    #: Of the code, and of fenced blocks that name none; None: Python, as far as it is that.
    language: str | None = None
    image: Image | None = None
    setup: str | None = None
    fixed: str | None = None
    proof: str | None = None
    hint: str | None = None
    #: Small files beside an exercise: their names and texts.
    files: dict[str, str] = field(default_factory=dict)
    #: Values of names, as many of each: one set of them is put in the texts, see ``variants``.
    vary: dict[str, tuple[str, ...]] = field(default_factory=dict)
    key_points: tuple[KeyPoint, ...] = ()
    # Validated by its own kind (kinds.KINDS), so that errors name that kind's fields.
    quiz: Any = None
    follow_ups: tuple[FollowUp, ...] = ()
    sources: tuple[str, ...] = ()
    checked: Checked | None = None
    needs: dict[str, str] = field(default_factory=dict)
    group: str | None = None
    was: tuple[str, ...] = ()
    draft: bool = False
    lint: Lint | None = None

    @property
    def variant(self) -> int | None:
        """The place, from 0, of the set of values that is in the texts; None where none is."""
        return None

    @property
    def kind(self) -> str:
        """How the quiz asks; ``recall`` where there is no quiz."""
        quiz: kinds.Quiz | None = self.quiz
        return quiz.kind if quiz else RECALL

    @property
    def explanation(self) -> str:
        """What the verdict says: the quiz's ``why``, else its right options', else the answer."""
        quiz: kinds.Quiz | None = self.quiz
        if quiz is None:
            return self.answer
        if quiz.why:
            return quiz.why
        whys = [quiz.whys[text] for text in quiz.right if text in quiz.whys]
        return "\n\n".join(whys) or self.answer

    def fingerprint(self) -> str:
        """Return 12 hex digits that change when what is asked or right changes.

        SHA-256 over canonical JSON (sorted keys, no spaces, defaults left out) of ``ask``,
        ``code`` and ``quiz`` without any ``why``, or ``answer`` where there is no quiz; of
        ``vary``; and of a picture, its words and the hash of its file. What is said in ``spoken``
        is in ``answer`` too, so it isn't part of this.
        """
        right = {"quiz": to_plain(self.quiz, omit="why")} if self.quiz else {"answer": self.answer}
        content = {"ask": self.ask, "code": self.code, **right}
        if self.vary:
            content["vary"] = self.vary
        if self.image:
            content["image"] = to_plain(self.image, omit="file")
        text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return sha256(text.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Step(Value):
    """One step of a track: a topic, at some levels, and of some kinds where it names them."""

    topic: str
    levels: tuple[Level, ...] = LEVELS
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Track(Value):
    """A learning path: topics with levels, in order."""

    PARTS: ClassVar = {"steps": lambda s: from_plain(Step, s)}

    id: str
    title: str
    steps: tuple[Step, ...]
    about: str | None = None

    def step(self, level: str, topic: str, kind: str | None) -> int | None:
        """Return the step, from 0, that a question belongs to; None where it isn't on the track.

        That's one that names its *kind*, else the first one that names none.
        """
        fitting = [
            (n, step.kinds)
            for n, step in enumerate(self.steps)
            if level in step.levels and is_within(topic, step.topic)
        ]
        named = (n for n, kinds in fitting if kind in kinds)
        return next(named, next((n for n, kinds in fitting if not kinds), None))

    def names(self, level: str, topic: str, kind: str | None) -> bool:
        """Whether a question's step names its *kind*, which a quiz may leave out otherwise."""
        step = self.step(level, topic, kind)
        return step is not None and kind in self.steps[step].kinds


@dataclass(frozen=True, slots=True)
class PackInfo(Value):
    """What a pack says about itself."""

    PARTS: ClassVar = {
        "tracks": lambda t: from_plain(Track, t),
        "sets": lambda s: from_plain(QuestionSet, s),
        "terms": lambda t: {topic: tuple(terms) for topic, terms in t.items()},
        "topics": lambda t: {topic: tuple(names) for topic, names in t.items()},
        "lint": lambda r: from_plain(Lint, r),
    }

    id: str
    title: str
    version: str = ""
    description: str = ""
    license: str = ""
    authors: tuple[str, ...] = ()
    tracks: tuple[Track, ...] = ()
    sets: tuple[QuestionSet, ...] = ()
    #: The words that a topic's answers have to teach.
    terms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    #: What else topics are called, those without questions among them: for job postings.
    topics: dict[str, tuple[str, ...]] = field(default_factory=dict)
    lint: Lint | None = None
    #: Whether a warning of `pack check` is as grave as an error.
    strict: bool = False


#: block: a fenced ``python run``; raises: one that must raise; output: the program whose
#: output is the answer; proof: after ``setup`` and ``code``; bug: the same, where the code
#: is broken and the proof must fail; fixed: after the fixed code.
Purpose = Literal["block", "raises", "output", "proof", "bug", "fixed"]


class ProgramPart(NamedTuple):
    """A piece of a program, and the field of the question that it comes from."""

    field: str
    text: str


class Program(NamedTuple):
    """Code to be run as one file; ``expects`` is an exception's name, or an output."""

    what: Purpose
    parts: tuple[ProgramPart, ...]
    expects: str = ""

    @property
    def text(self) -> str:
        return "".join(_end_line(part.text) for part in self.parts)

    def part(self, line: int) -> tuple[ProgramPart, int]:
        """Return the part that a line of the program (from 1) is in, and its line there."""
        for part in self.parts:
            lines = _end_line(part.text).count("\n")
            if line <= lines:
                return part, line
            line -= lines
        return self.parts[-1], max(1, self.parts[-1].text.count("\n"))


def find_programs(question: Question) -> list[Program]:
    """Return every program of *question*; what isn't Python is never run."""
    found = [
        Program("raises" if name else "block", (ProgramPart(field, code),), name)
        for field, text in _markdown_texts(question)
        for name, code in _runnable_blocks(text)
    ]
    if not is_python(question.language):
        return found
    setup = [ProgramPart("setup", question.setup)] if question.setup else []
    code = [*setup, *([ProgramPart("code", question.code)] if question.code else [])]
    if question.quiz and (output := question.quiz.expected_output) is not None:
        found.append(Program("output", tuple(code), output))
    if question.proof:
        proof = ProgramPart("proof", question.proof)
        if question.fixed:
            found.append(Program("bug", (*code, proof)))
            found.append(Program("fixed", (*setup, ProgramPart("fixed", question.fixed), proof)))
        else:
            found.append(Program("proof", (*code, proof)))
    return found


def is_proved(question: Question) -> bool:
    """Whether code that is run shows what the question teaches.

    A proof does, and so do an output that is compared, the tests of an exercise, and a block
    that raises what it should or asserts something; a block that only runs doesn't.
    """
    if question.quiz and question.quiz.expects == "code":
        return True
    return any(
        program.what != "block" or re.search(r"(?m)^\s*assert\b", program.text)
        for program in find_programs(question)
    )


_RUN = re.compile(r"python (?:run|raises ([\w.]+))")


def _runnable_blocks(markdown: str) -> Iterator[tuple[str, str]]:
    for block in find_blocks(markdown):
        if block.closed and (match := _RUN.fullmatch(block.info)):
            lines = (line.removeprefix(block.indent) for line in markdown[block.body].splitlines())
            yield match[1] or "", "\n".join(lines) + "\n"


def _markdown_texts(question: Question) -> Iterator[tuple[str, str]]:
    quiz = question.quiz
    yield "ask", question.ask
    yield "answer", question.answer
    yield "hint", question.hint or ""
    for follow in question.follow_ups:
        yield "ask", follow.ask
        yield "answer", follow.answer
    if quiz is not None:
        yield "stem", quiz.stem or ""
        yield "why", quiz.why or ""
        for text, why in quiz.whys.items():
            yield "why", why
            yield "text", text if quiz.markdown else ""
        for wrong in (*quiz.typical_wrong, *quiz.wrong_programs):
            yield "why", wrong.why or ""
        for hint in quiz.hints:
            yield "hints", hint


def _end_line(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"
