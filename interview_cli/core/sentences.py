"""What sentences are made of: lists, plurals, quotes, shortened text, "did you mean"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from interview_cli.core.safe_text import make_visible


def join(texts: Sequence[str], word: str = "and") -> str:
    """Return *texts* joined as in a sentence: ``1, 2 and 3``."""
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} {word} {texts[-1]}"


def plural(number: int, noun: str) -> str:
    """Return *noun* as it is said of *number* things: ``file``, ``files``, ``stories``."""
    if number == 1:
        return noun
    consonant = noun.endswith("y") and noun[-2:-1] not in "aeiou"
    return f"{noun[:-1]}ies" if consonant else f"{noun}s"


def count(number: int, noun: str) -> str:
    """Return how many there are: ``1 file``, ``2 files``."""
    return f"{number} {plural(number, noun)}"


def a_or_an(noun: str) -> str:
    """Return *noun* with its article."""
    return f"an {noun}" if noun[0] in "aeio" else f"a {noun}"


def trim(text: str, most: int = 60) -> str:
    """Return the first line of *text*, at most *most* characters, with ``…`` for the rest."""
    first, more, _ = text.strip().partition("\n")
    if len(first) > most:
        return make_visible(first[: most - 1].rstrip()) + "…"
    return make_visible(first.rstrip()) + ("…" if more else "")


def quote_yaml(text: str, most: int | None = 60) -> str:
    """Return *text* in the quotes of YAML that need no escapes, shortened unless *most* is None."""
    text = text if most is None else trim(text, most)
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def find_nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """Return the one of *known* that is most like *word*; "" where none is."""
    from difflib import get_close_matches  # only a mistake needs it, and it takes 2 ms

    return next(iter(get_close_matches(word, list(known), n=1, cutoff=cutoff)), "")


def did_you_mean(
    word: str, known: Iterable[str], cutoff: float = 0.6, *, otherwise: str = ""
) -> str:
    """Return "did you mean …?" for *word*; *otherwise* where nothing known is like it."""
    near = find_nearest(word, known, cutoff)
    return f"did you mean {near}?" if near else otherwise


def suggest(word: str, known: Iterable[str]) -> str:
    """Return "did you mean …?" for *word*, or a list of what is *known*."""
    names = sorted(known)
    more = f" and {len(names) - 12} more" if len(names) > 12 else ""
    every = f"there is {', '.join(names[:12])}{more}" if names else "there is none yet"
    return did_you_mean(word, names, otherwise=every)


def describe_hours(minutes: float) -> str:
    """Return how long that is, about: ``about 40 min``, ``about 3 h``."""
    if minutes < _HOURS_FROM:
        return f"about {max(5, 5 * round(minutes / 5))} min"
    halves = round(minutes / 30)
    if halves < _WHOLE_FROM:
        return f"about {halves // 2}{'.5' * (halves % 2)} h"
    return f"about {round(minutes / 60)} h"


#: From so many minutes on, hours are said, and from so many half ones only whole ones.
_HOURS_FROM, _WHOLE_FROM = 90, 10
