"""Each value of a pack, replaced by one of every other type: a problem, never an exception."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from helpers.data import TRICKY

from interview_cli.packs.checking.check import RuleFilter, check
from interview_cli.packs.format.reader import read

pytestmark = pytest.mark.slow

BROKEN = ["{", "[", "{|", "[{a", "{a: [", "'", '"', "&a", "*a", "!t", "- -", "? a", "@", "| x"]
VALUES: list[Any] = [None, " ", "text", -1.5, True, [], {}, [[]], [{}], {"a": "b"}, ["a", None]]


def paths(value: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to each value in *value*."""
    if before:
        yield before
    if isinstance(value, list):
        value = dict(enumerate(value))
    if isinstance(value, dict):
        for key, part in value.items():
            yield from paths(part, (*before, key))


def load(path: Path) -> Any:
    text = path.read_text(encoding="utf-8-sig").replace("ask: Why?,", 'ask: "Why?",')
    return yaml.load(text, yaml.BaseLoader)


def add_optional_fields(pack: Any) -> Any:
    """Give each question of *pack* the fields of all questions, so that they meet."""
    usual = {
        "code": "print(1)\n",
        "setup": "import sys\n",
        "fixed": "print(2)\n",
        "proof": "assert 1\n",
        "key_points": [{"says": "a thing", "any": ["a", "b"], "not": ["c"], "weight": 1}],
        "follow_ups": [{"id": "next", "ask": "And?", "answer": "So.", "key_points": []}],
        "sources": ["https://example.org"],
        "checked": {"date": "2026-11-21", "with": {"python": "3.11"}},
        "needs": {"python": ">=3.11"},
        "was": ["older"],
        "lint": {"ignore": {"longest-key": "short"}},
    }
    pack["questions"] = [usual | question for question in pack["questions"]]
    return pack


PACK = add_optional_fields(load(TRICKY))
PLACES = [
    path
    for path in paths(PACK)
    # What each question has alike is tried once.
    if not (path[0] == "questions" and path[1:2] not in [(), (0,)] and path[2:3] != ("quiz",))
]


by_path = pytest.mark.parametrize("path", PLACES, ids=lambda path: ".".join(map(str, path)))


def replaced(path: tuple[Any, ...], value: Any) -> Any:
    """Return the pack with *value* at *path*."""
    pack = copy.deepcopy(PACK)
    *way, last = path
    holder = pack
    for key in way:
        holder = holder[key]
    holder[last] = value
    return pack


@by_path
def test_a_value_of_another_type_is_a_problem_or_taken(tmp_path, path):
    file = tmp_path / "mine.yaml"
    for value in VALUES:
        file.write_text(json.dumps(replaced(path, value), indent=1), encoding="utf-8")
        check([file], RuleFilter())
        found = read(file)
        assert found.problems or isinstance(value, str | float | bool | None), (path, value)


@by_path
def test_a_value_that_breaks_off_is_a_problem(tmp_path, path):
    file = tmp_path / "mine.yaml"
    text = yaml.safe_dump(replaced(path, "HERE"), sort_keys=False, allow_unicode=True)
    for value in BROKEN:
        file.write_text(text.replace("HERE", value), encoding="utf-8")
        check([file], RuleFilter())
        assert read(file).problems, (path, value)
