"""What is published: the same bytes from any checkout, with what belongs in them and no more."""

from __future__ import annotations

import configparser
import os
import shutil
import subprocess
import sys
import tarfile
import time
import tomllib
import zipfile
from email import message_from_bytes
from email.message import Message
from importlib import import_module
from pathlib import Path, PurePosixPath

import pytest
from helpers.data import ROOT

import interview_cli

pytestmark = [pytest.mark.slow, pytest.mark.needs_release]

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
STEM = f"interview_cli-{interview_cli.__version__}"

#: The sorts of files that belong in the package. Another one is added here on purpose.
SORTS = {".css", ".html", ".json", ".md", ".py", ".toml", ".txt", ".yaml", ".yml"}

#: Those whose whole name says what they are: the scripts of completion are named for shells.
NAMES = {"py.typed", "bash", "fish", "powershell", "zsh"}


def build(target: str, source: Path, out: Path, **env: str) -> Path:
    """Build a *target* ("wheel" or "sdist") of the project in *source*, and return the file."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(out)]
    subprocess.run(command, cwd=source, check=True, capture_output=True, env=os.environ | env)
    (file,) = out.iterdir()
    return file


def copy_checkout(to: Path) -> Path:
    """Copy what git has or would add, as somebody else's clone might have it."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
    )
    names = [os.fsdecode(name) for name in listed.stdout.split(b"\0") if name]
    for name in reversed(names):  # an order on the disk that isn't the alphabet's
        if (ROOT / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, to / name)
    return to


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_checkout(tmp_path_factory.mktemp("checkout"))


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", checkout, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def sdist(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("sdist", checkout, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as file:
        return message_from_bytes(file.read(f"{STEM}.dist-info/METADATA"))


def files_of(folder: Path) -> set[str]:
    """Return the paths of all files below *folder*."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix() for path in found}


def names_in_wheel(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as file:
        return file.namelist()


def test_the_wheel_holds_the_package_the_questions_and_nothing_else(
    wheel: Path, checkout: Path
) -> None:
    package = {f"interview_cli/{name}" for name in files_of(checkout / "interview_cli")}
    questions = {f"interview_cli/_questions/{name}" for name in files_of(checkout / "questions")}
    about = {"METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE"}
    names = names_in_wheel(wheel)
    assert len(names) == len(set(names))
    assert set(names) == package | questions | {f"{STEM}.dist-info/{name}" for name in about}


def test_only_sorts_of_files_that_belong_there_are_in_the_wheel(wheel: Path) -> None:
    paths = [PurePosixPath(name) for name in names_in_wheel(wheel)]
    package = [path for path in paths if path.parts[0] == "interview_cli"]
    assert {path.suffix for path in package if path.name not in NAMES} <= SORTS
    assert not [path for path in paths if any(part.startswith(".") for part in path.parts)]


def test_the_wheel_is_marked_as_typed(wheel: Path) -> None:
    assert "interview_cli/py.typed" in names_in_wheel(wheel)


def test_the_scripts_of_the_wheel_start_the_program(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as file:
        text = file.read(f"{STEM}.dist-info/entry_points.txt").decode()
    entries = configparser.ConfigParser()
    entries.read_string(text)
    assert entries.sections() == ["console_scripts"]
    scripts = dict(entries["console_scripts"])
    assert scripts == PROJECT["scripts"]
    assert "interview" in scripts
    for target in scripts.values():
        module, _, name = target.partition(":")
        assert callable(getattr(import_module(module), name))


def test_the_metadata_says_what_it_is(metadata: Message) -> None:
    assert metadata["Name"] == "interview-cli"
    assert metadata["Version"] == interview_cli.__version__
    assert metadata["License-Expression"] == "MIT AND CC-BY-4.0"
    assert metadata.get_all("License-File") == ["LICENSE"]
    assert metadata["Requires-Python"] == PROJECT["requires-python"]
    assert metadata.get_all("Classifier") == PROJECT["classifiers"]
    assert metadata["Description-Content-Type"] == "text/markdown"
    described = str(metadata.get_payload()).strip()
    assert described == (ROOT / "README.md").read_text(encoding="utf-8").strip()


def test_the_sdist_holds_what_the_wheel_is_built_from_and_nothing_else(
    sdist: Path, checkout: Path
) -> None:
    sources = {
        f"{folder}/{name}"
        for folder in ("interview_cli", "questions")
        for name in files_of(checkout / folder)
    }
    # .gitignore is what Hatchling leaves files out by, also when it builds from the sdist.
    beside = {"LICENSE", "PKG-INFO", "README.md", "pyproject.toml", ".gitignore"}
    with tarfile.open(sdist) as file:
        names = file.getnames()
    assert sorted(names) == sorted(f"{STEM}/{name}" for name in sources | beside)


def test_the_sdist_builds_the_same_wheel(sdist: Path, wheel: Path, tmp_path: Path) -> None:
    with tarfile.open(sdist) as file:
        file.extractall(tmp_path / "unpacked", filter="data")
    again = build("wheel", tmp_path / "unpacked" / STEM, tmp_path / "out")
    assert again.read_bytes() == wheel.read_bytes()


@pytest.mark.parametrize("target", ["wheel", "sdist"])
def test_another_machine_builds_the_same_bytes(
    target: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    first: Path = request.getfixturevalue(target)
    other = copy_checkout(tmp_path / "another place, with spaces")
    for n, path in enumerate(sorted(other.rglob("*"))):
        path.chmod(0o700 if path.is_dir() else 0o600)
        moment = time.mktime((2001, 2, 3, 4, 5, 6, 0, 0, 0)) + n
        os.utime(path, (moment, moment))
    os.umask(0o077)
    again = build(
        target,
        other,
        tmp_path / "out",
        LC_ALL="C",
        LANG="C",
        TZ="Asia/Kathmandu",
        PYTHONHASHSEED="4",
        USER="somebody-else",
    )
    assert again.name == first.name
    assert again.read_bytes() == first.read_bytes()


@pytest.mark.parametrize("target", ["wheel", "sdist"])
def test_files_are_dated_by_the_source_date_where_one_is_given(
    target: str, checkout: Path, tmp_path: Path
) -> None:
    """So that a distribution's rebuild, which sets it, gives the same bytes each time."""
    when = "1700000000"
    first = build(target, checkout, tmp_path / "one", SOURCE_DATE_EPOCH=when)
    again = build(target, checkout, tmp_path / "two", SOURCE_DATE_EPOCH=when)
    assert first.read_bytes() == again.read_bytes()
    if target == "wheel":
        with zipfile.ZipFile(first) as file:
            dates = {info.date_time[:5] for info in file.infolist()}
    else:
        with tarfile.open(first) as tar:
            dates = {time.gmtime(member.mtime)[:5] for member in tar.getmembers()}
    assert dates == {(2023, 11, 14, 22, 13)}


def test_every_file_can_be_read_by_everybody(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as file:
        modes = {info.external_attr >> 16 & 0o777 for info in file.infolist()}
    assert modes == {0o644}


def test_the_version_is_written_in_one_place() -> None:
    """Hatchling reads it there; the metadata above shows that it does."""
    assert "version" not in PROJECT
    assert PROJECT["dynamic"] == ["version"]
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    assert f" rev: v{interview_cli.__version__}\n" in hooks
