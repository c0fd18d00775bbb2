"""Options that are texts only, and say elsewhere which one is right: how they are written here."""

from __future__ import annotations

import re
from typing import Any

from interview_cli.core.compare import fold
from interview_cli.core.kinds.choice import Choice
from interview_cli.core.sentences import quote_yaml, trim
from interview_cli.packs.kinds.choice import read_marked
from interview_cli.packs.kinds.kind import CHOICES, FALSE, RIGHT, TRUE, fold_name
from interview_cli.packs.yaml.line_fixes import write_text
from interview_cli.packs.yaml.source import UNKNOWN, Fixes, Map, Seq, Source

_LETTER = re.compile(r"([A-Za-z]|\d)[.):][ ]+(\S.*)")
_TRUE_OR_FALSE = frozenset(["truefalse", "trueorfalse", "boolean", "bool", "tf", "yesno"])
_CHOICES = frozenset(f"{CHOICES} items responses".split())
_SAYS_RIGHT = frozenset(f"answer answers {RIGHT}".split())


def report_option_slips(quiz: Map, source: Source) -> bool:
    """Report options of *quiz* that are texts alone, all in one; return whether they are.

    They may have another name. Where it's known which of them are right, that is written.
    """
    name = _name_of_options(quiz)
    options = quiz.get(name)
    if not isinstance(options, Map | Seq) or options.cut or not 2 <= len(options) <= 26:
        return False
    texts = [*options.values()] if isinstance(options, Map) else [*options]
    keys = [key for key in quiz if key != name and fold_name(key) in _SAYS_RIGHT]
    if not all(isinstance(text, str) and text.strip() for text in texts) or len(keys) > 1:
        return False
    labels = [*options] if isinstance(options, Map) else []
    if not labels and (lettered := _take_letters(texts)):
        labels, texts = lettered
    words = [str(text).strip().lower() for text in texts]
    if labels and not keys and all(word in (*TRUE, *FALSE) for word in words):
        texts, right = labels, {n for n, word in enumerate(words) if word in TRUE}
    elif keys:
        right = _find_right(quiz[keys[0]], texts, labels)
    else:
        marked = [read_marked(text) for text in texts]
        right = {n for n, (_, is_right) in enumerate(marked) if is_right}
        texts = [text for text, _ in marked]
    written = [_write(text, n in right) for n, text in enumerate(texts)]
    one = "each option is an item of its own,"
    fixes: Fixes = ()
    if right:
        shown = _write(trim(texts[min(right)], 40), True)
        message = f"{one} and the right one says so: - {shown}"
        fixes = _rewrite(source, quiz, options, written, keys, name)
    else:
        shown = _write(trim(texts[0], 40), False)
        message = f"{one} such as - {shown}, with right: true in each one that is right"
        if keys and not _says_nothing(quiz[keys[0]]):
            message += f"; {_show(source, quiz, keys[0])} may count from 0 or from 1"
    at = options.key_at(next(iter(options))) if isinstance(options, Map) else options.at(0)
    if name != "options":
        message = f'"{trim(name)}" is not a field of a quiz: write "options:"; {message}'
        at = quiz.key_at(name)
    source.flaw(at, message, "type" if name == "options" else "unknown-field", fixes=fixes)
    kept = {n: "options" if n == name else n for n in quiz if n not in keys}
    quiz[name] = UNKNOWN
    quiz.keep(kept)
    return True


def report_true_or_false(source: Source, quiz: Map) -> type[Choice] | None:
    """Report a quiz of another format's kind, which says true or false alone; None if it isn't."""
    names = [name for name in quiz if name not in ("kind", "stem", "why", "keep_order")]
    kind = quiz.get("kind")
    if len(names) != 1 or fold_name(names[0]) not in _SAYS_RIGHT or not isinstance(kind, str):
        return None
    said = quiz[names[0]]
    word = said.strip().lower() if isinstance(said, str) else ""
    if fold_name(kind) not in _TRUE_OR_FALSE or word not in (*TRUE, *FALSE):
        return None
    right = [', right: true}, {text: "False"}', '}, {text: "False", right: true}']
    options = f'options: [{{text: "True"{right[word in FALSE]}]'
    at, place = quiz.at("kind"), quiz.key_at(names[0])
    span, kind_span = source.span(quiz.at(names[0]), str(said)), source.span(at, kind)
    fixes: Fixes = ()
    if span and kind_span:
        edits = (*kind_span, "choice"), (place, span[1], options)
        fixes = source.fix("wrote a choice of true and false", *edits)
    message = f'kind is "{trim(kind)}", which this version does not know: write kind: choice, and '
    source.flaw(at, f"{message}{options}", "kind", fixes=fixes)
    quiz["kind"] = "choice"
    quiz[names[0]] = UNKNOWN
    quiz.keep({name: "options" if name == names[0] else name for name in quiz})
    return Choice


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
    found = [n for n in quiz if fold_name(n) in _CHOICES and isinstance(quiz[n], Map | Seq)]
    return found[0] if len(found) == 1 else ""


def _says_nothing(said: Any) -> bool:
    """Whether what says which options are right isn't numbers, which may count from 0 or 1."""
    items = said if isinstance(said, Seq) else [said]
    return not all(isinstance(one, str) and one.strip().isdigit() for one in items)


def _show(source: Source, quiz: Map, key: str) -> str:
    return trim(re.split(r"[ ]+#|,[ ]", source.rest(quiz.key_at(key)), maxsplit=1)[0], 30)


def _find_right(said: Any, texts: list[str], labels: list[str]) -> set[int]:
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
        fit = {*by_label, *by_text, *(by_letter if not by_text else ())}
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


def _write(text: str, right: bool) -> str:
    plain = text.strip().lower() not in (*TRUE, "false")
    shown = write_text(text, flow=True) if plain else quote_yaml(text, None)
    return f"{{text: {shown}{', right: true' if right else ''}}}"


def _rewrite(
    source: Source,
    quiz: Map,
    options: Map | Seq,
    written: list[str],
    keys: list[str],
    name: str,
) -> Fixes:
    """Return the fix that writes *options* so, and removes the lines of *keys*; none if unsure."""
    edits = []
    if name != "options":
        at = quiz.key_at(name)
        edits.append((at, at + len(name), "options"))
    for n, (label, new) in enumerate(zip(options, written, strict=True)):
        place = options.at(label) if isinstance(options, Map) else options.at(n)
        span = source.span(place, options[label] if isinstance(options, Map) else options[n])
        if span is None:
            return ()
        begin = options.key_at(label) if isinstance(options, Map) else span[0]
        edits.append((begin, span[1], new))
    if isinstance(options, Map):
        if options.flows:
            last = source.text.rfind("}", options.start, options.end + 1)
            edits += [(options.start, options.start + 1, "["), (last, last + 1, "]")]
        else:
            edits = [(begin, end, f"- {new}") for begin, end, new in edits]
    for key in keys:
        start, line_end = source.start_of(quiz.key_at(key)), source.text.find("\n", quiz.at(key))
        value = quiz[key]
        alone = re.fullmatch(r"[ ]*[\w-]+[ ]*:[ ]+[^\n]*", source.rest(start))
        if not alone or quiz.flows or line_end < 0:
            return ()
        if isinstance(value, Seq) and "\n" in source.text[value.start : value.end].strip():
            return ()
        edits.append((start, line_end + 1, ""))
    return source.fix("wrote the options with what is right in them", *edits)


def list_items_of(source: Source, part: Map, first: str) -> Fixes:
    """Return the fix that makes *part* a list: ``a:`` with fields below becomes ``- id: a``."""
    edits = []
    names = [*part]
    if part.flows and first in names and not part.cut:
        close = source.text.rfind("}", part.start, part.end + 1) + 1
        edits = [(part.start, part.start, "["), (close, close, "]")]
        return source.fix("wrote a list of one", *edits)
    if not names or part.flows:
        return ()
    if names[0] == first:  # one item, whose hyphen is missing
        start = source.start_of(part.start)
        column = part.start - start
        if column >= 2 and not source.text[start : part.start].strip():
            return source.fix("wrote the hyphen", (part.start - 2, part.start, "- "))
        return ()
    for n, name in enumerate(names):
        at, value = part.key_at(name), part[name]
        start = source.start_of(at)
        row = source.rest(at)
        if (
            not isinstance(value, Map)
            or value.cut
            or first in value
            or source.text[value.start] == "{"
        ):
            return ()
        if not re.fullmatch(r"""[^:]*:[ ]*(?:#.*)?""", row):
            return ()
        column = at - start
        colon = at + row.index(":")
        edits.append((at, colon + 1, f"- {first}: {source.text[at:colon].rstrip()}"))
        deep = source.column_of(value.start) - 1
        by = column + 2 - deep
        if by:
            stop = source.start_of(part.key_at(names[n + 1])) if n + 1 < len(names) else part.end
            line = source.text.find("\n", colon) + 1
            while 0 < line < min(stop, len(source.text)):
                if source.rest(line).strip():
                    edits.append((line, line - min(by, 0), " " * max(by, 0)))
                line = source.text.find("\n", line) + 1
    return source.fix("wrote a list", *edits)
