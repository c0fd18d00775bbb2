"""A block of the journal read at once, most of its answers by one pattern.

Four of five lines of a long journal are answers as this program writes them. The pattern finds
what adds up of them, and makes neither the rest of the line nor its mapping: it takes less than
half the time. It matches no line but those that ``journal.parse`` reads too, and to the same
values; whatever it doesn't match is left to that.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import repeat

from interview_cli.core.memory.answer_facts import Answer, cap_seconds
from interview_cli.core.progress.lines.line_check import is_sound_time
from interview_cli.core.records import Line, Reviewed, read_passed, read_weight
from interview_cli.core.study_days import study_day_of
from interview_cli.storage.journal import parse

#: A line behind what orders it, and its place: moment, id, number of its file, offset, line.
Entry = tuple[str, str, int, int, Line | Answer]

#: Longer lines aren't usual, and there may be rules about them.
_LONGEST = 50_000

# Plain texts have no backslash. Of others that the pattern passes over, ``\u`` is none: what it
# stands for may be half a character.
_PLAIN = r'[^"\\\x00-\x1f]*+'
_KEPT = f'"({_PLAIN})"'
_TEXT = rf'"{_PLAIN}(?:\\["\\/bfnrt]{_PLAIN})*"'
_TEXTS = rf"\[(?:{_TEXT}(?:,{_TEXT})*)?\]"
_POINT = rf'\{{"says":{_TEXT},"state":{_TEXT}(?:,"words":{_TEXTS})?\}}'
_WHOLE = "(?:0|[1-9][0-9]{0,17})"  # below 2**63
_PART = r"(?:1\.0|0\.[0-9]{1,20})"
_SHARE = f"(?:null|{_PART})"

#: The fields of a usual answer in their order; the last ones came with later versions.
_FIELDS = {
    "v": "1",
    "id": _KEPT,
    "at": r'"([0-9-]{10}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{3}Z)"',
    "offset": "(0|-?[1-9][0-9]{0,3})",
    "device": f'"{_PLAIN}"',
    "session": f"(?:null|{_KEPT})",
    "type": f'"{Reviewed.type}"',
    "question": _KEPT,
    "fingerprint": _KEPT,
    "mode": f'"{_PLAIN}"',
    "kind": f'"{_PLAIN}"',
    "answer": f"(?:null|{_TEXT}|{_TEXTS})",
    "score": _SHARE,
    "rating": "[1-4]",
    "reasons": _TEXTS,
    "grader": f'"{_PLAIN}"',
    "attempt": _WHOLE,
    "elapsed_ms": f"({_WHOLE})",
    "hints": _WHOLE,
    "confidence": "(?:null|[123])",
    "predicted": f"(?:null|({_PART}))",
    "points": rf"(?:null|\[(?:{_POINT}(?:,{_POINT})*)?\])",
}
_LATER_FIELDS = {
    "passed": "(?:null|true|false)",
    "weight": _PART,
    "first_key_ms": f"(?:null|{_WHOLE})",
    "variant": f"(?:null|{_WHOLE})",
}
#: Fields that stand side by side and are kept as one text: few of them differ.
_TOGETHER = (("mode", "kind"), ("score", "rating"), ("grader", "attempt"), ("confidence",))


def _make_pattern() -> str:
    pattern = ",".join(f'"{name}":{value}' for name, value in _FIELDS.items())
    for names in _TOGETHER:
        fields = ",".join(f'"{name}":{_FIELDS[name]}' for name in names)
        pattern = pattern.replace(fields, f"({fields})")
    passed, weight, *rest = (f'(?:,"{name}":{value})?' for name, value in _LATER_FIELDS.items())
    return rf"\{{{pattern}({passed}{weight}){''.join(rest)}\}}"


#: Finds what adds up of a usual answer, a whole line as text; None for any other line.
match_usual = re.compile(_make_pattern()).fullmatch

#: What the fields say that are kept as texts: mode, kind, score, rating, grader, attempt,
#: confidence, passed, and weight.
_Facts = tuple[str, str, float | None, int, str, int, int | None, bool | None, float]


def read_entries(
    data: bytes, file: int, start: int
) -> tuple[list[Entry], list[tuple[int, bytes]], bool]:
    """Return the lines of *data*, which stands at *start* in the file of that number.

    Behind them come the damaged ones with their places, and whether the last line was read.
    """
    found: list[Entry] = []
    others: list[bytes] = []
    places: dict[int, int] = {}  # of the others, by where they are when put together
    place, offset = start, 0
    days, texts = dict[str, int](), dict[str | None, str | None]()
    facts = dict[tuple[str, ...], _Facts]()
    for text, size in _split(data):
        match = match_usual(text) if size < _LONGEST else None
        if (
            match is not None
            and (entry := _read(match, file, place, days, texts.setdefault, facts)) is not None
        ):
            found.append(entry)
        elif size:
            raw = data[place - start : place - start + size]
            others.append(raw)
            places[offset] = place
            offset += size + 1
        place += size + 1
    damaged, last = [], found[-1][3] if found else -1
    read = True
    for offset, line in parse(b"\n".join(others)):
        place = places[offset]
        if read := not isinstance(line, bytes):
            what = Answer.from_line(line) if line["type"] == Reviewed.type else line
            found.append((line["at"], line["id"], file, place, what))
        else:
            damaged.append((place, line))
            read = place < last
    return found, damaged, read


def _split(data: bytes) -> Iterator[tuple[str, int]]:
    """Return the lines of *data*, each with its size in bytes; "" where that isn't UTF-8."""
    try:
        texts = data.decode().split("\n")
    except UnicodeDecodeError:
        return zip(repeat(""), map(len, data.split(b"\n")), strict=False)
    parts = texts if data.isascii() else data.split(b"\n")
    return zip(texts, map(len, parts), strict=True)


def _read(
    match: re.Match[str],
    file: int,
    place: int,
    days: dict[str, int],
    keep: Callable[[str | None, str | None], str | None],
    facts: dict[tuple[str, ...], _Facts],
) -> Entry | None:
    """Return the entry of a line that matched; None where its time is none after all.

    *keep* gives of equal texts the first: one is quicker to look up than many.
    """
    # In the order of the fields.
    id_, at, offset, session, question, fingerprint, ways, grade, by, elapsed, sure, *rest = (
        match.groups()
    )
    predicted, late = rest
    hour = at[:13] + offset
    if (day := days.get(hour)) is None:
        minutes = int(offset)
        if not (is_sound_time(at) and -_DAY_MINUTES < minutes < _DAY_MINUTES):
            return None
        day = study_day_of(at, minutes)
        if not minutes % 60:  # no minute changes it
            days[hour] = day
    key = (ways, grade, by, sure, late)
    if (said := facts.get(key)) is None:
        said = facts[key] = _read_facts(f"{{{ways},{grade},{by},{sure}{late}}}")
    mode, kind, score, rating, grader, attempt, confidence, passed, weight = said
    values = (
        keep(session, session),
        keep(question, question),
        fingerprint,
        mode,
        kind,
        score,
        rating,
        grader,
        attempt,
        cap_seconds(int(elapsed)),
        day,
        confidence,
        None if predicted is None else float(predicted),
        passed,
        weight,
    )
    # As the class would, which takes much longer to say the same.
    return at, id_, file, place, tuple.__new__(Answer, values)


@lru_cache(maxsize=1 << 12)
def _read_facts(text: str) -> _Facts:
    line: Line = json.loads(text)
    return (
        line["mode"],
        line["kind"],
        line["score"],
        line["rating"],
        line["grader"],
        line["attempt"],
        line["confidence"],
        read_passed(line),
        read_weight(line),
    )


_DAY_MINUTES = 24 * 60
