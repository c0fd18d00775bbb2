"""A learner for a test: a home on the disk, a clock, and the program as a process."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from helpers import packs
from helpers.program import STRICT, run_program
from interview_cli.core.records import Planned, Record, Reviewed
from interview_cli.storage.journal import Journal

#: Day 0, at eight in the evening: a Saturday, an hour east of Greenwich.
START = datetime(2026, 11, 21, 20, tzinfo=timezone(timedelta(hours=1)))

AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4


def date(day: int) -> str:
    """Write a day, counted from day 0."""
    return (START + timedelta(days=day)).date().isoformat()


def question(id_: str, topic: str = "alpha", level: str = "mid", more: str = "") -> str:
    """Write a question that can be a flashcard; *more* are further fields, in braces' style."""
    head = f"  - {{id: {id_}, ask: 'What is {id_}?', answer: It is {id_}."
    return f"{head}, topic: {topic}, level: {level}{', ' if more else ''}{more}}}\n"


#: A quiz for a question: the first option is right.
QUIZ = (
    "quiz: {kind: choice, keep_order: true, "
    "options: [{text: this, right: true}, {text: that, why: No.}]}"
)


@dataclass(frozen=True)
class Said:
    """What a process said, and its exit code."""

    out: str
    err: str
    code: int

    @property
    def events(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]

    def named(self, event: str) -> list[dict[str, Any]]:
        """Give the events of a name."""
        return [one for one in self.events if one["event"] == event]


class Learner:
    """Runs the program in *home*, where it finds one's own packs and journal."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.minutes = 0  # that have gone by: a command begins after the one before

    def pack(self, id_: str, *questions: str, head: str = "", about: str = "") -> None:
        """Put a pack of one's own there; *about* are further fields of ``pack``."""
        folder = self.home / "packs"
        folder.mkdir(parents=True, exist_ok=True)
        about = packs.head(id_, title=id_, more=f"version: 1.0.0{about}") + head
        text = f"{about}questions:\n{''.join(questions)}"
        (folder / f"{id_}.yaml").write_text(text, encoding="utf-8")

    def run(
        self,
        *args: str,
        day: int = 0,
        typed: str = "",
        code: int | None = 0,
        env: dict[str, str] | None = None,
        program: Iterable[str] = STRICT,
    ) -> Said:
        """Run a command on a day; what it says is checked for *code*, and for tracebacks."""
        self.minutes += 1
        now = f"{(START + timedelta(days=day, minutes=self.minutes)).isoformat()}/still"
        inherited = {**os.environ, "INTERVIEW_HOME": str(self.home), "INTERVIEW_NOW": now}
        env = {name: value for name, value in (inherited | (env or {})).items() if value}
        if program is STRICT:
            done = run_program(*args, typed=typed, env=env)
        else:
            done = subprocess.run(
                [*program, *args],
                input=typed,
                capture_output=True,
                encoding="utf-8",
                env=env,
                check=False,
            )
        said = Said(done.stdout, done.stderr, done.returncode)
        assert "Traceback" not in said.err
        if code is not None:
            assert said.code == code, said
        return said

    def line(self, *args: str, day: int = 0) -> str:
        """Give the one line that a command says."""
        (line,) = self.run(*args, day=day).out.splitlines()
        return line

    def json(self, *args: str, day: int = 0, **how: Any) -> dict[str, Any]:
        """Give the one document of a command; nothing else is said."""
        said = self.run(*args, "--json", day=day, **how)
        (line,) = said.out.splitlines()
        document: dict[str, Any] = json.loads(line)
        assert document["v"] == 1
        return document

    def refused(self, *args: str, day: int = 0, **how: Any) -> str:
        """Give what standard error says of wrong usage; nothing is kept and nothing shown."""
        before = self.journal()
        said = self.run(*args, day=day, code=2, **how)
        assert said.out == ""
        assert said.err.startswith("interview: ")
        assert self.journal() == before
        return said.err

    def memories(self, day: int = 0) -> dict[str, dict[str, Any]]:
        """Give what is known, by question."""
        rows = self.json("due", "--all", day=day)["questions"]
        return {row["question"]: row["memory"] for row in rows}

    # the journal

    def keep(self, *records: Record, day: int = 0, session: str | None = None) -> list[str]:
        """Write lines as this device."""
        self.minutes += 1
        at = START + timedelta(days=day, minutes=self.minutes)
        return Journal(self.home / "journal").append(records, at=at, session=session)

    def answered(
        self, *keys: str, day: int = 0, rating: int = GOOD, seconds: float = 30
    ) -> list[str]:
        """Write that flashcards were answered on a day."""
        return self.keep(*(reviewed(key, rating, seconds) for key in keys), day=day)

    def journal(self) -> dict[str, bytes]:
        """Give what stands in the journal, by file; nothing where it is empty."""
        files = sorted((self.home / "journal").glob("*"))
        return {path.name: text for path in files if (text := path.read_bytes())}

    def lines(self, type_: str) -> list[dict[str, Any]]:
        """Give the journal's lines of a type."""
        every = (json.loads(line) for text in self.journal().values() for line in text.splitlines())
        return [line for line in every if line["type"] == type_]


def reviewed(key: str, rating: int = GOOD, seconds: float = 30, **fields: Any) -> Reviewed:
    """Give the record of a flashcard's answer."""
    return Reviewed(
        question=key,
        fingerprint="0" * 12,
        mode="flashcards",
        kind="recall",
        answer=None,
        score=None,
        rating=rating,
        reasons=("own-word",),
        grader="self",
        elapsed_ms=round(seconds * 1000),
        **({"attempt": 1} | fields),
    )


def planned(day: int, minutes: float = 25, **fields: Any) -> Planned:
    """Give the record of a plan for an interview on *day*."""
    return Planned(on=date(day), minutes=minutes, **fields)
