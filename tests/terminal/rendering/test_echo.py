"""The terminal doesn't show what is typed between prompts, and is as it was afterwards."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from types import SimpleNamespace

import pytest

from interview_cli.terminal.rendering.echo import echo_off, echo_on, lent_to

termios = pytest.importorskip("termios")


@pytest.fixture
def echoes(monkeypatch):
    """Make a terminal the standard input, and return what says whether it echoes."""
    ours, theirs = os.openpty()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(fileno=lambda: theirs))
    both = termios.ECHO | termios.ICANON
    yield lambda: {both: True, 0: False}[termios.tcgetattr(theirs)[3] & both]
    os.close(ours)
    os.close(theirs)


def test_nothing_is_echoed_but_where_a_program_reads(echoes):
    assert echoes()
    with echo_off():
        assert not echoes()
        with echo_on():
            assert echoes()
        assert not echoes()
    assert echoes()


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError, SystemExit])
def test_it_echoes_again_however_it_ends(echoes, error):
    with pytest.raises(error), echo_off():
        raise error
    assert echoes()


def test_without_a_terminal_nothing_happens(monkeypatch, tmp_path):
    with (tmp_path / "file").open("w") as file:
        monkeypatch.setattr(sys, "stdin", file)
        with echo_off(), echo_on():
            pass


#: A program that reads keys one by one, as a pager does, until its standard input ends.
READS_KEYS = "import sys, tty; tty.setraw(int(sys.argv[1])); print(flush=True); sys.stdin.read()"


def test_a_program_keeps_the_modes_it_sets_as_soon_as_it_starts(echoes):
    def start():
        terminal = sys.stdin.fileno()
        command = [sys.executable, "-c", READS_KEYS, str(terminal)]
        pipe = subprocess.PIPE
        process = subprocess.Popen(command, stdin=pipe, stdout=pipe, pass_fds=[terminal])
        assert process.stdout
        process.stdout.readline()  # now it has set them
        return process

    with lent_to(start):
        assert not echoes()
    assert echoes()


@pytest.mark.parametrize(("sent", "error"), [("TERM", SystemExit), ("INT", KeyboardInterrupt)])
def test_a_program_that_starts_when_a_signal_comes_is_ended_too(echoes, sent, error):
    started = []

    def start():
        started.append(subprocess.Popen(["sleep", "60"]))
        signal.raise_signal(signal.Signals[f"SIG{sent}"])
        return started[0]

    with pytest.raises(error), lent_to(start):
        pass
    assert started[0].returncode == -signal.SIGTERM
    assert echoes()
