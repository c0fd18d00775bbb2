"""Reading packs: what is read as what, from which files, and what is left out."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest
from helpers.data import TRICKY
from helpers.packs import head

from interview_cli.core.kinds.blanks import Blanks
from interview_cli.core.kinds.choice import Choice
from interview_cli.core.kinds.output import Output
from interview_cli.core.kinds.short import Number, Short
from interview_cli.core.questions.question import Question
from interview_cli.packs.discovery import find_packs
from interview_cli.packs.format.pack_read import PackRead
from interview_cli.packs.format.reader import read

HEAD = head("mine")
QUESTION = "  - {{id: {0}, ask: Say it, answer: It, level: mid, topic: python}}\n"


def pack(folder: Path, text: str, name: str = "mine.yaml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def ids(found: PackRead) -> list[str]:
    return [placed.question.id for placed in found.questions]


def rules(found: PackRead) -> list[str]:
    return [problem.rule for problem in found.problems]


@pytest.fixture
def tricky() -> dict[str, Question]:
    return {placed.question.id: placed.question for placed in read(TRICKY).questions}


def test_the_schema_gives_the_type_and_not_yaml(tricky: dict[str, Question]) -> None:
    found = read(TRICKY)

    assert found.problems == ()
    assert found.info is not None
    assert (found.info.title, found.info.version) == ("NO", "1.10")
    assert (found.info.description, found.info.license) == ("null", "~")
    assert found.info.authors == ("on", "007", "Zoë 🐍")
    assert found.info.tracks[0].title == "12:30"
    first = tricky["007"]
    assert (first.ask, first.answer, first.hint) == ("NO", "1.10", "12:30")
    assert isinstance(first.quiz, Choice)
    assert first.quiz.right == ("null",)
    assert first.quiz.offers == (
        *("null", "~", "1.1", "2024-13-01", "0x1F", "1_000", "{}", "yes"),
        "a, b: c # d",
    )


def test_numbers_are_numbers_only_where_the_format_says_so(tricky: dict[str, Question]) -> None:
    quiz = tricky["typed"].quiz

    assert quiz == Short(accept=("NO", "010"), case=True, number=Number(1000.0, 0.5))


def test_text_keeps_its_lines_quotes_and_emoji(tricky: dict[str, Question]) -> None:
    draft = tricky["order-of-names-is-free"]

    assert draft.draft
    assert draft.ask == "日本語 with 🐍 and 👩‍💻, which joins"
    assert draft.answer == "Lines stay.\n\n  So does indentation.\n"
    assert draft.checked is not None
    assert draft.checked.with_ == {"python": "3.11", "fastapi": "0.165.0"}
    assert tricky["in-braces"].answer == "It's 1"
    assert tricky["typed"].ask == "Folded text is one line."
    assert tricky["typed"].answer == "tab\there, and a line\nbreak"


def test_every_kind_is_built(tricky: dict[str, Question]) -> None:
    gaps, prints = tricky["gaps"].quiz, tricky["prints"].quiz

    assert isinstance(gaps, Blanks)
    assert gaps.accept == (("off",), ("null", "~"))
    assert isinstance(prints, Output)
    assert prints.prints == "yes\n1.1\n"
    assert prints.wrong[0].text == "True\n1.1"
    assert tricky["prints"].key_points[0].not_ == ("off",)


def test_defaults_fill_in_what_is_left_out(tricky: dict[str, Question]) -> None:
    assert (tricky["007"].level, tricky["007"].topic) == ("mid", "yaml")
    assert tricky["order-of-names-is-free"].level == "senior"


def test_questions_know_their_lines() -> None:
    lines = TRICKY.read_text(encoding="utf-8-sig").split("\n")

    for placed in read(TRICKY).questions:
        assert lines[placed.line - 1].lstrip().startswith("-")


def test_a_folder_is_read_as_a_whole(tmp_path: Path) -> None:
    pack(tmp_path, HEAD + "questions:\n" + QUESTION.format("one"), "pack.yaml")
    pack(tmp_path, "questions:\n" + QUESTION.format("two"), "b.yaml")
    pack(tmp_path, "questions:\n" + QUESTION.format("three"), "deep/down/a.yml")
    pack(tmp_path, "no: pack", ".hidden.yaml")
    pack(tmp_path, "no: pack", ".git/config.yaml")

    found = read(tmp_path)

    assert found.problems == ()
    assert ids(found) == ["one", "two", "three"]
    assert [path.name for path in found.files] == ["pack.yaml", "b.yaml", "a.yml"]


def test_the_problems_of_a_topic_file_are_its_own(tmp_path: Path) -> None:
    pack(tmp_path, HEAD + "wrong: 1\n", "pack.yaml")
    topic = pack(tmp_path, "questions:\n" + QUESTION.format("Two"), "topics/b.yaml")

    found = read(topic)

    assert rules(found) == ["id"]
    assert found.path == tmp_path
    assert found.info is not None
    assert len(rules(read(tmp_path))) == 2


def test_a_topic_file_named_from_its_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack(tmp_path, HEAD, "pack.yaml")
    pack(tmp_path, "questions:\n" + QUESTION.format("two"), "topics/b.yaml")
    monkeypatch.chdir(tmp_path / "topics")

    assert ids(read(Path("b.yaml"))) == ["two"]


def test_a_broken_question_does_not_stop_the_others(tmp_path: Path) -> None:
    path = pack(
        tmp_path,
        HEAD
        + "questions:\n"
        + QUESTION.format("one")
        + "  - id: two\n    ask: What: now?\n"
        + QUESTION.format("three")
        + QUESTION.format("Four")
        + QUESTION.format("five"),
    )

    found = read(path)

    assert ids(found) == ["one", "three", "five"]
    assert found.left_out == 2
    assert [(p.line, p.rule) for p in found.problems] == [(6, "yaml"), (8, "id")]


def test_names_of_the_file_may_stand_behind_the_questions(tmp_path: Path) -> None:
    question = "questions:\n  - {id: one, ask: Say it, answer: It, hint: x, hue: y}\n"
    path = pack(
        tmp_path,
        question + "defaults: {level: mid, topic: a}\npack: {id: mine, title: M}\nformat: 1.7\n",
    )

    found = read(path)

    assert ids(found) == ["one"]
    assert found.problems == ()
    assert [note.line for note in found.notes] == [5]


def test_a_newer_minor_format_warns_once(tmp_path: Path) -> None:
    path = pack(
        tmp_path,
        "format: 1.3\npack: {id: mine, title: Mine, mood: good}\nshelf: 3\nquestions:\n"
        "  - {id: one, ask: Say it, answer: It, level: mid, topic: a, hue: red}\n"
        "  - {id: two, ask: Say it, answer: It, level: mid, topic: a, hue: 1,\n"
        "     quiz: {kind: order, steps: [a, b, c], size: 3}}\n"
        "  - {id: three, ask: Say it, anwser: It, level: mid, topic: a}\n",
    )

    found = read(path)

    assert ids(found) == ["one", "two"]
    assert rules(found) == ["unknown-field"]
    assert [(n.line, n.column, n.rule) for n in found.notes] == [(1, 9, "newer-format")]
    assert found.notes[0].message.endswith("mood, shelf, hue, size")


@pytest.mark.parametrize("version", ["2", "2.1", "10", "999999999"])
def test_a_newer_format_is_refused_politely(tmp_path: Path, version: str) -> None:
    path = pack(tmp_path, f"format: {version}\npack: 1\nquestions: 7\nmore: [\n")

    found = read(path)

    assert f"format {version}" in found.problems[0].message
    assert "newer version of interview" in found.problems[0].message
    assert (found.info, found.questions) == (None, ())


@pytest.mark.parametrize("version", ["1", "1.0", "'1'", "1.1"])
def test_format_1(tmp_path: Path, version: str) -> None:
    found = read(pack(tmp_path, f"format: {version}\npack: {{id: mine, title: Mine}}\n"))

    assert (found.problems, found.notes) == ((), ())


@pytest.mark.parametrize("version", ["0", "one", "1.x", "-1", "1.2.3", "[1]", "'1 '"])
def test_what_is_no_format(tmp_path: Path, version: str) -> None:
    found = read(pack(tmp_path, f"format: {version}\npack: {{id: mine, title: Mine}}\n"))

    assert rules(found) == ["format"]


def test_what_is_sound_of_the_head_is_used(tmp_path: Path) -> None:
    path = pack(
        tmp_path,
        "format: 1\npack:\n  id: mine\n  title: Mine\n  authors: Ada\n  colour: red\n"
        "questions:\n" + QUESTION.format("one"),
    )

    found = read(path)

    assert rules(found) == ["type", "unknown-field"]
    assert found.info is not None
    assert found.info.id == "mine"
    assert ids(found) == ["one"]


def test_a_link_that_leaves_the_folder_is_refused(tmp_path: Path) -> None:
    secret = pack(tmp_path, "password: hunter2\n", "secret.yaml")
    pack(tmp_path, HEAD, "pack/pack.yaml")
    inside = pack(tmp_path, "questions:\n" + QUESTION.format("one"), "pack/a.yaml")
    try:
        (tmp_path / "pack" / "b.yaml").symlink_to(secret)
        (tmp_path / "pack" / "c.yaml").symlink_to(tmp_path / "pack" / "c.yaml")
    except OSError:
        pytest.skip("NOT RUN: this file system makes no links, or this user may not (Windows)")

    found = read(tmp_path / "pack")

    assert [(p.path.name, p.source) for p in found.problems] == [("b.yaml", ""), ("c.yaml", "")]
    assert "hunter2" not in str(found)
    assert [placed.file for placed in found.questions] == [inside]


def test_what_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    pack(tmp_path, HEAD, "pack.yaml")
    (tmp_path / "a-folder.yaml").mkdir()
    locked = pack(tmp_path, "", "locked.yaml")
    locked.chmod(0)

    expected = [] if os.access(locked, os.R_OK) else ["unreadable"]
    assert rules(read(tmp_path)) in (expected, ["type"])
    assert rules(read(tmp_path / "a-folder.yaml")) == ["missing"]
    assert rules(read(tmp_path / "nothing-here.yaml")) == ["unreadable"]
    assert read(Path(os.devnull)).problems


def test_the_garbage_collector_is_left_as_it_was(tmp_path: Path) -> None:
    assert gc.isenabled()
    read(TRICKY)
    assert gc.isenabled()
    gc.disable()
    read(TRICKY)
    assert not gc.isenabled()
    gc.enable()


def test_code_for_another_python_is_not_compiled_with_ours(tmp_path: Path) -> None:
    question = (
        "questions:\n  - id: one\n    ask: Say it\n    answer: It\n    level: mid\n    topic: a\n"
        "    needs: {{python: '{0}'}}\n    code: print 3\n    quiz: {{kind: output, prints: '3'}}\n"
    )

    assert rules(read(pack(tmp_path, HEAD + question.format("<3")))) == []
    assert rules(read(pack(tmp_path, HEAD + question.format(">=3.11,<4")))) == ["python"]
    assert rules(read(pack(tmp_path, HEAD + question.format(">=99.1")))) == []


def test_a_pack_in_one_file_stands_alone_whatever_lies_above_it(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("format: 1\npack: {id: above, title: Above}\n")
    inside = tmp_path / "deep" / "mine.yaml"
    inside.parent.mkdir()
    inside.write_text("format: 1\npack: {id: mine, title: Mine}\nquestions: []\n")
    topic = tmp_path / "deep" / "topic.yaml"
    topic.write_text("questions: []\n")
    assert find_packs(inside) == [inside]
    assert find_packs(topic) == [tmp_path]
    found = read(inside)
    assert found.info is not None
    assert found.info.id == "mine"


@pytest.mark.parametrize(
    ("value", "kept"), [("9007199254740992", True), ("9007199254740993", False)]
)
def test_a_whole_number_is_kept_with_all_its_digits_or_refused(
    tmp_path: Path, value: str, *, kept: bool
) -> None:
    path = pack(
        tmp_path,
        "format: 1.1\npack: {id: mine, title: Mine}\nquestions:\n"
        "  - {id: one, ask: How many?, answer: Many., level: mid, topic: a,\n"
        f"     quiz: {{kind: short, number: {{value: {value}}}}}}}\n",
    )

    found = read(path)

    assert rules(found) == ([] if kept else ["accept"])
    if not kept:
        assert f"accept: [{value}]" in found.problems[0].message


def test_an_id_that_is_used_three_times_says_where_it_is_already(tmp_path: Path) -> None:
    question = "  - {id: one, ask: Say it, answer: It, level: mid, topic: a}\n"
    alone = pack(tmp_path, HEAD + "questions:\n" + 3 * question)
    first = HEAD.count("\n") + 2

    assert [problem.message for problem in read(alone).problems] == [
        f'id "one" is used already, on line {first}: choose another',
        f'id "one" is used already, on lines {first} and {first + 1}: choose another',
    ]


def test_an_id_of_another_file_is_named_with_that_file(tmp_path: Path) -> None:
    question = "  - {id: one, ask: Say it, answer: It, level: mid, topic: a}\n"
    (tmp_path / "pack.yaml").write_text(f"{HEAD}questions:\n{question}", encoding="utf-8")
    (tmp_path / "topic.yaml").write_text(f"questions:\n{2 * question}", encoding="utf-8")
    where = f"in pack.yaml:{HEAD.count(chr(10)) + 2}"

    assert [problem.message for problem in read(tmp_path).problems] == [
        f'id "one" is used already, {where}: choose another',
        f'id "one" is used already, {where} and on line 2: choose another',
    ]
