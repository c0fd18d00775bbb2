"""Files made to crash, fill the memory, or reach the terminal: refused, with a place."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.packs import head

from interview_cli.core.safe_text import UNSAFE
from interview_cli.packs.format.reader import read

HEAD = head("mine") + "questions:\n"
TWO = "  - {id: Two, ask: Say it, answer: It, level: mid, topic: python}\n"
LAUGHS = "\n".join(
    ["a: &a [x, x, x, x, x, x, x, x, x]"]
    + [f"{n}: &{n} [{', '.join([f'*{p}'] * 9)}]" for p, n in zip("abcdefg", "bcdefgh", strict=True)]
)


def rules(tmp_path: Path, text: str | bytes) -> list[str]:
    path = tmp_path / "mine.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    found = read(path)
    for problem in found.problems:
        assert problem.line >= 1
        assert not UNSAFE.search(problem.message + problem.source)
    return [problem.rule for problem in found.problems]


@pytest.mark.parametrize("sign", ["[", "{", "- ", "{a: ", "? ", "[{"])
@pytest.mark.parametrize("start", ["", HEAD, HEAD + "  - id: one\n    ask: "])
def test_nesting_without_end(tmp_path: Path, start: str, sign: str) -> None:
    assert set(rules(tmp_path, start + sign * 200_000)) & {"too-deep", "yaml"}


def test_nesting_does_not_hide_the_next_question(tmp_path: Path) -> None:
    deep = HEAD + "  - id: one\n    ask: " + "[" * 200_000 + "\n" + TWO

    assert rules(tmp_path, deep) == ["too-deep", "id"]


def test_a_billion_laughs(tmp_path: Path) -> None:
    assert {"anchor", "alias"} <= set(rules(tmp_path, LAUGHS))


def test_a_file_over_16_mib(tmp_path: Path) -> None:
    assert rules(tmp_path, b"#" * (17 * 1024 * 1024)) == ["too-large"]


def test_a_question_over_256_kib(tmp_path: Path) -> None:
    long = f"  - id: one\n    ask: {'why ' * 70_000}\n"

    assert rules(tmp_path, HEAD + long + TWO) == ["too-large", "id"]


def test_a_syntax_error_in_a_long_file_is_not_a_long_question(tmp_path: Path) -> None:
    padding = "# and so on\n" * 30_000

    assert rules(tmp_path, HEAD + "  - id: one\n    ask: @\n" + padding + TWO) == ["yaml", "id"]


@pytest.mark.parametrize("name", ["k", "x-"])
def test_names_without_end(tmp_path: Path, name: str) -> None:
    names = "".join(f"{name}{n}: 1\n" for n in range(200_000))

    assert "too-large" in rules(tmp_path, names)


def test_problems_in_one_long_line(tmp_path: Path) -> None:
    assert "too-many" in rules(tmp_path, "format: 1\nquestions: [" + "a, " * 100_000 + "]\n")


def test_problems_without_end(tmp_path: Path) -> None:
    found = rules(tmp_path, HEAD + "  - 1\n" * 5_000)

    assert len(found) == 1001
    assert "too-many" in found


def test_a_file_of_syntax_errors(tmp_path: Path) -> None:
    assert "too-many" in rules(tmp_path, HEAD + "  - @\n" * 5_000)


def test_lines_of_control_characters(tmp_path: Path) -> None:
    assert "too-many" in rules(tmp_path, "\x1b[2J\n" * 50_000)


@pytest.mark.parametrize(
    "code",
    ["(" * 5_000, "-" * 40_000 + "1", "[" * 199, "x" * 60_000, "1" * 5_000, "a." * 20_000 + "a"],
)
def test_python_that_breaks_compilers(tmp_path: Path, code: str) -> None:
    question = "  - id: one\n    ask: Say it\n    answer: It\n    level: mid\n    topic: a\n"

    rules(tmp_path, f"{HEAD}{question}    proof: |\n      {code}\n")


def test_python_is_never_executed(tmp_path: Path) -> None:
    mark = tmp_path / "executed"
    question = "  - id: one\n    ask: Say it\n    answer: It\n    level: mid\n    topic: a\n"
    code = f"open({str(mark)!r}, 'w')"

    assert rules(tmp_path, f"{HEAD}{question}    proof: |\n      {code}\n") == []
    assert not mark.exists()


def test_old_mac_line_ends(tmp_path: Path) -> None:
    assert "line-ends" in rules(tmp_path, HEAD.replace("\n", "\r"))
