"""Text that begins with a sign which YAML has for something else: how it's written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from interview_cli.core.sentences import quote_yaml, trim
from interview_cli.packs.yaml.line_fixes import (
    end_in_brackets,
    indent_of,
    lines_below,
    use_block,
    write_text,
)
from interview_cli.packs.yaml.problems import Flaw
from interview_cli.packs.yaml.source import Fixes, Source, is_in_brackets
from interview_cli.packs.yaml.structure import LISTS

#: How far around an error its line is looked at: it may be as long as the file.
_NEAR = 300

_LABEL = re.compile(r"""(?:[\w.-]+|"[^"]*"|'[^']*')[ ]*:[ ]+$|-[ ]+$""")


@dataclass(frozen=True, slots=True)
class Stop:
    """Where the parser gave up (*at*), what it was in (*inside*), what it read last."""

    at: int
    inside: int | None
    last: int  # start of the last thing read
    last_end: int
    whole: bool  # the last thing was complete in itself: quoted, in brackets, or an alias


def quote(source: Source, at: int) -> str:
    """Return the author's own value at *at*, to the end of its line, in quotes."""
    value = source.text[at : min(source.end_of(at), at + _NEAR)]
    if is_in_brackets(before_of(source, at)):
        if value[:1] in ("[", "{"):
            value = value[: end_in_brackets(value, 0, len(value))]
        else:
            value = re.split(r"\s*(?:[,}\]]|$)", value, maxsplit=1)[0]
    else:
        value = re.split(r"\s+#", value, maxsplit=1)[0]
    return quote_text(source, at, value.rstrip() or " ")


def quote_text(source: Source, at: int, text: str) -> str:
    """Return *text* in quotes, behind the name that stands before *at*."""
    label = _LABEL.search(before_of(source, at))
    return (label[0].rstrip() + " " if label else "") + quote_yaml(text)


def before_of(source: Source, at: int) -> str:
    return source.text[max(source.start_of(at), at - _NEAR) : at]


_SINGLE = r"'(?P<inner>(?:''|\\.|[^'\\\n])*)'(?=[ \t\r]*(?:{}))"
_IN_LINE = re.compile(_SINGLE.format(r"$|[ ]#"))
_IN_BRACKETS = re.compile(_SINGLE.format(r"[,\]}]|$"))


def escaped_quote(source: Source, begin: int) -> Flaw | None:
    r"""Return the flaw of ``\'`` in the single quotes that begin at *begin*; None without any."""
    pattern = _IN_BRACKETS if is_in_brackets(before_of(source, begin)) else _IN_LINE
    found = pattern.match(source.rest(begin))
    slash = found[0].find("\\'") if found else -1
    if not found or slash < 0:
        return None
    message = r"\' is no escape in single quotes: write "
    text = found["inner"].replace(r"\'", "'").replace("''", "'")
    if "\\" in text or "''" in found["inner"]:  # which may be meant as it is, or not
        return Flaw(begin + slash, 2, f"{message}'' for it", "yaml")
    edit = (begin, begin + found.end(), quote_yaml(text, None))
    fixes = source.fix(f"put {trim(text, 40)} in other quotes", edit)
    return Flaw(begin + slash, 2, f"{message}{quote_text(source, begin, text)}", "yaml", fixes)


_BOX = re.compile(r"\[([ xX*\u2713\u2714\u2611]?)\][ ]+(\S.*?)[ ]*$")


def check_box(source: Source, begin: int) -> Flaw | None:
    """Check boxes, with which other formats mark the right option."""
    box = _BOX.match(source.rest(begin))
    if not box or not re.fullmatch(r"[ ]*-[ ]+", before_of(source, begin)):
        return None
    right = ", right: true" if box[1].strip() else ""
    write = f"{{text: {write_text(box[2], flow=True)}{right}}}"
    hint = "" if right else ", with right: true in it if it is right"
    message = f"an option has no check box: write - {write}{hint}"
    fixes = source.fix(f"wrote {trim(write, 60)}", (begin, begin + box.end(), write))
    return Flaw(begin, len(box[0]), message, "yaml", fixes)


def _text_after_bar(source: Source, place: int) -> Flaw | None:
    """Text on the line of the ``|`` that it belongs below."""
    line = source.text[place : source.end_of(place)]
    found = re.fullmatch(r"([|>])[-+]?[ ]+([^\W\d].*?|[\"'`].*?)[ ]*", line)
    if found and (": " in found[2] or not (found[2][0].isupper() or found[2][-1] in ".?!")):
        return None  # it may be a command, as in "| grep x"
    if not found or "|" in found[2] or is_in_brackets(before_of(source, place)):
        return None
    start = source.start_of(place)
    below = lines_below(source, start)
    if below:
        indent = " " * indent_of(source.rest(below[0]))
        edit = (place + 1, place + found.start(2), f"\n{indent}")
        message = f"text goes on the lines below {found[1]}: move this to the next line, indented"
        fixes = source.fix(f"moved the text below {found[1]}", edit)
    else:
        text = write_text(found[2])
        label = _LABEL.search(before_of(source, place))
        shown = f"{label[0].rstrip()} {trim(text, 60)}" if label else trim(text, 60)
        message = (
            f"text goes on the lines below {found[1]}: move this to the next line, or leave "
            f"{found[1]} out: {shown}"
        )
        fixes = source.fix(f"left {found[1]} out", (place, place + found.end(2), text))
    return Flaw(place, 1, message, "yaml", fixes)


def starred_option(source: Source, at: int) -> str:
    """Return how the option at *at* is written that a star marks as right; "" if it's none."""
    value = source.text[at : min(source.end_of(at), at + _NEAR)]
    if is_in_brackets(before_of(source, at)):
        value = value[: end_in_brackets(value, 0, len(value))]
    found = re.fullmatch(r"\*[ ]*([A-Za-z][^*]*[ ][^*]*?)[ ]*\*?[ ]*", value)
    found = found or re.fullmatch(r"\*\*[ ]*([^*]+?)[ ]*\*\*[ ]*", value)
    before = re.sub(r"(?:\btext:|-)[ ]+$", "", source.text[:at])
    if not found or len(before) == at:
        return ""
    above = re.findall(r"(?m)(?:^|[\s{,])([a-z_]+):[ ]*(?:$|\[)", before[-5000:])
    if not above or above[-1] != "options":
        return ""
    return f"{{text: {write_text(found[1], flow=True)}, right: true}}"


def flaw_of_star(source: Source, at: int, marked: str) -> Flaw:
    """Return the flaw of a star at *at* that marks an option, which is written as *marked*."""
    value = source.rest(at)
    in_brackets = is_in_brackets(before_of(source, at))
    value = value[: end_in_brackets(value, 0, len(value))] if in_brackets else value
    edit = (at, at + len(value.rstrip()), marked)
    if re.search(r"text:[ ]+$", before_of(source, at)):
        fixes: Fixes = ()
    else:
        fixes = source.fix(f"wrote {trim(marked, 60)}", edit)
    return Flaw(at, 1, f"* marks nothing in YAML: write {trim(marked, 80)}", "alias", fixes)


#: Fields whose text is code alone, without a fence.
CODE = frozenset(("code", "setup", "proof", "fixed", "starter", "solution", "tests", "hidden"))


def _fence_beside(source: Source, place: int) -> Flaw | None:
    """The fence of a block of code on the line of the name that it belongs below."""
    start = source.start_of(place)
    name = re.fullmatch(r"[ ]*(?:-[ ]+)*(?P<name>[a-z_]+):[ ]+", source.text[start:place])
    alone = re.fullmatch(
        r"(?P<fence>```+)(?:python[ ]+)?(?P<code>[^`]+)(?P=fence)[ ]*", source.rest(place)
    )
    if name and alone and name["name"] in CODE:
        code = write_text(alone["code"].strip())
        message = f"code has no fence here: write {name['name']}: {code}"
        edit = (place, place + len(alone[0].rstrip()), code)
        return Flaw(place, 3, message, "yaml", source.fix("took the fence off the code", edit))
    fence = re.fullmatch(r"(?P<fence>```+)[\w+#-]*[ ]*", source.rest(place))
    if not name or not fence:
        return None
    end = re.compile(rf"(?m)^[ ]*{fence['fence']}[ ]*\r?$").search(
        source.text, source.line_after(place)
    )
    field, deep = name["name"], name.start("name")
    if field in CODE:
        message = f'code goes below "{field}: |", without a fence: write that'
    else:
        message = f'the text of {field} begins below it: write "{field}: |", and the fence there'
    below = indent_of(source.rest(source.line_after(place)))
    if field in CODE and below > deep and not (end and _lies_below(source, place, end, deep)):
        edit = (place, place + len(fence[0].rstrip()), "|")
        return Flaw(place, 3, message, "yaml", source.fix(f"wrote | after {field}:", edit))
    if not end or below <= deep:
        return Flaw(place, 3, message, "yaml")
    column = indent_of(source.rest(source.line_after(place)))
    line_end = "\r\n" if "\r\n" in source.text else "\n"
    edits = [(place, place, f"|{line_end}{' ' * column}")]
    if field in CODE:
        edits = [(place, place + len(fence[0].rstrip()), "|")]
        edits.append((end.start(), source.line_after(end.start()), ""))
    elif indent_of(end[0]) <= deep:
        return Flaw(place, 3, message, "yaml")
    return Flaw(place, 3, message, "yaml", source.fix(f"wrote | after {field}:", *edits))


def _lies_below(source: Source, place: int, end: re.Match[str], deep: int) -> bool:
    """Whether all lines from that of *place* to the one of *end* are deeper than *deep*."""
    between = source.text[source.line_after(place) : end.start()].split("\n")
    return all(indent_of(line) > deep for line in between if line.strip())


def _list_beside(source: Source, place: int) -> Flaw | None:
    """The first item of a list on the line of the name that it belongs below."""
    start = source.start_of(place)
    name = re.fullmatch(r"(?P<lead>(?:[ ]|-[ ])*)(?P<name>[a-z_]+):[ ]+", source.text[start:place])
    if not name or name["name"] not in LISTS:
        return None
    item = source.rest(place).rstrip()
    message = f'the items of {name["name"]} begin on the line below it: write "{trim(item, 40)}" '
    message += "there, indented"
    deep, below = name.start("name"), source.rest(source.line_after(place))
    column = deep + 2
    if indent_of(below) >= deep and below.lstrip().startswith("- "):
        column = indent_of(below)
    elif below.strip() and indent_of(below) > deep + 2:
        column = indent_of(below) - 2  # that of the item's next field
    end = source.line_after(start)
    line_end = "\r\n" if source.text.endswith("\r\n", start, end) else "\n"
    edit = (start + name.end("name") + 1, place, f"{line_end}{' ' * column}")
    fixes = source.fix(f"wrote the first item below {name['name']}:", edit)
    several = re.search(r"[^-]\s-\s", item)
    return Flaw(place, len(item), message, "yaml", () if several else fixes)


def _below_its_name(source: Source, place: int) -> Flaw | None:
    """Text of several lines below its name that begins with a sign: ``|`` keeps it as it is."""
    if source.text[source.start_of(place) : place].strip():
        return None
    name, fixes = use_block(source, place)
    if name not in _PROSE:
        return None
    message = f'the text of {name} begins with {source.text[place]}: write "{name}: |" above it'
    return Flaw(place, 1, message, "yaml", fixes)


_PROSE = frozenset(("ask", "answer", "spoken", "stem", "why", "hint", "says", "description"))


def first_sign(source: Source, stop: Stop, at: int) -> Flaw | None:
    """Text that begins with a sign of YAML's own."""
    for place in (at, stop.inside):
        if place is None or place >= len(source.text):
            continue
        sign, value = source.text[place], bool(_LABEL.search(before_of(source, place)))
        fits = (
            sign in "@`%"
            or (sign in "|>&*!" and place == stop.inside)
            or (sign in "-?" and value and source.text[place + 1 : place + 2] == " ")
            or (sign in ",]}" and value)
        )
        if fits:
            if sign == "*" and (marked := starred_option(source, place)):
                return flaw_of_star(source, place, marked)
            if sign in "|>" and (flaw := _text_after_bar(source, place)):
                return flaw
            if flaw := _fence_beside(source, place) or _below_its_name(source, place):
                return flaw
            if sign == "-" and (flaw := _list_beside(source, place)):
                return flaw
            message = f"text that begins with {sign} must be quoted: {quote(source, place)}"
            return Flaw(place, 1, message, "yaml", source.quote_value(place))
    return None
