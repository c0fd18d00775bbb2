"""Markdown as plain text: what is left when its signs are read and not shown.

Code keeps its back-ticks, as on the screen; a link says where it leads.
"""

from __future__ import annotations

import html
import re

from interview_cli.core.sentences import count

#: Where a fenced block begins: what stands before it (items and quotes), its fence, its info.
_FENCE = re.compile(r"(?P<before>\s*(?:(?:[-*+>]|\d+[.)])\s+)*)(?P<marks>`{3,}(?=[^`]*$)|~{3,})")
_QUOTES = re.compile(r"(?:\s*>)+\s?")
_BREAK = re.compile(r"\s*([*_-])(\s*\1){2,}\s*")
_UNDERLINE = re.compile(r"\s{0,3}(=+|-+)\s*")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(.*?)(?:\s+#+)?\s*")
#: What a line begins with that is no part of its sentence.
_ITEM = re.compile(r"\s*(?:(?:[-*+>]|\d+[.)])(?=\s|$)\s*)+|\s*\|")

_INLINE = re.compile(
    r"\\(?P<escaped>[!-/:-@[-`{-~])"
    r"|(?P<code>(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)|`+)"
    r"|<(?P<address>[a-z][a-z0-9+.-]+:[^\s<>]+)>"
    r"|!?\[(?P<text>(?:\\.|`[^`]*`|[^\]\[\\`]|\[[^\]\[]*\])*)\]"
    r"\((?P<link>[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)(?:\s+\"[^\"]*\")?\)"
    r"|(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]+);)",
    re.DOTALL,
)
#: Emphasis: its signs stand at words, and those of ``_`` not inside of one.
_EMPHASIS = re.compile(
    r"(?<!~)(?P<strike>~~)(?=[^\s~])(?P<struck>.+?)(?<=[^\s~])~~(?!~)"
    r"|(?<![*])(?P<stars>\*{1,3})(?=[^\s*])(?P<starred>.+?)(?<=[^\s*])(?P=stars)(?![*])"
    r"|(?<![\w_])(?P<lines>_{1,3})(?=[^\s_])(?P<lined>.+?)(?<=[^\s_])(?P=lines)(?![\w_])",
    re.DOTALL,
)
#: Stands for a part that is finished, while emphasis is looked for around it.
_PART = "\ue000"


def flatten(markdown: str, *, names_code: bool = True) -> str:
    """Return each paragraph or item of *markdown* on one line, and fenced code line by line.

    A block of code is announced, ``Code, 5 lines:``, if *names_code*.
    """
    lines: list[str] = []
    code: list[str] | None = None
    fence, before = "", ""
    flowing = False  # whether the next line goes on with the paragraph before it
    text = markdown.strip("\n")
    for line in text.splitlines():
        if code is not None:
            line = _within(line, before)
            if _closes(line, fence):
                lines += _lines_of(code, named=names_code)
                code = None
            else:
                code.append(line)
        elif opening := _FENCE.match(line):
            before, fence, code, flowing = opening["before"], opening["marks"], [], False
            lines += [before.strip()] if before.strip() else []
        elif flowing and _UNDERLINE.fullmatch(line):
            flowing = False
        elif flowing and line.strip() and not _ITEM.match(line) and not _HEADING.fullmatch(line):
            lines[-1] += f" {line.strip()}"
            flowing = not _ends_in_break(line)
        else:
            lines.append("" if _BREAK.fullmatch(line) and line != text else line)
            flowing = bool(lines[-1].strip()) and not line.startswith("    ")
            flowing = flowing and not _HEADING.fullmatch(line) and not _ends_in_break(line)
    lines = [
        line if isinstance(line, _Code) else _plain_line(line, last=not following.strip())
        for line, following in zip(lines, [*lines[1:], ""], strict=False)
    ]
    lines += _lines_of(code, named=names_code) if code else []
    return "\n".join(lines).strip("\n") or text.strip()


def code_block(code: str) -> str:
    """Return code with what is said before it: how many lines there are."""
    lines = code.rstrip().splitlines()
    return "\n".join([f"Code, {count(len(lines), 'line')}:", *lines])


class _Code(str):
    """A line of code, which isn't Markdown."""


def _lines_of(code: list[str], *, named: bool) -> list[str]:
    text = "\n".join(code).rstrip()
    lines = (code_block(text) if named else text).splitlines() if text else []
    return list(map(_Code, lines))


def _within(line: str, before: str) -> str:
    """Return a line of a block without what stands before it because the fence is indented."""
    if ">" in before:
        line = _QUOTES.sub("", line, count=1)
        before = before.rpartition(">")[2][1:]
    indent = len(line) - len(line.lstrip(" "))
    return line[min(indent, len(before)) :]


def _closes(line: str, fence: str) -> bool:
    marks = line.strip()
    return len(marks) >= len(fence) and not marks.strip(fence[0])


def _ends_in_break(line: str) -> bool:
    return line.endswith("  ") or (line.endswith("\\") and not line.endswith("\\\\"))


def _plain_line(line: str, *, last: bool) -> str:
    """Return a line as it reads; *last*: no other line of its paragraph follows."""
    if line.startswith("    "):
        return line
    if heading := _HEADING.fullmatch(line):
        return unmark(heading[1])
    if not last and _ends_in_break(line):
        line = line.removesuffix("\\")
    item = _ITEM.match(line)
    start = item.end() if item else len(line) - len(line.lstrip())
    return (line[:start] + unmark(line[start:])).rstrip()


def unmark(text: str) -> str:
    """Return a paragraph of Markdown as it reads: no emphasis, no backslashes."""
    parts: list[str] = []

    def keep(found: re.Match[str]) -> str:
        parts.append(_read(found))
        return _PART

    bare = _INLINE.sub(keep, text.replace(_PART, "\ufffd"))
    while (less := _EMPHASIS.sub(_inside, bare)) != bare:
        bare = less
    left = iter(parts)
    return re.sub(_PART, lambda _: next(left), bare)


def _inside(found: re.Match[str]) -> str:
    return found["struck"] or found["starred"] or found["lined"]


def _read(found: re.Match[str]) -> str:
    """Return what a part of a line reads as."""
    if found["escaped"]:
        return found["escaped"]
    if found["link"] is not None:
        text, link = unmark(found["text"]), found["link"]
        return link if text == link else f"{text} ({link})".lstrip()
    if found["entity"]:
        return html.unescape(found["entity"])
    return found["address"] or found["code"]
