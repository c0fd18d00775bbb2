"""The Homebrew formula: rendered from the lock, with addresses that are looked up and checked."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("packaging.pylock", reason="the oldest packaging allowed knows no lock files")

import formula
import lock
from packaging.pylock import Package, Pylock

URL = "https://example.org/interview_cli-9.8.7.tar.gz"
SHA256 = "5" * 64


@pytest.fixture
def packages() -> list[Package]:
    return formula.choose_packages(Pylock.from_dict(lock.read_lock()))


@pytest.fixture
def rendered(packages: list[Package]) -> str:
    addresses = {str(package.name): f"https://example.org/{package.name}" for package in packages}
    return formula.render(
        packages,
        addresses,
        homepage="https://example.org",
        url=URL,
        sha256=SHA256,
        python="3.14",
    )


def test_what_only_windows_needs_is_left_out(packages: list[Package]) -> None:
    locked = {package["name"] for package in lock.read_lock()["packages"]}
    assert locked - {package.name for package in packages} == {"colorama"}


def test_each_package_is_a_resource_with_its_address_and_locked_hash(
    packages: list[Package], rendered: str
) -> None:
    found = re.findall(r'  resource "(.+)" do\n    url "(.+)"\n    sha256 "(.+)"\n  end', rendered)
    assert found == [
        (package.name, f"https://example.org/{package.name}", package.sdist.hashes["sha256"])
        for package in packages
        if package.sdist
    ]


def test_the_release_itself_comes_first(rendered: str) -> None:
    head = rendered.partition("  resource")[0]
    assert f'  url "{URL}"\n  sha256 "{SHA256}"\n' in head
    assert head.startswith("class InterviewCli < Formula\n")


def test_what_is_needed_to_build_the_packages_comes_before_what_they_run_on(rendered: str) -> None:
    assert re.findall(r"depends_on (.+)", rendered) == [
        '"cmake" => :build',
        '"ninja" => :build',
        '"rust" => :build',
        '"libyaml"',
        '"python@3.14"',
    ]


def test_each_block_is_closed(rendered: str) -> None:
    opened = len(re.findall(r"(?m)^ *(?:class|def) | do$", rendered))
    assert opened == len(re.findall(r"(?m)^ *end$", rendered))


@pytest.mark.needs_release
def test_addresses_are_looked_up_and_their_hashes_are_the_locked_ones(
    packages: list[Package],
) -> None:
    """It asks the registry, as a release does."""
    found = formula.find_addresses(packages)
    assert found.keys() == {package.name for package in packages}
    for package in packages:
        assert package.sdist
        assert package.sdist.path
        assert found[package.name].endswith("/" + Path(package.sdist.path).name)


@pytest.mark.needs_release
def test_another_file_under_the_same_version_is_refused(packages: list[Package]) -> None:
    package = packages[0]
    assert package.sdist
    other = replace(package, sdist=replace(package.sdist, hashes={"sha256": "0" * 64}))
    with pytest.raises(SystemExit, match=f"{package.name} .* isn't what is locked"):
        formula.find_addresses([other])
