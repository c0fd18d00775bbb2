"""Git as a process: asks nothing, uses no repository around, is ended in time, and explained."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from interview_cli.errors import DiskError, InterviewError, UsageError
from interview_cli.storage.packs.problems import brief
from interview_cli.storage.packs.sources import stopping
from interview_cli.storage.packs.sources.address import ALLOWED

#: Seconds that a repository may take, and bytes that it may fill.
PATIENCE = 120
MOST_FETCHED = 200 * 1024 * 1024
#: Bytes that git may say of what is in a repository.
MOST_LISTED = 8 * 1024 * 1024

#: What git is told on every call. The last word on protocols is the environment's.
_SETTINGS = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.symlinks=false",
    "protocol.ext.allow=never",
    "submodule.recurse=false",
    "fetch.recurseSubmodules=false",
    "credential.interactive=false",
    "advice.detachedHead=false",
    "gc.auto=0",
    # Bytes a second over so many seconds: below it a server is gone.
    "http.lowSpeedLimit=1",
    "http.lowSpeedTime=30",
)
_REACH = "see whether the address is right and the network is there, and try it again"
_PASSWORD = (
    "give git the password by its own credential helper, or use ssh: git@host:path; "
    "where there is no such repository, a server may ask for a password too"
)
#: What git, curl and ssh say, by whether it is the network's doing, and what we say of it.
#: The first that is found counts.
_REASONS = (
    (r"unadvertised object|not our ref", False,
     "there is no such commit, or it gives none but the newest of each tag and branch",
     "name a tag or a branch instead"),
    (r"could not resolve host", True, "there is no such host, or no network", _REACH),
    (r"certificate|SSL connect error|wrong version number|handshake", True,
     "its certificate is not trusted, or the connection is not safe",
     "nothing was fetched; a certificate of your own is named by GIT_SSL_CAINFO"),
    (r"terminal prompts disabled|could not read (username|password)|authentication failed|"
     r"returned error: 40[13]", False, "it asks for a password, or is not open to you", _PASSWORD),
    (r"host key verification failed", False, "its host key is not known to ssh",
     "connect once by hand: ssh HOST"),
    (r"permission denied \(", False, "ssh has no key that it takes",
     "see whether this works: ssh -T git@HOST"),
    (r"protocol .* not supported|disabled in libcurl|not allowed|redirect", False,
     "it sends on to another address", "name that address, if you trust it"),
    (r"returned error: 404|repository .* not found|not valid: is this a git repository|"
     r"does not appear to be a git repository|does not exist", False,
     "there is no git repository", "look at its address again"),
    (r"dubious ownership", False, "it belongs to somebody else",
     "copy it first, and name the copy"),
    (r"failed to connect|could not connect|connection (refused|reset|timed out)|timed out|"
     r"operation too slow|hung up|early eof|unexpected disconnect|returned error: 5\d\d|"
     r"recv failure|unexpected eof|empty reply", True, "it does not answer", _REACH),
)  # fmt: skip


def reach(git: str, folder: Path, shown: str, *words: str) -> bytes:
    """Run git on a repository elsewhere, which fills *folder*; give what it says.

    It is ended when it takes too long or fills too much, and with this program. Raises
    UsageError where the address is at fault, and DiskError where it can't be reached.
    """
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        with subprocess.Popen(
            [*_command(git), *words],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=errors,
            env=_environment(),
            start_new_session=True,
        ) as running:
            why = _watch(running, folder, output.fileno())
        if why:
            raise DiskError(f"{shown} was left: {why}", "nothing was written")
        if running.returncode:
            errors.seek(0)
            raise _failed(errors.read(16_000).decode("utf-8", "replace"), shown)
        output.seek(0)
        return output.read(MOST_LISTED + 1)


def ask(git: str, repository: Path, *words: str) -> bytes:
    """Ask git about the *repository* here; give what it says, cut where it says too much."""
    stopping.check()
    with subprocess.Popen(
        [*_command(git), f"--git-dir={repository}", *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
    ) as running:
        assert running.stdout is not None
        said = running.stdout.read(MOST_LISTED + 1)
        if len(said) > MOST_LISTED:
            running.kill()
    return said


def content(git: str, repository: Path, name: str) -> bytes | None:
    """Give the bytes of the object *name*; None where git can't."""
    stopping.check()
    try:
        done = subprocess.run(
            [*_command(git), f"--git-dir={repository}", "cat-file", "blob", name],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=_environment(),
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    return None if done.returncode else done.stdout


def _failed(said: str, shown: str) -> InterviewError:
    """Explain what git *said* before it gave up."""
    for sign, network, why, hint in _REASONS:
        if re.search(sign, said, re.IGNORECASE):
            kind: type[InterviewError] = DiskError if network else UsageError
            return kind(f"git could not fetch {shown}: {why}", hint)
    lines = [line for line in said.splitlines() if line.strip()]
    fatal = [line for line in lines if line.startswith("fatal: ")]
    why = brief((fatal or lines or ["it gave no reason"])[0].removeprefix("fatal: "), 200)
    return UsageError(
        f"git could not fetch {shown}: {why}", "try it by hand: git ls-remote ADDRESS"
    )


def _watch(running: subprocess.Popen[bytes], folder: Path, output: int) -> str:
    """Wait for git; stop it and say why where it takes too long or fills the disk."""
    end = time.monotonic() + PATIENCE
    why = ""
    try:
        while not why:
            try:
                running.wait(0.25)
                return ""
            except subprocess.TimeoutExpired:
                stopping.check()
                if time.monotonic() > end:
                    why = f"it took more than {PATIENCE} seconds"
                elif _size(folder) + os.fstat(output).st_size > MOST_FETCHED:
                    why = f"it is larger than {MOST_FETCHED >> 20} MiB"
    finally:
        if running.poll() is None:
            _stop(running)
    return why


def _stop(running: subprocess.Popen[bytes]) -> None:
    """End git and what it started: ssh and its helpers are of its session."""
    if hasattr(os, "killpg"):
        import signal

        # It may have ended meanwhile; macOS says of such a session that it is not ours.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(running.pid, signal.SIGKILL)
    running.kill()
    running.wait()


def _size(folder: Path) -> int:
    total = 0
    for here, _, names in os.walk(folder):
        for name in names:
            try:
                total += Path(here, name).lstat().st_size
            except OSError:  # gone meanwhile
                continue
    return total


def _command(git: str) -> list[str]:
    return [git, *(part for setting in _SETTINGS for part in ("-c", setting))]


def _environment() -> dict[str, str]:
    """Give git an environment in which it asks nothing and uses no repository around us."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_")
        or name.startswith(("GIT_SSL_", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"))
    }
    ssh = "ssh -o BatchMode=yes -o ConnectTimeout=30"
    return kept | {
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ALLOW_PROTOCOL": ":".join(ALLOWED),
        "GIT_LFS_SKIP_SMUDGE": "1",
        "GIT_ASKPASS": "",
        "SSH_ASKPASS": "",
        "GIT_SSH_COMMAND": os.environ.get("GIT_SSH_COMMAND", ssh),
        "LC_ALL": "C.UTF-8",
    }
