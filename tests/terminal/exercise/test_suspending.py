"""Ctrl-Z while an exercise is run."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

_RUN = """
import signal
from interview_cli.terminal.exercise.suspending import run_awake

runs = []

def run():
    runs.append("begun")
    if len(runs) < 3:
        signal.raise_signal(signal.SIGTSTP)
    runs.append("ended")
    return runs

before = signal.getsignal(signal.SIGTSTP)
print(*run_awake(run), signal.getsignal(signal.SIGTSTP) is before)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGTSTP"), reason="NOT RUN: there's no Ctrl-Z there")
def test_a_run_is_ended_by_ctrl_z_and_begins_anew() -> None:
    # With no shell to come back from, the system stops no process.
    done = subprocess.run(
        [sys.executable, "-c", _RUN], capture_output=True, text=True, start_new_session=True
    )
    assert (done.stdout, done.stderr) == ("begun begun begun ended True\n", "")
