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

from interview_cli.core.safe_text import UNSAFE
from interview_cli.core.sentences import trim
from interview_cli.packs.yaml.first_signs import Stop
from interview_cli.packs.yaml.pure_loader import PureLoader
from interview_cli.packs.yaml.refusals import (
    SIGNS,
    Refused,
    missing_name,
    report_document,
    report_escape,
    report_sign,
)
from interview_cli.packs.yaml.resumption import (
    Piece,
    find_resumption,
    last_of,
    mark_cut,
    reopen,
)
from interview_cli.packs.yaml.slips_in_parts import find_bare_sign, report_hyphen
from interview_cli.packs.yaml.source import UNKNOWN, Fixes, Map, Seq, Source
from interview_cli.packs.yaml.syntax_errors import explain

LOADER: Any = getattr(yaml, "CBaseLoader", PureLoader)

DEEPEST = 20

#: More names than any mapping of a pack has.
MOST_NAMES = 1000

#: After so many syntax errors in one file no further one is looked for.
MOST_ERRORS = 200

_DROPPED = ("\0", "x-")
_SCALAR, _MAPPING, _SEQUENCE = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
_MAPPING_END, _SEQUENCE_END = yaml.MappingEndEvent, yaml.SequenceEndEvent
_MARKED = frozenset("&!\"'|>")
#: What is wrong with a line because of these is not said of its syntax again.
_BEFORE = {*SIGNS.values(), "control", "bidi", "invisible", "utf-8"}
_BEFORE |= {"conflict", "lookalike", "typographic"}
_LISTED = re.compile(r"^questions:", re.MULTILINE)
#: Names of the file behind the list of questions: all must be read before any question.
_LATE = re.compile(r"\n[^\s#-]")


class _Text:
    """A stream of a piece of *text*, without a copy of it."""

    def __init__(self, text: str, piece: Piece) -> None:
        self._text, self._at, self._before = text, piece.start, piece.before

    def read(self, size: int) -> str:
        """Return the next *size* characters, or what there is."""
        if self._before:
            before, self._before = self._before, ""
            return before
        self._at += size
        return self._text[self._at - size : self._at]


@dataclass(slots=True)
class Tree:
    #: The mapping at the top, in which no question is left.
    root: Any = None
    #: Where the scalars stand that are empty or blank, in order.
    blanks: list[int] = field(default_factory=list)


def parse(
    source: Source,
    take: Callable[[Any, int], None],
    start: Callable[[Tree], None] = lambda tree: None,
    loader: Any = LOADER,
) -> Tree:
    """Read *source*; what is wrong with its YAML becomes its flaws.

    *take* is called with each question, or what is in its place, and where it begins; so
    no more than one is held at a time. *start* is called once before, when all but the
    questions has been read.
    """
    builder = _Builder(source, take, start, loader)
    piece: Piece | None = Piece(0)
    for _ in range(MOST_ERRORS):
        if piece is None:
            break
        piece = builder.read(piece)
    else:
        message = f"there are more than {MOST_ERRORS} errors of YAML; fix these first"
        source.flaw(piece.start if piece else 0, message, "too-many")
    builder.finish()
    return builder.tree


def _too_deep(at: int) -> Refused:
    message = f"this is nested more than {DEEPEST} deep: quote it if it is text"
    return Refused(at, message, "too-deep")


class _Builder:
    """Makes one tree out of the pieces between errors."""

    def __init__(
        self,
        source: Source,
        take: Callable[[Any, int], None],
        start: Callable[[Tree], None],
        loader: Any,
    ) -> None:
        self.source, self.take, self.start, self.loader = source, take, start, loader
        self.tree = Tree()
        self.started = False
        self.roots: list[Any] = []  # one for each document
        self.stack: list[Any] = []  # the mappings and lists that are open
        self.event: Any = None  # the last one read
        self.key: str | None = None  # the name whose value comes next
        self.doubled = False  # whether a second document has begun
        self.names: dict[str, str] = {}
        self.untidy: dict[int, Map] = {}  # where names are to be dropped
        self.taken = 0  # how many of the questions
        listed = _LISTED.search(source.text)
        self.early = listed is not None and not _LATE.search(source.text, listed.start())

    def read(self, piece: Piece) -> Piece | None:
        """Read to the end, or to the next error; then return where to read on."""
        events = self.loader(_Text(self.source.text, piece))
        self.event, self.key = None, None
        try:
            for _ in range(piece.events):
                self.event = events.get_event()
            self._grow(events.get_event, piece.shift)
            return None
        except Refused as err:
            flaw, end, last = err.flaw, err.flaw.at, err.flaw.at
        except (yaml.YAMLError, ValueError) as err:
            stop = self._stop(err, piece)
            flaw, end, last = explain(self.source, stop), stop.last_end, stop.last
            if "nesting depth" in str(getattr(err, "problem", "")):
                # libyaml 0.2.6 looks 1024 characters ahead and stops at 1000 open brackets,
                # before it gives the event of the first one.
                flaw = _too_deep(stop.at).flaw
        line = self.source.line_of(flaw.at)
        before = (f.at for f in self.source.flaws if f.rule in _BEFORE)
        follows = flaw.at != last and self._is_doubled(last)
        # What follows a second document's "---" was not meant as a part of this one.
        if not self.doubled and not follows and line not in map(self.source.line_of, before):
            self.source.flaw(flaw.at, flaw.message, flaw.rule, flaw.length, flaw.fixes)
        mark_cut(self.stack, self.key, self.source, flaw.at, end)
        if self.doubled or flaw.rule == "too-large":
            return None
        if not self.roots:
            self.roots.append(Map.opened(0, len(self.source.text)))
        if self.source.full or not isinstance(self.roots[-1], Map):
            return None
        on = find_resumption(self.roots[-1], self.stack, self.source, max(flaw.at, piece.start))
        if on is not None:  # what is read twice is not to be found twice
            del self.tree.blanks[bisect_left(self.tree.blanks, on.start) :]
        return on

    def _grow(self, get: Callable[[], Any], shift: int) -> None:
        """Read events into the tree; written for speed, for it is most of the work."""
        text, names, stack, marked = self.source.text, self.names, self.stack, _MARKED
        scalar, mapping, sequence = _SCALAR, _MAPPING, _SEQUENCE
        here: Any = stack[-1] if stack else None
        keyed = here.__class__ is Map
        place: Any = here.places.append if stack else None
        key: str | None = None
        value: Any
        event = self.event
        try:
            while True:
                event = get()
                sort = event.__class__
                if sort is scalar:
                    value = event.value
                    at = event.start_mark.index + shift
                    if keyed and key is None:
                        key = names.get(value)
                        if key is None or key in here or text[at] in "&!":
                            key = self._name(value, here, at, event)
                            if here is not stack[-1]:  # another item has begun
                                here = stack[-1]
                                place = here.places.append
                        place(at)
                        continue
                    if not value or text[at] in marked:
                        value = self._marked(value, at, event, event.end_mark.index + shift)
                    if keyed:
                        here[key] = value
                        key = None
                        place(at)
                    elif stack:
                        here.append(value)
                        place(at)
                    else:
                        self.roots.append(value)
                elif sort is mapping or sort is sequence:
                    if len(stack) == 2 and self.early and not keyed and "questions" in stack[0]:
                        self._hand_over()
                    at = event.start_mark.index + shift
                    cut = False  # whether its tag makes something else of it
                    if event.anchor is not None or event.tag is not None:
                        cut = report_sign(self.source, at, container=True)
                    value = Map() if sort is mapping else Seq()
                    value.start, value.places, value.cut = at, [], cut
                    value.flows = bool(event.flow_style)
                    self._add(value, key, at)
                    key = None
                    here, keyed, place = value, sort is mapping, value.places.append
                elif sort is _MAPPING_END or sort is _SEQUENCE_END:
                    here.end = event.end_mark.index + shift
                    stack.pop()
                    if stack:
                        here = stack[-1]
                        keyed = here.__class__ is Map
                        place = here.places.append
                    else:
                        keyed = False
                elif sort is yaml.AliasEvent:
                    at = event.start_mark.index + shift
                    if not text[:at].endswith(("<<: ", "<<:  ")):  # the merge is said already
                        report_sign(self.source, at)
                    self._add(UNKNOWN, key, at)
                    key = None
                elif sort is yaml.DocumentStartEvent and self.roots:
                    self.doubled = True
                    at = event.start_mark.index + shift
                    report_document(self.source, at, self.roots[0])
                elif sort is yaml.StreamEndEvent:
                    return
        finally:
            self.event, self.key = event, key

    def _add(self, value: Any, key: str | None, at: int) -> None:
        """Put a mapping or a list where it belongs, and open it."""
        here = self.stack[-1] if self.stack else None
        if here is None:
            self.roots.append(value)
        elif isinstance(here, Seq):
            here.append(value)
            here.places.append(at)
        elif key is None:
            raise missing_name(self.source, at)
        else:
            here[key] = value
            here.places.append(at)
        if value is not UNKNOWN:
            self.stack.append(value)
            if len(self.stack) > DEEPEST:
                raise _too_deep(at)

    def _name(self, name: str, here: Map, at: int, event: Any) -> str:
        """Check a name that is new, doubled or looks odd; return the name to keep it under."""
        if event.anchor is not None or event.tag is not None:
            report_sign(self.source, at)
            here.cut = True
        elif self._is_sound_name(name, here, at):
            here = self.stack[-1]
            if name.startswith("x-"):
                self.untidy[id(here)] = here
                return name
            return self.names.setdefault(name, name)
        self.untidy[id(here)] = here
        return f"\0{at}"

    def _is_sound_name(self, name: str, here: Map, at: int) -> bool:
        """Whether *name* can be one of *here*; it is reported if not."""
        source = self.source
        if len(here) > MOST_NAMES:
            raise Refused(at, f"these are more than {MOST_NAMES} names of one mapping", "too-large")
        if name == "<<":
            here.cut = True
            source.flaw(at, '"<<" does not merge anything here: write the fields out', "merge", 2)
        elif not name and (sign := find_bare_sign(source, at)) >= 0:
            fixes = source.fix("quoted ?", (sign, sign + 1, '"?"'))
            here.cut = True
            source.flaw(sign, 'a ? by itself must be quoted: "?"', "yaml", 1, fixes)
        elif not name:
            source.flaw(at, "a name is missing before this colon", "yaml", 1)
        elif UNSAFE.search(name):
            source.flaw(at, "a name must not hold control characters", "control")
        elif name in here:
            if self._begins_item(name, here, at):
                return True
            if name.isdigit() and re.search(r"\d,[ ]?$", source.text[max(0, at - 9) : at]):
                return False  # more of a number with commas, which is said already
            lines = source.line_of(here.key_at(name)), source.line_of(at)
            message = (
                f'"{trim(name)}" is given twice: on line {lines[0]} and on line {lines[1]}; '
                "keep one of them"
            )
            doubled: Fixes = ()
            if name == "questions" and source.column_of(at) == 1:
                message = f"the questions begin on line {lines[0]} already: remove this line, and "
                message += "leave those below it"
                doubled = source.fix("removed a second questions:", (at, source.line_after(at), ""))
            source.flaw(at, message, "duplicate-key", fixes=doubled)
        else:
            return True
        return False

    def _begins_item(self, name: str, here: Map, at: int) -> bool:
        """Whether the second *name* begins another item, whose hyphen is missing; go on there."""
        items = self.stack[-2] if len(self.stack) > 1 else None
        if not isinstance(items, Seq):
            return False
        what = "question" if len(self.stack) == 3 else "item"
        if not report_hyphen(self.source, items, here, name, at, what):
            return False
        here.end = self.source.start_of(at)
        new = Map.opened(at, here.end)
        new.cut = False
        items.append(new)
        items.places.append(at)
        self.stack[-1] = new
        return True

    def _is_doubled(self, at: int) -> bool:
        """Whether a name of the file that is given twice, and ended a list, stands at *at*."""
        line_of = self.source.line_of
        twice = [f.at for f in self.source.flaws if f.rule == "duplicate-key"]
        return any(
            line_of(place) == line_of(at) and self.source.column_of(place) == 1 for place in twice
        )

    def _marked(self, value: str, at: int, event: Any, end: int) -> Any:
        """Check a value that is empty, or that begins with a sign of YAML's."""
        if event.anchor is not None or event.tag is not None:
            report_sign(self.source, at)
            return UNKNOWN
        if not value or value.isspace():
            self.tree.blanks.append(at)
            return value if event.style else None
        if event.style == '"' and UNSAFE.search(value):
            report_escape(self.source, at, end)
            return UNKNOWN
        return value

    def _stop(self, err: Exception, piece: Piece) -> Stop:
        shift, text = piece.shift, self.source.text

        def place(mark: Any) -> int | None:
            if mark is None:
                return None
            index = int(mark.index) + shift
            if index >= piece.start:
                return min(index, len(text))
            return self.stack[-1].start if self.stack else None

        at = place(getattr(err, "problem_mark", None))
        last, last_end, whole = piece.start, piece.start, False
        event = self.event
        if event is not None and event.end_mark.index + shift >= piece.start:
            last = max(piece.start, event.start_mark.index + shift)
            last_end = min(event.end_mark.index + shift, len(text))
            flow = isinstance(event, yaml.CollectionEndEvent) and last < last_end
            if flow and self.stack and isinstance(closed := last_of(self.stack[-1]), Map | Seq):
                last = max(piece.start, closed.start)
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
        for root in self.roots:
            items = root.get("questions") if isinstance(root, Map) else None
            self.stack[:] = [root, items]
            self._hand_over()
            self.taken = 0

    def _hand_over(self) -> None:
        """Hand over the questions that were read, before the next one begins."""
        self._tidy()
        root, items = self.stack
        self.tree.root = self.roots[0]
        if not self.started:
            self.started = True
            self.start(self.tree)
        if isinstance(items, Seq) and items is root.get("questions"):
            for n in range(self.taken, len(items)):
                self.take(items[n], items.places[n])
                items[n] = UNKNOWN
            self.taken = len(items)

    def _tidy(self) -> None:
        for part in self.untidy.values():
            part.keep({name: name for name in part if not name.startswith(_DROPPED)})
        self.untidy.clear()
