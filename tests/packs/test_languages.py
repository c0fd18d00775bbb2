"""Code that isn't Python: read, coloured as what it is, and never run."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.packs import head

from interview_cli.core.questions.code_languages import is_written_in_python
from interview_cli.core.questions.fences import label_fences
from interview_cli.core.questions.fixed_code import find_fix
from interview_cli.core.questions.question import Question, find_programs
from interview_cli.packs.format.pack_read import PackRead
from interview_cli.packs.format.reader import read
from interview_cli.packs.library.catalogue import open_catalogue
from interview_cli.packs.library.highlighting import find_spans
from interview_cli.packs.yaml.problems import apply_fixes

SQL = "SELECT name -- don't count guests\nFROM users\nWHERE age = NULL\n"
BUG = """
  - id: bug
    ask: |
      Which rows come back from this, and from

      ```
      SELECT 1
      ```
    code: |
      SELECT name -- don't count guests
      FROM users
      WHERE age = NULL
    fixed: |
      SELECT name -- don't count guests
      FROM users
      WHERE age IS NULL
    answer: None, as `= NULL` is never true.
"""


def pack(folder: Path, questions: str, defaults: str = "") -> PackRead:
    path = folder / "p.yaml"
    more = f", {defaults}" if defaults else ""
    text = head("p", defaults=f"level: mid, topic: a{more}") + f"questions:{questions}"
    path.write_text(text, encoding="utf-8")
    return read(path)


def only(found: PackRead) -> Question:
    assert found.problems == ()
    (placed,) = found.questions
    return placed.question


def words(code: str, language: str | None) -> dict[str, str]:
    """Return the kind of each part of the code that is coloured."""
    return {code[start:end].strip(): kind for start, end, kind in find_spans(code, language)}


def test_code_in_another_language_is_read_and_never_run(tmp_path: Path) -> None:
    question = only(pack(tmp_path, BUG, "language: sql"))

    assert question.language == "sql"
    assert find_programs(question) == []


def test_a_question_says_another_language_than_its_file(tmp_path: Path) -> None:
    question = only(pack(tmp_path, f"{BUG}    language: mysql\n", "language: sql"))

    assert question.language == "mysql"


def test_a_fix_in_another_language_without_its_name_is_refused_and_says_so(tmp_path: Path) -> None:
    (problem,) = pack(tmp_path, BUG).problems

    assert problem.rule == "python"
    assert "language: sql" in problem.message


def test_a_fix_is_shown_as_what_changes(tmp_path: Path) -> None:
    lines = find_fix(only(pack(tmp_path, BUG, "language: sql")))

    assert [line for line in lines if line[0] != " "] == [
        "-WHERE age = NULL",
        "+WHERE age IS NULL",
    ]


@pytest.mark.parametrize("field", ["proof", "setup"])
def test_nothing_can_be_run_beside_another_language(tmp_path: Path, field: str) -> None:
    found = pack(tmp_path, f"{BUG}    {field}: assert True\n", "language: sql")

    (problem,) = found.problems
    assert problem.rule == "language"
    assert problem.message.startswith(f"{field} is Python")


def test_the_output_of_another_language_is_asked_and_not_run(tmp_path: Path) -> None:
    question = """
  - id: loop
    ask: What does this print?
    language: bash
    code: for i in 1 2; do echo "$i"; done
    answer: One and two.
    quiz: {kind: output, prints: "1\\n2"}
"""
    assert find_programs(only(pack(tmp_path, question))) == []


def test_code_is_coloured_as_its_language() -> None:
    assert words(SQL, "sql")["-- don't count guests"] == "comment"
    assert words(SQL, "SQL")["SELECT"] == "keyword"
    assert words("kind: Pod # x\n", "yaml") == {"kind": "keyword", "# x": "comment"}
    assert words("def f(): pass\n", None) == words("def f(): pass\n", "python")


@pytest.mark.parametrize(
    "code", [SQL, "apiVersion: v1\nkind: Pod\n", "const x = 1;\n", "a | b\n```"]
)
def test_what_is_neither_python_nor_named_isnt_coloured(code: str) -> None:
    assert not is_written_in_python(code)
    assert find_spans(code, None) == []
    assert find_spans(code, "no-such-language") == []


@pytest.mark.parametrize("code", ["x = [1]\n", "print(x for y in 1\ndef f():\n", "1 +\nif x:\n"])
def test_python_that_is_broken_is_python(code: str) -> None:
    assert is_written_in_python(code)


def test_fences_without_a_name_take_the_language_of_their_question(tmp_path: Path) -> None:
    question = only(pack(tmp_path, BUG, "language: sql"))

    assert "```sql\nSELECT 1\n```" in label_fences(question).ask
    path = str(tmp_path / "p.yaml")
    catalogue, _ = open_catalogue((path,))
    asked, spans = catalogue.with_syntax("p:bug")
    assert "```sql\n" in asked.ask
    assert [*spans] == find_spans(SQL, "sql")


FENCED = """
  - id: loop
    ask: What does this print?
    code: |
      ```{0}
      print(1)
      ```
    answer: One.
    quiz: {{kind: output, prints: 1}}
"""


@pytest.mark.parametrize("language", ["python", ""])
def test_a_fence_around_a_program_is_named_and_taken_off(tmp_path: Path, language: str) -> None:
    found = pack(tmp_path, FENCED.format(language))
    (problem,) = found.problems
    assert problem.message == "code is shown as it is: remove the lines of ``` around it"

    fixed = apply_fixes((tmp_path / "p.yaml").read_text(encoding="utf-8"), problem.fixes)

    (tmp_path / "p.yaml").write_text(fixed, encoding="utf-8")
    assert only(read(tmp_path / "p.yaml")).code == "print(1)\n"


def test_a_fence_around_another_language_says_to_name_it(tmp_path: Path) -> None:
    (problem,) = pack(tmp_path, FENCED.format("bash")).problems

    assert problem.message.endswith("around it, and write language: bash")
