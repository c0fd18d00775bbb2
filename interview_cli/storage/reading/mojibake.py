"""Text that a program read in the wrong encoding and saved so: ``cafÃ©`` for ``café``."""

from __future__ import annotations

import re
from typing import NamedTuple

from interview_cli.core.safe_text import UNSAFE
from interview_cli.core.sentences import count

#: Each byte that goes on a letter of UTF-8, as Windows-1252 or Latin-1 shows it.
_MORE = "".join(bytes([n]).decode("cp1252", "ignore") for n in range(0x80, 0xC0)) + "\x80-\x9f"
#: Those of them that people write behind a letter: such a pair may be meant.
_WRITTEN = "…”’“‘»–—„‚"
_GARBLED = re.compile(
    rf"(?:[ÂÃÄÅ](?![{_WRITTEN}])[{_MORE}]"
    rf"|(?<=[a-z])[ÂÃÄÅ][{_WRITTEN}]|[ÂÃÄÅ][{_WRITTEN}](?=[a-z]|[ÂÃÄÅ][{_MORE}])"
    rf"|â(?![{_WRITTEN}]{{2}})[{_MORE}]{{2}}|ðŸ[{_MORE}]{{2}}|ï»¿"
    rf"|[ÐÑ][{_MORE}](?:[ÐÑ][{_MORE}]){{2,}}|[ÎÏ][{_MORE}](?:[ÎÏ][{_MORE}]){{2,}})+"
)
#: What no one can tell any more: the letter itself is gone.
_LOST = re.compile(f"\ufffd+|â€(?![{_MORE}])")
#: What stands together beyond plain English, but for letters that are lost.
_RUN = re.compile("[^\x00-\x7f\ufffd]+")
_CONTROL = re.compile("[\x80-\x9f]")


class Garbled(NamedTuple):
    """From where to where a text is garbled, and what it was."""

    start: int
    end: int
    was: str


def find_garbled(text: str, start: int = 0, end: int | None = None) -> list[Garbled]:
    """Return what is garbled in *text* from *start* to *end*, as far as it's certain.

    Where some is and all may be, all is. Else it's what no one writes.
    """
    end = len(text) if end is None else end
    certain = [
        Garbled(*one.span(), was)
        for one in _GARBLED.finditer(text, start, end)
        if (was := _read_again(one[0]))
    ]
    if not certain:
        return []
    runs = [Garbled(*one.span(), one[0]) for one in _RUN.finditer(text, start, end)]
    found = runs
    while all(again := [_decode(run.was) for run in runs]):
        found = runs = [run._replace(was=was) for run, was in zip(runs, again, strict=True)]
        if not _GARBLED.search(_put(text, runs, start, end)):
            break
    if found[0].was == text[found[0].start : found[0].end]:
        found = certain
    return [one._replace(was=_make_safe(one.was)) for one in found]


def _put(text: str, found: list[Garbled], start: int, end: int) -> str:
    """Return *text* from *start* to *end* as it was."""
    parts, at = list[str](), start
    for one in found:
        parts += (text[at : one.start], one.was)
        at = one.end
    return "".join((*parts, text[at:end]))


def find_lost(text: str, start: int, end: int) -> list[int]:
    """Return where letters of *text* are lost from *start* to *end*."""
    return [found.start() for found in _LOST.finditer(text, start, end)]


def has_controls(text: str, found: Garbled) -> bool:
    """Whether what was *found* in *text* has signs in it that a terminal would obey."""
    return _CONTROL.search(text, found.start, found.end) is not None


def say_garbled(text: str, found: list[Garbled]) -> str:
    """Return the message about what was *found* in *text*."""
    first = found[0]
    begin = re.compile(r"[^\s\"'`]{0,16}\Z").search(text[max(0, first.start - 16) : first.start])
    before = begin[0] if begin else ""
    word = re.compile(r"[^\s\"'`]{0,16}").match(text, first.end)
    after = word[0] if word else ""
    for one in reversed([one for one in found[1:] if one.end <= first.end + len(after)]):
        after = after[: one.start - first.end] + one.was + after[one.end - first.end :]
    more = f", and so in {count(len(found) - 1, 'more place')}" if len(found) > 1 else ""
    return (
        f"this was read in the wrong encoding once: it was most likely {before}{first.was}{after}; "
        f"write that{more}"
    )


def say_lost(places: list[int]) -> str:
    """Return the message about letters that are lost at *places*."""
    here = f"in {len(places)} places a letter" if len(places) > 1 else "a letter"
    return f"{here} was lost when this was read in the wrong encoding: write what stood there"


def _read_again(garbled: str) -> str:
    """Return *garbled* read in the right encoding, as often as it was read in the wrong one."""
    return _GARBLED.sub(lambda found: _read_again(found[0]) or found[0], _decode(garbled))


def _decode(garbled: str) -> str:
    """Return *garbled* read in the right encoding; "" where it can't be."""
    try:
        data = b"".join(
            sign.encode("latin-1" if "\x80" <= sign < "\xa0" else "cp1252") for sign in garbled
        )
        return data.decode()
    except UnicodeError:
        return ""


def _make_safe(text: str) -> str:
    """Return *text* with plain spaces, and without what isn't seen."""
    return UNSAFE.sub("", re.sub("[\xa0\u2028\u2029]", " ", text))
