"""Which set of questions is meant, what it asks here, and how far the learner is with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from interview_cli.core.errors import UsageError
from interview_cli.core.progress.progress import Progress
from interview_cli.core.progress.set_standing import SetStanding, find_standing
from interview_cli.core.questions.entry import Entry
from interview_cli.core.questions.question_set import QuestionSet
from interview_cli.core.sentences import count, join, suggest
from interview_cli.core.study_days import describe_day
from interview_cli.packs.library.catalogue import Catalogue
from interview_cli.terminal.rendering.due_words import day_name
from interview_cli.terminal.rendering.messages import warn

#: When a day ends, here as everywhere: see ``core/study_days.py``.
DAY_ENDS = "4 am"


@dataclass(frozen=True, slots=True)
class ChosenSet:
    """A set, and the pack that it is in."""

    pack: str
    set: QuestionSet

    @property
    def key(self) -> str:
        return f"{self.pack}:{self.set.id}"

    def standing(self, progress: Progress) -> SetStanding:
        return find_standing(self.key, self.set, progress.past_sessions.values())


def list_sets(catalogue: Catalogue, packs: Sequence[str] = ()) -> list[ChosenSet]:
    """Return the sets of all packs, or of *packs*."""
    every = catalogue.sets.items()
    return [ChosenSet(pack, found) for (pack, _), found in every if not packs or pack in packs]


def list_open_sets(
    catalogue: Catalogue, progress: Progress, today: date
) -> list[tuple[ChosenSet, SetStanding]]:
    """Return the sets that are still to be done, the most urgent first."""
    found = [(one, one.standing(progress)) for one in list_sets(catalogue)]
    still_open = [(one, standing) for one, standing in found if standing.is_open(today)]
    return sorted(still_open, key=lambda pair: (pair[0].set.until or "9999", pair[0].key))


def find_set(name: str, catalogue: Catalogue, packs: Sequence[str] = ()) -> ChosenSet:
    """Return the set called *name*, by its id or as ``pack:id``; raises UsageError."""
    every = list_sets(catalogue, packs)
    found = [one for one in every if name in (one.set.id, one.key)]
    if len(found) == 1:
        return found[0]
    if found:
        which = f"say which: {join([one.key for one in found], 'or')}"
        raise UsageError(f"there are {count(len(found), 'set')} called {name!r}", which)
    if not every:
        where = f"{join(packs, 'and')} has" if packs else "your packs have"
        raise UsageError(f"there is no set {name!r}: {where} none", "sets are handed out in packs")
    raise UsageError(f"there is no set {name!r}", suggest(name, [one.set.id for one in every]))


def list_entries(chosen: ChosenSet, catalogue: Catalogue) -> list[Entry]:
    """Return the questions of a set that can be asked, in its order, and say how many can't.

    Raises UsageError where there are none.
    """
    keys = [f"{chosen.pack}:{name}" for name in chosen.set.questions]
    found = [catalogue.entry(key) for key in keys if catalogue.has(key)]
    if gone := len(keys) - len(found):
        what = f"{gone} of the {count(len(keys), 'question')} of {chosen.set.id}"
        why = f"see why: interview pack check {catalogue.packs[chosen.pack].pack.path}"
        if not found:
            raise UsageError(f"no question of {chosen.set.id} can be asked", why)
        warn(f"{what} can't be asked; {why}")
    return found


def describe_offer(chosen: ChosenSet, standing: SetStanding, today: date) -> str:
    """Return the set in a line: ``Week 6: joins, 12 questions, until Fri 4 Dec``."""
    done = next((one.answered for one in standing.sessions if one.id == standing.unfinished), 0)
    size = len(chosen.set.questions)
    how_far = f"{done} of {size} done" if done else count(size, "question")
    until = describe_until(chosen.set, today)
    return ", ".join(filter(None, (chosen.set.title, how_far, until)))


def describe_until(of: QuestionSet, today: date) -> str:
    """Return the last day that counts, ``until Fri 4 Dec``, on that day its end; "" without one."""
    if of.until is None:
        return ""
    last = date.fromisoformat(of.until)
    if last == today:
        return f"until {DAY_ENDS} tonight"
    return f"until {day_name(last.toordinal(), today.toordinal())}"


def describe_attempt(standing: SetStanding, today: date) -> str:
    """Return what is to be known of the next attempt, in sentences; "" where that's nothing."""
    of, attempt = standing.of, standing.next_attempt
    if not standing.counts(attempt):
        used = "Your attempt is" if of.attempts == 1 else f"Your {of.attempts} attempts are"
        return f"{used} used: this one is for practice, and isn't handed in."
    said = []
    if of.until is not None and of.is_late(today):
        last = describe_day(date.fromisoformat(of.until), today)
        said.append(f"The last day was {last.removeprefix('on ')}; the result says that it's late.")
    elif until := describe_until(of, today):
        ends = "" if DAY_ENDS in until else f" (that day ends at {DAY_ENDS})"
        said.append(f"{until[:1].upper()}{until[1:]}{ends}.")
    if of.attempts is not None and of.attempts > 1:
        said.append(f"Attempt {attempt} of {of.attempts}.")
    return " ".join(said)
