"""Accidents to every file that we write: nothing crashes, and no cache changes an answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from helpers.damage import BY_A_DISK, damaged
from helpers.data import INTERVIEW
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interview_cli.ai import judge, readiness
from interview_cli.ai.judge import Verdict, Verdicts
from interview_cli.core.errors import InterviewError
from interview_cli.core.records import Flagged, Reviewed, Started
from interview_cli.packs.library import catalogue, glance, trust
from interview_cli.packs.library.compiled import load
from interview_cli.packs.sources import installed, newer_versions
from interview_cli.storage import due_line, files
from interview_cli.storage import settings as kept_settings
from interview_cli.storage.begun.exercises import Attempt, ExerciseFolder
from interview_cli.storage.begun.unsent_answers import UnsentAnswers
from interview_cli.storage.clock import now
from interview_cli.storage.doctor.examination import examine
from interview_cli.storage.journal import Journal
from interview_cli.storage.snapshots import progress_cache

#: A file with the bytes that are in it, and what reads it.
Kept = dict[str, tuple[bytes, Callable[[Path], Any]]]

REVIEW = Reviewed(
    question="p:a",
    fingerprint="0" * 12,
    mode="quiz",
    kind="choice",
    answer=("a",),
    score=1.0,
    rating=3,
    reasons=("right",),
    grader="rule",
    attempt=1,
    elapsed_ms=1000,
)


def read_settings(home: Path) -> object:
    kept_settings.find_unknown()
    return kept_settings.load()


def read_drafts(home: Path) -> object:
    drafts = UnsentAnswers(home / "drafts.json")
    drafts.put("other", "p:q", "more")
    return drafts.find_damage(), drafts.get("s", "p:q"), drafts.has("s")


def read_attempt(home: Path) -> object:
    return ExerciseFolder(home / "exercise", "exercise.py").read_attempt()


def read_journal(home: Path) -> object:
    journal = Journal(home / "journal")
    journal.append([Flagged("p:b", "more")], at=now())
    return journal.read()


def read_pack(home: Path) -> object:
    glance.glance_at_packs()
    pack = load(home / "interview.yaml", home / "cache/packs")
    rows = pack.rows()
    return pack.about, [row.key for row in rows], [pack.question(row) for row in rows[:3]]


def read_progress(home: Path) -> object:
    journal = Journal(home / "journal")
    progress, damage = progress_cache.load_progress(journal)
    statistics = progress_cache.load_statistics(journal)
    return progress.to_plain(), damage, statistics.to_plain()


def read_verdict(home: Path) -> object:
    return judge._read_cache(home / "cache/verdict.json") or VERDICTS  # else it's asked again


NEWS = {"packs": {"one": {"have": "", "tag": "v2"}}, "told": "2026-11-21"}
VERDICTS = Verdicts([Verdict(1, "hit", "the client")], "Well said.")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return all files of a home that has been used, by name."""
    home = tmp_path_factory.mktemp("used") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INTERVIEW_HOME", str(home))
        patch.delenv("INTERVIEW_NOW", raising=False)
        kept_settings.write("ai.timeout", "6")
        kept_settings.write("new_per_day", "9")
        trust.trust(home, folder=True)
        (home / "agreed.json").write_text('{"hosts": ["localhost:11434"]}')
        (home / "synonyms.txt").write_text("lock, mutex # and so on\n")
        UnsentAnswers(home / "drafts.json").put("s", "p:q", "What I'd say: ünïcode")
        exercise = ExerciseFolder(home / "exercise", "exercise.py")
        exercise.write_answer("x = 1\n")
        exercise.save_attempt(Attempt(5, 1, "0" * 12, "", 2))
        journal = Journal(home / "journal")
        (session,) = journal.append([Started("quiz", ("p:a",), 1, {})], at=now())
        journal.append([REVIEW, Flagged("p:a", "it's wrong")], at=now(), session=session)
        (home / "packs/one").mkdir(parents=True)
        (home / "packs/one/.added.json").write_text(
            '{"id": "one", "sort": "git", "source": "https://a/b", "files": {"pack.yaml": "0"}}'
        )
        (home / "interview.yaml").write_bytes(Path(INTERVIEW).read_bytes())
        read_pack(home)
        read_progress(home)
        judge._write_cache(home / "cache/verdict.json", VERDICTS)
        newer_versions.save(NEWS)
        due_line.write_line("3 due", 1, {})
    found = [path for path in home.rglob("*") if path.is_file() and path.suffix != ".pack"]
    return {str(path.relative_to(home)): path.read_bytes() for path in found}


#: What is read of one's own files: it may be refused, with a message.
OWN: dict[str, Callable[[Path], Any]] = {
    "config.toml": read_settings,
    "trust.json": trust.is_trusted,
    "agreed.json": lambda _: readiness.agreed_hosts(),
    "synonyms.txt": lambda home: catalogue._read_groups(home / "synonyms.txt"),
    "drafts.json": read_drafts,
    "exercise/.attempt.json": read_attempt,
    "packs/one/.added.json": lambda home: installed.list_added(),
    "journal": read_journal,
}
#: What is read of the cache: always the same.
CACHES: dict[str, Callable[[Path], Any]] = {
    "cache/packs/*.pack": read_pack,
    "cache/progress.json": read_progress,
    "cache/statistics.json": read_progress,
    "cache/verdict.json": read_verdict,
    "cache/newer-versions.json": lambda _: newer_versions.load() or NEWS,
    "cache/due-line": lambda _: due_line.read_line(1) or "3 due",
}


def restore(home: Path, kept: dict[str, bytes]) -> None:
    for name, data in kept.items():
        path = home / name
        files.make_folder(path.parent)
        path.write_bytes(data)
    for path in (*home.glob("drafts-*"), *home.glob("cache/packs/*")):
        path.unlink()


def damage_own(home: Path, kept: dict[str, bytes], data: st.DataObject) -> None:
    restore(home, kept)
    name = data.draw(st.sampled_from([*OWN]))
    file = next(one for one in kept if one.startswith(name))
    (home / file).write_bytes(data.draw(damaged(kept[file])))
    found = {finding.path for finding in examine(home, now())[0]}
    said = ""
    try:
        OWN[name](home)
    except InterviewError as error:
        said = error.message
    assert "\n" not in said
    assert not said or (file in said and file in found)


def damage_caches(home: Path, kept: dict[str, bytes], data: st.DataObject) -> None:
    restore(home, kept)
    name = data.draw(st.sampled_from([*CACHES]))
    expected = CACHES[name](home)
    (path,) = home.glob(name)
    path.write_bytes(data.draw(damaged(path.read_bytes(), BY_A_DISK)))
    found = {finding.path for finding in examine(home, now())[0]}
    assert CACHES[name](home) == expected
    told = {one for one in found if one.startswith("cache/")}
    assert told <= {path.relative_to(home).as_posix()}


IN_A_HOME = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@given(data=st.data())
@settings(max_examples=12, suppress_health_check=IN_A_HOME)
def test_what_happens_to_ones_own_files_is_said_or_passed_over(
    home: Path, kept: dict[str, bytes], data: st.DataObject
) -> None:
    damage_own(home, kept, data)


@given(data=st.data())
@settings(max_examples=8, suppress_health_check=IN_A_HOME)
def test_what_happens_to_caches_changes_no_answer(
    home: Path, kept: dict[str, bytes], data: st.DataObject
) -> None:
    damage_caches(home, kept, data)


@pytest.mark.slow
@given(data=st.data())
@settings(max_examples=120, suppress_health_check=IN_A_HOME)
def test_whatever_happens_to_ones_own_files(
    home: Path, kept: dict[str, bytes], data: st.DataObject
) -> None:
    damage_own(home, kept, data)


@pytest.mark.slow
@given(data=st.data())
@settings(max_examples=60, suppress_health_check=IN_A_HOME)
def test_whatever_happens_to_caches(
    home: Path, kept: dict[str, bytes], data: st.DataObject
) -> None:
    damage_caches(home, kept, data)
