"""grade: scores typed answers from a file, without a session."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from interview_cli.core.words import Level
    from interview_cli.storage.catalogue import Catalogue

#: What a line must hold, one or the other.
_SHAPES = 'write {"question": ..., "answer": ...} or {"ask": ..., "reference": ..., "answer": ...}'


def grade(
    file: Annotated[
        str,
        typer.Argument(metavar="FILE", help="JSON Lines; - is standard input.", show_default=False),
    ],
    level: Annotated[
        str | None, typer.Option("--level", "-l", metavar="LEVEL", help="What is expected.")
    ] = None,
) -> int:
    """Score typed answers: a JSON object a line in, a JSON object a line out.

    {"question": "PACK:ID", "answer": ...} is scored by the question's key points and model
    answer; {"ask": ..., "reference": ..., "answer": ...} by the reference alone. An "id"
    is given back.
    """
    from interview_cli.core.words import LEVEL_NAMES
    from interview_cli.errors import DONE, NO, UsageError
    from interview_cli.storage.catalogue import close, open_catalogue
    from interview_cli.terminal.events import document

    if level is not None and level.lower() not in LEVEL_NAMES:
        near = close(level, LEVEL_NAMES)
        raise UsageError(f"level is {level!r}; it can be junior, mid or senior", near)
    wanted = LEVEL_NAMES[level.lower()] if level else None
    catalogue, _ = open_catalogue()
    wrong = 0
    for n, line in enumerate(_lines(file), 1):
        if line.strip():
            found = _graded(line, catalogue, wanted)
            wrong += "error" in found
            document({"line": n} | found)
    if wrong:
        some = f"{wrong} line{'s'[: wrong != 1]}"
        print(f"interview: {some} could not be graded; {_SHAPES}", file=sys.stderr)
    return NO if wrong else DONE


def _lines(file: str) -> Iterator[bytes]:
    from interview_cli.errors import DiskError, UsageError

    if file == "-":
        yield from sys.stdin.buffer
        return
    try:
        with open(file, "rb") as source:
            yield from source
    except FileNotFoundError:
        raise UsageError(f"there is no file {file}", "name a file of JSON Lines, or -") from None
    except OSError as error:
        raise DiskError(
            f"cannot read {file}: {error.strerror or error}", "see its rights"
        ) from None


def _graded(line: bytes, catalogue: Catalogue, level: Level | None) -> dict[str, Any]:
    """Grade one line; what is wrong with it is given as its ``error``."""
    import json

    from interview_cli.core.explaining import Explain
    from interview_cli.core.scoring import score
    from interview_cli.errors import UsageError

    try:
        asked = json.loads(line.decode("utf-8-sig"), parse_constant=_no_number)
    except ValueError as error:
        return {"error": f"no JSON: {error}"}
    except RecursionError:
        return {"error": "no JSON: it is nested too deep"}
    if not isinstance(asked, dict):
        return {"error": "no JSON object"}
    same = {name: asked[name] for name in ("id", "question") if name in asked}
    if missing := _missing(asked):
        return same | {"error": f"{missing} is missing, or no text"}
    if "question" in asked:
        key, slash, name = asked["question"].partition("/")
        try:
            question, synonyms = catalogue.question(key), catalogue.synonyms(key)
        except UsageError as error:
            return same | {"error": f"{error.message}; {error.hint}".rstrip("; ")}
        if slash:
            from interview_cli.core.explaining import as_question

            follow_up = next((f for f in question.follow_ups if f.id == name), None)
            if follow_up is None:
                return same | {"error": f"{key} has no follow-up {name!r}"}
            question = as_question(follow_up, question)
        scored = Explain(question, level, synonyms).scored(asked["answer"])
    else:
        scored = score(asked["answer"], ask=asked["ask"], reference=asked["reference"])
    return same | {
        "score": scored.score,
        "sure": scored.sure,
        "overlap": scored.overlap,
        "contradicted": scored.contradicted,
        "points": [
            point.record() | {"expected": point.expected, "spans": [list(s) for s in point.spans]}
            for point in scored.points
        ],
    }


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _missing(asked: dict[str, Any]) -> str:
    """Give the name of a field that is wanted and is no text; nothing where all are there."""
    names: Iterable[str] = (
        ("question", "answer") if "question" in asked else ("ask", "reference", "answer")
    )
    return next((name for name in names if not isinstance(asked.get(name), str)), "")
