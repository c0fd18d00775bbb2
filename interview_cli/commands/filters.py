"""The filters of a command line, and the questions that match them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from typing import Any

from interview_cli.commands.learner import open_packs
from interview_cli.core.errors import UsageError
from interview_cli.core.kinds import BEHAVIOUR, DESIGN, EXERCISE_KINDS, KINDS, ON_REQUEST
from interview_cli.core.levels import LEVEL_NAMES, LEVELS, RECALL, Level, is_within
from interview_cli.core.planning.selection import Filters, choose_wrong
from interview_cli.core.progress.progress import Progress
from interview_cli.core.progress.set_standing import SET_FILTER
from interview_cli.core.progress.weak_spots import MISSED_DAYS
from interview_cli.core.questions.entry import Entry
from interview_cli.core.safe_text import line as safe
from interview_cli.core.sentences import count, join, suggest
from interview_cli.packs.library.catalogue import Catalogue, close
from interview_cli.storage import paths


@dataclass(frozen=True, slots=True)
class Selection:
    """The catalogue and the filters to apply; ``paths`` are packs named by a path."""

    catalogue: Catalogue
    filters: Filters
    paths: tuple[str, ...]

    def entries(self, *, quiz: bool = False) -> list[Entry]:
        """Return the entries that match, with *quiz* those that have one; raises UsageError."""
        tracks = self.catalogue.tracks if self.filters.tracks else {}
        matches = self.filters.matcher(tracks, quiz=quiz)
        pool = self.catalogue.entries(self.filters.packs)
        if found := [entry for entry in pool if matches(entry)]:
            return found
        raise self.no_match()

    def entries_to_ask(
        self,
        progress: Progress,
        day: int,
        *,
        quiz: bool = False,
        follow_ups: bool = False,
        exercises: bool = True,
        on_request: bool = True,
        stories: bool = True,
        cases: bool = True,
        by_track: bool = False,
    ) -> list[Entry]:
        """Return the entries that match and may be asked on the study *day*.

        That's without those that are suspended, and with ``--weak`` or ``--missed`` only what
        the learner got wrong, the worst first; with *follow_ups* in follow-ups too. Without
        *exercises* what is run is left out, and without *on_request* what else a quiz asks only
        by its kind; without *stories* what is never a flashcard, and without
        *cases* what takes half an hour. With *by_track* all is asked
        whose kind a followed track names. Raises UsageError where there are none.
        """
        matching = self.entries(quiz=quiz)
        on_track = {*self._list_named(matching)} if by_track else set[Entry]()
        if not exercises:
            kept = [e for e in matching if e.kind not in EXERCISE_KINDS or e in on_track]
            if not kept:
                raise UsageError(
                    "only exercises match, which are asked by their kind",
                    "for those: interview quiz -k code -k sql",
                )
            matching = kept
        if not on_request:
            apart = ON_REQUEST - EXERCISE_KINDS
            kept = [e for e in matching if e.kind not in apart or e in on_track]
            if not kept:
                kinds = sorted({entry.kind for entry in matching})
                raise UsageError(
                    f"only {join(kinds, 'and')} match, which a quiz asks by kind alone",
                    f"for that: interview quiz {' '.join(f'-k {kind}' for kind in kinds)}",
                )
            matching = kept
        if not stories:
            kept = [entry for entry in matching if entry.kind != BEHAVIOUR]
            if not kept:
                raise UsageError(
                    "only stories of your own match, which are no flashcards",
                    "to tell one: interview quiz -k behaviour",
                )
            matching = kept
        if not cases:
            kept = [entry for entry in matching if entry.kind != DESIGN]
            if not kept:
                raise UsageError(
                    "only whole cases match, which are asked by their kind",
                    "for those: interview quiz -k design, or interview mock -k design",
                )
            matching = kept
        awake = progress.without_suspended(matching, day)
        if not awake:
            raise UsageError(
                f"{_how_many(len(matching))} suspended", "to have some back: interview unsuspend"
            )
        if not (self.filters.weak or self.filters.missed):
            return awake
        if found := choose_wrong(self.filters, awake, progress, day, follow_ups=follow_ups):
            return found
        raise self._nothing_wrong(progress, day)

    def _list_named(self, entries: Iterable[Entry]) -> list[Entry]:
        """Return those of *entries* whose kind is named by a track that is followed."""
        if not self.filters.tracks:
            return []
        tracks = self.catalogue.tracks.items()
        followed = [(pack, track) for (pack, id_), track in tracks if id_ in self.filters.tracks]
        return [
            one
            for one in entries
            if any(t.names(one.level, one.topic, one.kind) for p, t in followed if p == one.pack)
        ]

    def _nothing_wrong(self, progress: Progress, day: int) -> UsageError:
        """Return an error that there is no weak spot, or nothing missed, to ask."""
        filters = self.filters
        weak, days = filters.weak, filters.missed
        if not progress.known:
            return UsageError("you haven't answered anything yet", "start with: interview quiz")
        every = progress.without_suspended(self.catalogue.entries(), day)
        others = len(choose_wrong(filters, every, progress, day, follow_ups=True))
        period = "today" if days == 1 else f"in the last {days} days"
        if others:
            options = " --weak" * weak + f" --missed {days}" * bool(days)
            return UsageError(
                f"{'no weak spot' if weak else f'nothing that you missed {period}'} fits here",
                f"leave a filter out; mock interviews ask any of them: interview mock{options}",
            )
        if weak and not days:
            why = "a weak spot is what you missed and didn't get right on two days since"
            return UsageError("you have no weak spots", why)
        return UsageError(
            f"you've missed nothing {period}",
            "leave one of --weak and --missed out" if weak else "go back further: --missed 30",
        )

    def no_match(self) -> UsageError:
        """Return an error that nothing matches; its hint lists what there is."""
        names = ("level", "topic", "kind", "track", "pack")
        asked = [(name, getattr(self.filters, f"{name}s")) for name in names]
        filters = ", ".join(f"{name} {' or '.join(values)}" for name, values in asked if values)
        pool = self.catalogue.entries(self.filters.packs)
        if self.filters.packs and not pool:
            return self._none_to_ask()
        only_packs = self.filters.packs and not any(values for _, values in asked[:-1])
        if only_packs and all(entry.kind == RECALL for entry in pool):
            packs = "".join(f" -p {self._path(pack)}" for pack in self.filters.packs)
            return UsageError(
                f"no question of {join(self.filters.packs, 'or')} has a quiz",
                f"practise them as flashcards: interview flashcards{packs}",
            )
        if not pool:
            return UsageError("there are no questions", "see: interview pack list")
        return UsageError(
            f"no question matches {filters}" if filters else "no question matches",
            "there is: "
            + "; ".join(
                _count(getattr(entry, name) for entry in pool)
                for name in ("level", "kind", "topic")
            ),
        )

    def _none_to_ask(self) -> UsageError:
        """Return why no question of the packs in the filter can be asked."""
        # YAML and Pydantic, only where a pack has problems
        from interview_cli.packs.format.reader import read

        reads = [read(self.catalogue.packs[pack].pack.path) for pack in self.filters.packs]
        name = join(self.filters.packs, "or")
        wrong = sum(found.left_out for found in reads)
        drafts = sum(len(found.questions) for found in reads)
        paths = " ".join(self._path(pack) for pack in self.filters.packs)
        if not wrong + drafts:
            return UsageError(
                f"there are no questions in {name}",
                'write some under "questions:"; for examples: interview help format',
            )
        if not wrong:
            why = "its only question is a draft" if drafts == 1 else f"all {drafts} are drafts"
            hint = 'remove "draft: true" from those you want to be asked'
        else:
            why = f"all {wrong} of its questions have problems"
            if drafts:
                every = wrong + drafts
                why = f"{wrong} of its {every} questions have problems, the others are drafts"
            elif wrong == 1:
                why = "its only question has problems"
            hint = f"see what to write instead: interview pack check {paths}"
        return UsageError(f"no question of {name} can be asked: {why}", hint)

    def _path(self, pack: str) -> str:
        """Return a pack's path as a command takes it, relative to this folder if it is in it."""
        path = self.catalogue.packs[pack].pack.path
        if path.is_relative_to(here := Path.cwd()):
            path = path.relative_to(here)
        return quote("./" if path == Path() else str(path))


def select(
    level: Sequence[str] | None,
    topic: Sequence[str] | None,
    pack: Sequence[str] | None,
    kind: Sequence[str] | None,
    track: Sequence[str] | None,
    *,
    weak: bool = False,
    missed: str | None = None,
) -> Selection:
    """Read the filters of a command line; raises UsageError for a name that does not exist.

    *missed* are the days that ``--missed`` goes back; "" where it says none.
    """
    days = 0 if missed is None else _parse_days(missed)
    levels = tuple(map(parse_level, level or ()))
    names = (*KINDS, RECALL)
    for name in kind or ():
        if name not in names:
            choices = join(names, "or")
            raise UsageError(f"kind is {name!r}; it can be {choices}", close(name, names))
    catalogue, packs = open_packs(pack or ())
    topics = tuple(name.strip("/") for name in topic or ())
    if topics:
        every = {entry.topic for entry in catalogue.entries(packs)}
        above = {name.rpartition("/")[0] for name in every} - {""}
        for name in topics:
            if not any(is_within(known, name) for known in every):
                raise UsageError(f"there is no topic {name!r}", suggest(name, {*every, *above}))
    if track:
        ids = {id_ for of, id_ in catalogue.tracks if not packs or of in packs}
        for name in track:
            if name not in ids:
                raise UsageError(f"there is no track {name!r}", suggest(name, ids))
    return Selection(
        catalogue,
        Filters(
            levels=levels,
            topics=topics,
            packs=packs,
            kinds=tuple(kind or ()),
            tracks=tuple(track or ()),
            weak=weak,
            missed=days,
        ),
        paths=tuple(
            str(Path(name).absolute())
            for name in pack or ()
            if name not in packs or _lies_here(catalogue, name)
        ),
    )


#: The longest that ``--missed`` goes back.
_MOST_DAYS = 3650


def _parse_days(text: str) -> int:
    days = int(text) if text.isdecimal() else 0 if text else MISSED_DAYS
    if not 1 <= days <= _MOST_DAYS:
        raise UsageError(
            f"--missed {text}", "it takes a number of days, such as --missed 3; without one it's 7"
        )
    return days


def _how_many(count: int) -> str:
    return "the only question that matches is" if count == 1 else f"all {count} that match are"


def describe_filters(filters: Mapping[str, Any]) -> list[str]:
    """Return what a session was asked for, by the filters that its ``started`` keeps."""
    names = ("levels", "topics", "kinds", "tracks", "packs")
    found = [safe(value) for name in names for value in filters.get(name, ())]
    if of_set := filters.get(SET_FILTER):
        found.insert(0, f"set {safe(str(of_set))}")
    if filters.get("weak"):
        found.append("weak spots")
    if days := filters.get("missed"):
        found.append(f"missed in {count(days, 'day')}")
    return found


def _lies_here(catalogue: Catalogue, name: str) -> bool:
    """Whether the pack *name* was found in the current folder, and only there."""
    path = catalogue.packs[name].pack.path
    return path == Path(name).absolute() and paths.own_packs() not in path.parents


def parse_level(text: str) -> Level:
    """Return the level of that name; raises UsageError where there is none."""
    if (name := text.lower()) in LEVEL_NAMES:
        return LEVEL_NAMES[name]
    choices = join(LEVELS, "or")
    raise UsageError(f"level is {text!r}; it can be {choices}", close(name, LEVEL_NAMES))


def _count(values: Iterable[str], most: int = 12) -> str:
    """Return the most frequent of *values*, each with its number."""
    counts = Counter(values)
    top = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most]
    return ", ".join(f"{value} {number}" for value, number in top) + (
        ", ..." if len(counts) > most else ""
    )
