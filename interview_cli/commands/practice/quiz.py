"""quiz, check and flashcards: one function, three modes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Annotated, NamedTuple

import typer

from interview_cli.commands import options
from interview_cli.commands.filters import Selection, select
from interview_cli.commands.learner import Learner, open_past
from interview_cli.commands.practice.runnable import leave_out_unrunnable
from interview_cli.commands.practice.session import choose_seed, play_session, start_session
from interview_cli.core.errors import UsageError
from interview_cli.core.kinds import EXERCISE_KINDS
from interview_cli.core.levels import RECALL, is_within
from interview_cli.core.modes import CHECK, FLASHCARDS, QUIZ, Mode
from interview_cli.core.planning.selection import choose, filter_entries
from interview_cli.core.progress.set_standing import SET_FILTER
from interview_cli.core.questions.entry import Entry
from interview_cli.core.session.state import Settings
from interview_cli.core.shuffle import shuffle
from interview_cli.core.study_days import study_day
from interview_cli.packs.library.catalogue import Catalogue
from interview_cli.storage import clock
from interview_cli.terminal.practice_session import find_lines
from interview_cli.terminal.rendering.messages import print_stderr, wants_plain

Count = Annotated[
    int | None, typer.Option("--count", "-n", min=1, metavar="COUNT", help="How many questions.")
]


#: The longest that a time limit can be, in seconds: a day.
_LONGEST = 86_400

#: How many exercises a quiz has that asks nothing else.
EXERCISES = 3


class Look(NamedTuple):
    """How a session is shown; the last two are for exercises."""

    plain: bool
    as_json: bool
    watch: bool = False
    verbose: bool = False


def quiz(
    only: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PACK:ID]...", help="Just these questions, in this order."),
    ] = None,
    level: options.Levels = None,
    topic: options.Topics = None,
    pack: options.Packs = None,
    kind: options.Kinds = None,
    track: options.Tracks = None,
    weak: options.Weak = False,
    missed: options.Missed = None,
    count: Count = None,
    seed: options.Seed = None,
    time_limit: Annotated[
        float | None,
        typer.Option(min=1, metavar="SECONDS", help="How long you have for each question."),
    ] = None,
    confidence: Annotated[
        bool, typer.Option("--confidence", help="Say how sure you are before each verdict.")
    ] = False,
    no_shuffle: Annotated[
        bool, typer.Option("--no-shuffle", help="Keep the options in the pack's order.")
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Run an exercise whenever you save its file.")
    ] = False,
    verbose: Annotated[
        bool,
        typer.Option("--verbose", "-v", help="Say what held each run, and what was made again."),
    ] = False,
    set_: Annotated[
        str | None,
        typer.Option("--set", metavar="SET", help="A set that was handed out: your assignment."),
    ] = None,
    save: Annotated[
        str | None,
        typer.Option("--save", metavar="FILE.jsonl", help="Write the result of the set here."),
    ] = None,
    plain: options.PlainLines = False,
    as_json: options.Json = False,
) -> int:
    if time_limit is not None and not time_limit <= _LONGEST:  # NaN is never within
        raise UsageError(
            f"a time limit of {time_limit:g} seconds",
            f"it can be 1 to {_LONGEST}, such as --time-limit 60",
        )
    if watch and (as_json or not (sys.stdin.isatty() and sys.stdout.isatty())):
        raise UsageError("--watch needs a terminal", "a program runs the tests with a line :t")
    if watch and sys.platform == "win32" and wants_plain(plain):
        raise UsageError("on Windows --watch works with keys only", "run the tests with :t")
    look = Look(plain=plain, as_json=as_json, watch=watch, verbose=verbose)
    settings = Settings(
        choose_seed(seed), limit=time_limit, confidence=confidence, shuffle=not no_shuffle
    )
    selection = select(level, topic, pack, kind, track, weak=weak, missed=missed)
    if set_ is not None:
        if only or level or topic or kind or track or count or weak or missed is not None:
            raise UsageError(
                "a set has its own questions", "leave the others out, or practise without --set"
            )
        return _practice_set(set_, save, selection, settings, look)
    if save is not None:
        raise UsageError("--save is for a set", "name it: interview quiz --set SET --save FILE")
    if only:
        if level or topic or kind or track or count or weak or missed is not None:
            raise UsageError(
                "questions that are named need no filter", "name them alone, or with --pack"
            )
        return _practice_only(only, selection, settings, look)
    return _practice(QUIZ, selection, settings, count, look=look)


def _practice_only(
    names: Sequence[str], selection: Selection, settings: Settings, look: Look
) -> int:
    """Ask the questions of these *names*, and no others."""
    topics = {entry.topic for entry in selection.catalogue.entries()}
    for name in names:
        if any(is_within(topic, name) for topic in topics):
            raise UsageError(f"{name} is a topic", f"choose it with: interview quiz -t {name}")
    entries = {entry.key: entry for entry in map(selection.catalogue.find, names)}
    for key, entry in entries.items():
        if entry.kind == RECALL:
            raise UsageError(f"{key} has no quiz", f"read it: interview show {key}")
    entries = {e.key: e for e in leave_out_unrunnable([*entries.values()], selection.catalogue)}
    learner, at = Learner.open(selection.catalogue), clock.now()
    settings = replace(settings, prior=learner.progress.prior)
    practice = start_session(
        QUIZ, entries.values(), selection, learner, settings, at, only=list(entries)
    )
    return play_session(practice, learner, **look._asdict())


def _practice_set(
    name: str, save: str | None, selection: Selection, settings: Settings, look: Look
) -> int:
    """Ask the questions of a set that was handed out, or write the result of one that's done."""
    # Few have one.
    from interview_cli.commands.assignments import chosen_set, result_file
    from interview_cli.commands.practice.resume import resume_session

    chosen = chosen_set.find_set(name, selection.catalogue, selection.filters.packs)
    target = result_file.check_result_target(save)
    learner, at = Learner.open(selection.catalogue), clock.now()
    standing, today = chosen.standing(learner.progress), study_day(at)
    if standing.unfinished:
        past = open_past(learner.journal)
        lines = find_lines(past.of_sessions([standing.unfinished]), standing.unfinished)
        practice = resume_session(lines, selection.catalogue, learner, ask=not look.as_json)
        return play_session(practice, learner, **look._asdict(), save=target)
    if target and standing.done:
        result_file.write_result(target, chosen, selection.catalogue, learner)
        return 0
    entries = chosen_set.list_entries(chosen, selection.catalogue)
    entries = leave_out_unrunnable(entries, selection.catalogue)
    if chosen.set.shuffle:
        by_key = {entry.key: entry for entry in entries}
        entries = [by_key[key] for key in shuffle(settings.seed, chosen.key, [*by_key])]
    if said := chosen_set.describe_attempt(standing, today):
        _announce(said, look)
    settings = replace(
        settings,
        prior=learner.progress.prior,
        at_end=chosen.set.feedback == "end",
        title=chosen.set.title,
        save=str(target or ""),
    )
    practice = start_session(
        QUIZ, entries, selection, learner, settings, at, **{SET_FILTER: chosen.key}
    )
    return play_session(practice, learner, **look._asdict(), save=target)


def _announce(text: str, look: Look) -> None:
    """Print what is to be known before the first question, where it stands best."""
    if look.as_json or wants_plain(look.plain):
        print_stderr(text)
        return
    from interview_cli.terminal.rendering.layout import Page, plain  # Rich

    page = Page()
    page.space()
    page.show(plain(text))


def check(
    about: Annotated[
        str | None, typer.Argument(metavar="[TOPIC]", help="A topic, with all topics below it.")
    ] = None,
    level: options.Levels = None,
    topic: options.Topics = None,
    pack: options.Packs = None,
    kind: options.Kinds = None,
    track: options.Tracks = None,
    seed: options.Seed = None,
    plain: options.PlainLines = False,
    as_json: options.Json = False,
) -> int:
    topics = [*(topic or ()), *([about] if about else ())]
    selection = select(level, topics, pack, kind, track)
    look = Look(plain=plain, as_json=as_json)
    return _practice(CHECK, selection, Settings(choose_seed(seed)), look=look)


def flashcards(
    level: options.Levels = None,
    topic: options.Topics = None,
    pack: options.Packs = None,
    kind: options.Kinds = None,
    track: options.Tracks = None,
    weak: options.Weak = False,
    missed: options.Missed = None,
    count: Count = None,
    minutes: Annotated[
        float | None, typer.Option(min=1, metavar="MINUTES", help="Stop after this many minutes.")
    ] = None,
    seed: options.Seed = None,
    plain: options.PlainLines = False,
    as_json: options.Json = False,
) -> int:
    if minutes is not None and not minutes <= _LONGEST / 60:  # NaN is never within
        raise UsageError(
            f"{minutes:g} minutes",
            f"flashcards can last 1 to {_LONGEST // 60}, such as --minutes 10",
        )
    settings = Settings(choose_seed(seed), minutes=minutes)
    selection = select(level, topic, pack, kind, track, weak=weak, missed=missed)
    look = Look(plain=plain, as_json=as_json)
    return _practice(FLASHCARDS, selection, settings, count, look=look)


#: More cards than anybody grades in a minute: how many are chosen where time decides.
_CARDS_A_MINUTE = 20


def _practice(
    mode: Mode,
    selection: Selection,
    settings: Settings,
    count: int | None = None,
    *,
    look: Look,
) -> int:
    learner = Learner.open(selection.catalogue)
    progress, at = learner.progress, clock.now()
    day = study_day(at).toordinal()
    by_quiz = mode.answer_by == "quiz"
    exercises = by_quiz and bool(EXERCISE_KINDS & {*selection.filters.kinds})
    on_request = not by_quiz or bool(selection.filters.kinds)
    entries = selection.entries_to_ask(
        progress,
        day,
        quiz=by_quiz,
        exercises=exercises,
        on_request=on_request,
        stories=by_quiz,
        by_track=by_quiz,
    )
    if any(entry.kind in EXERCISE_KINDS for entry in entries):
        entries = leave_out_unrunnable(entries, selection.catalogue)
    wrong = selection.filters.weak or bool(selection.filters.missed)
    planned = (
        tuple(entry.key for entry in entries)  # the worst first
        if wrong
        else _planned_today(entries, selection.catalogue, learner, day)
    )
    if count is None and exercises and {*selection.filters.kinds} <= EXERCISE_KINDS:
        count = EXERCISES
    if count is None:
        minutes = settings.minutes
        count = mode.count if minutes is None else round(minutes * _CARDS_A_MINUTE)
        if planned and not wrong and minutes is None and mode.returns:
            count, today = len(planned), set(planned)
            entries = [entry for entry in entries if entry.key in today]
    chosen = choose(
        entries,
        progress,
        count,
        seed=settings.seed,
        day=day,
        step=_track_step(selection) if selection.filters.tracks else None,
        planned=planned,
        ahead=not mode.returns,
        most_new=learner.new_left(day) if mode.returns else None,
    )
    settings = replace(settings, prior=progress.prior)
    practice = start_session(mode, chosen, selection, learner, settings, at)
    return play_session(practice, learner, **look._asdict())


def _planned_today(
    entries: Sequence[Entry], catalogue: Catalogue, learner: Learner, day: int
) -> tuple[str, ...]:
    """Return those of *entries* that the plan to the interview has for today, in its order."""
    progress = learner.progress
    if progress.planned is None:
        return ()
    from interview_cli.core.planning.plan import Plan, plan_today  # slow, and few have a plan

    plan = Plan.read(progress.planned, day)
    if plan is None:
        return ()
    about = filter_entries(plan.filters, catalogue.entries(), catalogue.tracks)
    about = progress.without_suspended(about, day)
    here = {entry.key for entry in entries}
    today = plan_today(
        about,
        progress,
        day,
        plan,
        calendar_day=clock.now().date().toordinal(),
        new_left=learner.new_left(day),
    )
    return tuple(key for key in today.planned or () if key in here)


def _track_step(selection: Selection) -> Callable[[Entry], int]:
    """Return the function from a question to its step on the tracks of the filters."""
    followed = selection.filters.followed(selection.catalogue.tracks)

    def step(entry: Entry) -> int:
        steps = (
            t.step(entry.level, entry.topic, entry.kind)
            for pack, t in followed
            if pack == entry.pack
        )
        return min((n for n in steps if n is not None), default=0)

    return step
