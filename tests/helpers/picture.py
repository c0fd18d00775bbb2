"""Make the README's picture: the real program at a pseudo-terminal, as SVG.

    python tests/helpers/picture.py

A question of the bundled bank is answered wrongly on purpose, so that the picture
shows the verdict too.
"""

from __future__ import annotations

import io
import os
import re
import sys
import tempfile
from itertools import groupby
from pathlib import Path

import pexpect
import pyte
from rich.console import Console
from rich.style import Style
from rich.terminal_theme import MONOKAI
from rich.text import Text

COLUMNS, ROWS = 80, 34
TARGET = Path(__file__).parents[2] / ".github" / "quiz.svg"
COMMAND = "interview quiz --level senior --topic fastapi --kind choice --seed 4"


def play() -> pyte.Screen:
    """Start the program, answer with a wrong option, and give the screen."""
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.ByteStream(screen)
    with tempfile.TemporaryDirectory() as home:
        child = pexpect.spawn(
            sys.executable,
            ["-m", "interview_cli", *COMMAND.split()[1:]],
            dimensions=(ROWS, COLUMNS),
            env={**os.environ, "INTERVIEW_HOME": home, "TERM": "xterm-256color"},
        )
        child.logfile_read = _To(stream)
        child.expect("quit")
        child.send("1" if "429" in screen.display[-1] else "2")
        child.expect("You said")
        child.expect("quit")
        child.close(force=True)
    return screen


class _To(io.RawIOBase):
    """Hands what the program writes to the screen."""

    def __init__(self, stream: pyte.ByteStream) -> None:
        self.stream = stream

    def write(self, data: bytes) -> int:  # type: ignore[override]  # bytes is all there is
        self.stream.feed(data)
        return len(data)


def styled(screen: pyte.Screen) -> list[Text]:
    """Give the lines of *screen* with their colours, without the empty ones at the end."""
    lines = []
    for row in range(ROWS):
        line = Text()
        cells = (screen.buffer[row][column] for column in range(COLUMNS))
        for look, run in groupby(cells, key=lambda cell: cell._replace(data="")):
            style = Style(
                color=_colour(look.fg), bold=look.bold, italic=look.italics, reverse=look.reverse
            )
            line.append("".join(cell.data for cell in run), style)
        line.rstrip()
        lines.append(line)
    while lines and not lines[-1].plain:
        lines.pop()
    return lines


def _colour(name: str) -> str | None:
    if name == "default":
        return None
    names = {"brown": "yellow", "brightblack": "bright_black"}
    if len(name) == 6 and all(digit in "0123456789abcdef" for digit in name):
        return f"#{name}"
    return names.get(name, name.replace("bright", "bright_", 1))


def main() -> None:
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), color_system="truecolor")
    for line in [Text(f"$ {COMMAND}", "bold"), *styled(play())]:
        console.print(line)
    TARGET.parent.mkdir(exist_ok=True)
    picture = console.export_svg(title="interview", theme=MONOKAI)
    # Rich asks for a font from elsewhere; whoever looks has a monospaced one.
    picture = re.sub(r"@font-face \{.*?\}\n", "", picture, flags=re.DOTALL)
    TARGET.write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    main()
