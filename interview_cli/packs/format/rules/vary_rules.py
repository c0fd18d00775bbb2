"""The sets of values of a question: what is wrong with them, and its texts with each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from typing import Any

from interview_cli.core.questions.variants import PLACEHOLDER, UNFILLED, name_values
from interview_cli.core.sentences import count, trim
from interview_cli.packs.format.rules.vary_names import check_names
from interview_cli.packs.kinds.kind import Found
from interview_cli.packs.yaml.problems import Flaw, FoundWithFixes
from interview_cli.packs.yaml.source import Map, Seq, Source

#: More would take long to check, and nobody reads them.
MOST_SETS = 100


def check_vary(part: Map, source: Source) -> FoundWithFixes:
    """Report values that can't be put in the texts of a question, or don't fit together."""
    vary = part.get("vary")
    if not isinstance(vary, Map):
        return
    quiz = part.get("quiz")
    if isinstance(quiz, Map) and quiz.get("kind") == "blanks":
        message = "vary and the kind blanks both mean something by {{…}}: leave one of them out"
        yield part.key_at("vary"), message
        return
    if not vary:
        message = "vary is empty: write the values of a name, as in n: [3, 5, 8]"
        yield from () if vary.cut else [(part.key_at("vary"), message)]
        return
    for name in vary:
        if not PLACEHOLDER.fullmatch(f"{{{{{name}}}}}"):
            message = f'"{trim(name)}" is not a name for values: write letters, digits and _'
            yield vary.key_at(name), message
    yield from _check_lists(vary)
    if not vary.cut:
        yield from check_names(part, vary, source)


def _check_lists(vary: Map) -> Found:
    lists = {name: texts for name, texts in vary.items() if isinstance(texts, Seq)}
    first = next((name for name, texts in lists.items() if texts and not texts.cut), "")
    for name, texts in lists.items():
        if texts.cut:
            continue
        if not texts:
            yield vary.key_at(name), f"{trim(name)} has no values: write {trim(name)}: [3, 5, 8]"
        elif len(texts) != len(lists[first]):
            many = f"{trim(name)} has {count(len(texts), 'value')}, {trim(first)} has "
            message = many + f"{len(lists[first])}: write as many of each"
            yield vary.at(name), message
        elif name == first and len(texts) > MOST_SETS:
            message = f"these are {len(texts)} sets of values: keep at most {MOST_SETS}"
            yield vary.at(name), message
        for at, text in zip(texts.places, texts, strict=False):
            if isinstance(text, str) and "\n" in text.strip("\n"):
                yield at, "a value is one line: put the rest in the text"


def check_filled(part: Map, source: Source, check: Callable[[Map, Source], None]) -> None:
    """Report what *check* finds in *part* with each set of its values, each thing once.

    What isn't wrong with every set is reported with the values of the first one that has it.
    """
    found: dict[tuple[int, str], tuple[Flaw, dict[str, str], int]] = {}
    sets = [*list_sets(part)]
    for values in sets:
        before = len(source.flaws)
        check(fill_part(part, values), source)
        new = source.flaws[before:]
        del source.flaws[before:]
        for place in dict.fromkeys((flaw.at, flaw.rule) for flaw in new):
            first = next(flaw for flaw in new if (flaw.at, flaw.rule) == place)
            flaw, theirs, times = found.get(place, (first, values, 0))
            found[place] = flaw, theirs, times + 1
    for flaw, values, times in found.values():
        message = flaw.message
        if times < len(sets):
            message += f" (with {name_values(values)})"
        source.flaw(flaw.at, message, flaw.rule, flaw.length, flaw.fixes)


def has_values(part: Map) -> bool:
    """Whether the values of a question are texts, as many of each name."""
    vary = part["vary"]
    if not isinstance(vary, Map) or vary.cut or not vary:
        return False
    lists = [*vary.values()]
    texts = all(isinstance(s, Seq) and all(isinstance(t, str) for t in s) for s in lists)
    return texts and len({*map(len, lists)}) == 1


def list_sets(part: Map) -> Iterator[dict[str, str]]:
    """Yield each set of values of a question that is sound."""
    vary = part["vary"]
    for texts in zip(*vary.values(), strict=True):
        yield dict(zip(vary, texts, strict=True))


def fill_part(part: Any, values: dict[str, str]) -> Any:
    """Return *part* with *values* in its texts, and with the places that it has in its file."""
    if isinstance(part, str):
        return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), part)
    if not isinstance(part, Map | Seq):
        return part
    new: Any = copy(part)
    new.places = [*part.places]
    for key in new if isinstance(new, Map) else range(len(new)):
        if key not in UNFILLED:
            new[key] = fill_part(new[key], values)
    return new
