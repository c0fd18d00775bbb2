"""`pack check` in a repository: which files are checked, told and fixed, and by what name."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from helpers.program import run_program

PACK = "format: 1.1\npack: {id: mine, title: Mine}\n"
SOURCE = "sources: [https://example.org]"
FOREIGN = {
    "docker-compose.yml": "x: &base {image: a}\nservices:\n  db: *base\n  web: {command: *cmd}\n",
    "mkdocs.yml": "site_name: x\nextra: &e\n  a: 1\nb: *e\nc: !ENV X\n",
    "play.yaml": "- hosts: all\n  vars: &v {a: 1}\n  tasks: *v\n",
    "pod.yaml": "---\napiVersion: v1\nkind: Pod\nspec: &s {a: *s}\n---\nkind: Service\n",
    "api.yaml": "{openapi: 3.0.0, info: &i {title: a}, paths: *i}\n",
}


def questions(*ids: str, topic: str = "a") -> str:
    lines = [
        f'  - {{id: {id_}, level: mid, topic: {topic}, ask: "What is {id_} of {topic}?", '
        f"answer: That is it., {SOURCE}}}\n"
        for id_ in ids
    ]
    return "questions:\n" + "".join(lines)


def check(*args: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return run_program("pack", "check", *args, cwd=cwd, env=env or None)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with two packs, one of them deep, and files of other tools."""
    root = tmp_path / "repository"
    for name in ("sql", "packs/more/bash"):
        folder = root / name
        folder.mkdir(parents=True)
        (folder / "pack.yaml").write_text(PACK.replace("mine", folder.name))
        (folder / "b.yaml").write_text(questions("one", "two", topic=folder.name))
    (root / ".git").mkdir()
    for name, text in FOREIGN.items():
        (root / name).write_text(text)
        (root / "sql" / name).write_text(text)
    (root / "node_modules").mkdir()
    (root / "node_modules" / "bad.yaml").write_text("questions: 1\n")
    return root


@pytest.mark.parametrize("path", [[], ["."], ["sql", "packs"]])
def test_packs_in_and_below_are_checked(repository: Path, path: list[str]) -> None:
    clean = check(*path, "--strict", cwd=repository)
    assert (clean.returncode, clean.stderr) == (0, ""), clean.stdout
    assert clean.stdout.endswith("4 questions in 2 packs, no problems.\n")

    with (repository / "packs/more/bash/b.yaml").open("a") as file:
        file.write("  - oops\n")
    assert check(*path, cwd=repository).returncode == 1


def test_where_there_is_no_pack_ci_is_told(tmp_path: Path) -> None:
    done = check(cwd=tmp_path, CI="true")

    assert (done.returncode, done.stdout) == (2, "")
    assert "no packs in this folder or below it" in done.stderr


def test_a_pack_is_named_by_its_id_too(tmp_path: Path) -> None:
    done = check("python-fastapi", "--select", "yaml", cwd=tmp_path)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("path", [".", "sql", "sql/mkdocs.yml", "docker-compose.yml"])
def test_files_of_other_tools_are_never_fixed(repository: Path, path: str) -> None:
    done = check("--fix", path, cwd=repository)

    for name, text in FOREIGN.items():
        assert (repository / name).read_text() == text
        assert (repository / "sql" / name).read_text() == text
    assert "isn't a file of a pack: left alone" in done.stderr


@pytest.mark.parametrize(
    "text",
    [
        "site_name: x\nquestions: &a [b]\nnav: *a\n",
        "version: 2\ndefaults: &d {run: a}\njobs: {b: *d}\n",
        "pack: &p {a: b}\nrunners: *p\n",
    ],
)
def test_what_has_fields_of_another_tool_is_not_fixed(tmp_path: Path, text: str) -> None:
    (tmp_path / "config.yml").write_text(text)

    done = check("--fix", "config.yml", cwd=tmp_path)

    assert (tmp_path / "config.yml").read_text() == text
    assert "config.yml isn't a file of a pack: left alone" in done.stderr
    assert done.returncode == 1


@pytest.mark.parametrize(
    "text",
    [
        "question:\n  - {id: a, ask: Q?, answer: A.}\n",
        "Questions: []\n",
        "- {id: a, ask: Q?, answer: A.}\n",
        "joins:\n  - id: a\n    ask: Q?\n",
        "",
        "nothing\n",
        "<<<<<<< HEAD\nquestions:\n=======\nquestions: []\n>>>>>>> x\n",
        "\ufefffurther:\n  - ask: Q?\n",
    ],
)
def test_what_was_to_be_of_a_pack_is_not_passed_over(repository: Path, text: str) -> None:
    (repository / "sql" / "c.yaml").write_text(text, encoding="utf-8")

    done = check(cwd=repository)

    assert done.returncode == 1
    assert "sql/c.yaml:" in done.stdout


@pytest.mark.parametrize("named", ["a.yaml", "b.yaml", "pack.yaml"])
def test_what_a_named_file_breaks_elsewhere_is_told(repository: Path, named: str) -> None:
    (repository / "sql" / "a.yaml").write_text(questions("one", topic="sql"))
    if named == "pack.yaml":
        (repository / "sql" / "a.yaml").unlink()
        (repository / "sql" / "pack.yaml").write_text(PACK + questions("one", topic="sql"))

    done = check(named, "--select", "duplicate-id", cwd=repository / "sql")

    assert done.returncode == 1
    assert 'b.yaml:2:10: id "one" is used already' in done.stdout


def test_a_file_that_is_not_named_and_not_involved_is_not_told(repository: Path) -> None:
    (repository / "sql" / "a.yaml").write_text(questions("three", topic="other"))
    (repository / "sql" / "c.yaml").write_text("questions: [oops]\n")

    assert check("sql/a.yaml", "--strict", cwd=repository).returncode == 0


def test_lint_of_the_whole_pack_is_told_with_any_file(repository: Path) -> None:
    step = "{id: t, title: T, steps: [{topic: sql}]}"
    (repository / "sql" / "pack.yaml").write_text(PACK.replace("Mine}", f"M, tracks: [{step}]}}"))
    (repository / "sql" / "b.yaml").write_text(questions("one", topic="renamed"))
    (repository / "sql" / "a.yaml").write_text(questions("one-more", topic="renamed"))

    done = check("sql/b.yaml", "--strict", cwd=repository)

    assert done.returncode == 1
    assert "warning: this step of t has no question" in done.stdout


def test_a_question_like_one_in_a_named_file_is_told(repository: Path) -> None:
    (repository / "sql" / "a.yaml").write_text(questions("new").replace("new of a", "one of sql"))
    (repository / "sql" / "z.yaml").write_text(questions("old"))

    for named, said in (("sql/a.yaml", True), ("sql/z.yaml", False)):
        done = check(named, cwd=repository)
        assert ("sql/b.yaml:2:" in done.stdout and "near-duplicates" in done.stdout) is said


def test_a_deleted_file_is_missed_by_the_whole_repository(repository: Path) -> None:
    (repository / "sql" / "pack.yaml").unlink()

    done = check(".", cwd=repository)

    assert done.returncode == 1
    assert "sql/b.yaml:1:1: format and pack are missing" in done.stdout


def test_services_are_told_paths_from_the_root(repository: Path) -> None:
    (repository / "sql" / "b.yaml").write_text("questions: [oops]\n")

    github = check(".", "--format", "github", cwd=repository / "sql")
    (run,) = json.loads(check("b.yaml", "--format", "sarif", cwd=repository / "sql").stdout)["runs"]

    assert "::error file=sql/b.yaml,line=1," in github.stdout
    (result,) = run["results"]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "sql/b.yaml", "uriBaseId": "SRCROOT"}
    assert run["originalUriBaseIds"] == {"SRCROOT": {"uri": repository.as_uri() + "/"}}


def test_what_could_not_be_read_is_said_to_machines(tmp_path: Path) -> None:
    document = json.loads(check("nothere", "--json", cwd=tmp_path).stdout)
    (run,) = json.loads(check("nothere", "--format", "sarif", cwd=tmp_path).stdout)["runs"]

    assert document["error"] == "there is no file or folder nothere"
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    (note,) = invocation["toolExecutionNotifications"]
    assert note["message"]["text"] == "there is no file or folder nothere"


@pytest.mark.parametrize("rest", ["questions: []\n", ""])
def test_an_emptied_pack_is_told(tmp_path: Path, rest: str) -> None:
    (tmp_path / "mine.yaml").write_text(PACK + rest)

    done = check("mine.yaml", "--strict", cwd=tmp_path)

    assert done.returncode == 1
    assert "warning: this pack has no questions" in done.stdout


def test_the_same_problem_many_times_is_one_group(tmp_path: Path) -> None:
    lines = [
        f"  - {{id: q{n}, question: Q?, answer: A., level: mid, topic: a}}\n" for n in range(300)
    ]
    (tmp_path / "mine.yaml").write_text(PACK + "questions:\n" + "".join(lines))

    done = check("mine.yaml", cwd=tmp_path)

    assert done.stdout.count("did you mean") == 3
    assert "… and 297 more [unknown-field]: mine.yaml:7, 8, 9, 10, 11, 12," in done.stdout
    assert len(done.stdout.splitlines()) < 20
    assert "300 errors in 1 file." in done.stdout
    every = check("mine.yaml", "--max", "0", cwd=tmp_path).stdout
    assert every.count("did you mean") == 300
    assert len(json.loads(check("mine.yaml", "--json", cwd=tmp_path).stdout)["problems"]) == 300
    assert check("mine.yaml", "--max", "1", "--json", cwd=tmp_path).returncode == 2


def test_a_pack_is_shown_by_its_path_too(repository: Path) -> None:
    for words in (["pack", "show", "./sql"], ["show", "-p", "./sql", "mine:one", "--plain"]):
        (repository / "sql" / "pack.yaml").write_text(PACK)
        done = run_program(*words, cwd=repository)
        assert (done.returncode, done.stderr) == (0, ""), words


def test_large_letters_in_the_ending_of_a_file_make_no_difference(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("format: 1\npack: {id: sql, title: SQL}\n")
    (tmp_path / "JOINS.YAML").write_text(questions("one"))
    (tmp_path / "rows.Yml").write_text(questions("two", "one"))

    done = check(cwd=tmp_path)

    assert done.returncode == 1
    assert 'rows.Yml:3:10: id "one" is used already, in JOINS.YAML' in done.stdout
