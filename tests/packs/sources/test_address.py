"""What is typed for a source: passwords are never shown, spaces and ~ are no trouble."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest
from helpers.git import git
from helpers.pack_sources import HEAD, ONE, TWO, committed, listed, pack, zipped
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.errors import UsageError
from interview_cli.core.safe_text import UNSAFE
from interview_cli.packs.sources.address import parse


@pytest.mark.parametrize(
    "address",
    [
        "http://user:s3cret@host.invalid/repo.git",
        "http://s3cret@host.invalid/repo.git",
        "ftp://user:s3cret@host.invalid/repo.git",
        "git://user:s3cret@host.invalid/repo.git",
        "git+http://user:s3cret@host.invalid/repo.git",
        "ssh://user:s3cret@host.invalid/repo.git",
        "ssh://user%3As3cret@host.invalid/repo.git",
        "ssh://git@user:s3cret@host.invalid/repo.git",
        "ftp::https://user:s3cret@host.invalid/repo.git",
        "ext::user:s3cret@host.invalid",
        "-https://user:s3cret@host.invalid/repo.git",
        "https://user:s3 cret@host.invalid/repo.git",
        "https://user:s3cret@host.invalid/repo.zip",
        "https://user:s3/cret@host.invalid/repo.git",
        "http://user:s3/cret@host.invalid/repo.git",
        "ssh://user:s3#cret@host.invalid/repo.git",
        "https://host.invalid:99999/s3cret.git",
    ],
)
def test_a_password_is_not_shown(address: str) -> None:
    done = pack("add", "--", address, code=2)

    assert "s3" not in done.stdout + done.stderr
    assert "password" in done.stderr


@given(
    st.sampled_from(["https", "http", "ftp", "ssh", "git+https", "x"]),
    st.text(st.characters(exclude_characters="/?#@", min_codepoint=33), max_size=8),
    st.text(st.characters(exclude_characters="/?#", min_codepoint=33), max_size=8),
)
def test_no_password_gets_to_git_or_to_the_screen(scheme: str, user: str, rest: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse(f"{scheme}://{user}:{rest}S3CRET@host/repo.git")

    assert "S3CRET" not in refused.value.message + refused.value.hint


def test_a_port_and_a_tag_are_no_password() -> None:
    assert parse("https://host:8443/repo.git@v1").url == "https://host:8443/repo.git"
    assert parse("ssh://git@host:22/repo.git@v1").url == "ssh://git@host:22/repo.git"


@pytest.mark.parametrize("source", ["~nosuchuser/pack", "~nosuchuser/pack@v1"])
def test_the_folder_of_nobody(source: str) -> None:
    assert f"there is no file or folder {source}" in pack("add", source, code=2).stderr


@pytest.fixture
def spaced(tmp_path: Path) -> Path:
    """Make a repository, with a pack in a folder of it, where all names have spaces."""
    folder = tmp_path / "my packs; of git"
    (folder / "the demo").mkdir(parents=True)
    (folder / "the demo" / "pack.yaml").write_text(HEAD, encoding="utf-8")
    (folder / "the demo" / "joins.yaml").write_text(ONE, encoding="utf-8")
    committed(folder)
    git(folder, "tag", "v1.0")
    return folder


@pytest.mark.parametrize("form", ["{}", "file://{}"])
def test_a_repository_with_a_space_in_its_path(spaced: Path, form: str) -> None:
    pack("add", form.format(spaced), "--ref", "v1.0")

    assert "stays at tag v1.0" in pack("update").stdout
    shown = listed()
    assert shown is not None
    assert shown["source"] == form.format(spaced)


def test_a_bare_repository_with_a_space_in_its_path(spaced: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--bare", str(spaced), "bare one.git")

    assert "Added demo" in pack("add", tmp_path / "bare one.git").stdout


@pytest.mark.parametrize("address", ["https://host.invalid/a b.git", "ssh://git@host/a b.git"])
def test_a_space_in_an_address_with_a_host(address: str) -> None:
    assert "write a space in an address as %20" in pack("add", address, code=2).stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
@pytest.mark.parametrize("sign", ["\n", "\t", "\x1b]0;evil\x07", "\u202e"])
def test_a_path_that_no_terminal_may_get(spaced: Path, sign: str) -> None:
    folder = spaced.rename(spaced.with_name(f"a{sign}b"))

    done = pack("add", folder, "--ref", "v1.0", code=2)

    assert "control characters" in done.stderr
    assert not UNSAFE.search(done.stderr)


@pytest.mark.slow
@pytest.mark.parametrize("sort", ["git", "default branch", "archive", "folder"])
def test_the_hint_can_be_copied(spaced: Path, tmp_path: Path, home: Path, sort: str) -> None:
    words: list[object]
    if sort == "archive":
        words = [zipped(spaced / "the demo", tmp_path / "a demo's.zip", "the demo/")]
        words += ["--folder", "the demo"]
    else:
        words = [spaced, "--folder", "the demo"]
        words += {"git": ["--ref", "v1.0"], "default branch": ["--ref", "HEAD"], "folder": []}[sort]
    pack("add", *words)
    before = listed()
    (home / "packs/demo/joins.yaml").write_text(ONE + TWO, encoding="utf-8")
    (spaced / "the demo" / "joins.yaml").write_text(ONE + TWO + "\n", encoding="utf-8")
    committed(spaced)
    if sort == "archive":
        zipped(spaced / "the demo", tmp_path / "a demo's.zip", "the demo/")
    update = ["update", "demo", *(["--ref", "HEAD"] if sort == "git" else [])]

    hint = " ".join(pack(*update, code=2).stderr.split())
    pack("remove", "demo", "--yes")
    pack("add", *shlex.split(hint.partition("interview pack add ")[2]))

    after = listed()
    assert before is not None
    assert after is not None
    for key in ("sort", "source", "folder", "ref"):
        assert after.get(key) == before.get(key)


def test_the_hint_of_a_folder_and_its_tag_can_be_copied(spaced: Path) -> None:
    hint = " ".join(pack("add", f"{spaced}@v1.0", code=2).stderr.split())

    pack("add", *shlex.split(hint.partition("name it so: ")[2]))
