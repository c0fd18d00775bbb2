"""Questions drafted by a model: asked for, checked as any pack is, and sent back to be fixed.

What a model writes is text and nothing that runs: a block that ``pack check --run`` would
execute is made one that is only shown, for its author may have been a job advert.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from interview_cli.ai.language_model import (
    AiFailure,
    Request,
    ask,
    build_request,
    read_text,
    truncate,
)
from interview_cli.ai.readiness import AiSettings
from interview_cli.core.markdown import relabel
from interview_cli.core.safe_text import UNSAFE
from interview_cli.core.scoring.tokens import STOP_WORDS, stem

#: How often problems are sent back to the model.
RETRIES = 2

#: The largest text that questions are drafted from, in bytes.
LARGEST = 16 * 1024

#: How many of the questions that there are already the model gets to see.
_KNOWN = 40

_RUNS = re.compile(r"python[ \t]+(?:run|raises)\b")
#: From this share of common words on, two questions are taken for one.
SAME = 0.6

_WORD = re.compile(r"[^\W_]+(?:_[^\W_]+)*")
_COMMON = STOP_WORDS | {"explain", "describe", "between", "difference", "happen", "python"}


@dataclass
class DraftPoint:
    """One thing that a good answer says, and other words for it."""

    says: str
    any: list[str] = field(default_factory=list)


@dataclass
class DraftOption:
    """One option of a multiple choice."""

    text: str
    right: bool = False
    why: str = ""


@dataclass
class Draft:
    """A question as a model gives it."""

    id: str
    ask: str
    answer: str
    code: str = ""
    hint: str = ""
    key_points: list[DraftPoint] = field(default_factory=list)
    options: list[DraftOption] = field(default_factory=list)


@dataclass
class Drafts:
    """What a model gives when it is asked for questions."""

    questions: list[Draft]


@dataclass(frozen=True, slots=True)
class DraftRequest:
    """What is asked for; ``known`` are questions not to ask again, ``source`` a text or empty."""

    topic: str
    level: str
    count: int
    known: tuple[str, ...] = ()
    source: str = ""


@dataclass(slots=True)
class DraftResult:
    """What came of it: sound questions in the format of packs, and what was left out, with why."""

    sound: list[dict[str, Any]] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)


#: Says what is wrong with a question in the format of packs; nothing for a sound one.
Check = Callable[[dict[str, Any]], Sequence[str]]


def build_draft_request(wish: DraftRequest) -> Request:
    """Return exactly what is sent first, but for the mark, which is new each time."""
    parts: list[tuple[str, Any]] = []
    if wish.known:
        known = [truncate(ask, 200) for ask in wish.known[:_KNOWN]]
        parts.append(("These questions there are already. Ask something else:", known))
    if wish.source:
        parts.append(("Ask what matters for this text (an advert, or notes):", wish.source))
    parts.append(("The wish:", {"topic": wish.topic, "level": wish.level, "count": wish.count}))
    return build_request(_build_system(wish), parts)


def draft(settings: AiSettings, wish: DraftRequest, check: Check) -> DraftResult:
    """Return what the model drafts; what *check* finds is sent back to it, twice at most.

    Raises AiFailure where nothing came. Where a later request fails, what was sound by
    then is given.
    """
    done, to_try = DraftResult(), build_draft_request(wish)
    failed: list[tuple[dict[str, Any], Sequence[str]]] = []
    for attempt in range(RETRIES + 1):
        room = wish.count - len(done.sound)
        try:
            # The setting is meant for one short answer: more to write takes more time.
            reply = ask(settings, to_try, Drafts, settings.timeout * (1 + room)).questions
        except AiFailure as failure:
            if not attempt:
                raise
            done.left_out += [(_first_line(q), failure.message) for q, _ in failed]
            return done
        failed, had = [], {question["ask"] for question in done.sound}
        given = [to_pack(item, wish) for item in reply]
        for question in [q for q in given if q.get("ask") not in had][:room]:
            problems = check(question)
            if problems:
                failed.append((question, problems))
            else:
                done.sound.append(question)
        if not failed:
            return done
        to_try = _retry_request(wish, failed)
    done.left_out += [(_first_line(question), problems[0]) for question, problems in failed]
    return done


def to_pack(given: Draft, wish: DraftRequest) -> dict[str, Any]:
    """Return a draft in the format of packs, without what must not be in one."""
    question: dict[str, Any] = {
        "id": slug(given.id or given.ask),
        "level": wish.level,
        "topic": wish.topic,
        "draft": True,
        "ask": _clean(given.ask),
        "code": _clean(given.code, lines=True),
        "answer": _clean(given.answer, lines=True),
        "hint": " ".join(_clean(given.hint).split()),
        "key_points": [_to_pack_point(point) for point in given.key_points if point.says.strip()],
    }
    if len(given.options) > 1:
        options = [asdict(option) for option in given.options]
        question["quiz"] = {
            "kind": "choice",
            "options": [
                {"text": _clean(option["text"])}
                | ({"right": True} if option["right"] else {})
                | ({"why": _clean(option["why"])} if option["why"].strip() else {})
                for option in options
            ],
        }
    return {name: value for name, value in question.items() if value not in ("", [])}


def slug(text: str) -> str:
    """Return an id made of *text*."""
    words = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    return re.sub(r"-[^-]*$", "", words[:61]) if len(words) > 60 else words or "question"


def _to_pack_point(point: DraftPoint) -> dict[str, Any]:
    phrases = [" ".join(_clean(phrase).split()) for phrase in point.any]
    pack_point: dict[str, Any] = {"says": " ".join(_clean(point.says).split())}
    return pack_point | ({"any": phrases} if (phrases := list(filter(None, phrases))) else {})


def _clean(text: str, *, lines: bool = False) -> str:
    text = UNSAFE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
    text = relabel(
        text if text.strip() else "", lambda info: "python" if _RUNS.match(info) else info
    )
    return f"{text}\n" if text and lines else text


def _build_system(wish: DraftRequest) -> str:
    # Both are checked words of ours: a level, and a path of slugs.
    return read_text("draft").format(level=wish.level, topic=wish.topic, count=wish.count)


def _retry_request(
    wish: DraftRequest, failed: Sequence[tuple[dict[str, Any], Sequence[str]]]
) -> Request:
    refused = [{"question": _as_given(q), "problems": list(problems)} for q, problems in failed]
    return build_request(
        f"{_build_system(wish)}\n\n{read_text('retry')}", [("The refused questions:", refused)]
    )


def _as_given(question: dict[str, Any]) -> dict[str, Any]:
    """Return a question in the form in which the model gave it."""
    fields = {k: v for k, v in question.items() if k not in ("level", "topic", "draft", "quiz")}
    return fields | ({"options": question["quiz"]["options"]} if "quiz" in question else {})


def _first_line(question: dict[str, Any]) -> str:
    return str(question.get("ask") or question["id"]).split("\n")[0]


def word_stems(text: str) -> frozenset[str]:
    """Return the words of *text* that tell one question from another, by their stems."""
    found = (word.casefold() for word in _WORD.findall(text))
    return frozenset(stem(word) for word in found if word not in _COMMON)


def find_alike(text: str, others: Iterable[tuple[str, frozenset[str]]]) -> str | None:
    """Return the name of the one among *others* that asks the same as *text*; None: it is new."""
    mine = word_stems(text)
    best, name = max(
        ((len(mine & theirs) / max(1, len(mine | theirs)), other) for other, theirs in others),
        default=(0.0, ""),
    )
    return name if best >= SAME else None
