"""Many short answers to one question read at once: the wordings of its key points.

One after another they take six times as long, as each is read for a few words only.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from interview_cli.core.questions.question import KeyPoint
from interview_cli.core.scoring.asked import read_question
from interview_cli.core.scoring.guards.keywords import why_unexplained
from interview_cli.core.scoring.guards.remarks import blank_remarks
from interview_cli.core.scoring.matching import build_index
from interview_cli.core.scoring.phrases import Window
from interview_cli.core.scoring.points import find_deniable, find_denials, is_said
from interview_cli.core.scoring.scorer import known_words
from interview_cli.core.scoring.sides import read_sides
from interview_cli.core.scoring.similar_words import build_thesaurus
from interview_cli.core.scoring.tokens import stem


class Wordings:
    """Short answers to a question, each of which should say one of its points."""

    def __init__(
        self, texts: Iterable[str], ask: str, reference: str, points: Sequence[KeyPoint]
    ) -> None:
        every = list(dict.fromkeys(texts))
        self.ask = ask
        self.sides = read_sides(ask)
        known = known_words(ask, reference, tuple(points))
        # A blank line ends a sentence, and nothing is found in two sentences.
        self.index = build_index("\n\n".join(every), build_thesaurus(()), known, read_question(ask))
        #: Words that are opposites by their form.
        self._opposites = {at for places in self.index.complements.values() for at in places}
        starts = [word.start for word in self.index.tokens.words]
        self.words: dict[str, range] = {}
        at = 0
        for text in every:
            self.words[text] = range(bisect_left(starts, at), bisect_left(starts, at + len(text)))
            at += len(text) + 2

    def find_unsure(
        self, point: KeyPoint, texts: Iterable[tuple[str, str | None]]
    ) -> Iterator[tuple[str, str | None]]:
        """Yield those of *texts* that are to be scored alone: they may contradict *point*.

        Beside each stands the phrase of ``any`` that it's made from, None where it is ``says``:
        that one is yielded if it may not say the point, too.
        """
        denials, deniable = find_denials(point, self.index), find_deniable(point, self.index)
        for text, phrase in texts:
            within = self.words[text]
            sure = not (
                _touch(denials, within)
                or self._has_sides_or_sentences(within)
                or (phrase is None and self._says_nothing(text))
            )
            if sure and (
                phrase is None
                or deniable is None
                or _touch(deniable, within)
                or self._has_denial(within)
            ):
                sure = is_said(point, self.index, within, phrase)
            if not sure:
                yield text, phrase

    def _has_denial(self, within: range) -> bool:
        cues = self.index.cues
        return any(cues[at] for at in within) or not self._opposites.isdisjoint(within)

    def _says_nothing(self, text: str) -> bool:
        return blank_remarks(text, ()) != text or bool(why_unexplained(text, self.ask))

    def _has_sides_or_sentences(self, within: range) -> bool:
        """Whether two sides of a comparison are named, which may be swapped, or much is said."""
        words = self.index.tokens.words
        if not within or words[within[0]].sentence != words[within[-1]].sentence:
            return True
        stems = {stem(words[at].text) for at in within} if self.sides else ()
        return sum(not side.isdisjoint(stems) for side in self.sides) > 1


def _touch(windows: Iterable[Window], within: range) -> bool:
    return any(one.first < within.stop and within.start <= one.last for one in windows)
