"""Lines found by their places are those that reading the whole journal finds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from helpers.learner import GOOD, planned, reviewed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interview_cli.commands.practice.unfinished import choose_open
from interview_cli.core.memory.first_attempts import drop_repeats
from interview_cli.core.progress.statistics import Statistics
from interview_cli.core.records import (
    Discarded,
    Finished,
    Flagged,
    Noted,
    Regraded,
    Retracted,
    Setting,
    Skipped,
    Started,
    drop_retracted,
    to_line,
)
from interview_cli.storage.begun.unsent_answers import open_drafts
from interview_cli.storage.journal import Journal, encode, format_time
from interview_cli.storage.snapshots import ordered_lines, past_lines, progress_cache
from interview_cli.terminal.practice_session import find_lines

T0 = datetime(2026, 11, 1, 12, tzinfo=UTC)
FILES = ("aaaaaaaa.jsonl", "bbbbbbbb.jsonl", "cccccccc.jsonl")
DEVICE = "a" * 8

KINDS = ("start", *["answer"] * 3, "skip", "finish", "note", "flag", "set", "plan", "discard")
KINDS += ("retract", "retract", "regrade")

#: What can happen; of the last four the number says which line or session it is about.
MOVES = st.tuples(
    st.sampled_from(KINDS),
    st.integers(0, 30),
    st.sampled_from(FILES),
)


def make_record(what, number, lines):
    """Give the record of a move, and its session; None where it can't be made."""
    begun = [one["id"] for one in lines if one["type"] == "started"]
    session = begun[-1 - number % min(2, len(begun))] if begun else None
    key = f"p:q{number % 3}"
    if what == "start":
        mode = ("quiz", "mock")[number % 2]
        return Started(mode, (key,), 1, {"set": "p:one"} if number % 3 == 0 else {}), None
    if what in ("retract", "regrade"):
        about = [one for one in lines if what == "retract" or one["type"] == "reviewed"]
        if not about:
            return None
        of = about[-1 - number % min(6, len(about))]
        at_home = of["session"] if number % 4 else None
        return (
            Retracted(of["id"]) if what == "retract" else Regraded(of["id"], 1.0, GOOD)
        ), at_home
    if what == "discard":
        return (Discarded(session), None) if session else None
    records = {
        "answer": reviewed(key, rating=1 + number % 4, attempt=1),
        "skip": Skipped(key),
        "finish": Finished(number),
        "note": Noted(key, "a note"),
        "flag": Flagged(key),
        "set": Setting("preparation", number),
        "plan": planned(1 + number),
    }
    return records[what], session


@st.composite
def pasts(draw):
    """Give lines with their files, in batches."""
    lines: list[dict] = []
    every = []
    back = draw(st.booleans())
    for n, (what, number, file) in enumerate(draw(st.lists(MOVES, max_size=40))):
        if (made := make_record(what, number, lines)) is None:
            continue
        record, session = made
        hour = draw(st.integers(0, 60)) if back else n
        id_ = f"{n:08d}"
        head = {"v": 1, "id": id_, "at": format_time(T0 + timedelta(hours=hour)), "offset": 0}
        session = id_ if isinstance(record, Started) else session
        lines.append({**head, "device": file[:8], "session": session, **to_line(record)})
        every.append((file, lines[-1]))
    if draw(st.booleans()):
        every = draw(st.permutations(every))
    cuts = sorted(draw(st.lists(st.integers(0, len(every)), max_size=4)))
    return [every[a:b] for a, b in zip([0, *cuts], [*cuts, len(every)], strict=True)]


def check_past(folder, batches):
    journal = Journal(folder / "journal")
    journal.folder.mkdir()
    journal.device = DEVICE
    for batch in batches:
        for name, one in batch:
            with (journal.folder / name).open("ab") as file:
                file.write(encode(one))
        lines, _ = journal.read()
        past = past_lines.PastLines.open(journal)
        for id_ in {one["id"] for one in lines if one["type"] == "started"}:
            assert find_lines(past.of_sessions([id_]), id_) == find_lines(lines, id_)
        drafts = open_drafts()
        assert choose_open(past.of_unfinished(), drafts) == choose_open(lines, drafts)
        said = ("settings", "planned", "interviewed")
        assert past.said() == [one for one in lines if one["type"] in said]
        standing = drop_retracted(lines)
        notes = [one for one in standing if one["type"] in ("noted", "flagged")]
        assert past.of_notes(past.places.notes) == notes
        mine = [one for one in drop_repeats(standing) if past_lines.is_answer_of(one, DEVICE)]
        for count in (1, 3, 100):
            recent = past_lines.read_last_answers(journal, count)
            recent = drop_repeats(drop_retracted(recent))
            found = [one for one in recent if past_lines.is_answer_of(one, DEVICE)]
            assert found[-count:] == mine[-count:]
        anew = Statistics()
        anew.add(lines)
        assert progress_cache.load_statistics(journal) == anew


@pytest.fixture
def cached(monkeypatch, home):
    """Keep caches of small journals as of long ones."""
    monkeypatch.delenv("INTERVIEW_NOW")
    monkeypatch.setattr(progress_cache, "MANY", 8)
    monkeypatch.setattr(progress_cache, "BEHIND", 4)
    monkeypatch.setattr(progress_cache, "FEW", 2)


def keep_apart(tmp_path_factory, monkeypatch):
    folder = tmp_path_factory.mktemp("past")
    monkeypatch.setenv("INTERVIEW_HOME", str(folder))
    return folder


@pytest.mark.usefixtures("cached")
@pytest.mark.parametrize("long", [False, True])
@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(batches=pasts())
def test_they_are_the_same(tmp_path_factory, monkeypatch, long, batches):
    check_both(tmp_path_factory, monkeypatch, batches, long=long)


@pytest.mark.slow
@pytest.mark.usefixtures("cached")
@pytest.mark.parametrize("long", [False, True])
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(batches=pasts())
def test_they_are_the_same_often(tmp_path_factory, monkeypatch, long, batches):
    check_both(tmp_path_factory, monkeypatch, batches, long=long)


def check_both(tmp_path_factory, monkeypatch, batches, *, long):
    if long:
        monkeypatch.setattr(progress_cache, "LONG", 0)
        monkeypatch.setattr(ordered_lines, "MOST", 900)
        monkeypatch.setattr(ordered_lines, "LEAST", 500)
    check_past(keep_apart(tmp_path_factory, monkeypatch), batches)
