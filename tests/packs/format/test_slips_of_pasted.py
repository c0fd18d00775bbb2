"""Markup of Markdown and Python around values: one message for all of it, and --fix does it."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.slips import FIRST as ABOVE
from helpers.slips import HEAD, check_fixed, check_told_once, write

from interview_cli.packs.checking.fix import fix_file
from interview_cli.packs.format.reader import read

ONE = "  - id: a\n    ask: Which?\n    answer: {}\n"
PLAIN = ONE.format("Forte.")
FIRST, OTHER = "https://example.org/a", "https://example.org/b_(c)"

#: By name: what follows the head, the line of the slip in it, words of the message, and it fixed.
FIXED: dict[str, tuple[str, int, str, str]] = {
    "links in one pair of brackets": (
        f"{PLAIN}    sources: [[A]({FIRST}), [B b]({OTHER}), Grove] # all\n",
        4,
        f"a source is an address, without a text: write {FIRST} and {OTHER}",
        f"{PLAIN}    sources: [{FIRST}, {OTHER}, Grove] # all\n",
    ),
    "links without brackets around them": (
        f"{PLAIN}    sources: [A]({FIRST}), [B b]({OTHER})\n",
        4,
        f"write sources: [{FIRST}, {OTHER}]",
        f"{PLAIN}    sources: [{FIRST}, {OTHER}]\n",
    ),
    "links on lines of their own": (
        f"{PLAIN}    sources:\n      - [A]({FIRST})\n      - Grove\n      - [B b]({OTHER})\n",
        5,
        f"write {FIRST} and {OTHER}",
        f"{PLAIN}    sources:\n      - {FIRST}\n      - Grove\n      - {OTHER}\n",
    ),
    "three quotes around one line": (
        ONE.format("'''It's forte, \"loud\".'''"),
        3,
        "YAML has no ''': write answer: 'It''s forte, \"loud\".'",
        ONE.format("'It''s forte, \"loud\".'"),
    ),
    "three double quotes around one line": (
        ONE.format('"""Forte: loud."""'),
        3,
        'write answer: "Forte: loud."',
        ONE.format('"Forte: loud."'),
    ),
    "three quotes around lines that are indented": (
        ONE.format("'''\n      It's forte: loud.\n      '''"),
        3,
        "YAML has no ''': write \"answer: |\", and the text alone on the lines below it",
        ONE.format("|\n      It's forte: loud."),
    ),
    "three quotes around lines that aren't indented": (
        ONE.format('"""\nForte.\n\n  Loud.\n"""') + "    hint: Loud?\n",
        3,
        "and the text alone on the lines below it, indented",
        ONE.format("|\n      Forte.\n\n        Loud.") + "    hint: Loud?\n",
    ),
    "three quotes beside the first words and the last": (
        ONE.format('"""Forte.\n      Loud."""'),
        3,
        'write "answer: |"',
        ONE.format("|\n      Forte.\n      Loud."),
    ),
    "three quotes around code": (
        f"{PLAIN}    code: '''\n      print('f')\n      '''\n",
        4,
        "YAML has no ''': write \"code: |\"",
        f"{PLAIN}    code: |\n      print('f')\n",
    ),
    "a question with the + of a diff": (
        f"{PLAIN}+  - id: b\n+    ask: Why?\n+\n+    hint: |\n+      Loud.\n+    answer: So.\n",
        4,
        f"the + of a diff is no part of a pack: take it off lines {ABOVE + 4} to {ABOVE + 9}",
        f"{PLAIN}  - id: b\n    ask: Why?\n\n    hint: |\n      Loud.\n    answer: So.\n",
    ),
    "one field with the + of a diff": (
        f"{PLAIN}+    hint: Loud.\n    sources: [Grove]\n",
        4,
        f"take it off line {ABOVE + 4}",
        f"{PLAIN}    hint: Loud.\n    sources: [Grove]\n",
    ),
    "two places with the + of a diff": (
        f"{PLAIN}+    hint: Loud.\n    sources: [Grove]\n+    code: f\n",
        4,
        f"take it off lines {ABOVE + 4} and {ABOVE + 6}",
        f"{PLAIN}    hint: Loud.\n    sources: [Grove]\n    code: f\n",
    ),
}


@pytest.mark.parametrize("name", FIXED)
def test_a_slip_is_told_once(tmp_path: Path, name: str) -> None:
    text, line, words, _ = FIXED[name]

    check_told_once(tmp_path / "slips.yaml", text, line, words)


@pytest.mark.parametrize("name", FIXED)
def test_a_slip_is_fixed_as_its_message_says(tmp_path: Path, name: str) -> None:
    check_fixed(tmp_path / "slips.yaml", FIXED[name][0], FIXED[name][3])


@pytest.mark.parametrize(
    "text",
    [
        ONE.format("'''tis loud.'"),
        f"{PLAIN}    quiz: {{kind: short, accept: ['''f''']}}\n",
        ONE.format("|\n      '''\n      forte\n      '''\n"),
        f'{PLAIN}    sources: ["[A]({FIRST})", Grove]\n',
    ],
)
def test_what_yaml_reads_as_it_is_meant_stays(tmp_path: Path, text: str) -> None:
    assert write(tmp_path / "slips.yaml", text).problems == ()


def test_quotes_that_are_opened_twice_and_never_closed_are_not_taken_for_a_text(
    tmp_path: Path,
) -> None:
    text = ONE.format('"""\n      Forte.') + '    hint: """\n      Loud.\n'

    found = write(tmp_path / "slips.yaml", text).problems

    assert not any(problem.fixes for problem in found)


def test_a_whole_file_with_the_plus_of_a_diff_is_one_message(tmp_path: Path) -> None:
    path = tmp_path / "slips.yaml"
    whole = HEAD + PLAIN
    path.write_text("".join(f"+{line}\n" for line in whole.splitlines()))
    found = read(path)

    (problem,) = found.problems
    assert problem.line == 1
    fix_file(found, path, found.problems, schema=False)
    assert path.read_text() == whole


def test_a_line_that_a_diff_removed_is_left_to_the_author(tmp_path: Path) -> None:
    path = tmp_path / "slips.yaml"
    (problem,) = write(path, f"{PLAIN}-    hint: Soft.\n+    hint: Loud.\n").problems

    assert f"remove what the diff has a - before, line {ABOVE + 4}" in problem.message
    assert problem.fixes == ()


def test_a_plus_for_each_hyphen_is_no_diff(tmp_path: Path) -> None:
    path = tmp_path / "slips.yaml"
    path.write_text(HEAD + PLAIN.replace("  - ", "+ ").replace("    ", "  "))

    (problem,) = read(path).problems
    assert "not the hyphen of a list" in problem.message
