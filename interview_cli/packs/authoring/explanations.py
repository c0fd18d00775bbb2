"""What `pack rules` explains besides lint: the rules of the reader, and how phrases are written."""

from __future__ import annotations

from typing import NamedTuple

#: What each rule of the reader asks for, by the id behind its messages.
READER_RULES: dict[str, str] = {
    "accept": "A short question has something to compare an answer with",
    "alias": "Text that begins with * is quoted: packs have no YAML aliases",
    "anchor": "Text that begins with & is quoted: packs have no YAML anchors",
    "bidi": "No character turns the direction of writing",
    "control": "No control characters",
    "date": "A date is a real day, as 2026-11-21",
    "documents": "A file holds one YAML document",
    "duplicate-id": "Each id is used once",
    "duplicate-key": "Each field is given once",
    "empty": "What is there says something",
    "fixed": "Mended code stands beside the code that it mends",
    "folded": "Code keeps its lines: it stands below |, not below >",
    "format": "The file says which format it is in",
    "gaps": "Each gap of a text has an item in accept",
    "group": "A group is a slug",
    "id": "An id is a slug",
    "invisible": "No characters that cannot be seen",
    "key-point": "A key point has a weight above 0, and a level that its question reaches",
    "kind": "The kind of a quiz is one of those that there are",
    "level": "A level is junior, mid or senior",
    "link": "No file is a link that leaves the pack's folder",
    "markdown": "Fenced blocks are closed, and their Python compiles",
    "merge": "Fields are written out, not merged",
    "misplaced": "format and pack stand in pack.yaml only",
    "missing": "No required field is missing",
    "newer-format": "The format is one that this program knows",
    "options": "A choice has 2 to 9 different options, some right and some wrong",
    "output": "A question about output has code, and wrong outputs that are wrong",
    "python": "Code that is run compiles",
    "run": "Code that is run does what the pack says",
    "source": "A source is a whole web address",
    "steps": "An order has 3 to 9 different steps, a track has steps",
    "tag": "Text that begins with ! is quoted: packs have no YAML tags",
    "too-deep": "Nothing is nested more than 20 deep",
    "too-large": "Files and questions are of a size that a person writes",
    "too-many": "A file has few enough problems to name them all",
    "topic": "A topic is a path of slugs",
    "type": "A field holds what it is meant for: text, a list, a mapping",
    "unknown-field": "Fields are those of the format",
    "unreadable": "Each file can be read",
    "utf-8": "A file is UTF-8 text",
    "versions": "Versions are written as >=1.2 or >=1.2,<2",
    "was": "An earlier name is old-id or other-pack:old-id",
    "yaml": "The file is YAML: text with signs of YAML in it is quoted",
}

#: For the rules that authors meet first: fields of a question that break one, and the same
#: fields mended.
RULE_EXAMPLES: dict[str, tuple[str, str]] = {
    "accept": (
        "quiz: {kind: short}",
        "quiz: {kind: short, accept: [len, len()]}",
    ),
    "date": ("checked: {date: 21.11.2026}", "checked: {date: 2026-11-21}"),
    "empty": ("hint:", "hint: When is the list made?"),
    "folded": ("code: >\n  x = 1\n  print(x)", "code: |\n  x = 1\n  print(x)"),
    "gaps": (
        'quiz: {kind: blanks, text: "{{1}} x {{2}} y:", accept: [[for]]}',
        'quiz: {kind: blanks, text: "{{1}} x {{2}} y:", accept: [[for], [in]]}',
    ),
    "id": ("id: Left Join!", "id: left-join"),
    "key-point": (
        "level: senior\nkey_points: [{says: It blocks., from: junior}]",
        "level: senior\nkey_points: [{says: It blocks., from: senior}]",
    ),
    "kind": (
        'quiz: {kind: fill-in, text: "{{1}} x", accept: [[await]]}',
        'quiz: {kind: blanks, text: "{{1}} x", accept: [[await]]}',
    ),
    "level": ("level: hard", "level: senior"),
    "markdown": (
        "answer: |\n  ```python\n  def f(:\n  ```",
        "answer: |\n  ```python\n  def f(): ...\n  ```",
    ),
    "missing": ("quiz: {kind: choice}", "quiz: {kind: short, accept: [len]}"),
    "options": (
        "quiz:\n  kind: choice\n  options:\n    - text: len\n    - text: size",
        "quiz:\n  kind: choice\n  options:\n    - text: len\n      right: true\n    - text: size",
    ),
    "output": (
        'quiz: {kind: output, prints: "3"}',
        'code: print(3)\nquiz: {kind: output, prints: "3"}',
    ),
    "source": ("sources: [docs.python.org]", "sources: [https://docs.python.org/3/]"),
    "steps": (
        "quiz: {kind: order, steps: [one, two]}",
        "quiz: {kind: order, steps: [one, two, three]}",
    ),
    "topic": ("topic: Python Basics", "topic: python/basics"),
    "type": ("sources: https://docs.python.org/3/", "sources: [https://docs.python.org/3/]"),
    "unknown-field": ("difficulty: senior", "level: senior"),
    "versions": ("needs: {python: 3.11}", 'needs: {python: ">=3.11"}'),
    "yaml": ("ask: What prints: 3?", 'ask: "What prints: 3?"'),
}

#: The names of the page about phrases, the first of them its own.
PHRASE_NAMES = ("phrases", "phrase", "key-points", "key_points")
#: The rules whose pages say where that one is.
PHRASE_RULES = frozenset(
    {"key-point", "key-point-absent", "unreachable-key-point", "not-in-answer", "phrase-signs"}
)
#: Where that page is.
PHRASES_HINT = "How key points are written: interview pack rules phrases"


class PhraseExample(NamedTuple):
    """A phrase, an answer that has it and one that has not, and what it shows."""

    phrase: str
    has: str
    has_not: str
    about: str


PHRASE_EXAMPLES: tuple[PhraseExample, ...] = (
    PhraseExample(
        "lock rows",
        "The rows that it reads are locked.",
        "It has rows. A lock is elsewhere.",
        "words in any order and form, close together, in one sentence; others may be between",
    ),
    PhraseExample(
        "error|failure status",
        "A failure is the status.",
        "It has a status.",
        "either word, without spaces at the |",
    ),
    PhraseExample("cach*", "Caching helps.", "It needs cash.", "words that begin so"),
    PhraseExample(
        "read > write",
        "It reads and then writes.",
        "It writes and then reads.",
        "in that order, with spaces at the >",
    ),
    PhraseExample(
        "`async def`",
        "Write async def there.",
        "It is an async function.",
        "code, as it is written; all signs may stand in it",
    ),
    PhraseExample(
        "not block", "It never blocks.", "It blocks.", "a denial is a part of the phrase"
    ),
)

_PHRASES_HEAD = """\
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

_PHRASES_FOOT = """\
Any other sign means nothing, in prose: there are no regular expressions, no brackets and
no "...". In YAML a phrase with one of , : # [ ] { } in it, or with * & ! | > ` @ % before
it, stands in quotes: "`len`".

  interview pack preview ID     type answers, and see which key points they hit
  interview pack phrases        wordings of learners that you may add
  interview pack rules key-point-absent, unreachable-key-point, not-in-answer, phrase-signs
"""


def phrases_page() -> str:
    """Return the page about phrases as plain text."""
    lines = [_PHRASES_HEAD]
    for example in PHRASE_EXAMPLES:
        lines += [
            f"    {example.phrase}",
            f"        {example.about}",
            f"        has it:      {example.has}",
            f"        has it not:  {example.has_not}",
        ]
    return "\n".join([*lines, "", _PHRASES_FOOT.rstrip()])
