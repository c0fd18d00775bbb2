"""What prompt_toolkit draws a prompt from: windows, their layout, and the style of texts."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from interview_cli.terminal.rendering.menu import Drawn, describe_hidden

if TYPE_CHECKING:
    from prompt_toolkit.application import Application
    from prompt_toolkit.layout import AnyContainer, Layout, Window
    from prompt_toolkit.styles import Style


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


def watch_hidden_lines(app: Application[Any], typing: Window) -> Callable[[], str]:
    """Return a function that says how many lines of *typing* its *app* had no room for.

    That is known only once they're drawn: if it has changed then, they are drawn again.
    """
    drawn = ""

    def describe() -> str:
        info, width = typing.render_info, app.output.get_size().columns
        if info is None or not info.displayed_lines:
            return ""
        above = info.first_visible_line() + bool(typing.vertical_scroll_2)
        return describe_hidden(above, info.content_height - 1 - info.last_visible_line(), width)

    def draw() -> str:
        nonlocal drawn
        drawn = describe()
        return drawn

    def check(_: object) -> None:
        if not app.is_done and describe() != drawn:
            app.invalidate()

    app.after_render += check
    return draw


def layout(*parts: AnyContainer, focus: Window | None = None) -> Layout:
    from prompt_toolkit.layout import HSplit, Layout, VerticalAlign

    return Layout(HSplit(list(parts), align=VerticalAlign.TOP), focused_element=focus)


def style() -> Style:
    from prompt_toolkit.styles import Style

    strong = "noinherit" if os.environ.get("NO_COLOR") else "noinherit bold"
    bold = dict.fromkeys(("question", "pointer", "highlighted", "key", "message"), strong)
    texts = dict.fromkeys(("answer", "qmark", "text"), "noinherit")
    return Style.from_dict(texts | bold | {"code": "ansicyan"})
