"""What lint says over a whole pack, over several, and of its own suppression."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml
from helpers.data import BROKEN
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_cli.packs.checking.check import RuleFilter, check
from interview_cli.packs.checking.fix import fix
from interview_cli.packs.discovery import find_packs
from interview_cli.packs.format.reader import read
from interview_cli.packs.lint import REFUSED, RULES, lint
from interview_cli.packs.yaml.problems import Problem
from interview_cli.storage.paths import bundled

PACKS = sorted(BROKEN.iterdir())
TODAY = date(2026, 11, 22)
#: Rules about what the top of a pack says.
OF_THE_HEAD = ("level-or-topic-left-out", "term-missing", "format-number")
LONG = "this one, which is a good deal longer than all the others are"

#: The place of the right option, and its length, by the question's number.
Make = Callable[[int], tuple[int, str]]


def pack(folder: Path, make: Make, questions: int, *, kept: bool, ignore: str = "") -> Path:
    """Write a pack of choices with four options."""
    items: list[dict[str, object]] = []
    for n in range(questions):
        place, text = make(n)
        options: list[dict[str, object]] = [
            {"text": f"some wrong answer {n} {k}", "why": "No."} for k in range(3)
        ]
        options.insert(place, {"text": f"{text} {n}", "right": True, "why": "Yes."})
        quiz = {"kind": "choice", "keep_order": kept, "options": options}
        item: dict[str, object] = {
            "id": f"q{n}",
            "ask": f"What is thing {n}?",
            "answer": "That.",
            "quiz": quiz,
        }
        if ignore:
            item["lint"] = {"ignore": {ignore: "as the others are code"}}
        items.append(item)
    return write(folder / "pack.yaml", items)


def write(path: Path, questions: list[dict[str, object]], id_: str = "made") -> Path:
    content = {
        "format": "1",
        "pack": {"id": id_, "title": "Made"},
        "defaults": {"level": "mid", "topic": "made"},
        "questions": questions,
    }
    # The one in C takes a tenth of the time, where it's built.
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    text = yaml.dump(content, Dumper=dumper, sort_keys=False, allow_unicode=True)
    path.write_text(text, encoding="utf-8")
    return path


def said(path: Path, *rules: str) -> list[Problem]:
    found = read(path)
    assert found.problems == ()
    return lint([found], rules or None, TODAY)


@pytest.mark.parametrize(
    ("make", "questions"),
    [
        (lambda n: (n % 4, LONG), 20),
        (lambda n: (n % 4, LONG if n % 10 < 6 else "short"), 40),
        (lambda n: (n % 4, LONG if n % 2 else "short"), 501),
    ],
)
def test_a_length_cue(tmp_path: Path, make: Make, questions: int) -> None:
    (problem,) = said(pack(tmp_path, make, questions, kept=False), "length-cue")

    assert f"of {questions} questions" in problem.message
    assert LONG[:20] in problem.source


@pytest.mark.parametrize(
    ("make", "questions"),
    [
        (lambda n: (n % 4, LONG), 19),  # too few to say anything
        (lambda n: (n % 4, LONG if n % 4 == 0 else "short"), 40),
        (lambda n: (n % 4, "not longer"), 60),
        (lambda n: (n % 4, LONG if n % 4 == 0 else "short"), 501),
    ],
)
def test_no_length_cue(tmp_path: Path, make: Make, questions: int) -> None:
    assert said(pack(tmp_path, make, questions, kept=False), "length-cue") == []


@pytest.mark.parametrize(
    ("make", "questions"),
    [
        (lambda n: (1, "this"), 20),
        (lambda n: (n % 4 if n % 3 else 2, "this"), 60),
        (lambda n: (n % 2, "this"), 40),
    ],
)
def test_a_position_cue(tmp_path: Path, make: Make, questions: int) -> None:
    problems = said(pack(tmp_path, make, questions, kept=True), "position-cue")

    assert problems
    assert all("keep their order" in p.message and "keep_order" in p.source for p in problems)


@pytest.mark.parametrize(
    ("make", "questions", "kept"),
    [
        (lambda n: (1, "this"), 60, False),  # they are shuffled
        (lambda n: (1, "this"), 19, True),
        (lambda n: (n % 4, "this"), 60, True),
    ],
)
def test_no_position_cue(tmp_path: Path, make: Make, questions: int, kept: bool) -> None:
    assert said(pack(tmp_path, make, questions, kept=kept), "position-cue") == []


@pytest.mark.parametrize(("rule", "kept"), [("length-cue", False), ("position-cue", True)])
def test_questions_that_ignore_a_cue_are_not_counted(tmp_path: Path, rule: str, kept: bool) -> None:
    def make(n: int) -> tuple[int, str]:
        return 1, LONG

    assert said(pack(tmp_path, make, 20, kept=kept), rule)
    assert said(pack(tmp_path, make, 20, kept=kept, ignore=rule), rule) == []


def question(id_: str, **fields: object) -> dict[str, object]:
    return {"id": id_, "ask": f"What is {id_}?", "answer": "That is it.", **fields}


def test_a_rule_is_ignored_with_a_reason(tmp_path: Path) -> None:
    bare = question("bare", draft="false")
    other = question("other", sources=["https://example.org/"])
    reason = {"lint": {"ignore": {"source-missing": "it is an opinion"}}}

    assert len(said(write(tmp_path / "a.yaml", [bare, other]), "source-missing")) == 1
    assert said(write(tmp_path / "b.yaml", [bare | reason, other]), "source-missing") == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("longest-kye", "did you mean longest-key?"),
        ("no-right-option", "cannot be ignored"),
        ("whatever", "those there are: interview pack rules"),
    ],
)
def test_what_is_ignored_must_be_a_rule(tmp_path: Path, name: str, message: str) -> None:
    ignoring = question("one", sources=["https://example.org/"], lint={"ignore": {name: "so"}})

    (problem,) = said(write(tmp_path / "a.yaml", [ignoring]))

    assert problem.rule == "lint-ignore"
    assert message in problem.message
    assert problem.source[problem.column - 1 :].startswith(name)


def test_a_pack_without_any_source_is_told_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.yaml", [question(f"q{n}") for n in range(5)])

    (problem,) = said(path, "source-missing")

    assert "none of the 5 questions" in problem.message


def test_near_duplicates_are_found_across_packs(tmp_path: Path) -> None:
    asked = {"ask": "Which of the two queries reads fewer pages from the disk?"}
    one = read(write(tmp_path / "one.yaml", [question("a") | asked], "one"))
    two = read(write(tmp_path / "two.yaml", [question("b") | asked], "two"))

    (problem,) = lint([one, two], ["near-duplicates"], TODAY)

    assert problem.path == tmp_path / "two.yaml"
    assert "one:a (one.yaml:" in problem.message


def test_two_packs_with_one_id(tmp_path: Path) -> None:
    one = read(write(tmp_path / "one.yaml", [question("a")]))
    two = read(write(tmp_path / "two.yaml", [question("b")]))

    (problem,) = lint([one, two, one], ["id-reused"], TODAY)

    assert problem.path == tmp_path / "two.yaml"
    assert "one.yaml is a pack with the id made too" in problem.message


def test_a_step_of_a_track_without_questions(tmp_path: Path) -> None:
    (tmp_path / "topic.yaml").write_text(
        "questions:\n  - {id: a, level: mid, topic: sql, ask: What?, answer: That.}\n"
    )
    (tmp_path / "pack.yaml").write_text(
        "format: 1\npack:\n  id: made\n  title: Made\n  tracks:\n"
        "    - id: web\n      title: Web\n      steps:\n"
        "        - {topic: sql}\n        - {topic: http, levels: [junior]}\n"
    )

    (problem,) = said(tmp_path, "level-or-topic-left-out")

    assert (problem.path.name, problem.line, problem.column) == ("pack.yaml", 10, 11)
    assert "write one of http for junior" in problem.message


@pytest.mark.parametrize(("step", "told"), [("{topic: http}", 1), ("http", 0)])
def test_a_topic_that_the_only_track_leaves_out(tmp_path: Path, step: str, told: int) -> None:
    """Where a step can't be read, it may be the one that leads there."""
    path = tmp_path / "made.yaml"
    path.write_text(
        "format: 1\npack:\n  id: made\n  title: Made\n  tracks:\n"
        f"    - {{id: web, title: Web, steps: [{{topic: sql, levels: [mid]}}, {step}]}}\n"
        "questions:\n  - {id: a, level: mid, topic: sql, ask: What?, answer: That.}\n"
        "  - {id: b, level: mid, topic: http, ask: Which?, answer: This.}\n"
        "  - {id: c, level: mid, topic: css, ask: Where?, answer: There.}\n"
    )

    found = lint([read(path)], ["level-or-topic-left-out"], TODAY)

    assert [problem.message.endswith("to its track") for problem in found] == [True] * told


def test_a_level_left_out(tmp_path: Path) -> None:
    levels = ["junior"] * 5 + ["senior"] * 5
    questions = [question(f"q{n}", level=level) for n, level in enumerate(levels)]

    assert len(said(write(tmp_path / "a.yaml", questions), "level-or-topic-left-out")) == 1
    assert said(write(tmp_path / "b.yaml", questions[1:]), "level-or-topic-left-out") == []


@pytest.mark.parametrize(
    ("version", "better"),
    [
        ("banana", "such as 0.2.0"),
        ("v0.2.0", "three numbers, 0.2.0"),
        ("0.2", "three numbers, 0.2.0"),
        ("1", "three numbers, 1.0.0"),
        ("1.0.0.0", "such as 0.2.0"),
        ("2026-11-22", "such as 0.2.0"),
    ],
)
def test_a_version_that_is_not_three_numbers(tmp_path: Path, version: str, better: str) -> None:
    path = write(tmp_path / "a.yaml", [question("one")])
    head = {"id": "made", "title": "Made", "version": version}
    path.write_text(yaml.safe_dump(yaml.safe_load(path.read_text()) | {"pack": head}))

    (problem,) = said(path, "version-numbers")

    assert better in problem.message
    assert version in problem.source[problem.column - 1 :]


def test_three_numbers_that_are_certain_are_written(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    text = "format: 1\npack: {id: made, title: Made, version: v0.2}  # ours\nquestions: []\n"
    path.write_text(text, encoding="utf-8")

    fix(check([path], RuleFilter()), [path], RuleFilter(), None, lambda fixed: None)

    assert path.read_text(encoding="utf-8") == text.replace("v0.2", "0.2.0")


NEWER = {
    "vary": "vary: {n: [1, 2]}, hint: '{{n}}'",
    "language": "code: SELECT 1, language: sql",
    "spoken": "spoken: So.",
    "essential": "key_points: [{says: so, any: [so], essential: true}]",
    "weight": "follow_ups: [{id: b, ask: And?, answer: So., weight: 1}]",
    "match": "quiz: {kind: match, pairs: [{left: a, right: b}, {left: c, right: d}, "
    "{left: e, right: f}]}",
    "mark": "quiz: {kind: choice, options: [{text: a, right: true}, {text: b, mark: -1}]}",
    "unit": "quiz: {kind: short, number: {value: 3}, unit: [s]}",
    "ask-back": "quiz: {kind: ask-back, options: [{text: a, good: true, reveals: A.}, "
    "{text: b, good: true, reveals: B.}, {text: c, reveals: C.}]}",
    "design": "quiz: {kind: design, stages: [{id: a, ask: A?, minutes: 1, anchors: [a, b, c, d], "
    "key_points: [{says: so, any: [so]}]}]}",
    "wrong": "quiz: {kind: short, accept: [a], wrong: [{text: b, why: No.}]}",
}
OLDER = "format: {}  # ours\npack: {{id: made, title: Made{}}}\nquestions:\n  - {{{}}}\n"
FIELDS = "id: a, ask: A?, answer: So., level: mid, topic: c"


@pytest.mark.parametrize("name", NEWER)
def test_a_field_of_a_newer_format_is_told_and_its_number_written(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(OLDER.format("1", "", f"{FIELDS}, {NEWER[name]}"), encoding="utf-8")
    (problem,) = said(path, "format-number")

    assert problem.line == 1
    assert problem.message == f"{name} is new in format 1.1: write format: 1.1"
    fix(check([path], RuleFilter()), [path], RuleFilter(), None, lambda fixed: None)
    assert path.read_text(encoding="utf-8").startswith("format: 1.1  # ours\n")
    assert said(path, "format-number") == []


def test_newer_fields_of_the_pack_and_of_another_file_are_told_once(tmp_path: Path) -> None:
    head = "format: 1\npack: {id: made, title: Made, strict: true, terms: {c: [so]}}\n"
    (tmp_path / "pack.yaml").write_text(head, encoding="utf-8")
    more = f"questions:\n  - {{{FIELDS}, {NEWER['vary']}}}\n"
    (tmp_path / "more.yaml").write_text(more, encoding="utf-8")

    (problem,) = said(tmp_path, "format-number")

    assert problem.path.name == "pack.yaml"
    assert problem.message == "strict, terms and vary are new in format 1.1: write format: 1.1"


@pytest.mark.parametrize(
    "text",
    [
        OLDER.format("1", "", FIELDS),
        OLDER.format("1.1", "", f"{FIELDS}, {NEWER['match']}"),
        OLDER.format("'1.1'", "", f"{FIELDS}, {NEWER['match']}"),
        OLDER.format("1", "", f"{FIELDS}, follow_ups: [{{id: b, ask: And?, answer: So.}}]"),
    ],
)
def test_a_number_that_fits_is_left_alone(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")

    assert said(path, "format-number") == []


@pytest.mark.parametrize("version", ["0.2.0", "1.10.3", "1.0.0-beta.1", "2.0.0+build"])
def test_a_version_of_three_numbers_is_left_alone(tmp_path: Path, version: str) -> None:
    path = write(tmp_path / "a.yaml", [question("one")])
    head = {"id": "made", "title": "Made", "version": version}
    path.write_text(yaml.safe_dump(yaml.safe_load(path.read_text()) | {"pack": head}))

    assert said(path, "version-numbers") == []


def pack_with_terms(folder: Path, terms: dict[str, list[str]]) -> Path:
    """Write a pack with *terms*, one of whose questions teaches late binding by its name."""
    said = {"says": "a closure's late binding reads the variable when it's called"}
    closures = question("closures") | {
        "topic": "python/functions",
        "answer": "Closures bind late: it is late-binding, in `lambda` too.",
        "spoken": "They call that back-pressure, or a race condition.",
        "key_points": [said],
    }
    draft = question("draft") | {"answer": "A mutex.", "key_points": [{"says": "a mutex"}]}
    follow_up = {"id": "then", "ask": "And?", "answer": "Keyword-only arguments."}
    named = question("named") | {
        "topic": "python/arguments",
        "key_points": [{"says": "it's a backpressure"}],
        "follow_ups": [follow_up | {"key_points": [{"says": "a keyword only argument"}]}],
    }
    path = write(folder / "a.yaml", [closures, named, draft | {"draft": "true"}])
    head = {"id": "made", "title": "Made", "terms": terms}
    content = yaml.safe_load(path.read_text(encoding="utf-8")) | {"pack": head}
    path.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("topic", "term", "why"),
    [
        ("python", "truthy", "no answer of python uses"),
        ("python", "bound method", "no answer of python uses"),
        ("python/functions", "keyword-only", "no answer of python/functions uses"),
        ("python/functions", "race condition", "no key point beside them does"),
        ("python", "back-pressure", "no key point beside them does"),
        ("sql", "closure", "no question has the topic sql"),
        ("made", "mutex", "no question has the topic made"),
    ],
)
def test_a_term_that_is_not_taught(tmp_path: Path, topic: str, term: str, why: str) -> None:
    (problem,) = said(pack_with_terms(tmp_path, {topic: [term]}), "term-missing")

    assert why in problem.message
    assert f'"{term}"' in problem.message
    assert topic in problem.message
    assert problem.source[problem.column - 1 :].startswith(term)


@pytest.mark.parametrize(
    ("topic", "term"),
    [
        ("python", "closure"),
        ("python/functions", "late binding"),
        ("python", "Late-Binding"),
        ("python/arguments", "keyword-only"),
        ("python", "keyword-only arguments"),
    ],
)
def test_a_term_that_is_taught(tmp_path: Path, topic: str, term: str) -> None:
    assert said(pack_with_terms(tmp_path, {topic: [term]}), "term-missing") == []


@pytest.mark.slow
@pytest.mark.parametrize("path", find_packs(bundled()), ids=lambda path: path.name)
def test_the_bundled_packs_pass(path: Path) -> None:
    pack = read(path)
    checked = max(one.question.checked.date for one in pack.questions if one.question.checked)
    problems = lint([pack], today=date.fromisoformat(checked))
    assert [str(problem) for problem in problems] == []


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.name)
def test_a_broken_pack_is_linted_as_far_as_it_is_sound(path: Path) -> None:
    if path.name == "EXPECTED.txt":
        return
    found = read(path)
    lines = {placed.line for placed in found.questions}

    for problem in lint([found], RULES, TODAY):
        assert lines
        assert problem.line >= min(lines) or problem.rule in OF_THE_HEAD


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cf", "Co", "Cn"]), min_size=1
)
#: What the rules look for.
PIECES = (
    "which|what|not|is|are|____|...|…|`a`|```|#|none of the above|3|10 ms|except|[|]|{|}|>|- |: "
)
WORDY = st.lists(st.sampled_from(PIECES.split("|")), min_size=1, max_size=12).map(" ".join)


@settings(max_examples=40)
@given(texts=st.lists(TEXT | WORDY, min_size=4, max_size=4, unique=True), point=TEXT | WORDY)
def test_whatever_is_written_every_problem_has_its_place(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], point: str
) -> None:
    ask, answer, right, wrong = texts
    options = [{"text": right, "right": True}, {"text": wrong}, {"text": "third"}]
    points = [{"says": point, "any": [wrong], "not": [right]}]
    asked: dict[str, object] = {"id": "a", "ask": ask, "answer": answer, "key_points": points}
    path = tmp_path_factory.mktemp("any") / "a.yaml"
    write(path, [asked | {"quiz": {"kind": "choice", "options": options}}])
    lines = path.read_text(encoding="utf-8").split("\n")

    for problem in lint([read(path)], RULES, TODAY):
        assert problem.source == lines[problem.line - 1]
        assert 1 <= problem.column <= max(1, len(problem.source))


@settings(max_examples=40)
@given(code=st.text("abcxyz ._=+-()[]{}0123456789#'", min_size=1).filter(str.strip))
def test_code_never_counts_as_prose(tmp_path_factory: pytest.TempPathFactory, code: str) -> None:
    def codes() -> Iterator[dict[str, object]]:
        for n, text in enumerate(
            (f"{code} which is not all of the above ____ {'x' * 60}", "b", "c")
        ):
            yield {"text": f"`{text}` it is", "right": not n, "why": "So."}

    ask = f"Which `which of these is not {code}` and\n```\nwhat is not ___ {code}\n```\nis it?"
    quiz = {"kind": "choice", "options": list(codes())}
    asked: dict[str, object] = {"id": "a", "ask": ask, "answer": "That.", "quiz": quiz}
    path = write(tmp_path_factory.mktemp("code") / "a.yaml", [asked])

    prose = [
        "all-of-the-above",
        "negative-stem",
        "blank-stem",
        "longest-key",
        "stem-words-in-key",
    ]
    assert said(path, *prose) == []


@pytest.mark.parametrize(
    "text",
    [
        "`" * 50_000,
        "which what is are " * 5_000,
        "a ..." + " " * 50_000 + "b",
        "[" + " " * 50_000,
        "x = (" * 10_000,
        "_" * 50_000 + "a",
        "all" + " " * 50_000 + "of",
    ],
    ids=["ticks", "which", "dots", "bracket", "code", "underscores", "all"],
)
def test_long_texts_are_no_trap(tmp_path: Path, text: str) -> None:
    """A rule that looks at a text again from each of its places would take minutes."""
    options = [{"text": text, "right": True, "why": "So."}, {"text": "b", "why": text}]
    quiz = {"kind": "choice", "options": options}
    path = write(tmp_path / "a.yaml", [question("a", quiz=quiz) | {"ask": text}])

    assert {problem.rule for problem in lint([read(path)], RULES, TODAY)} <= RULES.keys()


def test_a_draft_without_a_source_counts_neither_way(tmp_path: Path) -> None:
    items = [question(name, draft="false") for name in ("one", "two")]
    items.append(question("three") | {"draft": "true"})

    (problem,) = said(write(tmp_path / "a.yaml", items), "source-missing")

    assert "none of the 2 questions" in problem.message


def test_what_is_refused_is_no_rule_too() -> None:
    assert not REFUSED.keys() & RULES.keys()
