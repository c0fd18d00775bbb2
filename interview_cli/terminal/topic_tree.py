"""The topics of a catalogue as a tree, with how many questions of each level there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from interview_cli.core.levels import LEVELS
from interview_cli.core.questions.entry import Entry
from interview_cli.core.safe_text import line
from interview_cli.terminal.rendering.layout import ByWidth, Page, columns, plain


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic, and the number of its questions by level; those below it count too."""

    path: str
    counts: Counter[str]

    @property
    def every(self) -> int:
        """The number of questions of all levels."""
        return self.counts.total()


#: Columns of the window below which only the numbers of all levels are shown.
_NARROW = 50


def count_topics(entries: Iterable[Entry]) -> list[Topic]:
    """Return every topic and what lies above it, each followed by what is below it."""
    counts: dict[tuple[str, ...], Counter[str]] = {}
    for entry in entries:
        parts = tuple(entry.topic.split("/"))
        for length in range(1, len(parts) + 1):
            counts.setdefault(parts[:length], Counter())[entry.level] += 1
    return [Topic("/".join(parts), counts[parts]) for parts in sorted(counts)]


def to_json(topics: Iterable[Topic]) -> dict[str, Any]:
    rows = []
    for topic in topics:
        row: dict[str, Any] = {"topic": topic.path}
        rows.append(row | {level: topic.counts[level] for level in LEVELS} | {"all": topic.every})
    return {"topics": rows}


def lines(topics: Iterable[Topic]) -> list[str]:
    """Return a line for each topic: its path, then its numbers in words."""
    return [
        f"{line(topic.path)}: {topic.every} ("
        + ", ".join(f"{topic.counts[level]} {level}" for level in LEVELS if topic.counts[level])
        + ")"
        for topic in topics
    ]


def show(topics: Sequence[Topic]) -> None:
    """Draw the tree at the terminal, each topic below and to the right of what it belongs to."""
    page = Page()
    page.space()
    head = [plain("Topic", "dim")]
    head += [plain(f"{name:>{len(name)}}", "dim") for name in (*LEVELS, "all")]
    rows = [head]
    for topic in topics:
        depth = topic.path.count("/")
        name = plain("  " * depth + topic.path.rpartition("/")[2], "" if depth else "bold")
        numbers = [plain(f"{topic.counts[level] or '':>{len(level)}}") for level in LEVELS]
        rows.append([name, *numbers, plain(f"{topic.every:>3}")])
    narrow = [(row[0], row[-1]) for row in rows]
    page.show(ByWidth(columns(rows, wraps=0), columns(narrow, wraps=0), _NARROW))
    page.show(plain("To practise one: interview quiz --topic TOPIC", "dim"))
