"""Statements that a speaker turns down: "it is not true that ...", "... That is wrong."

What is looked for is a frame around a statement: words before it ("nobody should think
that"), behind it ("which is a myth"), or in the next sentence ("That's not true."). Each
denies the statement inside, up to where the speaker's own word begins ("but", "in fact").
"""

from __future__ import annotations

import re
from collections.abc import Set
from functools import lru_cache
from typing import NamedTuple

from interview_cli.core.word_lists import word_set


class Frame(NamedTuple):
    """What is turned down, ``start`` to ``end``, and where the words are that do it.

    Offsets are those of the answer. A ``mild`` one only calls it wrong, as one may do with
    what is right where a question is about faults.
    """

    start: int
    end: int
    cue_start: int
    cue_end: int
    mild: bool = False


_ADVERBS = (
    r"(?:(?:\w+ly|just|all|so|quite|a|an|the|common|popular|plain|big|widespread|old)\s+){0,4}"
)
_BE = r"(?:is|are|was|were|['’]s|would\s+be|seems|sounds|remains)"
_NOT = r"(?:n['’]?t|\s+not|\s+never|\s+hardly)"
_TRUE = r"(?:true|right|correct|the\s+case|accurate|a\s+fact|the\s+truth)"
_LIE = (
    r"(?:false|untrue|myth|misconception|fallacy|misunderstanding|misbelief|falsehood|lie|nonsense"
    r"|rubbish|legend|far\s+from\s+(?:true|the\s+truth))"
)
#: These may also be said of what somebody does: "it retries at once, which is wrong".
_WRONG = r"(?:wrong|incorrect|mistaken|inaccurate|mistake|in\s+error)"
#: "A missing value is an error" is a claim about a program; "it is an error to think" isn't.
_WRONG_TO = rf"(?:{_WRONG}|error)"
_THINK = (
    r"(?:think|thinks|thinking|believe|believes|believing|say|says|said|saying|assume|assumes|assuming"
    r"|claim|claims|claiming|suppose|supposes|imagine|state|states|argue|argues|conclude|maintain"
    r"|pretend|expect|expects|tell\s+\w+|agree|accept|be\s+(?:said|thought|assumed|claimed|believed)"
    r"|let\s+\w+\s+(?:tell|persuade|convince)\s+\w+)"
)
_CLAIM = r"(?:idea|claim|notion|belief|statement|assumption|view|theory|suggestion|rumou?r|opinion)"
_PEOPLE = (
    r"(?:some|many|most|people|others|everyone|everybody|beginners|developers|juniors|programmers|folks"
    r"|ppl|somebody|someone|one\s+(?:may|might|could)|you\s+(?:may|might|could)|often|sometimes)"
)
_OPENING = rf"""
      (?:{_BE}{_NOT}|\bnot)\s+{_ADVERBS}(?:{_TRUE}|so),?\s+(?:to\s+{_THINK}\s+)?that\b
    | \b(?:wrong|mistaken)\s+(?:to|if|when|in)\s+(?:\w+\s+){{0,2}}?{_THINK}\s+(?:that\b)?
    | \b(?:wrongly|mistakenly|falsely|incorrectly|used\s+to)\s+{_THINK}\s+(?:that\b)?
    | \bonly\b[^.,;:]{{0,30}}?\bwould\s+{_THINK}\s+that\b
    | {_BE}\s+{_ADVERBS}(?:{_LIE}|{_WRONG_TO})\s+(?:that\b|(?:to\s+|in\s+)?{_THINK}\b(?:\s+that\b)?)
    | \b(?:{_LIE}|{_WRONG_TO}|(?:wrong|false)\s+{_CLAIM})\s+{_BE}\s+
        (?:that\b|to\s+{_THINK}(?:\s+that)?)\b
    | \b(?:nobody|no[\s-]one|no\s+(?:engineer|developer|programmer|expert|person)s?|never)\b
        [^.,;:]{{0,30}}?\b{_THINK}\s+that\b
    | \b(?:do|does|did|should|would|could|ca|can|must|may|might|wo|will){_NOT}\s+
        (?:\w+ly\s+|ever\s+|just\s+)?{_THINK}\s+(?:\w+\s+)?that\b
    | \bcannot\s+(?:\w+ly\s+)?{_THINK}\s+(?:\w+\s+)?that\b
    | \b(?:i|we)\s+(?:do|would){_NOT}\s+(?:\w+ly\s+)?(?:think|believe|agree)\b(?:\s+that\b)?
    | \b(?:i|we)\s+(?:\w+ly\s+|would\s+|have\s+to\s+|must\s+|do\s+)*
        (?:disagree|deny|doubt|dispute|reject|refuse\s+to\s+\w+)\b
        (?:\s+(?:with|to))?(?:\s+(?:the|any|this|that)\s+{_CLAIM})?\s+(?:that\b)?
    | \bcan(?:not|['’]t)\s+be\s+(?:{_TRUE}\s+)?that\b
    | \bno\s+(?:truth|way|evidence|sense|circumstances?)\b[^.,;:]{{0,20}}?\bthat\b
    | \bcontrary\s+to\s+(?:the\s+|any\s+|this\s+)?(?:\w+\s+)?{_CLAIM}s?\s+that\b
    | ^\W*(?:myth|misconception|lie|fallacy)\s*[:–—-]
    """
#: "Many think that it is copied, but ...": turned down by what follows.
_REPORTED = (
    rf"\b{_PEOPLE}\b[^.,;:]{{0,25}}?\b{_THINK}\s+(?:that\s+)?(?P<what>[^.;:]+?)[,;:]?\s+"
    rf"(?P<turn>(?:but|yet|however|though|although)\b)"
)
#: "You could use threads, but they don't help."
_ASIDE = (
    r"\b(?:could|might|may|can|would)\s+(?P<what>[^.;:]+?),?\s+(?P<turn>(?:but|yet|however|though)\s+"
    r"(?:it|they|that|this|these|those|which)\s*(?:(?:would|will|really|just)\s+)?(?:"
    rf"\w*{_NOT}\s+(?:\w+\s+)?(?:help|work|do|solve|fix|suffice|enough|scale|good|safe|needed|true|right)"
    rf"|{_BE}\s+{_ADVERBS}(?:{_LIE}|{_WRONG}|no\s+\w+|slow|slower|unsafe|bad|worse|useless|pointless)"
    r"|fails?|breaks?)\b)"
)
_ENCLOSED = (
    rf"(?:\b(?:the|any|this)\s+{_CLAIM}\s+|^\W*)that\b(?P<what>.+?)\s+"
    rf"(?P<cue>(?:{_BE}(?:{_NOT})?\s+{_ADVERBS}(?:{_LIE}|{_WRONG_TO}|{_TRUE})))(?=\W|$)"
)
_CLOSING = (
    rf"(?P<cue>(?:[,;:–—-]\s*|\band\s+|\bbut\s+)?(?:which|that|this)?\s*"
    rf"{_BE}(?P<not>{_NOT})?\s+{_ADVERBS}(?:(?P<lie>{_LIE})|(?P<wrong>{_WRONG})|(?P<true>{_TRUE})))\W*$"
)
_NEXT = (
    rf"^\W*(?:(?:but|and|no|well|sorry|of\s+course)\W+)*(?:(?P<all>(?:all|none)\s+of\s+(?:this|that|it|these"
    rf"|the\s+above))|this|that|it|which)(?:\s+(?:{_CLAIM}|is\s+all))?\s*{_BE}(?P<not>{_NOT})?\s+{_ADVERBS}"
    rf"(?:(?P<lie>{_LIE})|(?P<wrong>{_WRONG})|(?P<true>{_TRUE}))\W*$"
    rf"|^\W*(?P<bare>wrong|false|not\s+true|untrue|nonsense)\W*$"
)
#: Verdicts that are answers where they come once or twice: "Wrong: it is copied", "No."
_LABEL = (
    rf"^\W*(?:it['’]?s\s+|it\s+is\s+|that['’]?s\s+)?(?:not\s+(?:\w+ly\s+)?{_TRUE}|no|nope|{_LIE}|{_WRONG})"
    rf"(?:\s*[:,–—-]|\W*$)|[,;:–—-]\s*(?:not\s+{_TRUE}|no|{_LIE}|{_WRONG})\W*$"
)
#: A clause that only says when: "it returns 422 if the body is wrong" turns nothing down.
_CONDITION = (
    r"\b(?:if|when|whenever|whether|unless|until|in\s+case|as\s+long\s+as)"
    r"(?:\s+[\w'’`]+){1,4}\s*$"
)
#: Where the speaker's own word begins.
_TURN = (
    r"\b(?:but|however|instead|actually|rather|in\s+fact|in\s+reality|in\s+truth|whereas|on\s+the\s+contrary)\b"
    r"|[;—–]\s|,\s+(?:it|they|we|you|i|he|she)\b(?!\w*['’]?\w*\s+\w+,)"
)
MIN_TURNED_DOWN = 2  # sentences that are turned down before all is
MIN_LABELS = 3
MIN_FAULTS = 4  # the same where the question itself is about faults


#: A sentence without any of these words, or a turn, turns nothing down.
STRONG = word_set("""
    false untrue myth misconception fallacy misunderstanding misbelief falsehood lie
    nonsense rubbish legend far wrong incorrect mistaken inaccurate mistake error true right
    correct case accurate fact truth no nope think thinks thinking believe believes
    believing say says said saying assume assumes assuming claim claims claiming suppose
    supposes imagine state states argue argues conclude maintain pretend expect expects tell
    persuade convince agree accept thought assumed claimed believed idea notion belief
    statement assumption view theory suggestion rumor rumour opinion disagree deny doubt
    dispute reject refuse evidence sense circumstances
""")
#: Frames before a statement have one of these, or "that".
OPENING = word_set("""
    that think thinks thinking believe believes believing say says said saying assume assumes
    assuming claim claims claiming suppose supposes imagine state states argue argues conclude
    maintain pretend expect expects tell persuade convince agree accept thought assumed claimed
    believed disagree deny doubt dispute reject refuse myth misconception lie fallacy
""")
#: Those after it have one of these.
CLOSING = word_set("""
    false untrue myth misconception fallacy misunderstanding misbelief falsehood lie nonsense
    rubbish legend wrong incorrect mistaken inaccurate mistake error true right correct case
    accurate fact truth
""")
LABELS = CLOSING | {"no", "nope"}
TURNS = word_set("but yet however though although")
MODALS = word_set("could might may can would")


@lru_cache(maxsize=16)
def _compile(pattern: str) -> re.Pattern[str]:
    # Only when it is needed: few answers turn anything down.
    flags = re.VERBOSE if pattern is _OPENING else 0
    return re.compile(pattern, re.IGNORECASE | flags)


class Sentence(NamedTuple):
    """Where a sentence begins and ends, and its words, folded."""

    start: int
    end: int
    words: frozenset[str]


def may_disown(words: Set[str]) -> bool:
    """Whether an answer with these *words* may turn something down; most can't."""
    return not (words.isdisjoint(STRONG) and words.isdisjoint(TURNS))


def find_disowned(answer: str, sentences: list[Sentence]) -> list[Frame]:
    """Return what *answer* says only to turn it down."""
    found: list[Frame] = []
    for number, (start, end, words) in enumerate(sentences):
        strong = not words.isdisjoint(STRONG)
        turning = not (words.isdisjoint(TURNS) or words.isdisjoint(MODALS))
        if not (strong or turning):
            continue
        text = answer[start:end]
        closing = not words.isdisjoint(CLOSING)
        if match := _compile(_NEXT).match(text) if closing else None:
            if _is_denial(match):
                first = 0 if match["all"] else number - 1
                found += (
                    Frame(sentences[n].start, sentences[n].end, start, end, _is_mild(match))
                    for n in range(max(0, first), number)
                )
            continue
        found += (
            Frame(start + what, start + what_end, start + cue, start + cue_end, mild)
            for what, what_end, cue, cue_end, mild in _find_in_sentence(text, words)
        )
    return found


def turns_all_down(
    answer: str, sentences: list[Sentence], frames: list[Frame], *, faulty: bool
) -> bool:
    """Whether most *sentences* are turned down as they stand, so that nothing is said.

    Who is honest goes on to say what is true instead: such sentences don't count. *faulty*:
    the question is about something that is wrong.
    """
    most = MIN_FAULTS if faulty else MIN_TURNED_DOWN
    hinted = [one for one in sentences if not one.words.isdisjoint(STRONG)]
    if len(hinted) < most:
        return False
    texts = [answer[one.start : one.end] for one in hinted]
    labelled = [
        text for one, text in zip(hinted, texts, strict=True) if not one.words.isdisjoint(LABELS)
    ]
    fewest = max(MIN_LABELS, len(sentences) / 3)
    if (
        len(labelled) >= fewest
        and sum(_compile(_LABEL).search(text) is not None for text in labelled) >= fewest
    ):
        return True
    if len(frames) < most:
        return False
    verdicts = sum(_compile(_NEXT).match(text) is not None for text in texts)
    framed = whole = 0
    for start, end, _ in sentences:
        own = [frame for frame in frames if start <= frame.start < end]
        framed += bool(own)
        whole += any(max(frame.end, frame.cue_start, frame.cue_end) >= end for frame in own)
    stated = len(sentences) - verdicts
    return framed >= most and 2 * framed >= stated and 2 * whole >= framed


def _find_in_sentence(text: str, words: frozenset[str]) -> list[tuple[int, int, int, int, bool]]:
    found = []
    opens = not (words.isdisjoint(STRONG) or words.isdisjoint(OPENING))
    for match in _compile(_OPENING).finditer(text) if opens else ():
        turn = _compile(_TURN).search(text, match.end())
        found.append((match.end(), turn.start() if turn else len(text), *match.span(), False))
    if not words.isdisjoint(TURNS):
        for match in (*_compile(_REPORTED).finditer(text), *_compile(_ASIDE).finditer(text)):
            found.append((*match.span("what"), *match.span("turn"), False))
    if found or words.isdisjoint(CLOSING):
        return found
    enclosed = _compile(_ENCLOSED).search(text) if "that" in words else None
    if enclosed and not _affirms(enclosed["cue"]):
        return [(*enclosed.span("what"), *enclosed.span("cue"), False)]
    closing = _compile(_CLOSING).search(text)
    if closing and _is_denial(closing) and not _is_condition(text[: closing.start()]):
        before = [turn.end() for turn in _compile(_TURN).finditer(text, 0, closing.start())]
        first = before[-1] if before else 0
        return [(first, closing.start(), *closing.span("cue"), _is_mild(closing))]
    return []


def _is_condition(text: str) -> bool:
    """Whether *text*, up to a verdict, ends in a clause that only says when."""
    return _compile(_CONDITION).search(text) is not None


def _affirms(cue: str) -> bool:
    """Whether *cue* says that it is true, or not false."""
    true = re.search(_TRUE, cue, re.IGNORECASE) is not None
    return true != (re.search(rf"{_NOT}", cue, re.IGNORECASE) is not None)


def _is_denial(match: re.Match[str]) -> bool:
    groups = match.groupdict()
    if groups.get("bare"):
        return True
    negative = bool(groups["not"]) or (groups.get("all") or "").lower().startswith("none")
    return negative if groups["true"] else not negative


def _is_mild(match: re.Match[str]) -> bool:
    """Whether a thing is only called wrong: that may be the answer, not a denial of it."""
    return bool(match["wrong"])
