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
#: "It looks like a race, but it is none": only with that turn behind it.
SEEMING = bag("look looks looked seem seems seemed appear appears sound sounds")
#: Who says so of himself claims it: "I think", "I would expect".
OWN = bag("i id i'd we")
#: Behind these the speaker's own word begins.
TURNS = bag("but however actually whereas although though yet really")
#: "Otherwise it would block" tells what does not happen.
ELSE = bag("otherwise else")
#: "That it blocks is a myth."
DENYING = bag("myth misconception misunderstanding wrong false untrue incorrect")
LINKS = bag("is are was s a an the common popular simply just plain plainly")

#: "It would be wrong to retry", "it is impossible to kill it".
AGAINST = bag("wrong mistake impossible dangerous unsafe risky illegal forbidden pointless")
#: "If it were shared" and "suppose it is" claim nothing; nor does what would be then.
SUPPOSED = bag("if suppose supposing imagine unless")
WOULD = bag("would wouldnt")
#: "Don't just raise it": not claimed to be of use.
JUST = bag("just simply merely only")

#: "It sends no SQL."
NONE = bag("no nothing none neither nowhere")

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
        if word in SUPPOSED and not any(words[n].comma for n in range(at + 1, first + 1)):
            return False
        if word in AGAINST and first - at <= 3 and "to" in {words[n].text for n in (at + 1, at + 2)}:
            return False
        if word in JUST and first - at <= 2 and _imperative(text, at):
            return False
        if word in SEEMING and _turns(text, last):
            return False
        if word in HELD and not any(_own(text, before) for before in (at - 1, at - 2)):
            return False
    if _would(text, first, last) or _nothing(text, last):
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


def _imperative(text: Text, at: int) -> bool:
    """Say whether the word at *at* follows "don't"."""
    return at > 1 and (text.words[at - 2].text, text.words[at - 1].text) == ("do", "not")


def _would(text: Text, first: int, last: int) -> bool:
    """Say whether the sentence around the window tells what would be, and not what is."""
    words = text.words
    sentence = words[first].sentence
    around = range(max(0, first - BACK), min(len(words), last + BACK))
    for at in around:
        if words[at].sentence != sentence or words[at].text not in WOULD:
            continue
        if not any(_own(text, before) for before in (at - 1, at - 2)):
            return True
    return False


def _turns(text: Text, last: int) -> bool:
    """Say whether the sentence turns behind the word at *last*."""
    words = text.words
    return any(
        words[at].text in TURNS and words[at].sentence == words[last].sentence
        for at in range(last + 1, min(len(words), last + 1 + BACK))
    )


def _nothing(text: Text, last: int) -> bool:
    """Say whether right behind the word at *last* stands what takes it back: "sends no SQL"."""
    if last + 1 == len(text.words):
        return False
    word = text.words[last + 1]
    return word.text in NONE and word.clause == text.words[last].clause and not word.comma
