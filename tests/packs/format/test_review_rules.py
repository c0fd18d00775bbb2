"""What is said of a review that can't be asked as it stands, and what `--fix` makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.packs import head
from helpers.reviews import PULL_REQUEST, TAGS

from interview_cli.core.kinds.review import Review
from interview_cli.packs.checking.fix import fix_file
from interview_cli.packs.format.reader import read

HEAD = f"{head('demo', more='version: 1.0.0')}questions:\n"


def check(path: Path, questions: str) -> list[str]:
    """Return the problems of a pack of *questions*: each its place in the text, and words."""
    path.write_text(HEAD + questions, encoding="utf-8")
    return [
        f"{one.line - 3}:{one.column} {one.message} [{one.rule}]" for one in read(path).problems
    ]


def test_lines_are_a_number_a_range_or_a_list(tmp_path: Path) -> None:
    assert check(tmp_path / "demo.yaml", TAGS + PULL_REQUEST) == []

    quiz = read(tmp_path / "demo.yaml").questions[0].question.quiz
    assert isinstance(quiz, Review)
    assert [defect.lines for defect in quiz.defects] == [("3",), ("4-5",), ("6",)]


@pytest.mark.parametrize(
    ("pack", "old", "new", "problem"),
    [
        (TAGS, "lines: 3\n", "x-lines: 3\n", "lines is missing"),
        (TAGS, "lines: 3\n", "lines: 9\n", "tags.py has no line 9: its lines are 1 to 8"),
        (TAGS, "lines: 3\n", "lines: top\n", 'lines is "top"; write a number, 3-5 or a list'),
        (TAGS, "lines: 4-5", "lines: 5-4", "lines go from the first to the last: write 4-5"),
        (TAGS, "severity: minor", "severity: tiny", "severity"),
        (TAGS, "lines: 3\n", "{file: tag.py}", ""),
        (TAGS, "- lines: 3\n", "- file: tag.py\n          lines: 3\n", "Did you mean tags.py?"),
        (TAGS, "says: the password is logged", "says: compare with None by identity", "the same"),
        (TAGS, "      show:", "      diff: x\n      show:", "shows files or a diff"),
        (PULL_REQUEST, "lines: 3,", "lines: 4,", "app/main.py has no line 4: its lines are 1 to 3"),
        (PULL_REQUEST, "file: conf.yaml, ", "", "this defect has no file"),
        (PULL_REQUEST, "@@ -1,2 +1,3 @@", "@@ -1,9 +1,9 @@", "write @@ -1,2 +1,3 @@"),
        (PULL_REQUEST, "        +++ b/conf.yaml\n", "", "a file begins with two lines"),
    ],
)
def test_what_is_wrong_is_told(tmp_path, pack, old, new, problem):
    assert old in pack
    found = check(tmp_path / "demo.yaml", pack.replace(old, new, 1))

    assert any(problem in one for one in found), found


def test_a_fault_of_a_diff_has_its_line_and_column(tmp_path):
    broken = PULL_REQUEST.replace("        +async", "        async", 1)
    row = broken[: broken.index("        async")].count("\n") + 1

    found = check(tmp_path / "demo.yaml", broken)

    assert f"{row}:9 a line of a hunk begins with +, - or a space [review]" in found


@pytest.mark.parametrize(
    ("pack", "right", "wrong"),
    [
        (PULL_REQUEST, "@@ -1,2 +1,3 @@", "@@ -1,9 +1,9 @@"),
        (PULL_REQUEST, "@@ -10,2 +10,2 @@ services:", "@@ -10,1 +10,7 @@ services:"),
        (TAGS, "lines: 4-5", "lines: 5-4"),
        (PULL_REQUEST, "{file: conf.yaml, lines", "{file: conf.yml, lines"),
    ],
)
def test_what_is_certainly_meant_is_fixed(tmp_path, pack, right, wrong):
    assert right in pack
    path = tmp_path / "demo.yaml"
    path.write_text(HEAD + pack.replace(right, wrong, 1), encoding="utf-8")
    found = read(path)

    fix_file(found, path, found.problems, schema=False)

    assert path.read_text(encoding="utf-8") == HEAD + pack
