"""The right option is the longest one, by far."""

from __future__ import annotations

from interview_cli.storage.packs.lint.prose import flat, prose
from interview_cli.storage.packs.lint.rule import Found, Measured, Rule
from interview_cli.storage.packs.lint.spots import Spot

TIMES = 1.25  # as long as the next longest: what people call clearly longer
LEAST = 10  # characters more


def sticks_out(spot: Spot, times: float = TIMES, least: int = LEAST) -> bool:
    """Say whether the one right option is longer than any other, by so much.

    Both without code and as it is shown: so code makes no option long, and none short. Where
    an option is all code there is nothing to compare.
    """
    options = [option for option, _ in spot.options()]
    right = [option.text for option in options if option.right]
    if len(right) != 1 or len(options) < 3 or not all(prose(option.text) for option in options):
        return False
    for length in (prose, flat):
        key = len(length(right[0]))
        others = max(len(length(option.text)) for option in options if not option.right)
        if key < others * times or key < others + least:
            return False
    return True


def _look(spot: Spot) -> Found:
    if sticks_out(spot):
        for option, node in spot.options():
            if option.right:
                message = (
                    "the right option is the longest by far, and learners know that: move what "
                    "explains it into why, or make the others as exact"
                )
                yield node.at("text"), message


RULE = Rule(
    id="longest-key",
    title="the right option is the longest by far",
    why="""\
Authors qualify what is right and are short about what is wrong. Who knows nothing picks the
longest option and is right: on 9,000 public programming questions in 41 of 100 cases, where
chance gives 25.""",
    bad="""\
options:
  - {text: "It is faster", why: ...}
  - {text: "It returns an iterator, so that the values are made one at a time", right: true}
  - {text: "It sorts them", why: ...}""",
    good="""\
options:
  - {text: "It sorts the values", why: ...}
  - {text: "It makes one value at a time", right: true, why: It returns an iterator …}
  - {text: "It keeps them all in memory", why: ...}""",
    each=_look,
    measured=Measured(3, 4, 3),
)
