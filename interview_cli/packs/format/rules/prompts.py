"""The prompts of Python's shell, ``>>>`` or ``In [1]:``, in code that was copied out of it."""

from __future__ import annotations

import re

from interview_cli.core.sentences import join
from interview_cli.packs.yaml.source import Fixes, Source

_FIRST = re.compile(r">>>(?=[ ]|$)|In \[\d+\]:(?=[ ]|$)")
_PROMPT = re.compile(r"(?P<sign>>>>|\.\.\.|In \[\d+\]:|[ ]{3,}\.\.\.:)(?:[ ]|$)")


def begins_with_prompt(code: str) -> bool:
    """Whether the first line of *code* has a prompt before it."""
    return _FIRST.match(code.lstrip("\n")) is not None


def report_prompts(source: Source, at: int, name: str, text: str) -> tuple[int, str, *Fixes] | None:
    """Return the place of the first prompt in the code *text* at *at*, what to write, and the fix.

    None where the code doesn't begin with one. What the shell has printed between is the
    author's to remove.
    """
    rows = [(n, row) for n, row in enumerate(text.split("\n"), 1) if row.strip()]
    if not rows or not _FIRST.match(rows[0][1]):
        return None
    found = [(n, _PROMPT.match(row)) for n, row in rows]
    prompts = [(n, prompt) for n, prompt in found if prompt]
    signs = [*dict.fromkeys(prompt["sign"].strip() for _, prompt in prompts)]
    which = join(signs) if len(signs) < 4 else f"{signs[0]} and all like it"
    message = f"{name} is copied from Python's shell: leave {which} out"
    place = source.within_row(at, text, rows[0][0], 1)
    if len(prompts) < len(found):
        return place, f"{message}, and the lines that the shell printed"
    if not source.text.startswith("|", at):
        return place, message
    edits = list[tuple[int, int, str]]()
    for n, prompt in prompts:
        begin = source.within_row(at, text, n, 1)
        edits.append((begin, begin + prompt.end(), ""))
    return place, message, *source.fix("left the prompts of the shell out", *edits)
