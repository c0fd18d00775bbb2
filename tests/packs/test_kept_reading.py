"""What is kept of a pack's files never changes what a check says, whichever of them is edited."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_cli.packs.checking.check import CheckResult, RuleFilter, check

HEAD = """\
format: 1
pack:
  id: mine
  title: Mine
  terms: {sql: [pairs rows, sorting]}
  sets: [{id: week-1, title: One, questions: [join, word]}]
"""
FILES = {
    "joins.yaml": """\
defaults: {level: junior, topic: sql}
questions:
  - id: join
    ask: What does a join do?
    answer: It pairs the rows of two tables.
    key_points:
      - {says: it pairs rows, any: [pairs|matches row*], not: [pairs columns]}
    checked: {date: 2026-11-01, with: {python: "3.11"}}
    sources: [https://a.b]
  - id: rows
    ask: How many rows come back from both?
    answer: Twelve.
    lint: {ignore: {why-missing: it is plain}}
    quiz:
      kind: choice
      keep_order: yes
      options:
        - {text: "12", right: true, why: It pairs them.}
        - {text: "4"}
        - {text: "8", why: Those of one.}
""",
    "order.yaml": """\
defaults: {level: mid, topic: sql}
questions:
  - id: word
    ask: Which word sorts?
    answer: ORDER BY.
    quiz: {kind: short, accept: [ORDER BY], wrong: [{text: SORT, why: x}]}
    sources: [https://a.b]
  - id: number
    ask: What is 2 + 2?
    answer: It is 4.
    quiz: {kind: short, number: {value: 4, tolerance: 0.5}, case: false}
    sources: [https://a.b]
""",
    "more/varied.yaml": """\
questions:
  - id: sum
    level: senior
    topic: sql/sums
    ask: What is {{n}} + 1?
    answer: It is {{m}}.
    vary: {n: ["1", "2"], m: ["2", "3"]}
    sources: [https://a.b]
""",
}
WORDS = ("junior", "rows", "id: word", "id: rows", "yes", "It ", "- id: ", "sources", "mine")
INSTEAD = ("mid", "columns", "id: join", "id: rows", "true", "\tIt ", "- ", "source", "é", "{{n}}")
EDITS = st.one_of(
    st.tuples(st.sampled_from(WORDS), st.sampled_from(INSTEAD)),
    st.sampled_from([("defaults: {level", "defaults: {lvel"), ("format: 1", "format: 1.9")]),
    st.just(("\n", "\n# a comment\n")),
)
STEPS = st.tuples(
    st.sampled_from(["pack.yaml", *FILES]),
    st.sampled_from(["edit", "edit", "edit", "remove", "restore", "copy"]),
    EDITS,
)


def write(folder: Path) -> None:
    for name, text in {"pack.yaml": HEAD, **FILES}.items():
        file = folder / name
        file.parent.mkdir(exist_ok=True, parents=True)
        file.write_text(text, encoding="utf-8")


def change(folder: Path, name: str, what: str, pair: tuple[str, str]) -> None:
    file, old = folder / name, {"pack.yaml": HEAD, **FILES}[name]
    if what == "remove":
        file.unlink(missing_ok=True)
    elif what == "restore":
        file.write_text(old, encoding="utf-8")
    elif what == "copy":
        (folder / "copy.yaml").write_text(old, encoding="utf-8")
    elif file.exists():
        file.write_text(file.read_text(encoding="utf-8").replace(*pair, 1), encoding="utf-8")


def tell(result: CheckResult) -> object:
    found = {
        file: [(one, one.problem.fixes, one.problem.also) for one in findings]
        for file, findings in result.files.items()
    }
    questions = [
        [(placed, placed.part, placed.part.places) for placed in read.questions]
        for read in result.reads
    ]
    return found, result.notes, result.questions, result.left_out, questions


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(steps=st.lists(STEPS, min_size=1, max_size=5), named=st.booleans())
def test_an_edit_of_one_file_is_told_as_if_nothing_was_kept(
    steps: list[tuple[str, str, tuple[str, str]]], named: bool
) -> None:
    with TemporaryDirectory() as scratch:
        folder, kept = Path(scratch, "mine"), Path(scratch, "kept")
        write(folder)
        rules = RuleFilter()
        for step in (None, *steps):
            if step:
                change(folder, *step)
            paths = [folder / "joins.yaml"] if named else [folder]
            assert tell(check(paths, rules, kept=kept)) == tell(check(paths, rules))
            assert tell(check(paths, rules, kept=kept)) == tell(check(paths, rules))


def test_only_what_changed_is_read(tmp_path: Path) -> None:
    folder, kept = tmp_path / "mine", tmp_path / "kept"
    write(folder)

    def asks() -> list[str]:
        (found,) = check([folder], RuleFilter(), kept=kept).reads
        return [placed.question.ask for placed in found.questions]

    before = asks()
    (made,) = (kept / "readings").iterdir()
    data = made.read_bytes().split(b"\n", 1)[1].replace(b"Which word", b"What was kept")
    made.write_bytes(b"%d\n%b" % (crc32(data), data))
    assert asks() == [ask.replace("Which word", "What was kept") for ask in before]
    change(folder, "joins.yaml", "edit", ("What does", "What would"))
    assert [ask for ask in asks() if "What would" in ask or "What was kept" in ask]
    change(folder, "order.yaml", "edit", ("sorts", "orders"))
    assert not [ask for ask in asks() if "What was kept" in ask]


@pytest.mark.parametrize("damage", [b"", b"{", b"0\n", b"0\n{}", b"\xff\x00", b"1 2\n[]"])
def test_what_is_damaged_is_read_again(tmp_path: Path, damage: bytes) -> None:
    folder, kept = tmp_path / "mine", tmp_path / "kept"
    write(folder)
    found = tell(check([folder], RuleFilter(), kept=kept))
    (made,) = (kept / "readings").iterdir()
    data = made.read_bytes()
    for bad in (damage, data[:-20], data.replace(b"pairs", b"sorts")):
        made.write_bytes(bad)
        assert tell(check([folder], RuleFilter(), kept=kept)) == found
        assert made.read_bytes() == data
