"""What an author meets who has only the help and the messages: each says what to do next."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
from helpers.packs import MINE
from helpers.program import run_program

pytestmark = pytest.mark.slow

SOUND = "  - {id: one, ask: 'Why?', answer: So., sources: [https://example.org]}\n"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    folder = tmp_path / "author"
    folder.mkdir()
    return folder


def interview(cwd: Path, *command: str) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"INTERVIEW_HOME": str(cwd.parent / "home"), "HOME": str(cwd.parent)}
    return run_program(*command, cwd=cwd, env=env)


def test_the_pack_in_the_help_is_sound(here: Path) -> None:
    told = interview(here, "pack", "new", "--help").stdout
    shown = re.search(r"(?ms)^    (format: 1\n.*?)\n\n", told)
    kinds = re.findall(r"(?m)^    (quiz: \{.*)$", told)
    assert shown
    text = shown[1].replace("\n    ", "\n")
    for n, quiz in enumerate(kinds):
        quiz = quiz.partition("#")[0]
        text += f"\n  - {{id: more-{n}, ask: 'What?', answer: That., code: print(3), {quiz}}}"
    (here / "my-pack.yaml").write_text(text + "\n")

    done = interview(
        here,
        "pack",
        "check",
        "my-pack.yaml",
        "--ignore",
        "source-missing",
        "--select",
        "yaml,options,accept,gaps,steps,output,missing,type,unknown-field",
    )

    assert len(kinds) == 6
    assert (done.returncode, done.stdout) == (0, "7 questions in 1 pack, no problems.\n")


def test_a_pack_without_a_sound_question_says_how_many_are_wrong(here: Path) -> None:
    (here / "mine.yaml").write_text(MINE + "  - {id: one}\n  - {id: two}\n")

    for command in ("quiz", "flashcards", "mock"):
        done = interview(here, command, "-p", "mine.yaml")
        assert done.returncode == 2
        assert (
            "no question of mine can be asked: all 2 of its questions have problems" in done.stderr
        )
        assert "interview pack check mine.yaml" in done.stderr
        assert "matches" not in done.stderr


def test_a_pack_of_drafts_and_of_flashcards_says_so(here: Path) -> None:
    (here / "drafts.yaml").write_text(MINE + SOUND.replace("}", ", draft: true}"))
    (here / "cards.yaml").write_text(MINE + SOUND)

    drafts = interview(here, "quiz", "-p", "drafts.yaml").stderr
    cards = interview(here, "quiz", "-p", "cards.yaml").stderr

    assert "its only question is a draft" in drafts
    assert "no question of mine has a quiz" in cards
    assert "interview flashcards -p cards.yaml" in cards


def test_the_last_line_names_the_next_step(here: Path) -> None:
    (here / "mine.yaml").write_text(MINE + SOUND.replace("So.", "So., level: hard"))
    errors = interview(here, "pack", "check", "mine.yaml").stdout
    (here / "mine.yaml").write_text(MINE + "  - {id: one, ask: 'Why?', answer: So.}\n")
    warnings = interview(here, "pack", "check", "mine.yaml").stdout

    assert errors.splitlines()[-1] == (
        "1 error in 1 file. How to write a pack: interview help format"
    )
    assert warnings.splitlines()[-1].endswith(": interview pack rules source-missing")
    assert interview(here, "pack", "rules", "level").stdout.startswith("level: A level is junior")
    assert "did you mean level?" in interview(here, "pack", "rules", "levl").stderr


def test_check_without_a_path_finds_the_pack_of_this_folder(here: Path) -> None:
    (here / "mine.yaml").write_text(MINE + "  - {id: one}\n")
    assert interview(here, "pack", "check").stdout.startswith("mine.yaml:5:")

    (here / "mine.yaml").rename(here / "pack.yaml")
    below = here / "topics"
    below.mkdir()
    (below / "a.yaml").write_text("questions:\n  - {id: two}\n")
    assert "a.yaml:2:" in interview(below, "pack", "check").stdout

    empty = here.parent / "empty"
    empty.mkdir()
    done = interview(empty, "pack", "check", "--select", "yaml")
    assert done.stderr == "No pack in this folder: checking all the packs you have.\n"


def test_questions_that_do_not_say_of_which_pack_are_named(here: Path) -> None:
    (here / "mine.yaml").write_text("questions:\n" + SOUND)
    (here / "compose.yaml").write_text("services: {}\n")

    done = interview(here, "pack", "check")

    assert done.returncode == 1
    assert 'mine.yaml:1:1: format and pack are missing: write "format: 1" and' in done.stdout
    assert "compose.yaml" not in done.stdout
    assert done.stderr == ""


def test_a_pack_yml_is_to_be_renamed(here: Path) -> None:
    (here / "pack.yml").write_text(MINE + SOUND)
    (here / "topic.yaml").write_text("questions:\n" + SOUND.replace("one", "two"))

    told = interview(here, "pack", "check").stdout

    assert "pack.yaml:1:1: this folder has no pack.yaml: rename pack.yml to pack.yaml" in told
    assert "remove it here" not in told  # what is in it is right
    assert "format and pack are missing" not in told


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("mine", "mine.yaml"), ("mien.yaml", "mine.yaml"), ("~/author/mine", "/author/mine.yaml")],
)
def test_a_path_that_is_nearly_there(here: Path, typed: str, meant: str) -> None:
    (here / "mine.yaml").write_text(MINE + SOUND)

    done = interview(here, "pack", "check", typed)

    assert done.returncode == 2
    typed = typed.replace("~", str(here.parent))
    assert done.stderr.startswith(f"interview: there is no file or folder {typed}: did you mean ")
    assert done.stderr.endswith(f"{meant}?\n")


def test_preview_of_a_pack_in_one_file(here: Path) -> None:
    (here / "mine.yaml").write_text(MINE + SOUND)

    assert interview(here, "pack", "preview", "one").stdout.startswith("mine:one.")
    assert "did you mean one?" in interview(here, "pack", "preview", "onee").stderr
    told = interview(here, "pack", "preview", "mine.yaml").stderr
    assert "interview pack preview mine.yaml:one" in told
    assert interview(here, "pack", "preview", "mine.yaml:one").stdout.startswith("mine:one.")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ("ask: Why?\n    answer: # 3", 'begins the text here, not a comment, quote it: "# 3"'),
        (
            "ask: Why?\n    answer: So.\n    quiz: {kind: short, accept: [a #b]}",
            '" #" begins a comment',
        ),
        ("ask: Why?\n    answer: |\n      So\n     it is.", "as the first one of the text above"),
        ("ask: Why?\n    answer: So.\n    quiz: mcq", 'write "kind: choice" and options below it'),
        (
            "ask: Why?\n    answer: So.\n    quiz: {kind: choice, options: {a: b}}",
            '"- text: …" below',
        ),
    ],
)
def test_mistakes_that_first_time_authors_make(here: Path, fields: str, message: str) -> None:
    (here / "mine.yaml").write_text(f"{MINE}  - id: one\n    {fields}\n")

    told = interview(here, "pack", "check", "mine.yaml", "--ignore", "source-missing").stdout

    assert message in told.splitlines()[0]


def test_a_list_without_questions_above_it_and_a_folder_without_yaml(here: Path) -> None:
    (here / "list.yaml").write_text("- {id: one}\n")
    (here / "nothing").mkdir()

    assert 'write "questions:" above it' in interview(here, "pack", "check", "list.yaml").stdout
    assert "interview pack new NAME" in interview(here, "pack", "check", "nothing").stdout
