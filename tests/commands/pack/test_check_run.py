"""`pack check --run`: each thing that is no longer true is caught at its line."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest
from helpers.program import mostly_slow, run_program

from interview_cli.packs.library.trust import trust

PACK = """\
format: 1
pack: {id: runs, title: Runs}
defaults: {level: mid, topic: t}
questions:
  - id: blocks
    ask: What do these do?
    answer: |
      They run:

      ```python run
      value = 1 + 1
      assert value == 2
      ```

      and they fail:

      ```python raises TypeError
      1 + "1"
      ```

      ```python fragment
      not even Python
      ```
  - id: prints
    ask: What does this print?
    setup: |
      start = 3
    code: |
      for n in range(start):
          print(n)
    answer: Three lines.
    quiz:
      kind: output
      prints: |
        0
        1
        2
  - id: bug
    ask: What is wrong?
    code: |
      def double(x):
          return x + x + 1
    fixed: |
      def double(x):
          return x + x
    proof: |
      assert double(2) == 4
    answer: One too many.
  - id: card
    ask: And this?
    answer: It rests on its sources.
"""


def check(path, *options):
    return run_program("pack", "check", "--run", "--ignore", "source-missing", path, *options)


@pytest.fixture
def pack(tmp_path):
    """Write the pack with some text replaced, and trust its folder."""
    trust(tmp_path, folder=True)

    def write(old="", new=""):
        assert old in PACK
        path = tmp_path / "runs.yaml"
        path.write_text(PACK.replace(old, new, 1) if old else PACK)
        return path

    return write


def test_what_holds_is_counted(pack):
    done = check(pack())
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "Run: 5 programs: 0 proofs, 1 bug shown and fixed, 1 output compared, 1 block, "
        "1 that must raise.\n"
        "Proved by code that was run: 75% of 4 questions.\n"
        "On sources alone: runs:card.\n"
        "4 questions in 1 pack, no problems.\n"
    )


#: What is changed in the pack, the line at which that is told, and what is said of it.
NO_LONGER_TRUE = [
    ("assert value == 2", "assert value == 3", 12, "must run without an error: AssertionError"),
    ("raises TypeError", "raises ValueError", 18, "must raise ValueError, but it raised Type"),
    ('1 + "1"', "1 + 1", 18, "it must raise TypeError, but it ended without an error"),
    ("        1\n        2\n", "        1\n        3\n", 37, "prints says '3', the program"),
    ("        2\n", "        2\n        3\n", 38, "the program printed 'the end'"),
    (
        "        1\n        2\n",
        "        1\n",
        36,
        "prints says 'the end', the program printed '2'",
    ),
    ("start = 3", "start = 1 / 0", 27, "the program fails: ZeroDivisionError"),
    ("return x + x + 1", "return x + x", 47, "the proof passes on the broken code too"),
    ("return x + x + 1", "return y", 42, "fails for another reason: NameError"),
    (
        "          return x + x\n",
        "          return x * 3\n",
        47,
        "on the fixed code: Assertion",
    ),
    ("assert value == 2", "import no_such_library", 12, "name the library in `needs`"),
]


def test_what_holds_no_longer_is_caught_at_its_line(pack):
    """In one pack, which has the question again for each thing that is wrong in it."""
    head, *questions = re.split(r"(?m)^(?=  - id: )", PACK)
    firsts = [head.count("\n") + "".join(questions[:n]).count("\n") for n in range(4)]
    texts, wanted = [head], []
    for number, (old, new, line, said) in enumerate(NO_LONGER_TRUE):
        of, text = next((n, text) for n, text in enumerate(questions) if old in text)
        at = "".join(texts).count("\n") + line - firsts[of]
        texts.append(text.replace(old, new, 1).replace("- id: ", f"- id: n{number}-", 1))
        wanted.append((at, said))
    path = pack()
    path.write_text("".join(texts))
    done = check(path, "--select", "run")
    assert done.returncode == 1
    problems = [text for text in done.stdout.splitlines() if text.endswith("[run]")]
    assert len(problems) == len(wanted), done.stdout
    for problem, (line, said) in zip(problems, wanted, strict=True):
        assert f"runs.yaml:{line}:" in problem
        assert said in problem


@pytest.mark.parametrize("written", mostly_slow(['"0\\n3"', "'3'", "3"], 3))
def test_a_wrong_output_is_told_where_it_is_written_though_that_is_one_line(pack, written):
    path = pack("prints: |\n        0\n        1\n        2\n", f"prints: {written}\n")
    done = check(path)
    (problem,) = [text for text in done.stdout.splitlines() if "runs.yaml:" in text]
    column = 15 + written.startswith("'")
    assert problem.startswith(f"{path}:34:{column}: ")
    assert "prints says '3'" in problem


def test_many_questions_without_a_program_are_counted_not_listed(pack):
    cards = "".join(f"  - {{id: c{n}, ask: What is {n}?, answer: A number.}}\n" for n in range(9))
    done = check(pack("  - id: card\n", f"{cards}  - id: card\n"))
    assert "On sources alone: 10 questions, listed with --json.\n" in done.stdout


def test_what_is_needed_and_not_here_is_not_run_and_not_passed(pack):
    path = pack(
        "  - id: bug\n", "  - id: bug\n    needs: {no-such-library: '>=2', python: '>=3.8'}\n"
    )
    done = check(path, "--json")
    document = json.loads(done.stdout)
    assert done.returncode == 0
    assert document["run"]["not_run"] == {"runs:bug": "no-such-library >=2 is not installed"}
    assert document["run"]["ran"] == {"block": 1, "raises": 1, "output": 1}


def test_a_program_runs_away_from_our_folders_and_settings(pack, monkeypatch):
    monkeypatch.setenv("SECRET", "mine")
    code = (
        "import os, sys; assert 'SECRET' not in os.environ and 'INTERVIEW_HOME' not in os.environ;"
        f" assert os.getcwd() != {str(Path.cwd())!r} and '' not in sys.path"
    )
    done = check(pack("value = 1 + 1", code + "; value = 2"))
    assert done.returncode == 0, done.stdout


def test_without_trust_nothing_is_run(tmp_path):
    path = tmp_path / "runs.yaml"
    path.write_text(PACK.replace("value = 1 + 1", f"open({str(tmp_path / 'ran')!r}, 'w')"))
    done = check(path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "isn't trusted" in done.stderr
    assert f"interview pack trust {path}" in done.stderr
    assert not (tmp_path / "ran").exists()


def test_trust_covers_the_very_content(tmp_path):
    path = tmp_path / "runs.yaml"
    path.write_text(PACK)
    trust(path)
    assert check(path).returncode == 0
    path.write_text(PACK.replace("Three lines.", "Three."))
    assert check(path).returncode == 2
    plain = run_program("pack", "check", "--ignore", "source-missing", path)
    assert plain.returncode == 0


@pytest.mark.slow  # as long as its limit, which a busy machine must be able to start in
def test_an_endless_program_is_stopped():
    from interview_cli.packs.sandbox.whole_programs import run_program as run

    ran = run("import time\nprint('here', flush=True)\nwhile True: time.sleep(1)\n", limit=15)
    assert (ran.code, ran.printed) == (None, "here\n")


def test_a_group_is_named_as_a_group():
    from interview_cli.packs.sandbox.whole_programs import run_program as run

    ran = run("raise ExceptionGroup('g', [ValueError(1), KeyError(2)])")
    assert ran.raised == "ExceptionGroup"
    assert run("import json\njson.loads('x')").raised == "json.decoder.JSONDecodeError"
    assert run(f"import sys\nassert sys.version_info[:2] == {sys.version_info[:2]}").ok
