"""Choosing from a menu, and single keys. These need prompt_toolkit alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_cli.core.safe_text import clean
from interview_cli.terminal.rendering.layout import MARGIN, wrap
from interview_cli.terminal.rendering.menu import ENTER, SPACE, Drawn, Footer, Menu
from interview_cli.terminal.rendering.prompts import interrupts
from interview_cli.terminal.rendering.prompts.bounces import NEWLINE
from interview_cli.terminal.rendering.prompts.parts import shown_if, window
from interview_cli.terminal.rendering.prompts.screen import Screen

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyPressEvent


@interrupts.put_off()
def choose(menu: Menu, footer: Footer, title: str = "") -> str | None:
    """Let the learner choose from *menu*; return the key that ended the prompt instead, if any.

    A *title* stands above it, and is gone with it.
    """
    from prompt_toolkit.key_binding import KeyBindings

    screen, bind = Screen(footer), KeyBindings()

    def take(event: KeyPressEvent, n: int, key: str) -> None:
        screen.message = menu.typed = ""
        if menu.choose(n):
            screen.end(event, key, None)

    def move(step: int) -> None:
        menu.typed = ""
        menu.move(step)

    for step, keys in ((1, ("down", "j", "c-n")), (-1, ("up", "k", "c-p"))):
        for key in keys:
            bind.add(key, eager=True)(lambda event, step=step: move(step))

    @bind.add(ENTER, eager=True)
    @bind.add(NEWLINE, eager=True)
    def _(event: KeyPressEvent) -> None:
        if not menu.several:
            take(event, menu.pointed, ENTER)
        elif len(menu.chosen) >= menu.least:
            screen.end(event, ENTER, None)
        else:
            screen.message = "Choose with Space or a digit first."

    @bind.add("backspace", eager=True)
    def _(event: KeyPressEvent) -> None:
        if menu.placed:
            menu.take_back()

    if menu.several:
        bind.add(" ", eager=True)(lambda event: take(event, menu.pointed, SPACE))
    for digit in "0123456789" if menu.is_long else "":
        bind.add(digit, eager=True)(lambda event, digit=digit: menu.type_digit(digit))
    for n in range(0 if menu.is_long else min(9, len(menu.texts))):
        bind.add(str(n + 1), eager=True)(lambda event, n=n: take(event, n, str(n + 1)))

    def head() -> list[str]:
        return [*wrap(clean(title), screen.width - 2 * MARGIN), ""] if title else []

    def draw_head() -> Drawn:
        return [("class:question", "\n".join(f"{' ' * MARGIN}{line}" for line in head()))]

    def rooms() -> tuple[int, int]:
        """Return how many lines the steps placed and the texts left have above the footer."""
        footer = "".join(text for _, text in screen.draw_footer(menu.keys))
        free = screen.height - 2 - footer.count("\n") - len(head())
        return menu.rooms(screen.width, max(1, free))

    ended_by: str | None = screen.ask(
        bind,
        shown_if(lambda: bool(title), window(draw_head)),
        shown_if(lambda: menu.has_head, window(lambda: menu.so_far(screen.width, rooms()[0]))),
        shown_if(lambda: bool(menu.left), window(lambda: menu.draw(screen.width, rooms()[1]))),
        screen.below(menu.keys, lambda: menu.hidden(screen.width, rooms()[1])),
    )
    return ended_by


@interrupts.put_off()
def press(footer: Footer, message: str = "", menu: Menu | None = None) -> str:
    """Wait for one of the keys that end a prompt, below a *message*, and return it.

    A *menu* stands above it with what was chosen from it, and is gone with it.
    """
    from prompt_toolkit.key_binding import KeyBindings

    screen = Screen(footer)
    screen.message = message

    def draw_menu() -> Drawn:
        footer = "".join(text for _, text in screen.draw_footer())
        room = max(1, screen.height - 2 - footer.count("\n"))
        return menu.answered(screen.width, room) if menu else []

    above = shown_if(lambda: menu is not None, window(draw_menu))
    below = screen.below(above=(lambda: "") if menu else None)
    key: str = screen.ask(KeyBindings(), above, below)
    return key
