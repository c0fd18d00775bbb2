"""Whatever lies where a file of ours should be: nothing waits for it, or reads on and on."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from interview_cli.ai import judge, readiness
from interview_cli.core.errors import DiskError
from interview_cli.packs.library import catalogue, trust
from interview_cli.packs.library.compiled import load
from interview_cli.packs.library.glance import glance_at_packs
from interview_cli.packs.sources import installed, newer_versions
from interview_cli.storage import due_line, settings
from interview_cli.storage.begun.exercises import Attempt, ExerciseFolder
from interview_cli.storage.begun.unsent_answers import UnsentAnswers
from interview_cli.storage.journal import Journal
from interview_cli.storage.reading.plain_files import read_plain
from interview_cli.storage.snapshots import progress_cache

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes are made by POSIX")

ODD = ["a folder", "a pipe", "a socket", "a device", "a dead link", "a loop"]


def put(path: Path, what: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    match what:
        case "a folder":
            path.mkdir()
        case "a pipe":
            os.mkfifo(path)
        case "a socket":
            here = Path.cwd()
            os.chdir(path.parent)  # a socket's path is short
            with socket.socket(socket.AF_UNIX) as one:
                one.bind(path.name)
            os.chdir(here)
        case "a device":
            path.symlink_to("/dev/zero")
        case "a dead link":
            path.symlink_to("nowhere")
        case _:
            path.symlink_to(path.name)
    return path


@pytest.mark.parametrize("what", ODD)
def test_nothing_but_a_file_is_read(home: Path, what: str) -> None:
    path = put(home / "x", what)
    with pytest.raises(OSError, match=r"it's|symbolic links") as error:
        read_plain(path)
    assert not isinstance(error.value, FileNotFoundError)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"12345")
    assert read_plain(path, 5) == b"12345"
    with pytest.raises(OSError, match="too large"):
        read_plain(path, 4)


def test_files_of_ones_own_have_a_largest_size(home: Path) -> None:
    for name in ("config.toml", "trust.json", "drafts.json", "synonyms.txt"):
        path = home / name
        path.touch()
        os.truncate(path, 1 << 26)  # it takes no room on the disk
    with pytest.raises(DiskError, match=r"config\.toml: it's too large"):
        settings.load()
    with pytest.raises(DiskError, match=r"trust\.json: it's too large"):
        trust.trust(home)
    assert "too large" in UnsentAnswers(home / "drafts.json").find_damage()
    assert catalogue._read_groups(home / "synonyms.txt") == []


@pytest.mark.parametrize("what", ODD)
def test_settings_that_are_no_file_are_said(home: Path, what: str) -> None:
    put(home / "config.toml", what)
    with pytest.raises(DiskError, match=r"cannot read .*config\.toml"):
        settings.load()


@pytest.mark.parametrize("what", ODD)
def test_what_was_agreed_to_and_drafted_is_not_written_over(home: Path, what: str) -> None:
    for name in ("trust.json", "agreed.json", "drafts.json"):
        put(home / name, what)
    before = {path.name: path.lstat().st_ino for path in home.glob("*.json")}
    assert not trust.is_trusted(home)
    assert readiness.agreed_hosts() == []
    with pytest.raises(DiskError, match=r"trust\.json"):
        trust.trust(home, folder=True)
    drafts = UnsentAnswers(home / "drafts.json")
    drafts.put("s", "q", "begun")
    assert drafts.get("s", "q") == "begun"
    after = {path.name: path.lstat().st_ino for path in home.glob("*.json")}
    aside = after.pop("drafts-damaged.json")
    assert after.pop("drafts.json") != aside == before.pop("drafts.json")
    assert before == after


@pytest.mark.parametrize("what", ODD)
def test_caches_that_are_no_files_are_passed_over(home: Path, tmp_path: Path, what: str) -> None:
    cache = home / "cache"
    pack = tmp_path / "one.yaml"
    pack.write_text("format: 1\npack: {id: one, title: One}\nquestions: []\n")
    load(pack, cache / "packs")
    for path in (cache / "packs").glob("*.pack"):
        put(path, what)
    for name in ("due-line", "newer-versions.json", "progress.json", "statistics.json"):
        put(cache / name, what)
    put(home / "synonyms.txt", what)
    put(home / "packs/some/.added.json", what)
    put(tmp_path / "verdict.json", what)

    assert load(pack, cache / "packs").id == "one"
    assert glance_at_packs()
    assert due_line.read_line(1) is None
    assert newer_versions.load() == {}
    assert progress_cache.load_progress(Journal(home / "journal"))[1] == []
    assert progress_cache.load_statistics(Journal(home / "journal"))
    assert catalogue._read_groups(home / "synonyms.txt") == []
    assert installed.list_added() == []
    assert judge._read_cache(tmp_path / "verdict.json") is None


@pytest.mark.parametrize("what", ODD)
def test_an_exercise_begins_anew_where_no_file_is(tmp_path: Path, what: str) -> None:
    folder = ExerciseFolder(tmp_path, "exercise.py")
    folder.write_answer("x = 1\n")
    put(tmp_path / ".attempt.json", what)
    assert folder.read_attempt() == Attempt()
    put(folder.answer_file, what)
    for read in (folder.read_attempt, folder.read_answer):
        with pytest.raises(DiskError, match=r"exercise\.py"):
            read()
