"""Every field of every kind of line replaced by what doesn't belong there: nothing crashes."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from helpers.damage import JSON
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interview_cli.commands.practice.unfinished import find_unfinished
from interview_cli.core.planning.plan import Plan
from interview_cli.core.planning.preparation import Preparation
from interview_cli.core.progress.progress import Progress
from interview_cli.core.progress.statistics import Statistics
from interview_cli.core.study_days import study_day
from interview_cli.storage.begun.unsent_answers import open_drafts
from interview_cli.storage.journal import Journal, encode, parse

ID = "019aa888-0000-7000-8000-00000000000"
COMMON = {"v": 1, "at": "2026-11-21T19:00:00.123Z", "offset": 60, "device": "0badcafe"}
POINT = {"says": "it waits", "state": "hit", "words": ["waits"]}

FIELDS: dict[str, dict[str, Any]] = {
    "started": {
        "mode": "quiz",
        "questions": ["p:a"],
        "seed": 1,
        "filters": {"levels": ["mid"], "tracks": [], "settings": {"seed": 1, "minutes": None}},
    },
    "reviewed": {
        "question": "p:a",
        "fingerprint": "0" * 12,
        "mode": "quiz",
        "kind": "choice",
        "answer": ["one"],
        "score": 1.0,
        "rating": 3,
        "reasons": [],
        "grader": "rule",
        "attempt": 1,
        "elapsed_ms": 1000,
        "hints": 0,
        "confidence": 2,
        "predicted": 0.5,
        "points": [POINT],
        "passed": True,
        "weight": 1.0,
        "first_key_ms": 5,
        "variant": 0,
    },
    "regraded": {"of": ID + "1", "score": 0.0, "rating": 1, "grader": "self", "points": [POINT]},
    "retracted": {"of": ID + "1"},
    "skipped": {"question": "p:a"},
    "finished": {"answered": 1},
    "discarded": {"of": ID + "0"},
    "flagged": {"question": "p:a", "text": "x"},
    "noted": {"question": "p:a", "text": "x"},
    "suspended": {"question": "p:a", "until": "2026-12-01"},
    "unsuspended": {"question": "p:a"},
    "planned": {
        "on": "2026-12-24",
        "minutes": 25,
        "weekdays": [0, 1],
        "days_off": ["2026-12-01"],
        "weights": {"python": 2.0},
        "filters": {"levels": ["mid"]},
        "job": None,
    },
    "placed": {
        "level": "mid",
        "between": [],
        "probabilities": {"mid": 0.9},
        "guess": None,
        "questions": 12,
    },
    "interviewed": {"on": "2026-11-20", "how": "well", "topics": ["python"], "text": ""},
    "settings": {"name": "weights", "value": None},
    "dreamt": {"question": "p:a"},
}

DEEP = "[" * 10_000 + "]" * 10_000

#: As JSON, or what passes for it.
WRONG = (
    *("null", "true", '"x"', '"\\ud800"', "[]", "[1]", "[[]]", "[{}]", "{}", '{"a":{}}', "-1"),
    *("NaN", "-Infinity", "1e400", "1e308", "1" * 30, "1" * 400, "1" * 5000, DEEP),
    *("[" * 200 + "]" * 200, '{"a":' * 100 + "1" + "}" * 100, '[{"says":1,"state":2}]'),
    *('"9999-12-31"', '"0001-01-01"', '"9999-12-31T00:00:00.000Z"', '"0001-01-01T00:00:00.000Z"'),
    *("[9]", '["9999-12-31"]', '{"levels":5}', '{"levels":[5]}', '{"tracks":null}'),
    *('{"settings":5}', '{"settings":{"limit":"x"}}', '{"minutes":1e400}'),
)


def line(type_, n):
    session = ID + "0"
    return {**COMMON, "id": f"{ID}{n}", "session": session, "type": type_, **FIELDS[type_]}


BEFORE = [line("started", 0), line("reviewed", 1)]


def read_everything(journal):
    """Do with the lines what the commands do with them, and return them."""
    lines, damage = journal.read()
    progress, statistics = Progress(), Statistics()
    progress.add(lines)
    statistics.add(lines)
    json.dumps([progress.to_plain(), statistics.to_plain()], allow_nan=False)
    Progress.from_plain(json.loads(json.dumps(progress.to_plain())), {})
    today = study_day(datetime(2026, 11, 30, tzinfo=UTC)).toordinal()
    Plan.read(progress.planned, today)
    Preparation.read_waiting(lines)
    progress.is_suspended("p:a", today)
    for past in progress.list_sessions():
        assert past.mean is None or round(100 * past.mean) >= 0
    for one in find_unfinished(journal, open_drafts()):
        one.describe_filters()
        assert one.describe()
    return lines, damage


@pytest.mark.parametrize("type_", FIELDS)
def test_a_sound_line_is_read(tmp_path, type_):
    journal = Journal(tmp_path)
    journal.path.write_bytes(b"".join(map(encode, [*BEFORE, line(type_, 2)])))
    lines, damage = read_everything(journal)
    assert (len(lines), damage) == (3, [])


@pytest.mark.parametrize("type_", FIELDS)
def test_a_field_that_is_wrong_or_gone_costs_at_most_its_line(tmp_path, type_):
    journal = Journal(tmp_path)
    sound = line(type_, 2)
    for field in (*sound, "unknown"):
        texts = list(map(encode, BEFORE))
        for n, wrong in enumerate(WRONG):
            changed = sound | {"id": f"{sound['id']}{n:02}"}
            changed.pop(field, None)
            text = json.dumps(changed).encode()
            texts += [text + b"\n", text[:-1] + f',"{field}":{wrong}}}\n'.encode()]
        journal.path.write_bytes(b"".join(texts))
        lines, damage = read_everything(journal)
        kept = {one["id"] for one in lines}
        assert kept >= {ID + "0", ID + "1"}, field
        assert damage, field  # what is deep is damage wherever it stands


def test_deep_lines_that_have_no_end_are_damage():
    for text in (b"[" * 100_000, b'{"a":' * 100_000):
        assert list(parse(text + b"\n")) == [(0, text[:200])]


@st.composite
def unsound_lines(draw):
    """Lines of any types with any values in any of their fields."""
    lines = []
    for n in range(2, 2 + draw(st.integers(1, 4))):
        sound = line(draw(st.sampled_from([*FIELDS])), n)
        for field in draw(st.lists(st.sampled_from([*sound]), max_size=3)):
            sound[field] = draw(JSON)
        lines.append(json.dumps(sound).encode() + b"\n")
    return lines


def check_lines(folder, lines):
    journal = Journal(folder)
    journal.path.write_bytes(b"".join([*map(encode, BEFORE), *lines]))
    read_everything(journal)
    again, _ = journal.read()
    assert {one["id"] for one in again} >= {ID + "0", ID + "1"}


ANYWHERE = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@given(lines=unsound_lines())
@settings(max_examples=12, suppress_health_check=ANYWHERE)
def test_no_line_of_another_program_stops_what_reads_the_journal(tmp_path, lines):
    check_lines(tmp_path, lines)


@pytest.mark.slow
@given(lines=unsound_lines())
@settings(max_examples=300, suppress_health_check=ANYWHERE)
def test_whatever_is_in_a_line(tmp_path, lines):
    check_lines(tmp_path, lines)
