"""What is wrong with the sets of values of a question, and where."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.packs import MINE

from interview_cli.core.questions.question import Question
from interview_cli.core.questions.variants import fill, template_of
from interview_cli.core.serialise import from_plain, to_plain
from interview_cli.packs.checking.fix import fix_file
from interview_cli.packs.format.reader import read
from interview_cli.packs.lint import RULES, lint

ONE = """\
  - id: one
    vary: {n: [3, 5], total: [6, 15]}
    ask: What is the sum from 1 to {{n}}?
    answer: "{{total}}"
"""
CHOICE = """\
    quiz:
      kind: choice
      options:
        - {text: "{{total}}", right: true}
        - text: "{{n}}"
        - text: "6"
"""


def check(tmp_path: Path, text: str) -> list[str]:
    file = tmp_path / "pack.yaml"
    file.write_text(MINE + text, encoding="utf-8")
    first = MINE.count("\n")
    return [f"{p.line - first}:{p.column} {p.message} [{p.rule}]" for p in read(file).problems]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[6, 15]", "[6]", "2:30 total has 1 value, n has 2: write as many of each [vary]"),
        ("n: [3, 5]", "n: []", "2:12 n has no values: write n: [3, 5, 8] [vary]"),
        ("n: [3, 5]", "n: 3", "2:15 n must be a list: n: [3] [type]"),
        (
            "[3, 5]",
            "[[3], 5]",
            '2:16 this item of n must be text, but this is a list in YAML: quote it: "[3]" [type]',
        ),
        (
            "{{n}}",
            "{{m}}",
            "3:36 {{m}} has no values in vary: did you mean n? [vary]",
        ),
        (
            "{{n}}",
            "n",
            "2:12 no text has {{n}}: write it where its value belongs, or leave it out here [vary]",
        ),
        (
            "{{n}}",
            "{{n}} or {{x}}",
            "3:45 {{x}} has no values in vary: vary has n and total [vary]",
        ),
        (
            "{{n}}",
            "{{n}} or {{tota}}",
            "3:45 {{tota}} has no values in vary: write {{total}} [vary]",
        ),
        (
            "{{n}}",
            "{{n}} or {{ n }}",
            "3:45 write {{n}}, without spaces, for its value to stand here [vary]",
        ),
        (
            "total: [6, 15]}",
            "2nd: [6, 15]}",
            '2:23 "2nd" is not a name for values: write letters, digits and _ [vary]',
        ),
        (
            "{n: [3, 5], total: [6, 15]}",
            "{}",
            "2:5 vary is empty: write the values of a name, as in n: [3, 5, 8] [vary]",
        ),
        ("{n: [3, 5], total: [6, 15]}", "[n]", "2:11 vary must be a mapping: {name: …} [type]"),
        ("[3, 5]", '["3\\n4", 5]', "2:16 a value is one line: put the rest in the text [vary]"),
        (
            '"{{total}}"',
            '"{{total}}"\n    quiz: {kind: blanks, text: "{{1}}", accept: [[a]]}',
            "2:5 vary and the kind blanks both mean something by {{…}}: "
            "leave one of them out [vary]",
        ),
        (
            "[6, 15]",
            "[6, 15, 36]",
            "2:30 total has 3 values, n has 2: write as many of each [vary]",
        ),
    ],
)
def test_each_fault_has_its_place(tmp_path, old, new, said):
    assert said in check(tmp_path, ONE.replace(old, new, 1))


@pytest.mark.parametrize(
    ("asked", "said", "fixed"),
    [
        ("1 to {n}?", "write {{n}} for {n}", "1 to {{n}}?"),
        ("1 to ${n}, or <n>?", "write {{n}} for ${n} and {{n}} for <n>", "1 to {{n}}, or {{n}}?"),
        ("1 to $n?", "write {{n}} for $n", "1 to {{n}}?"),
        ("1 to {{ n }}?", "write {{n}}, without spaces", "1 to {{n}}?"),
        ("1 to {{num}}?", "{{num}} has no values in vary: write {{n}}", "1 to {{n}}?"),
        ("1 to {{num}}? {{num}}?", "vary: write {{n}}", "1 to {{n}}? {{n}}?"),
    ],
)
def test_a_place_that_is_meant_for_a_value_is_told_once_and_fixed(
    tmp_path: Path, asked: str, said: str, fixed: str
) -> None:
    text = ONE.replace("1 to {{n}}?", asked)

    (problem,) = check(tmp_path, text)
    found = read(tmp_path / "pack.yaml")
    fix_file(found, tmp_path / "pack.yaml", found.problems, schema=False)

    assert said in problem
    written = (tmp_path / "pack.yaml").read_text(encoding="utf-8")
    assert written == MINE + ONE.replace("1 to {{n}}?", fixed)


@pytest.mark.parametrize("value", ['"{total}"', "{total}", "{{total}}"])
def test_a_number_in_other_braces_is_written_in_two(tmp_path: Path, value: str) -> None:
    quiz = f"    quiz: {{kind: short, number: {{value: {value}}}}}\n"
    file = tmp_path / "pack.yaml"

    assert len(check(tmp_path, ONE + quiz)) == 1
    found = read(file)
    fix_file(found, file, found.problems, schema=False)

    right = quiz.replace(value, '"{{total}}"')
    assert file.read_text(encoding="utf-8") == MINE + ONE + right


def test_a_misspelt_place_is_told_beside_what_could_not_be_read(tmp_path: Path) -> None:
    text = ONE.replace("What is the sum from 1 to {{n}}?", "{{num}} of what?")

    assert (
        check(tmp_path, text)
        == [
            '3:11 a name must be text; if this is not a mapping, quote it: ask: "{{num}} of what?" '
            "[yaml]",
            "3:10 {{num}} has no values in vary: write {{n}} [vary]",
        ][::-1]
    )
    found = read(tmp_path / "pack.yaml")
    fix_file(found, tmp_path / "pack.yaml", found.problems, schema=False)
    (left,) = read(tmp_path / "pack.yaml").problems
    assert left.message == "{{num}} has no values in vary: write {{n}}"


def test_braces_of_code_stay_as_they_are(tmp_path: Path) -> None:
    code = '    code: |\n      n = {{n}}\n      print(f"{n} of {total}")\n'
    assert check(tmp_path, ONE + code) == []


def test_a_sound_question_has_no_problem(tmp_path):
    assert check(tmp_path, ONE) == []


def test_other_template_languages_stay_as_they_are(tmp_path):
    assert check(tmp_path, ONE.replace("1 to", "{{ user.name }} and {{ item }} to")) == []
    jinja = '  - {id: j, ask: "What is {{n}} in Jinja?", answer: A variable.}\n'
    assert check(tmp_path, jinja) == []


def test_options_that_only_some_values_make_alike_are_told_with_these(tmp_path):
    (said,) = check(tmp_path, ONE + CHOICE)
    assert said.startswith("10:17 this option is the same as the one on line ")
    assert said.endswith("(with n = 3, total = 6) [options]")


def test_what_is_wrong_with_every_set_is_told_once(tmp_path):
    (said,) = check(tmp_path, ONE + CHOICE.replace('"6"', '"{{n}}"'))
    assert "with n" not in said


def test_code_is_compiled_with_the_values_and_its_line_is_named(tmp_path):
    code = "    code: |\n      x = 1\n      print({{n}} + {{total}})\n"
    assert check(tmp_path, ONE + code) == []
    output = code + "    quiz: {kind: output, prints: x}\n"
    broken = ONE.replace("[6, 15]", '[6, ")"]') + output
    (said,) = check(tmp_path, broken)
    assert said.startswith("7:7 code does not compile: unmatched ')'")
    assert said.endswith("(with n = 5, total = )) [python]")


def test_those_who_judge_a_question_see_the_first_set(tmp_path):
    file = tmp_path / "pack.yaml"
    file.write_text(MINE + ONE, encoding="utf-8")
    (placed,) = read(file).questions
    assert placed.question.ask == placed.part["ask"] == "What is the sum from 1 to 3?"
    assert template_of(placed.question).ask == "What is the sum from 1 to {{n}}?"


def test_lint_judges_what_is_filled_once_with_places_in_the_file(tmp_path):
    point = '    key_points: [{says: "red is {{n}}"}]\n'
    file = tmp_path / "pack.yaml"
    file.write_text(MINE + ONE + point, encoding="utf-8")
    found = [p for p in lint([read(file)], {*RULES}) if p.rule == "key-point-absent"]
    (problem,) = found
    assert '"red is 3"' in problem.message
    assert problem.line - MINE.count("\n") == 5
    assert problem.source.startswith("    key_points:")


NUMBER = '    quiz: {kind: short, number: {value: "{{total}}", tolerance: "0.{{n}}"}}\n'


def test_a_number_varies_too(tmp_path: Path) -> None:
    file = tmp_path / "pack.yaml"
    file.write_text(MINE + ONE + NUMBER, encoding="utf-8")
    (placed,) = read(file).questions
    quiz = fill(placed.question, 1).quiz

    assert quiz is not None
    assert (quiz.right, quiz.grade("15.4"), quiz.grade("15.6")) == (("15",), 1.0, 0.0)
    template = template_of(placed.question)
    assert from_plain(Question, to_plain(template)) == template


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("15]", "many]", "5:41 value is many; it must be a number (with n = 5, total = many)"),
        ('"0.{{n}}"', "-1", "5:65 tolerance is -1; it must be 0 or more"),
        ('"0.{{n}}"', '"-{{n}}"', "5:65 tolerance is -3; it must be 0 or more"),
    ],
)
def test_a_number_that_varies_is_one_with_each_set(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert check(tmp_path, (ONE + NUMBER).replace(old, new)) == [f"{said} [accept]"]
