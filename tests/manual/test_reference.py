"""What the manual lists is all there is: settings, variables, lines of the journal."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from typing import get_args

import pytest
from helpers.learner import Learner
from helpers.manual import MANUAL, ROOT

from interview_cli.core.records import Flagged, Record
from interview_cli.storage import settings

LINES = {line.type: line for line in get_args(Record)}

#: What the system sets, or a shell when it completes a word: nobody sets these by hand.
GIVEN = re.compile(r"HOME|TZ|USERNAME|SHELL|ZDOTDIR|_.*|COMP_.*")


def read(stem: str) -> str:
    return (MANUAL / f"{stem}.md").read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """Return what stands below a heading of *text*, up to the next one."""
    found = re.search(rf"(?ms)^#+ {re.escape(heading)}\n(.*?)(?=^#+ |\Z)", text)
    assert found, f"there is no heading {heading!r}"
    return found[1]


def rows(text: str) -> list[list[str]]:
    """Return the names in the first column of the tables in *text*, by row."""
    firsts = re.findall(r"(?m)^\| (`[^|]+) \|", text)
    return [re.findall(r"`([^`]+)`", first) for first in firsts]


def test_every_setting_is_described():
    assert [row[0] for row in rows(section(read("settings"), "Settings"))] == [*settings.ABOUT]


def test_every_environment_variable_is_described():
    read_by_code = {
        name
        for path in (ROOT / "interview_cli").rglob("*.py")
        for name in re.findall(
            r"environ(?:\.get\(|\[)\s*\"([A-Z_]+)\"", path.read_text(encoding="utf-8")
        )
    }
    described = rows(section(read("settings"), "Environment variables"))
    by_hand = {name for name in read_by_code if not GIVEN.fullmatch(name)}
    assert by_hand <= {name for row in described for name in row}


def test_every_type_of_line_is_described():
    page = read("journal")
    assert re.findall(r"(?m)^### `?([a-z]+)`?$", page) == [*LINES]


@pytest.mark.parametrize("type_", LINES)
def test_every_field_of_a_line_is_described(type_):
    described = [name for row in rows(section(read("journal"), f"`{type_}`")) for name in row]
    assert described == [field.name for field in fields(LINES[type_])]


def test_what_every_line_has_is_described(home):
    Learner(home).run("flag", "cors-is-not-a-firewall", "is", "this", "right?")
    (file,) = (home / "journal").glob("*.jsonl")
    described = [name for row in rows(section(read("journal"), "Every line")) for name in row]
    own = {field.name for field in fields(Flagged)}
    assert described == [name for name in json.loads(file.read_bytes()) if name not in own]
