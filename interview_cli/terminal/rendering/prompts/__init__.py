"""Prompts that are answered with keys: the only room that knows prompt_toolkit and questionary.

These take long to import, so that is done when the first prompt opens: by then the question is
on the screen. What a prompt draws is gone when it ends; the caller prints what is to stay.
Ctrl-C raises KeyboardInterrupt, Ctrl-D EOFError, no time left TimeUp.
"""

from interview_cli.terminal.rendering.prompts.choosing import choose, press
from interview_cli.terminal.rendering.prompts.screen import TimeUp
from interview_cli.terminal.rendering.prompts.type_text import (
    TOO_HIGH,
    Typed,
    read_paste,
    type_text,
)

__all__ = ["TOO_HIGH", "TimeUp", "Typed", "choose", "press", "read_paste", "type_text"]
