"""How key points and their phrases are written: the page, and one example for each sign."""

from __future__ import annotations

from typing import NamedTuple

#: The page's names, the first of them its own.
NAMES = ("phrases", "phrase", "key-points", "key_points")
#: The rules whose pages tell where this one is.
RULES = frozenset(
    {"key-point", "key-point-absent", "unreachable-key-point", "not-in-answer", "phrase-signs"}
)
#: Where the page is.
WHERE = "How key points are written: interview pack rules phrases"


class Example(NamedTuple):
    """A phrase, an answer that has it and one that has not, and what it shows."""

    phrase: str
    has: str
    has_not: str
    about: str


EXAMPLES: tuple[Example, ...] = (
    Example(
        "lock rows",
        "The rows that it reads are locked.",
        "It has rows. A lock is elsewhere.",
        "words in any order and form, close together, in one sentence; others may be between",
    ),
    Example(
        "error|failure status",
        "A failure is the status.",
        "It has a status.",
        "either word, without spaces at the |",
    ),
    Example("cach*", "Caching helps.", "It needs cash.", "words that begin so"),
    Example(
        "read > write",
        "It reads and then writes.",
        "It writes and then reads.",
        "in that order, with spaces at the >",
    ),
    Example(
        "`async def`",
        "Write async def there.",
        "It is an async function.",
        "code, as it is written; all signs may stand in it",
    ),
    Example("not block", "It never blocks.", "It blocks.", "a denial is a part of the phrase"),
)

_HEAD = """\
phrases: how key points are written

A key point is one thing that a good answer says. The mock interview scores an answer in
the learner's own words by the share of the key points that it finds.

    answer: |
      The client gets a 500, and the rows that it had read stay locked.
    key_points:
      - says: the client gets a 500
        any: [internal server error, "`500`"]
        not: ["client gets|receives 429"]
      - says: the rows stay locked
        from: senior
        weight: 2

    says    the point in plain words: shown to the learner, and it counts as a phrase too
    any     other wordings: one of them in the answer is enough
    not     wordings that contradict the point; an answer with one gets less than half
    from    expected from this level up; else at each level that the question is asked at
    weight  what it counts beside the others; else 1

A phrase of any and not is words. No answer needs to have it word for word: words are
compared by stem, and typos are forgiven.
"""

_FOOT = """\
Any other sign means nothing, in prose: there are no regular expressions, no brackets and
no "...". In YAML a phrase with one of , : # [ ] { } in it, or with * & ! | > ` @ % before
it, stands in quotes: "`len`".

  interview pack preview ID     type answers, and see which key points they hit
  interview pack phrases        wordings of learners that you may add
  interview pack rules key-point-absent, unreachable-key-point, not-in-answer, phrase-signs
"""


def page() -> str:
    """Give the page as plain text."""
    said = [_HEAD]
    for example in EXAMPLES:
        said += [
            f"    {example.phrase}",
            f"        {example.about}",
            f"        has it:      {example.has}",
            f"        has it not:  {example.has_not}",
        ]
    return "\n".join([*said, "", _FOOT.rstrip()])
