"""Two questions that ask the same thing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from interview_cli.core.scoring.words import STOP
from interview_cli.storage.packs.lint.prose import content, spans, words
from interview_cli.storage.packs.lint.rule import FoundOver, Measured, Rule
from interview_cli.storage.packs.lint.spots import Pack, Spot

ALIKE = 0.7  # of the runs of three words that two questions have, the share that both have
TURNING = frozenset(["what", "which", "why", "when", "where", "who", "how", "not", "no"])
CLOSEST = 20  # questions that are looked at for each
MOST = 100  # questions that are kept for one run of words; such a run says nothing
SAME_WORDS = 0.6  # where the options are the same
_WORD = re.compile(r"\w+|[^\w\s]")


def _look(packs: Sequence[Pack]) -> FoundOver:
    spots = [spot for pack in packs for spot in pack.heeding(RULE.id)]
    grams = [_grams(spot) for spot in spots]
    where: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, spot in enumerate(spots):
        shared = Counter(other for gram in grams[n] for other in where[gram])
        best, other = 0.0, spot
        for k, _ in shared.most_common(CLOSEST):
            likeness = 1.0 if _same_choice(spot, spots[k]) else _likeness(grams[n], grams[k])
            if likeness > best:
                best, other = likeness, spots[k]
        for gram in grams[n]:
            if len(where[gram]) < MOST:
                where[gram].append(n)
        grouped = spot.question.group and spot.question.group == other.question.group
        if best >= ALIKE and not grouped:
            name = other.question.id if other.pack == spot.pack else other.key
            line = other.source.line_of(other.part.start)
            message = (
                f"this asks nearly the same as {name} ({other.source.path.name}:{line}): leave one "
                "out, or give both the same group, so that they are never asked together"
            )
            yield spot.source, spot.part.at("ask"), message


def _likeness(ours: frozenset[tuple[str, ...]], theirs: frozenset[tuple[str, ...]]) -> float:
    return len(ours & theirs) / max(1, len(ours | theirs))


def _same_choice(spot: Spot, other: Spot) -> bool:
    """Say whether the options are the same ones, of questions with mostly the same words."""
    ours, theirs = spot.question, other.question
    if not (ours.quiz and theirs.quiz and ours.quiz.offers and ours.code == theirs.code):
        return False
    if {*ours.quiz.offers} != {*theirs.quiz.offers}:
        return False
    asked, also = content(spot.stem[0]), content(other.stem[0])
    return len(asked & also) >= SAME_WORDS * len(asked | also)


def _grams(spot: Spot) -> frozenset[tuple[str, ...]]:
    """Give the runs of three words of all that is asked: with its code and what is offered.

    In prose words without content do not count, but for those that turn a question.
    """
    question, quiz = spot.question, spot.question.quiz
    asked, shown = [question.ask], [question.code or ""]
    if quiz is not None:
        asked.append(quiz.stem or "")
        shown += [*sorted(quiz.offers), getattr(quiz, "text", "")]
    said = [word for text in asked for word in words(text) if word in TURNING or word not in STOP]
    code = [token for text in asked for span in spans(text) for token in _WORD.findall(span)]
    tokens = [*said, "", *code, "", *_WORD.findall(" \n ".join(shown).casefold())]
    return frozenset(tuple(tokens[n : n + 3]) for n in range(len(tokens) - 2))


RULE = Rule(
    id="near-duplicates",
    title="two questions ask nearly the same thing",
    why="""\
Whoever has answered one has answered the other, so the second measures nothing and costs a
place. Compared is all that is shown: the question, its code and its options, over all packs that
are checked together. "What does this print?" over other code is another question.""",
    bad="""\
- {id: list-copy, ask: How do you make a shallow copy of a list?, answer: ...}
- {id: copy-a-list, ask: How do you make the shallow copy of a list?, answer: ...}""",
    good="""\
- {id: list-copy, ask: How do you make a shallow copy of a list?, answer: ...}
- {id: deep-copy, ask: When is a shallow copy of a list not enough?, answer: ...}""",
    over=_look,
    measured=Measured(1, 1, 2),
)
