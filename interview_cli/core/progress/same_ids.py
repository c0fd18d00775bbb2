"""Lines of a journal that have the same id: where each of them is, and which one counts.

That an id comes again is known at once; what it was the first time is in the files, which are
read again for that, and for nothing else.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from interview_cli.core.progress.finding import Finding
from interview_cli.core.progress.lines.line_bytes import find_id, mark_id
from interview_cli.core.progress.lines.line_faults import judge
from interview_cli.core.records import Line, choose_line
from interview_cli.core.sentences import count, join

#: So many places are named, and so many ids are looked at again where the bytes differ.
_NAMED, _LOOKED_AT = 3, 50_000

#: The part of a key that is the same on every computer.
MARK = 0xFFFFFFFF


def make_key(id_: str) -> int:
    """Return a number for an id: less than the id takes, where there are two million."""
    return hash(id_) & ~MARK | mark_id(id_)


@dataclass(slots=True)
class _Versions:
    """The lines with one id: where each is, and the contents of the first and of the best.

    ``others`` has those with other contents than the first.
    """

    first: str
    best: str
    places: list[tuple[str, int]]
    others: dict[tuple[str, int], int] = field(default_factory=dict)

    def take(self, place: tuple[str, int], line: Line, text: str) -> None:
        self.places.append(place)
        if text == self.first:
            return
        self.others[place] = hash(text)
        if choose_line(json.loads(self.best), line) is line:
            self.best = text

    def counts(self, place: tuple[str, int]) -> bool:
        """Whether the line at *place*, one of the others, is one that counts."""
        return self.others[place] == hash(self.best)


@dataclass(slots=True)
class SameIds:
    """Takes the lines whose id came before, and then says what that means."""

    doubled: Counter[str] = field(default_factory=Counter)  # with the same bytes, by file
    _shown: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    _differing: dict[int, set[tuple[str, int]]] = field(default_factory=dict)
    _more: Counter[str] = field(default_factory=Counter)  # too many to look at, by file
    _settled: set[int] = field(default_factory=set)  # ids whose better line came by a merge
    _versions: dict[int, _Versions] = field(default_factory=dict)

    def add(self, path: str, number: int, key: int, *, same: bool) -> None:
        """Take a line whose id came before, with the *same* bytes or with others."""
        if same:
            self.doubled[path] += 1
            shown = self._shown.setdefault(path, [])
            if len(shown) < _NAMED:
                shown.append((number, key))
            return
        if key not in self._differing and len(self._differing) >= _LOOKED_AT:
            self._more[path] += 1
            return
        self._differing.setdefault(key, set()).add((path, number))
        if path.rpartition("/")[2].startswith("merged-"):
            self._settled.add(key)

    def list_wanted(self) -> set[int]:
        """Return the keys of the ids that are to be looked at again."""
        return {key for shown in self._shown.values() for _, key in shown} | {*self._differing}

    def look_again(self, path: str, lines: Iterable[tuple[int, bytes]], wanted: set[int]) -> None:
        """Take the lines of a file a second time, to see where those that are *wanted* are."""
        for number, raw in lines:
            if raw.startswith(b'{"v":1,"id":"') and make_key(find_id(raw)) not in wanted:
                continue  # as nearly always
            line = judge(raw)[0]
            if line is None or (key := make_key(line["id"])) not in wanted:
                continue
            text = json.dumps(line, sort_keys=True)
            if known := self._versions.get(key):
                known.take((path, number), line, text)
            else:
                self._versions[key] = _Versions(text, text, [(path, number)])

    def list_findings(self) -> Iterator[Finding]:
        """Yield what the same ids mean, when all files have been looked at again."""
        different: dict[tuple[str, bool], dict[int, _Versions]] = {}
        for key, places in self._differing.items():
            versions = self._versions.get(key)
            for path, number in sorted(places) if versions else ():
                if versions and (path, number) in versions.others:
                    different.setdefault((path, key in self._settled), {})[number] = versions
                else:  # written in another way
                    self.doubled[path] += 1
                    self._shown.setdefault(path, []).append((number, key))
        for path, many in self.doubled.items():
            says = f"{count(many, 'line')} that the journal has already{self._name(path, many)}"
            line = min((number for number, _ in self._shown[path]), default=0)
            yield Finding("doubled", path, says, "each counts once", line=line, harmless=True)
        for path, many in self._more.items():
            says = f"{count(many, 'more line')} with the ids of others, written in another way"
            means = "each counts once; whether they say the same wasn't looked at"
            yield Finding("doubled", path, says, means, harmless=True)
        for (path, settled), found in different.items():
            for first, last in in_rows(sorted(found)):
                row = {number: found[number] for number in range(first, last + 1)}
                yield _describe(path, row, settled=settled)

    def _name(self, path: str, many: int) -> str:
        """Return where a few of the lines of a file are that the journal has already."""
        named = []
        for number, key in sorted(self._shown[path])[:_NAMED]:
            versions = self._versions.get(key)
            if versions and versions.places[0] != (path, number):
                named.append(f"line {number} is {_show(versions.places[0])} too")
        more = [f"{many - len(named)} more"] if named and many > len(named) else []
        return f": {join([*named, *more])}" if named else ""


def _describe(path: str, row: dict[int, _Versions], *, settled: bool) -> Finding:
    """Return the finding for lines that follow each other, each with others of its id."""
    others = [one for number, of in row.items() for one in of.places if one != (path, number)]
    named = [_show(one) for one in others[:_NAMED]]
    named += [f"{len(others) - _NAMED} more"] if len(others) > _NAMED else []
    counting = sum(of.counts((path, number)) for number, of in row.items())
    says = f"it has the same id as {join(named)}, and different contents"
    means = f"only {'this one' if counting else 'the other one'} counts, on every computer"
    if len(row) > 1:
        says = f"{len(row)} lines have the same ids as {join(named)}, and different contents"
        means = f"{counting or 'none'} of these count, on every computer"
    advice = "" if settled else "if you changed one of them by hand, remove that one"
    files = tuple(dict.fromkeys([path, *(one[0] for one in others)]))
    return Finding(
        "two-contents",
        path,
        says,
        f"{means}: the longer one of two does, and of two as long their text decides",
        advice,
        line=min(row),
        last=max(row),
        files=files,
        harmless=settled,
    )


def _show(place: tuple[str, int]) -> str:
    return f"{place[0]}:{place[1]}"


def in_rows(numbers: list[int]) -> list[tuple[int, int]]:
    """Return the first and the last of each row of *numbers* that follow each other."""
    rows: list[tuple[int, int]] = []
    for number in numbers:
        if rows and rows[-1][1] == number - 1:
            rows[-1] = (rows[-1][0], number)
        else:
            rows.append((number, number))
    return rows
