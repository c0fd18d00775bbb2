"""Answers that were begun and not sent: kept so that leaving in the middle loses nothing.

They are no record of anything: the journal knows answers only. A draft is dropped when its
question is answered.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from interview_cli.core.errors import DiskError
from interview_cli.storage import clock, files, paths
from interview_cli.storage.begun.held_lock import alone
from interview_cli.storage.files import damaged, read_object

#: Drafts of more sessions than this are dropped, the oldest first.
SESSIONS = 20


class UnsentAnswers:
    """The drafts of a learner, by session and question; without *path* none is kept."""

    def __init__(self, path: Path | None) -> None:
        self.path = path

    def get(self, session: str, question: str) -> str:
        """Return what was written; nothing where there is no draft."""
        return self._read().get(session, {}).get(question, "")

    def has(self, session: str) -> bool:
        """Whether an answer of *session* was begun and not sent."""
        return any(self._read().get(session, {}).values())

    def put(self, session: str, question: str, text: str) -> None:
        """Write *text*, or with an empty one nothing; never an error: it is a courtesy."""
        if self.path is None or self.get(session, question) == text:
            return
        with alone("drafts"):  # of another session, in another window
            self._put(session, question, text)

    def _put(self, session: str, question: str, text: str) -> None:
        assert self.path is not None
        drafts = self._read()
        if self.find_damage() and not self._put_aside():
            return
        of = drafts.setdefault(session, {})
        of[question] = text
        drafts[session] = {name: draft for name, draft in of.items() if draft}
        newest = sorted(name for name, of in drafts.items() if of)[-SESSIONS:]
        plain = {name: drafts[name] for name in newest}
        data = json.dumps(plain, ensure_ascii=False, indent=1).encode(errors="replace")
        with suppress(OSError):
            files.replace(self.path, data)

    def find_damage(self) -> str:
        """Return what is wrong with the file; "" where nothing is."""
        try:
            known = read_object(self.path) if self.path else {}
        except DiskError as error:
            return error.message
        if self.path and not all(isinstance(of, dict) for of in known.values()):
            return damaged(self.path, "it must say the answers of each session").message
        return ""

    def _put_aside(self) -> bool:
        """Rename a damaged file, so that what is in it isn't lost; return whether that's done."""
        if self.path is None:
            return False
        aside, number = self.path.with_stem(f"{self.path.stem}-damaged"), 1
        while os.path.lexists(aside):
            number += 1
            aside = self.path.with_stem(f"{self.path.stem}-damaged-{number}")
        try:
            self.path.rename(aside)
        except OSError:
            return False
        return True

    def _read(self) -> dict[str, dict[str, str]]:
        if self.path is None:
            return {}
        try:
            drafts = read_object(self.path)
        except DiskError:
            return {}
        return {
            session: {name: str(text) for name, text in of.items()}
            for session, of in drafts.items()
            if isinstance(of, dict)
        }


def open_drafts() -> UnsentAnswers:
    """Return the drafts in the learner's folder."""
    return UnsentAnswers(None if clock.is_pretended() else paths.home() / "drafts.json")
