"""Values and lines that YAML reads otherwise than meant: one message each, and --fix does it."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.slips import check_fixed, check_told_once, write

from interview_cli.packs.checking.fix import fix_file
from interview_cli.packs.format.reader import read

ONE = "  - id: a\n    ask: Which?\n    answer: Forte.\n"
CHOICE = f"{ONE}    quiz:\n      kind: choice\n      options:\n"
SHORT = f"{ONE}    quiz:\n      kind: short\n"
LOUD = "        - {text: Forte, right: true}\n        - {text: Piano}\n"

PRINTS = f"{ONE}    quiz: {{kind: output, prints: forte}}\n"

#: By name: what follows the head, the line of the slip in it, words of the message, and it fixed.
FIXED: dict[str, tuple[str, int, str, str]] = {
    "right by itself": (
        f"{CHOICE}        - {{text: Forte, right}}\n        - {{text: Piano}}\n",
        7,
        "right is empty: write right: true",
        f"{CHOICE}{LOUD}",
    ),
    "a check mark for right": (
        f"{CHOICE}        - {{text: Forte, right: ✔}} # loud\n        - {{text: Piano}}\n",
        7,
        "write right: true",
        f"{CHOICE}        - {{text: Forte, right: true}} # loud\n        - {{text: Piano}}\n",
    ),
    "a German no": (
        f"{CHOICE}        - {{text: Forte, right: true}}\n        - {{text: Piano, right: nein}}\n",
        8,
        "write right: false",
        f"{CHOICE}        - {{text: Forte, right: true}}\n"
        "        - {text: Piano, right: false}\n",
    ),
    "a text among options, one of which is right": (
        f"{CHOICE}        - {{text: Forte, right: true}}\n        - Piano\n",
        8,
        "must be a mapping: {text: Piano}",
        f"{CHOICE}{LOUD}",
    ),
    "an item farther left than its list": (
        f"{CHOICE}        - {{text: Forte, right: true}}\n      - text: Piano\n        why: Soft\n",
        8,
        "begin it in column 9, like line",
        f"{CHOICE}        - {{text: Forte, right: true}}\n        - text: Piano\n"
        "          why: Soft\n",
    ),
    "a bold option": (
        f"{CHOICE}        - **Forte**\n        - {{text: Piano}}\n",
        7,
        "* marks nothing in YAML: write {text: Forte, right: true}",
        f"{CHOICE}{LOUD}",
    ),
    "a field of a quiz without its colon": (
        f"{ONE}    quiz:\n      kind short\n      accept: [forte]\n",
        5,
        "a colon is missing after kind: write kind: short",
        f"{SHORT}      accept: [forte]\n",
    ),
    "a field of a question without its colon": (
        f"{ONE}    level senior\n    hint: Loud?\n",
        4,
        "a colon is missing after level: write level: senior",
        f"{ONE}    level: senior\n    hint: Loud?\n",
    ),
    "a block without its colon": (
        "  - id: a\n    ask: Which?\n    answer |\n      Forte.\n",
        3,
        "a colon is missing after answer: write answer: |",
        "  - id: a\n    ask: Which?\n    answer: |\n      Forte.\n",
    ),
    "a question without spaces behind its colons": (
        "  - id:a\n    ask:Which?\n    answer:Forte.\n",
        1,
        "a space is missing after the colon: write id: a",
        ONE,
    ),
    "two hyphens before a question": (
        "  - - id: a\n      ask: Which?\n      answer: Forte.\n",
        1,
        "leave the second one out",
        "  -   id: a\n      ask: Which?\n      answer: Forte.\n",
    ),
    "a field of an option with a hyphen of its own": (
        f"{CHOICE}        - text: Forte # loud\n        - right: true\n        - text: Piano\n",
        8,
        '"right" belongs to the option above: leave its hyphen out',
        f"{CHOICE}        - text: Forte # loud\n          right: true\n        - text: Piano\n",
    ),
    "a hint of the question in its quiz": (
        f"{SHORT}      accept: [forte]\n      hint: |\n        Loud?\n    level: mid # or so\n",
        7,
        '"hint" belongs to the question: write it as deep as "quiz:"',
        f"{SHORT}      accept: [forte]\n    hint: |\n      Loud?\n    level: mid # or so\n",
    ),
    "what a question needs as text": (
        f"{ONE}    needs: Python 3.12 # for its notes\n",
        4,
        'needs must be a mapping: {python: ">=3.12"}',
        f'{ONE}    needs: {{python: ">=3.12"}} # for its notes\n',
    ),
    "two levels in one text": (
        f"{ONE}    level: mid/junior\n",
        4,
        "one level, the lowest it is asked at: level: junior",
        f"{ONE}    level: junior\n",
    ),
    "a quiz in brackets": (
        f"{ONE}    quiz: [{{kind: short, accept: [forte]}}]  # typed\n",
        4,
        "leave its brackets [ ] out",
        f"{ONE}    quiz: {{kind: short, accept: [forte]}}  # typed\n",
    ),
    "a colon in a text in braces": (
        "  - {id: a, ask: Say it: loud or soft?, answer: Forte}\n",
        1,
        'ask: "Say it: loud or soft?"',
        '  - {id: a, ask: "Say it: loud or soft?", answer: Forte}\n',
    ),
    "an item that begins with a hash": (
        f"{SHORT}      accept: [forte, #f, f]\n      why: Loud\n",
        6,
        '# begins a comment here: quote the text: "#f"',
        f'{SHORT}      accept: [forte, "#f", f]\n      why: Loud\n',
    ),
    "a text of stars": (
        "  - id: a\n    ask: Which?\n    answer:\n      * Forte\n      * Piano  # too\n",
        4,
        'the text of answer begins with *: write "answer: |" above it',
        "  - id: a\n    ask: Which?\n    answer: |\n      * Forte\n      * Piano  # too\n",
    ),
    "a fence beside the name of code": (
        "  - id: a\n    ask: Which?\n    code: ```python\n      play(1)\n    ```\n    answer: It\n",
        3,
        'code goes below "code: |", without a fence',
        "  - id: a\n    ask: Which?\n    code: |\n      play(1)\n    answer: It\n",
    ),
    "a fence beside the name of a text": (
        "  - id: a\n    ask: Which?\n    answer: ```python\n      play(1)\n      ```\n",
        3,
        'write "answer: |", and the fence there',
        "  - id: a\n    ask: Which?\n    answer: |\n      ```python\n      play(1)\n      ```\n",
    ),
    "a link of Markdown as a source": (
        f"{ONE}    sources:\n      - [Dynamics](https://example.org/forte) # p. 3\n",
        5,
        "a source is an address, without a text: write https://example.org/forte",
        f"{ONE}    sources:\n      - https://example.org/forte # p. 3\n",
    ),
    "a link of Markdown in a list in brackets": (
        f"{ONE}    sources: [[Dynamics](https://example.org/forte)]\n",
        4,
        "a source is an address, without a text: write https://example.org/forte",
        f"{ONE}    sources: [https://example.org/forte]\n",
    ),
    "key points with a list for each": (
        f"{ONE}    key_points:\n      it's loud: [loud]\n      no mark: # yet\n        - soft\n",
        5,
        "- says: it's loud, and any: …",
        f"{ONE}    key_points:\n      - says: it's loud\n        any: [loud]\n"
        "      - says: no mark\n        any: # yet\n          - soft\n",
    ),
    "steps with arrows between them": (
        f"{ONE}    quiz: {{kind: order, steps: tune -> bow -> play}}\n",
        4,
        "steps: [tune, bow, play]",
        f"{ONE}    quiz: {{kind: order, steps: [tune, bow, play]}}\n",
    ),
    "a topic with the colons of tags": (
        f"{ONE}    topic: music::dynamics\n",
        4,
        "music/dynamics",
        f"{ONE}    topic: music/dynamics\n",
    ),
    "a number that varies": (
        '  - id: a\n    vary: {n: [3, 4]}\n    ask: "{{n}} bars?"\n    answer: "{{n}}."\n'
        "    quiz:\n      kind: short\n      number: {{n}}\n",
        7,
        'number: {value: "{{n}}"}',
        '  - id: a\n    vary: {n: [3, 4]}\n    ask: "{{n}} bars?"\n    answer: "{{n}}."\n'
        '    quiz:\n      kind: short\n      number: {value: "{{n}}"}\n',
    ),
    "quotes of a word processor around a text in code": (
        f"{PRINTS}    code: |\n      name = ‘forte’  # it’s loud\n      print(name)\n",
        6,
        "code has signs of a word processor that aren't Python: write ' for ‘ and ’",
        f"{PRINTS}    code: |\n      name = 'forte'  # it’s loud\n      print(name)\n",
    ),
    "a quote of a word processor that ends a text": (
        f'{PRINTS}    code: |\n      name = "forte”\n      print(name)\n',
        6,
        'write " for ”',
        f'{PRINTS}    code: |\n      name = "forte"\n      print(name)\n',
    ),
    "no-break spaces that indent code": (
        f"{PRINTS}    code: |\n      for n in [1]:\n      \xa0 \xa0 print('\xa0', n)\n"
        "      else:\n      \xa0 \xa0 print('forte')\n",
        7,
        "write a space for U+00A0 (no-break space) (lines 11 and 13)",
        f"{PRINTS}    code: |\n      for n in [1]:\n          print('\xa0', n)\n"
        "      else:\n          print('forte')\n",
    ),
    "a dash and wide brackets in code in quotes": (
        f"{PRINTS}    code: \"print（3 – 2）  # 'forte'\"\n",
        5,
        "write ( for （, - for U+2013 (en dash) and ) for ）",
        f"{PRINTS}    code: \"print(3 - 2)  # 'forte'\"\n",
    ),
    "quotes of a word processor in setup": (
        f"{PRINTS}    setup: |\n      name = “forte”\n    code: print(name)\n",
        6,
        "setup has signs of a word processor that aren't Python: write \" for “ and ”",
        f'{PRINTS}    setup: |\n      name = "forte"\n    code: print(name)\n',
    ),
    "quotes of a word processor in a block of Python": (
        f"{ONE}    hint: |\n      So.\n\n        ```python\n        print(‘forte’)\n        ```\n",
        8,
        "this Python has signs of a word processor that aren't Python: write ' for",
        f"{ONE}    hint: |\n      So.\n\n        ```python\n        print('forte')\n        ```\n",
    ),
    "the level of a follow-up": (
        f"{ONE}    follow_ups:\n      - id: b\n        level: senior\n        ask: And?\n"
        "        answer: Fortissimo.\n",
        6,
        "leave it out: a follow-up is asked at the level of its question",
        f"{ONE}    follow_ups:\n      - id: b\n        ask: And?\n        answer: Fortissimo.\n",
    ),
    "a fence around code in one line": (
        f"{PRINTS}    code: ```print('forte')```\n",
        5,
        "code has no fence here: write code: print('forte')",
        f"{PRINTS}    code: print('forte')\n",
    ),
    "a fence beside the name of code that isn't closed": (
        f"{PRINTS}    code: ```python\n      name = 'forte'\n      print(name)\n"
        "    hint: |\n      So:\n\n      ```\n      f\n      ```\n",
        5,
        'code goes below "code: |", without a fence',
        f"{PRINTS}    code: |\n      name = 'forte'\n      print(name)\n"
        "    hint: |\n      So:\n\n      ```\n      f\n      ```\n",
    ),
    "a number with its unit in a mapping": (
        f"{SHORT}      number: {{value: 60 seconds}} # a minute\n",
        6,
        "write value: 60, and unit: [seconds] beside number",
        f"{SHORT}      unit: [seconds]\n      number: {{value: 60}} # a minute\n",
    ),
    "a number with a unit of signs, in braces": (
        f"{ONE}    quiz: {{kind: short, number: {{value: 37.5 °C}}}}\n",
        4,
        'write value: 37.5, and unit: ["°C"] beside number',
        f'{ONE}    quiz: {{kind: short, unit: ["°C"], number: {{value: 37.5}}}}\n',
    ),
    "a speed": (
        f"{SHORT}      number: 60 km/h\n",
        6,
        "{value: 60}, and unit: [km/h] beside it",
        f"{SHORT}      number: {{value: 60}}\n      unit: [km/h]\n",
    ),
    "a unit that is there already": (
        f"{SHORT}      number: {{value: 60 s, tolerance: 1}}\n      unit: [s]\n",
        6,
        "write value: 60",
        f"{SHORT}      number: {{value: 60, tolerance: 1}}\n      unit: [s]\n",
    ),
    "a unit behind the tolerance": (
        f"{SHORT}      number: {{value: 60, tolerance: 5 s}}\n",
        6,
        "write tolerance: 5",
        f"{SHORT}      number: {{value: 60, tolerance: 5}}\n",
    ),
    "a tolerance in percent of a number below zero": (
        f"{SHORT}      number: {{value: -250, tolerance: 2 %}}\n",
        6,
        "write 5 for 2 % of 250",
        f"{SHORT}      number: {{value: -250, tolerance: 5}}\n",
    ),
    "a minus that isn't the one of a keyboard": (
        f"{SHORT}      number: {{value: \u22122.5}}\n",
        6,
        "this minus is U+2212 (minus sign), so write -2.5",
        f"{SHORT}      number: {{value: -2.5}}\n",
    ),
    "such a minus without a mapping": (
        f"{SHORT}      number: \u221240\n",
        6,
        "{value: -40}",
        f"{SHORT}      number: {{value: -40}}\n",
    ),
    "such a minus before a number with its unit": (
        f"{SHORT}      number: \u221240 °C\n",
        6,
        "{value: -40}",
        f'{SHORT}      number: {{value: -40}}\n      unit: ["°C"]\n',
    ),
    "a dash in an id that looks like a hyphen": (
        "  - id: a\u2011b\n    ask: Which?\n    answer: Forte.\n",
        1,
        "with U+2011 (non-breaking hyphen) in it; an id is made of small letters",
        "  - id: a-b\n    ask: Which?\n    answer: Forte.\n",
    ),
    "a version of Python and newer": (
        f"{ONE}    needs: {{python: 3.10+}}\n",
        4,
        'python is "3.10+"; write versions as ">=3.10"',
        f'{ONE}    needs: {{python: ">=3.10"}}\n',
    ),
    "a version of Python in words": (
        f"{ONE}    needs:\n      python: 3.10 or newer # for match\n",
        5,
        'write versions as ">=3.10"',
        f'{ONE}    needs:\n      python: ">=3.10" # for match\n',
    ),
    "a version of Python by itself": (
        f"{ONE}    needs: {{python: 3.10}}\n",
        4,
        'write versions as ">=3.10"',
        f'{ONE}    needs: {{python: ">=3.10"}}\n',
    ),
    "a version with the sign of word processors": (
        f"{ONE}    needs: {{python: ≥3.10}}\n",
        4,
        'write versions as ">=3.10"',
        f'{ONE}    needs: {{python: ">=3.10"}}\n',
    ),
    "a version with a caret": (
        f"{ONE}    needs: {{pydantic: ^2.7}}\n",
        4,
        'write versions as ">=2.7,<3"',
        f'{ONE}    needs: {{pydantic: ">=2.7,<3"}}\n',
    ),
    "a mark in percent": (
        f"{CHOICE}        - {{text: Forte, right: true}}\n        - {{text: Piano, mark: 50}}\n",
        8,
        "mark is 50: it can be from -1 to 1, the share of the score: write 0.5",
        f"{CHOICE}        - {{text: Forte, right: true}}\n        - {{text: Piano, mark: 0.5}}\n",
    ),
    "a mark below zero in percent": (
        f"{CHOICE}        - {{text: Forte, right: true}}\n"
        "        - text: Piano\n          mark: -33.333\n",
        9,
        "write -0.3333",
        f"{CHOICE}        - {{text: Forte, right: true}}\n"
        "        - text: Piano\n          mark: -0.3333\n",
    ),
    "a path alone in double quotes": (
        f'{SHORT}      accept: ["C:\\new"]\n',
        6,
        "\\new is an escape in double quotes: use single quotes: 'C:\\new'",
        f"{SHORT}      accept: ['C:\\new']\n",
    ),
    "an empty list that is printed": (
        f"{ONE}    code: print([])\n    quiz: {{kind: output, prints: []}}\n",
        5,
        '[] is no text in YAML: quote it: prints: "[]"',
        f'{ONE}    code: print([])\n    quiz: {{kind: output, prints: "[]"}}\n',
    ),
    "an empty dict that is typed": (
        f"{SHORT}      accept: [{{}}]\n",
        6,
        'quote it: "{}"',
        f'{SHORT}      accept: ["{{}}"]\n',
    ),
    "a tolerance with its sign": (
        f"{SHORT}      number: {{value: 60, tolerance: ±5}}\n",
        6,
        'tolerance is "±5"; it must be a number: write 5',
        f"{SHORT}      number: {{value: 60, tolerance: 5}}\n",
    ),
    "a unit within the number": (
        f"{ONE}    quiz: {{kind: short, number: {{value: 60, unit: km}}}}\n",
        4,
        '"unit" belongs to quiz: write unit: [km] beside "number:"',
        f"{ONE}    quiz: {{kind: short, unit: [km], number: {{value: 60}}}}\n",
    ),
    "the weight of a follow-up in percent": (
        f"{ONE}    follow_ups: [{{id: b, ask: And?, answer: So., weight: 50}}]\n",
        4,
        "that of a follow-up must be from 0 to 1: write 0.5",
        f"{ONE}    follow_ups: [{{id: b, ask: And?, answer: So., weight: 0.5}}]\n",
    ),
    "texts where each gap has a list": (
        f'{ONE}    quiz:\n      kind: blanks\n      text: "{{{{1}}}} then {{{{2}}}}"\n'
        "      accept: [forte, piano] # both\n",
        7,
        "accept has a list for each gap: write accept: [[forte], [piano]]",
        f'{ONE}    quiz:\n      kind: blanks\n      text: "{{{{1}}}} then {{{{2}}}}"\n'
        "      accept: [[forte], [piano]] # both\n",
    ),
    "texts for one gap": (
        f'{ONE}    quiz:\n      kind: blanks\n      text: "It is {{{{1}}}}."\n'
        "      accept: [forte, loud]\n",
        7,
        "write accept: [[forte, loud]]",
        f'{ONE}    quiz:\n      kind: blanks\n      text: "It is {{{{1}}}}."\n'
        "      accept: [[forte, loud]]\n",
    ),
}


@pytest.mark.parametrize("name", FIXED)
def test_a_slip_is_told_once(tmp_path: Path, name: str) -> None:
    text, line, words, _ = FIXED[name]

    check_told_once(tmp_path / "slips.yaml", text, line, words)


@pytest.mark.parametrize("name", FIXED)
def test_a_slip_is_fixed_as_its_message_says(tmp_path: Path, name: str) -> None:
    check_fixed(tmp_path / "slips.yaml", FIXED[name][0], FIXED[name][3])


def test_a_tolerance_in_percent_is_never_taken_for_the_number_of_its_percents(
    tmp_path: Path,
) -> None:
    path = tmp_path / "slips.yaml"
    found = write(path, f"{SHORT}      number: {{value: 250 m, tolerance: 1%}}\n")

    while fix_file(found, path, found.problems, schema=False):
        found = read(path)

    assert "number: {value: 250, tolerance: 2.5}" in path.read_text(encoding="utf-8")


def test_a_tolerance_in_percent_of_percents_is_left_to_the_author(tmp_path: Path) -> None:
    text = f'{SHORT}      number: {{value: 50, tolerance: 2%}}\n      unit: ["%"]\n'
    (problem,) = write(tmp_path / "slips.yaml", text).problems

    assert "it is a difference, and no share" in problem.message
    assert problem.fixes == ()


def test_a_question_among_options_is_one_message_and_its_answer_becomes_no_option(
    tmp_path: Path,
) -> None:
    path = tmp_path / "slips.yaml"
    inside = "        - id: b\n          ask: Why?\n          answer: So.\n          sources: [A]\n"
    (problem,) = write(path, f"{CHOICE}{LOUD}{inside}").problems

    assert "this is a question of its own" in problem.message
    assert "begin it in column 3, like line" in problem.message
    assert problem.fixes == ()


def test_a_question_among_texts_is_one_message(tmp_path: Path) -> None:
    inside = "        - id: b\n          ask: Why?\n          answer: So.\n"
    text = f"{SHORT}      accept:\n        - forte\n{inside}"
    (problem,) = write(tmp_path / "slips.yaml", text).problems

    assert "this is a question of its own" in problem.message
    assert problem.fixes == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  - id: a\n    ask: {}\n    answer: Forte.\n", "ask is empty: write something; if {} is"),
        ("  - id: a\n    ask: Which?\n    answer: []\n", 'quote it: answer: "[]"'),
        (f"{ONE}    hint: {{}}\n", "hint is empty: write something, or leave it out; if {} is"),
        ("  - id: []\n    ask: Which?\n    answer: Forte.\n", "id is empty: write something"),
        (
            f"{CHOICE}        - {{text: Forte, right: true}}\n        - {{text: {{}}}}\n",
            'text is empty: write something; if {} is the text, quote it: text: "{}"',
        ),
        (
            f"{CHOICE}        - {{text: Forte, right: true}}\n        - {{text: Piano, mark: 2}}\n",
            "the share of the score; of 4 points, 2 are 0.5",
        ),
        (f"{ONE}    tags: [loud, soft]\n", 'which has topic already: remove it, or write "x-tags"'),
        (f"{ONE}    needs: {{python: latest}}\n", 'write versions as ">=1.2" or'),
        (f"{SHORT}      accept: [北京，Beijing]\n", "write 北京, Beijing for 2, or quote it"),
        (
            f'{ONE}    quiz:\n      kind: blanks\n      text: "{{{{1}}}} {{{{2}}}}"\n'
            "      accept: [a, b, c]\n",
            "accept has a list for each gap, such as [a, b]",
        ),
    ],
)
def test_what_may_be_meant_otherwise_is_asked_once_and_not_fixed(
    tmp_path: Path, text: str, words: str
) -> None:
    (problem,) = write(tmp_path / "slips.yaml", text).problems

    assert words in problem.message
    assert problem.fixes == ()


@pytest.mark.parametrize("text", ['"Q:\\nWhat?"', '"C: one\\nD: two"', '"a\\tb"', '"x:\\ny"'])
def test_a_line_break_in_double_quotes_is_no_path(tmp_path: Path, text: str) -> None:
    written = f"  - id: a\n    ask: {text}\n    answer: Forte.\n"

    assert write(tmp_path / "slips.yaml", written).problems == ()


def test_a_line_is_removed_though_something_is_wrong_in_the_one_below(tmp_path: Path) -> None:
    path = tmp_path / "slips.yaml"
    found = write(path, f"{ONE}    points: 2\n    tags: [loud, soft]\n")

    fix_file(found, path, found.problems, schema=False)

    assert path.read_text(encoding="utf-8").endswith(f"{ONE}    tags: [loud, soft]\n")


def test_a_wide_comma_in_a_text_that_is_read_is_left_alone(tmp_path: Path) -> None:
    text = f"{ONE}    sources: [北京，Beijing]\n    hint: 你好，世界\n"

    assert write(tmp_path / "slips.yaml", text).problems == ()


def test_a_name_in_a_set_is_fixed_though_its_question_is_in_another_file(tmp_path: Path) -> None:
    head = "format: 1\npack:\n  id: a\n  title: A\n  sets: [{id: s, title: S, questions: [@]}]\n"
    path = tmp_path / "pack.yaml"
    path.write_text(head.replace("@", "left-jion"), encoding="utf-8")
    more = "questions:\n  - {id: left-join, ask: A?, answer: B., level: mid, topic: c}\n"
    (tmp_path / "more.yaml").write_text(more, encoding="utf-8")
    found = read(tmp_path)

    fix_file(found, path, found.problems, schema=False)

    assert path.read_text(encoding="utf-8") == head.replace("@", "left-join")


def test_a_picture_is_named_with_slashes(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "tree.svg").write_text(SVG, encoding="utf-8")
    head = "format: 1.1\npack: {id: a, title: A}\nquestions:\n"
    path = tmp_path / "pack.yaml"
    question = "  - {id: a, ask: A?, answer: B., level: mid, topic: c, image: {file: @, alt: A}}\n"
    for wrong, right in (
        ("images\\tree.svg", "images/tree.svg"),
        ('"images\\tree.svg"', "images/tree.svg"),
    ):
        path.write_text(head + question.replace("@", wrong), encoding="utf-8")
        while (found := read(tmp_path)).problems:
            assert len(found.problems) == 1
            assert fix_file(found, path, found.problems, schema=False)

        assert right in path.read_text(encoding="utf-8").replace("'", "")


SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">
  <rect width="9" height="9"/>
</svg>
"""
