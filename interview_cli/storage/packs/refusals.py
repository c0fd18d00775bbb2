"""What YAML can do and packs do not have, told with what to write instead."""

from __future__ import annotations

import re

from interview_cli.core.characters import UNSAFE
from interview_cli.storage.packs.nodes import Map
from interview_cli.storage.packs.problems import brief
from interview_cli.storage.packs.source import Flaw, Source, refuse
from interview_cli.storage.packs.syntax import no_escape, quote

#: More names than any mapping of a pack has.
MOST_NAMES = 1000

SIGNS = {"&": "anchor", "*": "alias", "!": "tag"}

_ESCAPE = re.compile(r"\\(?:x(\w{2})|u(\w{4})|U(\w{8})|(.))", re.DOTALL)
_SHORT = {"0": "\0", "a": "\a", "b": "\b", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b"}
_SHORT |= {"N": "\x85", "L": "\u2028", "P": "\u2029"}


class Refused(Exception):
    """Valid YAML that packs do not have, and that reading cannot go on behind."""

    def __init__(self, at: int, message: str, rule: str) -> None:
        self.flaw = Flaw(at, 1, message, rule)


def sign(source: Source, at: int, *, container: bool = False) -> None:
    """Refuse the anchor, alias or tag at *at*: of a mapping or list, or what was meant as text."""
    first = source.text[at]
    what = SIGNS.get(first, "tag")
    token = source.rest(at).split(" ")[0]
    if container:
        message = f"{brief(token)} is a YAML {what}, which packs do not have: remove it"
    else:
        message = f"{first} begins a YAML {what}: quote the text: {quote(source, at)}"
    source.flaw(at, message, what, len(token))


def sound_name(source: Source, name: str, here: Map, at: int) -> bool:
    """Say whether *name* can be one of *here*; refuse it if not."""
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
            f'"{brief(name)}" is given twice: on line {first} and on line '
            f"{source.line_of(at)}; keep one of them"
        )
        source.flaw(at, message, "duplicate-key")
    else:
        return True
    return False


def no_name(source: Source, at: int) -> str:
    """Say what is wrong with a mapping or a list where a name is due."""
    before = source.text[source.start_of(at) : at]
    start = at - (len(before) - len(before.rstrip("{[")))
    return f"a name must be text; if this is no mapping at all, quote it: {quote(source, start)}"


def escape(source: Source, at: int, end: int) -> None:
    """Refuse the unsafe character that is written as an escape in the quotes from *at* on."""
    for found in _ESCAPE.finditer(source.text, at, end):
        char = _SHORT.get(found[4] or "", "")
        if code := found[1] or found[2] or found[3]:
            char = chr(int(code, 16))
        if "\ud800" <= char <= "\udfff":  # libyaml finds it, its Python twin does not
            flaw = no_escape(source, at, found.start())
            source.flaw(flaw.at, flaw.message, flaw.rule, flaw.length)
            return
        if char and UNSAFE.match(char):
            refuse(source, found.start(), char, len(found[0]))
            return
    source.flaw(at, "control characters are not allowed: remove them", "control")
