"""The learner's folder is where platformdirs says, which is asked only where it has to be."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import platformdirs
import pytest

from interview_cli.cli import main
from interview_cli.storage.paths import find_home as found


@pytest.mark.parametrize("data", [None, "", "relative", "/somewhere/else"])
@pytest.mark.parametrize("user", ["/home/someone", "relative", None])
def test_it_is_the_folder_of_the_platform(data, user, monkeypatch):
    monkeypatch.delenv("INTERVIEW_HOME")
    for name, value in (("XDG_DATA_HOME", data), ("HOME", user)):
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)
    assert found() == platformdirs.user_data_dir("interview", appauthor=False)


def test_a_tilde_is_the_home_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    for named, path in (("~", tmp_path), ("~/data", tmp_path / "data"), ("a~b", Path("a~b"))):
        monkeypatch.setenv("INTERVIEW_HOME", named)
        assert Path(found()) == path.absolute()


@pytest.mark.skipif(sys.platform == "win32", reason="asks the list of users")
def test_a_tilde_with_a_name_is_the_home_of_that_user(monkeypatch):
    import pwd

    name, folder = next((user.pw_name, user.pw_dir) for user in pwd.getpwall() if user.pw_dir)
    monkeypatch.setenv("INTERVIEW_HOME", f"~{name}/data")
    assert found() == os.path.abspath(f"{folder}/data")


def test_the_home_of_nobody_is_not_made(monkeypatch, tmp_path, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("INTERVIEW_HOME", "~nosuchuser/data")
    assert main(["due"]) == 2
    assert "there is no such user" in capsys.readouterr().err
    assert not [*tmp_path.glob("~*")]
