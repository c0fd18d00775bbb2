"""progress merge, backup and restore, as processes, with homes that were damaged on purpose."""

from __future__ import annotations

import os
import shutil
import sys
import zipfile

import pytest
from helpers.learner import START, Learner

from interview_cli.storage.backups.verified_zip import back_up


@pytest.fixture
def mine(tmp_path):
    learner = Learner(tmp_path / "mine")
    learner.pack("p", "  - {id: a, ask: 'A?', answer: A, topic: t, level: mid}\n")
    learner.answered("p:a", "p:a")
    return learner


@pytest.fixture
def theirs(tmp_path, mine):
    """A home on another computer: it began as a copy, and was used."""
    shutil.copytree(mine.home, tmp_path / "theirs")
    learner = Learner(tmp_path / "theirs")
    (own,) = (learner.home / "journal").iterdir()
    own.rename(own.with_name("0badcafe.jsonl"))
    learner.minutes = 100
    learner.answered("p:a", day=2)
    return learner


def zipped(learner, path):
    with zipfile.ZipFile(path, "w") as archive:
        for file in (learner.home / "journal").iterdir():
            archive.write(file, f"interview/journal/{file.name}")
    return str(path)


def test_merge_adds_what_is_new_and_touches_no_file(mine, theirs, tmp_path) -> None:
    before = mine.journal()
    would = mine.run("progress", "merge", "--dry-run", str(theirs.home)).out
    assert "3 lines, 1 new to you" in would
    assert "It would add 1 answer, of 2026-11-23." in would
    assert mine.journal() == before
    said = mine.run("progress", "merge", str(theirs.home), zipped(theirs, tmp_path / "z.zip")).out
    assert "Added 1 answer, of 2026-11-23." in said
    after = mine.journal()
    assert after.items() > before.items()
    assert len(mine.lines("reviewed")) == 3
    again = mine.json("progress", "merge", str(theirs.home / "journal"), str(mine.home))
    assert (again["new"], again["file"]) == (0, None)
    assert mine.journal() == after
    theirs.run("progress", "merge", str(mine.home))
    assert mine.memories(3) == theirs.memories(3)


def test_a_damaged_line_costs_itself_and_is_named(mine, theirs) -> None:
    broken = theirs.home / "journal" / "0badcafe.jsonl"
    broken.write_bytes(b'{"half\n' + b"x" * 3_000_000 + b"\n" + broken.read_bytes())
    said = mine.run("progress", "merge", str(theirs.home))
    assert f"{broken}: a line that can't be read, at byte 0, and 1 more; it's left out" in said.err
    assert "Added 1 answer" in said.out


def test_what_is_no_journal_is_refused_before_anything_is_written(mine, theirs, tmp_path) -> None:
    for name, text in {"a.zip": b"PK", "b.txt": b"x", "c.jsonl": b'{"a": 1}\n'}.items():
        (tmp_path / name).write_bytes(text)
    (tmp_path / "empty").mkdir()
    before = mine.journal()
    for name, code in {"a.zip": 4, "b.txt": 2, "c.jsonl": 2, "empty": 2, "gone": 2}.items():
        said = mine.run("progress", "merge", str(theirs.home), str(tmp_path / name), code=code)
        assert str(tmp_path / name) in said.err
        assert said.out == ""
    assert mine.journal() == before


def test_a_backup_comes_back_byte_for_byte(mine, tmp_path) -> None:
    (mine.home / "trust.json").write_text("{}")
    file = tmp_path / "b.zip"
    mine.run("progress", "backup", "-o", str(file))
    names = zipfile.ZipFile(file).namelist()
    assert [name.partition("/")[0] for name in names] == ["journal", "packs", "manifest.json"]
    new = Learner(tmp_path / "new")
    assert "It would write 2 files." in new.run("progress", "restore", "--dry-run", str(file)).out
    assert not new.journal()
    new.run("progress", "restore", str(file))
    assert new.journal() == mine.journal()
    assert new.memories(1) == mine.memories(1)
    if sys.platform != "win32":
        assert file.stat().st_mode & 0o777 == 0o600
        assert all(one.stat().st_mode & 0o777 == 0o600 for one in (new.home / "journal").iterdir())


def test_restore_keeps_what_is_there(mine, theirs, tmp_path) -> None:
    file = tmp_path / "b.zip"
    theirs.run("progress", "backup", "-o", str(file))
    assert "--merge" in mine.refused("progress", "restore", str(file))
    (mine.home / "packs" / "p.yaml").write_text("mine")
    before = mine.journal()
    said = mine.run("progress", "restore", "--merge", str(file)).out
    assert "Your own was backed up first:" in said
    assert "Yours stays, and is another: packs/p.yaml" in said
    assert (mine.home / "packs" / "p.yaml").read_text() == "mine"
    assert mine.journal().items() > before.items()
    assert len(mine.lines("reviewed")) == 3


def test_the_last_five_are_kept_in_the_home_and_none_holds_another(mine) -> None:
    (mine.home / "backups").mkdir()
    (mine.home / "backups" / "mine.zip").write_text("by hand")
    made = [mine.json("progress", "backup") for _ in range(7)]
    kept = sorted(path.name for path in (mine.home / "backups").iterdir())
    assert kept == [*sorted(one["file"].rpartition("/")[2] for one in made[2:]), "mine.zip"]
    assert {len(one["files"]) for one in made} == {2}


def test_a_backup_never_replaces_a_file(mine, tmp_path) -> None:
    (tmp_path / "b.zip").write_text("there")
    assert "already exists" in mine.refused("progress", "backup", "-o", str(tmp_path / "b.zip"))
    assert (tmp_path / "b.zip").read_text() == "there"


@pytest.mark.skipif(sys.platform == "win32", reason="names that Windows doesn't have")
def test_a_backup_holds_files_whatever_their_names_are(mine, tmp_path) -> None:
    journal = mine.home / "journal"
    for name in (b"at 12:30.jsonl", b"\xff.jsonl"):
        (journal / os.fsdecode(name)).write_bytes(b"")
    made = back_up(mine.home, START, tmp_path / "b.zip")
    names = [one.path for one in made.files]
    assert {"journal/at 12%3A30.jsonl", "journal/%FF.jsonl"} < {*names}


@pytest.mark.slow
def test_a_backup_with_any_byte_flipped_restores_nothing_or_the_same(mine, tmp_path) -> None:
    file, new = tmp_path / "b.zip", Learner(tmp_path / "new")
    mine.run("progress", "backup", "-o", str(file))
    sound = file.read_bytes()
    for place in range(0, len(sound), max(1, len(sound) // 25)):
        file.write_bytes(sound[:place] + bytes([sound[place] ^ 0x41]) + sound[place + 1 :])
        said = new.run("progress", "restore", str(file), code=None)
        assert said.code in (0, 2, 4), said
        if said.code:
            assert not new.home.joinpath("journal").exists()
            assert str(file) in said.err
        else:
            assert new.journal() == mine.journal()
            shutil.rmtree(new.home)


@pytest.mark.parametrize("name", ["../x", "/x", "journal/../../x", "trust.json", ".x", "c:x"])
def test_a_backup_writes_nowhere_else(mine, tmp_path, name) -> None:
    file = tmp_path / "b.zip"
    mine.run("progress", "backup", "-o", str(file))
    with zipfile.ZipFile(file) as archive:
        manifest = archive.read("manifest.json").decode()
        with zipfile.ZipFile(tmp_path / "bad.zip", "w") as bad:
            bad.writestr(name, archive.read("packs/p.yaml"))
            bad.writestr("journal/a.jsonl", b"")
            bad.writestr("manifest.json", manifest.replace("packs/p.yaml", name))
    new = Learner(tmp_path / "new")
    assert (
        "is damaged: manifest.json"
        in new.run("progress", "restore", str(tmp_path / "bad.zip"), code=4).err
    )
    assert not new.home.exists()
