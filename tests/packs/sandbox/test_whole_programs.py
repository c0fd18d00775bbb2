"""Whole programs in a box: how they end, what they print, and what they can't get at."""

from __future__ import annotations

import socket
import sys
import tempfile
from pathlib import Path

import pytest

from interview_cli.packs.sandbox.whole_programs import ProgramRun, run_program

#: Where there are no namespaces nothing is locked in.
_HAS_BOX = sys.platform == "linux" and "OK" in run_program(
    "import os\ntry: os.listdir('/etc')\nexcept PermissionError: print('OK')"
).printed  # fmt: skip
on_linux = pytest.mark.skipif(not _HAS_BOX, reason="NOT RUN: there is no box for whole programs")


def run(text: str, limit: float = 30.0) -> ProgramRun:
    return run_program(text, limit)


def test_what_it_prints_and_how_it_ends() -> None:
    ran = run("import sys\nprint('out')\nprint('err', file=sys.stderr)\nsys.stdout.write('end')\n")
    assert ran == ProgramRun(0, "out\nend", "err\n")
    assert ran.ok
    assert run("import sys\nsys.exit(3)").code == 3
    assert run("import os\nprint('x', flush=True)\nos._exit(4)") == ProgramRun(4, "x\n", "")
    assert run("print('a', end='\\r\\n\\n\\n')\nprint('ä')").printed == "a\n\n\nä\n"


def test_an_exception_has_its_name_and_its_line() -> None:
    ran = run("import json\n\njson.loads('x')\n")
    assert (ran.code, ran.line, ran.raised) == (1, 3, "json.decoder.JSONDecodeError")
    assert run("raise ExceptionGroup('g', [ValueError(1), KeyError(2)])").raised == "ExceptionGroup"
    assert run("1 +").raised == "SyntaxError"


def test_it_has_what_programs_need() -> None:
    """Libraries, threads, an event loop, a folder, a network to itself, and the time of nowhere."""
    ran = run("""
import asyncio, fcntl, os, shutil, socket, sqlite3, tempfile, threading, time
import packaging, pydantic

async def main():
    return await asyncio.to_thread(lambda: 1)

assert __name__ == "__main__"
assert asyncio.run(main()) == 1
with tempfile.NamedTemporaryFile("w") as file:
    file.write("x")
    fcntl.flock(file, fcntl.LOCK_EX)
    shutil.copy(file.name, "copy")
with socket.create_server(("localhost", 0)) as server:
    socket.create_connection(server.getsockname()).close()
sqlite3.connect("data.db").execute("CREATE TABLE t (x)")
print(os.path.exists("data.db"), time.strftime("%Z"), os.listdir(os.environ["HOME"]) != [])
""")
    assert (ran.printed, ran.error) == ("True UTC True\n", "")


def test_it_starts_processes() -> None:
    """Also as root, who can't be kept from starting too many, by running outside of the box."""
    ran = run("""
import multiprocessing, os, subprocess, sys

if __name__ == "__main__":
    ran = subprocess.run([sys.executable, "-c", "print(1)"], capture_output=True, text=True)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        print(ran.stdout.strip(), pool.map(abs, [-2]))
""")
    assert (ran.printed, ran.error) == ("1 [2]\n", "")


@pytest.mark.slow
def test_a_program_without_an_end_is_stopped() -> None:
    ran = run("print('here', flush=True)\nwhile True: pass\n", limit=4)
    assert (ran.code, ran.printed, ran.ok) == (None, "here\n", False)


@on_linux
@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("open('OUTSIDE')", "PermissionError"),
        ("open('OUTSIDE', 'w')", "PermissionError"),
        ("import socket\nsocket.create_connection(('127.0.0.1', PORT))", "ConnectionRefused"),
        ("import socket\nsocket.create_connection(('192.0.2.1', 80))", "unreachable"),
        ("import socket\nsocket.socket(socket.AF_UNIX)", "PermissionError"),
        pytest.param("x = []\nwhile True: x.append(bytearray(1 << 20))", "memory",
                     marks=pytest.mark.slow),
        ("while True: print('x' * 1000)", "printed more than 16 MB"),
        pytest.param("import os\nfor n in range(10**9): open(str(n), 'w').close()",
                     "more than 5000 files", marks=pytest.mark.slow),
    ],
)  # fmt: skip
def test_what_it_cant_get_at(program: str, said: str, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("kept")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        program = program.replace("PORT", str(listener.getsockname()[1]))
        ran = run(program.replace("OUTSIDE", str(outside)))
    assert ran.code not in (0, None)
    assert said in ran.error
    assert outside.read_text() == "kept"
    assert len(ran.printed) <= 1 << 20


@on_linux
def test_it_cant_say_how_it_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    line = '{"event": "exit", "status": 0}'
    ran = run(f"import os\nfor fd in range(1, 40):\n    try: os.write(fd, b'\\n{line}\\n')\n"
              "    except OSError: pass\nraise ValueError(1)\n")  # fmt: skip
    assert (ran.code, ran.raised) == (1, "ValueError")
    assert ran.printed.strip() == line
    assert list(tmp_path.glob("interview-run-*")) == []
