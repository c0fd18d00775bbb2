"""A pack in a git repository: fetched without a working tree, pinned to the commit.

Git is asked for as little as it can give: one commit, over https, ssh or from a path, into
a bare repository that is thrown away. Nothing is checked out, so there are no links, hooks,
filters or submodules to be careful with; the files are read out of the commit, within limits.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from interview_cli.core.characters import UNSAFE
from interview_cli.errors import UsageError
from interview_cli.storage.packs.problems import brief
from interview_cli.storage.packs.sources.fetched import Fetched, below, check_size, root_of
from interview_cli.storage.packs.sources.names import BadName, normal, same_file

#: Seconds that a repository may take, and bytes that it may fill.
PATIENCE = 120
_MOST_CLONED = 200 * 1024 * 1024
_MOST_LISTED = 8 * 1024 * 1024

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
)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)(::|://)", re.IGNORECASE)
_HOST_PATH = re.compile(r"[A-Za-z0-9][\w.-]*@[A-Za-z0-9][\w.-]*:[^\s:-]\S*")
_WITH_PASSWORD = re.compile(r"[a-z]+://[^/@]*:[^/@]*@|https://[^/@]+@", re.IGNORECASE)
_HOST_IS_OPTION = re.compile(r"[a-z]+://([^/@]*@)?-", re.IGNORECASE)
_ALLOWED = ("https", "ssh", "file")
_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


class _Blob(NamedTuple):
    mode: str
    name: str  # of the object
    size: int


def is_address(source: str) -> bool:
    """Say whether *source* can only be meant for git, whether or not it is allowed."""
    return bool(source.startswith("-") or _SCHEME.match(source) or _HOST_PATH.fullmatch(source))


def is_repository(path: Path) -> bool:
    """Say whether *path* is a bare repository, in which git alone finds files."""
    return (path / "HEAD").is_file() and (path / "objects").is_dir() and (path / "refs").is_dir()


def check(address: str) -> None:
    """Refuse an address that is none, or that git would take for something else."""
    shown = brief(address, 80)
    found = _SCHEME.match(address)
    if address.startswith("-"):
        raise UsageError(
            f"{shown} is no address: it begins with -, as options do",
            "for a file of that name write ./ before it",
        )
    if UNSAFE.search(address) or re.search(r"\s", address):
        raise UsageError(f"{shown} is no address: it has spaces or control characters in it")
    if found and (found[2] == "::" or found[1].lower() not in _ALLOWED):
        raise UsageError(
            f"{shown} is refused: packs come over https, ssh or from a path",
            "write https://… or git@host:path",
        )
    if found and _HOST_IS_OPTION.match(address):
        raise UsageError(f"{shown} is no address: its host begins with -")
    if found and _WITH_PASSWORD.match(address):
        raise UsageError(
            "the address has a password or a token in it, which would be kept with the pack",
            "write it without; git asks its own credential helper",
        )


def fetch(address: str, inside: str = "") -> Fetched:
    """Read the pack in the newest commit at *address*; raises UsageError."""
    check(address)
    git = shutil.which("git")
    if git is None:
        raise UsageError("git is not installed, and this is a git address", "install git first")
    shown = brief(address, 80)
    with tempfile.TemporaryDirectory(prefix="interview-", ignore_cleanup_errors=True) as folder:
        repository = Path(folder, "repository.git")
        _clone(git, address, repository, shown)
        commit = _commit(git, repository, shown)
        listed = _list(git, repository, commit, shown)
        root = root_of(listed, shown, inside)
        blobs = _pack(listed, root, shown)
        files = _contents(git, repository, blobs)
    return Fetched("git", address, files, inside, commit=commit)


def _clone(git: str, address: str, into: Path, shown: str) -> None:
    command = [*_command(git), "clone", "--bare", "--depth=1", "--single-branch", "--no-tags"]
    command += ["--no-recurse-submodules", "--no-local", "--template=", "--quiet"]
    command += ["--", address, str(into)]
    with tempfile.TemporaryFile() as errors:
        with subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            env=_environment(),
            start_new_session=True,
        ) as running:
            why = _watch(running, into)
        if why:
            raise UsageError(f"{shown} was left: {why}", "nothing was written")
        if running.returncode:
            errors.seek(0)
            said = errors.read(4000).decode("utf-8", "replace").strip().splitlines()
            why = brief(said[-1], 200) if said else "it gave no reason"
            raise UsageError(
                f"git could not fetch {shown}: {why}",
                "try it by hand: git ls-remote ADDRESS",
            )


def _watch(running: subprocess.Popen[bytes], into: Path) -> str:
    """Wait for git; stop it and say why where it takes too long or fills the disk."""
    end = time.monotonic() + PATIENCE
    why = ""
    try:
        while not why:
            try:
                running.wait(0.25)
                return ""
            except subprocess.TimeoutExpired:
                if time.monotonic() > end:
                    why = f"it took more than {PATIENCE} seconds"
                elif _size(into) > _MOST_CLONED:
                    why = f"it is larger than {_MOST_CLONED >> 20} MiB"
    finally:
        if running.poll() is None:
            _stop(running)
    return why


def _stop(running: subprocess.Popen[bytes]) -> None:
    """End git and what it started: ssh and its helpers are of its session."""
    if hasattr(os, "killpg"):
        import signal

        os.killpg(running.pid, signal.SIGKILL)
    else:
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


def _commit(git: str, repository: Path, shown: str) -> str:
    said = _ask(git, repository, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    commit = said.decode("ascii", "replace").strip()
    if not _COMMIT.fullmatch(commit):
        raise UsageError(f"{shown} has no commit yet", "commit the pack there first")
    return commit


def _list(git: str, repository: Path, commit: str, shown: str) -> dict[str, _Blob]:
    """Give what the commit holds, by name, but for names that no pack can have."""
    found: dict[str, _Blob] = {}
    raw = _ask(git, repository, "ls-tree", "-r", "-l", "-z", "--full-tree", commit)
    if len(raw) > _MOST_LISTED:
        check_size(len(raw), 0, shown)
    for item in raw.split(b"\0"):
        what, _, name = item.partition(b"\t")
        fields = what.decode("ascii", "replace").split()
        if len(fields) == 4:
            size = int(fields[3]) if fields[3].isdigit() else 0
            found[name.decode("utf-8", "replace")] = _Blob(fields[0], fields[2], size)
    return found


def _pack(listed: Mapping[str, _Blob], root: str, shown: str) -> dict[str, _Blob]:
    """Check the files of the pack at *root*; give them by their names in it."""
    for name, blob in listed.items():
        if blob.mode == "120000" and (not root or name == root or name.startswith(f"{root}/")):
            raise UsageError(
                f"{shown} is refused: {brief(name, 80)} is a link: put the file itself there",
                "nothing of it was written",
            )
    found: dict[str, _Blob] = {}
    names: set[str] = set()
    for name, full in below(listed, root).items():
        blob = listed[full]
        if not blob.mode.startswith("100"):
            continue
        try:
            kept = normal(name)
        except BadName as why:
            raise UsageError(
                f"{shown} is refused: {brief(name, 80)} {why}", "nothing of it was written"
            ) from None
        if same_file(kept) in names:
            raise UsageError(f"{shown} is refused: {brief(name, 80)} is in it twice")
        names.add(same_file(kept))
        found[kept] = blob
    check_size(len(found), sum(blob.size for blob in found.values()), shown)
    return found


def _contents(git: str, repository: Path, blobs: Mapping[str, _Blob]) -> dict[str, bytes]:
    command = [*_command(git), f"--git-dir={repository}", "cat-file", "blob"]
    files = {}
    for name, blob in blobs.items():
        done = subprocess.run(
            [*command, blob.name],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=_environment(),
            timeout=PATIENCE,
            check=False,
        )
        if done.returncode or len(done.stdout) != blob.size:
            raise UsageError(f"git could not give {brief(name, 80)}", "try it again")
        files[name] = done.stdout
    return files


def _ask(git: str, repository: Path, *words: str) -> bytes:
    """Ask git about the repository; give what it says, cut where it says too much."""
    with subprocess.Popen(
        [*_command(git), f"--git-dir={repository}", *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
    ) as running:
        assert running.stdout is not None
        said = running.stdout.read(_MOST_LISTED + 1)
        if len(said) > _MOST_LISTED:
            running.kill()
    return said


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
    return kept | {
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ALLOW_PROTOCOL": ":".join(_ALLOWED),
        "GIT_LFS_SKIP_SMUDGE": "1",
        "GIT_ASKPASS": "",
        "SSH_ASKPASS": "",
        "GIT_SSH_COMMAND": os.environ.get("GIT_SSH_COMMAND", "ssh -o BatchMode=yes"),
        "LC_ALL": "C.UTF-8",
    }
