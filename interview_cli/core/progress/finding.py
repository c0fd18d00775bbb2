"""What ``progress doctor`` found: something wrong with what is kept, and what it means."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

#: What ``--fix`` can do, by the name that a finding has for it.
FIXES = {
    "modes": "make it readable and writable for you alone",
    "take-out": "move what can't be read to damaged/, and keep every line that can",
    "join": "write each record on one line again",
    "decode": "write it as lines in UTF-8, and keep it as it is now in damaged/",
    "put-back": "put it back in its place",
    "put-aside": "move it to damaged/",
    "delete": "delete it: it's made again when it's needed",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong at a place, in words that hold no text of answers.

    ``path`` is as it's shown: below the learner's folder where it is there. ``line`` is 0 where
    no line is meant, and ``last`` the last of several in a row. ``means`` says what it does to
    progress, ``advice`` what to do about it, and ``fix`` what ``--fix`` does: a name in FIXES.
    What is ``harmless`` loses nothing and needs nothing to be done.
    """

    code: str
    path: str
    says: str
    means: str
    advice: str = ""
    fix: str = ""
    line: int = 0
    last: int = 0
    harmless: bool = False
    files: tuple[str, ...] = field(default=())

    @property
    def place(self) -> str:
        """Where it is: ``journal/x.jsonl:3``."""
        if not self.line:
            return self.path
        return f"{self.path}:{self.line}" + (f"-{self.last}" if self.last > self.line else "")

    def to_plain(self) -> dict[str, Any]:
        """Return it for a document."""
        return {
            "code": self.code,
            "path": self.path,
            "line": self.line or None,
            "last": max(self.line, self.last) or None,
            "files": list(self.files),
            "harmless": self.harmless,
            "says": self.says,
            "means": self.means,
            "advice": self.advice or None,
            "fix": FIXES.get(self.fix),
        }
