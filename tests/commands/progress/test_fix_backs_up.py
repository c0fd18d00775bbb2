"""``progress doctor --fix`` changes nothing before there is a backup that was verified."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers.learner import Learner
from helpers.program import BOUND, PROGRAM, needs_permissions, without_coverage

from interview_cli.storage.backups.verified_zip import list_backups, open_backup

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes")


@pytest.fixture
def learner(home: Path) -> Learner:
    os.umask(0o077)
    home.chmod(0o700)
    learner = Learner(home)
    learner.answered("p:a", "p:b")
    (home / "exercises/p/x").mkdir(parents=True)
    (home / "exercises/p/x/answer.py").write_text("x = 1\n")
    return learner


def state(home: Path) -> dict[str, tuple[int, bytes]]:
    """Return the mode and the bytes of all that is in *home*."""
    found = {}
    for path in [home, *home.rglob("*")]:
        plain = path.is_file() and not path.is_symlink()
        found[str(path)] = path.lstat().st_mode, path.read_bytes() if plain else b""
    return found


def journal_of(home: Path) -> Path:
    (file,) = (home / "journal").iterdir()
    return file


def damage_modes(home: Path) -> None:
    home.chmod(0o755)


def damage_journal_mode(home: Path) -> None:
    for path in (home, home / "journal", journal_of(home)):
        path.chmod(0o755 if path.is_dir() else 0o644)


def damage_cache(home: Path) -> None:
    (home / "cache").mkdir(exist_ok=True)
    (home / "cache/progress.json").write_text("1\n{}")


def damage_lines(home: Path) -> None:
    with journal_of(home).open("ab") as file:
        file.write(b'{"half\n')


def damage_drafts(home: Path) -> None:
    (home / "drafts.json").write_text("{")


DAMAGE = [damage_modes, damage_journal_mode, damage_cache, damage_lines, damage_drafts]


@pytest.mark.parametrize("damage", DAMAGE)
def test_whatever_is_to_be_fixed(learner: Learner, damage: Callable[[Path], None]) -> None:
    home = learner.home
    damage(home)
    journal, code = journal_of(home).read_bytes(), (home / "exercises/p/x/answer.py").read_bytes()
    document = learner.json("progress", "doctor", "--fix")
    assert document["done"]
    with zipfile.ZipFile(document["backup"]) as archive:
        assert archive.read(f"journal/{journal_of(home).name}") == journal
        assert archive.read("exercises/p/x/answer.py") == code
    assert open_backup(Path(document["backup"])).files


def doctor(home: Path, *before: str, script: str = "") -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-c", script] if script else PROGRAM
    return subprocess.run(
        [*before, *program, "progress", "doctor", "--fix"],
        # A file of bytecode that a limit cut off would break whatever runs next.
        env={**without_coverage(), "INTERVIEW_HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def check_nothing_was_done(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 4, done
    assert "interview: nothing was fixed: cannot write " in done.stderr
    assert "--fix changes nothing before there is a backup" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("damage", DAMAGE)
def test_on_a_full_disk_nothing_is_done(learner: Learner, damage: Callable[[Path], None]) -> None:
    damage(learner.home)
    (learner.home / "backups").mkdir()
    before = state(learner.home)
    limited = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (400, 400));"
        "from interview_cli.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    check_nothing_was_done(doctor(learner.home, script=limited))
    assert state(learner.home) == before


@needs_permissions
@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("mode", [0o500, 0])
def test_a_folder_for_backups_that_only_its_mode_closes_is_opened_first(
    learner: Learner, damage: Callable[[Path], None], mode: int
) -> None:
    damage(learner.home)
    (learner.home / "backups").mkdir()
    (learner.home / "backups").chmod(mode)
    done = doctor(learner.home, *BOUND)
    assert "Fixed: backups: a backup can be written there now" in done.stdout, done
    assert len(list_backups(learner.home)) == 1
    assert doctor(learner.home, *BOUND).returncode == 0


@needs_permissions
def test_a_home_that_was_copied_with_read_only_modes_is_made_usable(learner: Learner) -> None:
    """As from a DVD, or a snapshot of the disk."""
    home = learner.home
    (home / "exercises/p/x/.attempt.json").write_text(
        '{"spent_ms": 1, "hints": 0, "fingerprint": "", "review": ""}'
    )
    for path in sorted(home.rglob("*"), reverse=True):
        if path.is_file() and path.stat().st_nlink > 1:  # the mode would be that of all tests'
            data = path.read_bytes()
            path.unlink()
            path.write_bytes(data)
        path.chmod(0o555 if path.is_dir() else 0o444)
    home.chmod(0o555)
    done = doctor(home, *BOUND)
    assert "can't be opened" not in done.stdout
    assert "no file with code" not in done.stdout, done.stdout
    assert len(list_backups(home)) == 1
    assert journal_of(home).stat().st_mode & 0o777 == 0o600
    assert "the folder itself" not in doctor(home, *BOUND).stdout


def test_a_home_that_is_a_link_is_as_private_as_where_it_leads(
    learner: Learner, tmp_path: Path
) -> None:
    link = tmp_path / "link"
    link.symlink_to(learner.home)
    done = doctor(link)
    assert (done.returncode, list_backups(learner.home)) == (0, []), done


def test_the_backup_that_has_most_of_the_journal_is_never_forgotten(learner: Learner) -> None:
    home = learner.home
    learner.json("progress", "backup")
    (fullest,) = list_backups(home)
    journal = journal_of(home)
    journal.write_bytes(journal.read_bytes().split(b"\n", 1)[0] + b"\n")
    for _ in range(7):
        with journal.open("ab") as file:
            file.write(b'{"half\n')
        document = json.loads(learner.run("progress", "doctor", "--fix", "--json", code=1).out)
        assert document["backup"]
        (told,) = [one for one in document["findings"] if one["code"] == "backup-has-more"]
        assert told["path"] == f"backups/{fullest.name}"
    assert len(list_backups(home)) == 6
    assert fullest in list_backups(home)


@pytest.mark.parametrize("make", [Path.touch, lambda path: path.symlink_to("gone"), os.mkfifo])
def test_with_something_else_in_its_place_nothing_is_done(
    learner: Learner, make: Callable[[Path], None]
) -> None:
    damage_modes(learner.home)
    make(learner.home / "backups")
    before = state(learner.home)
    check_nothing_was_done(doctor(learner.home))
    assert state(learner.home) == before


@needs_permissions
def test_what_could_not_be_read_is_in_a_second_backup(learner: Learner) -> None:
    home = learner.home
    damage_lines(home)
    journal_of(home).chmod(0)
    done = doctor(home, *BOUND)
    assert done.returncode == 0, done
    made = list_backups(home)
    held = [{one.path for one in open_backup(path).files} for path in made]
    name = f"journal/{journal_of(home).name}"
    assert [name in names for names in held] == [False, True]
    assert zipfile.ZipFile(made[1]).read(name).endswith(b'{"half\n')
    said = json.loads(zipfile.ZipFile(made[0]).read("manifest.json"))["left_out"]
    assert name in {one["path"] for one in said}


@needs_permissions
def test_a_backup_without_all_says_what_it_lacks(learner: Learner) -> None:
    home = learner.home
    journal_of(home).chmod(0)
    home.chmod(0o755)
    done = doctor(home, *BOUND)
    name = f"journal/{journal_of(home).name}"
    assert f"Not in the backup: {name}: it can't be read: Permission denied" in done.stdout, done
    assert len(list_backups(home)) == 1  # nothing but modes was changed: a second one has no use


@pytest.mark.skipif(not BOUND, reason="only root can give a file to another user")
@needs_permissions
def test_what_stays_unreadable_is_no_reason_for_a_second_backup(learner: Learner) -> None:
    home = learner.home
    other = home / "journal/0badc0de.jsonl"
    other.write_bytes(b"")
    other.chmod(0o600)
    os.chown(other, 1, 1)
    damage_drafts(home)
    (home / "drafts.json").chmod(0o400)
    done = doctor(home, *(part.replace("+", "") for part in (*BOUND[:-1], f"{BOUND[-1]},-fowner")))
    assert "Not in the backup: journal/0badc0de.jsonl: " in done.stdout, done
    assert len(list_backups(home)) == 1


@needs_permissions
@pytest.mark.parametrize("what", ["shared/deep", "shared/pack.yaml", "alone.yaml"])
def test_a_linked_pack_that_cannot_be_read_stops_no_backup(
    learner: Learner, tmp_path: Path, what: str
) -> None:
    packs = learner.home / "packs"
    packs.mkdir()
    (tmp_path / "shared/deep").mkdir(parents=True)
    for name in ("shared/deep/x.yaml", "shared/pack.yaml", "alone.yaml"):
        (tmp_path / name).write_text("x: 1\n")
    (packs / "shared").symlink_to(tmp_path / "shared")
    (packs / "alone.yaml").symlink_to(tmp_path / "alone.yaml")
    (tmp_path / what).chmod(0)
    command = [*BOUND, *PROGRAM, "progress", "backup"]
    env = {**without_coverage(), "INTERVIEW_HOME": str(learner.home)}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    (tmp_path / what).chmod(0o700)
    assert done.returncode == 0, done
    assert f"Not in it: packs/{what}: it can't be read: Permission denied" in done.stdout
    (made,) = list_backups(learner.home)
    assert f"journal/{journal_of(learner.home).name}" in {
        one.path for one in open_backup(made).files
    }


def test_with_nothing_to_fix_there_is_no_backup(learner: Learner) -> None:
    assert learner.json("progress", "doctor", "--fix")["backup"] is None
    assert not (learner.home / "backups").exists()
