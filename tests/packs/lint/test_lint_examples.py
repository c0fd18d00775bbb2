"""The examples on the rules' pages: the bad one is flagged by its rule, the good one is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from textwrap import indent

import pytest
from helpers.packs import head

from interview_cli.packs.checking.run import run_packs
from interview_cli.packs.format.reader import read
from interview_cli.packs.lint import RULES, SAME_ROWS, lint

#: These show a pack in a comment, or a picture, not a question alone.
OVER_PACKS = {
    "alt-gives-answer",
    "length-cue",
    "position-cue",
    "level-or-topic-left-out",
    "term-missing",
    "version-numbers",
    "format-number",
    "no-questions",
}
HEAD = head("page", defaults="level: mid, topic: page") + "questions:\n"
SOURCED = "  - {id: sourced, ask: 'Why?', answer: So., sources: [https://example.org/]}\n"
OPTIONS = "options: [{text: this, right: true}, {text: that}]"


def pack(example: str) -> str:
    """Make a pack of an example, which shows questions, or fields of one or of its quiz."""
    if example.startswith("- "):
        lines = example.replace("ask: ...", "ask: What is that?")
        return HEAD + SOURCED + indent(lines, "  ").replace("answer: ...", "answer: That.") + "\n"
    fields = {"ask": "ask: What is that?", "answer": "answer: That is it.", "id": "id: shown"}
    names = {line.partition(":")[0] for line in example.splitlines() if line[:1].isalpha()}
    rest = "\n".join(text for name, text in fields.items() if name not in names)
    if names & {"stem", "options", "keep_order"}:
        options = "" if "options" in names else f"\n{OPTIONS}"
        example = "quiz:\n" + indent(f"kind: choice\n{example}{options}", "  ")
    return HEAD + SOURCED + "  -\n" + indent(f"{rest}\n{example}", "    ") + "\n"


@pytest.mark.parametrize("rule", sorted(RULES.keys() - OVER_PACKS - {SAME_ROWS}))
@pytest.mark.parametrize("which", ["bad", "good"])
def test_the_example_is_one(tmp_path: Path, rule: str, which: str) -> None:
    path = tmp_path / "page.yaml"
    example = RULES[rule].bad if which == "bad" else RULES[rule].good
    if rule == "id-reused":  # its questions are shown in short
        example = example.replace("ask: ...}", "ask: What?, answer: That.}")
    path.write_text(pack(example), encoding="utf-8")
    found = read(path)
    assert found.problems == ()

    problems = lint([found], [rule], date(2026, 11, 22))

    assert bool(problems) is (which == "bad")


@pytest.mark.parametrize("which", ["bad", "good"])
def test_the_example_of_what_only_running_tells_is_one(tmp_path: Path, which: str) -> None:
    path = tmp_path / "page.yaml"
    path.write_text(pack(getattr(RULES[SAME_ROWS], which)), encoding="utf-8")

    report = run_packs([read(path)], jobs=1, done=lambda done, of: None)

    assert {problem.rule for problem in report.problems} == (
        {SAME_ROWS} if which == "bad" else set()
    )
