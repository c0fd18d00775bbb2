"""YAML to text, dicts and lists with places; the only module that knows PyYAML.

Every scalar is text, whatever it looks like; where nothing stands, it is None. What YAML
can do beyond that is refused, with a place. Behind an error reading goes on at the next
name of the question, at the next question, or at the next name of the file.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml

from interview_cli.storage.packs.nodes import UNKNOWN, Map, Seq
from interview_cli.storage.packs.problems import UNSAFE, brief
from interview_cli.storage.packs.recovery import Piece, Text, cut, reopen, resume
from interview_cli.storage.packs.source import Flaw, Source, refuse
from interview_cli.storage.packs.syntax import Stop, explain, quote

LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

DEEPEST = 20

#: After so many syntax errors in one file no further one is looked for.
MOST_ERRORS = 200

_DROPPED = ("\0", "x-")
_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
_MARKED = frozenset("&!\"'|>")
_SIGNS = {"&": "anchor", "*": "alias", "!": "tag"}
_ESCAPE = re.compile(r"\\(?:x(\w{2})|u(\w{4})|U(\w{8})|(.))", re.DOTALL)
_SHORT = {"0": "\0", "a": "\a", "b": "\b", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b"}
_SHORT |= {"N": "\x85", "L": "\u2028", "P": "\u2029"}


#: Names of the file behind the list of questions: all must be read before any question.
_LATE = re.compile(r"\n[^\s#-]")

#: Gets a question, or what stands in its place, with where it begins.
Take = Callable[[Any, int], None]


@dataclass(slots=True)
class Tree:
    """A file while it is read: what was found so far."""

    #: The mapping at the top, in which no question is left.
    root: Any = None
    #: Where the scalars stand that are empty or blank, in order.
    blanks: list[int] = field(default_factory=list)


def parse(source: Source, take: Callable[[Tree], Take], loader: Any = LOADER) -> Tree:
    """Read *source*; what is wrong with its YAML becomes its flaws.

    *take* is called once, when all but the questions has been read, and gives what
    takes each question. So no more than one is held at a time.
    """
    builder = _Builder(source, take, loader)
    piece: Piece | None = Piece(0)
    for _ in range(MOST_ERRORS):
        if piece is None:
            break
        piece = builder.read(piece)
    else:
        message = f"there are more than {MOST_ERRORS} errors of YAML; mend these first"
        source.flaw(piece.start if piece else 0, message, "too-many")
    builder.finish()
    return builder.tree


class _Refused(Exception):
    """Valid YAML that packs do not have, and that reading cannot go on behind."""

    def __init__(self, at: int, message: str, rule: str) -> None:
        self.flaw = Flaw(at, 1, message, rule)


class _Builder:
    """Makes one tree out of the pieces between errors."""

    def __init__(self, source: Source, take: Callable[[Tree], Take], loader: Any) -> None:
        self.source, self.loader = source, loader
        self.tree = Tree()
        self.begin, self.take = take, None
        self.roots: list[Any] = []  # one for each document
        self.stack: list[Any] = []  # the mappings and lists that are open
        self.event: Any = None  # the last one read
        self.key: str | None = None  # the name whose value comes next
        self.doubled = False  # whether a second document has begun
        self.names: dict[str, str] = {}
        self.untidy: dict[int, Map] = {}  # where names are to be dropped
        self.taken = 0  # how many of the questions
        list_at = (
            0 if source.text.startswith("questions:") else source.text.find("\nquestions:") + 1
        )
        known = list_at or source.text.startswith("questions:")
        self.early = bool(known) and not _LATE.search(source.text, list_at)

    def read(self, piece: Piece) -> Piece | None:
        """Read to the end, or to the next error; then say where to read on."""
        events = self.loader(Text(self.source.text, piece))
        self.event, self.key = None, None
        try:
            for _ in range(piece.events):
                self.event = events.get_event()
            self._grow(events.get_event, piece.shift)
            return None
        except _Refused as err:
            flaw, end = err.flaw, err.flaw.at
        except (yaml.YAMLError, ValueError) as err:
            stop = self._stop(err, piece)
            flaw, end = explain(self.source, stop), stop.last_end
        if self.doubled:
            return None  # what follows a second document's "---" was not meant as ours
        line = self.source.line_of(flaw.at)
        before = self.source.flaws[-1] if self.source.flaws else None
        same = before and before.rule in _SIGNS.values() and self.source.line_of(before.at) == line
        if not same:
            self.source.flaw(flaw.at, flaw.message, flaw.rule, flaw.length)
        cut(self.stack, self.key, self.source, flaw.at, end)
        if not self.roots:
            self.roots.append(Map.opened(0, len(self.source.text)))
        if self.source.full or not isinstance(self.roots[-1], Map):
            return None
        piece = resume(self.roots[-1], self.stack, self.source, max(flaw.at, piece.start))
        if piece is not None:  # what comes twice is not to be found twice
            blanks = self.tree.blanks
            del blanks[bisect_left(blanks, piece.start) :]
        return piece

    def _grow(self, get: Callable[[], Any], shift: int) -> None:
        """Read events into the tree; written for speed, for it is most of the work."""
        text, names, stack = self.source.text, self.names, self.stack
        scalar, mapping, sequence = (
            yaml.ScalarEvent,
            yaml.MappingStartEvent,
            yaml.SequenceStartEvent,
        )
        here: Any = stack[-1] if stack else None
        keyed = here.__class__ is Map
        place: Any = here.places.append if here is not None else None
        key: str | None = None
        value: Any
        event = self.event
        try:
            while True:
                event = get()
                sort = event.__class__
                at = event.start_mark.index + shift
                if sort is scalar:
                    value = event.value
                    if keyed and key is None:
                        key = names.get(value)
                        if key is None or key in here or text[at] in "&!":
                            key = self._name(value, here, at, event)
                        place(at)
                        continue
                    if not value or text[at] in _MARKED:
                        value = self._marked(value, at, event, event.end_mark.index + shift)
                elif sort is mapping or sort is sequence:
                    if len(stack) == 2 and self.early and not keyed:
                        self._give()
                    value = Map() if sort is mapping else Seq()
                    value.start, value.end, value.places, value.cut = at, len(text), [], False
                    if event.anchor is not None or event.tag is not None:
                        self._sign(at, container=True)
                elif sort in _ENDS:
                    here.end = event.end_mark.index + shift
                    stack.pop()
                    if stack:
                        here = stack[-1]
                        keyed = here.__class__ is Map
                        place = here.places.append
                    else:
                        here, keyed = None, False
                    continue
                elif sort is yaml.AliasEvent:
                    value = UNKNOWN
                    self._sign(at)
                elif sort is yaml.StreamEndEvent:
                    return
                else:
                    if sort is yaml.DocumentStartEvent and self.roots:
                        self.doubled = True
                        message = 'a file holds one document: remove this "---"'
                        self.source.flaw(at, message, "documents", 3)
                    continue
                if keyed:
                    if key is None:
                        raise _Refused(at, self._no_name(at), "yaml")
                    here[key] = value
                    key = None
                    place(at)
                elif here is not None:
                    here.append(value)
                    place(at)
                else:
                    self.roots.append(value)
                if sort is not scalar and value is not UNKNOWN:
                    stack.append(value)
                    if len(stack) > DEEPEST:
                        message = f"this is nested more than {DEEPEST} deep: quote it if it is text"
                        raise _Refused(at, message, "too-deep")
                    here, keyed, place = value, sort is mapping, value.places.append
        finally:
            self.event, self.key = event, key

    def _name(self, name: str, here: Map, at: int, event: Any) -> str:
        """Check a name that is new, doubled or looks odd; give the name to keep it under."""
        source = self.source
        if event.anchor is not None or event.tag is not None:
            self._sign(at)
        elif name == "<<":
            source.flaw(at, '"<<" does not merge anything here: write the fields out', "merge", 2)
        elif not name:
            source.flaw(at, "a name is missing before this colon", "yaml", 1)
        elif UNSAFE.search(name):
            source.flaw(at, "a name must not hold control characters", "control")
        elif name in here:
            first = here.key_at(name)
            message = (
                f'"{brief(name)}" is given twice: on line {source.line_of(first)} and on line '
                f"{source.line_of(at)}; keep one of them"
            )
            source.flaw(at, message, "duplicate-key")
        elif name.startswith("x-"):
            self.untidy[id(here)] = here
            return name
        else:
            return self.names.setdefault(name, name)
        self.untidy[id(here)] = here
        return f"\0{at}"

    def _marked(self, value: str, at: int, event: Any, end: int) -> Any:
        """Check a value that is empty, or that begins with a sign of YAML's."""
        if event.anchor is not None or event.tag is not None:
            self._sign(at)
            return UNKNOWN
        if not value or value.isspace():
            self.tree.blanks.append(at)
            return value if event.style else None
        if event.style != '"' or not UNSAFE.search(value):
            return value
        for escape in _ESCAPE.finditer(self.source.text, at, end):
            char = _SHORT.get(escape[4] or "", "")
            if code := escape[1] or escape[2] or escape[3]:
                char = chr(int(code, 16))
            if char and UNSAFE.match(char):
                refuse(self.source, escape.start(), char, len(escape[0]))
                return UNKNOWN
        self.source.flaw(at, "control characters are not allowed: remove them", "control")
        return UNKNOWN

    def _sign(self, at: int, *, container: bool = False) -> None:
        sign = self.source.text[at]
        what = _SIGNS.get(sign, "tag")
        token = self.source.rest(at).split(" ")[0]
        if container:
            message = f"{brief(token)} is a YAML {what}, which packs do not have: remove it"
        else:
            message = f"{sign} begins a YAML {what}: quote the text: {quote(self.source, at)}"
        self.source.flaw(at, message, what, len(token))

    def _no_name(self, at: int) -> str:
        before = self.source.text[self.source.start_of(at) : at]
        start = at - (len(before) - len(before.rstrip("{[")))
        shown = quote(self.source, start)
        return f"a name must be text; if this is no mapping at all, quote it: {shown}"

    def _stop(self, err: Exception, piece: Piece) -> Stop:
        shift, text = piece.shift, self.source.text

        def place(mark: Any) -> int | None:
            if mark is None:
                return None
            index = int(mark.index) + shift
            if index >= piece.start:
                return min(index, len(text))
            return self.stack[-1].start if self.stack else None

        at, inside = place(getattr(err, "problem_mark", None)), None
        last, last_end, whole = piece.start, piece.start, False
        event = self.event
        if event is not None and event.end_mark.index + shift >= piece.start:
            last = max(piece.start, event.start_mark.index + shift)
            last_end = min(event.end_mark.index + shift, len(text))
            flow = isinstance(event, _ENDS) and last < last_end
            whole = flow or getattr(event, "style", None) in ("'", '"')
            whole = whole or isinstance(event, yaml.AliasEvent)
            while last_end > piece.start and text[last_end - 1].isspace():
                last_end -= 1
            last = min(last, last_end)
        at = last_end if at is None else at
        inside = place(getattr(err, "context_mark", None))
        if not whole and reopen(self.stack, self.source, at):
            inside = self.stack[-1].start
        return Stop(at, inside, last, last_end, whole)

    def finish(self) -> None:
        """Give away the questions that are left."""
        for root in self.roots:
            items = root.get("questions") if isinstance(root, Map) else None
            self.stack[:] = [root, items]
            self._give()
            self.taken = 0

    def _give(self) -> None:
        """Have the questions taken that were read, before the next one is begun."""
        self._tidy()
        root, items = self.stack
        self.tree.root = self.roots[0]
        if self.take is None:
            self.take = self.begin(self.tree)
        if isinstance(items, Seq) and items is root.get("questions"):
            for n in range(self.taken, len(items)):
                self.take(items[n], items.places[n])
                items[n] = UNKNOWN
            self.taken = len(items)

    def _tidy(self) -> None:
        for part in self.untidy.values():
            part.keep({name: name for name in part if not name.startswith(_DROPPED)})
        self.untidy.clear()
