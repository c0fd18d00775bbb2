"""The rule about options that speak of the other options: "Both 1 and 2", "None of the above"."""

from __future__ import annotations

import re

from interview_cli.core.markdown import blank_code
from interview_cli.core.word_lists import word_set
from interview_cli.packs.lint.rule import Found, Subject

_RIGHT = "correct|right|true|wrong|false|incorrect|valid|invalid|possible|acceptable|equal|the same"
_JUDGED = rf"(?:\s+(?:(?:is|are|can\s+be)\s+(?:all\s+|both\s+)?(?:{_RIGHT})|apply|applies))?"
_SOME = (
    r"(?:all|none|any|both|neither|either|each|every|one|two|three|most|some"
    r"|more\s+than\s+one|at\s+least\s+one)"
)
_NOUN = r"(?:options?|answers?|choices?|statements?|alternatives?)"
_SAID = (
    r"(?:above|below|mentioned|listed|given|stated|following|preceding|previous|foregoing|other"
    r"|others|rest|remaining)"
)

#: How all of these are read, where they're needed: it takes long.
_LOOSE = re.IGNORECASE | re.VERBOSE
#: Anywhere in an option.
_WITHIN = rf"""\b{_SOME}\s+of\s+(?:the\s+|these\s+|those\s+)?
        (?:above|other\s+{_NOUN}|options|answers|choices|alternatives|preceding|previous)\b
    |\b(?:all|none|both|neither|either)\s+(?:the\s+)?above\b
    |\b(?:options?|answers?|choices?)\s+[a-h1-9]\s*(?:,|and|or|&|\+)\s*[a-h1-9]\b
    |^\W*(?:all|none|any|both|neither)\s+of\s+(?:these|those)\b(?!\s+(?!is\b|was\b)\w+s\b)"""
#: Without one of these there is none of them in an option.
_WITHIN_HINTS = (
    *("above", "option", "answer", "choice", "alternative", "preceding", "previous"),
    *("these", "those"),
)
#: An option that is nothing else.
_WHOLE = rf"""(?:both|neither){_JUDGED}
    |{_SOME}(?:\s+of)?(?:\s+the|\s+these|\s+those)?(?:\s+{_SAID})+(?:\s+{_NOUN}|\s+ones)?{_JUDGED}
    |(?:all|none|any|both|neither|either|every|each)(?:\s+of)?(?:\s+the|\s+these|\s+those)?
        \s+{_NOUN}{_JUDGED}
    |(?:all|none|both|neither|either|any|two|three)(?:\s+of\s+(?:them|these|those))?
        \s+(?:is|are)\s+(?:{_RIGHT})
    |(?:the\s+)?same\s+as\s+(?:{_NOUN}\s+)?\(?(?:[a-i]|[1-9])\)?
    |not\s+(?:listed|given|mentioned)(?:\s+(?:here|above))?"""
#: What such an option begins with.
_WHOLE_HINTS = word_set("""
    both neither all none any either each every one two three most some more at the same not
""")
#: An option that is nothing else, where the others don't say how many or which, too.
_PLACES = rf"""(?:all|none|any|both|neither|either|each)\s+of\s+(?:them|the\s+(?:two|three|four))
    |(?:only\s+)?the\s+(?:first|last|former|latter)(?:\s+(?:two|three|one|ones|{_NOUN}))*
        (?:\s+only)?"""
_PLACES_HINTS = word_set("all none any both neither either each only the")
_QUANTITY = (
    r"(?:only|just|half|some|most|one|two|three|four|every|each|the\s+(?:first|second|third|last"
    r"|middle|other|others|rest|newest|oldest)|\d+)\b"
)

_ALL = re.compile(r"(?:all|none|any|both|neither|no)\b", re.IGNORECASE)

_LABEL = r"\(?(?:[A-Ia-i]|[1-9]|i{1,3}|iv|vi{0,3}|I{1,3}|IV|VI{0,3})[).]?"
_AND = r"(?:\s*,\s*(?:(?:and|or|nor)\s+)?|\s*(?:&|\+|/)\s*|\s+(?:and|or|nor)\s+(?:also\s+)?)"
_LIST = (
    rf"(?P<lead>(?i:(?:both|only|either|neither|all\s+of)\s+)?)(?P<noun>(?i:{_NOUN}\s+)?)"
    rf"(?P<labels>{_LABEL}(?:{_AND}(?i:{_NOUN}\s+)?{_LABEL})*)(?P<end>(?i:\s+(?:only|both))?)"
    rf"(?i:{_JUDGED})"
)
#: What such a list begins with.
_HEAD = re.compile(r"\(?(\w+)")
_LIST_HEADS = word_set("""
    both only either neither all option options answer answers choice choices statement statements
    alternative alternatives a b c d e f g h i 1 2 3 4 5 6 7 8 9 ii iii iv v vi vii viii
""")
_NUMBERS = re.compile(
    r"[-+]?[\d.]+(?:[\s,;&+/()\[\]]|and|or|nor|both|either|neither|only|[-+\d.])*"
)

#: Nobody writes a longer one that says no more than this.
_LONGEST = 100


def find_all_of_the_above(subject: Subject) -> Found:
    texts = [_plain(option.text) for option, _ in subject.options()]
    for text, (_, node) in zip(texts, subject.options(), strict=True):
        if _speaks_of_others(text, texts):
            message = (
                "this option speaks of the others, which are shuffled: write what it means, "
                "or let several options be right"
            )
            yield node.at("text"), message


def _plain(text: str) -> str:
    text = blank_code(text)
    if "*" in text or "_" in text:
        text = re.sub(r"[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}", "", text)
    return " ".join(text.split()).rstrip(".!")


def _speaks_of_others(text: str, texts: list[str]) -> bool:
    folded = text.casefold()
    if any(hint in folded for hint in _WITHIN_HINTS) and re.search(_WITHIN, text, _LOOSE):
        return True
    if len(text) > _LONGEST:
        return False
    first = folded.partition(" ")[0]
    if first in _WHOLE_HINTS and re.fullmatch(_WHOLE, text, _LOOSE):
        return True
    if first in _PLACES_HINTS and _names_places(text):
        return not any(map(_says_how_many, [other for other in texts if other != text]))
    found = _match_list(text)
    return found is not None and _names_options(found, texts)


def _match_list(text: str) -> re.Match[str] | None:
    begins = _HEAD.match(text.casefold())
    return re.fullmatch(_LIST, text) if begins and begins[1] in _LIST_HEADS else None


def _names_places(text: str) -> bool:
    return re.fullmatch(_PLACES, text, _LOOSE) is not None


def _says_how_many(text: str) -> bool:
    counted = re.match(_QUANTITY, text, re.IGNORECASE)
    return bool(counted or (_ALL.match(text) and not _names_places(text)))


def _names_options(found: re.Match[str], texts: list[str]) -> bool:
    """Whether what looks like a list of labels means options, and isn't what an option says."""
    labels = re.findall(
        r"\b(?:[A-Za-z]{1,4}|\d)\b", re.sub(rf"(?i)\b{_NOUN}\b", "", found["labels"])
    )
    labels = [label for label in labels if label.lower() not in ("and", "or", "nor", "also")]
    places = [place for label in labels if (place := _place(label))]
    if len(places) < len(labels) or max(places, default=99) > len(texts):
        return False
    if found["noun"]:
        return True
    others = [other for other in texts if other != found[0]]
    wordy = [not _is_data(other) for other in texts]
    lead = bool(found["lead"]) and found["lead"].split()[0].lower() != "only"
    bracketed = "(" in found["labels"] or ")" in found["labels"]
    if len(labels) == 1:
        return bool(found["lead"] or found["end"]) and bracketed and sum(wordy) > 1
    if not any(wordy):
        return False
    if labels[0].isupper():
        return not any(len(other) == 1 and other.isupper() for other in others)
    if labels[0].isdigit() and not (lead or bracketed):
        return sum(wordy) > len(wordy) - sum(wordy) or all(wordy[place - 1] for place in places)
    if not (lead or bracketed) and len(labels[0]) == 1 and labels[0] != "i":
        return False  # names of variables
    return not any(re.fullmatch(r"\w{1,2}", other) for other in others)


def _place(label: str) -> int:
    """Return which option *label* means, from 1; 0 for none."""
    if label.isdigit():
        return int(label)
    if label.lower() in _ROMAN:
        return _ROMAN.index(label.lower()) + 1
    return "abcdefghi".find(label.lower()) + 1 if len(label) == 1 else 0


_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")


def _is_data(text: str) -> bool:
    """Whether an option is made of numbers or labels, and says no more."""
    return not text or bool(_NUMBERS.fullmatch(text) or _match_list(text))
