"""The journal on a real disk, with real processes."""

from __future__ import annotations

import errno
import gzip
import json
import os
import subprocess
import sys
import threading
import uuid
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.errors import DiskError
from interview_cli.core.records import Flagged, Started
from interview_cli.storage.file_lock import locked
from interview_cli.storage.journal import Journal, device, encode, parse, to_local_time

T0 = datetime(2026, 11, 21, 20, 0, 0, 123456, tzinfo=timezone(timedelta(hours=1)))


def flag(text):
    return Flagged("p:a", text)


def texts(journal):
    return [line["text"] for line in journal.read()[0]]


@pytest.fixture
def journal(tmp_path):
    return Journal(tmp_path / "journal")


def test_a_line_holds_what_the_design_says(journal):
    (id_,) = journal.append([Started("quiz", ("p:a",), 7, {})], at=T0)
    (line,) = map(json.loads, journal.path.read_text().splitlines())
    assert line == {
        "v": 1,
        "id": id_,
        "at": "2026-11-21T19:00:00.123Z",
        "offset": 60,
        "device": journal.device,
        "session": id_,
        "type": "started",
        "mode": "quiz",
        "questions": ["p:a"],
        "seed": 7,
        "filters": {},
    }
    assert to_local_time(line) == T0.replace(microsecond=123000)
    assert journal.path.name == f"{journal.device}.jsonl"
    assert len(journal.device) == 8
    assert int(journal.device, 16) >= 0


def test_ids_are_version_7_and_always_grow_even_when_the_clock_goes_back(tmp_path):
    ids = []
    for minutes in (0, 0, -10, 5, -600, 6):
        fresh = Journal(tmp_path)  # a new process knows only the file
        ids += fresh.append([flag("a"), flag("b")], at=T0 + timedelta(minutes=minutes))
    assert ids == sorted(set(ids))
    assert {id_[14] for id_ in ids} == {"7"}
    assert {id_[19] for id_ in ids} <= set("89ab")


def test_a_torn_line_costs_only_itself(journal):
    journal.append([flag("one")], at=T0)
    with journal.path.open("ab") as file:
        file.write(b'{"v":1,"id":"0')
    Journal(journal.folder).append([flag("two")], at=T0)
    lines, damage = journal.read()
    assert [line["text"] for line in lines] == ["one", "two"]
    assert [spot.text for spot in damage] == [b'{"v":1,"id":"0']


@pytest.mark.parametrize(
    "junk",
    [b"\x00\x00\x00", b"\xff\xfe", b"[1,2]", b"{}", b"1,2", b'{"id":1}', b"null", b"{,}", b'"x"'],
)
def test_a_damaged_line_in_the_middle_is_kept_and_passed_over(journal, junk):
    journal.append([flag("one")], at=T0)
    with journal.path.open("ab") as file:
        file.write(junk + b"\n")
    journal.append([flag("two")], at=T0)
    before = journal.path.read_bytes()
    lines, damage = journal.read()
    assert [line["text"] for line in lines] == ["one", "two"]
    assert [spot.text for spot in damage] == [junk]
    assert before[damage[0].offset :].startswith(junk)
    assert journal.path.read_bytes() == before


def test_lines_of_a_newer_version_are_kept_and_passed_over(journal):
    journal.append([flag("one")], at=T0)
    newer = encode({"v": 2, "id": "z", "at": "2030", "type": "dreamt"})
    strange = encode(
        {"v": 1, "id": "y", "at": "2030-01-01T00:00:00.000Z", "type": "dreamt", "of": 1}
    )
    with journal.path.open("ab") as file:
        file.write(newer + strange)
    lines, damage = journal.read()
    assert ([line["type"] for line in lines], damage) == (["flagged", "dreamt"], [])


def test_reading_is_the_union_of_all_devices_in_order_of_time(journal):
    journal.append([flag("mine")], at=T0)
    other = journal.folder / "0badcafe.jsonl"
    early = {
        "v": 1,
        "id": "0-early",
        "at": "2020-01-01T00:00:00.000Z",
        "type": "flagged",
        "question": "p:q",
    }
    other.write_bytes(encode(early | {"text": "theirs"}) + journal.path.read_bytes())
    assert texts(journal) == ["theirs", "mine"]


def test_two_processes_write_at_once_and_nothing_is_lost(tmp_path):
    writer = (
        "import sys\n"
        "from datetime import UTC, datetime\n"
        "from pathlib import Path\n"
        "from interview_cli.core.records import Flagged\n"
        "from interview_cli.storage.journal import Journal\n"
        "journal = Journal(Path(sys.argv[1]))\n"
        "for n in range(100):\n"
        "    journal.append([Flagged('p:a', f'{sys.argv[2]} {n} ' + 'x' * 3000)],"
        " at=datetime.now(UTC))\n"
    )
    processes = [
        subprocess.Popen([sys.executable, "-c", writer, str(tmp_path), name]) for name in "ab"
    ]
    assert [process.wait(60) for process in processes] == [0, 0]
    lines, damage = Journal(tmp_path).read()
    assert damage == []
    assert {" ".join(line["text"].split()[:2]) for line in lines} == {
        f"{name} {n}" for name in "ab" for n in range(100)
    }
    text = next(tmp_path.glob("*.jsonl")).read_text()
    raw = [json.loads(line)["id"] for line in text.splitlines()]
    assert raw == sorted(set(raw))


@pytest.mark.skipif(sys.platform != "linux", reason="looks at the open files in /proc")
def test_an_answer_that_waited_while_the_file_was_replaced_is_in_the_new_one(journal):
    journal.append([flag("a")], at=T0)
    held = os.open(journal.path, os.O_RDWR)
    with locked(held):
        waiting = threading.Thread(target=journal.append, args=([flag("b")],), kwargs={"at": T0})
        waiting.start()
        opened = Path("/proc/self/fd")
        while sum(_leads_to(one, journal.path) for one in opened.iterdir()) < 2:
            pass
        beside = journal.path.with_suffix(".new")
        beside.write_bytes(journal.path.read_bytes())
        beside.replace(journal.path)
    waiting.join()
    os.close(held)
    assert texts(journal) == ["a", "b"]


def _leads_to(link, path):
    try:
        return link.readlink() == path
    except OSError:
        return False


def test_a_folder_that_cannot_be_made_is_said_with_what_to_do(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(DiskError) as raised:
        Journal(tmp_path / "file" / "journal").check()
    assert str(tmp_path) in raised.value.message
    assert "INTERVIEW_HOME" in raised.value.hint


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device")
def test_a_device_in_the_place_of_the_journal_is_refused(journal):
    journal.folder.mkdir()
    journal.path.symlink_to("/dev/full")
    with pytest.raises(DiskError, match="it's a socket or a device, not a file"):
        journal.append([flag("lost")], at=T0)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_full_disk_keeps_nothing_and_says_so(journal):
    import resource

    journal.append([flag("kept")], at=T0)
    before = journal.path.read_bytes()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 20, limits[1]))
    try:
        with pytest.raises(DiskError) as raised:
            journal.append([flag("lost")], at=T0)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert os.strerror(errno.ENOSPC) in raised.value.message
    assert "free some space" in raised.value.hint
    assert journal.path.read_bytes() == before


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "gzip"])
def test_nothing_is_added_to_a_journal_in_another_encoding(journal, encoding):
    journal.append([flag("kept")], at=T0)
    data = journal.path.read_bytes()
    data = gzip.compress(data) if encoding == "gzip" else data.decode().encode(encoding)
    journal.path.write_bytes(data)
    for add in (journal.check, lambda: journal.append([flag("lost")], at=T0)):
        with pytest.raises(DiskError, match=r"in UTF-|compressed with gzip") as raised:
            add()
        assert "interview progress doctor --fix" in raised.value.hint
    assert journal.path.read_bytes() == data


def test_a_file_size_limit_takes_back_the_half_that_was_written(tmp_path):
    """A real short write: the answer is refused, and the next one is whole."""
    resource = pytest.importorskip("resource")
    writer = (
        "import resource, signal, sys\n"
        "from datetime import UTC, datetime\n"
        "from pathlib import Path\n"
        "from interview_cli.core.records import Flagged\n"
        "from interview_cli.core.errors import DiskError\n"
        "from interview_cli.storage.journal import Journal\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "journal = Journal(Path(sys.argv[1]))\n"
        "journal.append([Flagged('p:a', 'first')], at=datetime.now(UTC))\n"
        "size = journal.path.stat().st_size\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (size + 100, resource.RLIM_INFINITY))\n"
        "try:\n"
        "    journal.append([Flagged('p:a', 'x' * 500)], at=datetime.now(UTC))\n"
        "except DiskError:\n"
        "    print('refused', journal.path.stat().st_size == size)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)\n"
        "journal.append([Flagged('p:a', 'second')], at=datetime.now(UTC))\n"
    )
    assert resource
    done = subprocess.run(
        [sys.executable, "-c", writer, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "refused True\n"
    lines, damage = Journal(tmp_path).read()
    assert ([line["text"] for line in lines], damage) == (["first", "second"], [])


def test_without_writing_ids_are_given_and_nothing_is_kept(tmp_path):
    journal = Journal(tmp_path / "journal", writing=False)
    journal.check()
    ids = journal.append([flag("a")], at=T0) + journal.append([flag("b")], at=T0)
    assert ids == sorted(set(ids))
    assert not (tmp_path / "journal").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"at": "yesterday"},
        {"rating": 9},
        {"rating": "3"},
        {"rating": None},
        {"question": None},
        {"attempt": "first"},
        {"offset": "late"},
        {"elapsed_ms": {}},
        {"type": []},
    ],
    ids=str,
)
def test_a_line_that_is_whole_but_makes_no_sense_is_damage_and_costs_itself_alone(journal, wrong):
    good = {
        "v": 1,
        "id": "a",
        "at": "2026-11-21T19:00:00.123Z",
        "type": "reviewed",
        "question": "p:q",
        "fingerprint": "0" * 12,
        "mode": "quiz",
        "kind": "choice",
        "score": 1.0,
        "rating": 3,
        "grader": "rule",
        "attempt": 1,
        "elapsed_ms": 10,
    }
    journal.folder.mkdir(parents=True, exist_ok=True)
    journal.path.write_bytes(encode(good) + encode(good | {"id": "b"} | wrong))
    lines, damage = journal.read()
    assert [line["id"] for line in lines] == ["a"]
    assert len(damage) == 1


LINE = encode({"v": 1, "id": "a", "at": "b", "type": "c"})


@given(st.lists(st.one_of(st.just(LINE), st.binary(max_size=30)), max_size=12))
def test_any_bytes_are_read_as_lines_and_damage_and_nothing_is_dropped(parts):
    data = b"".join(parts)
    filled = [line for line in data.split(b"\n") if line.strip()]
    found = list(parse(data))
    newer = sum(1 for line in filled if _version(line) not in (None, 1))
    assert len(found) == len(filled) - newer
    for offset, line in found:
        raw = line if isinstance(line, bytes) else LINE.rstrip()
        if isinstance(line, bytes):
            assert data[offset : offset + len(raw)] == raw


def _version(line):
    try:
        value = json.loads(line)
    except ValueError:
        return None
    if isinstance(value, dict) and {"id", "at", "type"} <= value.keys():
        return value.get("v", 0)
    return None


def test_times_are_written_in_utc():
    assert T0.astimezone(UTC).hour == 19


@pytest.mark.skipif(sys.platform == "win32", reason="NOT RUN: Windows names each machine")
def test_a_machine_without_a_name_of_its_own_is_the_same_at_each_start(monkeypatch):
    """As in a small container: no machine-id, and Python makes up a hardware address."""
    read = Path.read_text
    addresses = iter((0x1B0AB5D1797D, 0x6D4EEEC58DA0))

    def read_but_no_id(path, *args, **options):
        if path.name == "machine-id":
            raise FileNotFoundError(path)
        return read(path, *args, **options)

    monkeypatch.setattr(Path, "read_text", read_but_no_id)
    monkeypatch.setattr(uuid, "getnode", lambda: next(addresses))
    assert device() == device()
