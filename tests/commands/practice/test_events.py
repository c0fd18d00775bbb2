"""``--json``: what its events say, and that a session is the same each time."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess

import pytest
from helpers.data import SESSIONS
from helpers.program import PROGRAM, run_program

from interview_cli.cli import main


def play(*args, typed="", code=0):
    done = run_program(*args, typed=typed)
    assert done.returncode == code, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def quiz(*args, **more):
    return play("quiz", "-p", str(SESSIONS), "--seed", "2", "--json", *args, **more)


def test_a_session_is_told_event_by_event():
    events = quiz("-k", "choice", typed="1\n:u\n1 3\n:f odd\n:?\n:s\n")
    assert [event["event"] for event in events] == [
        "session",
        "question",
        "verdict",
        "question",
        "undone",
        "question",
        "verdict",
        "question",
        "flagged",
        "hint",
        "skipped",
        "summary",
    ]
    assert all(event["v"] == 1 for event in events)
    session, question, verdict = events[:3]
    assert session == {
        "v": 1,
        "event": "session",
        "id": session["id"],
        "mode": "quiz",
        "size": 2,
        "seed": 2,
    }
    assert question == {
        "v": 1,
        "event": "question",
        "n": 1,
        "of": 2,
        "question": "tiny:evens",
        "level": "mid",
        "topic": "basics",
        "kind": "choice",
        "ask": "Which of these numbers are even? Choose all that apply.",
        "code": None,
        "language": None,
        "expects": "many",
        "options": [{"n": n, "text": t} for n, t in enumerate("4123", 1)],
        "gaps": 0,
        "text": None,
    }
    assert verdict == {
        "v": 1,
        "event": "verdict",
        "review": verdict["review"],
        "question": "tiny:evens",
        "answer": [1],
        "right": [1, 3],
        "score": 0.5,
        "passed": True,
        "rating": 2,
        "grader": "rule",
        "points": [],
        "spoken": None,
        "explanation": "Twice one.\n\nTwice two.",
        "gaps": [],
        "notes": [],
        "due": "2026-11-22",
        "due_if_right": "2026-11-23",
    }
    assert events[-1] == {
        "v": 1,
        "event": "summary",
        "session": session["id"],
        "asked": 2,
        "answered": 1,
        "score": 1.0,
        "topics": [{"topic": "basics", "right": 1, "of": 1}],
        "missed": [],
        "again": [{"question": "tiny:capital", "due": None}],
        "resume": None,
    }


def test_each_kind_says_what_it_expects():
    events = quiz("-n", "20", typed=":s\n" * 7)
    expects = {event["kind"]: event["expects"] for event in events if event["event"] == "question"}
    assert expects == {
        "choice": expects["choice"],
        "short": "line",
        "blanks": "gaps",
        "order": "order",
        "output": expects["output"],
    }
    (gaps,) = [e for e in events if e["event"] == "question" and e["kind"] == "blanks"]
    assert (gaps["gaps"], gaps["text"]) == (2, "{{1}} f({{2}}): return x")


def test_gaps_that_were_filled_before_are_told_after_a_resume():
    quiz("-k", "blanks", typed="def\n:q\n")
    said = run_program("resume", typed=":q\n").stdout
    assert "[1]____ f([2]____): return x\n" in said
    assert "You had filled in: def\nGap 2 of 2:\n> :q\n" in said
    _, question, *_ = play("resume", "--json", typed=":u\n:q\n")
    assert (question["written"], question["text"]) == (["def"], "{{1}} f({{2}}): return x")
    _, question, verdict, *_ = play("resume", "--json", typed="def\nx\n")
    assert "written" not in question  # it was gone back to, and left
    assert (verdict["answer"], verdict["score"]) == (["def", "x"], 1.0)


def test_flashcards_are_revealed_and_graded():
    events = play(
        "flashcards", "-p", str(SESSIONS), "-l", "senior", "-n", "1", "--json", typed="\n3\n\n"
    )
    _, question, reveal, verdict, summary = events
    assert (question["kind"], question["expects"]) == ("recall", "grade")
    assert reveal["event"] == "reveal"
    assert set(reveal) == {"v", "event", "question", "spoken", "model_answer", "intervals"}
    assert (verdict["score"], verdict["rating"], verdict["grader"]) == (None, 3, "self")
    assert (verdict["answer"], verdict["right"]) == ([], [])
    assert (summary["score"], summary["answered"]) == (None, 1)


def test_the_learners_word_is_a_verdict_of_its_own():
    events = quiz("-k", "short", typed="mutual waiting\n:r\n\n")
    first, second = [event for event in events if event["event"] == "verdict"]
    assert (first["score"], first["grader"]) == (0.0, "rule")
    assert (second["score"], second["grader"]) == (1.0, "self")
    assert first["review"] == second["review"]
    assert events[-1]["score"] == 1.0


def test_time_decides_the_size():
    events = play("flashcards", "-p", str(SESSIONS), "--minutes", "1", "--json")
    assert events[0]["size"] is None
    assert events[1]["of"] is None


def shape(events):
    return [
        {k: v for k, v in event.items() if k not in ("id", "session", "review")} for event in events
    ]


def test_the_same_seed_gives_the_same_session(home):
    typed = "1\n2\n:s\n1\n2\n"
    first = quiz("-n", "5", typed=typed)
    shutil.rmtree(home)
    assert shape(quiz("-n", "5", typed=typed)) == shape(first)
    shutil.rmtree(home)
    other = play("quiz", "-p", str(SESSIONS), "--seed", "3", "--json", "-n", "5", typed=typed)
    assert shape(other) != shape(first)


@pytest.mark.slow
def test_the_hash_seed_of_python_changes_nothing(home):
    runs = set()
    for salt in ("0", "1", "424242"):
        env = {**os.environ, "PYTHONHASHSEED": salt, "INTERVIEW_HOME": str(home / salt)}
        command = [*PROGRAM, "quiz", "-p", str(SESSIONS), "--seed", "9", "--json", "-n", "5"]
        done = subprocess.run(command, input="", capture_output=True, text=True, env=env)
        runs.add(json.dumps(shape(map(json.loads, done.stdout.splitlines()))))
    assert len(runs) == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_is_a_normal_ending(number):
    command = [*PROGRAM, "quiz", "-p", str(SESSIONS), "-k", "choice", "--seed", "2", "--json"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as session:
        assert session.stdin
        assert session.stdout
        session.stdin.write("1\n")
        session.stdin.flush()
        told: list[dict] = []
        while sum(event["event"] == "question" for event in told) < 2:
            told.append(json.loads(session.stdout.readline()))
        session.send_signal(number)
        rest, errors = session.communicate(timeout=120)
    assert (session.returncode, errors) == (130, "")
    (summary,) = map(json.loads, rest.splitlines())
    assert (summary["answered"], summary["resume"]) == (1, "interview resume")
    assert play("resume", "--json", typed=":q\n")[1]["question"] == told[-1]["question"]


def test_a_reader_that_leaves_ends_it_quietly():
    command = [*PROGRAM, "quiz", "-p", str(SESSIONS), "--json"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as session:
        assert session.stdin
        assert session.stdout
        assert session.stderr
        session.stdout.readline()
        session.stdout.close()
        session.stdin.write(b":s\n" * 10)
        session.stdin.close()
        errors = session.stderr.read()
        session.wait(120)
    assert b"Traceback" not in errors
    assert session.returncode == 0


def test_a_line_that_is_not_utf_8_is_asked_for_again():
    command = [*PROGRAM, "quiz", "-p", str(SESSIONS), "-k", "short", "--json"]
    done = subprocess.run(command, input=b"\xff\xfe\ndeadlock\n\n", capture_output=True)
    assert done.returncode == 0
    assert b"UTF-8" in done.stderr
    assert done.stdout.count(b'"verdict"') == 1


def test_a_late_answer_in_line_mode_is_none(monkeypatch, capsys):
    class Hesitation(io.StringIO):
        """Lines that are each typed two seconds later than it is now."""

        def readline(self, size=-1, /):
            monkeypatch.setenv("INTERVIEW_NOW", "2026-11-21T20:00:02+01:00/still")
            return super().readline(size)

    monkeypatch.setattr("sys.stdin", Hesitation("deadlock\n\n"))
    command = ["quiz", "-p", str(SESSIONS), "-k", "short", "--time-limit", "1", "--json"]
    assert main(command) == 0
    verdict = json.loads(capsys.readouterr().out.splitlines()[2])
    assert (verdict["event"], verdict["answer"], verdict["score"]) == ("verdict", [], 0.0)


@pytest.mark.parametrize(
    ("args", "keys"),
    [
        (["pack", "list"], {"packs"}),
        (["history"], {"sessions"}),
        (["search", "middleware"], {"questions"}),
        (["show", "python-fastapi:limiter-raises-in-middleware"], {"question", "file", "line"}),
        (["flag", "python-fastapi:limiter-raises-in-middleware", "x"], {"id", "type", "text"}),
        (["note", "python-fastapi:limiter-raises-in-middleware"], {"question", "notes"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_other_commands_give_one_document(args, keys):
    (document,) = play(*args, "--json")
    assert document["v"] == 1
    assert keys <= set(document)


def test_a_session_cut_at_its_last_verdict_comes_to_its_end_when_resumed():
    """Killed between the last answer and ``finished``: nothing is asked, and it ends once."""
    command = [*PROGRAM, "quiz", "-p", str(SESSIONS), "-k", "short", "--json"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as session:
        assert session.stdin
        assert session.stdout
        session.stdin.write("deadlock\n")
        session.stdin.flush()
        while json.loads(session.stdout.readline())["event"] != "verdict":
            pass
        session.kill()
    resumed = play("resume", "--json", typed="\n")
    assert [event["event"] for event in resumed] == ["session", "summary"]
    assert (resumed[1]["answered"], resumed[1]["resume"]) == (1, None)
    play("resume", "--json", code=2)


def test_a_pack_in_the_current_folder_needs_no_slash(tmp_path, home):
    folder = tmp_path / "here" / "small"
    folder.mkdir(parents=True)
    (folder / "pack.yaml").write_text(
        "format: 1\npack: {id: small, title: Small}\n"
        "defaults: {level: mid, topic: t}\n"
        "questions:\n"
        "  - {id: one, ask: What is one?, answer: One., quiz: {kind: short, accept: [one]}}\n"
    )
    done = run_program("quiz", "-p", "small", "--plain", cwd=folder.parent, typed=":q\n")
    assert "What is one?" in done.stdout
    again = run_program("resume", "--plain", typed=":q\n")
    assert "What is one?" in again.stdout


TYPED = """\
format: 1.1
pack: {id: typed, title: Typed}
defaults: {level: mid, topic: python}
questions:
  - id: sends
    ask: How many SELECTs does `lazy_load(maxsize=...)` send?
    answer: Six in all.
    quiz:
      kind: short
      number: {value: 6}
      unit: [queries]
      wrong: [{text: "2", why: That's with `selectinload`.}]
"""


@pytest.mark.parametrize(
    ("typed", "score", "explanation"),
    [
        ("2 queries", 0, "That's with `selectinload`.\n\nSix in all."),
        ("six queries", 1, "Six in all."),
        ("maxsize=6", 1, "Six in all."),
        ("minsize=6", 0, "Six in all."),
    ],
)
def test_who_types_a_typical_wrong_answer_is_told_why(tmp_path, typed, score, explanation):
    pack = tmp_path / "typed.yaml"
    pack.write_text(TYPED, encoding="utf-8")

    events = play("quiz", "-p", str(pack), "--json", typed=f"{typed}\n")
    [verdict] = [event for event in events if event["event"] == "verdict"]
    assert (verdict["score"], verdict["explanation"]) == (score, explanation)
    assert verdict["right"] == ["6"]

    lines = run_program("quiz", "-p", pack, typed=f"{typed}\n").stdout
    assert ("That's with `selectinload`." in lines) is explanation.startswith("That")
