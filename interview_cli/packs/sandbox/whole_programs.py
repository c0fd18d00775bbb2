"""Whole programs, such as a pack claims something of: run with a time limit, and how they end.

On Linux each runs in a box, where there are namespaces for it: in a network of its own, with a
folder of its own. Elsewhere it's a child process with nothing but that limit.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from interview_cli.packs.sandbox.boxes.box import MOST_SAID, run_in_box
from interview_cli.packs.sandbox.boxes.limits import Limits
from interview_cli.packs.sandbox.check_results import explain_end

#: Seconds that a program may take. Those of a bank should need less than two.
LIMIT = 30.0

_NAME = "program.py"
#: How a traceback ends of who was refused a process.
_NO_PROCESS = re.compile(r"fork(?:.*\n){0,4}.*PermissionError: \[Errno 13\]")


class ProgramRun(NamedTuple):
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


def run_program(text: str, limit: float = LIMIT) -> ProgramRun:
    """Run *text* as a Python program, away from our own folders and settings."""
    ended = _run_boxed(text, limit) if sys.platform == "linux" else None
    code, out, error = ended or _run_plainly(text, limit)
    if code is None:
        return ProgramRun(None, _decode(out), error)
    lines = re.findall(rf'File "[^"\n]*{re.escape(os.sep + _NAME)}", line (\d+)', error)
    line = int(lines[-1]) if lines else None
    return ProgramRun(code, _decode(out), error, line, _find_exception(error) if code else "")


def _run_boxed(text: str, limit: float) -> tuple[int | None, bytes, str] | None:
    """Return how it ended in a box; None where it can't be run in one."""
    limits = Limits(seconds=limit, kept=MOST_SAID)
    job = {"kind": "program", "program": _NAME}
    run = run_in_box(job, limits, files={_NAME: text}, libraries=True)
    if run.ended == "ours":
        return None
    error = run.output.part(0).text()
    if run.ended == "timeout":
        return None, run.said, error
    if run.status is None:
        return -signal.SIGKILL, run.said, f"{error}\n{explain_end(run.ended, run, limits)}"
    # Root has no limit of processes, so it can start none in a box.
    if os.getuid() == 0 and run.status and _NO_PROCESS.search(error):
        return None
    return os.waitstatus_to_exitcode(run.status), run.said, error


def _run_plainly(text: str, limit: float) -> tuple[int | None, bytes, str]:
    with tempfile.TemporaryDirectory(prefix="interview-run-") as folder:
        program = Path(folder, _NAME)
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
        code = None
        try:
            out, err = child.communicate(timeout=limit)
            code = child.returncode
        except subprocess.TimeoutExpired:
            _stop(child)
            out, err = child.communicate()
        finally:
            _stop(child)  # and what it may have started
    return code, out, _decode(err)


def _environment(folder: str) -> dict[str, str]:
    kept = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "VIRTUAL_ENV", "LD_LIBRARY_PATH")
    return {name: os.environ[name] for name in kept if name in os.environ} | {
        "HOME": folder,
        "TMPDIR": folder,
        "TZ": "UTC",
    }


def _stop(child: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError, PermissionError):
        if os.name == "posix":
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()


def _decode(data: bytes) -> str:
    return data[:MOST_SAID].decode("utf-8", "replace").replace("\r\n", "\n")


_EXCEPTION = re.compile(r"(?m)^(?:  \| )?([A-Za-z_][\w.]*)(?::|$)")


def _find_exception(error: str) -> str:
    """Return the exception that a traceback ends with; a group's own name for a group."""
    _, group, rest = error.rpartition("Exception Group Traceback")
    names = _EXCEPTION.findall(rest if group else error)
    return (names[0] if group else names[-1]) if names else ""
