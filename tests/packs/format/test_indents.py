"""Indentation with characters that look like spaces: the first problem names the character."""

from __future__ import annotations

from pathlib import Path

import pytest

from interview_cli.cli import main
from interview_cli.packs.format.reader import read

HEAD = "format: 1\npack: {id: a, title: A}\ndefaults: {level: junior, topic: python}\nquestions:\n"
QUESTION = """\
  - id: a
    ask: What is it?
    answer: |
      It is.

      So it is.
    sources: [https://example.org]
    quiz:
      kind: choice
      options:
        - {text: this, right: true, why: It is.}
        - {text: that, why: It isn't.}
"""


def problems(folder: Path, text: str) -> list[str]:
    path = folder / "a.yaml"
    path.write_text(HEAD + text, encoding="utf-8")
    return [f"{p.line}:{p.column}: {p.message}" for p in read(path).problems]


@pytest.mark.parametrize(
    ("char", "name"),
    [
        ("\xa0", "U+00A0 (no-break space)"),
        ("\u2003", "U+2003 (em space)"),
        ("\u3000", "U+3000 (ideographic space)"),
        ("\u202f", "U+202F (narrow no-break space)"),
        ("\u2800", "U+2800 (braille pattern blank)"),
        ("\u200b", "U+200B (zero width space)"),
        ("\ufeff", "U+FEFF (zero width no-break space)"),
        ("\t", "U+0009 (tab)"),
    ],
)
@pytest.mark.parametrize("line", [2, 6, 8, 10])
def test_the_first_problem_names_the_character(
    char: str, name: str, line: int, tmp_path: Path
) -> None:
    lines = QUESTION.splitlines()
    lines[line] = lines[line].replace("  ", char * 2, 1)

    first = problems(tmp_path, "\n".join(lines))[0]

    assert first.startswith(f"{line + 5}:1: ")
    assert name in first


@pytest.mark.parametrize(
    ("written", "first"),
    [
        ("  -\xa0id", "5:4: this line is indented with U+00A0"),
        ("  - id:\xa0a", "5:8: what comes after the colon is U+00A0 (no-break space)"),
        ("\u2003\xa0- id", "5:1: this line is indented with U+2003 (em space)"),
    ],
)
def test_so_it_is_around_a_dash_and_behind_a_colon(
    written: str, first: str, tmp_path: Path
) -> None:
    plain = "  - id: a" if ":" in written else "  - id"
    [problem] = problems(tmp_path, QUESTION.replace(plain, written, 1))

    assert problem.startswith(first)


def test_every_line_has_its_problem_and_no_other(tmp_path: Path) -> None:
    found = problems(tmp_path, QUESTION.replace("    ", "\xa0   "))

    assert [problem.partition(":")[0] for problem in found] == [
        *("6", "7", "8", "10", "11", "12", "13", "14", "15", "16")
    ]
    assert {problem.partition(": ")[2] for problem in found} == {
        "this line is indented with U+00A0 (no-break space): use spaces"
    }


def test_in_texts_they_may_stand(tmp_path: Path) -> None:
    text = QUESTION.replace("      It is.", "      \u3000\u3000It is.\n      \xa0so: it is")
    text = text.replace("What is it?", '"What\xa0is\n      \u3000it?"')

    assert problems(tmp_path, text) == []


def test_no_break_spaces_are_fixed(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(HEAD + QUESTION.replace("    ", "\xa0\xa0  "), encoding="utf-8")

    assert main(["pack", "check", "--fix", str(path)]) == 0
    assert path.read_text(encoding="utf-8") == HEAD + QUESTION


def test_how_many_spaces_a_wide_one_is_nobody_knows(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(HEAD + QUESTION.replace("    ask", "\u3000\u3000ask"), encoding="utf-8")
    before = path.read_text(encoding="utf-8")

    assert main(["pack", "check", "--fix", str(path)]) == 1
    assert path.read_text(encoding="utf-8") == before
