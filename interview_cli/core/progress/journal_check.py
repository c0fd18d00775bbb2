"""What is odd in a whole journal: lines that don't count, and lines that don't fit together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from interview_cli.core.progress.finding import Finding
from interview_cli.core.progress.lines.hand_edits import find_doubled_name, find_usual_id
from interview_cli.core.progress.lines.line_bytes import find_id
from interview_cli.core.progress.lines.line_check import is_known
from interview_cli.core.progress.lines.line_faults import VERSION, Fault, judge, salvage
from interview_cli.core.progress.lines.spread_records import join_spread
from interview_cli.core.progress.same_ids import MARK, SameIds, in_rows, make_key
from interview_cli.core.records import (
    Finished,
    Flagged,
    Line,
    Noted,
    Planned,
    Regraded,
    Retracted,
    Reviewed,
    Started,
    Suspended,
)
from interview_cli.core.sentences import count, join
from interview_cli.core.study_days import study_day_of

_UUID = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-7")
_DAY_MS, _EPOCH = 86_400_000, 719_163  # of 1970-01-01, as an ordinal
_DEVICE = re.compile("[0-9a-f]{8}")
_SHORTEST = 150  # bytes: no line of ours has fewer, so zeros may stand for so many
_LOST = "what was in it doesn't count; the other lines do"

#: What each fault means for progress, and what can be done about it by hand.
_ABOUT = {
    "not-ours": (_LOST, ""),
    "spread": ("none of these records counts, although they can be read", ""),
    "joined": ("nothing in it counts, although it can be read", ""),
    "torn": (_LOST, ""),
    "zeros": (_LOST, ""),
    "conflict-mark": ("it counts for nothing; the lines around it do", ""),
    "doubled-name": (
        "the last of the two counts",
        "if you changed it by hand, leave only the right one in it, in an editor",
    ),
    "same-name": ("it counts as if it were there once", ""),
    "newer": ("it's kept, and counts once this program is up to date", "update this program"),
    "unknown-type": ("it's kept, and counts for nothing here", "update this program"),
}
#: What a bad sector, or a block that was never written, leaves: now this, now that.
_OVERWRITTEN = {"zeros", "not-utf-8", "not-json"}
_SPREAD = Fault("spread", "lines that aren't one record each, as a formatter writes JSON")
_KEPT = "if you changed it by hand, change it back; else leave it"


@dataclass(frozen=True, slots=True)
class Broken:
    """A session of which *missing* lines aren't there: its *beginning*, or answers."""

    session: str
    missing: int
    beginning: bool
    finding: Finding


@dataclass(slots=True)
class JournalCheck:
    """Takes the lines of all files, and then says what is odd.

    *device* is that of this computer, and *now* the moment, as the journal writes it, from
    which a line is of the future.
    """

    device: str
    now: str
    findings: list[Finding] = field(default_factory=list)
    lines: int = 0
    answers: int = 0
    devices: set[str] = field(default_factory=set)
    questions: Counter[str] = field(default_factory=Counter)
    marked: Counter[str] = field(default_factory=Counter)  # questions with a note or a flag
    plan: tuple[str, int, Line] | None = None  # the latest one: its file, its number there
    damaged_ids: dict[str, tuple[str, int]] = field(default_factory=dict)  # with file and line
    nameless: Counter[str] = field(default_factory=Counter)  # damaged lines without an id, by file
    same_ids: SameIds = field(default_factory=SameIds)
    _unsound: list[tuple[str, int, Fault, int]] = field(default_factory=list)
    _seen: dict[int, int] = field(default_factory=dict)  # the key of an id, and a hash of its line
    _passed_over: set[int] = field(default_factory=set)  # the keys of ids only newer lines have
    _sessions: set[str] = field(default_factory=set)
    _of_sessions: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    _finished: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    _about: dict[str, tuple[str, int]] = field(default_factory=dict)
    _changed_ids: list[tuple[str, int, str]] = field(default_factory=list)

    def read(self, path: str, lines: Iterable[tuple[int, bytes]]) -> None:
        """Take the lines of the file *path*, each with its number and without its end.

        Of those that are too long the pieces come, all with the same number.
        """
        odd, before, unsound = _InFile(path), 0, len(self._unsound)
        for row in join_spread(lines):
            number, raw = row.first, row.raw
            if row.joined:
                odd.add(_SPREAD, number, row.last)
                odd.ours += 1
                self.damaged_ids[find_id(row.joined)] = (path, number)
                before = row.last
                continue
            if number == before or not raw.strip():
                continue  # a further piece of a line that is too long, or nothing
            before = number
            line, fault = judge(raw)
            odd.others += bool(fault and fault.code == "not-ours")
            odd.lines += 1
            id_ = find_id(raw) if line is None else ""
            odd.ours += line is not None or bool(id_)
            if fault and fault.is_json and id_:
                self._unsound.append((path, number, fault, make_key(id_)))
            elif fault:
                odd.add(fault, number, number)
            if fault and not fault.is_json:
                ids = self.keep_damaged(path, number, raw)
                odd.ours += bool(ids)
                self.nameless[path] += max(0, 1 + raw.count(b"\0") // _SHORTEST - len(ids))
            elif id_:
                self.damaged_ids[id_] = (path, number)
            if line is not None:
                self._take(path, number, raw, line, odd)
                if fault is None and (doubled := find_doubled_name(raw, line)):
                    odd.add(doubled, number, number)
        if odd.is_of_another_program or odd.is_unreadable:
            del self._unsound[unsound:]
            odd.faults.clear()
            self.nameless.pop(path, None)
        self.findings += odd.list_findings()

    def keep_damaged(self, path: str, number: int, raw: bytes) -> set[str]:
        """Remember which lines are in *raw* that don't count yet, and return the ids that they
        seem to have: two may be in one.
        """
        ids = {*filter(None, map(find_id, (raw, *salvage(raw)[0])))}
        self.damaged_ids.update(dict.fromkeys(ids, (path, number)))
        return ids

    def has(self, line: Line) -> bool:
        """Whether the journal has a line with that id."""
        return self.has_id(line["id"])

    def has_id(self, id_: str) -> bool:
        """Whether the journal has a line with that *id_*."""
        return make_key(id_) in self._seen

    def list_marks(self) -> Iterator[int]:
        """Yield ``mark_id`` of all lines."""
        return (key & MARK for key in self._seen)

    def has_session(self, session: str) -> bool:
        """Whether the journal has the beginning of a session."""
        return session in self._sessions

    def _take(self, path: str, number: int, raw: bytes, line: Line, odd: _InFile) -> None:
        id_, content = line["id"], hash(raw.strip())
        key = make_key(id_)
        known = self._seen.setdefault(key, content)
        odd.order(number, id_, line["at"])
        odd.compare(number, id_, line["at"])
        counts = line.get("v") == VERSION and is_known(line["type"])
        if len(self._seen) == self.lines:
            self.same_ids.add(path, number, key, same=known == content)
            if key not in self._passed_over or not counts:
                return
        else:
            self.lines += 1
        if counts:
            self._passed_over.discard(key)
        else:
            self._passed_over.add(key)
        if (usual := find_usual_id(id_)) != id_:
            odd.other_ids.append(number)
            if usual:
                self._changed_ids.append((path, number, usual))
        device, session = line.get("device"), line.get("session")
        if isinstance(device, str):
            self.devices.add(device)
            odd.devices.add(device)
        if line["at"] > self.now:
            odd.future.append(number)
        if not counts:
            return
        if line["type"] == Started.type:
            self._sessions.add(id_)
        elif isinstance(session, str):
            first, at, many = self._of_sessions.get(session, (path, number, 0))
            answered = line["type"] == Reviewed.type
            self._of_sessions[session] = (first, at, many + answered)
            if line["type"] == Finished.type:
                self._finished[session] = (path, number, line.get("answered", 0))
        if line["type"] == Reviewed.type:
            self.answers += 1
            self.questions[line["question"]] += 1
        if line["type"] in (Noted.type, Flagged.type, Suspended.type):
            self.marked[line["question"]] += 1
        if line["type"] == Planned.type:
            mine = (path, number, line)
            self.plan = max(self.plan or mine, mine, key=lambda one: (one[2]["at"], one[2]["id"]))
        if line["type"] in (Retracted.type, Regraded.type):
            self._about.setdefault(line["of"], (path, number))

    def finish(self) -> list[Finding]:
        """Return what is odd, with what only all the files together show."""
        torn = [self._pardon(one) for one in self.findings]
        found = [*torn, *self._list_unsound(), *self.same_ids.list_findings()]
        for path, number, usual in self._changed_ids:
            if self.has_id(usual):
                says = "its id is that of another line, written in another way"
                means = "both count, as if you had answered twice"
                advice = "if one is a copy of the other, remove this one, in an editor"
                found.append(Finding("changed-id", path, says, means, advice, line=number))
        for of, (path, number) in self._about.items():
            if make_key(of) not in self._seen:
                found.append(
                    Finding(
                        "about-nothing",
                        path,
                        f"it refers to a line that isn't there: {of}",
                        "it changes nothing; the other line may be in a file that's still missing",
                        line=number,
                        harmless=True,
                    )
                )
        return found

    def _pardon(self, one: Finding) -> Finding:
        """Return *one*, as harmless where each of its lines is whole in another place."""
        if one.fix != "take-out" or one.code == "joined":
            return one
        ids = [
            id_
            for id_, (path, number) in self.damaged_ids.items()
            if path == one.path and one.line <= number <= max(one.line, one.last)
        ]
        if len(ids) <= one.last - one.line or not ids or not all(map(self.has_id, ids)):
            return one
        means = "it's whole in another place, and counts"
        return replace(one, means=means, harmless=True)

    def list_broken_sessions(self) -> Iterator[Broken]:
        """Yield the sessions that had more than can be read."""
        advice = (
            "if a file of another computer is missing, bring it back; or restore a backup:"
            " interview progress restore FILE --merge"
        )
        for session, (path, number, answers) in self._of_sessions.items():
            if session not in self._sessions and answers:
                says = f"the first line of its session is missing: {session}"
                means = (
                    f"its {count(answers, 'answer')} count for your memory; resume and history"
                    " don't know the session"
                )
                found = Finding("no-beginning", path, says, means, advice, line=number)
                yield Broken(session, 1, True, found)
        for session, (path, number, answered) in self._finished.items():
            there = self._of_sessions[session][2]
            if there < answered:
                says = (
                    f"the session that ends here had {count(answered, 'answer')}, and "
                    f"{there} can be read"
                )
                means = "the others don't count"
                found = Finding("lost-answers", path, says, means, advice, line=number)
                yield Broken(session, answered - there, False, found)

    def _list_unsound(self) -> Iterator[Finding]:
        """Yield the lines that can be read and not used; one that has come back does no harm."""
        for path, number, fault, id_ in self._unsound:
            if id_ in self._seen:
                means = "another line with its id is sound, and counts"
                yield Finding(fault.code, path, fault.says, means, line=number, harmless=True)
            else:
                yield _describe(path, fault, number, number)


@dataclass(slots=True)
class _InFile:
    """What is odd in one file."""

    path: str
    faults: list[tuple[Fault, int, int]] = field(default_factory=list)
    future: list[int] = field(default_factory=list)
    devices: set[str] = field(default_factory=set)
    lines: int = 0
    others: int = 0  # that are of another program
    ours: int = 0  # that are of a journal, or have something of it
    other_time: list[int] = field(default_factory=list)
    other_ids: list[int] = field(default_factory=list)
    _back: list[int] = field(default_factory=list)
    _newest: tuple[str, str] = ("", "")  # an id, and a moment

    def add(self, fault: Fault, number: int, end: int) -> None:
        """Take a fault of the lines *number* to *end*; one after the other of a kind are one."""
        if self.faults:
            before, first, last = self.faults[-1]
            alike = before.code == fault.code or {before.code, fault.code} <= _OVERWRITTEN
            if alike and number - last in (0, 1) and fault.code != "unsound":
                self.faults[-1] = (before, first, end)
                return
        self.faults.append((fault, number, end))

    @property
    def is_of_another_program(self) -> bool:
        """Whether none of its lines is one of this program's, as in a log of JSON lines."""
        return 0 < self.others == self.lines

    @property
    def is_unreadable(self) -> bool:
        """Whether it has lines, and nothing of a record in any of them."""
        return self.lines > 1 and not self.ours

    def order(self, number: int, id_: str, at: str) -> None:
        newest = self._newest
        if id_ < newest[0] and at < newest[1]:
            self._back.append(number)
        self._newest = (max(id_, newest[0]), max(at, newest[1]))

    def compare(self, number: int, id_: str, at: str) -> None:
        """Look whether a line's id, which begins with its time, is of about the same day."""
        if _UUID.match(id_):
            day = int(id_[:8] + id_[9:13], 16) // _DAY_MS
            if abs(day - study_day_of(at, 0) + _EPOCH) > 2:
                self.other_time.append(number)

    def list_findings(self) -> list[Finding]:
        marks = [one for one in self.faults if one[0].code == "conflict-mark"]
        found = [_describe(self.path, *one) for one in self.faults if one not in marks[1:]]
        if len(marks) > 1:
            found = [
                _list_lines(one, marks) if one.code == marks[0][0].code else one for one in found
            ]
        if self.is_of_another_program:
            says = (
                f"another program's file: none of its {count(self.lines, 'line')} is of a journal"
            )
            means = "nothing in it counts, and commands say that they can't read it"
            found.append(Finding("not-a-journal", self.path, says, means, "move it away"))
        elif self.is_unreadable:
            says = (
                f"none of its {count(self.lines, 'line')} can be read: it's another file, or all "
                "of it is damaged"
            )
            means = "nothing in it counts"
            found.append(Finding("not-a-journal", self.path, says, means, fix="put-aside"))
        for first, last in in_rows(self.future):
            found.append(
                Finding(
                    "future",
                    self.path,
                    "it's dated in the future",
                    "until then it counts as your latest, and due dates based on it are wrong",
                    "check the computer's clock; once it's right, answer these questions again",
                    line=first,
                    last=last,
                )
            )
        for first, last in in_rows(self.other_time):
            says = "its time isn't the one in its id: a clock was set back, or it was changed"
            means = "it counts for the day that it says"
            found.append(
                Finding("other-time", self.path, says, means, line=first, last=last, harmless=True)
            )
        for first, last in in_rows(self.other_ids):
            says = "its id isn't as this program makes them: another program or an editor wrote it"
            means = "it counts; if it's a copy of another line, that counts twice"
            found.append(
                Finding("other-id", self.path, says, means, line=first, last=last, harmless=True)
            )
        if self._back:
            lines = count(len(self._back), "line")
            says = f"{lines} out of order: a clock was set back, or files were put together"
            found.append(
                self._harmless(
                    "out-of-order", says, "they're sorted when they're read", *self._back
                )
            )
        name = self.path.rpartition("/")[2].removesuffix(".jsonl")
        if _DEVICE.fullmatch(name) and self.devices and name not in self.devices:
            says = f"its lines are of {join(sorted(self.devices))}, another computer or user"
            found.append(self._harmless("foreign", says, "all of them count"))
        elif len(self.devices) > 1 and not name.startswith(("merged-", "imported-")):
            says = f"lines of {join(sorted(self.devices))}, in one file"
            found.append(self._harmless("several-devices", says, "all of them count"))
        return found

    def _harmless(self, code: str, says: str, means: str, *lines: int) -> Finding:
        return Finding(code, self.path, says, means, line=min(lines, default=0), harmless=True)


def _list_lines(one: Finding, marks: list[tuple[Fault, int, int]]) -> Finding:
    """Return the finding *one*, said of all lines of a merge conflict."""
    lines = [str(number) for _, first, last in marks for number in range(first, last + 1)]
    named = [*lines[:_NAMED], *([f"{len(lines) - _NAMED} more"] if len(lines) > _NAMED else [])]
    says = f"{len(lines)} merge conflict markers left by git, in the lines {join(named)}"
    return replace(one, says=says, last=0)


#: So many lines are named.
_NAMED = 12


def _describe(path: str, fault: Fault, first: int, last: int) -> Finding:
    means, advice = _ABOUT.get(fault.code, (_LOST, _KEPT if fault.is_json else ""))
    passed_over = fault.code in ("newer", "unknown-type", "same-name")
    fix = "" if fault.is_json else "join" if fault == _SPREAD else "take-out"
    says = fault.says if first == last else f"{last - first + 1} lines; the first: {fault.says}"
    if fault == _SPREAD:
        says = f"{last - first + 1} {fault.says}"
    return Finding(fault.code, path, says, means, advice, fix, first, last, passed_over)
