"""grade: score typed answers from a file, without a session."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from math import isinf
from typing import IO, Annotated, Any

import typer

from interview_cli.commands.filters import parse_level
from interview_cli.commands.learner import find_question, open_packs
from interview_cli.commands.options import Json, Packs
from interview_cli.core.errors import DONE, NO, DiskError, UsageError
from interview_cli.core.levels import Level
from interview_cli.core.questions.variants import count_variants, fill
from interview_cli.core.records import read_variant
from interview_cli.core.safe_text import line as safe
from interview_cli.core.scoring.explain import Explain
from interview_cli.core.scoring.scorer import score
from interview_cli.core.sentences import count, join
from interview_cli.packs.library.catalogue import Catalogue
from interview_cli.terminal.rendering.messages import print_json

#: What a line must hold, one or the other.
_SHAPES = 'write {"question": ..., "answer": ...} or {"ask": ..., "reference": ..., "answer": ...}'

#: Bytes of a line; nobody types a longer one.
LONGEST = 16 * 1024 * 1024


class _LineError(Exception):
    """A line that can't be graded, with its *column*, from 1, and the fields to give back."""

    def __init__(self, message: str, column: int = 1, echo: dict[str, Any] | None = None) -> None:
        super().__init__(message)
        self.column, self.echo = column, echo or {}


def grade(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help="A file of JSON Lines; - is standard input.", show_default=False
        ),
    ],
    level: Annotated[
        str | None, typer.Option("--level", "-l", metavar="LEVEL", help="The level to grade for.")
    ] = None,
    pack: Packs = None,
    as_json: Json = False,
) -> int:
    """Each line is a JSON object. {"question": "PACK:ID", "answer": ...} is scored by that
    question's key points and model answer; with --pack, the ID alone will do. {"ask": ...,
    "reference": ..., "answer": ...} is scored by the reference alone. An "id" is passed
    through. A line that can't be graded is reported with its place, and the others are graded
    all the same. The output is JSON, with or without --json.
    """
    expected = None if level is None else parse_level(level)
    catalogue, packs = open_packs(pack or ())
    name = "<stdin>" if file == "-" else file
    graded = wrong = 0
    for n, line in enumerate(_open_lines(file), 1):
        if line is not None and not line.strip(b"\xef\xbb\xbf \t\r\n"):
            continue
        try:
            print_json({"line": n} | _grade_line(line, catalogue, packs, expected))
            graded += 1
        except _LineError as error:
            wrong += 1
            print_json({"line": n} | error.echo | {"column": error.column, "error": str(error)})
            place = f"{name}:{n}:{error.column}"
            print(safe(f"{place}: {error}"), file=sys.stderr)
    if wrong:
        print(f"interview: {count(wrong, 'line')} could not be graded; {_SHAPES}", file=sys.stderr)
    elif not graded:
        print(f"interview: {safe(name)} is empty: there is nothing to grade", file=sys.stderr)
    return NO if wrong else DONE


def _open_lines(file: str) -> Iterator[bytes | None]:
    """Yield the lines of *file*; None for one that is too long."""
    if file == "-":
        yield from _read_lines(sys.stdin.buffer)
        return
    try:
        with open(file, "rb") as source:
            yield from _read_lines(source)
    except FileNotFoundError:
        raise UsageError(f"there is no file {file}", "name a file of JSON Lines, or -") from None
    except OSError as error:
        raise DiskError(
            f"cannot read {file}: {error.strerror or error}", "check its permissions"
        ) from None


def _read_lines(source: IO[bytes]) -> Iterator[bytes | None]:
    while line := source.readline(LONGEST + 1):
        if len(line) <= LONGEST:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = source.readline(LONGEST)
        yield None


def _grade_line(
    line: bytes | None, catalogue: Catalogue, packs: Sequence[str], level: Level | None
) -> dict[str, Any]:
    text, fields = _parse(line)
    echo: dict[str, Any] = {name: fields[name] for name in ("id", "question") if name in fields}
    if name := _missing(fields):
        raise _LineError(f"{name} is missing, or isn't text", _column(text, name), echo)
    if "question" in fields:
        key = fields["question"]
        try:
            key = _full_name(key, catalogue, packs)
            question = find_question(catalogue, key)
        except UsageError as error:
            message = f"{error.message}; {error.hint}".rstrip("; ")
            raise _LineError(message, _column(text, "question"), echo) from None
        if "variant" in fields:
            echo["variant"] = fields["variant"]
            sets = count_variants(question)
            if read_variant(fields) is None or fields["variant"] >= sets:
                known = f"variants 0 to {sets - 1}" if sets else "no variants"
                raise _LineError(f"{key} has {known}", _column(text, "variant"), echo)
            question = fill(question, fields["variant"])
        explain = Explain(question, level, catalogue.synonyms(key), catalogue.is_bundled(key))
        scored = explain.score(fields["answer"])
    else:
        scored = score(fields["answer"], ask=fields["ask"], reference=fields["reference"])
    return echo | {
        "score": scored.score,
        "passed": scored.passed,
        "sure": scored.sure,
        **({"note": scored.note} if scored.note else {}),
        "overlap": scored.overlap,
        "contradicted": scored.contradicted,
        "points": [
            point.record()
            | {
                "expected": point.expected,
                "essential": point.essential,
                "spans": [list(s) for s in point.spans],
            }
            for point in scored.points
        ],
    }


def _parse(line: bytes | None) -> tuple[str, dict[str, Any]]:
    """Return a line as text, and the object in it."""
    if line is None:
        raise _LineError(f"not JSON: the line has more than {LONGEST // 1024**2} MiB")
    try:
        text = line.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError as error:
        column = len(line[: error.start].decode("utf-8-sig")) + 1
        raise _LineError("not JSON: the line isn't UTF-8", column) from None

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            raise _LineError(f"the key {twice!r} is given twice", _column(text, twice, 2))
        return found

    def refuse(name: str) -> None:
        raise _LineError(f"not JSON: {name} isn't a number", text.find(name) + 1)

    def number(digits: str) -> float:
        if isinf(value := float(digits)):
            raise _LineError(f"not JSON: {digits} is too large", text.find(digits) + 1)
        return value

    try:
        fields = json.loads(
            text, parse_constant=refuse, parse_float=number, object_pairs_hook=unique
        )
    except json.JSONDecodeError as error:
        raise _LineError(f"not JSON: {error.msg}", error.colno) from None
    except ValueError:  # Python reads no whole number of over 4,300 digits
        raise _LineError("not JSON: a number in it is too long") from None
    except RecursionError:
        raise _LineError("not JSON: it's nested too deeply") from None
    if not isinstance(fields, dict):
        raise _LineError("not a JSON object")
    return text, fields


def _column(text: str, name: str, time: int = 1) -> int:
    """Return the column of a key, where it is there for the *time*-th time; 1 if it isn't."""
    spelt = "|".join({re.escape(json.dumps(name)), re.escape(json.dumps(name, ensure_ascii=False))})
    places = [match.start() + 1 for match in re.finditer(rf"(?:{spelt})\s*:", text)]
    return places[time - 1] if len(places) >= time else 1


def _full_name(key: str, catalogue: Catalogue, packs: Sequence[str]) -> str:
    """Return a question's full name; its id is enough where --pack names its pack."""
    pack, colon, _ = key.partition(":")
    if not packs or (colon and pack in packs):
        return key
    if colon:
        raise UsageError(f"{key!r} is not in {join(packs, 'or')}, which --pack names")
    parent = key.partition("/")[0]
    found = [id_ for id_ in packs if catalogue.has(f"{id_}:{parent}")]
    if len(found) > 1:
        raise UsageError(f"{key!r} is in {join(found)}; name it PACK:ID")
    return f"{(*found, packs[0])[0]}:{key}"


def _missing(fields: dict[str, Any]) -> str:
    """Return the first needed field that isn't text; "" where all are."""
    names = ("question",) if "question" in fields else ("ask", "reference")
    return next((name for name in (*names, "answer") if not isinstance(fields.get(name), str)), "")
