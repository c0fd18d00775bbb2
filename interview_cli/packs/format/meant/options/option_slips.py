"""Options that are texts only, and say elsewhere which one is right: how they are written here."""

from __future__ import annotations

import re
from typing import Any

from interview_cli.core.compare import fold
from interview_cli.core.sentences import quote_yaml, trim
from interview_cli.packs.format.meant.options.option_texts import Found, find_texts
from interview_cli.packs.kinds.choice import read_marked
from interview_cli.packs.kinds.kind import CHOICES, FALSE, RIGHT, TRUE, fold_name
from interview_cli.packs.yaml.line_fixes import remove_field, write_text
from interview_cli.packs.yaml.source import UNKNOWN, Fixes, Map, Seq, Source

_LETTER = re.compile(r"([A-Za-z]|\d)[.):][ ]+(\S.*)")
#: The signs of Moodle's GIFT, = before what is right and ~ before what isn't.
_GIFT = re.compile(r"([=~])[ ]*([^\W_].*)")
CHOICE_NAMES = frozenset(f"{CHOICES} items responses".split())
_ORDER = ("first", "second", "third", "fourth", "fifth", "sixth")
_SAYS_RIGHT = frozenset(f"answer answers {RIGHT}".split())


def report_option_slips(quiz: Map, source: Source) -> bool:
    """Report options of *quiz* that are texts alone, all in one; return whether they are.

    They may have another name. Where it's known which of them are right, that is written.
    """
    found = find_texts(source, quiz, _name_of_options(quiz))
    keys = [
        key for key in quiz if found and key not in found.keys and fold_name(key) in _SAYS_RIGHT
    ]
    if found is None or len(keys) > 1:
        return False
    texts, right = judge(found, quiz[keys[0]] if keys else None)
    if found.one_text and not right:
        return False  # what divides them may be part of one
    written = [write_option(text, n in right) for n, text in enumerate(texts)]
    one = "each option is an item of its own,"
    fixes: Fixes = ()
    if right:
        shown = write_option(trim(texts[min(right)], 40), True)
        message = f"{one} and the right one says so: - {shown}"
        if keys:
            line = source.line_of(quiz.key_at(keys[0]))
            message += f", without {_show(source, quiz, keys[0])} on line {line}"
        edits = found.write("options", written)
        fixes = without_fields(source, quiz, keys, edits)
    else:
        shown = write_option(trim(texts[0], 40), False)
        message = f"{one} such as - {shown}, with right: true in each one that is right"
        if keys and not _says_nothing(quiz[keys[0]]):
            message += f"; {_show(source, quiz, keys[0])} may count from 0 or from 1"
    name = found.keys[0]
    if name != "options":
        message = f'"{trim(name)}" is not a field of a quiz: write "options:"; {message}'
    source.flaw(found.at, message, "type" if name == "options" else "unknown-field", fixes=fixes)
    kept = {n: "options" if n == name else n for n in quiz if n not in (*keys, *found.keys[1:])}
    quiz[name] = UNKNOWN
    quiz.keep(kept)
    return True


def judge(found: Found, said: Any) -> tuple[list[str], set[int]]:
    """Return the texts of options, without marks, and which of them are right; none if unsure.

    *said* is what a field beside them says of it, None where there is no such field.
    """
    texts, labels = found.texts, found.labels
    if not labels and (lettered := _take_letters(texts)):
        labels, texts = lettered
    words = [text.strip().lower() for text in texts]
    if labels and said is None and all(word in (*TRUE, *FALSE) for word in words):
        return labels, {n for n, word in enumerate(words) if word in TRUE}
    if said is not None:
        return texts, find_right(said, texts, labels)
    signs = [_GIFT.fullmatch(text.strip()) for text in texts]
    if all(signs) and any(sign and sign[1] == "=" for sign in signs):
        given = [(sign[2], sign[1] == "=") for sign in signs if sign]
    else:
        given = [read_marked(text) for text in texts]
    return [text for text, _ in given], {n for n, (_, is_right) in enumerate(given) if is_right}


def without_fields(
    source: Source, holder: Map, keys: list[str], edits: list[tuple[int, int, str]]
) -> Fixes:
    """Return the fix that makes *edits*, and removes the fields *keys*; none if one can't be."""
    removed = [remove_field(source, holder, key) for key in keys]
    if not edits or not all(removed):
        return ()
    more = [edit for found in removed for edit in found]
    return source.fix("wrote the options with what is right in them", *edits, *more)


def _take_letters(texts: list[str]) -> tuple[list[str], list[str]] | None:
    """Return the letters or numbers that *texts* begin with in their order, and the rest."""
    found = [_LETTER.fullmatch(text.strip()) for text in texts]
    labels = [match[1] for match in found if match]
    first = labels[0] if labels else ""
    if len(labels) < len(texts) or first not in ("A", "a", "1"):
        return None
    if labels != [chr(ord(first) + n) for n in range(len(labels))]:
        return None
    return labels, [match[2] for match in found if match]


def _name_of_options(quiz: Map) -> str:
    if "options" in quiz:
        return "options"
    found = [n for n in quiz if fold_name(n) in CHOICE_NAMES and quiz[n] is not UNKNOWN]
    return found[0] if len(found) == 1 else ""


def _says_nothing(said: Any) -> bool:
    """Whether what says which options are right isn't numbers, which may count from 0 or 1."""
    items = said if isinstance(said, Seq) else [said]
    return not all(isinstance(one, str) and one.strip().isdigit() for one in items)


def _show(source: Source, quiz: Map, key: str) -> str:
    return trim(re.split(r"[ ]+#|,[ ]", source.rest(quiz.key_at(key)), maxsplit=1)[0], 30)


def find_right(said: Any, texts: list[str], labels: list[str]) -> set[int]:
    """Return which of *texts* what is *said* means, by label, text or letter; none if unsure."""
    found = set[int]()
    if not labels and (numbered := _find_numbered(said, texts)):
        return numbered
    for one in said if isinstance(said, Seq) else [said]:
        if not isinstance(one, str):
            return set()
        word = one.strip()
        by_label = [n for n, label in enumerate(labels) if label.lower() == word.lower()]
        by_text = [n for n, text in enumerate(texts) if fold(text) == fold(word)]
        letters = "abcdefghi"[: len(texts)] if not labels else ""
        by_letter = (
            [letters.index(word.lower())] if len(word) == 1 and word.lower() in letters else []
        )
        by_order = [_ORDER.index(word.lower())] if word.lower() in _ORDER[: len(texts)] else []
        by_order = [len(texts) - 1] if word.lower() == "last" else by_order
        fit = {*by_label, *by_text, *([*by_letter, *by_order] if not by_text else ())}
        if len(fit) != 1:
            return set()
        found |= fit
    return found if len(found) < len(texts) else set()


def _find_numbered(said: Any, texts: list[str]) -> set[int]:
    """Return which of *texts* the numbers that are *said* mean, if they count from 0 or 1 alone."""
    words = [one.strip() for one in (said if isinstance(said, Seq) else [said]) if one]
    if not words or not all(isinstance(one, str) and one.isdigit() for one in words):
        return set()
    numbers = {int(one) for one in words}
    if {*words} & {text.strip() for text in texts} or max(numbers) > len(texts):
        return set()
    if 0 in numbers and max(numbers) < len(texts):
        return numbers
    return {n - 1 for n in numbers} if max(numbers) == len(texts) and 0 not in numbers else set()


def write_option(text: str, right: bool) -> str:
    """Return how an option is written in braces."""
    plain = text.strip().lower() not in (*TRUE, "false")
    shown = write_text(text, flow=True) if plain else quote_yaml(text, None)
    return f"{{text: {shown}{', right: true' if right else ''}}}"
