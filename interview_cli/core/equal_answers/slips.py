"""One slip of the finger in a long word: nearly right."""

from __future__ import annotations

#: Words that are one letter apart, and no slip of one another.
_APART = tuple(
    frozenset(words.split())
    for words in (
        "caching catching casting",
        "content context contest",
        "insert invert",
        "module modulo",
        "parsing passing",
        "polling pooling pulling",
        "routing rooting",
        "sharding sharing",
        "thread threat",
    )
)


def describe_slip(answer: str, accepted: str) -> str:
    """Return in words the one slip that makes *answer* of *accepted*; "" where it isn't one.

    Both are folded. One letter added, left out, changed or swapped with its
    neighbour is forgiven in one word of six letters or more. Not in a word with
    digits or signs, which is taken for code; and not in the first letter, where
    prefixes turn a word into its opposite (a-synchronous).
    """
    ours, theirs = accepted.split(), answer.split()
    different = [(a, b) for a, b in zip(ours, theirs, strict=False) if a != b]
    if len(ours) != len(theirs) or len(different) != 1:
        return ""
    [(word, typed)] = different
    if len(word) < 6 or not word.isalpha() or any({word, typed} <= apart for apart in _APART):
        return ""
    if f"{word}s" == typed or word == f"{typed}s":
        return ""  # where a plural is the same, that was found before
    if word[:-1] == typed[:-1] and word[-2] == "e" and {word[-1], typed[-1]} <= {*"red"}:
        return ""  # caller, callee and called
    return _describe_edit(word, typed)


def _describe_edit(word: str, typed: str) -> str:
    if word[:1] != typed[:1] or abs(len(word) - len(typed)) > 1:
        return ""
    start = 0
    while start < min(len(word), len(typed)) and word[start] == typed[start]:
        start += 1
    a, b = word[start:], typed[start:]
    if a[1:] == b:
        return "one letter is missing"
    if a == b[1:]:
        return "there's one letter too many"
    if a[1:] == b[1:]:
        return "one letter differs"
    return "two letters are swapped" if a[1::-1] + a[2:] == b else ""
