"""What the author meant where YAML stopped, or where packs don't have what YAML can do.

The parser's own words are not used: libyaml and its Python twin differ in them, and
neither says what to write instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from interview_cli.core.safe_text import UNSAFE
from interview_cli.core.sentences import quote_yaml, trim
from interview_cli.packs.yaml.problems import Flaw
from interview_cli.packs.yaml.source import Fixes, Source, is_in_brackets, report_unsafe

#: How far around an error its line is looked at: it may be as long as the file.
_NEAR = 300

_LABEL = re.compile(r"""(?:[\w.-]+|"[^"]*"|'[^']*')[ ]*:[ ]+$|-[ ]+$""")
_NAME_LINE = re.compile(r"[ ]*(?:-[ ]+)*[a-z_][a-z0-9_-]*:(?:\s|$)", re.MULTILINE)
SIGNS = {"&": "anchor", "*": "alias", "!": "tag"}

_ESCAPE = re.compile(r"\\(?:x(\w{2})|u(\w{4})|U(\w{8})|(.))", re.DOTALL)
_SHORT = {"0": "\0", "a": "\a", "b": "\b", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b"}
_SHORT |= {"N": "\x85", "L": "\u2028", "P": "\u2029"}
_KNOWN_ESCAPES = '0abt\tnvfre "/\\N_LP\n'
_ITEM_LINE = re.compile(r"[ ]*-[ ]", re.MULTILINE)


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
    end = r"\s*(?:[,}\]]|$)" if is_in_brackets(_before(source, at)) else r"\s+#"
    return _quote_text(source, at, re.split(end, value, maxsplit=1)[0].rstrip() or " ")


def _quote_text(source: Source, at: int, text: str) -> str:
    """Return *text* in quotes, behind the name that stands before *at*."""
    label = _LABEL.search(_before(source, at))
    return (label[0].rstrip() + " " if label else "") + quote_yaml(text)


def _before(source: Source, at: int) -> str:
    return source.text[max(source.start_of(at), at - _NEAR) : at]


def explain(source: Source, stop: Stop) -> Flaw:
    """Return what is wrong at *stop*, and what to write instead."""
    at = min(stop.at, len(source.text))
    for situation in _SITUATIONS:
        if flaw := situation(source, stop, at):
            return flaw
    return Flaw(at, 1, "this cannot be read as YAML: put text with special signs in quotes", "yaml")


def _tab(source: Source, stop: Stop, at: int) -> Flaw | None:
    start = source.start_of(at)
    line = source.rest(start)
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" not in indent or line[: at - start].strip():
        return None
    message = "this line is indented with U+0009 (tab): use spaces"
    tab = start + indent.index("\t")
    return Flaw(tab, 1, message, "yaml", source.replace_tabs(tab))


def _escape(source: Source, stop: Stop, at: int) -> Flaw | None:
    start = stop.inside
    if start is None or source.text[start : start + 1] != '"' or at == start:
        return None
    slash = source.text.rfind("\\", max(start, at - 11), at + 1)
    if slash < 0 or (slash < at and not re.fullmatch(r"\\.?\w*", source.text[slash:at])):
        return None
    flaw = bad_escape(source, start, slash)
    known = flaw.length == 2 and source.text[slash + 1 : slash + 2] in _KNOWN_ESCAPES
    return None if known else flaw


def bad_escape(source: Source, start: int, slash: int) -> Flaw:
    """Return the flaw of what isn't an escape at *slash*, in double quotes from *start* on."""
    found = re.compile(r"\\(?:x\w{0,2}|u\w{0,4}|U\w{0,8}|.)").match(source.text, slash)
    escape = found[0] if found else "\\"
    inner = re.compile(r'"((?:\\.|[^"\\\n])*)').match(source.text, start)
    shown = _quote_text(source, start, inner[1] if inner else escape)
    what = "is not a character" if len(escape) > 2 else "means nothing"
    message = f"{escape} {what} in double quotes: use single quotes: {shown}"
    return Flaw(slash, len(escape), message, "yaml", source.use_single_quotes(slash))


def _open_quote(source: Source, stop: Stop, at: int) -> Flaw | None:
    start, sign = stop.inside, ""
    if start is not None and source.text[start : start + 1] in ("'", '"'):
        sign = source.text[start]
    elif source.text[stop.last : stop.last + 1] in ("'", '"'):
        # A quote that was never meant to go on took in the lines up to the next one.
        taken = source.text[stop.last : stop.last_end].partition("\n")[2]
        if stop.whole and (_NAME_LINE.match(taken) or _ITEM_LINE.match(taken)):
            start, sign = stop.last, source.text[stop.last]
    if not sign or start is None:
        return None
    message = f"this {sign} is never closed: write a second {sign} where the text ends"
    return Flaw(start, 1, message, "yaml")


def _goes_on(source: Source, stop: Stop, at: int) -> Flaw | None:
    between = source.text[stop.last_end : at]
    if not stop.whole or between.strip(" ") or not source.rest(at).strip():
        return None
    start = source.start_of(at)
    value = re.compile(r"[ ]*(?:-[ ]+)*(?:[\w.-]+:[ ]+)?").match(source.text, start)
    begin = value.end() if value and not is_in_brackets(_before(source, at)) else stop.last
    begin = min(begin, stop.last) if stop.last >= start else begin
    sign = source.text[begin : begin + 1]
    fixes: Fixes = ()
    if sign == "'" and not re.match(r"'[^']*'\s*[-+*/%,.(\[]", source.text[begin:]):
        inner = source.rest(begin).strip().removeprefix("'").removesuffix("'")
        shown = _quote_text(source, begin, inner)
        message = f"this text goes on after its closing quote: write {shown}"
    else:
        message = f"more follows what is complete here: quote all of it: {quote(source, begin)}"
        fixes = source.quote_value(begin)
    return Flaw(begin, len(source.rest(begin).rstrip()), message, "yaml", fixes)


def _first_sign(source: Source, stop: Stop, at: int) -> Flaw | None:
    """Text that begins with a sign of YAML's own."""
    for place in (at, stop.inside):
        if place is None or place >= len(source.text):
            continue
        sign, value = source.text[place], bool(_LABEL.search(_before(source, place)))
        fits = (
            sign in "@`%"
            or (sign in "|>&*!" and place == stop.inside)
            or (sign in "-?" and value and source.text[place + 1 : place + 2] == " ")
            or (sign in ",]}" and value)
        )
        if fits:
            message = f"text that begins with {sign} must be quoted: {quote(source, place)}"
            return Flaw(place, 1, message, "yaml", source.quote_value(place))
    return None


def _colon(source: Source, stop: Stop, at: int) -> Flaw | None:
    start = source.start_of(at)
    if source.text[at : at + 1] != ":":
        return None
    if stop.inside is not None and stop.inside < start and source.text[stop.inside] in "[{":
        return None
    if stop.last >= start:
        end = not source.rest(at + 1).strip()
        what = '":" at its end' if end else '": " in it'
        message = f"text with {what} must be quoted: {quote(source, stop.last)}"
        return Flaw(at, 1, message, "yaml", source.quote_value(at))
    if _NAME_LINE.match(source.text, start):
        above = source.start_of(stop.last)
        name = re.compile(r"[ ]*(?:-[ ]+)*").match(source.text, above)
        column = name.end() - above + 1 if name else 1
        message = (
            "this line is indented deeper than the one it follows, so it is read as more of "
            f"that text: begin it in column {column}, like line {source.line_of(stop.last)}"
        )
        first = len(source.rest(start)) - len(source.rest(start).lstrip())
        return Flaw(start + first, 0, message, "yaml")
    message = 'text with ": " in it must be quoted, or go below "|" on lines of its own'
    return Flaw(at, 1, message, "yaml")


def _brackets(source: Source, stop: Stop, at: int) -> Flaw | None:
    start = stop.inside
    if start is None or source.text[start : start + 1] not in ("[", "{"):
        return None
    sign = source.text[start]
    close = "]" if sign == "[" else "}"
    if at <= source.end_of(start) and at < len(source.text) and source.rest(at).strip():
        message = f"a comma or {close} must be here: quote text with any of , : [ ] {{ }} in it"
        return Flaw(at, 1, message, "yaml")
    if comment := re.compile(r"[^\n\"']*?\s(?=#)").match(source.text, start):
        message = '" #" begins a comment, which goes on to the end of the line: quote the text'
        return Flaw(comment.end(), 1, message, "yaml")
    message = f"this {sign} is never closed: write {close} where it ends, or quote the text"
    return Flaw(start, 1, message, "yaml")


def _no_name(source: Source, stop: Stop, at: int) -> Flaw | None:
    place = stop.inside
    if place is None or source.line_of(place) == source.line_of(at):
        return None
    start = source.start_of(place)
    line = source.rest(start)
    if source.text[start:place].strip(" -") or re.search(r":(\s|$)", line):
        return None
    if close := re.match(r"[ ]*(?:-[ ]+)*([a-z_]+:)(\S.*)", line):
        message = f"a space is missing after the colon: write {close[1]} {trim(close[2])}"
        return Flaw(place, len(close[1]), message, "yaml", source.add_space(place))
    message = (
        'this line is not "name: value": if it belongs to the text above, indent it deeper '
        'than the name of that text, and write that name with "|" after it'
    )
    return Flaw(place, len(line) - (place - start), message, "yaml")


def _indent(source: Source, stop: Stop, at: int) -> Flaw | None:
    place = stop.inside
    start = source.start_of(at)
    if place is None or source.text[start:at].strip() or at >= len(source.text):
        return None
    here, there = source.column_of(at), source.column_of(place)
    if stop.last < start and source.text[stop.last : stop.last + 1] in ("|", ">") and here > there:
        message = "this line is not as deep as the first one of the text above: indent it alike"
        return Flaw(at, 0, message, "yaml")
    if here == there:
        if source.text.startswith("- ", at):
            message = 'this "- " is among names: begin it where the items of its list begin'
            return Flaw(at, 1, message, "yaml")
        return None
    message = (
        f"this line begins in column {here}, but what it belongs to begins in column {there} "
        f"(line {source.line_of(place)}): indent both alike"
    )
    return Flaw(at, 0, message, "yaml")


_SITUATIONS = (
    _tab,
    _escape,
    _open_quote,
    _goes_on,
    _first_sign,
    _colon,
    _brackets,
    _no_name,
    _indent,
)


class Refused(Exception):
    """Valid YAML that packs do not have, and that reading cannot go on behind."""

    def __init__(self, at: int, message: str, rule: str, fixes: Fixes = ()) -> None:
        self.flaw = Flaw(at, 1, message, rule, fixes)


def report_sign(source: Source, at: int, *, container: bool = False) -> None:
    """Report the anchor, alias or tag at *at*: of a mapping or list, or what was meant as text."""
    first = source.text[at]
    what = SIGNS.get(first, "tag")
    token = source.rest(at).split(" ")[0]
    fixes: Fixes = ()
    if container:
        message = f"{trim(token)} is a YAML {what}, which packs can't have: remove it"
    else:
        message = f"{first} begins a YAML {what}: quote the text: {quote(source, at)}"
        fixes = source.quote_value(at)
    source.flaw(at, message, what, len(token), fixes)


def missing_name(source: Source, at: int) -> Refused:
    """Return what is wrong with a mapping or a list at *at*, where a name is due."""
    before = source.text[source.start_of(at) : at]
    start = at - (len(before) - len(before.rstrip("{[")))
    message = f"a name must be text; if this is not a mapping, quote it: {quote(source, start)}"
    return Refused(at, message, "yaml", source.quote_value(at))


def report_escape(source: Source, at: int, end: int) -> None:
    """Report the unsafe character that is written as an escape in the quotes from *at* on."""
    for found in _ESCAPE.finditer(source.text, at, end):
        char = _SHORT.get(found[4] or "", "")
        if code := found[1] or found[2] or found[3]:
            char = chr(int(code, 16))
        if "\ud800" <= char <= "\udfff":  # libyaml finds it, its Python twin does not
            flaw = bad_escape(source, at, found.start())
            source.flaw(flaw.at, flaw.message, flaw.rule, flaw.length, flaw.fixes)
            return
        if char and UNSAFE.match(char):
            report_unsafe(source, found.start(), char, len(found[0]))
            return
    source.flaw(at, "control characters are not allowed: remove them", "control")
