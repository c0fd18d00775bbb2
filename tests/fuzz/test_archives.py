"""Accidents to archives of journals: what is read is right, or it's said that it can't be."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from helpers.damage import BY_A_DISK, damaged
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interview_cli.core.errors import InterviewError
from interview_cli.core.records import Flagged
from interview_cli.storage.backups.journals import collect
from interview_cli.storage.clock import now
from interview_cli.storage.journal import Journal


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return a zip with a journal, compressed as by other programs."""
    folder = tmp_path_factory.mktemp("other")
    Journal(folder / "journal").append([Flagged("p:a", f"note {n}") for n in range(50)], at=now())
    path = folder / "journal.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for file in (folder / "journal").iterdir():
            made.write(file, f"journal/{file.name}")
    return path.read_bytes()


def check(archive: bytes, bad: bytes, folder: Path) -> None:
    path, journal = folder / "bad.zip", Journal(folder / "mine")
    path.write_bytes(archive)
    whole = collect(journal, [path])[0].to_bytes()
    path.write_bytes(bad)
    try:
        found = collect(journal, [path])[0].to_bytes()
    except InterviewError:
        return
    assert found == whole


IN_A_HOME = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@given(data=st.data())
@settings(max_examples=25, suppress_health_check=IN_A_HOME)
def test_a_damaged_archive_gives_all_or_nothing(
    archive: bytes, tmp_path: Path, data: st.DataObject
) -> None:
    check(archive, data.draw(damaged(archive, BY_A_DISK)), tmp_path)


@pytest.mark.slow
@given(data=st.data())
@settings(max_examples=300, suppress_health_check=IN_A_HOME)
def test_whatever_happens_to_an_archive(
    archive: bytes, tmp_path: Path, data: st.DataObject
) -> None:
    check(archive, data.draw(damaged(archive, BY_A_DISK)), tmp_path)
