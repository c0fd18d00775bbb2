"""The line that says that an added pack has a newer version: when it comes, and when never."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers import file_server
from helpers.git import git
from helpers.git_server import certificate, serving
from helpers.pack_sources import HEAD, ONE, TWO, committed, pack, zipped
from helpers.program import run_program
from helpers.terminal import Terminal

from interview_cli.commands.quick.news import describe
from interview_cli.storage import files
from interview_cli.storage.reading.kept_files import read_kept

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or not shutil.which("openssl"), reason="a certificate is made for it"
)

LOOK = [sys.executable, "-P", "-m", "interview_cli.packs.sources.newer_versions"]
LINE = "A newer version is there of demo"


@pytest.fixture(scope="module")
def secured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "served" / "repo.git"
    folder.mkdir(parents=True)
    git(folder, "init", "-q", "-b", "main")
    write(folder, ONE, "v1.0")
    return folder


def write(folder: Path, questions: str, tag: str) -> None:
    (folder / "pack.yaml").write_text(HEAD, encoding="utf-8")
    (folder / "joins.yaml").write_text(questions, encoding="utf-8")
    committed(folder)
    git(folder, "tag", tag)


@pytest.fixture
def address(
    repository: Path, secured: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[str, list[str]]]:
    monkeypatch.setenv("GIT_SSL_CAINFO", str(secured))
    monkeypatch.setenv("SSL_CERT_FILE", str(secured))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    for name in ("https_proxy", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with serving(repository.parent, secured) as (host, asked):
        yield f"https://{host}/open/repo.git", asked


@pytest.fixture
def switched_on(home: Path) -> Path:
    """Switch it on as if it was looked already today; give the file with what was found."""
    text = "[packs]\nlook_for_updates = true\nallow_private = true\n"
    (home / "config.toml").write_text(text, encoding="utf-8")
    found = home / "cache" / "newer-versions.json"
    files.keep(found, b'{"looked": "2026-11-21"}')
    return found


def look() -> None:
    subprocess.run(LOOK, check=True, timeout=120)


def at_a_terminal(*args: str, env: dict[str, str] | None = None, ends: int = 0) -> str:
    terminal = Terminal([*args], 100, 24, env or {})
    assert terminal.ends() == ends
    return terminal.all


def test_a_newer_tag_is_told_once_a_day(
    address: tuple[str, list[str]], repository: Path, switched_on: Path
) -> None:
    pack("add", f"{address[0]}@v1.0")
    look()
    assert LINE not in at_a_terminal("pack", "list")
    write(repository, ONE + TWO, "v1.1")
    look()

    shown = at_a_terminal("topics")

    assert f"{LINE} (v1.1). See what has changed: interview pack update demo" in shown
    assert LINE not in at_a_terminal("topics")
    found = json.loads(read_kept(switched_on)) | {"looked": "2026-11-22"}
    files.keep(switched_on, json.dumps(found).encode())
    assert LINE in at_a_terminal("topics", env={"INTERVIEW_NOW": "2026-11-22T20:00:00+01:00/still"})


def test_a_newer_commit_is_told_until_it_was_taken(
    address: tuple[str, list[str]], repository: Path, switched_on: Path
) -> None:
    pack("add", address[0])
    write(repository, ONE + TWO, "v1.1")
    look()
    pack("update", "--yes")

    assert LINE not in at_a_terminal("topics")
    write(repository, ONE, "v1.2")
    look()
    assert f"{LINE}. See" in at_a_terminal("topics")


def test_a_commit_stays_what_it_is(
    address: tuple[str, list[str]], repository: Path, switched_on: Path
) -> None:
    pack("add", f"{address[0]}@{git(repository, 'rev-parse', 'HEAD')}")
    write(repository, ONE + TWO, "v1.1")
    before = len(address[1])

    look()

    assert len(address[1]) == before


def test_a_zip_that_was_changed(
    repository: Path,
    secured: Path,
    tmp_path: Path,
    switched_on: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(secured))
    first = zipped(repository, tmp_path / "a.zip", "a/").read_bytes()
    files: dict[str, file_server.Answer] = {"/a.zip": first}
    with file_server.serving(files, secured) as (host, _):
        pack("add", f"https://{host}/a.zip", "--yes")
        look()
        assert json.loads(read_kept(switched_on))["packs"] == {}
        files["/a.zip"] = zipped(repository, tmp_path / "b.zip", "b/").read_bytes()
        look()

    assert LINE in at_a_terminal("topics")


def test_never_in_a_pipe_under_ci_with_json_or_switched_off(
    address: tuple[str, list[str]], repository: Path, switched_on: Path, home: Path
) -> None:
    pack("add", address[0])
    write(repository, ONE + TWO, "v1.1")
    look()
    kept = switched_on.read_bytes()

    done = run_program("topics")
    shown = [
        done.stdout + done.stderr,
        at_a_terminal("topics", env={"CI": "true"}),
        at_a_terminal("topics", "--json"),
        at_a_terminal("due"),
        at_a_terminal("topics", "nonsense-no-such", ends=2),
    ]
    config = home / "config.toml"
    text = config.read_text(encoding="utf-8")
    for other in (text.replace("updates = true", "updates = false"), "[packs", "packs = 1\n"):
        config.write_text(other, encoding="utf-8")
        shown.append(at_a_terminal("topics"))

    assert not [one for one in shown if "newer version" in one.lower()]
    assert switched_on.read_bytes() == kept
    config.write_text(text, encoding="utf-8")
    assert LINE in at_a_terminal("topics")


def test_it_is_looked_once_a_day_in_the_background(
    address: tuple[str, list[str]], repository: Path, switched_on: Path
) -> None:
    pack("add", address[0])
    write(repository, ONE + TWO, "v1.1")
    before = len(address[1])
    switched_on.unlink()

    assert LINE not in at_a_terminal("topics")

    terminal = Terminal([], 80, 24, {}, command=("tail", "-F", str(switched_on)))
    terminal.wait('"packs"')
    terminal.press("ctrl-c")
    assert json.loads(read_kept(switched_on))["looked"] == "2026-11-21"
    asked = len(address[1])
    assert asked > before
    assert LINE in at_a_terminal("topics")
    assert LINE not in at_a_terminal("topics")
    assert len(address[1]) == asked


def test_what_is_wrong_with_the_cache_or_a_server_is_nobodys_business(
    address: tuple[str, list[str]], switched_on: Path, repository: Path
) -> None:
    pack("add", address[0])
    shutil.rmtree(repository)
    look()
    for text in ("", "[]", '{"packs": [1], "looked": "2026-11-21"}', '{"packs": {"demo": 1}}'):
        switched_on.write_text(text, encoding="utf-8")
        assert "interview:" not in at_a_terminal("topics")


def test_what_is_said_of_several() -> None:
    assert describe({"a": "v2", "b": "", "c": "", "d": "v\x1b]0;3"}) == (
        "Newer versions are there of a (v2), b, c and 1 more. "
        "See what has changed: interview pack update"
    )
