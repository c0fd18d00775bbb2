"""A pack whose questions have sets of values, in the hands of its author."""

from __future__ import annotations

import json

import pytest
from helpers.program import run_program

PACK = """\
format: 1.1
pack: {id: sums, title: Sums, version: 1.0.0}
defaults: {level: mid, topic: t}
questions:
  - id: total
    vary: {n: [3, 5, 8], total: [6, 15, 36]}
    ask: What does this print, for {{n}}?
    setup: |
      numbers = range({{n}} + 1)
    code: |
      result = sum(numbers)
      print(result)
    proof: |
      assert result == {{total}}
    answer: |
      It is {{total}}.

      ```python run
      assert 1 + 1 == 2
      ```
    quiz: {kind: output, prints: "{{total}}"}
  - id: times
    vary: {n: [3, 5]}
    ask: Write times{{n}}.
    answer: Multiply by {{n}}.
    quiz:
      kind: code
      form: write
      starter: |
        def times{{n}}(x): ...
      solution: |
        def times{{n}}(x):
            return {{n}} * x
      tests: |
        from exercise import times{{n}}

        def test_one():
            assert times{{n}}(1) == {{n}}
"""


@pytest.fixture
def pack(tmp_path):
    """Write the pack with some text replaced, and trust its folder."""
    assert run_program("pack", "trust", "--folder", tmp_path).returncode == 0

    def write(old="", new=""):
        path = tmp_path / "sums.yaml"
        path.write_text(PACK.replace(old, new, 1) if old else PACK)
        return path

    return write


def check(path):
    return run_program("pack", "check", "--run", "--select", "run,python,vary", path)


def test_the_code_runs_with_every_set_and_what_does_not_vary_once(pack):
    done = check(pack())
    assert (done.returncode, done.stderr) == (0, "")
    assert "3 proofs, 0 bugs shown and fixed, 3 outputs compared, 1 block," in done.stdout
    assert "2 exercises" in done.stdout


@pytest.mark.parametrize(
    ("old", "new", "place", "said"),
    [
        ("[6, 15, 36]", "[6, 16, 36]", "14:7", "the proof fails: AssertionError (with n = 5"),
        ("[6, 15, 36]", "[6, 15, 35]", "14:7", "the proof fails: AssertionError (with n = 8"),
        ("sum(numbers)", "sum(numbers) + 1 // ({{n}} - 5)", "11:7", "ZeroDivisionError"),
        ("return {{n}} * x", "return min({{n}}, 3) * x", "31:17", "test_one"),
    ],
)
def test_a_set_for_which_the_code_is_wrong_is_named_at_its_line(pack, old, new, place, said):
    done = check(pack(old, new))
    assert done.returncode == 1
    first = next(line for line in done.stdout.splitlines() if "sums.yaml:" in line)
    assert f"sums.yaml:{place}: " in first
    assert said in first


def test_preview_takes_a_set_by_the_seed_and_names_it(pack):
    shown = {}
    for seed in range(12):
        args = (
            "pack",
            "preview",
            "total",
            "--pack",
            pack(),
            "--seed",
            seed,
            "--json",
            "--answer",
            "15",
        )
        document = json.loads(run_program(*args).stdout)
        shown[document["variant"]] = document
    assert sorted(shown) == [0, 1, 2]
    assert shown[1]["values"] == {"n": "5", "total": "15"}
    assert shown[1]["ways"][0]["ask"] == "What does this print, for 5?"
    assert [shown[n]["verdicts"][0]["score"] for n in range(3)] == [0, 1, 0]
    text = run_program(
        "pack", "preview", "total", "--pack", pack(), "--plain", "--answer", "15"
    ).stdout
    assert "\nValues " in text


def test_other_values_are_another_answer_in_a_comparison(pack, tmp_path):
    old = tmp_path / "old.yaml"
    old.write_text(PACK)
    said = run_program("pack", "diff", old, pack("[6, 15, 36]", "[6, 15, 37]")).stdout
    assert "36" in said
    assert "37" in said
    assert "shown as changed since it was learned" in said
