"""The learner's own files of an exercise: kept between sessions, and never overwritten.

They lie in ``exercises/PACK/ID`` in the learner's folder, beside what is known of the attempt
in ``.attempt.json``. When an exercise comes back, what stood there moves to ``earlier/DATE``.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from interview_cli.core.errors import DiskError
from interview_cli.storage import clock, files, paths
from interview_cli.storage.reading.plain_files import read_plain

STATE = ".attempt.json"
EARLIER = "earlier"

#: No file of an exercise has more bytes; an answer of a quarter of that isn't run.
LARGEST = 1 << 20

#: Milliseconds of a hundred days: no number of an attempt is larger.
_MOST = 100 * 24 * 60 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Attempt:
    """What is known of an attempt: see ``Continued`` for the first two.

    ``fingerprint`` is the question's, as its files were written, and ``variant`` its set of
    values; ``review`` the id of the line that ended the attempt, "" while it goes on.
    """

    spent_ms: int = 0
    hints: int = 0
    fingerprint: str = ""
    review: str = ""
    variant: int | None = None


class ExerciseFolder:
    """The files of one exercise; the learner writes ``answer_file``, or their editor does."""

    def __init__(self, path: Path, answer_file: str) -> None:
        self.path, self.answer_file = path, path / answer_file

    def read_attempt(self) -> Attempt | None:
        """Return what is known of the attempt; None where nothing was begun.

        Raises DiskError where something stands that isn't a file, and that would be lost.
        """
        if not self.answer_file.is_file():
            if os.path.lexists(self.answer_file):
                raise DiskError(f"{self.answer_file} isn't a file", "move it away")
            return None
        try:
            return read_state(read_plain(self.path / STATE, LARGEST))
        except (OSError, ValueError, KeyError, TypeError, RecursionError, OverflowError):
            return Attempt()

    def save_attempt(self, attempt: Attempt) -> None:
        with files.disk_errors(self.path):
            files.replace(self.path / STATE, json.dumps(asdict(attempt)).encode())

    def read_answer(self) -> str:
        """Return the text of the file; raises DiskError where there is none to read."""
        with files.disk_errors(self.answer_file, "open the exercise again", what="read"):
            text = read_plain(self.answer_file, LARGEST).decode("utf-8-sig", "replace")
        return text.replace("\r\n", "\n")

    def write_answer(self, text: str) -> None:
        self._write(self.answer_file, text)

    def write_others(self, texts: Mapping[str, str]) -> None:
        """Write the files that the learner only reads: an editor says so when they're changed."""
        for name, text in texts.items():
            path = self.path / name
            with suppress(OSError):
                path.chmod(stat.S_IRUSR | stat.S_IWUSR)  # Windows replaces no other file
            self._write(path, text)
            with suppress(OSError):
                path.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)

    def has(self, names: Iterable[str]) -> bool:
        """Whether there are files of all these *names*."""
        return all((self.path / name).is_file() for name in names)

    def put_aside(self, day: date) -> None:
        """Move what stands here to ``earlier``; of two on one *day* the later gets a number."""
        earlier, number = self.path / EARLIER / day.isoformat(), 1
        while earlier.exists():
            number += 1
            earlier = self.path / EARLIER / f"{day.isoformat()}-{number}"
        with files.disk_errors(self.path):
            files.make_folder(earlier)
            for path in [path for path in self.path.iterdir() if path.name != EARLIER]:
                path.rename(earlier / path.name)

    def _write(self, path: Path, text: str) -> None:
        with files.disk_errors(path):
            files.replace(path, text.encode("utf-8", "replace"))


def read_state(data: bytes) -> Attempt:
    """Return the attempt that was written; raises one of several errors where there is none."""
    known: dict[str, Any] = json.loads(data)
    spent, hints, variant = known["spent_ms"], known["hints"], known.get("variant")
    numbers = (spent, hints, 0 if variant is None else variant)
    if not all(type(number) is int and 0 <= number <= _MOST for number in numbers):
        raise ValueError("not a number that can be meant")
    return Attempt(spent, hints, str(known["fingerprint"]), str(known["review"]), variant)


def open_folder(key: str, answer_file: str) -> ExerciseFolder:
    """Return the folder of the exercise *key*; with a pretended clock, one that is temporary."""
    pack, _, name = key.partition(":")
    where = Path("exercises", pack, name)
    if not clock.is_pretended():
        return ExerciseFolder(paths.home() / where, answer_file)
    from shutil import rmtree  # for a look ahead alone
    from tempfile import mkdtemp
    from weakref import finalize

    root = mkdtemp(prefix="interview-")
    folder = ExerciseFolder(Path(root) / where, answer_file)
    finalize(folder, rmtree, root, ignore_errors=True)
    return folder
