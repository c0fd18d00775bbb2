"""Rules about what a choice asks and offers: its stem, its options and their whys."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from interview_cli.core.kinds.choice import Choice
from interview_cli.core.kinds.output import Output
from interview_cli.core.markdown import blank_code, find_code
from interview_cli.core.questions.question import Question
from interview_cli.core.scoring.tokens import STOP_WORDS, stem
from interview_cli.core.sentences import count
from interview_cli.packs.kinds.kind import FALSE
from interview_cli.packs.lint.rule import (
    Found,
    Subject,
    content_stems,
    to_one_line,
    to_prose,
    words_in,
)
from interview_cli.packs.yaml.problems import Fix, FoundWithFixes
from interview_cli.packs.yaml.source import Map, Seq, Source

#: Which of them is not so: the first verb of the question is denied.
_VERB = "is|are|was|were|do|does|did|can|could|will|would|should|must|may|might|has|have|had|need"
_SHORT = "isn|aren|wasn|weren|don|doesn|didn|can|couldn|won|wouldn|shouldn|mustn|hasn|haven"
_DENIED = (
    rf"\b(?:which|what|who)\b(?:(?!\b(?:{_VERB})\b)[^,;:.?!])*?\b"
    rf"(?:(?:{_VERB})\s+(?P<a>not|never)\b|(?P<b>cannot)\b|(?:{_SHORT})(?P<c>['’]t)\b)"
)
#: What does it not do: the verb stands before the subject.
_TURNED = (
    rf"\b(?:which|what)\b(?:(?!\b(?:{_VERB})\b)[^,;:.?!])*?\b(?:{_VERB})\b"
    rf"(?:(?!\b(?:{_VERB}|to|of|for|by|and|or|in|if|when|that|because)\b)[^,;:.?!])*?"
    r"\s(?P<a>not|never)\b"
)
#: What is false by its name: a false friend, a false positive.
_NO_TERM = r"(?!\s+(?:friend|positive|negative|alarm|economy|dawn|memory|memories|rib|teeth)s?\b)"
_FALSE = (
    r"\b(?:which|what)\b[^,;:.?!]*?\b(?:statement|claim|sentence|these|following|option|one)s?\b"
    rf"[^,;:.?!]*?\b(?:is|are)\s+(?P<a>false|incorrect|untrue|wrong)\b{_NO_TERM}"
    rf"|\bwhich\s+(?:of\s+these\s+)?(?:is|are)\s+(?P<b>false|incorrect|untrue)\b{_NO_TERM}"
    r"|\b(?P<c>incorrect|false|untrue|wrong)\s+(?:statement|claim|option)s?\b"
)
_EXCEPT = (
    r"\b(?:all|each|every\w*|any\w*)\b[^.?!]*\b(?P<a>except)\b(?!\s+(?:clause|block|branch))"
    r"|\b(?:which|what)\b[^.?!]*\bshould\s+(?:you|one|we|be)\s+(?P<c>avoid)(?:ed)?\b"
    r"|\b(?P<b>least)\s+(?:likely|true|suited|suitable|appropriate)\b"
)
#: Without one of the words that belong to it, a pattern finds nothing.
_DENIALS = ("not", "never", "'t", "’t")
_FALSEHOODS = ("false", "incorrect", "untrue", "wrong")
_EXCEPTIONS = ("except", "avoid", "least")
_HINTS = (*_DENIALS, *_FALSEHOODS, *_EXCEPTIONS)
LONGEST_SENTENCE = 600  # characters: nobody asks a longer question
#: A subordinate clause: a "not" in it belongs to what is asked about.
_BELOW = re.compile(
    r"\b(?:if|when|whenever|that|because|although|while|where|who|whose|after|before|since|so"
    r"|unless|until)\b[^?]*"
)


def find_all_right(subject: Subject) -> Found:
    if subject.choice and len(subject.choice.right) == len(subject.choice.options) > 1:
        message = (
            "every option is right, so choosing all of them takes no knowledge: add a wrong one"
        )
        yield subject.part["quiz"].key_at("options"), message


def find_negative_stem(subject: Subject) -> Found:
    if subject.choice is None:
        return
    text, at = subject.stem
    folded = text.lower()
    if not any(word in folded for word in _HINTS):
        return
    start = 0
    for sentence in re.split(r"(?<=[.?!:])\s|\n\s*\n", blank_code(text)):
        here = blank_code(text).find(sentence, start)
        start = here + len(sentence)
        if len(sentence) > LONGEST_SENTENCE:
            continue
        asked = re.sub(r"[*_]+([^*_]+)[*_]+", lambda m: " " * len(m[0]), sentence)
        asked = re.sub(r"\b[A-Z]{3,}\b|n'T\b", lambda m: " " * len(m[0]), asked).lower()
        lead = re.search(r"\b(?:which|what)\b", asked)
        cut = len(asked)
        if lead and (below := _BELOW.search(asked, lead.end())):
            cut = below.start()
        whole = len(asked)
        for pattern, words, end in (
            (_DENIED, _DENIALS, cut),
            (_TURNED, _DENIALS, cut),
            (_FALSE, _FALSEHOODS, whole),
            (_EXCEPT, _EXCEPTIONS, whole),
        ):
            hinted = any(word in asked for word in words)
            if match := re.compile(pattern).search(asked, 0, end) if hinted else None:
                name = next(n for n, word in match.groupdict().items() if word)
                word = match[name]
                place = subject.source.within(at, text, here + match.start(name))
                seen = "NOT" if word in ("'t", "’t", "cannot") else word.upper()
                message = (
                    f'"{word}" reverses the question and is easily missed: '
                    f"ask for what is true, or write **{seen}**"
                )
                yield place, message
                return


_HOLE = re.compile(
    r"(?<![\w.])(?:\\?_){2,}(?![\w.])|(?<!\{)\{\{\d+\}\}|\[\s*(?:(?:blank|\.\.\.|…|_+)\s*)?\](?!\()"
    r"|(?<![\w_])(?:\\?_){2,}(?=\.?\s|\.?$)|(?<=\w)\s*(?:\.{3,}|…)[ ]?[:?]?$",
    re.IGNORECASE,
)

_OPEN_END = re.compile(r"\b(is|are|was|were|the|an?|called|named|means)\s?:?$", re.IGNORECASE)
_QUESTION = re.compile(
    r"\?|^\W*(?:what|which|who|where|when|why|how|is|are|does|do|name|say|choose|pick)\b",
    re.IGNORECASE,
)


def find_blank_stem(subject: Subject) -> Found:
    if subject.choice is None:
        return
    text, at = subject.stem
    bare = blank_code(text).rstrip()
    if (end := _OPEN_END.search(bare)) and not _QUESTION.search(bare):
        message = (
            "this question is the start of a sentence that an option finishes: ask a whole "
            "question that can be understood without the options"
        )
        yield subject.source.within(at, text, end.start(1)), message
    elif hole := _HOLE.search(bare):
        message = (
            "this question is a sentence with a blank: ask a whole question, or make the gap "
            "{{1}} in a quiz of kind: blanks"
        )
        yield subject.source.within(at, text, hole.start()), message


_PLAIN_WORD = re.compile(r"[^\W\d_]{2,}")
_NO_LETTER = re.compile(r"[\W_]+")
_EMPHASIS = re.compile(r"(\*{1,3}|__)(?=\S)([^*]*[^*\s])\1")


def find_equal_options(subject: Subject) -> Found:
    options = subject.options()
    texts = [option.text for option, _ in options]
    if all(map(str.isascii, texts)):
        letters = {_NO_LETTER.sub("", text).casefold() for text in texts}
        if len(letters) == len(texts):
            return  # as most
    seen: dict[str, int] = {}
    for option, node in options:
        at = node.at("text")
        folded = _fold(option.text)
        if folded in seen:
            line = subject.source.line_of(seen[folded])
            yield at, f"this option says the same as the one on line {line}: change one of them"
        seen.setdefault(folded, at)


def _fold(text: str) -> str:
    """Return what one reads: without ticks, stars and a full stop; of a sentence in any case."""
    text = unicodedata.normalize("NFC", text)
    plain, at = "", 0
    for span in find_code(text):  # a star in code isn't emphasis
        start = text.index(span, at)
        plain += _EMPHASIS.sub(r"\2", text[at:start]) + span.strip("`")
        at = start + len(span)
    shown = " ".join((plain + _EMPHASIS.sub(r"\2", text[at:])).split())
    shown = shown.rstrip(".;,") or shown
    is_prose = not find_code(text) and len(_PLAIN_WORD.findall(shown)) >= 2
    return shown.casefold() if is_prose else shown


CLEARLY_LONGER = 1.25  # as long as the next longest: what people call clearly longer
CHARACTERS_MORE = 10  # characters more


def sticks_out(
    question: Question, times: float = CLEARLY_LONGER, least: int = CHARACTERS_MORE
) -> bool:
    """Whether the one right option is longer than any other, by so much.

    Both without code and as it is shown: so code makes no option long, and none short. Where
    an option is all code there is nothing to compare.
    """
    options = question.quiz.options if isinstance(question.quiz, Choice) else ()
    right = [option.text for option in options if option.right]
    if len(right) != 1 or len(options) < 3 or not all(to_prose(option.text) for option in options):
        return False
    for length in (to_prose, to_one_line):
        key = len(length(right[0]))
        others = max(len(length(option.text)) for option in options if not option.right)
        if key < others * times or key < others + least:
            return False
    return True


def find_longest_key(subject: Subject) -> Found:
    if sticks_out(subject.question):
        for option, node in subject.options():
            if option.right:
                message = (
                    "the right option is the longest by far, and learners notice: move the "
                    "explanation into why, or make the others as detailed"
                )
                yield node.at("text"), message


_NUMBER = re.compile(
    r"(?P<sign>[-+−]?)(?P<money>[$€£]?)(?P<digits>\d[\d_]*(?:,\d{3})*(?:\.\d+)?)"
    r"(?P<unit>\s*(?:%|[A-Za-zµ]{1,12}(?:\s[a-z]+)?)?)\.?"
)

_VERSION = re.compile(r"\d{1,9}(?:\.\d{1,9})+")


def parse_numbers(texts: list[str]) -> list[float] | None:
    """Return the numbers that *texts* are; None if one is none, or the units differ."""
    found = [_NUMBER.fullmatch(to_one_line(text)) for text in texts]
    values: list[float] = []
    units = set()
    for match in found:
        if match is None:
            return None
        value = float(re.sub("[_,]", "", match["digits"]))
        values.append(-value if match["sign"] in ("-", "−") else value)
        unit = match["unit"].strip().lower()
        units.add((match["money"], unit.removesuffix("s") if len(unit) > 2 else unit))
    return values if len(units) == 1 else None


#: Words by which a text may mean an option by its place, which is another one then.
_PLACES = re.compile(
    r"\b(?:first|second|third|fourth|fifth|last|former|latter|above|below|previous|next)\b"
    r"|\b(?:options?|answers?|choices?|number|no\.)\s+(?:[a-i]|\d)\b",
    re.IGNORECASE,
)


def find_numeric_order(subject: Subject) -> FoundWithFixes:
    options = subject.options()
    values = parse_numbers([option.text for option, _ in options])
    if values is None or len(values) < 3 or values in (sorted(values), sorted(values)[::-1]):
        return
    texts = [to_one_line(option.text) for option, _ in options]
    if all(map(_VERSION.fullmatch, texts)):  # 3.10 is later than 3.9
        releases = [[*map(int, text.split("."))] for text in texts]
        if releases in (sorted(releases), sorted(releases)[::-1]):
            return
    n = next(n for n in range(1, len(values)) if values[n] < values[n - 1])
    message = (
        "these numbers aren't in order: write the options from small to large, and "
        "keep_order: true in the quiz"
    )
    yield options[n][1].at("text"), message, *order_options(subject.part, subject.source)


def order_options(question: Map, source: Source) -> tuple[Fix, ...]:
    """Return the fix that puts the options in ascending order, each with all that is its own.

    None where `keep_order` is set, where a text of the question speaks of places, or
    where a comment stands between two options: whose is it?
    """
    quiz = question["quiz"]
    options = quiz["options"]
    values = parse_numbers([option["text"] for option in options])
    keeps = quiz.get("keep_order", "no").strip().lower() not in FALSE
    if keeps or values is None or len({*values}) < len(values):
        return ()
    if _PLACES.search(_own_text(question)):
        return ()
    spans = _item_spans(source, options)
    if spans is None:
        return ()
    parts = [source.text[start:end] for start, end in spans]
    order = sorted(range(len(values)), key=lambda n: values[n])
    moved = [
        (*span, parts[n])
        for span, was, n in zip(spans, parts, order, strict=True)
        if was != parts[n]
    ]
    return source.fix("put the options, all numbers, in ascending order", *moved)


def _item_spans(source: Source, options: Seq) -> list[tuple[int, int]] | None:
    """Return where each item begins and ends, with what stands behind it in its line.

    A comment on lines of its own at an item's end may belong to the next one: None then.
    """
    if source.text[options.start] == "[":
        return [(item.start, item.end) for item in options]
    deep = source.column_of(options.start) - 1
    spans = []
    for n, item in enumerate(options):
        if n + 1 < len(options):  # what comes next begins behind a dash
            end = options[n + 1].start
            inside = source.text[item.start : end].rstrip(" ").removesuffix("-")
        else:  # what follows the list lies less deep
            end = source.end_of(item.end) if source.text[item.start] == "{" else item.end
            inside = source.text[item.start : end]
            below = re.compile(rf"\n(?![ \t]*\r?(?:\n|$)|[ ]{{{deep + 1}}}|[ ]{{{deep}}}#)")
            if out := below.search(inside):
                inside = inside[: out.start()]
        inside = inside.rstrip()
        if re.search(r"\n[ \t]*#[^\n]*$", inside):
            return None
        spans.append((item.start, item.start + len(inside)))
    return spans


def _own_text(part: Any) -> str:
    """Return all that a question says, but for what is its options' text."""
    if isinstance(part, Map):
        return "\n".join(_own_text(value) for name, value in part.items() if name != "text")
    if isinstance(part, Seq):
        return "\n".join(map(_own_text, part))
    return part if isinstance(part, str) else ""


def find_stem_words_in_key(subject: Subject) -> Found:
    options = subject.options()
    right = [(option, node) for option, node in options if option.right]
    if len(right) != 1 or len(options) < 3:
        return
    asked = [word for word in words_in(subject.stem[0]) if word not in STOP_WORDS and len(word) > 3]
    others = frozenset[str]().union(*(content_stems(o.text) for o, _ in options if not o.right))
    again = content_stems(right[0][0].text) - others
    for word in asked:
        if stem(word) in again:
            message = (
                f'"{word}" from the question is in the right option only, and gives it away: '
                "say it in other words, or in the others too"
            )
            yield right[0][1].at("text"), message
            return


def find_why_missing(subject: Subject) -> Found:
    bare = [node for option, node in subject.options() if not option.right and not option.why]
    noun = "wrong option"
    if isinstance(subject.question.quiz, Output):
        nodes = subject.part["quiz"].get("wrong", ())
        pairs = zip(subject.question.quiz.wrong, nodes, strict=False)
        bare = [node for wrong, node in pairs if not wrong.why]
        noun = "wrong output"
    if bare:
        what = f"{count(len(bare), noun)} {'has' if len(bare) == 1 else 'have'} no why"
        yield bare[0].at("text"), f"{what}: say why people choose it, and why it's wrong"
