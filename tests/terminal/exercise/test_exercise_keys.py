"""Exercises with keys, at a real terminal, with an editor that writes what a test says."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.exercises import ONLY_HIDDEN, PACK, RIGHT, SQUARE
from helpers.learner import Learner
from helpers.program import mostly_slow
from helpers.terminal import Terminal

from interview_cli.packs.library.trust import trust

#: The command for the home screen: none.
HOME = ("",)

ENDLESS = "def double(n):\n    while True:\n        pass\n"


class Gym:
    """A learner at a terminal, and the editor that they have set."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.file = home / "exercises" / "gym" / "double" / "exercise.py"
        self.open: list[Terminal] = []
        self._editor = home / "editor.py"
        self._editor.write_text(
            "import shutil, sys\nshutil.copy(sys.argv[1], sys.argv[-1])\n", encoding="utf-8"
        )
        self._text = home / "text.py"
        self.write(SQUARE)

    def write(self, text: str) -> None:
        """Say what the editor writes when it's opened next."""
        self._text.write_text(text, encoding="utf-8")

    def start(self, *args: str, columns: int = 80, editor: str = "", **env: str) -> Terminal:
        python = shutil.which("python3") or sys.executable
        editor = editor or f"{python} {self._editor} {self._text}"
        words = [arg for arg in args or ("quiz", "gym:double") if arg]
        terminal = Terminal(
            words, columns, 60, {"INTERVIEW_HOME": str(self.home), "EDITOR": editor, **env}
        )
        self.open.append(terminal)
        return terminal


@pytest.fixture
def gym(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gym]:
    monkeypatch.delenv("VISUAL", raising=False)
    (home / "packs").mkdir()
    (home / "packs" / "gym.yaml").write_text(PACK, encoding="utf-8")
    trust(home / "packs" / "gym.yaml")
    found = Gym(home)
    yield found
    for terminal in found.open:
        terminal.child.close(force=True)


def test_a_wrong_idea_then_a_right_one(gym):
    terminal = gym.start()
    shown = terminal.wait("Enter edit", "q quit")
    assert "def double(n: int) -> int:" in shown
    assert "Write exercise.py so that the tests in test_exercise.py and hidden ones pass." in shown
    assert "? hint 1 of 2" in shown

    terminal.press("enter")
    shown = terminal.wait("2 of 3 tests passed.", "Enter edit")
    assert "✓ test_two" in shown
    assert "✗ test_text  ended with an error" in shown
    assert "✓ test_zero  hidden" in shown
    assert "The first to fail is test_text:" in shown
    assert "return n**2" in shown

    gym.write(ONLY_HIDDEN)
    terminal.press("enter")
    shown = terminal.wait("The tests that you can see pass; test_zero fails.", "Enter edit")
    assert "twice 0" not in shown

    terminal.press("?")
    terminal.wait("Hint 1 of 2", "What is twice as much?", "? hint 2 of 2")
    terminal.press("d")
    terminal.wait("+    return 2 * n if n else 1")

    gym.write(RIGHT)
    terminal.press("enter")
    shown = terminal.wait("✓ All 3 tests passed, hidden ones too.", "Enter result")
    assert "✓ Solved in" in shown
    assert "with 1 hint" in shown
    assert "you had a hint" in shown
    assert "Your solution" in shown
    assert "Model solution" in shown
    assert "Nothing, doubled, is nothing." in shown
    terminal.press("enter")
    terminal.wait("1 of 1 right")
    terminal.press("enter")
    assert terminal.ends() == 0


@pytest.mark.parametrize("columns", mostly_slow([100, 80, 60], 3))
def test_solutions_stand_beside_each_other_where_there_is_room(gym, columns):
    gym.write(RIGHT)
    terminal = gym.start(columns=columns)
    terminal.wait("Enter edit")
    terminal.press("enter")
    shown = terminal.wait("Model solution", "Enter result")
    assert max(map(len, shown.splitlines())) <= columns
    [title] = [line for line in shown.splitlines() if "Your solution" in line]
    assert ("Model solution" in title) is (columns == 100)


def test_the_solution_is_asked_for_once(gym):
    terminal = gym.start()
    terminal.wait("m solution")
    terminal.press("m")
    terminal.wait("Then this counts as not solved.", "y yes, show it")
    terminal.press("enter")
    terminal.wait("m solution", without="y yes, show it")
    terminal.press("m")
    terminal.wait("y yes, show it")
    terminal.press("y")
    terminal.wait("✗ Not solved", "return 2 * n", "again tomorrow")
    terminal.press("u")
    terminal.wait("Undone.", "m solution")


def test_ctrl_c_ends_a_run_and_not_the_session(gym):
    gym.write(ENDLESS)
    terminal = gym.start()
    terminal.wait("Enter edit")
    terminal.press("enter")
    terminal.wait("Running", without="Enter edit")
    terminal.press("ctrl-c")
    terminal.wait("Stopped.", "Enter edit")
    terminal.press("ctrl-c")
    terminal.wait("interview resume")
    assert terminal.ends() == 130
    assert gym.file.read_text() == ENDLESS


def test_each_save_of_ones_own_editor_runs_it(gym):
    terminal = gym.start("quiz", "-k", "code", "-p", "gym", "--watch")
    terminal.wait("Each save of your file runs the tests.", "Enter edit")
    gym.file.write_text(SQUARE)
    terminal.wait("2 of 3 tests passed.", "Enter edit")
    terminal.press("?")  # keys work meanwhile
    terminal.wait("Hint 1 of 2")
    gym.file.write_text(RIGHT)
    terminal.wait("✓ Solved in")


def test_where_no_editor_starts_it_is_written_here(gym):
    terminal = gym.start(editor="/no/such/editor")
    terminal.wait("Enter edit")
    terminal.press("enter")
    shown = terminal.wait("couldn't be started", "Ctrl-D or . on its own line ends it")
    assert "def double(n: int) -> int:" in shown
    terminal.press(*["backspace"] * 31, "def triple(n):", "enter", "return 3 * n", "enter")
    terminal.press("backspace", "def double(n):", "enter", "return n + n")
    terminal.wait("     return n + n")
    terminal.press("ctrl-d")
    terminal.wait("✓ Solved in")
    written = "def triple(n):\n    return 3 * n\ndef double(n):\n    return n + n\n"
    assert gym.file.read_text() == written


def test_what_is_written_here_is_kept_when_one_leaves(gym):
    terminal = gym.start(editor="/no/such/editor")
    terminal.wait("Enter edit")
    terminal.press("enter")
    terminal.wait("Ctrl-D or . on its own line ends it")
    terminal.press("enter", "# half a thought")
    terminal.wait("# half a thought")
    terminal.press("ctrl-c")
    assert terminal.ends() == 130
    assert "# half a thought" in gym.file.read_text()


def test_a_file_that_was_left_as_it_was_is_not_run(gym):
    terminal = gym.start(editor="true")
    terminal.wait("Enter edit")
    terminal.press("enter")
    terminal.wait("Your file hasn't changed.")


def test_in_an_interview_it_is_handed_in_and_talked_about(gym):
    gym.write(ONLY_HIDDEN)
    terminal = gym.start("mock", "--code", "-p", "gym", "-t", "python", "--no-ai")
    terminal.wait("Which function counts?", "5 for an exercise")
    terminal.press("the function len counts items", "enter", ".", "enter")
    terminal.wait("h hand it in", "5 minutes left for this exercise", without="m solution")
    terminal.press("enter")
    terminal.wait("2 of 3 tests passed.", "h hand it in")
    terminal.press("h")
    terminal.wait("Walk me through your solution")


@pytest.mark.parametrize("args", mostly_slow([["--plain"], []], 2))
def test_in_lines_at_a_terminal_the_editor_opens_too(gym, args):
    gym.write(RIGHT)
    env = {} if args else {"ACCESSIBLE": "1"}
    terminal = gym.start("quiz", "gym:double", *args, **env)
    terminal.wait(":t runs the tests")
    terminal.press(":e", "enter")
    terminal.wait("All 3 tests passed, hidden ones too.", "Solved in")
    assert "✓" not in terminal.all


@pytest.mark.slow
def test_each_save_runs_it_in_lines_too(gym):
    terminal = gym.start("quiz", "gym:double", "--watch", "--plain")
    terminal.wait(":t runs the tests", "> ")
    gym.file.write_text(SQUARE)
    terminal.wait("2 of 3 tests passed.", "Failed: test_text")
    terminal.press(":?", "enter")
    terminal.wait("Hint 1 of 2")
    gym.file.write_text(RIGHT)
    terminal.wait("Solved in")


def test_a_file_that_is_gone_begins_again(gym):
    gym.write(RIGHT)
    terminal = gym.start()
    terminal.wait("Enter edit")
    gym.file.unlink()
    terminal.press("t")
    terminal.wait("0 of 3 tests passed.", "Enter edit")
    assert "def double(n: int) -> int:" in gym.file.read_text()


def test_the_home_screen_offers_an_exercise_that_is_due(gym):
    Learner(gym.home).run("quiz", "gym:double", typed=":m\n:m\n")
    terminal = gym.start(*HOME, INTERVIEW_NOW="2026-11-25T20:00:00+01:00")
    terminal.wait("Today   1 exercise due")
    terminal.press("1")
    terminal.wait("Write `double(n)`", "Enter edit")
