"""What one file does to another, and what isn't a pack's at all: `pack check` in a repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from helpers.program import run_program

HEAD = "format: 1\npack: {id: sql, title: SQL}\n"
QUESTION = """\
defaults: {level: junior, topic: sql}
questions:
  - {id: ID, ask: What does a join do?, answer: It pairs rows., sources: ["https://a.b"]}
"""

#: What other programs read, each with something that looks like a slip in a pack.
FOREIGN = {
    "docker-compose.yml": "x: &base {image: postgres}\nservices:\n  db: *base\n",
    "mkdocs.yml": "site_name: x\nextra: &e\n  a: 1\nb: *e\nc: !ENV X\n",
    "playbook.yaml": "- hosts: all\n  vars: {a: *b}\n",
    "ci.yaml": "on: push\ndefaults:\n  run: {shell: bash}\njobs:\n  a: &a\n    steps: *a\n",
    "values.yaml": "image:\n  tag: *t\n",
}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    (folder / "sql").mkdir(parents=True)
    (folder / "sql" / "pack.yaml").write_text(HEAD)
    (folder / "sql" / "a.yaml").write_text(QUESTION.replace("ID", "one"))
    (folder / "sql" / "b.yaml").write_text(QUESTION.replace("ID", "two"))
    return folder


def check(folder: Path, *args: str, ci: str = "") -> tuple[int, str]:
    done = run_program("pack", "check", *args, cwd=folder, env={**os.environ, "CI": ci})
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("name", FOREIGN)
@pytest.mark.parametrize("where", ["", "sql"])
def test_fix_leaves_files_of_other_programs_alone(repository, name, where):
    file = repository / where / name
    file.write_text(FOREIGN[name])
    before = file.stat().st_mtime_ns

    said = check(repository, "--fix", ".")[1]
    if where:
        said += check(repository, "--fix", "sql")[1]
    said += check(repository, "--fix", os.path.join(where, name))[1]

    assert (file.read_text(), file.stat().st_mtime_ns) == (FOREIGN[name], before)
    assert f"{name} isn't a file of a pack: left alone" in said


@pytest.mark.parametrize(
    "text",
    [
        "questoins:\n  - {id: x, ask: What: now?, answer: A.}\n",
        "x-note: ours\nquestions:\n  - id: x\n    ask: What: now?\n    answer: A.\n",
        "\ufeffquestions:\n  - id: x\n    ask: What: now?\n    answer: A.\n",
    ],
)
def test_fix_takes_what_is_a_pack_s(repository, text):
    file = repository / "sql" / "c.yaml"
    file.write_text(text, encoding="utf-8")
    check(repository, "--fix", "sql")
    assert file.read_text(encoding="utf-8") != text


def test_a_named_file_that_takes_the_id_of_another_is_told(repository):
    (repository / "sql" / "a.yaml").write_text(QUESTION.replace("ID", "two"))
    for name in ("a.yaml", "b.yaml"):
        code, said = check(repository / "sql", name)
        assert code == 1
        assert 'id "two" is used already' in said


def test_a_named_file_whose_question_a_set_needs_is_told(repository):
    head = HEAD.replace("SQL}", "SQL, sets: [{id: w, title: W, questions: [one]}]}")
    (repository / "sql" / "pack.yaml").write_text(head)
    assert check(repository, "sql/a.yaml")[0] == 0
    (repository / "sql" / "a.yaml").write_text(QUESTION.replace("ID", "renamed"))
    code, said = check(repository, "sql/a.yaml")
    assert code == 1
    assert 'no question of this pack has the id "one"' in said


def test_without_a_path_packs_below_are_checked(repository):
    (repository / "sql" / "a.yaml").write_text("questions:\n  - oops\n")
    (repository / "other.yaml").write_text(HEAD.replace("id: sql", "id: other") + QUESTION)
    (repository / ".hidden").mkdir()
    (repository / ".hidden" / "pack.yaml").write_text("oops")
    code, said = check(repository)
    assert code == 1
    assert "sql/a.yaml:2:5" in said.replace(os.sep, "/")
    assert ".hidden" not in said
    assert check(repository) == check(repository, ".") or "other.yaml" in said


def test_a_deleted_file_is_told_by_what_it_leaves(repository):
    head = HEAD.replace("SQL}", "SQL, sets: [{id: w, title: W, questions: [one]}]}")
    (repository / "sql" / "pack.yaml").write_text(head)
    assert check(repository)[0] == 0
    (repository / "sql" / "a.yaml").unlink()
    assert check(repository)[0] == 1


@pytest.mark.slow
def test_without_any_pack_ci_is_told_so(tmp_path):
    (tmp_path / "empty").mkdir()
    code, said = check(tmp_path / "empty", ci="true")
    assert code == 2
    assert "there are no packs in this folder or below it" in said
    assert check(tmp_path / "empty", ci="false")[0] == 0
