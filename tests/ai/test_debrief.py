"""The model beside the offline score, in the debrief at a terminal: asked for, and labelled."""

from __future__ import annotations

import json
import signal
import sys

import pytest
from helpers.data import INTERVIEW
from helpers.model_server import Reply, fenced
from helpers.terminal import Terminal

from interview_cli.ai import readiness
from interview_cli.core.scoring.result import CLOSE, CREDIT, share_needed

pytestmark = [
    pytest.mark.needs_ai,
    pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals"),
]

MOCK = ("mock", "-p", str(INTERVIEW), "--seed", "1", "-t", "threads")
LOCKS = "Two threads wait for each other, in one long row."
ANSWERS = (("What is a deadlock", LOCKS), ("choose the order", "By the name of the lock."))


def said(*points, comment="Say in which order."):
    items = [{"id": i, "verdict": verdict, "quote": quote} for i, verdict, quote in points]
    return Reply(json.dumps({"points": items, "comment": comment}))


GOOD = said((1, "hit", "threads wait for each other"), (2, "partial", "in one long row"))
#: The score of ten words with a point of weight 1 said, and one of weight 2 in part.
BOTH = pytest.approx(
    1 - (1 - (1 + 2 * CREDIT[CLOSE]) / 3) / (1 - share_needed([1, 2], words=10)) / 2
)
OTHER = said((1, "miss", ""), comment="")


@pytest.fixture
def start():
    """Give what starts an interview in a terminal and answers it up to the debrief."""
    open_ones = []

    def begin(*args, answers=ANSWERS, **env):
        term = Terminal([*(args or MOCK)], 100, 60, env)
        open_ones.append(term)
        for asked, answer in answers:
            term.wait(asked, "on its own line ends it")
            term.press(answer, "enter", ".", "enter")
        term.wait("Mock interview", "m model answer", "q done")
        return term

    yield begin
    for term in open_ones:
        term.child.close(force=True)


def regraded(home):
    [journal] = (home / "journal").glob("*.jsonl")
    lines = [json.loads(line) for line in journal.read_text(encoding="utf-8").splitlines()]
    return [line for line in lines if line["type"] == "regraded"]


def test_it_is_agreed_to_once_and_stands_beside_the_offline_score(start, serve, home):
    server, settings = serve(GOOD, OTHER, agree=False)
    term = start()
    assert server.asked == []  # nobody is asked by itself
    term.press("o")
    shown = term.wait("This would be sent now:", "[y/N]")
    assert f"The model small is at {settings.host}, stays on this machine." in shown
    assert "a timeout breaks it" in shown
    assert LOCKS in shown
    assert str(home) not in shown
    term.press("y", "enter")
    shown = term.wait(
        "Offline: not passed, 30 % · small at", "t take the model's", without="o ask the model"
    )
    assert f"small at {settings.host}: passed, 51 %" in shown
    assert '"in one long row"' in shown
    assert "small says   Say in which order." in shown
    assert fenced(server.asked[0]["messages"][2]["content"]) == LOCKS
    assert regraded(home) == []  # it is an opinion until it is taken

    term.press("t")
    term.wait("1 of 2 said, 1 partly", "q done", without="take the model's")
    (word,) = regraded(home)
    assert (word["grader"], word["score"], word["rating"]) == ("model", BOTH, 2)
    assert [point["state"] for point in word["points"]] == ["hit", "close", "missed"]

    term.press("down", "o")
    term.wait(
        "Offline: passed, 100 %", f"small at {settings.host}: not passed, 0 %", "decide yourself"
    )
    assert len(server.asked) == 2
    assert term.raw.count("[y/N]") == 1
    term.press("q")
    assert term.ends() == 0
    assert len(regraded(home)) == 1


def test_the_learner_s_word_outdoes_the_model_s(start, serve, home):
    serve(GOOD)
    term = start()
    term.press("o")
    term.wait("t take the model's")
    term.press("t")
    term.wait("1 of 2 said, 1 partly", "q done")
    term.press("2")
    term.wait("2 of 2", "t take the model's", without="r I was right")
    term.press("q")
    assert term.ends() == 0
    assert [(line["grader"], line["score"]) for line in regraded(home)] == [
        ("model", BOTH),
        ("self", 1.0),
    ]


@pytest.mark.parametrize("no", ["n", "", "maybe"])
def test_a_refusal_leaves_the_offline_score(start, serve, home, no):
    server, _ = serve(GOOD, agree=False)
    term = start()
    term.press("o")
    term.wait("[y/N]")
    term.press(no, "enter")
    term.wait("Nothing was sent. The offline score stands.", "o ask the model", "q done")
    term.press("t", "q")
    assert term.ends() == 0
    assert server.asked == []
    assert readiness.agreed_hosts() == []
    assert regraded(home) == []


@pytest.mark.parametrize(
    "reply",
    [
        Reply(status=500, error={"message": "boom \x1b[31m"}),
        Reply(status=401, error={"message": "no key"}),
        Reply("I can't do that."),
        Reply(raw=b"<html>"),
    ],
    ids=["500", "401", "prose", "no JSON"],
)
def test_a_failure_leaves_the_offline_score_and_says_so(start, serve, home, reply):
    serve(reply)
    term = start()
    term.press("o")
    term.wait("The offline score stands.", "o ask the model", "q done")
    assert "take the model's" not in term.shown
    assert "Traceback" not in term.all
    assert "\x1b[31m" not in term.raw.rpartition("Asking small")[2].partition("stands.")[0]
    term.press("q")
    assert term.ends() == 0
    assert regraded(home) == []


def test_words_that_were_not_said_count_for_nothing(start, serve):
    serve(said((1, "hit", "threads wait for each other"), (2, "hit", "always in the same order")))
    term = start()
    term.press("o")
    shown = term.wait("its quote isn't in your answer", "q done")
    assert "Offline: not passed, 30 %" in shown
    both = shown[shown.index("Offline: not passed, 30 %") :]
    assert both.count("30 %") == 2  # offline, and the model's
    term.press("q")
    assert term.ends() == 0


@pytest.mark.parametrize(("args", "env"), [(("--no-ai",), {}), ((), {"CI": "1"})], ids=str)
def test_where_it_is_off_there_is_no_such_key(start, serve, args, env):
    server, _ = serve(GOOD)
    term = start(*MOCK, *args, **env)
    assert "ask the model" not in term.shown
    term.press("o", "t", "q")
    assert term.ends() == 0
    assert server.asked == []
    assert "model's" not in term.all


def test_it_stays_off_when_the_interview_is_gone_on_with(start, serve, run):
    server, _ = serve(GOOD)
    run(*MOCK, "--no-ai", typed=f"{LOCKS}\n.\n:q\n")
    term = start("resume", "--no-ai", answers=ANSWERS[1:])
    assert "ask the model" not in term.shown
    term.press("o", "q")
    assert term.ends() == 0
    assert server.asked == []


def test_an_answer_without_key_points_is_not_sent(start, serve):
    server, _ = serve(GOOD)
    apples = ("Why does an apple fall?", "Apples are heavy.")
    term = start(*MOCK[:-1], "physics", answers=[apples])
    assert "ask the model" not in term.shown
    term.press("o", "q")
    assert term.ends() == 0
    assert server.asked == []


def test_the_same_words_are_not_sent_twice(start, serve):
    server, _ = serve(GOOD)
    for again in ("", " · asked before"):
        term = start()
        term.press("o")
        term.wait(f"51 %{again}", "t take the model's")
        term.press("q")
        assert term.ends() == 0
    assert len(server.asked) == 1


@pytest.fixture
def hanging(start, serve):
    """Give an interview whose model is asked and says nothing, and the server."""
    server, _ = serve(Reply(hold=True), timeout="60")
    term = start()

    def ask(times=1):
        term.press("o")
        term.until(lambda: len(server.asked) == times, "a request")

    ask()
    return term, ask


def test_ctrl_c_while_the_model_is_asked_comes_back_to_the_debrief(hanging, home):
    term, ask = hanging
    for times in (2, 3):
        term.press("ctrl-c")
        term.wait("Stopped. The offline score stands.", "o ask the model", "q done")
        assert "Traceback" not in term.all
        assert "never" not in term.all
        ask(times)
    term.press("ctrl-c")
    term.wait("o ask the model", "q done")
    term.press("2")
    term.wait("2 of 2", "q done")
    term.press("q")
    assert term.ends() == 0
    assert [line["grader"] for line in regraded(home)] == ["self"]


def test_the_system_ends_the_waiting_and_the_interview(hanging, home):
    term, _ = hanging
    term.child.kill(signal.SIGTERM)
    assert term.ends() == 130
    assert "Saved." in term.all
    assert "Traceback" not in term.all
    assert regraded(home) == []


def test_ctrl_c_instead_of_agreeing_sends_nothing(start, serve):
    server, _ = serve(GOOD, agree=False)
    term = start()
    term.press("o")
    term.wait("[y/N]")
    term.press("ctrl-c")
    term.wait("Stopped. The offline score stands.", "o ask the model", "q done")
    term.press("q")
    assert term.ends() == 0
    assert server.asked == []
    assert readiness.agreed_hosts() == []
