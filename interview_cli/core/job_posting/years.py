"""Years of experience that a sentence asks for, in figures or in words."""

from __future__ import annotations

import re
from functools import cache

from interview_cli.core.job_posting.tables import read_table

_ENGLISH = "one two three four five six seven eight nine ten eleven twelve"
_GERMAN = "ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf"
_WORDS: dict[str, float] = {
    word: number for words in (_ENGLISH, _GERMAN) for number, word in enumerate(words.split(), 1)
} | {"a": 1, "eine": 1, "einem": 1, "half": 0.5, "couple": 2, "few": 2, "several": 3, "fifteen": 15}
_WORDS |= {"mehrere": 3, "mehreren": 3, "einige": 2, "einigen": 2, "paar": 2}

_NUMBER = rf"(?:\d{{1,2}}(?:[.,]5)?|{'|'.join(_WORDS)})"
_YEARS = re.compile(
    rf"(?i)(?<![\w.,-])(?P<low>{_NUMBER})(?: a)?(?: ?\+| plus| or more| of)?"
    rf"(?:(?: ?(?:-|–|—|to|or|bis|oder|and) ?|, ?(?:perhaps|maybe|possibly|better|say) ){_NUMBER})?"
    r"(?: ?\+| plus| or more| oder mehr)?[ -]?(?:full |good |solid |whole |volle |or so )?"
    r"(?P<unit>years?|yrs?|y|jahre?n?|-?jährig\w*|months?|monaten?|decades?)(?!\w)"
)
#: Years without a number: three, and five where there are many.
_MANY = re.compile(r"(?i)\b(?:(?P<long>langjährig\w*|many years)\b|mehrjährig\w*|several years\b)")
#: Only so many at most, so that none will do.
_AT_MOST = re.compile(
    r"(?i)(?:up to|at most|no more than|not more than|"
    r"(?<!\bno )(?<!\bnot )(?:less than|fewer than|under|below)|"
    r"maximum(?: of)?|max\.?|maximal|höchstens|bis zu|weniger als)\s*$"
)
_OURS = re.compile(r"(?i)\b(?:we|we've|we're|wir|us|our|uns|unsere?n?)\b")


@cache
def _words(heading: str, before: str = "", after: str = "") -> re.Pattern[str]:
    return re.compile(rf"(?i){before}(?:{read_table('year_words.txt')[heading]}){after}")


def read_years(sentence: str, *, in_needs: bool) -> list[tuple[float, int]]:
    """Return the least years of experience that *sentence* asks for, and where it does.

    Years of the company, of a mentor or of colleagues aren't meant. *in_needs*: it's in a list of
    what the candidate has to bring.
    """
    found: list[tuple[float, int]] = []
    for years in _YEARS.finditer(sentence):
        before, after = sentence[: years.start()], sentence[years.end() :]
        if not _is_candidates(sentence, before, after, in_needs=in_needs):
            continue
        low = _WORDS.get(years["low"].lower()) or float(years["low"].replace(",", "."))
        if _AT_MOST.search(before):
            low = 0.0
        elif years["unit"].lower().startswith("mon"):
            low /= 12
        elif years["unit"].lower().startswith("dec"):
            low *= 10
        found.append((low, years.start()))
    for years in _MANY.finditer(sentence):
        if not found and _words("experience").search(sentence):
            found.append((5.0 if years["long"] else 3.0, years.start()))
    return found


def _is_candidates(sentence: str, before: str, after: str, *, in_needs: bool) -> bool:
    """Whether the years between *before* and *after* are those of whoever gets the job."""
    if _words("after others", before=r"^(?:'s?)?\s*").match(after):
        return False
    if _words("others").search(sentence):
        return False
    if _words("before no experience", r"\b", r"\s*$").search(before):
        return False
    asked = bool(_words("yours", r"\b", r"\b").search(sentence))
    experience = bool(_words("experience").search(sentence))
    if _words("before others", r"\b", r"\s*$").search(before) and not (asked and experience):
        return False
    if _OURS.search(sentence) and not asked:
        return False
    return experience or in_needs
