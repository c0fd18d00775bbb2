"""A pack of exercises, small enough to be solved in a test, and answers to them."""

from __future__ import annotations

from helpers.packs import head

DOUBLE = '''\
  - id: double
    ask: Write `double(n)`, which returns twice `n`.
    answer: Multiply by two, or add it to itself.
    topic: python
    key_points: [{says: multiply by two, any: ["multiply|times"]}]
    follow_ups: [{id: strings, ask: "What does it do with a text?", answer: It repeats it.}]
    quiz:
      kind: code
      form: write
      minutes: 5
      starter: |
        def double(n: int) -> int:
            ...
      solution: |
        def double(n: int) -> int:
            return 2 * n
      tests: |
        from exercise import double


        def test_two():
            assert double(2) == 4, "twice 2 is 4"


        def test_text():
            assert double("ab") == "abab", "a text is repeated"
      hidden: |
        from exercise import double


        def test_zero():
            """Nothing, doubled, is nothing."""
            assert double(0) == 0, "twice 0 is 0"
      hints: ["What is twice as much?", Multiply.]
      complexity: It takes the same time for every number.
      mutants:
        - {code: "def double(n):\\n    return n * n\\n", why: That's the square.}
        - {code: "def double(n):\\n    return n + 2\\n", why: Right for 2 only.}
'''

ROWS = """\
  - id: rows
    ask: Give the names of those who are of age, by name.
    answer: "A condition, and an order."
    topic: sql
    quiz:
      kind: sql
      minutes: 5
      ordered: true
      starter: |
        SELECT name
      solution: SELECT name FROM person WHERE age >= 18 ORDER BY name
      fixtures:
        - |
          CREATE TABLE person (name TEXT, age INTEGER);
          INSERT INTO person VALUES ('Grace', 30), ('Ada', 18), ('Tim', 9);
        - |
          CREATE TABLE person (name TEXT, age INTEGER);
          INSERT INTO person VALUES ('Zoe', 17);
      hints: [Which rows come, and in which order?]
      wrong:
        - {query: SELECT name FROM person ORDER BY name, why: All of them come.}
        - {query: SELECT name FROM person WHERE age > 18 ORDER BY name, why: Ada is of age.}
"""

WORD = """\
  - id: word
    ask: Which function counts?
    answer: "`len`."
    topic: python
    quiz: {kind: short, accept: [len]}
"""

#: The pack's text.
PACK = head("gym", more="version: 1.0.0", defaults="level: mid").replace("format: 1", "format: 1.1")
PACK += f"questions:\n{DOUBLE}{ROWS}{WORD}"

RIGHT = "def double(n: int) -> int:\n    return n + n\n"
SQUARE = "def double(n: int) -> int:\n    return n**2\n"
ONLY_HIDDEN = "def double(n: int) -> int:\n    return 2 * n if n else 1\n"
