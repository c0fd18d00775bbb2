"""A pack with one slip in it: that it's told once, and fixed as its message says."""

from __future__ import annotations

from pathlib import Path

from helpers.packs import head
from interview_cli.packs.checking.fix import fix_file
from interview_cli.packs.format.pack_read import PackRead
from interview_cli.packs.format.reader import read

HEAD = head("slips", defaults="level: junior, topic: music/scores") + "questions:\n"
FIRST = HEAD.count("\n")


def write(path: Path, text: str) -> PackRead:
    path.write_text(HEAD + text, encoding="utf-8", newline="")
    return read(path)


def check_told_once(path: Path, text: str, line: int, words: str) -> None:
    (problem,) = write(path, text).problems

    assert problem.line == FIRST + line
    assert words in problem.message


def check_fixed(path: Path, text: str, wanted: str) -> None:
    found = write(path, text)

    fix_file(found, path, found.problems, schema=False)

    assert path.read_bytes().decode() == HEAD + wanted
    assert read(path).problems == ()
