"""A block of the journal read at once, most of its answers by one pattern.

Four of five lines of a long journal are answers as this program writes them. The pattern finds
what adds up of them, and makes neither the rest of the line nor its mapping: it takes less than
half the time. It matches no line but those that ``journal.parse`` reads too, and to the same
values; whatever it doesn't match is left to that.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from itertools import accumulate, repeat

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
    "at": r'"(([0-9-]{10}T(?:[01][0-9]|2[0-3])):[0-5][0-9]:[0-5][0-9]\.[0-9]{3}Z)"',
    "offset": "(?:0|-?[1-9][0-9]{0,3})",
    "device": f'"{_PLAIN}"',
    "session": f'(?:null|"{_PLAIN}")',
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
_TOGETHER = (
    ("offset", "device", "session"),
    ("mode", "kind"),
    ("score", "rating"),
    ("grader", "attempt"),
    ("confidence",),
)


def _make_pattern() -> str:
    pattern = ",".join(f'"{name}":{value}' for name, value in _FIELDS.items())
    for names in _TOGETHER:
        fields = ",".join(f'"{name}":{_FIELDS[name]}' for name in names)
        pattern = pattern.replace(fields, f"({fields})")
    passed, weight, *rest = (f'(?:,"{name}":{value})?' for name, value in _LATER_FIELDS.items())
    return rf"\{{{pattern}({passed}{weight}){''.join(rest)}\}}"


#: Finds of each line of a text what adds up of it where it's a usual answer, and else nothing.
#: The line itself comes first.
find_usual = re.compile(rf"({_make_pattern()}|[^\n]*+)(?:\n|\Z)").findall

#: What the fields say that are kept as texts: mode, kind, score, rating, grader, attempt,
#: confidence, passed, and weight.
_Facts = tuple[str, str, float | None, int, str, int, int | None, bool | None, float]

#: The session, the minutes from UTC, and the study days that were looked up with these.
_Where = tuple[str | None, int, dict[str, int]]


def read_entries(
    data: bytes, file: int, start: int
) -> tuple[list[Entry], list[tuple[int, bytes]], bool]:
    """Return the lines of *data*, which stands at *start* in the file of that number.

    Behind them come the damaged ones with their places, and whether the last line was read.
    """
    found, others = _read_usual(data, file, start)
    damaged, last = [], found[-1][3] if found else -1
    read = True
    places = dict[int, int]()  # of the others, by where they are when put together
    offset = 0
    for place, raw in others:
        places[offset] = place
        offset += len(raw) + 1
    for offset, line in parse(b"\n".join([raw for _, raw in others])):
        place = places[offset]
        if read := not isinstance(line, bytes):
            what = Answer.from_line(line) if line["type"] == Reviewed.type else line
            found.append((line["at"], line["id"], file, place, what))
        else:
            damaged.append((place, line))
            read = place < last
    return found, damaged, read


def _read_usual(data: bytes, file: int, start: int) -> tuple[list[Entry], list[tuple[int, bytes]]]:
    """Return the usual answers in *data*, and all other lines with their places.

    One call finds them all, and what differs seldom is read once: there are millions.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return [], _list_places(data, start)
    sizes = repeat(0) if text.isascii() else map(len, data.split(b"\n"))
    found, others = list[Entry](), list[tuple[int, bytes]]()
    wheres, days = dict[str, _Where](), dict[int, dict[str, int]]()
    texts, facts = dict[str, str](), dict[tuple[str, ...], _Facts]()
    new, keep, end = tuple.__new__, texts.setdefault, start
    # In the order of the fields.
    for size, (
        line, id_, at, hour, where, question, print_, ways, grade, by, elapsed, sure, chance, late
    ) in zip(sizes, find_usual(text), strict=False):  # fmt: skip
        place = end
        end += (size or len(line)) + 1
        if not at or len(line) >= _LONGEST:
            if line:
                others.append((place, line.encode()))
            continue
        if (here := wheres.get(where)) is None:
            here = wheres[where] = _read_where(where, days)
        session, minutes, known_days = here
        if (day := known_days.get(hour)) is None:
            if not (is_sound_time(at) and -_DAY_MINUTES < minutes < _DAY_MINUTES):
                others.append((place, line.encode()))
                continue
            day = study_day_of(at, minutes)
            if not minutes % 60:  # no minute changes it
                known_days[hour] = day
        key = (ways, grade, by, sure, late)
        if (said := facts.get(key)) is None:
            said = facts[key] = _read_facts(f"{{{ways},{grade},{by},{sure}{late}}}")
        mode, kind, score, rating, grader, attempt, confidence, passed, weight = said
        values = (
            session,
            keep(question, question),  # of equal texts the first: it's quicker to look up
            print_,
            mode,
            kind,
            score,
            rating,
            grader,
            attempt,
            int(elapsed) / 1000 if len(elapsed) < 6 else cap_seconds(int(elapsed)),
            day,
            confidence,
            float(chance) if chance else None,
            passed,
            weight,
        )
        # As the class would, which takes much longer to say the same.
        found.append((at, id_, file, place, new(Answer, values)))
    return found, others


def _list_places(data: bytes, start: int) -> list[tuple[int, bytes]]:
    """Return the lines of *data* with their places; it begins at *start*."""
    lines = data.split(b"\n")
    ends = accumulate((len(line) + 1 for line in lines), initial=start)
    return [(place, line) for place, line in zip(ends, lines, strict=False) if line]


def _read_where(where: str, days: dict[int, dict[str, int]]) -> _Where:
    about: Line = json.loads(f"{{{where}}}")
    return about["session"], about["offset"], days.setdefault(about["offset"], {})


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
