"""What the manual points to is there: pages, headings, files, commands and their options."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from helpers.manual import (
    MANUAL,
    ROOT,
    find_anchors,
    find_commands,
    list_pages,
    read_markdown,
)

from interview_cli.command_table import app
from interview_cli.terminal.manual_pages import find_by_word, find_section

INDEX = MANUAL / "index.md"
PAGES = list_pages()
BESIDE = [ROOT / "README.md", *sorted((ROOT / ".github").rglob("*.md"))]
EVERY = [*PAGES, *BESIDE]

#: What says `interview help TOPIC` to people: the code, what ships with it, and the pages.
SAYING = sorted(
    path
    for ending in ("py", "toml", "txt", "md", "yaml")
    for path in (ROOT / "interview_cli").rglob(f"*.{ending}")
    if "_questions" not in path.parts
)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_links_lead_somewhere():
    for path in EVERY:
        for link in read_markdown(path).links:
            if not re.match(r"[a-z]+:", link):
                check_link(path, link)


def check_link(path, link):
    """Hold that the *link* on a page leads to a page that is there, and a heading on it."""
    target, _, anchor = link.partition("#")
    there, where = (path.parent / target).resolve() if target else path, f"{name(path)}: {link}"
    assert there.exists(), f"{where} isn't there"
    if path.parent == MANUAL:
        assert there.parent == MANUAL, f"{where} isn't in the wheel, and not on the site"
    if anchor:
        assert anchor in find_anchors(read_markdown(there)), f"{where}: no heading has it"


def test_the_index_has_each_page_once():
    lines = re.findall(r"(?m)^- \[([^\]]+)\]\(([^)]+)\): .+\.$", INDEX.read_text(encoding="utf-8"))
    assert [f"{stem}.md" for stem, _ in lines] == [file for _, file in lines]
    assert sorted(stem for stem, _ in lines) == [p.stem for p in PAGES if p != INDEX]


def test_every_line_of_the_index_is_a_page():
    items = [line for line in INDEX.read_text(encoding="utf-8").splitlines() if line[:1] == "-"]
    for line in items:
        assert re.fullmatch(r"- \[([a-z-]+)\]\(\1\.md\): [A-Z`].+\.", line), line


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_a_page_begins_with_its_title_and_what_it_is_for(path):
    assert re.match(r"# [A-Z`][^\n]+\n\n[A-Z`][^\n]+\.", path.read_text(encoding="utf-8"))


def test_the_commands_in_the_text_exist():
    for path in EVERY:
        for text in read_markdown(path).code:
            for command in find_commands(text):
                check_command(command, name(path))


def test_the_commands_that_no_test_runs_could_be_typed():
    for path in EVERY:
        for fence in read_markdown(path).fences:
            if fence.language in ("sh", "shell", "bash", "yaml", "powershell"):
                for command in find_commands(fence.body):
                    check_command(command, name(path))


def test_the_help_that_is_pointed_to_is_there():
    for path in SAYING:
        text = path.read_text(encoding="utf-8")
        for words in re.findall(r"interview help ([a-z][a-z-]*(?: [a-z-]+)?)", text):
            assert is_help_topic(words), f"{name(path)}: there is no page or command {words!r}"


def is_help_topic(words: str) -> bool:
    """Whether there is a page of that name, or a command; what follows may be just a sentence."""
    first, _, second = words.partition(" ")
    if (MANUAL / f"{first}.md").exists():
        return True
    listed: dict[str, Any] = {**app().commands}
    if first == "pack" and second:
        return second in listed["pack"].load("interview").commands
    return first in listed or bool(find_section("format", first) or find_by_word(first))


def check_command(text: str, where: str = "") -> None:
    """Hold that the command in *text*, and each of its options, exists."""
    text_there = f"{where}: {text}"
    words = shlex.split(text.replace("…", " "))[1:]
    command: Any = app()
    path = "interview"
    while hasattr(command, "commands") and words and not words[0].startswith("-"):
        word = words.pop(0)
        if path == "interview" and word == "help":
            assert not words or words[0].isupper() or is_help_topic(" ".join(words)), text_there
            return
        if word.isupper() or word == "...":  # COMMAND stands for any
            return
        assert word in command.commands, f"{text_there}: {path} has no command {word!r}"
        command = command.commands[word].load(path)
        path = f"{path} {word}"
    known = {option for param in command.params for option in (*param.opts, *param.secondary_opts)}
    known |= {"--help", "-h"}
    for word in words:
        option = word.partition("=")[0]
        if re.fullmatch(r"--[a-z].*|-[a-zA-Z]", option):
            assert option in known, f"{text_there}: {path} has no option {option}"


@pytest.mark.parametrize(
    "text",
    [
        "interview qiz",
        "interview quiz --levl senior",
        "interview pack ad my-pack",
        "interview pack check --fixx",
        "interview help nothing",
    ],
)
def test_what_does_not_exist_is_found(text):
    with pytest.raises(AssertionError):
        check_command(text)


@pytest.mark.parametrize(
    ("text", "commands"),
    [
        ("interview quiz -n 5  # five", ["interview quiz -n 5"]),
        ("cd here && .venv/bin/interview due", ["interview due"]),
        (r".venv\Scripts\interview", ["interview"]),
        ("uvx --from . interview check fastapi", ["interview check fastapi"]),
        ("printf '1\\n' | NO_COLOR=1 interview quiz > out", ["interview quiz"]),
        ("interview pack list \\\n  --json", ["interview pack list  --json"]),
        ("pip install interview-cli", []),
        ("PS1='$(interview due)'", ["interview due"]),
    ],
)
def test_commands_are_found_in_shell_lines(text, commands):
    assert list(find_commands(text)) == commands
