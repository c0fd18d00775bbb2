"""Whatever is in a file, reading gives problems inside it and never an exception."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from helpers.data import TRICKY
from hypothesis import example, given, settings
from hypothesis import strategies as st

from interview_cli.core.safe_text import UNSAFE
from interview_cli.packs.format.pack_read import PackRead
from interview_cli.packs.format.reader import read

VALID = TRICKY.read_text(encoding="utf-8-sig")
SCRAPS = [
    "'",
    '"',
    ": ",
    " #",
    "- ",
    "[",
    "{",
    "}",
    "&x ",
    "*x",
    "!t ",
    "| ",
    "> ",
    "@",
    "\t",
    "---\n",
]
SCRAPS += [
    "\\",
    "\x1b",
    "\u202e",
    "\ufeff",
    "\r",
    "? ",
    "<<: ",
    "null",
    "  ",
    "\n",
    "{{1}}",
    "```python\n",
]


def check(path: Path, data: bytes) -> PackRead:
    path.write_bytes(data)
    found = read(path)
    text = data.decode(errors="replace").removeprefix("\ufeff")
    lines = text.split("\n")
    for problem in (*found.problems, *found.notes):
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(problem.source) + 1
        assert 1 <= problem.length <= max(1, len(problem.source) - problem.column + 1)
        assert "\n" not in problem.message
        assert not UNSAFE.search(problem.message + problem.source)
    if not found.problems:
        assert found.left_out == 0
    return found


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A valid pack after a few slips of the hand."""
    lines = VALID.split("\n")
    dice = random.Random(draw(st.integers(0, 2**32)))
    for _ in range(draw(st.integers(1, 6))):
        n = dice.randrange(len(lines))
        line = lines[n]
        at = dice.randrange(len(line) + 1)
        match dice.randrange(7):
            case 0:
                del lines[n]
            case 1:
                lines.insert(dice.randrange(len(lines)), line)
            case 2:
                lines[n] = line[:at] + line[at + 1 :]
            case 3 | 4:
                lines[n] = line[:at] + dice.choice(SCRAPS) + line[at:]
            case 5:
                lines[n] = " " * dice.randrange(9) + line.lstrip()
            case _:
                lines[n] = line[:at]
        lines = lines or [""]
    return "\n".join(lines)


@pytest.mark.slow
@settings(max_examples=400)
@given(text=damaged())
def test_a_damaged_pack(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    check(_file(tmp_path_factory), text.encode())


@given(data=st.binary(max_size=300))
@example(b"\xff\xfe\x00")
@example(b"\xef\xbb\xbf")
@example(b"questions:\n -")
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    check(_file(tmp_path_factory), data)


@given(text=st.text(st.sampled_from("aq:-[]{}\"'|>&*!?#%@`,\\ \n\t0é🐍\x85\u2028"), max_size=80))
def test_any_text_made_of_signs(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    check(_file(tmp_path_factory), text.encode())
    check(_file(tmp_path_factory), f"format: 1\nquestions:\n  - id: a\n    ask: {text}\n".encode())


def _file(factory: pytest.TempPathFactory) -> Path:
    folder = factory.getbasetemp() / "any"
    folder.mkdir(exist_ok=True)
    return folder / "mine.yaml"
