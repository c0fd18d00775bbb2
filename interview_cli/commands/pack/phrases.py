"""pack phrases: learners' wordings, to add to key points."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from interview_cli.commands.learner import find_question, open_journal, open_packs
from interview_cli.commands.options import Json
from interview_cli.core.errors import UsageError
from interview_cli.core.questions.question import KeyPoint
from interview_cli.core.safe_text import clean
from interview_cli.core.scoring import suggestions
from interview_cli.core.scoring.result import WORDS
from interview_cli.core.scoring.suggestions import PastAnswer, Suggestion
from interview_cli.core.sentences import count, join
from interview_cli.packs.authoring.writer import PointPlace, find_point
from interview_cli.packs.library.catalogue import Catalogue
from interview_cli.terminal.rendering.messages import print_json


class Offer(NamedTuple):
    """Phrases for one key point, and its place; None where that can't be found.

    ``states`` are those that the scorer gave the point in the answers that they are from.
    """

    key: str
    point: KeyPoint
    suggestions: list[Suggestion]
    file: Path
    place: PointPlace | None
    states: list[str]


def phrases(
    pack: Annotated[
        str | None, typer.Argument(metavar="[PACK]", help="A pack's id, or a path to one.")
    ] = None,
    as_json: Json = False,
) -> int:
    """Your journal holds the mock answers where you overruled the program: you marked a key
    point as said, or an answer as right. Each phrase offered here makes the scorer find that
    point in that answer, and in none where it was missed. Packs aren't changed: add what you
    agree with to `any` of the key point.
    """
    catalogue, packs = open_packs([pack] if pack else [])
    lines, _ = open_journal().read()
    asked_of = packs or catalogue.packs
    every = suggestions.read_past_answers(lines)
    answers = [one for one in every if one.question.partition(":")[0] in asked_of]
    offers = [*_offers(catalogue, answers)]
    overruled = sum(bool(one.overruled) for one in answers)
    if as_json:
        print_json({"overruled": overruled, "offers": [_to_json(offer) for offer in offers]})
        return 0
    if not overruled:
        print(
            "You haven't overruled a mock answer yet. In a debrief, mark a key point as said "
            "(:t 1.2), or an answer as right (:r 1)."
        )
        return 0
    for offer in offers:
        print(clean("\n".join(_describe(offer))) + "\n")
    number = sum(len(offer.suggestions) for offer in offers)
    offered = f"{count(number, 'phrase')} to add."
    none = "and no phrase to add: each is found already, or is too close to a wrong one."
    print(f"{count(overruled, 'answer')} overruled, {offered if number else none}")
    return 0


def _offers(catalogue: Catalogue, answers: list[PastAnswer]) -> Iterable[Offer]:
    """Yield what there is to add, by question and key point, in a fixed order."""
    by: dict[str, list[PastAnswer]] = {}
    for one in answers:
        by.setdefault(one.question, []).append(one)
    for key in sorted(key for key, group in by.items() if any(one.overruled for one in group)):
        parent, _, follow_up = key.partition("/")
        try:
            question = find_question(catalogue, key)
        except UsageError:
            continue  # it is gone from the pack
        if question.variant is not None:
            continue  # what was said of one set of values doesn't fit another
        parent = catalogue.entry(parent).key
        file, _ = catalogue.place(parent)
        for n, point in enumerate(question.key_points):
            if found := suggestions.suggest_phrases(
                question, n, by[key], catalogue.synonyms(parent)
            ):
                id_ = parent.partition(":")[2]
                place = find_point(file, id_, follow_up, point.says)
                states = {one.before[point.says] for one in by[key] if point.says in one.before}
                yield Offer(key, point, found, file, place, sorted(states))


def _describe(offer: Offer) -> list[str]:
    """Return what to add, and where, with the words of the answers that it is from."""
    place = offer.place
    line = f":{place.line}" if place else ""
    counted = join([WORDS[state].lower() for state in offer.states if state in WORDS], "or")
    judged = f", which counted as {counted}" if counted else ""
    essential = " [essential]" if offer.point.essential else ""
    lines = [f'{offer.file}{line}: {offer.key}, key point "{offer.point.says}"{essential}{judged}']
    for wording in offer.suggestions:
        words = " … ".join(f'"{" ".join(text.split())[:80]}"' for text in wording.said[:3])
        lines.append(f"    {_quote(wording.phrase)} from {words}")
    if place and place.rows:
        lines.append(f"  add below any, on line {place.phrases}:")
    elif place and place.phrases:
        lines.append(f"  write on line {place.phrases}, for the any that is there:")
    else:
        where = "in the braces, after says" if place and place.braces else "below says"
        lines.append(f"  write {where}:")
    return [*lines, *_yaml(offer)]


def _yaml(offer: Offer) -> list[str]:
    """Return the lines to write into the pack."""
    new = [wording.phrase for wording in offer.suggestions]
    indent = " " * (offer.place.indent if offer.place and not offer.place.braces else 4)
    if offer.place and offer.place.rows:
        return [f"{indent}- {_quote(phrase)}" for phrase in new]
    every = ", ".join(map(_quote, (*offer.point.any, *new)))
    return [f"{indent}any: [{every}]"]


def _quote(phrase: str) -> str:
    """Return a phrase in the quotes of YAML, whose escapes are those of JSON."""
    return json.dumps(phrase, ensure_ascii=False)


def _to_json(offer: Offer) -> dict[str, Any]:
    return {
        "question": offer.key,
        "says": offer.point.says,
        "states": offer.states,
        "file": str(offer.file),
        "line": offer.place.line if offer.place else None,
        "phrases": [{"phrase": w.phrase, "said": [*w.said]} for w in offer.suggestions],
        "yaml": _yaml(offer),
    }
