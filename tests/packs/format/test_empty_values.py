"""Fields without a value: what is asked for, and that a comment beside one stays a comment."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.slips import HEAD, check_told_once, write

from interview_cli.packs.checking.fix import fix_file

ONE = "  - id: a\n    ask: Which?\n    answer: Forte.\n"
PAIRS = "{left: a, right: b}, {left: c, right: d}"

#: By name: what follows the head, the line of the empty field in it, and the whole message.
EMPTY: dict[str, tuple[str, int, str]] = {
    "a text with a comment beside it": (
        "  - id: a\n    ask: Which?\n    answer:   # TODO\n",
        3,
        "answer is empty: write something; if # begins the text here, not a comment, "
        'quote it: "# TODO"',
    ),
    "a field that need not be there, with a comment": (
        f"{ONE}    hint: #later\n",
        4,
        "hint is empty: write something, or leave it out; if # begins the text here, "
        'not a comment, quote it: "#later"',
    ),
    "one side of a pair": (
        f"{ONE}    quiz: {{kind: match, pairs: [{PAIRS}, {{left: e, right: }}]}}\n",
        4,
        "right is empty: write something",
    ),
    "what an option says of itself": (
        f"{ONE}    quiz:\n      kind: choice\n      options:\n"
        "        - {text: a, right: true}\n        - {text: b, why: }\n",
        8,
        "why is empty: write something, or leave it out",
    ),
    "the only list of answers": (
        f"{ONE}    quiz: {{kind: short, accept: }}\n",
        4,
        "accept is empty: write something",
    ),
    "answers beside a number": (
        f"{ONE}    quiz: {{kind: short, number: {{value: 1}}, accept: }}\n",
        4,
        "accept is empty: write something, or leave it out",
    ),
    "the code that a quiz is about": (
        f'{ONE}    code:\n    quiz: {{kind: output, prints: "1"}}\n',
        4,
        "code is empty: write something",
    ),
    "code of a question without a quiz": (
        f"{ONE}    code:\n",
        4,
        "code is empty: write something, or leave it out",
    ),
    "the day on which a fact was checked": (
        f"{ONE}    checked: {{date: }}\n",
        4,
        "date is empty: write something",
    ),
    "a hyphen for the next question": (
        f"{ONE}  -\n",
        4,
        "this question is empty: write id, ask and answer in it, or remove its -",
    ),
    "a hyphen for the next question, with a comment": (
        f"{ONE}  - # more to come\n",
        4,
        "this question is empty: write id, ask and answer in it, or remove its -",
    ),
}


@pytest.mark.parametrize("name", EMPTY)
def test_an_empty_field_is_told_once(tmp_path: Path, name: str) -> None:
    text, line, message = EMPTY[name]
    path = tmp_path / "slips.yaml"

    check_told_once(path, text, line, message)
    assert [problem.message for problem in write(path, text).problems] == [message]


@pytest.mark.parametrize("name", EMPTY)
def test_what_is_empty_is_filled_by_its_author_alone(tmp_path: Path, name: str) -> None:
    path = tmp_path / "slips.yaml"
    found = write(path, EMPTY[name][0])

    fix_file(found, path, found.problems, schema=False)

    assert path.read_text("utf-8") == HEAD + EMPTY[name][0]
