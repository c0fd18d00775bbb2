"""What the rules found in each question, kept until the question or the program changes.

A question is known by its lines and by what was read from them. Where nothing was found, that
holds wherever it stands; what was found has places, and holds where it stood. It is a cache: what
is damaged or too old is looked for again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from interview_cli.packs.lint.rule import Pack, Rule, Subject
from interview_cli.packs.shared_work import share_out
from interview_cli.packs.yaml.problems import Edit, Fix
from interview_cli.storage import files, kept_check
from interview_cli.storage.reading.kept_files import read_kept

#: Files that are kept, one for the packs that were checked together.
MOST_FILES = 32

#: What is found depends on the day too.
DAILY = frozenset(["checked-old"])

#: The place, what is wrong there, and the fixes.
Finding = tuple[int, str, *tuple[Fix, ...]]


@dataclass(slots=True)
class _Kept:
    """Of a question: the rules by which it's clean, what others found, and what they remember."""

    clean: frozenset[str] = frozenset()
    found: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)


class KeptFindings:
    """What *rules* find in the questions of *packs*, kept in a file of *folder* if there is one.

    Questions may ignore a rule, but *always*.
    """

    def __init__(
        self, folder: Path | None, packs: Sequence[Pack], rules: Sequence[Rule], always: Rule
    ) -> None:
        paths = "\0".join(os.path.abspath(pack.path) for pack in packs)
        name = blake2b(paths.encode(errors="surrogateescape"), digest_size=8).hexdigest()
        self._file = folder and folder / f"{name}.json"
        self._program = kept_check.read_program() if folder else ""
        self._always = always.id
        self._daily = [rule for rule in rules if rule.id in DAILY]
        self._lasting = {
            rule.id: rule.each for rule in (*rules, always) if rule.each and rule.id not in DAILY
        }
        self._known, self._known_heads = self._load()
        self._used: dict[str, _Kept] = {}
        self._heads: dict[str, Pack] = {}
        self._of: dict[int, _Kept] = {}  # by subject
        self._subjects: list[Subject] = []
        self._sets: dict[frozenset[str], frozenset[str]] = {}
        self._new = False
        for pack in packs:
            self._recall(pack)
        self._facts = self._count_facts()
        unknown = [one for one in self._subjects if not self._is_clean(self._of[id(one)])]
        share_out(unknown, self._look_at, self._report, self._take)

    def _recall(self, pack: Pack) -> None:
        """Give back what rules remember of *pack* and its questions."""
        if pack.head_source:
            key = _hash(pack.head_source.text)
            self._heads[key] = pack
            pack.facts.update(self._known_heads.get(key, {}))
        for subject in pack.subjects:
            key = _identify(subject)
            kept = self._used.setdefault(key, self._known.get(key) or _Kept())
            subject.facts.update(kept.facts)
            self._of[id(subject)] = kept
            self._subjects.append(subject)

    def _count_facts(self) -> int:
        packs, subjects = self._heads.values(), self._subjects
        return sum(len(pack.facts) for pack in packs) + sum(len(one.facts) for one in subjects)

    def _is_clean(self, kept: _Kept) -> bool:
        return not kept.found and self._lasting.keys() <= kept.clean

    def find(self, subject: Subject) -> list[tuple[str, Finding]]:
        """Return what is found in *subject*, with the name of the rule."""
        kept = self._of[id(subject)]
        ignored = subject.all_ignored
        every = [
            (rule.id, one)
            for rule in self._daily
            if rule.each and rule.id not in ignored
            for one in rule.each(subject)
        ]
        if self._is_clean(kept):
            return every
        start = subject.placed.start
        place = [start, subject.source.line_of(start)]
        clean = set(kept.clean)
        for name, look in self._lasting.items():
            if name in clean or (name in ignored and name != self._always):
                continue
            known = kept.found.get(name)
            if known and known[0] == place:
                every += [(name, _to_finding(one)) for one in known[1]]
                continue
            self._new = True
            if found := list(look(subject)):
                kept.found[name] = [place, [_from_finding(one) for one in found]]
                every += [(name, one) for one in found]
            else:
                clean.add(name)
                kept.found.pop(name, None)
        new = frozenset(clean)
        kept.clean = self._sets.setdefault(new, new)  # most are clean by the same rules
        return every

    def _look_at(self, subject: Subject) -> None:
        self.find(subject)

    def _report(self, subjects: Sequence[Subject]) -> bytes:
        """Return what another process is to be told of *subjects*."""
        numbers = {id(subject): n for n, subject in enumerate(self._subjects)}
        sets: dict[frozenset[str], int] = {}
        told = []
        for subject in subjects:
            kept = self._of[id(subject)]
            clean = sets.setdefault(kept.clean, len(sets))
            told.append((numbers[id(subject)], clean, kept.found))
        return json.dumps([[sorted(one) for one in sets], told]).encode()

    def _take(self, data: bytes) -> None:
        """Take what another process tells; what it couldn't look at is looked at later."""
        sets, told = json.loads(data or b"[[], []]")
        every = [frozenset(one) for one in sets]
        for number, clean, found in told:
            kept = self._of[id(self._subjects[number])]
            new = kept.clean | every[clean]
            kept.clean = self._sets.setdefault(new, new)
            kept.found.update(found)
            self._new = True

    def save(self) -> None:
        """Keep what was used, and only that; where it can't be kept nothing is said."""
        if self._file is None or not (
            self._new
            or self._facts != self._count_facts()
            or self._used.keys() != self._known.keys()
            or self._heads.keys() != self._known_heads.keys()
        ):
            return
        for subject in self._subjects:
            self._of[id(subject)].facts.update(subject.facts)
        # Most questions are clean by the same rules: these are written once.
        sets: dict[frozenset[str], int] = {}
        questions = {}
        for key, kept in self._used.items():
            clean = sets.setdefault(kept.clean, len(sets))
            questions[key] = [clean, kept.found, kept.facts]
        document = {
            "program": self._program,
            "clean": [sorted(one) for one in sets],
            "heads": {key: pack.facts for key, pack in self._heads.items()},
            "questions": questions,
        }
        data = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
        try:
            files.keep(self._file, data.encode(errors="surrogatepass"), most=MOST_FILES)
        except OSError:
            return

    def _load(self) -> tuple[dict[str, _Kept], dict[str, dict[str, str]]]:
        try:
            document = json.loads(read_kept(self._file)) if self._file else {}
            if document["program"] != self._program:
                return {}, {}
            clean = [frozenset(rules) for rules in document["clean"]]
            known = {
                key: _Kept(clean[n], found, facts)
                for key, (n, found, facts) in document["questions"].items()
            }
            heads = document["heads"]
            for kept in known.values():
                for found in kept.found.values():
                    _check(found)
            for facts in (*heads.values(), *(kept.facts for kept in known.values())):
                if not all(value.__class__ is str for value in facts.values()):
                    return {}, {}
        except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
            return {}, {}
        return known, heads


def _identify(subject: Subject) -> str:
    """Return what a question is known by: its lines as they are written, and what they share."""
    source, placed = subject.source, subject.placed
    start, end = source.start_of(placed.start), source.end_of(min(placed.end, len(source.text)))
    end = source.end_of(end + 1) if end + 1 < len(source.text) else len(source.text)
    text, raw = source.text[start:end], source.raw[start:end]
    places = placed.start - start, placed.end - start
    as_read = "" if raw == text else raw
    lengths = len(text), len(as_read)
    shared = repr((*lengths, *places, subject.pack, source.shared))
    return _hash("".join((shared, text, as_read)))


def _hash(text: str) -> str:
    return blake2b(text.encode(errors="surrogatepass"), digest_size=16).hexdigest()


def _check(found: Any) -> None:
    """Raise ValueError or TypeError where *found* isn't what was written."""
    (start, line), every = found
    if not (isinstance(start, int) and isinstance(line, int) and every):
        raise ValueError
    for one in every:
        _to_finding(one)


def _from_finding(found: Finding) -> list[Any]:
    at, message, *fixes = found
    edits = [[fix.what, [_from_edit(edit) for edit in fix.edits]] for fix in fixes]
    return [at, message, *edits]


def _from_edit(edit: Edit) -> list[Any]:
    places = (edit.line, edit.column, edit.end_line, edit.end_column)
    return [edit.start, edit.end, edit.text, *places]


def _to_finding(kept: list[Any]) -> Finding:
    at, message, *fixes = kept
    if not (isinstance(at, int) and isinstance(message, str)):
        raise TypeError
    return at, message, *(Fix(what, tuple(Edit(*edit) for edit in edits)) for what, edits in fixes)
