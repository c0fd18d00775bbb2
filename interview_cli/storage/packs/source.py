"""The text of one file of a pack: safe to parse, with a way from an index to a place."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from interview_cli.core.characters import UNSAFE
from interview_cli.storage.packs.problems import Problem, brief, visible

LARGEST = 16 * 1024 * 1024

#: A file with more problems than this is not what its author thinks it is.
MOST = 1000

_ASCII = bytes({*range(0x20, 0x7F), 0x09, 0x0A, 0x0D})
_RAW = re.compile(rf"\r(?!\n)|(?!\r){UNSAFE.pattern}")
_BAD_BYTE = re.compile("[\udc80-\udcff]")
_TOKEN = re.compile(
    r"""'(?:''|[^'\n])*'?|"(?:\\.|[^"\\\n])*"?|[|>][-+\d]*|[\[{]"""
    r"""|(?:[^\s,\]}:]|:(?=[^\s,\]}])|[ ](?=[^\s#,\]}]))+"""
)
_NAMES = {"\0": "NUL", "\x07": "bell", "\b": "backspace", "\x1b": "escape", "\x7f": "delete"}
_NAMES |= {"\r": "carriage return", "\x0b": "vertical tab", "\f": "form feed"}


@dataclass(frozen=True, slots=True, order=True)
class Flaw:
    """A problem whose place is still an index into the text."""

    at: int
    length: int
    message: str
    rule: str


class Source:
    """A file's text in which nothing is left that a parser or a terminal stumbles over."""

    def __init__(self, path: Path, text: str = "") -> None:
        self.path = path
        self.text = text
        self.flaws: list[Flaw] = []
        self.notes: list[Flaw] = []
        self._starts: list[int] = []

    def flaw(self, at: int, message: str, rule: str, length: int = 0) -> None:
        """Report a problem at *at*; without *length* what stands there is underlined."""
        if len(self.flaws) < MOST:
            self.flaws.append(Flaw(at, length, message, rule))
        elif len(self.flaws) == MOST:
            message = f"there are more than {MOST} problems; mend these first"
            self.flaws.append(Flaw(at, 1, message, "too-many"))

    @property
    def full(self) -> bool:
        """Whether problems have gone unreported because there were too many."""
        return len(self.flaws) > MOST

    def problems(self, flaws: list[Flaw]) -> list[Problem]:
        """Give *flaws* their places, in the order of the file, nothing twice."""
        found: list[Problem] = []
        start, line = -1, ""
        for flaw in sorted(set(flaws)):
            at = min(flaw.at, len(self.text))
            if at and at == len(self.text) and self.text.endswith("\n"):
                at = self.end_of(at - 1)
            if start != (start := self.start_of(at)):
                line = self.rest(start)  # shared by all problems of a line, which may be long
            end = start + len(line)
            at = min(at, end)
            token = _TOKEN.match(self.text, at, min(end, at + 200))
            length = max(1, min(flaw.length or (len(token[0]) if token else 1), end - at))
            place = self.line_of(at), at - start + 1
            message = brief(flaw.message, 400)
            found.append(Problem(self.path, *place, length, message, flaw.rule, line))
        return found

    def line_of(self, at: int) -> int:
        """Give the number of the line, from 1, that *at* lies in."""
        if not self._starts:
            lengths = (len(line) + 1 for line in self.text.split("\n"))
            self._starts = [0, *accumulate(lengths)][:-1]
        return bisect_right(self._starts, at)

    def start_of(self, at: int) -> int:
        """Give the index of the first character of the line that *at* lies in."""
        return self.text.rfind("\n", 0, at) + 1

    def end_of(self, at: int) -> int:
        """Give the index just behind the last character of the line that *at* lies in."""
        end = self.text.find("\n", at)
        end = len(self.text) if end < 0 else end
        return end - self.text.endswith("\r", at, end)

    def column_of(self, at: int) -> int:
        """Give the column, from 1, of *at*."""
        return at - self.start_of(at) + 1

    def rest(self, at: int) -> str:
        """Give what stands in the line from *at* on."""
        return self.text[at : self.end_of(at)]

    def within(self, at: int, value: str, offset: int) -> int:
        """Find where the character *offset* of a text stands whose value begins at *at*.

        Exact for plain text, quotes without escapes and ``|`` blocks; else *at*.
        """
        row = value.count("\n", 0, offset)
        column = offset - (value.rfind("\n", 0, offset) + 1)
        said = value.split("\n")[row]
        if self.text.startswith("|", at):
            start = at
            for _ in range(row + 1):
                start = self.text.find("\n", start) + 1
            line = self.rest(start)
            if line.endswith(said):
                return start + len(line) - len(said) + column
        else:
            start = at + self.text.startswith(("'", '"'), at)
            if row == 0 and self.text.startswith(said, start):
                return start + column
        return at


def load(path: Path) -> Source:
    """Read *path*; what cannot be read or must not be in it becomes a flaw."""
    source = Source(path)
    try:
        if path.is_dir():
            source.flaw(0, "this is a folder, not a YAML file: rename it", "unreadable")
        elif not path.is_file():
            known = path.exists() or path.is_symlink()
            what = "is not a file that can be read" if known else "is not there"
            source.flaw(0, f"this file {what}", "unreadable")
        elif path.stat().st_size > LARGEST:
            source.flaw(0, _TOO_LARGE, "too-large")
        else:
            with path.open("rb") as file:
                _take(source, file.read(LARGEST + 1))
    except (OSError, ValueError) as err:
        why = getattr(err, "strerror", None) or str(err)
        source.flaw(0, f"this file cannot be read: {why}", "unreadable")
    return source


def _take(source: Source, data: bytes) -> None:
    if len(data) > LARGEST:
        source.flaw(0, _TOO_LARGE, "too-large")
        return
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        source.text = data.decode()
    except UnicodeDecodeError:
        if b"\0" in data:
            utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
            what = "UTF-16" if utf16 else "not a text file"
            source.flaw(0, f"this file is {what}: save it as UTF-8 text", "utf-8")
            return
        source.text = data.decode(errors="surrogateescape")
        for at, char in _each_line(_BAD_BYTE, source.text):
            byte = bytes([ord(char) - 0xDC00])
            was = byte.decode("cp1252", errors="replace")
            hint = "" if was == "\ufffd" else f" (in Latin-1 it would be {was})"
            message = f"byte 0x{byte[0]:02X} is not UTF-8{hint}: save the file as UTF-8"
            source.flaw(at, message, "utf-8", 1)
        source.text = _BAD_BYTE.sub("\ufffd", source.text)
    if _suspect(data):
        for at, char in _each_line(_RAW, source.text):
            refuse(source, at, char)
        source.text = _RAW.sub(lambda found: visible(found[0]), source.text)


def _suspect(data: bytes) -> bool:
    """Say whether unsafe characters may be in *data*: ten times quicker than looking for them."""
    odd = data.translate(None, _ASCII)
    if data.count(b"\r") != data.count(b"\r\n"):
        return True
    return bool(odd) and bool(UNSAFE.search(odd.decode(errors="replace")))


def _each_line(pattern: re.Pattern[str], text: str) -> list[tuple[int, str]]:
    """Find the first match in each line."""
    found: list[tuple[int, str]] = []
    at = 0
    while len(found) <= MOST and (match := pattern.search(text, at)):
        found.append((match.start(), match[0]))
        at = text.find("\n", match.start())
        if at < 0:
            break
    return found


def refuse(source: Source, at: int, char: str, length: int = 1) -> None:
    """Report an unsafe character that stands, or is written as an escape, at *at*."""
    code = f"U+{ord(char):04X}"
    if char < "\xa0":
        name = f" ({_NAMES[char]})" if char in _NAMES else ""
        source.flaw(at, f"control character {code}{name}: remove it", "control", length)
        return
    name = unicodedata.name(char, "").lower()
    name = f" ({name})" if name else ""
    turns = unicodedata.bidirectional(char) in _TURNING or char in "\u200e\u200f\u061c"
    what, rule = ("turns the direction of writing", "bidi") if turns else _UNSEEN
    source.flaw(at, f"{code}{name} {what}: remove it", rule, length)


_TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
_UNSEEN = ("cannot be seen", "invisible")
_TOO_LARGE = "this file is larger than 16 MiB: split it into several files of a folder"
