"""Which hosts may be sent what: agreed to once for each, kept in ``agreed.json``.

A host is named as :class:`~interview_cli.storage.ai.address.Address` does. The file lies
beside the settings and not in them, so that settings copied from somebody agree to nothing.
"""

from __future__ import annotations

import json
from pathlib import Path

from interview_cli.errors import DiskError, UsageError
from interview_cli.storage import clock, files, paths


def agreed(host: str) -> bool:
    """Say whether it was agreed to that requests go to *host*."""
    return host in hosts()


def agree(host: str) -> None:
    """Let requests go to *host* from now on; raises DiskError."""
    _keep(sorted({*hosts(), host}))


def withdraw(host: str) -> bool:
    """Let no more requests go to *host*; say whether they were allowed."""
    known = hosts()
    if host not in known:
        return False
    _keep([other for other in known if other != host])
    return True


def hosts() -> list[str]:
    """Give all hosts that were agreed to; a file that can't be read agrees to none."""
    try:
        known = json.loads(_file().read_bytes())["hosts"]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return [host for host in known if isinstance(host, str)] if isinstance(known, list) else []


def _file() -> Path:
    return paths.home() / "agreed.json"


def _keep(known: list[str]) -> None:
    if clock.pretended():
        raise UsageError(
            "nothing is written while INTERVIEW_NOW is set", "set INTERVIEW_HOME too, or neither"
        )
    try:
        files.replace(_file(), json.dumps({"hosts": known}, indent=1).encode())
    except OSError as error:
        raise DiskError(f"cannot write {_file()}: {error.strerror}") from error
