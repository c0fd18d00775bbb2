"""Packs of others: from where they come, what is refused, and what is kept when they go."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from helpers.git import git
from helpers.pack_sources import HEAD, ONE, TWO, committed, inside, listed, pack, zipped
from helpers.packs import head
from helpers.program import BOUND, PROGRAM, needs_permissions, run_program

BAD = "  - {id: bad, ask: What is bad?, answer: It is bad., level: juniour}\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "pack.yaml").write_text(HEAD, encoding="utf-8")
    (folder / "joins.yaml").write_text(ONE + TWO, encoding="utf-8")
    (folder / "synonyms.txt").write_text("row, record\n", encoding="utf-8")
    (folder / "setup.py").write_text("raise SystemExit('ran')\n", encoding="utf-8")
    (folder / ".hidden.yaml").write_text("questions: [", encoding="utf-8")
    return folder


def test_a_folder_is_copied_and_nothing_else_of_it(source: Path, home: Path) -> None:
    done = pack("add", source)

    assert "Added demo 1.0.0: 2 questions." in done.stdout
    assert inside(home) == [
        "demo",
        "demo/.added.json",
        "demo/joins.yaml",
        "demo/pack.yaml",
        "demo/synonyms.txt",
    ]
    shutil.rmtree(source)
    assert "What is one?" in run_program("show", "demo:one").stdout


def test_a_file(tmp_path: Path, home: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(HEAD + ONE, encoding="utf-8")

    pack("add", file)

    assert inside(home) == ["demo", "demo/.added.json", "demo/pack.yaml"]
    shown = listed()
    assert shown is not None
    assert (shown["questions"], shown["source"]) == (1, str(file))


def test_its_sets_are_named_afterwards(tmp_path: Path, home: Path) -> None:
    file = tmp_path / "mine.yaml"
    sets = 'sets: [{id: week-6, title: "Week 6: joins", questions: [one]}]'
    file.write_text(head("demo", more=sets) + ONE, encoding="utf-8")

    assert "\nWeek 6: joins: interview quiz --set week-6\n" in pack("add", file).stdout


@pytest.mark.parametrize("within", ["", "sql-main/", "sql-main/packs/demo/"])
def test_an_archive(source: Path, tmp_path: Path, home: Path, within: str) -> None:
    pack("add", zipped(source, tmp_path / "demo.zip", within))

    assert "demo/joins.yaml" in inside(home)
    assert "demo/setup.py" not in inside(home)


FOREIGN = {"mkdocs.yml": "site_name: SQL\nnav: []\n", "ci/job.yaml": "on: push\njobs: {}\n"}


def test_yaml_of_other_tools_is_passed_over(source: Path, tmp_path: Path, home: Path) -> None:
    for name, text in FOREIGN.items():
        (source / name).parent.mkdir(exist_ok=True)
        (source / name).write_text(text, encoding="utf-8")
    path = zipped(source, tmp_path / "demo.zip", "sql-main/")

    done = pack("add", path)

    assert "Added demo 1.0.0: 2 questions." in done.stdout
    assert "Passed over, since they belong to another tool: ci/job.yaml, mkdocs.yml." in done.stdout
    assert {name for name in inside(home) if name.startswith("demo/") and "ml" in name} == {
        "demo/joins.yaml",
        "demo/pack.yaml",
    }
    assert "is as it was" in pack("update").stdout
    pack("remove", "demo")
    assert json.loads(pack("add", source, "--json").stdout)["passed_over"] == sorted(FOREIGN)


@pytest.mark.parametrize("form", ["folder", "archive", "git"])
def test_a_pack_of_one_file_beside_yaml_of_other_tools(tmp_path: Path, form: str) -> None:
    folder = tmp_path / "one"
    folder.mkdir()
    (folder / "demo.yaml").write_text(HEAD + ONE, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(FOREIGN["mkdocs.yml"], encoding="utf-8")
    if form == "archive":
        folder = zipped(folder, tmp_path / "one.zip", "one/")
    if form == "git":
        committed(folder)

    pack("add", f"file://{folder}" if form == "git" else folder)

    assert (listed() or {})["questions"] == 1


def test_a_file_that_was_meant_for_the_pack_isnt_passed_over(source: Path, home: Path) -> None:
    (source / "slip.yaml").write_text("question: []\n", encoding="utf-8")

    assert "slip.yaml" in pack("add", source, code=1).stderr
    assert inside(home) == []


def test_an_archive_and_its_folder_are_the_same_pack(source: Path, tmp_path: Path) -> None:
    first = json.loads(pack("add", source, "--json").stdout)
    pack("remove", "demo")
    second = json.loads(pack("add", zipped(source, tmp_path / "demo.zip"), "--json").stdout)

    assert first["hash"] == second["hash"]
    assert len(first["hash"]) == 64


@pytest.mark.parametrize("form", ["file://{}", "{}/.git"])
def test_a_git_address_is_pinned_to_its_commit(source: Path, home: Path, form: str) -> None:
    commit = committed(source)

    done = pack("add", form.format(source))

    assert f"commit {commit}" in done.stdout
    assert f"commit {commit}" in pack("list").stdout
    shown = listed()
    assert shown is not None
    assert shown["commit"] == commit
    assert "demo/setup.py" not in inside(home)


def test_a_git_repository_runs_nothing(source: Path, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    (source / ".gitattributes").write_text("*.yaml filter=evil\n", encoding="utf-8")
    (source / ".gitmodules").write_text(
        f'[submodule "x"]\npath = x\nurl = ext::sh -c "touch {ran}"\nupdate = !touch {ran}\n',
        encoding="utf-8",
    )
    committed(source)
    for hook in ("post-checkout", "post-upload-pack", "pre-auto-gc", "reference-transaction"):
        file = source / ".git" / "hooks" / hook
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"#!/bin/sh\ntouch {ran}\n", encoding="utf-8")
        file.chmod(0o755)
    git(source, "config", "filter.evil.smudge", f"touch {ran}")
    git(source, "config", "uploadpack.packObjectsHook", f"touch {ran}; exec")

    pack("add", f"file://{source}")

    assert not ran.exists()


def test_one_of_several_packs(source: Path, tmp_path: Path) -> None:
    other = source.with_name("other")
    shutil.copytree(source, other / "a")
    shutil.copytree(source, other / "b")
    path = zipped(other, tmp_path / "two.zip")

    done = pack("add", path, code=2)

    assert "there are 2 packs in two.zip" in done.stderr
    assert "--folder: a, b" in done.stderr
    assert "there are 2 packs" in pack("add", other, code=2).stderr
    pack("add", path, "--folder", "b")
    assert "folder b" in pack("list").stdout


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Install a distribution with a pack in it, whose code fails when it is run."""
    site = tmp_path / "site"
    inner = site / "sql_interviews" / "demo"
    inner.mkdir(parents=True)
    for init in (inner.parent, inner):
        (init / "__init__.py").write_text("raise SystemExit('it ran')\n", encoding="utf-8")
    (inner / "pack.yaml").write_text(HEAD + ONE, encoding="utf-8")
    info = site / "sql_interviews-2.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: sql-interviews\nVersion: 2.0\n", encoding="utf-8"
    )
    (info / "entry_points.txt").write_text(
        "[interview_cli.packs]\ndemo = sql_interviews.demo\n", encoding="utf-8"
    )
    (info / "RECORD").write_text(
        "sql_interviews/__init__.py,,\nsql_interviews/demo/__init__.py,,\n"
        "sql_interviews/demo/pack.yaml,,\n../../../bin/evil.yaml,,\n/etc/passwd,,\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(site), *sys.path]))
    return site


@pytest.mark.parametrize("name", ["sql-interviews", "SQL_Interviews"])
def test_an_installed_package_is_found_without_importing_it(
    package: Path, home: Path, name: str
) -> None:
    pack("add", name)

    assert inside(home) == ["demo", "demo/.added.json", "demo/pack.yaml"]
    assert f"from the installed package {name}" in pack("list").stdout


def test_a_package_without_packs(package: Path) -> None:
    done = pack("add", "pytest", code=2)

    assert "brings no packs" in done.stderr
    assert "interview_cli.packs" in done.stderr


def test_no_source_at_all(package: Path) -> None:
    done = pack("add", "nothing-here", code=2)

    assert "no file, folder or installed package 'nothing-here'" in done.stderr
    assert "sql-interviews" in done.stderr
    assert "no file or folder" in pack("add", "no/thing", code=2).stderr
    assert "SOURCE is empty" in pack("add", "", code=2).stderr


def test_an_id_that_is_there_already(source: Path, home: Path) -> None:
    pack("add", source)
    before = inside(home)

    done = pack("add", source, code=2)

    assert "interview pack update demo" in done.stderr
    assert "interview pack remove demo" in done.stderr
    assert inside(home) == before


def test_a_bundled_id(source: Path, home: Path) -> None:
    text = HEAD.replace("id: demo", "id: python-fastapi")
    (source / "pack.yaml").write_text(text, encoding="utf-8")

    assert (
        "there is already a pack python-fastapi, a bundled one"
        in pack("add", source, code=2).stderr
    )
    assert inside(home) == []


@pytest.mark.parametrize("name", ["demo.yaml", "demo/pack.yaml"])
def test_a_pack_of_ones_own_is_never_overwritten(source: Path, home: Path, name: str) -> None:
    own = home / "packs" / name
    own.parent.mkdir(parents=True)
    own.write_text(HEAD + ONE, encoding="utf-8")

    done = pack("add", source, code=2)

    assert "there is already a pack demo, yours at" in done.stderr
    assert own.read_text(encoding="utf-8") == HEAD + ONE
    assert "was added" in pack("remove", "demo", code=2).stderr
    assert own.exists()


def test_a_folder_in_the_way(source: Path, home: Path) -> None:
    own = home / "packs" / "demo" / "notes.txt"
    own.parent.mkdir(parents=True)
    own.write_text("mine", encoding="utf-8")

    assert "that `pack add` did not make" in pack("add", source, code=2).stderr
    assert own.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"pack.yaml": "format: 1\npack: {title: Demo}\n"}, "pack.yaml:2:"),
        ({"joins.yaml": "questions: [\n"}, "joins.yaml:1:"),
        ({"joins.yaml": "\0\0"}, "joins.yaml:1:1"),
        ({"joins.yaml": "questions: []\n"}, "no question in it"),
        ({"more.yaml": ONE.replace("one", "NO") + BAD}, "more.yaml:3:"),
    ],
)
def test_a_pack_with_problems_is_refused(
    source: Path, home: Path, files: dict[str, str], says: str
) -> None:
    for name, text in files.items():
        (source / name).write_text(text, encoding="utf-8")

    done = pack("add", source, code=1)

    assert says in done.stderr
    assert "nothing was written" in done.stderr
    assert inside(home) == []


def test_single_questions_are_left_out_and_that_is_said(source: Path) -> None:
    with (source / "joins.yaml").open("a", encoding="utf-8") as file:
        file.write(BAD)

    done = pack("add", source)

    assert "2 questions" in done.stdout
    assert "1 question left out" in done.stdout
    assert 'level is "juniour"' in done.stdout


def test_what_was_added_is_not_trusted(source: Path, home: Path) -> None:
    pack("trust", source)
    pack("add", source)

    done = pack("check", "--run", home / "packs" / "demo", code=2)

    assert "isn't trusted" in done.stderr


def test_trust_ends_with_an_update(source: Path, home: Path) -> None:
    pack("add", source)
    pack("trust", "demo")
    done = pack("check", "--run", home / "packs" / "demo", code=None)
    assert "isn't trusted" not in done.stderr
    (source / "joins.yaml").write_text(ONE, encoding="utf-8")
    pack("update", "--yes")

    assert "isn't trusted" in pack("check", "--run", home / "packs" / "demo", code=2).stderr


def test_update_shows_the_difference_and_does_nothing_unasked(source: Path, home: Path) -> None:
    pack("add", source)
    (source / "joins.yaml").write_text(ONE.replace("[one]", "[uno]"), encoding="utf-8")

    done = pack("update", "demo", code=2, stdin="y\n")

    assert "demo:two: removed" in done.stdout
    assert "demo:one: re-keyed" in done.stdout
    assert "pack update demo --yes" in done.stderr
    assert (home / "packs/demo/joins.yaml").read_text(encoding="utf-8") == ONE + TWO


def test_update_with_yes(source: Path, home: Path) -> None:
    pack("add", source)
    (source / "joins.yaml").unlink()
    (source / "more.yaml").write_text(ONE, encoding="utf-8")

    done = pack("update", "demo", "--yes")

    assert "demo:two: removed" in done.stdout
    assert "Updated demo 1.0.0" in done.stdout
    assert inside(home) == [
        "demo",
        "demo/.added.json",
        "demo/more.yaml",
        "demo/pack.yaml",
        "demo/synonyms.txt",
    ]
    assert "is as it was" in pack("update", "demo").stdout


def test_update_from_git_shows_both_commits(source: Path) -> None:
    first = committed(source)
    pack("add", f"file://{source}")
    (source / "joins.yaml").write_text(ONE, encoding="utf-8")
    second = committed(source)

    done = pack("update", "--yes")

    assert f"Commit: {first} -> {second}" in done.stdout
    shown = listed()
    assert shown is not None
    assert shown["commit"] == second


def test_update_in_json(source: Path) -> None:
    pack("add", source)
    (source / "joins.yaml").write_text(ONE, encoding="utf-8")

    (asked,) = json.loads(pack("update", "--json").stdout)["packs"]
    (done,) = json.loads(pack("update", "--json", "--yes").stdout)["packs"]

    assert (asked["changed"], asked["updated"]) == (True, False)
    assert asked["diff"]["changes"][0]["what"] == ["removed"]
    assert (done["changed"], done["updated"]) == (True, True)


def test_update_keeps_the_old_when_the_new_is_bad(source: Path, home: Path) -> None:
    pack("add", source)
    (source / "pack.yaml").write_text("format: 2\n", encoding="utf-8")

    assert "can't be added" in pack("update", "demo", "--yes", code=1).stderr
    assert (home / "packs/demo/pack.yaml").read_text(encoding="utf-8") == HEAD


def test_update_to_another_id(source: Path) -> None:
    pack("add", source)
    (source / "pack.yaml").write_text(HEAD.replace("id: demo", "id: other"), encoding="utf-8")

    assert "calls itself other now" in pack("update", "demo", "--yes", code=2).stderr


def test_update_never_overwrites_what_was_changed_here(source: Path, home: Path) -> None:
    pack("add", source)
    mine = home / "packs/demo/joins.yaml"
    mine.write_text(ONE + "  # mine\n", encoding="utf-8")
    (source / "joins.yaml").write_text(ONE, encoding="utf-8")

    done = pack("update", "demo", "--yes", code=2)

    assert "was changed here since it was added: joins.yaml" in done.stderr
    assert mine.read_text(encoding="utf-8").endswith("# mine\n")
    assert "changed here since it was added" in pack("list").stdout


def test_one_source_that_is_gone_does_not_keep_the_others(source: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(HEAD.replace("id: demo", "id: another") + ONE, encoding="utf-8")
    pack("add", other)
    pack("add", source)
    other.unlink()
    (source / "joins.yaml").write_text(ONE, encoding="utf-8")

    done = pack("update", "--yes", code=2)

    assert "another: there is no file or folder" in done.stderr
    assert "Updated demo 1.0.0" in done.stdout


def test_nothing_to_update() -> None:
    assert "You haven't added a pack yet" in pack("update").stdout
    assert "no pack 'demo' was added" in pack("update", "demo", code=2).stderr


def test_remove_keeps_progress(source: Path, home: Path) -> None:
    pack("add", source)
    run_program("quiz", "-p", "demo", "-n", "1", typed="one\n")
    journal = {file: file.read_bytes() for file in (home / "journal").iterdir()}

    done = pack("remove", "demo")

    assert "Your progress is kept" in done.stdout
    assert inside(home) == []
    assert {file: file.read_bytes() for file in (home / "journal").iterdir()} == journal
    assert listed() is None
    pack("add", source)
    (shown,) = json.loads(pack("show", "demo", "--json").stdout)["packs"]
    assert shown["asked"] == 1


def test_remove_leaves_what_it_did_not_make(source: Path, home: Path) -> None:
    pack("add", source)
    mine = home / "packs/demo/mine.txt"
    mine.write_text("mine", encoding="utf-8")

    assert "it was changed here" in pack("remove", "demo", code=2).stderr
    assert (home / "packs/demo/joins.yaml").exists()
    done = pack("remove", "demo", "--yes")

    assert "Left in" in done.stdout
    assert inside(home) == ["demo", "demo/mine.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_remove_does_not_follow_a_link_out(source: Path, tmp_path: Path, home: Path) -> None:
    (source / "more").mkdir()
    (source / "joins.yaml").rename(source / "more" / "joins.yaml")
    pack("add", source)
    elsewhere = tmp_path / "elsewhere"
    shutil.move(home / "packs/demo/more", elsewhere)
    (home / "packs/demo/more").symlink_to(elsewhere)

    pack("remove", "demo", "--yes")

    assert (elsewhere / "joins.yaml").exists()


def test_a_process_that_was_killed_leaves_nothing_half_done(source: Path, home: Path) -> None:
    pack("add", source)
    packs = home / "packs"
    (packs / "demo").rename(packs / ".old-demo")
    shutil.copytree(source, packs / ".new-123")

    assert "already" in pack("add", source, code=2).stderr

    assert inside(home)[0] == "demo"
    assert listed() is not None
    assert not (packs / ".new-123").exists()


@needs_permissions
def test_a_folder_that_cannot_be_written(source: Path, home: Path) -> None:
    (home / "packs").mkdir(parents=True)
    (home / "packs").chmod(0o500)

    done = subprocess.run([*BOUND, *PROGRAM, "pack", "add", source], capture_output=True, text=True)

    assert done.returncode == 4
    assert "cannot write" in done.stderr


def test_a_name_that_windows_keeps(source: Path, home: Path) -> None:
    (source / "pack.yaml").write_text(HEAD.replace("id: demo", "id: con"), encoding="utf-8")

    pack("add", source)

    assert inside(home)[0] == "con-pack"
    assert pack("remove", "con").returncode == 0
    assert inside(home) == []


def test_nothing_is_written_while_the_clock_is_set(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INTERVIEW_NOW", "2026-11-21T20:00:00+01:00")
    monkeypatch.delenv("INTERVIEW_HOME")

    assert "nothing is written while INTERVIEW_NOW is set" in pack("add", source, code=2).stderr
