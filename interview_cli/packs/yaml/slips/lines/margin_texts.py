"""Text that goes on further left than the name that it belongs to, such as in the first column."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from interview_cli.packs.yaml.first_signs import CODE
from interview_cli.packs.yaml.line_fixes import indent_of
from interview_cli.packs.yaml.slips.lookalikes import PROSE
from interview_cli.packs.yaml.source import Fixes, Source
from interview_cli.packs.yaml.structure import FIELDS

#: A line near the margin that has no name: where there is none, nothing is looked for.
_ODD = re.compile(
    r"(?m)^(?:[ ]{0,3}(?![\s#-]|[\w.-]+[ ]*:(?:\s|$))\S"
    r"|(?!format|pack|defaults|questions|x-)[\w.-]+[ ]*:(?:\s|$)|-[ ](?![\w.-]+:))"
)
_OPENS = re.compile(r"(?P<lead>(?:[ ]|-[ ])*)(?P<name>[a-z_]+):(?P<gap>[ ]*)(?P<value>[^\n]*?)\s*")
_BLOCK = re.compile(r"[|>][-+]?[ ]*(?:#.*)?")
_NAME = re.compile(r"(?P<quote>[\"']?)(?P<name>[\w.-]+)(?P=quote)[ ]*(?P<colon>:)(?=\s|$)")
#: What stands for another slip, which is told as that.
_OTHER = re.compile(r"---|\.\.\.|//|--|<!--|```|~~~|[\[\]{}&!%@?|>:,]|[a-z_]+:\S|[a-z_]+[ ]*=")
#: What begins a line of code, and no field.
_OF_CODE = frozenset(("else", "try", "finally", "default", "do"))
#: So far a text is looked through.
_LONGEST = 20_000
#: What isn't a whole statement goes on in the next line.
_GOES_ON = (":", "(", "[", "{", ",", "\\")


@dataclass(slots=True)
class _Text:
    """A text, and its lines that stand too far left."""

    name: str
    deep: int  # the column of its name, from 0
    at: int  # where its value begins
    block: bool
    value: str
    column: int = -1  # of its lines
    strays: list[int] = field(default_factory=list)
    end: int = 0
    #: Whether a stray may be a field, or the column of a line of code isn't known.
    doubtful: bool = False

    @property
    def is_code(self) -> bool:
        return self.name in CODE


def report_margin_texts(source: Source) -> None:
    """Report texts of which lines stand too far left, and read each as some other text."""
    if not _ODD.search(source.text):
        return
    line = 0
    while line < len(source.text):
        text = _read(source, line)
        if text is None:
            line = source.line_after(line)
            continue
        if text.strays:
            _report(source, text)
        line = max(text.end, source.line_after(line))


def _read(source: Source, line: int) -> _Text | None:
    """Return the text that begins at *line* with its lines; None where none does."""
    opens = _OPENS.fullmatch(source.rest(line))
    if not opens or opens["name"] not in PROSE | CODE or not opens["lead"]:
        return None
    value, block = opens["value"], bool(_BLOCK.fullmatch(opens["value"]))
    if value and not block and (value[0] in "\"'[{&*!|>%@`#" or not opens["gap"]):
        return None
    text = _Text(opens["name"], len(opens["lead"]), line + opens.start("value"), block, value)
    text.end = at = source.line_after(line)
    if not value:  # it begins on the next line
        if indent_of(source.rest(at)) <= text.deep or _NAME.match(source.rest(at).lstrip(" -")):
            return None
        text.at = at + indent_of(source.rest(at))
    first_own: int | None = None  # a line that tells the column of all others
    waiting = list[int]()  # comments that are lines of code if more of it follows
    while at < len(source.text) and at - line < _LONGEST:
        row = source.rest(at)
        deep, bare = indent_of(row), row.strip()
        own = deep > text.deep
        if bare.startswith("#") and not own:
            waiting.append(at)
        elif bare and own and not waiting and (first_own is None or deep >= text.column):
            if text.column < 0 or (text.strays and deep < text.column):
                text.column = deep
            first_own = None if text.strays and first_own is None else at
            text.doubtful |= _may_go_on(source, text, deep)
            text.end = source.line_after(at)
        elif bare and (own or _is_text(source, text, at, bare)):
            text.strays += [*(waiting if text.is_code else ()), at]
            waiting = []
            text.end = source.line_after(at)
        elif bare:
            break
        at = source.line_after(at)
    text.doubtful |= text.is_code and first_own is None and text.column >= 0
    return text


def _may_go_on(source: Source, text: _Text, deep: int) -> bool:
    """Whether a line that is *deep* enough may yet belong to the stray line above it."""
    if not (text.strays and text.is_code and deep > text.column):
        return False
    return source.rest(text.strays[-1]).rstrip().endswith(_GOES_ON)


def _is_text(source: Source, text: _Text, at: int, bare: str) -> bool:
    """Whether the line at *at*, which reads *bare*, can only be more of *text*."""
    deep = indent_of(source.rest(at))
    if deep >= text.deep and not text.strays:
        return False
    if bare == "-":
        return False
    if name := _NAME.match(bare):
        if text.is_code and name["name"] in _OF_CODE:
            return True
        if name["name"] in FIELDS or name["quote"] or name["name"].startswith("x-"):
            return False
        if deep > 0 or not _goes_on_below(source, text, at):
            return False
        text.doubtful = True
        return True
    if text.is_code:
        return not bare.startswith(("- ", "---", "..."))
    first = re.match(r"[a-z_]+", bare)
    if _OTHER.match(bare) or (first and first[0] in FIELDS and not text.strays):
        return False
    if bare.startswith("- "):  # an item of Markdown, or of a list
        return bool(text.block and not re.match(r"-[ ]+[\w.-]+:", bare) and deep == 0) and bool(
            re.search(r"(?m)^[ ]+-[ ]", source.text[:at])
        )
    return True


def _goes_on_below(source: Source, text: _Text, at: int) -> bool:
    """Whether another field of what *text* belongs to stands below the line at *at*."""
    below = source.line_after(at)
    while below < len(source.text):
        row = source.rest(below)
        if row.strip():
            name = _NAME.match(row, indent_of(row))
            if name and name["name"] in FIELDS:
                return indent_of(row) == text.deep
            if row.lstrip().startswith("- "):
                return False
        below = source.line_after(below)
    return False


def _report(source: Source, text: _Text) -> None:
    column = text.column if text.column >= 0 else text.deep + 2
    first, last = (source.line_of(place) for place in (text.strays[0], text.strays[-1]))
    one = first == last
    this = "this line is" if one else f"lines {first} to {last} are"
    between = [
        row for row in source.text[text.strays[0] : text.strays[-1]].split("\n") if row.strip()
    ]
    if len(between) >= len(text.strays):
        this = f"this line and others down to line {last} are"
    them = "it" if one else "them"
    by = column - min(indent_of(source.rest(place)) for place in text.strays)
    edits = [(place, place, " " * by) for place in text.strays]
    rows = [source.rest(place) for place in text.strays]
    unsafe = not text.block and any(re.search(r":(?:\s|$)|\s#", row) for row in [*rows, text.value])
    fixes: Fixes = ()
    if text.doubtful and not text.is_code:
        name = rows[0].partition(":")[0]
        message = f"this line stands amid a question: if it's more of the text of {text.name}, "
        message += "" if text.block else f'write "{text.name}: |", and '
        message += "indent it like the text below that; "
        message += f"if {name} is a field, indent it like {text.name}"
    elif unsafe and text.value:
        message = f'{this} more of the text of {text.name}: write "{text.name}: |", and all of '
        message += "the text on the lines below it, indented"
        line_end = "\r\n" if "\r\n" in source.text else "\n"
        edits = [(text.at, text.at, f"|{line_end}{' ' * column}"), *edits]
    else:
        message = f"{this} more of the text of {text.name}: begin {them} in column {column + 1}, "
        message += "as deep as that text" if one else "and keep their own indentation"
    if not text.doubtful and not (unsafe and (not text.value or " #" in text.value)):
        fixes = source.correct(f"indented the text of {text.name}", *edits)
    at = text.strays[0] + indent_of(rows[0])
    source.flaw(at, message, "lookalike", len(rows[0].strip()), fixes)
    hidden = "x" + re.sub(r"[^\r\n]", " ", source.text[text.at + 1 : text.end])
    source.text = source.text[: text.at] + hidden + source.text[text.end :]
