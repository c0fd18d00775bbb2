"""A key point that the model answer does not say."""

from __future__ import annotations

from interview_cli.core.scored import CONTRADICTED, MISSED
from interview_cli.storage.packs.lint.points import asked_in, states_of
from interview_cli.storage.packs.lint.rule import Found, Measured, Rule
from interview_cli.storage.packs.lint.spots import Spot
from interview_cli.storage.packs.problems import brief


def _look(spot: Spot) -> Found:
    for asked in asked_in(spot):
        points = [point for point, _ in asked.points]
        states = states_of(asked, points, asked.answer, without_not=True)
        for state, (point, node) in zip(states, asked.points, strict=True):
            if state in (MISSED, CONTRADICTED):
                what = "does not say" if state == MISSED else "seems to deny"
                message = (
                    f'the answer {what} this key point, "{brief(point.says, 40)}": say it in '
                    "the answer, or add to any how the answer says it"
                )
                yield node.at("says"), message


RULE = Rule(
    id="key-point-absent",
    title="the model answer does not say a key point",
    why="""\
The mock interview scores answers by their key points and then shows the model answer. If that
one would not get the point itself, either the answer leaves something out, or the phrases of
the point are not how people say it.""",
    bad="""\
answer: A set keeps each value once.
key_points:
  - {says: looking a value up takes constant time, any: [O(1), constant time]}""",
    good="""\
answer: A set keeps each value once, and looks a value up in constant time.
key_points:
  - {says: looking a value up takes constant time, any: [O(1), constant time]}""",
    each=_look,
    measured=Measured(3, 4, 3),
)
