"""What was printed: its head and its tail, whatever its size."""

from __future__ import annotations

from interview_cli.core.safe_text import make_visible


class BoundedOutput:
    """Takes bytes as they come, and keeps the first and the last of them."""

    def __init__(self, kept: int) -> None:
        self._half = kept // 2
        self._head = bytearray()
        self._tail = bytearray()
        self.size = 0

    def add(self, data: bytes) -> None:
        self.size += len(data)
        room = self._half - len(self._head)
        if room > 0:
            self._head += data[:room]
            data = data[room:]
        if data:
            self._tail += data[-self._half :]
            if len(self._tail) > 2 * self._half:
                del self._tail[: -self._half]

    @property
    def cut(self) -> int:
        """How many bytes are left out between head and tail."""
        return self.size - len(self._head) - min(len(self._tail), self._half)

    def text(self) -> str:
        """Return what is kept as text that is safe to show."""
        tail = bytes(self._tail[-self._half :]) if self._tail else b""
        if not self.cut:
            return decode(bytes(self._head) + tail)
        return f"{decode(bytes(self._head))}\n… {self.cut} bytes left out …\n{decode(tail)}"


def decode(data: bytes) -> str:
    """Return *data* as text, with something visible for what isn't."""
    return make_visible(data.decode("utf-8", "replace").replace("\r\n", "\n"))
