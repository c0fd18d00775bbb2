"""The words of a question: what it compares, and which sentences of an answer only repeat it."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from interview_cli.core.scoring.tokens import (
    Tokens,
    Word,
    is_content,
    stem,
    tokenise,
)
from interview_cli.core.word_lists import word_set

ECHO_WORDS = 3  # words of a question that can be echoed
ECHO_SHARE = 0.75  # share of a question's words that echoes it
COMPARING = word_set("compare differ differs difference choice choose decide versus vs use")
BESIDE = word_set("and or versus vs with from")
LIST_REACH = 2  # words beside one of these that may be what is compared
CHOICE_REACH = 3  # words around the "or" of a question that are its alternatives


class Asked(NamedTuple):
    """The stems of a question, and of each of its sentences.

    ``choices`` are those around its "or": an answer with some of them has chosen. ``listed``
    are what it compares, if it does: those beside "and", "or", "versus" and commas.
    """

    stems: frozenset[str] = frozenset()
    sentences: tuple[frozenset[str], ...] = ()
    choices: frozenset[str] = frozenset()
    listed: frozenset[str] = frozenset()


#: Of an answer to no question.
NOT_ASKED = Asked()


@lru_cache(maxsize=512)
def read_question(ask: str) -> Asked:
    """Return the stems of a question."""
    sentences: dict[int, set[str]] = defaultdict(set)
    choices: set[str] = set()
    listed: set[str] = set()
    words = tokenise(ask).words
    comparing = any(word.text in COMPARING for word in words)

    def is_named(word: Word) -> bool:
        capitals = len(word.text) > 1 and ask[word.start : word.end].isupper()  # GET, PUT
        return is_content(word.text) or capitals

    for at, word in enumerate(words):
        if is_named(word):
            sentences[word.sentence].add(stem(word.text))
        if word.text == "or":
            near = words[max(0, at - CHOICE_REACH) : at + CHOICE_REACH + 1]
            choices.update(stem(one.text) for one in near if is_named(one))
        if comparing and (word.text in BESIDE or word.comma):
            near = words[max(0, at - LIST_REACH) : at + LIST_REACH + 1]
            listed.update(stem(one.text) for one in near if is_named(one))
    whole = tuple(frozenset(stems) for stems in sentences.values())
    return Asked(frozenset().union(*whole), whole, frozenset(choices), frozenset(listed))


def leave_out_echoes(tokens: Tokens, question: Asked) -> Tokens:
    """Return *tokens* without sentences that only say the question again, and choose nothing."""
    said: dict[int, set[str]] = defaultdict(set)
    passed = -1  # a sentence that says more: the rest of it needn't be looked at
    for text, _, _, sentence, _, _ in tokens.words if question.stems else ():
        if sentence != passed and (is_content(text) or text in question.stems):
            own = stem(text)
            if own in question.stems:
                said[sentence].add(own)
            else:
                said.pop(sentence, None)
                passed = sentence
    echoes = [
        sentence
        for sentence, stems in said.items()
        if question.choices <= stems
        and any(
            len(asked & stems) >= ECHO_SHARE * len(asked)
            for asked in question.sentences
            if len(asked) >= ECHO_WORDS or sentence in tokens.questions
        )
    ]
    if not echoes:
        return tokens
    rest = list(tokens.source)
    for echo in echoes:
        at = [n for n, word in enumerate(tokens.words) if word.sentence == echo]
        start, end = tokens.span(at[0], at[-1])
        while end < len(rest) and rest[end] in "?!.":
            end += 1  # alone, a sign would be a word
        rest[start:end] = " " * (end - start)
    return tokenise("".join(rest))._replace(source=tokens.source)
