"""`pack check --format`, `--select` and `--ignore`, and the hook for pre-commit."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import yaml
from helpers.data import BROKEN, ROOT, TWELVE
from helpers.program import run_program

from interview_cli.packs.authoring.explanations import READER_RULES
from interview_cli.packs.checking.check import CheckResult, Finding
from interview_cli.packs.yaml.problems import Problem
from interview_cli.terminal.problems import FORMATS

HEAD = "format: 1.2\npack: {id: mine, title: Mine}\ndefaults: {level: mid, topic: a}\nquestions:\n"


def check(*args: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return run_program("pack", "check", *args, cwd=cwd)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A file with an error, a warning and a note."""
    (tmp_path / "my, packs").mkdir()
    (tmp_path / "my, packs" / "50%: é.yaml").write_text(
        HEAD
        + "  - {id: one, ask: 'What is 日本 🐍?', answer: That., level: juniour}\n"
        + "  - {id: two, ask: 'What else?', answer: This.}\n",
        encoding="utf-8",
    )
    return tmp_path


def test_json_is_the_same_by_both_names(folder: Path) -> None:
    one = check("my, packs", "--format", "json", cwd=folder)
    other = check("my, packs", "--json", cwd=folder)

    assert (one.returncode, one.stdout) == (other.returncode, other.stdout)
    found = {p["rule"]: p["severity"] for p in json.loads(one.stdout)["problems"]}
    assert found == {"level": "error", "source-missing": "warning"}


def test_github_lines(folder: Path) -> None:
    done = check("my, packs", "--format", "github", cwd=folder)

    assert done.returncode == 1
    note, error, warning = done.stdout.splitlines()
    assert note.startswith("::notice file=my%2C packs/50%25%3A é.yaml,line=1,col=9,")
    assert error == (
        "::error file=my%2C packs/50%25%3A é.yaml,line=5,col=59,endColumn=66,"
        "title=interview pack check (level)::"
        'level is "juniour"; it can be junior, mid or senior. Did you mean junior?'
    )
    assert warning.startswith("::warning file=my%2C packs/50%25%3A é.yaml,line=6,")
    assert done.stderr == (
        "2 questions, 1 of them left out.\n"
        "1 error, 1 warning in 1 file. How to write a pack: interview help format\n"
    )


def test_a_pack_cannot_write_lines_of_its_own_to_github() -> None:
    wicked = Problem(
        Path("a\n::error::x,b:c.yaml"), 1, 1, 1, "100%\r\n::set-env name=a::b\x1b[2J", "id", ""
    )

    result = CheckResult({wicked.path: (Finding(wicked),)}, (), ())

    assert FORMATS["github"](result) == (
        "::error file=a%0A%3A%3Aerror%3A%3Ax%2Cb%3Ac.yaml,line=1,col=1,endColumn=2,"
        "title=interview pack check (id)::100%25%0D%0A::set-env name=a::b␛[2J"
    )


def sarif_of(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(done.stdout)
    return log


def test_sarif_has_what_its_schema_requires(folder: Path) -> None:
    done = check("my, packs", TWELVE, "--format", "sarif", cwd=folder)

    log = sarif_of(done)
    assert done.returncode == 1
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert re.fullmatch(r"\d+\.\d+\.\d+.*", driver["version"])
    assert driver["name"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["invocations"] == [{"executionSuccessful": True}]
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(ids) == len({*ids})
    for rule in driver["rules"]:
        assert {*rule} <= {
            "id",
            "shortDescription",
            "fullDescription",
            "help",
            "defaultConfiguration",
        }
        assert rule["shortDescription"]["text"] != rule["id"]
        assert rule["help"]["text"]
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
    assert len(run["results"]) == 3 + 12
    for result in run["results"]:
        assert ids[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        (location,) = result["locations"]
        region = location["physicalLocation"]["region"]
        assert region["startLine"] >= 1
        assert 1 <= region["startColumn"] < region["endColumn"]
        uri = location["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"[A-Za-z0-9_.~:/%-]+", uri)


def test_sarif_and_json_carry_the_edits_of_a_fix(folder: Path) -> None:
    file = "my, packs/50%: é.yaml"
    (problem, _) = json.loads(check(file, "--json", cwd=folder).stdout)["problems"]
    edit = {"line": 5, "column": 59, "end_line": 5, "end_column": 66, "text": "junior"}

    (run,) = sarif_of(check(file, "--format", "sarif", cwd=folder))["runs"]

    assert problem["fix"] == {"edits": [edit]}
    (result,) = [result for result in run["results"] if result["ruleId"] == "level"]
    (fix,) = result["fixes"]
    (change,) = fix["artifactChanges"]
    assert (
        change["artifactLocation"] == result["locations"][0]["physicalLocation"]["artifactLocation"]
    )
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 5, "startColumn": 59, "endLine": 5, "endColumn": 66},
            "insertedContent": {"text": "junior"},
        }
    ]
    assert [result["ruleId"] for result in run["results"] if "fixes" in result] == ["level"]


def test_ways_to_choose_from_are_all_in_sarif_and_are_no_fix_in_json(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(HEAD + "  - id: a\n    ask: A\n\tanswer: B\n")

    (problem,) = json.loads(check("a.yaml", "--json", cwd=tmp_path).stdout)["problems"]
    (run,) = sarif_of(check("a.yaml", "--format", "sarif", cwd=tmp_path))["runs"]

    assert "fix" not in problem
    (fixes,) = [result["fixes"] for result in run["results"] if "fixes" in result]
    texts = [
        replacement["insertedContent"]["text"]
        for fix in fixes
        for change in fix["artifactChanges"]
        for replacement in change["replacements"]
    ]
    assert texts == [" " * 4, " " * 2, " " * 8]  # the nearest to the line above comes first


def test_sarif_names_files_from_here_or_by_their_whole_address(folder: Path) -> None:
    inside, outside = "my, packs/50%: é.yaml", TWELVE

    done = check(folder / inside, outside, "--format", "sarif", cwd=folder)

    uris = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for result in sarif_of(done)["runs"][0]["results"]
    }
    assert {unquote(uri) for uri in uris} == {inside, outside.as_uri()}
    assert not any(re.search(r"[ ,%:é]", uri.replace("%", "", 9)[8:]) for uri in uris)


def test_sarif_of_a_clean_pack_is_whole_too() -> None:
    (run,) = json.loads(FORMATS["sarif"](CheckResult({}, (), ())))["runs"]

    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])


@pytest.mark.parametrize(
    ("options", "rules", "code"),
    [
        ([], ["level", "source-missing"], 1),
        (["--select", "level"], ["level"], 1),
        (["--select", "level,source-missing"], ["level", "source-missing"], 1),
        (["--select", "level", "--select", "id"], ["level"], 1),
        (["--select", "yaml"], [], 1),
        (["--select", "source-missing"], ["source-missing"], 1),
        (["--ignore", "source-missing"], ["level"], 1),
    ],
)
def test_rules_are_chosen(folder: Path, options: list[str], rules: list[str], code: int) -> None:
    done = check("my, packs", "--json", *options, cwd=folder)

    assert sorted(p["rule"] for p in json.loads(done.stdout)["problems"]) == rules
    assert done.returncode == code


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--select", "levle"], "did you mean level?"),
        (["--ignore", "xyzzy"], "there is no rule 'xyzzy'"),
        (["--ignore", "level"], "[level] is a rule of the format, and can't be ignored"),
        (["--ignore", "longest-key,utf-8"], "[utf-8] is a rule of the format"),
        (["--format", "sarfi"], "did you mean sarif?"),
        (["--format", "xml"], "it can be text, json, github, sarif"),
        (["--json", "--format", "sarif"], "two formats"),
        (["--watch", "--json"], "--watch shows text only"),
        (["--watch", "--fix"], "while you edit it"),
    ],
)
def test_what_makes_no_sense_is_said(folder: Path, options: list[str], said: str) -> None:
    done = check("my, packs", *options, cwd=folder)

    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


@pytest.mark.slow
def test_a_path_where_there_is_nothing_is_2_in_every_format(folder: Path) -> None:
    for form in ("text", "json", "github", "sarif"):
        done = check("nothing", "--format", form, cwd=folder)
        assert done.returncode == 2
        assert "there is no file or folder nothing" in done.stderr


def test_every_rule_of_the_reader_is_described() -> None:
    said = (BROKEN / "EXPECTED.txt").read_text(encoding="utf-8")
    used = {*re.findall(r"(?m)^\S*\d+:\d+ \[([a-z0-9-]+)\]", said)}

    assert len(used) > 30
    assert used <= {*READER_RULES}


def test_files_of_a_pack_are_checked_with_their_pack_and_told_once_each(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(HEAD.replace("1.2", "1").replace("questions:\n", ""))
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.yaml").write_text(
            "questions:\n  - {id: same, topic: a, ask: A, answer: B, level: mid}\n"
        )

    done = check("b.yaml", "c.yaml", "--select", "duplicate-id", "--json", cwd=tmp_path)

    found = json.loads(done.stdout)
    assert found["packs"] == 1
    assert [problem["file"] for problem in found["problems"]] == ["b.yaml", "c.yaml"]


def test_the_hook_is_one_that_pre_commit_takes(folder: Path) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())

    assert hook["id"] == "interview-pack-check"
    assert hook["language"] == "python"
    assert hook["entry"].split() == ["interview", "pack", "check"]
    assert hook["args"] == ["."]
    assert (hook["pass_filenames"], hook["always_run"]) == (False, True)
    done = run_program(*hook["entry"].split()[1:], *hook["args"], cwd=folder)
    assert done.returncode == 1
