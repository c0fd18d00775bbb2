"""A key point against an answer: said, nearly said, denied or left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice, takewhile

from interview_cli.core.questions.question import KeyPoint
from interview_cli.core.scoring import phrases
from interview_cli.core.scoring.asked import Asked
from interview_cli.core.scoring.matching import Index, Item, has_opposite
from interview_cli.core.scoring.negation import (
    CONVERSES,
    denies_always,
    find_opposites,
    has_exception,
)
from interview_cli.core.scoring.phrases import Phrase, Window
from interview_cli.core.scoring.result import CLOSE, CONTRADICTED, HIT, MISSED, PointResult
from interview_cli.core.scoring.tokens import light_stem, stem

CLOSE_SHARE = 0.6  # share of a phrase's words that is close
MIN_WORDS = 3  # words of a phrase of which a part is close
SAYS_SHARE = 0.8  # share of the words of ``says`` that says it
LITERAL_WORDS = 2  # words of a point that are a phrase as they stand
ASIDE = frozenset(("than", "like", "over", "vs", "versus"))  # before what is named by the way
SHORT_CLAUSE = 6  # words around a number in which another one makes them a list
MAX_WINDOWS = 50  # windows that are looked at for what a phrase of ``not`` says
ABOUT_SHARE = 0.6  # share of the words of ``says`` around a denial that makes it a denial of that

#: The better first: what one phrase found outdoes what another one did.
ORDER = (HIT, CONTRADICTED, CLOSE, MISSED)
Finding = tuple[str, Window | None]
NOTHING: Finding = (MISSED, None)


def judge(point: KeyPoint, index: Index, *, expected: bool) -> PointResult:
    """Return the state of *point* in an answer, and the words that led to it.

    A phrase of ``not`` that is there outdoes all else; then a phrase that is there, one that
    is there denied, and one that is there in part.
    """
    state, window = _judge(point, index)
    if index.all_down and state in (HIT, CLOSE):
        state = CONTRADICTED if state == HIT else MISSED
    spans = _find_evidence(window) if window else ()
    words = tuple(index.tokens.source[start:end] for start, end in spans)
    return PointResult(point.says, state, words, spans, point.weight, expected, point.essential)


def _find_evidence(window: Window) -> tuple[tuple[int, int], ...]:
    """Return where the words are that carry a finding: out of one clause, the one with most."""
    words = window.index.tokens.words
    clauses = [words[place.first].clause for place in window.places]
    clause = max(sorted(set(clauses)), key=clauses.count)
    places = [p for p, of in zip(window.places, clauses, strict=True) if of == clause]
    start, end = window.index.tokens.span(
        min(place.first for place in places), max(place.last for place in places)
    )
    return ((start, end),) if start < end else ()  # half of a sign that is folded to two


def _judge(point: KeyPoint, index: Index) -> Finding:
    for text in point.not_:
        for phrase in phrases.parse_phrase(text):
            if window := _find_outright(phrase, index):
                return CONTRADICTED, window
    says = phrases.parse_content(point.says)
    readings = (
        phrase for text in (*point.any, *_literal(point)) for phrase in phrases.parse_phrase(text)
    )
    best = _find_best(_judge_phrase(phrase, index, says) for phrase in readings)
    return best if best[0] == HIT else _find_best((best, _judge_says(says, index)))


def _find_best(findings: Iterable[Finding]) -> Finding:
    best = NOTHING
    for finding in findings:
        best = min(best, finding, key=lambda found: ORDER.index(found[0]))
        if best[0] == HIT:
            break
    return best


def _find_outright(phrase: Phrase, index: Index) -> Window | None:
    """Return where *phrase* is found in its own words, in one clause, claimed and not denied."""
    windows = phrases.find_windows(phrase, index, synonyms=False)
    for window in islice((w for w in windows if _is_tight(phrase, w)), MAX_WINDOWS):
        if _judge_window(phrase, window, None)[0] == HIT and window.is_claimed:
            return window
    return None


def _is_tight(phrase: Phrase, window: Window) -> bool:
    return window.length < phrase.longest - 1 and window.in_one_clause and not window.has_comma


def find_denials(point: KeyPoint, index: Index) -> list[Window]:
    """Return where the words of a phrase of ``not`` are, whatever is said with them."""
    return [
        window
        for text in point.not_
        for phrase in phrases.parse_phrase(text)
        for window in phrases.find_windows(phrase, index, synonyms=False)
    ]


def find_deniable(point: KeyPoint, index: Index) -> list[Window] | None:
    """Return where words may deny *point* that deny nothing by themselves; None for anywhere.

    Those are opposites of its own words; and of a phrase that is a denial, what it denies.
    """
    if _is_deniable(phrases.parse_content(point.says)):
        return None
    texts = (*point.any, *_literal(point))
    return [
        window
        for text in texts
        for phrase in phrases.parse_phrase(text)
        if _is_deniable(phrase)
        for window in phrases.find_windows(phrase, index)
    ]


def _is_deniable(phrase: Phrase) -> bool:
    return phrase.denials > 0 or any(has_opposite(term) for item in phrase.items for term in item)


def _literal(point: KeyPoint) -> tuple[str, ...]:
    """Return what *point* says, if it's short enough to be a phrase as it stands."""
    return (point.says,) if len(point.says.split()) <= LITERAL_WORDS else ()


def is_said(point: KeyPoint, index: Index, within: range, text: str | None = None) -> bool:
    """Whether words *within* a range say *point*, by the phrase *text* or in any of its wordings.

    That is before ``not`` is looked at, and one way to say it is looked for, not all.
    """
    says = phrases.parse_content(point.says)
    if text is None and _judge_says(says, index, within)[0] == HIT:
        return True
    return any(
        _judge_window(phrase, window, says)[0] == HIT
        for one in ((*_literal(point), *point.any) if text is None else (text,))
        for phrase in phrases.parse_phrase(one)
        for window in phrases.find_windows(phrase, index, within=within)
    )


def _judge_phrase(phrase: Phrase, index: Index, says: Phrase) -> Finding:
    windows = phrases.find_windows(phrase, index)
    best = _find_best(_judge_window(phrase, window, says) for window in windows)
    if best[0] == MISSED and phrase.size >= MIN_WORDS:
        return _judge_part(phrase, index)
    return best


def _judge_says(says: Phrase, index: Index, within: range | None = None) -> Finding:
    """Judge by what a point says: a whole sentence, of which nobody says every word."""
    numbers, window = phrases.find_densest(says, index, within)
    if window and len(numbers) >= SAYS_SHARE * says.size and window.has_content:
        found = Phrase((tuple(says.items[n] for n in numbers),), says.denials)
        return _judge_window(found, window, says)
    return _judge_part(says, index)


def _judge_part(phrase: Phrase, index: Index) -> Finding:
    """Judge by the window with most items of *phrase*: close at best."""
    numbers, window = phrases.find_densest(phrase, index)
    # Where all of it is there, the order is another.
    if window is None or not max(2, CLOSE_SHARE * phrase.size) <= len(numbers) < phrase.size:
        return NOTHING
    if not _agrees(phrase, window, window.cues) or not window.has_content:
        return NOTHING
    missing = [item for n, item in enumerate(phrase.items) if n not in numbers]
    return NOTHING if _has_opposite(missing, window, phrase) else (CLOSE, window)


def _left_out(says: Phrase, window: Window) -> list[Item]:
    """Return the items of *says* that the window's clause doesn't have."""
    words = window.index.tokens.words
    clause = words[window.first].clause
    return [
        item
        for item in says.items
        if not any(words[place.first].clause == clause for place in window.index.find(item))
    ]


def _has_opposite(missing: list[Item], window: Window, phrase: Phrase) -> bool:
    """Whether the window's clause says the opposite of a *missing* word, outside of *phrase*."""
    opposites = frozenset[str]().union(
        *(find_opposites(term.words[0]) for item in missing for term in item)
    )
    if not opposites:  # as most often
        return False
    words, index = window.index.tokens.words, window.index
    own = {light_stem(term.words[0]) for item in phrase.items for term in item}
    others, clause = opposites - own, words[window.first].clause
    return any(
        word.clause == clause and light_stem(word.text) in others and not index.cues[at]
        for at, word in enumerate(words)
    )


def _judge_window(phrase: Phrase, window: Window, says: Phrase | None) -> Finding:
    """Judge a window that holds every item of *phrase*; *says* is None for one of ``not``."""
    tokens = window.index.tokens
    cues = window.cues or (phrase.denials and window.later_cues) or set()
    agrees = _agrees(phrase, window, cues)
    nearly = (CLOSE, window) if agrees and phrase.size >= MIN_WORDS else NOTHING
    if any(denies_always(tokens, cue) for cue in cues):
        return nearly
    if agrees and _is_swapped(phrase, window):
        return NOTHING
    if window.length > phrase.longest:
        return nearly
    if says and (window.is_echo or _is_of_rival(window, says)):
        return NOTHING
    if agrees and says and _has_opposite(_left_out(says, window), window, says):
        return NOTHING
    if agrees:
        synonyms = all(place.synonym for place in window.places)
        alone = says is not None and not _is_statement(phrase, window, says)
        return (CLOSE if synonyms or alone else HIT), window
    if _is_converse(phrase, window):
        return NOTHING
    first = min((*cues, window.first))
    plain = not cues <= window.index.frames
    if plain and has_exception(tokens, first, min(window.last + 2, len(tokens.words) - 1)):
        return CLOSE, window
    if says and (says.denials - says.without) % 2 and not phrase.denials:
        # The point is a denial, and the phrase only names what is denied.
        return (HIT if phrase.size > 1 else CLOSE), window
    return (CONTRADICTED, window) if says and _contradicts(phrase, window, cues, says) else NOTHING


def _contradicts(phrase: Phrase, window: Window, cues: set[int], says: Phrase) -> bool:
    """Whether a window that denies *phrase* is a claim against what its point says.

    By its form alone only an order in time is: it has one opposite. Of other opposites an
    answer may name both, each of something else: an async route that calls a blocking session.
    """
    # With denials it is found without them: of something else, as a rule.
    if phrase.denials or not (cues or any(map(_is_time_order, phrase.items))):
        return False
    if not window.in_one_clause or window.has_comma or not window.is_claimed:
        return False
    return phrase.size >= MIN_WORDS or _share_near(says, window) >= ABOUT_SHARE


def _agrees(phrase: Phrase, window: Window, cues: set[int]) -> bool:
    """Whether the window denies what the phrase denies, or neither does."""
    times = len(cues) + sum(place.denied for place in window.places)
    if phrase.denials > 1:
        return times > 0 and times % 2 == phrase.denials % 2
    return window.is_denied(cues) == bool(phrase.denials)


def _is_statement(phrase: Phrase, window: Window, says: Phrase) -> bool:
    """Whether the window is a statement: all are, but for one number among others.

    That is one only beside something else that the point says: "401, 403 or 404" is none.
    """
    if phrase.size + phrase.denials > 1 or not phrase.items[0][0].words[0].isdigit():
        return True
    words = window.index.tokens.words
    inside = range(window.first, window.last + 1)
    near = words[max(0, window.first - SHORT_CLAUSE) : window.last + 1 + SHORT_CLAUSE]
    clause = [word.text for word in near if word.clause == words[window.first].clause]
    if sum(word[:1].isdigit() for word in clause) <= 1:
        return True
    sentence = words[window.first].sentence
    return any(
        words[place.first].sentence == sentence and place.first not in inside
        for item in says.items
        for place in window.index.find(item)
    )


@lru_cache(maxsize=512)
def find_rivals(question: Asked, points: tuple[KeyPoint, ...]) -> frozenset[str]:
    """Return the stems of what a question compares: "TCP or UDP", each in a point of its own."""
    if len(question.listed) < 2:  # as most questions
        return frozenset()
    own = [_stems_of(phrases.parse_content(point.says)) & question.listed for point in points]
    beside = Counter(stem for stems in own if len(stems) > 1 for stem in stems)
    alone = frozenset(
        stem
        for stems in own
        # A "shallow copy" and a "deep copy" are told apart by the other word.
        if len(rest := [stem for stem in stems if beside[stem] < 2 or len(stems) == 1]) == 1
        for stem in rest
        if beside[stem] < 2
    )
    return alone if len(alone) > 1 else frozenset()


def _stems_of(says: Phrase) -> frozenset[str]:
    return frozenset(stem(word) for item in says.items for term in item for word in term.words)


def _is_of_rival(window: Window, says: Phrase) -> bool:
    """Whether the window says of one thing what the point says of the one it is compared with.

    The thing is the one that was named last before it, but for what is named only to tell it
    apart: "unlike UDP", "slower than UDP".
    """
    index, words = window.index, window.index.tokens.words
    own = _stems_of(says) & index.rivals
    if not own or own == index.rivals:
        return False
    return any(
        _names_rival(place.last, index, own)
        for place in window.places
        if stem(words[place.first].text) not in index.rivals
    )


def _names_rival(place: int, index: Index, own: frozenset[str]) -> bool:
    """Whether the word at *place* is said of something else than the *own* side."""
    words = index.tokens.words
    clause, sentence = words[place].clause, words[place].sentence
    before = range(place - 1, -1, -1)
    after = range(place + 1, len(words))
    for near in (
        takewhile(lambda at: words[at].clause == clause, before),
        takewhile(lambda at: words[at].clause == clause, after),
        takewhile(lambda at: words[at].sentence == sentence, before),
    ):
        for at in near:
            denied = any(cue < at for cue in index.cues[at])
            aside = denied or (at and words[at - 1].text in ASIDE)
            if not aside and (named := stem(words[at].text)) in index.rivals:
                return named not in own
    return False


def _is_time_order(item: Item) -> bool:
    return any(term.words[0] in CONVERSES for term in item)


def _is_swapped(phrase: Phrase, window: Window) -> bool:
    """Whether both sides of before or after changed places: "b before a" for "a before b"."""
    items, places = phrase.items, window.places
    return any(
        _is_time_order(items[at])
        and not places[at].denied
        and places[at + 1].first < places[at].first < places[at - 1].first
        for at in range(1, len(items) - 1)
    )


def _is_converse(phrase: Phrase, window: Window) -> bool:
    """Whether before became after, and its sides changed places: the same in other words."""
    return any(
        place.denied and _is_time_order(item)
        for item, place in zip(phrase.items, window.places, strict=True)
    ) and list(window.places) != sorted(window.places)


def _share_near(says: Phrase, window: Window) -> float:
    """Return the share of the words of *says* that are in the window's clause, 0 to 1."""
    words = window.index.tokens.words
    clause = words[window.first].clause
    there = sum(
        any(words[place.first].clause == clause for place in window.index.find(item))
        for item in says.items
    )
    return there / says.size if says.size else 0.0
