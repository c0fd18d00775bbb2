"""The pages of the rules say what was measured, on questions that were set aside."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import pytest
from packs.lint.labelled import flagged, halves, labels, measured

from interview_cli.commands.pack.rules import page
from interview_cli.packs import lint
from interview_cli.packs.lint import RULES
from interview_cli.packs.lint.rule import Measured

#: The rules that are measured; the figures themselves take a while.
MEASURED = sorted(id_ for id_, rule in RULES.items() if rule.measured is not None)


@cache
def figures() -> dict[str, Measured]:
    return measured(halves()[1])


def test_sixty_of_each_are_tuned_on_and_thirty_of_each_are_not() -> None:
    said = labels()
    for names, each in zip(halves(), (60, 30), strict=True):
        assert sum(bool(said[name]) for name in names) == each
        assert len(names) == 2 * each
    assert {flaw for flaws in said.values() for flaw in flaws} == {*MEASURED}


def test_what_is_published_is_what_is_measured() -> None:
    """Change a rule, and write its new figures: python tests/packs/lint/labelled.py --write."""
    assert {rule: RULES[rule].measured for rule in MEASURED} == figures()


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_page_has_all_that_an_author_wants_to_know(rule: str) -> None:
    told = page(RULES[rule])

    assert "Instead of" in told
    assert "write" in told
    assert f"ignore: {{{rule}:" in told
    if (published := RULES[rule].measured) is not None:
        assert f"{published.right} of {published.flagged}" in told
        assert f"{published.right} of {published.flawed}" in told


@pytest.mark.parametrize("rule", [name for name in MEASURED if RULES[name].on])
def test_a_rule_that_is_on_is_seldom_wrong(rule: str) -> None:
    published = RULES[rule].measured

    assert published is not None
    assert published.flawed >= 1
    assert published.precision is not None
    assert published.precision >= 0.75  # of four at most one: more cannot be said of so few


def test_what_is_sound_is_left_alone() -> None:
    said, found = labels(), flagged()
    on = {rule.id for rule in RULES.values() if rule.on}

    assert {name: found[name] & on for name in said if not said[name] and found[name] & on} == {}


def test_every_rule_has_its_line_in_the_table() -> None:
    modules = [import_module(f"{lint.__name__}.{m.name}") for m in iter_modules(lint.__path__)]
    found = {
        value
        for module in modules
        for name, value in vars(module).items()
        if name.startswith("find_") and value.__module__ == module.__name__
    }

    assert found == {rule.each or rule.over for rule in RULES.values()} - {None}
