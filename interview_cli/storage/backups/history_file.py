"""Files of answers for other programs: JSON Lines and CSV, written and read."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from heapq import merge
from itertools import groupby
from pathlib import Path
from typing import IO, Any

from interview_cli.core.progress.history_rows import FIELDS, Corrections
from interview_cli.core.progress.lines.line_faults import judge
from interview_cli.core.records import Line, Regraded, Retracted, Reviewed, choose_line
from interview_cli.storage.backups.journals import read_lines
from interview_cli.storage.files import disk_errors
from interview_cli.storage.journal import Journal
from interview_cli.storage.reading.plain_files import open_plain

#: The formats, each with the ending of its files.
FORMATS = {"jsonl": ".jsonl", "csv": ".csv"}

#: A longer line, or cell, is damage: no answer is as long.
_LONGEST = 1_000_000


def find_format(path: Path) -> str:
    """Return the format that the name of *path* says, JSON Lines without one that is known."""
    return next((name for name, end in FORMATS.items() if path.suffix.lower() == end), "jsonl")


@dataclass(slots=True)
class Answers:
    """The answers in a journal, line by line: a long journal needs little memory."""

    journal: Journal
    damaged: int = 0

    def __iter__(self) -> Iterator[Line]:
        """Yield the answers that count in their order, each with its latest grade."""
        files = self.journal.files()
        about = (Retracted.type, Regraded.type)
        corrections = Corrections.read(
            line for path in files for line in self._read(path, about, count=False)
        )
        seen: set[int] = set()
        every = (self._read(path, (Reviewed.type,)) for path in files)
        in_order = merge(*every, key=_place)
        for _, same in groupby(in_order, key=_place):
            line = reduce(choose_line, same)
            if hash(line["id"]) not in seen:
                seen.add(hash(line["id"]))
                if (counting := corrections.apply(line)) is not None:
                    yield counting

    def _read(self, path: Path, types: tuple[str, ...], *, count: bool = True) -> Iterator[Line]:
        """Yield the sound lines of these *types*; those that can't be read are counted."""
        names = [f'"{one}"'.encode() for one in types]
        hint = "check that it's yours and can be read"
        with disk_errors(path, hint, "read"), open_plain(path) as file:
            for _, raw in read_lines(file):
                if any(name in raw for name in names) or b"\0" in raw:  # as in UTF-16
                    line, fault = judge(raw.rstrip(b"\r\n"))
                    if line is not None and fault is None and line["type"] in types:
                        yield line
                    self.damaged += count and line is None


def _place(line: Line) -> tuple[str, str]:
    return line["at"], line["id"]


def write_rows(rows: Iterable[dict[str, Any]], form: str, to: IO[str]) -> int:
    """Write *rows* to *to*, and return how many they were."""
    number = 0
    if form == "csv":
        writer = csv.writer(to, lineterminator="\n")
        writer.writerow(FIELDS)
        for row in rows:
            writer.writerow([_to_cell(row[name]) for name in FIELDS])
            number += 1
        return number
    for row in rows:
        to.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
        number += 1
    return number


def read_text(source: IO[bytes]) -> Iterator[str]:
    """Yield the lines of *source*; of one that is too long the start, and what isn't UTF-8 so
    that it can't be written again.
    """
    while line := source.readline(_LONGEST + 1):
        part = line
        while not part.endswith(b"\n") and len(part) > _LONGEST:
            part = source.readline(_LONGEST + 1)
        yield line.decode(errors="surrogateescape")


def read_rows(lines: Iterable[str], form: str) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """Yield each row with the number of its line, or what is wrong with it."""
    return _read_csv(lines) if form == "csv" else _read_json(lines)


def _read_json(lines: Iterable[str]) -> Iterator[tuple[int, dict[str, Any] | str]]:
    for number, line in enumerate(lines, 1):
        if not line.strip("\ufeff \t\r\n"):
            continue
        if len(line.encode(errors="surrogateescape")) > _LONGEST:
            yield number, "it's longer than 1 MB"
            continue
        try:
            value = json.loads(line.lstrip("\ufeff"))
        except (ValueError, RecursionError):
            yield number, "it isn't JSON"
            continue
        yield number, value if isinstance(value, dict) else "it isn't a JSON object"


def _read_csv(lines: Iterable[str]) -> Iterator[tuple[int, dict[str, Any] | str]]:
    source = iter(lines)
    head = next(source, "").lstrip("\ufeff")
    delimiter = max(",;\t", key=head.count)  # some spreadsheets put no commas between
    try:
        first = next(csv.reader([head], delimiter=delimiter), [])
    except csv.Error as error:
        yield 1, f"it can't be read: {error}"
        return
    names = [name.strip().lower() for name in first]
    old = csv.field_size_limit(_LONGEST // 2)  # less than the start of a line that was cut
    reader = csv.reader(source, delimiter=delimiter)
    try:
        while True:
            number = reader.line_num + 2
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield number, f"it can't be read: {error}"
                continue
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(names):
                yield number, f"it has {len(cells)} cells, and the first line {len(names)}"
                continue
            row = dict(zip(names, cells, strict=False))
            yield number, {name: _read_cell(name, cell) for name, cell in row.items()}
    finally:
        csv.field_size_limit(old)


#: What a spreadsheet takes for the beginning of a formula, which it runs: at the start of a cell,
#: or behind what it may take for the end of one. They have wide forms too.
_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
_FORMULA = re.compile(rf"(?:^|[;,|\t\r\n])[{_SIGNS}]|^[\t\r\n]")

#: What may stand before one and isn't looked at: spaces, quotes, and what nobody sees.
_PASSED_OVER = re.compile(
    "[^\\S\\t\\r\\n]|[\"'`\\\\\\x00-\\x08\\x0e-\\x1f\x7f\xad\u200b-\u200f\u2060\ufeff]"
)

#: Each sign that isn't within a word.
_SIGN = re.compile(rf"(?<!\w)([{_SIGNS}])")


def _to_cell(value: Any) -> str:
    """Return *value* for a cell; text is as it is, unless it could be taken for another, or run.

    As JSON it's a text to every spreadsheet.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        other = not value or "\r" in value or _parse(value) is not None
        return _to_json(value) if other or _is_formula(value) else value
    return _to_json(value)


def _is_formula(text: str) -> bool:
    """Whether a spreadsheet may run *text*, or a part of it."""
    return bool(_FORMULA.search(_PASSED_OVER.sub("", text)))


def _to_json(value: Any) -> str:
    """Return *value* as JSON in which no sign stands where a formula could begin."""
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_to_json, value))}]"
    if not isinstance(value, str) or not _is_formula(value):
        return json.dumps(value, ensure_ascii=False)
    parts = _SIGN.split(value)
    parts[::2] = [json.dumps(part, ensure_ascii=False)[1:-1] for part in parts[::2]]
    parts[1::2] = [f"\\u{ord(sign):04x}" for sign in parts[1::2]]
    return f'"{"".join(parts)}"'


def _read_cell(name: str, cell: str) -> Any:
    """Return what a cell says: a text may stand as JSON, and in ``answer`` a list of texts."""
    if name == "passed":
        return {"true": True, "false": False}.get(cell.strip().lower())
    value = _parse(cell)
    if isinstance(value, str) or (name == "answer" and value is not None):
        return value
    return cell or None


def _parse(text: str) -> Any:
    """Return the text or the list of texts that *text* is as JSON; None for all else."""
    if not text.startswith(("[", '"')):
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(value, list) and not all(isinstance(one, str) for one in value):
        return None
    return value
