"""What `pack rules` explains besides lint: the rules of the reader, and how phrases are written."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
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
PHRASES_HINT = "How key points are written: interview help phrases"


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
        "words in any order and form, close together in one sentence; others can be between",
    ),
    PhraseExample(
        "error|failure status",
        "A failure is the status.",
        "It has a status.",
        "either word, without spaces around `|`",
    ),
    PhraseExample("cach*", "Caching helps.", "It needs cash.", "words that begin like this"),
    PhraseExample(
        "read > write",
        "It reads and then writes.",
        "It writes and then reads.",
        "in that order, with spaces around `>`",
    ),
    PhraseExample(
        "`async def`",
        "Write async def there.",
        "It is an async function.",
        "code, compared as it's written; any sign can be in it",
    ),
    PhraseExample("not block", "It never blocks.", "It blocks.", "a denial is part of the phrase"),
)


def phrases_page() -> str:
    """Return the manual's page on phrases, as Markdown without links."""
    page = (files("interview_cli") / "manual" / "phrases.md").read_text("utf-8")
    unmarked = re.sub(r"<!-- .*? -->\n+", "", page).rstrip()
    return re.sub(r"\[([^]]+)\]\([^)]+\)", r"\1", unmarked)  # links lead to other pages
