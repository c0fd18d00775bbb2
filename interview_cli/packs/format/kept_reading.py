"""What reading the topic files of a pack gave, kept by what is in them.

Only files without any problem are kept, as their YAML says them: what comes back is made into
values by the same rules as when it was read. It is a cache: what is damaged or of another version
of the program is read again, and nothing is said.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from interview_cli.core.kinds import KINDS
from interview_cli.core.questions.question import Question
from interview_cli.packs.format.plain_fit import convert
from interview_cli.packs.yaml.source import Map, Source
from interview_cli.packs.yaml.tree import parse
from interview_cli.storage import files, kept_check
from interview_cli.storage.reading.kept_files import read_kept

#: More than this is not kept: of packs, and of bytes for each.
MOST_FILES, MOST_BYTES = 32, 1 << 26


class KeptQuestion(NamedTuple):
    """A question, and where it stands: from which index to which, and on which line."""

    question: Question
    start: int
    end: int
    line: int


class KeptReading:
    """The topic files of *pack*, kept in a file of *folder*; without one nothing is kept."""

    def __init__(self, folder: Path | None, pack: Path) -> None:
        name = blake2b(os.path.abspath(pack).encode(errors="surrogateescape"), digest_size=8)
        self._file = folder and folder / f"{name.hexdigest()}.lines"
        self._program = kept_check.read_program() if folder else ""
        self._known = self._load()
        self._used: dict[str, bytes] = {}

    def find(self, text: str) -> tuple[dict[str, str], list[KeptQuestion]] | None:
        """Return the defaults and the questions of a file that reads *text*, if it is known."""
        key = _identify(text) if self._known else ""
        known = self._known.get(key)
        try:
            defaults, items = json.loads(known or b"null")
            found = [_make(defaults, *item) for item in items]
        except (TypeError, ValueError, AttributeError, KeyError):
            return None
        self._used[key] = known or b""
        return defaults, found

    def keep(
        self, text: str, defaults: Mapping[str, Any], items: Sequence[tuple[Map, int]]
    ) -> None:
        """Keep the *defaults* and the questions, each with its line, of a file without problems.

        Not where one stands for several, or has a picture: its YAML doesn't say all of it.
        """
        if self._file and not any("vary" in part or "image" in part for part, _ in items):
            kept = defaults, [(part.start, part.end, line, part) for part, line in items]
            with suppress(TypeError):
                data = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
                self._used[_identify(text)] = data.encode(errors="surrogatepass")

    def save(self) -> None:
        """Keep what was used, and only that; where it can't be kept nothing is said."""
        if self._file is None or self._used.keys() == self._known.keys():
            return
        lines = [self._program.encode()]
        lines += [b"%b %b" % (key.encode(), known) for key, known in self._used.items()]
        data = b"\n".join(lines)
        if len(data) > MOST_BYTES:
            return
        with suppress(OSError):
            files.keep(self._file, data, most=MOST_FILES)

    def _load(self) -> dict[str, bytes]:
        try:
            program, *lines = read_kept(self._file).split(b"\n") if self._file else [b""]
            if self._file is None or program != self._program.encode():
                return {}
            return {key.decode(): known for key, known in (one.split(b" ", 1) for one in lines)}
        except (OSError, ValueError):
            return {}


class Parts:
    """The parts of a file that say its questions, read again only where one is asked for."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._by_start: dict[int, Map] = {}

    def find(self, start: int) -> Map:
        if not self._by_start:
            again = Source(self._source.path, self._source.text)
            parse(again, self._take)
        return self._by_start[start]

    def _take(self, item: Any, at: int) -> None:
        self._by_start[at] = item


def _identify(text: str) -> str:
    return blake2b(text.encode(errors="surrogatepass"), digest_size=16).hexdigest()


def _make(
    defaults: Mapping[str, Any], start: int, end: int, line: int, item: Mapping[str, Any]
) -> KeptQuestion:
    """Return a question that was kept; raises ValueError if it isn't plainly one."""
    part = {**defaults, **item}
    if "quiz" in part:
        quiz = convert(KINDS[part["quiz"]["kind"]], part["quiz"])
        if quiz is None:
            raise ValueError
        part["quiz"] = quiz
    question = convert(Question, part)
    if question is None:
        raise ValueError
    return KeptQuestion(question, start, end, line)
