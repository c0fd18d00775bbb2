"""One cause is one problem: what has the lines that are missing is named, and brings them back."""

from __future__ import annotations

import gzip
import json
import os
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from helpers.learner import Learner, reviewed

from interview_cli.cli import main
from interview_cli.core.records import Finished, Noted, Started
from interview_cli.storage.journal import Journal


@pytest.fixture
def learner(home: Path) -> Learner:
    """Return a learner with a session, other answers, and a journal that was read."""
    os.umask(0o077)
    home.chmod(0o700)
    learner = Learner(home)
    (session,) = learner.keep(Started("quiz", ("p:a", "p:b", "p:c"), 1, {}))
    learner.keep(*map(reviewed, ("p:a", "p:b", "p:c")), Finished(3), session=session)
    learner.answered("p:a", "p:b")
    learner.keep(Noted("p:a", "café"))
    learner.run("due")
    return learner


@pytest.fixture
def problems(learner: Learner, capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    def examine(*args: str) -> list[dict[str, Any]]:
        capsys.readouterr()
        main(["progress", "doctor", "--json", *args])
        found = json.loads(capsys.readouterr().out)["findings"]
        return [one for one in found if not one["harmless"]]

    return examine


def journal_of(learner: Learner) -> Path:
    return Journal(learner.home / "journal").path


def follow(advice: str) -> None:
    """Do all that an advice says."""
    for part in advice.partition("interview ")[2].split("; then interview "):
        assert main(shlex.split(part.partition(";")[0].removeprefix("interview "))) == 0


def drop(*numbers: int) -> Callable[[Path], None]:
    def damage(file: Path) -> None:
        lines = file.read_bytes().splitlines(keepends=True)
        file.write_bytes(b"".join(x for n, x in enumerate(lines, 1) if n not in numbers))

    return damage


def in_latin_1(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace("é".encode(), "é".encode("latin-1")))


def lose_a_newline_and_half_a_line(file: Path) -> None:
    first, second, *others = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(first[:100] + second + b"".join(others))


def zeros_in_a_line(file: Path) -> None:
    first, second, *others = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(first + b"\0" * len(second) + b"\n" + b"".join(others))


def as_utf_16(file: Path) -> None:
    file.write_bytes(file.read_text("utf-8").encode("utf-16"))


DAMAGE = {
    "beginning": drop(1),
    "answer": drop(3),
    "session": drop(2, 3, 4, 5),
    "most": drop(*range(2, 8)),
    "file": Path.unlink,
    "folder": lambda file: shutil.rmtree(file.parent),
    "half": lose_a_newline_and_half_a_line,
    "zeros": zeros_in_a_line,
    "latin-1": in_latin_1,
    "utf-16": as_utf_16,
}


def keep_backup(learner: Learner) -> None:
    learner.run("progress", "backup")


def keep_copy(learner: Learner) -> None:
    file = journal_of(learner)
    shutil.copy(file, learner.home / f"{file.name}.bak")


def keep_folder(learner: Learner) -> None:
    shutil.copytree(learner.home / "journal", learner.home / "journal (1)")
    shutil.copy(journal_of(learner), learner.home / "journal (1)" / "other.jsonl")


KEEP = [(keep_backup,), (keep_copy,), (keep_folder,), (keep_copy, keep_backup, keep_folder)]


@pytest.mark.parametrize("keep", KEEP, ids=lambda one: "+".join(each.__name__ for each in one))
@pytest.mark.parametrize("damage", DAMAGE)
def test_what_is_missing_is_one_problem_and_its_advice_solves_it(
    learner, problems, damage, keep
) -> None:
    for each in keep:
        each(learner)
    (learner.home / "journal").mkdir(exist_ok=True)
    answers = len(learner.lines("reviewed"))
    DAMAGE[damage](journal_of(learner))
    (one,) = problems()
    assert "--accept-loss" not in str(one["advice"])
    if damage == "utf-16":
        assert problems("--fix") == []
        return
    follow(one["advice"])
    problems("--fix")  # what is damaged goes aside
    assert problems() == []
    Path.mkdir(learner.home / "journal", exist_ok=True)
    assert main(["due"]) == 0
    assert len({line["id"] for line in learner.lines("reviewed")}) == answers


@pytest.mark.parametrize("damage", DAMAGE.keys() - {"utf-16", "zeros", "half", "folder"})
def test_without_a_copy_it_is_one_problem_that_can_be_accepted(learner, problems, damage) -> None:
    DAMAGE[damage](journal_of(learner))
    (one,) = problems("--fix")
    assert one["code"] == "lost-lines"
    assert "--accept-loss" in one["advice"]
    if damage == "latin-1":
        assert "what is left of some is in damaged/" in one["says"]
    left = problems("--accept-loss")
    assert "lost-lines" not in [one["code"] for one in left]


def test_lines_that_fix_moved_aside_are_missed_until_they_are_back(learner, problems) -> None:
    in_latin_1(journal_of(learner))
    shutil.rmtree(learner.home / "cache")  # nothing knows them but the fix itself
    for args in (["--fix"], [], []):
        (one,) = problems(*args)
        assert one["code"] == "lost-lines"
    (aside,) = (learner.home / "damaged").rglob("*.txt")
    assert one["says"].endswith(aside.relative_to(learner.home).as_posix())
    aside.write_text(aside.read_text("latin-1"), "utf-8")  # as in an editor
    learner.run("progress", "merge", str(aside))
    assert problems() == []


def test_a_line_that_was_cut_off_when_it_was_written_is_not_missed(learner, problems) -> None:
    with journal_of(learner).open("ab") as file:
        file.write(b'{"v":1,"id":"never whole","at":"2026')
    assert [one["code"] for one in problems()] == ["torn"]
    assert problems("--fix") == []


def test_half_of_what_is_gone_is_in_a_copy_and_half_in_a_backup(learner, problems) -> None:
    lines = journal_of(learner).read_bytes().splitlines(keepends=True)
    journal_of(learner).write_bytes(b"".join(lines[:4]))
    keep_backup(learner)
    (learner.home / "old.jsonl").write_bytes(b"".join(lines[4:]))
    journal_of(learner).write_bytes(lines[0])
    (one,) = problems()
    assert "old.jsonl and backups/" in one["says"]
    follow(one["advice"])
    assert problems() == []


def test_a_journal_folder_that_was_renamed_is_one_problem_and_no_note(learner) -> None:
    (learner.home / "journal").rename(learner.home / "journal (1)")
    said = learner.run("progress", "doctor", code=1).out
    assert "1 problem, " in said
    assert "isn't anything of this program's" not in said


def test_copies_of_the_same_lines_are_named_once(learner, problems) -> None:
    other = Learner(learner.home.parent / "other")
    other.answered("p:x", "p:y")
    (file,) = (other.home / "journal").iterdir()
    for name in ("a.jsonl.bak", "b.jsonl", "journal/.c.jsonl"):
        shutil.copy(file, learner.home / name)
    (one,) = problems()
    assert (one["code"], "2 lines" in one["says"]) == ("not-read", True)
    follow(one["advice"])
    assert problems() == []


def as_a_folder(file: Path) -> None:
    """Have a sync tool make a folder with the file's name, and the file in it."""
    file.rename(file.with_name("moved"))
    file.mkdir()
    file.with_name("moved").rename(file / file.name)


def test_a_folder_in_place_of_a_file_is_one_problem_before_and_after_it_is_moved(
    learner, problems
) -> None:
    answers = len(learner.lines("reviewed"))
    as_a_folder(journal_of(learner))
    (one,) = problems()
    assert one["fix"]
    assert "has them" in one["says"]
    (one,) = problems("--fix")
    assert one["says"].endswith("has them")
    assert "damaged/" in one["advice"]
    assert "--accept-loss" not in one["advice"]
    follow(one["advice"])
    assert problems() == []
    assert len(learner.lines("reviewed")) == answers


def test_a_link_to_a_disk_that_is_away_is_one_problem_and_no_loss(learner, problems) -> None:
    file = journal_of(learner)
    disk = learner.home.parent / "disk"
    disk.mkdir()
    file.rename(disk / file.name)
    file.symlink_to(disk / file.name)
    assert problems() == []
    disk.rename(disk.with_name("unplugged"))
    (one,) = problems()
    assert one["code"] == "not-a-file"
    assert "bring back what it leads to" in one["advice"]


def test_backups_that_have_more_are_one_problem(learner, problems) -> None:
    lines = journal_of(learner).read_bytes().splitlines(keepends=True)
    for first, last in ((0, 6), (3, 9), (4, 6)):
        journal_of(learner).write_bytes(b"".join(lines[first:last]))
        keep_backup(learner)
    journal_of(learner).write_bytes(b"".join(lines[2:5]))
    shutil.rmtree(learner.home / "cache")  # so that nobody knows what was there
    (one,) = [x for x in problems() if x["code"] != "lost-answers"]
    assert one["code"] == "backup-has-more"
    assert len(one["files"]) == 2
    follow(one["advice"])
    assert problems() == []


@pytest.mark.parametrize("known", [True, False])
def test_an_accepted_loss_is_not_told_again_by_backups_that_have_the_lines(
    learner, problems, known
) -> None:
    keep_backup(learner)
    lines = journal_of(learner).read_bytes().splitlines(keepends=True)
    journal_of(learner).write_bytes(b"".join(lines[:3]))
    if not known:
        shutil.rmtree(learner.home / "cache")
    assert len(problems()) == 1
    assert problems("--accept-loss") == []
    assert problems() == []
    keep_backup(learner)
    learner.answered("p:x")
    keep_backup(learner)
    assert problems() == []
    journal_of(learner).write_bytes(b"".join(lines[:3]))  # another loss
    (one,) = problems()
    assert "1 line " in one["says"]
    follow(one["advice"])
    assert "p:x" in [line["question"] for line in learner.lines("reviewed")]


def test_what_was_accepted_and_came_back_is_missed_when_it_is_gone_again(learner, problems) -> None:
    keep_backup(learner)
    whole = journal_of(learner).read_bytes()
    journal_of(learner).write_bytes(b"".join(whole.splitlines(keepends=True)[:3]))
    assert problems("--accept-loss") == []
    learner.run("due")
    for _ in range(2):
        journal_of(learner).write_bytes(whole)
        learner.run("due")
        journal_of(learner).write_bytes(b"".join(whole.splitlines(keepends=True)[:3]))
        (one,) = problems()
        assert one["code"] == "lost-lines"
        assert "has them" in one["says"]


def zeros_over_the_end(file: Path) -> None:
    """Zero what the last two lines and the end of the one before have, as a power cut does."""
    data = file.read_bytes()
    kept = len(b"".join(data.splitlines(keepends=True)[:-2])) - 20
    file.write_bytes(data[:kept] + b"\0" * (len(data) - kept))


def test_zeros_over_several_lines_are_one_problem_which_due_tells_once(learner, problems) -> None:
    keep_backup(learner)
    answers = len(learner.lines("reviewed"))
    zeros_over_the_end(journal_of(learner))
    said = learner.run("due").err
    assert said.count("interview: ") == 1
    (one,) = problems()
    follow(one["advice"])
    problems("--fix")
    assert problems() == []
    assert len({line["id"] for line in learner.lines("reviewed")}) == answers


@pytest.mark.parametrize("damage", ["zeros", "latin-1", "utf-16", "half"])
def test_due_tells_a_cause_once(learner, damage) -> None:
    DAMAGE[damage](journal_of(learner))
    said = learner.run("due", code=None).err
    assert said.count("interview: ") == 1


def test_a_git_conflict_is_one_problem_with_its_lines(learner, problems) -> None:
    file = journal_of(learner)
    *lines, last = file.read_bytes().splitlines(keepends=True)
    marks = [b"<<<<<<< HEAD\n", b"=======\n", b">>>>>>> other\n"]
    file.write_bytes(b"".join([*lines, marks[0], last, marks[1], last, marks[2]]))
    (one,) = problems()
    many = len(lines)
    assert f"in the lines {many + 1}, {many + 3} and {many + 5}" in one["says"]
    assert problems("--fix") == []


def test_records_behind_those_that_a_formatter_spread_still_count(learner, problems) -> None:
    file = journal_of(learner)
    lines = file.read_text("utf-8").splitlines(keepends=True)
    spread = "".join(json.dumps(json.loads(line), indent=2) + "\n" for line in lines[:-1])
    file.write_text(spread + lines[-1], "utf-8")
    (one,) = problems()
    assert (one["code"], one["fix"]) == ("spread", "write each record on one line again")
    assert problems("--fix") == []
    assert len(file.read_bytes().splitlines()) == len(lines)


def test_a_line_that_is_too_long_never_counted_and_is_not_missed(learner, problems) -> None:
    file = journal_of(learner)
    (note,) = learner.lines("noted")
    long = note | {"id": note["id"][:-1] + "x", "text": "x" * 2_000_000}
    with file.open("a", encoding="utf-8") as out:
        out.write(json.dumps(long) + "\n")
    assert [one["code"] for one in problems()] == ["too-long"]
    assert problems("--fix") == []


def test_fix_leaves_no_empty_folder(learner, problems) -> None:
    file = journal_of(learner)
    file.write_bytes(file.read_bytes().replace(b"}\n{", b"}{", 1))
    assert problems("--fix") == []
    assert not (learner.home / "damaged").exists()


def test_a_file_that_was_rotated_and_compressed_is_one_problem(learner, problems) -> None:
    file = journal_of(learner)
    packed = file.with_name(f"{file.name}.1.gz")
    packed.write_bytes(gzip.compress(file.read_bytes()))
    file.unlink()
    (one,) = problems()
    assert one["says"].endswith(f"journal/{packed.name} has them")
    follow(one["advice"])
    assert problems() == []


def test_a_file_that_was_compressed_in_another_way_is_one_problem(learner, problems) -> None:
    file = journal_of(learner)
    packed = file.with_name(f"{file.name}.1.zst")
    packed.write_bytes(b"\x28\xb5\x2f\xfd" + b"x" * 50)
    file.unlink()
    (one,) = problems()
    assert one["says"].endswith(f"they may be in journal/{packed.name}")
    assert "unpack it" in one["advice"]
    assert "--accept-loss" not in one["advice"]
