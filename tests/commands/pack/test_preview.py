"""`pack preview`: a question in every way it is asked, the verdict on an answer, and --watch."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from helpers.learner import QUIZ, Learner, question
from helpers.program import STRICT

from interview_cli.commands.pack.preview import show_on_changes
from interview_cli.commands.pack.preview_target import Target

EXPLAINED = """\
  - id: explained
    ask: What does the client get?
    answer: A 500, and the error is logged.
    level: mid
    topic: fastapi
    draft: true
    key_points:
      - says: the client gets a 500
        any: [internal server error]
      - {says: the error is logged, from: senior}
    follow_ups:
      - id: then
        ask: What then?
        answer: The next request is served.
        key_points: [{says: the next request is served}]
"""
ORDERED = "quiz: {kind: order, steps: [first, second, third]}"
TYPED = "quiz: {kind: short, accept: [gather]}"
GAPS = "quiz: {kind: blanks, text: '{{1}} x {{2}}', accept: [[with], [as]]}"
SEVERAL = (
    "quiz: {kind: choice, options: [{text: a, right: true}, {text: b, right: true}, {text: c}]}"
)
PRINTS = "code: 'print(1)', quiz: {kind: output, prints: '1'}"
ALL = [
    question("picked", more=QUIZ),
    question("ordered", more=ORDERED),
    question("typed", more=TYPED),
    question("gaps", more=GAPS),
    question("several", more=SEVERAL),
    question("prints", more=PRINTS),
    question("card", more="hint: Think of it."),
    EXPLAINED,
]


@pytest.fixture
def learner(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Learner:
    learner = Learner(home)
    learner.pack("mine", *ALL)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    return learner


def file(learner: Learner) -> Path:
    return learner.home / "packs" / "mine.yaml"


def preview(learner: Learner, *args: str, typed: str = "") -> str:
    return learner.run("pack", "preview", *args, typed=typed).out


def verdicts(learner: Learner, id_: str, answer: str) -> dict[str, Any]:
    """Return the verdict in each mode for which *answer* is one."""
    found = learner.json("pack", "preview", f"mine:{id_}", "--answer", answer)
    return {verdict["mode"]: verdict for verdict in found["verdicts"]}


def test_a_question_is_shown_in_every_way(learner: Learner) -> None:
    said = preview(learner, "mine:picked")

    ways = ["In a quiz:", "As a flashcard:", "In a mock interview:"]
    places = [said.index(f"\n{way}\n") for way in ways]
    assert places == sorted(places)
    quiz, card, mock = (said[at:to] for at, to in zip(places, [*places[1:], None], strict=True))
    assert "1. this\n2. that\nAnswer 1 to 2.\n" in quiz
    assert "It is picked." not in quiz
    assert "On the back: It is picked." in card
    assert "There are no key points" in mock
    line = file(learner).read_text().splitlines().index(ALL[0].rstrip()) + 1
    assert f"\n{file(learner)}:{line}\n" in said


def test_what_is_shown_is_what_the_quiz_shows(learner: Learner) -> None:
    """The same seed shuffles alike: what an author sees is what a learner gets."""
    for id_ in ("picked", "ordered", "typed", "gaps", "several", "prints"):
        asked = learner.run(
            "quiz", "-p", "mine", "--seed", "7", "-n", "9", "--json", typed=":s\n" * 9
        )
        (event,) = [e for e in asked.named("question") if e["question"] == f"mine:{id_}"]
        way = learner.json("pack", "preview", f"mine:{id_}", "--seed", "7")["ways"][0]

        assert way["mode"] == "quiz"
        for name in ("ask", "code", "expects", "options", "gaps", "text"):
            assert way[name] == event[name], (id_, name)


def test_a_draft_can_be_seen_and_has_no_quiz(learner: Learner) -> None:
    said = preview(learner, "mine:explained")

    assert "A draft: it's never asked." in said
    assert "In a quiz" not in said
    assert "1. Looks for: the client gets a 500\n" in said
    assert "2. Looks for: the error is logged (from senior up)\n" in said
    assert "Asked next: What then?" in said


@pytest.mark.parametrize(
    ("id_", "answer", "score"),
    [
        ("picked", "1", 1.0),
        ("picked", "2", 0.0),
        ("several", "1 2", None),
        ("typed", "Gather", 1.0),
        ("typed", "wait", 0.0),
        ("gaps", "with | as", 1.0),
        ("gaps", "with\nin", 0.5),
        ("prints", "1", 1.0),
        ("prints", "2", 0.0),
    ],
)
def test_the_verdict_on_an_answer_to_the_quiz(
    learner: Learner, id_: str, answer: str, score: float | None
) -> None:
    told = verdicts(learner, id_, answer)["quiz"]

    if score is None:
        way = learner.json("pack", "preview", f"mine:{id_}")["ways"][0]["options"]
        right = {option["n"] for option in way if option["text"] in "ab"}
        assert {*told["right"]} == right
    else:
        assert told["score"] == score


def test_the_key_points_that_an_answer_hits_and_by_which_words(learner: Learner) -> None:
    told = verdicts(learner, "explained", "They see an internal server error.")["mock"]

    assert [point["state"] for point in told["points"]] == ["hit", "missed"]
    assert told["points"][0]["words"] == ["internal server error"]
    assert [point["expected"] for point in told["points"]] == [True, False]
    said = preview(learner, "mine:explained", "-a", "They see an internal server error.")
    assert '1. Said: the client gets a 500 ("internal server error")' in said
    assert "2. Not said: the error is logged [more than expected here]" in said


SOUGHT = """\
  - id: sought
    ask: What does a lock do?
    answer: It guards rows, and others wait.
    level: mid
    topic: sql
    key_points:
      - {says: it guards rows, any: [guard*|protects rows]}
      - {says: others wait, any: [PHRASES]}
      - {says: it is released in the end}
"""


@pytest.mark.parametrize("plain", [["--plain"], []])
def test_below_what_was_missed_stands_what_is_looked_for(
    learner: Learner, plain: list[str]
) -> None:
    phrases = ", ".join(f"waiting number {n} of them" for n in range(30))
    learner.pack("mine", SOUGHT.replace("PHRASES", phrases))

    said = preview(learner, "mine:sought", "--answer", "The rows are guarded by it.", *plain)

    verdict = " ".join(said[said.rindex("it guards rows") :].split())
    assert "guard*|protects rows" not in verdict
    sought = re.search(
        r"Looks for its own words, or: (waiting number 0 .*) and (\d+) more", verdict
    )
    assert sought
    assert sought[1].count("waiting number") + int(sought[2]) == 30
    assert len(sought[0]) <= 2 * 80
    assert "Looks for its own words only" in verdict


def test_a_number_is_meant_for_the_quiz_alone(learner: Learner) -> None:
    assert [*verdicts(learner, "picked", "2")] == ["quiz"]
    assert [*verdicts(learner, "picked", "It is picked, clearly.")] == ["mock"]
    said = learner.run("pack", "preview", "mine:picked", "-a", "9")
    assert said.err == "No answer to the quiz: Type a number from 1 to 2.\n"


def test_one_way_alone(learner: Learner) -> None:
    answer = "They see an internal server error."

    said = preview(learner, "mine:picked", "--only", "mock", "-a", answer)
    (verdict,) = learner.json("pack", "preview", "mine:picked", "--only", "quiz", "-a", "1")[
        "verdicts"
    ]
    (way,) = learner.json("pack", "preview", "mine:picked", "--only", "flashcards")["ways"]

    assert said.count("In a mock interview:") == 2
    assert "In a quiz" not in said
    assert "As a flashcard" not in said
    assert verdict["mode"] == "quiz"
    assert way["mode"] == "flashcards"


def test_a_follow_up(learner: Learner) -> None:
    said = preview(learner, "mine:explained/then", "-a", "The next request is served as ever.")

    assert "What then?" in said
    assert "1. Said: the next request is served" in said


def test_answers_are_typed_as_in_a_session_and_nothing_is_recorded(learner: Learner) -> None:
    said = preview(learner, "mine:picked", typed="5\n2\n1\n\nIt is picked.\n.\n\n")

    assert "Wrong. You said 2. The answer is 1." in said
    assert "\nRight.\n" in said
    assert said.count("In a mock interview:") == 4
    assert learner.journal() == {}


def test_gaps_and_outputs_are_typed_in_lines(learner: Learner) -> None:
    assert "\nRight.\n" in preview(learner, "mine:gaps", typed="with\nas\n")
    assert "\nRight.\n" in preview(learner, "mine:gaps", typed="with | as\n")
    assert "\nRight.\n" in preview(learner, "mine:prints", typed="1\n.\n")


def test_in_the_folder_of_a_pack_the_id_alone_will_do(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    learner.run("pack", "new", "fresh")
    assert "fresh:one-right." in preview(learner, "-p", "fresh", "one-right")
    assert "fresh:one-right." in preview(learner, "-p", "fresh/pack.yaml", "fresh:one-right")
    monkeypatch.chdir("fresh")

    assert "fresh:one-right." in preview(learner, "one-right")
    assert "fresh:one-right." in preview(learner, "fresh:one-right")
    assert "mine:card." in preview(learner, "mine:card")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), ["which question is it?", "PACK:ID"]),
        (("mine:pickd",), ["there is no question 'pickd'", "did you mean picked?"]),
        (("mien:picked",), ["no pack is called 'mien'", "did you mean mine?"]),
        (("mine:explained/than",), ["has no follow-up 'than'", "did you mean then?"]),
        (("-p", "mine"), ["which question is it?", "picked, ordered", "interview pack preview"]),
        (("-p", "nowhere.yaml", "picked"), ["there is no file or folder nowhere.yaml"]),
        (("mine:picked", "--watch", "--json"), ["leave one of them out"]),
        (("mine:picked", "--only", "moc"), ["there is no way 'moc'", "did you mean mock?"]),
        (("mine:card", "--only", "quiz"), ["in the way 'quiz'", "--only flashcards or mock"]),
    ],
)
def test_what_is_not_there(learner: Learner, args: tuple[str, ...], said: list[str]) -> None:
    refused = learner.refused("pack", "preview", *args)

    for words in said:
        assert words in refused


def test_a_question_with_a_mistake_says_where(learner: Learner) -> None:
    learner.pack("mine", question("picked", level="juniour"))

    said = learner.run("pack", "preview", "mine:picked", code=1)

    assert re.search(r'mine\.yaml:\d+:\d+: level is "juniour"; it can be', said.err)


def test_escape_sequences_do_not_reach_the_screen(learner: Learner) -> None:
    said = learner.run("pack", "preview", "mine:picked", "-a", "\x1b[2J it is \x9b31m picked")

    assert "\x1b" not in said.out + said.err
    assert "\x9b" not in said.out + said.err


# --watch


def save(path: Path, text: str) -> None:
    """Put a file in its place as editors do, at another time than the one before."""
    before = path.stat().st_mtime_ns
    new = path.with_name("saved")
    new.write_text(text, encoding="utf-8")
    os.utime(new, ns=(before + 10**9, before + 10**9))
    new.replace(path)


def played(learner: Learner, *steps: Callable[[], object]) -> int:
    """Watch while *steps* happen one after the other, and Ctrl-C; say how often it was shown."""
    author = Target.find(str(file(learner)), "picked")
    shown = 0
    left = [*(step for each in steps for step in (each, None, None)), None]

    def show() -> None:
        nonlocal shown
        shown += 1

    def wait() -> None:
        if not left:
            raise KeyboardInterrupt
        if step := left.pop(0):
            step()

    with pytest.raises(KeyboardInterrupt):
        show_on_changes(author, show, wait)
    return shown


def test_it_is_shown_at_once_and_whenever_the_file_was_saved(learner: Learner) -> None:
    pack = file(learner)
    text = pack.read_text()

    assert played(learner) == 1
    assert played(learner, lambda: None) == 1
    assert played(learner, lambda: save(pack, text + "\n")) == 2
    twice = [lambda: save(pack, text + "# 1\n"), lambda: save(pack, text + "# 2\n")]
    assert played(learner, *twice) == 3
    assert played(learner, lambda: pack.rename(pack.with_suffix(".old"))) == 2


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C is sent as a signal")
def test_watching_in_a_process_ends_well_with_ctrl_c(learner: Learner) -> None:
    pack = file(learner)
    env = os.environ | {"INTERVIEW_HOME": str(learner.home), "PYTHONUNBUFFERED": "1"}
    command = [*STRICT, "pack", "preview", "-p", str(pack), "card", "--watch"]
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=env,
    )
    assert process.stdout is not None

    def page() -> str:
        lines = []
        for line in process.stdout or ():
            lines.append(line)
            if line.startswith("Watching"):
                break
        return "".join(lines)

    assert "What is card?" in page()
    save(pack, pack.read_text().replace("What is card?", "What is it now?"))
    assert "What is it now?" in page()
    save(pack, pack.read_text().replace("id: card", "id: [card"))
    broken = page()
    assert "can't be shown" in broken
    assert re.search(r"mine\.yaml:\d+:\d+: ", broken)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()

    assert (process.returncode, out, err) == (130, "", "")


def test_there_is_a_shuffle_for_each_seed(learner: Learner) -> None:
    orders = {
        tuple(option["text"] for option in found["ways"][0]["options"])
        for seed in range(8)
        if (found := learner.json("pack", "preview", "mine:ordered", "--seed", str(seed)))
    }

    assert len(orders) > 2
    assert ("first", "second", "third") not in orders


@pytest.mark.skipif(os.name != "posix", reason="signals are sent")
@pytest.mark.parametrize(
    "sent", ["SIGTERM", pytest.param("SIGHUP", marks=pytest.mark.slow)]
)  # by name: Windows lacks one
def test_a_signal_at_its_prompt_is_a_normal_end(learner: Learner, sent: str) -> None:
    env = os.environ | {"INTERVIEW_HOME": str(learner.home), "PYTHONUNBUFFERED": "1"}
    pipes: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    command = [*STRICT, "pack", "preview", "mine:picked"]
    with subprocess.Popen(command, text=True, env=env, **pipes) as process:
        assert process.stdout
        assert process.stderr
        shown = ""
        while not shown.endswith("\n> "):
            shown += process.stdout.read(1)
        process.send_signal(getattr(signal, sent))
        assert (process.wait(), process.stderr.read()) == (130, "")
