"""Noticing that a file was saved in an editor of one's own."""

from __future__ import annotations

from pathlib import Path


class SavedFile:
    """Says whether a file was saved since it was looked at last."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen = self._now = self._look()

    def has_changed(self) -> bool:
        """Whether it was saved, and stood still since the last call: a save takes a moment."""
        before, self._now = self._now, self._look()
        return self._now is not None and self._now != self._seen and self._now == before

    def note(self) -> None:
        """Take the file as it is now for known."""
        self._seen = self._now = self._look()

    def _look(self) -> tuple[int, int, int] | None:
        try:
            at = self._path.stat()
        except OSError:  # an editor may be replacing it
            return None
        return at.st_mtime_ns, at.st_size, at.st_ino
