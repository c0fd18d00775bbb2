"""The places in texts that are meant for values of ``vary``: misspelt, or in other braces."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from interview_cli.core.questions.variants import PLACEHOLDER, UNFILLED
from interview_cli.core.sentences import find_nearest, join, quote_yaml, trim
from interview_cli.packs.yaml.problems import FoundWithFixes
from interview_cli.packs.yaml.source import Fixes, Map, Seq, Source

#: A name in braces; those of other template languages have spaces around it.
_IN_BRACES = re.compile(r"\{\{ *([^\W\d]\w*) *\}\}")
#: How other programs write where a value goes.
_ELSEWHERE = re.compile(
    r"\$\{(?P<a>[^\W\d]\w*)\}|(?<!\{)\{\{? *(?P<b>[^\W\d]\w*) *\}\}?(?!\})|<(?P<c>[^\W\d]\w*)>"
    r"|\$(?P<d>[^\W\d]\w*)"
)
#: How like a name must be that is used already.
_SURE = 0.75
#: Code has such signs of its own.
_CODE = frozenset(
    re.findall(r"\w+", "code setup fixed proof starter solution tests hidden query fixtures")
)
#: A number is made of nothing else.
_NUMBERS = frozenset(("value", "tolerance"))


class _Place(NamedTuple):
    """Where *written* stands, in a text whose value begins at *value_at*."""

    at: int
    written: str
    value_at: int
    text: str


def check_names(part: Map, vary: Map, source: Source) -> FoundWithFixes:
    """Report places that have no values, and values that have no place."""
    unknown, others = defaultdict[str, list[_Place]](list), defaultdict[str, list[_Place]](list)
    used, wrong = set[str](), set[str]()
    for key, at, text in _list_texts(part):
        for found in _IN_BRACES.finditer(text):
            name, spaced = found[1], " " in found[0]
            if name not in vary and not spaced:
                unknown[name].append(_place(source, at, text, found))
            elif name in vary and spaced:
                others[name].append(_place(source, at, text, found))
                wrong.add(name)
            elif name in vary:
                used.add(name)
        for found in _ELSEWHERE.finditer(text) if key not in _CODE else ():
            name = next(filter(None, found.groups()))
            if name in vary and not _IN_BRACES.fullmatch(found[0]):
                others[name].append(_place(source, at, text, found))
                wrong |= {name} if key in _NUMBERS else set()
    if part.cut:  # what couldn't be read may have places, too
        known = {place.at for places in unknown.values() for place in places}
        for found in PLACEHOLDER.finditer(source.text, part.start, part.end):
            if found[1] in vary:
                used.add(found[1])
            elif found.start() not in known:
                unknown[found[1]].append(_Place(found.start(), found[0], -1, ""))
    for name in used - wrong:
        others.pop(name, None)  # they are braces of the text itself
    unused = [name for name in vary if name not in used and name not in others]
    meant, unused = _find_meant([*unknown], unused, vary)
    for name, places in unknown.items():
        yield _report_unknown(source, name, places, meant.get(name, ""), vary)
    if others:
        yield _report_others(source, others)
    if part.cut:
        return  # a place may be in what couldn't be read
    for name in unused:
        if PLACEHOLDER.fullmatch(f"{{{{{name}}}}}"):
            message = f"no text has {{{{{trim(name)}}}}}: write it where its value belongs"
            yield vary.key_at(name), message + ", or leave it out here"


def has_place(text: str, vary: Any) -> bool:
    """Whether *text* has a place for a value, in whichever braces."""
    if PLACEHOLDER.search(text):
        return True
    names = [next(filter(None, found.groups())) for found in _ELSEWHERE.finditer(text)]
    return isinstance(vary, Map) and any(name in vary for name in names)


def read_braces(number: Map, vary: Any) -> None:
    """Read as text what YAML takes for a mapping: the name of a value in braces, unquoted."""
    for key, value in [*number.items()]:
        if isinstance(value, Map) and value.flows and [*value.values()] == [None]:
            (name,) = value
            if isinstance(vary, Map) and name in vary:
                number[key] = f"{{{name}}}"


def _place(source: Source, at: int, text: str, found: re.Match[str]) -> _Place:
    return _Place(source.within(at, text, found.start()), found[0], at, text)


def _find_meant(
    unknown: list[str], unused: list[str], vary: Map
) -> tuple[dict[str, str], list[str]]:
    """Return which value each of the *unknown* names means, and those that stay *unused*."""
    meant: dict[str, str] = {}
    left = [*unused]
    for name in unknown:
        if near := find_nearest(name, left) or find_nearest(name, vary, _SURE):
            meant[name] = near
            left = [one for one in left if one != near]
    rest = [name for name in unknown if name not in meant]
    if len(rest) == len(left) == 1:
        meant[rest[0]] = left.pop()
    return meant, left


def _is_sure(name: str, meant: str, vary: Map) -> bool:
    """Whether *name* can mean no other value than *meant*."""
    alike = meant.startswith(name) or name.startswith(meant) or find_nearest(name, [meant], _SURE)
    return len(vary) == 1 or bool(alike)


def _report_unknown(
    source: Source, name: str, places: list[_Place], meant: str, vary: Map
) -> tuple[int, str, *Fixes]:
    message = f"{{{{{trim(name)}}}}} has no values in vary: "
    if not meant or not _is_sure(name, meant, vary):
        near = meant or find_nearest(name, vary)
        message += f"did you mean {near}?" if near else f"vary has {join([*map(trim, vary)])}"
        return places[0].at, message
    message += f"write {{{{{trim(meant)}}}}}"
    pairs = [(place, f"{{{{{meant}}}}}") for place in places]
    return places[0].at, message, *_write(source, f"wrote {meant} for {trim(name)}", pairs)


def _report_others(source: Source, others: dict[str, list[_Place]]) -> tuple[int, str, *Fixes]:
    """Return the first of the places that are written in another way, and what to write."""
    pairs = [(place, f"{{{{{name}}}}}") for name, places in others.items() for place in places]
    pairs.sort()
    first, right = pairs[0]
    written = dict.fromkeys(f"{new} for {place.written}" for place, new in pairs)
    if first.written.startswith("{{ ") and len(written) == 1:
        message = f"write {right}, without spaces, for its value to stand here"
    else:
        message = "a value stands where its name is in two braces, without spaces: write "
        message += join([*written][:3])
    return first.at, message, *_write(source, f"wrote {right} for {first.written}", pairs)


def _write(source: Source, what: str, pairs: list[tuple[_Place, str]]) -> Fixes:
    """Return the fix that writes the new text of each place; none where one isn't certain."""
    theirs = {place.written: new for place, new in pairs}
    signs = "|".join(map(re.escape, sorted(theirs, reverse=True)))
    edits = list[tuple[int, int, str]]()
    for place, new in pairs:
        if place.value_at < 0 or not source.text.startswith(place.written, place.at):
            return ()
        plain = place.text and source.text.startswith(place.text, place.value_at)
        if plain and place.at == place.value_at:  # the text must be quoted then
            text = quote_yaml(re.sub(signs, lambda found: theirs[found[0]], place.text), None)
            edits.append((place.at, place.at + len(place.text), text))
        elif not edits or place.at >= edits[-1][1]:
            edits.append((place.at, place.at + len(place.written), new))
    return source.fix(what, *edits)


def _list_texts(part: Any) -> Iterator[tuple[Any, int, str]]:
    """Yield the texts that are filled, each with its field and its place."""
    keyed = isinstance(part, Map)
    for key, value in [*part.items()] if keyed else enumerate(part):
        if keyed and key in UNFILLED:
            continue
        if isinstance(value, str):
            yield key, part.at(key), value
        elif isinstance(value, Map | Seq):
            yield from _list_texts(value)
