"""Packs from git: over https and ssh, as a tag, a branch or a commit, and what goes wrong."""

from __future__ import annotations

import os
import shutil
import socket
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.git import git
from helpers.git_server import certificate, serving
from helpers.pack_sources import HEAD, ONE, TWO, committed, listed, pack
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.errors import UsageError
from interview_cli.core.safe_text import UNSAFE
from interview_cli.packs.sources.address import Address, parse

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or not shutil.which("openssl"), reason="a certificate is made for it"
)


@pytest.fixture(scope="module")
def secured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Make a repository of three commits: v1.0, v1.2 (an annotated tag), and main."""
    folder = tmp_path / "served" / "repo.git"
    folder.mkdir(parents=True)
    git(folder, "init", "-q", "-b", "main")
    (folder / "pack.yaml").write_text(HEAD, encoding="utf-8")
    (folder / "joins.yaml").write_text(ONE, encoding="utf-8")
    committed(folder)
    git(folder, "tag", "v1.0")
    (folder / "joins.yaml").write_text(ONE + TWO, encoding="utf-8")
    (folder / "pack.yaml").write_text(HEAD.replace("1.0.0", "1.2.0"), encoding="utf-8")
    committed(folder)
    git(folder, "tag", "-a", "-m", "a tag", "v1.2")
    (folder / "pack.yaml").write_text(HEAD.replace("1.0.0", "2.0.0"), encoding="utf-8")
    committed(folder)
    git(folder, "branch", "feature/more", "v1.2")
    return folder


@pytest.fixture
def served(
    source: Path, secured: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[str, list[str]]]:
    """Serve it over https; give its address, and the paths asked for."""
    monkeypatch.setenv("GIT_SSL_CAINFO", str(secured))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("HOME", str(source.parent))
    with serving(source.parent, secured) as (host, asked):
        yield f"https://{host}", asked


def of(source: Path, name: str) -> str:
    return git(source, "rev-parse", f"{name}^{{commit}}")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("form", "ref", "version"),
    [
        ("{}/open/repo.git", "main", "2.0.0"),
        ("git+{}/open/repo.git", "main", "2.0.0"),
        ("{}/open/repo.git@v1.0", "v1.0", "1.0.0"),
        ("git+{}/open/repo.git@v1.2", "v1.2", "1.2.0"),
        ("{}/open/repo.git@feature/more", "feature/more", "1.2.0"),
        ("{}/open/repo.git@refs/heads/main", "main", "2.0.0"),
        ("{}/open/repo.git@COMMIT", "v1.0", "1.0.0"),
    ],
)
def test_over_https(
    source: Path, served: tuple[str, list[str]], form: str, ref: str, version: str
) -> None:
    commit = of(source, ref)

    done = pack("add", form.format(served[0]).replace("COMMIT", commit))

    assert f"Added demo {version}" in done.stdout
    assert f"commit {commit}" in done.stdout
    assert f"commit {commit}" in pack("list").stdout


def test_the_option_says_the_same(source: Path, served: tuple[str, list[str]]) -> None:
    done = pack("add", f"{served[0]}/open/repo.git", "--ref", "v1.2")

    assert f"tag v1.2, commit {of(source, 'v1.2')}" in done.stdout
    shown = listed()
    assert shown is not None
    assert (shown["ref"], shown["source"]) == ("refs/tags/v1.2", f"{served[0]}/open/repo.git")


def test_both_ways_at_once(served: tuple[str, list[str]]) -> None:
    done = pack("add", f"{served[0]}/open/repo.git@v1.2", "--ref", "v1.0", code=2)

    assert "names 'v1.2' already" in done.stderr
    assert served[1] == []


def test_a_folder_with_a_repository_in_it(source: Path) -> None:
    assert f"{source} --ref v1.0" in pack("add", f"{source}@v1.0", code=2).stderr
    assert "Added demo 1.0.0" in pack("add", source, "--ref", "v1.0").stdout


@pytest.mark.parametrize("ref", ["-evil", "a..b", "a b", "a\tb", "a\x1bb", "a\u202eb", "x.lock"])
def test_a_name_that_git_has_not(served: tuple[str, list[str]], ref: str) -> None:
    done = pack("add", f"{served[0]}/open/repo.git", f"--ref={ref}", code=2)

    assert "git has no tag, branch or commit called " in done.stderr
    assert not UNSAFE.search(done.stderr)
    assert served[1] == []


def test_a_name_that_is_not_there(source: Path, served: tuple[str, list[str]]) -> None:
    done = pack("add", f"{served[0]}/open/repo.git@v9", code=2)

    assert 'there is no tag or branch "v9" at ' in done.stderr
    assert "tags there: v1.2, v1.0; branches there: feature/more, main" in done.stderr


def test_the_beginning_of_a_commit(source: Path, served: tuple[str, list[str]]) -> None:
    done = pack("add", f"{served[0]}/open/repo.git@{of(source, 'v1.0')[:10]}", code=2)

    assert "all 40 digits" in done.stderr


def test_a_commit_that_is_not_there(served: tuple[str, list[str]]) -> None:
    done = pack("add", f"{served[0]}/open/repo.git@{'1' * 40}", code=2)

    assert "there is no such commit" in done.stderr


def test_a_repository_without_a_commit(source: Path, served: tuple[str, list[str]]) -> None:
    (source.parent / "empty.git").mkdir()
    git(source.parent / "empty.git", "init", "-q", "--bare")

    assert "has no commit yet" in pack("add", f"{served[0]}/open/empty.git", code=2).stderr


def test_a_branch_is_followed(source: Path, served: tuple[str, list[str]]) -> None:
    pack("add", f"{served[0]}/open/repo.git@feature/more")
    git(source, "branch", "-f", "feature/more", "v1.0")

    done = pack("update", "--yes")

    assert "demo:two: removed" in done.stdout
    assert "Updated demo 1.0.0" in done.stdout
    assert f"branch feature/more, commit {of(source, 'v1.0')}" in pack("list").stdout


def test_a_tag_stays_until_another_is_named(source: Path, served: tuple[str, list[str]]) -> None:
    pack("add", f"{served[0]}/open/repo.git@v1.0")

    stays = pack("update", "--yes")
    asked = pack("update", "demo", "--ref", "v1.2", code=2)
    goes = pack("update", "demo", "--ref", "v1.2", "--yes")

    assert f"stays at tag v1.0, commit {of(source, 'v1.0')}" in stays.stdout
    assert "Newer tags: v1.2." in stays.stdout
    assert "interview pack update demo --ref v1.2 --yes" in asked.stderr
    assert "demo:two: added" in goes.stdout
    assert f"to tag v1.2, commit {of(source, 'v1.2')}" in goes.stdout


def test_a_tag_that_was_moved_is_told_and_not_followed(
    source: Path, served: tuple[str, list[str]]
) -> None:
    pack("add", f"{served[0]}/open/repo.git@v1.0")
    first = of(source, "v1.0")
    git(source, "tag", "-f", "v1.0", "main")

    done = pack("update", "--yes")

    assert f"was moved there, to commit {of(source, 'main')}" in done.stdout
    shown = listed()
    assert shown is not None
    assert shown["commit"] == first


def test_a_commit_stays_and_nobody_is_asked(source: Path, served: tuple[str, list[str]]) -> None:
    pack("add", f"{served[0]}/open/repo.git@{of(source, 'v1.0')}")
    served[1].clear()

    assert f"stays at commit {of(source, 'v1.0')}" in pack("update").stdout
    assert served[1] == []


def test_another_commit_of_the_same_files_is_kept(
    source: Path, served: tuple[str, list[str]]
) -> None:
    pack("add", f"{served[0]}/open/repo.git")
    (source / "README").write_text("of no pack", encoding="utf-8")
    commit = committed(source)

    done = pack("update")

    assert "is as it was" in done.stdout
    assert f"-> {commit}" in done.stdout
    shown = listed()
    assert shown is not None
    assert (shown["commit"], shown["changed"]) == (commit, False)


def test_ref_is_for_one_pack_from_git(source: Path, served: tuple[str, list[str]]) -> None:
    assert "--ref is for one pack" in pack("update", "--ref", "v1.0", code=2).stderr
    pack("add", source)
    assert "not from git" in pack("update", "demo", "--ref", "v1.0", code=2).stderr
    assert "isn't a git repository" in pack("add", "x.zip", "--ref", "v1.0", code=2).stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "code", "says"),
    [
        ("private/repo.git", 2, "asks for a password"),
        ("nothing/repo.git", 2, "there is no git repository"),
        ("open/nothing.git", 2, "there is no git repository"),
        ("page/repo.git", 2, "there is no git repository"),
        ("broken/repo.git", 4, "doesn't answer"),
        ("away/http/open/repo.git", 2, "redirects to another address"),
        ("away/file/etc/repo.git", 2, "redirects to another address"),
    ],
)
def test_what_goes_wrong_over_https(
    served: tuple[str, list[str]], path: str, code: int, says: str
) -> None:
    done = pack("add", f"{served[0]}/{path}", code=code)

    assert says in done.stderr
    assert path.rpartition("/")[2] in done.stderr
    assert not UNSAFE.search(done.stderr)
    assert listed() is None


def test_it_is_sent_on_to_https(served: tuple[str, list[str]]) -> None:
    assert "Added demo" in pack("add", f"{served[0]}/away/https/open/repo.git").stdout


def test_a_certificate_that_nobody_trusts(
    served: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GIT_SSL_CAINFO")

    done = pack("add", f"{served[0]}/open/repo.git", code=4)

    assert "its certificate is not trusted" in done.stderr
    assert served[1] == []


def test_plain_http_is_refused_and_not_asked(source: Path) -> None:
    with serving(source.parent, None) as (host, asked):
        done = pack("add", f"http://{host}/open/repo.git", code=2)

    assert f"write https://{host}/open/repo.git" in done.stderr
    assert asked == []


def test_nobody_is_there() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        done = pack("add", f"https://127.0.0.1:{taken.getsockname()[1]}/repo.git", code=4)

    assert "it doesn't answer" in done.stderr


def test_no_such_host() -> None:
    assert "no such host" in pack("add", "https://host.invalid/repo.git", code=4).stderr


def test_update_without_the_network_leaves_what_is_there(
    source: Path, secured: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_SSL_CAINFO", str(secured))
    with serving(source.parent, secured) as (host, _):
        pack("add", f"https://{host}/open/repo.git")

    assert "it doesn't answer" in pack("update", "--yes", code=4).stderr
    assert listed() is not None


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("https://host.invalid/packs/sql.tar.gz", "only git repositories and .zip files"),
        ("https://host.invalid/sql.yaml?raw=1", "only git repositories and .zip files"),
        ("https://github.com/me/sql/archive/refs/heads/main.tar.gz", "only git repositories"),
        (
            "https://github.com/me/sql/tree/main/packs/demo",
            "interview pack add https://github.com/me/sql@main --folder packs/demo",
        ),
        (
            "https://gitlab.com/a/b/c/-/tree/v1",
            "interview pack add https://gitlab.com/a/b/c@v1",
        ),
        ("https:///repo.git", "there is no host in it"),
        ("https://host.invalid/repo.git@", "there is nothing after the @"),
    ],
)
def test_what_is_in_the_web_and_no_repository(address: str, says: str) -> None:
    assert says in " ".join(pack("add", address, code=2).stderr.split())


@pytest.fixture
def ssh(tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put an `ssh` in the PATH that keeps what it is asked, and runs git here instead."""
    said = tmp_path / "ssh-said"
    file = tmp_path / "bin" / "ssh"
    file.parent.mkdir()
    file.write_text(
        f'#!/bin/sh\nprintf "%s\\n" "$@" >> "{said}"\n'
        f'for last; do :; done\ncd "{source.parent}" && exec sh -c "$last"\n',
        encoding="utf-8",
    )
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(file.parent), prepend=os.pathsep)
    return said


@pytest.mark.parametrize(
    "form", ["git@host:repo.git@v1.0", "git+ssh://git@host/{}@v1.0", "ssh://git@host:22/{}@v1.0"]
)
def test_over_ssh(source: Path, ssh: Path, form: str) -> None:
    done = pack("add", form.format(str(source).removeprefix("/")))

    assert "Added demo 1.0.0" in done.stdout
    said = ssh.read_text(encoding="utf-8").splitlines()
    assert said[:2] == ["-o", "BatchMode=yes"]
    assert said[said.index("git@host") + 1].startswith("git-upload-pack ")


@pytest.mark.parametrize(
    "address",
    [
        "ssh://-oProxyCommand=touch${IFS}HERE/x",
        "ssh://git@-oProxyCommand=touch${IFS}HERE/x",
        "ssh://-oProxyCommand=x@host/x",
        "git+ssh://-oProxyCommand=touch${IFS}HERE/x",
        "git@-oProxyCommand=touch:x",
        "-oProxyCommand=touch@host:x",
        "git@host:-oProxyCommand=x",
        "git@host:--upload-pack=x",
        "git+ext::sh -c touch% HERE",
        "git+-c",
    ],
)
def test_no_option_gets_through_to_ssh(ssh: Path, tmp_path: Path, address: str) -> None:
    here = tmp_path / "touched"

    pack("add", "--", address.replace("HERE", str(here)), code=2)

    assert not ssh.exists(), ssh.read_text(encoding="utf-8")
    assert not here.exists()


def test_what_ssh_says_when_it_has_no_key(ssh: Path, tmp_path: Path) -> None:
    (tmp_path / "bin" / "ssh").write_text(
        "#!/bin/sh\nprintf 'git@host: Permission denied (publickey).\\033]0;evil\\007\\n' >&2\n"
        "exit 255\n",
        encoding="utf-8",
    )

    done = pack("add", "git@host:repo.git", code=2)

    assert "ssh has no key that it accepts" in done.stderr
    assert not UNSAFE.search(done.stderr)


@pytest.mark.parametrize(
    ("source", "url", "ref"),
    [
        ("https://h/r.git", "https://h/r.git", ""),
        ("https://h/@scope/r.git", "https://h/@scope/r.git", ""),
        ("https://h/@scope/r.git@v1", "https://h/@scope/r.git", "v1"),
        ("ssh://git@h/r.git", "ssh://git@h/r.git", ""),
        ("ssh://git@h", "ssh://git@h", ""),
        ("git@h:r.git", "git@h:r.git", ""),
        ("git@h:me/r.git@release/1", "git@h:me/r.git", "release/1"),
        ("git+file:///no/such@v1", "file:///no/such", "v1"),
        ("HTTPS://h/r@v1", "HTTPS://h/r", "v1"),
    ],
)
def test_an_address_is_taken_apart(source: str, url: str, ref: str) -> None:
    assert parse(source) == Address(url, ref)


def test_a_path_with_an_at_sign_is_that_path(tmp_path: Path) -> None:
    folder = tmp_path / "a@b"
    folder.mkdir()

    assert parse(f"file://{folder}") == Address(f"file://{folder}", "")
    assert parse(f"file://{folder}@v1") == Address(f"file://{folder}", "v1")


@given(st.text())
def test_no_name_is_an_option_or_reaches_the_screen(ref: str) -> None:
    try:
        taken = parse("https://host/r.git", ref).ref
    except UsageError as refused:
        said = refused.message + refused.hint
        taken = ref = ""
    else:
        said = taken
    assert not UNSAFE.search(said)
    assert taken == ref
    assert not taken.startswith("-")
    assert ".." not in taken
    assert taken.split() in ([], [taken])
