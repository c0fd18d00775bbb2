"""What is claimed at all: not what a speaker only mentions, supposes, fears or calls wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from interview_cli.core.word_lists import word_set


class Spoken(Protocol):
    """A word of an answer, with the numbers of its sentence and clause."""

    @property
    def text(self) -> str: ...
    @property
    def sentence(self) -> int: ...
    @property
    def clause(self) -> int: ...
    @property
    def comma(self) -> bool: ...


#: "Many people think that ...", "a common misconception is that ...".
BELIEFS = word_set("""
    assume assumes assuming belief beliefs believe believes believing expect expects expecting
    idea imagine imagines misbelief misbeliefs misconception misconceptions misreading mistakenly
    misunderstanding myth myths naive naively supposedly tempted tempting think thinking thinks
    wrongly
""")
#: "I expected it to block": who says so knows better now.
PAST_BELIEFS = word_set("assumed believed expected thought imagined")
#: "It looks like a race, but it isn't one": only if a turn like that follows.
SEEMING = word_set("look looks looked seem seems seemed appear appears sound sounds")
#: In the first person it is claimed: "I think", "I would expect".
FIRST_PERSON = word_set("i we")
#: After these the speaker's own word begins.
TURNS = word_set("but however actually whereas although though yet really")
#: "Otherwise it would block" is about what doesn't happen.
OTHERWISE = word_set("otherwise else")
#: "It would be wrong to retry", "it is impossible to kill it".
AGAINST = word_set("wrong mistake impossible dangerous unsafe risky illegal forbidden pointless")
#: "If it were shared", "I am not sure whether it is": no claim; nor what would be then.
SUPPOSING = word_set("if suppose supposing imagine unless whether")
#: "Stop holding the lock while you wait."
STOPPING = word_set("stop refuse refuses forbid forbids")
#: "Which people get wrong because they read it from top to bottom."
GETTING = word_set("get gets got getting")
#: "Don't just raise it": not claimed to be of use.
JUST = word_set("just simply merely only")
#: "That it blocks is a myth."
DENYING = word_set("myth misconception misunderstanding wrong false untrue incorrect")
LINKS = word_set("which that is are was s a an the common popular simply just plain plainly")
#: "It sends no SQL."
NO_OBJECT = word_set("no nothing none neither nowhere")

REPORT_SCOPE = 20  # words before a statement in which the text may say whose it is


def is_claimed(words: Sequence[Spoken], first: int, last: int) -> bool:
    """Whether the speaker stands behind the words *first* to *last* of an answer."""
    return not (
        _is_reported(words, first, last)
        or _is_hypothetical(words, first, last)
        or _ends_denied(words, last)
        or _ends_called_wrong(words, last)
    )


def _is_reported(words: Sequence[Spoken], first: int, last: int) -> bool:
    """Whether the words before make it someone else's claim, or a supposition."""
    comma = False
    for at in range(first - 1, max(-1, first - 1 - REPORT_SCOPE), -1):
        word = words[at].text
        comma = comma or words[at + 1].comma
        if words[at].sentence != words[first].sentence or word in TURNS:
            return False
        if (
            (word in SUPPOSING and not comma)
            or (word in OTHERWISE and words[at].clause == words[first].clause)
            or (word in AGAINST and first - at <= 3 and "to" in _texts(words, at + 1, first))
            or (word in STOPPING and first - at <= 2)
            or (word == "wrong" and not GETTING.isdisjoint(_texts(words, at - 2, at)))
            or word in PAST_BELIEFS
            or (word in JUST and first - at <= 2 and _texts(words, at - 2, at) == ["do", "not"])
            or (word in SEEMING and _turns_after(words, last))
            or (word in BELIEFS and not _in_first_person(words, at))
        ):
            return True
    return False


def _is_hypothetical(words: Sequence[Spoken], first: int, last: int) -> bool:
    """Whether the clause around the words is about what would be, not what is."""
    return any(
        words[at].text == "would"
        and words[at].clause in (words[first].clause, words[last].clause)
        and not _in_first_person(words, at)
        for at in range(max(0, first - REPORT_SCOPE), min(len(words), last + REPORT_SCOPE))
    )


def _ends_denied(words: Sequence[Spoken], last: int) -> bool:
    """Whether the word after *last* denies it: "sends no SQL"."""
    if last + 1 >= len(words):
        return False
    word = words[last + 1]
    return word.text in NO_OBJECT and word.clause == words[last].clause and not word.comma


def _ends_called_wrong(words: Sequence[Spoken], last: int) -> bool:
    """Whether the sentence goes on to call it wrong."""
    for at in range(last + 1, min(len(words), last + 6)):
        if words[at].sentence != words[last].sentence or words[at].text in TURNS:
            return False
        if words[at].text in DENYING:
            return True
        if words[at].text not in LINKS:
            return False
    return False


def _turns_after(words: Sequence[Spoken], last: int) -> bool:
    return any(
        words[at].text in TURNS and words[at].sentence == words[last].sentence
        for at in range(last + 1, min(len(words), last + 1 + REPORT_SCOPE))
    )


def _in_first_person(words: Sequence[Spoken], at: int) -> bool:
    """Whether one of the two words before *at* is I or we."""
    return any(word in FIRST_PERSON for word in _texts(words, at - 2, at))


def _texts(words: Sequence[Spoken], first: int, end: int) -> list[str]:
    return [word.text for word in words[max(0, first) : end]]
