"""Which questions are chosen, and in which order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.entry import Entry
from interview_cli.core.question import Step, Track
from interview_cli.core.selection import Filters, Seen, choose


def entry(name, group=None, level="mid", topic="t", kind="choice"):
    return Entry(f"p:{name}", level, topic, kind, group)


def keys(entries):
    return [e.key for e in entries]


def test_never_asked_then_missed_then_longest_ago():
    pool = [entry(name) for name in ("right-now", "missed", "right-before", "new")]
    seen = {
        "p:right-now": Seen("2026-11-21T10:00:00.000Z", True),
        "p:right-before": Seen("2026-11-01T10:00:00.000Z", True),
        "p:missed": Seen("2026-11-20T10:00:00.000Z", False),
    }
    assert keys(choose(pool, seen, 4, seed=1)) == [
        "p:new",
        "p:missed",
        "p:right-before",
        "p:right-now",
    ]


def test_one_of_a_group_in_a_sitting():
    pool = [entry("a", "g"), entry("b", "g"), entry("c"), Entry("q:d", "mid", "t", "choice", "g")]
    for seed in range(20):
        chosen = keys(choose(pool, {}, 10, seed=seed))
        assert len(chosen) == 3  # another pack's group of that name is another group
        assert not {"p:a", "p:b"} <= set(chosen)


def test_a_track_is_followed_in_its_order():
    pool = [entry("b1", topic="b"), entry("a1", topic="a"), entry("b2", topic="b")]
    track = Track("x", "X", (Step("a"), Step("b")))
    chosen = choose(pool, {}, 3, seed=4, step=lambda e: track.step(e.level, e.topic) or 0)
    assert keys(chosen)[0] == "p:a1"


@given(
    st.lists(st.integers(0, 200), unique=True, max_size=40),
    st.integers(0, 10**9),
    st.integers(1, 20),
    st.randoms(),
)
def test_the_order_of_reading_changes_nothing(names, seed, count, dice):
    pool = [entry(f"q{n}", group=f"g{n % 7}" if n % 3 else None) for n in names]
    mixed = list(pool)
    dice.shuffle(mixed)
    chosen = choose(pool, {}, count, seed=seed)
    assert choose(mixed, {}, count, seed=seed) == chosen
    assert len(chosen) <= count
    groups = [e.group for e in chosen if e.group]
    assert len(groups) == len(set(groups))


def test_naming_a_topic_selects_all_below_it_and_nothing_beside_it():
    matches = Filters(topics=("fastapi",)).matcher({})
    assert matches(entry("a", topic="fastapi"))
    assert matches(entry("a", topic="fastapi/dependencies"))
    assert not matches(entry("a", topic="fastapi-users"))


def test_several_values_mean_any_and_several_options_mean_all():
    matches = Filters(levels=("mid", "senior"), kinds=("order",)).matcher({}, quiz=True)
    assert matches(entry("a", level="senior", kind="order"))
    assert not matches(entry("a", level="senior", kind="choice"))
    assert not matches(entry("a", level="junior", kind="order"))
    assert not Filters().matcher({}, quiz=True)(entry("a", kind="recall"))
