"""A phrase that is said to be wrong, and that the model answer says."""

from __future__ import annotations

from interview_cli.core.questions.question import KeyPoint
from interview_cli.core.scored import CONTRADICTED
from interview_cli.storage.packs.lint.points import asked_in, states_of
from interview_cli.storage.packs.lint.rule import Found, Measured, Rule
from interview_cli.storage.packs.lint.spots import Spot
from interview_cli.storage.packs.problems import brief


def _look(spot: Spot) -> Found:
    for asked in asked_in(spot):
        points = [point for point, _ in asked.points]
        states = states_of(asked, points, asked.answer)
        for state, (point, node) in zip(states, asked.points, strict=True):
            if state != CONTRADICTED:
                continue
            for n, phrase in enumerate(point.not_):
                only = [KeyPoint(point.says, not_=(phrase,)), KeyPoint(point.says)]
                with_it, without = states_of(asked, only, asked.answer)
                if with_it == CONTRADICTED != without:
                    message = (
                        f'the answer itself says "{brief(phrase, 40)}", which contradicts this '
                        "key point: make the phrase narrower, or mend the answer"
                    )
                    yield node["not"].at(n), message


RULE = Rule(
    id="not-in-answer",
    title="the model answer says what a key point calls wrong",
    why="""\
A phrase of `not` contradicts its key point, and an answer with a contradiction gets less than
half. If the model answer itself has it, a learner who says just that is told that it is wrong.""",
    bad="""\
answer: The client gets a 500. Behind some proxies the client gets a 502.
key_points:
  - {says: the client gets a 500, not: [client gets 502]}""",
    good="""\
answer: The client gets a 500. Some proxies make a 502 of it.
key_points:
  - {says: the client gets a 500, not: [client gets 429]}""",
    each=_look,
    measured=Measured(2, 2, 2),
)
