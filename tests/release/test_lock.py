"""The lock is what pyproject.toml asks for, valid by the standard, and names no address."""

from __future__ import annotations

import re
import tomllib
from copy import deepcopy
from typing import Any

import pytest
from helpers.data import ROOT

pytest.importorskip("packaging.pylock", reason="the oldest packaging allowed knows no lock files")

import lock
from packaging.pylock import Pylock

DEPENDENCIES = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
    "dependencies"
]
TEXT = lock.LOCK.read_text(encoding="utf-8")


def locked(name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a copy of the lock, and the package *name* in it."""
    whole = deepcopy(lock.read_lock())
    return whole, next(package for package in whole["packages"] if package["name"] == name)


def test_the_lock_is_what_pyproject_asks_for() -> None:
    assert lock.find_problems(lock.read_lock(), DEPENDENCIES) == []


def test_a_dependency_that_is_not_locked_is_a_problem() -> None:
    assert lock.find_problems(lock.read_lock(), ["Some_Thing>=1"]) == ["some-thing isn't locked"]


def test_a_version_that_is_no_longer_allowed_is_a_problem() -> None:
    _, rich = locked("rich")
    problems = lock.find_problems(lock.read_lock(), [f"rich!={rich['version']}"])
    assert problems == [f"rich {rich['version']} isn't !={rich['version']}"]


def test_a_package_without_a_source_is_a_problem() -> None:
    whole, rich = locked("rich")
    del rich["sdist"]
    assert lock.find_problems(whole, []) == ["rich has no source to build a Homebrew formula from"]


def test_a_file_without_a_strong_hash_is_a_problem() -> None:
    whole, rich = locked("rich")
    rich["sdist"]["hashes"] = {"md5": "0" * 32}
    assert lock.find_problems(whole, []) == ["rich has a file without a SHA-256 hash"]


def test_what_is_no_lock_by_the_standard_is_a_problem() -> None:
    whole, rich = locked("rich")
    del rich["sdist"]["path"]
    (problem,) = lock.find_problems(whole, [])
    assert problem.startswith("isn't a lock by the standard: ")


def test_the_lock_names_no_address() -> None:
    assert "://" not in TEXT


def test_an_address_becomes_the_name_of_the_file() -> None:
    line = 'sdist = { url = "https://example.org/a/b%2Bc-1.0.tar.gz", size = 1 }'
    assert lock.drop_addresses(line) == 'sdist = { path = "dist/b+c-1.0.tar.gz", size = 1 }'


def test_the_requirements_pin_each_package_with_the_hash_of_each_file() -> None:
    text = lock.to_requirements(Pylock.from_dict(lock.read_lock()))
    pins = re.findall(r"(?m)^([\w-]+)==(\S+)", text)
    packages = lock.read_lock()["packages"]
    assert pins == [(package["name"], package["version"]) for package in packages]
    assert sorted(re.findall(r"--hash=sha256:(\w+)", text)) == sorted(
        re.findall(r'sha256 = "(\w+)"', TEXT)
    )
    assert re.search(r'(?m)^colorama==\S+ ; sys_platform == "win32" \\$', text)
