"""A backup holds every file of the home, byte for byte, or says what isn't in it and why."""

from __future__ import annotations

import json
import os
import socket
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers.learner import START, Learner
from helpers.program import BOUND, PROGRAM, needs_permissions
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interview_cli.cli import main
from interview_cli.core.errors import DiskError
from interview_cli.storage.backups import home_files
from interview_cli.storage.backups.restoring import plan, restore
from interview_cli.storage.backups.verified_zip import Backup, back_up, open_backup
from interview_cli.storage.journal import Journal

posix = pytest.mark.skipif(sys.platform == "win32", reason="links, pipes and odd names")
pytestmark = posix

USUAL = {"cache", "backups", "trust.json", "agreed.json", ".restoring", ".locks"}


def walk(home: Path) -> dict[str, bytes | None]:
    """Return all that is in *home*, behind links too, with its bytes; None for what has none."""
    found: dict[str, bytes | None] = {}

    def look(folder: Path, name: str, above: tuple[str, ...]) -> None:
        for one in os.listdir(folder):
            path, below = folder / one, f"{name}{one}"
            real = os.path.realpath(path)
            if path.is_dir() and real not in above:
                look(path, f"{below}/", (*above, real))
            elif path.is_file():
                found[below] = path.read_bytes()
            else:
                found[below] = None

    look(home, "", (os.path.realpath(home),))
    return found


def check(home: Path, backup: Backup) -> None:
    """Check that each file is in the backup, or is said not to be; that nothing else is."""
    held = {one.name or one.path: one for one in backup.files}
    left_out = {one.path for one in backup.left_out}
    assert all(one.why for one in backup.left_out)
    with zipfile.ZipFile(backup.path) as archive:
        for name, data in walk(home).items():
            parts = name.split("/")
            if left_out.isdisjoint("/".join(parts[:n]) for n in range(1, len(parts) + 1)):
                assert archive.read(held.pop(name).path) == data
    assert not held
    assert open_backup(backup.path).files == backup.files


def restored(backup: Backup, to: Path) -> dict[str, bytes | None]:
    journal = Journal(to / "journal")
    restore(plan(open_backup(backup.path), to, journal, merge=False), to, journal, START)
    return walk(to)


def write(path: Path, data: bytes = b"mine") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


@pytest.fixture
def used(tmp_path: Path) -> Learner:
    learner = Learner(tmp_path / "used")
    learner.answered("p:a", "p:b")
    home = learner.home
    for name in (
        *("config.toml", "synonyms.txt", "drafts.json", "drafts-damaged.json", ".gitignore"),
        *("exercises/p/x/answer.py", "exercises/p/x/.attempt.json", "exercises/p/x/.pylintrc"),
        *("exercises/p/x/earlier/2026-01-01/answer.py", "damaged/x/journal/y.jsonl.txt"),
        *("packs/added/.added.json", "packs/added/pack.yaml", "packs/.hidden/pack.yaml"),
        *("stories/one.md", "my own folder/notes.txt", "journal/.x.jsonl.icloud", "manifest.json"),
        *("journal/at 12:30.jsonl", "journal/at 12%3A30.jsonl", "odd/a\\b", os.fsdecode(b"\xff")),
    ):
        write(home / name, name.encode(errors="surrogateescape"))
    return learner


def test_it_holds_all_that_is_the_learners(used: Learner, tmp_path: Path) -> None:
    home = used.home
    for name in ("cache/x.json", "backups/old.zip", "trust.json", "agreed.json", ".locks/x.lock"):
        write(home / name)
    before = walk(home)
    made = back_up(home, START, tmp_path / "b.zip")
    check(home, made)
    assert {one.path for one in made.left_out} == USUAL - {".restoring"}
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    ours = {name: data for name, data in before.items() if name.split("/")[0] not in USUAL}
    assert restored(made, tmp_path / "new") == ours
    folders = [path for path in (tmp_path / "new").rglob("*") if path.is_dir()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in folders} == {0o700}


def test_packs_behind_links_are_in_it(used: Learner, tmp_path: Path) -> None:
    packs = used.home / "packs"
    write(tmp_path / "elsewhere/pack.yaml", b"a pack")
    write(tmp_path / "elsewhere/deep/.more", b"more")
    write(tmp_path / "alone.yaml", b"alone")
    (tmp_path / "elsewhere/again").symlink_to(tmp_path / "more")
    write(tmp_path / "more/topic.yaml", b"topic")
    (packs / "mine").symlink_to(tmp_path / "elsewhere")
    (packs / "alone.yaml").symlink_to(tmp_path / "alone.yaml")
    made = back_up(used.home, START, tmp_path / "b.zip")
    check(used.home, made)
    assert made.links == ("packs/mine", "packs/mine/again")
    new = restored(made, tmp_path / "new")
    assert new["packs/mine/again/topic.yaml"] == b"topic"
    assert new["packs/mine/deep/.more"] == b"more"
    assert new["packs/alone.yaml"] == b"alone"


def _socket(path: Path) -> None:
    # Its path may be short only, so it's made beside.
    here = os.open(".", os.O_RDONLY)
    try:
        os.chdir(path.parent)
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)
        os.close(here)


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda path: os.mkfifo(path), "neither a file nor a folder"),
        (_socket, "neither a file nor a folder"),
        (lambda path: path.symlink_to("/dev/zero"), "neither a file nor a folder"),
        (lambda path: path.symlink_to("gone"), "a link that leads nowhere"),
        (lambda path: path.symlink_to(path.name), "a link that leads in a circle"),
        (lambda path: path.symlink_to(path.parent), "a link to a folder that it's in"),
    ],
)
@pytest.mark.parametrize("name", ["packs/odd", "exercises/p/x/odd", "journal/odd.jsonl", "lost"])
def test_what_cannot_be_in_it_is_named(
    used: Learner, tmp_path: Path, make: Callable[[Path], None], why: str, name: str
) -> None:
    make(used.home / name)
    made = back_up(used.home, START, tmp_path / "b.zip")
    (one,) = made.left_out
    assert one.path == name
    assert why in one.why
    check(used.home, made)


def test_a_link_to_more_than_a_pack_has_is_named(
    used: Learner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    for n in range(4):
        write(tmp_path / f"disk/{n}/pack.yaml")
    (used.home / "packs/disk").symlink_to(tmp_path / "disk")
    (used.home / "packs/one").symlink_to(tmp_path / "disk/1")
    monkeypatch.setattr(home_files, "_MOST_BEHIND_A_LINK", 3)
    monkeypatch.setenv("INTERVIEW_HOME", str(used.home))
    assert main(["progress", "backup", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert [one["path"] for one in document["left_out"]] == ["packs/disk"]
    assert document["links"] == ["packs/one"]
    assert main(["progress", "backup"]) == 0
    said = capsys.readouterr().out
    assert "As ever, it's without backups." in said
    assert "packs/one is a link: what it leads to is in the backup, not the link." in said
    assert "Not in it: packs/disk: it's a link to more than" in said


def test_what_version_control_keeps_is_named_and_not_in_it(used: Learner, tmp_path: Path) -> None:
    write(used.home / ".git/config", b"url = https://me:secret@host")
    write(used.home / "packs/added/.git/config")
    made = back_up(used.home, START, tmp_path / "b.zip")
    assert [one.path for one in made.left_out] == [".git", "packs/added/.git"]
    check(used.home, made)


@pytest.mark.parametrize(
    "text",
    [
        '[ai]\nurl = "https://me:hunter2@example.com/v1"\n',
        '[ai]\nmodel = "sk-1234567890abcdefghijk"\n',
        '[ai]\napi_key = "hunter2"\n',
        '"my-token"="x"\n',
        "secret = [\n",
    ],
)
def test_a_key_in_the_settings_goes_into_no_backup(
    used: Learner, tmp_path: Path, text: str
) -> None:
    (used.home / "config.toml").write_text(text)
    made = back_up(used.home, START, tmp_path / "b.zip")
    (one,) = made.left_out
    assert one.path == "config.toml"
    assert "key" in one.why
    assert "hunter2" not in one.why
    assert "config.toml" not in zipfile.ZipFile(made.path).namelist()


def test_settings_that_name_where_a_key_is_are_in_it(used: Learner, tmp_path: Path) -> None:
    text = '# the key = in the environment\n[ai]\nkey_env = "MY_KEY"\nurl = "https://a.b/v1"\n'
    (used.home / "config.toml").write_text(text)
    assert not back_up(used.home, START, tmp_path / "b.zip").left_out


@needs_permissions
def test_what_cannot_be_read_is_no_backup(used: Learner) -> None:
    (used.home / "exercises/p/x/answer.py").chmod(0)
    env = {**os.environ, "INTERVIEW_HOME": str(used.home)}
    command = [*BOUND, *PROGRAM, "progress", "backup"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 4
    assert "cannot back up" in done.stderr
    assert "exercises/p/x/answer.py: it can't be read" in done.stderr
    assert not list(used.home.glob("backups/*"))


def test_what_is_too_large_is_refused_before_anything_is_written(
    used: Learner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(home_files, "LARGEST", 100)
    with pytest.raises(DiskError, match="too much for a backup"):
        back_up(used.home, START, tmp_path / "b.zip")
    assert not (tmp_path / "b.zip").exists()


def test_a_folder_with_the_name_of_a_backup_stops_none(used: Learner) -> None:
    for n in range(6):
        (used.home / "backups" / f"interview-2020010{n}T000000Z.zip").mkdir(parents=True)
    assert back_up(used.home, START).path.is_file()


NAMES = st.sampled_from(
    [
        "a",
        ".a",
        "A",
        "b.yaml",
        "a:b",
        "a%3Ab",
        "a\\b",
        "manifest.json",
        "journal",
        "packs",
        "\udcff",
    ]
)
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)
TREES = st.lists(
    st.one_of(
        st.tuples(st.just("file"), PATHS, st.binary(max_size=9)),
        st.tuples(st.just("link"), PATHS, PATHS.map(lambda path: path.encode("utf-8", "replace"))),
        st.tuples(st.just("pipe"), PATHS, st.just(b"")),
    ),
    min_size=1,
    max_size=12,
)


@given(tree=TREES)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_there_is_in_it_or_named_and_comes_back(
    tmp_path_factory: pytest.TempPathFactory, tree: list[tuple[str, str, bytes]]
) -> None:
    tmp_path = tmp_path_factory.mktemp("tree", numbered=True)
    home = tmp_path / "home"
    write(home / "first", b"1")
    for kind, name, data in tree:
        path = home / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if os.path.lexists(path):
                continue
            if kind == "file":
                path.write_bytes(data)
            elif kind == "link":
                path.symlink_to(home / os.fsdecode(data))
            else:
                os.mkfifo(path)
        except OSError:  # something of another kind is in the way
            continue
    made = back_up(home, START, tmp_path / "b.zip")
    check(home, made)
    new = restored(made, tmp_path / "new")
    assert new == {name: data for name, data in walk(home).items() if name in new}
    assert set(new) == {one.name or one.path for one in made.files}


def test_what_a_backup_says_of_itself_is_in_the_zip(used: Learner, tmp_path: Path) -> None:
    (used.home / "gone").symlink_to("nowhere")
    made = back_up(used.home, START, tmp_path / "b.zip")
    manifest = json.loads(zipfile.ZipFile(made.path).read("manifest.json"))
    assert manifest["left_out"] == [{"path": "gone", "why": "it's a link that leads nowhere"}]
