"""Years of experience that a sentence asks for, in figures or in words."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from interview_cli.core.job_posting.tables import read_table

_ENGLISH = "one two three four five six seven eight nine ten eleven twelve"
_GERMAN = "ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf"
_WORDS: dict[str, float] = {
    word: number for words in (_ENGLISH, _GERMAN) for number, word in enumerate(words.split(), 1)
} | {"a": 1, "eine": 1, "einem": 1, "half": 0.5, "couple": 2, "few": 2, "several": 3, "fifteen": 15}
_WORDS |= {
    "half a dozen": 6,
    "a dozen": 12,
    "mehrere": 3,
    "mehreren": 3,
    "einige": 2,
    "einigen": 2,
    "paar": 2,
}

_NUMBER = rf"(?:\d{{1,2}}(?:[.,]5)?|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_YEARS = re.compile(
    rf"(?i)(?<![\w.,-])(?P<low>{_NUMBER})(?: a)?(?: ?\+| plus| or more| of)?"
    r"(?:(?: ?(?:-|–|—|to|or|bis|oder|and) ?|"
    r", |,? (?:or )?(?:perhaps|maybe|possibly|better|say|at most|up to) )"
    rf"{_NUMBER},?)?"
    r"(?: ?\+| plus| or more| oder mehr)?[ -]?(?:full |good |solid |whole |volle |or so )?"
    r"(?P<unit>years?|yrs?|yoe|y|jahre?n?|-?jährig\w*|months?|monaten?|decades?)(?!\w)"
)
#: "Years of experience: 5".
_LABELLED = re.compile(
    r"(?i)\b(?:(?:years?|yrs?|yoe|jahre)\b[^:.;]{0,30}|"
    r"experience \((?:in )?(?:years|yrs)\)[^:.;]{0,15})\s*[:=(]\s*(?P<intro>[a-z ]{0,12}?)"
    rf"(?P<low>{_NUMBER})(?![\w%])(?! ?(?:years?|yrs?|jahre?n?|months?)\b)"
)
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth"
#: "In your third year as a developer": two are behind one.
_NTH = re.compile(
    rf"(?i)\bin your (?P<nth>{_ORDINALS.replace(' ', '|')}) year (?:as an?|on the job|of work|"
    r"in (?:the|a|this) (?:job|trade|field|industry|profession))\b"
)
#: Years without a number: three, and five where there are many.
_MANY = re.compile(r"(?i)\b(?:(?P<long>langjährig\w*|many years)\b|mehrjährig\w*|several years\b)")
#: Only so many at most, so that none will do.
_AT_MOST = re.compile(
    r"(?i)(?:up to|at most|no more than|not more than|"
    r"(?<!\bno )(?<!\bnot )(?:less than|fewer than|under|below)|"
    r"maximum(?: of)?|max\.?|maximal|höchstens|bis zu|weniger als)\s*$"
)
_OR_LESS = re.compile(r"(?i)\s*(?:or (?:less|fewer)|oder weniger)\b")
#: "At least" isn't taken back by a "not" or a "we'd like to" in the same sentence.
_AT_LEAST = re.compile(
    r"(?i)(?:at (?:the very )?least|minimum(?: of)?|min\.?|no (?:less|fewer) than|mindestens)\s*$"
)
_BEGAN = re.compile(
    r"(?i)\b(?:first|began|started|(?:joined|entered) the|left|graduated|finished) .{0,40}$"
)
_OURS = re.compile(r"(?i)\b(?:we|we've|we're|wir|us|our|uns|unsere?n?)\b")


@cache
def _words(heading: str, before: str = "", after: str = "") -> re.Pattern[str]:
    return re.compile(rf"(?i){before}(?:{read_table('year_words.txt')[heading]}){after}")


class Years(NamedTuple):
    """Years that are asked for, and where.

    ``sure``: no "not" or "is enough" beside them counts. ``plain``: it's said that they're asked
    for, rather than only that somebody worked so long.
    """

    least: float
    place: int
    sure: bool
    plain: bool


def read_years(sentence: str, *, in_needs: bool) -> list[Years]:
    """Return the least years of experience that *sentence* asks for, and where it does.

    Years of the company, of a mentor or of colleagues aren't meant. *in_needs*: it's in a list of
    what the candidate has to bring.
    """
    found: list[Years] = []
    asked = in_needs or bool(_words("yours", r"\b", r"\b").search(sentence))
    for years in _YEARS.finditer(sentence):
        before, after = sentence[: years.start()], sentence[years.end() :]
        if not _is_candidates(years, in_needs=in_needs):
            continue
        low = _read_number(years["low"])
        at_most = bool(_AT_MOST.search(before) or _OR_LESS.match(after))
        if at_most and not _words("too few").search(sentence):
            low = 0.0
        elif years["unit"].lower().startswith("mon"):
            low /= 12
        elif years["unit"].lower().startswith("dec"):
            low *= 10
        sure = at_most or _AT_LEAST.search(before) or _words("enough").search(after)
        found.append(
            Years(
                low,
                years.start(),
                bool(sure),
                asked or bool(sure or "+" in years[0] or after.startswith("+")),
            )
        )
    for years in [] if found else _LABELLED.finditer(sentence):
        low = 0.0 if _AT_MOST.search(years["intro"]) else _read_number(years["low"])
        found.append(Years(low, years.start("low"), False, True))
    for years in _NTH.finditer(sentence):
        low = float(_ORDINALS.split().index(years["nth"].lower()))
        found.append(Years(low, years.start("nth"), False, True))
    for years in _MANY.finditer(sentence):
        if not found and _words("experience").search(sentence):
            found.append(Years(5.0 if years["long"] else 3.0, years.start(), False, asked))
    return found


def read_years_below(label: str, value: str) -> Years | None:
    """Return the years of a bare number, *value*, below the heading "Years of experience"."""
    if not re.fullmatch(rf"(?i)\W*{_NUMBER}(?:\W+(?:to |or )?{_NUMBER})?\W*(?:or more)?", value):
        return None
    found = _LABELLED.match(f"{label.strip(' :')}: {value.strip()}")
    return Years(_read_number(found["low"]), 0, False, True) if found else None


def _read_number(word: str) -> float:
    return _WORDS.get(word.lower()) or float(word.replace(",", "."))


def _is_candidates(years: re.Match[str], *, in_needs: bool) -> bool:
    """Whether the *years* in a sentence are those of whoever gets the job."""
    sentence, before, after = (
        years.string,
        years.string[: years.start()],
        years.string[years.end() :],
    )
    unit = years["unit"].lower()
    if unit == "yoe":
        return True
    if _words("after others", before=r"^(?:'s?)?\s*").match(after) and not (
        after.lstrip().startswith("ago") and _BEGAN.search(before)
    ):
        return False
    if _are_of_others(before, after) or _words("any years").search(before):
        return False
    if _words("before no experience", r"\b", r"\s*$").search(before):
        return False
    asked = bool(_words("yours", r"\b", r"\b").search(sentence))
    experience = bool(_words("experience").search(sentence) or _HAVE_YOU.search(before))
    if not experience and _words("asks", r"\b", r"\s+$").search(before):
        experience = not re.match(r"\s+(?:to|until|for|from)\b", after)
    experience = experience or "+" in years[0] or after.startswith("+")
    experience = experience or bool(_AT_LEAST.search(before) or _words("enough").search(after))
    if _words("before others", r"\b", r"\s*$").search(before) and not (asked and experience):
        return False
    if _OURS.search(sentence) and not asked and not _words("enough").search(after):
        return False
    return experience or in_needs


#: Where something else begins: what comes after it isn't said of the years before it.
_NEXT = re.compile(r"[,;.()]|\s[–—-]\s|\b(?:and|but)\b")
_BUT = re.compile(
    r"(?i);|\bbut\b|,\s+(?:so |and )?(?=(?:you|we)\b)|\band (?=(?:ask|need|want|look|expect)\b)"
)
#: A beginning that is said of what comes after it: "With 20 years of experience, our team …".
_SAID_OF_NEXT = re.compile(
    r"(?i)^\W*(?:with|after|backed by|thanks to|having|building on|drawing on|mit|nach|for|in)?\W*"
    r"(?:[\w-]+ ){0,3}$"
)
_NAMED = re.compile(
    r"(?!You\b)(?:[A-Z][\w&]+ ){1,3}(?:is|are|has|have|builds?|makes?|develops?|offers?|stands?)\b"
)
_SOMEBODYS = re.compile(
    r"\b(?!Master|Bachelor|It|That|There|Here|He|She|What|Who|Let)[A-Z]\w+'s?\s+(?:[\w-]+\s+){0,2}$"
)
#: "Brandl has 25 years of experience."
_HAS = re.compile(r"(?i)(?P<who>\w+) (?:has|had|hat|hatte|looks back on)\s+(?:[\w-]+\s+){0,3}$")
#: "Mina, a principal engineer with 16 years in the trade".
_SOMEBODY_WITH = re.compile(
    r"(?i)(?:\b(?:an?|the|our) (?:[\w-]+ ){0,3}(?:engineer|developer|programmer|lead|senior|"
    r"principal|manager|architect|colleague|expert|veteran) with|"
    r"\b(?-i:[A-Z]\w+), [^,;:]{2,40} (?:with|mit)|"
    r"\([^()]*\b(?:senior|lead|principal|cto|founder)\b[^()]*?)\s+(?:[\w-]+\s+){0,2}$"
)
_HAVE_YOU = re.compile(r"(?i)\byou(?:'ve| have)\b[^,;:]*$")


def _are_of_others(before: str, after: str) -> bool:
    """Whether somebody else is spoken of before years, or right after them."""
    others = _words("others")
    said = _BUT.split(before)[-1]
    if others.search(said) or _SOMEBODYS.search(said):
        return True
    if (has := _HAS.search(said)) and not _words("whose", "^", "$").search(has["who"]):
        return True
    if _SOMEBODY_WITH.search(said) and not _words("looked for").search(said):
        return True
    first = re.search(r",\s+", after)
    if first and _SAID_OF_NEXT.search(before):
        rest = after[first.end() :]
        if _NAMED.match(rest) or _OURS.match(rest) or others.match(re.sub(r"^the\s", "", rest)):
            return True
    stop = _NEXT.search(after)
    return bool(others.search(after[: stop.start()] if stop else after))
