"""A backup in which one bit is another is refused, with a word, and nothing is written."""

from __future__ import annotations

import json
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from helpers.learner import START, Learner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interview_cli.cli import main
from interview_cli.core.errors import DiskError, InterviewError
from interview_cli.storage.backups.verified_zip import back_up, open_backup


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the bytes of a backup."""
    folder = tmp_path_factory.mktemp("sound")
    learner = Learner(folder / "home")
    learner.answered("p:a", "p:b")
    (learner.home / ".gitignore").write_text("cache/")
    return back_up(learner.home, START, folder / "b.zip").path.read_bytes()


def test_no_bit_of_it_can_be_another(sound: bytes, tmp_path: Path) -> None:
    file = tmp_path / "b.zip"
    file.write_bytes(sound)
    assert len(open_backup(file).files) == 2
    for place in range(len(sound)):
        flipped = bytes([sound[place] ^ 1 << place % 8])
        file.write_bytes(sound[:place] + flipped + sound[place + 1 :])
        with pytest.raises(DiskError) as raised:
            open_backup(file)
        assert str(file) in raised.value.message


@given(data=st.data())
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nor_can_it_be_cut_or_added_to(sound: bytes, tmp_path: Path, data: st.DataObject) -> None:
    file = tmp_path / "b.zip"
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(sound))] * 2)))
    other = data.draw(st.binary(max_size=40))
    damaged = sound[:start] + other + sound[end:]
    file.write_bytes(damaged)
    if damaged == sound:
        return
    with pytest.raises(InterviewError) as raised:
        open_backup(file)
    assert str(file) in raised.value.message


@pytest.mark.parametrize("part", [0.0, 0.2, 0.5, 0.9, 0.999])
def test_restore_says_so_and_writes_nothing(
    sound: bytes, home: Path, tmp_path: Path, part: float, capsys: pytest.CaptureFixture
) -> None:
    file, place = tmp_path / "b.zip", int(part * len(sound))
    file.write_bytes(sound[:place] + bytes([sound[place] ^ 64]) + sound[place + 1 :])
    before = sorted(home.rglob("*"))
    for more in ([], ["--merge"], ["--dry-run"]):
        assert main(["progress", "restore", *more, str(file)]) == 4
        said = capsys.readouterr()
        assert str(file) in said.err
        assert len(said.err.splitlines()) == 2
        assert said.out == ""
    assert sorted(home.rglob("*")) == before


def seal(file: Path) -> None:
    """Put the right checksum at the end of a zip that has a wrong one."""
    data = file.read_bytes()[:-64]
    file.write_bytes(data + sha256(data).hexdigest().encode())


def rewrite(sound: bytes, file: Path, manifest: object, *names: str) -> None:
    """Write a backup to *file* with another *manifest*, and files of these *names*."""
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, b"mine")
        archive.writestr("manifest.json", json.dumps(manifest))
        archive.comment = b"interview backup sha256 " + b"0" * 64
    seal(file)


def entry(path: object, **more: Any) -> dict[str, Any]:
    return {"path": path, "size": 4, "sha256": sha256(b"mine").hexdigest(), **more}


@pytest.mark.parametrize(
    "path",
    [
        *("../x", "/x", "journal/../../x", "trust.json", "agreed.json", "cache/x", "backups/x.zip"),
        *(".restoring", "c:x", "a\\b", "a//b", "a/./b", "a/"),
    ],
)
def test_it_writes_nowhere_but_where_a_backup_may(
    sound: bytes, home: Path, tmp_path: Path, path: str, capsys: pytest.CaptureFixture
) -> None:
    file = tmp_path / "bad.zip"
    before = sorted(tmp_path.rglob("*"))
    for one in (entry(path), entry("fine", name=path)):
        if path in ("c:x", "a\\b") and "name" in one:
            continue  # files can be called that here
        rewrite(sound, file, {"v": 2, "files": [one]}, one["path"])
        assert main(["progress", "restore", str(file)]) == 4
        assert "is damaged: manifest.json" in capsys.readouterr().err
        file.unlink()
    assert sorted(tmp_path.rglob("*")) == before


SOUND = entry("journal/a.jsonl")
VERSIONS: list[object] = [0, -1, "2", None, True, 2.5, []]
PATHS: list[object] = [5, None, [], {}, "", "manifest.json"]
OF_A_FIELD: list[dict[str, Any]] = [
    *({"size": size} for size in (-1, 4.0, "4", None, 5, 10**30)),
    *({"sha256": one} for one in (5, None, "", "0" * 64)),
    *({"name": name} for name in (5, "../x", "x\0")),
    {"name": []},
]


@pytest.mark.parametrize(
    "manifest",
    [
        *([], 5, "x", None, {}, {"v": 2}, {"v": 2, "files": 5}, {"v": 2, "files": [5]}),
        *({"v": version, "files": [SOUND]} for version in VERSIONS),
        *({"v": 2, "files": [entry(path)]} for path in PATHS),
        *({"v": 2, "files": [SOUND | wrong]} for wrong in OF_A_FIELD),
        {"v": 2, "files": [SOUND, SOUND]},
        {"v": 2, "files": []},
    ],
)
def test_a_list_that_makes_no_sense_is_damage(
    sound: bytes, tmp_path: Path, manifest: object
) -> None:
    rewrite(sound, tmp_path / "b.zip", {"v": 2, "files": [SOUND]}, "journal/a.jsonl")
    assert open_backup(tmp_path / "b.zip").files
    rewrite(sound, tmp_path / "b.zip", manifest, "journal/a.jsonl")
    with pytest.raises(DiskError):
        open_backup(tmp_path / "b.zip")


def test_a_list_that_is_nested_too_deeply_is_damage(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("manifest.json", "[" * 100_000)
    with pytest.raises(DiskError):
        open_backup(tmp_path / "b.zip")


def test_one_of_the_first_version_is_restored_too(sound: bytes, home: Path, tmp_path: Path) -> None:
    rewrite(sound, tmp_path / "b.zip", {"v": 1, "files": [SOUND]}, "journal/a.jsonl")
    with zipfile.ZipFile(tmp_path / "b.zip", "a") as archive:
        archive.comment = b""
    assert main(["progress", "restore", str(tmp_path / "b.zip")]) == 0
    assert (home / "journal/a.jsonl").read_bytes() == b"mine"


def test_the_locks_that_older_ones_have_are_passed_over(
    sound: bytes, home: Path, tmp_path: Path
) -> None:
    lock = entry(".locks/session-0.lock")
    rewrite(sound, tmp_path / "b.zip", {"v": 2, "files": [lock]}, lock["path"])
    assert main(["progress", "restore", str(tmp_path / "b.zip")]) == 0
    assert not (home / ".locks").exists()


def test_one_of_this_version_has_its_checksum(sound: bytes, tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_bytes(sound)
    with zipfile.ZipFile(tmp_path / "b.zip", "a") as archive:
        archive.comment = b""
    with pytest.raises(DiskError, match="is damaged"):
        open_backup(tmp_path / "b.zip")


def test_one_of_a_newer_version_is_refused_politely(
    sound: bytes, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    rewrite(sound, tmp_path / "b.zip", {"v": 3, "files": []})
    assert main(["progress", "restore", str(tmp_path / "b.zip")]) == 2
    assert "is from a newer version" in capsys.readouterr().err
