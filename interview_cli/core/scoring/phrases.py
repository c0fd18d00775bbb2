"""The phrase language of key points: what an author writes, parsed once.

Words in any order, close together, in one sentence; ``a|b`` either; ``word*`` beginnings;
``a > b`` in that order; back-ticked parts are code. No regular expressions: an author
should not need to know them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product

from interview_cli.core.scoring.negation import CUES
from interview_cli.core.scoring.words import STOP, bag, normalised, raws, words_of

GROUP = re.compile(r"(?:`[^`]*`|[^\s`])+")
EITHER = re.compile(r"(?:`[^`]*`|[^|`])+")
#: Words that a phrase can do without, and an answer may have anywhere.
SLACK = bag("a an the is are was were be been being of it its that this")


#: Words that the overlap leaves out, and that say something where little is said.
TELLING = bag("same most one out")
#: How a part is compared: as words; as code with names, whose punctuation does not matter;
#: as code of numbers and signs only, where all of it does.
PROSE, NAMES, EXACT = 0, 1, 2
PUNCTUATION = frozenset("()[]{},.:;\"'?!")


MANY = 8  # readings of a phrase with ``to|>`` in it


@dataclass(frozen=True, slots=True)
class Part:
    """One thing to be found: adjacent words, or adjacent raw tokens of code.

    The last word is only a beginning if ``begins``. ``denied`` is True for what the author
    wrote as non-blocking.
    """

    words: tuple[str, ...]
    code: int = PROSE
    begins: bool = False
    denied: bool = False


Item = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Items by segment, each segment after the one before it; and how often it denies.

    ``without`` of its denials only leave a thing out: "a response without a body".
    """

    segments: tuple[tuple[Item, ...], ...]
    denials: int = 0
    without: int = 0

    @property
    def items(self) -> list[Item]:
        return [item for segment in self.segments for item in segment]

    @property
    def size(self) -> int:
        return sum(map(len, self.segments))

    @property
    def window(self) -> int:
        """The most words from the first to the last, both counted (n words: 2n + 4)."""
        return 2 * (self.size + self.denials) + 4


@lru_cache(maxsize=8192)
def parse(phrase: str) -> tuple[Phrase, ...]:
    """Read *phrase*; several where an order mark is itself an alternative (``to|>``)."""
    text = normalised(phrase)[0].casefold()
    groups = GROUP.findall(text) if "`" in text else text.split()
    found = [_either(group) for group in groups]
    choices = [_choices(group) for group in found if group]
    read = islice((_phrase(groups) for groups in product(*choices)), MANY)
    return tuple(dict.fromkeys(phrase for phrase in read if phrase.size))


def _either(group: str) -> list[str]:
    if group == "w/o":
        return ["without"]
    return EITHER.findall(group) if "|" in group or "`" in group else [group]


def _choices(group: list[str]) -> list[list[str]]:
    words = [word for word in group if word != ">"]
    return [[">"], words] if words and len(words) < len(group) else [words or [">"]]


def _phrase(groups: tuple[list[str], ...]) -> Phrase:
    segments: list[list[Item]] = [[]]
    denials = 0
    bare = all(group[0] in CUES or group[0] in SLACK for group in groups)
    for group in groups:
        if group == [">"]:
            segments.append([])
            continue
        if not bare and all(word in CUES for word in group):
            denials += 1
            continue
        item = tuple(part for word in group if (part := _part(word)))
        if item and (bare or len(groups) == 1 or not all(_slack(part) for part in item)):
            segments[-1].append(item)
    return Phrase(tuple(tuple(segment) for segment in segments if segment), denials)


def _slack(part: Part) -> bool:
    return part.words[0] in SLACK and len(part.words) == 1 and not (part.begins or part.code)


@lru_cache(maxsize=16384)
def _part(word: str) -> Part | None:
    if word.startswith("`") and word.endswith("`") and len(word) > 1:
        return _code(word.strip("`"))
    begins = word.endswith("*") and len(word) > 1
    if begins and word.startswith("`"):
        return _code(word.strip("`*"))
    words = words_of(word.rstrip("*"))
    if not words:
        return _code(word)
    denied = len(words) > 1 and words[0] == "non"
    return Part(words[1:] if denied else words, begins=begins, denied=denied)


def _code(code: str) -> Part | None:
    tokens = [(text, sign) for text, _, _, sign in raws(code)]
    if any(text[0].isalpha() or text[0] == "_" for text, _ in tokens):
        tokens = [(text, sign) for text, sign in tokens if not sign or text not in PUNCTUATION]
        while len(tokens) > 1 and tokens[0][0] in "@-" and tokens[1][0] != "=":
            del tokens[0]  # --flag and @decorator may be named without it
        return Part(tuple(text for text, _ in tokens), code=NAMES)
    return Part(tuple(text for text, _ in tokens), code=EXACT) if tokens else None


@lru_cache(maxsize=4096)
def content(text: str) -> Phrase:
    """Read the words of *text* that say something, as a phrase: for a point's ``says``."""
    words = words_of(text)
    denials = sum(word in CUES for word in words)
    wanted = dict.fromkeys(w for w in words if w not in STOP - TELLING and w not in CUES)
    items = tuple((Part((word,)),) for word in wanted)
    return Phrase((items,) if items else (), denials, words.count("without"))
