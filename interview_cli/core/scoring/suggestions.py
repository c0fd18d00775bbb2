"""New phrases for a key point, from answers in which a learner overruled the scorer.

They are found by trying: a few words of a clause, with which the scorer hits that point in
that answer, but not in another point's words, nor in an answer where the point stayed missed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from interview_cli.core.questions.question import Question
from interview_cli.core.records import Line, Regraded, Reviewed, apply_regrades, drop_retracted
from interview_cli.core.scoring.explain import EXPLAIN, Explain, Synonyms
from interview_cli.core.scoring.negation import CUES
from interview_cli.core.scoring.result import HIT
from interview_cli.core.scoring.tokens import STOP_WORDS, Word, split_words, stem, tokenise

#: How many content words a phrase has; code is one by itself.
MIN_WORDS, MAX_WORDS = 2, 4

#: How many phrases are offered for a key point.
MAX_OFFERED = 3

#: How many words a phrase shares with its point to be offered beside another of that answer.
MIN_SHARED = 2

#: How many of an answer's phrases are tried: those that share most with the point first.
MAX_TRIED = 60


@dataclass(frozen=True, slots=True)
class PastAnswer:
    """An answer from the journal, with the key points ``overruled`` and those still ``missed``.

    ``outright`` means that the whole answer was called right, and no single point; ``before``
    has the states that the scorer gave the overruled ones.
    """

    question: str
    answer: str
    overruled: frozenset[str]
    missed: frozenset[str]
    outright: bool = False
    before: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A phrase to add to a key point; ``said`` are the words of the answers it comes from."""

    phrase: str
    said: tuple[str, ...]


def read_past_answers(lines: Sequence[Line]) -> list[PastAnswer]:
    """Return the explanations in the journal, each with its grade in the end."""
    remaining = drop_retracted([*lines])
    graders = {line["of"]: line["grader"] for line in remaining if line["type"] == Regraded.type}
    first = {line["id"]: line for line in remaining if line["type"] == Reviewed.type}
    found = []
    for line in apply_regrades([*lines]):
        if line["type"] != Reviewed.type or line.get("kind") != EXPLAIN:
            continue
        before = _states(first[line["id"]].get("points"))
        text = line.get("answer")
        if not isinstance(text, str) or not text.strip() or not before:
            continue
        by_hand = graders.get(line["id"]) == "self"
        after = _states(line.get("points"))
        outright = by_hand and not after and line.get("score") == 1
        unsaid = {says for says, state in before.items() if state != HIT}
        said = {says for says in unsaid if outright or after.get(says) == HIT}
        overruled = said if by_hand else set()
        missed = frozenset(unsaid - said)
        states = {says: before[says] for says in overruled}
        found.append(
            PastAnswer(line["question"], text, frozenset(overruled), missed, outright, states)
        )
    return found


def _states(points: Any) -> dict[str, str]:
    """Return the states of points by what they say; damaged points are skipped."""
    if not isinstance(points, list | tuple):
        return {}
    return {
        point["says"]: point["state"]
        for point in points
        if isinstance(point, Mapping)
        and isinstance(point.get("says"), str)
        and isinstance(point.get("state"), str)
    }


def suggest_phrases(
    question: Question, place: int, answers: Iterable[PastAnswer], synonyms: Synonyms = ()
) -> list[Suggestion]:
    """Return phrases for the key point at *place* of *question*, the best first.

    *answers* are all its answers. Those that the scorer hits by now need no phrase.
    """
    answers = [*answers]
    point = question.key_points[place]
    hit = partial(_hits, question, place, synonyms)
    overruled = [a for a in answers if point.says in a.overruled and not hit("", a.answer)]
    wrong = [a.answer for a in answers if point.says in a.missed]
    others = [p.says for n, p in enumerate(question.key_points) if n != place]
    never = [text for text in (*wrong, *others) if not hit("", text)]
    found: list[Suggestion] = []
    tried: set[str] = set()
    for answer in overruled:
        more = sum(hit(wording.phrase, answer.answer) for wording in found)
        for phrase, said, shared in _candidates(question, place, answer, synonyms):
            if more and shared < MIN_SHARED:
                break
            if phrase in tried:
                continue
            tried.add(phrase)
            alike = any(_words(phrase) & _words(known.phrase) for known in found)
            if alike or not hit(phrase, answer.answer) or any(hit(phrase, t) for t in never):
                continue
            also = (a for a in overruled if a is not answer and hit(phrase, a.answer))
            texts = dict.fromkeys([said, *(a.answer for a in also)])
            found.append(Suggestion(phrase, tuple(texts)))
            if len(found) == MAX_OFFERED:
                return found
            more += 1
    return found


def _hits(question: Question, place: int, synonyms: Synonyms, phrase: str, text: str) -> bool:
    """Whether *text* would hit the point at *place* if that had *phrase* too, "" for none."""
    points = [*question.key_points]
    point = points[place]
    points[place] = replace(point, any=(*point.any, phrase) if phrase else point.any)
    question = replace(question, key_points=tuple(points))
    return Explain(question, synonyms=synonyms).score(text).points[place].state == HIT


def _candidates(
    question: Question, place: int, answer: PastAnswer, synonyms: Synonyms
) -> Iterator[tuple[str, str, int]]:
    """Yield phrases from an answer, its words there, and how many the point has too.

    The likeliest come first.
    """
    point = question.key_points[place]
    scored = Explain(question, synonyms=synonyms).score(answer.answer)
    taken = [span for p in scored.points if p.state == HIT for span in p.spans]
    about = {stem(word) for text in (point.says, *point.any) for word in _words(text)}
    model = {stem(word) for word in _words(question.answer)}
    asked = {stem(word) for word in _words(question.ask)}
    clauses: dict[tuple[int, int], list[Word]] = {}
    for word in tokenise(answer.answer).words:
        if word.text not in STOP_WORDS or word.text in CUES:
            clauses.setdefault((word.sentence, word.clause), []).append(word)
    ranked = []
    for words in clauses.values():
        for size in range(MIN_WORDS, MAX_WORDS + 1):
            for start in range(len(words) - size + 1):
                some = words[start : start + size]
                stems = {stem(word.text) for word in some}
                new = [w for w in some if w.text not in CUES and stem(w.text) not in asked]
                free = any(not any(a <= w.start < b for a, b in taken) for w in new)
                shared = len(stems & about)
                if not new or not free or (answer.outright and not shared):
                    continue
                rank = (-shared, -len(stems & model), size, words[start].start)
                phrase = " ".join(word.text for word in some)
                ranked.append((rank, phrase, answer.answer[some[0].start : some[-1].end]))
    for rank, phrase, said in sorted(ranked)[:MAX_TRIED]:
        yield phrase, said, -rank[0]


def _words(text: str) -> frozenset[str]:
    return frozenset(split_words(text)) - STOP_WORDS
