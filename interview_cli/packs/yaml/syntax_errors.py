"""What the author meant where YAML stopped, or where packs don't have what YAML can do.

The parser's own words are not used: libyaml and its Python twin differ in them, and
neither says what to write instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from interview_cli.core.safe_text import UNSAFE
from interview_cli.core.sentences import quote_yaml, trim
from interview_cli.packs.yaml.problems import Flaw
from interview_cli.packs.yaml.source import (
    UNKNOWN,
    Fixes,
    Map,
    Seq,
    Source,
    add_space,
    is_in_brackets,
    quote_value,
    replace_tabs,
    report_unsafe,
    use_single_quotes,
)

#: How far around an error its line is looked at: it may be as long as the file.
_NEAR = 300

_LABEL = re.compile(r"""(?:[\w.-]+|"[^"]*"|'[^']*')[ ]*:[ ]+$|-[ ]+$""")
_NAME_LINE = re.compile(r"[ ]*(?:-[ ]+)*[a-z_][a-z0-9_-]*:(?:\s|$)", re.MULTILINE)
#: More names than any mapping of a pack has.
MOST_NAMES = 1000

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
    before = _before(source, at)
    label = _LABEL.search(before)
    value = source.text[at : min(source.end_of(at), at + _NEAR)]
    if is_in_brackets(before):
        value = re.split(r"\s*(?:[,}\]]|$)", value, maxsplit=1)[0]
    else:
        value = re.split(r"\s+#", value, maxsplit=1)[0]
    return (label[0].rstrip() + " " if label else "") + quote_yaml(value.rstrip() or " ")


def _before(source: Source, at: int) -> str:
    return source.text[max(source.start_of(at), at - _NEAR) : at]


def explain(source: Source, stop: Stop) -> Flaw:
    """Return what is wrong at *stop*, and what to write instead."""
    at = min(stop.at, len(source.text))
    for situation in _SITUATIONS:
        if flaw := situation(source, stop, at):
            return flaw
    message = "this cannot be read as YAML: put text with special signs in quotes"
    return Flaw(at, 1, message, "yaml")


def _tab(source: Source, stop: Stop, at: int) -> Flaw | None:
    start = source.start_of(at)
    line = source.rest(start)
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" not in indent or line[: at - start].strip():
        return None
    message = "this line is indented with a tab: use spaces"
    tab = start + indent.index("\t")
    return Flaw(tab, 1, message, "yaml", replace_tabs(source, tab))


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
    label = _LABEL.search(_before(source, start))
    shown = (label[0].rstrip() + " " if label else "") + quote_yaml(inner[1] if inner else escape)
    what = "is not a character" if len(escape) > 2 else "means nothing"
    message = f"{escape} {what} in double quotes: use single quotes: {shown}"
    return Flaw(slash, len(escape), message, "yaml", use_single_quotes(source, slash))


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
        label = _LABEL.search(_before(source, begin))
        shown = (label[0].rstrip() + " " if label else "") + quote_yaml(inner)
        message = f"this text goes on behind its closing quote: write {shown}"
    else:
        message = f"more follows what is complete here: quote all of it: {quote(source, begin)}"
        fixes = quote_value(source, begin)
    return Flaw(begin, len(source.rest(begin).rstrip()), message, "yaml", fixes)


def _first_sign(source: Source, stop: Stop, at: int) -> Flaw | None:
    """Text that begins with a sign of YAML's own."""
    for place in (at, stop.inside):
        if place is None or place >= len(source.text):
            continue
        before = _before(source, place)
        sign, value = source.text[place], bool(_LABEL.search(before))
        fits = (
            sign in "@`%"
            or (sign in "|>&*!" and place == stop.inside)
            or (sign in "-?" and value and source.text[place + 1 : place + 2] == " ")
            or (sign in ",]}" and value)
        )
        if fits:
            message = f"text that begins with {sign} must be quoted: {quote(source, place)}"
            return Flaw(place, 1, message, "yaml", quote_value(source, place))
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
        return Flaw(at, 1, message, "yaml", quote_value(source, at))
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
    message = 'text with ": " in it must be quoted, or stand below "|" on lines of its own'
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
        message = f"a space is missing behind the colon: write {close[1]} {trim(close[2])}"
        return Flaw(place, len(close[1]), message, "yaml", add_space(source, place))
    message = (
        'this line is not "name: value": if it belongs to the text above, indent it deeper '
        'than the name of that text, and write that name with "|" behind it'
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
            message = 'this "- " stands among names: begin it where the items of its list begin'
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
        message = f"{trim(token)} is a YAML {what}, which packs do not have: remove it"
    else:
        message = f"{first} begins a YAML {what}: quote the text: {quote(source, at)}"
        fixes = quote_value(source, at)
    source.flaw(at, message, what, len(token), fixes)


def check_name(source: Source, name: str, here: Map, at: int) -> bool:
    """Whether *name* can be one of *here*; it is refused if not."""
    if len(here) > MOST_NAMES:
        raise Refused(at, f"these are more than {MOST_NAMES} names of one mapping", "too-large")
    if name == "<<":
        here.cut = True
        source.flaw(at, '"<<" does not merge anything here: write the fields out', "merge", 2)
    elif not name:
        source.flaw(at, "a name is missing before this colon", "yaml", 1)
    elif UNSAFE.search(name):
        source.flaw(at, "a name must not hold control characters", "control")
    elif name in here:
        first = source.line_of(here.key_at(name))
        message = (
            f'"{trim(name)}" is given twice: on line {first} and on line '
            f"{source.line_of(at)}; keep one of them"
        )
        source.flaw(at, message, "duplicate-key")
    else:
        return True
    return False


def missing_name(source: Source, at: int) -> Refused:
    """Return what is wrong with a mapping or a list at *at*, where a name is due."""
    before = source.text[source.start_of(at) : at]
    start = at - (len(before) - len(before.rstrip("{[")))
    message = f"a name must be text; if this is not a mapping, quote it: {quote(source, start)}"
    return Refused(at, message, "yaml", quote_value(source, at))


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


#: In front of the text when reading goes on inside the list of questions.
_HEAD = "questions:\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """Where to read on, what to put before it, how many events that gives."""

    start: int
    before: str = ""
    events: int = 0

    @property
    def shift(self) -> int:
        """The number to add to an index into this piece for one into the whole text."""
        return self.start - len(self.before)


class Text:
    """A stream of a piece of *text*, without a copy of it."""

    def __init__(self, text: str, piece: Piece) -> None:
        self._text, self._at, self._before = text, piece.start, piece.before

    def read(self, size: int) -> str:
        """Return the next *size* characters, or what there is."""
        if self._before:
            before, self._before = self._before, ""
            return before
        self._at += size
        return self._text[self._at - size : self._at]


def reopen(stack: list[Any], source: Source, at: int) -> bool:
    """Open the last item of a list again where only wrong indentation has closed it."""
    here = stack[-1] if stack else None
    if not isinstance(here, Seq) or not here or not isinstance(here[-1], Map):
        return False
    start = source.start_of(at)
    line = source.rest(start)
    deep = len(line) - len(line.lstrip())
    listed = source.column_of(here.start) - 1
    if not line.strip() or deep < listed or line.lstrip().startswith("-"):
        return False
    if source.text[here[-1].start] in "{[":
        return False
    stack.append(here[-1])
    return True


def mark_cut(stack: list[Any], key: str | None, source: Source, at: int, end: int) -> None:
    """Mark what was open as not wholly known, and what was read last as unknown.

    *key* is the name whose value was to come; the error is at *at*, and *end* is where
    the last thing read ends.
    """
    if not stack:
        return
    line_of, here = source.line_of, stack[-1]
    for n, part in enumerate(stack):
        part.cut = part.cut or n > 0 or len(stack) == 1
        part.end = max(part.start, source.end_of(at))
    if isinstance(here, Map) and key is not None:
        here[key] = UNKNOWN
        here.places.append(at)
        return
    last = _last(here)
    near = here and line_of(at) in (line_of(here.places[-1]), line_of(end))
    if _is_block(last, source):
        while isinstance(last, Map | Seq):  # a line too far left may have closed it
            last.cut = True
            last = _last(last)
    elif near or (here and not last):
        here[-1 if isinstance(here, Seq) else list(here)[-1]] = UNKNOWN
    elif isinstance(here, Seq) and source.rest(source.start_of(at)).lstrip().startswith("-"):
        here.append(UNKNOWN)
        here.places.append(at)


def _last(part: Any) -> Any:
    if not part:
        return None
    return part[-1] if isinstance(part, Seq) else list(part.values())[-1]


def _is_block(part: Any, source: Source) -> bool:
    return isinstance(part, Map | Seq) and source.text[part.start] not in "[{"


def find_resumption(root: Map, stack: list[Any], source: Source, at: int) -> Piece | None:
    """Return the next line behind *at* where reading can go on; leave open what it is in.

    That is a name of the same question, the next question, or a name of the file.
    """
    ways = [r"(?P<top>[A-Za-z_][\w-]*[ ]*:(?=\s|$))"]
    items, indent = root.get("questions"), ""
    if items is UNKNOWN and len(stack) < 2:
        dashes = re.compile(r"^[ ]*(?=-\s)", re.MULTILINE).findall(source.text, source.end_of(at))
        ways.append(rf"(?P<item>{min(dashes, default='')}-(?=\s|$))")
    elif isinstance(items, Seq) and _is_block(items, source):
        if len(stack) == 1:  # a line too far left has closed the list
            stack[:] = [root, items, *items[-1:]]
        if stack[1:2] and stack[1] is items:
            indent = " " * (source.column_of(items.start) - 1)
            ways.append(rf"(?P<item>{indent}-(?=\s|$))")
            question = stack[2] if len(stack) > 2 else None
            if _is_lost(question, source, at):
                items.append(UNKNOWN)
                items.places.append(source.start_of(at))
            elif _is_block(question, source) and isinstance(question, Map):
                deep = source.column_of(question.start) - 1
                ways.append(rf"(?P<key>[ ]{{{deep}}}\w[\w.-]*[ ]*:(?=\s|$))")
    next_line = source.end_of(at) + 1
    line = re.compile(rf"^(?:{'|'.join(ways)})", re.MULTILINE).search(source.text, next_line)
    if line is None:
        return None
    if line.lastgroup == "top":
        stack[:] = [root]
        return Piece(line.start(), "", 3)
    if line.lastgroup == "key":
        del stack[3:]
        return Piece(line.start(), f"{_HEAD}{indent}-\n", 6)
    if not isinstance(items, Seq):
        root["questions"] = items = Seq.opened(line.start(), len(source.text))
    stack[:] = [root, items]
    return Piece(line.start(), _HEAD, 5)


def _is_lost(question: Any, source: Source, at: int) -> bool:
    """Whether the line of an error at *at* was meant to begin another question."""
    start = source.start_of(at)
    if not isinstance(question, Map) or question.start >= start:
        return False
    line = source.rest(start)
    begins = re.match(r"\W*(?:\w\W+)?id[ ]*:|[ ]*-[ ]", line)
    return bool(begins) and len(line) - len(line.lstrip()) < source.column_of(question.start)
