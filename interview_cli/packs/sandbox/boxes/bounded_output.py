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


class PartedOutput:
    """Output that marks divide into parts: a mark is *word*, a number, and the end of a line.

    What comes before the first mark is part 0. Of each part *kept* bytes are.
    """

    def __init__(self, kept: int, word: str) -> None:
        self._kept = kept
        self._word = word.encode()
        self._parts: dict[int, BoundedOutput] = {}
        self._now = 0
        self._rest = b""
        self.size = 0

    def add(self, data: bytes) -> None:
        self.size += len(data)
        self._rest += data
        while (at := self._rest.find(self._word)) >= 0:
            end = self._rest.find(b"\n", at)
            if end < 0:
                return  # the number hasn't all come yet
            self._keep(self._rest[:at])
            self._now = int(self._rest[at + len(self._word) : end])
            self._rest = self._rest[end + 1 :]
        sure = max(0, len(self._rest) - len(self._word) + 1)  # a mark may come in two pieces
        self._keep(self._rest[:sure])
        self._rest = self._rest[sure:]

    def close(self) -> None:
        """Take what has come as all there is."""
        self._keep(self._rest)
        self._rest = b""

    def part(self, number: int) -> BoundedOutput:
        return self._parts.get(number) or BoundedOutput(0)

    def _keep(self, data: bytes) -> None:
        if data:
            self._parts.setdefault(self._now, BoundedOutput(self._kept)).add(data)


def decode(data: bytes) -> str:
    """Return *data* as text, with something visible for what isn't."""
    return make_visible(data.decode("utf-8", "replace").replace("\r\n", "\n"))
