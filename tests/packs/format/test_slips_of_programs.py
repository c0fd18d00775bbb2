"""Exercises and code as other programs have them: one message each, and --fix does it."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.slips import check_fixed, check_told_once, write

from interview_cli.packs.checking.check import RuleFilter, check
from interview_cli.packs.checking.fix import fix

ONE = "  - id: a\n    ask: Which?\n    answer: Forte.\n"
TESTS = (
    "      tests: |\n        from exercise import play\n\n        def test_plays():\n"
    "            assert play(1) == 2\n"
)
FIX = f"{ONE}    quiz:\n      kind: code\n      form: fix\n"
WRONG = "    code: |\n      def play(n):\n          return n\n"
RIGHT = "    fixed: |\n      def play(n):\n          return 2 * n\n"
QUIZ = "    quiz:\n      kind: code\n      form: fix\n"


def deeper(text: str) -> str:
    return "".join(f"  {line}" for line in text.splitlines(keepends=True))


STARTER = deeper(WRONG).replace("code:", "starter:")
SOLUTION = deeper(RIGHT).replace("fixed:", "solution:")

#: By name: what follows the head, the line of the slip in it, words of the message, and it fixed.
FIXED: dict[str, tuple[str, int, str, str]] = {
    "both programs of a fix in its quiz": (
        FIX + STARTER + SOLUTION + TESTS,
        7,
        'write starter as "code" and solution as "fixed", as deep as "quiz:"',
        ONE + WRONG + RIGHT + QUIZ + TESTS,
    ),
    "the wrong program of a fix in its quiz": (
        ONE + RIGHT + QUIZ + STARTER + TESTS,
        10,
        'the learner begins with the question\'s code: write it as "code"',
        ONE + RIGHT + WRONG + QUIZ + TESTS,
    ),
    "a starter that is the code once more": (
        ONE + WRONG + RIGHT + QUIZ + STARTER + TESTS,
        13,
        "fix has no starter, for the learner begins with the question's code: remove it",
        ONE + WRONG + RIGHT + QUIZ + TESTS,
    ),
    "a fence of another language around code that is run": (
        f"{ONE}    code: |\n      ```sql\n      SELECT 1 FROM t;\n      ```\n"
        "    quiz: {kind: output, prints: 1}\n",
        5,
        "remove the lines of ``` around it, and write language: sql",
        f"{ONE}    language: sql\n    code: |\n      SELECT 1 FROM t;\n"
        "    quiz: {kind: output, prints: 1}\n",
    ),
    "a fence of another language than the question has": (
        f"{ONE}    language: python # or so\n    code: |\n      ```sql\n      SELECT 1 FROM t;\n"
        "      ```\n    quiz: {kind: output, prints: 1}\n",
        6,
        "and write language: sql",
        f"{ONE}    language: sql # or so\n    code: |\n      SELECT 1 FROM t;\n"
        "    quiz: {kind: output, prints: 1}\n",
    ),
    "code with the prompts of a shell": (
        f"{ONE}    code: |\n      >>> for n in [1]:\n      ...     print(n)\n      ...\n"
        "      >>> n\n    quiz: {kind: output, prints: 1}\n",
        5,
        "code is copied from Python's shell: leave >>> and ... out",
        f"{ONE}    code: |\n      for n in [1]:\n          print(n)\n      \n      n\n"
        "    quiz: {kind: output, prints: 1}\n",
    ),
    "code with the prompts of IPython": (
        f"{ONE}    code: |\n      In [1]: for n in [1]:\n         ...:     print(n)\n"
        "    quiz: {kind: output, prints: 1}\n",
        5,
        "leave In [1]: and ...: out",
        f"{ONE}    code: |\n      for n in [1]:\n          print(n)\n"
        "    quiz: {kind: output, prints: 1}\n",
    ),
}

FIXED |= {
    f"{language} that would be run": (
        f"{ONE}    code: |\n      {code}\n    quiz: {{kind: output, prints: 1}}\n",
        4,
        f"code isn't Python, and looks like {language}: write language: {language} beside it",
        f"{ONE}    language: {language}\n    code: |\n      {code}\n"
        "    quiz: {kind: output, prints: 1}\n",
    )
    for language, code in (
        ("bash", "for f in *.txt; do echo $f; done"),
        ("sql", "SELECT count(*) FROM players;"),
        ("javascript", "const play = (n) => 2 * n;"),
    )
}
FIXED |= {
    "SQL that would be run, in braces": (
        '  - {id: a, ask: A?, answer: So., code: "SELECT 1 FROM t",'
        " quiz: {kind: output, prints: 1}}\n",
        1,
        "code isn't Python, and looks like sql: write language: sql beside it",
        '  - {id: a, ask: A?, answer: So., language: sql, code: "SELECT 1 FROM t",'
        " quiz: {kind: output, prints: 1}}\n",
    ),
    "SQL in a fence of Python": (
        "  - id: a\n    ask: |\n      Why?\n\n      ```python\n      SELECT 1 FROM t;\n      ```\n"
        "    answer: Forte.\n",
        5,
        "this isn't Python, and looks like sql: write ```sql",
        "  - id: a\n    ask: |\n      Why?\n\n      ```sql\n      SELECT 1 FROM t;\n      ```\n"
        "    answer: Forte.\n",
    ),
}

ASKED = {
    "another language beside a setup": (
        f"{ONE}    code: SELECT 1 FROM t\n    setup: x = 1\n"
        "    quiz: {kind: output, prints: 1}\n",
        "write language: sql beside it, and leave setup out: only Python is run",
    ),
    "another language in an exercise": (
        FIX.replace("    quiz", "    code: |\n      SELECT 1 FROM t;\n    quiz")
        + TESTS
        + "    fixed: |\n      SELECT 2 FROM t;\n",
        "an exercise of the kind code is Python, and one in SQL is of the kind sql",
    ),
    "Python with a slip": (
        f"{ONE}    code: |\n      for n in [1, 2]\n          print(n)\n"
        "    quiz: {kind: output, prints: 1}\n",
        "code does not compile: expected ':'; if it isn't Python",
    ),
}


@pytest.mark.parametrize("name", ASKED)
def test_code_that_may_be_meant_otherwise_is_told_once(tmp_path: Path, name: str) -> None:
    text, words = ASKED[name]

    (problem,) = write(tmp_path / "slips.yaml", text).problems

    assert words in problem.message
    assert problem.fixes == ()


@pytest.mark.parametrize("name", FIXED)
def test_a_slip_is_told_once(tmp_path: Path, name: str) -> None:
    text, line, words, _ = FIXED[name]

    check_told_once(tmp_path / "slips.yaml", text, line, words)


@pytest.mark.parametrize("name", FIXED)
def test_a_slip_is_fixed_as_its_message_says(tmp_path: Path, name: str) -> None:
    check_fixed(tmp_path / "slips.yaml", FIXED[name][0], FIXED[name][3])


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (">>> 1 + 1\n      2\n", "leave >>> out, and the lines that the shell printed"),
        ("In [1]: 1 + 1\n      Out[1]: 2\n", "leave In [1]: out, and the lines that"),
    ],
)
def test_what_a_shell_printed_is_left_to_its_author(tmp_path: Path, code: str, words: str) -> None:
    text = f"{ONE}    code: |\n      {code}    quiz: {{kind: output, prints: 2}}\n"

    (problem,) = write(tmp_path / "slips.yaml", text).problems

    assert words in problem.message
    assert problem.fixes == ()


def test_prompts_in_a_program_of_an_exercise_are_told(tmp_path: Path) -> None:
    solution = "      solution: |\n        >>> def play(n):\n        ...     return 2 * n\n"
    fixed = "      solution: |\n        def play(n):\n            return 2 * n\n"
    text = f"{ONE}    quiz:\n      kind: code\n      form: write\n{STARTER}"

    words = "solution is copied from Python's shell: leave >>> and ... out"
    check_told_once(tmp_path / "slips.yaml", text + solution + TESTS, 11, words)
    check_fixed(tmp_path / "slips.yaml", text + solution + TESTS, text + fixed + TESTS)


def test_a_starter_of_a_fix_that_is_not_the_code_stays(tmp_path: Path) -> None:
    path = tmp_path / "slips.yaml"
    other = STARTER.replace("return n", "pass")

    (problem,) = write(path, ONE + WRONG + RIGHT + QUIZ + other + TESTS).problems

    assert problem.message.endswith("remove it")
    assert problem.fixes == ()


def test_methods_of_unittest_are_told_as_such(tmp_path: Path) -> None:
    tests = (
        "      tests: |\n        import unittest\n        from exercise import play\n\n"
        "        class TestPlay(unittest.TestCase):\n            def test_plays(self):\n"
        "                self.assertEqual(play(1), 2)\n"
    )
    text = ONE + WRONG + RIGHT + QUIZ + tests

    words = 'tests are functions here, not methods of a class: write "def test_plays():"'
    check_told_once(tmp_path / "slips.yaml", text, 18, words)


@pytest.mark.parametrize("language", ["sql", "js"])
def test_the_language_of_a_fence_that_is_only_shown_is_written(
    tmp_path: Path, language: str
) -> None:
    path = tmp_path / "slips.yaml"
    sources = "    sources: [https://example.org/a]\n"
    write(path, f"{ONE}{sources}    code: |\n      ```{language}\n      SELECT 1;\n      ```\n")
    before = path.read_text(encoding="utf-8")

    fix(check([path], RuleFilter()), [path], RuleFilter(), None, lambda fixed: None)

    fenced = f"    code: |\n      ```{language}\n      SELECT 1;\n      ```\n"
    plain = f"    language: {language}\n    code: |\n      SELECT 1;\n"
    assert path.read_text(encoding="utf-8") == before.replace(fenced, plain).replace(
        "format: 1\n", "format: 1.1\n"
    )
