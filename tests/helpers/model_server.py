"""A small server that speaks OpenAI's chat completions, and misbehaves as it is told to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Reply:
    """What is answered: *text* as the model's words, else *error* with *status*."""

    text: str = ""
    status: int = 200
    error: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    hold: bool = False  # says nothing until the server is closed

    def body(self) -> bytes:
        if self.raw is not None:
            return self.raw
        if self.error is not None:
            return json.dumps({"error": self.error}).encode()
        message = {"role": "assistant", "content": self.text}
        return json.dumps(
            {
                "id": "chatcmpl-1",
                "object": "chat.completion",
                "created": 1,
                "model": "small",
                "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
                "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
            }
        ).encode()


#: What is answered to a request, whose body is given.
Answer = Reply | Callable[[dict[str, Any]], Reply]


class Server:
    """Answers with *replies* in turn, the last of them again and again."""

    def __init__(self, *replies: Answer) -> None:
        self.replies: list[Answer] = list(replies)
        self.asked: list[dict[str, Any]] = []  # the bodies of the requests
        self.headers: list[dict[str, str]] = []
        self.closing = threading.Event()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._http.daemon_threads = False
        self._http.block_on_close = True
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,))

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self._http.server_address[1]}"

    @property
    def url(self) -> str:
        return f"http://{self.host}/v1"

    def next(self, body: dict[str, Any]) -> Reply:
        self.asked.append(body)
        answer = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        return answer if isinstance(answer, Reply) else answer(body)

    @contextmanager
    def running(self) -> Iterator[Server]:
        self._thread.start()
        try:
            yield self
        finally:
            self.closing.set()
            self._http.shutdown()
            self._http.server_close()
            self._thread.join()


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = 60  # a connection that nobody closes ends by itself

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            server.headers.append({k.lower(): v for k, v in self.headers.items()})
            reply = server.next(body)
            if reply.hold:
                server.closing.wait(120)
                return
            data = reply.body()
            self.send_response(reply.status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(data)))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    return Handler


def fenced(message: str) -> Any:
    """Give the JSON that is fenced in a message of a request."""
    lines = message.split("\n")
    (start,) = [n for n, line in enumerate(lines) if line.startswith("<<<DATA ")]
    nonce = lines[start].removeprefix("<<<DATA ").removesuffix(">>>")
    assert lines[start + 2] == f"<<<END {nonce}>>>"
    return json.loads(lines[start + 1])
