"""How often verdicts on key points are right, measured on answers of known quality.

An answer has a quality, and its points have none, so what's right is an estimate. Only main
points are counted: the first half of those expected, or in a terse answer the first. A good
answer says them, so that *said* is right and *not said* is wrong; in a wrong, gamed or off-topic
one it is the other way round. In a partial answer only *said* is counted, as right.

That is too strict with *said*: who is wrong may say one true thing by the way.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from answers import BUNDLED, Judged, judge_answers, read_questions
from calibration_table import write_markdown

from interview_cli.core.scoring import calibration
from interview_cli.core.scoring.calibration import (
    PHRASES,
    WORDS,
    Band,
    Calibration,
    find_band,
    is_sure,
)
from interview_cli.core.scoring.result import CONTRADICTED, HIT, MISSED

HERE = Path(__file__).resolve().parents[1] / "core" / "scoring" / "answers"

#: Answers to the bundled questions, blind; the pack's phrases have been revised with them since.
MEASURED = ("blind-tune.jsonl", "held.jsonl", "bank-1.jsonl", "bank-2.jsonl")

#: Answers to questions of other packs, by pack.
OTHER = {
    "other-questions.yaml": ("other-questions.jsonl", "held-other.jsonl"),
    "more-questions.yaml": ("more-questions.jsonl",),
}

_BLOCK = re.compile(r"(?<=# The table begins\.\n).*?(?=# The table ends\.)", re.DOTALL)


def calibrate() -> dict[str, Calibration]:
    """Return what ``calibration`` should have of the bundled pack and of others, by name."""
    found = {}
    for name, answers in read_answers().items():
        bands = Calibration(count_verdicts(answers))
        sure = [one.passed == one.good for one in answers if _is_sure(one, bands)]
        found[name] = bands._replace(sure=_of(sure), answers=len(answers))
    return found


def _is_sure(one: Judged, bands: Calibration) -> bool:
    result = one.result
    if not result.judged or result.length is None:
        return False
    return is_sure(one.points, result.points, result.length, result.score, bands)


def read_answers() -> dict[str, list[Judged]]:
    """Return the answers that the tables are made of, scored."""
    bundled = [HERE / name for name in MEASURED]
    other = (
        judge_answers([HERE / name for name in names], read_questions(HERE / pack))
        for pack, names in OTHER.items()
    )
    return {
        "MEASURED": list(judge_answers(bundled, read_questions(BUNDLED), measured=True)),
        "OTHER": list(chain.from_iterable(other)),
    }


def count_verdicts(answers: Iterable[Judged]) -> dict[tuple[int, int], Band]:
    said: defaultdict[tuple[int, int], list[bool]] = defaultdict(list)
    not_said: defaultdict[tuple[int, int], list[bool]] = defaultdict(list)
    for one in answers:
        length = find_band(WORDS, one.result.length or 0)
        for phrases, state, right in _judge_verdicts(one):
            found = said if state == HIT else not_said
            found[find_band(PHRASES, phrases), length].append(right)
    return {
        band: Band(_of(said[band]), _of(not_said[band]))
        for band in sorted(said.keys() | not_said.keys())
    }


def _of(verdicts: list[bool]) -> tuple[int, int]:
    return sum(verdicts), len(verdicts)


def _judge_verdicts(one: Judged) -> Iterator[tuple[int, str, bool]]:
    """Yield the phrases, the state, and whether that is right, of points that tell."""
    expected = [
        (len(point.any), found.state)
        for point, found in zip(one.points, one.result.points, strict=True)
        if found.expected
    ]
    main = 1 if one.quality == "terse" else (len(expected) + 1) // 2
    for phrases, state in expected[:main]:
        if state == HIT:
            yield phrases, state, one.good or one.quality == "partial"
        elif state in (MISSED, CONTRADICTED) and one.quality != "partial":
            yield phrases, state, not one.good


def describe(found: dict[str, Calibration]) -> str:
    """Return *found* as the manual has it, each behind its name."""
    return "\n\n".join(f"{name}\n{write_markdown(one)}" for name, one in found.items())


def write_tables(found: dict[str, Calibration]) -> None:
    """Write *found* into the module that the program reads."""
    path = Path(calibration.__file__)
    lines = []
    for name, one in found.items():
        lines.append(f"{name} = Calibration(\n    {{\n")
        lines += [
            f"        {band}: Band({tuple(counts.said)}, {tuple(counts.not_said)}),\n"
            for band, counts in one.bands.items()
        ]
        lines.append(f"    }},\n    sure={one.sure},\n    answers={one.answers},\n)\n")
    text = path.read_text(encoding="utf-8")
    path.write_text(_BLOCK.sub("".join(lines), text), encoding="utf-8")
