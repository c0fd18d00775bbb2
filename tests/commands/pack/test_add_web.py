"""Packs from a .zip on the web: what is shown and asked before one is added, and kept of it."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from helpers.file_server import Answer, endless, said, sent_to, serving
from helpers.git_server import certificate
from helpers.hostile_packs import SOURCES
from helpers.pack_sources import HEAD, ONE, TWO, inside, listed, pack, zipped
from helpers.program import mostly_slow
from helpers.terminal import Terminal

from interview_cli.core.safe_text import UNSAFE

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or not shutil.which("openssl"), reason="a certificate is made for it"
)

ZIPS = [name for name in SOURCES if name.startswith("zip")]


@pytest.fixture(scope="module")
def secured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return certificate(tmp_path_factory.mktemp("certificate"))


class Site:
    """A server with the pack ``demo`` at ``url``, which this machine may be asked for."""

    def __init__(self, host: str, files: dict[str, Answer], asked: list[str], at: Path) -> None:
        self.host, self.files, self.asked, self.at = host, files, asked, at
        self.url = f"https://{host}/demo.zip"

    def put(self, **files: str) -> str:
        """Put these files into the archive; return its hash."""
        shutil.rmtree(self.at / "made", ignore_errors=True)
        (self.at / "made").mkdir()
        for name, text in files.items():
            (self.at / "made" / f"{name}.yaml").write_text(text, encoding="utf-8")
        data = zipped(self.at / "made", self.at / "made.zip", "demo-main/").read_bytes()
        self.files["/demo.zip"] = data
        return self.hash()

    def hash(self) -> str:
        data = self.files["/demo.zip"]
        assert isinstance(data, bytes)
        return sha256(data).hexdigest()


@pytest.fixture
def site(
    tmp_path: Path, secured: Path, monkeypatch: pytest.MonkeyPatch, home: Path
) -> Iterator[Site]:
    monkeypatch.setenv("SSL_CERT_FILE", str(secured))
    for name in ("https_proxy", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)
    home.mkdir(exist_ok=True)
    (home / "config.toml").write_text("[packs]\nallow_private = true\n", encoding="utf-8")
    files: dict[str, Answer] = {}
    with serving(files, secured) as (host, asked):
        site = Site(host, files, asked, tmp_path)
        site.put(pack=HEAD, joins=ONE + TWO)
        yield site


def test_it_is_shown_and_asked_and_added(site: Site, home: Path) -> None:
    terminal = Terminal(["pack", "add", site.url], 100, 24, {})
    terminal.wait("Add demo? [y/N]")
    terminal.press("y", "enter")
    assert terminal.ends() == 0
    shown = terminal.all

    for text in (f"{site.url}: ", site.hash(), "joins.yaml", "pack.yaml", "2 files, 2 questions"):
        assert text in shown
    assert "Added demo 1.0.0: 2 questions." in shown
    assert "127.0.0.1 is this machine or in a private network" in shown
    assert "demo/joins.yaml" in inside(home)
    assert (listed() or {})["source"] == site.url


def test_a_no_and_nobody_to_ask_add_nothing(site: Site, home: Path) -> None:
    terminal = Terminal(["pack", "add", site.url], 60, 24, {})
    terminal.wait("Add demo? [y/N]")
    terminal.press("enter")
    assert terminal.ends() == 2

    done = pack("add", site.url, code=2)

    assert "demo wasn't added" in done.stderr
    assert "joins.yaml" in done.stdout
    assert inside(home) == []


def test_what_it_says_to_write_adds_that_very_file(site: Site) -> None:
    said_ = pack("add", site.url, code=2).stderr
    (again,) = [row for row in said_.splitlines() if "interview pack add" in row]
    source = again.rpartition(" ")[2].strip("'")

    assert source.endswith(f"#sha256={site.hash()}")
    pack("add", source)
    assert (listed() or {})["source"] == site.url


def test_another_file_than_the_hash_says_is_refused(site: Site, home: Path) -> None:
    done = pack("add", f"{site.url}#sha256={'0' * 64}", "--yes", code=1)

    assert "isn't the file that you asked for" in done.stderr
    assert site.hash() in done.stderr
    assert inside(home) == []


@pytest.mark.parametrize("after", ["sha256=12", "md5=" + "0" * 32, "egg=demo"])
def test_what_is_no_hash(site: Site, after: str) -> None:
    assert "isn't a hash" in pack("add", f"{site.url}#{after}", "--yes", code=2).stderr
    assert site.asked == []


@pytest.mark.parametrize(
    "query", ["token=abc", "a=b&X-Amz-Signature=abc", "sig=abc", "private_token=abc&a=b"]
)
def test_an_address_with_a_token_in_it_is_refused_and_not_shown(site: Site, query: str) -> None:
    done = pack("add", f"{site.url}?{query}", "--yes", code=2)

    assert "has a token or a key in it" in done.stderr
    assert "abc" not in done.stderr
    assert site.asked == []


def test_a_query_without_one_is_asked_for(site: Site) -> None:
    pack("add", f"{site.url}?raw=1", "--yes")

    assert site.asked == ["/demo.zip?raw=1"]


def test_json(site: Site) -> None:
    done = pack("add", site.url, "--yes", "--json")

    found = json.loads(done.stdout)
    assert (found["sort"], found["source"], found["sha256"]) == ("web", site.url, site.hash())
    assert "joins.yaml" in done.stderr
    pack("remove", "demo")
    assert pack("add", site.url, "--json", code=2).stdout == ""


def test_who_sent_it_is_said_if_it_is_another(site: Site) -> None:
    port = site.host.partition(":")[2]
    site.files["/old.zip"] = sent_to(f"https://localhost:{port}/demo.zip")

    done = pack("add", f"https://{site.host}/old.zip", "--yes")

    assert "sent by localhost, where the address redirects to" in done.stdout
    assert (listed() or {})["source"] == f"https://{site.host}/old.zip"


def test_one_of_several_packs_in_it(site: Site, tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / "two" / name).mkdir(parents=True)
        (tmp_path / "two" / name / "pack.yaml").write_text(HEAD + ONE, encoding="utf-8")
    site.files["/demo.zip"] = zipped(tmp_path / "two", tmp_path / "two.zip").read_bytes()

    assert "--folder: a, b" in pack("add", site.url, "--yes", code=2).stderr
    pack("add", site.url, "--folder", "b", "--yes")


def test_this_machine_is_asked_only_where_that_is_allowed(site: Site, home: Path) -> None:
    (home / "config.toml").unlink()

    done = pack("add", site.url, "--yes", code=2)

    assert "127.0.0.1 isn't on the internet" in done.stderr
    assert "interview config packs.allow_private true" in done.stderr
    assert site.asked == []


def test_ref_is_for_git(site: Site) -> None:
    done = pack("add", site.url, "--ref", "main", code=2)

    assert "is a file, so there is no 'main' in it" in done.stderr


def test_plain_http_is_refused(site: Site) -> None:
    done = pack("add", site.url.replace("https", "http"), "--yes", code=2)

    assert f"write {site.url}" in done.stderr
    assert site.asked == []


def test_update_says_that_the_file_was_changed(site: Site) -> None:
    old = site.put(pack=HEAD, joins=ONE)
    pack("add", site.url, "--yes")
    assert "demo 1.0.0 is as it was" in pack("update").stdout

    new = site.put(pack=HEAD.replace("1.0.0", "1.1.0"), joins=ONE + TWO)
    done = pack("update", code=2)

    assert f"The file was changed: sha256 {old} -> {new}" in done.stdout
    assert "demo wasn't updated" in done.stderr
    assert (listed() or {})["questions"] == 1
    pack("update", "--yes")
    assert (listed() or {})["questions"] == 2
    assert "is as it was" in pack("update").stdout


def test_update_says_so_too_if_the_same_files_are_packed_anew(site: Site) -> None:
    old = site.put(pack=HEAD, joins=ONE)
    pack("add", site.url, "--yes")
    made = site.at / "made"
    again = zipped(made, site.at / "again.zip", "demo-other/").read_bytes()
    site.files["/demo.zip"] = again

    done = pack("update")

    assert "is as it was" in done.stdout
    assert f"sha256 {old} -> {sha256(again).hexdigest()}" in done.stdout
    assert "sha256" not in pack("update").stdout


def test_update_when_the_server_is_gone_or_says_something_else(site: Site, home: Path) -> None:
    pack("add", site.url, "--yes")
    before = inside(home)

    for answer, code in ((said(404), 2), (said(503), 4), (b"PK-nothing", 2)):
        site.files["/demo.zip"] = answer
        pack("update", "--yes", code=code)
    assert inside(home) == before


def test_two_versions_can_be_compared(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "old.yaml"
    file.write_text(HEAD + ONE, encoding="utf-8")

    done = pack("diff", file, site.url, code=None)

    assert "demo:two" in done.stdout or "two" in done.stdout


def test_ctrl_c_ends_a_download(site: Site, home: Path) -> None:
    site.files["/slow.zip"] = endless(b"HTTP/1.1 200 OK\r\n\r\n", b"x", pause=0.05)
    terminal = Terminal(["pack", "add", f"https://{site.host}/slow.zip"], 80, 24, {})
    terminal.until(lambda: site.asked == ["/slow.zip"], "the request")
    terminal.wait("Downloading")

    terminal.press("ctrl-c")

    assert terminal.ends() == 130
    assert inside(home) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", mostly_slow(ZIPS, 8))
def test_a_hostile_archive_is_refused(site: Site, home: Path, tmp_path: Path, name: str) -> None:
    at = tmp_path / "hostile"
    (at / "elsewhere").mkdir(parents=True)
    site.files["/demo.zip"] = Path(SOURCES[name](at)).read_bytes()
    before = sorted(at.rglob("*"))

    done = pack("add", site.url, "--yes", code=None)

    assert done.returncode in (1, 2), done.stdout + done.stderr
    assert inside(home) == []
    assert sorted(at.rglob("*")) == before
    assert not UNSAFE.search(done.stdout + done.stderr)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (said(200, "Content-Length: 10737418240"), "it's larger than 20 MiB"),
        (endless(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 65536), "it's larger than 20 MiB"),
        (said(200, "Content-Length: 99", body=b"PK"), "it ended after 2 of 99 bytes"),
        (sent_to("http://127.0.0.1/demo.zip"), "which isn't https"),
        (sent_to("/demo.zip"), "it redirects in a circle"),
        (b"<html>\x1b]0;evil\x07</html>", "demo.zip isn't a valid archive"),
    ],
)
def test_a_hostile_server(site: Site, home: Path, answer: Any, says: str) -> None:
    site.files["/demo.zip"] = answer

    done = pack("add", site.url, "--yes", code=None)

    assert done.returncode in (2, 4)
    assert says in done.stderr
    assert not UNSAFE.search(done.stdout + done.stderr)
    assert inside(home) == []
