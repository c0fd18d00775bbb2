"""A pack in a git repository: one commit is fetched into a bare repository, and read there.

Nothing is checked out, so no link, hook, filter or submodule of the repository does anything.
git asks nothing, uses no repository around it, and is ended in time and with this program.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from interview_cli.core.errors import DiskError, InterviewError, UsageError
from interview_cli.core.sentences import trim
from interview_cli.packs.sources import address, fetched

#: Seconds that one call of git may take, bytes that a repository may fill, and a list of files.
PATIENCE = 120
MOST_BYTES = 200 * 1024 * 1024
MOST_LISTED = 8 * 1024 * 1024

#: What the fetched commit is called in our repository.
_HERE = "refs/interview/pack"
#: How many tags and branches a message names.
_NAMED = 8

_SETTINGS = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "protocol.ext.allow=never",
    "fetch.recurseSubmodules=false",
    "credential.interactive=false",
    "gc.auto=0",
    # Bytes a second over so many seconds: below it a server is gone.
    "http.lowSpeedLimit=1",
    "http.lowSpeedTime=30",
)
_RETRY = "check the address and your network, and try again"
#: What git, curl and ssh say, and what we say of it. The first that matches counts.
_REASONS: tuple[tuple[str, type[InterviewError], str, str], ...] = (
    (r"unadvertised object|not our ref", UsageError,
     "there is no such commit, or it only serves the newest one of each tag and branch",
     "name a tag or a branch instead"),
    (r"needed a single revision", UsageError, "that isn't a commit", "name another tag or branch"),
    (r"could not resolve host", DiskError, "there is no such host, or no network", _RETRY),
    (r"certificate|SSL connect error|wrong version number|handshake", DiskError,
     "its certificate is not trusted, or the connection is not safe",
     "nothing was fetched; a certificate of your own is named by GIT_SSL_CAINFO"),
    (r"terminal prompts disabled|(could not read|unable to get) (username|password)|"
     r"authentication failed|returned error: 40[13]", UsageError,
     "it asks for a password, or you have no access",
     "give git the password by its own credential helper, or use ssh: git@host:path; "
     "where there is no such repository, a server may ask for a password too"),
    (r"host key verification failed", UsageError, "its host key is not known to ssh",
     "connect once by hand: ssh HOST"),
    (r"permission denied \(", UsageError, "ssh has no key that it accepts",
     "check that this works: ssh -T git@HOST"),
    (r"protocol .* not supported|disabled in libcurl|not allowed|redirect", UsageError,
     "it redirects to another address", "use that address, if you trust it"),
    (r"returned error: 404|repository .* not found|not valid: is this a git repository|"
     r"does not appear to be a git repository|does not exist", UsageError,
     "there is no git repository", "check its address"),
    (r"dubious ownership", UsageError, "it belongs to somebody else",
     "copy it first, and name the copy"),
    (r"connect|timed out|too slow|hung up|early eof|returned error: 5\d\d|recv failure|"
     r"unexpected eof|empty reply", DiskError, "it doesn't answer", _RETRY),
)  # fmt: skip


def is_repository(path: Path) -> bool:
    """Whether *path* is a bare repository, in which git alone finds files."""
    return (path / "HEAD").is_file() and (path / "objects").is_dir() and (path / "refs").is_dir()


def fetch(at: address.Address, inside: str = "") -> fetched.FetchedPack:
    """Return the pack in the commit that *at* names; raises UsageError and DiskError."""
    with _open(at.url) as repository:
        ref = repository.find(at.ref)
        commit = repository.fetch(ref)
        files = repository.read_pack(commit, inside)
    kept = "" if ref == address.DEFAULT else ref
    return fetched.FetchedPack("git", at.url, files, inside, commit=commit, ref=kept)


def list_tags(url: str) -> dict[str, str]:
    """Return the commits of the tags at *url* by the tags' names; raises as ``fetch`` does."""
    with _open(url) as repository:
        refs = repository.refs
    return {
        ref.removeprefix(address.TAGS): refs.get(f"{ref}^{{}}", commit)
        for ref, commit in refs.items()
        if ref.startswith(address.TAGS) and not ref.endswith("^{}")
    }


def find_commit(url: str, ref: str) -> str:
    """Return the commit of *ref* at *url*, "" where there is none; raises as ``fetch`` does."""
    with _open(url) as repository:
        return repository.refs.get(ref, "")


class _Entry(NamedTuple):
    """A file of a commit."""

    mode: str
    object: str
    size: int


@dataclass(slots=True)
class _Repository:
    """The repository at ``url``, and the bare one in ``folder`` that a commit comes into."""

    url: str
    git: str
    folder: Path
    signals: list[int]
    refs: dict[str, str] = field(default_factory=dict)

    @property
    def shown(self) -> str:
        return trim(self.url, 80)

    def list_refs(self) -> None:
        """Read the names of the repository's commits into ``refs``."""
        lines = self.run("ls-remote", "--quiet", "--", self.url).decode("utf-8", "replace")
        pairs = (line.split("\t", 1) for line in lines.splitlines() if "\t" in line)
        self.refs = {name: commit for commit, name in pairs if address.COMMIT.fullmatch(commit)}

    def find(self, ref: str) -> str:
        """Return *ref* as git writes it; a tag goes before a branch of the same name."""
        if ref in ("", address.DEFAULT):
            if not self.refs:
                raise UsageError(
                    f"there is no git repository at {self.shown}, or it has no commit yet",
                    "check its address; commit the pack there first",
                )
            if address.DEFAULT not in self.refs:
                raise UsageError(
                    f"{self.shown} does not say which of its branches comes first",
                    f"name one with --ref; {_list_names(self.refs)}",
                )
            return address.DEFAULT
        if address.COMMIT.fullmatch(ref):
            return ref
        address.check_ref(ref)
        for name in (f"{address.TAGS}{ref}", f"{address.BRANCHES}{ref}", ref):
            if name in self.refs and name.startswith((address.TAGS, address.BRANCHES)):
                return name
        hint = _list_names(self.refs) or "there is none at all: commit the pack there first"
        if address.is_short_commit(ref):
            hint = f"if it is a commit, write it out, all 40 digits: git rev-parse {trim(ref)}"
        raise UsageError(f'there is no tag or branch "{trim(ref)}" at {self.shown}', hint)

    def fetch(self, ref: str) -> str:
        """Fetch the one commit that *ref* names; return its hash."""
        form = "sha256" if len(self.refs.get(ref, ref)) == 64 else "sha1"
        self.run("init", "--bare", "--quiet", "--template=", f"--object-format={form}")
        self.run(
            "fetch", "--depth=1", "--no-tags", "--quiet", "--no-write-fetch-head",
            "--", self.url, f"+{ref}:{_HERE}",
        )  # fmt: skip
        return self.run("rev-parse", "--verify", f"{_HERE}^{{commit}}").decode().strip()

    def read_pack(self, commit: str, inside: str) -> dict[str, bytes]:
        """Return the files of the pack in *commit*; raises UsageError for what no pack has."""
        entries = self._list(commit)

        def read_file(name: str) -> bytes:
            entry = entries[name]
            fetched.check_size(1, entry.size, self.shown)
            return self._read({name: entry})[name] if entry.mode.startswith("100") else b""

        root = fetched.find_root(entries, self.shown, inside, read_file)
        for name, entry in entries.items():
            if entry.mode == "120000" and (not root or name == root or name.startswith(f"{root}/")):
                raise fetched.refusal(self.shown, name, fetched.LINK)
        files = {name: entry for name, entry in entries.items() if entry.mode.startswith("100")}
        found = fetched.select_files(files, root, self.shown)
        fetched.check_size(len(found), sum(entry.size for entry in found.values()), self.shown)
        return self._read(found)

    def _list(self, commit: str) -> dict[str, _Entry]:
        words = ("ls-tree", "-r", "-l", "-z", "--full-tree", commit)
        found = {}
        for line in self.run(*words, most=MOST_LISTED).split(b"\0"):
            about, _, name = line.partition(b"\t")
            if about:
                mode, _, object_, size = about.decode().split()
                size = size if size.isdigit() else "0"  # a submodule has none
                found[name.decode("utf-8", "replace")] = _Entry(mode, object_, int(size))
        return found

    def _read(self, entries: Mapping[str, _Entry]) -> dict[str, bytes]:
        names = "".join(f"{entry.object}\n" for entry in entries.values())
        output = self.run("cat-file", "--batch", data=names.encode())
        files, at = {}, 0
        for name, entry in entries.items():
            head = f"{entry.object} blob {entry.size}\n".encode()
            if not output.startswith(head, at):
                raise UsageError(f"git could not give {trim(name, 80)}", "try it again")
            at += len(head)
            files[name] = output[at : at + entry.size]
            at += entry.size + 1
        return files

    def run(self, *words: str, data: bytes = b"", most: int = MOST_BYTES) -> bytes:
        """Run git in the folder, with *data* as its input, and return its output, *most* bytes.

        Raises UsageError where the repository is at fault, DiskError where it can't be
        reached, and KeyboardInterrupt where this program is to end.
        """
        settings = [part for setting in _SETTINGS for part in ("-c", setting)]
        with (
            tempfile.TemporaryFile() as given,
            tempfile.TemporaryFile() as output,
            tempfile.TemporaryFile() as errors,
        ):
            given.write(data)
            given.seek(0)
            with subprocess.Popen(
                [self.git, *settings, "--git-dir=.", *words],
                cwd=self.folder,
                stdin=given,
                stdout=output,
                stderr=errors,
                env=_make_environment(),
                start_new_session=True,
            ) as process:
                self._wait(process, output.fileno(), most)
            if process.returncode:
                errors.seek(0)
                raise _explain(errors.read(16_000).decode("utf-8", "replace"), self.shown)
            output.seek(0)
            return output.read()

    def _wait(self, process: subprocess.Popen[bytes], output: int, most: int) -> None:
        """Wait for git; stop it, and raise, where it takes too long or fills the disk."""
        end = time.monotonic() + PATIENCE
        try:
            while True:
                if self.signals:
                    raise KeyboardInterrupt
                with suppress(subprocess.TimeoutExpired):
                    process.wait(0.25)
                    return
                if os.fstat(output).st_size > most:
                    fetched.check_size(MOST_LISTED, 0, self.shown)
                why = ""
                if time.monotonic() > end:
                    why = f"it took more than {PATIENCE} seconds"
                elif _measure(self.folder) > MOST_BYTES:
                    why = f"it is larger than {MOST_BYTES >> 20} MiB"
                if why:
                    raise DiskError(f"gave up on {self.shown}: {why}", "nothing was written")
        finally:
            if process.poll() is None:
                _kill(process)


@contextmanager
def _open(url: str) -> Iterator[_Repository]:
    """Yield the repository at *url* with a folder that is deleted again, however this ends."""
    address.check_url(url)
    git = shutil.which("git")
    if git is None:
        raise UsageError("git is not installed, and this is a git address", "install git first")
    with (
        collected_signals() as signals,
        tempfile.TemporaryDirectory(prefix="interview-", ignore_cleanup_errors=True) as folder,
    ):
        repository = _Repository(url, git, Path(folder), signals)
        repository.list_refs()
        yield repository


@contextmanager
def collected_signals() -> Iterator[list[int]]:
    """Collect SIGINT, SIGTERM and SIGHUP instead of ending for them; KeyboardInterrupt after.

    So none of them comes between the start of a process and the care for it, or while a
    folder is being deleted. Signals that are ignored (nohup) stay ignored.
    """
    received: list[int] = []
    before = {}
    if threading.current_thread() is threading.main_thread():  # other threads get no signals
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)  # Windows has no SIGHUP
            if number is not None and signal.getsignal(number) not in (signal.SIG_IGN, None):
                before[number] = signal.signal(number, lambda number, _: received.append(number))
    try:
        yield received
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if received:
            raise KeyboardInterrupt  # the failure came from this


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End git and what it started: ssh and its helpers are in its session."""
    if hasattr(os, "killpg"):
        # It may have ended meanwhile; macOS says of such a session that it is not ours.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def _measure(folder: Path) -> int:
    total = 0
    for here, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):  # gone meanwhile
                total += Path(here, name).lstat().st_size
    return total


def _explain(text: str, shown: str) -> InterviewError:
    for pattern, error, why, hint in _REASONS:
        if re.search(pattern, text, re.IGNORECASE):
            return error(f"git could not fetch {shown}: {why}", hint)
    lines = [line for line in text.splitlines() if line.strip()]
    fatal = [line for line in lines if line.startswith("fatal: ")]
    why = trim((fatal or lines or ["it gave no reason"])[0].removeprefix("fatal: "), 200)
    return UsageError(
        f"git could not fetch {shown}: {why}", "try it by hand: git ls-remote ADDRESS"
    )


def _make_environment() -> dict[str, str]:
    """Return an environment in which git asks nothing and uses no repository around us."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_")
        or name.startswith(("GIT_SSL_", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"))
    }
    ssh = "ssh -o BatchMode=yes -o ConnectTimeout=30"
    return kept | {
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ALLOW_PROTOCOL": ":".join(address.ALLOWED),
        "GIT_ASKPASS": "",
        "SSH_ASKPASS": "",
        "GIT_SSH_COMMAND": os.environ.get("GIT_SSH_COMMAND", ssh),
        "LC_ALL": "C.UTF-8",
    }


def _list_names(refs: Iterable[str]) -> str:
    """Return the tags and branches among *refs* as a message names them."""
    parts = []
    for start, word in ((address.TAGS, "tags"), (address.BRANCHES, "branches")):
        names = [n.removeprefix(start) for n in refs if n.startswith(start) and n[-3:] != "^{}"]
        names = sort_tags(names) if start == address.TAGS else sorted(names)
        some = ", ".join(trim(name, 40) for name in names[:_NAMED])
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        if names:
            parts.append(f"{word} there: {some}{more}")
    return "; ".join(parts)


#: What stands before the first digit of a tag, its numbers, and the rest.
_TAG = re.compile(r"([^0-9]*)([0-9]+(?:[._-][0-9]+)*)(.*)", re.DOTALL)
_PRE_RELEASE, _RELEASE, _POST_RELEASE = range(3)
#: One word for each step towards a release, so that they sort as they come.
_STEPS = {"dev": "", "alpha": "a", "beta": "b", "c": "rc", "pre": "rc", "preview": "rc"}

#: A number of any length, that compares as one: how many digits, and which.
_Number = tuple[int, str]


class _Version(NamedTuple):
    """The age of a tag: compared in this order, among those of one start."""

    numbers: tuple[_Number, ...] = ()
    rank: int = 0
    steps: tuple[tuple[str, _Number], ...] = ()


def newer_tags(names: Iterable[str], present: str) -> list[str]:
    """Return those of *names* that are newer than the tag *present*, the newest first.

    Only tags that begin alike are compared; what is before a release (``v1.0-rc1``) is left
    out unless *present* is such a one too.
    """
    start, now = _parse_tag(present)
    found = []
    for name in names:
        other, version = _parse_tag(name)
        if not (now and version) or other != start or version <= now:
            continue
        if version.rank != _PRE_RELEASE or now.rank == _PRE_RELEASE:
            found.append(name)
    return sort_tags(found)


def sort_tags(names: Iterable[str]) -> list[str]:
    """Return tags, those that begin as most do first, of those the newest first."""
    parsed = {name: _parse_tag(name) for name in names}
    many = Counter(start for start, version in parsed.values() if version)

    def age(name: str) -> tuple[bool, int, str, _Version, str]:
        start, version = parsed[name]
        return version is not None, many[start], start, version or _Version(), name

    return sorted(parsed, key=age, reverse=True)


def _parse_tag(name: str) -> tuple[str, _Version | None]:
    """Return what stands before the first digit, and the version; None where there is none."""
    found = _TAG.fullmatch(name)
    if found is None:
        return name, None
    numbers = [_parse_number(digits) for digits in re.findall("[0-9]+", found[2])]
    while numbers and numbers[-1] == _parse_number("0"):  # v1 is v1.0
        numbers.pop()
    suffix = found[3].lower().partition("+")[0]
    if not suffix:
        return found[1], _Version(tuple(numbers), _RELEASE)
    post = re.fullmatch(r"[._-]?post[._-]?[0-9]*", suffix)
    steps = tuple(
        ("", _parse_number(piece))
        if piece.isdigit()
        else (_STEPS.get(piece, piece), _parse_number("0"))
        for piece in re.findall("[a-z]+|[0-9]+", suffix)
    )
    return found[1], _Version(tuple(numbers), _POST_RELEASE if post else _PRE_RELEASE, steps)


def _parse_number(digits: str) -> _Number:
    plain = digits.lstrip("0")
    return len(plain), plain
