"""A Ctrl-C that comes where Python can't be interrupted, as behind an import, isn't lost."""

from __future__ import annotations

import subprocess
import sys

START = """
import signal, sys

class Tidied:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)

class Finder:
    @staticmethod
    def find_spec(name, *_):
        if name == "interview_cli.command_table":
            Tidied()

sys.meta_path.insert(0, Finder)
from interview_cli.cli import main
sys.exit(main(["quiz", "--plain"]))
"""


def test_an_interrupt_that_python_ignores_ends_the_program_quietly() -> None:
    command = [sys.executable, "-c", START]
    pipe = subprocess.PIPE  # the input stays open: the quiz would wait for an answer
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        assert process.wait(60) == 130
        assert process.stderr
        assert process.stderr.read() == b""
