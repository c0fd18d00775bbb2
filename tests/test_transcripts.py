"""Whole sessions in line mode, as a learner sees them: real processes, real pipes.

A transcript is made of commands (``$ interview ...``), each followed by all that was
printed, standard error too. A line that begins with ``> `` is one that was typed. An
exit code other than 0 stands as ``[code]``. ``pytest --rewrite`` writes down what the
program says now: read the diff.
"""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest
from helpers.program import run_program

HERE = Path(__file__).parent / "transcripts"


@pytest.mark.parametrize("path", sorted(HERE.glob("*.txt")), ids=lambda p: p.stem)
def test_transcript(path, home, request):
    expected = path.read_text(encoding="utf-8")
    now = "".join(run(block, home) for block in re.split(r"(?m)^(?=\$ )", expected) if block)
    if request.config.getoption("--rewrite"):
        path.write_text(now, encoding="utf-8")
    assert now == expected


def run(block, home):
    command, _, said = block.partition("\n")
    words = shlex.split(command.removeprefix("$ "))
    variables = dict(word.split("=", 1) for word in words if re.match(r"[A-Z_]+=", word))
    program, *args = words[len(variables) :]
    assert program == "interview"
    typed = [line[2:] for line in said.splitlines() if line == ">" or line.startswith("> ")]
    done = run_program(
        *args,
        typed="".join(f"{line}\n" for line in typed if line != "(end of input)"),
        env={**os.environ, "TZ": "UTC", **variables},
        cwd=HERE,
        merged=True,
    )
    printed = done.stdout.replace(str(home), "HOME")
    lines = "".join(f"{line.rstrip()}\n" for line in printed.splitlines())
    return f"{command}\n{lines}" + (f"[{done.returncode}]\n" if done.returncode else "")
