"""What stands at the top of a file otherwise than packs have it: one message, and --fix does it."""

from __future__ import annotations

from pathlib import Path

import pytest

from interview_cli.packs.checking.fix import fix_file
from interview_cli.packs.format.reader import read

HEAD = "format: 1\npack: {id: scores, title: Scores}\ndefaults: {level: junior, topic: music}\n"
PACK = "format: 1\npack: {id: scores, title: Scores}\n"
DEFAULTS = "defaults must be a mapping: write {level: junior, topic: music}"
ONE = "  - id: a\n    ask: Which?\n    answer: Forte.\n"
WHOLE = f"{HEAD}questions:\n{ONE}"

#: By name: a whole file, the line of the slip in it, words of the message, and it fixed.
FIXED: dict[str, tuple[str, int, str, str]] = {
    "the first question beside the name of the list": (
        f"{HEAD}questions: - id: a\n    ask: Which?\n    answer: Forte.\n",
        4,
        'the items of questions begin on the line below it: write "- id: a" there',
        WHOLE,
    ),
    "the first of several questions beside the name of the list": (
        f"{HEAD}questions: - id: a\n             ask: Which?\n             answer: Forte.\n",
        4,
        "begin on the line below it",
        WHOLE.replace("  - ", "           - ").replace("\n    a", "\n             a"),
    ),
    "the first text of a list beside its name": (
        f"{WHOLE}    quiz:\n      kind: short\n      accept: - forte\n        - f\n",
        10,
        'the items of accept begin on the line below it: write "- forte" there',
        f"{WHOLE}    quiz:\n      kind: short\n      accept:\n        - forte\n        - f\n",
    ),
    "the only source beside its name": (
        f"{WHOLE}    sources: - Grove\n    hint: Loud.\n",
        8,
        'the items of sources begin on the line below it: write "- Grove" there',
        f"{WHOLE}    sources:\n      - Grove\n    hint: Loud.\n",
    ),
    "words and fences around a pack": (
        f"Here's the pack:\n\n```yaml\n{WHOLE}```\n\nTell me if it needs more!\n",
        1,
        "only what stands between the fences is a pack: remove the fences, and begin the lines "
        "around them with # (lines 1, 3, 11 and 13)",
        f"# Here's the pack:\n\n{WHOLE}\n# Tell me if it needs more!\n",
    ),
    "words above a fence that isn't closed": (
        f"Sure! Here it is.\n```\n{WHOLE}",
        1,
        "(lines 1 and 2)",
        f"# Sure! Here it is.\n{WHOLE}",
    ),
    "the fields of the pack without its name": (
        f"format: 1\nid: scores\ntitle: Scores\nversion: 1.0.0\nquestions:\n{ONE}"
        "    level: junior\n    topic: music\n",
        2,
        '"id", "title" and "version" belong to a pack: write "pack:" above them, and indent them',
        f"format: 1\npack:\n  id: scores\n  title: Scores\n  version: 1.0.0\nquestions:\n{ONE}"
        "    level: junior\n    topic: music\n",
    ),
    "the defaults without their name": (
        f"format: 1\npack: {{id: scores, title: Scores}}\nlevel: junior\ntopic: music\n"
        f"questions:\n{ONE}",
        3,
        '"level" and "topic" belong to defaults: write "defaults:" above them',
        f"format: 1\npack: {{id: scores, title: Scores}}\ndefaults:\n  level: junior\n"
        f"  topic: music\nquestions:\n{ONE}",
    ),
    "a default with an equals sign": (
        f"{PACK}defaults: level=junior # all of them\nquestions:\n{ONE}    topic: music\n",
        3,
        "defaults must be a mapping: write {level: junior}",
        f"{PACK}defaults: {{level: junior}} # all of them\nquestions:\n{ONE}    topic: music\n",
    ),
    "defaults with equals signs": (
        f"{PACK}defaults: level=junior topic=music\nquestions:\n{ONE}",
        3,
        DEFAULTS,
        WHOLE,
    ),
    "defaults as a list in brackets": (
        f"{PACK}defaults: [level: junior, topic: music]\nquestions:\n{ONE}",
        3,
        DEFAULTS,
        WHOLE,
    ),
    "defaults as a list of their values": (
        f"{PACK}defaults: [junior, music]\nquestions:\n{ONE}",
        3,
        DEFAULTS,
        WHOLE,
    ),
    "defaults as a list of texts": (
        f"{PACK}defaults:\n  - level=junior\n  - topic=music\nquestions:\n{ONE}",
        3,
        DEFAULTS,
        WHOLE,
    ),
    "defaults below their name with equals signs": (
        f"{PACK}defaults:\n  level = junior\n  topic = music\nquestions:\n{ONE}",
        3,
        DEFAULTS,
        f"{PACK}defaults:\n  level: junior\n  topic: music\nquestions:\n{ONE}",
    ),
    "defaults below their name without colons": (
        f"{PACK}defaults:\n  level junior\n  topic music\nquestions:\n{ONE}",
        3,
        DEFAULTS,
        f"{PACK}defaults:\n  level: junior\n  topic: music\nquestions:\n{ONE}",
    ),
    "a level alone": (
        f"{PACK}defaults: junior\nquestions:\n{ONE}    topic: music\n",
        3,
        "defaults must be a mapping: write {level: junior}",
        f"{PACK}defaults: {{level: junior}}\nquestions:\n{ONE}    topic: music\n",
    ),
    "no comma behind a level": (
        f"{PACK}defaults: {{level: junior topic: music}}\nquestions:\n{ONE}",
        3,
        "a comma goes between fields, which is missing here: write , topic: music",
        WHOLE,
    ),
    "no comma behind an id": (
        f"format: 1\npack: {{id: scores title: Scores}}\n{HEAD.partition('}')[2][1:]}"
        f"questions:\n{ONE}",
        2,
        "a comma goes between fields, which is missing here: write , title: Scores",
        WHOLE,
    ),
}

ROW = '{{"id": "{}", "ask": "Which?", "answer": "Forte."{}}}'
OF_MUSIC = ', "level": "junior", "topic": "music"'
FIXED |= {
    "an object on each line": (
        f"{ROW.format('a', OF_MUSIC)}\n\n{ROW.format('b', OF_MUSIC)}\n",
        1,
        'a question in braces: write "- " before each of them, and "questions:" above them, below '
        '"format: 1" and "pack: {id: scores, title: …}"',
        "format: 1\npack: {id: scores, title: Scores}\nquestions:\n"
        f"- {ROW.format('a', OF_MUSIC)}\n\n- {ROW.format('b', OF_MUSIC)}\n",
    ),
    "an object on each line below questions": (
        f"{HEAD}questions:\n  {ROW.format('a', '')}\n  {ROW.format('b', '')}\n",
        5,
        'each of these lines is a question in braces: write "- " before each of them',
        f"{HEAD}questions:\n  - {ROW.format('a', '')}\n  - {ROW.format('b', '')}\n",
    ),
    "an object on each line with a comma behind it": (
        f"{HEAD}questions:\n{ROW.format('a', '')},\n{ROW.format('b', '')},\n",
        5,
        'write "- " before each of them, without the comma behind it',
        f"{HEAD}questions:\n- {ROW.format('a', '')}\n- {ROW.format('b', '')}\n",
    ),
}


@pytest.mark.parametrize("name", FIXED)
def test_a_slip_is_told_once(tmp_path: Path, name: str) -> None:
    text, line, words, _ = FIXED[name]
    path = tmp_path / "scores.yaml"
    path.write_text(text, encoding="utf-8")

    (problem,) = read(path).problems

    assert problem.line == line
    assert words in problem.message


@pytest.mark.parametrize("name", FIXED)
def test_a_slip_is_fixed_as_its_message_says(tmp_path: Path, name: str) -> None:
    text, _, _, wanted = FIXED[name]
    path = tmp_path / "scores.yaml"
    path.write_text(text, encoding="utf-8")
    found = read(path)

    fix_file(found, path, found.problems, schema=False)

    assert path.read_text(encoding="utf-8") == wanted
    assert read(path).problems == ()


@pytest.mark.parametrize(
    "written",
    ["music", "[music, scores]", "[music]", "level=junior level=senior", "level=", "easy, music"],
)
def test_defaults_that_may_be_meant_otherwise_are_asked_once(tmp_path: Path, written: str) -> None:
    path = tmp_path / "scores.yaml"
    path.write_text(f"{PACK}defaults: {written}\nquestions:\n{ONE}", encoding="utf-8")

    (problem,) = read(path).problems

    assert problem.line == 3
    assert problem.message == "defaults must be a mapping: {level: junior, topic: python}"
    assert problem.fixes == ()


@pytest.mark.parametrize(
    "text", ["A level: senior topic: none.", "In {id: a title: b} a comma is missing."]
)
def test_a_text_with_names_and_no_commas_is_left_alone(tmp_path: Path, text: str) -> None:
    path = tmp_path / "scores.yaml"
    path.write_text(f"{WHOLE}    hint: '{text}'\n    spoken: |\n      {text}\n", encoding="utf-8")

    assert read(path).problems == ()


@pytest.mark.parametrize(
    "text",
    [
        "- {id: a, ask: Which?, answer: So.}\n- {id: b, ask: Why, answer: So.}\n",
        "[{id: a, ask: 'Which?', answer: So.}]\n",
        f"{ROW.format('a', '')}\n{ROW.format('b', '')}\n",
    ],
)
def test_a_list_of_questions_gets_its_head_though_more_is_wrong_in_it(
    tmp_path: Path, text: str
) -> None:
    path = tmp_path / "scores.yaml"
    path.write_text(text, encoding="utf-8")
    found = read(path)

    assert len(found.problems) == 1
    fix_file(found, path, found.problems, schema=False)

    assert {one.message.partition(":")[0] for one in read(path).problems} == {
        "level and topic are missing from this question"
    }


def test_lines_of_another_tool_are_asked_about(tmp_path: Path) -> None:
    path = tmp_path / "scores.yaml"
    path.write_text('{"name": "a", "answer": 1}\n{"name": "b", "answer": 2}\n', encoding="utf-8")

    (problem,) = read(path).problems

    assert 'write "- " before each of them' in problem.message
    assert problem.fixes == ()
