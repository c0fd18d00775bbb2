"""PyYAML is built with libyaml or without: the verdicts on every pack are the same.

Each of the two reads all packs in a process of its own; in one of them the C loader is taken away
before anything of the program is imported.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
import yaml
from helpers.data import BROKEN, INTERVIEW, ROOT, SESSIONS, TESTS, TRICKY, TWELVE

from interview_cli.packs.discovery import find_packs

PROGRAM = """
import json, sys
import yaml

if sys.argv[1] == "without":
    for name in [name for name in dir(yaml) if name.startswith("C") and hasattr(yaml, name[1:])]:
        delattr(yaml, name)
    sys.modules["yaml._yaml"] = sys.modules["yaml.cyaml"] = None

from datetime import date
from pathlib import Path

from interview_cli.packs.format.reader import read
from interview_cli.packs.lint import RULES, lint
from interview_cli.packs.yaml.tree import LOADER

ABOUT_YAML = {"cut-by-hash", "folded-code", "flow-question-mark", "smart-quotes", "null-text",
    "source-malformed", "fence-in-code", "raw-html", "math", "merge-conflict"} & RULES.keys()
verdicts = {}
for path in sys.stdin.read().splitlines():
    found = read(Path(path))
    problems = [*found.problems, *lint([found], ABOUT_YAML, date(2026, 11, 30))]
    questions = [repr(placed.question) for placed in found.questions]
    verdicts[path] = [[[str(p), repr(p.fixes)] for p in problems], questions]
print(json.dumps([LOADER.__name__, verdicts]))
"""

#: Flow lists and mappings end at other signs in a loader that is stricter.
TRAPS = """\
format: 1
pack: {id: traps, title: Traps}
defaults: {level: junior, topic: sql/joins}
questions:
  - {id: bare-mark, ask: Why?, answer: So?, quiz: {kind: short, accept: [CONCURRENTLY], stem: Y?}}
  - id: steps
    ask: In which order?
    answer: That.
    quiz: {kind: order, steps: [Why?, How?, What?, http://a.b?c=d]}
  - {id: colon, ask: a:b, answer: "x":y, sources: [https://a.b/c?d=e#f]}
  - id: tab\t
    ask:\tWhat?
    answer: x\ty	# a comment
    hint: goes
     \ton here
    code: |\t
      x
  - id: tabs-indent
    ask: goes
    \ton here
  - {id: in-brackets,\task: What?\t, answer: a\tb}
  - {id: nested, ask: [[a]], answer: {a: b, c}}
  - {? id: complex, ask: Why?}
  - id: null
    ask: ~
    answer: !!str x
    hint: 'it''s
      two lines'
    quiz: {kind: short, accept: [a#b, 'c' , "d"], case: yes}
  - id: dash
    ask: -
    answer: - x
  - id: last
    ask: |2
       two
    answer: >-
      joined

      text
"""


def _verdicts(build: str, paths: list[str]) -> tuple[str, dict[str, list[list[str]]]]:
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, build],
        input="\n".join(paths),
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=ROOT,
    )
    loader, verdicts = json.loads(ran.stdout)
    return loader, verdicts


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(yaml, "CBaseLoader"), reason="this PyYAML has no libyaml")
def test_both_builds_give_the_same_verdicts(tmp_path_factory: pytest.TempPathFactory) -> None:
    traps = tmp_path_factory.mktemp("traps")
    for n, line in enumerate(TRAPS.splitlines(keepends=True)):
        (traps / f"without-{n}.yaml").write_text(TRAPS.replace(line, "", 1), encoding="utf-8")
    (traps / "traps.yaml").write_text(TRAPS, encoding="utf-8")
    folders = [TESTS / "packs" / "subjects", TESTS / "packs" / "lint", traps]
    broken = [path for path in BROKEN.iterdir() if path.suffix != ".txt"]
    packs = [*broken, *(pack for folder in folders for pack in find_packs(folder))]
    packs += (TESTS / "packs" / "lint" / "cases").iterdir()
    packs += [INTERVIEW, SESSIONS, TRICKY, TWELVE]
    paths = sorted(map(str, packs))

    with_it, without = _verdicts("with", paths), _verdicts("without", paths)

    assert (with_it[0], without[0]) == ("CBaseLoader", "PureLoader")
    assert len(paths) > 120
    assert {path: (with_it[1][path], without[1][path]) for path in paths} == {
        path: (without[1][path], without[1][path]) for path in paths
    }
