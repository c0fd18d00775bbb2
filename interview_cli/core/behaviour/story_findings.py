"""What is found in a story that is told: its four parts, who did it, a number, its length.

The parts are those of the STAR method: situation, task, action and result. They are found by a
few turns of English phrase, so what isn't found may still be there. Nothing here is a score.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from interview_cli.core.delivery.hedges import find_hedges, is_hedged
from interview_cli.core.delivery.shape import count_words, split_sentences, without_code

About = Literal["situation", "task", "action", "result", "I or we", "number", "length", "hedging"]

#: The parts of a story, in the order they are told in.
PARTS: tuple[About, ...] = ("situation", "task", "action", "result")

#: Words a minute of somebody who speaks slowly, and fast. Speakers in the United States usually
#: say 125 to 150 (Stephen Lucas, "The Art of Public Speaking", 8th edition, page 300).
SLOW, FAST = 130, 150

#: The minutes to aim at, and those from and up to which nothing is said of them.
AIM, FEWEST, MOST = 2.0, 1.0, 3.0

#: So often "we" has to be said, at least, before it's remarked on.
WE_OFTEN = 3

QUOTED = 8  # words of a quote
QUOTES = 3  # quotes of a finding


class Finding(NamedTuple):
    """What was looked for in a story, whether it's fine, and the *words* that show it.

    ``counts`` are how often "I" and "we" were said, or the words of the story.
    """

    about: About
    fine: bool
    words: tuple[str, ...] = ()
    counts: tuple[int, ...] = ()


_UNIT = r"(?:days?|weeks?|months?|years?)"
_SOME = r"(?:a|an|one|two|three|four|five|six|seven|eight|ten|\d+|a few|a couple of|some|several)"
_WORK = r"(?:job|role|team|company|project|position|employer|internship|course|degree|studies)"

_SITUATION = re.compile(
    rf"\b(?:last (?:year|month|week|spring|summer|autumn|fall|winter)"
    rf"|{_SOME} {_UNIT} ago"
    r"|(?:at|around|about) (?:the|that) time|back then"
    rf"|(?:in|at|on|during) (?:my|our) (?:\w+ ){{0,2}}{_WORK}"
    r"|(?:when|while|after|before) (?:i|we) (?:was|were|worked|joined|started|had)"
    r"|i was (?:working|studying|interning)|i (?:was )?work(?:ed|ing) (?:at|for|on|in|as)"
    r"|we were (?:building|working|running|moving|migrating|using|launching|preparing)"
    r"|(?:our|the|my) (?:\w+ ){1,2}(?:had|was|were|kept) "
    r"|(?:in|since|during) (?:19|20)\d\d|there (?:was|were) )",
    re.IGNORECASE,
)
_TASK = re.compile(
    r"\b(?:my (?:own )?(?:task|job|goal|role|part|responsibility|assignment) (?:was|is)"
    r"|i was (?:responsible|asked|in charge|on call|assigned|supposed|told|tasked|meant|the one)"
    r"|(?:i|we) (?:had|needed) to|it was (?:my|up to me)|fell to me"
    r"|(?:the|our) (?:goal|task|aim|challenge|deadline|target|problem) was"
    r"|i (?:owned|was given|took (?:it|this|that) on|volunteered)"
    r"|asked me to|wanted me to)\b",
    re.IGNORECASE,
)
_DONE = (
    "began|bought|broke|brought|built|called|chose|cut|dealt|did|drew|drove|dug|fed|fought|found|"
    "gave|got|held|hid|kept|led|left|let|made|met|paid|put|ran|read|rebuilt|rewrote|said|sat|"
    "saw|sent|set|showed|sought|spent|split|spoke|stood|swapped|taught|told|took|went|"
    "withdrew|wrote"
)
_ADVERB = (
    r"(?:then|also|first|next|finally|therefore|quickly|carefully|eventually|personally|\w+ly)"
)
#: What isn't done by whoever says it: a wish, a state, or what came of it all.
_NOT_DONE = r"(?!(?:need|want|learn|hop|lik|fail|happen|realis|realiz|join|work|us)ed\b)"
_ACTION = re.compile(
    rf"\b[Ii](?:(?: {_ADVERB}){{0,2}} {_NOT_DONE}(?:\w{{2,}}ed|{_DONE})\b|['’]d \w+ed\b)"
)
_RESULT = re.compile(
    r"\b(?:as a result|in the end|(?:the|one) (?:result|outcome|effect|upshot) (?:was|is)"
    r"|(?:which|that|this|it) (?:meant|led to|cut|saved|reduced|halved|doubled|brought|took)"
    r"|since then|ever since|(?:fell|dropped|went|grew|rose|came) (?:down |up )?(?:from|by|to) "
    r"|by (?:\d+(?:[.,]\d+)?|half|two thirds|a third|a quarter) ?(?:%|percent|per cent)?"
    r"|(?:we|i|they|it) (?:shipped|launched|delivered|released|finished|went live|met the)"
    r"|went live|paid off|i (?:\w+ )?learn(?:ed|t)|taught me|what i took"
    r"|no longer|(?:hasn['’]t|has not|never) (?:happened|come back|failed)"
    r"|(?:improved|reduced|saved|halved|doubled|increased|decreased))\b",
    re.IGNORECASE,
)
_UNITS = (
    r"%|percent|per cent|times|x|ms|milliseconds|s|seconds?|minutes?|hours?|days?|weeks?|months?|"
    r"years?|users?|customers?|people|requests?|errors?|tests?|bugs?|lines?|euros?|dollars?"
)
_NUMBER = re.compile(
    rf"(?<![\w.])[$€£]?\d+(?:[.,:]\d+)*(?: ?(?:{_UNITS})(?!\w))?"
    r"|\b(?:half|halved|doubled|tripled|twice|a third|a quarter|two thirds|zero"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty"
    rf"|sixty|hundred|thousand)(?: (?:{_UNITS}))?)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_I = re.compile(r"\b[Ii]\b(?!\.e)(?![/-])")
_WE = re.compile(r"\bwe\b", re.IGNORECASE)
_SPACES = re.compile(r"\S+")

_PATTERNS: dict[About, re.Pattern[str]] = {
    "situation": _SITUATION,
    "task": _TASK,
    "action": _ACTION,
    "result": _RESULT,
}


@lru_cache(maxsize=64)
def find_in_story(answer: str) -> tuple[Finding, ...]:
    """Return what is found in *answer*: its parts, then the rest; nothing of an empty one."""
    prose = without_code(answer)
    if not (words := count_words(prose)):
        return ()
    parts = [_find_part(answer, prose, about) for about in PARTS]
    fewest, most = estimate_minutes(words)
    return (
        *parts,
        _find_who(answer, prose),
        _find_number(answer, prose),
        *_find_hedges(prose, words),
        Finding("length", most >= FEWEST and fewest <= MOST, counts=(words,)),
    )


def estimate_minutes(words: int) -> tuple[float, float]:
    """Return how many minutes it takes to say so many *words*, at least and at most."""
    return words / FAST, words / SLOW


def _find_part(answer: str, prose: str, about: About) -> Finding:
    quotes = _quote_all(answer, prose, _PATTERNS[about])
    return Finding(about, bool(quotes), quotes)


def _find_who(answer: str, prose: str) -> Finding:
    """Find who did it, as it's told: "we" is no fault until it's said more often than "I"."""
    mine, ours = len(_I.findall(prose)), len(_WE.findall(prose))
    fine = ours < WE_OFTEN or ours <= mine
    quotes = () if fine else _quote_all(answer, prose, _WE)
    return Finding("I or we", fine, quotes, (mine, ours))


def _find_number(answer: str, prose: str) -> Finding:
    """Find a number in a sentence that tells the result."""
    quotes: list[str] = []
    for sentence in split_sentences(prose):
        if _RESULT.search(prose, sentence.start, sentence.end):
            for number in _NUMBER.finditer(prose, sentence.start, sentence.end):
                if not _YEAR.fullmatch(number[0]):
                    quotes.append(" ".join(answer[number.start() : number.end()].split()))
    return Finding("number", bool(quotes), tuple(dict.fromkeys(quotes))[:QUOTES])


def _find_hedges(prose: str, words: int) -> list[Finding]:
    """Find words that take back what they say; nothing where there are few."""
    found = find_hedges(prose)
    if not is_hedged(found, words):
        return []
    return [Finding("hedging", fine=False, words=tuple(dict.fromkeys(found.words))[:QUOTES])]


def _quote_all(answer: str, prose: str, pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Return the first few places of *pattern*, each with the words that follow it."""
    quotes: list[str] = []
    sentences = split_sentences(prose)
    for sentence in sentences:  # one of each: what follows is in the quote
        if found := pattern.search(prose, sentence.start, sentence.end):
            quotes.append(_quote(answer[found.start() : max(sentence.end, found.end())]))
    return tuple(dict.fromkeys(quotes))[:QUOTES]


def _quote(text: str) -> str:
    words = _SPACES.findall(text)
    return " ".join(words[:QUOTED]).rstrip(".,;:!?") if words else ""
