"""The changelog: the version of the program comes first, and fragments have names that count."""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise

from helpers.data import ROOT
from packaging.version import Version

import interview_cli

CHANGELOG = (ROOT / ".github" / "CHANGELOG.md").read_text(encoding="utf-8")
FRAGMENTS = ROOT / ".github" / "changelog.d"
TOWNCRIER = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "towncrier"
]
TYPES = [kind["directory"] for kind in TOWNCRIER["type"]]


def test_the_version_of_the_program_is_the_newest_that_the_changelog_has() -> None:
    versions = re.findall(r"(?m)^## (\S+) \(\d{4}-\d\d-\d\d\)$", CHANGELOG)
    assert versions[0] == interview_cli.__version__
    assert all(Version(newer) > Version(older) for newer, older in pairwise(versions))


def test_the_next_version_has_a_place_to_go() -> None:
    """Above all versions, in the words that towncrier looks for."""
    mark = "<!-- towncrier release notes start -->"
    assert CHANGELOG.count(mark) == 1
    assert CHANGELOG.index(mark) < CHANGELOG.index("\n## ")


def test_each_fragment_is_named_for_an_issue_and_a_type() -> None:
    names = [path.name for path in FRAGMENTS.iterdir() if path.name != "README.md"]
    named = rf"(\d+|\+[a-z0-9-]+)\.({'|'.join(TYPES)})\.md"
    assert [name for name in names if not re.fullmatch(named, name)] == []


def test_the_page_on_fragments_names_each_type() -> None:
    page = (FRAGMENTS / "README.md").read_text(encoding="utf-8")
    assert [kind for kind in TYPES if f"`{kind}`" not in page] == []
