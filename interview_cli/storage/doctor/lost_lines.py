"""Lines that the journal had when it was read last, and doesn't have any more."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from glob import escape
from pathlib import Path
from typing import Any

from interview_cli.core.progress.finding import Finding
from interview_cli.core.progress.journal_check import Broken, JournalCheck
from interview_cli.core.progress.lines.line_bytes import find_id, mark_id
from interview_cli.core.records import Line, Reviewed, Started
from interview_cli.core.sentences import count, join
from interview_cli.storage.doctor.places import Places
from interview_cli.storage.reading.kept_files import read_kept
from interview_cli.storage.reading.other_files import recognise
from interview_cli.storage.reading.plain_files import describe_kind, open_plain, read_plain
from interview_cli.storage.snapshots.accepted_lines import accept, read_accepted
from interview_cli.storage.snapshots.known_lines import KnownLines, find_missing

CODE = "lost-lines"

_MEANS = "answers that counted are gone"
_ADVICE = (
    "if you didn't do that yourself, restore what is missing from a backup: interview progress"
    " restore FILE --merge; to leave it as it is: interview progress doctor --accept-loss"
)


@dataclass(slots=True)
class Elsewhere:
    """Lines that the journal doesn't have and a copy or a backup at *path* has.

    *command* brings them back. ``marks`` says of each in which of the journal's files it was.
    """

    path: Path
    shown: str
    command: str
    is_backup: bool = False
    marks: dict[int, str] = field(default_factory=dict)
    answers: Counter[str] = field(default_factory=Counter)  # by session
    sessions: set[str] = field(default_factory=set)  # that begin in it

    def add(self, line: Line, file: str) -> None:
        """Take a line that was in the journal's *file*."""
        mark = mark_id(line["id"])
        if mark in self.marks:
            return
        self.marks[mark] = file
        session = line.get("session")
        if line["type"] == Started.type:
            self.sessions.add(line["id"])
        elif line["type"] == Reviewed.type and isinstance(session, str):
            self.answers[session] += 1

    def take(self, other: Elsewhere) -> None:
        """Take what *other* has, too."""
        self.marks |= other.marks
        self.answers += other.answers
        self.sessions |= other.sessions

    def place(self, known: Mapping[int, str], damaged: Iterable[str]) -> None:
        """Say better in which file a line was: it's *known*, or a *damaged* one was copied."""
        names = [name.removeprefix("journal/") for name in damaged]
        for mark, file in self.marks.items():
            copied = (name for name in names if file.startswith(name))
            self.marks[mark] = known.get(mark) or next(copied, file)

    def describe(self, lines: int) -> Finding:
        """Return the finding where these are the only word of *lines* that are missing."""
        many = count(lines, "line")
        says = f"it isn't read, but has {many} that your journal doesn't have"
        means, advice = "those lines don't count", f"to add them: {self.command}"
        return Finding("not-read", self.shown, says, means, advice)


def check_losses(
    places: Places,
    check: JournalCheck,
    journal: list[Finding],
    strays: list[Finding],
    having: list[Elsewhere],
) -> list[Finding]:
    """Return *journal*, what is wrong with the lines that are there, then what isn't there, and
    *strays*, what lies beside them.

    One cause is said once: whoever is *having* what is damaged, gone, or missing in a session
    is named there, and a file that can't be read just now accounts for all in it.
    """
    if any(one.path == "journal" for one in journal):
        return [*_name_backup(journal, having), *strays]  # all is away
    away = {one.path.removeprefix("journal/") for one in journal if one.code in _AWAY}
    away |= {name for one in strays if (name := _find_dead_link(places, one))}
    gone = _find_gone(places, check, away)
    accepted = read_accepted(places.home / "cache").difference(*gone.values())
    for each in having:
        each.marks = {m: file for m, file in each.marks.items() if m not in accepted}
    having = [each for each in having if each.marks]
    for each in having:
        each.place({mark: file for file, marks in gone.items() for mark in marks}, check.nameless)
    damaged = {mark_id(id_): place for id_, place in check.damaged_ids.items()}
    journal = _advise(journal, damaged, check.nameless, having)
    missing = [_subtract(one, away, damaged, check.nameless) for one in having]
    named = _choose([*zip(having, missing, strict=True)])
    found = {
        file: marks
        for file, marks in gone.items()
        if len(marks) > check.nameless[f"journal/{file}"]  # else it's what is damaged there
    }
    lost = {mark for marks in found.values() for mark in marks}
    told = [_describe_gone(places, found, named)] if found else []
    old = [] if KnownLines(places.home / "cache").is_there() else _check_shortened(places)
    others = [each for each in named if lost.isdisjoint(each[0].marks)]
    told += [*old, *(one.describe(len(new)) for one, new in others if not one.is_backup)]
    told += _describe_backups([each for each in others if each[0].is_backup])
    spare = len(damaged) + check.nameless.total() + len(lost)
    broken = [
        one.finding
        for one in _list_sessions(check, [one for one, _ in named], spare)
        if mark_id(one.session) not in accepted
    ]
    told, strays = _join_packed(*_join_odd(told, strays))
    return sorted([*journal, *broken], key=lambda one: (one.path, one.line)) + told + strays


def _find_dead_link(places: Places, found: Finding) -> str:
    """Return the name of the journal's file that is a link to what isn't there; "" for others."""
    folder, _, name = found.path.rpartition("/")
    ours = folder == "journal" and found.code == "not-a-file" and not found.harmless
    return name if ours and (places.home / found.path).is_symlink() else ""


def _join_odd(told: list[Finding], strays: list[Finding]) -> tuple[list[Finding], list[Finding]]:
    """Return both, where what lies in the place of a file is said with what was in that file."""
    odd = {one.path: one for one in strays if one.code == "not-a-file" and one.fix}
    joined = [
        replace(one, fix=odd[one.path].fix) if one.code == CODE and one.path in odd else one
        for one in told
    ]
    said = {one.path for one in joined if one.code == CODE and one.fix}
    return joined, [one for one in strays if one.path not in said or one.path not in odd]


def _join_packed(told: list[Finding], strays: list[Finding]) -> tuple[list[Finding], list[Finding]]:
    """Return both, where lines that nobody has may be in a file that was compressed."""
    packed = [one for one in strays if one.code == "packed"]
    if not packed or not any(one.code == CODE and one.advice == _ADVICE for one in told):
        return told, strays
    where = join([one.path for one in packed])
    joined = [
        replace(one, says=f"{one.says}; they may be in {where}", advice=packed[0].advice)
        if one.code == CODE and one.advice == _ADVICE
        else one
        for one in told
    ]
    return joined, [one for one in strays if one not in packed]


def _describe_backups(having: list[tuple[Elsewhere, set[int]]]) -> list[Finding]:
    """Return one finding for all backups that have lines which are gone; none without any."""
    if not having:
        return []
    lines = count(len(set[int]().union(*(marks for _, marks in having))), "line")
    shown = [one.shown for one, _ in having]
    has = "this backup has" if len(shown) == 1 else f"this backup and {join(shown[1:])} have"
    return [
        Finding(
            "backup-has-more",
            shown[0],
            f"{has} {lines} that your journal doesn't have",
            "if you didn't remove them yourself, answers were lost",
            f"to get them back: {'; then '.join(one.command for one, _ in having)}",
            files=tuple(shown),
        )
    ]


def _name_backup(journal: list[Finding], having: list[Elsewhere]) -> list[Finding]:
    """Return *journal*, which can't be read at all, with who has the most of it, as the advice."""
    most = max(having, key=lambda one: len(one.marks), default=None)
    if most is None:
        return journal
    advice = f"move it away, then put your journal back: {most.command}"
    return [replace(x, advice=advice) if x.code == "not-a-folder" else x for x in journal]


#: What says of a line that it's there, and doesn't count for another reason than damage.
_NOT_GONE = ("joined", "spread", "doubled-name", "future", "newer", "unknown-type")

#: What says that the lines of a file are there, and can't be read just now.
_AWAY = ("unreadable", "encoding", "in-the-cloud", "not-a-journal")


def _advise(
    journal: list[Finding],
    damaged: dict[int, tuple[str, int]],
    nameless: Counter[str],
    having: list[Elsewhere],
) -> list[Finding]:
    """Return *journal* with who has the lines that are damaged for good, as the advice."""
    ways: dict[tuple[str, int], str] = {}
    for one in sorted(having, key=lambda one: one.is_backup, reverse=True):
        for mark in one.marks.keys() & damaged.keys():
            ways[damaged[mark]] = one.command
    by_file = {f"journal/{file}": one.command for one in having for file in one.marks.values()}
    advised = []
    for found in journal:
        here = (
            ways.get((found.path, n)) for n in range(found.line, max(found.line, found.last) + 1)
        )
        way = next(filter(None, here), "")
        if not way and found.fix == "take-out" and nameless[found.path]:
            way = by_file.get(found.path, "")
        if not way and found.code == "not-a-journal":
            way = by_file.get(found.path, "")
        keeps = found.advice if found.fix or found.code == "not-a-journal" else ""
        if way and not found.harmless and not keeps and found.code not in _NOT_GONE:
            found = replace(found, advice=f"to get back what was in it: {way}")
        advised.append(found)
    return advised


def _subtract(
    one: Elsewhere, away: set[str], damaged: Collection[int], nameless: Counter[str]
) -> set[int]:
    """Return which of its lines aren't in a file that is *away*, or damaged where they are."""
    files = Counter(file for mark, file in one.marks.items() if mark not in damaged)
    said = {file for file, many in files.items() if many <= nameless[f"journal/{file}"]}
    said |= {file for file in files if any(file.startswith(name) for name in away)}
    return {m for m, file in one.marks.items() if m not in damaged and file not in said}


def _choose(missing: list[tuple[Elsewhere, set[int]]]) -> list[tuple[Elsewhere, set[int]]]:
    """Return those that have what none before them has, the one with the most first."""
    chosen, covered = [], set[int]()
    left = sorted(missing, key=lambda each: each[0].is_backup)
    while left:
        best = max(left, key=lambda each: len(each[1] - covered))  # the first of equals
        if best[1] <= covered:
            break
        chosen.append(best)
        covered |= best[1]
        left.remove(best)
    return chosen


def _describe_gone(
    places: Places, found: dict[str, list[int]], named: list[tuple[Elsewhere, set[int]]]
) -> Finding:
    """Return one finding for all lines that are gone, with who has them."""
    gone = {mark for marks in found.values() for mark in marks}
    said = _describe(places, *next(iter(found.items())))
    if len(found) > 1:
        files = tuple(f"journal/{name}" for name in found)
        says = f"{count(len(gone), 'line')} are gone, of {count(len(found), 'file')}"
        said = Finding(CODE, "journal", says, _MEANS, _ADVICE, files=files)
    having = [one for one, _ in named if not gone.isdisjoint(one.marks)]
    left = gone.difference(*(one.marks for one in having))
    if not having:
        if remains := _find_remains(places, gone):
            return replace(said, says=f"{said.says}; what is left of some is in {remains}")
        if moved := _find_moved(places, found):
            says = f"{said.says}; what --fix moved away of {'it' if len(found) == 1 else 'them'} is"
            advice = f"{_describe_moved(places.home / moved)}; {_ADVICE}"
            return replace(said, says=f"{says} in {moved}", advice=advice)
        return said
    has = " and ".join(one.shown for one in having)
    verb = "have" if len(having) > 1 else "has"
    which = f"{len(gone) - len(left)} of them" if left else "them" if len(gone) > 1 else "it"
    ways = "; then ".join(one.command for one in having)
    advice = f"to get {which} back: {ways}"
    if left:
        advice += "; then see what is still missing: interview progress doctor"
    return replace(said, says=f"{said.says}; {has} {verb} {which}", advice=advice)


def _find_remains(places: Places, gone: set[int]) -> str:
    """Return where something is left of lines that ``--fix`` moved aside."""
    for path in sorted((places.home / "damaged").glob("*/journal/*.txt"), reverse=True):
        with suppress(OSError):
            for raw in read_plain(path).split(b"\n"):
                if mark_id(find_id(raw)) in gone:
                    return places.show(path)
    return ""


def _find_moved(places: Places, files: Iterable[str]) -> str:
    """Return where lies what ``--fix`` moved away of these *files* of the journal."""
    for name in files:
        for path in sorted((places.home / "damaged").glob(f"*/journal/{escape(name)}*")):
            if path.is_file():
                return places.show(path)
    return ""


def _describe_moved(path: Path) -> str:
    """Return what to do first with a file that was moved away."""
    try:
        with open_plain(path) as file:
            beginning = file.read(64)
    except OSError:
        beginning = b""
    other = recognise(beginning)
    if other and other.advice:
        return f"that one is {other.says}; {other.advice}"
    return "look there first: if its text can be repaired, interview progress merge FILE"


def _list_sessions(check: JournalCheck, having: list[Elsewhere], spare: int) -> Iterator[Broken]:
    """Yield the sessions whose missing lines nobody has, and aren't among *spare* ones."""
    for one in check.list_broken_sessions():
        answers = sum(each.answers[one.session] for each in having)
        begins = any(one.session in each.sessions for each in having)
        if begins if one.beginning else answers >= one.missing:
            continue
        if one.missing <= spare:
            spare -= one.missing
            continue
        yield one


def accept_loss(places: Places, check: JournalCheck, backups: list[Elsewhere]) -> int:
    """Forget the lines that are gone, and return how many they were; raises OSError.

    Those that *backups* have, and the sessions that lack some, aren't told of again.
    """
    cache = places.home / "cache"
    known = KnownLines(cache)
    more = {mark for one in backups for mark in one.marks} - read_accepted(cache)
    sessions = {mark_id(one.session) for one in check.list_broken_sessions()}
    if known.is_there():
        missing = {mark for marks in _find(known, check).values() for mark in marks}
        accept(cache, missing | more | sessions)
        known.forget(missing)
        return len(missing | more)
    accept(cache, more | sessions)
    found = _check_shortened(places)
    for path in _old_snapshots(places) if found else ():
        path.unlink(missing_ok=True)
    return len(found) + len(more)


def remember_lines(places: Places, file: str, ids: Iterable[str]) -> None:
    """Know of lines with these *ids* in a *file* of the journal, which were moved away: they're
    missed until they're back.
    """
    known = KnownLines(places.home / "cache")
    known.add({file: [*map(mark_id, ids)]})
    if known.recent.exists() and not known.is_there():
        known.forget([])  # which writes all that is known


def _find_gone(places: Places, check: JournalCheck, away: Collection[str]) -> dict[str, list[int]]:
    """Return the lines that aren't in the journal any more, by the file that they were in.

    Those of the files *away* aren't gone: they can't be read just now. Those that are damaged
    are named where they are.
    """
    known = KnownLines(places.home / "cache")
    if not known.is_there():
        return {}
    found = _find(known, check)
    return {name: found[name] for name in sorted(found) if name not in away}


def _find(known: KnownLines, check: JournalCheck) -> dict[str, list[int]]:
    damaged = {mark_id(id_) for id_ in check.damaged_ids}
    found = find_missing(known.read(), check.list_marks)
    left = {name: [one for one in of if one not in damaged] for name, of in found.items()}
    return {name: marks for name, marks in left.items() if marks}


def _describe(places: Places, name: str, gone: list[int]) -> Finding:
    path, number = places.home / "journal" / name, len(gone)
    what = count(number, "line")
    verb = "is gone that was" if number == 1 else "are gone that were"
    says = f"{what} {verb} there when the journal was read last"
    if not os.path.lexists(path):
        says = f"it's gone, and {what} with it that other files don't have"
    elif not path.is_file():
        says = f"it's {describe_kind(path)} now, and was a file with {what}"
    return Finding(CODE, places.show(path), says, _MEANS, _ADVICE)


def _check_shortened(places: Places) -> list[Finding]:
    """Return the files that are shorter than an older version's snapshots know of."""
    found: dict[str, Finding] = {}
    for snapshot in _old_snapshots(places):
        for file, (offset, mark) in _read_reached(snapshot).items():
            path = places.home / "journal" / file
            says = _find_loss(path, offset, mark)
            if says and file not in found:
                found[file] = Finding(CODE, places.show(path), says, _MEANS, _ADVICE)
    return [*found.values()]


def _old_snapshots(places: Places) -> list[Path]:
    return [places.home / "cache" / name for name in ("progress.json", "progress-earlier.json")]


def _find_loss(path: Path, offset: int, mark: bytes) -> str:
    try:
        if os.path.lexists(path) and not path.is_file():
            return f"it's {describe_kind(path)} now, and was a file"
        with open_plain(path) as file:
            size = file.seek(0, 2)
            if size < offset:
                return f"{offset - size} bytes are missing that were there when it was read last"
            file.seek(max(0, offset - len(mark)))
            if file.read(len(mark)) != mark:
                return "it was changed before the place to which it was read"
    except FileNotFoundError:
        return "it's gone, and was there when the journal was read last"
    except OSError:
        pass
    return ""


def _read_reached(path: Path) -> dict[str, tuple[int, bytes]]:
    """Return how far each file of the journal was read by a snapshot, and what stood before."""
    try:
        plain: Any = json.loads(read_kept(path))
        return {
            name: (int(offset), bytes.fromhex(mark))
            for name, (offset, mark, *_) in plain["files"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
