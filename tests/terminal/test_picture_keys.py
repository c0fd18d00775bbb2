"""The picture of a question at a terminal: its words, the key that opens it, and one's own copy."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest
from helpers.pack_sources import pack as run_pack
from helpers.pictures import PICTURED, png, write_pictured
from helpers.program import run_program

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

NOWHERE = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "SSH_CONNECTION": "", "SSH_TTY": ""}
NO_SCREEN = "There's no screen here to open it on"


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    return write_pictured(tmp_path / "p")


@pytest.mark.skipif(sys.platform == "darwin", reason="a Mac has a screen")
@pytest.mark.parametrize("columns", [60, 80])
def test_the_key_is_there_while_the_picture_matters(start, pictures, columns):
    term = start(f"quiz -p {pictures} -k short", columns=columns, env=NOWHERE)
    term.wait("Picture   A root of two keys, and below it three", ":i picture", ":q quit")
    term.press("t", "w", "o", "enter")
    term.wait("✗ You said two", "i picture")
    term.press("i")
    term.wait("The picture is in", NO_SCREEN, "Enter result")
    term.press("q")
    assert term.ends() == 0

    term = start(f"quiz -p {pictures} -k choice", columns=columns, env=NOWHERE)
    term.wait("Picture   A root of two keys, and below it three", " i picture", "q quit")
    term.press("i")
    term.wait("The picture is in", NO_SCREEN, "› 1  ", "i picture")
    term.press("q")
    assert term.ends() == 0


@pytest.mark.skipif(sys.platform == "darwin", reason="a Mac has a screen")
def test_it_is_opened_while_an_answer_is_typed_and_the_answer_stays(start, pictures):
    term = start(f"mock -p {pictures} -t trees --minutes 5", env=NOWHERE)
    term.wait("Picture   A root", ":i picture")
    term.press("s", "o", " ", "m", "a", "n", "y", "enter", ":", "i", "enter")
    term.wait(NO_SCREEN, "so many")
    term.press(":", "q", "enter")
    assert term.ends() == 0


@pytest.mark.skipif(sys.platform == "darwin", reason="a Mac has a screen")
def test_a_flashcard_and_reading_have_the_key_too(start, pictures):
    card = start(f"flashcards -p {pictures} -n 1", env=NOWHERE)
    card.wait("Picture   A root", "Space show the answer", "i picture")
    card.press("i")
    card.wait(NO_SCREEN)
    card.press(" ")
    card.wait("1 again", "i picture")
    card.press("q")
    assert card.ends() == 0

    page = start(f"read -p {pictures}", env=NOWHERE)
    page.wait("Picture   A root", "i picture", "n note")
    page.press("i")
    page.wait(NO_SCREEN)
    page.press("q")
    assert page.ends() == 0


def test_a_question_without_a_picture_has_no_such_key(start):
    term = start("quiz", "limiter")
    term.wait("What does the client get?", "q quit")
    term.press("i")
    term.press("2")
    shown = term.wait("✓ Right")
    assert "picture" not in shown.lower()
    term.press("q")
    assert term.ends() == 0


def test_ones_own_copy_has_the_picture_with_it(start, pictures, tmp_path, home, monkeypatch):
    run_pack("add", pictures)
    script = tmp_path / "editor"
    script.write_text('#!/bin/sh\nsed -i "s/How many/How very many/" "$2"\n', encoding="utf-8")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("EDITOR", str(script))
    term = start("edit pictures:leaves")
    term.wait("your copy is asked instead of pictures:leaves")
    assert term.ends() == 0
    copies = home / "packs" / "my-copies"
    assert (copies / "pictures.leaves.png").read_bytes() == png()
    assert "sha256" not in (copies / "pictures.leaves.yaml").read_text(encoding="utf-8")
    (home / "packs" / "pictures" / "images" / "tree.png").unlink()

    said = run_program(
        "quiz", "my-copies:leaves", typed=":i\n", merged=True, env=os.environ | NOWHERE
    ).stdout
    assert "How very many leaves" in said
    assert sys.platform == "darwin" or str(copies / "pictures.leaves.png") in said


def test_it_may_have_values_in_its_words(pictures):
    text = PICTURED.replace("How many leaves", "With {{n}} keys, how many leaves")
    text = text.replace("    image", "    vary: {n: [2, 4]}\n    image", 1)
    text = text.replace("A root of two keys", "A root of {{n}} keys", 1)
    (pictures / "pack.yaml").write_text(text, encoding="utf-8")
    said = run_program("read", "-p", pictures, "--plain").stdout
    assert "With 2 keys, how many leaves" in said
    assert "Picture: A root of 2 keys" in said
