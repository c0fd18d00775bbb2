"""What is kept in the cache: a flipped bit never changes it, and it doesn't grow without end."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.ai import judge
from interview_cli.ai.judge import Verdict, Verdicts
from interview_cli.packs.sources import newer_versions
from interview_cli.storage import files
from interview_cli.storage.doctor import caches
from interview_cli.storage.doctor.places import Places
from interview_cli.storage.reading.kept_files import OfAnOlderVersion, made_again, read_kept


@given(data=st.binary(max_size=50), at=st.integers(0), bit=st.integers(0, 7))
def test_no_flipped_bit_changes_what_is_kept(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, at: int, bit: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "kept"
    files.keep(path, data)
    assert read_kept(path) == data
    whole = bytearray(path.read_bytes())
    whole[at % len(whole)] ^= 1 << bit
    path.write_bytes(whole)
    with suppress(ValueError):
        assert read_kept(path) == data


#: What older versions kept, and no checksum as there is now.
OLDER = [
    b'{"stamp": ""}',
    b"[]",
    b"2 0.1.0 739000\0nothing due",
    b"%d\0%b" % (crc32(b"3 0.2.0 739000\0/a\x00b\0 3 due"), b"3 0.2.0 739000\0/a\x00b\0 3 due"),
    b"%d\0%b" % (crc32(b"key\n\x000\0said\n\0"), b"key\n\x000\0said\n\0"),
]


@pytest.mark.parametrize("kept", OLDER)
def test_what_an_older_version_kept_is_no_damage(tmp_path: Path, kept: bytes) -> None:
    path = tmp_path / "kept"
    path.write_bytes(kept)
    with pytest.raises(OfAnOlderVersion):
        read_kept(path)
    assert str(path) not in made_again


@pytest.mark.parametrize("name", ["due-line", "checks/0badcafe", "x.json"])
@pytest.mark.parametrize("kept", OLDER)
def test_nor_does_the_doctor_say_so(home: Path, name: str, kept: bytes) -> None:
    path = home / "cache" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(kept)
    assert not caches.check_caches(Places(home))


@pytest.mark.parametrize(
    "data", [b"3 0.2.0 739000\0/a/b\x001 2 3 4\0003 due", b"key\n\x000\0said\n\0", b'{"a": 1}']
)
def test_each_bit_that_flipped_is_damage(home: Path, data: bytes) -> None:
    path = home / "cache/due-line"
    files.keep(path, data)
    whole = path.read_bytes()
    assert not caches.check_caches(Places(home))
    for place in range(len(whole)):
        for bit in range(8):
            flipped = bytes([whole[place] ^ 1 << bit])
            path.write_bytes(whole[:place] + flipped + whole[place + 1 :])
            (found,) = caches.check_caches(Places(home))
            assert found.path == "cache/due-line"


def test_the_oldest_go(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    for n in range(5):
        path = folder / f"{n}.json"
        files.keep(path, b"x", most=3)
        os.utime(path, (n, n))
    (folder / "other.txt").write_text("")
    files.keep(folder / "new.json", b"x", most=3)
    assert sorted(os.listdir(folder)) == ["3.json", "4.json", "new.json", "other.txt"]


def test_a_verdict_whose_bits_flipped_is_asked_for_again(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("INTERVIEW_NOW")  # a look ahead keeps none
    path = home / "cache/ai/x.json"
    verdicts = Verdicts([Verdict(1, "miss", "the client")], "No.")
    judge._write_cache(path, verdicts)
    assert judge._read_cache(path) == verdicts
    path.write_bytes(path.read_bytes().replace(b"miss", b"hit"))
    assert judge._read_cache(path) is None


def test_damaged_news_is_no_news(home: Path) -> None:
    newer_versions.save({"looked": "2026-11-21"})
    assert newer_versions.load() == {"looked": "2026-11-21"}
    path = newer_versions.file()
    path.write_bytes(path.read_bytes().replace(b"1", b"2"))
    assert newer_versions.load() == {}
