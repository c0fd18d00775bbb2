"""What changed between two versions of a pack, and what a learner keeps."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from helpers.program import run_program
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.kinds.blanks import Blanks
from interview_cli.core.kinds.choice import Choice, Option
from interview_cli.core.kinds.code import Code, Mutant
from interview_cli.core.kinds.order import Order
from interview_cli.core.kinds.output import Output
from interview_cli.core.kinds.short import Number, Short
from interview_cli.core.kinds.sql import Sql, WrongQuery
from interview_cli.core.questions.diff import (
    Change,
    Difference,
    PackVersion,
    compare_packs,
    next_version,
)
from interview_cli.core.questions.question import FollowUp, KeyPoint, Question


def asked(id_: str = "one", **more: Any) -> Question:
    plain: dict[str, Any] = {"ask": f"What is {id_}?", "answer": f"It is {id_}."}
    return Question(**{"id": id_, "level": "mid", "topic": "sql/joins", **plain, **more})


def side(*questions: Question, version: str = "1.4.2", pack: str = "sql") -> PackVersion:
    return PackVersion(pack, version, questions)


def only(old: Question, new: Question) -> Change:
    (change,) = compare_packs(side(old), side(new)).changes
    return change


def choice(*texts: str, right: tuple[str, ...]) -> Choice:
    return Choice(tuple(Option(text, right=text in right) for text in texts))


def test_nothing_changed() -> None:
    found = compare_packs(side(asked()), side(asked()))

    assert (found.changes, found.bump, found.suggested) == ((), None, "1.4.2")
    assert found.enough


def test_one_is_added() -> None:
    found = compare_packs(side(asked()), side(asked(), asked("two")))

    assert [(c.name, c.whats) for c in found.changes] == [("sql:two", ("added",))]
    assert (found.bump, found.suggested) == ("minor", "1.5.0")


def test_one_is_gone_and_its_answers_are_kept() -> None:
    found = compare_packs(side(asked(), asked("two")), side(asked()))

    (change,) = found.changes
    assert (change.name, change.whats, change.hint) == ("sql:two", ("removed",), "")
    assert "kept in the journal" in change.progress
    assert (found.bump, found.suggested) == ("major", "2.0.0")


def test_one_that_became_a_draft_is_gone_and_a_draft_that_is_ready_is_new() -> None:
    draft = asked(draft=True)

    assert compare_packs(side(asked()), side(draft)).count("removed") == 1
    assert compare_packs(side(draft), side(asked())).count("added") == 1
    assert compare_packs(side(draft), side(replace(draft, ask="Else?"))).changes == ()


@pytest.mark.parametrize("was", ["one", "sql:one"])
def test_progress_follows_a_rename(was: str) -> None:
    change = only(asked(), replace(asked(), id="better", was=(was,)))

    assert (change.name, change.before, change.whats) == ("sql:better", "sql:one", ("renamed",))
    assert change.progress == "follows to the new name"
    assert change.bump == "minor"


def test_a_rename_without_was_is_suspected() -> None:
    found = compare_packs(side(asked()), side(replace(asked(), id="better")))

    gone, come = found.changes
    assert gone.whats == ("removed",)
    assert gone.hint.startswith("sql:better asks the same: write `was: [one]`")
    assert come.whats == ("added",)
    assert found.bump == "major"


def test_a_name_that_is_still_there_was_not_renamed() -> None:
    found = compare_packs(side(asked()), side(asked(), replace(asked("two"), was=("one",))))

    assert [change.whats for change in found.changes] == [("added",)]


def test_two_that_became_one() -> None:
    found = compare_packs(
        side(asked(), asked("two")), side(replace(asked(), id="both", was=("one", "two")))
    )

    assert [(c.name, c.before) for c in found.changes] == [
        ("sql:both", "sql:one"),
        ("sql:both", "sql:two"),
    ]
    assert "is merged with the progress" in found.changes[1].progress
    assert found.bump == "minor"


def test_another_pack_id_loses_progress_but_for_what_was_says() -> None:
    old = side(asked(), asked("two"))
    new = side(replace(asked(), was=("sql:one",)), asked("two"), pack="sql2")

    found = compare_packs(old, new)

    assert [(c.name, c.whats) for c in found.changes] == [
        ("sql:two", ("removed",)),
        ("sql2:one", ("renamed",)),
        ("sql2:two", ("added",)),
    ]
    assert "was: [sql:two]" in found.changes[0].hint


def test_moved_to_another_level_or_topic() -> None:
    change = only(asked(), asked(level="senior"))

    assert change.whats == ("moved",)
    assert change.place == ("mid, sql/joins", "senior, sql/joins")
    assert change.progress == "kept; counts for senior, sql/joins from now on"
    assert change.bump == "minor"


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("ask", "What then is one?", True),
        ("answer", "It is 1.", True),
        ("hint", "Less than two.", False),
        ("key_points", (KeyPoint("one"),), False),
    ],
)
def test_other_words_are_a_patch(field: str, value: object, told: bool) -> None:
    change = only(asked(), replace(asked(), **{field: value}))  # type: ignore[arg-type]

    assert (change.whats, change.fields, change.bump) == (("reworded",), (field,), "patch")
    assert ("changed since it was learned" in change.progress) is told


@pytest.mark.parametrize("field", ["sources", "was", "needs", "group", "proof", "setup"])
def test_what_no_learner_sees_is_no_change(field: str) -> None:
    value: dict[str, Any] = {
        "needs": {"python": ">=3.11"},
        "sources": ("https://x.org",),
        "was": ("old",),
    }
    change: dict[str, Any] = {field: value.get(field, "x")}
    new = replace(asked(), **change)

    assert compare_packs(side(asked()), side(new)).bump is None


def test_a_follow_up_that_is_gone_is_named() -> None:
    old = asked(follow_ups=(FollowUp("why", "Why?", "So."), FollowUp("how", "How?", "So.")))
    change = only(old, replace(old, follow_ups=old.follow_ups[:1]))

    assert change.progress == "kept; no longer asked: its follow-up how"


REKEYED = [
    (choice("a", "b", right=("a",)), choice("a", "b", right=("b",))),
    (choice("a", "b", "c", right=("a",)), choice("a", "b", "c", right=("a", "b"))),
    (choice("429 now", "b", right=("429 now",)), choice("500 now", "b", right=("500 now",))),
    (Short(accept=("two", "pair")), Short(accept=("two",))),
    (Short(accept=("Two",)), Short(accept=("Two",), case=True)),
    (Short(number=Number(10, 1)), Short(number=Number(12, 1))),
    (Short(number=Number(10, 1)), Short(number=Number(10, 0.5))),
    (Blanks("{{1}} x", (("a", "b"),)), Blanks("{{1}} x", (("b",),))),
    (Blanks("{{1}} x", (("a",),)), Blanks("{{1}} {{2}}", (("a",), ("x",)))),
    (Order(("a", "b", "c")), Order(("a", "c", "b"))),
    (Order(("a", "b", "c")), Order(("a", "b", "c", "d"))),
    (Output("1"), Output("2")),
    (Short(accept=("two",)), choice("three", "four", right=("three",))),
]  # fmt: skip

REWORDED = [
    (choice("a", "b", right=("a",)), choice("b", "a", right=("a",))),
    (choice("a", "b", right=("a",)), choice("a", "c", right=("a",))),
    (choice("commits", "b", right=("commits",)), choice("comits", "b", right=("comits",))),
    (Short(accept=("two",)), Short(accept=("two", "pair"))),
    (Short(accept=("two", "2", "the two")), Short(accept=("two",))),
    (Short(number=Number(10, 1)), Short(number=Number(10, 2))),
    (Blanks("{{1}} x", (("a",),)), Blanks("{{1}} y", (("a", "b"),))),
    (Order(("a", "b", "c")), Order(("a", "b", "c"), stem="In which order?")),
    (Output("1"), Output("1\n", why="So.")),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), REKEYED)
def test_what_is_right_changed(old: object, new: object) -> None:
    change = only(asked(quiz=old), asked(quiz=new))

    assert change.whats[0] == "rekeyed"
    assert change.bump == "major"
    assert change.right
    assert "about the old answer" in change.progress


WRITE = Code("write", starter="a", solution="b", tests="c", hidden="d", mutants=(Mutant("e"),))
CATCH = Code("catch", starter="a", solution="b", tests="c", mutants=(Mutant("e"), Mutant("f")))
SQL = Sql("SELECT 1", ("CREATE TABLE a (b)",), wrong=(WrongQuery("SELECT 2"),))


@pytest.mark.parametrize(
    ("old", "new", "judges"),
    [
        (WRITE, replace(WRITE, tests="cc"), ("tests",)),
        (WRITE, replace(WRITE, tests="cc", hidden=None, minutes=5), ("tests", "hidden")),
        (CATCH, replace(CATCH, mutants=(Mutant("e"), Mutant("g"))), ("mutants",)),
        (CATCH, replace(CATCH, solution="bb"), ("solution",)),
        (SQL, replace(SQL, fixtures=("CREATE TABLE a (c)",)), ("fixtures",)),
        (SQL, replace(SQL, ordered=True), ("ordered",)),
    ],
)
def test_an_exercise_is_judged_by_something_else(
    old: object, new: object, judges: tuple[str, ...]
) -> None:
    change = only(asked(quiz=old), asked(quiz=new))

    assert (change.whats, change.bump) == (("rekeyed",), "major")
    assert change.judges == judges


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (WRITE, replace(WRITE, solution="bb", mutants=(), hints=("h",))),
        (CATCH, replace(CATCH, tests="cc", mutants=(Mutant("f"),))),
        (SQL, replace(SQL, wrong=())),
    ],
)
def test_an_exercise_is_judged_as_before(old: object, new: object) -> None:
    change = only(asked(quiz=old), asked(quiz=new))

    assert (change.whats, change.bump, change.judges) == (("reworded",), "patch", ())


def test_another_solution_of_code_to_fix_is_seen() -> None:
    fix = Code("fix", tests="c")

    change = only(asked(code="a", fixed="b", quiz=fix), asked(code="a", fixed="bb", quiz=fix))

    assert change.fields == ("fixed",)


@pytest.mark.parametrize(("old", "new"), REWORDED)
def test_right_is_still_right(old: object, new: object) -> None:
    change = only(asked(quiz=old), asked(quiz=new))

    assert (change.whats, change.bump) == (("reworded",), "patch")


def test_asked_in_another_way_with_the_same_answer() -> None:
    change = only(
        asked(quiz=Short(accept=("two",))), asked(quiz=choice("two", "three", right=("two",)))
    )

    assert (change.whats, change.bump) == (("asked differently",), "minor")


ESSENTIAL, OTHER = KeyPoint("it waits", essential=True), KeyPoint("it polls")


@pytest.mark.parametrize(
    ("old", "new", "judged"),
    [
        ((KeyPoint("it waits"), OTHER), (ESSENTIAL, OTHER), True),
        ((ESSENTIAL, OTHER), (KeyPoint("it waits"), OTHER), True),
        ((ESSENTIAL, OTHER), (replace(ESSENTIAL, says="it has to wait"), OTHER), False),
        ((ESSENTIAL,), (OTHER, ESSENTIAL), False),
        ((ESSENTIAL, OTHER), (OTHER,), True),
    ],
)
@pytest.mark.parametrize("follow_up", [False, True])
def test_judged_differently_where_another_answer_passes(
    old: tuple[KeyPoint, ...], new: tuple[KeyPoint, ...], judged: bool, follow_up: bool
) -> None:
    def with_points(points: tuple[KeyPoint, ...]) -> Question:
        if follow_up:
            return asked(follow_ups=(FollowUp("why", "Why?", "So.", points),))
        return asked(key_points=points)

    change = only(with_points(old), with_points(new))

    assert ("judged differently" in change.whats) is judged
    assert change.bump == ("minor" if judged else "patch")


def test_judged_differently_where_a_follow_up_weighs_more() -> None:
    old, new = (FollowUp("why", "Why?", "So.", weight=weight) for weight in (0.5, 1.0))

    assert only(asked(follow_ups=(old,)), asked(follow_ups=(new,))).bump == "minor"


def test_a_flashcard_that_gets_a_quiz() -> None:
    assert only(asked(), asked(quiz=Short(accept=("two",)))).whats == ("asked differently",)


@pytest.mark.parametrize(
    ("version", "bump", "next_"),
    [
        ("1.4.2", "major", "2.0.0"),
        ("1.4.2", "minor", "1.5.0"),
        ("1.4.2", "patch", "1.4.3"),
        ("0.1.0", "major", "0.2.0"),
        ("0.1.3", "minor", "0.2.0"),
        ("0.9.9-beta", "patch", "0.9.10"),
        ("", "patch", "1.0.0"),
        ("of May", "major", "1.0.0"),
        ("1.4.2", None, "1.4.2"),
    ],
)
def test_the_next_version(version: str, bump: Any, next_: str) -> None:
    assert next_version(version, bump) == next_


@pytest.mark.parametrize(
    ("old", "new", "enough"),
    [
        ("1.4.2", "1.4.2", False),
        ("1.4.2", "1.4.9", False),
        ("1.4.2", "1.5.0", True),
        ("1.4.2", "2.0.0", True),
        ("1.4.2", "", False),
        ("", "0.1.0", True),
    ],
)
def test_whether_the_number_says_it(old: str, new: str, enough: bool) -> None:
    found = compare_packs(side(asked(), version=old), side(asked(), asked("two"), version=new))

    assert found.enough is enough


QUESTIONS = st.builds(
    asked,
    st.sampled_from(["a", "b", "c", "d"]),
    level=st.sampled_from(["mid", "senior"]),
    ask=st.sampled_from(["Why?", "How?"]),
    was=st.lists(st.sampled_from(["a", "b", "c", "e"]), max_size=2, unique=True).map(tuple),
    quiz=st.sampled_from([None, Output("1"), Output("2"), Short(accept=("1",))]),
    draft=st.booleans(),
)
SIDES = st.lists(QUESTIONS, max_size=4, unique_by=lambda q: q.id).map(lambda qs: side(*qs))


@given(SIDES, SIDES)
def test_every_question_has_one_fate(old: PackVersion, new: PackVersion) -> None:
    found: Difference = compare_packs(old, new)
    before = {f"sql:{q.id}" for q in old.questions if not q.draft}
    after = {f"sql:{q.id}" for q in new.questions if not q.draft}
    gone = {c.name for c in found.changes if c.whats == ("removed",)}
    come = {c.name for c in found.changes if c.whats == ("added",)}
    renamed = {c.before: c.name for c in found.changes if c.before}

    assert gone <= before
    assert come <= after
    assert gone.isdisjoint(after)
    assert come.isdisjoint(before)
    assert renamed.keys() <= before - after
    assert set(renamed.values()) <= after
    assert before - after == gone | renamed.keys()
    assert after - before == come | (set(renamed.values()) - before)
    assert (found.bump is None) == (not found.changes)
    assert (found.bump == "major") == any(
        {"removed", "rekeyed"} & set(c.whats) for c in found.changes
    )


@given(SIDES)
def test_a_pack_is_what_it_is(pack: PackVersion) -> None:
    assert compare_packs(pack, pack).changes == ()


PACK = """format: 1
pack: {{id: demo, title: Demo, version: {version}}}
defaults: {{level: mid, topic: sql/joins}}
questions:
  - {{id: one, ask: What is one?, answer: It is one., quiz: {{kind: short, accept: [{key}]}}}}
"""


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    old, new = tmp_path / "old.yaml", tmp_path / "new"
    old.write_text(PACK.format(version="1.0.0", key="one"), encoding="utf-8")
    new.mkdir()
    (new / "pack.yaml").write_text(PACK.format(version="1.0.1", key="uno"), encoding="utf-8")
    return old, new


def run(*args: object) -> subprocess.CompletedProcess[str]:
    return run_program("pack", *args, timeout=120)


def test_the_command_says_it(two: tuple[Path, Path]) -> None:
    done = run("diff", *two)

    assert (done.returncode, done.stderr) == (0, "")
    assert "demo:one: re-keyed" in done.stdout
    assert 'right: was "one", now "uno"' in done.stdout
    assert "Version: 2.0.0 (major). The rule: major when" in done.stdout
    assert "number is 1.0.1: write 2.0.0 or a higher one" in done.stdout


def test_the_command_in_json(two: tuple[Path, Path]) -> None:
    document = json.loads(run("diff", *two, "--json").stdout)

    assert document["v"] == 1
    assert document["suggested"] == "2.0.0"
    (change,) = document["changes"]
    assert change["question"] == "demo:one"
    assert change["right"] == {"was": "one", "is": "uno"}


def test_a_known_pack_by_its_id() -> None:
    assert "no question changed" in run("diff", "python-fastapi", "python-fastapi").stdout


def test_what_is_no_pack(tmp_path: Path, two: tuple[Path, Path]) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("nothing", encoding="utf-8")

    done = run("diff", two[0], bad)

    assert done.returncode == 2
    assert "doesn't say which pack it is" in done.stderr
    assert run("diff", two[0], tmp_path / "nothing.yaml").returncode == 2
