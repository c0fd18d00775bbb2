"""Lists where something else is due, and texts where mappings are: one message a list."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.slips import check_fixed, check_told_once, write

ONE = "  - id: a\n    ask: Which?\n    answer: Forte.\n"
MATCH = f"{ONE}    quiz:\n      kind: match\n"
PAIRS = (
    "        - {left: forte, right: loud}\n        - {left: piano, right: soft}\n"
    "        - {left: mezzo, right: half}\n"
)
SAYS_PAIRS = 'a match has pairs: write "pairs:", and below it "- {left: forte, right: loud}"'
EXERCISE = (
    f"{ONE}    quiz:\n      kind: code\n      form: write\n"
    "      starter: |\n        def play(n): ...\n"
    "      solution: |\n        def play(n): return 2 * n\n"
)
OUTPUT = "    quiz: {kind: output, prints: 1}\n"

#: By name: what follows the head, the line of the slip in it, words of the message, and it fixed.
FIXED: dict[str, tuple[str, int, str, str]] = {
    "both sides as lists": (
        f"{MATCH}      left: [forte, piano, mezzo]\n      right: [loud, soft, half]\n"
        "    hint: So.\n",
        6,
        SAYS_PAIRS,
        f"{MATCH}      pairs:\n{PAIRS}    hint: So.\n",
    ),
    "both sides as lists with hyphens": (
        f"{MATCH}      right:\n        - loud\n        - soft\n        - half\n      why: So.\n"
        "      left:\n        - forte\n        - piano\n        - mezzo\n",
        11,
        SAYS_PAIRS,
        f"{MATCH}      pairs:\n{PAIRS}      why: So.\n",
    ),
    "both sides as lists in the pairs": (
        f"{MATCH}      pairs:\n        left: [forte, piano, mezzo]\n"
        "        right: [loud, soft, half]\n",
        7,
        SAYS_PAIRS,
        f"{MATCH}      pairs:\n{PAIRS}",
    ),
    "a list of test files": (
        f"{EXERCISE}      tests:\n        - |\n          from exercise import play\n\n"
        "          def test_one():\n              assert play(1) == 2\n"
        "        - |\n          def test_two():\n              assert play(2) == 4\n",
        12,
        'tests must be text, and this is a list: write "tests: |", and all of it on the lines '
        "below, without hyphens",
        f"{EXERCISE}      tests: |\n        from exercise import play\n\n        def test_one():\n"
        "            assert play(1) == 2\n\n\n        def test_two():\n"
        "            assert play(2) == 4\n",
    ),
    "the lines of a program as a list": (
        f'{ONE}    code: ["x = 1  # one", "print(x)"]\n{OUTPUT}',
        4,
        'code must be text, and this is a list: write "code: |", and all of it on the lines below',
        f"{ONE}    code: |\n      x = 1  # one\n      print(x)\n{OUTPUT}",
    ),
    "lines with hyphens that are no texts in YAML": (
        f"{ONE}    code:\n      - x = 1\n      - if x:\n      -     print(x)\n{OUTPUT}",
        5,
        'write "code: |", and all of it on the lines below, without hyphens',
        f"{ONE}    code: |\n      x = 1\n      if x:\n          print(x)\n{OUTPUT}",
    ),
    "a session of the shell in a block": (
        "  - id: a\n    ask: |\n      Why?\n\n      ```python\n      >>> 1 + 1\n      2\n"
        "      ```\n    answer: Forte.\n",
        5,
        "this is copied from Python's shell, prompts and all: write ```pycon",
        "  - id: a\n    ask: |\n      Why?\n\n      ```pycon\n      >>> 1 + 1\n      2\n      ```\n"
        "    answer: Forte.\n",
    ),
}
ASKED: dict[str, tuple[str, int, str]] = {
    "more left sides than right ones": (
        f"{MATCH}      left: [forte, piano, mezzo]\n      right: [loud, soft]\n",
        6,
        f"{SAYS_PAIRS} for each; here are 3 left sides and 2 right ones",
    ),
    "sides with a comment": (
        f"{MATCH}      left: [forte, piano, mezzo]  # Italian\n      right: [loud, soft, half]\n",
        6,
        SAYS_PAIRS,
    ),
    "lines of a program with a comment beside one": (
        f"{ONE}    code:\n      - x = 1 # one\n      - print(x)\n{OUTPUT}",
        5,
        'write "code: |"',
    ),
    "follow-ups that are texts": (
        f"{ONE}    follow_ups:\n      - Why is that so?\n      - And how?\n      - So what?\n",
        5,
        "a follow-up has an id, what is asked, and its answer: write "
        '{id: …, ask: "Why is that so?", answer: …}; so it is with 2 more',
    ),
    "a follow-up with its answer in one text": (
        f"{ONE}    follow_ups: [Why is that so? It's loud.]\n",
        4,
        'write {id: …, ask: "Why is that so?", answer: It\'s loud.}',
    ),
}


@pytest.mark.parametrize("name", FIXED)
def test_a_list_is_told_once(tmp_path: Path, name: str) -> None:
    text, line, words, _ = FIXED[name]

    check_told_once(tmp_path / "slips.yaml", text, line, words)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("name", FIXED)
def test_a_list_is_written_as_its_message_says(tmp_path: Path, name: str, line_end: str) -> None:
    text, _, _, wanted = FIXED[name]
    both = (part.replace("\n", line_end) for part in (text, wanted))

    check_fixed(tmp_path / "slips.yaml", *both)


@pytest.mark.parametrize("name", ASKED)
def test_what_is_not_certain_is_told_once_and_left_to_the_author(tmp_path: Path, name: str) -> None:
    text, line, words = ASKED[name]

    check_told_once(tmp_path / "slips.yaml", text, line, words)
    (problem,) = write(tmp_path / "slips.yaml", text).problems
    assert problem.fixes == ()
