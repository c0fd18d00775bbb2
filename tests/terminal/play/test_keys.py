"""Sessions at a terminal: real keys, a real process, and what is on the screen."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from helpers.data import SESSIONS
from helpers.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")


def kept(home: Path, type_: str) -> list[dict]:
    """Give the journal's lines of a type."""
    [journal] = home.rglob("*.jsonl")
    lines = [json.loads(line) for line in journal.read_text(encoding="utf-8").splitlines()]
    return [line for line in lines if line["type"] == type_]


ASKS = """\
format: 1.1
pack: {id: asks, title: Asks}
questions:
  - id: yours
    ask: What would you ask?
    answer: Who is on call.
    level: mid
    topic: talk
    quiz:
      kind: ask-back
      options:
        - {text: Who is on call?, good: true, reveals: How calm the nights are.}
        - {text: What would be mine?, good: true}
        - {text: What do you sell?, reveals: That you came unprepared.}
"""


def test_a_choice_with_a_hint_wrong_keys_and_reasons(start, home):
    term = start("quiz", "limiter")
    term.wait("1 of 1", "What does the client get?", "? hint", "q quit")
    assert "undo" not in term.shown

    term.press("x", "z", "7", "\t", "\x1b[15~", "?")
    term.wait("Hint   Which layer turns exceptions", "1-4 or ↑↓", without="? hint")
    term.press("down", "down", "enter")
    shown = term.wait(
        "✗ You said 3. It is 2.", "Why not 3   It is no 429 at all.", "1 why the other"
    )

    assert " ✗ 3  429 without CORS headers" in shown
    assert " ✓ 2  500: arr[i] is list[int], [red]x[/red] [/] :smile:" in shown
    assert "   1  429 with the detail as JSON" in shown
    assert "def limit(numbers: list[int]) -> None:" in shown
    term.press("1")
    term.wait("Why not 1   Only inside a route.", without="why the other")
    term.press("o")
    term.wait("https://example.org/layers", without="o sources")
    term.press("f")
    term.wait("Flagged demo:limiter.", "f take the flag back")
    term.press("m")
    term.wait("Model answer   A 500.", without="m model answer")
    term.press("r")
    term.wait("Count it as right all the same?", "days, on 23 Nov, not tomorrow", "Enter no")
    term.press("enter")
    term.wait("r I was right · 23 Nov")
    term.press("r", "y")
    term.wait("Marked as right: again on 23 Nov.", without="I was right")
    term.press("enter")
    term.wait("Quiz: 1 of 1 right", "fastapi/middleware   █████████   1 of 1", "Enter done")
    term.press("enter")

    assert term.ends() == 0
    assert kept(home, "reviewed")[0]["hints"] == 1
    assert kept(home, "regraded")[0]["score"] == 1.0
    assert "Hint   Which layer" in term.all  # the scrollback tells the whole story


def test_a_digit_answers_at_once_and_undo_takes_it_back_from_the_summary(start, home):
    term = start("quiz", "limiter")
    term.wait("1-4 or ↑↓")
    term.press("1")
    term.wait("✗ You said 1. It is 2.", "Enter result")
    term.press(" ")
    term.wait("Quiz: 0 of 1 right", "To see again", "u undo")
    term.press("u")
    term.wait("Undone. Here it is again.", "1-4 or ↑↓")
    term.press("2")
    term.wait("✓ Right", "Enter result")
    term.press("u")
    term.wait("1-4 or ↑↓", without="Enter result")
    term.press("s")
    term.wait("Skipped.", "nothing answered", "Enter done")
    term.press("enter")

    assert term.ends() == 0
    assert len(kept(home, "retracted")) == 3
    assert len(kept(home, "skipped")) == 1


def test_where_nothing_was_begun_there_is_nothing_to_continue(start):
    term = start("quiz", "limiter")
    term.wait("1 of 1", "q quit")
    term.press("ctrl-c")
    assert term.ends() == 130
    assert "Quiz: nothing answered" in term.all
    assert "interview resume" not in term.all


def test_ctrl_c_is_a_normal_ending(start, home):
    term = start("quiz", "limiter", "many")
    term.wait("1 of 2", "q quit")
    term.press("1", "enter")
    term.wait("Enter next")
    term.press("enter")
    term.wait("2 of 2", "q quit")
    term.press("ctrl-c")

    assert term.ends() == 130
    assert "Everything is saved. Continue with: interview resume" in term.all
    assert len(kept(home, "reviewed")) == 1
    again = start("resume")
    again.wait("2 of 2", "q quit")
    again.press("ctrl-d")
    assert again.ends() == 0


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_leaves_the_terminal_as_it_was(start, sent):
    term = start("quiz", "limiter")
    term.wait("1-4 or ↑↓")
    term.child.kill(sent)

    assert term.ends() == 130
    assert "Quiz: nothing answered" in term.all
    assert "   4  Nothing, not even" in term.all


def test_a_narrow_window_wraps_and_loses_nothing(start):
    term = start("quiz", "limiter", columns=60)
    shown = term.wait("1-4 or ↑↓", "q quit")

    assert "   4  Nothing, not even a header or a status line: the\n      connection" in shown
    term.resize(50, 20)
    term.press("up")
    term.wait(" › 4  Nothing, not even a header or a status\n      line: the connection is closed")
    term.press("enter")
    term.wait("✗ You said 4. It is 2.", "Enter result")
    term.press("q")
    assert term.ends() == 0


@pytest.mark.parametrize(
    ("command", "names"), [(f"quiz -p {SESSIONS} -k choice --seed 2", []), ("quiz", ["many"])]
)
def test_all_that_apply_is_said_once(start, command, names):
    term = start(command, *names)
    shown = term.wait("[ ]", "q quit")

    assert shown.count("Choose all that apply.") == 1
    term.press("ctrl-c")
    assert term.ends() == 130


def test_a_window_too_small_for_the_options_scrolls(start):
    term = start("quiz", "limiter", columns=30, rows=8)
    shown = term.wait(" › 1  429 with", " quit")
    assert "Nothing" not in shown
    term.press("down", "down", "down")
    term.wait(" › 4  Nothing, not even a", "the connection is\n      closed", " quit")
    term.press("2")
    term.wait("Enter result")
    assert "✓ Right" in term.all
    term.press("enter")
    term.wait("Enter done")
    assert "Quiz: 1 of 1 right" in term.all
    term.press("enter")
    assert term.ends() == 0


def test_no_color_sends_no_colours(start):
    term = start("quiz", "limiter", env={"NO_COLOR": "1"})
    term.wait("1-4 or ↑↓")
    term.press("2")
    term.wait("Enter result")
    term.press("q")
    assert term.ends() == 0
    codes = set(re.findall(r"\x1b\[([0-9;]*)m", term.raw))
    assert codes <= {"", "0", "39", "49", "0;39;49"}


def test_several_answers_are_ticked(start, home):
    term = start("quiz", "many")
    term.wait(" › 1  [ ] a def route", "Enter answer")
    term.press("enter")
    term.wait("Choose with Space or a digit first.")
    term.press("a", "i", " ", "2", "3", "2")
    term.wait("1  [x] a def route", "2  [ ] an async", "3  [x] a def dependency", without="first.")
    term.press("enter")
    shown = term.wait("✓ Right", "Enter result")

    assert " ✓ 1  [x] a def route" in shown
    assert "Why 1   Starlette does so." in shown
    assert "2 why the other" in shown
    term.press("q")
    assert term.ends() == 0
    assert kept(home, "reviewed")[0]["answer"] == ["a def route", "a def dependency"]


def test_what_is_asked_back_is_picked_in_an_order(start, home, tmp_path):
    asks = tmp_path / "asks.yaml"
    asks.write_text(ASKS, encoding="utf-8")
    term = start(f"quiz -p {asks} -k ask-back --no-shuffle", rows=30)
    term.wait("Choose the ones you'd ask, the most important one first.", "1  [ ] Who is on call?")
    term.press("enter")
    term.wait("Choose with Space or a digit first.")
    term.press("3", "1", "2")
    term.wait("1  [2] Who is on call?", "2  [3] What would be mine?", "3  [1] What do you sell?")
    term.press("3")
    term.wait("1  [1] Who is on call?", "2  [2] What would be mine?", "3  [ ] What do you sell?")
    term.press("3", "enter")
    shown = term.wait("Enter result")

    assert " ✓ 1  [1] Who is on call?" in shown
    assert " ✗ 3  [3] What do you sell?" in shown
    assert "1 reveals" in shown
    assert "3 reveals" in shown
    term.press("q")
    assert term.ends() == 0
    answer = ["Who is on call?", "What would be mine?", "What do you sell?"]
    assert kept(home, "reviewed")[0]["answer"] == answer
    assert kept(home, "reviewed")[0]["score"] == 0.5


STEPS = ("enter the middleware", "resolve the dependencies", "run the route")


def test_steps_are_put_in_order(start, home):
    term = start("quiz", "steps")
    term.wait("comes next", "run the route")
    term.press("3", "1")
    term.wait("So far", "Next", "Backspace take one back")
    term.press("backspace", "backspace")
    term.wait("comes next", without="So far")
    term.press("2", "2", "9", "1", "enter")
    shown = term.wait("Enter result")
    term.press("q")
    assert term.ends() == 0
    answer = kept(home, "reviewed")[0]["answer"]
    for n, step in enumerate(STEPS, 1):
        place = f"  (you put it {('1st', '2nd', '3rd')[answer.index(step)]})"
        assert f" ✓ {n}  {step}\n" in shown or f" ✗ {n}  {step}{place}\n" in shown


def test_typing_has_commands_and_loses_nothing(start, home):
    term = start("quiz", "prints")
    term.wait("What does this print?", "on its own line ends it", ":? hint")
    term.press("0", "enter", ":u", "enter")
    term.wait("There is nothing to undo.")
    term.press(":?", "enter")
    term.wait("Hint   It starts at zero.", " › 0", without=":? hint")
    term.press("1", "enter", ".", "enter")
    term.wait("✓ Right", "Enter result")
    term.press("q")
    assert term.ends() == 0
    assert kept(home, "reviewed")[0]["answer"] == "0\n1"


def test_escape_enter_ends_several_lines_and_a_wrong_output_is_shown(start):
    term = start("quiz", "prints")
    term.wait("on its own line ends it")
    term.press("1", "enter", "2", "escape", "enter")
    shown = term.wait("✗ It prints:", "Enter result")
    assert "   0\n   1" in shown
    term.press("ctrl-d")
    assert term.ends() == 0


def test_gaps_are_filled_line_by_line(start, home):
    term = start("quiz", "gaps", env={"EDITOR": "true"})
    term.wait("`async [1]____ asyncio.[2]____() as tg:`", "Gap 1 of 2 ›", "Enter next gap")
    term.press("wiht", "enter")
    term.wait("Gap 2 of 2 ›", "↑ or :u previous gap", "Enter answer")
    term.press("Gro", "up")
    term.wait("Gap 1 of 2 › wiht", "Enter next gap", without="previous gap")
    term.press("backspace", "backspace", "th", "enter")
    term.wait("Gap 2 of 2 › Gro")
    term.press("up")
    term.wait("Gap 1 of 2 › with", "Enter next gap", without="previous gap")
    term.press("down")
    term.wait("Gap 2 of 2 › Gro")
    term.press("u", "p", "enter")
    term.wait("≈ Partly right: 1 of 2 gaps right", "Enter result")
    assert " ✓ Gap 1   with\n ✗ Gap 2   Group   it's TaskGroup" in term.shown
    term.press("e")
    term.wait("Enter result")
    term.press("q")
    assert term.ends() == 0
    assert kept(home, "reviewed")[0]["answer"] == ["with", "Group"]


def test_a_typical_wrong_answer_is_explained(start):
    term = start("quiz", "loop")
    term.wait("Enter answer")
    term.press("a thread-pool", "enter")
    term.wait("✗ You said a thread-pool. It is event loop.", "That's where `def` routes run.")
    term.wait("The event loop does.", "Enter result")
    assert term.ends(pressing="q") == 0


def test_the_time_that_is_left_is_shown(start):
    term = start("quiz --time-limit 900", "word")
    term.wait(" s left", "Enter answer")
    term.press("429", "enter")
    term.wait("✓ Right", "Enter result")
    term.press("q")
    assert term.ends() == 0


def test_time_runs_out_by_itself(start, home):
    term = start("quiz --time-limit 1", "word", env={"INTERVIEW_NOW": ""})
    term.wait("What is the code for too many requests?")
    term.wait("✗ Time ran out. It is 429.", "429.\n", "Enter result")
    assert term.ends(pressing="q") == 0
    assert kept(home, "reviewed")[0]["answer"] is None
    assert kept(home, "reviewed")[0]["elapsed_ms"] > 1000


def test_confidence_is_asked_before_the_verdict(start, home):
    term = start("quiz --confidence", "word")
    term.wait("Enter answer")
    term.press("430", "enter")
    term.wait("How sure?   1 guess", without="It is 429")
    term.press("9", "3")
    term.wait("It is 429", "Enter result")
    term.press("enter")
    term.wait("Sure and wrong: 1", "you said 430")
    term.press("q")
    assert term.ends() == 0
    assert kept(home, "reviewed")[0]["confidence"] == 3


def test_options_are_on_screen_once_with_confidence_and_the_verdict(start):
    term = start("quiz --confidence", "limiter")
    term.wait("1-4 or ↑↓")
    term.press("3")
    term.wait(" › 3  429 without CORS headers", "How sure?   1 guess", without="1-4 or ↑↓")
    term.press("2")
    shown = term.wait(" ✗ 3  429 without CORS headers", "Enter result")
    assert shown.count("429 without CORS headers") == 1
    assert term.ends(pressing="q") == 0


def test_steps_are_on_screen_as_they_were_put_while_confidence_is_asked(start):
    term = start("quiz --confidence", "steps")
    term.wait("1-3 or ↑↓")
    term.press("3")
    term.wait("So far")
    term.press("2", "1")
    shown = term.wait("How sure?   1 guess", without="So far")
    assert re.search(r"   3  .*\n   2  .*\n   1  ", shown)
    term.press("2")
    shown = term.wait("Enter result", without="How sure?")
    assert shown.count("enter the middleware") == 1
    assert term.ends(pressing="q") == 0


def test_a_question_is_suspended_after_its_verdict_and_undo_takes_that_back(start, home):
    term = start("quiz", "limiter")
    term.wait("1-4 or ↑↓")
    assert "x stop asking it" not in term.shown
    term.press("1")
    term.wait("x stop asking it")
    term.press("x")
    term.wait("To have it back: interview unsuspend", "demo:limiter", without="x stop asking it")
    term.press("u")
    term.wait("demo:limiter is no longer suspended.", "x stop asking it")
    term.press("x")
    term.wait("u undo", without="x stop asking it")
    term.press("enter")
    shown = term.wait("To see again", "limiter", "Enter done")
    assert "back tomorrow" not in shown.partition("To see again")[2]
    assert "the missed ones again" not in shown
    assert term.ends(pressing="q") == 0
    taken_back, standing = kept(home, "suspended")
    assert {"demo:limiter"} == {taken_back["question"], standing["question"]}
    assert [line["of"] for line in kept(home, "retracted")] == [taken_back["id"]]


def test_a_suspended_card_does_not_come_back_in_its_session(start):
    term = start("flashcards", "card", "card-two")
    term.wait("Space show the answer")
    term.press(" ")
    term.wait("x stop asking it")
    term.press("x")
    term.wait("To have it back: interview unsuspend", without="x stop asking it")
    term.press("1")
    term.wait("2 of 2", "Space show the answer")
    term.press(" ")
    term.wait("Space good")
    term.press(" ")
    term.wait("Flashcards: 1 of 2 known", "Enter done")
    assert term.ends(pressing="enter") == 0


def test_sentences_among_several_are_kept_apart_at_the_end(start):
    term = start("quiz", "many")
    term.wait("1-3 or ↑↓")
    term.press("2", "enter")
    term.wait("Enter result")
    term.press("enter")
    term.wait("it's a def route | a def dependency", "Enter done")
    assert term.ends(pressing="q") == 0


def test_flashcards_need_only_the_space_bar(start, home):
    term = start("flashcards", "card", "card-two")
    term.wait("1 of 2", "Space show the answer")
    term.press("1", "4", " ")
    term.wait("───", "1 again", "Space good", "4 easy")
    term.press("1")
    term.wait("Graded again.", "2 of 2", "Space show the answer")
    term.press("enter")
    term.wait("Space good")
    term.press("enter", " ")
    term.wait("1 of 2 again · 1 known", "Space show the answer")
    term.press(" ")
    term.wait("Space good", "u undo")
    term.press(" ")
    term.wait("Flashcards: 1 of 2 known", "Enter done")
    term.press("enter")

    assert term.ends() == 0
    assert [line["rating"] for line in kept(home, "reviewed")] == [1, 3, 3]


def test_questionary_is_not_needed_to_show_a_question():
    code = (
        "import sys; from interview_cli.terminal import home;"
        "from interview_cli.terminal.play import answer_prompt, key_stage;"
        "from interview_cli.terminal.rendering import prompts;"
        "sys.exit(bool({'questionary', 'prompt_toolkit', 'asyncio'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_home_screen_begins_with_one_key(start):
    term = start("")
    term.wait("Welcome.", "When is your interview?")
    term.press("escape")
    term.wait(" › 1  Quiz", "q quit")
    term.press("1")
    term.wait("Quiz: which level?", "All levels", "1-4")
    term.press("2")
    term.wait("quit", without="All levels")
    assert "mid · " in term.all
    term.press("ctrl-c")
    assert term.ends() == 130


def test_leaving_the_home_screen_does_nothing(start, home):
    begun = start("")
    begun.wait("When is your interview?")
    begun.press("escape")
    begun.wait("q quit")
    begun.press("q")
    assert begun.ends() == 0
    kept = [path.read_bytes() for path in home.rglob("*.jsonl")]
    term = start("")
    term.wait("q quit")
    term.press("x", "q")
    assert term.ends() == 0
    assert [path.read_bytes() for path in home.rglob("*.jsonl")] == kept


def test_typed_gaps_survive_ctrl_c(start, home):
    term = start("quiz", "gaps")
    term.wait("Gap 1 of 2 ›")
    term.press("with", "enter")
    term.wait("Gap 2 of 2 ›")
    term.press("Task", "ctrl-c")
    assert term.ends() == 130
    again = start("resume")
    again.wait("[2]____() as tg:`\n\n Gap 1 of 2 › with\n Gap 2 of 2 › Task")
    again.press("up")
    again.wait("Gap 1 of 2 › with\n Gap 1 of 2 › with", "Enter next gap")
    again.press("enter")
    again.wait("Gap 2 of 2 › Task")
    again.press("Group", "enter")
    again.wait("✓ Right", "Enter result")
    again.press("q")
    assert again.ends() == 0
    assert kept(home, "reviewed")[0]["answer"] == ["with", "TaskGroup"]


def test_ctrl_z_stops_the_program_and_fg_goes_on(pack, home):
    """The program is a job of a shell, as it is for a learner."""
    quiz = f"{sys.executable} -W error -m interview_cli quiz --seed 1 --pack {pack('word')}"
    term = Terminal(["--norc", "-i"], 200, 24, {"PS1": "% "}, command=("bash",))
    term.wait("%")
    term.press(quiz, "enter")
    term.wait("Enter answer")
    term.press("4", "\x1a")
    term.wait("Stopped")
    term.press("fg", "enter")
    term.wait("› 4", "Enter answer")
    term.press("29", "enter")
    term.wait("✓ Right", "Enter result")
    term.press("q")
    term.wait("Quiz: 1 of 1 right")
    term.child.close(force=True)
    assert kept(home, "reviewed")[0]["answer"] == "429"


def test_the_end_says_what_is_right_and_asks_what_was_missed_again(start, home):
    term = start("quiz", "limiter", rows=50)
    term.wait("1-4 or ↑↓")
    term.press("1")
    term.wait("again tomorrow", "r I was right · 23 Nov")
    term.press("enter")
    term.wait("To see again", "a the missed ones again", "m model answer")
    assert re.search(
        r"limiter +back tomorrow\n +you said 429 with the detail as JSON\n +it's 500: arr\[i\]",
        term.shown,
    )
    assert "Tomorrow 1 comes back. No plan yet: interview plan --on DATE" in term.shown
    term.press("m")
    term.wait("Model answer   A 500.", without="m model answer")
    term.press("a")
    term.wait("1-4 or ↑↓")
    term.press("2")
    term.wait("✓ Right", "Enter result")
    term.press("enter")
    term.wait("Quiz: 1 of 1 right", "Enter done", without="a the missed ones again")
    term.press("enter")

    assert term.ends() == 0
    assert "\n\n\n" not in term.all.strip()
    first, second = kept(home, "started")
    assert (second["mode"], second["questions"]) == ("quiz", ["demo:limiter"])
    assert second["filters"]["again"] == first["id"]
    assert len(kept(home, "finished")) == 2


def test_a_note_comes_back_with_the_next_verdict(start, home):
    term = start("quiz", "loop", rows=40)
    term.wait("Enter answer")
    term.press("thread", "enter")
    term.wait("Enter result", "n note")
    term.press("n")
    term.wait("Note ›", "an empty one is dropped")
    term.press("enter")
    term.wait("Enter result", without="Noted")
    term.press("n")
    term.wait("an empty one is dropped")
    term.press("the loop", "enter")
    term.wait("Noted with demo:loop.", "Enter result")
    term.press("enter")
    term.wait("a the missed ones again")
    term.press("a")
    term.wait("Enter answer")
    assert term.all.count("the loop\n") == 1
    term.press("loop", "enter")
    term.wait("Your note   the loop", "Enter result")
    assert term.ends(pressing="q") == 0
    assert [line["text"] for line in kept(home, "noted")] == ["the loop"]


def test_undo_takes_back_one_step_at_a_time(start, home):
    term = start("quiz", "prints", rows=50)
    term.wait("on its own line ends it")
    term.press(":f", "enter")
    term.wait("Flagged demo:prints.", ":f take the flag back")
    term.press(":u", "enter")
    term.wait("demo:prints is no longer flagged.", ":f flag")
    term.press(":?", "enter")
    term.wait("Hint   It starts at zero.")
    term.press("1", "enter", ".", "enter")
    term.wait("✗ It prints:", "r I was right")
    term.press("f")
    term.wait("f take the flag back")
    term.press("r", "y")
    term.wait("Marked as right", without="I was right ·")
    term.press("u")
    term.wait("No longer marked as right: again tomorrow.", "r I was right ·")
    term.press("u")
    term.wait("f flag")
    term.press("u")
    term.wait("Undone. Here it is again.", "on its own line ends it")
    assert "\n\n\n" not in term.all.strip()
    term.press(":q", "enter")
    assert term.ends() == 0
    assert len(kept(home, "retracted")) == 4


MANY = """\
format: 1
pack: {id: many, title: Many}
questions:
  - id: even
    ask: Which one is even?
    answer: Only 12 is even.
    topic: numbers
    level: junior
    quiz:
      kind: choice
      keep_order: true
      options:
        - {text: "12", right: true}
""" + "".join(f'        - {{text: "{n}", why: It is {n}.}}\n' for n in range(3, 25, 2))


def test_one_key_says_why_of_all_that_have_numbers_of_two_digits(start, tmp_path):
    (tmp_path / "many.yaml").write_text(MANY)
    term = start(f"quiz --pack {tmp_path / 'many.yaml'}", rows=60)
    term.wait("1-12 or ↑↓")
    term.press("down", "enter")
    term.wait("Why not 2   It is 3.", "3 4 5 6 7 8 9 why the others   w why all the others")
    term.press("4")
    term.wait("Why not 4   It is 7.", "3 5 6 7 8 9 why the others")
    term.press("w")
    shown = term.wait("Why not 12   It is 23.", without="why all the others")

    assert re.findall(r"Why not (\d+)", shown) == [*map(str, (2, 4, 3, *range(5, 13)))]
    term.press("q")
    term.ends()
