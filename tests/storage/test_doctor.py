"""What the doctor finds in homes that were damaged on purpose, and what its fixes leave alone."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import sys
import zipfile
from datetime import UTC, datetime

import pytest
from helpers.learner import Learner, reviewed
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_cli.cli import main
from interview_cli.core.progress.lines.line_faults import judge
from interview_cli.core.records import Finished, Started
from interview_cli.packs.library.trust import trust
from interview_cli.packs.sources.kept_packs import check_packs
from interview_cli.storage.backups.verified_zip import list_backups
from interview_cli.storage.doctor import fixing
from interview_cli.storage.doctor.examination import examine
from interview_cli.storage.doctor.places import Places

NOW = datetime(2026, 11, 30, tzinfo=UTC)
posix = pytest.mark.skipif(sys.platform == "win32", reason="modes and pipes")


@pytest.fixture
def learner(home):
    os.umask(0o077)
    home.chmod(0o700)
    learner = Learner(home)
    learner.answered("p:a", "p:b")
    learner.answered("p:c")
    return learner


@pytest.fixture
def file(learner):
    (file,) = (learner.home / "journal").iterdir()
    return file


def found(learner, *, harmless=False):
    findings, _ = examine(learner.home, NOW)
    return {one.code: one for one in findings if one.harmless == harmless}


def test_nothing_is_wrong_with_a_home_that_was_only_used(learner) -> None:
    assert found(learner) == found(learner, harmless=True) == {}


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (lambda data: data[:-40], "torn"),
        (lambda data: data + b"\0" * 4096, "zeros"),
        (lambda data: data.replace(b"\n", b"", 1), "joined"),
        (lambda data: data.replace(b'"rating":3', b'"rating":9', 1), "unsound"),
        (lambda data: data.replace(b"}\n", b"}\n<<<<<<< HEAD\n", 1), "conflict-mark"),
        (lambda data: data.replace(b'"2026', b'"2126', 1), "future"),
        (lambda data: data + data.splitlines()[0].replace(b":3,", b":4,") + b"\n", "two-contents"),
        (
            lambda data: data.replace(b'"session":null', b'"session":"gone"'),
            "no-beginning",
        ),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_damage_in_the_journal_is_named_with_its_line(learner, file, damage, code) -> None:
    file.write_bytes(damage(file.read_bytes()))
    one = found(learner)[code]
    assert one.line
    assert one.place.startswith(f"journal/{file.name}:")
    assert "own-word" not in str(one)


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (lambda data: data + data, "doubled"),
        (lambda data: b"\n".join(reversed(data.splitlines())) + b"\n", "out-of-order"),
        (lambda data: data.replace(b'"reviewed"', b'"dreamed"', 1), "unknown-type"),
        (lambda data: data.replace(b'"v":1', b'"v":7', 1), "newer"),
        (lambda data: data.replace(b'"device":"', b'"device":"00', 1), "several-devices"),
        (lambda data: data.replace(b'"at":"2026', b'"at":"2025', 1), "other-time"),
        (lambda data: data.replace(b'"device":"', b'"device":"00'), "foreign"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_costs_nothing_is_a_note(learner, file, damage, code) -> None:
    file.write_bytes(damage(file.read_bytes()))
    assert not found(learner)
    assert code in found(learner, harmless=True)


def test_files_that_are_not_read_are_named_where_they_have_lines_of_ones_own(learner, file) -> None:
    data, folder = file.read_bytes(), file.parent
    first, rest = data.split(b"\n", 1)
    file.write_bytes(rest)
    (folder / f".{file.name}").write_bytes(first)
    (folder / ".0badc0de.jsonl.icloud").write_bytes(b"")
    (folder / "x.jsonl.bak").write_bytes(rest)
    (folder / "x (conflicted copy).jsonl").write_bytes(rest)
    problems, notes = found(learner), found(learner, harmless=True)
    assert problems.keys() == {"not-read", "in-the-cloud"}
    assert "interview progress merge" in problems["not-read"].advice
    assert notes.keys() == {"other-file", "conflict-copy", "doubled"}
    main(["progress", "merge", str(folder / f".{file.name}")])
    assert found(learner).keys() == {"in-the-cloud"}


def test_a_session_that_has_lost_answers_is_named(learner, file) -> None:
    (session,) = learner.keep(Started("quiz", ("p:a", "p:b"), 1, {}))
    learner.keep(reviewed("p:a"), reviewed("p:b"), Finished(2), session=session)
    assert not found(learner)
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(lines[:-2] + lines[-1:]))
    assert found(learner)["lost-answers"].line == len(lines) - 1


def test_a_journal_that_was_moved_is_found(learner, file) -> None:
    place = learner.home / "old" / "laptop"
    place.mkdir(parents=True)
    file.parent.rename(place / "journal")
    assert found(learner)["not-read"].path == f"old/laptop/journal/{file.name}"


def test_a_journal_that_has_lost_lines_is_known_by_its_snapshot(learner, file) -> None:
    main(["due"])  # keeps one
    file.write_bytes(file.read_bytes().split(b"\n", 1)[1])
    assert found(learner)["lost-lines"].path == f"journal/{file.name}"
    file.unlink()
    assert "it's gone" in found(learner)["lost-lines"].says


def test_a_backup_knows_what_the_journal_has_lost(learner, file) -> None:
    main(["progress", "backup"])
    assert not found(learner)
    file.write_bytes(file.read_bytes().split(b"\n", 1)[1])
    one = found(learner)["backup-has-more"]
    assert "1 line " in one.says
    assert main(one.advice.partition("interview ")[2].split()) == 0
    assert not found(learner)


def test_a_backup_of_a_newer_version_is_left_alone(learner, file) -> None:
    main(["progress", "backup"])
    (made,) = list_backups(learner.home)
    with zipfile.ZipFile(made) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(entries["manifest.json"])
    entries["manifest.json"] = json.dumps(manifest | {"v": manifest["v"] + 1}).encode()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    assert "backup" not in found(learner)
    one = found(learner, harmless=True)["backup"]
    assert not one.fix
    assert "newer version" in one.says


def test_an_exercise_without_its_code_or_its_state_is_named(learner) -> None:
    folder = learner.home / "exercises" / "p" / "x"
    folder.mkdir(parents=True)
    state = folder / ".attempt.json"
    state.write_text('{"spent_ms": 1, "hints": 0, "fingerprint": "", "review": ""}')
    assert found(learner).keys() == {"no-code"}
    (folder / "answer.py").write_text("x = 1\n")
    assert not found(learner)
    if os.name == "posix":  # it can't be read, and isn't gone
        for mode in (0o000, 0o200):
            (folder / "answer.py").chmod(mode)
            assert found(learner).keys() == {"not-usable"}
        (folder / "answer.py").chmod(0o600)
    state.write_text("{")
    assert found(learner).keys() == {"attempt"}


@pytest.mark.parametrize("name", ["answer.py", "test_exercise.py", "query.sql"])
def test_a_folder_in_place_of_a_file_of_an_exercise_is_moved_aside(learner, name) -> None:
    folder = learner.home / "exercises" / "p" / "x" / name
    folder.mkdir(parents=True)
    (one,) = found(learner).values()
    assert (one.code, one.path, one.fix) == ("not-a-file", f"exercises/p/x/{name}", "put-aside")
    assert main(["progress", "doctor", "--fix"]) == 0
    assert not folder.exists()


def test_packs_that_cannot_be_used_are_named(learner) -> None:
    learner.pack("whole", "  - {id: a, ask: 'A?', answer: A, topic: t, level: mid}\n")
    folder = learner.home / "packs"
    trust(folder / "whole.yaml")
    assert not check_packs()
    (folder / "half").mkdir()
    (folder / "half" / "topic.yaml").write_text("questions: []")
    (folder / "half" / ".added.json").write_text("{}")
    (folder / ".old-gone").mkdir()
    (folder / "bad.yaml").write_text("format: 1\nquestions: [")
    whole = folder / "whole.yaml"
    whole.write_text(f"{whole.read_text()}\n")
    named = {one.path: one for one in check_packs()}
    assert named.keys() == {"packs/half", "packs/.old-gone", "packs/bad.yaml", "trust.json"}
    assert named["trust.json"].harmless
    shutil.copy(whole, folder / "whole (1).yaml")
    assert "same-id" in {one.code for one in check_packs()}


def test_that_a_pack_has_no_others_is_said(learner) -> None:
    whole = "  - {id: a, ask: 'A?', answer: A, topic: t, level: mid}\n"
    for more, means in (
        (whole, "1 question of it left out; the others are asked"),
        ("", "1 question of it left out; there are no others to be asked"),
    ):
        learner.pack("half", f"{more}  - {{id: b, ask: 'B?', answer: B, topic: t, level: lost}}\n")
        (one,) = check_packs()
        assert one.means == means


@pytest.mark.parametrize("path", ["/" + "a" * 5000, "/a\0b", "/\ud800", "", "a", "~"])
def test_whatever_was_trusted_is_looked_at(learner, path) -> None:
    trusted = learner.home / "trust.json"
    trusted.write_text(json.dumps({"packs": {path: "0"}, "folders": [path]}))
    assert all(one.harmless and one.path == "trust.json" for one in check_packs())
    assert check_packs()


def test_a_folder_with_a_name_that_is_only_a_beginning_is_passed_over(learner) -> None:
    (learner.home / "packs" / ".old-").mkdir(parents=True)
    (learner.home / "packs" / ".new-").mkdir()
    assert not check_packs()
    assert found(learner) == found(learner, harmless=True) == {}


def _as_list(data):
    return json.dumps([json.loads(line) for line in data.splitlines()], indent=1).encode()


@pytest.mark.parametrize(
    "encode", [lambda data: data.decode().encode("utf-16"), gzip.compress, _as_list]
)
def test_a_file_in_another_encoding_is_read_again_after_a_fix(learner, file, encode) -> None:
    was = file.read_bytes()
    file.write_bytes(encode(was))
    assert found(learner).keys() == {"encoding"}
    assert main(["progress", "doctor", "--fix"]) == 0
    assert file.read_bytes() == was


@pytest.mark.parametrize(
    ("name", "data", "code", "line"),
    [
        ("drafts.json", b'{\n"s": ', "damaged", 2),
        ("drafts.json", b'{"s": 5}', "damaged", 1),
        ("trust.json", b'{"packs": []}', "damaged", 1),
        ("agreed.json", b"\xff", "damaged", 1),
        ("config.toml", b"[ai]\nmodel =\n", "settings", 2),
        ("config.toml", b"new_per_day = -1", "settings", 1),
        ("config.toml", b"[ai]\n# mine\ntimeout = 'soon'\n", "settings", 3),
        ("config.toml", b"x = 1\nai = 3", "settings", 2),
        ("config.toml", b"[ai]\nmodel = '\xff'", "settings", 2),
        ("config.toml", b"[ai]\ntimeuot = 5\n", "unknown-setting", 2),
        ("config.toml", b"# sk-abcdefghijklmnop1234\n", "key-in-file", 1),
        ("drafts.json", b'{\n"s": {"q": "\xff"}}', "damaged", 2),
        ("drafts.json", b'{"a": {},\n"s": {"q": 5}}', "damaged", 2),
        (".config.toml.icloud", b"", "in-the-cloud", 0),
        ("exercises/p/x/.answer.py.icloud", b"", "in-the-cloud", 0),
        ("exercises/p/x/answer.py", b"x" * 1_100_000, "too-large", 0),
        ("synonyms.txt", b"a, b\n\xff", "not-text", 2),
        ("journal/x.tar.gz", b"\x1f\x8b", "packed", 0),
        ("packs", b"", "not-a-folder", 0),
        ("stories", b"", "not-a-folder", 0),
        ("stories/x.md", b"I did\xff", "not-text", 0),
        ("stories/x.md", b"x" * 1_100_000, "unreadable", 0),
        ("backups", b"", "not-a-folder", 0),
        ("cache", b"", "not-a-folder", 0),
        ("exercises/p/x/answer.py", b"\xff", "not-text", 1),
        ("backups/interview-20260101T000000Z.zip", b"PK", "backup", 0),
        ("cache/progress.json", b"1\n{}", "cache", 0),
        ("cache/packs/x.pack", b"00000000 {}\n", "cache", 0),
    ],
)
def test_each_file_that_is_damaged_is_named(learner, name, data, code, line) -> None:
    path = learner.home / name
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(path, ignore_errors=True)
    path.write_bytes(data)
    (one,) = found(learner).values()
    assert (one.code, one.line) == (code, line)
    assert one.path == name.replace(".icloud", "").replace("/.", "/").lstrip(".")
    assert one.fix or one.advice


@pytest.mark.parametrize(
    ("name", "code"),
    [
        (".drafts.json.99999999", "left-over"),
        ("exercises/p/x/.answer.py.99999999", "left-over"),
        ("cache/.progress.json.99999999", "left-over"),
        ("packs/.new-99999999/pack.yaml", "left-over"),
        (".syncthing.drafts.json.tmp", "half-copied"),
        (".drafts.json.Ab3xYz", "half-copied"),
        ("exercises/p/x/.answer.py.swp", "not-saved"),
        ("readme.txt", "other-file"),
        ("exercises/p/readme.txt", "other-file"),
    ],
)
@posix
def test_what_a_crash_a_sync_tool_or_an_editor_left_is_noted(learner, name, code) -> None:
    path = learner.home / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("own words")
    assert found(learner) == {}
    (one,) = found(learner, harmless=True).values()
    assert one.code == code
    assert learner.home / one.path in (path, path.parent)
    assert "own words" not in str(one)
    assert main(["progress", "doctor", "--fix"]) == 0
    assert (one.code in found(learner, harmless=True)) == (not one.fix)
    aside = [one.read_text() for one in (learner.home / "damaged").rglob("*") if one.is_file()]
    assert aside == ["own words"] * (one.fix == "put-aside")


def test_a_copy_of_a_sync_tool_is_a_problem_where_it_says_something_else(learner) -> None:
    copy = learner.home / "config (Anna's conflicted copy).toml"
    (learner.home / "config.toml").write_text("new_per_day = 5\n")
    copy.write_text("new_per_day = 5\n")
    assert found(learner) == {}
    assert found(learner, harmless=True).keys() == {"conflict-copy"}
    copy.write_text("# mine\nnew_per_day=5\n\n")
    assert found(learner) == {}
    for other in ("new_per_day = 6\n", "new_per_day = \n"):
        copy.write_text(other)
        assert found(learner).keys() == {"conflict-copy"}


def test_drafts_of_a_session_that_is_gone_are_noted(learner) -> None:
    (session,) = learner.keep(Started("mock", ("p:a",), 1, {}))
    drafts = learner.home / "drafts.json"
    drafts.write_text(json.dumps({session: {"p:a": "own words"}}))
    assert found(learner, harmless=True) == {}
    drafts.write_text(json.dumps({"gone": {"p:a": "own words"}}))
    assert found(learner, harmless=True).keys() == {"no-session"}


@posix
def test_modes_are_looked_at_and_set(learner, file) -> None:
    learner.home.chmod(0o755)
    file.parent.chmod(0o711)
    file.chmod(0o644)
    (one,) = found(learner).values()
    assert one.files == (".", "journal", f"journal/{file.name}")
    file.chmod(0o044)
    assert "not-usable" in found(learner)
    assert main(["progress", "doctor", "--fix"]) == 0
    assert file.stat().st_mode & 0o777 == 0o600
    assert learner.home.stat().st_mode & 0o777 == 0o700


@posix
def test_what_an_older_version_kept_is_no_damage(learner) -> None:
    cache = learner.home / "cache"
    (cache / "packs").mkdir(parents=True, exist_ok=True)
    (cache / "packs" / "old.pack").write_text('{"schema": 3}\n[]\n')
    (cache / "progress.json").write_text('{"stamp": ""}')
    (cache / "due-line").write_text("2 0.1.0 739000\0nothing due")
    assert not found(learner)


@posix
@pytest.mark.parametrize("name", ["drafts.json", "config.toml", "journal/x.jsonl", "cache/x.json"])
def test_a_pipe_or_a_link_to_nowhere_holds_up_nothing(learner, name) -> None:
    path = learner.home / name
    os.mkfifo(path)
    assert "not-a-file" in found(learner) | found(learner, harmless=True)
    path.unlink()
    path.symlink_to("nowhere")
    assert "not-a-file" in found(learner) | found(learner, harmless=True)


def test_fix_takes_out_what_cannot_be_read_and_backs_up_first(learner, file, capsys) -> None:
    whole = file.read_bytes()
    first, second, third = whole.splitlines()
    damaged = b"\n".join([first[:60], second + third, b"my words", first, b'{"v":1}']) + b"\n"
    file.write_bytes(damaged)
    (learner.home / "drafts.json").write_bytes(b'{"s": "my words')
    assert main(["progress", "doctor", "--fix", "--json"]) == 1
    said = capsys.readouterr().out
    assert "my words" not in said
    document = json.loads(said)
    left = document["findings"]
    assert [one["code"] for one in left if not one["harmless"]] == ["unsound"]
    assert file.read_bytes() == b"\n".join([second, third, first, b'{"v":1}']) + b"\n"
    aside = {path.name: path.read_bytes() for path in (learner.home / "damaged").rglob("*.*")}
    assert aside == {
        f"{file.name}.txt": first[:60] + b"\nmy words\n",
        "drafts.json": b'{"s": "my words',
    }
    assert document["answers"] == 3
    assert os.path.exists(document["backup"])
    assert main(["progress", "doctor", "--fix", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["backup"] is None


@pytest.mark.parametrize("damage", [b"\xff\xfe", b"\x1f\x8b", b"{\0\0", b"[\n"])
def test_a_damaged_beginning_does_not_make_a_file_one_in_another_encoding(
    learner, file, damage
) -> None:
    first, *others = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(damage + first + b"".join(others))
    assert "encoding" not in found(learner)
    main(["progress", "doctor", "--fix", "--json"])
    assert file.read_bytes().endswith(b"".join(others))
    assert found(learner) == {}


_LINE = b'{"v":1,"id":"%d","at":"2026-11-21T10:00:00.000Z","type":"zap","x":"{}"}'
_PIECES = st.one_of(
    st.integers(0, 9).map(lambda n: _LINE % n + b"\n"),
    st.integers(1, 60).map(lambda n: _LINE[:n]),
    st.sampled_from([b"\n", b"\0\0", b"[1]\n", b"\r\n", b"\xff", b"{}\n", b"=======\n"]),
)


@settings(max_examples=15)
@given(pieces=st.lists(_PIECES, max_size=12))
def test_no_line_that_can_be_read_is_ever_lost(tmp_path_factory, pieces) -> None:
    home = tmp_path_factory.mktemp("home", numbered=True)
    file = home / "journal" / "x.jsonl"
    file.parent.mkdir()
    file.write_bytes(b"".join(pieces))
    before = [raw for raw in file.read_bytes().split(b"\n") if judge(raw.rstrip(b"\r"))[0]]
    findings, _ = examine(home, NOW)
    done = fixing.fix(Places(home), findings, NOW)
    assert not any(one.failed for one in done)
    after = iter((file.read_bytes() if file.exists() else b"").split(b"\n"))
    assert all(raw in after for raw in before)
    assert not any(one.fix for one in examine(home, NOW)[0] if one.path.startswith("journal"))


def test_a_line_that_a_merge_brought_back_is_no_problem_any_more(learner, file, tmp_path) -> None:
    data = file.read_bytes()
    (tmp_path / "better").mkdir()
    better = tmp_path / "better" / file.name
    for damage, sound in (
        (data.replace(b'"rating":3', b'"rating":9', 1), data),
        (data, data.replace(b'"rating":3', b'"rating":3,"more":"words"', 1)),
    ):
        file.write_bytes(damage)
        better.write_bytes(sound)
        assert main(["progress", "merge", str(better)]) == 0
        (merged,) = file.parent.glob("merged-*")
        assert not found(learner)
        assert file.read_bytes() == damage
        merged.unlink()
