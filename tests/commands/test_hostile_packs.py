"""Every command that reads packs, on packs made to reach the terminal, in a real terminal."""

from __future__ import annotations

import json
import os
import shutil
import stat
from pathlib import Path

import pytest
from helpers.hostile_packs import (
    HEAD,
    LOCAL,
    OBEYED,
    SOUND,
    SOURCES,
    Build,
    Stage,
    folder,
    tree,
    write,
)
from helpers.program import mostly_slow

EVIL = "".join(OBEYED).replace("\0", "")  # no argument has a NUL in it
NAME = EVIL.replace("/", "_")


@pytest.fixture
def stage(tmp_path: Path, home: Path) -> Stage:
    return Stage(tmp_path, home)


def in_a_folder_named(name: str) -> Build:
    """Build a sound pack in a folder of a name that a terminal would obey."""

    def build(at: Path) -> str:
        write(at / "hostile" / name / "pack.yaml", HEAD + SOUND)
        return str(at / "hostile")

    return build


def with_words_beside(at: Path) -> str:
    """Build a sound pack whose other files are what is hostile."""
    folder("sound.yaml", SOUND)(at)
    write(at / "pack/synonyms.txt", f"sound, {EVIL}\n{EVIL}\n" + "sound, " * 50_000)
    write(at / "pack/README.md", EVIL)
    write(at / "pack/.added.json", json.dumps({"id": "demo", "source": EVIL, "files": {EVIL: ""}}))
    return str(at / "pack")


#: Beside those that `pack add` meets: sound questions, so that all of it is shown.
MORE: dict[str, Build] = {
    "folder's name": in_a_folder_named(NAME[:60]),
    "folder's name of two lines": in_a_folder_named("a\n::error::b"),
    "folder's name that is no text": in_a_folder_named("evil\udcff\udc9b"),
    "words beside": with_words_beside,
    "names of files with sound questions": folder(
        "evil\x1b]52;c;eA==\x07\x9b2J\u202e.yaml", SOUND.replace("sound", "other")
    ),
}
PACKS = {name: SOURCES[name] for name in LOCAL} | MORE


#: The commands of `pack` that take the name of one.
NAMED = ("add", "update", "remove", "show", "trust", "check", "preview", "phrases")


def commands(at: str, own: str, stage: Stage) -> list[tuple[list[str], bytes]]:
    """Give the commands for the pack at *at*, which lies among one's own at *own* too."""
    questions = [f"demo:{id_}" for id_ in ("sound", f"bad{EVIL}")]
    q = b":q\n"
    said = [
        *([*("pack", "check", at, "--format"), form] for form in ("text", "json", "github")),
        ["pack", "check", at, "--format", "sarif"],
        ["pack", "check", at, "--run"],
        ["pack", "new", at],
        ["pack", "phrases", at],
        ["pack", "diff", at, stage.sound],
        ["pack", "list"],
        ["pack", "list", "--json"],
        ["pack", "show", "demo"],
        ["pack", "trust", at],
        ["pack", "update"],
        *(["pack", "preview", name, f"--pack={at}", "-a", "sound"] for name in questions),
        ["show", "demo:sound"],
        ["search", "sound"],
        ["edit", "demo:sound"],
        ["grade", str(stage.at / "answers.jsonl"), f"--pack={at}"],
        ["generate", "--topic=sql/joins", f"--from={at}", f"--pack={at}"],
        ["plan", "--on=2026-12-24", "--pack=demo"],
        ["due", "--all", "--json"],
    ]
    return [
        *((words, b"") for words in said),
        (["quiz", f"--pack={at}", "--plain"], b"\xff\x1b]0;x\x07\n:?\nsound\n" + q),
        (["check", f"--pack={at}", "--plain", "--json"], q),
        (["flashcards", f"--pack={at}", "--plain"], b"\n3\n" + q),
        (["mock", f"--pack={at}", "--plain", "--coach", "--no-ai"], b"It is sound.\n.\n" + q),
        (["resume", "--plain"], q),
        (["stats"], b""),
        (["history"], b""),
        (["undo"], b""),
        (["pack", "phrases"], b""),
        (["pack", "check", "--fix", own], b""),
    ]


@pytest.mark.slow
@pytest.mark.parametrize("name", mostly_slow(PACKS, 10))
def test_every_command_on_it(stage: Stage, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "true")
    at = Path(PACKS[name](stage.at))
    answer = {"question": "demo:sound", "answer": EVIL, "id": EVIL}
    lines = [json.dumps(answer, ensure_ascii=ascii_) for ascii_ in (True, False)]
    write(stage.at / "answers.jsonl", "\n".join([*lines, EVIL]))
    own = stage.home / "packs" / at.name
    own.parent.mkdir(parents=True)
    if at.is_file():
        shutil.copy(at, own)
    else:
        shutil.copytree(at, own, symlinks=True, copy_function=copied)
    names = set(tree(own.parent))

    stage.run_all(*commands(str(at), str(own), stage))

    assert set(tree(own.parent)) - {str(own.parent / ".lock")} == names


def copied(file: str, to: str) -> None:
    if stat.S_ISFIFO(Path(file).stat().st_mode):
        os.mkfifo(to)
    else:
        shutil.copy(file, to)


def test_what_is_typed_is_no_better(stage: Stage) -> None:
    pack = f"--pack={stage.sound}"
    missing = str(stage.at / NAME)
    said = [
        *(["pack", name, word] for name in NAMED for word in (EVIL, missing)),
        ["pack", "new", f"{missing}/{NAME}"],
        ["pack", "rules", EVIL],
        ["pack", "check", stage.sound, "--select", EVIL],
        ["pack", "check", stage.sound, "--format", EVIL],
        ["pack", "add", stage.sound, "--folder", EVIL],
        ["pack", "add", stage.sound, "--ref", EVIL],
        ["pack", "add", f"https://127.0.0.1:1/{EVIL}"],
        ["pack", "update", "demo", "--ref", EVIL],
        ["pack", "diff", EVIL, stage.sound],
        ["pack", "schema", "--out", f"{missing}/{NAME}"],
        ["show", EVIL],
        ["show", f"demo:{EVIL}", pack],
        ["search", EVIL],
        ["flag", "python-fastapi:no", EVIL],
        ["note", f"demo:{EVIL}", EVIL],
        ["edit", EVIL],
        ["grade", missing],
        ["generate", "--topic=sql/joins", f"--from={missing}"],
        ["quiz", f"--topic={EVIL}"],
        ["quiz", f"--pack={EVIL}"],
        ["quiz", f"--level={EVIL}"],
        ["quiz", "-n", EVIL],
        ["plan", f"--on={EVIL}"],
        ["config", EVIL, EVIL],
        ["config", "editor", EVIL],
        ["config"],
        ["pack", f"--{EVIL}"],
        ["pack", f"-{EVIL}"],
        [EVIL],
    ]

    codes = [code for code, _ in stage.run_all(*((words, b"") for words in said))]

    assert set(codes) <= {0, 1, 2, 4}
    assert codes.count(0) < 5


@pytest.mark.slow
@pytest.mark.parametrize("name", ["markup", "words beside", "folder's name"])
@pytest.mark.parametrize(
    ("words", "keys"),
    [
        (["quiz"], b"sound\r\x03"),
        (["flashcards"], b" 3q\x03"),
        (["mock", "--no-ai"], b"sound\r\x03"),
        (["pack", "preview", "demo:sound"], b"\x04"),
    ],
)
def test_what_draws_on_the_screen(stage: Stage, name: str, words: list[str], keys: bytes) -> None:
    at = PACKS[name](stage.at)

    stage.run(*words, f"--pack={at}", keys=keys)
