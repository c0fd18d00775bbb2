"""Files of another user: one problem, with whose they are, and nothing of them is moved aside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from helpers.learner import Learner
from helpers.program import BOUND, PROGRAM, needs_permissions

from interview_cli.storage.doctor import folder_modes
from interview_cli.storage.doctor.places import Places
from interview_cli.storage.reading.owners import advise_on, name_user

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes and owners")

_FILES = {
    "drafts.json": '{"s": {"p:a": "half an answer"}}',
    "trust.json": '{"folders": [], "packs": {}}',
    "agreed.json": '{"hosts": []}',
    "exercises/p/x/.attempt.json": '{"spent_ms": 1, "hints": 0, "fingerprint": "", "review": ""}',
}


def run(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*BOUND, *PROGRAM, *args], capture_output=True, text=True, check=False)


@needs_permissions
@pytest.mark.parametrize("name", _FILES)
def test_what_only_cannot_be_read_stays_where_it_is(learner: Learner, name: str) -> None:
    path = learner.home / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_FILES[name])
    path.with_name("exercise.py").write_text("x = 1\n")
    closed = path.parent if name.startswith("exercises/") else path
    if os.geteuid() == 0:
        os.chown(path, 65534, 65534)
        path.chmod(0o600)
    else:
        closed.chmod(0)
    found = json.loads(run("progress", "doctor", "--fix", "--json").stdout)
    closed.chmod(0o700)
    assert path.read_text() == _FILES[name]
    assert not (learner.home / "damaged").exists()
    if os.geteuid() == 0:
        (one,) = [one for one in found["findings"] if one["code"] == "unreadable"]
        assert f"another user, {name_user(65534)}" in one["advice"]
        assert "chown" in run("progress", "doctor").stdout


@needs_permissions
def test_who_owns_it_may_change_its_mode(tmp_path: Path) -> None:
    (tmp_path / "a b").mkdir()
    (tmp_path / "a b" / "x").write_text("")
    code = f"from pathlib import Path; from {advise_on.__module__} import advise_on; "
    for closed, path in (("a b", "a b/x"), ("a b", "a b"), ("a b/x", "a b/x")):
        (tmp_path / closed).chmod(0)
        say = f"{code}print(advise_on(Path({str(tmp_path / path)!r})))"
        said = subprocess.run([*BOUND, sys.executable, "-c", say], capture_output=True, text=True)
        (tmp_path / closed).chmod(0o700)
        assert said.stdout.strip().endswith(f"chmod u+rwX '{tmp_path / closed}'")


def test_of_another_users_files_no_modes_are_to_be_changed(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    (learner.home / "journal" / "x.jsonl").touch(0o000)
    places = Places(learner.home)
    codes = [one.code for one in folder_modes.check_modes(places)]
    assert codes == ["not-usable"]
    monkeypatch.setattr(os, "geteuid", lambda: 12345)  # as if all were of somebody else
    found: list[Any] = folder_modes.check_modes(places)
    assert [one.code for one in found] == ["of-another-user"]
    assert "chown -R 12345 " in found[0].advice
    assert not found[0].harmless
