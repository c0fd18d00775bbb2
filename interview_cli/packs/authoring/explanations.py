"""What `pack rules` explains besides lint: the rules of the reader, and how phrases are written."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import NamedTuple

from interview_cli.packs.kinds import KINDS_FOR_AUTHORS

_RULES: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_name("reader_rules.toml").read_text("utf-8")
) | {
    rule.id: {"title": rule.title, "broken": rule.broken, "fixed": rule.fixed}
    for rule in (kind.rule for kind in KINDS_FOR_AUTHORS.values())
}

#: What each rule of the reader asks for, by the id behind its messages.
READER_RULES = {id_: _RULES[id_]["title"] for id_ in sorted(_RULES)}
#: For the rules that authors meet first: fields of a question that break one, and the same
#: fields fixed.
RULE_EXAMPLES = {
    id_: (rule["broken"], rule["fixed"]) for id_, rule in _RULES.items() if "broken" in rule
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


def phrases_page() -> str:
    examples = "\n".join(
        f"    {example.phrase}\n        {example.about}\n"
        f"        has it:      {example.has}\n        has it not:  {example.has_not}"
        for example in PHRASE_EXAMPLES
    )
    page = Path(__file__).with_name("phrases.txt").read_text("utf-8")
    return page.replace("{examples}", examples).rstrip()
