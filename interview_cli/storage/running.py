"""A program of a pack, run in a child process of its own with a time limit."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

#: Seconds that a program may take. Those of a bank should need less than two.
LIMIT = 30.0

#: How much of what a program prints is read, in bytes.
_MOST = 1 << 20


class Ran(NamedTuple):
    """What came of a program.

    ``code`` is its exit code, None where time ran out; ``line`` the last of its own
    lines that a traceback names, from 1; ``raised`` the exception that ended it.
    """

    code: int | None
    printed: str
    error: str
    line: int | None = None
    raised: str = ""

    @property
    def ok(self) -> bool:
        return self.code == 0


def run(text: str, limit: float = LIMIT) -> Ran:
    """Run *text* as a Python program, away from our own folders and settings."""
    with tempfile.TemporaryDirectory(prefix="interview-run-") as folder:
        program = Path(folder, "program.py")
        program.write_text(text, encoding="utf-8")
        child = subprocess.Popen(
            [sys.executable, "-I", "-X", "utf8", str(program)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=folder,
            env=_environment(folder),
            start_new_session=os.name == "posix",
        )
        try:
            out, err = child.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            _stop(child)
            out, err = child.communicate()
            return Ran(None, _text(out), _text(err))
        finally:
            _stop(child)  # and whatever it may have started
    error = _text(err)
    lines = re.findall(rf'File "{re.escape(str(program))}", line (\d+)', error)
    return Ran(
        child.returncode,
        _text(out),
        error,
        int(lines[-1]) if lines else None,
        _raised(error) if child.returncode else "",
    )


def _environment(folder: str) -> dict[str, str]:
    kept = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "VIRTUAL_ENV", "LD_LIBRARY_PATH")
    return {name: os.environ[name] for name in kept if name in os.environ} | {
        "HOME": folder,
        "TMPDIR": folder,
        "TZ": "UTC",
    }


def _stop(child: subprocess.Popen[bytes]) -> None:
    try:
        if os.name == "posix":
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()
    except (ProcessLookupError, PermissionError):
        return


def _text(data: bytes) -> str:
    return data[:_MOST].decode("utf-8", "replace").replace("\r\n", "\n")


_NAME = re.compile(r"(?m)^(?:  \| )?([A-Za-z_][\w.]*)(?::|$)")


def _raised(error: str) -> str:
    """Give the exception that a traceback ends with; a group's own name for a group."""
    _, group, rest = error.rpartition("Exception Group Traceback")
    names = _NAME.findall(rest if group else error)
    return (names[0] if group else names[-1]) if names else ""
