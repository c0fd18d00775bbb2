"""What `interview place` is worth: learners simulated, who know what level they're at.

    python tests/bench/placement.py [--learners 2000] [--seed 1] [--worlds "usual,no guess"]

A learner has an ability, and a true level by the same borders as the program: midway between
the difficulties that two labels stand for. What is true of learners and questions isn't what
the program takes for true:

- An area of topics is known better or worse than the rest.
- A question is harder or easier than its label says, and some labels are a level off. How
  sharply it parts those who know it from those who don't differs from question to question.
- Options are ruled out by those who don't know, so that luck is greater than blind luck.
- What is known is answered wrongly now and then, and some answers are half right.
- Learners misjudge themselves: a guess is the level of the true ability, shifted by a bias
  and by chance. A share of them doesn't guess.

The questions have the labels, areas and kinds of the bundled pack, dealt out anew for each
learner. The session is the program's own: its next question, its end, its conclusion.

For each world: ``wrong`` is how often the true level isn't what was named, where "between
two" is right if either is; ``likeliest`` how often the likeliest level alone isn't the true
one, at the end and, ``after 12``, if none stops early. ``asked`` is the mean number of
questions and ``one`` the share of sessions that name one level. ``off`` is the greatest gap,
over tenths of the stated chances, between what was stated of levels and what was true
(tenths with fewer than a fortieth of all aside), and ``said`` compares both for one level
named and for two. Nothing here is a measurement of people.
"""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from interview_cli.core.levels import LEVELS, Level
from interview_cli.core.placement.ability import DIFFICULTY, Answer, estimate
from interview_cli.core.placement.conclusion import Conclusion, conclude, is_enough
from interview_cli.core.placement.next_question import Candidate, choose_next

MOST = 12


class World(NamedTuple):
    """What is true; spreads are standard deviations."""

    name: str
    abilities: float = 1.3  # spread of learners, around the middle of mid
    areas: float = 0.5  # spread of one learner's ability over areas
    labels: float = 0.5  # spread of true difficulties around their label
    mislabelled: float = 0.08  # share of labels that are a level off
    slope: float = 1.2  # the median one
    slopes: float = 0.3  # spread of its logarithm
    ruled_out: float = 0.1  # luck with options is greater by up to this much
    slips: float = 0.04
    halves: float = 0.08  # share of answers that are half right, known or not
    guesses: float = 0.8  # spread of a guess around the true ability
    bias: float = 0.2  # by how much guesses are too high
    silent: float = 0.3  # share of learners who don't guess
    options: bool = False  # every question is a choice of four
    typical: bool = False  # learners are in the middle of their level, each as often


WORLDS = (
    World("usual"),
    World("no guess", silent=1.0),
    World("overconfident", bias=0.8, silent=0.0),
    World("modest", bias=-0.6, silent=0.0),
    World("noisy labels", labels=1.0, mislabelled=0.15),
    World("uneven learners", areas=1.0),
    World("flat questions", slope=0.8),
    World("sharp questions", slope=1.7),
    World("clever guessing", ruled_out=0.25),
    World("choices only", options=True),
    World("typical people", typical=True),
    World(
        "as first drawn",  # what an earlier prototype was tried with
        areas=0,
        mislabelled=0,
        slope=1.0,
        ruled_out=0,
        slips=0,
        halves=0,
        silent=1.0,
        options=True,
    ),
)

#: How many questions the bundled pack has of each area, label and blind luck.
AREAS = {
    **{"python": 35, "fastapi": 26, "asyncio": 10, "design": 9, "security": 8, "pydantic": 7},
    **{"sqlalchemy": 7, "http": 6, "operations": 6, "testing": 6, "redis": 3, "sql": 2},
    "queues": 1,
}
LABELS: dict[Level, int] = {"junior": 37, "mid": 54, "senior": 35}
LUCK = {0.25: 76, 0.2: 6, 0.03: 16, 0.0: 28}


class Truth(NamedTuple):
    """What is true of a question."""

    difficulty: float
    slope: float
    luck: float


class Result(NamedTuple):
    """What came of one learner: the session as it ended, and as it would have after 12."""

    level: Level
    end: Conclusion
    after_all: Conclusion


def true_level(ability: float) -> Level:
    borders = [(DIFFICULTY[a] + DIFFICULTY[b]) / 2 for a, b in pairwise(LEVELS)]
    return LEVELS[sum(ability >= border for border in borders)]


def deal(world: World, dice: random.Random) -> tuple[list[Candidate], list[Truth]]:
    """Return a bank of questions, and what is true of each."""
    columns = [
        [value for value, n in counts.items() for _ in range(n)] for counts in (AREAS, LABELS, LUCK)
    ]
    for column in columns:
        dice.shuffle(column)
    candidates, truths = [], []
    for area, label, luck in zip(*columns, strict=True):
        luck = 0.25 if world.options else luck
        candidates.append(Candidate(label, f"{area}/{dice.randrange(4)}", luck))
        place = LEVELS.index(label)
        if dice.random() < world.mislabelled:
            place = dice.choice([n for n in (place - 1, place + 1) if 0 <= n < len(LEVELS)])
        truths.append(
            Truth(
                DIFFICULTY[LEVELS[place]] + dice.gauss(0, world.labels),
                world.slope * math.exp(dice.gauss(0, world.slopes)),
                luck + (dice.uniform(0, world.ruled_out) if luck > 0.1 else 0),
            )
        )
    return candidates, truths


def play(world: World, dice: random.Random, most: int = MOST) -> Result:
    """Let one learner be placed."""
    candidates, truths = deal(world, dice)
    ability = dice.gauss(0, world.abilities)
    if world.typical:
        ability = DIFFICULTY[dice.choice(LEVELS)]
    by_area = {area: ability + dice.gauss(0, world.areas) for area in AREAS}
    thought = true_level(ability + dice.gauss(world.bias, world.guesses))
    guess = None if dice.random() < world.silent else thought
    answers: list[Answer] = []
    asked: list[int] = []
    end = None
    while True:
        chances = estimate(answers, guess)
        found = conclude(chances, LEVELS, len(answers))
        if end is None and is_enough(found):
            end = found
        following = choose_next(candidates, asked, chances)
        if len(answers) >= most or following is None:
            return Result(true_level(ability), end or found, found)
        asked.append(following)
        candidate, truth = candidates[following], truths[following]
        knows = 1 / (1 + math.exp(-truth.slope * (by_area[candidate.area] - truth.difficulty)))
        right = dice.random() < knows
        right = dice.random() >= world.slips if right else dice.random() < truth.luck
        half = dice.random() < world.halves and candidate.luck < 0.1
        answers.append(Answer(candidate.level, candidate.luck, 0.5 if half else float(right)))


@dataclass
class Report:
    """Sums over the learners of one world."""

    world: World
    results: list[Result] = field(default_factory=list)

    def share(self, of: Sequence[bool]) -> float:
        return sum(of) / max(1, len(of))

    @property
    def wrong(self) -> float:
        return self.share([level not in named(end) for level, end, _ in self.results])

    @property
    def likeliest_wrong(self) -> float:
        return self.share([level != likeliest(end) for level, end, _ in self.results])

    @property
    def wrong_after_all(self) -> float:
        return self.share([level != likeliest(found) for level, _, found in self.results])

    @property
    def two_off(self) -> float:
        apart = [
            LEVELS.index(level) - LEVELS.index(likeliest(end)) for level, end, _ in self.results
        ]
        return self.share([abs(n) == 2 for n in apart])

    @property
    def asked(self) -> float:
        return sum(end.answered for _, end, _ in self.results) / len(self.results)

    @property
    def one(self) -> float:
        return self.share([end.level is not None for _, end, _ in self.results])

    def bins(self) -> list[tuple[float, float, int]]:
        """Return for each tenth of the stated chances their mean, what was true, how many."""
        bins: dict[int, list[tuple[float, bool]]] = {}
        for level, end, _ in self.results:
            for name, chance in end.probabilities.items():
                bins.setdefault(min(9, int(chance * 10)), []).append((chance, name == level))
        return [_compare(of) for _, of in sorted(bins.items())]

    @property
    def off(self) -> float:
        """The greatest gap between stated chances and what was true."""
        least = len(self.results) * len(LEVELS) / 40
        return max(abs(said - true) for said, true, n in self.bins() if n >= least)

    def said(self, names: int) -> tuple[float, float, int]:
        """Return the chance of what was named, one level or two, and how often it was right."""
        found = [
            (end.chance, level in named(end))
            for level, end, _ in self.results
            if len(named(end)) == names
        ]
        return _compare(found) if found else (0.0, 0.0, 0)


def _compare(pairs: Sequence[tuple[float, bool]]) -> tuple[float, float, int]:
    said, true = zip(*pairs, strict=True)
    return sum(said) / len(pairs), sum(true) / len(pairs), len(pairs)


def named(found: Conclusion) -> tuple[Level, ...]:
    return (found.level,) if found.level else found.between


def likeliest(found: Conclusion) -> Level:
    return max(found.probabilities, key=lambda level: found.probabilities[level])


def run(world: World, learners: int, seed: int = 1, most: int = MOST) -> Report:
    """Return what came of so many learners; the same seed gives the same ones."""
    dice = random.Random(f"{seed} {world.name}")
    return Report(world, [play(world, dice, most) for _ in range(learners)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--learners", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--most", type=int, default=MOST)
    parser.add_argument("--worlds", default="")
    given = parser.parse_args()
    wanted = [name.strip() for name in given.worlds.split(",") if name.strip()]
    print(
        f"{'world':17} wrong  likeliest wrong  after 12  two off  asked   one    off  "
        "one: said true  two: said true"
    )
    for world in WORLDS:
        if wanted and world.name not in wanted:
            continue
        report = run(world, given.learners, given.seed, given.most)
        one, two = report.said(1), report.said(2)
        print(
            f"{world.name:17} {report.wrong:5.3f}  {report.likeliest_wrong:15.3f}  "
            f"{report.wrong_after_all:8.3f}  {report.two_off:7.3f}  {report.asked:5.1f}  "
            f"{report.one:4.2f}  {report.off:5.3f}  {one[0]:9.2f} {one[1]:4.2f}  "
            f"{two[0]:9.2f} {two[1]:4.2f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
