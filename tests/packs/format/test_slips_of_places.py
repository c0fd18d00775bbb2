"""Fields that stand where they don't belong: one message each, and --fix moves them."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.slips import FIRST, check_fixed, check_told_once, write

from interview_cli.packs.checking.fix import fix_file
from interview_cli.packs.format.reader import read

ONE = "  - id: a\n    ask: Which?\n    answer: Forte.\n"
SHORT = f"{ONE}    quiz: {{kind: short, accept: [forte]}}\n"
CHOICE = f"{ONE}    quiz:\n      kind: choice\n      options:\n"
BOTH = "        - text: Forte\n        - text: Piano\n"

#: By name: what follows the head, the line of the slip in it, words of the message, and it fixed.
FIXED: dict[str, tuple[str, int, str, str]] = {
    "a reason above a quiz in braces": (
        f"{ONE}    why: Loud.\n    quiz: {{kind: short, accept: [forte]}} # typed\n",
        4,
        '"why" belongs to quiz: move it into the braces of quiz',
        f"{ONE}    quiz: {{kind: short, accept: [forte], why: Loud.}} # typed\n",
    ),
    "a text that needs quotes in braces": (
        f"{SHORT}    why: Loud, and long.\n",
        5,
        "move it into the braces of quiz",
        f'{ONE}    quiz: {{kind: short, accept: [forte], why: "Loud, and long."}}\n',
    ),
    "a list beside a quiz in braces": (
        f"{ONE}    accept:\n      - forte\n    quiz: {{kind: short, case: true}} # typed\n",
        4,
        'move it below "quiz:", with all its other fields there too, and without { }',
        f"{ONE}    quiz:  # typed\n      kind: short\n      case: true\n"
        "      accept:\n        - forte\n",
    ),
    "a list with a field between": (
        f"{ONE}    quiz:\n      kind: short\n    level: mid\n    accept:\n      - forte\n",
        7,
        'move it below "quiz:", indented like its other fields',
        f"{ONE}    quiz:\n      kind: short\n      accept:\n        - forte\n    level: mid\n",
    ),
    "the order of options above the quiz": (
        f"  - id: a\n    keep_order: true\n{CHOICE[10:]}        - {{text: Forte, right: true}}\n"
        "        - {text: Piano}\n    level: mid\n",
        2,
        "indented like its other fields",
        f"{CHOICE}        - {{text: Forte, right: true}}\n        - {{text: Piano}}\n"
        "      keep_order: true\n    level: mid\n",
    ),
    "the order of options in one of them": (
        f"{CHOICE}        - {{text: Forte, right: true, keep_order: true}}\n"
        "        - text: Piano\n",
        7,
        '"keep_order" belongs to quiz: write it beside "options:"',
        f"{ONE}    quiz:\n      kind: choice\n      keep_order: true\n      options:\n"
        "        - {text: Forte, right: true}\n        - text: Piano\n",
    ),
    "what is right, by its text, beside the quiz": (
        f"{CHOICE}{BOTH}    correct: Forte\n",
        9,
        '"correct" belongs to an option: write "right: true" in "Forte", and leave this out',
        f"{CHOICE}        - text: Forte\n          right: true\n        - text: Piano\n",
    ),
    "what is right, by its letter, in the quiz": (
        f"{CHOICE}        - {{text: Forte}}\n        - {{text: Piano}}\n      answer: B\n",
        9,
        'write "right: true" in "Piano"',
        f"{CHOICE}        - {{text: Forte}}\n        - {{text: Piano, right: true}}\n",
    ),
    "right, not as deep as its option": (
        f"{CHOICE}{BOTH}    right: true\n",
        9,
        '"right" belongs to the option above: indent it like the fields of that',
        f"{CHOICE}{BOTH}          right: true\n",
    ),
    "a mark, not as deep as its option": (
        f"{CHOICE}        - text: Forte\n          right: true\n        - text: Piano\n"
        "      mark: 0.5\n",
        10,
        '"mark" belongs to the option above',
        f"{CHOICE}        - text: Forte\n          right: true\n        - text: Piano\n"
        "          mark: 0.5\n",
    ),
    "a text, not as deep as its option": (
        f"{CHOICE}        - text: Forte\n          right: true\n        - why: Soft.\n"
        "      text: Piano\n",
        10,
        '"text" belongs to the option above',
        f"{CHOICE}        - text: Forte\n          right: true\n        - why: Soft.\n"
        "          text: Piano\n",
    ),
}


@pytest.mark.parametrize("name", FIXED)
def test_a_stray_field_is_told_once(tmp_path: Path, name: str) -> None:
    text, line, words, _ = FIXED[name]

    check_told_once(tmp_path / "slips.yaml", text, line, words)


@pytest.mark.parametrize("name", FIXED)
def test_a_stray_field_is_moved_as_its_message_says(tmp_path: Path, name: str) -> None:
    check_fixed(tmp_path / "slips.yaml", FIXED[name][0], FIXED[name][3])


@pytest.mark.parametrize(
    ("stray", "line", "words"),
    [
        ("    why: Soft.\n", 10, "it belongs to the last option, if it's about that; else to quiz"),
        ("      mark: 0.5\n", 6, "write it in the one that it's about"),
    ],
)
def test_a_field_that_may_be_of_several_parts_is_left_to_the_author(
    tmp_path: Path, stray: str, line: int, words: str
) -> None:
    options = "        - {text: Forte, right: true, why: Loud.}\n        - text: Piano\n"
    text = f"{CHOICE}{options}"
    at = text.index("      options:") if line == 6 else len(text)
    (problem,) = write(tmp_path / "slips.yaml", text[:at] + stray + text[at:]).problems

    assert problem.line == FIRST + (line if line == 6 else 9)
    assert words in problem.message
    assert problem.fixes == ()


def test_a_number_of_an_option_may_count_from_0_or_from_1(tmp_path: Path) -> None:
    more = "        - text: Mezzo\n      correct: 1\n"
    (problem,) = write(tmp_path / "slips.yaml", f"{CHOICE}{BOTH}{more}").problems

    assert 'write "right: true" in the option that is right' in problem.message
    assert problem.fixes == ()


QUESTIONS = "questions:\n  - {id: a, ask: A?, answer: B., level: mid, topic: c}\n"
SETS = "sets:\n  - id: s\n    title: S\n    questions: [a]\n"
DEEPER = "  sets:\n    - id: s\n      title: S\n      questions: [a]\n"


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        (
            f"format: 1\npack:\n  id: a\n  title: A\n{QUESTIONS}{SETS}",
            f"format: 1\npack:\n  id: a\n  title: A\n{DEEPER}{QUESTIONS}",
        ),
        (
            f"format: 1\npack: {{id: a, title: A}} # ours\n{SETS}{QUESTIONS}",
            f"format: 1\npack:  # ours\n  id: a\n  title: A\n{DEEPER}{QUESTIONS}",
        ),
        (
            f"format: 1\npack: {{id: a}}\ntitle: A\n{QUESTIONS}",
            f"format: 1\npack: {{id: a, title: A}}\n{QUESTIONS}",
        ),
        (
            "format: 1\npack: {id: a, title: A}\ndefaults: {topic: c}\nlevel: mid\n"
            "questions:\n  - {id: a, ask: A?, answer: B.}\n",
            "format: 1\npack: {id: a, title: A}\ndefaults: {topic: c, level: mid}\n"
            "questions:\n  - {id: a, ask: A?, answer: B.}\n",
        ),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_what_belongs_to_the_pack_is_moved_there(
    tmp_path: Path, text: str, fixed: str, line_end: str
) -> None:
    path = tmp_path / "slips.yaml"
    path.write_text(text, encoding="utf-8", newline=line_end)
    found = read(path)
    (problem,) = found.problems

    assert problem.rule == "unknown-field"
    fix_file(found, path, found.problems, schema=False)
    assert path.read_bytes().decode() == fixed.replace("\n", line_end)
    assert read(path).problems == ()
