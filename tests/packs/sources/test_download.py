"""A file over https from servers that mean no good: what is taken, and that it comes to an end."""

from __future__ import annotations

import shutil
import socket
import ssl
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from helpers.file_server import Answer, endless, said, sent_to, serving
from helpers.git_server import certificate
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.errors import DiskError, InterviewError, UsageError
from interview_cli.core.safe_text import UNSAFE
from interview_cli.packs.sources.download import MOST_REDIRECTS, download
from interview_cli.packs.sources.internet import is_public, to_ascii

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or not shutil.which("openssl"), reason="a certificate is made for it"
)

LENGTHS = b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"


@pytest.fixture(scope="module")
def secured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def trusted(secured: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SSL_CERT_FILE", str(secured))
    for name in ("https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    return secured


Served = tuple[str, dict[str, Answer], list[str]]


@pytest.fixture
def served(trusted: Path) -> Iterator[Served]:
    files: dict[str, Answer] = {"/a.zip": b"PK-a file"}
    with serving(files, trusted) as (host, asked):
        yield f"https://{host}", files, asked


def fetch(url: str, **more: Any) -> bytes:
    return download(url, **{"allow_private": True, "most": 1000, "patience": 60, **more}).data


def failure(url: str, **more: Any) -> InterviewError:
    with pytest.raises(InterviewError) as found:
        fetch(url, **more)
    assert not UNSAFE.search(found.value.message)
    return found.value


def test_a_file_is_downloaded(served: Served) -> None:
    assert fetch(f"{served[0]}/a.zip") == b"PK-a file"
    assert served[2] == ["/a.zip"]


def test_one_without_a_length_and_one_in_chunks(served: Served) -> None:
    served[1]["/b"] = said(200, body=b"until the end")
    served[1]["/c"] = said(
        200, "Transfer-Encoding: chunked", body=b"3\r\nin \r\n6\r\nchunks\r\n0\r\n\r\n"
    )

    assert fetch(f"{served[0]}/b") == b"until the end"
    assert fetch(f"{served[0]}/c") == b"in chunks"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed(served: Served, status: int) -> None:
    served[1]["/old"] = sent_to("/a.zip", status)

    assert fetch(f"{served[0]}/old") == b"PK-a file"


@pytest.mark.parametrize(
    ("where", "says"),
    [
        ("http://127.0.0.1:1/a.zip", "it redirects to http://127.0.0.1, which isn't https"),
        ("file:///etc/passwd", "which isn't https"),
        ("ftp://host.invalid/a.zip", "which isn't https"),
        ("https://me:secret@127.0.0.1/a.zip", "an address with a password in it"),
        ("https://:1/", "which isn't https"),
        ("https://[::1/", "which isn't https"),
        ("https://127.0.0.1:port/", "which isn't https"),
        ("", "it redirects to nowhere"),
        ("https://\x1b]0;evil\x07/", "it redirects to nowhere"),
        ("https://\x1b0;evil\x07/", "can't be the name of a host"),
        ("https://a b.example/", "can't be the name of a host"),
    ],
)
def test_a_redirect_that_isnt_followed(served: Served, where: str, says: str) -> None:
    served[1]["/old"] = sent_to(where)

    error = failure(f"{served[0]}/old")

    assert says in error.message
    assert "secret" not in error.message
    assert error.exit_code == 2


def test_redirects_in_a_circle(served: Served) -> None:
    served[1]["/x"], served[1]["/y"] = sent_to("/y"), sent_to("/x")

    assert "in a circle" in failure(f"{served[0]}/x").message
    assert served[2] == ["/x", "/y"]


def test_redirects_without_end(served: Served) -> None:
    for n in range(MOST_REDIRECTS + 3):
        served[1][f"/{n}"] = sent_to(f"/{n + 1}")

    assert f"more than {MOST_REDIRECTS} times" in failure(f"{served[0]}/0").message
    assert len(served[2]) == MOST_REDIRECTS + 1


def test_as_many_redirects_as_are_followed(served: Served) -> None:
    for n in range(MOST_REDIRECTS):
        served[1][f"/{n}"] = sent_to(f"/{n + 1}")
    served[1][f"/{MOST_REDIRECTS}"] = b"here"

    assert fetch(f"{served[0]}/0") == b"here"


@pytest.mark.parametrize(
    "answer",
    [
        said(200, "Content-Length: 10000000000", body=b"x"),
        said(200, "Content-Length: 1001", body=b"x" * 1001),
        endless(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 5000),
        endless(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"5\r\nabcde\r\n"),
        said(200, "Transfer-Encoding: chunked", body=b"FFFFFFFFFF\r\n" + b"x" * 5000),
    ],
    ids=["a claim of 10 GB", "one byte too many", "endless", "endless chunks", "a huge chunk"],
)
def test_what_is_too_large(served: Served, answer: Answer) -> None:
    served[1]["/big"] = answer

    assert "it's larger than" in failure(f"{served[0]}/big").message


@pytest.mark.parametrize(
    "answer",
    [
        endless(LENGTHS, b"x", pause=0.05),
        endless(b"", b"H", pause=0.05),
        endless(b"HTTP/1.1 200 OK\r\n", b"a: b\r\n" * 2, pause=0.1),
        endless(b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n", pause=0.05),
        endless(LENGTHS, b"", pause=0.05),
    ],
    ids=["the body", "the first line", "the fields", "only promises", "nothing at all"],
)
def test_what_drips_comes_to_an_end(served: Served, answer: Answer) -> None:
    served[1]["/slow"] = answer

    error = failure(f"{served[0]}/slow", most=10_000_000, patience=0.4)

    assert isinstance(error, DiskError)
    assert "took more than 0.4 seconds" in error.message or "makes no sense" in error.message


def test_a_handshake_that_never_ends_and_a_port_that_says_nothing(trusted: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"https://127.0.0.1:{silent.getsockname()[1]}/a.zip"

        assert "took more than 0.5 seconds" in failure(url, patience=0.5).message


@pytest.mark.parametrize(
    ("answer", "code", "says"),
    [
        (said(200, "Content-Length: 10", body=b"four"), 4, "it ended after 4 of 10 bytes"),
        (said(200, "Content-Length: 4", "Content-Type: text/html", body=b"<p/>"), 2, "a web page"),
        (said(200, "Content-Encoding: gzip", body=b"x"), 2, "compressed it once more"),
        (said(200, "Transfer-Encoding: chunked", body=b"zz\r\nx"), 4, "makes no sense"),
        (said(401), 2, "it asks for a password"),
        (said(403), 2, "you have no access"),
        (said(404), 2, "there is no such file"),
        (said(206), 2, "the server doesn't give it (status 206)"),
        (said(304), 2, "the server doesn't give it"),
        (said(429), 4, "asked too often"),
        (said(503), 4, "it can't be had at the moment"),
        (lambda out: None, 4, "doesn't answer"),
        (lambda out: out.write(b"SSH-2.0-\x1b]0;evil\x07\r\n"), 4, "makes no sense"),
        (lambda out: out.write(b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 500), 4, "makes no sense"),
        (lambda out: out.write(b"HTTP/1.1 200 OK\r\na: " + b"b" * 100_000), 4, "makes no sense"),
    ],
)
def test_an_answer_that_is_no_file(served: Served, answer: Answer, code: int, says: str) -> None:
    served[1]["/x.zip"] = answer

    error = failure(f"{served[0]}/x.zip?secret=1")

    assert says in error.message
    assert "/x.zip" in error.message
    assert "secret" not in error.message
    assert error.exit_code == code


def test_a_certificate_that_nobody_trusts(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")

    error = failure(f"{served[0]}/a.zip")

    assert "isn't trusted" in error.message
    assert error.exit_code == 4
    assert served[2] == []


def to(*addresses: str) -> tuple[Callable[..., list[tuple[Any, ...]]], list[str]]:
    """Return a look-up that gives one of *addresses* after the other, and what it was asked."""
    asked: list[str] = []

    def look_up(host: str, port: int, **_: object) -> list[tuple[Any, ...]]:
        asked.append(host)
        address = addresses[min(len(asked), len(addresses)) - 1]
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [(family, socket.SOCK_STREAM, 6, "", (address, port))]

    return look_up, asked


def test_a_certificate_of_another_host(served: Served) -> None:
    look_up, _ = to("127.0.0.1")

    error = failure(served[0].replace("127.0.0.1", "other.example") + "/a", look_up=look_up)

    assert "the certificate of other.example isn't trusted" in error.message


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "fe80::1", "::ffff:127.0.0.1"]
)
def test_a_name_that_means_a_private_network(served: Served, address: str) -> None:
    look_up, _ = to(address)
    url = served[0].replace("127.0.0.1", "localhost") + "/a.zip"

    error = failure(url, look_up=look_up, allow_private=False)

    assert isinstance(error, UsageError)
    assert "localhost isn't on the internet" in error.message
    assert "interview config packs.allow_private true" in error.hint
    assert served[2] == []


def test_what_is_connected_to_is_what_was_checked(served: Served) -> None:
    look_up, asked = to("127.0.0.1", "10.9.9.9")
    url = served[0].replace("127.0.0.1", "localhost") + "/a.zip"

    assert fetch(url, look_up=look_up) == b"PK-a file"
    assert asked == ["localhost"]


def test_each_redirect_is_looked_up_and_checked(served: Served) -> None:
    look_up, asked = to("127.0.0.1", "fe80::1")
    url = served[0].replace("127.0.0.1", "localhost")
    served[1]["/old"] = sent_to("https://other.example/x.zip")

    error = failure(f"{url}/old", look_up=look_up, patience=5)

    assert "other.example" in error.message
    assert asked == ["localhost", "other.example"]
    assert served[2] == ["/old"]


@pytest.mark.parametrize(
    "text",
    [
        "0.0.0.0", "127.0.0.1", "127.255.255.254", "10.1.2.3", "172.16.0.1", "172.31.255.255",
        "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1",
        "239.255.255.250", "240.0.0.1", "255.255.255.255", "::", "::1", "fc00::1", "fd12::1",
        "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1",
        "2002:7f00:1::", "2002:a00:1::1", "64:ff9b::127.0.0.1", "64:ff9b::10.0.0.1",
        "64:ff9b:1::1", "::127.0.0.1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1",
    ],
)  # fmt: skip
def test_what_isnt_the_internet(text: str) -> None:
    assert not is_public(text)


@pytest.mark.parametrize(
    "text",
    ["8.8.8.8", "140.82.121.4", "2606:50c0:8000::153", "64:ff9b::8.8.8.8", "::ffff:8.8.8.8"],
)
def test_what_is_the_internet(text: str) -> None:
    assert is_public(text)


@given(st.ip_addresses())
def test_no_address_breaks_it_and_none_that_is_private_is_public(address: Any) -> None:
    if is_public(str(address)):
        assert not any((address.is_loopback, address.is_link_local, address.is_multicast))


@pytest.mark.parametrize("host", ["127.1", "2130706433", "0x7f000001", "017700000001", "localhost"])
def test_other_ways_to_write_this_machine(trusted: Path, host: str) -> None:
    with pytest.raises(UsageError, match="isn't on the internet"):
        download(f"https://{host}:1/a.zip")


def test_a_name_in_other_letters_is_shown_as_it_is_looked_up() -> None:
    assert to_ascii("pаypal.com") == "xn--pypal-4ve.com"
    with pytest.raises(UsageError, match="can't be the name"):
        to_ascii("a" * 64)


def test_a_proxy_is_asked_and_told_its_password(
    trusted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving({}, None) as (host, asked):
        monkeypatch.setenv("https_proxy", f"http://me:se%20cret@{host}")
        look_up, _ = to("8.8.8.8")

        error = failure("https://files.example/a.zip", look_up=look_up, allow_private=False)

    assert asked == ["CONNECT files.example:443 Basic bWU6c2UgY3JldA=="]
    assert "the proxy 127.0.0.1 says: HTTP/1.1 502 x" in error.message
    assert "cret" not in error.message


def test_what_comes_through_a_proxy(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    host = served[0].removeprefix("https://")
    with serving({}, None, behind=host) as (proxy, asked):
        monkeypatch.setenv("https_proxy", proxy)
        name = f"localhost:{host.partition(':')[2]}"

        assert fetch(f"https://{name}/a.zip") == b"PK-a file"

    assert asked == [f"CONNECT {name} "]


def test_a_name_that_the_proxy_alone_knows(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    def look_up(*_: object, **__: object) -> list[tuple[Any, ...]]:
        raise socket.gaierror(socket.EAI_NONAME, "nobody knows it")

    host = served[0].removeprefix("https://")
    with serving({}, None, behind=host) as (proxy, _):
        monkeypatch.setenv("https_proxy", f"http://{proxy}")

        assert fetch(f"https://localhost:{host[-5:]}/a.zip", look_up=look_up) == b"PK-a file"


def test_a_proxy_isnt_asked_for_a_private_network_nor_for_what_it_is_not_for(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving({}, None) as (host, asked):
        monkeypatch.setenv("https_proxy", f"http://{host}")
        with pytest.raises(UsageError, match="isn't on the internet"):
            download("https://10.0.0.1/a.zip")
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        assert fetch(f"{served[0]}/a.zip") == b"PK-a file"

    assert asked == []


def test_a_proxy_that_isnt_spoken_to(trusted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "socks5://127.0.0.1:1")
    look_up, _ = to("8.8.8.8")

    assert "only http:// is spoken" in failure("https://a.example/a.zip", look_up=look_up).message


def test_old_versions_of_tls_are_refused() -> None:
    context = ssl.create_default_context()

    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2
