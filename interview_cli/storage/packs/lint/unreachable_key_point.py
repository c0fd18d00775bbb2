"""A key point that not even its own words reach."""

from __future__ import annotations

import re
from collections.abc import Iterator

from interview_cli.core.questions.question import KeyPoint
from interview_cli.core.scored import CONTRADICTED, HIT
from interview_cli.core.scoring.phrases import SLACK, Phrase, content, parse
from interview_cli.storage.packs.lint.points import Asked, asked_in, states_of
from interview_cli.storage.packs.lint.rule import Found, Measured, Rule
from interview_cli.storage.packs.lint.spots import Spot
from interview_cli.storage.packs.problems import brief

_EITHER = re.compile(r"((?:`[^`]*`|[^\s`|])+)(?:\|(?:`[^`]*`|[^\s`|])+)+")

#: An answer needs some word that the question has not; of a longer answer this stands for it.
_MORE = "Briefly explained."


def _look(spot: Spot) -> Found:
    for asked in asked_in(spot):
        for point, node in asked.points:
            if message := _unreached(asked, point):
                yield node.at("says"), message
                continue
            for n, phrase in enumerate(point.any):
                if all(_says_nothing(read) for read in parse(phrase)):
                    message = (
                        f'"{brief(phrase, 40)}" has no word in it that is looked for: '
                        "write the words that a good answer has"
                    )
                    yield node["any"].at(n), message


def _unreached(asked: Asked, point: KeyPoint) -> str:
    """Say why no answer reaches *point*, or why its own words are against it; else nothing."""
    states: set[str] = set()
    for said in (point.says, *(map(_plain, point.any) if point.not_ else ())):
        if states_of(asked, [point], said) != [CONTRADICTED]:
            continue
        if states_of(asked, [point], said, without_not=True) != [CONTRADICTED]:
            return f'its own words contradict this key point, "{brief(said, 40)}": mend its not'
        if said == point.says:
            return "its own words are taken for a denial of it: say it without the negative word"
    for said in _said(point):
        states |= {*states_of(asked, [point], said)}
        if HIT in states:  # most often the first reaches it
            return ""
    if not content(point.says).size and not point.any:
        return "this key point has no word that is looked for: say what is to be said"
    return (
        "no answer reaches this key point, not even its own words: add to any what only a good "
        "answer says, and the question does not"
    )


def _says_nothing(phrase: Phrase) -> bool:
    parts = [part for item in phrase.items for part in item]
    words = {word for part in parts for word in part.words}
    return not phrase.denials and not any(part.code for part in parts) and words <= SLACK


def _plain(phrase: str) -> str:
    """Give an answer that says just *phrase*: the first of its alternatives, in its order."""
    plain = _EITHER.sub(r"\1", phrase).replace("*", "")
    return " ".join(word for word in plain.split() if word != ">")


def _said(point: KeyPoint) -> Iterator[str]:
    """Give what an answer would be that says just this point, in all its wordings."""
    yield point.says
    for phrase in point.any:
        plain = _plain(phrase)
        yield plain
        yield f"{point.says}. {plain}"
        yield f"{_MORE} {plain}"
    yield f"{_MORE} {point.says}"


RULE = Rule(
    id="unreachable-key-point",
    title="a key point that its own words do not reach",
    why="""\
What a key point says counts as said by an answer in those very words. Where even they get
nothing, its `not` contradicts its own phrases, or the question says all of it already, so that
no learner can ever get this point.""",
    bad="""\
key_points:
  - says: a tuple is immutable
    any: [tuple immutable]
    not: [tuple immutable]""",
    good="""\
key_points:
  - says: a tuple is immutable
    any: [tuple immutable, tuple cannot change]
    not: [tuple mutable]""",
    each=_look,
    measured=Measured(2, 2, 2),
)
