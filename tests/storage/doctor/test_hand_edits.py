"""What an editor does to lines that still count is named: a name twice, an id of another form."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from helpers.learner import Learner

from interview_cli.storage.journal import Journal


def examine(learner: Learner) -> dict[str, dict[str, Any]]:
    document = learner.json("progress", "doctor", code=None)
    return {one["code"]: one for one in document["findings"] if one["code"] != "unknown-question"}


def change_first(learner: Learner, change: Callable[[bytes], bytes]) -> None:
    file = Journal(learner.home / "journal").path
    first, *others = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join([change(first), *others]))


def test_a_name_twice_is_a_problem_where_the_values_differ(learner: Learner) -> None:
    change_first(learner, lambda raw: raw.replace(b'"rating":3', b'"rating":1,"rating":3'))
    found = examine(learner)
    assert found.keys() == {"doubled-name"}
    assert found["doubled-name"]["line"] == 1
    assert '"rating"' in found["doubled-name"]["says"]
    assert learner.json("progress", "doctor", code=1)["answers"] == 2


def test_the_same_value_twice_is_only_noted(learner: Learner) -> None:
    change_first(learner, lambda raw: raw.replace(b'"rating":3', b'"rating":3,"rating":3'))
    found = examine(learner)
    assert found.keys() == {"same-name"}
    assert found["same-name"]["harmless"]


@pytest.mark.parametrize("id_", ["1", "my-own", "x" * 36, "0" * 32])
def test_an_id_of_another_form_is_noted(learner: Learner, id_: str) -> None:
    (kept, _) = learner.lines("reviewed")
    change_first(learner, lambda raw: raw.replace(kept["id"].encode(), id_.encode()))
    found = examine(learner)
    assert found.keys() == {"other-id"}
    assert found["other-id"]["harmless"]


@pytest.mark.parametrize("change", [str.upper, "{{{}}}".format, lambda id_: id_.replace("-", "")])
def test_a_copy_of_a_line_with_its_id_written_otherwise_counts_twice(
    learner: Learner, change: Callable[[str], str]
) -> None:
    (kept, _) = learner.lines("reviewed")
    changed = change(kept["id"])
    Path(learner.home, "journal", "edited.jsonl").write_text(json.dumps(kept | {"id": changed}))
    found = examine(learner)
    assert found.keys() == {"other-id", "changed-id"}
    assert found["changed-id"]["path"] == "journal/edited.jsonl"
    assert not found["changed-id"]["harmless"]
