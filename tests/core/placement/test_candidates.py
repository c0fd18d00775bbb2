"""Which questions a placement may choose from."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.levels import LEVELS
from interview_cli.core.placement.candidates import CHOICE, LATELY_DAYS, choose_candidates
from interview_cli.core.progress.progress import Progress, QuestionHistory
from interview_cli.core.questions.entry import Entry

DAY = 740_000


def history(days_ago: int) -> QuestionHistory:
    return QuestionHistory(True, "0" * 12, "choice", 1, 1, 20.0, 2.0, 5.0, DAY - days_ago)


def entries(count: int, level: str = "mid", group: str | None = None) -> list[Entry]:
    return [Entry(f"p:{level}-{n}", level, "t", "choice", group) for n in range(count)]


def choose(pool, seen=None, most=4, seed=1):
    progress = Progress(known={key: history(days) for key, days in (seen or {}).items()})
    return [e.key for e in choose_candidates(pool, progress, most, seed=seed, day=DAY)]


def test_each_level_has_its_share():
    pool = [entry for level in LEVELS for entry in entries(30, level)]
    counts = Counter(key.partition(":")[2].partition("-")[0] for key in choose(pool))
    assert counts == dict.fromkeys(LEVELS, 4 * CHOICE)


def test_what_was_seen_lately_is_left_out_where_there_is_enough_else():
    pool = entries(10)
    chosen = choose(pool, {"p:mid-0": 1, "p:mid-1": LATELY_DAYS - 1, "p:mid-2": LATELY_DAYS})
    assert {"p:mid-0", "p:mid-1"}.isdisjoint(chosen)
    assert len(chosen) == 8
    assert "p:mid-2" in chosen


def test_with_little_else_what_was_seen_longest_ago_fills_up():
    chosen = choose(entries(6), {f"p:mid-{n}": n + 1 for n in range(5)})
    assert chosen == ["p:mid-5", "p:mid-4", "p:mid-3", "p:mid-2"]


def test_a_group_that_was_answered_lately_comes_last():
    twins = entries(2, group="twins")
    chosen = choose([*twins, *entries(8, "senior")], {"p:mid-0": 3})
    assert chosen[-2:] == ["p:mid-1", "p:mid-0"]


@given(st.integers(0, 99), st.permutations(range(12)))
def test_the_same_seed_gives_the_same_whatever_the_order(seed, order):
    pool = [*entries(6), *entries(6, "senior")]
    assert choose([pool[n] for n in order], seed=seed) == choose(pool, seed=seed)
