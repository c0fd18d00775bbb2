"""The process that runs an answer: ``python -I -S child.py``, a request on standard input.

It needs the standard library alone. The request is one line of JSON; events go out by what
was standard output, and all that the answer prints by standard error.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def main() -> None:
    request = _read_json(sys.stdin.buffer.readline().decode())
    report = os.dup(1)  # not inherited by what the answer starts
    os.dup2(2, 1)
    output = os.dup(2)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.close(nothing)
    # Our own modules, from the folder above the package; gone again before the answer runs.
    above = __file__
    for _ in range(5):  # this file, and the folders inside, sandbox, packs and interview_cli
        above = os.path.dirname(above)
    sys.path.insert(0, above)
    from interview_cli.packs.sandbox.inside.reporting import make_marker, make_sender
    from interview_cli.packs.sandbox.inside.walls import set_walls

    walls = set_walls(request, report)
    send = make_sender(report, request.pop("secret"))
    job = request["job"]
    try:
        if job["kind"] == "sql":
            from interview_cli.packs.sandbox.inside.running_query import run_queries as run
        else:
            from interview_cli.packs.sandbox.inside.running_tests import run_tests as run

            job["mark"] = make_marker(output, request.pop("mark"))
        sys.path[:] = [*sys.path[1:], *request["libraries"]]
        sys.dont_write_bytecode = True
        sys.argv[:] = ["exercise"]
        job["libraries"] = request["libraries"]
        if job.get("asyncio"):
            import asyncio  # noqa: F401 - takes longer than all else, and isn't the answer's time
        walls.close()
        send("ready", enforced=walls.enforced, missing=walls.missing)
        run(job, request["folder"], send)
    except BaseException as error:
        send("ours", message=f"{type(error).__name__}: {error}")
        raise
    finally:
        os._exit(0)  # whatever threads, exit handlers and destructors are left


def _read_json(text: str) -> dict[str, Any]:
    """Return what *text* says, by the compiled part of ``json`` where that is there."""
    try:
        from _json import make_scanner
    except ImportError:
        import json

        plain: dict[str, Any] = json.loads(text)
        return plain
    scanning: Any = _Scanning()
    found: dict[str, Any] = make_scanner(scanning)(text, 0)[0]
    return found


class _Scanning:
    """How ``json`` reads by default."""

    strict = True
    object_hook = object_pairs_hook = None
    parse_float, parse_int, parse_constant = float, int, float

    def __init__(self) -> None:
        self.memo: dict[str, str] = {}


if __name__ == "__main__":
    main()
