"""Words for a picture that give the answer away, which only a pack that's a folder can have."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent

import pytest
from helpers.packs import head
from helpers.pictures import png

from interview_cli.packs.format.reader import read
from interview_cli.packs.lint import RULES, lint

RULE = "alt-gives-answer"
HEAD = head("seen", defaults="level: mid, topic: ecg") + "questions:\n  - id: one\n"
CHOICE = """\
ask: Which bone is broken here?
image: {file: images/ecg.png, alt: ALT}
quiz:
  kind: choice
  options: [{text: Left tibia, right: true}, {text: Left fibula}]
"""


def find(folder: Path, fields: str) -> list[str]:
    (folder / "images").mkdir()
    (folder / "images" / "ecg.png").write_bytes(png())
    answer = "" if "answer:" in fields else "answer: That.\n"
    text = HEAD + indent(f"{answer}{fields}", "    ") + "\n"
    (folder / "pack.yaml").write_text(text, encoding="utf-8")
    found = read(folder)
    assert found.problems == ()
    return [problem.message for problem in lint([found], [RULE])]


def test_the_examples_of_its_page_are_ones(tmp_path: Path) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "good").mkdir()

    assert find(tmp_path / "bad", RULES[RULE].bad) == [
        'alt says "atrial fibrillation", which is the answer: describe what is seen, and leave '
        "what it means to the learner"
    ]
    assert find(tmp_path / "good", RULES[RULE].good) == []


@pytest.mark.parametrize(
    ("alt", "told"),
    [
        ("A break of the left tibia.", True),
        ("A lower leg, and a line across the thicker bone.", False),
        ("A lower leg. The left tibia and the left fibula are labelled.", False),
        ("The left tibias of three people.", False),
    ],
)
def test_an_option_that_is_right_is_told_where_no_other_is_named(
    tmp_path: Path, alt: str, told: bool
) -> None:
    assert bool(find(tmp_path, CHOICE.replace("ALT", f'"{alt}"'))) is told


def test_what_the_question_says_itself_gives_nothing_away(tmp_path: Path) -> None:
    fields = CHOICE.replace("ALT", "The left tibia.").replace(
        "bone", "bone, the left tibia or not,"
    )

    assert find(tmp_path, fields) == []


@pytest.mark.parametrize(
    ("answer", "told"), [("The heel.", True), ("It's near the heel, but not in it.", False)]
)
def test_a_short_answer_of_a_card_is_looked_for_too(
    tmp_path: Path, answer: str, told: bool
) -> None:
    image = 'image: {file: images/ecg.png, alt: "A knife. An arrow points to the heel."}'
    fields = f'ask: Which part is this?\nanswer: "{answer}"\n{image}'

    assert bool(find(tmp_path, fields)) is told
