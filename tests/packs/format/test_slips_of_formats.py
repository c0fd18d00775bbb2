"""Habits from other tools: each is one message, and --fix writes what that message says."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.slips import check_fixed, check_told_once

ONE = "  - id: a\n    ask: Which?\n    answer: Forte.\n"
CHOICE = f"{ONE}    quiz:\n      kind: choice\n"
LOUD = "        - {text: Piano}\n        - {text: Forte, right: true}\n"

#: By name: what follows the head, the line of the slip in it, words of the message, and it fixed.
FIXED: dict[str, tuple[str, int, str, str]] = {
    "signs of GIFT": (
        f"{CHOICE}      options:  # of dynamics\n        - ~Piano\n        - =Forte\n",
        7,
        "the right one says so: - {text: Forte, right: true}",
        f"{CHOICE}      options:  # of dynamics\n{LOUD}",
    ),
    "options that are lines of one text": (
        f"{CHOICE}      options: |\n        ~ Piano\n        = Forte\n    hint: Loud?\n",
        6,
        "the right one says so",
        f"{CHOICE}      options:\n{LOUD}    hint: Loud?\n",
    ),
    "options that are numbered lines": (
        f"{CHOICE}      options:\n        1. Piano\n        2. Forte\n      correct: 2\n",
        7,
        "the right one says so",
        f"{CHOICE}      options:\n{LOUD}",
    ),
    "a field for each option": (
        f"{CHOICE}      stem: Which?\n      answer1: Piano\n      answer2: Forte\n"
        "      correct: 2\n    hint: Loud?  # or not\n",
        7,
        '"answer1" is not a field of a quiz: write "options:"',
        f"{CHOICE}      stem: Which?\n      options:\n{LOUD}    hint: Loud?  # or not\n",
    ),
    "choices and what is right in the question": (
        f"{ONE}    choices:\n      - Piano  # soft\n      - Forte\n    correct: Forte\n",
        4,
        '"choices" and "correct" belong to a quiz',
        f"{ONE}    quiz:\n      kind: choice\n      options:\n        - {{text: Piano}}  # soft\n"
        "        - {text: Forte, right: true}\n",
    ),
    "a type, options, and the answer by its text": (
        "  - id: a\n    type: multiple-choice\n    ask: Which?\n    options: [Piano, Forte]\n"
        "    answer: Forte\n",
        4,
        "with the right one as {text: Forte, right: true}",
        "  - id: a\n    ask: Which?\n    quiz:\n      kind: choice\n"
        "      options: [{text: Piano}, {text: Forte, right: true}]\n    answer: Forte\n",
    ),
    "numbered options in the question": (
        "  - id: a\n    ask: Which?\n    option_a: Piano\n    option_b: Forte\n    correct: b\n"
        "    answer: It's forte.\n",
        3,
        '"option_a" and "correct" belong to a quiz',
        "  - id: a\n    ask: Which?\n    quiz:\n      kind: choice\n      options:\n"
        f"{LOUD}    answer: It's forte.\n",
    ),
    "check boxes with what is right": (
        f"{ONE}    quiz:\n      kind: checkboxes\n      options:\n{LOUD}",
        5,
        "Did you mean choice?",
        f"{ONE}    quiz:\n      kind: choice\n      options:\n{LOUD}",
    ),
    "options under another kind": (
        f"{ONE}    quiz:\n      kind: short # typed\n      options:\n{LOUD}",
        5,
        'kind is "short", but options is of kind choice: write kind: choice',
        f"{ONE}    quiz:\n      kind: choice # typed\n      options:\n{LOUD}",
    ),
    "what is accepted under another kind": (
        f"{ONE}    quiz: {{kind: choice, accept: [forte]}}\n",
        4,
        "write kind: short",
        f"{ONE}    quiz: {{kind: short, accept: [forte]}}\n",
    ),
    "what code prints under the kind of exercises": (
        f"{ONE}    code: print(3)\n    quiz: {{kind: code, prints: 3}}\n",
        5,
        "write kind: output",
        f"{ONE}    code: print(3)\n    quiz: {{kind: output, prints: 3}}\n",
    ),
    "a kind that its fields say": (
        f"{ONE}    quiz:\n      options:\n{LOUD}",
        5,
        "kind is missing from this quiz: write kind: choice",
        f"{CHOICE}      options:\n{LOUD}",
    ),
    "a kind without a colon": (
        f"{ONE}    quiz: {{kind short, accept: [forte]}}\n",
        4,
        "a colon is missing after kind: write kind: short",
        f"{ONE}    quiz: {{kind: short, accept: [forte]}}\n",
    ),
    "letters that changed places": (
        "  - id: a\n    aks: Which?\n    answer: Forte.\n",
        2,
        'did you mean "ask"?',
        ONE,
    ),
}


@pytest.mark.parametrize("name", FIXED)
def test_a_habit_is_told_once(tmp_path: Path, name: str) -> None:
    text, line, words, _ = FIXED[name]

    check_told_once(tmp_path / "slips.yaml", text, line, words)


@pytest.mark.parametrize("name", FIXED)
def test_a_habit_is_fixed_as_its_message_says(tmp_path: Path, name: str) -> None:
    check_fixed(tmp_path / "slips.yaml", FIXED[name][0], FIXED[name][3])


#: By name: what follows the head, the line of the slip, and words of the message.
TOLD: dict[str, tuple[str, int, str]] = {
    "an answer that is a letter": (
        "  - id: a\n    ask: Which?\n    options: [a) Piano, b) Forte]\n    answer: b\n",
        3,
        'with "right: true" in each one that is right',
    ),
    "a line with a comment that would have to go": (
        f"{ONE}    choices: [Piano, Forte]\n    correct: Forte  # says Ann\n",
        4,
        '"choices" and "correct" belong to a quiz',
    ),
}


@pytest.mark.parametrize("name", TOLD)
def test_a_habit_whose_author_must_decide_is_told_once(tmp_path: Path, name: str) -> None:
    check_told_once(tmp_path / "slips.yaml", *TOLD[name])
