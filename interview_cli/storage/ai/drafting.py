"""Questions drafted by a model: asked for, checked as any pack is, and sent back to be mended.

What a model writes is text and nothing that runs: a block that ``pack check --run`` would
execute is made one that is only shown, for its author may have been a job advert.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from interview_cli.core.characters import UNSAFE
from interview_cli.core.markdown import relabelled
from interview_cli.storage.ai.prompt import Request, capped, request
from interview_cli.storage.ai.ready import AiSettings

#: How often problems are sent back to the model.
MENDINGS = 2

#: The largest text that questions are drafted from, in bytes.
LARGEST = 16 * 1024

#: The most that can be asked for at once.
MOST_DRAFTS = 20

#: So many of the questions that there are already are told to the model.
_KNOWN = 40

_SYSTEM = """\
You write questions for practising job interviews, for {level} developers, on the topic {topic}.
Write {count}. Answer with one JSON object and nothing else:
{{"questions": [{{"id": "short-slug", "ask": "…", "code": "", "answer": "…", "hint": "", \
"key_points": [{{"says": "…", "any": ["…"]}}], "options": [{{"text": "…", "right": true, \
"why": "…"}}]}}]}}
- id: small letters, digits and single hyphens, unlike the others.
- ask: what the interviewer says. One question, with one right answer that can be checked.
- code: only if the question is about a program: valid Python, else empty.
- answer: the model answer, in Markdown, true and complete, in at most 150 words.
- hint: one line that does not give the answer away, or empty.
- key_points: 2 to 5 things that a good answer says. says: one short statement. any: 1 to 4 \
other wordings of it, of 2 to 4 words each.
- options: 4 for a multiple choice of the same question, of like length, one or more of them \
right, each with why it is right or wrong; or none if that would be a bad question.
- Fence code in Markdown as ```python, and as ```python fragment what is no whole \
program. No links, no HTML, nothing of a person or a company.
- If you are not sure that something is true, ask something else."""

_MEND = """\
These questions were refused by a checker. Mend what it says, keep the ids, and give these \
questions alone, whole, in the same form."""

_RUNS = re.compile(r"python[ \t]+(?:run|raises)\b")


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
class Wish:
    """What is asked for; ``known`` are questions not to ask again, ``source`` a text or empty."""

    topic: str
    level: str
    count: int
    known: tuple[str, ...] = ()
    source: str = ""


@dataclass(slots=True)
class Drafted:
    """What came of it: sound questions in the format of packs, and what was left out, with why."""

    sound: list[dict[str, Any]] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)


#: Says what is wrong with a question in the format of packs; nothing for a sound one.
Check = Callable[[dict[str, Any]], Sequence[str]]


def to_send(wish: Wish) -> Request:
    """Give exactly what is sent first, but for the mark, which is new each time."""
    parts: list[tuple[str, Any]] = []
    if wish.known:
        known = [capped(ask, 200) for ask in wish.known[:_KNOWN]]
        parts.append(("These questions there are already. Ask something else:", known))
    if wish.source:
        parts.append(("Ask what matters for this text (an advert, or notes):", wish.source))
    parts.append(("The wish:", {"topic": wish.topic, "level": wish.level, "count": wish.count}))
    return request(_system(wish), parts)


def draft(settings: AiSettings, wish: Wish, check: Check) -> Drafted:
    """Let the model draft what is wished for, and mend what *check* finds, twice at most.

    Raises AiFailure where nothing came. Where a later request fails, what was sound by
    then is given.
    """
    from interview_cli.storage.ai.failure import AiFailure
    from interview_cli.storage.ai.model import ask

    done, to_try = Drafted(), to_send(wish)
    failed: list[tuple[dict[str, Any], Sequence[str]]] = []
    for attempt in range(MENDINGS + 1):
        room = wish.count - len(done.sound)
        try:
            said = ask(settings, to_try, Drafts, _seconds(settings, room)).questions
        except AiFailure as failure:
            if not attempt:
                raise
            done.left_out += [(_first(q), failure.message) for q, _ in failed]
            return done
        failed, had = [], {question["ask"] for question in done.sound}
        given = [to_pack(item, wish) for item in said]
        for question in [q for q in given if q.get("ask") not in had][:room]:
            problems = check(question)
            if problems:
                failed.append((question, problems))
            else:
                done.sound.append(question)
        if not failed:
            return done
        to_try = _mending(wish, failed)
    done.left_out += [(_first(question), problems[0]) for question, problems in failed]
    return done


def to_pack(said: Draft, wish: Wish) -> dict[str, Any]:
    """Give a draft in the format of packs, without what must not be in any."""
    question: dict[str, Any] = {
        "id": slug(said.id or said.ask),
        "level": wish.level,
        "topic": wish.topic,
        "draft": True,
        "ask": _sound(said.ask),
        "code": _sound(said.code, lines=True),
        "answer": _sound(said.answer, lines=True),
        "hint": " ".join(_sound(said.hint).split()),
        "key_points": [_point(point) for point in said.key_points if point.says.strip()],
    }
    if len(said.options) > 1:
        options = [asdict(option) for option in said.options]
        question["quiz"] = {
            "kind": "choice",
            "options": [
                {"text": _sound(option["text"])}
                | ({"right": True} if option["right"] else {})
                | ({"why": _sound(option["why"])} if option["why"].strip() else {})
                for option in options
            ],
        }
    return {name: value for name, value in question.items() if value not in ("", [])}


def slug(text: str) -> str:
    """Make an id of *text*."""
    words = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    return re.sub(r"-[^-]*$", "", words[:61]) if len(words) > 60 else words or "question"


def _point(point: DraftPoint) -> dict[str, Any]:
    phrases = [" ".join(_sound(phrase).split()) for phrase in point.any]
    said: dict[str, Any] = {"says": " ".join(_sound(point.says).split())}
    return said | ({"any": phrases} if (phrases := list(filter(None, phrases))) else {})


def _sound(text: str, *, lines: bool = False) -> str:
    text = UNSAFE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
    text = relabelled(
        text if text.strip() else "", lambda info: "python" if _RUNS.match(info) else info
    )
    return f"{text}\n" if text and lines else text


def _system(wish: Wish) -> str:
    # Both are checked words of ours: a level, and a path of slugs.
    return _SYSTEM.format(level=wish.level, topic=wish.topic, count=wish.count)


def _mending(wish: Wish, failed: Sequence[tuple[dict[str, Any], Sequence[str]]]) -> Request:
    refused = [{"question": _back(q), "problems": list(problems)} for q, problems in failed]
    return request(f"{_system(wish)}\n\n{_MEND}", [("The refused questions:", refused)])


def _back(question: dict[str, Any]) -> dict[str, Any]:
    """Give a question in the form in which the model gave it."""
    said = {k: v for k, v in question.items() if k not in ("level", "topic", "draft", "quiz")}
    return said | ({"options": question["quiz"]["options"]} if "quiz" in question else {})


def _first(question: dict[str, Any]) -> str:
    return str(question.get("ask") or question["id"]).split("\n")[0]


def _seconds(settings: AiSettings, count: int) -> float:
    """Give more time to write more: the setting is meant for one short answer."""
    return settings.timeout * (1 + count)
