"""Which places of a phrase's items stand close together, and whether that is denied."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from interview_cli.core.scoring.matching import Index, Place, Window
from interview_cli.core.scoring.negation import CONTRASTS, CUES, NEEDLESS, OF_THINGS
from interview_cli.core.scoring.words import Text

#: How many words behind what is said its denial may stand.
BEHIND = 3
#: What is part of a phrase and would deny it if it were not.
SPOKEN = CUES | NEEDLESS | CONTRASTS.keys()


def windows(text: Text, lists: Sequence[Sequence[Place]]) -> Iterable[Window]:
    """Give the tightest windows of one sentence with a place of every list, left to right.

    For each place: it and the latest of every other list.
    """
    events = sorted((place, n) for n, places in enumerate(lists) for place in places)
    latest: dict[int, Place] = {}
    sentence = -1
    for place, n in events:
        if text.words[place.first].sentence != sentence:
            sentence = text.words[place.first].sentence
            latest.clear()
        latest[n] = place
        if len(latest) == len(lists):
            yield window_of([latest[k] for k in range(len(lists))])


def window_of(places: Sequence[Place]) -> Window:
    return Window(
        min(place.first for place in places), max(place.last for place in places), tuple(places)
    )


def chain(text: Text, segments: Sequence[Sequence[Sequence[Place]]]) -> Iterable[Window]:
    """Give windows in which each segment's window ends before the next one's begins."""
    every = [list(windows(text, lists)) for lists in segments]
    reached = every[0]
    for following in every[1:]:
        joined: list[Window] = []
        at, best = 0, None
        for window in following:
            while at < len(reached) and reached[at].last < window.first:
                best = reached[at]
                at += 1
            if best and text.words[best.first].sentence == text.words[window.first].sentence:
                joined.append(window_of((*best.places, *window.places)))
        reached = joined
    return reached


def denied_by(index: Index, window: Window) -> set[int]:
    """Give the cues that deny something in *window*, but for those that are part of it."""
    own = {at for place in window.places for at in range(place.first, place.last + 1)}
    spoken = {at for at in own if index.text.words[at].text in SPOKEN}
    return {
        cue
        for place in window.places
        for at in range(place.first, place.last + 1)
        for cue in index.cues[at]
        if cue not in spoken
    }


def denies(index: Index, window: Window, cues: set[int]) -> bool:
    """Say whether *cues*, and words that are opposites by their form, deny the window.

    A denial inside another one's reach takes it back: "it never runs without a lock" says
    that it runs with one. Two beside each other are two denials: "don't read, don't write".
    """
    chains = [{cue} for cue in cues]
    for place in window.places:
        if place.denied:
            own = {c for at in range(place.first, place.last + 1) for c in index.cues[at]}
            chains.append({-1 - place.first} | (own & cues))
    for cue in cues:
        linked = {cue, *(cues & set(index.cues[cue]))}
        apart = [chain for chain in chains if not chain & linked]
        chains = [*apart, linked.union(*(chain for chain in chains if chain & linked))]
    return any(len(chain) % 2 for chain in chains)


def denied_later(index: Index, window: Window) -> set[int]:
    """Give the cue right behind *window* in its clause: "passwords should not be stripped"."""
    words = index.text.words
    for at in range(window.last + 1, min(len(words), window.last + 1 + BEHIND)):
        if words[at].clause != words[window.last].clause or words[at].comma:
            break
        if words[at].text in CUES and words[at].text not in OF_THINGS:
            return {at}
    return set()
