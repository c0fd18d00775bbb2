"""Links of Markdown where a source is due, which is an address alone: YAML stops at each."""

from __future__ import annotations

import re

from interview_cli.core.sentences import join, trim
from interview_cli.packs.yaml.source import Source
from interview_cli.packs.yaml.structure import iterate_lines

_LINK = re.compile(
    r"\[(?P<text>[^\[\]\n]*)\]\((?P<address>https?://[^\s()]+(?:\([^\s()]*\))?)\)"
    r"(?=[ ]*(?:[,\]\r\n]|$|[ ]#))"
)
_QUOTED = re.compile(r"""'(?:''|[^'\n])*'|"(?:\\.|[^"\\\n])*\"""")
_BEGINS = re.compile(r"(?:^|[\[,])[ ]*$")
_BARE = re.compile(rf"{_LINK.pattern}(?:[ ]*,[ ]*{re.sub('P<[a-z]+>', ':', _LINK.pattern)})*[ ]*")


def report_links(source: Source) -> None:
    """Report the links of each list of sources, all as one, and read them as addresses."""
    if "](http" not in source.text or "sources:" not in source.text:
        return
    lists, open_list = list[list[tuple[int, int, str, bool]]](), False
    for line in iterate_lines(source.text):
        row = source.text[line.body : line.end]
        name = re.match(r"(?:[a-z_]+:)[ ]*", row) if not line.depth else None
        ours = name[0].startswith("sources:") if name else line.field == "sources"
        if (name and ours) or not open_list:
            lists.append([])
        open_list = ours
        if not ours or "](http" not in row:
            continue
        begin = name.end() if name else 0
        bare = bool(name and _BARE.fullmatch(row, begin))
        hidden = _QUOTED.sub(lambda found: "_" * len(found[0]), row)
        for link in _LINK.finditer(hidden, begin):
            if bare or _BEGINS.search(hidden[begin : link.start()]):
                start = line.body + link.start()
                lists[-1].append((start, line.body + link.end(), link["address"], bare))
    for links in filter(None, lists):
        _report(source, links)


def _report(source: Source, links: list[tuple[int, int, str, bool]]) -> None:
    addresses = [address for _, _, address, _ in links]
    bare = links[0][3]
    named = f"sources: [{', '.join(addresses)}]" if bare else join(addresses)
    message = f"a source is an address, without a text: write {trim(named, 160)}"
    edits, text = list[tuple[int, int, str]](), source.text
    for n, (start, end, address, _) in enumerate(links):
        before = "[" if bare and n == 0 else ""
        after = "]" if bare and n == len(links) - 1 else ""
        written = f"{before}{address}{after}"
        edits.append((start, end, written))
        text = f"{text[:start]}{written.ljust(end - start)}{text[end:]}"
    what = "wrote the address of a link" if len(links) == 1 else "wrote the addresses of links"
    fixes = source.fix(what, *edits)
    source.text = text
    source.flaw(links[0][0], message, "lookalike", links[0][1] - links[0][0], fixes)
