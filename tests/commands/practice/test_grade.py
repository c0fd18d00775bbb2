"""The command grade: answers from a file are scored as in an interview, a line each."""

from __future__ import annotations

import json
import os
import shutil
import subprocess

import pytest
from helpers.data import INTERVIEW
from helpers.learner import Learner, question
from helpers.program import STRICT

from interview_cli.core.scoring.result import share_needed

SHORT = {"question": "talk:locks", "answer": "Two threads wait for each other."}
WAITING = {
    "question": "talk:locks",
    "answer": "Two threads wait for each other, and neither of them ever lets go of anything.",
}
#: The score of the lighter one of its two points, where there was room for both.
ONE = pytest.approx(1 / 3 / share_needed([1, 2]) / 2)
PLAIN = {
    "ask": "What does a broker keep?",
    "reference": "The broker keeps every message until a consumer has acknowledged it.",
    "answer": "Every message, until the consumer acknowledged it.",
}


@pytest.fixture
def learner(home):
    (home / "packs").mkdir(parents=True)
    shutil.copy(INTERVIEW, home / "packs" / "talk.yaml")
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
        "score": ONE,
        "passed": False,
        "sure": False,
        "overlap": pytest.approx(0.19, abs=0.01),
        "contradicted": False,
        "points": [
            {
                "says": "two threads wait for each other",
                "state": "hit",
                "words": ["threads wait for each other"],
                "expected": True,
                "essential": False,
                "spans": [[4, 31]],
            },
            {
                "says": "take the locks in one order",
                "state": "missed",
                "words": [],
                "expected": True,
                "essential": False,
                "spans": [],
            },
            {
                "says": "a timeout breaks it",
                "state": "missed",
                "words": [],
                "expected": False,
                "essential": False,
                "spans": [],
            },
        ],
    }


def test_a_short_answer_has_room_for_fewer_points(learner):
    short, longer = grade(learner, SHORT, WAITING)
    assert [p["state"] for p in short["points"]] == [p["state"] for p in longer["points"]]
    assert (short["passed"], longer["passed"]) == (True, False)


def test_an_answer_beside_a_reference(learner):
    good, bad, empty = grade(
        learner, PLAIN, PLAIN | {"answer": "Nothing at all, I believe."}, PLAIN | {"answer": ""}
    )
    assert (good["score"], good["sure"], good["points"]) == (good["overlap"], False, [])
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
    ("level", "expected"), [("mid", 2), ("senior", 3), ("5-year", 3), ("Senior", 3)]
)
def test_the_level_says_what_is_expected(learner, level, expected):
    (graded,) = grade(learner, WAITING, args=("--level", level))
    assert sum(point["expected"] for point in graded["points"]) == expected


def test_an_unknown_level_is_refused_before_anything_is_graded(learner):
    told = learner.refused("grade", "-", "-l", "senoir", typed=json.dumps(WAITING))
    assert "it can be junior, mid or senior" in told
    assert "did you mean senior?" in told


@pytest.mark.parametrize(
    "written",
    [
        b"\xef\xbb\xbf" + json.dumps(WAITING).encode() + b"\r\n",
        b"\n\r\n   \n" + json.dumps(WAITING).encode(),
    ],
    ids=["BOM and CRLF", "blank lines and no end"],
)
def test_a_file_as_editors_write_it(learner, tmp_path, written):
    path = tmp_path / "answers.jsonl"
    path.write_bytes(written * 2 if written.endswith(b"\n") else written)
    graded = learner.run("grade", str(path)).events
    assert [one["line"] for one in graded] == ([1, 2] if written.endswith(b"\n") else [4])
    assert all(one["score"] == ONE for one in graded)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "not JSON"),
        ("nothing", "not JSON"),
        ('["question"]', "not a JSON object"),
        ("1", "not a JSON object"),
        ("[" * 100_000, "not JSON"),
        ("{}", "ask is missing"),
        ('{"question": "talk:locks"}', "answer is missing"),
        ('{"question": "talk:locks", "answer": null}', "answer is missing, or isn't text"),
        ('{"question": "talk:locks", "answer": ["a"]}', "answer is missing, or isn't text"),
        ('{"question": 5, "answer": "a"}', "question is missing, or isn't text"),
        ('{"ask": "a", "answer": "b"}', "reference is missing"),
        ('{"ask": "a", "reference": "b", "answer": NaN}', "not JSON"),
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
    assert said.err.startswith(
        "<stdin>:1:1: ask is missing, or isn't text\ninterview: 1 line could"
    )
    assert '"reference"' in said.err
    assert '"question"' in said.err
    said = learner.run("grade", "-", typed='{}\n{"id": "x"}\n', code=1)
    assert "2 lines could not" in said.err
    assert said.events[1]["id"] == "x"


def test_bytes_that_are_no_utf_8_cost_only_their_line(learner, tmp_path):
    path = tmp_path / "answers.jsonl"
    path.write_bytes(b'{"ask": "\xff"}\n' + json.dumps(WAITING).encode() + b"\n")
    wrong, graded = learner.run("grade", str(path), code=1).events
    assert "not JSON" in wrong["error"]
    assert graded["line"] == 2


@pytest.mark.parametrize("id_", [0, "Ü 🧵", None, [1, {"a": True}], 1.5, "\ud800 \x1b[31m"])
def test_an_id_is_given_back_as_it_was(learner, id_):
    (graded,) = grade(learner, WAITING | {"id": id_})
    assert graded["id"] == id_


def test_without_a_line_there_is_nothing(learner):
    said = learner.run("grade", "-", typed="")
    assert (said.out, said.err) == ("", "interview: <stdin> is empty: there is nothing to grade\n")


@pytest.mark.parametrize(
    "written", [b"", b"\n \r\n\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"], ids=repr
)
def test_a_file_without_a_line(learner, tmp_path, written):
    path = tmp_path / "answers.jsonl"
    path.write_bytes(written)
    said = learner.run("grade", str(path))
    assert (said.out, said.err) == ("", f"interview: {path} is empty: there is nothing to grade\n")


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
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()
        assert process.wait(60) == 1  # what it says of all of them is not known
    assert errors == b""


# where a line is wrong


@pytest.mark.parametrize(
    ("line", "column", "told"),
    [
        ('{"ask": "a", ?}', 14, "not JSON"),
        ('{"ask": "é", nothing}', 14, "not JSON"),
        ('\ufeff{"ask": ]', 9, "not JSON"),
        ('{"question": "talk:locks", "answer": 5}', 28, "answer is missing, or isn't text"),
        ('{"id": 1, "question": "talk:loks", "answer": "a"}', 11, "did you mean locks?"),
        ('{"ask": "a", "reference": "b", "answer": NaN}', 42, "NaN isn't a number"),
        ('{"ask": "a", "reference": "b", "answer": 1e400}', 42, "1e400 is too large"),
        ('{"ask": ' + "9" * 5000 + "}", 1, "a number in it is too long"),
        ('{"answer": "a", "question": "talk:locks", "answer": "b"}', 43, "'answer' is given twice"),
        ('{"id": {"é": 1, "\\u00e9": 2}, "ask": "a"}', 17, "is given twice"),
        ('{"question": "talk:locks"}', 1, "answer is missing"),
    ],
)
def test_it_is_told_where_a_line_is_wrong(learner, tmp_path, line, column, told):
    path = tmp_path / "answers.jsonl"
    good = json.dumps(WAITING)
    path.write_text(f"{good}\n\n{line}\n{good}\n", encoding="utf-8")
    said = learner.run("grade", str(path), code=1)
    assert [event["line"] for event in said.events] == [1, 3, 4]
    wrong = said.events[1]
    assert wrong["column"] == column
    assert told in wrong["error"]
    assert said.err.splitlines()[0] == f"{path}:3:{column}: {wrong['error']}"
    assert len(said.err.splitlines()) == 2


def test_it_is_told_where_bytes_are_no_utf_8(learner, tmp_path):
    path = tmp_path / "answers.jsonl"
    path.write_bytes('{"ask": "é'.encode() + b'\xff"}\n')
    said = learner.run("grade", str(path), code=1)
    assert said.err.startswith(f"{path}:1:11: not JSON: the line isn't UTF-8\n")


def test_what_a_line_holds_is_shown_without_its_escapes(learner):
    said = learner.run("grade", "-", typed='{"question": "\\u001b[31mx:y", "answer": ""}\n', code=1)
    assert "\x1b" not in said.err
    assert "\x1b" not in said.out


def test_a_very_long_answer_is_graded_and_an_endless_one_costs_only_itself(learner, tmp_path):
    path = tmp_path / "answers.jsonl"
    long = WAITING | {"answer": f"{WAITING['answer']} {'and so on ' * 100_000}"}
    lines = (json.dumps(long), f'"{"x" * 20_000_000}', json.dumps(WAITING), "x" * 17_000_000)
    path.write_text("\n".join(lines), encoding="utf-8")
    said = learner.run("grade", str(path), code=1)
    first, endless, usual, last = said.events
    assert [event["line"] for event in said.events] == [1, 2, 3, 4]
    assert usual["score"] == ONE
    assert 0 < first["score"] < usual["score"]  # its point is found; the rest is about nothing
    assert endless["error"] == last["error"]
    assert "more than 16 MiB" in last["error"]


def test_json_can_be_asked_for(learner):
    assert grade(learner, WAITING, args=("--json",)) == grade(learner, WAITING)


# the pack


def test_an_id_is_enough_where_the_pack_is_named(learner, tmp_path):
    (named,) = grade(learner, WAITING)
    for pack in ("talk", str(INTERVIEW)):
        for id_ in ("locks", "talk:locks"):
            (graded,) = grade(learner, WAITING | {"question": id_}, args=("-p", pack))
            assert graded == named | {"question": id_}
        (graded,) = grade(
            learner,
            {"question": "locks/ordering", "answer": "By the name of the lock."},
            args=("--pack", pack),
        )
        assert graded["score"] == 1.0


def test_only_questions_of_the_packs_that_were_named(learner):
    learner.pack("other", question("locks"), question("one"))
    unknown, foreign = grade(
        learner,
        {"question": "loks", "answer": ""},
        {"question": "other:locks", "answer": ""},
        args=("-p", "talk"),
        code=1,
    )
    assert "did you mean locks?" in unknown["error"]
    assert "'other:locks' is not in talk" in foreign["error"]
    both, one = grade(
        learner,
        {"question": "locks", "answer": ""},
        {"question": "one", "answer": "It is one."},
        args=("-p", "talk", "-p", "other"),
        code=1,
    )
    assert "is in talk and other; name it PACK:ID" in both["error"]
    assert "score" in one


def test_a_pack_that_is_not_there_is_refused(learner):
    assert "did you mean talk?" in learner.refused("grade", "-", "-p", "tlak", typed="")


# words that mean the same

ANSWER = {"question": "own:locks", "answer": "Zebras wait for each other."}
OWN = (
    "format: 1\npack: {id: own, title: Own}\nquestions:"
    + INTERVIEW.read_text("utf-8").partition("questions:")[2]
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
