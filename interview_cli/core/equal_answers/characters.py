"""One shape for each sign, whatever keyboard, editor or phone it was typed with."""

from __future__ import annotations

import re
import unicodedata

#: Characters that can't be seen: where a word may be broken, which way it is written.
INVISIBLE = "\xad\u200b\u200e\u200f\u2060\ufeff"
_ONE_SHAPE: dict[int, str] = {
    **dict.fromkeys(map(ord, "“”„‟«»″"), '"'),
    **dict.fromkeys(map(ord, "‘’‚‛‹›′´ʼ"), "'"),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63"), "-"),
    **dict.fromkeys(map(ord, INVISIBLE), ""),
    **dict.fromkeys(map(ord, "\u2044\u2215"), "/"),
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},  # full width
    ord("…"): "...",
    ord("。"): ".",
    ord("½"): "1/2",
    ord("¼"): "1/4",
    ord("¾"): "3/4",
}
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
#: The full stop of a sentence; not the last sign of ``...``.
_STOP = re.compile(r"(?<=[\w)\]}\"'`%])\.$")


def tidy(text: str) -> str:
    """Return *text* in NFC with plain quotes, minus signs and digits, and single spaces."""
    text = unicodedata.normalize("NFC", text)
    if not text.isascii():
        text = _FOREIGN_DIGIT.sub(lambda found: str(unicodedata.digit(found[0])), text)
        text = text.translate(_ONE_SHAPE)
    return " ".join(text.split())


def same_shape(sign: str) -> str:
    """Return *sign* in the one shape that all of its kind have."""
    return sign.translate(_ONE_SHAPE)


def drop_stop(text: str) -> str:
    """Return *text* without the full stop of a sentence."""
    return _STOP.sub("", text)


def drop_ticks(text: str) -> str:
    """Return *text* without its back-ticks, unless it's nothing else."""
    return " ".join(text.replace("`", "").split()) or text


def drop_quotes(text: str) -> str:
    """Return *text* without back-ticks and quotes, unless it's nothing else.

    What stands between two letters is an apostrophe, and stays.
    """
    bare = re.sub(r"[`\"]|(?<!\w)'|'(?!\w)", "", text)
    return " ".join(bare.split()) or text


def is_in_ticks(text: str) -> bool:
    """Whether all of *text* stands in back-ticks."""
    return bool(re.fullmatch(r"(`+)[^`]+\1", text.strip()))
