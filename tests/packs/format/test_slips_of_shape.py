"""Values of the wrong shape: one message for each cause, which a person or --fix can follow."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.slips import check_fixed, check_told_once, write

from interview_cli.packs.checking.fix import fix_file
from interview_cli.packs.format.reader import read

ORDER = "  - id: a\n    ask: Order.\n    answer: So.\n    quiz:\n      kind: order\n"
STEPS = "        - tune\n        - bow, then\n        - play\n"
ONE = "  - id: a\n    ask: Which?\n    answer: Forte.\n"
EXERCISE = (
    f"{ONE}    quiz:\n      kind: code\n      form: write\n      starter: |\n"
    "        def loud():\n            ...\n      solution: |\n        def loud():\n"
    "            return 1\n      tests: |\n        from exercise import loud\n\n"
    "        def test_loud():\n            assert loud() == 1\n"
)
CHOICE = f"{ONE}    quiz:\n      kind: choice\n"

#: By name: what follows the head, the line of the slip in it, words of the message, and it fixed.
FIXED: dict[str, tuple[str, int, str, str]] = {
    "a hint in the question and once more in its quiz": (
        f"{ONE}    hint: Loud?\n    quiz:\n      kind: short\n      hint: Loud?\n"
        "      accept: [forte]\n",
        7,
        '"hint" belongs to the question, which has it already: remove this one',
        f"{ONE}    hint: Loud?\n    quiz:\n      kind: short\n      accept: [forte]\n",
    ),
    "what is accepted in the quiz and once more beside it": (
        f"{ONE}    accept: [forte]\n    quiz:\n      kind: short\n      accept: [forte]\n",
        4,
        '"accept" belongs to quiz, which has it already: remove this one',
        f"{ONE}    quiz:\n      kind: short\n      accept: [forte]\n",
    ),
    "commas of JSON in several lines": (
        f'{CHOICE}      options:\n        - text: "Forte",\n          right: true\n'
        '        - text: "Piano", \n        - text: "Mezzo"\n',
        7,
        "no comma between them: remove them (lines 11 and 13)",
        f'{CHOICE}      options:\n        - text: "Forte"\n          right: true\n'
        '        - text: "Piano" \n        - text: "Mezzo"\n',
    ),
    "code of the question in its quiz, with more below it": (
        f"{ONE}    quiz:  # typed\n      kind: short\n      code: |\n        play(1)\n\n"
        "          rest()\n      accept:\n      - forte\n",
        6,
        '"code" belongs to the question: write it as deep as "quiz:", and above that',
        f"{ONE}    code: |\n      play(1)\n\n        rest()\n    quiz:  # typed\n"
        "      kind: short\n      accept:\n      - forte\n",
    ),
    "sources of the question in its quiz, in its own column": (
        f"{ONE}    quiz:\n      sources:\n      - Grove  # 1980\n      kind: short\n"
        "      accept: [forte]\n",
        5,
        '"sources" belongs to the question: write it as deep as "quiz:", and above that',
        f"{ONE}    sources:\n    - Grove  # 1980\n    quiz:\n      kind: short\n"
        "      accept: [forte]\n",
    ),
    "the solution of a fix in its quiz": (
        f"{ONE}    code: |\n      x = 1\n    quiz:\n      kind: code\n      form: fix\n"
        "      minutes: 5\n      solution: |\n        x = 2\n      tests: |\n"
        "        from exercise import x\n\n\n        def test_x():\n            assert x == 2\n",
        10,
        'write it as "fixed", as deep as "quiz:" and above that',
        f"{ONE}    code: |\n      x = 1\n    fixed: |\n      x = 2\n    quiz:\n      kind: code\n"
        "      form: fix\n      minutes: 5\n      tests: |\n"
        "        from exercise import x\n\n\n        def test_x():\n            assert x == 2\n",
    ),
    "commas in a text in brackets, and a colon after them": (
        f"{CHOICE}      options:\n        - {{text: Loud, right: true}}\n"
        "        - {text: Soft, why: It's piano, mostly, and pianissimo: softer.}\n",
        8,
        """why: "It's piano, mostly, and pianissimo: softer.\"""",
        f"{CHOICE}      options:\n        - {{text: Loud, right: true}}\n"
        """        - {text: Soft, why: "It's piano, mostly, and pianissimo: softer."}\n""",
    ),
    "a key point with a colon": (
        f"{ONE}    key_points:\n      - says: loud\n      - it is a mark: of loudness # here\n",
        6,
        '": " in it must be quoted: {says: "it is a mark: of loudness"}',
        f"{ONE}    key_points:\n      - says: loud\n"
        '      - {says: "it is a mark: of loudness"} # here\n',
    ),
    "an option with a colon": (
        f"{CHOICE}      options:\n        - {{text: Loud, right: true}}\n        - A mark: of it\n",
        8,
        '": " in it must be quoted: {text: "A mark: of it"}',
        f"{CHOICE}      options:\n        - {{text: Loud, right: true}}\n"
        '        - {text: "A mark: of it"}\n',
    ),
    "questions within a question": (
        "  - questions:\n      - id: a\n        ask: |\n          Which?\n\n"
        "        answer: Forte.\n"
        "      - {id: b, ask: Which?, answer: Piano.}\n",
        1,
        "no questions within questions",
        "  - id: a\n    ask: |\n      Which?\n\n    answer: Forte.\n"
        "  - {id: b, ask: Which?, answer: Piano.}\n",
    ),
    "one hint in a list": (
        f"{ONE}    hints:\n      - Loud?\n",
        4,
        "write hint: Loud?",
        f"{ONE}    hint: Loud?\n",
    ),
    "options under another name, and the number of the last": (
        f"{CHOICE}      choices: [Soft, Loud]\n      correct: 2\n",
        6,
        'write "options:"; each option is an item of its own, and the right one says so',
        f"{CHOICE}      options: [{{text: Soft}}, {{text: Loud, right: true}}]\n",
    ),
    "options with a star": (
        f'{CHOICE}      options:\n        - Soft\n        - "*Loud"\n',
        7,
        "the right one says so: - {text: Loud, right: true}",
        f"{CHOICE}      options:\n        - {{text: Soft}}\n"
        "        - {text: Loud, right: true}\n",
    ),
    "the type of a quiz": (
        f"{ONE}    quiz:\n      type: short\n      accept: [Forte]\n",
        5,
        'did you mean "kind"?',
        f"{ONE}    quiz:\n      kind: short\n      accept: [Forte]\n",
    ),
    "steps with numbers": (
        f"{ORDER}      steps:\n        1. tune\n        2. bow, then\n        3. play\n",
        7,
        'begin each item with "- ", and not with "1."',
        f"{ORDER}      steps:\n{STEPS}",
    ),
    "steps with numbers in one line": (
        f"{ORDER}      steps: 1. tune 2. bow, then 3. play\n",
        6,
        'steps: [tune, "bow, then", play]',
        f'{ORDER}      steps: [tune, "bow, then", play]\n',
    ),
    "steps with nothing before them": (
        f"{ORDER}      steps:\n        tune\n        bow, then\n        play\n",
        7,
        'begin each item with "- "',
        f"{ORDER}      steps:\n{STEPS}",
    ),
    "key points below a bar": (
        f"{ONE}    key_points: |\n      * loud\n\n      * a mark: of loudness\n",
        4,
        'leave | out, and begin each item with "- "',
        f"{ONE}    key_points:\n      - {{says: loud}}\n\n"
        '      - {says: "a mark: of loudness"}\n',
    ),
    "addresses with commas between them": (
        f"{ONE}    sources: https://a.org/b, https://c.org/d\n",
        4,
        "sources: [https://a.org/b, https://c.org/d]",
        f"{ONE}    sources: [https://a.org/b, https://c.org/d]\n",
    ),
    "one answer for the only gap": (
        f'{ONE}    quiz:\n      kind: blanks\n      text: "{{{{1}}}} is loud"\n'
        "      accept: Forte\n",
        7,
        'accept: [["Forte"]]',
        f'{ONE}    quiz:\n      kind: blanks\n      text: "{{{{1}}}} is loud"\n'
        "      accept: [[Forte]]\n",
    ),
    "lines for gaps": (
        f"{ONE}    quiz:\n      kind: blanks\n      text: ___ is loud, ____ soft\n"
        "      accept: [[Forte], [piano]]\n",
        6,
        "write {{1}} to {{2}} for ___",
        f'{ONE}    quiz:\n      kind: blanks\n      text: "{{{{1}}}} is loud, {{{{2}}}} soft"\n'
        "      accept: [[Forte], [piano]]\n",
    ),
    "a line for a gap below a bar": (
        f"{ONE}    quiz:\n      kind: blanks\n      text: |\n        so: ___\n"
        "      accept: [[Forte]]\n",
        7,
        "write {{1}} for ___",
        f"{ONE}    quiz:\n      kind: blanks\n      text: |\n        so: {{{{1}}}}\n"
        "      accept: [[Forte]]\n",
    ),
    "a hyphen before the first field of a quiz": (
        f"{ONE}    quiz:\n      - kind: short\n        accept: [Forte]\n",
        5,
        "quiz must be a mapping: put a space in place of this hyphen",
        f"{ONE}    quiz:\n        kind: short\n        accept: [Forte]\n",
    ),
    "hyphens before the fields of a quiz": (
        f"{ONE}    quiz:\n      - kind: short\n      - accept:\n          - Forte\n",
        5,
        "quiz must be a mapping: put a space in place of each of these hyphens",
        f"{ONE}    quiz:\n        kind: short\n        accept:\n          - Forte\n",
    ),
    "pairs as names and texts": (
        f"{ONE}    quiz:\n      kind: match\n      pairs:\n"
        "        f: loud\n        p: soft, so\n        mf: half\n",
        7,
        "pairs must be a list: write - {left: f, right: loud}",
        f"{ONE}    quiz:\n      kind: match\n      pairs:\n        - {{left: f, right: loud}}\n"
        '        - {left: p, right: "soft, so"}\n        - {left: mf, right: half}\n',
    ),
    "an equals sign for a colon": (
        "  - id: a\n    ask: Which?\n    answer = Forte.\n",
        3,
        "a name is followed by a colon, not =: write answer: Forte.",
        ONE,
    ),
    "options of a question": (
        f"{ONE}    options:\n      - {{text: Loud, right: true}}\n      - {{text: Soft}}\n",
        4,
        'write "quiz:", below it "kind: choice" and "options:"',
        f"{CHOICE}      options:\n        - {{text: Loud, right: true}}\n"
        "        - {text: Soft}\n",
    ),
    "a field of a key point beside the key points": (
        f"{ONE}    key_points:\n      - says: loud\n    any: [forte]\n",
        6,
        '"any" belongs to a key point',
        f"{ONE}    key_points:\n      - says: loud\n        any: [forte]\n",
    ),
    "true or false": (
        f"{ONE}    quiz:\n      kind: truefalse\n      answer: no\n",
        5,
        'options: [{text: "True"}, {text: "False", right: true}]',
        f'{CHOICE}      options: [{{text: "True"}}, {{text: "False", right: true}}]\n',
    ),
    "steps behind numbers of their own": (
        f"{ORDER}      steps:\n        1: tune\n        2: bow, then\n        3: play\n",
        7,
        'steps: [tune, "bow, then", play]',
        f"{ORDER}      steps:\n{STEPS}",
    ),
    "an arrow in a pair": (
        f"{ONE}    quiz:\n      kind: match\n      pairs:\n        - {{left: f, right: loud}}\n"
        "        - p -> soft\n        - {left: mf, right: half}\n",
        8,
        '{left: "p", right: "soft"}',
        f"{ONE}    quiz:\n      kind: match\n      pairs:\n        - {{left: f, right: loud}}\n"
        '        - {left: "p", right: "soft"}\n        - {left: mf, right: half}\n',
    ),
    "a range for a number": (
        f"{ONE}    quiz:\n      kind: short\n      number: 3-5\n",
        6,
        "number must be a mapping: {value: 4, tolerance: 1}",
        f"{ONE}    quiz:\n      kind: short\n      number: {{value: 4, tolerance: 1}}\n",
    ),
    "a percentage for a mark": (
        f"{CHOICE}      options:\n        - {{text: Loud, right: true}}\n"
        "        - {text: Soft, mark: -50%}\n",
        8,
        "write -0.5",
        f"{CHOICE}      options:\n        - {{text: Loud, right: true}}\n"
        "        - {text: Soft, mark: -0.5}\n",
    ),
    "a hash at the beginning of a text": (
        f"{ONE}    hint: #1 of the marks\n",
        4,
        'quote the text: hint: "#1 of the marks"',
        f'{ONE}    hint: "#1 of the marks"\n',
    ),
    "a colon in the second line of a text": (
        "  - id: a\n    ask: Which?\n    answer:\n      The mark\n      for loud: forte.\n",
        5,
        'write "answer: |" and leave the lines as they are',
        "  - id: a\n    ask: Which?\n    answer: |\n      The mark\n      for loud: forte.\n",
    ),
    "a range of values": (
        "  - id: a\n    vary: {n: 1..3}\n    ask: What is {{n}}?\n    answer: It is {{n}}.\n",
        2,
        "n: [1, 2, 3]",
        "  - id: a\n    vary: {n: [1, 2, 3]}\n    ask: What is {{n}}?\n    answer: It is {{n}}.\n",
    ),
    "letters before options": (
        f"{CHOICE}      options: [A) Soft, B) Loud]\n      answer: b\n",
        6,
        "the right one says so: - {text: Loud, right: true}",
        f"{CHOICE}      options: [{{text: Soft}}, {{text: Loud, right: true}}]\n",
    ),
    "key points with their phrases": (
        f"{ONE}    key_points:\n      - loud: [forte, strong]\n",
        5,
        "write says: loud and any: …",
        f"{ONE}    key_points:\n      - says: loud\n        any: [forte, strong]\n",
    ),
    "phrases in a list of their own": (
        f"{ONE}    key_points:\n      - says: loud\n        any:\n          - [forte, strong]\n",
        7,
        'write "- " before each of its items',
        f"{ONE}    key_points:\n      - says: loud\n        any:\n          - forte\n"
        "          - strong\n",
    ),
    "code that isn't indented": (
        f"{ONE}    code: |\n    for n in range(3):\n        print(n)\n    hint: Loud.\n",
        5,
        'the text below "code: |" must be indented deeper',
        f"{ONE}    code: |\n      for n in range(3):\n          print(n)\n    hint: Loud.\n",
    ),
    "options that are true or false": (
        f"{CHOICE}      options:\n        Soft: false\n        Loud: true\n",
        7,
        "the right one says so: - {text: Loud, right: true}",
        f"{CHOICE}      options:\n        - {{text: Soft}}\n"
        "        - {text: Loud, right: true}\n",
    ),
    "a kind in a list": (
        f"{ONE}    quiz:\n      kind: [short]\n      accept: [Forte]\n",
        5,
        "kind must be text: write kind: short",
        f"{ONE}    quiz:\n      kind: short\n      accept: [Forte]\n",
    ),
    "several levels below each other": (
        f"{ONE}    level:\n      - mid\n      - junior\n    hint: Loud.\n",
        5,
        "the lowest it is asked at: level: junior",
        f"{ONE}    level: junior\n    hint: Loud.\n",
    ),
    "a pair as a list": (
        f"{ONE}    quiz:\n      kind: match\n      pairs:\n        - {{left: f, right: loud}}\n"
        "        - [p, soft]\n        - {left: mf, right: half}\n",
        8,
        "must be a mapping: {left: p, right: soft}",
        f"{ONE}    quiz:\n      kind: match\n      pairs:\n        - {{left: f, right: loud}}\n"
        "        - {left: p, right: soft}\n        - {left: mf, right: half}\n",
    ),
    "true with two letters swapped": (
        f"{ONE}    draft: ture\n",
        4,
        "Did you mean true?",
        f"{ONE}    draft: true\n",
    ),
    "needs as a list": (
        f"{ONE}    needs: [python>=3.11, sqlite 3.35]\n",
        4,
        'needs must be a mapping: needs: {python: ">=3.11", sqlite: ">=3.35"}',
        f'{ONE}    needs: {{python: ">=3.11", sqlite: ">=3.35"}}\n',
    ),
    "needs as a list with hyphens": (
        f"{ONE}    needs:\n      - python>=3.11\n    hint: Loud.\n",
        5,
        'needs must be a mapping: needs: {python: ">=3.11"}',
        f'{ONE}    needs: {{python: ">=3.11"}}\n    hint: Loud.\n',
    ),
    "values of vary row by row": (
        "  - id: a\n    vary:\n      - {n: 2, sign: 'p, p'}\n      - n: 3\n        sign: ppp\n"
        "    ask: What is {{n}}?\n    answer: It is {{sign}}.\n",
        3,
        'vary must be a mapping: vary: {n: [2, 3], sign: ["p, p", ppp]}',
        '  - id: a\n    vary: {n: [2, 3], sign: ["p, p", ppp]}\n'
        "    ask: What is {{n}}?\n    answer: It is {{sign}}.\n",
    ),
    "the day of a check by itself": (
        f"{ONE}    checked: 2026-11-21\n",
        4,
        "checked must be a mapping: {date: 2026-11-21}",
        f"{ONE}    checked: {{date: 2026-11-21}}\n",
    ),
    "programs with a bug as texts": (
        f"{EXERCISE}      mutants:\n        - |\n          def loud():\n\n              return 0\n"
        "        - code: |\n            loud = len\n",
        19,
        'this item of mutants must be a mapping: write "- code: |", and the text deeper',
        f"{EXERCISE}      mutants:\n        - code: |\n            def loud():\n\n"
        "                return 0\n        - code: |\n            loud = len\n",
    ),
    "gaps with spaces in their braces": (
        f'{ONE}    quiz:\n      kind: blanks\n      text: "{{{{ 1 }}}} and {{{{2 }}}}"\n'
        "      accept: [[forte], [f]]\n",
        6,
        "a gap is written without spaces: {{1}} and {{2}}",
        f'{ONE}    quiz:\n      kind: blanks\n      text: "{{{{1}}}} and {{{{2}}}}"\n'
        "      accept: [[forte], [f]]\n",
    ),
    "a starter with a comment for its body": (
        EXERCISE.replace("            ...\n", "            # write it here\n"),
        8,
        "there is nothing in this but comments: write ... below it, indented",
        EXERCISE.replace("            ...\n", "            ...\n            # write it here\n"),
    ),
    "a step in braces with its number": (
        f'{ORDER}      steps: [Piano, {{position: 2, text: "Mezzo, then"}}, Forte]\n',
        6,
        'write its text alone: "Mezzo, then"',
        f'{ORDER}      steps: [Piano, "Mezzo, then", Forte]\n',
    ),
    "a step in lines with its letter": (
        f"{ORDER}      steps:\n        - Piano\n        - id: b\n          text: Mezzo # half\n"
        "        - Forte\n",
        8,
        'write its text alone: "Mezzo"',
        f"{ORDER}      steps:\n        - Piano\n        - Mezzo # half\n        - Forte\n",
    ),
    "a step with its number as its name": (
        f"{ORDER}      steps:\n        - Piano\n        - step 2: Mezzo\n        - Forte\n",
        8,
        'write its text alone: "Mezzo"',
        f"{ORDER}      steps:\n        - Piano\n        - Mezzo\n        - Forte\n",
    ),
}

#: What nobody but the author can fix.
TOLD: dict[str, tuple[str, int, str]] = {
    "a group of questions": (
        "  - topic: music/bars\n    questions:\n      - {id: b, ask: Which?, answer: Piano.}\n",
        2,
        "move these beside the others, each with its topic",
    ),
    "options that don't say which is right": (
        f"{CHOICE}      options: [Soft, Loud, Slow]\n",
        6,
        "such as - {text: Soft}, with right: true in each one that is right",
    ),
    "a number that may count from 0": (
        f"{CHOICE}      options: [Soft, Loud, Slow]\n      right: [1]\n",
        6,
        "right: [1] may count from 0 or from 1",
    ),
    "feedback of H5P": (
        f"{CHOICE}      options:\n        - {{text: Loud, right: true}}\n"
        "        - {text: Soft, tipsAndFeedback: {chosenFeedback: It's piano.}}\n",
        8,
        'write its chosenFeedback as "why: …"',
    ),
    "a source with a comma": (
        f'{ONE}    sources: "Grove, Music"\n',
        4,
        """["Grove, Music"] if that's one, [Grove, Music] if it's 2""",
    ),
    "a source in two lines": (
        f"{ONE}    sources:\n      Grove\n      Music\n",
        5,
        "the first line alone, if all of this is one",
    ),
    "a source as fields": (
        f"{ONE}    sources:\n      - title: Grove\n        page: 12\n",
        5,
        'write it as one text: "Grove, 12"',
    ),
    "a step that isn't where its number says": (
        f"{ORDER}      steps: [Piano, {{n: 3, text: Forte}}, Mezzo]\n",
        6,
        'write its text alone: "Forte", where its n says',
    ),
    "a step with words of its own": (
        f"{ORDER}      steps: [Piano, {{text: Mezzo, why: Not loud}}, Forte]\n",
        6,
        'write its text alone: "Mezzo"',
    ),
    "two quizzes": (
        f"{ONE}    quiz:\n      - {{kind: short, accept: [Forte]}}\n"
        "      - {kind: short, accept: [f]}\n",
        5,
        "a question has one quiz: write a question of its own for each",
    ),
    "several hints": (f"{ONE}    hints: [Loud, Not soft]\n", 4, "there is one hint"),
    "a value with its unit": (
        f"{ONE}    quiz: {{kind: short, number: {{value: 60 bars}}}}\n",
        4,
        "it must be a number: write value: 60, and unit: [bars] beside number",
    ),
}


@pytest.mark.parametrize("slip", [*FIXED, *TOLD])
def test_a_slip_of_shape_is_one_message(tmp_path: Path, slip: str) -> None:
    check_told_once(tmp_path / "slips.yaml", *(FIXED.get(slip) or TOLD[slip])[:3])


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("slip", FIXED)
def test_a_slip_of_shape_is_fixed_as_its_message_says(
    tmp_path: Path, slip: str, line_end: str
) -> None:
    text, _, _, fixed = FIXED[slip]
    ended, wanted = (whole.replace("\n", line_end) for whole in (text, fixed))
    check_fixed(tmp_path / "slips.yaml", ended, wanted)


def test_names_in_one_text_are_several(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "format: 1.1\npack:\n  id: mine\n  title: Mine\n  tracks:\n"
        "    - {id: t, title: T, steps: music/bars; music/scores}\n"
        '  sets:\n    - {id: s, title: S, questions: "a, b"}\n'
        "questions:\n"
        "  - {id: a, ask: Which?, answer: It, level: mid, topic: music/bars}\n"
        "  - {id: b, ask: Which?, answer: So, level: mid, topic: music/scores}\n"
    )
    found = read(path)

    fix_file(found, path, found.problems, schema=False)

    assert read(path).problems == ()
    assert "steps: [{topic: music/bars}, {topic: music/scores}]" in path.read_text()
    assert "questions: [a, b]" in path.read_text()


def test_questions_without_any_head_are_two_messages_and_get_one(tmp_path: Path) -> None:
    path = tmp_path / "old-music.yaml"
    path.write_text("questions:\n  - {id: a, ask: Which?, answer: It}\n")
    found = read(path)

    assert [problem.message.partition(":")[0] for problem in found.problems] == [
        "format and pack are missing",
        "level and topic are missing from this question",
    ]
    assert found.problems[1].message.endswith("{level: junior, topic: old-music}")
    fix_file(found, path, found.problems, schema=False)
    assert path.read_text().startswith("format: 1\npack: {id: old-music, title: Old music}\nques")


def test_one_of_several_files_without_a_head_is_no_pack_by_itself(tmp_path: Path) -> None:
    one, other = tmp_path / "bars.yaml", tmp_path / "scores.yaml"
    for path in (one, other):
        path.write_text("questions:\n  - {id: a, ask: Which?, answer: It, level: mid, topic: b}\n")

    (problem,) = read(one).problems

    assert "into a pack.yaml beside this file" in problem.message
    assert problem.fixes == ()


@pytest.mark.parametrize("name", ["defaults", "questions"])
def test_what_stands_below_the_pack_is_moved_beside_it(tmp_path: Path, name: str) -> None:
    path = tmp_path / "mine.yaml"
    defaults = "defaults: {level: mid, topic: b}\n"
    questions = "questions:\n  - id: a\n    ask: Which?\n    answer: It\n"
    if name == "questions":
        questions = "  " + questions.rstrip().replace("\n", "\n  ") + "\n"
    rest = f"  {defaults}{questions}" if name == "defaults" else f"{questions}{defaults}"
    path.write_text(f"format: 1\npack:\n  id: mine\n  title: Mine\n{rest}")
    found = read(path)

    (problem,) = found.problems
    assert 'write it beside "pack:", not below it' in problem.message
    fix_file(found, path, found.problems, schema=False)

    assert (read(path).problems, len(read(path).questions)) == ((), 1)


@pytest.mark.parametrize(
    ("question", "quiz", "left"),
    [
        ("    hint: Loud?\n", "      hint: Soft?\n", "keep one of them, there"),
        ("", "      topic: music/pauses\n", 'write it as deep as "quiz:"'),
    ],
)
def test_a_field_that_says_something_else_than_that_of_the_question_is_kept(
    tmp_path: Path, question: str, quiz: str, left: str
) -> None:
    text = f"{ONE}{question}    quiz:\n      kind: short\n{quiz}      accept: [forte]\n"

    check_told_once(tmp_path / "slips.yaml", text, 6 + bool(question), left)
    found = read(tmp_path / "slips.yaml")
    fix_file(found, tmp_path / "slips.yaml", found.problems, schema=False)

    assert quiz.strip() in (tmp_path / "slips.yaml").read_text(encoding="utf-8")


def test_steps_that_are_numbered_from_0_are_written_alone(tmp_path: Path) -> None:
    steps = ", ".join(f"{{index: {n}, text: T{n}}}" for n in range(3))
    path = tmp_path / "slips.yaml"
    found = write(path, f"{ORDER}      steps: [{steps}]\n")

    fix_file(found, path, found.problems, schema=False)

    assert "steps: [T0, T1, T2]" in path.read_text(encoding="utf-8")
    assert read(path).problems == ()


def test_steps_in_another_order_than_their_numbers_are_left_to_the_author(tmp_path: Path) -> None:
    steps = ", ".join(f"{{index: {n}, text: T{n}}}" for n in (2, 1, 3))
    found = write(tmp_path / "slips.yaml", f"{ORDER}      steps: [{steps}]\n")

    assert [bool(problem.fixes) for problem in found.problems] == [False, False, True]
