"""What the manual shows at a prompt is what the program prints.

Each ``console`` fence is typed into a shell: the lines that begin with ``$ `` are commands,
``> `` a line that is typed into the last one, and the rest is what it prints. ``...`` stands
for anything: alone for any lines, within a line for any part of it. A fence without output
only has to succeed; ``exit=2`` in its info is the exit code of its last command. A fence of
any language with ``file=NAME`` is written to a file first. The fences of a page share a home
and a folder. ``pytest --rewrite`` writes down what is printed now: read the diff.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from helpers.manual import Fence, list_pages, read_markdown
from helpers.program import PROGRAM

ELISION = "..."

needs_shell = pytest.mark.skipif(
    sys.platform == "win32" or not shutil.which("sh"), reason="NOT RUN: there is no shell `sh`"
)


@dataclass
class Example:
    """A command of a fence; ``shown`` is what the page has below it."""

    command: str
    typed: list[str]
    shown: list[str]


def _is_played(fence: Fence) -> bool:
    return fence.language == "console"


WITH_EXAMPLES = [path for path in list_pages() if any(map(_is_played, read_markdown(path).fences))]


@needs_shell
@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=lambda path: path.stem)
def test_examples_print_what_the_page_shows(path, tmp_path, home, monkeypatch, request):
    page, folder = read_markdown(path), tmp_path / "folder"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{_program_folder(tmp_path)}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("TZ", "UTC")
    lines = page.text.splitlines()
    stale = []
    for fence in reversed(_play_all(page.fences, folder, home)):
        if fence.body != "".join(f"{line}\n" for line in lines[fence.first : fence.last]):
            stale.append(f"line {fence.first + 1}:\n{fence.body}")
            lines[fence.first : fence.last] = fence.body.splitlines()
    if stale and request.config.getoption("--rewrite"):
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    assert not stale, f"{page.name} shows something else than the program; `--rewrite` writes it"


def _program_folder(folder: Path) -> Path:
    """Return a folder with a command ``interview``, the program under test, and its Python."""
    commands = folder / "bin"
    commands.mkdir()
    for name, words in {"interview": PROGRAM, "python3": [sys.executable]}.items():
        command = commands / name
        command.write_text(f'#!/bin/sh\nexec {shlex.join(words)} "$@"\n')
        command.chmod(0o755)
    return commands


def _play_all(fences: list[Fence], folder: Path, home: Path) -> list[Fence]:
    """Return the fences that are played, each with what the program prints now."""
    played = []
    for fence in fences:
        if name := fence.option("file"):
            (folder / name).write_text(fence.body, encoding="utf-8")
        if _is_played(fence):
            played.append(_play(fence, folder, home))
    return played


def _play(fence: Fence, folder: Path, home: Path) -> Fence:
    examples = read_examples(fence.body)
    body: list[str] = []
    for example in examples:
        done = subprocess.run(
            ["sh", "-c", example.command],
            input="".join(f"{line}\n" for line in example.typed),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            cwd=folder,
            check=False,
        )
        expected = int(fence.option("exit") or 0) if example is examples[-1] else 0
        assert done.returncode == expected, f"$ {example.command}\n{done.stdout}"
        printed = done.stdout.replace(str(home), "~/.local/share/interview")
        printed = printed.replace(f"{folder}{os.sep}", "")
        now = [line.rstrip() for line in printed.splitlines()]
        body += [*_command_lines(example.command), *_update(example.shown, now)]
    return Fence(fence.info, "".join(f"{line}\n" for line in body), fence.first, fence.last)


def read_examples(body: str) -> list[Example]:
    """Return the commands in the body of a fence."""
    examples: list[Example] = []
    for part in re.split(r"(?m)^(?=\$ )", body):
        if not part.startswith("$ "):
            assert not part.strip(), f"output without a command: {part}"
            continue
        command, shown = [], part.splitlines()
        while shown:
            command.append(shown.pop(0))
            if not command[-1].endswith("\\"):
                break
        text = "\n".join(command).removeprefix("$ ")
        typed = [line[2:] for line in shown if _is_typed(line)]
        examples.append(Example(text, [] if "|" in text else typed, shown))
    return examples


def _is_typed(line: str) -> bool:
    return line == ">" or line.startswith("> ")


def _command_lines(command: str) -> list[str]:
    return f"$ {command}".splitlines()


def _update(shown: list[str], now: list[str]) -> list[str]:
    """Return what the page should show of the lines *now*: what is *shown* where it is true.

    Else what was left out is left out again, where it can be told. Where a typed line would
    be, all is shown: without that line it would be another session.
    """
    if not any(shown) or re.fullmatch("\n".join(map(_pattern, _trim(shown))), "\n".join(now)):
        return shown
    partly = [line for line in shown if ELISION in line and line != ELISION]
    now = [next((p for p in partly if re.fullmatch(_pattern(p), line)), line) for line in now]
    lines: list[str] = []
    matcher = SequenceMatcher(None, shown, now, autojunk=False)
    for _, i, i_end, j, j_end in matcher.get_opcodes():
        before, here = shown[i:i_end], now[j:j_end]
        if ELISION not in before:
            lines += here
            continue
        head, tail = before.index(ELISION), before[::-1].index(ELISION)
        lines += [*here[:head], ELISION, *here[max(head, len(here) - tail) :]]
    return lines if list(filter(_is_typed, lines)) == list(filter(_is_typed, now)) else now


def _trim(shown: list[str]) -> list[str]:
    """Return *shown* without empty lines at its end, which only part one command from the next."""
    end = len(shown)
    while end and not shown[end - 1]:
        end -= 1
    return shown[:end]


def _pattern(line: str) -> str:
    if line == ELISION:
        return r"(?s:.*)"
    return r"[^\n]*".join(map(re.escape, line.split(ELISION)))


@pytest.mark.parametrize(
    ("shown", "now", "then"),
    [
        ([], ["a"], []),
        (["a"], ["a"], ["a"]),
        (["a"], ["b"], ["b"]),
        (["a..."], ["abc"], ["a..."]),
        (["a...", "b"], ["abc", "d"], ["a...", "d"]),
        (["a", "..."], ["a", "b", "c"], ["a", "..."]),
        (["a", "..."], ["x", "b", "c"], ["x", "..."]),
        (["a", "...", "c"], ["a", "b", "d"], ["a", "...", "d"]),
        (["a", "...", "c"], ["a", "b", "c"], ["a", "...", "c"]),
        (["a", ""], ["a"], ["a", ""]),
        (["a"], ["a", "b"], ["a", "b"]),
        (["a", "...", "> 1", "b"], ["x", "y", "> 1", "c"], ["x", "...", "> 1", "c"]),
        (
            ["a", "...", "> 1", "...", "d"],
            ["a", "b", "> 1", "c", "e"],
            ["a", "...", "> 1", "...", "e"],
        ),
        (["> 1", "..."], ["> 1", "a", "> 2"], ["> 1", "..."]),
        (["> 1", "...", "b"], ["> 1", "a", "> 2", "c"], ["> 1", "a", "> 2", "c"]),
    ],
)
def test_a_page_shows_again_what_it_showed(shown, now, then):
    assert _update(shown, now) == then
