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
from pathlib import Path

from answers import BUNDLED, Judged, judge_answers, read_questions

from interview_cli.core.scoring import calibration
from interview_cli.core.scoring.calibration import PHRASES, WORDS, Band, find_band
from interview_cli.core.scoring.result import CONTRADICTED, HIT, MISSED

HERE = Path(__file__).resolve().parents[1] / "core" / "scoring" / "answers"

#: Answers with which no phrase of the bundled pack was revised.
MEASURED = ("aside-1.jsonl", "aside-2.jsonl", "aside-3.jsonl", "blind-tune.jsonl")
OTHER = ("other-questions.jsonl",)
OTHER_PACK = HERE / "other-questions.yaml"

Table = dict[tuple[int, int], Band]
_BLOCK = re.compile(r"(?<=# The table begins\.\n).*?(?=# The table ends\.)", re.DOTALL)


def calibrate() -> dict[str, Table]:
    """Return the tables of the bundled pack and of others, as ``calibration`` has them."""
    return {name: count_verdicts(answers) for name, answers in read_answers().items()}


def read_answers() -> dict[str, list[Judged]]:
    """Return the answers that the tables are made of, scored."""
    bundled = [HERE / name for name in MEASURED]
    other = [HERE / name for name in OTHER]
    return {
        "MEASURED": list(judge_answers(bundled, read_questions(BUNDLED), measured=True)),
        "OTHER": list(judge_answers(other, read_questions(OTHER_PACK))),
    }


def count_verdicts(answers: Iterable[Judged]) -> Table:
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


def describe(tables: dict[str, Table]) -> str:
    """Return *tables* as the manual has them, after the names of the packs."""
    return "\n\n".join(
        f"{name}\n{calibration.write_markdown(table)}" for name, table in tables.items()
    )


def write_table(tables: dict[str, Table]) -> None:
    """Write *tables* into the module that the program reads."""
    path = Path(calibration.__file__)
    lines = []
    for name, table in tables.items():
        lines.append(f"{name}: Table = {{\n")
        lines += [
            f"    {band}: Band({tuple(found.said)}, {tuple(found.not_said)}),\n"
            for band, found in table.items()
        ]
        lines.append("}\n")
    text = path.read_text(encoding="utf-8")
    path.write_text(_BLOCK.sub("".join(lines), text), encoding="utf-8")
