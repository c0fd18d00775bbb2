"""`pack check --run` of exercises: what a pack claims of them is shown, or told at its place."""

from __future__ import annotations

import json

import pytest
from helpers.program import run_program

from interview_cli.packs.library.trust import trust

WRITE = """\
format: 1
pack: {id: runs, title: Runs}
defaults: {level: mid, topic: t}
questions:
  - id: doubled
    ask: Write double.
    answer: Two times as much.
    files:
      two.py: |
        TWO = 2
    quiz:
      kind: code
      form: write
      starter: |
        def double(n):
            ...
      solution: |
        from two import TWO

        def double(n):
            return TWO * n
      tests: |
        from exercise import double

        def test_two():
            assert double(2) == 4
      hidden: |
        from exercise import double

        def test_three():
            \"\"\"Two squared is four too.\"\"\"
            assert double(3) == 6
      mutants:
        - code: |
            def double(n):
                return n**2
          why: Two squared is four too.
        - code: |
            def double(n):
                return n + 1
          why: It counts up.
"""

FIX = """\
format: 1
pack: {id: runs, title: Runs}
defaults: {level: mid, topic: t}
questions:
  - id: halved
    ask: Fix half.
    code: |
      def half(n):
          return n / 3
    fixed: |
      def half(n):
          return n / 2
    answer: By two.
    quiz:
      kind: code
      form: fix
      tests: |
        from exercise import half

        def test_half():
            assert half(6) == 3
"""

CATCH = """\
format: 1
pack: {id: runs, title: Runs}
defaults: {level: mid, topic: t}
questions:
  - id: caught
    ask: Write the tests of double.
    answer: Three tells them apart.
    quiz:
      kind: code
      form: catch
      starter: |
        from exercise import double

        def test_two():
            assert double(2) == 4
      solution: |
        def double(n):
            return 2 * n
      tests: |
        from exercise import double

        def test_two():
            assert double(2) == 4

        def test_three():
            assert double(3) == 6
      mutants:
        - code: |
            def double(n):
                return n**2
          why: Two squared is four too.
        - code: |
            def double(n):
                return n + 2
          why: Two and two is four too.
"""

SQL = """\
format: 1
pack: {id: runs, title: Runs}
defaults: {level: mid, topic: t}
questions:
  - id: listed
    ask: Write a query for the adults.
    answer: From 18 on.
    quiz:
      kind: sql
      starter: SELECT name FROM people
      fixtures:
        - |
          CREATE TABLE people (name TEXT, age INTEGER);
          INSERT INTO people VALUES ('Ada', 18), ('Bo', 17);
        - |
          CREATE TABLE people (name TEXT, age INTEGER);
          INSERT INTO people VALUES ('Cy', 40);
      solution: SELECT name FROM people WHERE age >= 18
      wrong:
        - query: SELECT name FROM people WHERE age > 18
          why: Who is 18 is an adult.
        - query: SELECT 'Ada'
          why: It fits the first one only.
"""


@pytest.fixture
def check(tmp_path):
    """Write a pack with some text replaced, and run its code; return what was said."""
    trust(tmp_path, folder=True)

    def run(text, old="", new="", *options):
        assert old in text
        path = tmp_path / "runs.yaml"
        path.write_text(text.replace(old, new, 1) if old else text)
        return run_program("pack", "check", "--run", "--select", "run", path, *options)

    return run


def test_what_holds_is_counted(check):
    forms = [text.partition("questions:\n")[2] for text in (FIX, CATCH, SQL)]
    done = check(WRITE + "".join(forms))

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[:2] == [
        "Run: 4 programs: 0 proofs, 0 bugs shown and fixed, 0 outputs compared, 0 blocks, "
        "0 that must raise, 4 exercises.",
        "Proved by code that was run: 100% of 4 questions.",
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "old", "new", "place", "what"),
    [
        (
            WRITE,
            "return TWO * n",
            "return TWO + n",
            "solution: |",
            "doubled, solution: it must pass every",
        ),
        (
            WRITE,
            "            ...",
            "            return n + n",
            "starter: |",
            "doubled, starter: there is",
        ),
        (
            WRITE,
            "return n**2",
            "return n * 2",
            "- code: |",
            "doubled, mutant 1: no test fails on it",
        ),
        (
            WRITE,
            "return n**2",
            "return m",
            "- code: |",
            "doubled, mutant 1: it fails for another reas",
        ),
        (
            WRITE,
            "        def test_two():\n            assert double(2) == 4",
            "        import pytest, random\n\n"
            '        @pytest.mark.parametrize("n", range(60))\n'
            "        def test_two(n):\n"
            "            assert double(2) == 4 or (double(2) == 3 and random.random() > 0.5)",
            "- code: |",
            "doubled, mutant 2: two runs differ",
        ),
        (
            FIX,
            "return n / 2",
            "return n // 4",
            "fixed: |",
            "halved, fixed: it must pass every test, but",
        ),
        (
            FIX,
            "return n / 3",
            "return n - 3",
            "code: |",
            "halved, code: there is nothing left to do",
        ),
        (
            FIX,
            "return n / 3",
            "return m / 3",
            "code: |",
            "halved, code: it fails for another reason",
        ),
        (
            CATCH,
            "double(3) == 6",
            "double(3) == 7",
            "assert double(3) == 7",
            "caught, tests: they must pass on the so",
        ),
        (
            CATCH,
            "double(3) == 6",
            "double(0) == 0",
            "- code: |",
            "caught, mutant 1: your tests don't",
        ),
        (
            CATCH,
            "(2) == 4\n      solution",
            "(3) == 6\n      solution",
            "starter: |",
            "caught, starter: it catches a mutant",
        ),
        (
            SQL,
            "SELECT name FROM people WHERE",
            "SELECT nam FROM people WHERE",
            "solution: SELECT nam FROM people WHERE age >= 18",
            "listed, solution: ",
        ),
        (
            SQL,
            "('Ada', 18)",
            "('Ada', 20)",
            "- query: SELECT name FROM people WHERE age > 18",
            "listed, wrong query 1: no fixture gives othe",
        ),
        (
            SQL,
            "name FROM people\n",
            "name FROM people WHERE age > 17\n",
            "starter: SELECT name FROM people WHERE age > 17",
            "listed, starter: ",
        ),
        (
            SQL,
            "INSERT INTO people VALUES ('C",
            "INSERT people VALUES ('C",
            "- |",
            "listed, fixture 2",
        ),
    ],
)
def test_what_does_not_hold_is_told_at_its_place(check, text, old, new, place, what):
    done = check(text, old, new, "--json")

    assert done.returncode == 1
    (problem,) = json.loads(done.stdout)["problems"]
    assert problem["message"].startswith(what)
    assert problem["rule"] == "run"
    assert problem["source"].strip() == place


#: The second database gives Ada too, which no wrong query notices.
SAME = SQL.replace("('Cy', 40)", "('Ada', 40)").replace("SELECT 'Ada'", "SELECT 'Bo'")


@pytest.mark.slow
def test_databases_that_all_give_the_same_are_told_of(check):
    done = check(SAME, "", "", "--select", "same-rows", "--json")

    (problem,) = json.loads(done.stdout)["problems"]
    assert problem["rule"] == "same-rows"
    assert (problem["severity"], done.returncode) == ("warning", 0)
    assert "listed, fixtures: the solution gives the same rows on each" in problem["message"]
    assert problem["source"].strip() == "fixtures:"


def test_a_database_that_gives_the_rows_of_another_is_told_of(check):
    third = "        - CREATE TABLE people (name TEXT, age INTEGER)\n      solution:"
    text = SAME.replace("      solution:", third)
    done = check(text, "", "", "--select", "same-rows", "--json")

    (problem,) = json.loads(done.stdout)["problems"]
    assert "fixture 2: the solution gives the rows of fixture 1 here too" in problem["message"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    ask: Write", "    lint: {ignore: {same-rows: another order}}\n    ask: Write"),
        ("title: ", "lint: {ignore: {same-rows: another order}}, title: "),
    ],
    ids=["the question", "the pack"],
)
def test_databases_may_give_the_same_for_a_reason(check, old, new):
    assert old in SAME
    done = check(SAME, old, new, "--select", "same-rows", "--json")

    assert json.loads(done.stdout)["problems"] == []


TYPED = WRITE.replace(
    "double(n):\n            return TWO", "double(n: int) -> int:\n            return TWO"
)


@pytest.mark.slow
def test_an_input_is_found_on_which_a_mutant_goes_unnoticed(check):
    done = check(TYPED, "assert double(3) == 6", "assert double(2) == 4", "--hypothesis", "--json")

    first, second = json.loads(done.stdout)["problems"]
    assert first["source"].strip() == "return TWO * n"  # and 2 + 2 is right too
    assert "no test notices TWO + n instead of TWO * n here" in first["message"]
    assert "double(n=1): 2 is right, and it gives 1" in second["message"]


@pytest.mark.slow
def test_where_every_input_is_tested_nothing_is_told(check):
    done = check(TYPED, "", "", "--hypothesis")

    assert (done.returncode, done.stderr) == (0, "")


def test_inputs_are_looked_for_only_where_code_is_run(tmp_path):
    done = run_program("pack", "check", "--hypothesis", tmp_path)

    assert done.returncode == 2
    assert "add --run" in done.stderr


def test_code_of_an_exercise_is_run_only_once_it_is_trusted(tmp_path):
    path = tmp_path / "runs.yaml"
    path.write_text(WRITE)

    done = run_program("pack", "check", "--run", path)

    assert done.returncode == 2
    assert "it isn't trusted as it is now" in done.stderr


def test_without_what_it_needs_an_exercise_is_counted_apart(check):
    done = check(WRITE, "    files:\n", '    needs: {no-such-library: ">=1"}\n    files:\n')

    assert done.returncode == 0
    assert "Not run: runs:doubled: no-such-library >=1 is not installed" in done.stdout
