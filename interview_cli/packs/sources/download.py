"""One file over https, whole and in memory, within limits of size, time and redirects.

A server may answer anything, as slowly as it likes, or never come to an end. Nothing of what
it says is believed: what is read is counted, and every wait ends.
"""

from __future__ import annotations

import base64
import re
import socket
import ssl
import string
import time
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPException, HTTPResponse, HTTPSConnection
from typing import Any, NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

from interview_cli.core.errors import DiskError, InterviewError, UsageError
from interview_cli.core.sentences import trim
from interview_cli.packs.sources import internet
from interview_cli.packs.sources.fetched import MOST_BYTES

#: Seconds that all of it may take, and that a server may say nothing.
PATIENCE = 120.0
_IDLE = 30.0
#: How many redirects are followed, and how long the answer of a proxy can be.
MOST_REDIRECTS = 5
_MOST_HEAD = 16 * 1024
_CHUNK = 1 << 16

_RETRY = "check the address and your network, and try again"
_REDIRECTS = (301, 302, 303, 307, 308)
#: What servers say, and what we say of it.
_STATUS: dict[int, tuple[type[InterviewError], str, str]] = {
    401: (UsageError, "it asks for a password",
          "download it with your browser, and name the file: interview pack add FILE"),
    403: (UsageError, "you have no access",
          "download it with your browser, and name the file: interview pack add FILE"),
    404: (UsageError, "there is no such file", "check its address"),
    410: (UsageError, "it's no longer there", "ask those who gave you the address"),
    429: (DiskError, "it was asked too often", "wait a while, and try again"),
}  # fmt: skip


#: Is told how many bytes have come, and of how many, if the server says so.
Progress = Callable[[int, int | None], None]


class Downloaded(NamedTuple):
    """A file, the host that gave it in the end, and whether a private network was asked."""

    data: bytes
    host: str
    private: bool


def download(
    url: str,
    *,
    allow_private: bool = False,
    most: int = MOST_BYTES,
    patience: float = PATIENCE,
    look_up: internet.LookUp = socket.getaddrinfo,
    progress: Progress = lambda done, of: None,
) -> Downloaded:
    """Return the file at *url*, *most* bytes at most; raises UsageError and DiskError."""
    return _Download(url, allow_private, most, patience, look_up, progress).follow()


class _TimedSocket(ssl.SSLSocket):
    """A secure connection on which no wait goes beyond the time that is left."""

    owner: _Download | None = None

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        if self.owner:
            self.settimeout(self.owner.left())
        return super().recv_into(*args, **kwargs)


class _Download:
    def __init__(
        self,
        url: str,
        allow_private: bool,
        most: int,
        patience: float,
        look_up: internet.LookUp,
        progress: Progress,
    ) -> None:
        self.url, self.progress = url, progress
        self.allow_private, self.most, self.look_up = allow_private, most, look_up
        self.patience, self.end = patience, time.monotonic() + patience
        self.private = False
        self.context = ssl.create_default_context()
        self.context.sslsocket_class = _TimedSocket

    def left(self) -> float:
        """Return how many seconds the next wait may take; raises TimeoutError after the last."""
        left = self.end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return min(left, _IDLE)

    def follow(self) -> Downloaded:
        """Follow the redirects to the file, and return it."""
        url, seen = self.url, set[str]()
        for _ in range(MOST_REDIRECTS + 1):
            seen.add(url)
            host = internet.to_ascii(urlsplit(url).hostname or "")
            try:
                data, to = self._get(url, host)
            except InterviewError:
                raise
            except (OSError, HTTPException, ValueError) as error:
                raise self._explain(error, host) from error
            if data is not None:
                return Downloaded(data, host, self.private)
            url = self._check_redirect(url, to)
            if url in seen:
                raise self._fail(UsageError, "it redirects in a circle", "check its address")
        raise self._fail(
            UsageError, f"it redirects more than {MOST_REDIRECTS} times", "check its address"
        )

    def _get(self, url: str, host: str) -> tuple[bytes | None, str]:
        """Ask for *url*; return its bytes, or None and where it's said to be."""
        parts = urlsplit(url)
        port = parts.port or 443
        opened = self._connect(host, port)
        try:
            secure = self.context.wrap_socket(opened, server_hostname=host)
        except BaseException:
            opened.close()
            raise
        assert isinstance(secure, _TimedSocket)
        secure.owner = self
        connection = HTTPSConnection(host, port, context=self.context)
        connection.sock = secure
        with closing(connection):
            path = quote(parts.path or "/", safe=string.punctuation)
            query = f"?{quote(parts.query, safe=string.punctuation)}" if parts.query else ""
            headers = {"User-Agent": "interview", "Accept-Encoding": "identity", "Accept": "*/*"}
            connection.request("GET", path + query, headers=headers | {"Connection": "close"})
            with connection.getresponse() as response:
                if response.status in _REDIRECTS:
                    return None, response.headers.get("Location", "")
                return self._read(response), ""

    def _connect(self, host: str, port: int) -> socket.socket:
        """Return a connection to *host*, straight or through the proxy that is set."""
        proxy = "" if proxy_bypass(host) else getproxies().get("https", "")
        try:
            ends = internet.find_endpoints(
                host, port, allow_private=self.allow_private, look_up=self.look_up
            )
        except socket.gaierror:
            if not proxy:
                raise
            ends = []  # names of the internet may be known to the proxy alone
        self.private = self.private or any(not end.public for end in ends)
        if proxy:
            return self._connect_through(proxy, host, port)
        return self._open(ends)

    def _open(self, ends: list[internet.Endpoint]) -> socket.socket:
        """Return a connection to the first of *ends* that takes one; raises OSError."""
        failure: OSError = ConnectionError("no address")
        for end in ends:
            opened = socket.socket(end.family, socket.SOCK_STREAM)
            try:
                opened.settimeout(self.left())
                opened.connect(end.address)
            except OSError as error:
                opened.close()
                failure = error
            else:
                opened.settimeout(self.left())
                return opened
        raise failure

    def _connect_through(self, proxy: str, host: str, port: int) -> socket.socket:
        """Return a connection to *host* through *proxy*, which may be in a private network."""
        parts = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
        if parts.scheme != "http" or not parts.hostname:
            raise self._fail(
                UsageError,
                f"the proxy is {trim(parts.scheme)}://…, and only http:// is spoken with proxies",
                "set HTTPS_PROXY to http://HOST:PORT, or NO_PROXY to reach it directly",
            )
        ends = internet.find_endpoints(parts.hostname, parts.port or 80, allow_private=True)
        opened = self._open(ends)
        try:
            name = f"[{host}]" if ":" in host else host
            lines = [f"CONNECT {name}:{port} HTTP/1.1", f"Host: {name}:{port}"]
            if parts.username is not None:
                user = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
                lines.append(
                    f"Proxy-Authorization: Basic {base64.b64encode(user.encode()).decode()}"
                )
            opened.sendall("\r\n".join([*lines, "", ""]).encode())
            status = self._read_head(opened)
        except BaseException:
            opened.close()
            raise
        if not re.match(rb"HTTP/1\.[01] 200\b", status):
            opened.close()
            said = trim(status.split(b"\r\n")[0].decode("latin-1")) or "nothing"
            raise self._fail(
                DiskError, f"the proxy {parts.hostname} says: {said}", "check HTTPS_PROXY"
            )
        return opened

    def _read_head(self, opened: socket.socket) -> bytes:
        """Return what a proxy answers, up to the empty line, and no byte of what follows."""
        head = b""
        while not head.endswith(b"\r\n\r\n") and len(head) < _MOST_HEAD:
            opened.settimeout(self.left())
            byte = opened.recv(1)
            if not byte:
                break
            head += byte
        return head

    def _read(self, response: HTTPResponse) -> bytes:
        """Return the file that a server sends; raises where it's another thing, or too large."""
        if response.status != 200:
            error, why, hint = _STATUS.get(
                response.status,
                (DiskError, "it can't be had at the moment", _RETRY)
                if response.status >= 500
                else (UsageError, "the server doesn't give it", "check its address"),
            )
            raise self._fail(error, f"{why} (status {response.status})", hint)
        if response.headers.get_content_type() == "text/html":
            raise self._fail(
                UsageError, "that's a web page, not a .zip", "name the address of the file itself"
            )
        if response.headers.get("Content-Encoding", "identity") != "identity":
            raise self._fail(UsageError, "the server has compressed it once more", "")
        claimed, size, parts = response.length, 0, []
        if claimed is not None and claimed > self.most:
            raise self._too_large()
        while part := response.read(min(_CHUNK, self.most + 1 - size)):
            parts.append(part)
            size += len(part)
            if size > self.most:
                raise self._too_large()
            self.progress(size, claimed)
        if claimed is not None and size < claimed:
            raise self._fail(DiskError, f"it ended after {size} of {claimed} bytes", "try it again")
        return b"".join(parts)

    def _check_redirect(self, url: str, to: str) -> str:
        """Return the address that a server sends us to; raises UsageError if we don't go there."""
        try:
            parts = urlsplit(urljoin(url, quote(to, safe=string.punctuation)) if to else "")
            _ = parts.port
        except ValueError:
            parts = urlsplit("")
        if parts.scheme != "https" or not parts.hostname:
            what = f"{parts.scheme}://{parts.hostname}" if parts.scheme else "nowhere"
            raise self._fail(
                UsageError,
                f"it redirects to {trim(what)}, which isn't https",
                "ask those who gave you the address for another one",
            )
        if parts.username is not None or parts.password is not None:
            raise self._fail(
                UsageError, "it redirects to an address with a password in it", "check its address"
            )
        return parts._replace(fragment="").geturl()

    def _too_large(self) -> InterviewError:
        return self._fail(
            UsageError,
            f"it's larger than {self.most >> 20} MiB",
            "a pack is text: take out what isn't",
        )

    def _explain(self, error: Exception, host: str) -> InterviewError:
        """Return what went wrong with the connection to *host* in words that can be acted on."""
        if isinstance(error, socket.gaierror):
            why = f"there is no host {trim(host)}, or no network"
        elif isinstance(error, ssl.SSLCertVerificationError):
            return self._fail(
                DiskError,
                f"the certificate of {trim(host)} isn't trusted: {trim(error.verify_message, 100)}",
                "nothing was downloaded; a certificate of your own is named by SSL_CERT_FILE",
            )
        elif isinstance(error, ssl.SSLError):
            why = f"{trim(host)} doesn't speak https as it should"
        elif isinstance(error, TimeoutError):
            if time.monotonic() >= self.end:
                why = f"it took more than {self.patience:g} seconds"
            else:
                why = f"{trim(host)} doesn't answer"
        elif isinstance(error, OSError):
            why = f"{trim(host)} doesn't answer"
        else:
            why = f"what {trim(host)} answers makes no sense"
        return self._fail(DiskError, why, _RETRY)

    def _fail(self, error: type[InterviewError], why: str, hint: str) -> InterviewError:
        # What follows the ? may be a secret, and isn't needed to know the file by.
        return error(f"can't download {trim(self.url.partition('?')[0], 80)}: {why}", hint)
