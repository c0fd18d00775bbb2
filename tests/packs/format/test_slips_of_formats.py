"""Habits from other tools: each is one message, and --fix writes what that message says."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.slips import check_fixed, check_told_once, write

from interview_cli.packs.checking.fix import fix_file
from interview_cli.packs.format.reader import read

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
    "gaps of Anki": (
        f"{ONE}    quiz:\n      kind: blanks\n"
        "      text: It's {{c1::forte}} or {{c2::f}}. # loud\n"
        "      stem: Fill it.\n",
        6,
        "write {{1}}, and accept: [[forte], [f]]",
        f"{ONE}    quiz:\n      kind: blanks\n"
        "      text: It's {{1}} or {{2}}. # loud\n"
        "      accept: [[forte], [f]]\n      stem: Fill it.\n",
    ),
    "a term and its definition": (
        "  - Mezzo forte: moderately loud\n",
        1,
        "{id: mezzo-forte, ask: Mezzo forte, answer: moderately loud}",
        "  - {id: mezzo-forte, ask: Mezzo forte, answer: moderately loud}\n",
    ),
    "a question below its id": (
        "  - Forte: # loud\n      ask: Which?\n\n      answer: |\n"
        "        Forte.\n\n        Loud.\n",
        1,
        "a question's name is its id: write id: forte",
        "  - id: forte # loud\n    ask: Which?\n\n    answer: |\n      Forte.\n\n      Loud.\n",
    ),
    "points": (
        "  - id: a\n    points: 1\n    ask: Which?\n    answer: Forte.\n",
        2,
        "leave it out: questions count alike",
        ONE,
    ),
    "the grade of Moodle": (
        f"{ONE}    defaultgrade: 1.0\n",
        4,
        "leave it out: questions count alike",
        ONE,
    ),
    "whether it must be answered": (
        "  - {id: a, ask: Which?, required: true, answer: Forte.}\n",
        1,
        "leave it out: no question must be answered",
        "  - {id: a, ask: Which?, answer: Forte.}\n",
    ),
    "a fraction of all marks": (
        f"{CHOICE}      options:\n        - {{text: Piano}}\n"
        "        - {text: Forte, fraction: 100}\n",
        8,
        'write "right: true" in that option',
        f"{CHOICE}      options:\n{LOUD}",
    ),
    "a text that says it's correct": (
        f"{CHOICE}      options:\n        - text: Piano\n        - text: Forte (correct) # loud\n",
        8,
        "an option that is right says so beside its text: text: Forte, and right: true",
        f"{CHOICE}      options:\n        - text: Piano\n        - text: Forte # loud\n"
        "          right: true\n",
    ),
    "an equals sign in braces": (
        f"{CHOICE}      options:\n        - {{text: Piano}}\n"
        "        - {text: Forte, right=true}\n",
        8,
        "a colon is missing after right: write right: true",
        f"{CHOICE}      options:\n{LOUD}",
    ),
    "options with commas between them": (
        f"{CHOICE}      options: Piano, Forte\n      correct: Forte\n    hint: Loud? # f\n",
        6,
        "the right one says so: - {text: Forte, right: true}",
        f"{CHOICE}      options: [{{text: Piano}}, {{text: Forte, right: true}}]\n"
        "    hint: Loud? # f\n",
    ),
    "options with line breaks of a web page between them": (
        f"{CHOICE}      choices: Piano<br>Forte\n      correct: 2\n",
        6,
        'write "options:"',
        f"{CHOICE}      options: [{{text: Piano}}, {{text: Forte, right: true}}]\n",
    ),
    "a comment of JavaScript above the questions": (
        f"  // loud\n{ONE}",
        1,
        "a comment begins with #, not with //",
        f"  # loud\n{ONE}",
    ),
    "fields of TOML": (
        '  - id = "a"\n    ask = "Which?"\n    answer = Forte.\n',
        1,
        'a name is followed by a colon, not =: write id: "a"',
        '  - id: "a"\n    ask: "Which?"\n    answer: Forte.\n',
    ),
    "a quiz of TOML": (
        f"{ONE}    quiz:\n      kind = short\n      accept = [forte]\n",
        5,
        "not =: write kind: short",
        f"{ONE}    quiz:\n      kind: short\n      accept: [forte]\n",
    ),
    "a number with its unit": (
        f"{ONE}    quiz:\n      kind: short\n      number: 12 bars # four lines\n",
        6,
        "number must be a mapping: {value: 12}, and unit: [bars] beside it",
        f"{ONE}    quiz:\n      kind: short\n      number: {{value: 12}} # four lines\n"
        "      unit: [bars]\n",
    ),
    "a number with the tolerance of GIFT": (
        f'{ONE}    quiz: {{kind: short, number: "#12:0.5"}}\n',
        4,
        "{value: 12, tolerance: 0.5}",
        f"{ONE}    quiz: {{kind: short, number: {{value: 12, tolerance: 0.5}}}}\n",
    ),
    "check marks before options": (
        f"{CHOICE}      options:\n        - ❌ Piano\n        - ✅ Forte # loud\n",
        7,
        "the right one says so: - {text: Forte, right: true}",
        f"{CHOICE}      options:\n        - {{text: Piano}}\n"
        "        - {text: Forte, right: true} # loud\n",
    ),
    "a check mark behind an option": (
        f"{CHOICE}      options: [Piano, Forte ✓]\n",
        6,
        "the right one says so",
        f"{CHOICE}      options: [{{text: Piano}}, {{text: Forte, right: true}}]\n",
    ),
    "the right one by its order": (
        f"{CHOICE}      options: [Piano, Forte]\n      right: last\n",
        6,
        "the right one says so",
        f"{CHOICE}      options: [{{text: Piano}}, {{text: Forte, right: true}}]\n",
    ),
    "a source with its title": (
        f"{ONE}    sources:\n      - title: Dynamics\n        url: https://example.org/f # p. 3\n",
        5,
        'write it as one text: "Dynamics, https://example.org/f"',
        f'{ONE}    sources:\n      - "Dynamics, https://example.org/f" # p. 3\n',
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
    "two names for the topic": (
        f"{ONE}    deck: music\n    tags: [loud]\n",
        4,
        '"deck" and "tags" are both topic, which a question has once',
    ),
    "a line with a comment that would have to go": (
        f"{ONE}    choices: [Piano, Forte]\n    correct: Forte  # says Ann\n",
        4,
        '"choices" and "correct" belong to a quiz',
    ),
}


#: What looks like a habit of another tool and isn't one, or would lose what is right.
OTHERWISE: dict[str, tuple[str, str]] = {
    "operators aren't signs of GIFT": (
        f'{CHOICE}      options: ["==", "~=", "=~"]\n',
        "with right: true in each one that is right",
    ),
    "a question by another name isn't a term": (
        "  - Question: Which is loud?\n",
        'did you mean "ask"?',
    ),
    "a misspelt field isn't a term": (
        "  - Awnser: It's forte\n",
        'did you mean "answer"?',
    ),
    "options of an order are its steps": (
        f"{ONE}    quiz: {{kind: order, options: [tune, bow, play]}}\n",
        'did you mean "steps"?',
    ),
    "words behind a comma aren't a field": (
        f"{ONE}    key_points:\n      - {{says: loud, not true}}\n",
        'must be quoted inside { }: says: "loud, not true"',
    ),
    "names of options may say which one is right": (
        f"{CHOICE}      options:\n        - {{id: p, text: Piano}}\n"
        "        - {id: f, text: Forte}\n"
        "      correct: f\n",
        "leave it out: options need no names",
    ),
}


@pytest.mark.parametrize("name", OTHERWISE)
def test_what_only_looks_like_a_habit_is_told_for_what_it_is(tmp_path: Path, name: str) -> None:
    text, words = OTHERWISE[name]

    assert any(words in problem.message for problem in write(tmp_path / "a.yaml", text).problems)


def test_names_of_options_are_kept_while_they_say_which_one_is_right(tmp_path: Path) -> None:
    path = tmp_path / "slips.yaml"
    found = write(path, OTHERWISE["names of options may say which one is right"][0])
    before = path.read_text("utf-8")

    fix_file(found, path, found.problems, schema=False)

    assert path.read_text("utf-8") == before


@pytest.mark.parametrize("name", TOLD)
def test_a_habit_whose_author_must_decide_is_told_once(tmp_path: Path, name: str) -> None:
    check_told_once(tmp_path / "slips.yaml", *TOLD[name])


@pytest.mark.parametrize(
    ("text", "format_"),
    [
        ('[[questions]]\nid = "a"\nask = "Which?"\n', "TOML"),
        ("# Music\n\n1. Which is loud?\n   - [ ] Piano\n   - [x] Forte\n", "Markdown"),
        ("**Q:** Which is loud?\n\n1. Piano\n2. Forte\n", "Markdown"),
        ("::loud:: Which is loud? {=Forte ~Piano}\n", "Moodle's GIFT"),
    ],
)
def test_a_file_of_another_format_is_named_once(tmp_path: Path, text: str, format_: str) -> None:
    path = tmp_path / "slips.yaml"
    path.write_text(text)

    (problem,) = read(path).problems

    assert (problem.line, problem.rule) == (1, "not-a-pack")
    assert problem.message.startswith(f"this is {format_}, and a pack is YAML")
