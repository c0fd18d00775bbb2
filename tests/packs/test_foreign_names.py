"""Names from other formats are told by their right names, and never accepted."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.packs import head
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.kinds import KINDS
from interview_cli.core.levels import LEVELS
from interview_cli.core.questions.image import Image
from interview_cli.core.questions.question import (
    FollowUp,
    KeyPoint,
    PackInfo,
    Question,
    Step,
    Track,
)
from interview_cli.core.questions.question_set import QuestionSet
from interview_cli.packs.authoring.explanations import READER_RULES, RULE_EXAMPLES
from interview_cli.packs.format import foreign_names
from interview_cli.packs.format.misfits import DEFAULTS
from interview_cli.packs.format.pack_read import PackRead
from interview_cli.packs.format.part_classes import field_names
from interview_cli.packs.format.reader import read
from interview_cli.packs.format.schema import Defaults
from interview_cli.packs.kinds import KINDS_FOR_AUTHORS, QUIZ_PARTS
from interview_cli.packs.kinds.kind import fold_name

HEAD = head("mine") + "questions:\n"
FIELDS = {"id": "one", "ask": "What?", "answer": "That.", "level": "mid", "topic": "a"}


EXERCISE = 'form: write\n  starter: a\n  solution: b\n  tests: "def test_it(): import exercise"'


def question(folder: Path, fields: str, *leave_out: str) -> PackRead:
    """Read a pack of one question: sound, but for *fields* and what is left out."""
    given_ = {line.partition(":")[0] for line in fields.splitlines() if line[:1].strip()}
    own = [f"{n}: {v}" for n, v in FIELDS.items() if n not in given_ and n not in leave_out]
    lines = "\n    ".join([*own, *fields.splitlines()])
    path = folder / "mine.yaml"
    path.write_text(f"{HEAD}  - {lines}\n", encoding="utf-8")
    return read(path)


def said(found: PackRead) -> list[str]:
    return [f"{p.source[p.column - 1 :][: p.length]}: {p.message}" for p in found.problems]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        *((name, "ask") for name in ("question", "prompt", "text", "stem", "q", "title")),
        *((name, "level") for name in ("difficulty", "Difficulty")),
        *((name, "topic") for name in ("category", "subject", "tags")),
        *((name, "answer") for name in ("explanation", "rationale", "modelAnswer", "solution")),
    ],
)
def test_a_field_of_another_format_is_told_by_its_name_here(
    tmp_path: Path, wrong: str, right: str
) -> None:
    value = FIELDS[right]

    found = question(tmp_path, f"{wrong}: {value}", right)

    if wrong == "solution":
        assert 'write "answer: …" for the model answer' in said(found)[0]
    else:
        assert said(found) == [
            f'{wrong}: "{wrong}" is not a field of a question: did you mean "{right}"?'
        ]
    assert (found.questions, found.left_out) == ((), 1)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("references: [https://a.org]", 'did you mean "sources"?'),
        ("links: [https://a.org]", 'did you mean "sources"?'),
        ("hints: So.", 'did you mean "hint"?'),
        ("hints: [a, b]", 'there is one hint: write "hint: …"'),
        ("tags: [a, b]", 'which has topic already: remove it, or write "x-tags"'),
        ("explanation: So.", 'put it into "answer", or into the quiz as "why: …"'),
        ("choices: [a, b]", 'write "quiz:", below it "kind: choice" and "options:"'),
        ("options: [a, b]", 'write "quiz:", below it "kind: choice" and "options:"'),
        ("correct_answer: b", 'write "quiz:", and in it "right: true"'),
        ("type: mcq", 'write "quiz:", and below it "kind: choice"'),
    ],
)
def test_what_to_write_for_a_field_that_is_written_otherwise(
    tmp_path: Path, wrong: str, message: str
) -> None:
    (told,) = said(question(tmp_path, wrong))

    assert told.startswith(f'{wrong.partition(":")[0]}: "')
    assert message in told


QUIZ = "quiz:\n  kind: {0}\n  {1}"
OPTIONS = "options: [{text: a, right: true}, {text: b}]"


@pytest.mark.parametrize(
    ("kind", "fields", "messages"),
    [
        ("choice", OPTIONS.replace("options", "choices"), ['did you mean "options"?']),
        ("choice", OPTIONS.replace("right", "is_correct"), ['write "right: true" in that option']),
        ("choice", OPTIONS.replace("right", "answer"), ['write "right: true" in that option']),
        ("choice", OPTIONS.replace("right: true", "correct: yes"), ['"right: true" in that opt']),
        (
            "choice",
            "options: [{text: a, right: true}, {text: b, correct: false}]",
            ["leave it out"],
        ),
        (
            "choice",
            "options: [{text: a}, {text: b}]\n  correct: 1",
            ["in the option that is right"],
        ),
        ("choice", OPTIONS.replace("text: b", "label: b, feedback: c"), ['"text"?', '"why"?']),
        ("choice", OPTIONS + "\n  rationale: So.", ['did you mean "why"?']),
        ("choice", OPTIONS + "\n  hint: So.", ['write it as deep as "quiz:"']),
        ("short", "answers: [a]", ['did you mean "accept"?']),
        (
            "blanks",
            'sentence: "{{1}} b"\n  answers: [a]',
            ['"text"?', "write accept: [[a, b], [c]]"],
        ),
        ("order", "items: [a, b, c]", ['did you mean "steps"?']),
        ("output", "expected: 3", ['did you mean "prints"?']),
    ],
)
def test_fields_of_a_quiz_by_its_kind(
    tmp_path: Path, kind: str, fields: str, messages: list[str]
) -> None:
    code = "\ncode: print(3)" if kind == "output" else ""

    told = said(question(tmp_path, QUIZ.format(kind, fields) + code))

    assert len(told) == len(messages)
    for one, message in zip(told, messages, strict=True):
        assert message in one


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        *((name, "junior") for name in ("easy", "beginner", "Easy", "entry-level", "fresher")),
        *((name, "mid") for name in ("medium", "intermediate", "medior", "2-year")),
        *((name, "senior") for name in ("hard", "advanced", "expert", "5-year")),
    ],
)
def test_levels_of_other_formats(tmp_path: Path, wrong: str, right: str) -> None:
    (told,) = said(question(tmp_path, f"level: {wrong}"))

    assert told.endswith(
        f'level is "{wrong}"; it can be junior, mid or senior. Did you mean {right}?'
    )


@pytest.mark.parametrize(
    ("wrong", "right", "fields"),
    [
        *((k, "choice", OPTIONS) for k in ("mcq", "multiple-choice", "multiple_choice", "quiz")),
        *((k, "choice", OPTIONS) for k in ("single", "MCQ", "true-false")),
        *((k, "blanks", 'text: "{{1}} b"\n  accept: [[a]]') for k in ("fill-in", "cloze", "gap")),
        ("fill-in-the-blank", "blanks", 'text: "{{1}} b"\n  accept: [[a]]'),
        *((k, "order", "steps: [a, b, c]") for k in ("sort", "ordering", "sequence", "rank")),
        *((k, "short", "accept: [a]") for k in ("open", "free-text", "essay", "text", "string")),
        *((k, "output", "prints: 3") for k in ("predict", "print")),
        *((k, "code", EXERCISE) for k in ("coding", "exercise", "kata")),
        *(
            (k, "sql", "fixtures: [CREATE TABLE a (b)]\n  solution: SELECT 1")
            for k in ("query", "SQLite")
        ),
    ],
)
@pytest.mark.parametrize("name", ["kind", "type"])
def test_kinds_of_other_formats(
    tmp_path: Path, name: str, wrong: str, right: str, fields: str
) -> None:
    text = QUIZ.replace("kind", name).format(wrong, fields)

    *before, told = said(question(tmp_path, text + "\ncode: print(3)"))

    assert f'kind is "{wrong}"' in told
    assert f"Did you mean {right}?" in told
    named = (
        ['type: "type" is not a field of a quiz: did you mean "kind"?'] if name == "type" else []
    )
    assert before == named


def test_true_or_false_is_a_choice_of_two_and_is_shown(tmp_path: Path) -> None:
    (told,) = said(question(tmp_path, "quiz: {kind: true-false}"))

    assert told.endswith(
        'Did you mean choice? As options: [{text: "True", right: true}, {text: "False"}]'
    )


@pytest.mark.parametrize(
    ("option", "written"),
    [
        ("Paris", '{text: "Paris"}, with right: true in it if it is right'),
        ('"*Paris"', '{text: "Paris", right: true}'),
        ("Paris *", '{text: "Paris", right: true}'),
        ("Paris (correct)", '{text: "Paris", right: true}'),
        ('"[x] Paris"', '{text: "Paris", right: true}'),
        ("Paris: true", '{text: "Paris", right: true}'),
        ("b: Paris", '{text: "Paris"}, with right: true'),
        ("Note: Paris", 'text with ": " in it must be quoted: {text: "Note: Paris"}'),
    ],
)
def test_an_option_that_is_plain_text(tmp_path: Path, option: str, written: str) -> None:
    fields = f"quiz:\n  kind: choice\n  options:\n    - text: Rome\n    - {option}"

    (told,) = said(question(tmp_path, fields))

    assert written in told


def test_the_top_of_a_file_and_the_pack(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "format: 1\nname: Mine\npack: {id: mine, name: Mine, summary: It.}\ndifficulty: easy\n"
        "cards:\n  - {id: one}\n"
    )

    assert said(read(path)) == [
        'name: "name" is not a field of a pack\'s file: write it below "pack:", indented',
        'name: "name" is not a field of a pack: did you mean "title"?',
        'summary: "summary" is not a field of a pack: did you mean "description"?',
        'difficulty: "difficulty" is not a field of a pack\'s file: '
        'write it below "defaults:", indented',
        'cards: "cards" is not a field of a pack\'s file: did you mean "questions"?',
    ]


def test_every_name_leads_to_a_field_that_there_is() -> None:
    parts = {
        "pack's file": ["format", "pack", "defaults", "questions"],
        DEFAULTS: field_names(Defaults),
        "quiz": ["kind", "stem", "why"],
        "pack": field_names(PackInfo),
        "set": field_names(QuestionSet),
        "track": field_names(Track),
        "step": field_names(Step),
        "question": field_names(Question),
        "image": field_names(Image),
        "follow up": field_names(FollowUp),
        "key point": field_names(KeyPoint),
    }

    rows_of = [(rows, parts[part]) for part, rows in foreign_names.read_fields().items()]
    rows_of += [(part.foreign_fields, field_names(cls)) for cls, part in QUIZ_PARTS.items()]
    rows_of += [
        (KINDS_FOR_AUTHORS[name].foreign_fields, field_names(cls)) for name, cls in KINDS.items()
    ]
    for rows, fields in rows_of:
        assert {row.field for row in rows} <= {*fields, ""}
        assert all(row.field or row.write for row in rows)
        words = " ".join(row.words for row in rows).split()
        assert all(word == fold_name(word) for word in words)
    assert {*foreign_names.LEVELS.values()} == {*LEVELS}
    assert {kind for kind, _ in foreign_names.KINDS.values()} <= {*KINDS, ""}
    assert not {*foreign_names.KINDS} & {*KINDS}


@given(st.text(), st.sampled_from(sorted(foreign_names.read_fields())))
def test_any_name_can_be_looked_up(name: str, part: str) -> None:
    found = foreign_names.find_foreign(foreign_names.read_fields()[part], name)

    assert found is None or fold_name(name) in found.words.split()


@pytest.mark.parametrize("rule", RULE_EXAMPLES)
def test_the_example_of_a_rule_of_the_format_breaks_it_and_mended_does_not(
    tmp_path: Path, rule: str
) -> None:
    bad, good = RULE_EXAMPLES[rule]

    assert rule in READER_RULES
    assert rule in [problem.rule for problem in question(tmp_path, bad).problems]
    assert question(tmp_path, good).problems == ()
