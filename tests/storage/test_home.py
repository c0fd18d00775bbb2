"""The learner's folder is where platformdirs says, which is asked only where it has to be."""

from __future__ import annotations

import platformdirs
import pytest

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
