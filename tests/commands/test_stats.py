"""The command stats: lines, JSON and the page, from a journal on the disk."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from interview_cli.commands.stats import stats
from interview_cli.core.errors import DiskError, UsageError
from interview_cli.core.records import Finished, Reviewed, Started
from interview_cli.packs.library.catalogue import open_catalogue
from interview_cli.storage import paths
from interview_cli.storage.journal import Journal

NOW = datetime(2026, 11, 21, 20, tzinfo=UTC)


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setenv("INTERVIEW_NOW", f"{NOW.isoformat()}/still")


@pytest.fixture
def entries():
    """Three days of five questions each, the first of them always wrong."""
    entries = open_catalogue()[0].entries()[:5]
    journal = Journal(paths.journal())
    for back in (8, 1, 0):
        at = NOW - timedelta(days=back, hours=1)
        (session,) = journal.append([Started("quiz", (), 1, {})], at=at)
        records = [
            Reviewed(
                entry.key,
                "0" * 12,
                "quiz",
                entry.kind,
                None,
                float(n > 0),
                3 if n else 1,
                (),
                "rule",
                1,
                12_000,
                confidence=3,
                predicted=0.8 if back < 8 else None,
            )
            for n, entry in enumerate(entries)
        ]
        journal.append([*records, Finished(5)], at=at, session=session)
    return entries


def read(capsys, **options):
    assert stats(as_json=True, **options) == 0
    return json.loads(capsys.readouterr().out)


def test_json_has_it_all(entries, capsys):
    told = read(capsys)

    assert told["v"] == 1
    assert told["total"] == {"answers": 15, "days": 3}
    assert told["days"][-1] == {"day": "2026-11-21", "answers": 5, "minutes": 1.0}
    assert told["streak"] == 2
    assert told["recall"]["seen"] == 5
    assert set(told["recall"]["topics"][0]) == {"topic", "seen", "of", "recall"}
    assert [row["level"] for row in told["recall"]["levels"]] == ["junior", "mid", "senior"]
    assert len(told["load"]) == 14
    assert told["calibration"]["count"] == 10
    assert told["calibration"]["bins"][8] == {
        "from": 0.8,
        "to": 0.9,
        "count": 10,
        "predicted": 0.8,
        "happened": 0.8,
    }
    assert told["calibration"]["base_brier"] == 0.16
    assert told["confidence"][0] == {"confidence": 3, "right": 12, "wrong": 3}
    assert told["sure_and_wrong"] == 3
    assert sum(row["count"] for row in told["times"]) == 15
    assert told["first_time"] | {"topics": [], "levels": []} == {
        "right": 12,
        "of": 15,
        "days": 30,
        "topics": [],
        "levels": [],
    }
    assert told["weak_spots"] == 1
    (weak,) = told["weakest"]
    assert [weak[name] for name in ("question", "right", "tries", "asked", "failed")] == [
        entries[0].key,
        0,
        3,
        3,
        3,
    ]
    assert told["leeches"] == []
    assert (told["suspended"], told["outlook"], told["goal"]) == (0, None, None)
    assert told["mocks"] == []


def test_filters_are_for_all_of_it(entries, capsys):
    level = entries[0].level
    told = read(capsys, level=[level])
    of_level = [entry for entry in entries if entry.level == level]

    assert told["total"]["answers"] == 3 * len(of_level)
    assert [row["level"] for row in told["recall"]["levels"]] == [level]
    assert [row["question"] for row in told["weakest"]] == [entries[0].key]


def test_lines_through_a_pipe(entries, capsys):
    assert stats() == 0
    said = capsys.readouterr().out

    assert said.startswith(
        "Statistics, 21 November 2026.\n15 answers on 3 days. 2 days in a row.\n"
    )
    assert "Sure and wrong: 3\n" in said


def test_with_nothing_answered_yet_it_says_what_to_do(tmp_path, capsys):
    assert stats() == 0
    assert "Begin with: interview quiz\n" in capsys.readouterr().out
    assert read(capsys)["calibration"]["log_loss"] is None
    assert stats(html=str(tmp_path / "page.html")) == 0
    assert "Begin with: interview quiz" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_a_page_is_written_and_written_again(entries, tmp_path, capsys):
    path = tmp_path / "page.html"
    for _ in range(2):
        assert stats(html=str(path)) == 0
        captured = capsys.readouterr()
        assert (captured.out, captured.err) == ("", f"Written: {path}\n")
    assert path.read_text(encoding="utf-8").count("<h2>Weak spots</h2>") == 1
    assert list(tmp_path.glob(".page*")) == []


def test_another_file_is_left_alone(tmp_path):
    path = tmp_path / "thesis.html"
    path.write_text("<!doctype html>mine")
    with pytest.raises(UsageError, match="isn't a page from interview stats") as error:
        stats(html=str(path))
    assert "name another file" in error.value.hint
    assert path.read_text() == "<!doctype html>mine"
    with pytest.raises(UsageError, match="isn't a file"):
        stats(html=str(tmp_path))


def test_an_empty_file_may_be_filled(tmp_path):
    path = tmp_path / "page.html"
    path.touch()
    assert stats(html=str(path)) == 0
    assert path.stat().st_size > 1000


@pytest.mark.parametrize("name", ["missing/page.html", "a-file/page.html", "x" * 300])
def test_a_place_that_cannot_be_written(tmp_path, name):
    (tmp_path / "a-file").touch()
    with pytest.raises(DiskError):
        stats(html=str(tmp_path / name))


def test_an_unknown_topic_is_said():
    with pytest.raises(UsageError, match="there is no topic 'fastpi'"):
        stats(topic=["fastpi"])


def test_after_midnight_it_says_why_it_is_yesterday(monkeypatch, capsys, tmp_path):
    said = "Until 4 o'clock in the morning, what you do counts for Sat 21 Nov."
    page = tmp_path / "stats.html"
    assert stats(plain=True) == 0
    assert said not in capsys.readouterr().out
    monkeypatch.setenv("INTERVIEW_NOW", "2026-11-22T01:40:00+00:00/still")
    assert stats(plain=True, html=str(page)) == 0
    assert stats(plain=True) == 0
    assert capsys.readouterr().out.splitlines()[:2] == ["Statistics, 21 November 2026.", said]
    assert said.replace("'", "&#x27;") in page.read_text("utf-8")
