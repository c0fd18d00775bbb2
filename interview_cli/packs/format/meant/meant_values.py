"""What a value is meant to be that isn't one: a number with a comma, several levels or topics."""

from __future__ import annotations

import re

from interview_cli.core.levels import LEVELS
from interview_cli.packs.yaml.line_fixes import write_text
from interview_cli.packs.yaml.slips.lookalikes import name_sign
from interview_cli.packs.yaml.source import Fixes, Map, Seq, Source

#: What says yes and no in other words, or as a sign.
_YES = "x right correct ja oui si wahr richtig vrai verdadero \u2713 \u2714 \u2611 \u2705"
_NO = "wrong incorrect nein non falsch faux falso \u2717 \u2718 \u2610 \u274c \u2715"


def read_truth(value: str) -> str:
    """Return "true" or "false", whichever *value* means in other words; "" if neither."""
    word = value.strip().strip("[]()").lower()
    return "true" if word in _YES.split() else "false" if word in _NO.split() else ""


NUMBER_TO_WRITE = re.compile(r"write (-?\d+(?:\.\d+)?)")


def lowest_of(levels: Seq) -> str:
    """Return the lowest of *levels*, "" where one of them isn't one."""
    known = [level for level in levels if isinstance(level, str) and level in LEVELS]
    return min(known, key=LEVELS.index) if known and len(known) == len(levels) else ""


def lowest_in(text: str) -> str:
    """Return the lowest of the levels in *text*, as in "junior/mid"; "" where it isn't several."""
    words = re.split(r"[ ]*(?:/|,|\||&|-|\u2013|\bto\b|\bor\b|\band\b)[ ]*", text.strip().lower())
    known = [word for word in words if word in LEVELS]
    return min(known, key=LEVELS.index) if len(known) == len(words) > 1 else ""


def join_topic(parts: Seq) -> str:
    """Return the path of the slugs *parts*, "" where they aren't slugs."""
    slugs = all(isinstance(part, str) and re.fullmatch(r"[a-z0-9-]+", part) for part in parts)
    return "/".join(parts) if slugs and len(parts) > 1 else ""


def find_number(source: Source, holder: Map, key: str) -> tuple[int, str, Fixes] | None:
    """Return the place of a number that a comma cuts inside { }, what to write, and the fix."""
    at = holder.key_at(key)
    found = re.search(r"(-?\d+),[ ]?$", source.text[max(0, at - 30) : at])
    if not found or not re.fullmatch(r"\d+%?", key):
        return None
    start = max(0, at - 30) + found.start()
    written = re.compile(r"-?\d+(?:,[ ]?\d+)+(?:\.\d+)?").match(source.text, start)
    plain = write_number(holder, written[0]) if written else ""
    fixes: Fixes = ()
    if written and (number := NUMBER_TO_WRITE.search(plain)):
        edit = (start, written.end(), number[1])
        fixes = source.fix(f"wrote {number[1]} for {written[0]}", edit)
    return start, f"a number has no comma: {plain or 'write it without'}", fixes


def count_up(value: str) -> str:
    """Return the list of numbers that *value* means, as in 1..5 or range(1, 6); "" if none."""
    found = re.fullmatch(
        r"(?:range\()?(\d+)(?P<sign>[ ]*(?:\.\.\.?|,|-|\u2013|to)[ ]*)(\d+)\)?", value
    )
    last = int(found[3]) - value.startswith("range(") if found else 0
    if not found or (found["sign"].strip() == ",") != value.startswith("range("):
        return ""
    numbers = range(int(found[1]), last + 1)
    return f"[{', '.join(map(str, numbers))}]" if 1 < len(numbers) <= 20 else ""


def write_tolerance(value: str) -> str:
    """Return how the number is written that is given as a range, or with ±; "" if it's neither."""
    number = r"(\d+(?:\.\d+)?)"
    if found := re.fullmatch(rf"{number}[ ]*(?:\u00b1|\+/-|\+-)[ ]*{number}", value):
        return f"{{value: {found[1]}, tolerance: {found[2]}}}"
    if found := re.fullmatch(rf"#?{number}:{number}", value):  # Moodle's
        return f"{{value: {found[1]}, tolerance: {found[2]}}}"
    found = re.fullmatch(rf"#?{number}[ ]*(?:-|\u2013|to|\.\.)[ ]*{number}", value)
    if not found or float(found[1]) >= float(found[2]):
        return ""
    middle = (float(found[1]) + float(found[2])) / 2
    return f"{{value: {middle:g}, tolerance: {float(found[2]) - middle:g}}}"


_VERSION = r"v?(?P<version>\d{1,9}(?:\.\d{1,9})*)"
_AND_NEWER = r"(?:or|and|&)[ ]*(?:newer|later|above|higher|up|upwards|greater|more)"
#: What says which versions, elsewhere and in words.
_VERSIONS = (
    re.compile(rf"(?i)(?:python[ ]*)?{_VERSION}[ ]*(?:\+|{_AND_NEWER})?"),
    re.compile(
        r"(?i)(?:python[ ]*)?(?:=>|\u2265|\u2a7e|>=|from|since|at least|min(?:imum)?\.?)[ ]*"
        rf"{_VERSION}(?:[ ]*(?:\+|on|onwards?|{_AND_NEWER}))?"
    ),
)
_CARET = re.compile(r"\^[ ]*(?P<version>(?P<first>[1-9]\d{0,8})(?:\.\d{1,9})*)")


def read_versions(value: str) -> str:
    """Return what *value* says of versions as it's written here, as in ">=3.10"; "" if unsure."""
    for pattern in _VERSIONS:
        if found := pattern.fullmatch(value.strip()):
            return f">={found['version']}"
    if found := _CARET.fullmatch(value.strip()):
        return f">={found['version']},<{int(found['first']) + 1}"
    return ""


def write_needs(value: str) -> str:
    """Return how what a question needs is written, as in "python 3.12"; "" if it isn't that."""
    found = re.fullmatch(r"([A-Za-z][\w-]*)[ ]*([<>=!~]=?|)[ ]*v?(\d[\w.]*)", value.strip())
    return f'{{{found[1].lower()}: "{found[2] or ">="}{found[3]}"}}' if found else ""


def write_needs_of(items: Seq) -> str:
    """Return how a list of what a question needs is written; "" if it isn't that."""
    each = [write_needs(item) if isinstance(item, str) else "" for item in items]
    names = {one.partition(":")[0] for one in each}
    whole = each and all(each) and len(names) == len(each) and not items.cut
    return f"{{{', '.join(one[1:-1] for one in each)}}}" if whole else ""


def write_columns(rows: Seq) -> str:
    """Return how sets of values are written that are given row by row; "" if they aren't alike.

    Text is written as it is where it can be, and in quotes where it must be.
    """
    if rows.cut or not all(isinstance(row, Map) and row and not row.cut for row in rows):
        return ""
    names = [*rows[0]] if rows else []
    if not names or any([*row] != names for row in rows):
        return ""
    if not all(isinstance(text, str) and "\n" not in text for row in rows for text in row.values()):
        return ""
    lists = (", ".join(write_text(row[name], flow=True) for row in rows) for name in names)
    return f"{{{', '.join(f'{n}: [{texts}]' for n, texts in zip(names, lists, strict=True))}}}"


#: One or two words, or their signs, with what they are divided by: "km/h", "mm Hg", "°C".
_UNIT = (
    r"(?:[^\W\d_]+|[%\u2030\u00b0\u20ac$\u00a3\u2032\u2033])"
    r"[^\W\d_\u00b2\u00b3]*(?:[ ]?[/\u00b7*][ ]?[^\W\d_]+[\u00b2\u00b3]?|[ ][^\W\d_]+)?"
)


def plain_minus(value: str) -> str:
    """Return *value* with the minus of a keyboard, if one of another kind is before its number."""
    return re.sub(r"^(\s*)[\u2010-\u2015\u2212\ufe63\uff0d][ ]?(?=\d)", r"\1-", value)


def split_unit(value: str) -> tuple[str, str]:
    """Return the number and the unit of "12 bars"; "" for both where it isn't that."""
    found = re.fullmatch(rf"(-?\d+(?:\.\d+)?)[ ]*({_UNIT})", plain_minus(value).strip())
    if found and not re.fullmatch(r"[eE]\d*|x.*", found[2]):
        return found[1], " ".join(found[2].split())
    return "", ""


def write_number(holder: Map | Seq, value: str, name: str = "") -> str:
    """Return how the number is written that *value* may mean, "" where that isn't known."""
    if name in ("mark", "weight"):  # shares, of which people write percents and fractions
        if found := re.fullmatch(r"(-?\d+(?:\.\d+)?)[ ]*%", value.strip()):
            return f"write {float(found[1]) / 100:g}"
        if found := re.fullmatch(r"(-?\d{1,3})/([1-9]\d{0,2})", value.strip()):
            return f"write {int(found[1]) / int(found[2]):.3g}"
    bare = plain_minus(value).replace(" ", "").replace("_", "")
    if plain_minus(value) != value and re.fullmatch(r"-\d+(\.\d+)?", bare):
        return f"this minus is {name_sign(value.strip()[0])}, so write {bare}"
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", bare) and not bare.startswith("0"):
        return f"write {bare.replace(',', '')}"
    if re.fullmatch(r"-?\d+,\d+", bare):
        return f"write {bare.replace(',', '.')}"
    whole = holder.get("value") if isinstance(holder, Map) else None
    whole = whole.replace(",", "") if isinstance(whole, str) else None
    share = re.fullmatch(r"(\d+(?:\.\d+)?)%", bare)
    if share and isinstance(whole, str) and re.fullmatch(r"\d+(\.\d+)?", whole):
        amount = float(whole) * float(share[1]) / 100
        return f"it is absolute, so write {amount:g} for {bare} of {whole}"
    return ""


_NO_LIMIT = frozenset(
    [
        "unlimited",
        "infinite",
        "infinity",
        "inf",
        "any",
        "unbounded",
        "endless",
        "nolimit",
        "nolimits",
        "asmanyasyoulike",
        "asmanyasneeded",
        "asoftenasyoulike",
    ]
)
_MINUTES = re.compile(r"(?i)(\d{1,3})[ ]*(?:m|min|mins|min\.|minutes?|minuten|')")
_HOURS = re.compile(r"(?i)(\d{1,2})[ ]*(?:h|hrs?|hours?)")
_TIMES = re.compile(r"(?i)(\d{1,3})[ ]*(?:x|\u00d7|times|attempts?|tries|try)")
_WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


def says_no_limit(value: str) -> bool:
    """Whether *value* says in words, or by a sign, that there's no limit."""
    sign = value.strip()
    return sign in ("\u221e", "*") or re.sub(r"[\W_]+", "", sign.lower()) in _NO_LIMIT


def read_whole(value: str, name: str) -> str:
    """Return the whole number that *value* says of *name*, as in "10 min"; "" where none is."""
    word = value.strip().lower()
    if word in _WORDS:
        return str(_WORDS.index(word) + 1)
    if found := re.fullmatch(r"(\d{1,6})\.0+", word):
        return found[1]
    if name == "attempts" and (found := _TIMES.fullmatch(word)):
        return found[1]
    if name == "minutes" and (found := _MINUTES.fullmatch(word)):
        return found[1]
    if name == "minutes" and (found := _HOURS.fullmatch(word)):
        return str(60 * int(found[1]))
    return ""


def take_share(source: Source, holder: object, value: str, unit: object) -> tuple[str, str]:
    """Return what to say of a tolerance that is a share of its number, and that share of it.

    The share is "" where it isn't known of what it is: percents may be counted in percents.
    """
    share = re.fullmatch(r"(\d+(?:\.\d+)?)[ ]*[%\u2030]", value.strip())
    row = source.rest(holder.at("value")) if isinstance(holder, Map) and "value" in holder else ""
    whole = re.match(r"""["']?[-\u2212]?(\d+(?:\.\d+)?)(?![\d._]|,\d)[ ]*(?P<unit>[^,}\n]*)""", row)
    percents = isinstance(unit, str | list) and any("%" in str(one) for one in unit)
    if share is None or whole is None or percents or "%" in whole["unit"]:
        return "it is a difference, and no share: write how far off an answer can be", ""
    amount = float(whole[1]) * float(share[1]) / (100 if "%" in value else 1000)
    written = f"{amount:g}"
    return f"it is absolute, so write {written} for {value} of {whole[1]}", written
