"""A stem that asks for what is not so, and does not make one see it."""

from __future__ import annotations

import re

from interview_cli.storage.packs.lint.prose import masked
from interview_cli.storage.packs.lint.rule import Found, Measured, Rule
from interview_cli.storage.packs.lint.spots import Spot

#: Which of them is not so: the first verb of the question is denied.
_VERB = "is|are|was|were|do|does|did|can|could|will|would|should|must|may|might|has|have|had|need"
_SHORT = "isn|aren|wasn|weren|don|doesn|didn|can|couldn|won|wouldn|shouldn|mustn|hasn|haven"
_DENIED = re.compile(
    rf"\b(?:which|what|who)\b(?:(?!\b(?:{_VERB})\b)[^,;:.?!])*?\b"
    rf"(?:(?:{_VERB})\s+(?P<a>not|never)\b|(?P<b>cannot)\b|(?:{_SHORT})(?P<c>['’]t)\b)"
)
#: What does it not do: the verb stands before the subject.
_TURNED = re.compile(
    rf"\b(?:which|what)\b(?:(?!\b(?:{_VERB})\b)[^,;:.?!])*?\b(?:{_VERB})\b"
    rf"(?:(?!\b(?:{_VERB}|to|of|for|by|and|or|in|if|when|that|because)\b)[^,;:.?!])*?"
    r"\s(?P<a>not|never)\b"
)
_FALSE = re.compile(
    r"\b(?:which|what)\b[^,;:.?!]*?\b(?:statement|claim|sentence|these|following|option|one)s?\b"
    r"[^,;:.?!]*?\b(?:is|are)\s+(?P<a>false|incorrect|untrue|wrong)\b"
    r"|\bwhich\s+(?:of\s+these\s+)?(?:is|are)\s+(?P<b>false|incorrect|untrue)\b"
    r"|\b(?P<c>incorrect|false|untrue|wrong)\s+(?:statement|claim|option)s?\b"
)
_EXCEPT = re.compile(
    r"\b(?:all|each|every\w*|any\w*)\b[^.?!]*\b(?P<a>except)\b(?!\s+(?:clause|block|branch))"
    r"|\b(?:which|what)\b[^.?!]*\bshould\s+(?:you|one|we|be)\s+(?P<c>avoid)(?:ed)?\b"
    r"|\b(?P<b>least)\s+(?:likely|true|suited|suitable|appropriate)\b"
)
LONGEST = 600  # characters: more is no question that somebody asks
#: A subordinate clause: a "not" in it belongs to what is asked about.
_BELOW = re.compile(
    r"\b(?:if|when|whenever|that|because|although|while|where|who|whose|after|before|since|so"
    r"|unless|until)\b[^?]*",
)


def _look(spot: Spot) -> Found:
    if spot.choice is None:
        return
    text, at = spot.stem
    start = 0
    for sentence in re.split(r"(?<=[.?!:])\s|\n\s*\n", masked(text)):
        here = masked(text).find(sentence, start)
        start = here + len(sentence)
        if len(sentence) > LONGEST:
            continue
        asked = re.sub(r"[*_]+([^*_]+)[*_]+", lambda m: " " * len(m[0]), sentence)
        asked = re.sub(r"\b[A-Z]{3,}\b|n'T\b", lambda m: " " * len(m[0]), asked).lower()
        lead = re.search(r"\b(?:which|what)\b", asked)
        cut = len(asked)
        if lead and (below := _BELOW.search(asked, lead.end())):
            cut = below.start()
        for pattern, end in (
            (_DENIED, cut),
            (_TURNED, cut),
            (_FALSE, len(asked)),
            (_EXCEPT, len(asked)),
        ):
            if match := pattern.search(asked, 0, end):
                name = next(n for n, said in match.groupdict().items() if said)
                word = match[name]
                place = spot.source.within(at, text, here + match.start(name))
                seen = "NOT" if word in ("'t", "’t", "cannot") else word.upper()
                message = (
                    f'"{word}" turns the question round and is easily passed over: '
                    f"ask for what is so, or write **{seen}**"
                )
                yield place, message
                return


RULE = Rule(
    id="negative-stem",
    title="the question is turned round by a word that is easily passed over",
    why="""\
"Which of these is not …" is failed by people who know the answer and read too fast. Ask for
what is so; where the exception is what matters, make the word one that nobody can miss: NOT or
**not**.""",
    bad="""\
stem: Which of these types is not hashable?""",
    good="""\
stem: Which of these types is **not** hashable?""",
    each=_look,
    measured=Measured(4, 4, 4),
)
