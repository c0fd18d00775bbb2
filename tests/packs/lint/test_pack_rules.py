"""`interview pack rules`, as a process: the list, a page, and what is no rule."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from interview_cli.storage.packs.lint import REFUSED, RULES


def rules(*args: str) -> tuple[int, str, str]:
    command = [sys.executable, "-m", "interview_cli", "pack", "rules", *args]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout, done.stderr


def test_the_list_names_every_rule_and_what_is_refused() -> None:
    code, out, err = rules()

    assert (code, err) == (0, "")
    first = [line.split()[0] for line in out.splitlines() if line]
    assert [name for name in first if name in RULES] == [*RULES]
    assert [name for name in first if name in REFUSED] == [*REFUSED]
    assert out.count("(off by default)") == sum(not rule.on for rule in RULES.values())


def test_a_page_says_why_shows_an_example_and_how_good_the_rule_is() -> None:
    code, out, _ = rules("negative-stem")

    figures = RULES["negative-stem"].measured
    assert code == 0
    assert figures is not None
    assert out.startswith("negative-stem: ")
    assert f"precision  {figures.right} of {figures.flagged}, " in out
    assert "stem: Which of these types is **not** hashable?" in out
    assert max(map(len, out.splitlines())) <= 90


def test_json_is_one_document() -> None:
    every = json.loads(rules("--json")[1])
    one = json.loads(rules("length-cue", "--json")[1])

    assert every["v"] == one["v"] == 1
    assert [rule["rule"] for rule in every["rules"]] == [*RULES]
    assert one["rules"][0]["measured"] is None
    assert every["rules"][0]["measured"].keys() >= {"precision", "recall"}


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("longest", "did you mean longest-key?"),
        ("all-right", "as an error of the reader [options]"),
        ("\x1b[2Jx", "see the rules: interview pack rules"),
    ],
)
def test_what_is_no_rule(name: str, hint: str) -> None:
    code, out, err = rules(name)

    assert (code, out) == (2, "")
    assert hint in err
    assert "\x1b" not in err
