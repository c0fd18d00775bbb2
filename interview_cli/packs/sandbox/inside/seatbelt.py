"""macOS: the command that starts a child in Seatbelt, as far as ``sandbox-exec`` gives it.

It couldn't be tried where this was written. Apple calls the program deprecated and still ships
it; what it really keeps in, the child finds out by trying, and only that is told.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence

_PROGRAM = "/usr/bin/sandbox-exec"

#: What Python itself and its compiled modules are read from, beside its own folders.
_SYSTEM = ("/usr/lib", "/usr/share/zoneinfo", "/private/var/db/timezone", "/System/Library",
           "/Library/Frameworks", "/opt/homebrew/lib", "/usr/local/lib", "/dev/null",
           "/dev/urandom", "/dev/random", "/dev/zero", "/private/var/db/dyld")  # fmt: skip


def wrap_command(command: Sequence[str], writable: str, readable: Iterable[str]) -> list[str]:
    """Return *command* as one that runs in Seatbelt; unchanged where there is none."""
    if sys.platform != "darwin" or not os.access(_PROGRAM, os.X_OK):
        return list(command)
    return [_PROGRAM, "-p", write_profile(writable, readable), *command]


def write_profile(writable: str, readable: Iterable[str]) -> str:
    """Return the rules: all is refused but what Python needs, and *writable* to be written."""
    folders = [*_SYSTEM, *readable, writable]
    reads = " ".join(f"(subpath {_quote(path)})" for path in dict.fromkeys(folders))
    return f"""(version 1)
(deny default)
(allow process-fork)
(allow process-exec {reads})
(allow signal (target same-sandbox))
(allow sysctl-read)
(allow mach-lookup (global-name "com.apple.system.opendirectoryd.libinfo"))
(allow ipc-posix-sem)
(allow file-read-metadata)
(allow file-read* (literal "/") {reads})
(allow file-write* (subpath {_quote(writable)}) (literal "/dev/null"))
(deny network*)
"""


def _quote(path: str) -> str:
    text = os.path.realpath(path).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'
