"""Signs between questions and fields that YAML doesn't have, and lists without a head."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from helpers.slips import HEAD, check_fixed, check_told_once, write

from interview_cli.packs.checking.check import check
from interview_cli.packs.checking.fix import fix, fix_file
from interview_cli.packs.format.reader import read

ONE = "  - id: a\n    ask: Which?\n    answer: Forte.\n"
TWO = "  - id: b\n    ask: Who?\n    answer: Ann.\n"

#: By name: what follows the head, the line of the slip in it, words of the message, and it fixed.
FIXED: dict[str, tuple[str, int, str, str]] = {
    "slashes between questions": (
        f"{ONE}  // Who\n{TWO}",
        4,
        "a comment begins with #, not with //",
        f"{ONE}  # Who\n{TWO}",
    ),
    "a comment of a web page": (
        f"{ONE}<!-- Who -->\n{TWO}",
        4,
        "not with <!--",
        f"{ONE}# Who\n{TWO}",
    ),
    "a comment of C amid a question": (
        f"{ONE}    /* Loud? */\n    hint: Loud?\n{TWO}",
        4,
        "not with /*",
        f"{ONE}    # Loud?\n    hint: Loud?\n{TWO}",
    ),
    "a ruler of hyphens": (f"{ONE}----\n{TWO}", 4, "remove this line", ONE + TWO),
    "a ruler of equals signs": (f"{ONE}  =====\n{TWO}", 4, "remove this line", ONE + TWO),
    "a ruler of stars": (f"{ONE}\n***\n\n{TWO}", 5, "remove this line", f"{ONE}\n\n{TWO}"),
    "the separator of documents, indented": (
        f"{ONE}  ---\n{TWO}",
        4,
        "remove this line",
        ONE + TWO,
    ),
    "the separator of documents amid a question": (
        f"  - id: a\n    ask: Which?\n---\n    answer: Forte.\n{TWO}",
        3,
        "remove this line",
        ONE + TWO,
    ),
    "the fields of a quiz without braces": (
        f"{ONE}    quiz: kind: short, accept: [Forte, f]\n    hint: Loud?\n",
        4,
        "have braces around them: write quiz: {kind: short, accept: [Forte, f]}",
        f"{ONE}    quiz: {{kind: short, accept: [Forte, f]}}\n    hint: Loud?\n",
    ),
    "a line break of a word processor": (
        f"{ONE}    hint: It's loud.\x0bVery. \u2028So.\x0cYes.\n",
        4,
        "U+000B (vertical tab) breaks a line in word processors alone: write a space for it",
        f"{ONE}    hint: It's loud. Very. So. Yes.\n",
    ),
    "the end of a document before the end": (f"{ONE}...\n{TWO}", 4, "remove", ONE + TWO),
}


@pytest.mark.parametrize("name", FIXED)
def test_a_line_between_is_told_once(tmp_path: Path, name: str) -> None:
    text, line, words, _ = FIXED[name]

    check_told_once(tmp_path / "slips.yaml", text, line, words)


@pytest.mark.parametrize("name", FIXED)
def test_a_line_between_is_fixed_as_its_message_says(tmp_path: Path, name: str) -> None:
    check_fixed(tmp_path / "slips.yaml", FIXED[name][0], FIXED[name][3])


def test_a_ruler_amid_a_text_is_told_once_and_left(tmp_path: Path) -> None:
    path = tmp_path / "slips.yaml"
    text = f"  - id: a\n    ask: Which?\n    answer: |\n      Forte.\n---\n      Loud.\n{TWO}"
    check_told_once(path, text, 5, "stands amid a text: indent it like that text, or remove it")
    found = read(path)

    fix_file(found, path, found.problems, schema=False)

    assert path.read_text("utf-8") == HEAD + text


@pytest.mark.parametrize(
    "text",
    [
        "  - id: a\n    ask: Which?\n    answer: It's\n      // loud\n      =====\n",
        "  - id: a\n    ask: Which?\n    answer: |\n      ----\n      /* loud */\n      ***\n",
        f"{ONE}  # ----\n  # // loud\n{TWO}",
    ],
)
def test_what_stands_in_a_text_or_a_comment_is_its_own(tmp_path: Path, text: str) -> None:
    assert write(tmp_path / "slips.yaml", text).problems == ()


QUESTIONS = [{"id": "a", "level": "junior", "topic": "x", "ask": "Who?", "answer": "I // you."}]
PACK = {"format": 1, "pack": {"id": "scores", "title": "Scores"}, "questions": QUESTIONS}
WITH_COMMENTS = json.dumps(PACK, indent=2).replace("{\n", "{ // mine\n", 1)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (WITH_COMMENTS, 1, "a comment begins with #, not with //: write # for it"),
        (
            WITH_COMMENTS.replace('\n  "questions"', '\n  /* all\n   of them */\n  "questions"'),
            1,
            "(lines 1 and 7)",
        ),
        (json.dumps(QUESTIONS, indent=1), 1, 'write {"format": 1, "pack": {"id": "scores"'),
        (json.dumps({"questions": QUESTIONS}), 1, 'write "format": 1, "pack": {"id": "scores"'),
        (
            "# Mine\n- id: a\n  level: junior\n  topic: x\n  ask: Who?\n  answer: I // you.\n",
            1,
            'write "questions:" above it, and "format: 1" and "pack: {id: scores, title: Scores}"',
        ),
    ],
)
def test_json_and_bare_lists_become_packs(tmp_path: Path, text: str, line: int, words: str) -> None:
    path = tmp_path / "scores.yaml"
    path.write_text(text, encoding="utf-8")
    (problem,) = read(path).problems

    fix(check([path]), [path], None, None, lambda fixed: None)
    fixed = read(path)

    assert problem.line == line
    assert words in problem.message
    assert fixed.problems == ()
    assert [placed.question.answer for placed in fixed.questions] == ["I // you."]


def test_a_list_of_another_tool_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "steps.yaml"
    path.write_text("- id: a\n  run: make\n- id: b\n  run: make test\n")
    before = path.read_bytes()

    fix(check([path]), [path], None, None, lambda fixed: None)

    assert path.read_bytes() == before
