"""A server on this machine that gives files over https, or answers as no server should."""

from __future__ import annotations

import select
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import BinaryIO

from helpers.git_server import QuietServer

#: Bytes are a file; a function writes the whole answer by itself, and stops at an OSError.
Answer = bytes | Callable[[BinaryIO], None]


def said(status: int, *fields: str, body: bytes = b"") -> Callable[[BinaryIO], None]:
    """Return what answers with these fields, and with no length that they don't name."""

    def write(out: BinaryIO) -> None:
        lines = [f"HTTP/1.1 {status} x", *fields, "Connection: close", "", ""]
        out.write("\r\n".join(lines).encode("latin-1") + body)

    return write


def sent_to(where: str, status: int = 302) -> Callable[[BinaryIO], None]:
    return said(status, f"Location: {where}", "Content-Length: 0")


def endless(start: bytes, again: bytes, pause: float = 0.0) -> Callable[[BinaryIO], None]:
    """Return what goes on until the other side has had enough; *pause* makes it drip."""

    def write(out: BinaryIO) -> None:
        waiting = threading.Event()
        out.write(start)
        while True:
            out.write(again)
            out.flush()
            waiting.wait(pause)

    return write


@contextmanager
def serving(
    files: Mapping[str, Answer], secured_by: Path | None, behind: str = ""
) -> Iterator[tuple[str, list[str]]]:
    """Serve *files* by their paths; give ``127.0.0.1:port``, and the paths asked for so far.

    *files* may be changed meanwhile. As a proxy it leads to the server *behind* it.
    """
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            answer = files.get(self.path.partition("?")[0], said(404))
            if isinstance(answer, bytes):
                answer = said(200, f"Content-Length: {len(answer)}", body=answer)
            answer(self.wfile)  # type: ignore[arg-type]

        def do_CONNECT(self) -> None:
            """As a proxy: go to *behind*, whatever was asked for; without one no further."""
            asked.append(f"CONNECT {self.path} {self.headers.get('Proxy-Authorization', '')}")
            if not behind:
                said(502)(self.wfile)  # type: ignore[arg-type]
                return
            host, _, port = behind.partition(":")
            with socket.create_connection((host, int(port))) as other:
                self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
                ends = {self.connection: other, other: self.connection}
                while True:
                    for end in select.select([*ends], [], [])[0]:
                        if not (data := end.recv(65536)):
                            return
                        ends[end].sendall(data)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = QuietServer(("127.0.0.1", 0), Handler)
    if secured_by:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(secured_by)
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
