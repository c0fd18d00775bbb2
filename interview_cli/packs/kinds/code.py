"""Write, fix or test a program, judged by running it: for authors."""

from __future__ import annotations

from interview_cli.core.kinds.code import Mutant
from interview_cli.packs.kinds import kind
from interview_cli.packs.yaml.source import Map, Source


def _check(question: Map, quiz: Map, source: Source) -> kind.Found:
    """Report fields that the form needs, or that it doesn't have."""
    yield from ()


_EXAMPLE = """\
- id: exercise-chunks
  ask: Write `chunks(items, size)`, which cuts a list into lists of `size` items each.
  answer: |
    A slice may go past the end of a list, so the last piece needs no case of its own.
  quiz:
    kind: code                                     # `pack check --run` runs the tests
    form: write                                    # or fix (code, fixed), or catch (mutants)
    minutes: 5
    starter: |
      def chunks(items, size):
          ...
    solution: |
      def chunks(items, size):
          return [items[i : i + size] for i in range(0, len(items), size)]
    tests: |                                       # shown to the learner
      from exercise import chunks

      def test_cuts_into_pieces():
          assert chunks([1, 2, 3, 4], 2) == [[1, 2], [3, 4]]
    hidden: |                                      # only names are shown until it's solved
      from exercise import chunks

      def test_the_last_piece_may_be_shorter():
          \"\"\"A length that isn't a multiple of the size is the usual case.\"\"\"
          assert chunks([1, 2, 3], 2) == [[1, 2], [3]]
    mutants:                                       # wrong programs that the tests must refuse
      - code: |
          def chunks(items, size):
              return [items[i : i + size] for i in range(0, len(items) - size + 1, size)]
        why: It drops the last piece where that is shorter.
      - code: |
          def chunks(items, size):
              return [items[i : i + size] for i in range(len(items))]
        why: It moves on by one item instead of by a whole piece.
    hints: [What does a slice return that goes past the end?, "`range` takes a step."]
    complexity: O(n) time and space, for each item is copied once.
  sources: [https://docs.python.org/3/library/functions.html#func-range]
"""

FOR_AUTHORS = kind.KindForAuthors(
    rule=kind.KindRule(
        id="code",
        title="An exercise has the programs and tests that its form needs",
        broken="quiz: {kind: code, form: catch}",
        fixed="quiz: {kind: code, form: catch}",
        check=_check,
    ),
    fields={
        "form": kind.Field("What the learner writes.", "write"),
        "starter": kind.Field("What the learner's file begins with.", "def chunks(items): ...\n"),
        "solution": kind.Field("The right program.", "def chunks(items): return items\n"),
        "tests": kind.Field("Tests that the learner sees.", "from exercise import chunks\n"),
        "hidden": kind.Field("Tests that the learner doesn't see.", "import exercise\n"),
        "mutants": kind.Field("Programs with a typical bug.", [{"code": "x = 1\n"}]),
        "minutes": kind.Field("How long it takes.", 10),
        "hints": kind.Field("A ladder of hints.", ["What does `range` take?"]),
        "complexity": kind.Field("The time and space that it takes.", "O(n) time."),
    },
    example=_EXAMPLE,
    foreign_fields=(),
    foreign_kinds=(),
    parts={
        Mutant: kind.Part(
            noun="mutant",
            fields={
                "code": kind.Field("The wrong program.", "x = 1\n"),
                "why": kind.Field("Why people write it.", "It looks right."),
            },
        )
    },
)
