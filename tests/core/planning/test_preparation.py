"""What was said of the interview before there is a plan: kept as a setting, read back, merged."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.levels import LEVELS
from interview_cli.core.planning.preparation import PREPARATION_SETTING, Preparation
from interview_cli.core.planning.selection import Filters
from interview_cli.core.records import Planned, to_line

#: A posting as the journal keeps it, but for its level: nothing else in it is known.
JOB: dict[str, st.SearchStrategy[Any]] = {
    **dict.fromkeys(("level_by", "level_line", "level_text"), st.none()),
    **dict.fromkeys(("areas", "nice", "low", "missing"), st.just([])),
    "weights": st.just({}),
}

names = st.text("abcdefgh/-", min_size=1, max_size=6)
preparations = st.builds(
    Preparation,
    minutes=st.floats(1, 1440),
    weights=st.dictionaries(names, st.floats(0, 100), max_size=3),
    filters=st.builds(Filters, levels=st.lists(names, max_size=2).map(tuple)),
    job=st.none() | st.fixed_dictionaries({"level": st.just(LEVELS[1]), **JOB}),
)
json = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


def line(value: Any) -> dict[str, Any]:
    return {"type": "settings", "name": PREPARATION_SETTING, "value": value}


@given(preparations)
def test_it_is_read_back_as_it_was(said):
    assert Preparation.read([to_line(said.record())]) == said


@given(preparations)
def test_a_plan_is_made_of_it_and_has_it(said):
    assert Preparation.of(said.plan(739_000)) == said


@given(st.lists(preparations, min_size=1, max_size=4))
def test_the_latest_counts(said):
    other = [to_line(Planned(on=None)), {"type": "settings", "name": "weights", "value": None}]
    lines = [to_line(one.record()) for one in said]
    assert Preparation.read([*lines, *other]) == said[-1]
    assert Preparation.read(other) is None


@given(json | st.fixed_dictionaries({"minutes": json, "weights": json, "filters": json}))
def test_of_a_newer_version_it_only_says_that_it_was_asked(value):
    assert Preparation.read([line(value)]) is not None
