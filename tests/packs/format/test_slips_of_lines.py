"""Slips of columns, documents and separators: one message, which a person or --fix can follow."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.slips import HEAD, check_fixed, check_told_once, write

from interview_cli.packs.checking.fix import fix_file
from interview_cli.packs.format.reader import read

ONE = "  - id: a\n    ask: Which?\n    answer: Forte.\n"

#: By name: what follows the head, the line of the slip in it, words of the message, and it fixed.
FIXED: dict[str, tuple[str, int, str, str]] = {
    "a field between two columns": (
        "  - id: a\n    ask: Which?\n answer: Forte.\n    hint: Loud.\n",
        3,
        "no field above it does: begin it in column 5, like line",
        "  - id: a\n    ask: Which?\n    answer: Forte.\n    hint: Loud.\n",
    ),
    "a field of an option in no column of its list": (
        f"{ONE}    quiz:\n      kind: choice\n      options:\n        - text: Forte\n"
        "          right: true\n        - text: Piano\n         why: It is soft.\n",
        10,
        "begin it in column 11",
        f"{ONE}    quiz:\n      kind: choice\n      options:\n        - text: Forte\n"
        "          right: true\n        - text: Piano\n          why: It is soft.\n",
    ),
    "a question that begins a column too far to the right": (
        f"{ONE}   - id: b\n     ask: Which?\n     answer: |\n       Piano.\n"
        "  - id: c\n    ask: Which?\n    answer: Mezzo.\n",
        4,
        "(line 5): indent both alike: lines 8 to 11, by 1 less",
        f"{ONE}  - id: b\n    ask: Which?\n    answer: |\n      Piano.\n"
        "  - id: c\n    ask: Which?\n    answer: Mezzo.\n",
    ),
    "a question without its hyphen": (
        f"{ONE}  id: b\n    ask: Which?\n    answer: Piano.\n",
        4,
        'another question begins here: write "- id: b", with a hyphen',
        f"{ONE}  - id: b\n    ask: Which?\n    answer: Piano.\n",
    ),
    "a question without its hyphen, and its fields where that would be": (
        f"{ONE}  id: b\n  ask: Which?\n  answer: |\n    Piano.\n  - id: c\n    ask: Which?\n"
        "    answer: Mezzo.\n",
        4,
        'another question begins here: write "- id: b", with a hyphen',
        f"{ONE}  - id: b\n    ask: Which?\n    answer: |\n      Piano.\n"
        "  - id: c\n    ask: Which?\n    answer: Mezzo.\n",
    ),
    "a field beside the name that it belongs below, and another below that": (
        f"{ONE}    quiz:\n    kind: short\n    stem: Which?\n      accept: [Forte]\n",
        5,
        '"kind" belongs to quiz: begin it in column 7, like line',
        f"{ONE}    quiz:\n      kind: short\n      stem: Which?\n      accept: [Forte]\n",
    ),
    "all fields of the quiz beside it": (
        f"{ONE}    quiz:\n    kind: short\n    accept:\n    - Forte\n",
        5,
        '"kind" and "accept" belong to quiz: indent them like the fields of quiz',
        f"{ONE}    quiz:\n      kind: short\n      accept:\n      - Forte\n",
    ),
    "a quiz without its name": (
        f"{ONE}    kind: short\n    accept:\n      - Forte\n    sources: [Grove]\n",
        4,
        '"kind" and "accept" belong to a quiz: write "quiz:" above them, and indent them',
        f"{ONE}    quiz:\n      kind: short\n      accept:\n        - Forte\n"
        "    sources: [Grove]\n",
    ),
    "a semicolon between fields in brackets": (
        f"{ONE}    key_points: [{{says: It is loud; any: [forte]}}]\n",
        4,
        "a comma goes between fields, not ;: write , any: [forte]",
        f"{ONE}    key_points: [{{says: It is loud, any: [forte]}}]\n",
    ),
    "a semicolon where the line ends": (
        f"{ONE}    quiz: {{kind: short;\n      accept: [Forte; or f]}}\n",
        4,
        "a comma goes between fields, not ;",
        f"{ONE}    quiz: {{kind: short,\n      accept: [Forte; or f]}}\n",
    ),
    "nothing between fields in brackets": (
        f"{ONE}    quiz:\n      kind: choice\n      options:\n"
        '        - {text: "Forte" why: It is loud}\n        - {text: Piano, right: true}\n',
        7,
        "a comma goes between fields, which is missing here: write , why: It is loud",
        f"{ONE}    quiz:\n      kind: choice\n      options:\n"
        '        - {text: "Forte", why: It is loud}\n        - {text: Piano, right: true}\n',
    ),
    "nothing before what is right": (
        f"{ONE}    quiz:\n      kind: choice\n      options:\n"
        "        - {text: Forte right: true}\n        - {text: Piano}\n",
        7,
        "which is missing here: write , right: true",
        f"{ONE}    quiz:\n      kind: choice\n      options:\n"
        "        - {text: Forte, right: true}\n        - {text: Piano}\n",
    ),
    "quotes in quotes": (
        '  - id: a\n    ask: "What does "forte" mean?"\n    answer: Loud.\n',
        2,
        """write ask: 'What does "forte" mean?'""",
        "  - id: a\n    ask: 'What does \"forte\" mean?'\n    answer: Loud.\n",
    ),
    "an option without its hyphen": (
        f"{ONE}    quiz:\n      kind: choice\n      options:\n        - text: Forte\n"
        "          right: true\n          text: Piano\n",
        9,
        'another item begins here: write "- text: Piano", with a hyphen',
        f"{ONE}    quiz:\n      kind: choice\n      options:\n        - text: Forte\n"
        "          right: true\n        - text: Piano\n",
    ),
    "a text that goes on below with a colon": (
        f"{ONE}    hint: It is a mark\n      of loudness: forte.\n",
        5,
        'write "hint: |", and all of the text on the lines below',
        f"{ONE}    hint: |\n      It is a mark\n      of loudness: forte.\n",
    ),
    "a text without a colon behind its name": (
        "  - id: a\n    ask: Which?\n    answer Forte, or loud.\n    hint: Loud.\n",
        3,
        "a colon is missing after answer: write answer: Forte, or loud.",
        "  - id: a\n    ask: Which?\n    answer: Forte, or loud.\n    hint: Loud.\n",
    ),
    "a last field without a colon": (
        f"{ONE}    hint Is it loud?\n",
        4,
        "a colon is missing after hint: write hint: Is it loud?",
        f"{ONE}    hint: Is it loud?\n",
    ),
    "a list of texts in quotes without its brackets": (
        f"{ONE}    quiz:\n      kind: short\n      accept: \"forte\", 'f', loud  # or so\n",
        6,
        """a list on one line has brackets around it: write accept: ["forte", 'f', loud]""",
        f"{ONE}    quiz:\n      kind: short\n      accept: [\"forte\", 'f', loud]  # or so\n",
    ),
    "a kind on the line of its quiz": (
        f"{ONE}    quiz: Short  # typed\n      accept: [forte]\n",
        4,
        "kind: short belongs below quiz: write it on a line with its other fields",
        f"{ONE}    quiz:\n      kind: short  # typed\n      accept: [forte]\n",
    ),
    "a kind on the line of its quiz, and below it": (
        f"{ONE}    quiz: short\n      kind: short\n      accept: [forte]\n",
        4,
        "the lines below quiz have its kind already: remove short here",
        f"{ONE}    quiz:\n      kind: short\n      accept: [forte]\n",
    ),
    "a text whose first line is deeper": (
        f"{ONE}    code: |\n          total = 0\n      for i in (1, 2):\n"
        "          total += i\n\n      print(total)\n",
        5,
        "the first line of this text is deeper than the others: begin it in column 7",
        f"{ONE}    code: |\n      total = 0\n      for i in (1, 2):\n"
        "          total += i\n\n      print(total)\n",
    ),
    "three quotes around code": (
        '  - id: a\n    ask: Which?\n    code: """\n      if loud:\n          play("f")\n'
        '    """\n    answer: It\n',
        3,
        'YAML has no """: write "code: |", and the text alone on the lines below it',
        '  - id: a\n    ask: Which?\n    code: |\n      if loud:\n          play("f")\n'
        "    answer: It\n",
    ),
    "slashes before a comment": (
        f"{ONE}    // more to come\n    hint: Loud.\n",
        4,
        "a comment begins with #, not with //",
        f"{ONE}    # more to come\n    hint: Loud.\n",
    ),
    "a comma that is missing between questions in brackets": (
        "  [{id: a, ask: Which?, answer: Forte.}\n   {id: b, ask: Which?, answer: Piano.}]\n",
        1,
        "a comma is missing here: write , after this }",
        "  [{id: a, ask: Which?, answer: Forte.},\n   {id: b, ask: Which?, answer: Piano.}]\n",
    ),
    "a comma that is missing before a name in quotes": (
        '  - {"id": "a", "ask": "Which?" "answer": "Forte."}\n',
        1,
        'a comma is missing here: write , after this "',
        '  - {"id": "a", "ask": "Which?", "answer": "Forte."}\n',
    ),
    "quotes in a text in braces": (
        '  - {"id": "a", "ask": "Which is "level": here?", "answer": "Forte."}\n',
        1,
        'this text has quotes in it like those around it: write "ask": \'Which is "level": here?\'',
        '  - {"id": "a", "ask": \'Which is "level": here?\', "answer": "Forte."}\n',
    ),
    "one bracket too many": (
        f"{ONE}    quiz: {{kind: short, accept: [Forte]}}}}\n",
        4,
        "this } closes nothing: remove it",
        f"{ONE}    quiz: {{kind: short, accept: [Forte]}}\n",
    ),
    "a comma where a line ends": (
        f"{ONE}    sources: [Grove],\n    hint: Loud.\n",
        4,
        "have no comma between them: remove it",
        f"{ONE}    sources: [Grove]\n    hint: Loud.\n",
    ),
    "the first field of a quiz on its line": (
        f"{ONE}    quiz: kind: short\n      accept: [Forte]\n",
        4,
        "the fields of quiz begin on the line below it: write kind: … there",
        f"{ONE}    quiz:\n      kind: short\n      accept: [Forte]\n",
    ),
    "questions twice": (
        f"{ONE}questions:\n  - id: b\n    ask: Which?\n    answer: Piano.\n",
        4,
        "the questions begin on line 4 already: remove this line",
        f"{ONE}  - id: b\n    ask: Which?\n    answer: Piano.\n",
    ),
    "a comma that is missing between options in brackets": (
        f"{ONE}    quiz: {{kind: choice, options: [{{text: f, right: true}} {{text: p}}]}}\n",
        4,
        "a comma is missing here: write , after this }",
        f"{ONE}    quiz: {{kind: choice, options: [{{text: f, right: true}}, {{text: p}}]}}\n",
    ),
    "tabs before a follow-up": (
        f"{ONE}    follow_ups:\n\t  - id: why\n\t    ask: Why?\n\t    answer: It is loud.\n",
        5,
        "indented with U+0009 (tab)",
        f"{ONE}    follow_ups:\n      - id: why\n        ask: Why?\n        answer: It is loud.\n",
    ),
    "a list of questions in a document of its own": (
        f"{ONE}---\nquestions:\n- id: b\n  ask: Which?\n  answer: Piano.\n",
        4,
        'remove this "---" and the "questions:" below it',
        f"{ONE}  - id: b\n    ask: Which?\n    answer: Piano.\n",
    ),
    "questions in a document of their own": (
        f"{ONE}---\n\n  - id: b\n    ask: Which?\n    answer: Piano.\n",
        4,
        'remove this "---", and indent what follows like the questions above',
        f"{ONE}\n  - id: b\n    ask: Which?\n    answer: Piano.\n",
    ),
    "nothing in a document": (f"{ONE}---\n", 4, 'remove this "---"', ONE),
}

QUIZ = f"{ONE}    quiz:\n      kind: choice\n      options:\n"
FIXED |= {
    "what is right on the line of an option's text": (
        f"{QUIZ}        - text: Forte, right: true\n        - text: Piano, so\n",
        7,
        'right is a field of its own: write "right: true" on the line below, in column 11, and no '
        "comma before it",
        f"{QUIZ}        - text: Forte\n          right: true\n        - text: Piano, so\n",
    ),
    "what is right behind a text without a comma": (
        f"{QUIZ}        - text: Forte right: true\n          why: It is loud.\n"
        "        - text: Piano\n",
        7,
        'write "right: true" on the line below, in column 11',
        f"{QUIZ}        - text: Forte\n          right: true\n          why: It is loud.\n"
        "        - text: Piano\n",
    ),
    "both fields of an option behind its text in quotes": (
        f'{QUIZ}        - text: "Forte, f", right: true, why: Loud, it is.\n'
        "        - text: Piano\n",
        7,
        "right and why are fields of their own: write each on a line below, in column 11",
        f'{QUIZ}        - text: "Forte, f"\n          right: true\n          why: Loud, it is.\n'
        "        - text: Piano\n",
    ),
    "both sides of a pair on a line": (
        f"{ONE}    quiz:\n      kind: match\n      pairs:\n        - left: f, right: loud\n"
        "        - {left: p, right: soft}\n        - {left: m, right: so}\n",
        7,
        'right is a field of its own: write "right: loud" on the line below',
        f"{ONE}    quiz:\n      kind: match\n      pairs:\n        - left: f\n"
        "          right: loud\n        - {left: p, right: soft}\n        - {left: m, right: so}\n",
    ),
    "what counts on the line of a key point": (
        f"{ONE}    key_points:\n      - says: loud, any: [forte, loud], weight: 2\n",
        5,
        "any and weight are fields of their own: write each on a line below, in column 9",
        f"{ONE}    key_points:\n      - says: loud\n        any: [forte, loud]\n"
        "        weight: 2\n",
    ),
    "options in braces with numbers": (
        f"{QUIZ}        1. {{text: f, right: true}}\n        2) {{text: p}}\n",
        7,
        'items of a list begin with a hyphen: write "- " in place of "1." and "2)"',
        f"{QUIZ}        - {{text: f, right: true}}\n        - {{text: p}}\n",
    ),
    "options on lines with numbers": (
        f"{QUIZ}        1. text: f\n           right: true\n        2. text: p\n",
        7,
        'write "- " in place of "1." and "2."',
        f"{QUIZ}        -  text: f\n           right: true\n        -  text: p\n",
    ),
    "questions with numbers": (
        "  1. id: a\n     ask: Which?\n     answer: Forte.\n"
        "  2. id: b\n     ask: Which?\n     answer: Piano.\n",
        1,
        'write "- " in place of "1." and "2."',
        "  -  id: a\n     ask: Which?\n     answer: Forte.\n"
        "  -  id: b\n     ask: Which?\n     answer: Piano.\n",
    ),
}

#: What nobody but the author can fix.
TOLD: dict[str, tuple[str, int, str]] = {
    "more of a text that begins with the name of a field": (
        "  - id: a\n    ask: Which\n    answer is right?\n    answer: Forte.\n",
        3,
        'this line is not "name: value"',
    ),
    "a text below three quotes that isn't indented": (
        '  - id: a\n    ask: Which?\n    answer: """\n    Forte.\n    """\n',
        3,
        'YAML has no """: write "answer: |", and the text alone on the lines below it',
    ),
    "what is right on the line of a text, and below it": (
        f"{QUIZ}        - text: f, right: true\n          right: true\n        - text: p\n",
        7,
        'text with ": " in it must be quoted',
    ),
    "another pack in the file": (
        f"{ONE}---\nformat: 1\npack: {{id: b, title: B}}\n",
        4,
        "one document: move what follows to a file of its own",
    ),
}


@pytest.mark.parametrize("slip", [*FIXED, *TOLD])
def test_a_slip_of_lines_is_one_message(tmp_path: Path, slip: str) -> None:
    check_told_once(tmp_path / "slips.yaml", *(FIXED.get(slip) or TOLD[slip])[:3])


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("slip", FIXED)
def test_a_slip_of_lines_is_fixed_as_its_message_says(
    tmp_path: Path, slip: str, line_end: str
) -> None:
    text, _, _, fixed = FIXED[slip]
    ended, wanted = (whole.replace("\n", line_end) for whole in (text, fixed))
    check_fixed(tmp_path / "slips.yaml", ended, wanted)


def test_each_question_in_a_document_of_its_own_is_written_into_the_list(tmp_path: Path) -> None:
    path = tmp_path / "slips.yaml"
    found = write(path, ONE + "".join(f"---\nid: {x}\nask: Which?\nanswer: {x}.\n" for x in "bcd"))

    assert {"write this question below" in problem.message for problem in found.problems} == {True}
    fix_file(found, path, found.problems, schema=False)

    assert [placed.question.id for placed in read(path).questions] == ["a", "b", "c", "d"]


def test_a_tab_in_a_follow_up_is_counted_as_one_question(tmp_path: Path) -> None:
    assert write(tmp_path / "slips.yaml", FIXED["tabs before a follow-up"][0]).left_out == 1


def test_fields_beside_pack_and_defaults_are_told_once_each_and_indented(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "format: 1\npack:\nid: mine\ntitle: Mine\ntracks:\n"
        "  - {id: a, title: A, steps: [{topic: b}]}\n"
        "defaults:\nlevel: mid\ntopic: b\nquestions:\n  - {id: a, ask: Which?, answer: Forte.}\n"
    )
    found = read(path)

    assert [problem.message.partition(":")[0] for problem in found.problems] == [
        '"id", "title" and "tracks" belong to pack',
        '"level" and "topic" belong to defaults',
    ]
    while fix_file(found, path, found.problems, schema=False):
        found = read(path)
    assert (found.problems, len(found.questions)) == ((), 1)


def test_defaults_that_are_indented_are_told_and_nothing_that_follows(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "format: 1\npack: {id: mine, title: Mine}\n  defaults: {level: mid, topic: b}\n"
        "questions:\n  - {id: a, ask: Which?, answer: Forte.}\n"
    )
    (problem,) = read(path).problems

    assert "begin it in column 1" in problem.message


def test_the_fences_of_a_code_block_are_taken_off(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(f"```yaml\n{HEAD}{ONE}```\n")
    found = read(path)

    (problem,) = found.problems
    assert "has no fences around it: remove this line and the last one" in problem.message
    fix_file(found, path, found.problems, schema=False)

    assert path.read_text() == HEAD + ONE


@pytest.mark.parametrize("words", [50, 2000])
def test_a_list_without_brackets_is_told_whole_or_not_at_all(tmp_path: Path, words: int) -> None:
    listed = ", ".join(f'"word {n}"' for n in range(words))
    text = (
        f"{HEAD}  - id: a\n    ask: What?\n    answer: Word 0.\n    key_points:\n"
        f"      - says: word 0\n        any: {listed}\n"
    )
    path = tmp_path / "pack.yaml"
    path.write_text(text, encoding="utf-8")
    short = len(f"        any: {listed}") <= 1000
    (problem, *_) = read(path).problems
    assert ("has brackets around it" in problem.message) == short
