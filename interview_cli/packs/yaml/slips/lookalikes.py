"""Signs of word processors and other keyboards that only look like those of YAML.

Typographic quotes around a text, dashes for hyphens, wide colons and commas. Each is
reported at its place and read as what it looks like, so that nothing else is said of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from interview_cli.core.sentences import quote_yaml, trim
from interview_cli.packs.yaml.source import Source
from interview_cli.packs.yaml.structure import DASHES, LISTS, Line, field_of, iterate_lines

#: Quotes that begin a text, each with those that end it.
CLOSING = {
    "\u201c": "\u201d\u201c\u201f",
    "\u201d": "\u201d\u201c",
    "\u201e": "\u201c\u201d\u201f",
    "\u201f": "\u201d",
    "\u2018": "\u2019\u2018",
    "\u2019": "\u2019",
    "\u201a": "\u2018\u2019",
    "\u00ab": "\u00bb",
    "\u00bb": "\u00ab",
    "\u2039": "\u203a",
    "\u203a": "\u2039",
    "\uff02": "\uff02",
    "\u300c": "\u300d",
    "\u300e": "\u300f",
}
_OPEN = "".join(CLOSING)
_CLOSE = "".join(sorted({*"".join(CLOSING.values())}))
_COLONS = "\uff1a\ufe55\u2236\ua789\ufe13"
_COMMAS = "\uff0c\u3001\ufe50"

#: Where there is none of these nothing is looked for: it takes long.
_ODD_ASCII = re.compile(r"\n[ ]*(?:-[A-Za-z_]+:[ \r\n]|--+ |[*+] |-[ ]+(?:ask|answer):)")
_ODD = re.compile(f"[{_COLONS}{_COMMAS}{_OPEN}{_CLOSE}{DASHES[:-2]}\xa0]")
_DASH = re.compile(
    rf"[ ]*(?:-[ ]+)*(?P<dash>[{DASHES}])(?P<space>[ ]*)(?P<name>[\w.-]+[ ]*:(?=\s|$))?"
)
#: The others are read only where there is an odd sign: it takes long.
_COLON = rf"(?P<name>[a-z_]+)[ ]*(?P<colon>[{_COLONS}])(?P<space>[ ]*)"
_IN_FLOW = rf"(?<=[\[{{,{_COMMAS}])[ ]*(?P<name>[a-z_]+)[ ]*(?P<colon>[{_COLONS}])(?P<space>[ ]*)"
_BLANK_AFTER = re.compile(r"(?<=[\w\"']:)(?P<blank>\xa0+)(?=\S)")
_COMMA = rf"(?P<comma>[{_COMMAS}])(?P<space>[ ]*)(?=[a-z_]+[ ]*[:{_COLONS}])"
_BLOCK_VALUE = (
    rf"(?:[\w.-]+[ ]*:[ ]+)?(?P<value>[{_OPEN}\"'](?P<inner>.*)[{_CLOSE}\"'])[ ]*(?:[ ]#.*)?$"
)
_FLOW_VALUE = (
    rf"(?:(?<=[\[{{,:{_COLONS}])|^)[ ]*"
    rf"(?P<value>[{_OPEN}](?P<inner>[^{_CLOSE}\n]*(?:[\u2019]\w[^{_CLOSE}\n]*)*)[{_CLOSE}\"])"
    rf"(?=[ ]*(?:[,\]}}{_COMMAS}]|$))"
)
_ITEM = re.compile(r"[ ]*-[ ]+(?P<name>[a-z_]+)[ ]*:(?=\s|$)")
_HYPHEN = re.compile(r"[ ]*(?P<hyphen>-)(?P<name>[A-Za-z_]+):(?:[ ]|$)")
_HYPHENS = re.compile(r"[ ]+(?P<hyphens>--+)[ ]+[a-z_]+:(?:[ ]|$)")
_ENDS = r"\[\]{}\"',:"
_WIDE_ITEM = re.compile(
    rf"(?<=[\[,])[ ]*(?P<item>[^\s{_ENDS}][^{_ENDS}\n]*?[{_COMMAS}][^{_ENDS}\n]*?)[ ]*(?=[\],])"
)
#: Lists of texts that are compared, or name something.
_COMPARED = frozenset(("accept", "any", "not", "unit", "was", "questions", "levels", "kinds"))
#: Texts that are only read: quotes around them are no mistake of meaning.
PROSE = frozenset(
    re.findall(
        r"\w+",
        "ask answer spoken stem text why hint hints says title description about complexity",
    )
)


def report_lookalikes(source: Source) -> None:
    """Report the signs that only look like those of YAML, and read them as these."""
    text = source.text
    if not _ODD_ASCII.search(text) and (text.isascii() or not _has_odd(text)):
        return
    edits: dict[int, str] = {}
    above = set[str]()  # the names of the question above
    for line in iterate_lines(text):
        row = text[line.start : line.end]
        if line.field == "questions" and _ITEM.match(row):
            names = _names_of(text, line)
            if "id" in above and "id" not in names and above.isdisjoint(names):
                edits |= dict(_stray_hyphen(source, line))
                names |= above
            above = names
        if not row.isascii() or row.lstrip()[:1] in "*+-":
            if not line.depth:
                edits |= dict(_dash(source, line, row))
            edits |= dict(_signs(source, line))
            edits |= dict(_quotes(source, line))
    if edits:
        signs = [*text]
        for at, sign in edits.items():
            signs[at] = sign
        source.text = "".join(signs)


def _has_odd(text: str) -> bool:
    """Whether a sign may stand where one of YAML's belongs."""
    for found in _ODD.finditer(text):
        at, sign = found.span()[0], found[0]
        before = text[max(0, at - 9) : at].rstrip(" ")[-1:]
        if before in ("", "\n") or sign in f"{_COLONS}{_COMMAS}\xa0":
            return True
        if sign in _OPEN and before in "[{,:-":
            return True
        if sign in _CLOSE and text[at + 1 : at + 9].lstrip(" ")[:1] in ("", *"\r\n,]}#"):
            return True
    return False


Swaps = Iterator[tuple[int, str]]


def name_sign(sign: str) -> str:
    return f"U+{ord(sign):04X} ({unicodedata.name(sign, 'a sign').lower()})"


def _dash(source: Source, line: Line, row: str) -> Swaps:
    if hyphen := _HYPHEN.match(row):
        at = line.start + hyphen.start("hyphen")
        message = f'a space is missing after the hyphen: write "- {hyphen["name"]}:"'
        fixes = source.correct("put a space after the hyphen", *put_space(source, line, at))
        source.flaw(at, message, "lookalike", 1, fixes)
        return
    if hyphens := _HYPHENS.match(row):
        yield from _one_hyphen(source, line, *hyphens.span("hyphens"))
        return
    found = _DASH.match(row)
    if found is None or not (found["name"] or line.field in LISTS):
        return
    if found["dash"] in "*+" and not found["space"]:
        return
    at = line.start + found.start("dash")
    shown = (
        f"{found['dash']} is"
        if found["dash"] in "*+"
        else f"this dash is {name_sign(found['dash'])},"
    )
    message = f"{shown} not the hyphen of a list: write - and a space"
    edit = (at, at + 1, "-" if found["space"] else "- ")
    source.flaw(at, message, "lookalike", 1, source.correct("wrote a hyphen", edit))
    if found["space"]:
        yield at, "-"


def _one_hyphen(source: Source, line: Line, first: int, end: int) -> Swaps:
    """Report hyphens from *first* to *end* of a line that has more than one for an item."""
    more = end - first - 1
    row = source.text[line.start : line.end]
    below = source.rest(source.text.find("\n", line.end) + 1 or len(source.text))
    under = len(below) - len(below.lstrip(" "))
    body = end + len(row[end:]) - len(row[end:].lstrip(" "))
    deep = under >= body  # what follows stands below the text, not the hyphen
    edit = (line.start + first + 1, line.start + end, " " * more if deep else "")
    message = "one hyphen makes an item of a list: write - and a space"
    fix = source.correct("left a hyphen out", edit)
    source.flaw(line.start + first, message, "lookalike", more + 1, fix)
    rest = " " * more + row[end:] if deep else row[end:] + " " * more
    yield from enumerate(rest, line.start + first + 1)


def _names_of(text: str, line: Line) -> set[str]:
    """Return the names of the question that begins in *line*."""
    row = text[line.start : line.end]
    lead = re.escape(row[: line.lead])
    end = re.compile(rf"\n(?:{lead}-[ ]|[ ]{{0,{line.lead}}}[^\s-])").search(text, line.end)
    block = text[line.body : end.start() if end else len(text)]
    below = " " * (line.body - line.start)
    return {*re.findall(rf"(?:^|\n{below})([a-z_]+)[ ]*:(?=\s)", block)}


def _stray_hyphen(source: Source, line: Line) -> Swaps:
    """Report the hyphen of a field that belongs to the question above."""
    at = line.start + line.lead
    name = source.rest(line.body).partition(":")[0].strip()
    message = f'"{name}" belongs to the question above: leave its hyphen out'
    source.flaw(at, message, "lookalike", 1, source.correct("left a hyphen out", (at, at + 1, " ")))
    yield at, " "


def put_space(source: Source, line: Line, at: int) -> list[tuple[int, int, str]]:
    """Return edits for a space behind the hyphen at *at*, and before what belongs to it."""
    edits = [(at + 1, at + 1, " ")]
    begin = first = source.text.find("\n", line.end) + 1 or len(source.text)
    below = " " * (line.lead + 1)
    while begin < len(source.text):
        row = source.rest(begin)
        if row.strip():
            if not row.startswith(below):
                break
            edits.append((begin, begin, " "))
        begin = source.text.find("\n", begin) + 1 or len(source.text)
    column = len(source.rest(first)) - len(source.rest(first).lstrip(" "))
    if column != line.lead + 1:
        edits = edits[:1]
    return edits


def _signs(source: Source, line: Line) -> Swaps:
    row = source.text[line.body : line.end]
    found = [] if line.depth else [*re.finditer(_COLON, row)][:1]
    found = [match for match in found if match.start() == 0]
    flows = line.depth or re.match(r"(?:[\w.-]+[ ]*[:\uff1a][ ]*)?[\[{]", row)
    if flows:
        found += re.finditer(_IN_FLOW, row)
        for comma in re.finditer(_COMMA, row):
            at = line.body + comma.start("comma")
            message = f"this comma is {name_sign(comma['comma'])}: write ,"
            edit = (at, at + 1, "," if comma["space"] else ", ")
            source.flaw(at, message, "lookalike", 1, source.correct("wrote a comma", edit))
            yield at, ","
        _report_wide_items(source, line, row)
        for blank in _BLANK_AFTER.finditer(row):
            at = line.body + blank.start("blank")
            message = f"what comes after the colon is {name_sign(blank['blank'][0])}: use a space"
            edit = (at, at + len(blank["blank"]), " ")
            source.flaw(at, message, "lookalike", 1, source.correct("wrote a space", edit))
            yield from ((at + n, " ") for n in range(len(blank["blank"])))
    for match in found:
        at = line.body + match.start("colon")
        message = f"this colon is {name_sign(match['colon'])}: write : and a space"
        edit = (at, at + 1, ":" if match["space"] or match.end() == len(row) else ": ")
        source.flaw(at, message, "lookalike", 1, source.correct("wrote a colon", edit))
        yield at, ":"


def _report_wide_items(source: Source, line: Line, row: str) -> None:
    """Report texts in brackets that wide commas seem to divide, where one is compared."""
    for item in _WIDE_ITEM.finditer(row):
        at = line.body + item.start("item")
        if field_of(source.text, line, at) not in _COMPARED:
            continue
        comma = next(sign for sign in item["item"] if sign in _COMMAS)
        two = re.split(rf"[ ]*[{_COMMAS}][ ]*", item["item"])
        message = (
            f"this comma is {name_sign(comma)}, which divides nothing: write "
            f"{trim(', '.join(two), 40)} for {len(two)}, or quote it if it's one: "
            f"{quote_yaml(item['item'], 40)}"
        )
        source.flaw(at + item["item"].index(comma), message, "lookalike", 1)


def _quotes(source: Source, line: Line) -> Swaps:
    row = source.text[line.body : line.end]
    found = [] if line.depth else [*filter(None, [re.match(_BLOCK_VALUE, row)])]
    found += [
        match
        for match in re.finditer(_FLOW_VALUE, row)
        if line.depth or re.search(r"(?:^|[\s:])[\[{]", row[: match.start("value")])
    ]
    for match in found:
        value, inner = match["value"], match["inner"]
        if not encloses(value):
            continue
        at = line.body + match.start("value")
        flows = line.depth or match.re.pattern == _FLOW_VALUE
        trouble = re.search(r":(?:\s|$)| #|[,\[\]{}]" if flows else r":(?:\s|$)| #", inner)
        mixed = value[0] in "\"'" or value[-1] in "\"'"
        if not (trouble or mixed) and field_of(source.text, line, at) in PROSE:
            continue  # lint says it, for the question can be asked
        sign = next((s for s in "\"'" if s not in inner and "\\" not in inner), "")
        _report_quotes(source, line, at, value, inner)
        if sign:
            yield at, sign
            yield at + len(value) - 1, sign


def encloses(value: str) -> bool:
    """Whether *value* is one text in quotes of which one at least is typographic."""
    first, inner, last = value[:1], value[1:-1], value[-1:]
    if first in "\"'":
        return last != first and first not in inner and last in _CLOSE and last not in inner
    ends = CLOSING.get(first, "")
    apostrophes = re.sub(r"\b\u2019\b", "", inner)
    if any(sign in apostrophes for sign in {first, *ends}):
        return False
    return bool(ends) and (last in ends or (last in "\"'" and last not in inner))


def _report_quotes(source: Source, line: Line, at: int, value: str, inner: str) -> None:
    label = re.search(r"(?:[\w.-]+[ ]*:|-)[ ]+$", source.text[line.start : at])
    shown = f"{label[0] if label else ''}{quote_yaml(inner, 60)}"
    odd = " ".join(sign for sign in (value[0], value[-1]) if sign not in "\"'")
    message = f"typographic quotes ({odd}) are letters in YAML: write {shown}"
    edit = (at, at + len(value), quote_yaml(inner, None))
    fixes = source.correct(f"wrote plain quotes around {trim(inner, 40)}", edit)
    source.flaw(at, message, "typographic", len(value), fixes)
