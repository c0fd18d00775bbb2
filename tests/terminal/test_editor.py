"""Editing a question while it is asked: the same question comes back as it is now."""

from __future__ import annotations

import json
import os
import stat

import pytest
from helpers.program import run_program

from interview_cli.packs.library.catalogue import open_catalogue
from interview_cli.terminal.editor import CUT, take_answer

PACK = """\
format: 1
pack: {id: mine, title: Mine}
questions:
  - id: typo
    ask: Which wrod is right?
    answer: This one.
    level: mid
    topic: words
    quiz: {kind: choice, options: [{text: this, right: true}, {text: that}]}
"""


@pytest.fixture
def editor(tmp_path, monkeypatch):
    """An editor that replaces one text by another, and notes how it was called."""

    def make(old, new):
        script = tmp_path / "editor"
        script.write_text(
            f'#!/bin/sh\necho "$@" >> {tmp_path}/called\nsed -i "s/{old}/{new}/" "$2"\n'
        )
        script.chmod(script.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("EDITOR", str(script))

    (tmp_path / "mine.yaml").write_text(PACK)
    return make


def test_the_question_comes_back_as_it_was_edited(start, editor, tmp_path, home):
    editor("wrod", "word")
    pack = tmp_path / "mine.yaml"
    terminal = start(f"quiz -p {pack}")
    terminal.wait("Which wrod is right?", "quit")
    terminal.press("e")
    terminal.wait("Which word is right?", "quit")
    terminal.press("1")
    terminal.wait("Enter")
    terminal.press("enter")
    terminal.wait("1 of 1", "done")
    terminal.press("enter")
    assert terminal.ends() == 0
    assert (tmp_path / "called").read_text() == f"+4 {pack}\n"
    (path,) = (home / "journal").glob("*.jsonl")
    reviews = [
        line
        for line in map(json.loads, path.read_text().splitlines())
        if line["type"] == "reviewed"
    ]
    assert len(reviews) == 1


def test_a_question_with_sets_of_values_keeps_its_values(start, editor, tmp_path):
    editor("How often", "How many times")
    pack = tmp_path / "mine.yaml"
    text = PACK.replace("Which wrod is right?", '"How often is {{n}} in a list of {{n}} {{n}}s?"')
    text = text.replace("text: this", 'text: "{{n}} times"')
    pack.write_text(text.replace("    level: mid\n", "    level: mid\n    vary: {n: [2, 3, 4]}\n"))
    terminal = start(f"quiz -p {pack} --seed 1", columns=60)
    terminal.wait("How often is 4 in a list of 4 4s?", "4 times", "quit")
    terminal.press("e")
    terminal.wait("How many times is 4 in a list of 4 4s?", "4 times", "quit")
    terminal.press("q")
    assert terminal.ends() == 0


def test_an_edit_that_breaks_the_question_leaves_it_as_it_was(start, editor, tmp_path):
    editor("level: mid", "level: nid")
    terminal = start(f"quiz -p {tmp_path}/mine.yaml")
    terminal.wait("Which wrod is right?", "quit")
    terminal.press("e")
    terminal.wait("interview pack check", "o open it again")
    terminal.press("enter")
    terminal.wait("can't be used as it is now", "quit")
    terminal.press("q")
    assert terminal.ends() == 0


def test_a_change_is_shown_as_a_change(tmp_path):
    pack = tmp_path / "mine.yaml"
    pack.write_text(PACK)
    quiz = ("quiz", "-p", pack)
    first = run_program(*quiz, typed="1\n\n")
    assert "Changed" not in first.stdout
    pack.write_text(PACK.replace("answer: This one.", "answer: This one, of course."))
    same = run_program(*quiz, typed="1\n\n")
    assert "Changed" not in same.stdout
    pack.write_text(PACK.replace("wrod", "word"))
    changed = run_program(*quiz, typed="1\n\n")
    assert "Mid, words. Changed since you learned it." in changed.stdout


def test_a_renamed_question_keeps_what_is_known_of_it(tmp_path):
    pack = tmp_path / "mine.yaml"
    two = PACK + PACK.partition("questions:\n")[2].replace("typo", "other")
    pack.write_text(two)
    quiz = ("quiz", "-p", pack, "-n", "1", "--json")
    done = run_program(*quiz, typed="1\n\n")
    asked = json.loads(done.stdout.splitlines()[1])["question"].partition(":")[2]
    pack.write_text(two.replace(f"id: {asked}\n", f"id: renamed\n    was: [{asked}]\n"))
    done = run_program(*quiz)
    never = {"typo": "mine:other", "other": "mine:typo"}[asked]
    assert json.loads(done.stdout.splitlines()[1])["question"] == never


#: After the day on which every bundled question was checked.
AFTER = "2026-12-01T12:00:00+00:00"

KEY = "python-fastapi:commit-after-yield"


@pytest.fixture
def installed():
    """The file of a bundled question, which no edit may touch."""
    path, _ = open_catalogue()[0].place(KEY)
    before = path.read_bytes()
    yield path
    assert path.read_bytes() == before


def test_a_bundled_question_is_edited_as_ones_own_copy(start, editor, home, installed):
    editor("level: [a-z]*", "level: junior")
    terminal = start(f"edit {KEY}", rows=40)
    assert terminal.ends() == 0
    shown = " ".join(terminal.shown.split())
    assert "isn't yours to change, so this is your own copy" in shown
    assert "your copy is asked instead of" in shown
    copy = home / "packs/my-copies/python-fastapi.commit-after-yield.yaml"
    assert "level: junior" in copy.read_text()
    (one,) = json.loads(_said("search", "commit-after-yield", "--json"))["questions"]
    assert (one["question"], one["level"]) == ("my-copies:commit-after-yield", "junior")
    checked = run_program("pack", "check", copy.parent, env=os.environ | {"INTERVIEW_NOW": AFTER})
    assert (checked.returncode, checked.stderr) == (0, "")


def test_a_copy_keeps_the_progress_and_is_edited_the_next_time(start, editor, home):
    _said("grade", "-", typed=json.dumps({"question": KEY, "answer": "?"}))
    _said("flag", KEY, "hm")
    editor("level: [a-z]*", "level: junior")
    assert start(f"edit {KEY}").ends() == 0
    assert "hm" in _said("note", "commit-after-yield")
    editor("level: junior", "level: senior")
    terminal = start(f"edit {KEY}")
    assert terminal.ends() == 0
    assert not terminal.shown.strip()
    (copy,) = (home / "packs/my-copies").glob("python-fastapi.*")
    assert "level: senior" in copy.read_text()


def test_a_copy_without_a_change_is_not_kept(start, editor, home):
    editor("no such text", "")
    terminal = start(f"edit {KEY}", rows=40)
    assert terminal.ends() == 0
    assert "nothing was changed, so no copy was kept" in terminal.shown
    assert not [*(home / "packs").rglob("*.yaml")]


def test_a_key_that_would_make_a_copy_is_asked_about(start, editor, home):
    editor("level: [a-z]*", "level: junior")
    terminal = start(f"quiz {KEY}", rows=40)
    terminal.wait("e edit", "q quit")
    terminal.press("e")
    terminal.wait("y edit a copy of your own", "Enter don't")
    terminal.press("enter")
    terminal.wait("e edit", "q quit", without="y edit a copy")
    assert not (home / "packs/my-copies").exists()
    terminal.press("e")
    terminal.wait("y edit a copy of your own")
    terminal.press("y")
    terminal.wait("your copy is asked instead of", "junior · ", "q quit")
    terminal.press("q")
    assert terminal.ends() == 0


def test_a_copy_that_is_broken_opens_again_or_is_put_aside(start, editor, tmp_path, home):
    editor("level: [a-z]*", "level: nid")
    terminal = start(f"edit {KEY}", rows=40)
    terminal.wait("pack check", "o open it again")
    terminal.press("o")
    terminal.wait("pack check", "o open it again", "pack check", "o open it again")
    terminal.press("enter")
    assert terminal.ends() == 1
    assert "can't be used as it is" in " ".join(terminal.shown.split())
    assert _said("search", "commit-after-yield").startswith(KEY)
    editor("level: nid", "level: mid")
    assert start(f"edit {KEY}", rows=40).ends() == 0
    assert _said("search", "commit-after-yield").startswith("my-copies:")


def test_a_question_of_an_added_pack_stays_as_it_was(start, editor, tmp_path, home):
    editor("wrod", "word")
    _said("pack", "add", str(tmp_path / "mine.yaml"))
    terminal = start("edit mine:typo", rows=40)
    assert terminal.ends() == 0
    assert "this is your own copy" in " ".join(terminal.shown.split())
    (added,) = (home / "packs").glob("mine*/*.yaml")
    assert "wrod" in added.read_text()
    assert "Which word" in _said("show", "typo")


def _said(*args, typed=""):
    done = run_program(*args, typed=typed)
    assert not done.stderr, done.stderr
    return done.stdout


def test_a_question_of_ones_own_is_simply_opened(start, editor, tmp_path, home):
    editor("wrod", "word")
    (home / "packs").mkdir(parents=True)
    (home / "packs/mine.yaml").write_text(PACK)
    terminal = start("edit mine:typo")
    assert terminal.ends() == 0
    assert not terminal.shown.strip()


HEAD = ["# Why?", "#", "# x = 1"]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (
            ["# Why?", "#", "# x = 1", CUT, "So.", "", "# a comment", "x = 1"],
            "So.\n\n# a comment\nx = 1",
        ),
        (["# Why?", "# changed", CUT, "", "So.", ""], "So."),
        (["# Why?", "#", "# x = 1", "So.", "# a comment"], "So.\n# a comment"),  # no line is left
        (["So.", "# Why?", "# x = 1"], "So."),
        (["# Why?", "#", "# x = 1", CUT], ""),
        ([CUT, CUT, "So."], f"{CUT}\nSo."),
        (["# Why?", "#", "# x = 1"], ""),
        ([], ""),
    ],
)
def test_the_question_never_becomes_part_of_the_answer(text, answer):
    assert take_answer("\n".join(text), HEAD) == answer
    assert take_answer("\r\n".join([*text, ""]), HEAD) == answer
