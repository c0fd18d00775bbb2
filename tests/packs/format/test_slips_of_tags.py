"""Tags of YAML, which packs do not have: one message each, and --fix leaves out some."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.slips import FIRST, check_fixed, check_told_once, write

ONE = "  - id: a\n    ask: Which?\n    answer: {}\n"
SHORT = f"{ONE.format('Forte.')}    quiz:\n      kind: short\n      accept: "

#: By name: what follows the head, the line of the tag in it, words of the message, and it fixed.
FIXED: dict[str, tuple[str, int, str, str]] = {
    "the type of a text": (
        ONE.format("!!str 5"),
        3,
        "!!str is a YAML tag, which packs can't have: leave it out",
        ONE.format("5"),
    ),
    "the type of a text, in full": (
        ONE.format("!<tag:yaml.org,2002:str> 5"),
        3,
        "leave it out",
        ONE.format("5"),
    ),
    "a tuple in brackets": (
        f"{SHORT}!!python/tuple [forte]\n",
        6,
        "!!python/tuple is a YAML tag, which packs can't have: leave it out",
        f"{SHORT}[forte]\n",
    ),
    "a tuple below its tag": (
        f"{SHORT}!!python/tuple\n        - forte\n",
        6,
        "leave it out",
        f"{SHORT.rstrip(' ')}\n        - forte\n",
    ),
    "the type of a name": (
        "  - !!str id: a\n    ask: Which?\n    answer: So.\n",
        1,
        "leave it out",
        ONE.format("So."),
    ),
    "a mapping of a tag of its own": (
        f"{ONE.format('So.')}    quiz: !quiz {{kind: short, accept: [so]}}\n",
        4,
        "!quiz is a YAML tag, which packs can't have: remove it",
        f"{ONE.format('So.')}    quiz: {{kind: short, accept: [so]}}\n",
    ),
    "an operator": (
        f"{SHORT}[!=, not]\n",
        6,
        'quote the text: "!="',
        f'{SHORT}["!=", not]\n',
    ),
}


@pytest.mark.parametrize("name", FIXED)
def test_a_tag_is_told_once(tmp_path: Path, name: str) -> None:
    text, line, words, _ = FIXED[name]

    check_told_once(tmp_path / "slips.yaml", text, line, words)


@pytest.mark.parametrize("name", FIXED)
def test_a_tag_is_left_out_as_its_message_says(tmp_path: Path, name: str) -> None:
    check_fixed(tmp_path / "slips.yaml", FIXED[name][0], FIXED[name][3])


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("!include a.md", "write here what a.md says, for no file is included"),
        ('!include "a.md"', "write here what a.md says"),
        ("!ENV ${HOME}", "write the value itself, for nothing is looked up"),
        ("!!python/name:os.system", "write the value itself, for nothing is run"),
        ("!!python/object/apply:os.system [ls]", "write the value itself, for nothing is run"),
        ("!!binary aGVsbG8=", "write the text itself"),
        ("!important thing", 'leave it out; or if the text begins so, quote the text: answer: "!'),
    ],
)
def test_what_a_tag_may_stand_for_is_left_to_the_author(
    tmp_path: Path, written: str, words: str
) -> None:
    (problem,) = write(tmp_path / "slips.yaml", ONE.format(written)).problems

    assert (problem.rule, problem.line, problem.column) == ("tag", FIRST + 3, 13)
    assert words in problem.message
    assert problem.fixes == ()


def test_a_file_of_questions_needs_no_tag(tmp_path: Path) -> None:
    text = f"  - !include more.yaml\n{ONE.format('So.')}"
    (problem,) = write(tmp_path / "slips.yaml", text).problems

    assert "in a folder with a pack.yaml more.yaml is read by itself" in problem.message
    assert problem.fixes == ()
