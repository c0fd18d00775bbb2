"""Each rule flags what it must, and nothing else: at least three of either sort."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from interview_cli.packs.checking.fix import fix_file
from interview_cli.packs.format.reader import read
from interview_cli.packs.lint import RULES, SAME_ROWS, lint

CASES = Path(__file__).parent / "cases"
TODAY = date(2026, 11, 22)
#: These look at twenty questions and more, or at the pack; test_lint_packs.py makes their packs,
#: test_alt_text.py those with pictures, and test_garbled_text.py those in a wrong encoding.
#: Of SAME_ROWS only running the code tells, as in test_check_exercises.py.
OVER_MANY = {
    *(
        "alt-gives-answer",
        "length-cue",
        "position-cue",
        "term-missing",
        "version-numbers",
        "format-number",
        "garbled-text",
        "no-questions",
    ),
    SAME_ROWS,
}


def test_every_rule_has_its_cases() -> None:
    assert {path.stem for path in CASES.iterdir()} == RULES.keys() - OVER_MANY


@pytest.mark.parametrize("rule", sorted(RULES.keys() - OVER_MANY))
def test_the_rule_flags_these_and_no_others(rule: str) -> None:
    found = read(CASES / f"{rule}.yaml")
    assert found.problems == ()
    starts = [(placed.line, placed.question.id) for placed in found.questions]
    wanted = {id_ for _, id_ in starts if id_.startswith("flag-")}
    assert len(wanted) >= 3
    assert len(starts) - len(wanted) >= 3

    problems = lint([found], [rule], TODAY)

    assert {problem.rule for problem in problems} == {rule}
    flagged = {[id_ for line, id_ in starts if line <= p.line][-1] for p in problems}
    assert flagged == wanted


@pytest.mark.parametrize("rule", sorted(RULES.keys() - OVER_MANY))
def test_every_problem_points_at_text_and_says_what_to_do(rule: str) -> None:
    for problem in lint([read(CASES / f"{rule}.yaml")], [rule], TODAY):
        there = problem.source[problem.column - 1 : problem.column - 1 + problem.length]
        assert there.strip()
        assert len(there) == problem.length
        assert ": " in problem.message or "; " in problem.message
        assert len(problem.message) <= 260


def test_tests_that_import_the_solution_by_another_name_are_told_there(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "format: 1.1\npack: {id: mine, title: Mine}\ndefaults: {level: mid, topic: a}\n"
        "questions:\n  - id: a\n    ask: Write it.\n    answer: So.\n    quiz:\n"
        "      kind: code\n      form: write\n      starter: |\n        def loud():\n"
        "            ...\n      solution: |\n        def loud():\n            return 1\n"
        "      tests: |\n        import math\n        from collections import Counter\n"
        "        from answer import loud\n\n        def test_loud():\n"
        "            assert loud() == 1\n"
    )
    found, text = read(path), path.read_text()
    (problem,) = lint([found], ["tests-without-exercise"], TODAY)

    assert problem.source.strip() == "from answer import loud"
    assert 'write "from exercise import loud"' in problem.message
    fix_file(found, path, [problem], schema=False)
    assert path.read_text() == text.replace("from answer", "from exercise")
