"""Options that are numbers, in no order."""

from __future__ import annotations

import re

from interview_cli.storage.packs.lint.prose import flat
from interview_cli.storage.packs.lint.rule import Found, Measured, Rule
from interview_cli.storage.packs.lint.spots import Spot

_NUMBER = re.compile(
    r"(?P<sign>[-+−]?)(?P<money>[$€£]?)(?P<digits>\d[\d_]*(?:,\d{3})*(?:\.\d+)?)"
    r"(?P<unit>\s*(?:%|[A-Za-zµ]{1,12}(?:\s[a-z]+)?)?)\.?"
)

_VERSION = re.compile(r"\d{1,9}(?:\.\d{1,9})+")


def numbers(texts: list[str]) -> list[float] | None:
    """Give the numbers that *texts* are; None if one is none, or the units differ."""
    found = [_NUMBER.fullmatch(flat(text)) for text in texts]
    values: list[float] = []
    units = set()
    for match in found:
        if match is None:
            return None
        value = float(re.sub("[_,]", "", match["digits"]))
        values.append(-value if match["sign"] in ("-", "−") else value)
        unit = match["unit"].strip().lower()
        units.add((match["money"], unit.removesuffix("s") if len(unit) > 2 else unit))
    return values if len(units) == 1 else None


def _look(spot: Spot) -> Found:
    options = spot.options()
    values = numbers([option.text for option, _ in options])
    if values is None or len(values) < 3 or values in (sorted(values), sorted(values)[::-1]):
        return
    texts = [flat(option.text) for option, _ in options]
    if all(map(_VERSION.fullmatch, texts)):  # 3.10 is later than 3.9
        releases = [[*map(int, text.split("."))] for text in texts]
        if releases in (sorted(releases), sorted(releases)[::-1]):
            return
    for n in range(1, len(values)):
        if values[n] < values[n - 1]:
            message = (
                "these numbers are in no order: write the options from small to large, and "
                "keep_order: true in the quiz"
            )
            yield options[n][1].at("text"), message
            return


RULE = Rule(
    id="numeric-order",
    title="options that are numbers stand in no order",
    why="""\
Who knows the number looks for it; numbers in no order make that a search, which measures
nothing. `keep_order: true` shows them as you write them. `interview pack check --fix` puts them
in order.""",
    bad="""\
options:
  - {text: "404", right: true}
  - {text: "400"}
  - {text: "422"}""",
    good="""\
keep_order: true
options:
  - {text: "400"}
  - {text: "404", right: true}
  - {text: "422"}""",
    each=_look,
    measured=Measured(2, 2, 3),
)
