"""Whether a speaker claims what a sentence says, or only mentions, supposes or fears it."""

from __future__ import annotations

from interview_cli.core.scoring.words import Text, bag

#: "Many people think that ...", "a common misconception is that ...".
HELD = bag(
    """
    assume assumes assuming belief beliefs believe believes believing expect expects expecting
    idea imagine imagines misbelief misbeliefs misconception misconceptions misreading mistakenly
    misunderstanding myth myths naive naively supposedly tempted tempting think thinking thinks
    wrongly
    """
)
#: "I expected it to block": whoever says so has learnt better.
ONCE_HELD = bag("assumed believed expected thought imagined")
#: "It looks like a race, but it is none": only with that turn behind it.
SEEMING = bag("look looks looked seem seems seemed appear appears sound sounds")
#: Who says so of himself claims it: "I think", "I would expect".
OWN = bag("i we")
#: Behind these the speaker's own word begins.
TURNS = bag("but however actually whereas although though yet really")
#: "Otherwise it would block" tells what does not happen.
ELSE = bag("otherwise else")
#: "It would be wrong to retry", "it is impossible to kill it".
AGAINST = bag("wrong mistake impossible dangerous unsafe risky illegal forbidden pointless")
#: "If it were shared", "I am not sure whether it is": no claim; nor what would be then.
SUPPOSED = bag("if suppose supposing imagine unless whether")
WOULD = "would"
#: "Stop holding the lock while you wait."
STOP_IT = bag("stop refuse refuses forbid forbids")
#: "Don't just raise it": not claimed to be of use.
JUST = bag("just simply merely only")
#: "That it blocks is a myth."
DENYING = bag("myth misconception misunderstanding wrong false untrue incorrect")
LINKS = bag("which that is are was s a an the common popular simply just plain plainly")
#: "It sends no SQL."
NONE = bag("no nothing none neither nowhere")

BACK = 20  # words before what is said in which somebody may be named who says it


def claimed(text: Text, first: int, last: int) -> bool:
    """Say whether the speaker stands behind the words *first* to *last*."""
    return not (
        _others(text, first, last)
        or _would(text, first, last)
        or _taken_back(text, last)
        or _called_wrong(text, last)
        or text.words[last].sentence in text.questions
    )


def _others(text: Text, first: int, last: int) -> bool:
    """Say whether what stands before the words makes them another's, or supposed."""
    words = text.words
    comma = False
    for at in range(first - 1, max(-1, first - 1 - BACK), -1):
        word = words[at].text
        comma = comma or words[at + 1].comma
        if words[at].sentence != words[first].sentence or word in TURNS:
            return False
        if (
            (word in SUPPOSED and not comma)
            or (word in ELSE and words[at].clause == words[first].clause)
            or (word in AGAINST and first - at <= 3 and "to" in _texts(text, at + 1, first))
            or (word in STOP_IT and first - at <= 2)
            or word in ONCE_HELD
            or (word in JUST and first - at <= 2 and _texts(text, at - 2, at) == ["do", "not"])
            or (word in SEEMING and _turns(text, last))
            or (word in HELD and not _own(text, at))
        ):
            return True
    return False


def _would(text: Text, first: int, last: int) -> bool:
    """Say whether the clause around the words tells what would be, and not what is."""
    words = text.words
    return any(
        words[at].text == WOULD
        and words[at].clause in (words[first].clause, words[last].clause)
        and not _own(text, at)
        for at in range(max(0, first - BACK), min(len(words), last + BACK))
    )


def _taken_back(text: Text, last: int) -> bool:
    """Say whether the word behind *last* takes it back: "sends no SQL"."""
    if last + 1 >= len(text.words):
        return False
    word = text.words[last + 1]
    return word.text in NONE and word.clause == text.words[last].clause and not word.comma


def _called_wrong(text: Text, last: int) -> bool:
    """Say whether the sentence goes on to call it wrong."""
    words = text.words
    for at in range(last + 1, min(len(words), last + 6)):
        if words[at].sentence != words[last].sentence or words[at].text in TURNS:
            return False
        if words[at].text in DENYING:
            return True
        if words[at].text not in LINKS:
            return False
    return False


def _turns(text: Text, last: int) -> bool:
    """Say whether the sentence turns behind the word at *last*."""
    words = text.words
    return any(
        words[at].text in TURNS and words[at].sentence == words[last].sentence
        for at in range(last + 1, min(len(words), last + 1 + BACK))
    )


def _own(text: Text, at: int) -> bool:
    """Say whether one of the two words before *at* is I or we."""
    return any(word in OWN for word in _texts(text, at - 2, at))


def _texts(text: Text, first: int, end: int) -> list[str]:
    return [word.text for word in text.words[max(0, first) : end]]
