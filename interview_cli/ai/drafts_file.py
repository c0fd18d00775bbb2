"""The file that drafts are written to: a pack of the learner's own, never overwritten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from interview_cli.ai.drafting import slug
from interview_cli.core.errors import UsageError
from interview_cli.core.questions.question import Question
from interview_cli.packs.authoring.writer import write_items, write_mapping
from interview_cli.packs.format.reader import LocatedQuestion, PackRead, read_alone
from interview_cli.storage import files, paths

#: How a file of ours begins; only such a file is added to.
MARK = "# Drafts of `interview generate`:"

_ABOUT = f"""\
{MARK} a model wrote them, and nobody has checked them yet.
# A draft is never asked. Read it, fix it, and take "draft: true" out when it is right.
"""


@dataclass(frozen=True, slots=True)
class Target:
    """Where drafts go: a new file where ``text`` is empty, else one of ours that has it.

    ``questions`` are those in it, drafts too.
    """

    path: Path
    pack: str
    text: str = ""
    questions: tuple[Question, ...] = ()


def find_target(topic: str, out: Path | None) -> Target:
    """Return the file for drafts on *topic*: *out*, else one of the learner's packs.

    Raises UsageError where *out* is there and is not of ours.
    """
    if out is not None:
        if out.suffix not in (".yaml", ".yml"):
            raise UsageError(f"{out} isn't a name for a pack", f"call it {out.name}.yaml")
        found = _read_target(out)
        if found is None:
            raise UsageError(
                f"{out} is there, and isn't a file of drafts", "name another: --out FILE.yaml"
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
    grown = f"{text}{write_items([_make_sample(read.questions)])}"
    after = _read(grown)
    whole = len(after.questions) == len(read.questions) + 1 and not after.problems
    questions = tuple(placed.question for placed in read.questions)
    return Target(path, pack, text, questions) if whole else None


def find_problems(question: Mapping[str, Any]) -> list[str]:
    """Return what `pack check` says of a *question*, with the line that it says it of."""
    problems = _read(_write_head("drafts", "Drafts") + write_items([question])).problems
    return [
        f"{problem.message}; the line is: {problem.source.strip()[:200]}" for problem in problems
    ]


def write(where: Target, questions: Sequence[dict[str, Any]], title: str, by: str) -> list[str]:
    """Write *questions* to the file, with a line on who drafted them; return their ids.

    An id that is taken gets a number. Raises DiskError, and UsageError where the whole
    would not be a sound pack; the file is as it was then.
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
        raise UsageError(f"{where.path} would not be a sound pack{why}", "see: --out FILE.yaml")
    if not where.text and (where.path.exists() or where.path.is_symlink()):
        raise UsageError(f"{where.path} has come into being meanwhile", "try again")
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
    """Return what `pack check` reads *text* as."""
    file = Path("drafts.yaml")
    return read_alone(file, file, text.encode())
