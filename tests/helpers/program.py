"""How a test starts the program as a process of its own, and which of many cases it runs."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from subprocess import DEVNULL, PIPE, STDOUT, CompletedProcess, TimeoutExpired
from tempfile import TemporaryFile
from typing import IO, Any

import pytest

PROGRAM = [sys.executable, "-m", "interview_cli"]

#: Warnings are errors in these processes too.
STRICT = [PROGRAM[0], "-W", "error", *PROGRAM[1:]]

_CAN_FORK = hasattr(os, "fork") and hasattr(socket, "send_fds")


def run_program(
    *args: object,
    typed: str = "",
    env: Mapping[str, str] | None = None,
    cwd: Path | str | None = None,
    merged: bool = False,
    timeout: float | None = None,
) -> CompletedProcess[str]:
    """Run the program as a process with *typed* on its standard input, and return what it said.

    *env* is all of its environment. *merged* sends standard error where standard output goes. A
    program that takes more than *timeout* seconds is killed, and TimeoutExpired raised.
    """
    words, env = [str(arg) for arg in args], dict(os.environ if env is None else env)
    server = fork_server() if _CAN_FORK else None
    if server is None or not server.fits(env):
        done = subprocess.run(
            [*STRICT, *words],
            input=typed,
            stdout=PIPE,
            stderr=STDOUT if merged else PIPE,
            encoding="utf-8",
            env=env,
            cwd=cwd,
            check=False,
            timeout=timeout,
        )
        done.stderr = done.stderr or ""  # as below
        return done
    with TemporaryFile() as stdin, TemporaryFile() as stdout, TemporaryFile() as stderr:
        stdin.write(typed.encode())
        stdin.seek(0)
        streams = (stdin, stdout, stdout if merged else stderr)
        try:
            code = server.run(words, env, cwd, streams, timeout)
        except TimeoutError:
            server.kill()
            fork_server.cache_clear()
            raise TimeoutExpired([*STRICT, *words], timeout or 0) from None
        said = [_read(stdout), _read(stderr)]
    return CompletedProcess([*STRICT, *words], code, *said)


def _read(file: IO[bytes]) -> str:
    """Return all of *file*, with the ends of lines as a text has them."""
    file.seek(0)
    return file.read().decode().replace("\r\n", "\n")


class ForkServer:
    """A process that starts the program by forking (``fork_server.py``)."""

    def __init__(self) -> None:
        self._ours, theirs = socket.socketpair()
        with theirs:
            command = [*STRICT[:3], str(Path(__file__).with_name("fork_server.py"))]
            self._process = subprocess.Popen(
                [*command, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=DEVNULL,
                start_new_session=True,  # so that it can be killed with what it has started
            )
        self._answers = self._ours.makefile("r")
        self._env = _read_at_start(os.environ)

    def fits(self, env: Mapping[str, str]) -> bool:
        """Whether Python and its libraries would begin in *env* as they did in the server."""
        return _read_at_start(env) == self._env

    def run(
        self,
        args: Sequence[str],
        env: Mapping[str, str],
        cwd: object,
        streams: Sequence[IO[bytes]],
        timeout: float | None,
    ) -> int:
        self._ours.settimeout(timeout)
        place = str(Path(str(cwd or ".")).absolute())
        request = {"args": args, "env": env, "cwd": place, "umask": _read_umask()}
        return int(self._ask(request, [stream.fileno() for stream in streams]))

    def start(
        self, args: Sequence[str], env: Mapping[str, str], terminal: int, command: Sequence[str]
    ) -> int:
        """Start the program, or another *command*, at *terminal*; return its process's number."""
        self._ours.settimeout(None)
        request = {"args": args, "env": env, "cwd": str(Path.cwd()), "umask": _read_umask()}
        request["command"] = command
        return int(self._ask(request, [terminal]))

    def exit_code(self, started: int) -> int | None:
        """Return the exit code of a process at a terminal; None while it runs."""
        self._ours.settimeout(None)
        answer = self._ask({"started": started}, []).strip()
        return int(answer) if answer else None

    def _ask(self, request: Mapping[str, object], streams: Sequence[int]) -> str:
        line = json.dumps(request).encode() + b"\n"
        sent = socket.send_fds(self._ours, [line], streams) if streams else 0
        self._ours.sendall(line[sent:])
        return self._answers.readline()

    def kill(self) -> None:
        os.killpg(self._process.pid, signal.SIGKILL)
        self.stop()

    def stop(self) -> None:
        self._answers.close()
        self._ours.close()
        self._process.wait()


def _read_umask() -> int:
    """Return this process's umask, which can only be read by setting it."""
    os.umask(umask := os.umask(0o022))
    return umask


@cache
def fork_server() -> ForkServer:
    """Return the process that starts the others, which starts now if it must."""
    return ForkServer()


def stop_server() -> None:
    """End the process that starts the others, if there is one."""
    if fork_server.cache_info().currsize:
        fork_server().stop()
        fork_server.cache_clear()


def without_coverage() -> dict[str, str]:
    """Return this environment without what measures coverage, which writes files of its own."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}


def _read_at_start(env: Mapping[str, str]) -> dict[str, str]:
    """Return what is read from *env* when Python starts, and when libraries are imported."""
    others = ("FORCE_COLOR", "GITHUB_ACTIONS", "PY_COLORS", "TERMINAL_WIDTH")
    return {
        name: value
        for name, value in env.items()
        if name.startswith(("PYTHON", "COVERAGE_", "COV_")) or name in others
    }


_IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0

#: What stands before a command that may write only where permissions allow it: root may
#: write anywhere, unless it gives up that right.
BOUND = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"] if _IS_ROOT else []

needs_permissions = pytest.mark.skipif(
    sys.platform == "win32" or bool(BOUND and not shutil.which(BOUND[0])),
    reason="there is no way to be refused by permissions",
)


def mostly_slow(cases: Iterable[Any], every: int) -> list[Any]:
    """Return *cases* as parameters, of which one in *every* is in the default run."""
    return [
        case if n % every == 0 else pytest.param(case, marks=pytest.mark.slow)
        for n, case in enumerate(cases)
    ]
