"""A key point against an answer: said, nearly said, denied or left out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from interview_cli.core.questions.question import KeyPoint
from interview_cli.core.scored import CLOSE, CONTRADICTED, HIT, MISSED, Point
from interview_cli.core.scoring.claims import claimed
from interview_cli.core.scoring.matching import Index, Place, Window
from interview_cli.core.scoring.negation import TURNED, excepts, sometimes
from interview_cli.core.scoring.phrases import Item, Phrase, content, parse
from interview_cli.core.scoring.windows import chain, denied_by, denied_later, denies, window_of
from interview_cli.core.scoring.words import CLAUSE_WORDS

NEARLY = 0.6  # share of a phrase's words that is close
LEAST = 3  # words of a phrase of which a part is close
MOSTLY = 0.8  # share of the words of ``says`` that says it
SHORT = 6  # words of a clause in which one word is a statement
MOST = 50  # places that are looked at for what a phrase of ``not`` says
ABOUT_IT = 0.6  # share of the words of ``says`` around a denial that makes it a denial of that

#: The better first: what one phrase found outdoes what another one did.
ORDER = (HIT, CONTRADICTED, CLOSE, MISSED)
Found = tuple[str, Window | None]
NOTHING: Found = (MISSED, None)


def judge(point: KeyPoint, index: Index, *, expected: bool) -> Point:
    """Say which state *point* is in, and by which words.

    A phrase of ``not`` that is there outdoes all else; then a phrase that is there, one that
    is there denied, and one that is there in part.
    """
    says = content(point.says)
    for text in point.not_:
        for phrase in parse(text):
            window = _outright(phrase, index)
            if window:
                return _point(point, (CONTRADICTED, window), index, expected)
    best = NOTHING
    for text in point.any:
        for phrase in parse(text):
            best = min(best, _phrase(phrase, index, says), key=_order)
            if best[0] == HIT:
                return _point(point, best, index, expected)
    best = min(best, _says(says, index), key=_order)
    return _point(point, best, index, expected)


def _outright(phrase: Phrase, index: Index) -> Window | None:
    """Look for a phrase of ``not``: in its own words, in one clause, claimed and not denied."""
    if not all(index.place(item) for item in phrase.items):
        return None
    segments = [
        [[place for place in index.place(item) if not place.near] for item in segment]
        for segment in phrase.segments
    ]
    close = (w for w in chain(index.text, segments) if w.length < phrase.window - 1)
    whole = (w for w in close if _one_clause(w, index) and not _comma(w, index))
    for window in islice(whole, MOST):
        if _judged(phrase, window, index, None)[0] == HIT and _claimed(window, index):
            return window
    return None


def _claimed(window: Window, index: Index) -> bool:
    key = window.first, window.last
    if key not in index.claims:
        index.claims[key] = claimed(index.text, *key)
    return index.claims[key]


def _order(found: Found) -> int:
    return ORDER.index(found[0])


def _point(point: KeyPoint, found: Found, index: Index, expected: bool) -> Point:
    state, window = found
    spans: list[tuple[int, int]] = []
    if window is not None:
        for place in sorted(set(window.places)):
            start, end = index.text.quote(place.first, place.last)
            if start == end:
                continue  # half of a sign that is two words when it is folded
            if spans and start <= spans[-1][1] + 1:
                spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
            else:
                spans.append((start, end))
    words = tuple(index.text.given[start:end] for start, end in spans)
    return Point(point.says, state, words, tuple(spans), point.weight, expected)


def _phrase(phrase: Phrase, index: Index, says: Phrase) -> Found:
    if phrase.size < LEAST and not all(index.place(item) for item in phrase.items):
        return NOTHING  # no need to look for the rest
    segments = [[index.place(item) for item in segment] for segment in phrase.segments]
    lists = [places for lists in segments for places in lists]
    best = NOTHING
    if all(lists):
        for window in chain(index.text, segments):
            best = min(best, _judged(phrase, window, index, says), key=_order)
            if best[0] == HIT:
                return best
    if best[0] == MISSED and phrase.size >= LEAST:
        return _partly(lists, phrase, index)
    return best


def _judged(phrase: Phrase, window: Window, index: Index, says: Phrase | None) -> Found:
    """Judge a window that holds every item of *phrase*."""
    cues = denied_by(index, window) or (phrase.denials and denied_later(index, window)) or set()
    same = _agrees(phrase, window, cues, index)
    if any(sometimes(index.text, cue) for cue in cues):
        return (CLOSE, window) if same and phrase.size >= LEAST else NOTHING
    if same and _swapped(phrase, window):
        return NOTHING
    if window.length > phrase.window:
        return (CLOSE, window) if same and phrase.size >= LEAST else NOTHING
    if same:
        near = all(place.near for place in window.places)
        alone = says is not None and not _supported(phrase, window, index, says)
        return (CLOSE if near or alone else HIT), window
    if _turned(phrase, window):
        return NOTHING
    first = min((*cues, window.first))
    if excepts(index.text, first, min(window.last + 2, len(index.text.words) - 1)):
        return CLOSE, window
    if says and (says.denials - says.without) % 2 and not phrase.denials:
        # The point is a denial, and the phrase only names what is denied.
        return (HIT if phrase.size > 1 else CLOSE), window
    if says is None or not _one_clause(window, index) or _both_said(phrase, window, index):
        return NOTHING
    if phrase.denials or not (cues or _before_after(phrase)):
        return NOTHING  # found without its denial: of something else, as a rule
    if _comma(window, index) or not _claimed(window, index):
        return NOTHING
    if phrase.size >= LEAST or _share(says, window, index) >= ABOUT_IT:
        return CONTRADICTED, window
    return NOTHING


def _agrees(phrase: Phrase, window: Window, cues: set[int], index: Index) -> bool:
    """Say whether the window denies what the phrase denies, or neither does."""
    times = len(cues) + sum(place.denied for place in window.places)
    if phrase.denials > 1:
        return times > 0 and times % 2 == phrase.denials % 2
    return denies(index, window, cues) == bool(phrase.denials)


def _supported(phrase: Phrase, window: Window, index: Index, says: Phrase) -> bool:
    """Say whether what was found is a statement, and not one word out of another sentence.

    Code is, and so are two words. A single word is one in a short clause (a number only if it
    is the only one there, not in a list of them), or beside anything else that the point says.
    """
    if phrase.size + phrase.denials > 1 or phrase.items[0][0].code:
        return True
    words = index.text.words
    inside = range(window.first, window.last + 1)
    near = range(max(0, window.first - SHORT), min(len(words), window.last + 1 + SHORT))
    clause = [words[at].text for at in near if words[at].clause == words[window.first].clause]
    if len(clause) <= SHORT and sum(word[:1].isdigit() for word in clause) <= 1:
        return True
    sentence = words[window.first].sentence
    return any(
        words[place.first].sentence == sentence and place.first not in inside
        for item in says.items
        for place in index.place(item)
    )


def _before_after(phrase: Phrase) -> bool:
    """Say whether the phrase tells an order in time, of which there is one opposite only.

    Of other opposites an answer may name both, each of something else: an async route that
    calls a blocking session.
    """
    return any(map(_in_time, phrase.items))


def _in_time(item: Item) -> bool:
    return any(part.words[0] in TURNED for part in item)


def _swapped(phrase: Phrase, window: Window) -> bool:
    """Say whether what stands on both sides of before or after changed places."""
    items = phrase.items
    for at in range(1, len(items) - 1):
        left, middle, right = window.places[at - 1 : at + 2]
        told = _in_time(items[at]) and not middle.denied
        if told and right.first < middle.first < left.first:
            return True
    return False


def _turned(phrase: Phrase, window: Window) -> bool:
    """Say whether before and after changed places, and what they stand between did too."""
    return any(
        place.denied and _in_time(item)
        for item, place in zip(phrase.items, window.places, strict=True)
    ) and list(window.places) != sorted(window.places)


def _one_clause(window: Window, index: Index) -> bool:
    """Say whether no clause ends within the window, but where a word of the phrase begins one."""
    words = index.text.words
    own = {place.first for place in window.places}
    return all(
        words[at].clause == words[at - 1].clause or (words[at].text in CLAUSE_WORDS and at in own)
        for at in range(window.first + 1, window.last + 1)
    )


def _comma(window: Window, index: Index) -> bool:
    """Say whether a comma parts the words of the window."""
    inside = {n for place in window.places for n in range(place.first + 1, place.last + 1)}
    between = range(window.first + 1, window.last + 1)
    return any(index.text.words[at].comma for at in between if at not in inside)


def _both_said(phrase: Phrase, window: Window, index: Index) -> bool:
    """Say whether a word that counts as denied by its form stands beside the word itself."""
    if not any(place.denied for place in window.places):
        return False
    sentence = index.text.words[window.first].sentence
    return any(
        place.denied
        and any(
            not other.denied and index.text.words[other.first].sentence == sentence
            for other in index.place(item)
        )
        for item, place in zip(phrase.items, window.places, strict=True)
    )


def _share(says: Phrase, window: Window, index: Index) -> float:
    """Give the share of the words of ``says`` that stand in the window's clause."""
    words = index.text.words
    clause = words[window.first].clause
    there = sum(
        any(words[place.first].clause == clause for place in index.place(item))
        for item in says.items
    )
    return there / says.size if says.size else 0.0


def _partly(lists: Sequence[Sequence[Place]], phrase: Phrase, index: Index) -> Found:
    """Look for a window with most items of *phrase*."""
    _, window = _densest(lists, index, phrase.window)
    if window is None or len(window.places) < max(2, NEARLY * phrase.size):
        return NOTHING
    if len(window.places) == phrase.size:
        return NOTHING  # all of it is there, but not as it must be: the order is another
    if not _agrees(phrase, window, denied_by(index, window), index) or not index.adds(window):
        return NOTHING
    return CLOSE, window


def _says(phrase: Phrase, index: Index) -> Found:
    """Compare with what the point says: a whole sentence, of which nobody says every word."""
    lists = [index.place(item) for item in phrase.items]
    numbers, window = _densest(lists, index, phrase.window)
    if window and len(numbers) >= MOSTLY * phrase.size and index.adds(window):
        said = Phrase((tuple(phrase.items[n] for n in numbers),), phrase.denials)
        return _judged(said, window, index, phrase)
    return _partly(lists, phrase, index)


def _densest(
    lists: Sequence[Sequence[Place]], index: Index, most: int
) -> tuple[list[int], Window | None]:
    """Give the window of *most* words in one sentence with places of the most *lists*."""
    events = sorted((place, n) for n, places in enumerate(lists) for place in places)
    words = index.text.words
    best: dict[int, Place] = {}
    latest: dict[int, Place] = {}
    for place, n in events:
        latest[n] = place
        sentence = words[place.first].sentence
        for k, other in list(latest.items()):
            if place.last - other.first >= most or words[other.first].sentence != sentence:
                del latest[k]
        if len(latest) > len(best):
            best = dict(latest)
    numbers = sorted(best)
    return numbers, window_of([best[n] for n in numbers]) if best else None
