"""The lines that say something of other lines: what is retracted, graded again, or weighted again.

They may stand far behind what they are about, so a fold that goes from line to line has to know
them beforehand. They are looked for without reading all other lines, which would take as long
as the fold. Where that passes one over, as the order of its fields is another, the fold meets it
later, and begins again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress, count
from operator import itemgetter
from pathlib import Path

from interview_cli.core.memory.answer_facts import Answer
from interview_cli.core.records import (
    WEIGHTS_SETTING,
    Line,
    Regraded,
    Retracted,
    Setting,
    drop_retracted,
    put_line,
)
from interview_cli.storage.journal import parse
from interview_cli.storage.journal_files import read_pieces

#: One of these is in such a line, as JSON is usually written.
_SIGNS = (b'"of":', b'"settings",')

#: Of larger blocks most of the time goes to the memory that each needs anew.
_BLOCK = 1 << 18


WORD_TYPES = frozenset([Setting.type, Retracted.type, Regraded.type])


def is_word(line: Line) -> bool:
    """Whether *line* says something of others."""
    what = line["type"]
    if what == Setting.type:
        return bool(line["name"] == WEIGHTS_SETTING)
    return what in (Retracted.type, Regraded.type)


@dataclass(slots=True)
class Words:
    """What *lines*, in order, say of others."""

    lines: list[Line]
    settings: list[Line] = field(init=False)
    _gone: set[str] = field(init=False)
    _grades: dict[str, Line] = field(init=False)
    _touched: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self._gone = {line["of"] for line in self.lines if line["type"] == Retracted.type}
        standing = drop_retracted(self.lines)
        self.settings = [line for line in standing if line["type"] == Setting.type]
        self._grades = {x["of"]: x for x in standing if x["type"] == Regraded.type}
        self._touched = self._gone | self._grades.keys() | {line["id"] for line in self.lines}

    def choose_standing(
        self, ids: Sequence[str], lines: Sequence[Line | Answer]
    ) -> Sequence[Line | Answer]:
        """Return those of *lines*, with these *ids*, that count, with their latest grades."""
        touched = compress(count(), map(self._touched.__contains__, ids))
        judged = [(place, self._judge(ids[place], lines[place])) for place in touched]
        if not judged:
            return lines
        chosen = list(lines)
        for place, line in reversed(judged):
            chosen[place : place + 1] = [] if line is None else [line]
        return chosen

    def _judge(self, id_: str, line: Line | Answer) -> Line | Answer | None:
        if id_ in self._gone:
            return None
        if isinstance(line, Answer):
            return line.with_grade(self._grades[id_]) if id_ in self._grades else line
        what = line["type"]
        if what == Retracted.type or (what == Regraded.type and line["of"] in self._gone):
            return None
        return line


@dataclass(slots=True)
class Pending:
    """How far the words on lines have come, between two lines of a journal.

    ``awaited`` are lines that words were about already, and which haven't come.
    """

    words: Words
    awaited: set[str] = field(default_factory=set)
    _left: Counter[str] = field(init=False)  # how many words on a line are to come
    _passed: set[str] = field(default_factory=set)
    _open: set[str] = field(default_factory=set)
    _settings: int = 0

    def __post_init__(self) -> None:
        self._left = Counter(x["of"] for x in self.words.lines if x["type"] != Setting.type)
        self._settings = len(self.words.lines) - self._left.total()

    def go_on(self, ids: Sequence[str], words: Iterable[Line]) -> None:
        """Go on behind the lines of these *ids*; *words* are those among them."""
        passed = self._left.keys() & ids
        self._passed |= passed
        for line in words:
            if line["type"] == Setting.type:
                self._settings -= 1
            else:
                self._left[line["of"]] -= 1
                self.awaited.add(line["of"])
        self.awaited = {id_ for id_ in self.awaited if id_ not in self._passed}
        self._open = {id_ for id_ in self._open | passed if self._left[id_] > 0}

    def is_clean(self) -> bool:
        """Whether what was passed adds up to the same without all that is to come."""
        return not (self._open or self._settings)


def find_words(paths: Iterable[Path]) -> Words:
    """Return the words in the files at *paths*, or most of them."""
    found: dict[str, Line] = {}
    for path in paths:
        for raw in _find_signs(path):
            for _, line in parse(raw):
                if not isinstance(line, bytes) and is_word(line):
                    put_line(found, line)
    return Words(sorted(found.values(), key=itemgetter("at", "id")))


def _find_signs(path: Path) -> Iterator[bytes]:
    """Yield the lines that have a sign, those of a piece of the file together."""
    for piece in read_pieces(path, most=_BLOCK):
        data, end = piece.data, len(piece.data)
        if piece.long:
            continue
        places = set()
        for sign in _SIGNS:
            at = data.find(sign)
            while at >= 0:
                begins = data.rfind(b"\n", 0, at) + 1
                ends = data.find(b"\n", at) + 1 or end
                places.add((begins, ends))
                at = data.find(sign, ends)
        yield b"".join(data[begins:ends] for begins, ends in sorted(places))
