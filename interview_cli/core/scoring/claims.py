"""Whether a speaker claims what a sentence says, or only mentions what others hold."""

from __future__ import annotations

from interview_cli.core.scoring.words import Text, bag

#: "Many people think that ...", "a common misconception is that ...".
HELD = bag(
    """
    assume assumed assumes assuming believe believed believes believing expect expected expects
    expecting imagine imagines misconception misconceptions misreading mistakenly misunderstanding
    myth myths naive naively supposedly tempted tempting think thinking thinks thought wrongly
    """
)
#: Who says so of himself claims it: "I think", "I would expect".
OWN = bag("i id i'd we")
#: Behind these the speaker's own word begins.
TURNS = bag("but however actually whereas although though yet really")
#: "Otherwise it would block" tells what does not happen.
ELSE = bag("otherwise else")
#: "That it blocks is a myth."
DENYING = bag("myth misconception misunderstanding wrong false untrue incorrect")
LINKS = bag("is are was s a an the common popular simply just plain plainly")

BACK = 14  # words before what is said in which somebody may be named who says it


def claimed(text: Text, first: int, last: int) -> bool:
    """Say whether the speaker stands behind the words *first* to *last*."""
    words = text.words
    sentence = words[first].sentence
    for at in range(first - 1, max(-1, first - 1 - BACK), -1):
        word = words[at].text
        if words[at].sentence != sentence or word in TURNS:
            break
        if word in ELSE and words[at].clause == words[first].clause:
            return False
        if word in HELD and not any(_own(text, before) for before in (at - 1, at - 2)):
            return False
    for at in range(last + 1, min(len(words), last + 6)):
        if words[at].sentence != sentence or words[at].text in TURNS:
            break
        if words[at].text in DENYING:
            return False
        if words[at].text not in LINKS:
            break
    return True


def _own(text: Text, at: int) -> bool:
    return at >= 0 and text.words[at].text in OWN
