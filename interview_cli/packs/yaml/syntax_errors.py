"""What the author meant where YAML stopped, or where packs don't have what YAML can do.

The parser's own words are not used: libyaml and its Python twin differ in them, and
neither says what to write instead.
"""

from __future__ import annotations

import re

from interview_cli.core.sentences import join, quote_yaml, trim
from interview_cli.packs.yaml.columns import (
    explain_column,
    explain_item,
    explain_shallow_fields,
    find_deep_first_line,
)
from interview_cli.packs.yaml.first_signs import (
    Stop,
    before_of,
    check_box,
    escaped_quote,
    first_sign,
    quote,
    quote_text,
)
from interview_cli.packs.yaml.line_fixes import (
    close_brackets,
    close_quote,
    end_in_brackets,
    indent_below,
    indent_of,
    inside_quotes,
    name_moved_lines,
    shift_lines,
    use_block,
)
from interview_cli.packs.yaml.problems import Flaw
from interview_cli.packs.yaml.slips_in_parts import (
    fields_on_a_line,
    find_word_above,
    missing_comma,
)
from interview_cli.packs.yaml.source import Fixes, Source, is_in_brackets
from interview_cli.packs.yaml.structure import FIELDS, LISTS

_NAME_LINE = re.compile(r"[ ]*(?:-[ ]+)*[a-z_][a-z0-9_-]*:(?:\s|$)", re.MULTILINE)
_KNOWN_ESCAPES = '0abt\tnvfre "/\\N_LP\n'
_EQUALS = re.compile(
    r"[ ]*(?:-[ ]+)*(?P<name>[a-z_]+)[ ]*(?P<sign>=>?|:=|->|\u2192)[ ]*(?P<value>[^\s=>].*?)[ ]*$"
)
_ITEM_LINE = re.compile(r"[ ]*-[ ]", re.MULTILINE)


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
    shown = quote_text(source, start, inner[1] if inner else escape)
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
    if flaw := escaped_quote(source, start):
        return flaw
    message = f"this {sign} is never closed: write a second {sign} where the text ends"
    return Flaw(start, 1, message, "yaml", close_quote(source, start))


#: The rest of a text in quotes within brackets, up to the quote before the next field or the end.
_TO_NEXT_FIELD = re.compile(r'"(?P<inner>[^\n]*?)"(?=[ ]*(?:,[ ]*"?\w+"?[ ]*:|[}\]]|\r?$))')


def _inner_text(source: Source, begin: int) -> str:
    """Return the text that begins with a quote at *begin*, with quotes like it; "" for none."""
    rest = source.rest(begin).rstrip()
    if not is_in_brackets(before_of(source, begin)):
        return inside_quotes(rest)
    found = _TO_NEXT_FIELD.match(rest)
    return found["inner"] if found and '"' in found["inner"] else ""


def _goes_on(source: Source, stop: Stop, at: int) -> Flaw | None:
    between = source.text[stop.last_end : at]
    if not stop.whole or between.strip(" ") or not source.rest(at).strip():
        return None
    if re.search(r"\}\s+$", before_of(source, at)) and source.text.startswith("{", at):
        return missing_comma(source, at)
    if source.text.startswith('"', at) and (flaw := missing_comma(source, at)):
        return flaw
    start = source.start_of(at)
    value = re.compile(r"[ ]*(?:-[ ]+)*(?:[\w.-]+:[ ]+)?").match(source.text, start)
    begin = value.end() if value and not is_in_brackets(before_of(source, at)) else stop.last
    begin = min(begin, stop.last) if stop.last >= start else begin
    sign = source.text[begin : begin + 1]
    fixes: Fixes = ()
    if flaw := check_box(source, begin) or escaped_quote(source, begin):
        return flaw
    if sign in ("'", '"') and (flaw := fields_on_a_line(source, begin)):
        return flaw
    if flaw := _triple_quotes(source, begin) or _bare_list(source, begin):
        return flaw
    if re.fullmatch(r"[\]}]+|,", extra := source.rest(at).strip()):
        what = "fields on lines of their own have no comma between them: remove it"
        message = what if extra == "," else f"this {extra} closes nothing: remove it"
        places = [at, *(_find_commas(source, at) if extra == "," else ())]
        if len(places) > 1:
            lines = [str(source.line_of(place)) for place in places]
            more = " and more" if len(lines) > 9 else ""
            message = f"{what[:-2]}them (lines {join(lines[:9])}{more})"
        edits = [(place, place + len(extra), "") for place in places]
        fixes = source.fix(f"removed {extra}", *edits)
        return Flaw(at, len(extra), message, "yaml", fixes)
    if sign == "'" and (span := _apostrophe(source, begin)):
        inner = source.text[begin + 1 : span].removesuffix("'")
        shown = quote_text(source, begin, inner)
        message = f"this text goes on after its closing quote: write {shown}"
        edit = (begin, span, quote_yaml(inner, None))
        fixes = source.fix(f"put {trim(inner, 40)} in other quotes", edit)
    elif sign == '"' and (inner := _inner_text(source, begin)):
        shown = quote_text(source, begin, inner)
        message = f"this text has quotes in it like those around it: write {shown}"
        edit = (begin, begin + len(inner) + 2, quote_yaml(inner, None))
        fixes = source.fix(f"put {trim(inner, 40)} in other quotes", edit)
    else:
        message = f"more follows what is complete here: quote all of it: {quote(source, begin)}"
        fixes = source.quote_value(begin)
        if sign in ("[", "{") and is_in_brackets(before_of(source, begin)):
            end = end_in_brackets(source.text, begin, source.end_of(begin))
            text = source.text[begin:end].rstrip()
            edit = (begin, begin + len(text), quote_yaml(text, None))
            fixes = source.fix(f"quoted {trim(text, 40)}", edit)
    return Flaw(begin, len(source.rest(begin).rstrip()), message, "yaml", fixes)


#: A field with a text in quotes and a comma behind it, as in JSON.
_WITH_COMMA = re.compile(
    r"""[ ]*(?:-[ ]+)*[a-z_]+:[ ]+(?:'(?:''|[^'\n])*'|"(?:\\.|[^"\\\n])*")(?P<comma>,)[ \t]*\r?"""
)


def _find_commas(source: Source, at: int) -> list[int]:
    """Return where else such a comma is in the question of the one at *at*, below that."""
    found, line = list[int](), source.line_after(at)
    while line < len(source.text):
        row = source.text[line : source.end_of(line)]
        if (row.strip() and not row.startswith(" ")) or re.match(r"[ ]*-[ ]+id:", row):
            break
        if comma := _WITH_COMMA.fullmatch(row):
            found.append(line + comma.start("comma"))
        line = source.line_after(line)
    return found


_FIELD_LINE = re.compile(r"[ ]*(?:-[ ]+)*(?P<name>[a-z_]+):[ ]+")
_ITEMS = re.compile(
    r"""(?:'(?:''|[^'\n])*'|"(?:\\.|[^"\\\n])*")(?:[ ]*,[ ]*"""
    r"""(?:'(?:''|[^'\n])*'|"(?:\\.|[^"\\\n])*"|[^\s,"'\[\]{}#:&*!|>%@`?-][^,"'\[\]{}#:]*))+[ ]*"""
)


#: A longer line isn't searched: it could take very long.
_LONGEST = 1000


def _bare_list(source: Source, begin: int) -> Flaw | None:
    """Texts in quotes with commas between them where a list is due, without its brackets."""
    name, rest = _FIELD_LINE.fullmatch(source.text[source.start_of(begin) : begin]), ""
    if name and name["name"] in LISTS and len(source.rest(begin)) <= _LONGEST:
        rest = re.split(r"[ ]+#", source.rest(begin), maxsplit=1)[0]
    if not name or not (items := _ITEMS.fullmatch(rest)):
        return None
    listed = f"[{items[0].rstrip()}]"
    shown = f"{name['name']}: {trim(listed, 80)}"
    message = f"a list on one line has brackets around it: write {shown}"
    length = len(listed) - 2
    fixes = source.fix(f"wrote {trim(listed, 60)}", (begin, begin + length, listed))
    return Flaw(begin, length, message, "yaml", fixes)


def _triple_quotes(source: Source, begin: int) -> Flaw | None:
    """Three quotes of Python before a text, which nothing closes."""
    name = _FIELD_LINE.fullmatch(source.text[source.start_of(begin) : begin])
    sign = source.text[begin : begin + 3]
    if not name or sign not in ('"""', "'''"):
        return None
    message = f'YAML has no {sign}: write "{name["name"]}: |", and the text alone on the lines '
    return Flaw(begin, 3, f"{message}below it", "yaml")


def _apostrophe(source: Source, begin: int) -> int:
    """Return where the text in single quotes ends that has an apostrophe in it; 0 if it hasn't."""
    if not re.compile(r"'[^']*\w'\w").match(source.text, begin):
        return 0
    if is_in_brackets(before_of(source, begin)):
        found = re.compile(r"'.*?'(?=[ ]*[,}\]])").match(source.text, begin, source.end_of(begin))
        return found.end() if found and found[0].count("'") > 2 else 0
    line = re.split(r"(?<=')[ ]+#", source.rest(begin), maxsplit=1)[0].rstrip()
    bare = re.sub(r"(?<=\w)'(?=\w)", "", line)
    return begin + len(line) if re.fullmatch(r"'[^']+'", bare) else 0


def _colon(source: Source, stop: Stop, at: int) -> Flaw | None:
    start = source.start_of(at)
    if source.text[at : at + 1] != ":":
        return None
    if stop.inside is not None and stop.inside < start and source.text[stop.inside] in "[{":
        return None
    if stop.last >= start:
        if flaw := _fields_beside(source, stop.last) or fields_on_a_line(source, at):
            return flaw
        end = not source.rest(at + 1).strip()
        what = '":" at its end' if end else '": " in it'
        message = f"text with {what} must be quoted: {quote(source, stop.last)}"
        begin = stop.last if is_in_brackets(before_of(source, at)) else at
        return Flaw(at, 1, message, "yaml", source.quote_value(begin))
    if _NAME_LINE.match(source.text, start):
        above = source.start_of(stop.last)
        key, fixes = use_block(source, stop.last)
        if flaw := _without_colon(source, stop.last) or _foreign_comment(source, above):
            return flaw
        if flaw := find_word_above(source, above):
            return flaw
        if key and source.text[above : stop.last].strip() == "":
            message = (
                f'the text of {key} goes on here and has ": " in it: write "{key}: |" and leave '
                "the lines as they are"
            )
            return Flaw(at, 1, message, "yaml", fixes)
        if flaw := explain_shallow_fields(source, start):
            return flaw
        name = re.compile(r"[ ]*(?:-[ ]+)*").match(source.text, above)
        column = name.end() - above + 1 if name else 1
        message = (
            "this line is indented deeper than the one it follows, so it is read as more of "
            f"that text: begin it in column {column}, like line {source.line_of(stop.last)}"
        )
        first = indent_of(source.rest(start))
        fixes = shift_lines(source, start, column - 1 - first)
        message += name_moved_lines(fixes)
        return Flaw(start + first, 0, message, "yaml", fixes)
    key, fixes = use_block(source, stop.last)
    if key and not source.text[source.start_of(stop.last) : stop.last].strip():
        message = f'the text of {key} goes on here and has ": " in it: write "{key}: |" and leave '
        return Flaw(at, 1, f"{message}the lines as they are", "yaml", fixes)
    if flaw := _goes_on_below(source, stop.last, at):
        return flaw
    message = 'text with ": " in it must be quoted, or go below "|" on lines of its own'
    return Flaw(at, 1, message, "yaml")


_WORDS = re.compile(r"[ ]*(?:-[ ]+)*(?P<name>[a-z_]+)(?P<gap>[ ]+)(?P<value>[^\s:].*?)[ ]*")
#: Fields of which the value is one word, so that a line with both is no sentence.
_OF_ONE_WORD = frozenset(("kind", "level", "right", "id", "topic", "language", "weight", "draft"))


def _without_colon(source: Source, at: int) -> Flaw | None:
    """A line that has a field and its value, and no colon between them: ``kind short``."""
    start = source.start_of(at)
    found = _WORDS.fullmatch(source.rest(start))
    if not found or found["name"] not in FIELDS or " #" in found[0]:
        return None
    opens = re.fullmatch(r"[|>][-+]?", found["value"])
    one = found["name"] in _OF_ONE_WORD and " " not in found["value"]
    if not (opens or one or _lacks_colon(source, start, found)):
        return None
    if re.search(r":(?:[ ]|$)", found["value"]):  # it would need quotes besides
        return None
    gap = start + found.start("gap")
    written = f"{found['name']}: {found['value']}"
    message = f"a colon is missing after {found['name']}: write {trim(written, 60)}"
    fixes = source.fix(f"put a colon after {found['name']}", (gap, gap, ":"))
    return Flaw(start + found.start("name"), len(found["name"]), message, "yaml", fixes)


def _lacks_colon(source: Source, start: int, found: re.Match[str]) -> bool:
    """Whether the line at *start* is where a field would be that no line beside it gives."""
    name, column = found["name"], found.start("name")
    above = source.text[max(0, start - _NEAR) : start].split("\n")[-2::-1]
    below = source.text[source.line_after(start) :][:_NEAR].split("\n")
    if "-" in source.text[start : start + column]:
        above = []
    elif not above or not re.fullmatch(r"(?:[ ]|-[ ])*[a-z_]+:[ ]+[^|>\s].*", above[0]):
        return False  # it may be more of the text above
    elif not re.match(rf"[ -]{{{column}}}[a-z_]", above[0]):
        return False
    if below and indent_of(below[0]) > column:
        return False  # its text would go on below
    for rows in (above, below):
        for row in rows:
            if re.match(rf"[ -]{{{column}}}{name}:(?:\s|$)", row):
                return False
            if row.strip() and not row.startswith(" " * column):
                break
    return True


#: How much of a question is looked at, before a line and behind it.
_NEAR = 10_000


def _fields_beside(source: Source, last: int) -> Flaw | None:
    """The first of the fields of a mapping on the line of its name: ``quiz: kind: short``."""
    start = source.start_of(last)
    found = re.match(
        r"[ ]*(?:-[ ]+)*(?P<name>pack|defaults|quiz|checked|image|number|needs|lint):"
        r"(?P<gap>[ ]+)(?P<field>[a-z_]+:)(?=\s)",
        source.rest(start),
    )
    if not found or start + found.start("field") != last:
        return None
    deep, below = found.start("name"), source.rest(source.line_after(last))
    if flaw := _fields_without_braces(source, last, found["name"]):
        return flaw
    column = indent_of(below) if below.strip() and indent_of(below) > deep else deep + 2
    line_end = "\r\n" if source.text.endswith("\r", start, source.line_after(start) - 1) else "\n"
    edit = (start + found.start("gap"), last, f"{line_end}{' ' * column}")
    name, field = found["name"], found["field"]
    message = f"the fields of {name} begin on the line below it: write {field} … there"
    return Flaw(last, len(field), message, "yaml", source.fix(f"moved {field} below {name}:", edit))


_INLINE = (
    r"(?P<name>[a-z_]+): (?:[^\s,:\[\]{}\"'#|>&*!%@`][^,:\[\]{}\"'#]*|\[[^\[\]\n#]*\]"
    r"|'(?:''|[^'\n])*'|\"(?:\\.|[^\"\\\n])*\")"
)


def _fields_without_braces(source: Source, at: int, owner: str) -> Flaw | None:
    """All fields of a mapping on the line of its name: ``quiz: kind: short, accept: [a]``."""
    line = source.rest(at).rstrip()
    below = source.rest(source.line_after(at))
    if len(line) > _LONGEST or not re.fullmatch(
        rf"{_INLINE.replace('?P<name>', '')}"
        rf"(?:,[ ]*{_INLINE.replace('?P<name>', '')})+",
        line,
    ):
        return None
    names = [found["name"] for found in re.finditer(_INLINE, line)]
    above = re.match(r"(?:[ ]|-[ ])*", source.rest(source.start_of(at)))
    if not FIELDS.issuperset(names) or (
        below.strip() and indent_of(below) > len(above[0] if above else "")
    ):
        return None
    written = f"{{{line}}}"
    message = f"fields on the line of {owner} have braces around them: write "
    message += f"{owner}: {trim(written, 80)}"
    fixes = source.fix(f"wrote braces around the fields of {owner}", (at, at + len(line), written))
    return Flaw(at, len(line), message, "yaml", fixes)


def _goes_on_below(source: Source, last: int, at: int) -> Flaw | None:
    """A text that begins beside its name, and has ": " in a line below."""
    start = source.start_of(last)
    name = re.match(r"[ ]*(?:-[ ]+)*(?P<name>[a-z_]+):[ ]+(?=[^\s\"'|>\[{#])", source.rest(start))
    if not name or start + name.end() != last:
        return None
    deep = indent_of(source.rest(source.line_after(last)))
    if deep <= name.start("name") or " #" in source.text[last:at]:
        return None
    message = f'the text of {name["name"]} goes on here and has ": " in it: write '
    message += f'"{name["name"]}: |", and all of the text on the lines below'
    line_end = "\r\n" if source.text.endswith("\r", start, source.line_after(start) - 1) else "\n"
    edit = (last, last, f"|{line_end}{' ' * deep}")
    return Flaw(at, 1, message, "yaml", source.fix(f"wrote | after {name['name']}:", edit))


def _brackets(source: Source, stop: Stop, at: int) -> Flaw | None:
    start = stop.inside
    if not source.text[at:].strip() and source.text[stop.last : stop.last + 1] in ("[", "{"):
        start = stop.last  # the file ends in them
    if start is None or source.text[start : start + 1] not in ("[", "{"):
        return None
    if flaw := missing_comma(source, at):
        return flaw
    sign = source.text[start]
    close = "]" if sign == "[" else "}"
    if at <= source.end_of(start) and at < len(source.text) and source.rest(at).strip():
        if source.text[at] in "]}" and source.text[at] != close:
            message = f"{close} is missing before {source.text[at]}: write {close} here"
            return Flaw(at, 1, message, "yaml", close_brackets(source, at))
        message = f"a comma or {close} must be here: quote text with any of , : [ ] {{ }} in it"
        return Flaw(at, 1, message, "yaml")
    if flaw := _hash_items(source, start):
        return flaw
    if comment := re.compile(r"[^\n\"']*?[\s\[{](?=#)").match(source.text, start):
        message = '" #" begins a comment, which goes on to the end of the line: quote the text'
        return Flaw(comment.end(), 1, message, "yaml")
    message = f"this {sign} is never closed: write {close} where it ends, or quote the text"
    return Flaw(start, 1, message, "yaml", close_brackets(source, start))


def _hash_items(source: Source, start: int) -> Flaw | None:
    """Items that begin with # in brackets that the line closes: "[#4, b]" is a comment from #4."""
    line = source.rest(start)
    found = [*re.finditer(r"(?<=[\[,\s])#[^\s,\[\]{}\"'#]+(?=[ ]*[,\]])", line)]
    if not found or not re.fullmatch(r"\[[^\[\]{}\"']*\][ ]*", line):
        return None
    one = found[0]
    message = f"# begins a comment here: quote the text: {quote_yaml(one[0])}"
    edits = [(start + f.start(), start + f.end(), quote_yaml(f[0], None)) for f in found]
    fixes = source.fix(f"quoted {join([f[0] for f in found])}", *edits)
    return Flaw(start + one.start(), len(one[0]), message, "yaml", fixes)


def _foreign_comment(source: Source, start: int) -> Flaw | None:
    """A comment of another language in the line at *start*."""
    slashes = re.match(r"[ ]*(?P<sign>//+|--+|<!--)", source.rest(start))
    if not slashes:
        return None
    message = f"a comment begins with #, not with {slashes['sign']}: write # for it"
    at, end = start + slashes.start("sign"), start + slashes.end("sign")
    fixes = source.fix("wrote # before a comment", (at, end, "#"))
    return Flaw(at, len(slashes["sign"]), message, "yaml", fixes)


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
    if flaw := _foreign_comment(source, start):
        return flaw
    if sign := _EQUALS.match(line):
        written = f"{sign['name']}: {sign['value']}"
        fixes = source.fix(
            f"wrote : for {sign['sign']}",
            (start + sign.end("name"), start + sign.start("value"), ": "),
        )
        message = f"a name is followed by a colon, not {sign['sign']}: write {trim(written, 60)}"
        return Flaw(place, len(line) - (place - start), message, "yaml", fixes)
    if flaw := _without_colon(source, start):
        return flaw
    name, _, fixes = indent_below(source, place)
    if name:
        message = f'the text below "{name}: |" must be indented deeper than {name}'
        return Flaw(place, len(line) - (place - start), message, "yaml", fixes)
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
        if flaw := find_deep_first_line(source, stop.last, start):
            return flaw
        message = "this line is not as deep as the first one of the text above: indent it alike"
        return Flaw(at, 0, message, "yaml")
    if here == there:
        if source.text.startswith("- ", at):
            return explain_item(source, at)
        return None
    if flaw := find_word_above(source, source.start_of(max(0, start - 1))):
        return flaw
    if flaw := explain_column(source, at):
        return flaw
    fixes = shift_lines(source, at, there - here)
    message = (
        f"this line begins in column {here}, but what it belongs to begins in column {there} "
        f"(line {source.line_of(place)}): indent both alike{name_moved_lines(fixes)}"
    )
    return Flaw(at, 0, message, "yaml", fixes)


_SITUATIONS = (
    _tab,
    _escape,
    _open_quote,
    _goes_on,
    first_sign,
    _colon,
    _brackets,
    _no_name,
    _indent,
)
