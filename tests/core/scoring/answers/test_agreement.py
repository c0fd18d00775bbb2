"""How well passing agrees with the quality of answers that were written blind, held to figures.

What the files hold, and that rules were made with them: ``README.md``.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
BENCH = HERE.parents[2] / "bench" / "scoring.py"


def measure(name, *args):
    """Return the figures of a file by name; a number of how many is a share."""
    command = [sys.executable, str(BENCH), "--answers", str(HERE / name), *args]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = {}
    for line in done.stdout.splitlines()[1:]:
        label, value = re.split(r"\s{2,}", line.strip(), maxsplit=1)
        first, _, of = value.removeprefix("passed ").partition(" of ")
        found[label] = float(first) / float(of or 1)
    return found


def test_answers_to_questions_whose_phrases_nobody_revised():
    pack = HERE / "fresh-questions.yaml"
    found = measure("fresh-questions.jsonl", "--pack", str(pack))
    assert found["agreement on passing"] >= 0.88
    assert found["Pearson's r"] >= 0.74
    assert found["AUC"] >= 0.93
    assert found["good ones accused"] <= 0.01
    assert found["wrong-2"] <= 3 / 40
    assert found["gamed"] <= 3 / 40
    assert found["sure, and then right"] >= 0.9


@pytest.mark.slow
def test_answers_to_the_bundled_questions():
    found = measure("blind-tune.jsonl")
    assert found["agreement on passing"] >= 0.93
    assert found["Pearson's r"] >= 0.87
    assert found["AUC"] >= 0.98
    assert found["good ones accused"] <= 0.02
    assert found["sure, and then right"] >= 0.9


@pytest.mark.slow
@pytest.mark.parametrize("name", ["bank-1.jsonl", "bank-2.jsonl"])
def test_good_answers_to_the_questions_as_they_are_asked_pass_and_misconceptions_do_not(name):
    found = measure(name)
    assert found["full"] >= 29 / 30
    assert found["terse"] >= 28 / 30
    assert found["wrong"] <= 1 / 30
    assert found["wrong-2"] <= 2 / 30
    assert found["good ones accused"] <= 0.02


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "pack", "agreement", "auc", "accused"),
    [
        ("held.jsonl", "", 0.90, 0.96, 0.02),
        ("other-questions.jsonl", "other-questions.yaml", 0.90, 0.95, 0.02),
        ("held-other.jsonl", "other-questions.yaml", 0.86, 0.91, 0.05),
        ("more-questions.jsonl", "more-questions.yaml", 0.87, 0.91, 0.0),
    ],
)
def test_it_does_not_fall_behind_what_was_reached_at_first_contact(
    name, pack, agreement, auc, accused
):
    found = measure(name, *(("--pack", str(HERE / pack)) if pack else ()))
    assert found["agreement on passing"] >= agreement
    assert found["AUC"] >= auc
    assert found["good ones accused"] <= accused
