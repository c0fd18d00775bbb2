"""A long journal added up for the first time: line by line, all folds at once."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from interview_cli.core.memory.answer_facts import Answer
from interview_cli.core.memory.first_attempts import FirstAttempts
from interview_cli.core.progress.answer_times import AnswerTimes
from interview_cli.core.progress.standing_lines import take_standing
from interview_cli.core.records import Line
from interview_cli.storage.journal import Damage, Journal
from interview_cli.storage.snapshots.kept_fold import AnswerFold, Fold, PlaceFold
from interview_cli.storage.snapshots.ordered_lines import OrderedLines, OutOfOrder
from interview_cli.storage.snapshots.words_on_lines import (
    WORD_TYPES,
    Pending,
    Words,
    find_words,
    is_word,
)

#: Told how many bytes are done, and of how many.
Tell = Callable[[int, int], None]

#: How often a fold may begin again, because of words that weren't known beforehand.
_TRIES = 3


@dataclass(slots=True)
class Stop:
    """A place between two lines: up to where the files were read, and what was found there.

    ``left`` is how many lines come after it, about.
    """

    folds: Sequence[Fold]
    cuts: dict[str, int]
    at: str
    awaited: set[str]
    damage: list[Damage]
    left: int


def fold_all(
    journal: Journal,
    make: Callable[[], Sequence[Fold]],
    *,
    tell: Tell,
    stop: Callable[[Stop], None],
) -> Stop:
    """Add up all lines in the folds of *make*; return what it came to.

    *stop* is called at places where a fold could end and go on later. Raises OutOfOrder where
    the lines can't be gone through one after the other, and DiskError.
    """
    paths = journal.files()
    with _no_collection():
        words = find_words(paths)
        for _ in range(_TRIES):
            run = _Run(paths, make(), words)
            last = run.go(tell, stop)
            if run.found == words.lines:
                return last
            words = Words(run.found)
    raise OutOfOrder


class _Run:
    """One way through all lines; ``found`` are the words on others among them."""

    def __init__(self, paths: Sequence[Path], folds: Sequence[Fold], words: Words) -> None:
        self.folds, self.words, self.found = folds, words, list[Line]()
        self.ordered = OrderedLines(paths, sum(path.stat().st_size for path in paths))
        self.pending = Pending(words)
        self.names = [path.name for path in paths]
        self.place_folds = [fold for fold in folds if isinstance(fold, PlaceFold)]
        self.at = ""
        self.attempts, self.times = FirstAttempts(), AnswerTimes()
        for fold in folds:
            fold.prepare(words.settings)
            if isinstance(fold, AnswerFold):  # which have them in common
                fold.attempts, fold.times = self.attempts, self.times

    def go(self, tell: Tell, stop: Callable[[Stop], None]) -> Stop:
        ordered, count = self.ordered, 0
        for piece in ordered:
            _, ids, numbers, starts, lines = zip(*piece, strict=True)
            others = [line for line in lines if not isinstance(line, Answer)]
            found = [line for line in others if line["type"] in WORD_TYPES and is_word(line)]
            self.found += found
            self.pending.go_on(ids, found)
            files = map(self.names.__getitem__, numbers)
            placed = list(zip(ids, lines, files, starts, strict=True))
            for place_fold in self.place_folds:
                place_fold.take_all(placed)
            chosen = self.words.choose_standing(ids, lines)
            standing = take_standing(chosen, max(ids), self.attempts, self.times)
            for fold in self.folds:
                fold.add_standing(standing)
            self.at = piece[-1][0]
            count += len(lines)
            tell(ordered.done, ordered.size)
            if self.pending.is_clean() and (cuts := ordered.find_cuts()) is not None:
                done = sum(cuts.values())
                stop(self._stop(cuts, round((ordered.size - done) * count / done)))
        return self._stop(ordered.find_cuts() or {}, 0)

    def _stop(self, cuts: dict[str, int], left: int) -> Stop:
        awaited, damage = set(self.pending.awaited), self.ordered.damage
        return Stop(self.folds, cuts, self.at, awaited, damage, left)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Look for no circles of objects: lines have none, and looking takes half as long again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
