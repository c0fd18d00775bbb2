"""Editing a question while it is asked: the same question comes back as it is now."""

from __future__ import annotations

import json
import stat
import subprocess

import pytest
from helpers.program import PROGRAM

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


def test_an_edit_that_breaks_the_question_leaves_it_as_it_was(start, editor, tmp_path):
    editor("level: mid", "level: nid")
    terminal = start(f"quiz -p {tmp_path}/mine.yaml")
    terminal.wait("Which wrod is right?", "quit")
    terminal.press("e")
    terminal.wait("can't be used as it is now", "interview pack check", "quit")
    terminal.press("q")
    assert terminal.ends() == 0


def test_a_change_is_shown_as_a_change(tmp_path):
    pack = tmp_path / "mine.yaml"
    pack.write_text(PACK)
    quiz = [*PROGRAM, "quiz", "-p", str(pack)]
    first = subprocess.run(quiz, input="1\n\n", capture_output=True, text=True)
    assert "Changed" not in first.stdout
    pack.write_text(PACK.replace("answer: This one.", "answer: This one, of course."))
    same = subprocess.run(quiz, input="1\n\n", capture_output=True, text=True)
    assert "Changed" not in same.stdout
    pack.write_text(PACK.replace("wrod", "word"))
    changed = subprocess.run(quiz, input="1\n\n", capture_output=True, text=True)
    assert "Mid, words. Changed since you learned it." in changed.stdout


def test_a_renamed_question_keeps_what_is_known_of_it(tmp_path):
    pack = tmp_path / "mine.yaml"
    two = PACK + PACK.partition("questions:\n")[2].replace("typo", "other")
    pack.write_text(two)
    quiz = [*PROGRAM, "quiz", "-p", str(pack), "-n", "1", "--json"]
    done = subprocess.run(quiz, input="1\n\n", capture_output=True, text=True)
    asked = json.loads(done.stdout.splitlines()[1])["question"].partition(":")[2]
    pack.write_text(two.replace(f"id: {asked}\n", f"id: renamed\n    was: [{asked}]\n"))
    done = subprocess.run(quiz, input="", capture_output=True, text=True)
    never = {"typo": "mine:other", "other": "mine:typo"}[asked]
    assert json.loads(done.stdout.splitlines()[1])["question"] == never


def test_it_says_who_replaces_a_bundled_question_before_the_editor_opens(start, monkeypatch):
    monkeypatch.setenv("EDITOR", "sh -c 'echo The editor is open.'")
    terminal = start("edit python-fastapi:commit-after-yield", rows=40)
    terminal.wait("The editor is open.")
    before = " ".join(terminal.shown.partition("The editor is open.")[0].split())
    assert "python-fastapi is bundled with the program: its next version replaces it" in before
    assert "to keep a change, copy" in before


def test_it_says_that_an_added_pack_can_no_longer_be_updated(start, editor, tmp_path):
    editor("wrod", "word")
    subprocess.run([*PROGRAM, "pack", "add", str(tmp_path / "mine.yaml")], check=True)
    terminal = start("edit mine:typo", rows=40)
    assert terminal.ends() == 0
    assert "mine was added from" in terminal.shown
    assert "interview pack update can't replace it" in " ".join(terminal.shown.split())


def test_a_question_of_ones_own_is_simply_opened(start, editor, tmp_path, home):
    editor("wrod", "word")
    (home / "packs").mkdir(parents=True)
    (home / "packs/mine.yaml").write_text(PACK)
    terminal = start("edit mine:typo")
    assert terminal.ends() == 0
    assert not terminal.shown.strip()
