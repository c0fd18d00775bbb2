"""Tags of a repository: which are newer, and the way back from one to the default branch."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from helpers.git import git
from helpers.pack_sources import HEAD, ONE, TWO, committed, listed, pack
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.packs.sources.git import newer_tags, sort_tags

pytestmark = pytest.mark.slow


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Make a repository with one commit."""
    folder = tmp_path / "repo"
    folder.mkdir()
    (folder / "pack.yaml").write_text(HEAD, encoding="utf-8")
    (folder / "joins.yaml").write_text(ONE, encoding="utf-8")
    committed(folder)
    return folder


@pytest.mark.parametrize(
    ("present", "there", "said"),
    [
        ("v1.0", ["v1.0-rc1", "release-20200101"], []),
        ("v1.0", ["v1.1-rc1", "v0.9", "V2.0", "2.0", "stable"], []),
        ("v1.0", ["v1.2", "v1.10", "v1.9", "v2.0.0-beta"], ["v1.10", "v1.9", "v1.2"]),
        ("v1.0", ["v1", "v1.0.0", "v1.0+build7", "v1.0.1"], ["v1.0.1"]),
        ("v1.0rc1", ["v1.0a2", "v1.0b1", "v1.0.dev5"], []),
        ("v1.0-rc.2", ["v1.0-rc.1", "v1.0-rc.10", "v1.0"], ["v1.0", "v1.0-rc.10"]),
        ("1.0", ["1.0.post1", "1.0-postgres"], ["1.0.post1"]),
        ("2026-01-31", ["2025-12-31", "2026-02-01"], ["2026-02-01"]),
        ("stable", ["v1.0", "latest"], []),
    ],
)
def test_which_tags_are_newer(
    source: Path, present: str, there: list[str], said: list[str]
) -> None:
    for tag in (present, *there):
        git(source, "tag", tag)
    pack("add", source, "--ref", present)

    (one,) = json.loads(pack("update", "--json").stdout)["packs"]

    assert one["newer"] == said
    told = pack("update").stdout
    assert ("Newer tags: " in told) == bool(said)
    assert ", ".join(said) in told


TAG = st.text("v1029.-_rcdev+", max_size=12)


@given(st.sets(TAG, max_size=8), TAG)
def test_newer_is_an_order(names: set[str], present: str) -> None:
    found = newer_tags(names, present)

    assert present not in found
    for name in found:
        assert present not in newer_tags([present], name)
        assert set(newer_tags(found, name)) < set(found)


def test_a_number_of_any_length() -> None:
    long = f"v{'9' * 10_000}"

    assert newer_tags([long, "v2"], "v1") == [long, "v2"]


def test_the_tags_that_most_are_like_come_first() -> None:
    names = ["release-20200101", "v1.0", "v1.0-rc1", "v1.1", "stable"]

    assert sort_tags(names) == ["v1.1", "v1.0", "v1.0-rc1", "release-20200101", "stable"]


def test_the_way_back_from_a_tag(source: Path) -> None:
    git(source, "tag", "v1.0")
    pack("add", source, "--ref", "v1.0")
    (source / "joins.yaml").write_text(ONE + TWO, encoding="utf-8")
    commit = committed(source)

    goes = pack("update", "demo", "--ref", "HEAD", "--yes")

    assert f"to commit {commit}" in goes.stdout
    shown = listed()
    assert shown is not None
    assert (shown["ref"], shown["commit"]) == (None, commit)
    (source / "joins.yaml").write_text(ONE, encoding="utf-8")
    committed(source)
    assert "demo:two: removed" in pack("update", "--yes").stdout


@pytest.mark.parametrize("form", [["{}", "--ref", "HEAD"], ["file://{}@HEAD"]])
def test_the_default_branch_by_its_name(source: Path, form: list[str]) -> None:
    pack("add", *(word.format(source) for word in form))

    shown = listed()
    assert shown is not None
    assert shown["ref"] is None
    assert shown["commit"] == git(source, "rev-parse", "HEAD")


def test_the_help_says_how_to_go_back() -> None:
    for command in ("add", "update"):
        assert re.search(
            "HEAD[^.]* default branch", " ".join(pack(command, "--help").stdout.split())
        )
