"""Stories of one's own: written, listed with what they'd serve, read, edited, and removed."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers.learner import Learner
from helpers.program import PROGRAM, needs_permissions
from helpers.stories import FAILURE
from helpers.terminal import Terminal

SECRET = "zanzibarquux"
WRITTEN = f"tags: failure, on call\n\nLast spring I broke {SECRET}.\n"


@pytest.fixture
def learner(home: Path) -> Learner:
    learner = Learner(home)
    learner.pack("mine", FAILURE)
    home.chmod(0o700)
    return learner


def keep(learner: Learner, title: str = "The outage", written: str = WRITTEN) -> Path:
    """Keep a story from standard input, and return its file."""
    said = learner.run("stories", "new", *title.split(), "--json", typed=written)
    return Path(json.loads(said.out)["file"])


def at_terminal(home: Path, script: Path, *args: str) -> Terminal:
    """Start the program at a terminal, with *script* for an editor."""
    script.chmod(0o755)
    env = {"EDITOR": str(script), "INTERVIEW_HOME": str(home)}
    return Terminal(["stories", *args], 80, 24, env)


@pytest.fixture
def editor(tmp_path: Path) -> Callable[[str], Path]:
    """Return a function that makes an editor which runs a line of shell on the file."""

    def make(does: str) -> Path:
        script = tmp_path / "editor"
        script.write_text(f"#!/bin/sh\n{does}\n")
        return script

    return make


def test_a_story_of_standard_input_is_kept_for_nobody_else(learner: Learner) -> None:
    path = keep(learner)
    assert path.parent == learner.home / "stories"
    assert path.read_text() == f"title: The outage\n{WRITTEN}"
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_the_list_says_which_questions_a_story_would_serve(learner: Learner) -> None:
    keep(learner)
    keep(learner, "A small thing", "Nothing to do with it.\n")
    said = learner.run("stories").out
    assert said.splitlines() == [
        "1. The outage  (failure, on call)",
        "    mine:failure",
        "2. A small thing",
        "2 stories. Read one: interview stories show N",
    ]
    assert said == learner.run("stories", "list").out


def test_programs_are_told_the_same(learner: Learner) -> None:
    path = keep(learner)
    about = {"number": 1, "file": str(path), "title": "The outage"}
    about |= {"tags": ["failure", "on call"], "serves": ["mine:failure"]}
    assert learner.json("stories", "--json") == {"v": 1, "stories": [about]}
    text = f"Last spring I broke {SECRET}."
    assert learner.json("stories", "show", "1") == {"v": 1, **about, "text": text}


def test_a_story_is_shown_with_its_tags(learner: Learner) -> None:
    keep(learner)
    assert learner.run("stories", "show", "1").out.splitlines() == [
        *("The outage", "", f"Last spring I broke {SECRET}.", ""),
        *("Tags: failure, on call", "", "It would serve: mine:failure"),
    ]


def test_without_a_title_it_is_called_by_its_first_words(learner: Learner) -> None:
    keep(learner, "", "# My first job\n\nIt was small.\n")
    assert learner.run("stories").out.startswith("1. My first job")


@pytest.mark.parametrize("typed", ["", " \n\n", "title: Only a head\ntags: a\n"])
def test_nothing_is_kept_of_nothing(learner: Learner, typed: str) -> None:
    said = learner.run("stories", "new", "Empty", typed=typed, code=2)
    assert said.err.startswith("interview: there is no story on standard input\n")
    assert not (learner.home / "stories").exists()


def test_what_is_not_utf8_is_refused_with_its_place(learner: Learner) -> None:
    env = os.environ | {"INTERVIEW_HOME": str(learner.home)}
    done = subprocess.run(
        [*PROGRAM, "stories", "new"], input=b"I did\xff", env=env, capture_output=True, check=False
    )
    assert done.returncode == 2
    assert b"standard input isn't UTF-8: byte 6" in done.stderr
    assert not (learner.home / "stories").exists()


@pytest.mark.parametrize("command", ["show", "edit", "remove"])
def test_a_number_that_no_story_has_is_refused(learner: Learner, command: str) -> None:
    assert "there is no story yet" in learner.run("stories", command, "1", code=2).err
    keep(learner)
    for number in ("0", "2", "x"):
        said = learner.run("stories", command, number, code=2).err
        assert said.startswith(f"interview: there is no story {number!r}\n")


def test_a_removed_story_is_off_the_list_and_its_file_is_kept(learner: Learner) -> None:
    for _ in range(2):  # the second one has the name of the first
        path = keep(learner)
        said = learner.run("stories", "remove", "1", code=2).err
        assert "there is no terminal to ask" in said
        assert path.exists()
        learner.minutes = 0
        learner.run("stories", "remove", "1", "--yes")
        assert not path.exists()
    assert learner.json("stories")["stories"] == []
    kept = [*(learner.home / "stories" / "removed").iterdir()]
    assert len(kept) == 2
    assert all(SECRET in one.read_text() for one in kept)


def test_whoever_is_asked_can_say_no(learner: Learner, editor: Callable[[str], Path]) -> None:
    path = keep(learner)
    for answer, code in (("n", 1), ("y", 0)):
        terminal = at_terminal(learner.home, editor("true"), "remove", "1")
        terminal.wait("Remove the story The outage? [y/N]")
        terminal.press(answer, "enter")
        assert terminal.ends() == code
        assert path.exists() == bool(code)


def test_a_new_story_is_written_in_the_editor(
    learner: Learner, editor: Callable[[str], Path]
) -> None:
    script = editor('echo "It ended well." >> "$2"')
    terminal = at_terminal(learner.home, script, "new", "My", "story")
    terminal.wait("Kept as story 1.")
    assert terminal.ends() == 0
    (path,) = (learner.home / "stories").glob("*.md")
    assert path.read_text().startswith("title: My story\ntags:\n\nSituation:\n")
    assert path.read_text().endswith("It ended well.\n")


@pytest.mark.parametrize("does", ["true", "false", ': > "$2"', 'rm "$2"'])
def test_an_editor_that_wrote_nothing_leaves_nothing(
    learner: Learner, editor: Callable[[str], Path], does: str
) -> None:
    terminal = at_terminal(learner.home, editor(does), "new", "My", "story")
    terminal.wait("nothing was kept")
    assert terminal.ends() == 1
    assert not [*(learner.home / "stories").iterdir()]


def test_without_an_editor_nothing_is_left(learner: Learner, tmp_path: Path) -> None:
    env = {"EDITOR": str(tmp_path / "none"), "INTERVIEW_HOME": str(learner.home)}
    terminal = Terminal(["stories", "new"], 80, 24, env)
    terminal.wait("interview: the editor")
    assert terminal.ends() == 2
    assert not [*(learner.home / "stories").iterdir()]


def test_an_edited_story_is_for_nobody_else_whatever_the_editor_did(
    learner: Learner, editor: Callable[[str], Path]
) -> None:
    path = keep(learner)
    terminal = at_terminal(learner.home, editor('echo More. >> "$2"; chmod 644 "$2"'), "edit", "1")
    assert terminal.ends() == 0
    assert path.read_text() == f"title: The outage\n{WRITTEN}More.\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_story_that_cannot_be_read_is_named_and_the_others_are_listed(learner: Learner) -> None:
    path = keep(learner)
    (path.parent / "0.md").write_bytes(b"\xff\xfe\x00")
    (path.parent / "1.md").mkdir()
    said = learner.run("stories")
    assert "story 1, 0.md, can't be read: it isn't UTF-8" in said.err
    assert "story 2, 1.md, can't be read: it's a folder, not a file" in said.err
    assert said.out.startswith("3. The outage")
    assert learner.json("stories")["stories"][0]["problem"] == "it isn't UTF-8"
    assert "it isn't UTF-8" in learner.run("stories", "show", "1", code=4).err


def test_no_export_has_a_word_of_a_story_and_a_backup_has_it(
    learner: Learner, tmp_path: Path
) -> None:
    path = keep(learner, f"The {SECRET} outage", f"tags: {SECRET}\n\nI broke {SECRET}.\n")
    learner.run("quiz", "-p", "mine", "-k", "behaviour", typed="I told it.\n.\n3\n")
    learner.run("note", "mine:failure", "a note")
    for name in ("a.jsonl", "a.csv", "b.csv"):
        more = ["--no-answers"] if name == "b.csv" else []
        learner.run("progress", "export", "-o", str(tmp_path / name), *more)
    learner.run("stats", "--html", str(tmp_path / "stats.html"))
    learner.run("sheet", "-p", "mine", "-o", str(tmp_path / "sheet.html"))
    said = [
        learner.run(*command.split()).out
        for command in (
            *("progress export", "progress export --format csv", "progress export --json"),
            *("progress doctor --json", "progress doctor", "stats --json", "stats", "history"),
            *("due --json", "show mine:failure", "sheet -p mine", "read -p mine"),
        )
    ]
    assert not [text for text in said if SECRET in text]
    files = [one for one in tmp_path.iterdir() if one.suffix in (".jsonl", ".csv", ".html")]
    assert len(files) >= 5
    assert not [one for one in files if SECRET in one.read_text()]
    learner.run("progress", "backup", "-o", str(tmp_path / "b.zip"))
    with zipfile.ZipFile(tmp_path / "b.zip") as backup:
        (name,) = [one for one in backup.namelist() if one.endswith(path.name)]
        assert SECRET in backup.read(name).decode()


@needs_permissions
def test_the_check_of_the_folder_knows_stories(learner: Learner) -> None:
    path = keep(learner)
    learner.run("stories", "remove", "1", "--yes")
    path = keep(learner)
    assert learner.json("progress", "doctor")["findings"] == []
    copy = path.with_name(f"{path.stem} (conflicted copy).md")
    copy.write_text(WRITTEN)
    copy.chmod(0o600)
    (finding,) = learner.json("progress", "doctor")["findings"]
    assert finding["code"] == "conflict-copy"
    assert "in the list" in finding["means"]
    assert len(learner.json("stories")["stories"]) == 2
    path.chmod(0o644)
    path.parent.chmod(0o755)
    learner.home.chmod(0o755)
    said = learner.run("progress", "doctor", code=1).out
    assert "stories" in said
