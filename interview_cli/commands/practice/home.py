"""``interview`` alone at a terminal: the home screen, and the pages behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from functools import partial

import typer

from interview_cli.commands.assignments.chosen_set import describe_offer, list_open_sets
from interview_cli.commands.learner import Learner, open_packs
from interview_cli.commands.pack.list import measure_tracks
from interview_cli.commands.practice import first_run, preparing
from interview_cli.commands.practice.standing import read_state
from interview_cli.commands.practice.unfinished import (
    Unfinished,
    discard,
    find_unfinished,
    list_unfinished,
)
from interview_cli.core.errors import STOPPED, InterviewError
from interview_cli.core.kinds import EXERCISE_KINDS
from interview_cli.core.levels import LEVELS
from interview_cli.core.modes import MOCK, MODES, QUIZ
from interview_cli.core.planning.fitting_track import choose_track
from interview_cli.core.planning.pace import estimate_minutes
from interview_cli.core.planning.plan import Plan
from interview_cli.core.progress.progress import TrackProgress
from interview_cli.core.records import Planned
from interview_cli.core.sentences import count, describe_hours
from interview_cli.core.study_days import describe_day, study_day
from interview_cli.storage import clock
from interview_cli.storage.begun.unsent_answers import open_drafts
from interview_cli.terminal.home import overview
from interview_cli.terminal.home.asking import Asker, open_asker
from interview_cli.terminal.home.overview import HomeState
from interview_cli.terminal.rendering import due_words
from interview_cli.terminal.rendering.echo import echo_off
from interview_cli.terminal.rendering.messages import print_error, print_text, wants_plain, warn
from interview_cli.terminal.rendering.wording import local_time, percent


def show_home(context: typer.Context) -> int:
    """Show the home screen, and what is chosen there, until the learner leaves."""
    plain = wants_plain()
    with nullcontext() if plain else echo_off():
        home = Home(context, open_asker(plain), plain=plain)
        if home.learner.journal.is_locked():
            path = home.learner.journal.path
            warn(f"{path}: it can't be written to, so that no answer can be kept; {_SEE_WHY}")
        home.welcome()
        while home.open():
            pass
    return 0


_SEE_WHY = "to see why: interview progress doctor"


@dataclass(frozen=True, slots=True)
class Way:
    """An entry of a menu: its text, and what it leads to.

    That returns whether it did something, so that the home screen comes next, as it is then.
    """

    text: str
    go: Callable[[], bool]


#: How many of the sets to be done are on the first page.
_SETS = 3
#: How many debriefs can be chosen from.
_DEBRIEFS = 6


class Home:
    """The home screen of one start of the program."""

    def __init__(self, context: typer.Context, ask: Asker, *, plain: bool) -> None:
        self.context, self.ask, self.plain = context, ask, plain
        self._read()

    def _read(self) -> None:
        self.catalogue, _ = open_packs()
        self.learner = Learner.open(self.catalogue, writing=False)
        self.today = study_day(clock.now()).toordinal()
        self.plan = Plan.read(self.learner.progress.planned, self.today)
        self.unfinished = self._find_unfinished()
        self.tracks = measure_tracks(self.catalogue, self.learner.progress.known)
        self.sets = list_open_sets(self.catalogue, self.learner.progress, study_day(clock.now()))
        entries = self.catalogue.entries()
        self.has_exercises = any(entry.kind in EXERCISE_KINDS for entry in entries)

    def welcome(self) -> None:
        """Ask about the interview, in the first run alone."""
        if not first_run.is_wanted(self.learner):
            return
        state = self.state()
        known, all_asked = first_run.ask_all(
            self.ask,
            self.learner,
            self.catalogue,
            state.levels,
            overview.welcome(state),
            self.today,
        )
        if all_asked:
            with suppress(KeyboardInterrupt):  # the home screen is next
                title = "Find out where you stand? (12 questions, about 8 minutes)"
                if self.ask.pick(title, ("Yes, now", "Later"), out="go home") == 0:
                    self.run("place")
                if known.on is not None:
                    self.run("plan", waits=True)
        self._read()

    def open(self) -> bool:
        """Show how the learner is doing, and the menu; return whether to show it again."""
        state = self.state()
        if self.plain:
            print_text("\n".join(overview.lines(state)))
        else:
            overview.show(state)
        if not self.choose("", partial(self.ways, state), out="quit"):
            return False
        self._read()
        return True

    def choose(
        self,
        title: str,
        list_ways: Callable[[], Sequence[Way]],
        out: str = "go back",
        pointed: int = 0,
    ) -> bool:
        """Let the learner choose until something was done; False where they step back."""
        while True:
            ways = list_ways()
            pointed = min(pointed, len(ways) - 1)
            chosen = self.ask.pick(title, [w.text for w in ways], out=out, pointed=pointed)
            if chosen is None:
                return False
            try:
                done = ways[chosen].go()
            except InterviewError as error:
                done = self._show_error(error)
            if done:
                return True
            pointed = chosen

    def run(self, *args: str, waits: bool = False) -> bool:
        """Run a command; what it says is waited for with *waits*, and an error always."""
        try:
            code = self.context.command.main(
                list(args), prog_name="interview", standalone_mode=False
            )
        except InterviewError as error:
            return self._show_error(error)
        if code == STOPPED:
            raise KeyboardInterrupt
        if waits:
            self.ask.pause()
        return True

    def _show_error(self, error: InterviewError) -> bool:
        print_error(error.message, error.hint)
        self.ask.pause()
        return True

    def ways(self, state: HomeState) -> list[Way]:
        """Return the first page: what is most useful now, first."""
        ways: list[Way] = []
        stage, mock = state.todays_work.stage, state.todays_work.mock
        if stage == "after":
            ways.append(Way("How did it go?", partial(self.run, "plan")))
        for chosen, standing in self.sets[:_SETS]:
            text = describe_offer(chosen, standing, study_day(clock.now()))
            ways.append(Way(text, partial(self.run, "quiz", "--set", chosen.key, waits=True)))
        of_sets = {standing.unfinished for _, standing in self.sets[:_SETS]}
        begun = [
            (n, one)
            for n, one in enumerate(self.unfinished, 1)
            if one.answered and one.id not in of_sets
        ]
        for n, one in begun[:1]:
            ways.append(Way(f"Finish: {one.describe()}", partial(self.run, "resume", str(n))))
        due = bool(state.todays_work.seconds)
        if mock and not (begun and begun[0][1].mode is MOCK):
            interview = partial(self.mock, "--minutes", str(mock))
            ways.append(Way(f"Today's mock interview, {mock} minutes", interview))
        if due:
            text = "Continue with today" if self.plan and stage != "after" else "What is due"
            text = "It's today: warm up" if stage == "today" else text
            ways.append(Way(text, partial(self.run, "flashcards")))
        if exercises := state.todays_work.exercises:
            text = due_words.count_exercises(exercises)
            kinds = [part for kind in sorted({*exercises}) for part in ("-k", kind)]
            ways.append(Way(text[:1].upper() + text[1:], partial(self.run, "quiz", *kinds)))
        if state.weak:
            ways.append(
                Way(f"Drill {_name_spots(state.weak)}", partial(self.run, "quiz", "--weak"))
            )
        if followed := self._followed():
            track = partial(self.run, "quiz", "--track", followed.track.id)
            ways.append(Way("Continue the path", track))
        elif self.plan and (fitting := choose_track(self.tracks, self.plan, self.today)):
            left, minutes = len(fitting.left), estimate_minutes(fitting.left)
            follow = partial(self.run, "quiz", "--track", fitting.track.id)
            text = f"{fitting.track.title}: {count(left, 'question')}, {describe_hours(minutes)}"
            ways.append(Way(text, follow))
        for mode in MODES.values():
            if mode.adaptive and not state.first_time:
                continue  # the second page has it
            if (mode.answer_by == "recall" and due) or (mode.answer_by == "explain" and mock):
                continue  # it's offered for what is due already
            go = self.levels if mode is QUIZ else partial(self.run, mode.name)
            go = self.mock if mode is MOCK else go
            ways.append(Way(mode.label or mode.title, go))
        if self.has_exercises and not exercises:
            kinds = [part for kind in sorted(EXERCISE_KINDS) for part in ("-k", kind)]
            ways.append(Way("Exercises in your editor", partial(self.run, "quiz", *kinds)))
        return [*ways, Way("Plan, statistics, packs …", self.more)]

    def mock(self, *args: str) -> bool:
        """Have a mock interview, asked what the job asks for."""
        from interview_cli.terminal.plan import list_options  # slow

        asked = preparing.read_known(self.learner, self.today).preparation.filters
        return self.run("mock", *args, *list_options(asked))

    def levels(self) -> bool:
        levels = self._levels()
        asked = preparing.read_known(self.learner, self.today).preparation.filters.levels
        usual = levels.index(asked[0]) if asked and asked[0] in levels else 0
        ways = [
            Way(level.capitalize(), partial(self.run, "quiz", "--level", level)) for level in levels
        ]
        if len(levels) < 2:
            return self.run("quiz")
        ways.append(Way("All levels", partial(self.run, "quiz")))
        return self.choose("Quiz: which level?", lambda: ways, pointed=usual)

    def more(self) -> bool:
        """The second page."""

        def list_ways() -> list[Way]:
            ways = [Way("Plan" if self.plan else "Plan for your interview", self.planning)]
            for mode in MODES.values():
                if mode.adaptive and self.learner.progress.known:
                    ways.append(Way(mode.label or mode.title, partial(self.run, mode.name)))
            if self.tracks:
                ways.append(Way("Learning paths", self.paths))
            ways.append(Way("Read questions and answers", partial(self.run, "read")))
            ways.append(Way("Statistics", partial(self.run, "stats", waits=True)))
            ways.append(Way("Past sessions and debriefs", self.past))
            if self.unfinished:
                ways.append(Way(f"Unfinished sessions ({len(self.unfinished)})", self.sessions))
            ways.append(Way("Notes and flags", self.notes))
            ways.append(Way("Packs", partial(self.run, "pack", "show", waits=True)))
            return ways

        return self.choose("More", list_ways)

    def notes(self) -> bool:
        ways = [
            Way("Your notes", partial(self.run, "note", waits=True)),
            Way("Problems that you reported", partial(self.run, "flag", waits=True)),
        ]
        return self.choose("Notes and flags", lambda: ways)

    def planning(self) -> bool:
        """The plan: made, shown, changed or deleted."""

        def list_ways() -> list[Way]:
            known = preparing.read_known(self.learner, self.today)
            ways = [
                Way(known.describe_day(), partial(self._change, known, preparing.ask_day)),
                Way(known.describe_job(), partial(self._change, known, self._ask_job)),
                Way(known.describe_minutes(), partial(self._change, known, preparing.ask_minutes)),
            ]
            if self.plan:
                over = known.on is None
                text = "How did it go?" if over else "Show the plan"
                ways.insert(0, Way(text, partial(self.run, "plan", waits=not over)))
                ways.append(Way("Delete the plan", self.delete_plan))
            return ways

        title = "Plan: choose what to change" if self.plan else "Plan: all it needs is a day"
        return self.choose(title, list_ways)

    def _ask_job(self, ask: Asker, known: preparing.Known) -> preparing.Known | None:
        return preparing.ask_job(ask, known, self.catalogue, self._levels())

    def _change(
        self,
        known: preparing.Known,
        asks: Callable[[Asker, preparing.Known], preparing.Known | None],
    ) -> bool:
        new = asks(self.ask, known)
        if new is None or new == known:
            return False
        clock.require_writable()
        preparing.keep(new, self.learner, self.today)
        first = self.plan is None and new.on is not None
        self._read()
        return first and self.run("plan", waits=True)

    def delete_plan(self) -> bool:
        if self.ask.pick("Delete the plan?", ("No", "Yes, delete it")) != 1:
            return False
        self.learner.journal.append([Planned(on=None)], at=clock.now())
        self._read()
        return False

    def paths(self) -> bool:
        ways = []
        for at in self.tracks:
            done = f"{at.done} of {at.of} done" if at.done else f"{at.of} questions"
            if at.left:
                done += f", {describe_hours(estimate_minutes(at.left))}{' left' * bool(at.done)}"
            go = partial(self.run, "quiz", "--track", at.track.id)
            ways.append(Way(f"{at.track.title}: {done}", go))
        return self.choose("Learning paths", lambda: ways)

    def past(self) -> bool:
        """Past sessions, and the debriefs of the latest interviews among them."""
        today = study_day(clock.now())
        ways = [Way("All sessions", partial(self.run, "history", waits=True))]
        for n, one in enumerate(self.learner.progress.list_sessions(), 1):
            mode = MODES.get(one.mode)
            if mode and mode.answer_by == "explain" and one.answered and len(ways) <= _DEBRIEFS:
                day = describe_day(study_day(local_time(one.at, one.offset)), today)
                score = f", {percent(one.mean)}" if one.mean is not None else ""
                text = f"Debrief: {mode.title}, {day.removeprefix('on ')}{score}"
                ways.append(Way(text, partial(self.run, "debrief", str(n))))
        if len(ways) == 1:
            return ways[0].go()
        return self.choose("Past sessions and debriefs", lambda: ways)

    def sessions(self) -> bool:
        """Unfinished sessions: to continue, or to take off the list."""

        def list_ways() -> list[Way]:
            today = study_day(clock.now())
            return [
                Way(
                    f"{one.describe()}; {describe_day(study_day(one.touched), today)}",
                    partial(self.session, n, one),
                )
                for n, one in enumerate(self.unfinished, 1)
            ]

        return self.choose("Unfinished sessions", list_ways)

    def session(self, n: int, one: Unfinished) -> bool:
        def throw_away() -> bool:
            discard(self.learner.journal, [one], clock.now())
            self._read()
            return True

        ways = [
            Way("Continue", partial(self.run, "resume", str(n))),
            Way("Take it off the list; its answers still count", throw_away),
        ]
        return self.choose(one.describe(), lambda: ways)

    def _find_unfinished(self) -> list[Unfinished]:
        past = self.learner.progress.past_sessions.values()
        if all(one.finished for one in past):
            return []  # most often, and then the journal needn't be read
        return list_unfinished(find_unfinished(self.learner.journal, open_drafts()))

    def _followed(self) -> TrackProgress | None:
        """Return how far one is on the track followed last."""
        followed = [
            past.filters["tracks"][0]
            for _, past in sorted(self.learner.progress.past_sessions.items())
            if past.filters.get("tracks")
        ][-1:]
        return next((at for at in self.tracks if [at.track.id] == followed), None)

    def _levels(self) -> tuple[str, ...]:
        entries = self.catalogue.entries()
        return tuple(level for level in LEVELS if any(e.level == level for e in entries))

    def state(self) -> HomeState:
        """Return what the home screen shows."""
        return read_state(self.catalogue, self.learner, self.plan, self._followed())


def _name_spots(weak: int) -> str:
    if weak > QUIZ.count:
        return f"your {QUIZ.count} weakest spots"
    return f"your {weak} weak spots" if weak > 1 else "your weak spot"
