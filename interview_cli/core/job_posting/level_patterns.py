"""Where words of a level state it: beside a role, in a title, in plain statements."""

from __future__ import annotations

import re
from functools import cache

from interview_cli.core.job_posting.tables import read_table
from interview_cli.core.levels import LEVELS, Level

#: Up to four words between a level and what is of it: "Senior Python Backend Engineer".
_GAP = (
    r"(?:[\s(/|,+\]–—-]+(?!(?:to|for|with|and|und|mit|of|from|our|your)\b)[\w.+#&/-]+){0,4}"
    r"[\s(/|,+\]–—-]+"
)
#: What may come after somebody's level: "a senior who …".
_GOES_ON = "who|with|in|you|of|is|or|before|to|that|whom"


@cache
def level_words(heading: str) -> str:
    """Return the words under *heading* of ``level_words.txt``, as a regular expression."""
    return f"(?:{read_table('level_words.txt')[heading]})"


@cache
def any_level() -> str:
    """Return the words of all levels, where they aren't of something else."""
    return f"(?:{'|'.join(map(level_words, LEVELS))})(?![ -]{level_words('not a level')}\\b)"


@cache
def of_role() -> re.Pattern[str]:
    """Return a level beside a role: ``Senior Python Developer``, ``Developer (junior)``."""
    level, role = any_level(), level_words("role")
    return re.compile(
        rf"(?i)\b(?P<level>{level})(?:[- ]level)?(?![\w-])"
        rf"(?=\)?(?: (?:to|bis) {level})?{_GAP}{role}\b)"
        rf"|\b{role}[\s,(/|–—:-]+(?P<after>{level})\b(?!\w)"
    )


@cache
def alone() -> re.Pattern[str]:
    """Return a level between the separators of a title: ``Python Developer / Senior``."""
    own = level_words("person")
    return re.compile(
        rf"(?i)(?:^|[(|/·,:\[–-]\s*)(?P<level>{any_level()})(?=\s*(?:[()|/·,\]–-]|$))|\b(?P<own>{own})\b"
    )


@cache
def plain() -> re.Pattern[str]:
    """Return a level in a plain statement."""
    level, role = any_level(), level_words("role")
    quote = r"[*_\"']*"
    return re.compile(
        rf"(?i)\b{level_words('introduces')}:?\s+(?:{level_words('between')}\s+){{0,4}}?"
        rf"{quote}(?P<level>{level})s?(?!\w){quote}"
        rf"(?={_GAP}{role}\b|[ -]level|\s*[,.;:!?)]|\s*$| (?:{_GOES_ON})\b)"
        r"|\b(?:level|seniority|grade|experience|karriere(?:stufe|level)|einstiegslevel)"
        r"\s*(?::|is|=|-)\s*(?:the )?"
        rf"(?P<label>{level})(?!\w)"
        rf"|\b(?:at|to|on) (?:an? |the |about |roughly )?(?P<at>{level})[ -]level\b"
        rf"|(?:^|[|·•]\s*)(?P<alone>{level})(?:[- ]level)?\s*(?:[|·•]|$)"
        rf"|^(?P<own>{level_words('person')})(?=\s*[,.(])"
        rf"|^(?:an?|this) (?P<start>{level})[ -](?:job|position|post|role)\b"
        rf"|\b(?P<only>{level})s?(?:{_GAP}{role}s?| people| candidates)?(?:,? only| wanted)\b"
        rf"|\bonly (?P<just>{level})s?\b(?= \w+ (?:should|need|may|please)|{_GAP}{role}|\s*[.,;]|$)"
        rf"|^(?:someone|somebody|an?) (?P<someone>{level})"
        rf"(?= enough|(?:{_GAP}{role})?(?:\s*[.;]?$| who\b| with\b| to\b))"
        rf"|\b(?:our|the) next (?P<next>{level})(?!\w)"
        rf"|\b(?P<seat>{level})[ -](?:seat|spot|opening|vacancy)\b"
        rf"|\b(?P<impact>{level})[ -]level (?:impact|scope|ownership|responsibilit)"
        rf"|:\s+an? (?P<colon>{level})(?!\w)(?={_GAP}{role}(?:$|[.!]| (?:who|to|that)\b)| who\b)"
        rf"|\bis (?:a |pitched at )?(?P<pitched>{level})[- ]level\b"
        rf"|\b{role}(?:, | \(| – | - )(?P<after>{level})(?!\w)(?=[ -]level|\s*[,.;:!?)])"
        rf"|\b(?P<subject>{level})(?:[- ]level)? is (?:what|who|where|the level)\b"
    )


@cache
def said(heading: str) -> re.Pattern[str]:
    """Return what's said under *heading*, with the words that it takes from others."""
    found = level_words(heading)
    for name in ("experience", "people"):
        found = found.replace(f"{{{name}}}", level_words(name))
    return re.compile(rf"(?i)(?<!\w){found}(?!\w)")


@cache
def others() -> re.Pattern[str]:
    """Return what stands right before a level that's somebody else's."""
    return re.compile(
        rf"(?i)\b{level_words('others')}\s+(?:(?:an?|the|one of|our|your|other|more)\s+)*$"
    )


def level_of(word: str) -> Level:
    """Return the level that *word* is of."""
    return next(level for level in LEVELS if re.fullmatch(f"(?i){level_words(level)}", word))
