"""A server on this machine that gives git repositories over https, as forges do."""

from __future__ import annotations

import os
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


def certificate(folder: Path) -> Path:
    """Make a certificate that nobody signed, for this machine; its key is in the file too."""
    key, cert, both = folder / "key.pem", folder / "cert.pem", folder / "both.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
            *("-nodes", "-days", "2", "-subj", "/CN=localhost"),
            *("-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"),
            *("-keyout", str(key), "-out", str(cert)),
        ],
        check=True,
        capture_output=True,
    )
    both.write_bytes(key.read_bytes() + cert.read_bytes())
    return both


class Handler(BaseHTTPRequestHandler):
    """Hands requests below ``/open`` to git, and answers badly below the other folders."""

    root = ""
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        first = self.path.split("/")[1]
        if first == "private":
            self._answer(401, "WWW-Authenticate: Basic realm=\x1b]0;evil\x07")
        elif first == "away":
            self._answer(302, f"Location: {self._elsewhere()}")
        elif first == "broken":
            self._answer(503)
        elif first == "page":
            self._answer(200, "Content-Type: text/html", b"<html>\x1b]0;evil\x07</html>")
        elif first == "open":
            self._git()
        else:
            self._answer(404)

    do_POST = do_GET

    def _elsewhere(self) -> str:
        """Give where the request wants to be sent: /away/http/... over plain http."""
        scheme, _, rest = self.path.removeprefix("/away/").partition("/")
        return f"{scheme}://{self.headers['Host']}/{rest}"

    def _git(self) -> None:
        path, _, query = self.path.removeprefix("/open").partition("?")
        length = int(self.headers.get("Content-Length") or 0)
        answer = subprocess.run(
            ["git", "http-backend"],
            input=self.rfile.read(length),
            capture_output=True,
            check=False,
            env={
                "PATH": os.environ["PATH"],
                "GIT_PROJECT_ROOT": self.root,
                "GIT_HTTP_EXPORT_ALL": "1",
                "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
                "GIT_CONFIG_COUNT": "1",
                "GIT_CONFIG_KEY_0": "safe.directory",
                "GIT_CONFIG_VALUE_0": "*",
                "REQUEST_METHOD": self.command,
                "PATH_INFO": path,
                "QUERY_STRING": query,
                "CONTENT_TYPE": self.headers.get("Content-Type", ""),
                "CONTENT_LENGTH": str(length),
                "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            },
        ).stdout
        head, _, body = answer.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        status = [line[7:] for line in lines if line.startswith("Status:")]
        fields = [line for line in lines if not line.startswith("Status:")]
        self._answer(int(status[0].split()[0]) if status else 200, "\r\n".join(fields), body)

    def _answer(self, status: int, fields: str = "", body: bytes = b"") -> None:
        start = f"HTTP/1.0 {status} x\r\nContent-Length: {len(body)}\r\n"
        end = f"{fields}\r\n\r\n" if fields else "\r\n"
        self.wfile.write((start + end).encode("latin-1") + body)

    def log_message(self, format: str, *args: object) -> None:
        pass


class QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        pass  # a client that does not like our certificate goes away


@contextmanager
def serving(root: Path, secured_by: Path | None) -> Iterator[tuple[str, list[str]]]:
    """Serve the repositories in *root*; give ``host:port``, and the paths asked for so far."""
    asked: list[str] = []
    handler = type("Serving", (Handler,), {"root": str(root), "asked": asked})
    server = QuietServer(("127.0.0.1", 0), handler)
    if secured_by:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(secured_by)
        # The handshake is done by the thread that answers: one bad client stops nobody.
        server.socket = context.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
