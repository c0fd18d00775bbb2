"""`pack schema`: an editor's checker and ours say the same, and neither of them what is wrong.

The validator is check-jsonschema, in a process, with a YAML reader of its own.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from helpers.data import BROKEN, ROOT, TRICKY
from helpers.learner import Learner
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_cli.core.kinds import KINDS
from interview_cli.core.serialise import pack_field_name
from interview_cli.packs.authoring.json_schema import (
    FIELDS,
    MODELINE,
    SCHEMA_FILE,
    SHARED,
    pack_schema,
    schema_text,
)
from interview_cli.packs.format.reader import read
from interview_cli.packs.kinds import KINDS_FOR_AUTHORS, QUIZ_PARTS
from interview_cli.packs.lint import lint

BANK = sorted((ROOT / "questions").rglob("*.yaml"))

#: What is structure, and so a schema's business.
STRUCTURE = {
    "accept",
    "empty",
    "fixed",
    "format",
    "id",
    "group",
    "kind",
    "level",
    "missing",
    "topic",
    "type",
    "unknown-field",
    "versions",
    "was",
}


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("schema") / SCHEMA_FILE
    path.write_text(schema_text(), encoding="utf-8")
    return path


def validate(schema: Path, paths: list[Path]) -> dict[str, list[str]]:
    """Give the places of the errors that check-jsonschema finds, by file."""
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), "-o", "json"]
    done = subprocess.run([*command, *map(str, paths)], capture_output=True, encoding="utf-8")
    said = json.loads(done.stdout)
    assert done.returncode == (0 if said["status"] == "ok" else 1)
    assert not said.get("parse_errors")
    places: dict[str, list[str]] = {}
    for error in said.get("errors", ()):
        places.setdefault(error["filename"], []).append(error["path"])
    return places


def readable(path: Path) -> bool:
    try:
        return bool(list(yaml.parse(path.read_text("utf-8"), yaml.BaseLoader)))
    except (yaml.YAMLError, UnicodeDecodeError):
        return False


def question_of(path: Path, line: int) -> str:
    """Say in which question of a file a *line* lies, as a validator names it."""
    root = yaml.compose(path.read_text("utf-8"), yaml.BaseLoader)
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    place = "$"
    for key, value in pairs:
        if key.start_mark.line < line:
            place = f"$.{key.value}"
        if key.value == "questions" and isinstance(value, yaml.SequenceNode):
            for n, item in enumerate(value.value):
                if item.start_mark.line < line:
                    place = f"$.questions[{n}]"
    return place


BAD = [
    path
    for path in sorted(BROKEN.glob("*.yaml"))
    if not path.name.startswith(("yaml-", "bytes-")) and readable(path)
]


def test_it_is_a_schema_of_draft_7_with_words_of_draft_7() -> None:
    made = json.loads(schema_text())

    jsonschema.Draft7Validator.check_schema(made)
    assert made["$schema"] == "http://json-schema.org/draft-07/schema#"
    newer = {"$defs", "prefixItems", "unevaluatedProperties", "dependentRequired", "minContains"}
    assert not newer & {key for key, _ in nodes(made)}


def nodes(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key, inner
            yield from nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes(inner)


def described(schema: Any) -> Iterator[dict[str, Any]]:
    """Give what describes a field, and not those that only say when a condition holds."""
    if isinstance(schema, dict):
        if schema.get("additionalProperties") is False:
            yield from schema["properties"].values()
        for key, inner in schema.items():
            if key not in ("if", "else", "contains", "not"):
                yield from described(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from described(inner)


def test_every_field_has_a_description_and_an_example_that_fits() -> None:
    every = [*described(pack_schema())]

    assert len(every) > 60
    for field in every:
        assert field["description"].endswith((".", "|"))
        (example,) = field["examples"]
        jsonschema.Draft7Validator(field).validate(example)


def test_the_fields_with_help_are_those_that_the_reader_validates() -> None:
    known = {**FIELDS, **{cls: part.fields for cls, part in QUIZ_PARTS.items()}}
    for kind, about in KINDS_FOR_AUTHORS.items():
        known[KINDS[kind]] = {**SHARED, **about.fields}

    for cls, with_help in known.items():
        assert {*with_help} == {pack_field_name(field.name) for field in fields(cls)}


def test_each_kind_has_a_part_for_authors() -> None:
    assert [*KINDS_FOR_AUTHORS] == [*KINDS]


@pytest.mark.slow
def test_the_bundled_bank_and_what_pack_new_makes_have_no_error(
    schema: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Learner(home).run("pack", "new", "mine")

    assert validate(schema, [*BANK, *sorted(Path("mine").glob("*.yaml"))]) == {}


def test_of_the_traps_only_null_is_told_apart(schema: Path) -> None:
    """A schema sees the value, not what was written: an empty field and ``~`` are one."""
    errors = validate(schema, [TRICKY])[str(TRICKY)]

    assert errors == ["$.pack.description", "$.pack.license"]


NULLS = """format: 1
pack: {id: nulls, title: Nulls}
defaults: {level: junior, topic: sql}
questions:
  - id: asked-for
    ask: What is NULL + 1?
    answer: It's NULL.
    key_points: [{says: it's null, any: [NULL]}]
    quiz: {kind: short, accept: [NULL, ~]}
  - id: an-option
    ask: What is NULL + 1?
    answer: It's NULL.
    quiz: {kind: choice, options: [{text: null, right: true}, {text: 1}]}
  - {id: to-be-said, ask: ~, answer: null, code: null, hint: Null}
"""


def test_null_is_text_where_it_may_be_asked_for_and_both_doubt_it_elsewhere(
    schema: Path, tmp_path: Path
) -> None:
    path = tmp_path / "nulls.yaml"
    path.write_text(NULLS, encoding="utf-8")
    fields = ["ask", "answer", "code", "hint"]

    assert validate(schema, [path])[str(path)] == [f"$.questions[2].{name}" for name in fields]
    problems = lint([read(path)], ["null-text"])
    assert [problem.message.split()[0] for problem in problems] == fields


def covers(place: str, where: str) -> bool:
    """Say whether an error at *place* is one of what stands at *where*: of it, or in it."""
    whole = place == "$" and not where.startswith("$.questions[")
    return whole or place == where or place.startswith((f"{where}.", f"{where}["))


def test_where_our_checker_finds_a_wrong_structure_the_schema_does_too(schema: Path) -> None:
    theirs = validate(schema, BAD)

    missed = set()
    compared = 0
    for path in BAD:
        places = theirs.get(str(path), [])
        for problem in read(path).problems:
            if problem.rule not in STRUCTURE:
                continue
            compared += 1
            where = question_of(path, problem.line)
            if not any(covers(place, where) for place in places):
                missed.add((path.name, problem.line, problem.rule))
    assert compared > 90
    assert missed == set()


def test_what_has_no_structural_problem_has_no_error_of_the_schema(schema: Path) -> None:
    theirs = validate(schema, BAD)

    for path in BAD:
        ours = {question_of(path, problem.line) for problem in read(path).problems}
        for place in theirs.get(str(path), []):
            question = re.match(r"\$\.questions\[\d+\]", place)
            assert not question or question[0] in ours, (path.name, place)


@pytest.mark.parametrize(
    ("quiz", "place", "said"),
    [
        ("kind: chioce, options: []", ".quiz.kind", "'chioce' is not one of"),
        ("kind: order, steps: [a, b]", ".quiz.steps", "too short"),
        ("kind: order, steps: [a, b, c], text: d", ".quiz", "'text' does not match"),
        ("kind: short", ".quiz", "'accept' is a required property"),
        ("kind: output, prints: a", "", "'code' is a required property"),
        ("kind: choice, options: [{text: a}, {text: b}]", ".quiz.options", "valid under"),
    ],
)
def test_errors_are_of_the_kind_that_the_quiz_names(quiz: str, place: str, said: str) -> None:
    question = f"{{id: q, ask: a, answer: b, level: mid, topic: t, quiz: {{{quiz}}}}}"
    file = yaml.safe_load(f"questions: [{question}]")

    (error,) = jsonschema.Draft7Validator(pack_schema()).iter_errors(file)

    assert "".join(f".{name}" for name in list(error.absolute_path)[2:]) == place
    assert said in error.message


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ({"checked": {"date": "2026-02-30"}}, "date"),
        ({"key_points": [{"says": "so", "from": "junior"}]}, "key-point"),
        ({"follow_ups": [{"id": "a", "ask": "b", "answer": "c"}] * 2}, "duplicate-id"),
        ({"proof": "def"}, "python"),
        ({"answer": "```python"}, "markdown"),
        ({"quiz": {"kind": "blanks", "text": "{{2}}", "accept": [["a"]]}}, "gaps"),
        ({"quiz": {"kind": "order", "steps": ["a", "b", "a "]}}, "steps"),
    ],
)
def test_what_a_schema_cannot_see(more: dict[str, Any], rule: str, tmp_path: Path) -> None:
    """Values that are compared, and texts in another language, are for ``pack check``."""
    sound = {"id": "q", "ask": "What?", "answer": "That.", "level": "mid", "topic": "t"}
    pack = {"id": "p", "title": "P"}
    file = {"format": 1, "pack": pack, "questions": [sound | more]}
    (tmp_path / "p.yaml").write_text(json.dumps(file))

    assert rule in {problem.rule for problem in read(tmp_path / "p.yaml").problems}
    assert [*VALIDATOR.iter_errors(file)] == []


VALIDATOR = jsonschema.Draft7Validator(pack_schema())
WORDS = st.sampled_from(
    ["a", "Two Words", "007", "1.10", "yes", "NO", "12:30", "mid", "a/b", "https://x.org", ">=1"]
)
NAMES = [
    *("id", "ask", "answer", "level", "topic", "hint", "code", "fixed", "group", "draft", "was"),
    *("sources", "needs", "checked", "x-mine", "anwser", "key_points", "quiz"),
]
VALUES = st.one_of(WORDS, st.lists(WORDS, max_size=3), st.dictionaries(WORDS, WORDS, max_size=2))


@pytest.mark.slow
@settings(max_examples=300)
@given(st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=9))
def test_a_question_is_structurally_wrong_for_both_or_for_neither(
    tmp_path_factory: pytest.TempPathFactory, question: dict[str, Any]
) -> None:
    sound = {"id": "q", "ask": "What?", "answer": "That.", "level": "mid", "topic": "t"}
    pack = {"id": "p", "title": "P"}
    file = {"format": 1, "pack": pack, "questions": [sound | question]}
    path = tmp_path_factory.getbasetemp() / "one.yaml"
    path.write_text(json.dumps(file), encoding="utf-8")  # all texts quoted: no YAML in between

    ours = [p for p in read(path).problems if p.rule not in ("date", "python", "markdown")]
    theirs = [*VALIDATOR.iter_errors(file)]

    assert bool(ours) == bool(theirs), (ours, [error.message for error in theirs])


def test_it_is_written_to_the_screen_or_to_a_file(home: Path, tmp_path: Path) -> None:
    learner = Learner(home)
    file = tmp_path / "pack.schema.json"

    said = learner.run("pack", "schema").out
    told = learner.run("pack", "schema", "--out", str(file)).out

    assert said == schema_text() == file.read_text("utf-8")
    assert MODELINE in told
    assert learner.json("pack", "schema", "--out", str(file)) == {"v": 1, "file": str(file)}
    learner.run("pack", "schema", "--out", str(tmp_path))
    assert (tmp_path / SCHEMA_FILE).read_text("utf-8") == schema_text()


def test_a_file_that_is_no_schema_is_not_overwritten(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "pack.yaml"
    file.write_text("format: 1\n")

    said = Learner(home).refused("pack", "schema", "--out", str(file))

    assert "already exists, and isn't a schema" in said
    assert file.read_text() == "format: 1\n"
    lost = Learner(home).run("pack", "schema", "--out", str(tmp_path / "no" / "x.json"), code=4)
    assert "there is no folder" in lost.err
