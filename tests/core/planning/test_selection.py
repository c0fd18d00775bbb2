"""Which questions are chosen, and in which order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.planning.selection import Filters, choose
from interview_cli.core.progress.progress import Progress, QuestionHistory
from interview_cli.core.questions.entry import Entry
from interview_cli.core.questions.question import Step, Track


def entry(name, group=None, level="mid", topic="t", kind="choice"):
    return Entry(f"p:{name}", level, topic, kind, group)


def keys(entries):
    return [e.key for e in entries]


DAY = 739_900


def progress(**known):
    """Return a learner who knows questions by stability and by days since they were asked."""
    return Progress(
        known={
            f"p:{name.replace('_', '-')}": QuestionHistory(
                right=True,
                fingerprint="0" * 12,
                kind="choice",
                asked=1,
                times_right=1,
                seconds=30.0,
                stability=stability,
                difficulty=5.0,
                day=DAY - since,
            )
            for name, (stability, since) in known.items()
        }
    )


def chosen(pool, count, learner=None, **how):
    return keys(choose(pool, learner or progress(), count, **({"seed": 1, "day": DAY} | how)))


def test_what_is_due_then_what_is_new_then_what_is_nearest_to_being_forgotten():
    pool = [entry(name) for name in ("far", "due", "near", "new", "late")]
    learner = progress(far=(90.0, 3), near=(9.0, 3), due=(5.0, 5), late=(5.0, 40))
    every = chosen(pool, 5, learner)
    assert set(every[:2]) == {"p:due", "p:late"}
    assert every[2:] == ["p:new", "p:near", "p:far"]


def test_flashcards_ask_what_is_not_due_only_when_nothing_else_is_left():
    pool = [entry("far"), entry("near")]
    learner = progress(far=(90.0, 3), near=(9.0, 3))
    assert chosen([*pool, entry("new")], 3, learner, ahead=False) == ["p:new"]
    assert chosen(pool, 3, learner, ahead=False) == ["p:near", "p:far"]


def test_what_was_answered_today_is_not_due_today():
    learner = progress(missed=(0.2, 0))
    assert chosen([entry("missed"), entry("new")], 2, learner) == ["p:new", "p:missed"]
    assert chosen([entry("missed"), entry("new")], 2, learner, day=DAY + 1)[0] == "p:missed"


def test_due_questions_come_in_the_order_of_what_they_bring_for_their_time():
    learner = progress(quick=(5.0, 6), slow=(5.0, 6))
    learner.known["p:slow"] = learner.known["p:slow"]._replace(seconds=600.0)
    assert chosen([entry("slow"), entry("quick")], 2, learner) == ["p:quick", "p:slow"]


def test_what_the_plan_says_for_today_comes_first_in_its_order():
    pool = [entry(name) for name in ("a", "b", "c", "due")]
    learner = progress(due=(5.0, 50))
    every = chosen(pool, 4, learner, planned=["p:c", "p:a"])
    assert every == ["p:c", "p:a", "p:due", "p:b"]


def test_a_sibling_of_what_was_answered_today_is_put_off():
    pool = [entry("seen", "g"), entry("sibling", "g"), entry("x"), entry("y")]
    learner = progress(seen=(2.0, 0))
    assert chosen(pool, 4, learner)[-1] == "p:sibling"
    tomorrow = chosen(pool, 4, learner, day=DAY + 1)
    assert len(tomorrow) == 3
    assert "p:sibling" in tomorrow


def test_one_of_a_group_in_a_sitting():
    pool = [entry("a", "g"), entry("b", "g"), entry("c"), Entry("q:d", "mid", "t", "choice", "g")]
    for seed in range(20):
        every = chosen(pool, 10, seed=seed)
        assert len(every) == 3  # another pack's group of that name is another group
        assert not {"p:a", "p:b"} <= set(every)


def test_a_track_is_followed_in_its_order():
    pool = [entry("b1", topic="b"), entry("a1", topic="a"), entry("b2", topic="b")]
    track = Track("x", "X", (Step("a"), Step("b")))
    every = chosen(pool, 3, seed=4, step=lambda e: track.step(e.level, e.topic, e.kind) or 0)
    assert every[0] == "p:a1"


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
    learner = progress(q1=(3.0, 9), q2=(30.0, 9), q3=(1.0, 0), q4=(2.0, 2))
    every = choose(pool, learner, count, seed=seed, day=DAY)
    assert choose(mixed, learner, count, seed=seed, day=DAY) == every
    assert len(every) <= count
    groups = [e.group for e in every if e.group]
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
