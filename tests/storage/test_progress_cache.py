"""The fold of the journal with its snapshot: the same as without, whatever happens."""

from __future__ import annotations

import json
import os
import random
from datetime import UTC, datetime, timedelta

import pytest
from helpers.learner import Learner
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_cli.core.memory.scheduler import WEIGHTS
from interview_cli.core.progress.progress import Progress
from interview_cli.core.records import (
    WEIGHTS_SETTING,
    Regraded,
    Retracted,
    Reviewed,
    Setting,
    Started,
    Suspended,
    Unsuspended,
)
from interview_cli.storage import files
from interview_cli.storage.journal import Journal
from interview_cli.storage.snapshots import kept_fold, progress_cache
from interview_cli.storage.snapshots.kept_fold import Cache, Kind
from interview_cli.storage.stamps import read_stamp

T0 = datetime(2026, 11, 1, 12, tzinfo=UTC)


def review(key, right):
    return Reviewed(
        question=key,
        fingerprint="0" * 12,
        mode="quiz",
        kind="choice",
        answer=("a",),
        score=float(right),
        rating=3 if right else 1,
        reasons=("right",),
        grader="rule",
        attempt=1,
        elapsed_ms=1000,
    )


def read_kept(path):
    return json.loads(path.read_bytes().partition(b"\n")[2])


class Past:
    """A journal that grows, and what it adds up to read with and without a snapshot."""

    def __init__(self, folder):
        self.journal = Journal(folder / "journal")
        self.cache = Cache(folder / "cache", "progress", "made here")
        self.at = T0
        self.reviews = []
        self.begin()

    def begin(self):
        (self.session,) = self.append(Started("quiz", (), 1, {}), session=None)

    def append(self, *records, session=""):
        self.at += timedelta(seconds=1)
        session = self.session if session == "" else session
        return self.journal.append(records, at=self.at, session=session)

    def answer(self, *rights):
        for n, right in enumerate(rights):
            if n % 5 == 0:  # a session asks each question once
                self.begin()
            self.reviews += self.append(review(f"p:q{n % 5}", right))

    def load(self):
        return progress_cache.load(self.journal, Kind(self.cache, Progress, Progress.from_plain))

    def check(self):
        cached, _ = self.load()
        anew = Progress()
        anew.add(self.journal.read()[0])
        assert cached == anew
        return cached


@pytest.fixture
def few(monkeypatch):
    """Make snapshots after a few lines, so that small journals have them too."""
    monkeypatch.setattr(progress_cache, "MANY", 12)
    monkeypatch.setattr(progress_cache, "BEHIND", 4)


@pytest.mark.usefixtures("few")
def test_a_snapshot_is_made_and_only_newer_lines_are_added(tmp_path):
    past = Past(tmp_path)
    past.answer(*[True, False] * 10)
    past.check()
    size = past.journal.path.stat().st_size
    for path, least, most in ((past.cache.latest, size, size), (past.cache.earlier, 1, size - 1)):
        covered = read_kept(path)["files"][past.journal.path.name][0]
        assert least <= covered <= most
    past.answer(False, True)
    assert past.check().known["p:q1"].right


@pytest.mark.usefixtures("few")
def test_taking_back_an_answer_that_was_added_up_long_ago(tmp_path):
    past = Past(tmp_path)
    past.answer(*[True, False] * 10)
    past.check()
    past.append(Retracted(past.reviews[0]))
    past.append(Regraded(past.reviews[1], 1.0, 3))
    past.check()
    past.answer(True)
    past.check()


@pytest.mark.usefixtures("few")
@given(st.lists(st.tuples(st.sampled_from("sub"), st.integers(0, 2)), max_size=30))
@settings(max_examples=20, deadline=None)
def test_suspended_questions_are_kept_too(tmp_path_factory, moves):
    past = Past(tmp_path_factory.mktemp("past"))
    suspended: dict[str, str | None] = {}
    for what, n in moves:
        key, until = f"p:q{n}", "2026-12-01" if what == "u" else None
        if what == "b":
            past.append(Unsuspended(key), session=None)
            suspended.pop(key, None)
        else:
            past.append(Suspended(key, until), session=None)
            suspended[key] = until or ""
        past.answer(True)
        assert past.check().suspended == suspended


@pytest.mark.usefixtures("few")
def test_a_line_that_comes_from_another_device_is_seen(tmp_path):
    past = Past(tmp_path)
    past.answer(*[True, False] * 10)
    before = past.check()
    line = json.loads(past.journal.path.read_text().splitlines()[3])
    other = past.journal.folder / "0badcafe.jsonl"
    line |= {"id": line["id"][:-4] + "0000", "question": "p:elsewhere"}
    other.write_text(json.dumps(line) + "\n")
    assert past.check().known.keys() - before.known.keys() == {"p:elsewhere"}


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff",
        b'{"stamp":"made here","fold":{"schema":0},"files":{},"since":0,"reported":[]}',
    ],
)
def test_a_damaged_or_missing_snapshot_changes_nothing(tmp_path, damage):
    past = Past(tmp_path)
    past.answer(*[True, False] * 10)
    past.check()
    for path in (past.cache.latest, past.cache.earlier):
        path.write_bytes(damage)
        past.check()
        path.unlink()
        past.check()


@pytest.mark.usefixtures("few")
def test_no_flipped_bit_of_a_snapshot_changes_anything(tmp_path):
    past = Past(tmp_path)
    past.answer(*[True, False] * 10)
    past.check()
    kept = {path: path.read_bytes() for path in (past.cache.latest, past.cache.earlier)}
    chance = random.Random(1)
    for path, data in kept.items():
        for _ in range(60):
            bad = bytearray(data)
            bad[chance.randrange(len(bad))] ^= 1 << chance.randrange(8)
            for other, whole in kept.items():
                other.write_bytes(bad if other == path else whole)
            past.check()


@pytest.mark.usefixtures("few")
def test_a_journal_that_was_replaced_is_folded_anew(tmp_path):
    past = Past(tmp_path)
    past.answer(*[True, False] * 10)
    past.check()
    lines = past.journal.path.read_bytes().splitlines(keepends=True)
    past.journal.path.write_bytes(b"".join(lines[:5]))
    past.check()


@pytest.mark.usefixtures("few")
def test_another_library_folds_anew(tmp_path):
    past = Past(tmp_path)
    past.answer(*[True, False] * 10)
    past.check()
    past.cache.stamp = "another version"
    past.check()
    assert read_kept(past.cache.latest)["stamp"] == "another version"


@pytest.mark.usefixtures("few")
def test_new_weights_fold_anew_and_can_be_taken_back(tmp_path):
    past = Past(tmp_path)
    past.answer(*[True, False] * 10)
    before = past.check()
    quick = (*WEIGHTS[:20], 0.3)
    (line,) = past.append(Setting(WEIGHTS_SETTING, quick), session=None)
    assert past.check().scheduler.weights == quick
    past.answer(True)
    past.check()
    past.append(Retracted(line))
    assert past.check().scheduler.weights == WEIGHTS
    past.append(Setting(WEIGHTS_SETTING, quick), session=None)
    past.check()
    past.append(Setting(WEIGHTS_SETTING, ["no", "weights"]), session=None)
    assert past.check().scheduler.weights == quick
    past.append(Setting(WEIGHTS_SETTING, None), session=None)
    assert past.check().known["p:q2"].memory == before.known["p:q2"].memory


@pytest.mark.usefixtures("few")
def test_a_question_that_is_renamed_keeps_one_memory(tmp_path):
    past = Past(tmp_path)
    past.answer(*[True, False] * 10)
    before = past.check()
    names = {"p:q1": "p:new-name"}

    def load():
        def restore(plain):
            return Progress.from_plain(plain, names)

        kind = Kind(past.cache, lambda: Progress(names=names), restore)
        found, _ = progress_cache.load(past.journal, kind)
        return found

    assert load().known["p:new-name"] == before.known["p:q1"]
    past.append(review("p:new-name", True))
    both = load().known["p:new-name"]
    assert both.asked == before.known["p:q1"].asked + 1
    assert "p:q1" not in load().known
    names = {}
    assert load().known["p:q1"] == before.known["p:q1"]


def test_damage_is_told_once(tmp_path):
    past = Past(tmp_path)
    past.answer(True)
    with past.journal.path.open("ab") as file:
        file.write(b"torn")
    for expected in (1, 0, 0):
        _, damage = past.load()
        assert len(damage) == expected
    past.answer(True)
    assert past.load()[1] == []
    past.check()


def test_a_cache_that_cannot_be_written_costs_only_time(tmp_path):
    (tmp_path / "cache").write_text("a file where a folder should be")
    past = Past(tmp_path)
    past.answer(*[True] * 1100)
    past.check()


@settings(max_examples=40)
@given(data=st.data())
def test_with_a_snapshot_is_as_without(tmp_path_factory, data):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(progress_cache, "MANY", 6)
        patch.setattr(progress_cache, "BEHIND", data.draw(st.integers(0, 5)))
        past = Past(tmp_path_factory.mktemp("past"))
        for _ in range(data.draw(st.integers(1, 6))):
            past.answer(*data.draw(st.lists(st.booleans(), max_size=8)))
            if past.reviews and data.draw(st.booleans()):
                target = data.draw(st.sampled_from(past.reviews))
                word = Regraded(target, 1.0, 3)
                past.append(word if data.draw(st.booleans()) else Retracted(target))
            past.check()


def damage(path):
    path.write_bytes(path.read_bytes()[:-1] + b"x")


def make_pipe(path):
    path.unlink()
    os.mkfifo(path)


def make_older(path):
    files.keep(path, path.read_bytes().partition(b"\n")[2].replace(b'"stamp":"', b'"stamp":"0'))


def change_journal(path):
    (journal,) = (path.parents[1] / "journal").iterdir()
    journal.write_bytes(b"\n" + journal.read_bytes())


@pytest.mark.skipif(os.name != "posix", reason="pipes")
@pytest.mark.parametrize(
    ("change", "why"),
    [
        (damage, "was damaged"),
        (make_pipe, "couldn't be read"),
        (make_older, "was made by another version"),
        (change_journal, "didn't fit the journal any more"),
        (lambda path: path.unlink(), ""),
        (lambda path: None, ""),
    ],
    ids=["damaged", "a pipe", "older", "another journal", "deleted", "sound"],
)
def test_one_line_says_that_a_snapshot_was_made_again_to_who_asks(home, change, why):
    learner = Learner(home)
    learner.answered("p:a", "p:b")
    learner.run("stats")
    path = home / "cache" / "progress.json"
    change(path)
    quiz = ("quiz", "-k", "choice", "-n", "1")
    said = learner.run(*quiz, "-v", typed=":q\n").err
    assert said == (f"{path} {why}, and was made again: nothing in it is lost.\n" if why else "")
    if why:
        change(path)
        assert learner.run(*quiz, typed=":q\n").err == ""


def change_in_place(path, old, new):
    with path.open("r+b") as file:
        data = file.read()
        file.seek(data.index(old))
        file.write(new)


def put_another_in_its_place(path, old, new):
    changed = path.with_name("changed")
    changed.write_bytes(path.read_bytes().replace(old, new, 1))
    changed.replace(path)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("answers", [0, 1, 15])
@pytest.mark.parametrize("change", [change_in_place, put_another_in_its_place])
@pytest.mark.parametrize(
    ("old", "new"),
    [(b'"rating":3', b'"rating":1'), (b'"question":"p:q3"', b'"question":"p:q9"')],
)
def test_a_line_of_the_past_that_was_changed_to_one_as_long(tmp_path, old, new, change, answers):
    past = Past(tmp_path)
    past.answer(*[True, False] * 20)
    before = past.check()
    change(past.journal.path, old, new)
    past.answer(*[True] * answers)
    assert past.check() != before
    assert past.check() != before  # from the new snapshot


@pytest.mark.usefixtures("few")
def test_a_file_that_only_has_another_date_is_not_read_again(tmp_path):
    past = Past(tmp_path)
    past.answer(*[True, False] * 20)
    past.load()
    kept = past.cache.latest.read_bytes()
    os.utime(past.journal.path, ns=(0, 0))
    past.check()
    assert past.cache.latest.read_bytes() == kept


@pytest.mark.usefixtures("few")
def test_a_long_file_is_looked_at_again_where_it_did_not_grow(tmp_path, monkeypatch):
    for module in (kept_fold, progress_cache):
        monkeypatch.setattr(module, "LOOKED_AT", 100)
    past = Past(tmp_path)
    past.answer(*[True, False] * 20)
    before = past.check()
    os.utime(past.journal.path, ns=(0, 0))
    past.check()
    kept = read_kept(past.cache.latest)["files"][past.journal.path.name]
    assert kept[3] == read_stamp(str(past.journal.path))  # else it'd be looked at each time
    put_another_in_its_place(past.journal.path, b'"rating":3', b'"rating":1')
    assert past.check() != before
