"""Line mode at a terminal: no redrawing, no boxes, lines broken between words."""

from __future__ import annotations

from helpers.program import run_program


def test_accessible_lines_at_a_narrow_terminal(start):
    terminal = start("quiz", "limiter", columns=40, rows=60, env={"ACCESSIBLE": "1"})
    terminal.wait("Answer 1 to 4", "help.\n>")
    terminal.press("2", "enter")
    terminal.wait("That was the last one")
    terminal.press("enter")
    assert terminal.ends() == 0
    shown = terminal.all.splitlines()
    assert "4. Nothing, not even a header or a" in shown
    assert "   status line: the connection is closed" in shown
    assert "500: `arr[i]` is `list[int]`, [red]x[/red] [/]" not in terminal.all  # it is broken
    assert "[red]x[/red] [/] :smile:" in " ".join(shown)
    assert max(map(len, shown)) <= 40
    assert "\x1b[" not in terminal.raw.replace("\x1b[?2004", "")
    assert not set(terminal.all) & set("─│┌┐└┘█░✓✗›")


def test_a_dumb_terminal_gets_lines(start):
    terminal = start("quiz", "word", env={"TERM": "dumb"})
    terminal.wait("Question 1 of 1.", "help.\n>")
    terminal.press("429", "enter")
    terminal.wait("Right.")
    terminal.press("ctrl-c")
    assert terminal.ends() == 130


def test_an_error_at_a_narrow_terminal_is_broken_between_words(start):
    terminal = start("quiz --level wizard", columns=24)
    assert terminal.ends() == 2
    assert terminal.all == "interview: level is\n'wizard'; it can be\njunior, mid or senior"


def test_a_report_at_a_narrow_terminal_is_broken_between_words(start):
    terminal = start("pack rules longest-key", columns=40, rows=60)
    assert terminal.ends() == 0
    piped = run_program("pack", "rules", "longest-key")
    assert terminal.all.split() == piped.stdout.split()  # no word is in two
