"""Whether an SVG is only a drawing: it's a program, too, and it can ask the network for more.

What's allowed is listed; whatever else is in it is the reason why it isn't shown. An element
that's drawn by ``use`` can't have another one in it, since those multiply.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import ParseError, XMLParser

from interview_cli.core.sentences import trim
from interview_cli.packs.pictures.unusable import Unusable

MOST_ELEMENTS = 10_000
#: Pixels each way, where an SVG says neither size nor view box: what browsers take.
_DEFAULT = (300, 150)

_SVG = "{http://www.w3.org/2000/svg}"
_DRAWN = (
    "svg g defs title desc metadata symbol use path rect circle ellipse line polyline polygon "
    "text tspan textPath linearGradient radialGradient stop clipPath mask pattern marker style "
    "switch"
)
_ELEMENTS = frozenset(_DRAWN.split())
#: What drawing programs write about a drawing, in names of their own.
_ABOUT = re.compile(
    r"\{(?:http://www\.w3\.org/1999/02/22-rdf-syntax-ns#|http://purl\.org/dc/[\w/.-]+|"
    r"(?:https?://(?:web\.resource\.org/cc/|creativecommons\.org/ns#))|"
    r"http://(?:www\.inkscape\.org/namespaces/inkscape|"
    r"sodipodi\.sourceforge\.net/DTD/sodipodi-0\.dtd))\}"
)
_HREF = ("href", "{http://www.w3.org/1999/xlink}href")
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
#: What reaches outside in a style. A backslash could hide it.
_OUTSIDE = re.compile(
    r"""url\(\s*(?!["']?#)|@import|image-set\(|src\(|javascript:|expression\(|\\""", re.I
)
_ENCODING = re.compile(rb"""encoding\s*=\s*["'](?!utf-8["']|us-ascii["']|iso-8859-1["'])""", re.I)
_LENGTH = re.compile(r"\s*([0-9]{1,9}(?:\.[0-9]*)?)\s*([a-z]*)\s*$")
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0}
_PIXELS |= {"mm": 96 / 25.4, "cm": 96 / 2.54}


def measure_svg(data: bytes) -> tuple[int, int]:
    """Return the size of the SVG *data*; raises Unusable for one that isn't only a drawing.

    Raises ValueError where it's broken.
    """
    # Entities multiply, and there are none without a declaration of the document's type.
    if re.search(rb"<!(?:ENTITY|ATTLIST|ELEMENT|NOTATION)|<!DOCTYPE[^>]*\[", data, re.I):
        raise _refuse("entities")
    if re.search(rb"<\?(?!xml\s)", data, re.I):
        raise _refuse("an instruction for other programs")
    if _ENCODING.search(data[:200]):
        raise Unusable("isn't UTF-8: save it so")
    drawing = _Drawing()
    parser = XMLParser(target=drawing)
    try:
        parser.feed(data)
        parser.close()
    except (ParseError, UnicodeError, LookupError) as error:
        raise ValueError("not XML") from error
    drawing.check_uses()
    return drawing.size


class _Drawing:
    """What is in an SVG, checked while it's read."""

    def __init__(self) -> None:
        self.size = _DEFAULT
        self._path: list[tuple[str, str]] = []  # the elements that are open, with their ids
        self._count = 0
        self._style: list[str] = []
        self._uses: set[str] = set()  # the ids that are used
        self._using: set[str] = set()  # the ids of elements that use others

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_ELEMENTS:
            raise Unusable(f"has more than {MOST_ELEMENTS:,} elements: save it as a PNG")
        name = tag.removeprefix(_SVG)
        if not self._path:
            if tag != f"{_SVG}svg":
                raise ValueError("no SVG")
            self.size = _read_size(attributes)
        if not (tag.startswith(_SVG) and name in _ELEMENTS) and not _ABOUT.match(tag):
            raise _refuse(f"<{name.rpartition('}')[2][:30]}>")
        for attribute, value in attributes.items():
            self._check_attribute(attribute, value)
        self._path.append((name, attributes.get("id", "")))
        if name == "use":
            self._using |= {id_ for _, id_ in self._path if id_}

    def _check_attribute(self, name: str, value: str) -> None:
        if name.lower().startswith("on") or name == _BASE:
            raise _refuse(f"{name.rpartition('}')[2][:30]}=")
        if name in _HREF:
            if not value.strip().startswith("#"):
                raise Unusable(f"asks for {trim(value, 40) or 'nothing'}: {_SAVE}")
            self._uses.add(value.strip()[1:])
        elif not name.startswith("{"):
            _check_style(value)

    def end(self, tag: str) -> None:
        if self._path.pop()[0] == "style":
            _check_style("".join(self._style))
            self._style.clear()

    def data(self, text: str) -> None:
        if self._path and self._path[-1][0] == "style":
            self._style.append(text)  # it comes in pieces

    def close(self) -> Any:
        if not self._count:
            raise ValueError("empty")
        return None

    def check_uses(self) -> None:
        """Raise Unusable where something that is used uses something itself."""
        if self._uses & self._using:
            raise _refuse("a <use> within what is used")


def _check_style(text: str) -> None:
    if _OUTSIDE.search(text):
        raise Unusable(f"asks for something outside of it: {_SAVE}")


def _read_size(attributes: dict[str, str]) -> tuple[int, int]:
    lengths = [_LENGTH.match(attributes.get(name, "")) for name in ("width", "height")]
    if all(found and found[2] in _PIXELS for found in lengths):
        width, height = (float(found[1]) * _PIXELS[found[2]] for found in lengths if found)
        return round(width), round(height)
    view = attributes.get("viewBox", "").replace(",", " ").split()
    box = [float(part) for part in view]
    if len(box) == 4 and all(0 < side < 1e9 for side in box[2:]):
        return max(1, round(box[2])), max(1, round(box[3]))
    return _DEFAULT


_SAVE = "save it as a PNG, or without that"


def _refuse(what: str) -> Unusable:
    return Unusable(f"has {what}, and only plain drawings are shown: {_SAVE}")
