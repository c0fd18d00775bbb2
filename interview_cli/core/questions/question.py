"""The values of pack format 1, as plain dataclasses.

This is the one definition. The pack reader validates YAML against it with Pydantic, and
the compiled cache builds the same values without Pydantic. Field names are those of the
format, except ``not_``, ``from_`` and ``with_``, whose names are keywords of Python.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, ClassVar

from interview_cli.core import kinds
from interview_cli.core.levels import LEVELS, RECALL, Level, is_within
from interview_cli.core.serialise import STRICT, from_plain, to_plain


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """One thing that a good answer says."""

    __pydantic_config__ = STRICT
    PARTS: ClassVar[Mapping[str, Any]] = {}

    says: str
    any: tuple[str, ...] = ()
    not_: tuple[str, ...] = ()
    from_: Level | None = None
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What an interviewer asks next; named ``pack:id/follow-up``."""

    __pydantic_config__ = STRICT
    PARTS: ClassVar[Mapping[str, Any]] = {"key_points": lambda k: from_plain(KeyPoint, k)}

    id: str
    ask: str
    answer: str
    key_points: tuple[KeyPoint, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """When the question was last checked, and with which versions of what."""

    __pydantic_config__ = STRICT
    PARTS: ClassVar[Mapping[str, Any]] = {}

    date: str
    with_: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lint:
    """Rules that this question may break, each with the reason why."""

    __pydantic_config__ = STRICT
    PARTS: ClassVar[Mapping[str, Any]] = {}

    ignore: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """What an interviewer says, and what a good answer contains."""

    __pydantic_config__ = STRICT
    PARTS: ClassVar[Mapping[str, Any]] = {
        "key_points": lambda k: from_plain(KeyPoint, k),
        "quiz": kinds.build_quiz,
        "follow_ups": lambda f: from_plain(FollowUp, f),
        "checked": lambda c: from_plain(Checked, c),
        "lint": lambda r: from_plain(Lint, r),
    }

    id: str
    ask: str
    answer: str
    level: Level
    topic: str
    code: str | None = None
    setup: str | None = None
    fixed: str | None = None
    proof: str | None = None
    hint: str | None = None
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

        SHA-256 over canonical JSON (sorted keys, no spaces, defaults left out) of
        ``ask``, ``code`` and ``quiz`` without any ``why``, or ``answer`` instead of
        a quiz.
        """
        content = {"ask": self.ask, "code": self.code}
        content |= (
            {"quiz": to_plain(self.quiz, omit="why")} if self.quiz else {"answer": self.answer}
        )
        text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return sha256(text.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a track: a topic, at some levels."""

    __pydantic_config__ = STRICT
    PARTS: ClassVar[Mapping[str, Any]] = {}

    topic: str
    levels: tuple[Level, ...] = LEVELS


@dataclass(frozen=True, slots=True)
class Track:
    """A learning path: topics with levels, in order."""

    __pydantic_config__ = STRICT
    PARTS: ClassVar[Mapping[str, Any]] = {"steps": lambda s: from_plain(Step, s)}

    id: str
    title: str
    steps: tuple[Step, ...]
    about: str | None = None

    def step(self, level: str, topic: str) -> int | None:
        """Return the step, from 0, that a question belongs to; None where it isn't on the track."""
        for n, step in enumerate(self.steps):
            if level in step.levels and is_within(topic, step.topic):
                return n
        return None


@dataclass(frozen=True, slots=True)
class PackInfo:
    """What a pack says about itself."""

    __pydantic_config__ = STRICT
    PARTS: ClassVar[Mapping[str, Any]] = {"tracks": lambda t: from_plain(Track, t)}

    id: str
    title: str
    version: str = ""
    description: str = ""
    license: str = ""
    authors: tuple[str, ...] = ()
    tracks: tuple[Track, ...] = ()
