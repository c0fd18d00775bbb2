"""The parts that prompts are laid out of; imported with a prompt only."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from interview_cli.terminal.menu import Drawn, Menu, attributes

if TYPE_CHECKING:
    from prompt_toolkit.layout import AnyContainer, Layout, Window
    from prompt_toolkit.styles import Style
    from questionary.prompts.common import InquirerControl


def options(control: InquirerControl, menu: Menu, width: Callable[[], int]) -> Window:
    """Show a menu's options, scrolled so that the one pointed at is seen whole."""
    from prompt_toolkit.layout import Window

    def scroll(window: Window) -> int:
        first, last = menu.lines_of(control.pointed_at, width())
        room = window.render_info.window_height if window.render_info else last
        return min(first, max(window.vertical_scroll, last - room))

    return Window(
        control, dont_extend_height=True, always_hide_cursor=True, get_vertical_scroll=scroll
    )


def window(draw: Callable[[], Drawn]) -> Window:
    from prompt_toolkit.formatted_text import FormattedText
    from prompt_toolkit.layout import FormattedTextControl, Window

    control = FormattedTextControl(lambda: FormattedText(draw()))
    return Window(control, dont_extend_height=True, always_hide_cursor=True)


def shown_if(condition: Callable[[], bool], window: Window) -> AnyContainer:
    """Show *window* under a condition, and never once the prompt has ended."""
    from prompt_toolkit.filters import Condition, is_done
    from prompt_toolkit.layout import ConditionalContainer

    return ConditionalContainer(window, filter=Condition(condition) & ~is_done)


def layout(*parts: AnyContainer, focus: Window | None = None) -> Layout:
    from prompt_toolkit.layout import HSplit, Layout, VerticalAlign

    return Layout(HSplit(list(parts), align=VerticalAlign.TOP), focused_element=focus)


def style() -> Style:
    from prompt_toolkit.styles import Style

    return Style(attributes(plain=bool(os.environ.get("NO_COLOR"))))
