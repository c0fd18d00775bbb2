"""The command grade: answers from a file are scored as in an interview, a line each."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from learner import STRICT, Learner

PACK = Path(__file__).parent.parent / "interview.yaml"
WAITING = {"question": "talk:locks", "answer": "Two threads wait for each other."}
PLAIN = {
    "ask": "What does a broker keep?",
    "reference": "The broker keeps every message until a consumer has acknowledged it.",
    "answer": "Every message, until the consumer acknowledged it.",
}


@pytest.fixture
def learner(home):
    (home / "packs").mkdir(parents=True)
    shutil.copy(PACK, home / "packs" / "talk.yaml")
    return Learner(home)


def grade(learner, *asked, args=(), code=0):
    """Grade lines, given as objects or as text; give the objects that come back."""
    typed = "".join(f"{one if isinstance(one, str) else json.dumps(one)}\n" for one in asked)
    said = learner.run("grade", "-", *args, typed=typed, code=code)
    return said.events


def test_an_answer_to_a_question_of_a_pack(learner):
    (graded,) = grade(learner, WAITING | {"id": 17})
    assert graded == {
        "v": 1,
        "line": 1,
        "id": 17,
        "question": "talk:locks",
        "score": pytest.approx(1 / 3),
        "sure": True,
        "overlap": 0.0,
        "contradicted": False,
        "points": [
            {
                "says": "two threads wait for each other",
                "state": "hit",
                "words": ["threads wait", "each other"],
                "expected": True,
                "spans": [[4, 16], [21, 31]],
            },
            {
                "says": "take the locks in one order",
                "state": "missed",
                "words": [],
                "expected": True,
                "spans": [],
            },
            {
                "says": "a timeout breaks it",
                "state": "missed",
                "words": [],
                "expected": False,
                "spans": [],
            },
        ],
    }


def test_an_answer_beside_a_reference(learner):
    good, bad, empty = grade(
        learner, PLAIN, PLAIN | {"answer": "Nothing at all, I believe."}, PLAIN | {"answer": ""}
    )
    assert (good["score"], good["sure"], good["points"]) == (good["overlap"], True, [])
    assert good["score"] > 0.9
    assert 0 <= bad["score"] < 0.5
    assert not bad["sure"]
    assert empty["score"] == 0


def test_the_scorer_is_that_of_the_interview(learner):
    answer = "Red means go. Green means go."
    (graded,) = grade(learner, {"question": "talk:lights", "answer": answer})
    said = learner.run(*("mock", "-p", "talk", "-t", "streets", "--json"), typed=f"{answer}\n.\n\n")
    (verdict,) = said.named("verdict")
    assert verdict["score"] == graded["score"]
    assert [p["state"] for p in verdict["points"]] == [p["state"] for p in graded["points"]]
    assert graded["contradicted"]
    assert graded["points"][0]["state"] == "contradicted"


def test_spans_are_places_in_the_answer(learner):
    answer = "  Zwölf “Fäden”: two threads 🧵 wait for each other."
    (graded,) = grade(learner, {"question": "talk:locks", "answer": answer})
    (point, *_) = graded["points"]
    assert point["state"] == "hit"
    assert [answer[start:end] for start, end in point["spans"]] == point["words"]


def test_a_follow_up_has_its_own_points(learner):
    answer = "By the name of the lock."
    (graded,) = grade(learner, {"question": "talk:locks/ordering", "answer": answer})
    assert (graded["score"], graded["question"]) == (1.0, "talk:locks/ordering")
    assert [point["says"] for point in graded["points"]] == ["by the name of the lock"]


@pytest.mark.parametrize(
    ("level", "score"), [("mid", 1 / 3), ("senior", 1 / 4), ("5-year", 1 / 4), ("Senior", 1 / 4)]
)
def test_the_level_says_what_is_expected(learner, level, score):
    (graded,) = grade(learner, WAITING, args=("--level", level))
    assert graded["score"] == pytest.approx(score)


def test_an_unknown_level_is_refused_before_anything_is_graded(learner):
    told = learner.refused("grade", "-", "-l", "senoir", typed=json.dumps(WAITING))
    assert "it can be junior, mid or senior" in told
    assert "did you mean senior?" in told


@pytest.mark.parametrize(
    "written",
    [
        b'\xef\xbb\xbf{"question": "talk:locks", "answer": "Two threads wait for each other."}\r\n',
        b'\n\r\n   \n{"question": "talk:locks", "answer": "Two threads wait for each other."}',
    ],
    ids=["BOM and CRLF", "blank lines and no end"],
)
def test_a_file_as_editors_write_it(learner, tmp_path, written):
    path = tmp_path / "answers.jsonl"
    path.write_bytes(written * 2 if written.endswith(b"\n") else written)
    graded = learner.run("grade", str(path)).events
    assert [one["line"] for one in graded] == ([1, 2] if written.endswith(b"\n") else [4])
    assert {round(one["score"], 3) for one in graded} == {0.333}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "no JSON"),
        ("nothing", "no JSON"),
        ('["question"]', "no JSON object"),
        ("1", "no JSON object"),
        ("[" * 100_000, "no JSON"),
        ("{}", "ask is missing"),
        ('{"question": "talk:locks"}', "answer is missing"),
        ('{"question": "talk:locks", "answer": null}', "answer is missing, or no text"),
        ('{"question": "talk:locks", "answer": ["a"]}', "answer is missing, or no text"),
        ('{"question": 5, "answer": "a"}', "question is missing, or no text"),
        ('{"ask": "a", "answer": "b"}', "reference is missing"),
        ('{"ask": "a", "reference": "b", "answer": NaN}', "no JSON"),
        ('{"question": "talk:loks", "answer": "a"}', "did you mean locks?"),
        ('{"question": "tlak:locks", "answer": "a"}', "did you mean talk?"),
        ('{"question": "locks", "answer": "a"}', "name it PACK:ID"),
        ('{"question": "", "answer": "a"}', "name it PACK:ID"),
        ('{"question": "talk:locks/nobody", "answer": "a"}', "no follow-up"),
        ('{"question": "talk:locks/", "answer": "a"}', "no follow-up"),
    ],
    ids=lambda value: value[:40],
)
def test_a_line_that_cannot_be_graded_costs_only_itself(learner, line, told):
    first, wrong, last = grade(learner, WAITING, line, WAITING, code=1)
    assert told in wrong["error"]
    assert "score" not in wrong
    assert [one["line"] for one in (first, wrong, last)] == [1, 2, 3]
    assert first["score"] == last["score"]


def test_what_is_wrong_is_summed_up_with_both_shapes(learner):
    said = learner.run("grade", "-", typed="{}\n", code=1)
    assert said.err.startswith("interview: 1 line could not be graded")
    assert '"reference"' in said.err
    assert '"question"' in said.err
    said = learner.run("grade", "-", typed='{}\n{"id": "x"}\n', code=1)
    assert "2 lines could not" in said.err
    assert said.events[1]["id"] == "x"


def test_bytes_that_are_no_utf_8_cost_only_their_line(learner, tmp_path):
    path = tmp_path / "answers.jsonl"
    path.write_bytes(b'{"ask": "\xff"}\n' + json.dumps(WAITING).encode() + b"\n")
    wrong, graded = learner.run("grade", str(path), code=1).events
    assert "no JSON" in wrong["error"]
    assert graded["line"] == 2


@pytest.mark.parametrize("id_", [0, "Ü 🧵", None, [1, {"a": True}], 1.5, "\ud800 \x1b[31m"])
def test_an_id_is_given_back_as_it_was(learner, id_):
    (graded,) = grade(learner, WAITING | {"id": id_})
    assert graded["id"] == id_


def test_without_a_line_there_is_nothing(learner):
    said = learner.run("grade", "-", typed="")
    assert (said.out, said.err) == ("", "")


def test_a_file_that_is_not_there(learner, tmp_path):
    assert "there is no file" in learner.refused("grade", str(tmp_path / "none.jsonl"))


def test_a_file_that_is_a_folder(learner, tmp_path):
    said = learner.run("grade", str(tmp_path), code=4)
    assert said.out == ""
    assert "cannot read" in said.err


def test_nothing_of_it_is_kept(learner):
    grade(learner, WAITING)
    assert not learner.journal()


def test_a_reader_that_leaves_ends_it_quietly(learner, tmp_path):
    path = tmp_path / "answers.jsonl"
    path.write_text(f"{json.dumps(WAITING)}\n" * 5000, encoding="utf-8")
    with subprocess.Popen(
        [*STRICT, "grade", str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=dict(os.environ),
    ) as process:
        process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()
        assert process.wait(60) == 0
    assert errors == b""


# words that mean the same

ANSWER = {"question": "own:locks", "answer": "Zebras wait for each other."}
OWN = (
    "format: 1\npack: {id: own, title: Own}\nquestions:"
    + PACK.read_text("utf-8").partition("questions:")[2]
)


def first_point(learner):
    (graded,) = grade(learner, ANSWER)
    return graded["points"][0]["state"]


def test_synonyms_of_a_pack_in_a_folder_and_of_ones_own(learner):
    folder = learner.home / "packs" / "own"
    folder.mkdir()
    (folder / "pack.yaml").write_text(OWN, encoding="utf-8")
    assert first_point(learner) != "hit"
    (folder / "synonyms.txt").write_text("# animals\nthreads, zebras  # striped\n", "utf-8")
    assert first_point(learner) == "hit"
    (folder / "synonyms.txt").unlink()
    (learner.home / "synonyms.txt").write_bytes(b"\xef\xbb\xbfzebras, threads\r\n")
    assert first_point(learner) == "hit"


@pytest.mark.parametrize("written", [b"", b"threads\n", b"\xff\xfe,\n", b"# threads, zebras\n"])
def test_synonyms_that_say_nothing(learner, written):
    (learner.home / "packs" / "own.yaml").write_text(OWN, encoding="utf-8")
    (learner.home / "synonyms.txt").write_bytes(written)
    assert first_point(learner) != "hit"
