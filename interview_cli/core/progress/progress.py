"""The learner's progress: what the journal adds up to, of questions, sessions, days and times."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field, fields
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from interview_cli.core import records
from interview_cli.core.kinds import ON_REQUEST
from interview_cli.core.levels import BY_POINTS, EXPLAIN, RECALL
from interview_cli.core.memory.answer_facts import Answer
from interview_cli.core.memory.first_attempts import FirstAttempts
from interview_cli.core.memory.rating import NEW_RECALL
from interview_cli.core.memory.scheduler import WEIGHTS, Memory, Scheduler, are_valid_weights
from interview_cli.core.modes import MODES
from interview_cli.core.progress.answer_times import AnswerTimes, RecallTimes
from interview_cli.core.progress.standing_lines import Standing, read_answers, take_standing
from interview_cli.core.records import (
    AGAIN,
    Flagged,
    Interviewed,
    Line,
    Noted,
    Placed,
    Planned,
    Setting,
    Suspended,
    Unsuspended,
)
from interview_cli.core.study_days import study_day_of

if TYPE_CHECKING:
    from interview_cli.core.questions.entry import Entry
    from interview_cli.core.questions.question import Track


class QuestionHistory(NamedTuple):
    """What is known of one question: its latest first attempt of a session, counts, its memory.

    ``failed`` is how often a session's first attempt didn't go well (see
    ``Answer.judge``), and ``tries`` are the latest of them all, oldest first:
    each is the study day, with a minus where it wasn't right.
    """

    right: bool
    fingerprint: str
    kind: str
    asked: int
    times_right: int
    seconds: float  # spent on all of them
    stability: float
    difficulty: float
    day: int
    failed: int = 0
    tries: Sequence[int] = ()

    @property
    def memory(self) -> Memory:
        return Memory(self.stability, self.difficulty, self.day)


@dataclass(slots=True, order=True)
class PastSession:
    """A past session; ``score`` is the weighted sum over what was ``scored``, by weight too.

    ``unrated`` answers are neither right nor wrong: only the learner could say.
    """

    id: str
    at: str  # UTC, ISO 8601
    offset: int  # minutes from UTC where the learner was
    mode: str
    filters: dict[str, Any]
    size: int
    answered: int
    right: int
    score: float
    scored: float
    finished: bool
    unrated: int = 0
    passed: int = 0

    @property
    def mean(self) -> float | None:
        """The weighted mean of the scores, from 0 to 1; None without any."""
        return self.score / self.scored if self.scored else None

    @property
    def rated(self) -> int:
        return self.answered - self.unrated


#: The fields of a past session in their order. ``astuple`` copies all that's in them as well,
#: which takes much longer.
_take_apart = attrgetter(*(one.name for one in fields(PastSession)))


@dataclass(slots=True)
class DayTotal:
    """What was done on a study day, an ordinal: questions answered, and seconds for them.

    ``new`` are those never answered before.
    """

    day: int = 0
    answered: int = 0
    seconds: float = 0.0
    new: int = 0


class TrackProgress(NamedTuple):
    """Progress on a track: questions whose last answer was right, of all on it.

    ``next`` is the topic of the first step that has a question never asked, None without one, and
    ``left`` what isn't right yet.
    """

    track: Track
    pack: str
    done: int
    of: int
    next: str | None
    left: tuple[Entry, ...] = ()


def measure_track(
    pack: str, track: Track, entries: Iterable[Entry], known: Mapping[str, QuestionHistory]
) -> TrackProgress:
    """Return the progress on *track* of *pack*; *entries* may be of other packs too."""
    done, of, new = 0, 0, []
    left: list[Entry] = []
    for entry in entries:
        step = track.step(entry.level, entry.topic, entry.kind)
        if entry.pack != pack or step is None:
            continue
        if entry.kind in ON_REQUEST and not track.names(entry.level, entry.topic, entry.kind):
            continue  # it's asked by its kind, and not on the way
        of += 1
        right = entry.key in known and known[entry.key].right
        done += right
        if not right:
            left.append(entry)
        if entry.key not in known:
            new.append((step, entry.topic))
    return TrackProgress(track, pack, done, of, min(new)[1] if new else None, tuple(left))


#: To be raised by one when the fold adds up differently, so that old snapshots are not used.
SNAPSHOT_VERSION = 11

#: From this many answers on, the learner's own first-try rate replaces NEW_RECALL.
MIN_FIRSTS = 20

#: How many past sessions are kept: as many as ``history`` shows at most; and of sets that were
#: handed out, and of interviews, so many besides.
MAX_SESSIONS = 100

#: Of how many days it's kept what was done on them.
MAX_DAYS = 30

#: How many tries of each question are kept.
MAX_TRIES = 8
_KEPT_TRIES = 1 - MAX_TRIES  # besides the latest


@dataclass(slots=True)
class Progress:
    """The fold of the journal's lines, oldest first.

    ``names`` are today's names of renamed questions, ``renamed`` those of them that
    the journal needed: a question has one memory under all its names.
    """

    scheduler: Scheduler = field(default_factory=Scheduler)
    names: Mapping[str, str] = field(default_factory=dict, compare=False)
    renamed: dict[str, str] = field(default_factory=dict)
    known: dict[str, QuestionHistory] = field(default_factory=dict)
    past_sessions: dict[str, PastSession] = field(default_factory=dict)
    attempts: FirstAttempts = field(default_factory=FirstAttempts, compare=False)
    #: What was answered in sessions whose beginning hasn't come yet: a clock was set back, or
    #: the file of another device isn't here.
    unbegun: dict[str, PastSession] = field(default_factory=dict, compare=False)
    firsts: int = 0  # questions whose very first answer was scored
    firsts_right: int = 0
    first_ratings: list[int] = field(default_factory=lambda: [0] * 4)
    later_ratings: list[int] = field(default_factory=lambda: [0] * 4)
    times: AnswerTimes = field(default_factory=AnswerTimes)
    recall_times: RecallTimes = field(default_factory=RecallTimes)
    days: dict[int, DayTotal] = field(default_factory=dict)  # the latest ones
    notes: dict[str, list[str]] = field(default_factory=dict)  # by question, oldest first
    flags: dict[str, list[str]] = field(default_factory=dict)  # ids of lines, by question
    #: Until which day each suspended question isn't asked, an ISO 8601 date; "" for no end.
    suspended: dict[str, str] = field(default_factory=dict)
    placed: Line | None = None
    planned: Line | None = None  # with ``since``, the study day on which its day was set
    interviewed: Line | None = None  # the latest
    newest: str = ""  # the greatest id that was added up
    weights_from: str = ""  # the id of the line that set the scheduler's weights

    def add(self, lines: Iterable[Line]) -> None:
        """Add up *lines*; those that retract others must come with them.

        Raises RebuildNeeded where they don't, or where they change the scheduler's weights
        after the first were added.
        """
        ids, lines = records.select_countable(lines, complete=not self.newest)
        self._take_weights(lines, ids)
        newest = max(ids, default="")
        taken = take_standing(read_answers(lines), newest, self.attempts, self.times)
        self.add_standing(taken)

    def prepare(self, lines: list[Line]) -> None:
        """Take the weights that are set by *lines*, of all that will be added."""
        self._take_weights(lines, {line["id"] for line in lines})

    def add_standing(self, standing: Standing) -> None:
        """Add up lines that count, but for what ``take_standing`` has added of them."""
        self._add_up(standing)
        self.newest = max(standing.newest, self.newest)
        if len(self.past_sessions) > MAX_SESSIONS:
            kept = choose_kept(self.past_sessions.values())
            self.past_sessions = {session.id: session for session in kept}

    def _add_up(self, standing: Standing) -> None:
        # One long function, as a long journal has millions of answers: names that are looked
        # up once, and no call for each.
        update, names, known, here = self.scheduler.update, self.names, self.known, DayTotal()
        first_ratings, later_ratings = self.first_ratings, self.later_ratings
        add_time, new = self.recall_times.add, tuple.__new__
        played: str | None = None
        session: PastSession | None = None  # that of the answer before, which is *played*
        for line, first in zip(standing.lines, standing.firsts, strict=True):
            if not isinstance(line, Answer):
                if add := _ADD.get(line["type"]):
                    add(self, line)
                    session = None  # it may have become another
                continue
            # fmt: off
            (
                id_, key, print_, _, kind, score, rating, grader, _, seconds, day, _, _, passed,
                weight,
            ) = line
            # fmt: on
            if day != here.day:
                here = self._total(day)
            here.seconds += seconds
            if not first:
                continue
            here.answered += 1
            if key in names:
                key = _todays_name(self, key)
            well: bool | None
            unrated = False
            if kind in BY_POINTS or (score is None and grader != "self"):
                right, unrated, well = line.judge()
            else:  # most of them; as judge would
                right = well = rating > AGAIN if score is None else score >= 1
            before = known.get(key)
            if kind == RECALL:
                add_time(key, seconds, first=before is None)
            if before is None:
                first_ratings[rating - AGAIN] += 1
                here.new += 1
                if score is not None:
                    self.firsts += 1
                    self.firsts_right += right
                asked, times_right, spent, failed = 1, int(right), seconds, int(well is False)
                tries: Sequence[int] = [] if well is None else [day if well else -day]
                stability, difficulty = update(None, rating, 0)
            else:
                later_ratings[rating - AGAIN] += 1
                _, _, _, asked, times_right, spent, stability, difficulty, last, failed, tries = (
                    before
                )
                asked += 1
                times_right += right
                spent += seconds
                if well is not None:
                    failed += not well
                    tries = [*tries[_KEPT_TRIES:], day if well else -day]
                # A day before the last review's, as after a flight, counts as that one.
                if day < last:
                    day = last
                stability, difficulty = update((stability, difficulty), rating, day - last)
            # As the class would, which takes much longer to say the same.
            values = (
                right,
                print_,
                kind,
                asked,
                times_right,
                spent,
                stability,
                difficulty,
                day,
                failed,
                tries,
            )
            known[key] = new(QuestionHistory, values)
            if session is None or id_ != played:
                played, session = id_, _find_session(self, id_)
                if session is None:
                    continue
            session.answered += 1
            if right:
                session.right += 1
            if unrated:
                session.unrated += 1
            if passed:
                session.passed += 1
            if score is not None:
                session.score += weight * score
                session.scored += weight

    def _take_weights(self, lines: list[Line], ids: set[str]) -> None:
        set_by = self.weights_from if self.weights_from not in ids else ""
        weights = self.scheduler.weights if set_by else WEIGHTS
        for line in lines:
            if line["type"] == Setting.type and line["name"] == records.WEIGHTS_SETTING:
                value = line.get("value")
                if value is None or are_valid_weights(value):
                    weights, set_by = tuple(value or WEIGHTS), line["id"]
        if weights != self.scheduler.weights:
            if self.known:
                raise records.RebuildNeeded(set_by)
            self.scheduler = Scheduler(weights, self.scheduler.library)
        self.weights_from = set_by

    @property
    def prior(self) -> float:
        """The chance that this learner knows a question never asked before."""
        if self.firsts < MIN_FIRSTS:
            return NEW_RECALL
        return min(0.95, max(0.05, self.firsts_right / self.firsts))

    def memory(self, key: str) -> Memory | None:
        """Return the memory of a question; None for one never asked."""
        known = self.known.get(key)
        return known.memory if known else None

    def recall(self, key: str, day: int) -> float | None:
        """Return the chance (0 to 1) that a question is recalled on the study *day*.

        None where that can't be said: for one never asked, and within a day, since the
        forgetting curve of FSRS-6 starts the day after a review.
        """
        memory = self.memory(key)
        if memory is None or day <= memory.day:
            return None
        return self.scheduler.recall(memory, day)

    def is_suspended(self, key: str, day: int) -> bool:
        """Whether a question isn't asked on the study *day*, by the learner's own word."""
        until = self.suspended.get(key)
        return until is not None and (not until or day < date.fromisoformat(until).toordinal())

    def without_suspended(self, entries: Iterable[Entry], day: int) -> list[Entry]:
        """Return those of *entries* that may be asked on the study *day*."""
        if not self.suspended:
            return list(entries)
        return [entry for entry in entries if not self.is_suspended(entry.key, day)]

    def answered_on(self, day: int) -> DayTotal:
        """Return what was done on the study *day*, one of the latest or a later one."""
        return self.days.get(day) or DayTotal(day)

    def _total(self, day: int) -> DayTotal:
        """Return the total of a study *day* to add to; only those of the latest days are kept.

        More than one is, for a line of another day may come later: one that is dated in the future,
        by a clock that was wrong, must not hide what is done today.
        """
        total = self.days.get(day)
        if total is None:
            total = self.days[day] = DayTotal(day)
            if len(self.days) > MAX_DAYS:
                del self.days[min(self.days)]
        return total

    def seconds(self, key: str, kind: str) -> float:
        """Return the seconds that a question takes: its own where known, else its kind's."""
        expected, known = self.times.expected_seconds(kind), self.known.get(key)
        if known is None:
            return expected
        return (2 * expected + known.seconds) / (2 + known.asked)  # few are no measure yet

    def last(self, mode: str, filters: Mapping[str, Any], *, before: str) -> PastSession | None:
        """Return the latest session of this mode and these filters *before* the one named."""
        alike = {name: value for name, value in filters.items() if name != "settings"}
        past = (s for s in self.past_sessions.values() if s.id < before and s.answered)
        return max((s for s in past if (s.mode, s.filters) == (mode, alike)), default=None)

    def list_sessions(self) -> list[PastSession]:
        """Return the past sessions, the latest first: the first is number 1 in every list.

        Those that were left before the first answer aren't among them.
        """
        past = (s for s in self.past_sessions.values() if s.answered or s.finished)
        return sorted(past, reverse=True)

    def to_plain(self) -> dict[str, Any]:
        """Return plain JSON values: a snapshot."""
        unbegun = sorted(self.unbegun.values())[-MAX_SESSIONS:]
        return {
            "schema": SNAPSHOT_VERSION,
            "library": self.scheduler.library,
            "weights": self.scheduler.weights,
            "weights_from": self.weights_from,
            "renamed": self.renamed,
            "known": self.known,
            "attempts": self.attempts.to_plain(),
            "sittings": list(map(_take_apart, self.past_sessions.values())),
            "unbegun": list(map(_take_apart, unbegun)),
            "firsts": [self.firsts, self.firsts_right],
            "ratings": [self.first_ratings, self.later_ratings],
            "pace": self.times.counts,
            "recall_times": [self.recall_times.first, self.recall_times.later],
            "days": [astuple(self.days[day]) for day in sorted(self.days)],
            "planned": self.planned,
            "notes": self.notes,
            "flags": self.flags,
            "suspended": self.suspended,
            "placed": self.placed,
            "interviewed": self.interviewed,
            "newest": self.newest,
        }

    @classmethod
    def from_plain(
        cls, plain: Mapping[str, Any], names: Mapping[str, str] | None = None
    ) -> Progress:
        """Return the progress of a snapshot, to go on under *names*, by default its own.

        Raises ValueError for a snapshot of another schema or with other names.
        """
        if plain["schema"] != SNAPSHOT_VERSION:
            raise ValueError("another schema")
        renamed: dict[str, str] = plain["renamed"]
        names = renamed if names is None else names
        by_name = plain["known"].keys() | plain["suspended"].keys()
        by_name |= plain["notes"].keys() | plain["flags"].keys()
        if not renamed.items() <= names.items() or names.keys() & by_name:
            raise ValueError("other names")
        sessions = (PastSession(*values) for values in plain["sittings"])
        unbegun = (PastSession(*values) for values in plain["unbegun"])
        return cls(
            scheduler=Scheduler(tuple(plain["weights"]), plain["library"]),
            weights_from=plain["weights_from"],
            names=names,
            renamed=renamed,
            known={key: QuestionHistory._make(value) for key, value in plain["known"].items()},
            past_sessions={session.id: session for session in sessions},
            attempts=FirstAttempts(plain["attempts"]),
            unbegun={session.id: session for session in unbegun},
            firsts=plain["firsts"][0],
            firsts_right=plain["firsts"][1],
            first_ratings=plain["ratings"][0],
            later_ratings=plain["ratings"][1],
            times=AnswerTimes(plain["pace"]),
            recall_times=RecallTimes(*plain["recall_times"]),
            days={values[0]: DayTotal(*values) for values in plain["days"]},
            planned=plain["planned"],
            notes=plain["notes"],
            flags=plain["flags"],
            suspended=plain["suspended"],
            placed=plain["placed"],
            interviewed=plain["interviewed"],
            newest=plain["newest"],
        )


def choose_kept(sessions: Iterable[PastSession]) -> list[PastSession]:
    """Return the latest of *sessions*, and of sets and interviews more, the earliest first."""
    ordered = sorted(sessions, key=attrgetter("id"))  # which is what orders them
    sets = [session for session in ordered if "set" in session.filters]
    talks = [session for session in ordered if session.mode in INTERVIEWS]
    kept = {session.id for some in (ordered, sets, talks) for session in some[-MAX_SESSIONS:]}
    return [session for session in ordered if session.id in kept]


def is_interview(mode: str) -> bool:
    """Whether a session of the mode of this name is answered in one's own words."""
    return mode in INTERVIEWS


#: The modes that are answered in one's own words, by their names.
INTERVIEWS = frozenset(name for name, mode in MODES.items() if mode.answer_by == EXPLAIN)


def _started(progress: Progress, line: Line) -> None:
    session = progress.unbegun.pop(line["id"], None) or _begin(line["id"])
    session.at = line["at"]
    session.offset = line.get("offset") or 0
    session.mode = line["mode"]
    session.filters = {k: v for k, v in line["filters"].items() if k != "settings"}
    session.size = _size(line)
    progress.past_sessions[line["id"]] = session


def _begin(id_: str) -> PastSession:
    return PastSession(id_, "", 0, "", {}, 0, 0, 0, 0.0, 0.0, finished=False)


def _find_session(progress: Progress, id_: str | None) -> PastSession | None:
    """Return the session of that id; None where there is no id."""
    if id_ is None:
        return None
    if (session := progress.past_sessions.get(id_)) is None and id_:
        session = progress.unbegun.get(id_)
        if session is None:
            session = progress.unbegun[id_] = _begin(id_)
    return session


def _size(line: Line) -> int:
    """Return how many questions a session has; of a placement how many it asks at most."""
    settings, size = line["filters"].get("settings"), len(line["questions"])
    most = settings.get("most") if isinstance(settings, dict) else None
    return min(most, size) if isinstance(most, int) else size


def _finished(progress: Progress, line: Line) -> None:
    if session := _find_session(progress, line["session"]):
        session.finished = True


def _planned(progress: Progress, line: Line) -> None:
    before = progress.planned
    since = study_day_of(line["at"], line.get("offset") or 0)
    if before and before["on"] == line["on"]:  # changed, with the same day
        since = before["since"]
    progress.planned = line | {"since": since} if line["on"] else None


def _noted(progress: Progress, line: Line) -> None:
    progress.notes.setdefault(_todays_name(progress, line["question"]), []).append(line["text"])


def _flagged(progress: Progress, line: Line) -> None:
    progress.flags.setdefault(_todays_name(progress, line["question"]), []).append(line["id"])


def _suspended(progress: Progress, line: Line) -> None:
    until = line.get("until")
    try:
        date.fromisoformat(until or "0001-01-01")
    except (TypeError, ValueError):
        return  # nobody can say when it would be back
    progress.suspended[_todays_name(progress, line["question"])] = until or ""


def _unsuspended(progress: Progress, line: Line) -> None:
    progress.suspended.pop(_todays_name(progress, line["question"]), None)


def _todays_name(progress: Progress, key: str) -> str:
    if key in progress.names:
        key = progress.renamed[key] = progress.names[key]
    return key


def _placed(progress: Progress, line: Line) -> None:
    progress.placed = line


def _interviewed(progress: Progress, line: Line) -> None:
    progress.interviewed = line
    if progress.planned and progress.planned["on"] == line["on"]:
        progress.planned = None


_ADD = {
    "started": _started,
    "finished": _finished,
    Planned.type: _planned,
    Noted.type: _noted,
    Flagged.type: _flagged,
    Suspended.type: _suspended,
    Unsuspended.type: _unsuspended,
    Placed.type: _placed,
    Interviewed.type: _interviewed,
}
