"""The journal is a set of lines: how they lie in files, and when they came, is of no account."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from helpers.learner import GOOD, Learner, planned, question, reviewed
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from interview_cli.core.memory.scheduler import WEIGHTS
from interview_cli.core.progress.progress import Progress
from interview_cli.core.records import (
    Regraded,
    Retracted,
    Setting,
    Started,
    put_line,
    to_line,
)
from interview_cli.storage.journal import Journal, encode, format_time
from interview_cli.storage.snapshots import ordered_lines, progress_cache
from interview_cli.storage.snapshots.kept_fold import Cache, Kind

T0 = datetime(2026, 11, 1, 12, tzinfo=UTC)
FILES = ("aaaaaaaa.jsonl", "bbbbbbbb.jsonl", "cccccccc.jsonl")


def line(n, hour, record, session=None):
    """Give the line with the id of a number, said in an hour from T0."""
    at = format_time(T0 + timedelta(hours=hour))
    head = {"v": 1, "id": f"{n:08d}", "at": at, "offset": 0, "device": "a" * 8, "session": session}
    return json.loads(encode(head | to_line(record)))


RECORDS = st.one_of(
    st.builds(
        reviewed,
        key=st.sampled_from(["p:one", "p:two", "p:three"]),
        rating=st.integers(1, 4),
        seconds=st.integers(0, 90),
        attempt=st.sampled_from([1, 1, 1, 2]),
    ),
    st.builds(planned, st.integers(1, 60)),
    st.just(Started("flashcards", ("p:one",), 1, {})),
    st.just(Setting("weights", (*WEIGHTS[:20], 0.3))),
    st.tuples(st.sampled_from([Retracted, Regraded]), st.integers(0, 30)),
)


@st.composite
def journals(draw, *, clock_goes_back=False):
    """Give lines, all with an id of their own, each at or after the one before."""
    hours = draw(st.lists(st.integers(0, 400), max_size=24))
    lines: list[dict] = []
    for n, hour in enumerate(hours if clock_goes_back else sorted(hours)):
        record = draw(RECORDS)
        if isinstance(record, tuple):  # about a line of before
            about = [old["id"] for old in lines if old["type"] == "reviewed"]
            if not about:
                continue
            of = about[record[1] % len(about)]
            record = Retracted(of) if record[0] is Retracted else Regraded(of, None, GOOD)
        began = [old["id"] for old in lines if old["type"] == "started"]
        lines.append(line(n, hour, record, began[-1] if began else None))
    return lines


def known(progress):
    return progress.known, progress.planned, progress.days, progress.scheduler.weights


def added_up(lines):
    """Give what *lines* come to, in the order in which a journal is read."""
    progress = Progress()
    progress.add(sorted(lines, key=lambda line: (line["at"], line["id"])))
    return progress


@settings(max_examples=60)
@given(st.data(), journals())
def test_files_order_and_copies_are_of_no_account(tmp_path_factory, data, lines):
    folder = tmp_path_factory.mktemp("union")
    copies = data.draw(st.lists(st.sampled_from(lines), max_size=6)) if lines else []
    for one in data.draw(st.permutations([*lines, *copies])):
        with (folder / data.draw(st.sampled_from(FILES))).open("ab") as file:
            file.write(encode(one))
    read, damage = Journal(folder).read()
    assert damage == []
    progress = Progress()
    progress.add(read)
    assert progress == added_up(lines)


def make_kind(folder):
    return Kind(Cache(folder, "progress", "made here"), Progress, Progress.from_plain)


def loads_as_anew(folder, batches):
    """Put *batches* of lines into files; after each, load with the snapshot and without."""
    journal = Journal(folder / "journal")
    journal.folder.mkdir()
    kind = make_kind(folder / "cache")
    every = []
    for batch in batches:
        for name, one in batch:
            every.append(one)
            with (journal.folder / name).open("ab") as file:
                file.write(encode(one))
        found, _ = progress_cache.load(journal, kind)
        assert found == added_up({one["id"]: one for one in every}.values())


@st.composite
def arrivals(draw, /, **how):
    """Give lines and copies of some in any order, in batches, each line with its file."""
    lines = draw(journals(**how))
    copies = draw(st.lists(st.sampled_from(lines), max_size=4)) if lines else []
    mixed = draw(st.permutations([*lines, *copies])) if draw(st.booleans()) else lines
    mixed = [(draw(st.sampled_from(FILES)), one) for one in mixed]
    batches = []
    while mixed:
        size = draw(st.integers(1, 8))
        batches.append(mixed[:size])
        mixed = mixed[size:]
    return batches


@pytest.fixture(scope="module")
def few():
    """Make snapshots after a few lines, so that small journals have them too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(progress_cache, "MANY", 6)
        patch.setattr(progress_cache, "BEHIND", 3)
        yield


@pytest.fixture(scope="module")
def long():
    """Read in small pieces what is a long journal elsewhere."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(progress_cache, "LONG", 0)
        patch.setattr(ordered_lines, "MOST", 600)
        patch.setattr(ordered_lines, "LEAST", 300)
        yield


@pytest.mark.usefixtures("few")
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(arrivals())
def test_lines_that_come_one_by_one_add_up_to_the_same(tmp_path_factory, batches):
    loads_as_anew(tmp_path_factory.mktemp("union"), batches)


@pytest.mark.usefixtures("few")
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(arrivals(clock_goes_back=True))
@example(
    [
        [(FILES[0], line(1, 48, reviewed("p:one", 3)))],
        [(FILES[0], line(2, 24, reviewed("p:one", 1)))],
    ]
)
def test_a_clock_that_was_set_back_adds_up_to_the_same(tmp_path_factory, batches):
    """A file's ids always grow, but what they say of the time need not."""
    loads_as_anew(tmp_path_factory.mktemp("union"), batches)


@pytest.mark.usefixtures("few", "long")
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.booleans().flatmap(lambda back: arrivals(clock_goes_back=back)))
def test_a_long_journal_adds_up_to_the_same(tmp_path_factory, batches):
    loads_as_anew(tmp_path_factory.mktemp("union"), batches)


@pytest.mark.slow
@pytest.mark.usefixtures("few", "long")
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.booleans().flatmap(lambda back: arrivals(clock_goes_back=back)))
def test_a_long_journal_adds_up_to_the_same_often(tmp_path_factory, batches):
    loads_as_anew(tmp_path_factory.mktemp("union"), batches)


@pytest.mark.parametrize("record", [Retracted("00000007"), Regraded("00000007", 1.0, 3)])
def test_a_line_about_one_that_is_not_there_is_passed_over(tmp_path, record):
    """It may be damaged, of a newer version, or in a file that has not come yet."""
    here, late = line(1, 0, reviewed("p:one")), line(7, 0, reviewed("p:two"))
    journal = Journal(tmp_path / "journal")
    journal.folder.mkdir()
    (journal.folder / FILES[0]).write_bytes(encode(here) + encode(line(9, 1, record)))
    kind = make_kind(tmp_path / "cache")
    for _ in range(2):
        found, _ = progress_cache.load(journal, kind)
        assert found.known == added_up([here]).known
    # When it comes after all, it is taken back, or graded again.
    (journal.folder / FILES[1]).write_bytes(encode(late))
    found, _ = progress_cache.load(journal, kind)
    assert ("p:two" in found.known) == isinstance(record, Regraded)


def test_an_answer_that_was_damaged_costs_itself_alone(home):
    """It had been taken back: the line that says so must not stop the program."""
    learner = Learner(home)
    learner.pack("trial", question("one"))
    (review,) = learner.answered("trial:one", day=-1)
    learner.keep(Retracted(review), day=-1)
    learner.answered("trial:one", day=-1)
    (path,) = (home / "journal").glob("*.jsonl")
    torn, *rest = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([torn[:40] + b"\n", *rest]))
    assert list(learner.memories()) == ["trial:one"]


@settings(max_examples=60)
@given(st.data(), journals())
def test_of_two_contents_of_an_id_every_reader_takes_the_same(tmp_path_factory, data, lines):
    """Whatever the files are called, and whichever line comes first."""
    home = tmp_path_factory.mktemp("union")
    rivals = [
        one | {"text": data.draw(st.sampled_from(["", "longer"]))} | later
        for one in (data.draw(st.lists(st.sampled_from(lines), max_size=6)) if lines else [])
        for later in [{"at": format_time(T0 + timedelta(hours=500))} if len(one) % 2 else {}]
    ]
    chosen: dict[str, dict] = {}
    for one in (*lines, *rivals):
        put_line(chosen, one)
    for order in range(2):
        folder = home / str(order)
        folder.mkdir()
        for one in data.draw(st.permutations([*lines, *rivals])):
            with (folder / data.draw(st.sampled_from(FILES))).open("ab") as file:
                file.write(encode(one))
        journal = Journal(folder)
        assert {one["id"]: one for one in journal.read()[0]} == chosen
        for long in (0, progress_cache.LONG):
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(progress_cache, "LONG", long)
                kind = make_kind(home / f"cache-{order}-{long}")
                assert progress_cache.load(journal, kind)[0] == added_up(chosen.values())
