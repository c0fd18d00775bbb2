"""Slips that authors make: each is one message at its place, and fixed as that message says."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

import pytest
from helpers.packs import head
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.packs.checking.fix import fix_file
from interview_cli.packs.format.pack_read import PackRead
from interview_cli.packs.format.reader import read

HEAD = head("slips", defaults="level: junior, topic: git/branches") + "questions:\n"
FIRST = HEAD.count("\n")

#: By name: the questions with the slip, its line in them, words of the message, and them fixed.
FIXED: dict[str, tuple[str, int, str, str]] = {
    "quotes around a text with a colon": (
        "  - id: a\n    ask: “Name it: which branch?”\n    answer: main\n",
        2,
        "typographic quotes",
        '  - id: a\n    ask: "Name it: which branch?"\n    answer: main\n',
    ),
    "German quotes around what is compared": (
        "  - id: a\n    ask: Which?\n    answer: main\n"
        "    quiz:\n      kind: short\n      accept:\n        - „main“\n",
        7,
        "typographic quotes",
        "  - id: a\n    ask: Which?\n    answer: main\n"
        '    quiz:\n      kind: short\n      accept:\n        - "main"\n',
    ),
    "quotes inside brackets": (
        "  - id: a\n    ask: Which?\n    answer: main\n"
        "    quiz: {kind: short, accept: [‘main’, trunk]}\n",
        4,
        "typographic quotes",
        "  - id: a\n    ask: Which?\n    answer: main\n"
        '    quiz: {kind: short, accept: ["main", trunk]}\n',
    ),
    "a text that a typographic quote closes": (
        '  - id: a\n    ask: "Name it: which branch?”\n    answer: main\n',
        2,
        "typographic quotes",
        '  - id: a\n    ask: "Name it: which branch?"\n    answer: main\n',
    ),
    "quotes with an apostrophe in them": (
        "  - id: a\n    ask: ‘It doesn’t move: why?’\n    answer: main\n",
        2,
        "typographic quotes",
        '  - id: a\n    ask: "It doesn’t move: why?"\n    answer: main\n',
    ),
    "a value of vary that isn't quoted": (
        "  - id: a\n    vary: {n: [3, 5]}\n    ask: {{n}} or what?\n    answer: main\n",
        3,
        'quote it: ask: "{{n}} or what?"',
        '  - id: a\n    vary: {n: [3, 5]}\n    ask: "{{n}} or what?"\n    answer: main\n',
    ),
    "no space after the colons in brackets": (
        "  - id: a\n    ask: Which?\n    answer: main\n    quiz: {kind:short, accept:[main]}\n",
        4,
        "a space is missing after the colon: write kind: short, accept: [main]",
        "  - id: a\n    ask: Which?\n    answer: main\n    quiz: {kind: short, accept: [main]}\n",
    ),
    "no space in a follow-up in brackets": (
        "  - id: a\n    ask: Which?\n    answer: main\n"
        '    follow_ups:\n      - {id:why, ask:"Why, then?", answer:Habit}\n',
        5,
        'write id: why, ask: "Why, then?", answer: Habit',
        "  - id: a\n    ask: Which?\n    answer: main\n"
        '    follow_ups:\n      - {id: why, ask: "Why, then?", answer: Habit}\n',
    ),
    "no space after the hyphens of a list of texts": (
        "  - id: a\n    ask: Which?\n    answer: main\n"
        "    sources:\n      -Pro Git\n      -Git in Practice\n",
        5,
        "a space is missing after the hyphen: write - Pro Git; so it is in 1 more line",
        "  - id: a\n    ask: Which?\n    answer: main\n"
        "    sources:\n      - Pro Git\n      - Git in Practice\n",
    ),
    "no space after the hyphen of an option": (
        "  - id: a\n    ask: Which?\n    answer: main\n    quiz:\n      kind: choice\n"
        "      options:\n        - {text: main, right: true}\n        -{text: trunk}\n",
        8,
        "a space is missing after the hyphen: write - {text: trunk}",
        "  - id: a\n    ask: Which?\n    answer: main\n    quiz:\n      kind: choice\n"
        "      options:\n        - {text: main, right: true}\n        - {text: trunk}\n",
    ),
    "no space after the hyphen of the first question": (
        "  -id: a\n    ask: Which?\n    answer: main\n",
        1,
        "a space is missing after the hyphen",
        "  - id: a\n    ask: Which?\n    answer: main\n",
    ),
    "a kind by the name that another format has": (
        "  - id: a\n    ask: Which?\n    answer: main\n    quiz:\n      kind: MultipleChoice\n"
        "      options: [{text: main, right: true}, {text: trunk}]\n",
        5,
        "Did you mean choice?",
        "  - id: a\n    ask: Which?\n    answer: main\n    quiz:\n      kind: choice\n"
        "      options: [{text: main, right: true}, {text: trunk}]\n",
    ),
    "a number without its mapping": (
        "  - id: a\n    ask: How many?\n    answer: Two\n    quiz: {kind: short, number: 2}\n",
        4,
        "number must be a mapping: {value: 2}",
        "  - id: a\n    ask: How many?\n    answer: Two\n"
        "    quiz: {kind: short, number: {value: 2}}\n",
    ),
    "a dash for a hyphen": (
        "  — id: a\n    ask: Which?\n    answer: main\n",
        1,
        "U+2014 (em dash)",
        "  - id: a\n    ask: Which?\n    answer: main\n",
    ),
    "bullets in a list of texts": (
        "  - id: a\n    ask: Which?\n    answer: main\n"
        "    quiz:\n      kind: short\n      accept:\n        • main\n        - trunk\n",
        7,
        "U+2022 (bullet)",
        "  - id: a\n    ask: Which?\n    answer: main\n"
        "    quiz:\n      kind: short\n      accept:\n        - main\n        - trunk\n",
    ),
    "a star for a hyphen": (
        "  * id: a\n    ask: Which?\n    answer: main\n",
        1,
        "not the hyphen of a list",
        "  - id: a\n    ask: Which?\n    answer: main\n",
    ),
    "two hyphens": (
        "  -- id: a\n    ask: Which?\n    answer: main\n",
        1,
        "one hyphen makes an item of a list",
        "  - id: a\n    ask: Which?\n    answer: main\n",
    ),
    "two hyphens, and what follows below the text": (
        "  -- id: a\n     ask: Which?\n     answer: main\n"
        "  - id: b\n    ask: Why?\n    answer: So.\n",
        1,
        "one hyphen makes an item of a list",
        "  -  id: a\n     ask: Which?\n     answer: main\n"
        "  - id: b\n    ask: Why?\n    answer: So.\n",
    ),
    "two hyphens further down": (
        "  - id: a\n    ask: Which?\n    answer: main\n"
        "    quiz:\n      kind: choice\n      options:\n"
        "        - text: main\n          right: true\n        -- text: trunk\n",
        9,
        "one hyphen makes an item of a list",
        "  - id: a\n    ask: Which?\n    answer: main\n"
        "    quiz:\n      kind: choice\n      options:\n"
        "        - text: main\n          right: true\n        - text: trunk\n",
    ),
    "a wide colon": (
        "  - id: a\n    ask：Which?\n    answer: main\n",
        2,
        "U+FF1A",
        "  - id: a\n    ask: Which?\n    answer: main\n",
    ),
    "wide signs inside brackets": (
        "  - {id: a, ask: Which， answer: main}\n",
        1,
        "U+FF0C",
        "  - {id: a, ask: Which, answer: main}\n",
    ),
    "no space after the hyphen": (
        "  - id: a\n    ask: Which?\n    answer: main\n  -id: b\n    ask: Why?\n    answer: So.\n",
        4,
        "a space is missing after the hyphen",
        "  - id: a\n    ask: Which?\n    answer: main\n  - id: b\n    ask: Why?\n    answer: So.\n",
    ),
    "a hyphen left out": (
        "  - id: a\n    ask: Which?\n    answer: main\n\n    id: b\n"
        "    ask: Why?\n    answer: So.\n",
        5,
        "another question begins here",
        "  - id: a\n    ask: Which?\n    answer: main\n\n  - id: b\n"
        "    ask: Why?\n    answer: So.\n",
    ),
    "a hyphen left out in options": (
        "  - id: a\n    ask: Which?\n    answer: main\n    quiz:\n      kind: choice\n"
        "      options:\n        - text: main\n          right: true\n          text: trunk\n"
        "          right: false\n",
        9,
        "another item begins here",
        "  - id: a\n    ask: Which?\n    answer: main\n    quiz:\n      kind: choice\n"
        "      options:\n        - text: main\n          right: true\n        - text: trunk\n"
        "          right: false\n",
    ),
    "a line too deep": (
        "  - id: a\n    ask: Which?\n       hint: It's the first.\n    answer: main\n",
        3,
        "begin it in column 5",
        "  - id: a\n    ask: Which?\n    hint: It's the first.\n    answer: main\n",
    ),
    "a line too far left": (
        "  - id: a\n    ask: Which?\n   hint: It's the first.\n    answer: main\n",
        3,
        "begin it in column 5, like line",
        "  - id: a\n    ask: Which?\n    hint: It's the first.\n    answer: main\n",
    ),
    "code that isn't indented": (
        "  - id: a\n    ask: What's that?\n    code: |\n    git switch main\n    git pull\n"
        "    answer: An update.\n",
        4,
        "must be indented deeper than code",
        "  - id: a\n    ask: What's that?\n    code: |\n      git switch main\n      git pull\n"
        "    answer: An update.\n",
    ),
    "quotes never closed": (
        '  - id: a\n    ask: "Which?\n    answer: main\n  - id: b\n'
        "    ask: Why?\n    answer: So.\n",
        2,
        'write a second "',
        '  - id: a\n    ask: "Which?"\n    answer: main\n  - id: b\n'
        "    ask: Why?\n    answer: So.\n",
    ),
    "a list never closed": (
        "  - id: a\n    ask: Which?\n    answer: main\n    was: [old, older\n",
        4,
        "write ]",
        "  - id: a\n    ask: Which?\n    answer: main\n    was: [old, older]\n",
    ),
    "the wrong bracket": (
        "  - id: a\n    ask: Which?\n    answer: main\n    quiz: {kind: short, accept: [main}\n",
        4,
        "] is missing before }",
        "  - id: a\n    ask: Which?\n    answer: main\n    quiz: {kind: short, accept: [main]}\n",
    ),
    "an apostrophe in single quotes": (
        "  - id: a\n    ask: 'What isn't moved?'\n    answer: main\n",
        2,
        'write ask: "What isn\'t moved?"',
        '  - id: a\n    ask: "What isn\'t moved?"\n    answer: main\n',
    ),
    "text after a bar": (
        "  - id: a\n    ask: | Which?\n    answer: main\n",
        2,
        "move this to the next line, or leave | out",
        "  - id: a\n    ask: Which?\n    answer: main\n",
    ),
    "text over lines with a colon": (
        "  - id: a\n    ask:\n      Which of these is it?\n      - main\n      - dev: the other\n"
        "    answer: main\n",
        5,
        'write "ask: |"',
        "  - id: a\n    ask: |\n      Which of these is it?\n      - main\n      - dev: the other\n"
        "    answer: main\n",
    ),
    "text over lines that begins with a colon": (
        "  - id: a\n    ask:\n      Which of these:\n      - main\n      - dev\n    answer: main\n",
        3,
        'write it below "|"',
        "  - id: a\n    ask: |\n      Which of these:\n      - main\n"
        "      - dev\n    answer: main\n",
    ),
    "names in capitals": (
        "  - Id: a\n    ASK: Which?\n    Answer: main\n    Topic: git\n",
        1,
        'did you mean "id"?',
        "  - id: a\n    ask: Which?\n    answer: main\n    topic: git\n",
    ),
    "an id with signs": (
        "  - id: Which Branch?\n    ask: Which?\n    answer: main\n",
        1,
        "which-branch",
        "  - id: which-branch\n    ask: Which?\n    answer: main\n",
    ),
    "a list of one": (
        "  - id: a\n    ask: Which?\n    answer: main\n    sources: https://git-scm.com/\n",
        4,
        "sources must be a list",
        "  - id: a\n    ask: Which?\n    answer: main\n    sources: [https://git-scm.com/]\n",
    ),
    "key points that are texts": (
        "  - id: a\n    ask: Which?\n    answer: main\n    key_points:\n      - it is main\n",
        5,
        "{says:",
        "  - id: a\n    ask: Which?\n    answer: main\n    key_points:\n"
        "      - {says: it is main}\n",
    ),
    "a level of another name": (
        "  - id: a\n    level: Easy\n    ask: Which?\n    answer: main\n",
        2,
        "Did you mean junior?",
        "  - id: a\n    level: junior\n    ask: Which?\n    answer: main\n",
    ),
    "several levels": (
        "  - id: a\n    level: [senior, mid]\n    ask: Which?\n    answer: main\n",
        2,
        "level: mid",
        "  - id: a\n    level: mid\n    ask: Which?\n    answer: main\n",
    ),
    "a topic as a list": (
        "  - id: a\n    topic: [git, tags]\n    ask: Which?\n    answer: main\n",
        2,
        "topic: git/tags",
        "  - id: a\n    topic: git/tags\n    ask: Which?\n    answer: main\n",
    ),
    "fields of the quiz beside it": (
        "  - id: a\n    ask: Which?\n    answer: main\n    quiz:\n    kind: short\n"
        "    accept:\n      - main\n",
        5,
        '"kind" and "accept" belong to quiz',
        "  - id: a\n    ask: Which?\n    answer: main\n    quiz:\n      kind: short\n"
        "      accept:\n        - main\n",
    ),
    "options by letter": (
        "  - id: a\n    ask: Which?\n    answer: main\n    quiz:\n      kind: choice\n"
        "      options:\n        a: main\n        b: trunk\n      answer: b\n",
        7,
        "right: true",
        "  - id: a\n    ask: Which?\n    answer: main\n    quiz:\n      kind: choice\n"
        "      options:\n        - {text: main}\n        - {text: trunk, right: true}\n",
    ),
    "true or false": (
        "  - id: a\n    ask: Is it main?\n    answer: It is.\n    quiz:\n      kind: choice\n"
        "      correct: true\n      options: [true, false]\n",
        7,
        "right: true",
        "  - id: a\n    ask: Is it main?\n    answer: It is.\n    quiz:\n      kind: choice\n"
        '      options: [{text: "true", right: true}, {text: "false"}]\n',
    ),
    "questions by name": (
        "  a:\n    ask: Which?\n    answer: main\n  b:\n    ask: Why?\n    answer: So.\n",
        0,
        "questions must be a list",
        "  - id: a\n    ask: Which?\n    answer: main\n  - id: b\n    ask: Why?\n    answer: So.\n",
    ),
    "a check box": (
        "  - id: a\n    ask: Which?\n    answer: main\n    quiz:\n      kind: choice\n"
        "      options:\n        - {text: trunk}\n        - [x] main\n",
        8,
        "write - {text: main, right: true}",
        "  - id: a\n    ask: Which?\n    answer: main\n    quiz:\n      kind: choice\n"
        "      options:\n        - {text: trunk}\n        - {text: main, right: true}\n",
    ),
    "brackets at the beginning of a text": (
        "  - id: a\n    ask: Which?\n    answer: main\n"
        "    quiz: {kind: short, accept: [[1, 2][0] is it, main]}\n",
        4,
        'quote all of it: "[1, 2][0] is it"',
        "  - id: a\n    ask: Which?\n    answer: main\n"
        '    quiz: {kind: short, accept: ["[1, 2][0] is it", main]}\n',
    ),
    "a thousand with a comma": (
        "  - id: a\n    ask: How many?\n    answer: Many.\n"
        "    quiz: {kind: short, number: {value: 12,500}}\n",
        4,
        "write 12500",
        "  - id: a\n    ask: How many?\n    answer: Many.\n"
        "    quiz: {kind: short, number: {value: 12500}}\n",
    ),
    "a decimal comma": (
        "  - id: a\n    ask: How many?\n    answer: Many.\n"
        '    quiz: {kind: short, number: {value: "2,5"}}\n',
        4,
        "write 2.5",
        "  - id: a\n    ask: How many?\n    answer: Many.\n"
        "    quiz: {kind: short, number: {value: 2.5}}\n",
    ),
    "a share as tolerance": (
        "  - id: a\n    ask: How many?\n    answer: Many.\n"
        "    quiz: {kind: short, number: {value: 200, tolerance: 5%}}\n",
        4,
        "write 10 for 5% of 200",
        "  - id: a\n    ask: How many?\n    answer: Many.\n"
        "    quiz: {kind: short, number: {value: 200, tolerance: 10}}\n",
    ),
    "a no-break space inside brackets": (
        "  - {id: a, ask:\u00a0Which, answer: main}\n",
        1,
        "U+00A0 (no-break space)",
        "  - {id: a, ask: Which, answer: main}\n",
    ),
    "a hyphen for each field": (
        "  - id: a\n  - ask: Which?\n    answer: main\n",
        2,
        "leave its hyphen out",
        "  - id: a\n    ask: Which?\n    answer: main\n",
    ),
    "one question without its hyphen": (
        "    id: a\n    ask: Which?\n    answer: main\n",
        0,
        "questions must be a list",
        "  - id: a\n    ask: Which?\n    answer: main\n",
    ),
    "a ? by itself": (
        "  - id: a\n    ask: Which?\n    answer: main\n    quiz: {kind: short, accept: [?]}\n",
        4,
        "a ? by itself",
        '  - id: a\n    ask: Which?\n    answer: main\n    quiz: {kind: short, accept: ["?"]}\n',
    ),
    "an invisible sign": (
        "  - id: a\u200b\n    ask: Which?\n    answer: main\n",
        1,
        "U+200B",
        "  - id: a\n    ask: Which?\n    answer: main\n",
    ),
    "lines that are joined": (
        "  - id: a\n    ask: Which?\n    answer: >\n      This:\n\n      ```sh\n      git pull\n"
        "      ```\n",
        3,
        "write | instead",
        "  - id: a\n    ask: Which?\n    answer: |\n      This:\n\n      ```sh\n      git pull\n"
        "      ```\n",
    ),
}

#: The same without a fix: what is meant isn't certain.
TOLD: dict[str, tuple[str, int, str]] = {
    "two topics for one": (
        "  - id: a\n    ask: Which?\n    answer: main\n    topic: git/branches, git/tags\n",
        4,
        "a question has one topic",
    ),
    "a name with commas for a topic": (
        "  - id: a\n    ask: Which?\n    answer: main\n    topic: Branches & Tags, Rebasing\n",
        4,
        "write one of them, such as branches-and-tags",
    ),
    "a list of words for an answer": (
        "  - id: a\n    ask: Which?\n    answer: [main, the default one]\n",
        3,
        "leave the brackets out, as in answer: main, the default one",
    ),
    "a question in brackets": (
        "  - id: a\n    ask: [Which branch, and why]\n    answer: main\n",
        2,
        "leave the brackets out",
    ),
    "a merge conflict": (
        "  - id: a\n<<<<<<< HEAD\n    ask: Which?\n=======\n    ask: Why?\n>>>>>>> topic\n"
        "    answer: main\n",
        2,
        "(lines 6 to 10)",
    ),
    "a merge conflict in a text": (
        "  - id: a\n    ask: Which?\n    answer: |\n      It is\n<<<<<<< HEAD\n      main.\n"
        "||||||| base\n      it.\n=======\n      trunk.\n>>>>>>> topic\n",
        5,
        "a merge conflict is left here",
    ),
    "a mark of a conflict alone": (
        "  - id: a\n    ask: Which?\n>>>>>>> topic\n    answer: main\n",
        3,
        "a line of a merge conflict",
    ),
    "a kind of another program": (
        "  - id: a\n    ask: Which?\n    answer: main\n    quiz: {kind: mcq}\n",
        4,
        "Did you mean choice?",
    ),
    "points of a question": (
        "  - id: a\n    ask: Which?\n    answer: main\n    points: 3\n",
        4,
        "questions count alike",
    ),
    "an option with a star": (
        "  - id: a\n    ask: Which?\n    answer: main\n    quiz:\n      kind: choice\n"
        "      options:\n        - text: *the main one\n        - text: trunk\n",
        7,
        "{text: the main one, right: true}",
    ),
    "an anchor with its alias": (
        "  - id: a\n    ask: Which?\n    answer: &it main\n    hint: *it\n",
        3,
        "write out what it's on where *it stands",
    ),
    "a second document": (
        "  - id: a\n    ask: Which?\n    answer: main\n---\nquestions: []\n",
        4,
        'remove this "---"',
    ),
    "a field of the file again": (
        "  - id: a\n    ask: Which?\n    answer: main\ndefaults: {level: mid}\n"
        "    hint: It's one.\n",
        4,
        "given twice",
    ),
}


def write(path: Path, questions: str, line_end: str = "\n", mark: bytes = b"") -> PackRead:
    path.write_bytes(mark + (HEAD + questions).replace("\n", line_end).encode())
    return read(path)


@pytest.mark.parametrize("slip", [*FIXED, *TOLD])
def test_a_slip_is_told_at_its_place(tmp_path: Path, slip: str) -> None:
    questions, line, words = (FIXED.get(slip) or TOLD[slip])[:3]

    found = write(tmp_path / "slips.yaml", questions).problems

    assert found[0].line == FIRST + line
    assert words in found[0].message


@pytest.mark.parametrize("slip", sorted({*FIXED, *TOLD} - {"names in capitals"}))
def test_a_slip_is_one_message(tmp_path: Path, slip: str) -> None:
    """What follows from it is not said."""
    found = write(tmp_path / "slips.yaml", (FIXED.get(slip) or TOLD[slip])[0]).problems

    assert [problem.message for problem in found[1:]] == []


@pytest.mark.parametrize(
    "line_end",
    [pytest.param("\n", id="LF"), pytest.param("\r\n", id="CRLF", marks=pytest.mark.slow)],
)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["", "BOM"])
@pytest.mark.parametrize("slip", FIXED)
def test_a_slip_is_fixed_as_the_message_says(
    tmp_path: Path, slip: str, line_end: str, mark: bytes
) -> None:
    questions, _, _, right = FIXED[slip]
    path = tmp_path / "slips.yaml"
    found = write(path, questions, line_end, mark)

    while fix_file(found, path, found.problems, schema=False):
        found = read(path)

    assert found.problems == ()
    assert path.read_bytes() == mark + (HEAD + right).replace("\n", line_end).encode()


@pytest.mark.parametrize(
    "questions",
    [
        "  - id: a\n    ask: “Which” or “why”?\n    answer: main\n",
        '  - id: a\n    ask: "“Which: why?”"\n    answer: main\n',
        "  - id: a\n    ask: Which?\n    answer: |\n      – id: main\n      “A: b”\n      -id: c\n",
        "  - id: a\n    ask: Is 5： right?\n    answer: main， or 主\n",
        "  - id: a\n    ask: Which?\n    answer: This -\n      – or that.\n",
        "  - id: a\n    ask: Which?\n    answer: main\n"
        "    quiz: {kind: short, accept: [a？b, 'it’s']}\n",
        "  - id: a\n    ask: Which?\n    answer: A name {id:b, or so\n"
        "    quiz: {kind: short, accept: [id:b, text:c]}\n",
        "  - id: a\n    ask: Which?\n    answer: main\n"
        "    sources:\n      - A page\n        -long one\n",
        "  - id: a\n    ask: Which?\n    code: |\n      <<<<<<< HEAD\n"
        "      =======\n    answer: main\n",
    ],
)
def test_what_only_looks_like_a_slip_is_left_alone(tmp_path: Path, questions: str) -> None:
    assert write(tmp_path / "slips.yaml", questions).problems == ()


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("cp1252", "Windows-1252"), ("utf-16", "UTF-16"), ("utf-16-le", "UTF-16")],
)
def test_a_file_in_another_encoding_is_saved_as_utf_8(
    tmp_path: Path, encoding: str, named: str
) -> None:
    path = tmp_path / "slips.yaml"
    text = HEAD + "  - id: a\n    ask: What doesn’t a café do?\n    answer: Über “it”…\n"
    path.write_bytes(text.encode(encoding))
    found = read(path)

    assert {problem.rule for problem in found.problems} == {"utf-8"}
    fixed = fix_file(found, path, found.problems, schema=False)
    assert fixed is not None
    assert named in fixed.fixes[0].what
    assert path.read_bytes() == text.encode()


def test_a_line_in_another_encoding_than_the_rest_is_told_as_that(tmp_path: Path) -> None:
    path = tmp_path / "slips.yaml"
    text = HEAD + "  - id: a\n    ask: What does a café do?\n    answer: Über.\n"
    path.write_bytes(text.encode().replace("Über".encode(), "Über".encode("cp1252")))
    found = read(path)

    fixed = fix_file(found, path, found.problems, schema=False)

    assert fixed is not None
    assert fixed.fixes[0].what == "saved as UTF-8 what was Windows-1252; the rest is as it was"
    assert fixed.fixes[0].edits[0].line == FIRST + 3
    assert path.read_bytes() == text.encode()


@pytest.mark.parametrize("encoding", ["cp1251", "cp1253", "shift-jis"])
def test_an_encoding_that_is_not_certain_is_left_to_its_author(
    tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "slips.yaml"
    word = {"cp1251": "Какая", "cp1253": "Ποια", "shift-jis": "どれですか"}[encoding]
    path.write_bytes((HEAD + f"  - id: a\n    ask: {word}?\n    answer: main\n").encode(encoding))
    before = path.read_bytes()
    found = read(path)

    fix_file(found, path, found.problems, schema=False)

    assert path.read_bytes() == before


def test_hints_in_a_question_without_an_exercise_are_one_hint(tmp_path: Path) -> None:
    """A choice has none in its quiz, so indenting them there would be wrong as well."""
    text = "  - id: a\n    ask: Which?\n    answer: main\n    hints: [It's short]\n"
    text += "    quiz: {kind: short, accept: [main]}\n"

    found = write(tmp_path / "slips.yaml", text).problems

    assert ["write hint: It's short" in problem.message for problem in found] == [True]


@pytest.mark.parametrize(
    ("name", "meant"),
    [("term", "ask"), ("questiontext", "ask"), ("definition", "answer")],
)
def test_names_of_moodle_and_quizlet_are_known(tmp_path: Path, name: str, meant: str) -> None:
    right = "  - id: a\n    ask: Which?\n    answer: main\n"
    found = write(tmp_path / "slips.yaml", right.replace(f"{meant}:", f"{name}:")).problems

    assert [f'did you mean "{meant}"?' in problem.message for problem in found] == [True]


def test_lines_of_old_macs_are_one_message_and_fixed(tmp_path: Path) -> None:
    path = tmp_path / "slips.yaml"
    text = HEAD + "  - id: a\n    ask: Which?\n    answer: main\n"
    path.write_bytes(text.replace("\n", "\r").encode())
    found = read(path)

    assert [problem.rule for problem in found.problems] == ["line-ends"]
    fix_file(found, path, found.problems, schema=False)
    assert path.read_bytes() == text.encode()


def test_a_missing_format_is_written_above_all_names(tmp_path: Path) -> None:
    path = tmp_path / "slips.yaml"
    bare = dedent("""\
        # Questions about git
        pack: {id: m, title: M}
        questions: []
        """)
    path.write_text(bare, encoding="utf-8")
    found = read(path)

    fix_file(found, path, found.problems, schema=False)

    assert path.read_text("utf-8") == bare.replace("pack:", "format: 1\npack:", 1)


#: Those that are a question of their own, so that others can stand beside them.
BESIDE = [name for name, (questions, *_) in FIXED.items() if questions.startswith("  -")]


@given(st.sampled_from(BESIDE), st.sampled_from(BESIDE))
def test_two_slips_in_one_file_are_both_fixed(
    tmp_path_factory: pytest.TempPathFactory, one: str, other: str
) -> None:
    wrong, right = (
        "".join(
            re.sub(r"(?i)\bid:( ?)([a-z])", rf"id:\1q{n}-\2", str(FIXED[name][part]))
            for n, name in enumerate((one, other))
        )
        for part in (0, 3)
    )
    path = tmp_path_factory.mktemp("two") / "slips.yaml"
    found = write(path, wrong)

    while fix_file(found, path, found.problems, schema=False):
        found = read(path)

    assert path.read_text("utf-8") == HEAD + right


def test_options_without_a_space_after_their_hyphens_are_told_as_that_alone(tmp_path: Path) -> None:
    path = tmp_path / "slips.yaml"
    options = "      - text: a\n        right: true\n      -text: b\n      -text: c\n"
    quiz = f"    quiz:\n      kind: choice\n      options:\n{options}"
    found = write(path, f"  - id: a\n    ask: Which?\n    answer: A.\n{quiz}")

    told = {problem.message for problem in found.problems}

    assert told == {'a space is missing after the hyphen: write "- text:"'}
    assert len(found.problems) == 2
