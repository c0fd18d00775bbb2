"""A machine without an id keeps one of its own, outside of what is synced."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from interview_cli.storage import journal
from interview_cli.storage.made_up_machine import read_machine

pytestmark = pytest.mark.skipif(
    sys.platform in ("win32", "darwin"), reason="there a machine always has an id or an address"
)


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(journal, "_MACHINE_IDS", (str(tmp_path / "none"),))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state/interview/machine"


def test_it_stays_the_same_here_and_is_another_elsewhere(
    state: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = journal.device()
    assert journal.device() == here
    assert read_machine() == state.read_text()
    assert state.parent.stat().st_mode & 0o777 == 0o700
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "elsewhere"))
    assert journal.device() != here


def test_two_starts_at_once_agree(state: Path) -> None:
    with ThreadPoolExecutor(2) as both:
        assert len({*both.map(lambda _: read_machine(), range(2))}) == 1
    assert [path.name for path in state.parent.iterdir()] == ["machine"]


@pytest.mark.parametrize("damage", [b"", b"\xff", b"x" * 32])
def test_where_none_can_be_kept_there_is_a_device_all_the_same(state: Path, damage: bytes) -> None:
    state.parent.mkdir(parents=True)
    state.write_bytes(damage)
    assert read_machine() == ""
    assert journal.device() == journal.device()
    assert state.read_bytes() == damage
