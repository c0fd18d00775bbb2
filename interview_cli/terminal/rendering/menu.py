"""What a prompt offers, as values: its footer, and texts to choose from."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from interview_cli.core.safe_text import clean
from interview_cli.core.sentences import count
from interview_cli.terminal.rendering.layout import MARGIN, wrap

#: A key as the footer shows it, and what it does.
Key = tuple[str, str]

#: Styled text as prompts draw it: a style and what is drawn in it.
Drawn = list[tuple[str, str]]

ENTER, SPACE = "enter", " "

#: What ends a prompt, in place of a key, that waits for something else too.
HAPPENED = "happened"

#: Code in a text; it may have been broken into lines.
_CODE = re.compile(r"`([^`\s](?:[^`]*[^`\s])?)`")


@dataclass(frozen=True, slots=True)
class Footer:
    """What stands below a prompt: its keys, those that end it, and the time left.

    ``ends`` holds the keys that end the prompt: characters, or ENTER; those that are
    not listed do nothing. After ``quiet_seconds`` without any key the first one counts. The
    ``clock`` says, whenever it's asked, how much time is left of more than this prompt. Once
    ``happened`` says so, the prompt ends by HAPPENED in place of a key.
    """

    keys: tuple[Key, ...]
    ends: tuple[str, ...] = ()
    seconds: float | None = None
    quiet_seconds: float = 0.0
    clock: Callable[[], str] | None = None
    happened: Callable[[], bool] | None = None


@dataclass(slots=True)
class Menu:
    """Numbered texts, and which were chosen; asked again, it is as the learner left it.

    ``how`` is ``one``, ``many``, ``picks``, ``order`` or ``pairs``, as a question expects it;
    ``pointed`` is the text that the arrows point at, one of those left. Texts are named by their
    index. Where ``several`` can be chosen, at least ``least`` are. ``top`` is the place, among
    those left, of the first that was drawn. In ``pairs`` each text is placed beside one of the
    ``left_sides``. With ``code`` what is in back-ticks is drawn as code. In one that
    ``is_long`` a number of two digits can be ``typed``: it points, and chooses nothing.
    """

    texts: tuple[str, ...]
    how: str = "one"
    pointed: int = 0
    chosen: list[int] = field(default_factory=list)
    least: int = 1
    top: int = 0
    code: bool = False
    left_sides: tuple[str, ...] = ()
    is_long: bool = False
    typed: str = ""

    @property
    def several(self) -> bool:
        """Whether any number can be chosen, until a key says that these are all."""
        return self.how in ("many", "picks")

    @property
    def left(self) -> list[int]:
        """The texts that can be pointed at: in ``order`` and ``pairs`` those not placed."""
        taken = self.chosen if self.how in ("order", "pairs") else ()
        return [n for n in range(len(self.texts)) if n not in taken]

    @property
    def placed(self) -> bool:
        return self.how in ("order", "pairs") and bool(self.chosen)

    @property
    def has_head(self) -> bool:
        """Whether what was placed, or is to be matched, stands above the texts left."""
        return self.placed or bool(self.left_sides)

    def choose(self, n: int) -> bool:
        """Choose a text, or take it out again; return whether that completes the answer."""
        if n not in self.left:
            return False
        self.pointed = n
        if self.several and n in self.chosen:
            self.chosen.remove(n)
        else:
            self.chosen.append(n)
        if self.placed and self.left:
            self.pointed = self.left[0]
        return self.how == "one" or not self.left

    def tick(self, n: int) -> str:
        """Return the box before a text: ticked, or with its place among the picks."""
        if not self.several:
            return ""
        if n not in self.chosen:
            return "[ ] "
        return "[x] " if self.how == "many" else f"[{self.chosen.index(n) + 1}] "

    def type_digit(self, digit: str) -> None:
        """Point at the text whose number is what was typed so far, or begins again with *digit*."""
        for number in (self.typed + digit, digit):
            if int(number) - 1 in self.left:
                self.typed, self.pointed = number, int(number) - 1
                return
        self.typed = ""

    def move(self, step: int) -> None:
        """Point to the next text left, or with -1 to the one before; both ends meet."""
        self.pointed = self.left[(self.left.index(self.pointed) + step) % len(self.left)]

    def take_back(self) -> None:
        self.pointed = self.chosen.pop()

    def title(self, n: int, width: int) -> str:
        """Return a text with its number, in lines that fit into *width* columns."""
        start = f"{n + 1:{len(str(len(self.texts)))}}  {self.tick(n)}"
        indent = " " * (len("   ") + len(start))
        return start + f"\n{indent}".join(wrap(self.texts[n], width - len(indent) - MARGIN))

    def heights(self, width: int) -> list[int]:
        """Return how many lines each of the texts left takes."""
        return [1 + self.title(n, width).count("\n") for n in self.left]

    def draw(self, width: int, room: int) -> Drawn:
        """Draw the texts left, the one pointed at highlighted, or those that fit around it."""
        first, last = self._fitting(width, room)
        drawn: Drawn = []
        for n in self.left[first : last + 1]:
            if n == self.pointed:
                drawn.append(("class:pointer", " › "))
                drawn += self._coloured("class:highlighted", _cut(self.title(n, width), room))
            else:
                drawn += self._coloured("class:text", f"   {self.title(n, width)}")
            drawn.append(("", "\n"))
        return drawn[:-1]

    def _coloured(self, style: str, text: str) -> Drawn:
        parts = _CODE.split(text) if self.code else [text]
        both = ((f"{style} class:code" if n % 2 else style, part) for n, part in enumerate(parts))
        return [(style, part) for style, part in both if part]

    def hidden(self, width: int, room: int) -> str:
        """Return in a line how many of the texts left don't fit; "" if all do."""
        if not self.left:
            return ""
        first, last = self._fitting(width, room)
        return describe_hidden(first, len(self.left) - 1 - last, width)

    def _fitting(self, width: int, room: int) -> tuple[int, int]:
        """Return the places of the first and last text to draw; at least that pointed at."""
        heights = self.heights(width)
        at, end = self.left.index(self.pointed), len(heights) - 1
        first = min(self.top, at)
        while first < at and sum(heights[first : at + 1]) > room:
            first += 1
        last = at
        while last < end and sum(heights[first : last + 2]) <= room:
            last += 1
        while first > 0 and sum(heights[first - 1 : last + 1]) <= room:
            first -= 1
        self.top = first
        return first, last

    def so_far(self, width: int, room: int) -> Drawn:
        """Draw the steps that were placed, in their order: the last of them in a small window."""
        if self.left_sides:
            return self._pairs_so_far(width, room)
        steps = [f"   {self.title(n, width)}" for n in self.chosen]
        hidden = 0
        while steps and sum(1 + step.count("\n") for step in steps) + (hidden > 0) + 3 > room:
            del steps[0]
            hidden += 1
        more = [f"   ↑ {hidden} more above"] if hidden else []
        return [("", "\n".join([" So far", *more, *steps, "", " Next"]))]

    def pair(self, n: int, width: int) -> str:
        """Return a left side, with what was placed beside it, in lines of *width* columns."""
        text = self.left_sides[n]
        if n < len(self.chosen):
            text += f" → {self.texts[self.chosen[n]]}"
        elif n == len(self.chosen):
            text += " → ?"
        return f"{'ABCDEFGHI'[n]}  " + "\n      ".join(wrap(text, width - 6 - MARGIN))

    def _pairs_so_far(self, width: int, room: int) -> Drawn:
        """Draw the pairs, the one to be made next marked; in a small window those around it."""
        at = len(self.chosen)
        sides = [(n, self.pair(n, width)) for n in range(len(self.left_sides))]
        while len(sides) > 1 and sum(1 + text.count("\n") for _, text in sides) + 1 > room:
            sides.pop(0 if sides[-1][0] <= at or at - sides[0][0] > 1 else -1)
        drawn: Drawn = []
        for n, text in sides:
            style = "class:highlighted" if n == at else "class:text"
            drawn += [*self._coloured(style, f"   {text}"), ("", "\n")]
        return drawn

    def answered(self, width: int, room: int) -> Drawn:
        """Draw the texts as the answer has them, as far as there's room."""
        if self.left_sides:
            pairs = "\n".join(f"   {text}" for text in self._all_pairs(width))
            return self._coloured("class:text", _cut(pairs, room))
        if self.how != "order":
            return self.draw(width, room)
        steps = "\n".join(f"   {self.title(n, width)}" for n in self.chosen)
        return [("", _cut(steps, room))]

    def rooms(self, width: int, room: int) -> tuple[int, int]:
        """Return how many of *room* lines the placed steps take, and the texts left."""
        if not self.has_head:
            return 0, room
        placed = 3 + sum(1 + self.title(n, width).count("\n") for n in self.chosen)
        if self.left_sides:
            placed = 1 + sum(1 + text.count("\n") for text in self._all_pairs(width))
        left = min(sum(self.heights(width)), room // 2)  # what they get at least
        return min(placed, room - left), room - min(placed, room - left)

    def _all_pairs(self, width: int) -> list[str]:
        return [self.pair(n, width) for n in range(len(self.left_sides))]

    def keys(self, keys: tuple[Key, ...]) -> tuple[Key, ...]:
        """Return a footer's keys, with the one that takes a step back if one was placed."""
        return (*keys[:1], ("Backspace", "take one back"), *keys[1:]) if self.placed else keys


def describe_hidden(above: int, below: int, width: int) -> str:
    """Return in a line of *width* columns how much doesn't fit into the window; "" if all does."""
    hidden = [part for part in (("↑", above, "above"), ("↓", below, "below")) if part[1]]
    long = "   ".join(f"{sign} {n} more {where}" for sign, n, where in hidden)
    short = "   ".join(f"{sign} {n} more" for sign, n, _ in hidden)
    return "" if not hidden else f"   {long}" if len(long) + 3 < width else f" {short}"


def _cut(text: str, room: int) -> str:
    """Return the lines of *text* that fit into *room* lines, and how many more there are."""
    lines = text.split("\n")
    if len(lines) <= max(room, 1):
        return text
    kept = lines[: max(room - 1, 1)]
    more = [f"      … {count(len(lines) - len(kept), 'more line')}"] if room > 1 else []
    return "\n".join(kept + more)


def draw_keys(keys: Sequence[Key], message: str, width: int) -> Drawn:
    """Draw a footer, with a message above it if there is one."""
    drawn: Drawn = []
    if message:
        lines = wrap(clean(message), width - 2 * MARGIN)
        drawn += [("class:message", f" {line}\n") for line in lines]
    for row in rows(keys, width - 2 * MARGIN):
        for place, (key, does) in enumerate(row):
            drawn += [("", "   " if place else " "), ("class:key", key)]
            drawn.append(("", f" {does}" if does else ""))
        drawn.append(("", "\n"))
    return drawn[:-1]


def rows(keys: Sequence[Key], width: int) -> list[list[Key]]:
    """Break the keys of a footer into rows of at most *width* columns."""
    broken: list[list[Key]] = [[]]
    used = 0
    for key, does in keys:
        size = len(f"{key} {does}".rstrip())
        if broken[-1] and used + 3 + size > width:
            broken.append([])
            used = 0
        used += size + (3 if broken[-1] else 0)
        broken[-1].append((key, does))
    return broken
