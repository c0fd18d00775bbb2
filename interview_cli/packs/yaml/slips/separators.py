"""Fields in ``{ }`` that a semicolon stands between, or nothing: each is read as a comma."""

from __future__ import annotations

import re

from interview_cli.core.sentences import trim
from interview_cli.packs.yaml.line_fixes import end_in_brackets, open_brackets
from interview_cli.packs.yaml.source import Source
from interview_cli.packs.yaml.structure import FIELDS, iterate_lines

_ODD = re.compile(
    r";[ ]*(?:[a-z_]+:[ ]|\r?\n)|(?:[\"']|true|false|\d)[ ]+[a-z_]+:[ ]"
    r"|[^\s,{-][ ]+right:[ ](?:true|false)|(?:id|level|topic|kind):[ ][\w/.-]+[ ]+[a-z_]+:[ ]"
)
#: A longer line is no author's.
_LONGEST = 20_000
_QUOTED = re.compile(r"""(?<![\w])(?:'(?:''|[^'\n])*'|"(?:\\.|[^"\\\n])*")""")
_SEMICOLON = re.compile(r"(?P<sign>;)[ ]*(?:(?P<name>[a-z_]+):(?=[ ])|$)")
#: A field without a comma before it.
_NO_COMMA = re.compile(r"[^\s,{][ ]+[a-z_]+:[ ]")
_BEGINS = re.compile(r"(?P<name>[a-z_]+):(?=[ ])")
#: Behind a name, which is one word.
_WORD = re.compile(
    r"(?<![\w-])(?:id|level|topic|kind): [\w/.-]+(?P<sign>[ ])(?=[ ]*(?P<name>[a-z_]+):[ ])"
)
#: Behind a quote that closes, behind true, false or a number, or before true or false.
_NOTHING = re.compile(
    r"(?:(?<=_)|(?<=: true)|(?<=: false)|(?<=: \d)|(?<=[^\s,{;])(?=[ ]+right: (?:true|false)\b))"
    r"(?P<sign>[ ])[ ]*(?P<name>[a-z_]+):(?=[ ])"
)


def report_separators(source: Source) -> None:
    """Report what stands between two fields in { } and isn't a comma, and read it as one."""
    if not _ODD.search(source.text):
        return
    swaps, opened = list[int](), 0
    for line in iterate_lines(source.text):
        opened = opened if line.depth else line.start
        row = source.text[line.body : line.end]
        if ";" not in row and not _NO_COMMA.search(row):
            continue  # as most
        row = _QUOTED.sub(lambda found: "_" * len(found[0]), row)
        row = re.split(r"[ ]#", row, maxsplit=1)[0]
        if not line.depth and not re.match(r"(?:[\w.-]+[ ]*:[ ]*)?[\[{]", row):
            continue  # text with brackets in it
        if len(row) > _LONGEST:
            continue
        matches = [*_SEMICOLON.finditer(row), *_NOTHING.finditer(row), *_WORD.finditer(row)]
        matches.sort(key=lambda match: match.start())
        ends = [*(match.start() for match in matches[1:]), len(row)]
        for found, end in zip(matches, ends, strict=False):
            at = line.body + found.start("sign")
            below = _BEGINS.match(source.rest(source.line_after(at)).lstrip(" "))
            name = found["name"] or (below["name"] if below else "")
            if name not in FIELDS or open_brackets(source.text[opened:at])[:1] != "}":
                continue
            begin = line.body + found.start("name") if found["name"] else at
            stop = line.body + end_in_brackets(row, max(found.end(), found.end("name")), end)
            written = trim(source.text[begin:stop].strip(" ;"), 40) or f"{name}: …"
            semicolon = found["sign"] == ";"
            wrong = "not ;" if semicolon else "which is missing here"
            message = f"a comma goes between fields, {wrong}: write , {written}"
            edit = (at, at + semicolon, ",")
            fixes = source.correct(f"wrote a comma before {name}:", edit)
            source.flaw(at if semicolon else begin, message, "lookalike", 1, fixes)
            swaps.append(at)
    signs = [*source.text] if swaps else []
    for at in swaps:
        signs[at] = ","
    source.text = "".join(signs) or source.text
