"""`pack check`: what it prints, as text and as JSON, and its exit codes."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from helpers.data import TRICKY
from helpers.packs import MINE

from interview_cli.commands.quick.checking import check
from interview_cli.packs.checking.check import check as check_packs


def run(*paths: Path | str, json: bool = False) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    form = "json" if json else "text"
    code = check([Path(path) for path in paths], form=form, out=out, err=err)
    return code, out.getvalue(), err.getvalue()


@pytest.fixture(autouse=True)
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_clean_pack() -> None:
    assert run(TRICKY) == (0, "7 questions in 1 pack, no problems.\n", "")


def test_problems_with_their_lines() -> None:
    Path("sql.yaml").write_text(
        MINE + "  - id: one\n    ask: What prints: 3?\n    answer: That.\n    level: juniour\n"
    )

    assert run("sql.yaml") == (
        1,
        """\
sql.yaml:6:21: text with ": " in it must be quoted: ask: "What prints: 3?" [yaml]
     6 |     ask: What prints: 3?
       |                     ^
sql.yaml:8:12: level is "juniour"; it can be junior, mid or senior. Did you mean junior? [level]
     8 |     level: juniour
       |            ^^^^^^^
1 question, left out.
2 errors in 1 file. How to write a pack: interview help format
""",
        "",
    )


def test_the_caret_stands_right_behind_tabs_and_wide_characters() -> None:
    Path("wide.yaml").write_text(
        MINE
        + "  - {id: one,\task: 日本 🐍 e\u0301, answer: That., level: no}\n"
        + "  - {id: two, ask: Say it, answer: That., level: 日本}\n",
        encoding="utf-8",
    )

    lines = run("wide.yaml")[1].split("\n")

    assert lines[1] == "     5 |   - {id: one,\task: 日本 🐍 e\u0301, answer: That., level: no}"
    assert lines[2] == f"       | {' ' * 13}\t{' ' * 38}^^"
    assert lines[5] == f"       | {' ' * 49}^^^^"


def test_a_long_line_is_cut_around_the_caret() -> None:
    Path("long.yaml").write_text(
        MINE + f"  - {{id: one, ask: {'why ' * 60}, level: no, answer: {'so ' * 60}}}\n"
    )

    _, line, caret, *_ = run("long.yaml")[1].split("\n")

    assert len(line) <= 100
    assert line.startswith("     5 | …")
    assert line.endswith("…")
    assert line[caret.index("^") : caret.rindex("^") + 1] == "no"


def test_what_a_pack_says_cannot_reach_the_terminal() -> None:
    Path("bad\x1b[2J.yaml").write_text(MINE + '  - "\\e[31m [bold]x[/bold]"\n  - [red]\x1b[0m\n')

    out = run(".")[1] + run(".", json=True)[1] + run("no\x1b[2J\nfile")[2]

    assert "\x1b" not in out
    assert "bad␛[2J.yaml" in out
    assert "[red]␛[0m" in out
    assert "no␛[2J␊file" in out


def test_json_is_one_document() -> None:
    Path("sql.yaml").write_text(
        MINE.replace("1\n", "1.2\n", 1) + "  - {id: one, ask: é, answer: That., level: no}\n",
        encoding="utf-8",
    )

    code, out, err = run("sql.yaml", json=True)

    found: dict[str, Any] = json.loads(out)
    assert (code, err) == (1, "")
    assert found["v"] == 1
    assert (found["packs"], found["questions"]) == (1, 0)
    assert {name: found[name] for name in ("left_out", "errors", "warnings", "unshown")} == {
        "left_out": 1,
        "errors": 1,
        "warnings": 0,
        "unshown": 0,
    }
    assert found["problems"] == [
        {
            "file": "sql.yaml",
            "line": 5,
            "column": 45,
            "end_column": 47,
            "severity": "error",
            "message": 'level is "no"; it can be junior, mid or senior',
            "rule": "level",
            "source": "  - {id: one, ask: é, answer: That., level: no}",
        }
    ]
    assert [(note["rule"], note["line"]) for note in found["notes"]] == [("newer-format", 1)]


def test_notes_are_said_and_are_no_problems() -> None:
    Path("newer.yaml").write_text(MINE.replace("1\n", "1.2\n", 1).replace("ns:", "ns: []"))

    code, out, _ = run("newer.yaml")

    assert code == 0
    assert out.startswith("newer.yaml:1:9: note: format 1.2 is newer")
    assert out.endswith("0 questions in 1 pack, no problems.\n")


def test_a_path_that_is_not_there() -> None:
    code, out, err = run("nothing", TRICKY)

    assert (code, err) == (2, "interview: there is no file or folder nothing\n")
    assert out == "7 questions in 1 pack, no problems.\n"
    assert json.loads(run("nothing", json=True)[1])["problems"] == []


def test_every_pack_of_a_folder_in_one_run() -> None:
    for name in ("one", "two"):
        folder = Path("packs", name)
        folder.mkdir(parents=True)
        (folder / "pack.yaml").write_text(MINE.replace("mine", name) + "  - {id: a}\n")

    code, out, _ = run("packs")

    assert code == 1
    assert out.endswith(
        "2 questions, all of them left out.\n"
        "4 errors in 2 files. How to write a pack: interview help format\n"
    )


def test_a_folder_without_a_pack() -> None:
    assert run(".")[0] == 1
    assert "this folder has no pack.yaml" in run(".")[1]


def test_a_file_named_twice_is_told_once() -> None:
    Path("sql.yaml").write_text(MINE + "  - {id: one, ask: Say, answer: That., level: no}\n")

    assert "1 error in 1 file." in run("sql.yaml", "sql.yaml")[1]


def test_files_without_a_problem_are_known_to_be_clean() -> None:
    Path("pack").mkdir()
    Path("pack/pack.yaml").write_text("format: 1\npack: {id: mine, title: Mine}\n")
    Path("pack/good.yaml").write_text(QUESTION)
    Path("pack/wrong.yaml").write_text(QUESTION.replace("one", "two").replace("mid", "no"))

    every, named = check_packs([Path("pack")]), check_packs([Path("pack/good.yaml")])

    assert {str(file): len(found) for file, found in every.files.items()} == {
        str(Path("pack/good.yaml")): 0,
        str(Path("pack/pack.yaml")): 0,
        str(Path("pack/wrong.yaml")): 1,
    }
    assert named.files == {Path("pack/good.yaml"): ()}


QUESTION = "questions:\n  - {id: one, topic: a, level: mid, ask: Say, answer: That.}\n"

#: Checks what is named, and prints how often each file of a pack was opened, and how many parsed.
COUNT = """
import sys, time
from collections import Counter
from pathlib import Path
opened, parsed = Counter(), Counter()
now = time.time_ns
time.time_ns = lambda: now() + 60 * 10**9  # what was changed just now is read for its stamp, too
def audit(event, args):
    if event == "open" and str(args[0]).endswith(".yaml"):
        opened[Path(args[0]).name] += 1
def profile(frame, event, arg):
    code = frame.f_code
    if event == "call" and (code.co_name, Path(code.co_filename).name) == ("parse", "tree.py"):
        parsed[frame.f_locals["source"].path.name] += 1
sys.addaudithook(audit)
from interview_cli.cli import main
sys.setprofile(profile)
try:
    main(["pack", "check", *sys.argv[1:]])
finally:
    sys.setprofile(None)
    print(dict(sorted(opened.items())), dict(sorted(parsed.items())), sep="\\n", file=sys.stderr)
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("named", "files"),
    [
        (["pack"], ["pack.yaml", "topic.yaml"]),
        (["pack/topic.yaml"], ["pack.yaml", "topic.yaml"]),
        (["alone.yaml"], ["alone.yaml"]),
        (["alone.yaml", "alone.yaml", "pack"], ["alone.yaml", "pack.yaml", "topic.yaml"]),
        (["pack", "--format", "sarif"], ["pack.yaml", "topic.yaml"]),
    ],
)
def test_each_file_is_opened_and_parsed_once(named: list[str], files: list[str]) -> None:
    Path("pack").mkdir()
    Path("pack/pack.yaml").write_text("format: 1\npack: {id: mine, title: Mine}\n")
    Path("pack/topic.yaml").write_text(QUESTION)
    Path("alone.yaml").write_text(MINE + QUESTION.partition("\n")[2])

    done = subprocess.run(
        [sys.executable, "-c", COUNT, *named], capture_output=True, text=True, check=False
    )

    assert "source-missing" in done.stdout, done.stderr  # lint has looked
    once = str(dict.fromkeys(files, 1))
    assert done.stderr.splitlines()[-2:] == [once, once]
