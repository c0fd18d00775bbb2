"""The one object that opens a session, appends its records and looks ahead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import datetime
from functools import cached_property
from types import MappingProxyType
from typing import Any

from interview_cli.core.exercises.talk import TALK, list_follow_ups
from interview_cli.core.modes import MODES, Mode
from interview_cli.core.progress.progress import PastSession, Progress
from interview_cli.core.progress.set_standing import SET_FILTER
from interview_cli.core.questions.question import Question
from interview_cli.core.questions.variants import fill, template_of
from interview_cli.core.records import Line, Record, read_variant
from interview_cli.core.scoring.explain import as_question
from interview_cli.core.session import debrief, engine, reopened, summary, verdict
from interview_cli.core.session.comparison import find_earlier
from interview_cli.core.session.debrief import Debrief
from interview_cli.core.session.reopened import find_outcomes
from interview_cli.core.session.state import Asked, Outcome, Session, Settings, Span
from interview_cli.core.study_days import study_day
from interview_cli.packs.library.catalogue import Catalogue
from interview_cli.storage import clock
from interview_cli.storage.begun.held_lock import HeldLock
from interview_cli.storage.begun.unsent_answers import open_drafts
from interview_cli.storage.journal import Journal, to_local_time
from interview_cli.terminal.other_window import has_session, require_session


class PracticeSession:
    """A session that is being practised, with the journal, catalogue and progress it needs."""

    def __init__(
        self, session: Session, catalogue: Catalogue, journal: Journal, progress: Progress
    ) -> None:
        self.session = session
        self.catalogue, self.journal, self.progress = catalogue, journal, progress
        self.lock: HeldLock | None = None  # held while it's being played
        self.exercise_lock: HeldLock | None = None  # the same of the exercise that it's at
        self._drafts = open_drafts()

    @classmethod
    def start(
        cls,
        mode: Mode,
        keys: Sequence[str],
        catalogue: Catalogue,
        journal: Journal,
        progress: Progress,
        *,
        at: datetime,
        settings: Settings,
        filters: Mapping[str, Any],
    ) -> PracticeSession:
        """Return a new session of the questions named by *keys*, its first record appended."""
        mode = settings.applied_to(mode)
        plan = lay_out(keys, mode, catalogue, progress, at, seed=settings.seed)
        saved = {**filters, "settings": asdict(settings)}
        session, records = engine.start(mode, plan, settings, at=at, filters=saved)
        session = session.add_ids(journal.append(records, at=at))
        return cls(session, catalogue, journal, progress)

    @classmethod
    def resume(
        cls,
        lines: Sequence[Line],
        keys: Sequence[str],
        catalogue: Catalogue,
        journal: Journal,
        progress: Progress,
    ) -> PracticeSession:
        """Return the session that the journal's *lines* are of, with the questions *keys*."""
        begun, *rest = lines
        settings, at = _read_settings(begun), clock.now()
        mode = settings.applied_to(MODES[begun["mode"]])
        answered = [line for line in find_outcomes(rest) if read_variant(line) is not None]
        variants = {line["question"]: read_variant(line) for line in answered}
        plan = lay_out(keys, mode, catalogue, progress, at, seed=settings.seed, variants=variants)
        session, _ = engine.start(mode, plan, settings, at=at, filters=begun["filters"])
        session = engine.replay(session.add_ids([begun["id"]]), rest, at=at)
        return cls(session, catalogue, journal, progress)

    @classmethod
    def reopen(
        cls, lines: Sequence[Line], catalogue: Catalogue, journal: Journal, progress: Progress
    ) -> PracticeSession:
        """Return the past session that the journal's *lines* are of, in its debrief.

        Whatever became of its questions, what was answered is there.
        """
        begun, *rest = lines
        settings = _read_settings(begun)
        session = reopened.reopen(
            settings.applied_to(MODES[begun["mode"]]),
            settings,
            begun,
            rest,
            [_look_back(line, catalogue, settings) for line in reopened.find_outcomes(rest)],
            began=to_local_time(begun),
        )
        return cls(session, catalogue, journal, progress)

    def make(self, move: engine.Move) -> None:
        """Make *move*: advance the session, and append the records of it."""
        session, records = engine.advance(self.session, move)
        self.session = self.append_records(session, records, move.at) if records else session

    def append_records(self, session: Session, records: Sequence[Record], at: datetime) -> Session:
        """Append *records* of *session* to the journal and return it with their ids.

        They are on disk then. Raises DiskError, and UsageError where another window has the
        session now.
        """
        require_session(self.lock, self.session.id)
        return session.add_ids(self.journal.append(records, at=at, session=session.id))

    def edit_question(self, key: str) -> Question | None:
        """Return the question, or follow-up, after the learner edited its file.

        None where it can't be used as it is now. Raises UsageError without an editor.
        """
        from interview_cli.terminal.question_editor import edit_question

        parent, _, name = key.partition("/")
        question = edit_question(self.catalogue, parent)
        if question is None:
            return None
        variant, seed = self.session.current.question.variant, self.session.settings.seed
        question = fill(template_of(question), variant, seed=seed, key=parent)
        if not name:
            return question
        found = (f for f in list_follow_ups(question) if f.id == name)
        return next((as_question(f, question) for f in found), None)

    def find_folder(self, key: str) -> str:
        """Return the folder of a question's pack, or of that with the copy asked in its place."""
        parent = key.partition("/")[0]
        return self.catalogue.folder(self.catalogue.renames.get(parent, parent))

    def next_intervals(self) -> tuple[int, ...]:
        """Return, for each grade of the current question, the days until it is asked again."""
        return verdict.grade_intervals(self.session, self.progress.scheduler, _today())

    def next_interval(self, outcome: Outcome) -> int:
        """Return the days until the question of *outcome* is asked again."""
        return verdict.interval_after(self.session, outcome, self.progress.scheduler, _today())

    def summary(self) -> summary.Summary:
        """Return how the session went, against the last one like it."""
        mode, filters = self.session.mode.name, self.session.filters
        last = self.progress.last(mode, filters, before=self.session.id)
        # Whatever was done left a line after the first, and what was only typed a draft.
        begun = len(self.session.ids) > 1 or self._drafts.has(self.session.id)
        return summary.summarise(self.session, last, self._days_to_first)._replace(begun=begun)

    def to_ask_again(self) -> tuple[str, ...]:
        """Return the questions that are worth asking again at once."""
        return summary.to_ask_again(self.session, self.summary())

    def _days_to_first(self, outcome: Outcome) -> int:
        """Return the days until the question of a first answer comes back in another session."""
        return verdict.interval_of(self.session, outcome, self.progress.scheduler, _today())

    def interval_if_right(self, outcome: Outcome) -> int:
        """Return the days until the question of *outcome* is asked again if it's called right."""
        return verdict.interval_if_right(self.session, outcome, self.progress.scheduler, _today())

    def again(self, keys: Sequence[str], progress: Progress) -> PracticeSession:
        """Return a new session like this one, of the questions named by *keys*."""
        before = self.session
        once = ("settings", SET_FILTER)  # what was missed of a set isn't the set again
        saved = {name: value for name, value in before.filters.items() if name not in once}
        seed = (before.settings.seed + 1) % 1_000_000
        minutes = before.settings.minutes if before.mode.is_interview else None
        return PracticeSession.start(
            before.mode,
            keys,
            self.catalogue,
            self.journal,
            progress,
            at=clock.now(),
            settings=replace(before.settings, seed=seed, minutes=minutes, save="", title=""),
            filters={**saved, "again": before.id},
        )

    def debrief(self) -> Debrief:
        """Return what came of all answers, against the last interview of the same kind."""
        return debrief.debrief(self.session, self._earlier)

    @cached_property
    def _earlier(self) -> tuple[PastSession, Debrief] | None:
        session, past = self.session, self.progress.past_sessions.values()
        earlier = find_earlier(past, session.mode.name, session.filters, session.id)
        if earlier is None:
            return None
        from interview_cli.storage.snapshots.past_lines import PastLines  # interviews alone

        lines = find_lines(PastLines.open(self.journal).of_sessions([earlier.id]), earlier.id)
        before = PracticeSession.reopen(lines, self.catalogue, self.journal, self.progress)
        return earlier, debrief.debrief(before.session)

    def draft(self) -> str:
        """Return what was typed of the current answer when the session was left."""
        return self._drafts.get(self.session.id, self.session.current.key)

    def save_draft(self, key: str, text: str) -> None:
        """Save what was typed and not sent of the answer to *key*; "" drops it.

        Where another window has the session now, its own draft stays.
        """
        if has_session(self.lock):
            self._drafts.put(self.session.id, key, text)

    def release(self) -> None:
        """Let other windows play this session, and work at its exercise."""
        for lock in (self.lock, self.exercise_lock):
            if lock:
                lock.release()


def find_lines(lines: Sequence[Line], session: str) -> list[Line]:
    """Return those of the journal's *lines* that are of a session, its ``started`` first."""
    begun = [line for line in lines if line["id"] == session]
    return begun + [line for line in lines if line["session"] == session and line not in begun]


def _read_settings(begun: Line) -> Settings:
    """Return the settings that a ``started`` line keeps, as far as they are known."""
    saved = begun["filters"].get("settings", {})
    names = {field.name for field in fields(Settings)}
    return Settings(**{name: value for name, value in saved.items() if name in names})


def lay_out(
    keys: Sequence[str],
    mode: Mode,
    catalogue: Catalogue,
    progress: Progress,
    at: datetime,
    *,
    seed: int,
    variants: Mapping[str, int | None] = MappingProxyType({}),
) -> list[Asked]:
    """Return the questions of a session that begins *at*, with follow-ups if it has them.

    Of those with sets of values the *seed* chooses one, unless *variants* says which it was.
    """
    plan: list[Asked] = []
    for key in keys:
        syntax = catalogue.with_syntax(key, variants.get(key), seed=seed)
        asked = _look_up(key, *syntax, progress, at)
        plan.append(asked._replace(folder=catalogue.folder(key)))
        question = plan[-1].question
        before = key
        for follow_up in list_follow_ups(question) if mode.follow_ups else ():
            name = f"{key}/{follow_up.id}"
            next_one = as_question(follow_up, question)
            plan.append(Asked(name, next_one, follows=before, weight=follow_up.weight))
            before = name if follow_up.id == TALK else before  # the talk leads to the others
    if mode.answer_by == "explain":
        return [one._replace(synonyms=catalogue.synonyms(one.key)) for one in plan]
    return plan


def _look_up(
    key: str, question: Question, spans: tuple[Span, ...], progress: Progress, at: datetime
) -> Asked:
    """Return the question for a session that begins *at*, with what is known of its past."""
    known = progress.known.get(key)
    asked = Asked(
        key,
        question,
        spans=spans,
        notes=tuple(progress.notes.get(key, ())),
        flags=tuple(progress.flags.get(key, ())),
    )
    if known is None:
        return asked
    return asked._replace(
        recall=progress.recall(key, study_day(at).toordinal()),
        changed=known.fingerprint not in ("", question.fingerprint()),
        memory=known.memory,
        due=progress.scheduler.curve.due(known.memory),
    )


def _look_back(line: Line, catalogue: Catalogue, settings: Settings) -> Asked:
    """Return the question that *line* is about, as far as it is still there."""
    parent, slash, name = line["question"].partition("/")
    parent = catalogue.renames.get(parent, parent)
    key = f"{parent}{slash}{name}"
    if not catalogue.has(parent):
        return reopened.question_then(key, None, line, settings.level)
    question, spans = catalogue.with_syntax(parent, read_variant(line), seed=settings.seed)
    if not slash:
        asked = reopened.question_then(key, question, line, settings.level)
        asked = asked._replace(spans=spans, folder=catalogue.folder(key))
        return asked._replace(synonyms=catalogue.synonyms(key))
    follow_up = next((f for f in list_follow_ups(question) if f.id == name), None)
    of_then = as_question(follow_up, question) if follow_up else None
    asked = reopened.question_then(key, of_then, line, settings.level)
    return asked._replace(follows=parent, synonyms=catalogue.synonyms(parent))


def _today() -> int:
    return study_day(clock.now()).toordinal()
