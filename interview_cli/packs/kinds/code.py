"""Write a program, fix one, or write its tests; judged by running it: for authors."""

from __future__ import annotations

from interview_cli.core.kinds.code import Mutant
from interview_cli.core.sentences import join
from interview_cli.packs.exercise_programs import (
    list_test_methods,
    list_tests,
    normalise,
    parse,
)
from interview_cli.packs.kinds import kind
from interview_cli.packs.kinds.exercise_fields import (
    FOREIGN_HINTS,
    FOREIGN_STARTER,
    FOREIGN_TIME,
    HINTS,
    MINUTES,
    find_bad_minutes,
)
from interview_cli.packs.yaml.line_fixes import move_above, remove_block
from interview_cli.packs.yaml.problems import Fix, FoundWithFixes
from interview_cli.packs.yaml.source import Map, Seq, Source

#: The fields of the quiz that each form needs, with what they are for.
NEEDED_BY_FORM = {
    "write": {
        "starter": "what the learner's file begins with",
        "solution": "the right program",
        "tests": "the tests that the learner sees",
    },
    "fix": {"tests": "the tests that the learner sees"},
    "catch": {
        "starter": "what the learner's tests begin with",
        "solution": "the right program, which the learner reads",
        "tests": "your own tests, which catch each mutant",
        "mutants": "the wrong programs that the tests must catch",
    },
}
#: The fields that a form doesn't have, and why.
_STRAY = {
    "fix": {
        "starter": "the learner begins with the question's code",
        "solution": "the solution is the question's fixed",
    },
    "catch": {"hidden": "the learner writes the tests"},
}
#: What a question has itself where the form is "fix", by the fields of the other forms.
_OF_QUESTION = {"starter": "code", "solution": "fixed"}


def _check(question: Map, quiz: Map, source: Source) -> FoundWithFixes:
    """Report what the form needs or doesn't have, tests without a test, mutants that aren't."""
    form = quiz.get("form")
    if form in NEEDED_BY_FORM:
        yield from _check_form(question, quiz, str(form), source)
    yield from find_bad_minutes(quiz)
    for key in ("tests", "hidden"):
        if isinstance(text := quiz.get(key), str):
            yield from _check_tests(quiz.at(key), key, text, source)
    mutants = quiz.get("mutants")
    if not isinstance(mutants, Seq):
        return
    yield from kind.find_duplicates(mutants, "code", "mutant", source, normalise)
    solution = question.get("fixed") if form == "fix" else quiz.get("solution")
    right = normalise(solution) if isinstance(solution, str) else None
    for item in mutants:
        text = item.get("code") if isinstance(item, Map) else None
        if isinstance(text, str) and normalise(text) == right:
            yield item.at("code"), "this mutant is the solution: change what it gets wrong"


def _check_form(question: Map, quiz: Map, form: str, source: Source) -> FoundWithFixes:
    at = quiz.at("form")
    for name, what in NEEDED_BY_FORM[form].items():
        empty = name in quiz and isinstance(quiz[name], Seq) and not quiz[name]
        if (name not in quiz or empty) and not quiz.cut:
            yield (quiz.key_at(name) if empty else at), f"{form} needs {name}: {what}"
    meant = {}  # fields of the question that stand in the quiz, by their names there
    if form == "fix":
        meant = {name: ours for name, ours in _OF_QUESTION.items() if ours not in question}
    moved = [name for name in meant if name in quiz]
    if moved:
        yield _report_moved(source, quiz, {name: meant[name] for name in moved})
    for name, why in _STRAY.get(form, {}).items():
        if name in quiz and name not in moved:
            same = quiz[name] == question.get(_OF_QUESTION.get(name, ""))
            edits = remove_block(source, quiz, name) if same else []  # nothing is lost then
            fixes = source.fix(f"removed {name}", *edits)
            yield quiz.key_at(name), f"{form} has no {name}, for {why}: remove it", *fixes
    if form == "fix" and not question.cut:
        there = {ours for name, ours in meant.items() if name in quiz}
        for name, what in (("code", "with its bug"), ("fixed", "without it")):
            if name not in question and name not in there:
                yield at, f"fix needs the question's {name}, beside quiz: the program {what}"


def _report_moved(
    source: Source, quiz: Map, meant: dict[str, str]
) -> tuple[int, str, *tuple[Fix, ...]]:
    """Return what to write of fields of *quiz* that are *meant* for fields of the question."""
    why = [_STRAY["fix"][name] for name in meant]
    written = [f'{name} as "{ours}"' for name, ours in meant.items()]
    named = join(written) if len(meant) > 1 else f'it as "{next(iter(meant.values()))}"'
    message = f'{join(why)}: write {named}, as deep as "quiz:" and above that'
    fixes = [move_above(source, quiz, name, ours) for name, ours in meant.items()]
    edits = tuple(edit for fix in fixes for one in fix for edit in one.edits)
    what = f"moved {join([*meant])} above quiz, as {join([*meant.values()])}"
    return quiz.key_at(next(iter(meant))), message, *([Fix(what, edits)] if all(fixes) else [])


def _check_tests(at: int, key: str, text: str, source: Source) -> kind.Found:
    """Report *text* where no test is in it, or one that another of its name replaces."""
    tree = parse(text)
    if tree is None:
        return
    seen: dict[str, int] = {}
    for test in list_tests(tree):
        here = source.within_row(at, text, test.lineno, test.col_offset + 1)
        if test.name in seen:
            line = source.line_of(seen[test.name])
            yield (
                here,
                f"{test.name} is on line {line} already, and replaced by this one: rename it",
            )
        seen.setdefault(test.name, here)
    methods = [] if seen else list_test_methods(tree)
    if methods:
        test = methods[0]
        here = source.within_row(at, text, test.lineno, test.col_offset + 1)
        message = f'tests are functions here, not methods of a class: write "def {test.name}():" '
        yield here, message + "at the beginning of a line, with assert below it"
    elif not seen:
        yield at, f"{key} has no test: write functions whose names begin with test_"


_EXAMPLE = '''\
- id: write-a-function
  ask: |
    Write `chunks(items, size)`, which cuts a list into lists of `size` items.
  answer: |
    A slice may go past the end of the list, so a shorter last piece needs no
    case of its own.
  quiz:
    kind: code                      # an exercise: `pack check --run` runs it
    form: write                     # or fix (code, fixed), or catch (mutants)
    minutes: 5
    starter: |
      def chunks(items: list[int], size: int) -> list[list[int]]:
          ...
    solution: |
      def chunks(items: list[int], size: int) -> list[list[int]]:
          return [items[i : i + size] for i in range(0, len(items), size)]
    tests: |                        # the learner sees these
      from exercise import chunks

      def test_cuts_a_list():
          assert chunks([1, 2, 3, 4], 2) == [[1, 2], [3, 4]]
    hidden: |                       # learners see only their names
      from exercise import chunks

      def test_last_piece_is_shorter():
          """The rest of a list is shorter, and must not get lost."""
          assert chunks([1, 2, 3], 2) == [[1, 2], [3]]
    mutants:                        # wrong programs that the tests refuse
      - why: It stops before a last piece that is shorter.
        code: |
          def chunks(items, size):
              starts = range(0, len(items) - size + 1, size)
              return [items[i : i + size] for i in starts]
      - why: It goes on by one item, not by a whole piece.
        code: |
          def chunks(items, size):
              return [items[i : i + size] for i in range(len(items))]
    hints:                          # each says more than the one before it
      - What does a slice return that goes past the end?
      - "`range` takes a step."
    complexity: O(n) time and space, as each item is copied once.
  sources: [https://docs.python.org/3/library/stdtypes.html#range]
'''

_PROGRAM = "def double(n):\n    return 2 * n\n"
_TESTS = "from exercise import double\n\ndef test_double():\n    assert double(2) == 4\n"

FOR_AUTHORS = kind.KindForAuthors(
    rule=kind.KindRule(
        id="code",
        title="An exercise has the programs and tests that its form needs",
        broken='quiz: {kind: code, form: fix, tests: "def test_it(): import exercise"}',
        fixed=(
            "code: x = 1\nfixed: x = 2\n"
            'quiz: {kind: code, form: fix, tests: "def test_it(): import exercise"}'
        ),
        check=_check,
    ),
    fields={
        "form": kind.Field(
            "What the learner does: `write` a program, `fix` the question's `code`, or write the "
            "tests that `catch` each of the mutants.",
            "write",
        ),
        "starter": kind.Field(
            "What the learner's file begins with: of `exercise.py`, or in `catch` of "
            "`test_exercise.py`. In `fix` it's the question's `code`.",
            "def double(n):\n    ...\n",
        ),
        "solution": kind.Field(
            "The right program. In `fix` it's the question's `fixed`; in `catch` the learner "
            "reads it, and tests it.",
            _PROGRAM,
        ),
        "tests": kind.Field(
            "Tests that the learner sees: functions `test_…` that import from `exercise`. In "
            "`catch` they're the model answer.",
            _TESTS,
        ),
        "hidden": kind.Field(
            "More tests, of which the learner sees the names only until the exercise is over. "
            "Their docstrings say why they're there.",
            _TESTS,
        ),
        "mutants": kind.Field(
            "Programs with a typical bug, each with the reason why people write it. Some test "
            "must fail on each of them.",
            [{"code": "def double(n):\n    return n**2\n", "why": "Two squared is four too."}],
        ),
        "minutes": MINUTES,
        "hints": HINTS,
        "complexity": kind.Field(
            "One line about the time and space that the solution takes. Markdown.",
            "O(n) time and O(1) space.",
        ),
    },
    schema={
        "allOf": [
            {
                "if": {"required": ["form"], "properties": {"form": {"const": form}}},
                "then": {"required": [*needed]},
            }
            for form, needed in NEEDED_BY_FORM.items()
        ]
    },
    question_schema={
        "if": {
            "required": ["quiz"],
            "properties": {
                "quiz": {
                    "type": "object",
                    "required": ["kind", "form"],
                    "properties": {"kind": {"const": "code"}, "form": {"const": "fix"}},
                }
            },
        },
        "then": {"required": ["code", "fixed"]},
    },
    example=_EXAMPLE,
    foreign_fields=(
        kind.ForeignName("type mode task variant style exercise", "form"),
        FOREIGN_STARTER,
        kind.ForeignName(
            f"answer modelanswer reference referencesolution model fixed {kind.RIGHT}", "solution"
        ),
        kind.ForeignName(
            "test unittest unittests testcase testcases visibletests publictests checks asserts",
            "tests",
            'write "tests: |", and below it functions test_… with assert',
        ),
        kind.ForeignName("hiddentests privatetests secrettests secret", "hidden"),
        kind.ForeignName(
            "bugs buggy wrong mistakes wrongsolutions wronganswers wrongprograms",
            "mutants",
            'write "mutants:", and below it "- code: |" and "why: …" for each',
        ),
        FOREIGN_TIME,
        FOREIGN_HINTS,
        kind.ForeignName("bigo timecomplexity runtime cost", "complexity"),
    ),
    foreign_kinds=(
        ("coding programming program exercise kata livecoding implement", ""),
        ("fix bug bugfix debug debugging fixthebug", "With form: fix"),
        ("catch testwriting writetests mutation", "With form: catch"),
        ("write function", "With form: write"),
    ),
    parts={
        Mutant: kind.Part(
            noun="mutant",
            fields={
                "code": kind.Field("The whole wrong program.", "def double(n):\n    return n\n"),
                "why": kind.Field(
                    "What it gets wrong, and why people write it. Markdown.",
                    "It returns the number as it is.",
                ),
            },
            foreign_fields=(
                kind.ForeignName("text program solution source mutant wrong", "code"),
                kind.ForeignName(kind.WHY, "why"),
            ),
        )
    },
)
