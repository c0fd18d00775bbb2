"""What the home screen asks: a choice, a line, or to read on; with keys, or as lines."""

from __future__ import annotations

import sys
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence

from interview_cli.core.safe_text import clean, drop_controls
from interview_cli.terminal.rendering.input_lines import read_line
from interview_cli.terminal.rendering.menu import ENTER, Footer, Key, Menu
from interview_cli.terminal.rendering.messages import print_text

#: Returns what is wrong with a typed text; None or "" if nothing is.
Check = Callable[[str], str | None]

#: Keys that take one step back, wherever there is a step to take.
BACK = ("escape", "left", "b", "q")


class Asker(ABC):
    """Asks the learner; in each of its questions there is a way out, which returns None."""

    @abstractmethod
    def say(self, text: str, style: str = "") -> None:
        """Show a text that stays."""

    @abstractmethod
    def pick(
        self,
        title: str,
        texts: Sequence[str],
        *,
        out: str = "go back",
        pointed: int = 0,
        skip: int | None = None,
    ) -> int | None:
        """Return the place of the text that was chosen; None for the way *out*.

        *skip* is what the key ``s`` chooses, if there is something to skip.
        """

    @abstractmethod
    def type(
        self, title: str, hint: str, check: Check, *, whole: Callable[[str], bool] | None = None
    ) -> str | None:
        """Return a line that *check* has nothing against; None for a step back.

        With *whole* several lines can be pasted: it says whether the first is all there is.
        """

    @abstractmethod
    def pause(self) -> None:
        """Let the learner read what is on the screen."""


class KeyAsker(Asker):
    """Asks with menus and prompts, which are gone when they have been answered."""

    def say(self, text: str, style: str = "") -> None:
        from interview_cli.terminal.rendering.layout import Page, plain

        Page().show(plain(text, style))

    def pick(
        self,
        title: str,
        texts: Sequence[str],
        *,
        out: str = "go back",
        pointed: int = 0,
        skip: int | None = None,
    ) -> int | None:
        from interview_cli.terminal.rendering import prompts

        menu = Menu(tuple(texts), pointed=pointed)
        digits = f"1-{min(len(texts), 9)}" if len(texts) > 1 else "1"
        keys: list[Key] = [(f"↑↓ Enter, or {digits}", "")]
        ends: list[str] = []
        if skip is not None:
            keys.append(("s", "skip"))
            ends.append("s")
        if out == "quit":
            keys.append(("q", "quit"))
            ends.append("q")
        else:
            keys.append(("Esc", out.removeprefix("go ")))
            ends.extend(BACK)
        try:
            key = prompts.choose(menu, Footer(tuple(keys), tuple(ends)), title)
        except EOFError:
            return None
        if key:
            return skip if key == "s" else None
        return menu.chosen[0]

    def type(
        self, title: str, hint: str, check: Check, *, whole: Callable[[str], bool] | None = None
    ) -> str | None:
        from interview_cli.terminal.rendering import prompts

        footer, message = Footer((("Enter", "done"), ("Esc", "back")), ("escape",)), ""
        self.say(hint, "dim")
        while True:
            try:
                typed = prompts.type_text(
                    f" {title}",
                    footer,
                    check,
                    is_command=lambda _: False,
                    message=message,
                    takes="line" if whole is None else "gaps",
                )
            except EOFError:
                return None
            if typed.ended_by == "escape":
                return None
            # A paste of several lines ends the prompt at once, and wasn't checked.
            message = check(typed.text) or ""
            if not message:
                print()
                return typed.text

    def pause(self) -> None:
        from interview_cli.terminal.rendering import prompts

        footer = Footer((("Enter", "back"),), (ENTER, " ", *BACK))
        try:
            prompts.press(footer)
        except EOFError:
            return


class LineAsker(Asker):
    """Asks with numbered lines, and reads what is typed line by line."""

    def say(self, text: str, style: str = "") -> None:
        print_text(clean(text))

    def pick(
        self,
        title: str,
        texts: Sequence[str],
        *,
        out: str = "go back",
        pointed: int = 0,
        skip: int | None = None,
    ) -> int | None:
        if title:
            self.say(title)
        for n, text in enumerate(texts, 1):
            print_text(f"{n}. {clean(text)}")
        skips = ", Enter to skip" * (skip is not None)
        while True:
            line = self._line(f"Type a number from 1 to {len(texts)}{skips}, or :q to {out}.")
            if line is None or line in _OUT:
                return None
            if skip is not None and line in ("", ":s"):
                return skip
            if line.isascii() and line.isdecimal() and 1 <= int(line) <= len(texts):
                return int(line) - 1

    def type(
        self, title: str, hint: str, check: Check, *, whole: Callable[[str], bool] | None = None
    ) -> str | None:
        self.say(hint)
        while True:
            ends = "; a line that has only a dot ends it" * (whole is not None)
            line = self._line(f"{title}, or :q to go back{ends}.")
            if line is None or line in _OUT:
                return None
            lines = [line]
            while whole and not whole(lines[0]) and len(lines) < _MOST_LINES:
                more = self._read()
                if more is None or more.strip() == ".":
                    break
                lines.append(more)
            if not (complaint := check("\n".join(lines))):
                return "\n".join(lines)
            self.say(complaint)

    def pause(self) -> None:
        pass

    def _line(self, prompt: str) -> str | None:
        print_text(prompt)
        print("> ", end="", flush=True)
        line = self._read()
        return None if line is None else line.strip()

    def _read(self) -> str | None:
        line = read_line(sys.stdin)
        return drop_controls(line.rstrip("\r\n")) if line else None


#: What takes a step back in lines; nobody pastes more than so many at once.
_OUT = (":q", ":b")
_MOST_LINES = 5000


def open_asker(plain: bool) -> Asker:
    return LineAsker() if plain else KeyAsker()
