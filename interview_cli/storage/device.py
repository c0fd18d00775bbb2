"""Which device this is: each writes a journal file of its own."""

from __future__ import annotations

import os
import sys
from hashlib import sha256
from pathlib import Path


def device() -> str:
    """Give 8 hex digits that stay the same for this user on this machine.

    They are a hash, so neither name can be read off them, and they are computed
    anew each time: a folder that is copied to another machine does not carry them.
    """
    return sha256(f"interview\0{_machine()}\0{_user()}".encode()).hexdigest()[:8]


def _machine() -> str:
    if sys.platform == "win32":
        import winreg

        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    for path in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
        try:
            if named := Path(path).read_text(encoding="ascii").strip():
                return named
        except (OSError, ValueError):
            continue
    # macOS has no such file. Its host name may change with the network, so the
    # hardware address comes first.
    import uuid

    return f"{uuid.getnode():012x}"


def _user() -> str:
    return os.environ.get("USERNAME", "") if sys.platform == "win32" else str(os.getuid())
