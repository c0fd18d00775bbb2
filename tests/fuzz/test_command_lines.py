"""Whatever is typed behind a command: it's done or refused, and never a fault of ours."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from helpers.program import run_program
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interview_cli.commands import completion

PROGRAM = Path(completion.__file__).with_name("program.json")
KEY = "python-fastapi:commit-after-yield"

#: They'd go on and on, or write into the settings of a shell.
LEFT_OUT = {"--watch", "-w", "--install-completion", "--show-completion"}

WORDS = [
    *("", "-", "--", "-h", "--json", "--plain", "=", ":", ".", "..", "../..", "/", "/dev/null"),
    *("nan", "inf", "1e400", "-1", "0", "1", "3", "9" * 20, "٣", "½", "1_0", "0x10", " 5 ", "2,3"),
    *("p:q", "p:", "python-fastapi", "python-fastapi:", KEY, "choice", "code", "mid", "fastapi"),
    *("*", "%s", "{0}", "[", "(?", "a|b", "~", "~nobody", "$HOME", "\\", '"', "'", '{"a": 1}'),
    *("\n", "\x1b[31m", "é", "\u202e", "\udcff", "a" * 5000, "2026-12-15", "0000-00-00", "mon-fri"),
    *("x.json", "x.html", "x.md", "x.zip", "x.yaml", "fastapi: 3", "fastapi: nan", "tomorrow"),
]
TYPED = [
    *("", "1\n", "\n\n\n", ":q\n", "1\n:u\n:r\n", "\0\n", "y\n", "a" * 2000 + "\n", "1 2 3\n"),
    *(":e\n:?\n:f x\n:n y\n:s\n", ":" * 50 + "\n", "\\:\n.\n", ":t\n:m\n:q\n", "\ud800\n"),
]


def list_commands(node: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[Any]:
    inner = node.get("commands") or {}
    for name, one in inner.items():
        yield from list_commands(one, (*path, name))
    if not inner:
        names = [option["names"] for option in node.get("options", ())]
        yield path, sorted({name for some in names for name in some} - LEFT_OUT)


COMMANDS = sorted(list_commands(json.loads(PROGRAM.read_text("utf-8"))))


@st.composite
def command_lines(draw: st.DrawFn) -> list[str]:
    path, options = draw(st.sampled_from(COMMANDS))
    word = st.sampled_from(WORDS)
    more = st.one_of(word, st.sampled_from(options) if options else word)
    return [*path, *draw(st.lists(more, max_size=5))]


def check(args: list[str], typed: str, cwd: Path) -> None:
    cwd.mkdir(exist_ok=True)
    env = os.environ | {"HOME": str(cwd), "TMPDIR": str(cwd)}
    typed = typed.encode("utf-8", "replace").decode()
    done = run_program(*args, typed=typed, env=env, cwd=cwd, timeout=120)
    assert done.returncode in (0, 1, 2, 4), (args, done.stderr)
    for sign in ("Traceback", "our fault", "Exception ignored"):
        assert sign not in done.stderr, args


IN_A_HOME = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@pytest.mark.slow
@pytest.mark.usefixtures("home")
@given(args=command_lines(), typed=st.sampled_from(TYPED))
@settings(max_examples=15, suppress_health_check=IN_A_HOME)
def test_whatever_is_typed(args: list[str], typed: str, tmp_path: Path) -> None:
    check(args, typed, tmp_path / "here")
