"""A real terminal for a real process: what it shows is looked at, what it hears is typed."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable
from typing import Any

import pytest

#: How long a slow machine may take for a step, in seconds.
PATIENCE = 60

KEYS = {
    "enter": "\r",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "backspace": "\x7f",
    "escape": "\x1b",
    "ctrl-c": "\x03",
    "ctrl-d": "\x04",
    "ctrl-o": "\x0f",
    "alt-enter": "\x1b\r",
}

QUESTIONS = {
    "limiter": """
  - id: limiter
    ask: What does the client get, and why?
    code: |
      def limit(numbers: list[int]) -> None:
          raise HTTPException(429)
    answer: A 500.
    hint: Which layer turns exceptions into responses?
    sources: [https://example.org/layers]
    topic: fastapi/middleware
    quiz:
      kind: choice
      stem: What does the client get?
      keep_order: true
      why: What is raised here passes that layer by.
      options:
        - {text: 429 with the detail as JSON, why: Only inside a route.}
        - {text: "500: `arr[i]` is `list[int]`, [red]x[/red] [/] :smile:", right: true}
        - {text: 429 without CORS headers, why: It is no 429 at all.}
        - {text: "Nothing, not even a header or a status line: the connection is closed"}
""",
    "many": """
  - id: many
    ask: Which run in the threadpool?
    answer: The def ones.
    topic: asyncio
    quiz:
      kind: choice
      keep_order: true
      options:
        - {text: a def route, right: true, why: Starlette does so.}
        - {text: an async def route, why: It runs on the loop.}
        - {text: a def dependency, right: true, why: As a route.}
""",
    "steps": """
  - id: steps
    ask: In which order does this happen?
    answer: As listed.
    topic: requests
    quiz: {kind: order, steps: [enter the middleware, resolve the dependencies, run the route]}
""",
    "prints": """
  - id: prints
    ask: What does this print?
    code: |
      for n in range(2):
          print(n)
    answer: Two lines.
    hint: It starts at zero.
    topic: python
    quiz: {kind: output, prints: "0\\n1"}
""",
    "gaps": """
  - id: gaps
    ask: Fill in what starts a task group.
    answer: "`async with asyncio.TaskGroup()`"
    topic: asyncio
    quiz:
      kind: blanks
      text: "`async {{1}} asyncio.{{2}}() as tg:`"
      accept: [[with], [TaskGroup]]
""",
    "word": """
  - id: word
    ask: What is the code for too many requests?
    answer: "429."
    hint: Four hundred and something.
    topic: http
    quiz: {kind: short, accept: ["429"]}
""",
    "loop": """
  - id: loop
    ask: What runs coroutines?
    answer: The event loop does.
    topic: asyncio
    quiz:
      kind: short
      accept: [event loop]
      wrong: [{text: thread pool, why: That's where `def` routes run.}]
""",
    "card": """
  - id: card
    ask: What is a task?
    answer: A coroutine that the loop runs.
    topic: asyncio
""",
    "card-two": """
  - id: card-two
    ask: What is a future?
    answer: A result to come.
    topic: asyncio
""",
}


class Terminal:
    """The program, or another *command*, in a pseudo-terminal of *columns* by *rows*."""

    def __init__(
        self,
        args: list[str],
        columns: int,
        rows: int,
        env: dict[str, str],
        command: tuple[str, ...] = (),
    ) -> None:
        pytest.importorskip("termios", reason="NOT RUN: Windows has no pseudo-terminals")
        from helpers.pseudo_terminal import PseudoTerminal

        pyte = pytest.importorskip("pyte")
        inherited = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES")}
        self.raw = ""
        self.screen = pyte.HistoryScreen(columns, rows, history=1000, ratio=1)
        self._stream = pyte.Stream(self.screen)
        self.child = PseudoTerminal(args, columns, rows, inherited | env, command)

    @property
    def shown(self) -> str:
        """What is in the window now."""
        return "\n".join(self._text(line) for line in self._window()).rstrip()

    @property
    def all(self) -> str:
        """What is in the window and above it."""
        above = [self._text(line) for line in self.screen.history.top]
        return "\n".join([*above, self.shown])

    def _window(self) -> list[Any]:
        return [self.screen.buffer[y] for y in range(self.screen.lines)]

    def _text(self, line: Any) -> str:
        """Return a line of the screen, which has an entry for each column that was written."""
        columns = min(max(line, default=-1) + 1, self.screen.columns)
        return "".join(line[x].data for x in range(columns)).rstrip()

    def wait(self, *texts: str, without: str | None = None, pressing: str = "") -> str:
        """Read until all *texts* are in the window; give what is in it.

        *pressing* is a key that is pressed at once, and every two seconds until then.
        """
        shown = ""

        def done() -> bool:
            nonlocal shown
            shown = self.shown
            return all(text in shown for text in texts) and (
                without is None or without not in shown
            )

        self.until(done, f"{texts}", pressing=pressing)
        return shown

    def press(self, *keys: str) -> None:
        """Send keys, by their name or as they are, one after another."""
        for key in keys:
            self.child.send(KEYS.get(key, key))

    def resize(self, columns: int, rows: int) -> None:
        self.screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)

    def ends(self, *, pressing: str = "") -> int:
        """Read to the end; give the exit code, with the terminal as it was before.

        *pressing* is a key that is pressed at once, and every two seconds until then.
        """
        import termios

        with contextlib.suppress(EOFError):
            self.until(lambda: False, "the end", pressing=pressing)
        modes = termios.tcgetattr(self.child.child_fd)[3]
        assert modes & termios.ECHO
        assert modes & termios.ICANON
        assert not self.screen.cursor.hidden
        assert self.raw.rfind("\x1b[?2004l") >= self.raw.rfind("\x1b[?2004h")
        return self.child.wait()

    def until(self, done: Callable[[], bool], what: str, *, pressing: str = "") -> None:
        """Read until *done*; *what* names that where it doesn't come."""
        end = time.monotonic() + PATIENCE
        pressed = 0.0
        while not done():
            now = time.monotonic()
            assert now < end, f"{what} not in:\n{self.shown}"
            if pressing and now > pressed + 2:
                self.press(pressing)
                pressed = now
            self._read()

    def _read(self) -> None:
        text = self.child.read(timeout=0.2)
        self.raw += text
        self._stream.feed(text)
