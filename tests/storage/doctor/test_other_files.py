"""Another file in place of one of the journal's: named once, kept whole, and its way back said."""

from __future__ import annotations

import bz2
import json
import lzma
import os
import random
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from helpers.learner import Learner, reviewed
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.cli import main
from interview_cli.core.progress.journal_check import JournalCheck
from interview_cli.core.records import Finished, Started
from interview_cli.storage.journal import Journal


@pytest.fixture
def learner(home: Path) -> Learner:
    home.chmod(0o700)
    learner = Learner(home)
    (session,) = learner.keep(Started("quiz", ("p:a", "p:b", "p:c"), 1, {}))
    learner.keep(*map(reviewed, ("p:a", "p:b", "p:c")), Finished(3), session=session)
    learner.answered("p:a", "p:b")
    (home / "journal").chmod(0o700)
    learner.run("due")
    return learner


@pytest.fixture
def problems(learner: Learner, capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    def examine(*args: str) -> list[dict[str, Any]]:
        capsys.readouterr()
        main(["progress", "doctor", "--json", *args])
        found = json.loads(capsys.readouterr().out)["findings"]
        return [one for one in found if not one["harmless"] and one["code"] != "modes"]

    return examine


def journal_of(learner: Learner) -> Path:
    return Journal(learner.home / "journal").path


NOISE = random.Random(1).randbytes(4000).replace(b"\n", b"\n\n")

OTHERS = {
    "git-crypt": (b"\0GITCRYPT\0" + NOISE, "encrypted by git-crypt", "git-crypt unlock"),
    "zstd": (b"\x28\xb5\x2f\xfd" + NOISE, "compressed with zstd", "unzstd"),
    "gpg": (b"-----BEGIN PGP MESSAGE-----\n\nhQ\n=x\n", "encrypted by GnuPG", "gpg --decrypt"),
    "lfs": (b"version https://git-lfs.github.com/spec/v1\noid x\nsize 9\n", "Git LFS", "lfs pull"),
    "page": (b"<!DOCTYPE html>\n<html>\n\nLog in</html>\n", "a web page", "log in"),
    "picture": (b"\x89PNG\r\n\x1a\n" + NOISE, "a picture", ""),
    "noise": (b"\xff" + NOISE, "none of its", ""),
    "text": (b"Dear all,\n\nthis is the wrong file.\n", "none of its 2 lines can be read", ""),
}


@pytest.mark.parametrize("backup", [False, True])
@pytest.mark.parametrize("other", OTHERS)
def test_another_file_in_its_place_is_one_problem_and_is_kept_byte_for_byte(
    learner, problems, other, backup
) -> None:
    data, says, advice = OTHERS[other]
    answers = len(learner.lines("reviewed"))
    if backup:
        learner.run("progress", "backup")
    journal_of(learner).write_bytes(data)
    (one,) = problems()
    assert one["code"] == "not-a-journal"
    assert says in one["says"]
    assert advice in (one["advice"] or "")
    assert "--accept-loss" not in (one["advice"] or "")
    left = problems("--fix")
    kept = [path for path in learner.home.rglob("*") if path.is_file()]
    assert data in [path.read_bytes() for path in kept]
    if advice:  # it can be had back as it is
        assert journal_of(learner).read_bytes() == data
        return
    (one,) = left
    assert one["code"] == "lost-lines"
    if not backup:
        assert "what --fix moved away of it is in damaged/" in one["says"]
        return
    command = one["advice"].partition("interview ")[2].partition(";")[0]
    assert main(shlex.split(command)) == 0
    assert problems() == []
    assert len(learner.lines("reviewed")) == answers


@pytest.mark.parametrize("pack", [lzma.compress, bz2.compress])
def test_a_file_that_was_compressed_in_its_place_is_written_as_lines_again(
    learner, problems, pack
) -> None:
    file = journal_of(learner)
    whole = file.read_bytes()
    file.write_bytes(pack(whole))
    (one,) = problems()
    assert "compressed with" in one["says"]
    assert problems("--fix") == []
    assert file.read_bytes() == whole


@pytest.mark.parametrize("pack", [lzma.compress, bz2.compress])
def test_what_is_in_a_compressed_copy_is_known_and_can_be_merged(learner, problems, pack) -> None:
    file = journal_of(learner)
    whole = file.read_bytes()
    copy = file.with_name("old.jsonl.packed")
    copy.write_bytes(pack(whole))
    assert problems() == []
    file.write_bytes(b"".join(whole.splitlines(keepends=True)[:3]))
    (one,) = problems()
    assert "old.jsonl.packed has them" in one["says"]
    learner.run("progress", "merge", str(copy))
    assert problems() == []
    copy.write_bytes(pack(whole)[:-20])
    said = learner.run("progress", "merge", str(copy), code=4).err
    assert "is it whole?" in said


@given(st.lists(st.sampled_from([b"\n", b"\n\n", b"x\n", b"\xff\n", b"\r\n", b" \n", b"{\n"])))
def test_lines_that_are_damaged_are_moved_with_the_empty_ones_between_them(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[bytes]
) -> None:
    from interview_cli.storage.doctor.fixing import _sort

    file = tmp_path_factory.mktemp("journal") / "x.jsonl"
    data = b"\xfe\n" + b"".join(pieces) + b"\xfe\n"
    file.write_bytes(data)
    assert b"".join(raw for raw, _, more in _sort(file) if more) == data


def test_a_folder_and_files_in_capitals_are_searched(learner, problems) -> None:
    journal = learner.home / "journal"
    capitals = learner.home / "JOURNAL"
    capitals.mkdir()
    for path in journal.iterdir():
        shutil.move(path, capitals / path.name.upper())
    journal.rmdir()
    if journal.exists():
        pytest.skip("this disk doesn't tell capitals from small letters")
    answers = 5
    (one,) = problems()
    assert "has them" in one["says"]
    for part in one["advice"].partition("interview ")[2].split("; then interview "):
        assert main(shlex.split(part.partition(";")[0].removeprefix("interview "))) == 0
    assert len(learner.lines("reviewed")) == answers


def test_drafts_with_a_byte_order_mark_are_read(learner, problems) -> None:
    (session,) = learner.keep(Started("quiz", ("p:a",), 1, {}))
    drafts = learner.home / "drafts.json"
    drafts.write_bytes(b"\xef\xbb\xbf" + json.dumps({session: {"p:a": "begun"}}).encode())
    drafts.chmod(0o600)
    assert problems() == []
    from interview_cli.storage.begun.unsent_answers import open_drafts

    assert open_drafts().get(session, "p:a") == "begun"


def test_a_file_called_damaged_makes_room_for_the_folder(learner, problems) -> None:
    (learner.home / "damaged").write_text("mine")
    with journal_of(learner).open("ab") as file:
        file.write(b'{"v":1,"id":"x","at":"2026')
    assert problems("--fix") == []
    (mine,) = (learner.home / "damaged").glob("*/damaged")
    assert mine.read_text() == "mine"


def test_a_value_that_cannot_be_is_had_back_from_a_backup(learner, problems) -> None:
    learner.run("progress", "backup")
    file = journal_of(learner)
    first, second, *others = file.read_bytes().splitlines(keepends=True)
    assert b'"attempt":' in second or b'"score":' in second
    line = json.loads(second)
    line["score"] = "much"
    file.write_bytes(b"".join([first, json.dumps(line).encode() + b"\n", *others]))
    (one,) = problems()
    assert one["advice"].startswith("to get back what was in it: interview progress restore")
    assert main(shlex.split(one["advice"].partition("interview ")[2])) == 0
    assert problems() == []


def test_a_bad_sector_is_one_problem(learner, problems) -> None:
    file = journal_of(learner)
    *before, last = file.read_bytes().splitlines(keepends=True)
    middle = b"\0\0\n\xff\xfe\n\0\0\0\nhalf\n\xff\n"
    file.write_bytes(b"".join(before) + middle + last)
    (one,) = problems()
    assert "5 lines; the first" in one["says"]
    assert problems("--fix") == []


def test_half_a_line_that_is_whole_in_another_file_is_no_problem(learner, problems) -> None:
    file = journal_of(learner)
    whole = file.read_bytes()
    file.with_name("db950855 (1).jsonl").write_bytes(whole[: len(whole) - 40])
    assert problems() == []


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize("other", [{"v": 2}, {"type": "dreamt"}])
def test_what_counts_is_the_same_in_any_order_of_files(learner, order, other) -> None:
    line = next(iter(learner.lines("reviewed")))
    both = [line, line | other]
    check = JournalCheck("00000000", "2999")
    for name, number in zip("ab", order, strict=True):
        raw = json.dumps(both[number]).encode()
        check.read(f"journal/{name}.jsonl", [(1, raw)])
    assert (check.lines, check.answers) == (1, 1)


@pytest.mark.skipif(os.name != "posix", reason="names of files")
@pytest.mark.parametrize(("folder", "says"), [("old", "merge"), (".", "rename it, then: ")])
def test_a_name_that_nobody_can_type_is_not_in_a_command(learner, problems, folder, says) -> None:
    other = Learner(learner.home.parent / "other")
    other.answered("p:x", "p:y")
    (file,) = (other.home / "journal").iterdir()
    (learner.home / folder).mkdir(exist_ok=True)
    shutil.copy(file, learner.home / folder / "a\x1b[31m.jsonl")
    (one,) = problems()
    assert says in one["advice"]
    assert "\u241b" not in one["advice"]
    if says == "merge":
        assert main(shlex.split(one["advice"].partition("interview ")[2])) == 0
        assert problems() == []
