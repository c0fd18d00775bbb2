"""Letters of other alphabets, and wide ones, in names and values that are plain ones here.

A Cyrillic а looks like an a, and is none. Each such word is reported at its place and read as
what it looks like, so that nothing else is said of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from interview_cli.core.kinds import KINDS
from interview_cli.core.levels import LEVELS
from interview_cli.core.sentences import join
from interview_cli.packs.yaml.slips.lookalikes import name_sign
from interview_cli.packs.yaml.source import Source
from interview_cli.packs.yaml.structure import FIELDS, iterate_lines

#: What looks like a letter, after a colon the letter that it looks like.
_PAIRS = (
    "а:a е:e о:o р:p с:c у:y х:x і:i ј:j ѕ:s һ:h ԁ:d ԛ:q ԝ:w к:k т:t м:m в:b п:n г:r ѵ:v ԍ:g ӏ:l "
    "А:A В:B Е:E К:K М:M Н:H О:O Р:P С:C Т:T Х:X У:Y І:I Ј:J Ѕ:S "
    "α:a ο:o ν:v ρ:p ι:i κ:k υ:u τ:t ε:e χ:x γ:y η:n ω:w ϲ:c ϳ:j "
    "Α:A Β:B Ε:E Ζ:Z Η:H Ι:I Κ:K Μ:M Ν:N Ο:O Ρ:P Τ:T Υ:Y Χ:X "
    "ı:i ȷ:j ɑ:a ɡ:g ɩ:i ʏ:y օ:o ո:n ս:u հ:h ց:g"
)
LOOKALIKES = dict(pair.split(":") for pair in _PAIRS.split())
#: Fields with words of the format for values: one with a letter of these is meant for one.
_WORDS = {
    "kind": frozenset(KINDS),
    "level": frozenset(LEVELS),
    "form": frozenset(("write", "fix", "catch")),
    "feedback": frozenset(("each", "end")),
    **dict.fromkeys(
        ("right", "essential", "keep_order", "case", "ordered", "draft", "shuffle", "strict"),
        frozenset(("true", "false", "yes", "no", "on", "off")),
    ),
}
#: Fields with names made of plain letters.
_SLUGS = frozenset(("id", "topic", "from", "group", "class"))
NAMES = FIELDS | {"class", "mutants", "unit", "was", "with"}

_ODD = re.compile(f"[{''.join(LOOKALIKES)}\uff10-\uff19\uff21-\uff3a\uff3f\uff41-\uff5a]")
_NAME = re.compile(
    r"(?:^|(?<=[\[{,\s]))(?P<quote>[\"']?)(?P<word>[\w\ufffd]+)(?P=quote)[ ]*:(?=\s|$)"
)
_VALUE = re.compile(
    r"(?:^|(?<=[\[{,\s]))(?P<name>\w+)[ ]*:[ ]+(?P<quote>[\"']?)(?P<word>[\w\ufffd/-]+)(?P=quote)"
    r"[ ]*(?=[,}\]]|[ ]#|$)"
)


def report_lookalike_letters(source: Source) -> None:
    """Report the letters that only look like plain ones, and read them as these."""
    text = source.text
    if text.isascii() or not (_ODD.search(text) or "\ufffd" in text):
        return
    edits: dict[int, str] = {}
    for line in iterate_lines(text):
        row = text[line.body : line.end]
        if row.isascii():
            continue
        read = [*row]
        for start, word, plain in _find_words(row):
            kept = word.replace("\ufffd", "")
            read[start : start + len(word)] = plain.ljust(len(word))
            if kept != plain:
                _report(source, line.body + start, word, plain)
        for match in _VALUE.finditer("".join(read)):
            word = match["word"]
            plain = _read_value(match["name"], word)
            if plain and plain != word:
                start = match.start("word")
                if word.replace("\ufffd", "") != plain:
                    _report(source, line.body + start, word, plain)
                quoted = match["quote"] and len(plain) < len(word)
                read[start : start + len(word)] = word if quoted else plain.ljust(len(word))
        edits |= {line.body + n: new for n, new in enumerate(read) if new != row[n]}
    if edits:
        signs = [*text]
        for at, sign in edits.items():
            signs[at] = sign
        source.text = "".join(signs)


def read_plain(word: str) -> str:
    """Return *word* with plain letters for those that look like them, and without unseen signs."""
    return "".join(LOOKALIKES.get(c) or _narrow(c) for c in word if c != "\ufffd")


def _narrow(sign: str) -> str:
    return unicodedata.normalize("NFKC", sign) if "\uff01" <= sign <= "\uff5e" else sign


def _find_words(row: str) -> Iterator[tuple[int, str, str]]:
    """Yield the names in *row* that aren't plain, where they stand, and what is meant."""
    for match in _NAME.finditer(row):
        word = match["word"]
        plain = "" if word.isascii() else read_plain(word)
        if plain in NAMES and not (match["quote"] and len(plain) < len(word)):
            yield match.start("word"), word, plain


def _read_value(name: str, word: str) -> str:
    """Return what is meant by *word*, the value of *name*; "" where that isn't known."""
    if word.isascii():
        return ""
    plain = read_plain(word)
    if name in _WORDS:
        return plain if plain in _WORDS[name] else ""
    known = name in _SLUGS and re.fullmatch(r"[a-z0-9/-]+", plain)
    return plain if known and re.search("[a-z]|[\uff00-\uff5e]", word) else ""


def _report(source: Source, at: int, word: str, plain: str) -> None:
    odd = dict.fromkeys(c for c in word if not c.isascii() and c != "\ufffd")
    signs = join([name_sign(sign) for sign in [*odd][:3]], "and")
    looks = join([f'"{read_plain(sign)}"' for sign in [*odd][:3]], "and")
    are = "this {} is {}" if len(odd) == 1 else "these {} are {}"
    fixes = source.correct(f"wrote {plain}", (at, at + len(word), plain))
    message = f"{are.format(looks, signs)}: write {plain}"
    source.flaw(at, message, "lookalike", len(word), fixes)
