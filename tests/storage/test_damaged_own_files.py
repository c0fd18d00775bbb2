"""A damaged file of trust or drafts is never written over: what is good in it stays."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from helpers.program import run_program
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interview_cli.core.errors import DiskError
from interview_cli.packs.library import trust
from interview_cli.storage.begun.unsent_answers import UnsentAnswers

BROKEN = [b'{"folders": ["/a"], "packs": {}', b"[1]", b"\xff", b"[" * 100_000]
WRONG = [b'{"folders": 5}', b'{"packs": {"/a": 5}}']


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("INTERVIEW_HOME", str(home))
    return home


@pytest.mark.parametrize("data", [*BROKEN, *WRONG])
def test_a_damaged_file_trusts_nothing_and_is_not_written_over(
    home: Path, tmp_path: Path, data: bytes
) -> None:
    (home / "trust.json").write_bytes(data)
    pack = tmp_path / "pack.yaml"
    pack.write_text("format: 1.1\n")
    assert not trust.is_trusted(pack)
    for folder in (False, True):
        with pytest.raises(DiskError, match=r"trust\.json is damaged"):
            trust.trust(pack, folder=folder)
    assert (home / "trust.json").read_bytes() == data


def test_what_a_newer_version_keeps_there_stays(home: Path, tmp_path: Path) -> None:
    (home / "trust.json").write_text('{"newer": [1], "packs": {"/a": "b"}}')
    trust.trust(tmp_path, folder=True)
    known = json.loads((home / "trust.json").read_text())
    assert (known["newer"], known["packs"]) == ([1], {"/a": "b"})


@pytest.mark.parametrize("data", [*BROKEN, b'{"s": 5}'])
def test_damaged_drafts_are_moved_aside_and_writing_goes_on(home: Path, data: bytes) -> None:
    path = home / "drafts.json"
    for name in ("drafts-damaged.json", "drafts-damaged-2.json"):
        path.write_bytes(data)
        drafts = UnsentAnswers(path)
        drafts.put("s", "q", "begun")
        assert drafts.get("s", "q") == "begun"
        assert (home / name).read_bytes() == data


def test_damaged_drafts_are_told_of(home: Path) -> None:
    (home / "drafts.json").write_text('{"s": {"q": "my answer"')
    done = run_program("quiz", "-n", "1", "-k", "choice", typed=":q\n", env=dict(os.environ))
    assert "drafts.json is damaged" in done.stderr
    assert "my answer" not in done.stderr


@given(at=st.integers(0, 10_000), byte=st.integers(0, 255))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_no_byte_of_the_drafts_can_make_reading_fail(home: Path, at: int, byte: int) -> None:
    path = home / "drafts.json"
    UnsentAnswers(path).put("session", "pack:question", "What I'd answer: ünïcode")
    data = bytearray(path.read_bytes())
    data[at % len(data)] = byte
    path.write_bytes(data)
    UnsentAnswers(path).get("session", "pack:question")
    UnsentAnswers(path).put("other", "pack:question", "x")
    kept = {one.read_bytes() for one in home.glob("drafts*.json")}
    assert bytes(data) in kept or UnsentAnswers(path).has("other")
    for one in home.glob("drafts*.json"):
        one.unlink()
