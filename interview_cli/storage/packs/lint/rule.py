"""What a rule of lint is: a value, with the page that tells an author about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from interview_cli.storage.packs.lint.spots import Pack, Spot
    from interview_cli.storage.packs.problems import FoundWithFixes
    from interview_cli.storage.packs.source import Source

#: Indices into a spot's file, each with what is wrong there and what to write instead.
Found = Iterator[tuple[int, str]]
#: The same over packs, each with the file it is in.
FoundOver = Iterator[tuple["Source", int, str]]


@dataclass(frozen=True, slots=True)
class Measured:
    """What a rule reached on labelled questions that it was not tuned on.

    Of *flagged* questions *right* were labelled with this flaw, and of all questions
    *flawed* were.
    """

    right: int
    flagged: int
    flawed: int

    @property
    def precision(self) -> float | None:
        """The share of what was flagged that was rightly flagged; None where nothing was."""
        return self.right / self.flagged if self.flagged else None

    @property
    def recall(self) -> float | None:
        """The share of what was to be flagged that was; None where there was nothing."""
        return self.right / self.flawed if self.flawed else None


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that makes a question teach or test badly.

    Either *each* looks at one question, or *over* at whole packs. *bad* and *good* are
    YAML as an author writes it. *measured* is None for a rule that judges a whole pack.
    """

    id: str
    title: str
    why: str
    bad: str
    good: str
    measured: Measured | None = None
    on: bool = True
    each: Callable[[Spot], FoundWithFixes] | None = None
    over: Callable[[Sequence[Pack]], FoundOver] | None = None
