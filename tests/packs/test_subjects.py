"""Small packs on other subjects than Python: read whole, and lint has nothing wrong to say of them.

They were written by somebody who doesn't know the rules, as a teacher of the subject would. So a
warning here is either right, and the pack is fixed, or the rule is.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from helpers.program import run_program

from interview_cli.packs.format.reader import read
from interview_cli.packs.lint import RULES, lint

SUBJECTS = sorted((Path(__file__).parent / "subjects").iterdir())


@pytest.mark.parametrize("folder", SUBJECTS, ids=lambda folder: folder.name)
def test_pack_is_read_with_its_ten_questions(folder: Path) -> None:
    pack = read(folder)

    assert pack.problems == ()
    assert len(pack.questions) == 10


@pytest.mark.parametrize("folder", SUBJECTS, ids=lambda folder: folder.name)
def test_strict_check_finds_nothing(folder: Path) -> None:
    ran = run_program("pack", "check", "--strict", "--json", folder)

    assert json.loads(ran.stdout)["problems"] == []
    assert ran.returncode == 0


def test_rules_that_are_off_find_nothing_either() -> None:
    packs = [read(folder) for folder in SUBJECTS]

    assert lint(packs, [name for name, rule in RULES.items() if not rule.on]) == []
