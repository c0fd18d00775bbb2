"""The page of the format, the schema and the reader know the same fields."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from helpers.manual import MANUAL

from interview_cli.core.kinds import KINDS
from interview_cli.packs.authoring.json_schema import pack_schema
from interview_cli.packs.format.reader import read
from interview_cli.packs.lint import RULES
from interview_cli.packs.yaml.structure import FIELDS

PAGE = (MANUAL / "format.md").read_text(encoding="utf-8")


def parts(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the schema of each mapping in which only the fields that it names can stand."""
    if schema.get("additionalProperties") is False:
        yield schema
    inner = [*schema.get("properties", {}).values(), schema.get("items")]
    inner += [case["then"] for case in schema.get("allOf", ()) if "then" in case]
    for each in inner:
        if isinstance(each, dict):
            yield from parts(each)


def fields() -> set[tuple[str, str]]:
    """Return each field's name, and what it's for."""
    return {
        (name, about["description"])
        for part in parts(pack_schema())
        for name, about in part["properties"].items()
    }


def test_every_field_of_the_schema_is_on_the_page() -> None:
    found = fields()

    assert len(found) > 90
    for name, about in found:
        assert re.search(rf"(?m)^- `{name}` \(.*\): {re.escape(about)}$", PAGE), (name, about)


def test_every_field_on_the_page_is_in_the_schema() -> None:
    listed = re.findall(r"(?m)^- `([\w-]+)` \([^\n]*?\): ([^\n]*)$", PAGE)

    assert len(listed) > 90
    assert {*listed} <= fields()


def write(schema: dict[str, Any], kind: str) -> Any:
    """Return something with every field that the schema knows, and one in each mapping that it
    doesn't; quizzes are of *kind*.
    """
    if schema.get("title") == "quiz":
        cases = [case for case in schema["allOf"] if "then" in case]
        (schema,) = (c["then"] for c in cases if c["if"]["properties"]["kind"]["const"] == kind)
    if schema.get("additionalProperties") is False:
        known = {name: write(about, kind) for name, about in schema["properties"].items()}
        return known | {"nonsense": "x"}
    if schema.get("type") == "array" and "examples" in schema:
        item = write(schema["items"], kind)
        return [item] if isinstance(item, dict) else schema["examples"][0]
    return schema["examples"][0] if "examples" in schema else ""


def count(value: Any) -> int:
    """Return in how many mappings there is a field that nobody knows."""
    if isinstance(value, dict):
        return ("nonsense" in value) + sum(map(count, value.values()))
    return sum(map(count, value)) if isinstance(value, list) else 0


@pytest.mark.parametrize("kind", KINDS)
def test_the_reader_knows_the_fields_of_the_schema_and_no_others(kind: str, tmp_path: Path) -> None:
    whole = write(pack_schema(), kind)
    path = tmp_path / "whole.yaml"
    path.write_text(json.dumps(whole, indent=1), encoding="utf-8")

    problems = [p for p in read(path).problems if p.rule in ("unknown-field", "misplaced")]

    assert [p.message for p in problems if '"nonsense"' not in p.message] == []
    assert len(problems) == count(whole) > 10


def test_a_space_that_is_missing_in_brackets_is_told_of_every_field() -> None:
    words = {"about", "class", "was", "with"}  # a text in brackets may have these before a colon

    assert {name for name, _ in fields()} - RULES.keys() - words == FIELDS
