"""The map, in the package's docstring and in CONTRIBUTING, is true: what it names is there."""

from __future__ import annotations

import re
from pathlib import Path

import interview_cli

ROOT = Path(interview_cli.__file__).parent
MAP = interview_cli.__doc__ or ""
CONTRIBUTING = (ROOT.parent / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")

#: What has code in it below the package, as the map writes it: a path with a slash behind.
ROOMS = {
    f"{folder.parent.relative_to(ROOT).as_posix()}/"
    for folder in ROOT.rglob("__init__.py")
    if folder.parent != ROOT
}


def test_what_the_map_names_is_there() -> None:
    for name in set(re.findall(r"[\w/]+(?:/(?!\w)|\.py\b)", MAP)):
        assert (ROOT / name).is_dir() if name.endswith("/") else (ROOT / name).is_file(), name


def test_every_room_is_on_the_map() -> None:
    lines = re.findall(r"(?m)^    ([\w/]+/) ", MAP)
    assert sorted(lines) == sorted(ROOMS)


def test_the_floors_are_listed_from_the_top_down() -> None:
    floors = re.findall(r"(?m)^    (\w+)/ ", MAP)
    assert floors == ["commands", "terminal", "ai", "packs", "storage", "core"]


def test_what_contributors_are_told_of_is_there() -> None:
    """Names in capitals stand for the name of what is added."""
    for name in set(re.findall(r"`((?!\.venv)[\w/.-]+/[\w.*-]*)", CONTRIBUTING)):
        place = re.sub(r"[A-Z*]+(\.\w+)?$", "", name)
        assert any((base / place).exists() for base in (ROOT, ROOT.parent)), name
