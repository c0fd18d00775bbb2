"""What a sentence of a posting says of the things that it names: how much they matter, or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from interview_cli.core.job_posting.sections import Part, Section
from interview_cli.core.job_posting.tables import read_table

#: How much of a name each sort of cue leaves; the cues are in ``cues.txt``.
NO, OPTIONAL, WEAK, STRONG = 0.0, 0.3, 0.55, 1.35
_LEAVES = {"no": NO, "optional": OPTIONAL, "weak": WEAK, "strong": STRONG}
_NOT = r"(?:n't| not|not)"
_DOES = (
    r"(?:(?:do|run|own|keep|mind|handle|manage|maintain|operate|provide)s?|does|looks? after|"
    r"takes? (?:care|charge) of|cares? for|deals? with|sees? to|worr(?:y|ies) about)"
)
_DO_NOT = (
    rf"(?:do|does|did|will|would|wo|must|need|should|ca|can){_NOT}"
    r"(?! (?:just|only|merely|simply)\b)(?!.*\b(?:without|unless|until)\b)(?: \w+)??"
)

_ABBREVIATED = "".join(rf"(?<!{short})" for short in (r"e\.g\.", r"i\.e\.", r"z\.B\.", r"d\.h\."))
#: A short answer belongs to its question: "Kafka? Not here."
_ANSWER = (
    "Not|No|None|Nope|Never|Nein|Nicht|Don't|Leave|Forget|Skip|Great|Nice|Lovely|Perfect|Fine|Even|Good|"
    "All|So|Umso|We don't|We won't"
)
_SENTENCE = re.compile(
    rf"(?<=[.!?]){_ABBREVIATED}(?<!etc\.)(?<!bzw\.)[\"')\]]*\s+(?=[\"'(]?[A-Z0-9ÄÖÜ])"
    rf"(?!(?<=\? )(?:{_ANSWER})\b)"
)
#: Where a new clause begins; a comma alone may only be one of a list.
_CLAUSE = re.compile(
    r";|(?:,\s*|\s)(?=(?:but|however|although|though|even though|whereas|while|aber|jedoch|sondern)"
    r"\s)|,\s*(?:and\s+|so\s+)?(?=(?:you|we|they|he|she|it|experience|knowledge|prior|previous|du|"
    r"wir)\b)|:\s+(?=(?:you|we|du|wir)\b)"
)
#: "No" says no at the beginning of a clause, and after these words; "with no downtime" doesn't.
_BARE_NO = re.compile(
    r"(?i)(?:^|\b(?:there's|there is|there are|requires?|required|are|is|have|has|be|ask|do|or|"
    r"and|but) |[,:(] ?|- )no (?!more\b|longer\b|less\b|idea|matter|surprise|downtime|later|"
    r"other\b|condition|must|requirement|day\b|week\b|way\b|getting|substitute|doubt|escap|avoid|question\b)|"
    r"\bkein(?:e|en|er|em)? (?!angst|scheu|problem|zweifel|frage)"
)
#: What comes after a colon is a new clause, unless the colon follows the cue.
_COLON = re.compile(r"(?:\s[^\s:]+){3,}?:(?=\s)")
_STOP = re.compile(r"[,.;:()]|\s[–—-]\s")
#: So many characters of a sentence are quoted.
_QUOTED = 80


class Statement(NamedTuple):
    """A sentence of a posting, where it stands, and how much each part of it counts.

    ``section`` is that of its line, or what its own beginning says where that could be any.
    """

    part: Part
    section: Section
    text: str
    start: int  # within the line
    spans: tuple[tuple[int, int, float], ...]  # parts of the text with what is left of them

    def number_at(self, place: int) -> int:
        """Return the number of the line on which the character at *place* of the text stands."""
        return self.part.line.number_at(self.start + place)

    def quote(self, place: int) -> str:
        """Return the words around *place* in the text, with an ellipsis where more is left out."""
        text = self.text.strip(" ,;")
        if len(text) <= _QUOTED:
            return text
        place -= len(self.text) - len(self.text.lstrip(" ,;"))
        start = max(0, min(place - _QUOTED // 3, len(text) - _QUOTED))
        start = text.rfind(" ", 0, start + 1) + 1
        end = start + _QUOTED
        end = len(text) if end >= len(text) else max(text.rfind(" ", start, end), place + 1)
        before, after = "… " if start else "", " …" if end < len(text) else ""
        return before + text[start:end].strip(" ,;") + after

    def weigh(self, place: int) -> float:
        """Return how much what's named at *place* counts: 0 is not at all, 1 is usual."""
        found = [left for start, end, left in self.spans if start <= place < end]
        strong = STRONG if STRONG in found else 1.0
        return min((left for left in found if left < 1), default=strong)


def split_statements(part: Part) -> Iterator[Statement]:
    """Yield the sentences of a line."""
    text, start = part.line.text, 0
    for found in [*_SENTENCE.finditer(text), None]:
        end = found.start() if found else len(text)
        if sentence := text[start:end]:
            section = _name_section(sentence) or part.section
            section = section if part.section is Section.PLAIN else part.section
            yield Statement(part, section, sentence, start, tuple(_read_cues(sentence)))
        start = found.end() if found else end


def _name_section(sentence: str) -> Section | None:
    """Return the section to which the beginning of a sentence says that it belongs."""
    return next((section for section, start in _openings() if start.match(sentence)), None)


@cache
def _openings() -> tuple[tuple[Section, re.Pattern[str]], ...]:
    return tuple(
        (Section[name.upper()], re.compile(rf"(?i)\W*(?:{words})(?!\w)"))
        for name, words in read_table("openings.txt").items()
    )


@cache
def _cues() -> tuple[tuple[float, str, re.Pattern[str]], ...]:
    compiled = []
    for heading, words in read_table("cues.txt").items():
        sort, where = heading.split()
        pattern = words.replace("{not}", _NOT).replace("{do_not}", _DO_NOT).replace("{does}", _DOES)
        compiled.append((_LEAVES[sort], where, re.compile(rf"(?i)(?<!\w)(?:{pattern})(?!\w)")))
    return (*compiled, (NO, "after", _BARE_NO))


def _read_cues(sentence: str) -> Iterator[tuple[int, int, float]]:
    """Yield the parts of a sentence that count more or less, each with what is left of it."""
    cuts = [0, *(found.start() for found in _CLAUSE.finditer(sentence)), len(sentence)]
    for left, where, cue in _cues():
        for found in cue.finditer(sentence):
            at = found.start()
            first, last = next(((a, b) for a, b in pairwise(cuts) if a <= at < b), (0, cuts[-1]))
            last = max(last, found.end())
            if where == "whole":
                yield 0, cuts[-1], left
            elif where == "all":
                yield first, last, left
            elif where == "after":
                colon = _COLON.match(sentence, found.end())
                yield at, min(last, colon.end()) if colon else last, left
            else:
                stop = _STOP.search(sentence, found.end())
                yield at, stop.start() if stop else last, left
