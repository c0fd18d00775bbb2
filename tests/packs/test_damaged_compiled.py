"""A compiled pack that's damaged is made again, and never changes what is asked."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from helpers.data import INTERVIEW
from helpers.program import run_program

from interview_cli.packs.library import compiled
from interview_cli.packs.library.compiled import Compiled, load


def read_all(pack: Compiled) -> list[Any]:
    # Where a question stands in the file that was kept is its own affair.
    rows = [row._replace(offset=0) for row in pack.rows()]
    return [pack.about, rows, [pack.question(row) for row in pack.rows()]]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / "interview.yaml"
    path.write_bytes(Path(INTERVIEW).read_bytes())
    return path


def test_no_damage_to_what_is_kept_changes_an_answer(pack: Path, tmp_path: Path) -> None:
    expected = read_all(load(pack, tmp_path / "cache"))
    (kept,) = (tmp_path / "cache").glob("*.pack")
    whole = kept.read_bytes()
    assert read_all(load(pack, tmp_path / "cache")) == expected
    chance = random.Random(1)
    for _ in range(40):
        at = chance.randrange(len(whole))
        bad = bytearray(whole)
        bad[at] ^= 1 << chance.randrange(8)
        zeroed = whole[:at] + bytes(len(whole) - at)
        for damaged in (bytes(bad), whole[:at], zeroed):
            kept.write_bytes(damaged)
            assert read_all(load(pack, tmp_path / "cache")) == expected
            assert len(kept.read_bytes().splitlines()) == len(whole.splitlines())


def test_who_wants_to_know_is_told_of_damage(home: Path) -> None:
    args = ("quiz", "-k", "choice", "-n", "1", "--seed", "1")
    # That of the bank; those on offer are small.
    kept = max((home / "cache/packs").glob("*.pack"), key=lambda path: path.stat().st_size)
    data = kept.read_bytes()
    said: list[str] = []
    for more in ((), ("-v",), ("-v",)):
        if len(said) < 2:
            kept.unlink()  # the tests' own may be a link
            kept.write_bytes(data[:100] + b"?" + data[101:])
        said.append(run_program(*args, *more).stderr)
    assert [text.count("was damaged, and was made again") for text in said] == [0, 1, 0]
    assert str(kept) in said[1]


def test_damage_after_the_start_heals_too(pack: Path, tmp_path: Path) -> None:
    expected = read_all(load(pack, tmp_path / "cache"))
    (kept,) = (tmp_path / "cache").glob("*.pack")
    whole = kept.read_bytes()
    known = load(pack, tmp_path / "cache")
    rows = known.rows()
    kept.write_bytes(whole.replace(b"a", b"b"))
    assert [known.question(row) for row in rows] == expected[2]
    known = load(pack, tmp_path / "cache")
    kept.unlink()
    assert read_all(known) == expected


def test_of_packs_that_were_anywhere_the_oldest_go(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiled, "MOST_FILES", 3)
    for n in range(5):
        other = tmp_path / f"{n}.yaml"
        other.write_bytes(pack.read_bytes())
        load(other, tmp_path / "cache")
    assert len([*(tmp_path / "cache").glob("*.pack")]) == 3
