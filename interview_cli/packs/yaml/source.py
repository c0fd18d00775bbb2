"""The text of a pack's file with its problems and fixes, and the dicts and lists it becomes."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from itertools import accumulate
from pathlib import Path
from typing import Any

from interview_cli.core.safe_text import UNSAFE, make_visible
from interview_cli.core.sentences import quote_yaml, trim
from interview_cli.packs.yaml.encodings import describe, guess_text
from interview_cli.packs.yaml.problems import Edit, Fix, Flaw, Problem
from interview_cli.packs.yaml.structure import FIELDS
from interview_cli.storage.reading.mojibake import find_garbled, has_controls, say_garbled

LARGEST_FILE = 16 * 1024 * 1024
BOM = b"\xef\xbb\xbf"

#: A file with more problems than this is not what its author thinks it is.
MOST_PROBLEMS = 1000

_ASCII = bytes({*range(0x20, 0x7F), 0x09, 0x0A, 0x0D})
_RAW = re.compile(rf"\r(?!\n)|(?!\r){UNSAFE.pattern}")
BAD_BYTE = re.compile("[\udc80-\udcff]")
_TOKEN = re.compile(
    r"""'(?:''|[^'\n])*'?|"(?:\\.|[^"\\\n])*"?|[|>][-+\d]*|[\[{]"""
    r"""|(?:[^\s,\]}:]|:(?=[^\s,\]}])|[ ](?=[^\s#,\]}]))+"""
)
_NAMES = {"\0": "NUL", "\x07": "bell", "\b": "backspace", "\x1b": "escape", "\x7f": "delete"}
_NAMES |= {"\r": "carriage return", "\x0b": "vertical tab", "\f": "form feed"}

#: Of one problem, the ways to fix it: one, if it is certain what was meant.
Fixes = tuple[Fix, ...]

#: How like a word its only near one must be, and how much less like the next may be.
_NEAR, _LEAD = 0.65, 0.12

#: These are read only where there is something to fix: it takes long.
_VALUE = r"([ ]*(?:-[ ]+)*(?:[\w.-]+[ ]*:[ ]+)?)(\S.*?)[ \t]*$"
_IN_FLOW = r"[\[{,][ ]*([\w.-]+[ ]*:[ ]+)?$"
#: Behind a value of ``{}`` that has no comma of its own.
_ENDS_IN_MAP = r"[ ]*(?:\}|,[ ]*[\w.-]+[ ]*:[ ])"
_FLOW_VALUE = r"[^\s,\[\]{}\"'#][^,\[\]{}\"'#]*?(?=[ ]*[,\]}])"
_QUOTED = re.compile(r"""'(?:''|[^'\n])*'|"(?:\\.|[^"\\\n])*\"""")
_DOUBLE = r'"((?:\\.|[^"\\\n])*)"'
_LITERAL = r"(?:[^\\']|\\[^0abt\tnvfre \"/\\N_LPxuU])*"
_DASHES = r"[ ]*(?:-[ ]+(?=[\w.-]+[ ]*:[ ]))*"
_NEXT_LINE = r"[^\n]*\n(?:[ \t]*\r?\n)*([ ]*)[^\s]"


class Unknown:
    """The value of what could not be read, which is reported already."""

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN = Unknown()


class Map(dict[str, Any]):
    """A mapping. Its places are indices into the file's text, as are all others here."""

    __slots__ = ("cut", "end", "flows", "places", "start")
    start: int
    end: int
    places: list[int]  # of each name and of its value, in turn
    cut: bool  # whether something of it could not be read
    flows: bool  # whether it is in brackets

    @classmethod
    def opened(cls, start: int, end: int) -> Map:
        """Return an empty one, of which not all may be known."""
        new = cls()
        new.start, new.end, new.places, new.cut = start, end, [], True
        new.flows = False
        return new

    def key_at(self, key: str) -> int:
        return self.places[2 * list(self).index(key)]

    def at(self, key: str) -> int:
        return self.places[2 * list(self).index(key) + 1]

    def give(self, defaults: Map) -> None:
        """Add from *defaults* what is missing here, with the places there."""
        for key, value in defaults.items():
            if key not in self:
                self[key] = value
                self.places += (defaults.key_at(key), defaults.at(key))

    def keep(self, wanted: dict[str, str]) -> None:
        """Keep the names in *wanted* only, each under its name there."""
        pairs, places = list(self.items()), self.places
        self.clear()
        self.places = []
        for n, (key, value) in enumerate(pairs):
            if key in wanted:
                self[wanted[key]] = value
                self.places += places[2 * n : 2 * n + 2]


class Seq(list[Any]):
    __slots__ = ("cut", "end", "flows", "places", "start")
    start: int
    end: int
    places: list[int]  # of each item
    cut: bool
    flows: bool

    def at(self, n: int) -> int:
        return self.places[n]


class Source:
    """A file's text, without what a parser or a terminal would stumble over, and its problems."""

    def __init__(self, path: Path, text: str = "") -> None:
        self.path = path
        self.text = text
        self.raw = text  # as it stands in the file, with what must not be in it
        self.flaws: list[Flaw] = []
        self.notes: list[Flaw] = []
        self.recoded: tuple[str, str] | None = None  # as text, and the encoding that it is in
        self.data = b""  # the file's bytes, where they aren't UTF-8
        self.bad_bytes: list[int] = []  # where they stand that aren't UTF-8
        self.shared = ""  # what holds for all questions in it, such as their level
        self.full = False  # whether problems went unreported because there were too many
        self._starts: list[int] = []

    def flaw(
        self,
        at: int,
        message: str,
        rule: str,
        length: int = 0,
        fixes: tuple[Fix, ...] = (),
        also: Path | None = None,
    ) -> None:
        """Report a problem at *at*; without *length* what stands there is underlined."""
        if len(self.flaws) < MOST_PROBLEMS:
            self.flaws.append(Flaw(at, length, message, rule, fixes, also))
        elif not self.full:
            self.full = True
            message = f"there are more than {MOST_PROBLEMS} problems; fix these first"
            self.flaws.append(Flaw(at, 1, message, "too-many"))

    def fix(self, what: str, *edits: tuple[int, int, str]) -> tuple[Fix, ...]:
        """Return the fix that *edits* are: from where to where which text is put.

        None where one of them would replace what is not shown as it is in the file.
        """
        if any(self.text[start:end] != self.raw[start:end] for start, end, _ in edits):
            return ()
        return self.correct(what, *edits)

    def correct(self, what: str, *edits: tuple[int, int, str]) -> tuple[Fix, ...]:
        """Return the fix that *edits* are, of places that may be shown unlike the file."""
        if not edits:
            return ()
        return (Fix(what, tuple(self._edit(*edit) for edit in edits)),)

    def is_corrected(self, at: int, length: int) -> bool:
        """Whether something from *at* on is shown unlike the file, so that it is reported."""
        return self.text[at : at + length] != self.raw[at : at + length]

    def span(self, at: int, value: str) -> tuple[int, int] | None:
        """Return from where to where *value* is written in one line; None where it isn't."""
        if found := _QUOTED.match(self.text, at):
            return found.span()
        return (at, at + len(value)) if value and self.text.startswith(value, at) else None

    def _edit(self, start: int, end: int, text: str) -> Edit:
        place = self.line_of(start), self.column_of(start)
        return Edit(start, end, text, *place, self.line_of(end), self.column_of(end))

    def problems(self, flaws: list[Flaw]) -> list[Problem]:
        """Return *flaws* with their places, in the order of the file, each once."""
        found: list[Problem] = []
        start, line = -1, ""
        for flaw in sorted(set(flaws)):
            at = min(flaw.at, len(self.text))
            if at and at == len(self.text) and self.text.endswith("\n"):
                at = self.end_of(at - 1)
            if start != (start := self.start_of(at)):
                line = self.rest(start)  # shared by all problems of a line, which may be long
                as_written = self.raw[start : start + len(line)]
                line = line if UNSAFE.search(as_written) else as_written
            end = start + len(line)
            at = min(at, end)
            token = _TOKEN.match(self.text, at, min(end, at + 200))
            length = max(1, min(flaw.length or (len(token[0]) if token else 1), end - at))
            place = self.line_of(at), at - start + 1
            message = trim(flaw.message, 400)
            said = message, flaw.rule, line
            found.append(Problem(self.path, *place, length, *said, flaw.fixes, flaw.also))
        return found

    def line_of(self, at: int) -> int:
        """Return the number of the line, from 1, that *at* lies in."""
        if not self._starts:
            self._starts = [0, *accumulate(len(line) + 1 for line in self.text.split("\n"))][:-1]
        return bisect_right(self._starts, at)

    def start_of(self, at: int) -> int:
        """Return the index of the first character of the line that *at* lies in."""
        return self.text.rfind("\n", 0, at) + 1

    def end_of(self, at: int) -> int:
        """Return the index just behind the last character of the line that *at* lies in."""
        end = self.text.find("\n", at)
        end = len(self.text) if end < 0 else end
        return end - self.text.endswith("\r", at, end)

    def line_after(self, at: int) -> int:
        """Return where the line behind that of *at* begins: the text's end where there is none."""
        return self.text.find("\n", at) + 1 or len(self.text)

    def column_of(self, at: int) -> int:
        return at - self.start_of(at) + 1

    def rest(self, at: int) -> str:
        return self.text[at : self.end_of(at)]

    def within(self, at: int, value: str, offset: int) -> int:
        """Return the place of the character *offset* of a text whose value begins at *at*.

        Exact for plain text, quotes without escapes and ``|`` blocks; else *at*, and in a
        block whose text isn't as it's written its line.
        """
        row = value.count("\n", 0, offset)
        column = offset - (value.rfind("\n", 0, offset) + 1)
        line_text = value.split("\n")[row]
        if self.text.startswith("|", at):
            start = at
            for _ in range(row + 1):
                start = self.text.find("\n", start) + 1
            line = self.rest(start)
            if line.endswith(line_text):
                return start + len(line) - len(line_text) + column
            return start + len(line) - len(line.lstrip())
        else:
            start = at + self.text.startswith(("'", '"'), at)
            if row == 0 and self.text.startswith(line_text, start):
                return start + column
        return at

    def within_row(self, at: int, value: str, row: int, column: int) -> int:
        """Return the place of *row* and *column*, from 1, of a text whose value begins at *at*."""
        rows = value.split("\n")
        row = min(row, len(rows))
        offset = sum(len(line) + 1 for line in rows[: row - 1])
        return self.within(at, value, offset + min(column - 1, len(rows[row - 1])))

    def quote_value(self, at: int) -> Fixes:
        """Quote the value at *at*: the rest of the line, or in brackets up to what ends it."""
        start, end = self.start_of(at), self.end_of(at)
        if is_in_brackets(self.text[start:at]):
            value = re.compile(_FLOW_VALUE).match(self.text, at, end)
            before = re.compile(_IN_FLOW).search(self.text[start:at])
            if value is None or before is None or _has_field(value[0]):
                return ()
            if before[1] and not re.compile(_ENDS_IN_MAP).match(self.text, value.end()):
                return ()
            return self.fix(
                f"quoted {trim(value[0], 40)}", (at, value.end(), quote_yaml(value[0], None))
            )
        line = re.compile(_VALUE).match(self.rest(start))
        if line is None or " #" in line[2] or at < start + line.start(2):
            return ()
        if not line[1].strip():
            return ()  # neither a field's text nor an item's: what it belongs to is not certain
        dashes, below = (
            re.compile(_DASHES).match(line[1]),
            re.compile(_NEXT_LINE).match(self.text, start),
        )
        if below and dashes and len(below[1]) > dashes.end():
            return ()  # a text of several lines: it belongs below "|"
        edit = start + line.start(2), start + line.end(2), quote_yaml(line[2], None)
        return self.fix(f"quoted {trim(line[2], 40)}", edit)

    def use_single_quotes(self, at: int) -> Fixes:
        """Turn the double quotes around *at* into single ones, if no backslash is an escape."""
        for found in re.compile(_DOUBLE).finditer(self.text, self.start_of(at), self.end_of(at)):
            if found.start() < at < found.end() and re.compile(_LITERAL).fullmatch(found[1]):
                what = f"put {trim(found[1], 40)} in single quotes"
                return self.fix(what, (*found.span(), f"'{found[1]}'"))
        return ()

    def add_space(self, at: int) -> Fixes:
        colon = self.text.find(":", at) + 1
        return self.fix("put a space after the colon", (colon, colon, " "))

    def replace_tabs(self, at: int) -> Fixes:
        """Turn the tabs before a line, and those that follow it, into spaces: in three ways.

        The first is the one by which the line stands best below the one above it.
        """
        start = self.start_of(at)
        above = self.rest(self.start_of(max(0, start - 1)))
        best = len(above) - len(above.lstrip(" ")) + 2 * above.rstrip().endswith(":")
        lines = re.compile(r"(?:[ ]*\t[^\n]*(?:\n|$))+").match(self.text, start)
        indents = re.compile(r"(?m)^[ \t]+").finditer(
            self.text, start, lines.end() if lines else at
        )
        tabs = [(indent.span(), indent[0]) for indent in indents]
        ways = {
            tuple((*span, " " * len(indent.expandtabs(width))) for span, indent in tabs)
            for width in (2, 4, 8)
        }
        nearest = sorted(ways, key=lambda way: (abs(len(way[0][2]) - best), way))
        return tuple(fix for way in nearest for fix in self.fix("put spaces for tabs", *way))

    def use_literal_block(self, at: int) -> Fixes:
        """Write ``|`` for the ``>`` at *at*."""
        return self.fix("wrote | for >, so that code keeps its lines", (at, at + 1, "|"))

    def replace_word(self, at: int, wrong: str, right: str, words: list[str]) -> Fixes:
        """Write *right* for *wrong* at *at*, if no other of *words* can be meant."""
        sure = right and re.fullmatch(r"[\w-]+", wrong) and _meant(wrong, words) == right
        return self.replace_text(at, wrong, right) if sure else ()

    def replace_text(self, at: int, wrong: str, right: str) -> Fixes:
        """Write *right* for *wrong* at *at*, in the quotes in which it stands."""
        at += self.text.startswith(("'", '"'), at)
        if not self.text.startswith(wrong, at):
            return ()
        return self.fix(f"wrote {right} for {trim(wrong)}", (at, at + len(wrong), right))


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
        elif path.stat().st_size > LARGEST_FILE:
            source.flaw(0, _TOO_LARGE, "too-large")
        else:
            with path.open("rb") as file:
                return from_bytes(path, file.read(LARGEST_FILE + 1))
    except (OSError, ValueError) as err:
        why = getattr(err, "strerror", None) or str(err)
        source.flaw(0, f"this file cannot be read: {why}", "unreadable")
    return source


def from_bytes(path: Path, data: bytes) -> Source:
    """Return what the file at *path* says if *data* is all that is in it."""
    source = Source(path)
    if len(data) > LARGEST_FILE:
        source.flaw(0, _TOO_LARGE, "too-large")
        return source
    written, data = data, data.removeprefix(BOM)
    try:
        if b"\0" in data and guess_text(data):
            raise UnicodeDecodeError("utf-8", b"", 0, 1, "these are two bytes a character")
        source.text = source.raw = data.decode()
    except UnicodeDecodeError:
        source.recoded, source.data = guess_text(data), written
        message = describe(data, source.recoded)
        if b"\0" in data:
            source.flaw(0, message, "utf-8")
            return source
        source.text = source.raw = data.decode(errors="surrogateescape")
        source.bad_bytes = [found.start() for found in BAD_BYTE.finditer(source.raw)]
        source.flaw(source.bad_bytes[0], message, "utf-8", 1)
        source.text = BAD_BYTE.sub("\ufffd", source.text)
    lone = data.count(b"\r") - data.count(b"\r\n")
    if lone > data.count(b"\n"):
        _read_lines_of_macs(source)
        data = data.replace(b"\r", b"\n")
    if _suspect(data):
        garbled = _report_garbled(source)
        for at, char in _each_line(_RAW, source.text):
            if at not in garbled:
                report_unsafe(source, at, char)
        source.text = _RAW.sub(lambda found: make_visible(found[0]), source.text)
    return source


def _read_lines_of_macs(source: Source) -> None:
    """Take each lone U+000D for the end of a line, and report it once."""
    lines = re.sub(r"\r(?!\n)", "\n", source.text)
    message = (
        "the lines of this file end in U+000D alone, as on old Macs: save it with LF line ends"
    )
    fixes = source.correct("wrote LF line ends", (0, len(lines), lines))
    source.text = lines
    source.flaw(0, message, "line-ends", 1, fixes)


def _suspect(data: bytes) -> bool:
    """Whether unsafe characters may be in *data*: ten times quicker than looking for them."""
    odd = data.translate(None, _ASCII)
    if data.count(b"\r") != data.count(b"\r\n"):
        return True
    return bool(odd) and bool(UNSAFE.search(odd.decode(errors="replace")))


def _report_garbled(source: Source) -> frozenset[int]:
    """Report text that was read in the wrong encoding, if signs for a terminal came of it.

    Return where it is: such signs are told and fixed with it.
    """
    found = find_garbled(source.raw)
    if not any(has_controls(source.raw, one) for one in found):
        return frozenset()
    first = found[0]
    edits = [(one.start, one.end, one.was) for one in found]
    fixes = source.correct("wrote what was garbled as it was", *edits)
    message = say_garbled(source.raw, found)
    source.flaw(first.start, message, "control", first.end - first.start, fixes)
    return frozenset(at for one in found for at in range(one.start, one.end))


def _each_line(pattern: re.Pattern[str], text: str) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    at = 0
    while len(found) <= MOST_PROBLEMS and (match := pattern.search(text, at)):
        found.append((match.start(), match[0]))
        at = text.find("\n", match.start())
        if at < 0:
            break
    return found


def report_unsafe(source: Source, at: int, char: str, length: int = 1) -> None:
    """Report an unsafe character that stands, or is written as an escape, at *at*."""
    code = f"U+{ord(char):04X}"
    fixes: Fixes = ()
    if length == 1 and source.raw.startswith(char, at):  # not written as an escape
        end = source.end_of(at)
        found = [*_RAW.finditer(source.raw, source.start_of(at), end)]
        edits = [(*one.span(), _space_for(source.raw, one)) for one in found]
        did = f"wrote a space for {code}" if any(edit[2] for edit in edits) else f"removed {code}"
        fixes = source.correct(did, *edits)
    breaks = _LINE_BREAK.match(source.raw, at)
    if length == 1 and breaks and _space_for(source.raw, breaks):
        name = _NAMES.get(char) or unicodedata.name(char, "line break").lower()
        message = f"{code} ({name}) breaks a line in word processors alone: write a space for it"
        source.flaw(at, message, "control" if char < "\xa0" else "invisible", length, fixes)
        return
    if char < "\xa0":
        name = f" ({_NAMES[char]})" if char in _NAMES else ""
        source.flaw(at, f"control character {code}{name}: remove it", "control", length, fixes)
        return
    name = unicodedata.name(char, "").lower()
    name = f" ({name})" if name else ""
    turns = unicodedata.bidirectional(char) in _TURNING or char in "\u200e\u200f\u061c"
    what, rule = ("turns the direction of writing", "bidi") if turns else _UNSEEN
    source.flaw(at, f"{code}{name} {what}: remove it", rule, length, fixes)


#: What word processors and slides have between two lines of one paragraph.
_LINE_BREAK = re.compile("[\x0b\x0c\x85\u2028\u2029]")


def _space_for(raw: str, found: re.Match[str]) -> str:
    """Return what to write for an unsafe character: a space where it alone parts two words."""
    beside = raw[max(0, found.start() - 1) : found.start()], raw[found.end() : found.end() + 1]
    parts = _LINE_BREAK.match(found[0]) and all(sign.strip() and sign != "\n" for sign in beside)
    return " " if parts else ""


_TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
_UNSEEN = ("cannot be seen", "invisible")
_TOO_LARGE = "this file is larger than 16 MiB: split it into several files of a folder"


def _has_field(value: str) -> bool:
    """Whether *value* has the name of a field in it, so that a comma may be missing before it."""
    return any(name in FIELDS for name in re.findall(r"([a-z_]+):[ ]", value))


def is_in_brackets(before: str) -> bool:
    """Whether a line that begins with *before* is inside ``{`` or ``[`` there."""
    bare = re.sub(r"""'[^']*'|"(?:\\.|[^"\\])*\"""", "", before)
    return len(re.findall(r"(?:^|[\s\[{,])[\[{]", bare)) > len(re.findall(r"[\]}]", bare))


def _meant(word: str, words: list[str]) -> str:
    """Return the one of *words* that can be meant by *word*; "" if it may be another.

    It must begin alike: "medior" is like senior by its letters, and means mid.
    """
    word = word.lower()
    swaps = {f"{word[:n]}{word[n + 1]}{word[n]}{word[n + 2 :]}" for n in range(len(word) - 1)}
    if len(swapped := [other for other in words if other in swaps]) == 1:
        return swapped[0]  # two letters that changed places
    from difflib import SequenceMatcher  # only a mistake needs it

    near = sorted(((SequenceMatcher(None, word, w).ratio(), w) for w in words), reverse=True)
    if not near or near[0][0] < _NEAR or (len(near) > 1 and near[0][0] - near[1][0] < _LEAD):
        return ""
    return near[0][1] if near[0][1][0] == word[0] else ""
