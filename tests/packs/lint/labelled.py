"""The labelled questions: what a person calls flawed, against what the rules flag.

    python tests/packs/lint/labelled.py          the figures of both parts
    python tests/packs/lint/labelled.py --write  put those of the set-aside part on the pages

The rules were tuned on flawed.yaml and sound.yaml, sixty questions each. Half of those had
been set aside at first; measuring it showed mistakes that were worth fixing, so it became a
part of what is tuned on, and aside-flawed.yaml and aside-sound.yaml, thirty each, were
written afterwards and never tuned on. What those give is published, whatever it is. The
flaws of ``phrase-signs`` were put into both parts when that rule was there already: its
figures are friendlier than those of the others.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from interview_cli.packs import lint as package
from interview_cli.packs.format.reader import read
from interview_cli.packs.lint import RULES, lint
from interview_cli.packs.lint.rule import Measured

HERE = Path(__file__).parent
FILES = (HERE / "flawed.yaml", HERE / "sound.yaml")
ASIDE = (HERE / "aside-flawed.yaml", HERE / "aside-sound.yaml")
TODAY = date(2026, 11, 22)


@cache
def labels() -> dict[str, list[str]]:
    """Return each labelled question's flaws, by its name."""
    return {name: question.get("x-flaws", []) for name, question in _questions()}


def halves() -> tuple[set[str], set[str]]:
    """Return the names to tune on and those set aside."""
    aside = {name for name in labels() if name.startswith("aside-")}
    return {*labels()} - aside, aside


def _questions() -> Iterator[tuple[str, dict[str, Any]]]:
    for file in (*FILES, *ASIDE):
        pack: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
        for question in pack["questions"]:
            yield f"{file.stem}:{question['id']}", question


@cache
def flagged() -> dict[str, set[str]]:
    """Return the rules that flag each labelled question, whether they are on or not."""
    reads = [read(file) for file in (*FILES, *ASIDE)]
    places = sorted(
        (placed.file, placed.line, f"{found.path.stem}:{placed.question.id}")
        for found in reads
        for placed in found.questions
    )
    hits: dict[str, set[str]] = {name: set() for _, _, name in places}
    for problem in lint(reads, RULES, TODAY):
        above = [
            name for file, line, name in places if (file, line) <= (problem.path, problem.line)
        ]
        hits[above[-1]].add(problem.rule)
    return hits


def measured(half: Collection[str]) -> dict[str, Measured]:
    """Count over *half* how each measured rule does."""
    said, found = labels(), flagged()
    return {
        rule.id: Measured(
            right=sum(rule.id in said[name] and rule.id in found[name] for name in half),
            flagged=sum(rule.id in found[name] for name in half),
            flawed=sum(rule.id in said[name] for name in half),
        )
        for rule in RULES.values()
        if rule.measured is not None
    }


def mistakes(half: set[str]) -> Counter[str]:
    """Name what is wrongly flagged (+) and what is overlooked (-) in *half*."""
    said, found = labels(), flagged()
    wrong: Counter[str] = Counter()
    for name in half:
        for rule in RULES.values():
            if rule.measured is not None and (rule.id in said[name]) != (rule.id in found[name]):
                wrong[f"{'-' if rule.id in said[name] else '+'} {rule.id}: {name}"] += 1
    return wrong


def write(figures: dict[str, Measured]) -> None:
    """Put *figures* into the files of the rules."""
    for id_, found in figures.items():
        new = rf"\g<1>Measured({found.right}, {found.flagged}, {found.flawed})"
        rule = re.compile(rf'(Rule\("{id_}", )Measured\([^)]*\)')
        for path in Path(package.__path__[0]).glob("*.py"):
            text = path.read_text(encoding="utf-8")
            path.write_text(rule.sub(new, text), encoding="utf-8")


if __name__ == "__main__":
    tuned, aside = halves()
    for name, half in (("tuned on", tuned), ("set aside", aside)):
        print(f"{name}: {len(half)} questions")
        for id_, figures in measured(half).items():
            print(f"  {id_:24}{figures.right} right of {figures.flagged}, {figures.flawed} flawed")
    print(*sorted(mistakes(tuned)), sep="\n")
    if "--write" in sys.argv:
        write(measured(aside))
