"""`pack check --fix`: what is fixed, what is left to a person, and that no more is touched."""

from __future__ import annotations

import difflib
import json
import os
import re
import stat
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from helpers.data import TWELVE
from helpers.packs import MINE, head
from helpers.program import run_program
from hypothesis import assume, given
from hypothesis import strategies as st

from interview_cli.core.errors import DiskError
from interview_cli.core.sentences import quote_yaml
from interview_cli.packs.authoring.json_schema import SCHEMA_FILE
from interview_cli.packs.checking.fix import fix_file
from interview_cli.packs.format.reader import read
from interview_cli.packs.lint.choices import order_options
from interview_cli.packs.yaml.problems import apply_fixes

SOURCES = "    sources: [https://example.org]\n"


def check(path: Path | str, *options: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return run_program("pack", "check", *options, path, cwd=cwd)


def said(done: subprocess.CompletedProcess[str]) -> list[tuple[int, str]]:
    found = re.findall(r"(?m)^[^\n:|]+:(\d+):\d+: .*\[([a-z0-9-]+)\]$", done.stdout)
    return [(int(line), rule) for line, rule in found]


def fixed(path: Path, text: str) -> str:
    """Write *text* and fix all that the reader alone says of it, as often as there is more."""
    path.write_bytes(text.encode())
    for _ in range(10):
        found = read(path)
        if not fix_file(found, path, found.problems):
            return path.read_bytes().decode()
    raise AssertionError("there is always more to fix")


def changed(before: str, after: str) -> list[tuple[str, str]]:
    """Give the pairs of lines that differ; both must have as many lines."""
    old, new = before.split("\n"), after.split("\n")
    assert len(old) == len(new)
    return [(was, now) for was, now in zip(old, new, strict=True) if was != now]


def test_twelve_mistakes_are_twelve_messages_at_the_right_places(tmp_path: Path) -> None:
    done = check(TWELVE, cwd=tmp_path)

    assert done.returncode == 1
    said = [
        line.removeprefix(f"{TWELVE}:")
        for line in done.stdout.splitlines()
        if line.startswith(f"{TWELVE}:")
    ]
    assert said == [
        '9:21: text with ": " in it must be quoted: ask: "What prints: 3?" [yaml]',
        '15:13: level is "juniour"; it can be junior, mid or senior. Did you mean junior? [level]',
        '22:5: "anser" is not a field of a question: did you mean "answer"? [unknown-field]',
        '26:10: * begins a YAML alias: quote the text: ask: "*args is what?" [alias]',
        r"29:34: \d means nothing in double quotes: use single quotes: "
        r"ask: 'What does \d match?' [yaml]",
        "32:5: a space is missing after the colon: write ask: What is a route? [yaml]",
        "38:11: > joins the lines of code: write | instead [folded]",
        "56:17: warning: these numbers aren't in order: write the options from small to large, "
        "and keep_order: true in the quiz [numeric-order]",
        '64:9: id is "No Slug"; an id is made of small letters, digits and single hyphens: '
        "no-slug [id]",
        '75:7: no option is right: write "right: true" in each one that is [options]',
        '82:15: warning: "docs.python.org" isn\'t a whole web address: write '
        "https://docs.python.org [source-malformed]",
        '88:12: draft is "maybe"; it can be true or false [type]',
    ]


def test_fix_leaves_of_twelve_mistakes_those_that_need_a_person(tmp_path: Path) -> None:
    file = tmp_path / "twelve.yaml"
    file.write_bytes(TWELVE.read_bytes())

    done = check("twelve.yaml", "--fix", cwd=tmp_path)

    assert done.returncode == 1
    assert said(done) == [(75, "options"), (88, "type")]
    assert done.stdout.count(": fixed: ") == 10
    old, new = TWELVE.read_text(), file.read_text()
    moved = """\
        - {text: '404',  right: true, why: It says that nothing is there.}  # this one
        - text: "500"
          why: That is a fault of the server.   # ours
"""
    diff = [
        line
        for line in difflib.unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm="")
        if not line.startswith(("@@", "---", "+++"))
    ]
    assert diff == [
        "-    ask: What prints: 3?",
        '+    ask: "What prints: 3?"',
        "-    level:  juniour          # not a word",
        "+    level:  junior          # not a word",
        "-    anser: It reads.         # 3: a misspelt field",
        "+    answer: It reads.         # 3: a misspelt field",
        "-    ask: *args is what?",
        '+    ask: "*args is what?"',
        r"""-  - {id: escape, ask: "What does \d match?", answer: 'A digit.', """
        "sources: [https://docs.python.org/3/]}",
        r"""+  - {id: escape, ask: 'What does \d match?', answer: 'A digit.', """
        "sources: [https://docs.python.org/3/]}",
        "-    ask:What is a route?",
        "+    ask: What is a route?",
        "-    code: >",
        "+    code: |",
        *[f"-{line}" for line in moved.splitlines()],
        *[f"+{line}" for line in moved.splitlines()],
        "-  - id: No Slug",
        "+  - id: no-slug",
        "-    sources: [docs.python.org]",
        "+    sources: [https://docs.python.org]",
    ]
    again = check("twelve.yaml", "--fix", cwd=tmp_path)
    assert (file.read_text(), again.stdout.count("fixed:")) == (new, 0)


def test_an_editor_that_makes_the_edits_of_the_document_gets_what_fix_writes(
    tmp_path: Path,
) -> None:
    file = tmp_path / "twelve.yaml"
    file.write_bytes(TWELVE.read_bytes())
    problems = json.loads(check("twelve.yaml", "--json", cwd=tmp_path).stdout)["problems"]
    edits = [edit for problem in problems for edit in problem.get("fix", {}).get("edits", [])]
    lines = TWELVE.read_text().split("\n")
    for edit in sorted(edits, key=lambda edit: edit["line"], reverse=True):
        first, last = edit["line"] - 1, edit["end_line"] - 1
        before, after = lines[first][: edit["column"] - 1], lines[last][edit["end_column"] - 1 :]
        lines[first : last + 1] = (before + edit["text"] + after).split("\n")

    check("twelve.yaml", "--fix", cwd=tmp_path)

    assert file.read_text() == "\n".join(lines)


FIXED = [
    ("ask: What prints: 3?", 'ask: "What prints: 3?"'),
    ("ask: Which of these:", 'ask: "Which of these:"'),
    ("ask: @app.get is what?", 'ask: "@app.get is what?"'),
    ("ask: `yield` is what?", 'ask: "`yield` is what?"'),
    ("ask: %s or %d?", 'ask: "%s or %d?"'),
    ("ask: | grep x", 'ask: "| grep x"'),
    ("ask: > 5", 'ask: "> 5"'),
    ("ask: - 1", 'ask: "- 1"'),
    ("ask: != or is not?", 'ask: "!= or is not?"'),
    ("ask: &x", 'ask: "&x"'),
    ("ask: *args", 'ask: "*args"'),
    ("ask: [1, 2][0]", 'ask: "[1, 2][0]"'),
    ('ask: "a" + "b"', 'ask: \'"a" + "b"\''),
    ("ask: {a: 1}", 'ask: "{a: 1}"'),
    ('ask: It\'s here: "now"  ', "ask: 'It''s here: \"now\"'  "),
    (r'ask: "What is \d?"', r"ask: 'What is \d?'"),
    ("ask: 'a' and 'b'", "ask: \"'a' and 'b'\""),
    ('ask: "never closed', 'ask: "never closed"'),
    ("ask: What?\n    was: old", "ask: What?\n    was: [old]"),
    ("ask: What?\n    level: medior", "ask: What?\n    level: mid"),  # it's like senior
    ("ask: What?\n    level: expert", "ask: What?\n    level: senior"),
    ("ask:What?", "ask: What?"),
    ("asked: What?", "ask: What?"),
    ("ask: What?\n    level: Senior", "ask: What?\n    level: senior"),
    ("ask: What?\n    level: 5-year", "ask: What?\n    level: senior"),
    ("ask: What?\n    'hnit': So", "ask: What?\n    'hint': So"),
    (
        "ask: What?\n    quiz: {kind: short, accept: [*a, b]}",
        'ask: What?\n    quiz: {kind: short, accept: ["*a", b]}',
    ),
    (
        "ask: What?\n    quiz: {kind: shrot, accept: [a]}",
        "ask: What?\n    quiz: {kind: short, accept: [a]}",
    ),
    ("ask: What?\n    was: old, older", "ask: What?\n    was: [old, older]"),
    (  # any width fits, and says the same
        "ask: What?\n    quiz:\n\t\t\tkind: short\n\t\t\taccept: [a]",
        "ask: What?\n    quiz:\n      kind: short\n      accept: [a]",
    ),
    ("ask: What?\n\thint: That.", "ask: What?\n    hint: That."),
    ("ask: What?\n\thint: That.\n  \tdraft: yes", "ask: What?\n    hint: That.\n    draft: yes"),
]


@pytest.mark.parametrize(("wrong", "right"), FIXED, ids=[wrong for wrong, _ in FIXED])
def test_what_can_be_meant_in_one_way_is_fixed(tmp_path: Path, wrong: str, right: str) -> None:
    rest = f"\n    answer: That.\n{SOURCES}"
    assert fixed(tmp_path / "a.yaml", f"{MINE}  - id: a\n    {wrong}{rest}") == (
        f"{MINE}  - id: a\n    {right}{rest}"
    )
    assert read(tmp_path / "a.yaml").problems == ()


@pytest.mark.parametrize(
    "wrong",
    [
        "ask: What prints: 3? # or 4",  # is it a comment?
        "ask: What prints: 3?\n      And why?",  # a text of two lines
        r'ask: "\d\n"',  # \n means something
        r'ask: "\ud800"',  # half of a character
        "ask: What?\n    quiz: kind: short",
        "ask: What?\n    level: jenior",  # junior or senior?
        "ask: What?\n    checked:{date: 2026-11-21}",
        "ask: What?\n    colour: red",
        "ask: What?\n    draft: maybe",
        "ask: What?\n    quiz: {kind: short, accept: [a], stem: *a, and more}",
        "ask: What?\n    answer: That.",  # given twice
    ],
)
def test_what_may_be_meant_otherwise_is_left(tmp_path: Path, wrong: str) -> None:
    text = f"{MINE}  - id: a\n    {wrong}\n    answer: That.\n{SOURCES}"

    assert fixed(tmp_path / "a.yaml", text) == text
    assert read(tmp_path / "a.yaml").problems


def test_what_was_hidden_behind_a_mistake_is_fixed_too(tmp_path: Path) -> None:
    options = "".join(f"        - text: @{name}\n          right: yes\n" for name in "abc")
    quiz = f"    quiz:\n      kind: choice\n      options:\n{options}        - text: d\n"
    text = f"{MINE}  - id: a\n    ask: What?\n    answer: That.\n{quiz}"

    after = fixed(tmp_path / "a.yaml", text)

    assert [now.strip() for _, now in changed(text, after)] == [
        f'- text: "@{name}"' for name in "abc"
    ]
    assert read(tmp_path / "a.yaml").problems == ()


def test_a_fix_that_would_bring_another_problem_is_not_made(tmp_path: Path) -> None:
    text = f"{MINE}  - id: a\n    ask: What?\n    answer: That.\n    quiz: checked: x\n"

    assert fixed(tmp_path / "a.yaml", text) == text


LINES = st.sampled_from(
    ["", "  # a comment", "# at the left", "   ", '    hint: It\'s "so".', "    draft: no"]
)
TEXT = st.text(st.sampled_from("ab é日🐍'\"\\{}[],&*!|>%@`?-."), min_size=1, max_size=12)


@given(
    st.lists(LINES, max_size=4),
    TEXT,
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
    st.sampled_from(["", " ", "   "]),
)
def test_only_the_fixed_lines_change_whatever_stands_around_them(
    tmp_path_factory: pytest.TempPathFactory,
    around: list[str],
    words: str,
    newline: str,
    bom: bool,
    space: str,
) -> None:
    folder = tmp_path_factory.mktemp("any")
    file = folder / "a.yaml"
    value = f"{words.strip() or 'x'}: {words.strip() or 'y'}"
    assume(value[0] not in "'\"")  # text in quotes already, after which something is too much
    lines = [
        *MINE.splitlines(),
        "  - id: a",
        *dict.fromkeys(around),
        f"    ask: {value}{space}",
        "    answer:   Spaces   stay.  ",
        "  - {id: b,  ask: B, answer: B, level:  juniour  }   # so does this",
        *around[:1],
    ]
    before = ("\ufeff" if bom else "") + newline.join(lines)
    file.write_bytes(before.encode())

    for _ in range(5):
        found = read(file)
        if not fix_file(found, file, found.problems):
            break

    after = file.read_bytes().decode()
    assert after.count("\r\n") == before.count("\r\n")
    assert after.startswith("\ufeff") == bom
    for was, now in changed(before, after):
        if "juniour" in was:
            assert now == was.replace("juniour", "junior")
        else:
            assert was.startswith("    ask: ")
            end = "\r" if was.endswith("\r") else ""
            assert now == f"    ask: {quote_yaml(value, None)}{space}{end}"


@given(TEXT)
def test_quotes_hold_what_was_written(words: str) -> None:
    assert yaml.safe_load(f"a: {quote_yaml(words, None)}") == {"a": words}


def options(*items: str, keep: str = "", why: str = "No.") -> str:
    listed = "".join(f"        - {item}\n" for item in items)
    return (
        f"{MINE}  - id: a\n    ask: How many?\n    answer: {why}\n{SOURCES}"
        f"    quiz:\n      kind: choice\n{keep}      options:\n{listed}"
    )


def numbers(path: Path, text: str) -> str:
    """Put the options of the question of *text* in order."""
    path.write_bytes(text.encode())
    found = read(path)
    return apply_fixes(text, order_options(found.questions[0].part, found.sources[path]))


FIVE = "{text: 5, why: That is five.}"
ONE = "{text: '1', right: true, why: That is one.}   # the least"
TEN = "text: 10\n          why: That is ten."


def test_numbers_are_put_in_order_with_all_that_is_theirs(tmp_path: Path) -> None:
    after = numbers(tmp_path / "a.yaml", options(FIVE, ONE, TEN))

    assert after == options(ONE, FIVE, TEN)
    assert numbers(tmp_path / "a.yaml", options(TEN, ONE, FIVE)) == after


def test_numbers_in_brackets_and_with_units(tmp_path: Path) -> None:
    text = options().replace("options:\n", "options: [{text: 10 ms}, {text: 2.5 ms, right: yes}]\n")

    assert "options: [{text: 2.5 ms, right: yes}, {text: 10 ms}]\n" in numbers(
        tmp_path / "a.yaml", text
    )


def test_comments_behind_the_last_option_stay_where_they_are(tmp_path: Path) -> None:
    tail = "\n  # about the next one\n  - {id: b, ask: B, answer: B}\n"
    text = options("{text: 5}", "{text: 1, right: yes}").removesuffix("\n") + "\n" + tail

    after = numbers(tmp_path / "a.yaml", text)

    assert after == options("{text: 1, right: yes}", "{text: 5}") + tail


@pytest.mark.parametrize(
    "text",
    [
        options("{text: 5}", "{text: 1, right: yes}", keep="      keep_order: true\n"),
        options("{text: 5}", "{text: 1, right: yes}", why="The first one is too many."),
        options("{text: 5}", "{text: 1, right: yes}", why="Option b is too many."),
        options("{text: 5}", "{text: 1, right: yes, why: Less than the one above.}"),
        options("{text: 5}", "# the least\n        - {text: 1, right: yes}").replace(
            "        - #", "        #"
        ),
        options("{text: 5}", "{text: one, right: yes}"),
        options("{text: 5 s}", "{text: 1 m, right: yes}"),
        options("{text: 1}", "{text: 5, right: yes}"),
    ],
)
def test_numbers_whose_order_may_be_meant_are_left(tmp_path: Path, text: str) -> None:
    assert numbers(tmp_path / "a.yaml", text) == text


def test_only_what_is_selected_is_fixed(tmp_path: Path) -> None:
    file = tmp_path / "twelve.yaml"
    file.write_bytes(TWELVE.read_bytes())

    done = check("twelve.yaml", "--fix", "--select", "level", cwd=tmp_path)

    assert (done.returncode, said(done)) == (1, [])
    assert "9 other problems aren't shown" in done.stdout
    assert len(changed(TWELVE.read_text(), file.read_text())) == 1


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A pack of which each file has one mistake that can be fixed, and a file beside it."""
    pack = tmp_path / "pack"
    (pack / "sub").mkdir(parents=True)
    (pack / "pack.yaml").write_text("format: 1\npack: {id: mine, tilte: Mine}\n")
    for name in ("sub/in.yaml", "other.yaml", "../outside.yaml"):
        text = f"questions:\n  - {{id: {Path(name).stem}, topic: a, level: juniour, ask: {name}, "
        (pack / name).write_text(f"{text}answer: B, sources: [https://example.org]}}\n")
    return pack


def test_every_file_of_a_folder_is_fixed_and_keeps_its_permissions(folder: Path) -> None:
    (folder / "other.yaml").chmod(0o640)

    done = check("pack", "--fix", cwd=folder.parent)

    assert (done.returncode, done.stdout.count(": fixed: ")) == (0, 3), done.stdout
    assert stat.S_IMODE((folder / "other.yaml").stat().st_mode) == 0o640
    assert "juniour" in (folder / "../outside.yaml").read_text()
    assert sorted(path.name for path in folder.iterdir()) == ["other.yaml", "pack.yaml", "sub"]


def test_of_a_pack_only_the_named_file_is_fixed(folder: Path) -> None:
    done = check("pack/other.yaml", "--fix", cwd=folder.parent)

    assert said(done) == [(2, "unknown-field")], "the head is about every file"
    assert done.returncode == 1
    assert "juniour" in (folder / "sub" / "in.yaml").read_text()
    assert "tilte" in (folder / "pack.yaml").read_text()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_nothing_is_written_through_a_link(folder: Path) -> None:
    outside = folder.parent / "outside.yaml"
    (folder / "link.yaml").symlink_to(outside)
    (folder / "inner.yaml").symlink_to(folder / "other.yaml")
    before = outside.read_bytes()

    check("pack", "--fix", cwd=folder.parent)
    check("pack/link.yaml", "--fix", cwd=folder.parent)

    assert outside.read_bytes() == before
    assert (folder / "link.yaml").is_symlink()
    assert (folder / "inner.yaml").is_symlink()


def test_the_schema_line_is_added_where_the_schema_lies(folder: Path) -> None:
    (folder / SCHEMA_FILE).write_text("{}")
    stale = "#  yaml-language-server: $schema=gone.json\n"
    (folder / "other.yaml").write_text(stale + (folder / "other.yaml").read_text())

    done = check("pack", "--fix", cwd=folder.parent)

    assert done.returncode == 0, done.stdout
    first = {
        name: (folder / name).read_text().split("\n")[0]
        for name in ("pack.yaml", "other.yaml", "sub/in.yaml")
    }
    assert first == {
        "pack.yaml": f"# yaml-language-server: $schema=./{SCHEMA_FILE}",
        "other.yaml": f"#  yaml-language-server: $schema=./{SCHEMA_FILE}",
        "sub/in.yaml": f"# yaml-language-server: $schema=../{SCHEMA_FILE}",
    }
    assert "fixed:" not in check("pack", "--fix", cwd=folder.parent).stdout


def test_a_file_that_changed_since_it_was_read_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(f"{MINE}  - {{id: a, ask: A, answer: B, level: juniour}}\n")
    found = read(file)
    file.write_text("# mine\n" + file.read_text())

    with pytest.raises(DiskError, match="changed in the meantime"):
        fix_file(found, file, found.problems)

    assert file.read_text().startswith("# mine\n")


def test_another_schema_is_left_alone(folder: Path) -> None:
    (folder / SCHEMA_FILE).write_text("{}")
    line = "# yaml-language-server: $schema=https://example.org/pack.json\n"
    for name in ("pack.yaml", "other.yaml", "sub/in.yaml"):
        (folder / name).write_text(line + (folder / name).read_text())

    check("pack", "--fix", cwd=folder.parent)

    assert all(
        (folder / name).read_text().count("$schema") == 1
        for name in ("pack.yaml", "other.yaml", "sub/in.yaml")
    )


def test_a_file_that_cannot_be_text_is_left_as_it_is(tmp_path: Path) -> None:
    latin = f"{MINE}  - {{id: a, ask: caf\x81, answer: B, level: juniour}}\n".encode("latin-1")
    (tmp_path / "a.yaml").write_bytes(latin)

    done = check("a.yaml", "--fix", cwd=tmp_path)

    assert done.returncode == 1
    assert (tmp_path / "a.yaml").read_bytes() == latin


def test_the_document_says_what_was_fixed(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        f"{MINE}  - id: a\n    ask: A\n    answer: B\n    level: juniour\n{SOURCES}"
    )

    found: dict[str, Any] = json.loads(check("a.yaml", "--fix", "--json", cwd=tmp_path).stdout)

    assert found["problems"] == []
    assert found["fixed"] == [{"file": "a.yaml", "line": 8, "what": "wrote junior for juniour"}]


def test_what_was_not_named_is_not_fixed(tmp_path: Path) -> None:
    done = run_program("pack", "check", "--fix", cwd=tmp_path)

    assert done.returncode == 2
    assert "interview pack check --fix PATH" in done.stderr


def test_nothing_is_fixed_while_the_clock_is_set(tmp_path: Path) -> None:
    text = f"{MINE}  - id: a\n    ask: A\n    answer: B\n    level: juniour\n"
    (tmp_path / "a.yaml").write_text(text)
    env = {**os.environ, "INTERVIEW_NOW": "2026-11-21T20:00:00+01:00"}
    env.pop("INTERVIEW_HOME")

    done = run_program("pack", "check", "--fix", "a.yaml", cwd=tmp_path, env=env)

    assert done.returncode == 2
    assert "nothing is written while INTERVIEW_NOW is set" in done.stderr
    assert (tmp_path / "a.yaml").read_text() == text


def test_all_lines_that_a_fix_changed_are_named(tmp_path: Path) -> None:
    path = tmp_path / "lines.yaml"
    begin = head("lines", defaults="level: mid, topic: a") + "questions:\n"
    path.write_text(
        f"{begin}  - id: a\n    ask: A caf\u00c3\u00a9?\n    answer: So.\n{SOURCES}"
        f"  - id: b\n    ask: Why\u00c3\u00a9?\n    answer: So\u00c3\u00a9.\n{SOURCES}",
        encoding="utf-8",
    )
    first = begin.count("\n") + 2

    done = check(path, "--fix", cwd=tmp_path)

    assert f"lines.yaml:{first}: fixed: " in done.stdout
    assert f"(and in lines {first + 4} to {first + 5})\n" in done.stdout
