"""Letters that only look like plain ones, or aren't seen: one message each, and --fix does it."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.slips import FIRST, HEAD, check_fixed, check_told_once, write
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.kinds import KINDS
from interview_cli.core.questions.question import PackInfo, Question
from interview_cli.packs.checking.fix import fix_file
from interview_cli.packs.format.part_classes import field_names
from interview_cli.packs.format.reader import read_alone
from interview_cli.packs.yaml.slips.lookalike_letters import LOOKALIKES, NAMES

QUIZ = "    quiz: {kind: choice, options: [{text: Forte, right: true}, {text: Piano}]}\n"
ONE = f"  - id: a-b\n    ask: Which?\n    answer: Forte.\n    level: mid\n    topic: x/y\n{QUIZ}"

#: By name: a word of ONE, the same with the slip, its line, and words of the message.
SLIPS: dict[str, tuple[str, str, int, str]] = {
    "a Cyrillic a in a name": (
        "answer:",
        "\u0430nswer:",
        3,
        'this "a" is U+0430 (cyrillic small letter a): write answer',
    ),
    "a Greek o in a name": (
        "topic:",
        "t\u03bfpic:",
        5,
        "U+03BF (greek small letter omicron): write topic",
    ),
    "two letters in a name": (
        "options:",
        "\u043epti\u03bfns:",
        6,
        'these "o" and "o" are U+043E (cyrillic small letter o) and U+03BF',
    ),
    "a wide name": (
        "ask:",
        "\uff41\uff53\uff4b:",
        2,
        "(fullwidth latin small letter k): write ask",
    ),
    "an i without its dot": ("id:", "\u0131d:", 1, "(latin small letter dotless i): write id"),
    "a kind": ("choice", "\u0441hoice", 6, "U+0441 (cyrillic small letter es): write choice"),
    "a level": ("mid", "m\u0456d", 4, "write mid"),
    "a wide level": ("mid", "\uff4d\uff49\uff44", 4, "write mid"),
    "an id": ("a-b", "\u0430-b", 1, "write a-b"),
    "a topic": ("x/y", "x/\u0443", 5, "write x/y"),
    "a truth": ("true", "tru\u0435", 6, "write true"),
    "a name in braces": ("{text: F", "{t\u0435xt: F", 6, "write text"),
    "a zero-width space in a name": (
        "answer:",
        "ans\u200bwer:",
        3,
        "U+200B (zero width space) cannot be seen: remove it",
    ),
    "a soft hyphen in a level": ("mid", "mi\xadd", 4, "U+00AD (soft hyphen) cannot be seen"),
    "a soft hyphen in a kind": ("choice", "cho\xadice", 6, "U+00AD (soft hyphen) cannot be seen"),
    "a joiner in an id": ("a-b", "a\u2060-b", 1, "U+2060 (word joiner) cannot be seen"),
}


@pytest.mark.parametrize("name", SLIPS)
def test_an_odd_letter_is_told_once(tmp_path: Path, name: str) -> None:
    word, slip, line, words = SLIPS[name]

    check_told_once(tmp_path / "slips.yaml", ONE.replace(word, slip, 1), line, words)


@pytest.mark.parametrize("name", SLIPS)
def test_an_odd_letter_is_fixed(tmp_path: Path, name: str) -> None:
    word, slip, _, _ = SLIPS[name]

    check_fixed(tmp_path / "slips.yaml", ONE.replace(word, slip, 1), ONE)


def test_joined_letters_are_what_they_are_made_of(tmp_path: Path) -> None:
    code = (
        '  - id: a\n    ask: Fix it.\n    answer: So.\n    code: "x = 1"\n    quiz:\n'
        "      kind: code\n      form: {}\n      solution: x = 2\n"
        "      tests: {{example: assert x == 2}}\n"
    )
    path = tmp_path / "slips.yaml"
    found = write(path, code.format("\ufb01x"))

    assert "Did you mean fix?" in found.problems[0].message
    fix_file(found, path, found.problems, schema=False)
    assert path.read_text(encoding="utf-8") == HEAD + code.format("fix")


def test_a_text_in_another_alphabet_is_left_alone(tmp_path: Path) -> None:
    text = (
        "  - id: a\n    ask: |\n      Что тут:\n      аsk: а?\n    answer: о, с и а\n"
        "    quiz: {kind: short, accept: [сор, а]}\n    x-тема: сор\n"
    )

    assert write(tmp_path / "slips.yaml", text).problems == ()


def test_an_id_of_another_alphabet_alone_is_not_taken_for_plain_letters(tmp_path: Path) -> None:
    (problem,) = write(tmp_path / "slips.yaml", ONE.replace("a-b", "сор")).problems

    assert problem.line == FIRST + 1
    assert problem.fixes == ()


def test_every_field_is_known_by_its_letters() -> None:
    every = [name for cls in (Question, PackInfo, *KINDS.values()) for name in field_names(cls)]

    assert {*every} <= NAMES


_BY_LETTER: dict[str, list[str]] = {}
for _odd, _plain in LOOKALIKES.items():
    _BY_LETTER.setdefault(_plain, [_plain]).append(_odd)


@given(st.data())
def test_any_letters_that_look_alike_are_read_as_plain_ones(data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(["id:", "ask:", "answer:", "quiz:", "kind:", "level:"]))
    odd = "".join(data.draw(st.sampled_from(_BY_LETTER.get(c, [c]))) for c in word)
    text = HEAD + ONE.replace(word, odd, 1)
    found = read_alone(Path("slips.yaml"), Path("slips.yaml"), text.encode())

    assert len(found.problems) == (odd != word)
    assert all(f"write {word[:-1]}" in problem.message for problem in found.problems)
