"""Which questions a session asks: filters, and the choice for practice and for an interview."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import log2
from typing import TYPE_CHECKING, Any

from interview_cli.core.kinds import NOT_CARDS
from interview_cli.core.levels import LEVELS, RECALL, is_within
from interview_cli.core.memory.scheduler import Memory
from interview_cli.core.planning.daily_choice import GainModel
from interview_cli.core.progress.progress import Progress, QuestionHistory
from interview_cli.core.progress.weak_spots import choose_missed, choose_weak
from interview_cli.core.questions.entry import Entry
from interview_cli.core.shuffle import rank

if TYPE_CHECKING:
    from interview_cli.core.questions.question import Track


@dataclass(frozen=True, slots=True)
class Filters:
    """The questions to choose from; several values of one field mean any of them.

    With ``weak``, and with the days of ``missed``, only those that the learner got wrong: see
    ``choose_wrong``.
    """

    levels: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    tracks: tuple[str, ...] = ()
    weak: bool = False
    missed: int = 0

    @classmethod
    def read(cls, plain: Mapping[str, Any]) -> Filters:
        """Return the filters of plain values, those of ``to_plain``.

        Raises TypeError for others, AttributeError where it isn't a mapping.
        """
        wrong = ("weak", "missed")
        values: dict[str, Any] = {n: of if n in wrong else tuple(of) for n, of in plain.items()}
        return cls(**values)

    def to_plain(self) -> dict[str, Any]:
        """Return plain values, as ``started`` keeps them."""
        plain = {n: list(of) for n, of in asdict(self).items() if n not in ("weak", "missed")}
        wrong = {"weak": self.weak, "missed": self.missed}
        return plain | {name: value for name, value in wrong.items() if value}

    def followed(self, tracks: Mapping[tuple[str, str], Track]) -> list[tuple[str, Track]]:
        """Return those of *tracks*, all by pack and id, that are named, each with its pack."""
        return [(pack, track) for (pack, id_), track in tracks.items() if id_ in self.tracks]

    def matcher(
        self, tracks: Mapping[tuple[str, str], Track], *, quiz: bool = False
    ) -> Callable[[Entry], bool]:
        """Return whether an entry matches, as a function; *tracks* are all, by pack and id.

        With *quiz* only questions that have a quiz match.
        """
        followed = self.followed(tracks)

        def follows(entry: Entry, pack: str, track: Track) -> bool:
            return (
                entry.pack == pack and track.step(entry.level, entry.topic, entry.kind) is not None
            )

        def matches(entry: Entry) -> bool:
            return (
                not (quiz and entry.kind == RECALL)
                and (not self.levels or entry.level in self.levels)
                and (not self.kinds or entry.kind in self.kinds)
                and (not self.topics or any(is_within(entry.topic, t) for t in self.topics))
                and (not self.packs or entry.pack in self.packs)
                and (not self.tracks or any(follows(entry, *at) for at in followed))
            )

        return matches


def filter_entries(
    filters: Filters, entries: Iterable[Entry], tracks: Mapping[tuple[str, str], Track]
) -> list[Entry]:
    """Return the entries that match *filters*, exercises only where their kind is named."""
    matches, run = filters.matcher(tracks), NOT_CARDS - {*filters.kinds}
    return [entry for entry in entries if entry.kind not in run and matches(entry)]


def choose_wrong(
    filters: Filters,
    entries: Iterable[Entry],
    progress: Progress,
    day: int,
    *,
    follow_ups: bool = False,
) -> list[Entry]:
    """Return those of *entries* that are weak, or were missed, as *filters* ask, the worst first.

    With both those that are both. With *follow_ups* they count with their question.
    """
    chosen = list(entries)
    if filters.missed:
        chosen = choose_missed(chosen, progress, day, filters.missed, follow_ups=follow_ups)
    if filters.weak:
        chosen = choose_weak(chosen, progress, follow_ups=follow_ups)
    return chosen


#: How many days ahead an answer of today should be remembered, where no date is set: what
#: is due is asked in the order of what that gains for its time.
HORIZON_DAYS = 30

#: How urgent a question is, the most urgent first; AHEAD is what is not due yet.
PLANNED, DUE, NEW, AHEAD = range(4)


def choose(
    entries: Iterable[Entry],
    progress: Progress,
    count: int,
    *,
    seed: int,
    day: int,
    step: Callable[[Entry], int] | None = None,
    planned: Sequence[str] = (),
    ahead: bool = True,
    most_new: int | None = None,
) -> list[Entry]:
    """Return up to *count* entries for the study *day*, an ordinal.

    The keys that are *planned* for today come first; then what is due, by its gain for its
    time; what was never asked, in the order of a track where *step* returns an entry's place
    on it; and what isn't due yet, nearest to being forgotten first. Without *ahead* the last
    are chosen only where there is nothing else. Ties are broken by a hash of *seed* and key.
    Of two entries of one pack's group only the first is taken, and after all others where
    one of the group was answered today. Of those never asked there are *most_new* at most.
    """
    known, scheduler = progress.known, progress.scheduler
    first = {key: place for place, key in enumerate(planned)}
    entries = [e for e in entries if most_new != 0 or e.key in known]
    asked = (e for e in entries if e.group and e.key in known and known[e.key].day >= day)
    today = {entry.pack_group for entry in asked}
    model = GainModel(scheduler.weights)

    def urgency(entry: Entry) -> tuple[bool, int, float]:
        key, memory = entry.key, progress.memory(entry.key)
        put_off = bool(today) and entry.pack_group in today
        if key in first:
            return put_off, PLANNED, first[key]
        if memory is None:
            return put_off, NEW, step(entry) if step else 0
        if scheduler.curve.due(memory) > day:
            return put_off, AHEAD, scheduler.recall(memory, day + 1)
        return put_off, DUE, -_gain(model, memory, day) / progress.seconds(key, entry.kind)

    urgent: dict[tuple[bool, int, float], list[Entry]] = {}
    for entry in entries:
        urgent.setdefault(urgency(entry), []).append(entry)
    if not ahead and any(how[1] != AHEAD for how in urgent):
        urgent = {how: alike for how, alike in urgent.items() if how[1] != AHEAD}
    chosen: list[Entry] = []
    groups = set()
    alike = (urgent[how] for how in sorted(urgent))
    for entry in (e for of in alike for e in sorted(of, key=lambda e: rank(seed, e.key))):
        is_new = entry.key not in known
        if entry.pack_group in groups or (is_new and most_new == 0):
            continue
        if entry.pack_group:
            groups.add(entry.pack_group)
        if is_new and most_new:
            most_new -= 1
        chosen.append(entry)
        if len(chosen) == count:
            break
    return chosen


def _gain(model: GainModel, memory: Memory, day: int) -> float:
    """Return what a review on *day* adds to the recall at the horizon.

    Stability and time are rounded to an eighth of a doubling and difficulty to a half:
    calculating each gain would take longer than all the rest of a start.
    """
    alike = (
        round(8 * log2(memory.stability)),
        round(2 * memory.difficulty),
        round(8 * log2(max(1, day - memory.day))),
    )
    if alike not in model.memo:
        stability, difficulty, since = 2 ** (alike[0] / 8), alike[1] / 2, 2 ** (alike[2] / 8)
        model.memo[alike] = model.gain(stability, difficulty, round(since), HORIZON_DAYS)
    found: float = model.memo[alike]
    return found


#: Every so many questions of a mock interview, one that was missed before is asked.
MISSED_EVERY = 4


def choose_mock(
    entries: Iterable[Entry],
    progress: Progress,
    count: int,
    *,
    seed: int,
    day: int,
    weight: Callable[[str], float] = lambda topic: 1.0,
) -> list[Entry]:
    """Return up to *count* entries for a mock interview, in the order they are asked.

    *weight* is that of a topic: one with twice the weight comes up about twice as often.
    Ties are broken by a hash of *seed*. One of a group only.
    """
    pool = sorted(entries, key=lambda entry: rank(seed, entry.key))
    pool = [entry for entry in pool if weight(entry.topic) > 0]
    known, recall = progress.known, progress.scheduler.recall
    missed = [entry for entry in pool if entry.key in known and not known[entry.key].right]
    missed.sort(key=lambda entry: recall(known[entry.key].memory, day))
    fresh = _take_areas_in_turn(pool, progress, seed, weight)
    chosen: list[Entry] = []
    groups: set[tuple[str, str]] = set()

    def take(entries: list[Entry]) -> bool:
        while entries:
            entry = entries.pop(0)
            if entry not in chosen and entry.pack_group not in groups:
                chosen.append(entry)
                if entry.pack_group:
                    groups.add(entry.pack_group)
                return True
        return False

    take(sorted(pool, key=lambda entry: _difficulty(entry, known.get(entry.key))))
    while len(chosen) < count:
        again = len(chosen) % MISSED_EVERY == MISSED_EVERY - 1
        if not (take(missed) if again else take(fresh)) and not (take(fresh) or take(missed)):
            break
    return chosen


def _take_areas_in_turn(
    pool: Sequence[Entry], progress: Progress, seed: int, weight: Callable[[str], float]
) -> list[Entry]:
    """Return the pool area by area in turn, those of more weight more often; new ones first."""
    areas: dict[str, list[Entry]] = {}
    known = progress.known
    for entry in sorted(pool, key=lambda e: known[e.key].asked if e.key in known else 0):
        areas.setdefault(entry.topic.partition("/")[0], []).append(entry)
    # An area with many questions is a large one: it counts by the root of their number.
    share = {name: sum(weight(e.topic) for e in of) / len(of) ** 0.5 for name, of in areas.items()}
    turns = dict.fromkeys(areas, 0.0)
    ordered: list[Entry] = []
    for _ in pool:
        open_ = [name for name, of in areas.items() if of]
        name = min(open_, key=lambda name: ((turns[name] + 1) / share[name], rank(seed, name)))
        turns[name] += 1
        ordered.append(areas[name].pop(0))
    return ordered


def _difficulty(entry: Entry, known: QuestionHistory | None) -> tuple[int, float]:
    """Return a sort key: how hard a question is for this learner, as far as that is known."""
    share = known.times_right / known.asked if known else 0.5
    return LEVELS.index(entry.level), -share
