"""Which lines of a file are its structure, and which are text below ``|`` or ``>``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: What is typed or pasted where a list's hyphen belongs.
DASHES = "\u2010-\u2015\u2212\ufe58\ufe63\uff0d\u2022\u2023\u25aa\u25cf\u25e6\u00b7*+"

#: Names of fields that are written in brackets, but those that are words of a sentence.
FIELDS = frozenset(
    re.findall(
        r"\w+",
        "accept alt anchors answer any ask attempts authors case checked code complexity date "
        "defaults defects description diff draft essential feedback file files fixed fixtures "
        "follow_ups form format from good group hidden hint hints id ignore image keep_order "
        "key_points kind kinds language left level levels license lines lint looks_for mark "
        "minutes missed mutants needs not number options ordered pack pairs prints proof query "
        "questions quiz reveals right says sets setup severity show shuffle solution sources "
        "spoken stages starter stem steps strict terms tests text title tolerance topic topics "
        "tracks unit until value vary version weight why wrong",
    )
)

#: Lists, in which a dash can only be a hyphen.
LISTS = frozenset(
    re.findall(
        r"\w+",
        "questions options accept steps key_points any not sources was follow_ups tracks levels "
        "kinds wrong authors hints unit fixtures mutants pairs sets show defects looks_for anchors "
        "stages",
    )
)
#: Fields that hold lists or other fields, and never a text.
CONTAINERS = LISTS | {
    *("pack", "defaults", "quiz", "checked", "image", "number", "vary", "terms", "lint", "ignore"),
}

_LINE = re.compile(
    rf"(?m)^(?P<lead>[ ]*)(?P<dashes>(?:[-{DASHES}][ ]+)*)(?P<rest>[^\n]*?)[ \t\r]*$"
)
_NAME = re.compile(r"""(?:[\w.-]+|"[^"\n]*"|'[^'\n]*')[ ]*:(?=[ ]|$)""")
_BEGINS_BLOCK = re.compile(r"(?:^|:[ ]+)[|>][-+\d]*[ \t]*(?:#.*)?$")
_QUOTED = re.compile(r"""'(?:''|[^'])*'|"(?:\\.|[^"\\])*\"""")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the structure; all places are indices into the file's text."""

    start: int
    end: int
    lead: int  # spaces before it
    body: int  # where it goes on behind its hyphens
    field: str  # the name in whose value it is: "accept" for an item of that list
    depth: int  # brackets that are open before it


def iterate_lines(text: str) -> Iterator[Line]:
    """Yield the lines of *text* but those that are empty, comments, or below ``|`` or ``>``."""
    block = -1  # the column of what a text below | belongs to
    above: list[tuple[int, str]] = []  # the names that a line may be below, with their columns
    depth = 0
    for found in _LINE.finditer(text):
        rest, lead = found["rest"], len(found["lead"])
        if not found[0].strip():
            continue
        if block >= 0:
            if lead > block:
                continue
            block = -1
        if rest.startswith("#") and not found["dashes"]:
            continue
        name = _NAME.match(rest)
        column = lead + len(found["dashes"])
        if name and depth and (lead == 0 or found["dashes"]):
            depth = 0  # brackets that were never closed
        if not depth:
            while above and above[-1][0] >= (lead + 1 if found["dashes"] else lead):
                above.pop()
        field = above[-1][1] if above else ""
        yield Line(found.start(), found.end("rest"), lead, found.start("rest"), field, depth)
        bare = _QUOTED.sub("", rest.partition(" #")[0])
        if name and not depth:
            above.append((column, name[0].rstrip(" :")))
        if depth or re.search(r"(?:^|[:\s])[\[{]", bare):
            for sign in bare:
                depth = max(0, depth + (sign in "[{") - (sign in "]}"))
        if _BEGINS_BLOCK.search(rest):
            block = column if name else lead


def field_of(text: str, line: Line, at: int) -> str:
    """Return the name whose value begins at *at* in *line*, "" where none is known."""
    before = text[line.body : at]
    names = re.findall(r"([\w.-]+)[ ]*:[ ]*[\[{ ]*(?:[^:]*,[ ]*)?$", before)
    return names[-1] if names else line.field
