"""`pack add` and `pack update` that are ended while git runs, or find others at work after it."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.git import git
from helpers.pack_sources import HEAD, ONE, TWO, committed, inside, listed, pack
from helpers.program import PROGRAM

from interview_cli.core.errors import DiskError
from interview_cli.packs.sources import git as git_source
from interview_cli.packs.sources.git import collected_signals

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="a script stands for ssh"),
]

ADDRESS = "git@host:repo"

#: Stands for ssh: says that it is there, and goes on when it is told to.
SSH = """#!{python}
import os, socket, sys
with socket.create_connection(("127.0.0.1", {port})) as told:
    told.sendall(b"here")
    if not told.recv(1):
        sys.exit(255)
os.chdir({folder!r})
os.execvp("sh", ["sh", "-c", sys.argv[-1]])
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "served" / "repo"
    folder.mkdir(parents=True)
    (folder / "pack.yaml").write_text(HEAD, encoding="utf-8")
    (folder / "joins.yaml").write_text(ONE, encoding="utf-8")
    committed(folder)
    return folder


@pytest.fixture
def ssh(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """Put an `ssh` in the PATH; give where each of them calls."""
    (tmp_path / "tmp").mkdir()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(120)
        file = tmp_path / "bin" / "ssh"
        file.parent.mkdir()
        file.write_text(
            SSH.format(
                python=sys.executable, port=server.getsockname()[1], folder=str(source.parent)
            ),
            encoding="utf-8",
        )
        file.chmod(file.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", str(file.parent), prepend=os.pathsep)
        monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
        yield server


def called(server: socket.socket) -> socket.socket:
    """Wait until git runs ssh; give the line to it."""
    line, _ = server.accept()
    line.settimeout(120)
    assert line.recv(4) == b"here"
    return line


def started(*words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*PROGRAM, "pack", *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def added(server: socket.socket, *words: str) -> None:
    """Add the pack; git calls twice for that."""
    with started("add", ADDRESS, *words) as running:
        for _ in range(2):
            with called(server) as line:
                line.sendall(b"!")
        assert "Added demo" in running.communicate(timeout=120)[0]


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
@pytest.mark.parametrize("before", [0, 1])
def test_what_ends_it_ends_git_and_leaves_nothing(
    ssh: socket.socket, tmp_path: Path, home: Path, name: str, before: int
) -> None:
    with started("add", ADDRESS) as running:
        for _ in range(before):
            with called(ssh) as line:
                line.sendall(b"!")
        with called(ssh) as line:
            running.send_signal(getattr(signal, name))
            said = running.communicate(timeout=120)

            assert line.recv(1) == b"", "ssh goes on"

    assert running.returncode == 130, said
    assert "Traceback" not in said[1]
    assert list((tmp_path / "tmp").iterdir()) == []
    assert not (home / "packs").exists() or inside(home) == []


def test_one_signal_ends_the_update_of_all(ssh: socket.socket, tmp_path: Path) -> None:
    added(ssh)
    other = tmp_path / "other.yaml"
    other.write_text(HEAD.replace("id: demo", "id: other") + ONE, encoding="utf-8")
    pack("add", other)

    with started("update", "--yes") as running, called(ssh):
        running.send_signal(signal.SIGTERM)
        said, _ = running.communicate(timeout=120)

    assert running.returncode == 130
    assert "other" not in said


def test_what_is_ignored_stays_ignored(ssh: socket.socket) -> None:
    running = subprocess.Popen(
        ["nohup", *PROGRAM, "pack", "add", ADDRESS],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with running:
        for _ in range(2):
            with called(ssh) as line:
                running.send_signal(signal.SIGHUP)
                line.sendall(b"!")
        said, _ = running.communicate(timeout=120)

    assert running.returncode == 0
    assert "Added demo" in said


def get(*numbers: signal.Signals, fails: bool = False) -> None:
    """Get signals while something runs that may fail for it."""
    with collected_signals():
        for number in numbers:
            signal.raise_signal(number)
        if fails:
            raise ValueError


def test_signals_are_as_they_were_after_it() -> None:
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.getsignal(number) for number in numbers]

    with pytest.raises(KeyboardInterrupt):
        get(signal.SIGTERM, signal.SIGHUP)
    with collected_signals() as received:
        assert received == []

    assert [signal.getsignal(number) for number in numbers] == before


def test_a_signal_counts_more_than_what_fails_for_it() -> None:
    with pytest.raises(KeyboardInterrupt):
        get(signal.SIGINT, fails=True)


def test_a_git_that_takes_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = tmp_path / "git"
    slow.write_text("#!/bin/sh\nexec sleep 600\n", encoding="utf-8")
    slow.chmod(slow.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(git_source, "PATIENCE", 0.1)

    with pytest.raises(DiskError, match="took more than"):
        git_source.list_tags(ADDRESS)


def test_a_process_that_ended_just_before_it_is_stopped() -> None:
    with subprocess.Popen([sys.executable, "-c", ""], start_new_session=True) as running:
        os.waitpid(running.pid, 0)  # behind the back of Popen

        git_source._kill(running)

    assert running.returncode is not None


def test_a_pack_that_was_removed_while_it_was_fetched(
    ssh: socket.socket, source: Path, home: Path
) -> None:
    added(ssh)
    (source / "joins.yaml").write_text(ONE + TWO, encoding="utf-8")
    committed(source)

    with started("update", "--yes") as running:
        with called(ssh) as line:
            pack("remove", "demo")
            line.sendall(b"!")
        with called(ssh) as line:
            line.sendall(b"!")
        _, said = running.communicate(timeout=120)

    assert running.returncode == 2
    assert "no pack 'demo' was added" in said
    assert inside(home) == []


def test_a_pack_that_was_updated_while_it_was_fetched(ssh: socket.socket, source: Path) -> None:
    git(source, "tag", "v1.0")
    added(ssh)
    (source / "joins.yaml").write_text(ONE + TWO, encoding="utf-8")
    commit = committed(source)

    with started("update", "--yes") as first:
        with called(ssh) as line, started("update", "--yes") as second:
            for _ in range(2):
                with called(ssh) as other:
                    other.sendall(b"!")
            assert "Updated demo" in second.communicate(timeout=120)[0]
            line.sendall(b"!")
        with called(ssh) as line:
            line.sendall(b"!")
        said, _ = first.communicate(timeout=120)

    assert first.returncode == 0
    assert f"is as it was at {ADDRESS}, commit {commit}" in said


def test_a_pack_that_went_to_a_tag_while_it_was_fetched(ssh: socket.socket, source: Path) -> None:
    git(source, "tag", "v1.0")
    added(ssh)
    (source / "joins.yaml").write_text(ONE + TWO, encoding="utf-8")
    committed(source)

    with started("update", "--yes") as first:
        with called(ssh) as line, started("update", "demo", "--ref", "v1.0") as second:
            for _ in range(2):
                with called(ssh) as other:
                    other.sendall(b"!")
            second.communicate(timeout=120)
            line.sendall(b"!")
        with called(ssh) as line:
            line.sendall(b"!")
        _, said = first.communicate(timeout=120)

    assert first.returncode == 2
    assert "was added again in the meantime" in said
    shown = listed()
    assert shown is not None
    assert shown["ref"] == "refs/tags/v1.0"


def test_a_pack_that_changes_while_it_is_asked_about(tmp_path: Path, home: Path) -> None:
    import pty  # not on Windows

    source = tmp_path / "demo.yaml"
    source.write_text(HEAD + ONE, encoding="utf-8")
    pack("add", source)
    mine = home / "packs/demo/mine.yaml"
    mine.write_text(TWO, encoding="utf-8")
    keys, terminal = pty.openpty()
    with subprocess.Popen(
        [*PROGRAM, "pack", "remove", "demo"], stdin=terminal, stdout=terminal, stderr=terminal
    ) as running:
        os.close(terminal)
        said = ""
        while "[y/N]" not in said:
            said += os.read(keys, 1000).decode()
        (home / "packs/demo/pack.yaml").write_text(HEAD + ONE + TWO, encoding="utf-8")
        os.write(keys, b"y\n")
        while "try again" not in said:
            said += os.read(keys, 1000).decode()
    os.close(keys)

    assert running.returncode == 2
    assert "was changed in the meantime, so it wasn't removed" in said
    assert mine.exists()
    assert (home / "packs/demo/pack.yaml").exists()
