"""What the plan to an interview is worth: learners simulated, policy against policy.

    python tests/bench/plan.py [--learners 64] [--scenarios A,B] [--jobs 2]

Each learner has FSRS weights of their own: each default weight times ``exp(sigma N(0, 1))``,
within the bounds of FSRS. Every weight but the last is moved, for all of them are fitted
to a person; the last, the decay, gives the curve its shape and is the default unless the
scenario sets it. A policy sees ratings only, and reckons with the default weights. A
review is passed with the chance that the learner's true memory gives it; how well, and
how a first look goes, is drawn from the default habits. Recall on the day is read off the
true memories; a question never asked is known with the chance ``unseen``, of which the
policies don't know.

Learner and dice depend on the scenario and the learner's number alone, so that all
policies meet the same luck and differences can be taken learner by learner.

A card takes its ``seconds`` at the first look, and ``later`` times as long at each later one.
``before`` is the rule up to 0.2.0, which knew no spreading, and no review that isn't worth its
time. ``lived`` is ``plan`` as the command prescribes it, with mock interviews and a lighter last
day; a mock asks a question in three minutes, as ``core/planning/simulation.py`` reckons.

The scenarios A to K, and L to N with realistic times, were used to find the rule; the random
ones were not, and must not be. Nor was the learner who is kept apart, P: 125 questions in 12
days of 25 minutes, first looks of 40 to 100 seconds and later ones of half that, weights moved
by 0.35. That one was run once, when the rule was final.

Nothing here is a measurement of people.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import accumulate
from statistics import fmean, stdev
from typing import NamedTuple

from interview_cli.core.memory.scheduler import WEIGHTS, Curve, Memory
from interview_cli.core.planning.calendar import LAST_DAY_SHARE, Calendar
from interview_cli.core.planning.daily_choice import Card, GainModel, choose_today
from interview_cli.core.planning.day_filling import fill_time
from interview_cli.core.planning.simulation import MOCK_SECONDS

#: The bounds of the weights, as in ``fsrs.scheduler``.
LOWEST = [*[0.001] * 4, 1, *[0.001] * 3, 0, 0, *[0.001] * 4, 0, 0, 1, 0, 0, 0, 0.1]
HIGHEST = [*[100] * 4, 10, 4, 4, 0.75, 4.5, 0.8, 3.5, 5, 0.25, 0.9, 4, 1, 6, 2, 2, 0.8, 0.8]

#: The seed of the random scenarios, chosen once.
HELD_OUT = 20261121

FIRST_DAY = 740_000


class Scenario(NamedTuple):
    name: str
    cards: int = 300
    days: int = 20
    minutes: float = 15
    seconds: tuple[float, float] = (30, 30)  # uniform between the two, for each card
    sigma: float = 0.3
    decay: float = WEIGHTS[20]
    unseen: float = 0.0
    later: float = 1.0  # the part of its seconds that a later look at a card takes


NAMED = [
    Scenario("A"),
    Scenario("B exact model", sigma=0),
    Scenario("C sigma 0.6", sigma=0.6),
    Scenario("D decay 0.5", decay=0.5),
    Scenario("E unseen known 30 %", unseen=0.3),
    Scenario("F 40 min", minutes=40),
    Scenario("G 100 cards", cards=100),
    Scenario("H 60 d, 10 min", days=60, minutes=10),
    Scenario("I 600 cards, 10 d, 30 min", cards=600, days=10, minutes=30),
    Scenario("J 10-90 s", seconds=(10, 90)),
    Scenario("K 7 min", minutes=7),
    Scenario("L 50-110 s", cards=100, days=14, minutes=20, seconds=(50, 110), later=0.5),
    Scenario("M 45-105 s", cards=110, days=13, minutes=25, seconds=(45, 105), later=0.5),
    Scenario("N 8-20 s", cards=90, days=14, minutes=30, seconds=(8, 20), later=0.6),
]

#: The learner who is kept apart.
APART = Scenario(
    "P kept apart", cards=125, days=12, minutes=25, seconds=(40, 100), sigma=0.35, later=0.5
)


def held_out(count: int = 14, seed: int = HELD_OUT) -> list[Scenario]:
    """Draw the random scenarios."""
    dice = random.Random(seed)
    found = []
    for _ in range(count):
        cards, days = dice.choice([80, 100, 150, 250, 400]), dice.choice([7, 10, 14, 21, 30, 45])
        minutes = dice.choice([8, 12, 20, 30])
        seconds = dice.choice([(20.0, 20.0), (30.0, 30.0), (10.0, 90.0)])
        sigma, decay = dice.choice([0.3, 0.5]), dice.choice([WEIGHTS[20], 0.35])
        unseen = dice.choice([0.0, 0.25])
        found.append(titled(cards, days, minutes, seconds, sigma, decay, unseen))
    return found


#: Another draw of the same kind, the one that the target of the random ones was taken
#: from: cards, days, minutes, seconds, sigma, decay (0 for the default), known unseen.
EARLIER = [
    (400, 30, 12, (30, 30), 0.3, 0, 0),
    (80, 21, 30, (20, 20), 0.5, 0, 0.25),
    (150, 21, 30, (30, 30), 0.3, 0, 0),
    (250, 7, 8, (10, 90), 0.5, 0, 0),
    (250, 45, 8, (10, 90), 0.3, 0, 0),
    (400, 45, 12, (10, 90), 0.3, 0, 0),
    (150, 14, 30, (30, 30), 0.3, 0, 0),
    (80, 14, 30, (10, 90), 0.3, 0, 0),
    (150, 21, 8, (10, 90), 0.5, 0, 0.25),
    (150, 7, 12, (10, 90), 0.5, 0.35, 0.25),
    (150, 21, 30, (20, 20), 0.3, 0.35, 0),
    (400, 7, 8, (20, 20), 0.3, 0, 0),
    (150, 30, 12, (30, 30), 0.5, 0, 0),
    (250, 7, 20, (30, 30), 0.3, 0.35, 0.25),
]


def earlier() -> list[Scenario]:
    """Give the scenarios of that draw."""
    return [
        titled(count, days, minutes, seconds, sigma, decay or WEIGHTS[20], unseen)
        for count, days, minutes, seconds, sigma, decay, unseen in EARLIER
    ]


def titled(
    cards: int,
    days: int,
    minutes: float,
    seconds: tuple[float, float],
    sigma: float,
    decay: float,
    unseen: float,
) -> Scenario:
    """Give a scenario that is called by its figures."""
    takes = f"{seconds[0]:.0f}" + (f"-{seconds[1]:.0f}" if seconds[0] < seconds[1] else "")
    name = f"{cards}c {days}d {minutes}m {takes}s {sigma} {decay:.2f} {unseen}"
    return Scenario(name, cards, days, minutes, seconds, sigma, decay, unseen)


class Morning(NamedTuple):
    """What a policy knows; ``shuffle`` has a number from 0 to 1 for each card."""

    cards: list[Card]
    looks: list[int]
    today: int
    calendar: Calendar
    shuffle: list[float]


MODEL = GainModel()
CURVE = Curve.from_weights(WEIGHTS)


def seconds_left(day: Morning) -> float:
    return day.calendar.minutes * 60


def take(day: Morning, best: list[int]) -> list[int]:
    return fill_time(best, seconds_left(day), [c.seconds for c in day.cards], [""] * 10_000, set())


def due_and_new(day: Morning) -> tuple[list[int], list[int]]:
    known = [(CURVE.due(c.memory), i) for i, c in enumerate(day.cards) if c.memory]
    new = [i for i, card in enumerate(day.cards) if card.memory is None]
    new.sort(key=day.shuffle.__getitem__)
    return [i for due, i in sorted(known) if due <= day.today], new


def plain(day: Morning) -> list[int]:
    """Due dates: what is due, longest first, then new ones."""
    due, new = due_and_new(day)
    return take(day, due + new)


def pace(day: Morning) -> int:
    """How many new ones a day make all of them seen by the interview, if that fits."""
    return math.ceil(len(day.cards) / (day.calendar.on - FIRST_DAY))


def paced(day: Morning) -> list[int]:
    """Due dates with a fixed number of new ones a day, so that all are seen; those first."""
    due, new = due_and_new(day)
    return take(day, new[: pace(day)] + due)


def keen(day: Morning) -> list[int]:
    """As ``paced``; time to spare goes to more new ones."""
    due, new = due_and_new(day)
    return take(day, new[: pace(day)] + due + new[pace(day) :])


def ahead(day: Morning) -> list[int]:
    """As ``keen``; time to spare then goes to what is not due, the least known first."""
    due, new = due_and_new(day)
    early = [i for i in by_recall(day) if day.cards[i].memory and i not in set(due)]
    return take(day, new[: pace(day)] + due + new[pace(day) :] + early)


def shuffled(day: Morning) -> list[int]:
    """All in rounds, each in the same shuffled order."""
    return take(day, sorted(range(len(day.cards)), key=lambda i: (day.looks[i], day.shuffle[i])))


def by_recall(day: Morning) -> list[int]:
    def recall(i: int) -> float:
        memory = day.cards[i].memory
        return MODEL.recall(memory.stability, day.today - memory.day) if memory else 0.0

    return sorted(range(len(day.cards)), key=lambda i: (recall(i), day.shuffle[i]))


def lowest(day: Morning) -> list[int]:
    """The least known first."""
    return take(day, by_recall(day))


def greedy(day: Morning) -> list[int]:
    """The greatest gain per second first, and no thought of the last day."""
    ahead = day.calendar.on - day.today

    def gain(card: Card) -> float:
        if card.memory is None:
            return MODEL.gain_new(ahead)
        stability, difficulty, last = card.memory
        return MODEL.gain(stability, difficulty, day.today - last, ahead) if day.today > last else 0

    rates = [card.weight * gain(card) / card.seconds for card in day.cards]
    order = sorted(range(len(rates)), key=lambda i: (-rates[i], i))
    return take(day, [i for i in order if rates[i] > 0])


def before(day: Morning) -> list[int]:
    """``interview plan`` up to 0.2.0."""
    later = day.calendar.on - 1 - day.today
    ahead = later + 1
    cards = day.cards
    recalls = [
        MODEL.recall(c.memory.stability, day.calendar.on - c.memory.day) if c.memory else 0.0
        for c in cards
    ]
    missing = sum(c.seconds * (1 - recall) for c, recall in zip(cards, recalls, strict=True))
    spare = day.calendar.minutes * 60 * ahead / (8.0 * missing) if missing else 1.0
    discount = 0.7 * max(0.0, 1 - spare) if later else 0.0

    def gain(card: Card, wait: int) -> float:
        if card.memory is None:
            return MODEL.gain_new(ahead - wait)
        stability, difficulty, last = card.memory
        return MODEL.gain(stability, difficulty, day.today + wait - last, ahead - wait)

    rates = [(gain(c, 0) - (discount and discount * gain(c, later))) / c.seconds for c in cards]
    return take(day, sorted(range(len(cards)), key=lambda i: (-rates[i], i)))


def plan(day: Morning) -> list[int]:
    """``interview plan``, all of its minutes for questions."""
    return chosen(day, day.calendar.minutes)


def chosen(day: Morning, minutes: float) -> list[int]:
    best = choose_today(day.cards, day.calendar, day.today, minutes, MODEL)
    return [int(card.key) for card in best]


def lived(day: Morning) -> list[int]:
    """``interview plan`` with its mock interviews, and a lighter last day."""
    calendar, minutes = day.calendar, day.calendar.minutes
    if day.today == calendar.on - 1:
        minutes *= LAST_DAY_SHARE
    if day.today not in calendar.mock_days(FIRST_DAY):
        return chosen(day, minutes)
    cards = chosen(day, minutes - calendar.mock_minutes)
    others = [i for i in chosen(day, 24 * 60) if i not in set(cards)]
    return cards + others[: int(calendar.mock_minutes * 60 / MOCK_SECONDS)]


Policy = Callable[[Morning], list[int]]
POLICIES: dict[str, Policy] = {
    "due": plain,
    "paced": paced,
    "keen": keen,
    "ahead": ahead,
    "shuffle": shuffled,
    "lowest": lowest,
    "greedy": greedy,
    "before": before,
    "plan": plan,
    "lived": lived,
}


#: What the plan is held against, learner by learner.
AGAINST = ("due", "paced", "before")


def learner(scenario: Scenario, dice: random.Random) -> GainModel:
    """Draw a learner's true weights."""
    weights = [w * math.exp(scenario.sigma * dice.gauss(0, 1)) for w in WEIGHTS[:20]]
    bounds = zip([*weights, scenario.decay], LOWEST, HIGHEST, strict=True)
    return GainModel(tuple(min(max(w, low), high) for w, low, high in bounds))


def recall_on_the_day(scenario: Scenario, number: int, policy: Policy) -> float:
    """Let learner *number* study by *policy*; give the mean of their true recall."""
    dice = random.Random(f"{scenario} {number}")
    true = learner(scenario, dice)
    calendar = Calendar(FIRST_DAY + scenario.days, scenario.minutes)
    width = len(str(scenario.cards))
    times = [dice.uniform(*scenario.seconds) for _ in range(scenario.cards)]
    cards = [
        Card(f"{i:0{width}}", None, seconds=time, later=time * scenario.later)
        for i, time in enumerate(times)
    ]
    shuffle = [dice.random() for _ in cards]
    throws = [[dice.random() for _ in cards] for _ in range(scenario.days)]
    truth: list[Memory | None] = [None] * len(cards)
    looks = [0] * len(cards)
    for today in range(FIRST_DAY, calendar.on):
        for i in policy(Morning(cards, looks, today, calendar, shuffle)):
            memory, known, throw = truth[i], cards[i].memory, throws[today - FIRST_DAY][i]
            if memory is None or known is None:
                shares = true.habits.first
            else:
                recall = true.recall(memory.stability, today - memory.day)
                hard, good, easy = (recall * share for share in true.habits.passed)
                shares = (1 - recall, hard, good, easy)
            rating = 1 + sum(throw >= share for share in list(accumulate(shares))[:3])
            truth[i] = after(true, memory, rating, today)
            cards[i] = cards[i].after(after(MODEL, known, rating, today))
            looks[i] += 1
    return fmean(
        true.recall(m.stability, calendar.on - m.day) if m else scenario.unseen for m in truth
    )


def after(model: GainModel, memory: Memory | None, rating: int, today: int) -> Memory:
    if memory is None:
        return Memory(*model.firsts[rating - 1], today)
    since = today - memory.day
    return Memory(*model.after(memory.stability, memory.difficulty, rating, since), today)


def one(job: tuple[Scenario, int]) -> list[float]:
    scenario, number = job
    return [recall_on_the_day(scenario, number, policy) for policy in POLICIES.values()]


def error(values: list[float]) -> float:
    """Give the standard error of the mean of *values*."""
    return stdev(values) / math.sqrt(len(values)) if len(values) > 1 else math.nan


def rows(scenarios: list[Scenario], learners: int, jobs: int) -> Iterator[dict[str, list[float]]]:
    """Print the table as it comes; give each scenario's recalls by policy."""
    print(f"{'':36}" + "".join(f"{name:>9}" for name in POLICIES), end="")
    print("".join(f"{f'plan - {other}':>19}" for other in AGAINST))
    with ProcessPoolExecutor(jobs) as pool:
        work = [(scenario, number) for scenario in scenarios for number in range(learners)]
        results = pool.map(one, work, chunksize=max(1, learners // 8))
        for scenario in scenarios:
            each = [next(results) for _ in range(learners)]
            found = dict(zip(POLICIES, map(list, zip(*each, strict=True)), strict=True))
            line = f"{scenario.name:36}" + "".join(f"{fmean(v):9.4f}" for v in found.values())
            for other in AGAINST:
                by = [
                    ours - theirs for ours, theirs in zip(found["plan"], found[other], strict=True)
                ]
                line += f"{fmean(by):+11.4f} ±{error(by):.4f}"
            print(line, flush=True)
            yield found


def lead(found: dict[str, list[float]], other: str) -> float:
    return fmean(found["plan"]) - fmean(found[other])


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--learners", type=int, default=64)
    parser.add_argument(
        "--scenarios", default="", help="A to N; R: random; S: the earlier draw; P: apart"
    )
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    wanted = [name for name in options.scenarios.split(",") if name]
    named = [s for s in NAMED if not wanted or s.name[0] in wanted]
    drawn = held_out() if not wanted or "R" in wanted else []
    drawn_earlier = earlier() if not wanted or "S" in wanted else []
    apart = [APART] if not wanted or "P" in wanted else []
    began = time.monotonic()
    scenarios = named + drawn + drawn_earlier + apart
    found = list(rows(scenarios, options.learners, options.jobs))
    print(f"{options.learners} learners, {time.monotonic() - began:.0f} s\n")

    targets: list[tuple[str, float, float]] = []
    for scenario, result in zip(named, found, strict=False):
        if scenario.name == "A":
            targets.append(("A: plan - due", lead(result, "due"), 0.27))
            targets.append(("A: plan - paced", lead(result, "paced"), 0.010))
        targets.append((f"{scenario.name}: plan - paced", lead(result, "paced"), -0.006))
        if scenario.name[0] != "N":  # it takes less time there
            targets.append((f"{scenario.name}: plan - before", lead(result, "before"), -0.002))
    leads = [lead(result, "paced") for result in found[len(named) :]]
    if drawn:
        mean = fmean(leads[: len(drawn)])
        targets.append(("random: plan - paced, mean", mean, 0.035))
    if drawn_earlier:
        mean = fmean(leads[len(drawn) :][: len(drawn_earlier)])
        targets.append(("earlier draw: plan - paced, mean", mean, 0.035))
    for policy in ("plan", "lived") if apart else ():
        targets.append((f"{APART.name}: {policy}", fmean(found[-1][policy]), 0.945))
    for name, value, least in targets:
        print(f"{'PASS' if value >= least else 'FAIL'}  {name:44}{value:+.4f}  at least {least:+}")
    return 0 if all(value >= least for _, value, least in targets) else 1


if __name__ == "__main__":
    raise SystemExit(main())
