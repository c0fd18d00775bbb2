"""What the linters of workflows can't know: the Pythons that are meant, and one pin an action."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml
from helpers.data import ROOT

from interview_cli.packs.authoring.writer import WORKFLOW_FILE, workflow_text

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

#: The Pythons that the project says it's for, the oldest first.
PYTHONS = [
    version
    for classifier in PROJECT["classifiers"]
    for version in re.findall(r"^Programming Language :: Python :: (3\.\d+)$", classifier)
]


def jobs(workflow: str) -> dict[str, Any]:
    """Return the jobs of the workflow in the file *workflow*."""
    path = ROOT / ".github" / "workflows" / workflow
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]
    return found


def test_the_oldest_python_is_the_one_that_is_required() -> None:
    assert PROJECT["requires-python"] == f">={PYTHONS[0]}"


def test_ci_runs_each_python_on_linux_and_the_newest_elsewhere() -> None:
    matrix = jobs("ci.yml")["tests"]["strategy"]["matrix"]
    assert matrix["system"] == ["ubuntu-latest"]
    assert matrix["python"] == PYTHONS
    assert matrix["include"] == [
        {"system": system, "python": PYTHONS[-1]} for system in ("macos-latest", "windows-latest")
    ]


def test_ci_runs_the_oldest_libraries_on_the_oldest_python() -> None:
    steps = jobs("ci.yml")["lowest"]["steps"]
    assert PYTHONS[0] in [step.get("with", {}).get("python-version") for step in steps]
    assert "uv pip install --resolution lowest-direct -e ." in [step.get("run") for step in steps]


def test_a_release_is_tried_on_the_oldest_and_the_newest_python() -> None:
    matrix = jobs("release.yml")["test"]["strategy"]["matrix"]
    assert matrix["python"] == [PYTHONS[0], PYTHONS[-1]]


def test_one_name_stands_for_all_jobs_of_ci() -> None:
    names = jobs("ci.yml")
    assert sorted(names["all"]["needs"]) == sorted(names.keys() - {"all"})


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_says_where_its_pins_are_from(path: Any) -> None:
    text = path.read_text(encoding="utf-8")
    head = text[: text.index("\nname:")]
    assert "weren't fetched" in head.replace("\n# ", " ")


def test_an_action_has_one_pin_everywhere_a_commit_with_its_version() -> None:
    pins = defaultdict(set)
    for path in WORKFLOWS:
        for action, pin in re.findall(r"uses: ([^@\s]+)@(.*)", path.read_text(encoding="utf-8")):
            assert re.fullmatch(r"[0-9a-f]{40} # v\d+\.\d+\.\d+", pin), (path.name, action, pin)
            pins[action].add(pin)
    assert {action: found for action, found in pins.items() if len(found) > 1} == {}


@pytest.mark.needs_release
@pytest.mark.parametrize(
    "linter",
    [["actionlint"], ["zizmor", "--quiet", "--offline", "--no-progress", "--persona", "pedantic"]],
)
def test_the_workflow_for_packs_is_clean(tmp_path: Path, linter: list[str]) -> None:
    file = tmp_path / WORKFLOW_FILE
    file.parent.mkdir(parents=True)
    file.write_text(workflow_text("interview-cli"), encoding="utf-8")
    program = Path(sys.executable).with_name(linter[0])

    done = subprocess.run([program, *linter[1:], file], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
