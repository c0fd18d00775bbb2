"""Questions drafted by a model: asked for, checked as any pack is, and sent back to be fixed.

What a model writes is text and nothing that runs: a block that ``pack check --run`` would
execute is made one that is only shown, for its author may have been a job advert.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from interview_cli.ai import language_model
from interview_cli.ai.language_model import AiFailure, Request, build_request, read_text, truncate
from interview_cli.ai.readiness import AiSettings
from interview_cli.core.errors import UsageError
from interview_cli.core.markdown import relabel
from interview_cli.core.questions.question import Question
from interview_cli.core.safe_text import UNSAFE
from interview_cli.core.scoring.tokens import STOP_WORDS, stem
from interview_cli.packs.authoring.writer import write_items, write_mapping
from interview_cli.packs.format.pack_read import LocatedQuestion, PackRead
from interview_cli.packs.format.reader import read_alone
from interview_cli.storage import files, paths

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
        parts.append(("These questions already exist. Ask something else:", known))
    if wish.source:
        parts.append(("Ask what matters for this text (an advert, or notes):", wish.source))
    parts.append(
        ("What is wanted:", {"topic": wish.topic, "level": wish.level, "count": wish.count})
    )
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
            reply = language_model.ask(
                settings, to_try, Drafts, settings.timeout * (1 + room)
            ).questions
        except AiFailure as failure:
            if not attempt:
                raise
            done.left_out += [(first_line(q), failure.message) for q, _ in failed]
            return done
        failed, had = [], {question["ask"] for question in done.sound}
        questions = [to_pack(item, wish) for item in reply]
        for question in [q for q in questions if q.get("ask") not in had][:room]:
            problems = check(question)
            if problems:
                failed.append((question, problems))
            else:
                done.sound.append(question)
        if not failed:
            return done
        to_try = _retry_request(wish, failed)
    done.left_out += [(first_line(question), problems[0]) for question, problems in failed]
    return done


def to_pack(item: Draft, wish: DraftRequest) -> dict[str, Any]:
    """Return a draft in the format of packs, without what must not be in one."""
    question: dict[str, Any] = {
        "id": slug(item.id or item.ask),
        "level": wish.level,
        "topic": wish.topic,
        "draft": True,
        "ask": _clean(item.ask),
        "code": _clean(item.code, lines=True),
        "answer": _clean(item.answer, lines=True),
        "hint": " ".join(_clean(item.hint).split()),
        "key_points": [_to_pack_point(point) for point in item.key_points if point.says.strip()],
    }
    if len(item.options) > 1:
        options = [
            {"text": _clean(option.text)}
            | ({"right": True} if option.right else {})
            | ({"why": _clean(option.why)} if option.why.strip() else {})
            for option in item.options
        ]
        question["quiz"] = {"kind": "choice", "options": options}
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


def first_line(question: dict[str, Any]) -> str:
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


#: How a file of ours begins; only such a file is added to.
MARK = "# Drafts of `interview generate`:"

_ABOUT = f"""\
{MARK} a model wrote them, and nobody has checked them yet.
# A draft is never asked. Read it, fix it, and take "draft: true" out when it is right.
"""


@dataclass(frozen=True, slots=True)
class Target:
    """Where drafts go: a new file where ``text`` is empty, else ours with its ``questions``."""

    path: Path
    pack: str
    text: str = ""
    questions: tuple[Question, ...] = ()


def find_target(topic: str, out: Path | None) -> Target:
    """Return the file for drafts on *topic*: *out*, else one of one's own; raises UsageError."""
    if out is not None:
        if out.suffix not in (".yaml", ".yml"):
            raise UsageError(f"{out} isn't a name for a pack", f"call it {out.name}.yaml")
        found = _read_target(out)
        if found is None:
            raise UsageError(
                f"{out} already exists and isn't a file of drafts", "name another: --out FILE.yaml"
            )
        return found
    name = f"generated-{topic.replace('/', '-')}"
    for n in range(1, 1000):
        path = paths.own_packs() / f"{name}{'' if n == 1 else f'-{n}'}.yaml"
        if found := _read_target(path):
            return found
    raise UsageError(f"there are too many files {name}-N.yaml", "name another: --out FILE.yaml")


def _read_target(path: Path) -> Target | None:
    """Return what can be written at *path*; None where that is not ours to change."""
    if not (path.exists() or path.is_symlink()):
        return Target(path, slug(path.stem))
    try:
        text = path.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return None
    if not text.startswith(MARK) or not text.endswith("\n"):
        return None
    read = _read(text)
    pack = read.info.id if read.info else ""
    if read.problems or not pack:
        return None
    after = _read(text + write_items([_make_sample(read.questions)]))
    if after.problems or len(after.questions) != len(read.questions) + 1:
        return None
    return Target(path, pack, text, tuple(placed.question for placed in read.questions))


def find_problems(question: Mapping[str, Any]) -> list[str]:
    """Return what `pack check` says of a *question*, with the line that it says it of."""
    problems = _read(_write_head("drafts", "Drafts") + write_items([question])).problems
    return [
        f"{problem.message}; the line is: {problem.source.strip()[:200]}" for problem in problems
    ]


def write(where: Target, questions: Sequence[dict[str, Any]], title: str, by: str) -> list[str]:
    """Write *questions* to the file, with a line on who drafted them; return their ids.

    An id that is taken gets a number. Raises DiskError, and UsageError where the whole
    wouldn't be a valid pack; the file is as it was then.
    """
    taken = {question.id for question in where.questions}
    new = []
    for question in questions:
        id_, n = str(question["id"]), 1
        while id_ in taken:
            n += 1
            id_ = f"{question['id']}-{n}"
        taken.add(id_)
        new.append(question | {"id": id_})
    head = where.text or _ABOUT + _write_head(where.pack, title)
    text = f"{head}  # Drafted by {by}.\n{write_items(new)}"
    read = _read(text)
    if read.problems or len(read.questions) != len(where.questions) + len(new):
        why = f": {read.problems[0].message}" if read.problems else ""
        raise UsageError(f"{where.path} wouldn't be a valid pack{why}", "see: --out FILE.yaml")
    if not where.text and (where.path.exists() or where.path.is_symlink()):
        raise UsageError(f"{where.path} was created in the meantime", "try again")
    files.save(where.path.resolve(), text.encode())
    return [question["id"] for question in new]


def _write_head(pack: str, title: str) -> str:
    about = {"format": "1", "pack": {"id": pack, "title": title}}
    return f"{write_mapping(about)}questions:\n"


def _make_sample(questions: Sequence[LocatedQuestion]) -> dict[str, Any]:
    taken = {placed.question.id for placed in questions}
    id_ = next(f"sample-{n}" for n in range(len(taken) + 1) if f"sample-{n}" not in taken)
    return {"id": id_, "level": "mid", "topic": "a", "ask": "What?", "answer": "That."}


def _read(text: str) -> PackRead:
    file = Path("drafts.yaml")
    return read_alone(file, file, text.encode())
