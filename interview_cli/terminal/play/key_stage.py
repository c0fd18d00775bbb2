"""The stage of keys: what is printed stays, and one key answers.

What a session shows is in ``views``, how keys are read in ``prompts``. Here keys become
moves; those that are not valid now are neither shown nor heard.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from interview_cli.core.design_case.conversation import TOP_GRADE
from interview_cli.core.errors import InterviewError
from interview_cli.core.records import GOOD, RATINGS
from interview_cli.core.scoring.explain import EXPLAIN
from interview_cli.core.session import engine
from interview_cli.core.session.state import Outcome, Phase, Session
from interview_cli.core.session.summary import ToRepeat
from interview_cli.core.session.verdict import Verdict, is_clear_mistake, verdict
from interview_cli.core.study_days import study_day
from interview_cli.storage import clock
from interview_cli.terminal.behaviour.serving_stories import name_serving
from interview_cli.terminal.case_talk import views as case_views
from interview_cli.terminal.code_review import views as review_views
from interview_cli.terminal.debrief.keys import DebriefKeys, Judge
from interview_cli.terminal.next_step import find_next_step
from interview_cli.terminal.play import leaving
from interview_cli.terminal.play.answer_prompt import AnswerPrompt
from interview_cli.terminal.play.interview_clock import (
    describe_clock,
    describe_length,
    has_clock,
    own_seconds,
)
from interview_cli.terminal.play.play import Stage
from interview_cli.terminal.play.typed_moves import (
    COMMANDS,
    END,
    PICTURE,
    READS,
    SUSPEND,
    EditRequest,
    PictureRequest,
    ReadRequest,
    has_picture,
)
from interview_cli.terminal.practice_session import PracticeSession
from interview_cli.terminal.rendering import views
from interview_cli.terminal.rendering.blocks import markdown
from interview_cli.terminal.rendering.echo import echo_off
from interview_cli.terminal.rendering.layout import Page, plain
from interview_cli.terminal.rendering.menu import ENTER, SPACE, Footer, Key
from interview_cli.terminal.rendering.wording import next_time, question_id
from interview_cli.terminal.verdict import views as verdict_views
from interview_cli.terminal.verdict import words as verdict_words

if TYPE_CHECKING:
    from interview_cli.terminal.exercise.exercise_keys import ExerciseKeys

#: Which commands are offered as keys, and heard, in each phase; typing has its own commands.
OFFERED = {
    Phase.ASKING: "?isuefq",
    Phase.REVEALED: "iuenxfq",
    Phase.CONFIDING: "iuq",
    Phase.VERDICT: "riunxefq",
    Phase.DONE: "u",
}

#: Keys whose command has a longer name than a letter.
LONG_NAMES = {"x": SUSPEND}

#: The same at an exercise, whose own keys come first.
AT_EXERCISE = "insufq"

SURENESS = {"1": "guess", "2": "unsure", "3": "sure"}

#: Seconds without a key after which one counts again when time ran out: those that were
#: under way were meant for the question.
QUIET_SECONDS = 0.7


class KeyStage(Stage):
    """A stage for a terminal."""

    def __init__(self, practice: PracticeSession, judge: Judge | None = None) -> None:
        super().__init__(practice)
        self.page = Page()
        self._reader: AnswerPrompt | None = None
        self._explained: set[str] = set()  # what of the verdict was shown: options, "o", "m"
        self._late = False
        self._draft = ""  # what was typed before the question was opened in an editor
        self._debriefing = DebriefKeys(self.page, practice, judge)

    @cached_property
    def _exercises(self) -> ExerciseKeys:
        from interview_cli.terminal.exercise.exercise_keys import ExerciseKeys  # few have some

        return ExerciseKeys(self.page, self.bench, watch=self.watch, verbose=self.verbose)

    def terminal(self) -> AbstractContextManager[None]:
        return echo_off()

    def begin(self, session: Session) -> None:
        if not self.follows:
            self.page.space()
        if has_clock(session):
            own = own_seconds(self.practice.progress)
            self.page.show(plain(f"{describe_length(session, clock.now(), own)}.", "dim"))

    def move(self, session: Session) -> engine.Move:
        while True:
            try:
                return self._move(session)
            except EOFError:
                return engine.Quit(clock.now())
            except PictureRequest:
                self.page.show(plain(self.open_picture(session)))
            except KeyboardInterrupt as stopped:
                if not leaving.is_asked(session, stopped):
                    raise
                if move := leaving.ask(session):
                    return move

    def _move(self, session: Session) -> engine.Move:
        ways: dict[Phase, Callable[[Session], engine.Move]] = {
            Phase.ASKING: self._ask,
            Phase.REVEALED: self._grade,
            Phase.CONFIDING: self._confide,
            Phase.VERDICT: self._go_on,
            Phase.DEBRIEF: self._debriefing.move,
        }
        move = ways[session.phase](session)
        while not self._is_meant(session, move):
            move = ways[session.phase](session)
        return move

    def _is_meant(self, session: Session, move: engine.Move) -> bool:
        """Whether *move* is to be made: what overrules a clear mistake is asked about once."""
        if isinstance(move, engine.Note) and not move.text:
            return False
        if not isinstance(move, engine.Right) or session.phase is Phase.DEBRIEF:
            return True
        outcome = session.outcomes[move.outcome]
        if not is_clear_mistake(session, outcome):
            return True
        now, right = self.practice.next_interval(outcome), self.practice.interval_if_right(outcome)
        self.page.show(plain(verdict_words.doubt(right, now, _today())))
        return self._press([("y", "yes, I was right"), ("Enter", "no")], ("y", ENTER, "n")) == "y"

    @property
    def typed(self) -> str:
        return self._reader.draft if self._reader else ""

    def keep_typed(self) -> None:
        self._draft = self.typed

    def show_hint(self, session: Session) -> None:
        self.page.show(views.hint(session))

    def show_continued(self, session: Session, spent_ms: int) -> None:
        self._exercises.show_continued(session, spent_ms)

    def show_reveal(self, session: Session) -> None:
        shown = case_views.anchors if session.grades_stages else views.reveal
        self.page.show(*shown(session))

    def show_flag(self, key: str, *, flagged: bool) -> None:
        self.page.show(plain(verdict_words.flag_text(key, "f", flagged=flagged)))

    def show_note(self, key: str, text: str) -> None:
        said = f"Noted with {key}." if text else f"The note on {key} is taken back."
        self.page.show(plain(said))

    def show_suspended(self, key: str, *, suspended: bool) -> None:
        self.page.show(plain(verdict_words.suspend_text(key, suspended=suspended)))

    def show_override_undone(self, session: Session, outcome: Outcome) -> None:
        again = self.again_on(outcome)
        self.page.show(plain(f"No longer marked as right: {again}."))

    def show_skip(self, key: str, loss: str) -> None:
        self.page.show(plain(f"Skipped. {loss}".rstrip()))

    def show_end(self, loss: str) -> None:
        if loss:
            self.page.show(plain(loss))

    def show_undo(self, session: Session, text: str) -> None:
        self._draft = text
        self.page.show(plain("Undone. Here it is again."))

    def show_override(self, session: Session, move: engine.Right | engine.Turn) -> None:
        if isinstance(move, engine.Right) and session.task.kind == EXPLAIN:
            self.page.show(plain("Marked as right."))
        elif isinstance(move, engine.Right):
            outcome = session.outcomes[move.outcome]
            again = self.again_on(outcome)
            self.page.show(plain(f"Marked as right: {again}."))
        elif session.phase is Phase.VERDICT:
            self._debriefing.show_points()

    def show_verdict(self, session: Session, outcome: Outcome) -> None:
        task = session.tasks[outcome.place]
        if task.kind == EXPLAIN:
            self._debriefing.show_verdict()
        elif task.exercise:
            again = self.again_on(outcome)
            self._exercises.show_verdict(verdict(session, outcome), again)
        elif task.quiz is None or (task.self_graded and not outcome.unrated):
            self.page.show(plain(f"Graded {RATINGS[outcome.rating or 1]}."))
        else:
            result = verdict(session, outcome)
            right = [] if task.quiz.why else result.right_numbers
            self._explained = {str(n) for n in (*right, *(why.number for why in result.chosen))}
            self._late = result.late
            again = self.again_on(outcome)
            self.page.show(*verdict_views.verdict(result, again))

    def again_on(self, outcome: Outcome) -> str:
        """Return in words when the question of *outcome* is asked again."""
        return verdict_words.again(outcome, self.practice.next_interval(outcome), _today())

    def show_error(self, error: InterviewError) -> None:
        self.page.show(plain(f"{error.message}\n{error.hint}"))

    def end(self, session: Session, *, stopped: bool) -> engine.Move | None:
        result = self.practice.summary()
        if session.mode.debrief and (session.finished is None or result.answered):
            self._debriefing.end(result)
            self.again = self.practice.to_ask_again() if self._debriefing.asks_again else ()
            return None
        step = find_next_step(self.practice)
        self.page.show(*verdict_views.summary(session, result, step, clock.now()))
        if stopped or self._leaving or not engine.can(session, engine.Undo):
            return None
        missed = (*result.missed, *result.skipped)
        again = self.practice.to_ask_again()
        read = 0  # of how many the model answer was shown
        while True:
            more = [("a", "the missed ones again")] if again else []
            if read < len(missed):
                of = f" {read + 1} of {len(missed)}" if len(missed) > 1 else ""
                more.append(("m", f"model answer{of}"))
            keys = [*more, ("Enter", "done"), *self._offered(session)]
            try:
                key = self._press(keys, (ENTER, "q", *_names(more), "u"))
            except EOFError:
                return None
            if key == "m":
                self._show_answer(missed[read])
                read += 1
                continue
            if key == "a":
                self.again = again
            return engine.Undo(clock.now()) if key == "u" else None

    def _show_answer(self, item: ToRepeat) -> None:
        """Show a question that was missed, with its whole answer."""
        name, question = question_id(item.asked.key), item.asked.question
        asks = [markdown(question.ask), *views.picture_of(question)]
        asks += [*views.code_of(question, item.asked.spans), *review_views.code(question)]
        self.page.show(plain(name, "bold"), *asks, *verdict_views.whole_answer(question))

    def _ask(self, session: Session) -> engine.Move:
        """Show the question, if it is new, and wait for an answer."""
        if session.task.exercise:
            return self._work(session)
        from interview_cli.terminal.rendering.prompts import TimeUp

        if self.is_new(session) or self._reader is None:
            if continued := self.continued_talk(session):
                return continued
            draft = self._draft or self.drafted()
            key = session.current.key

            def keep(text: str) -> None:
                self.practice.save_draft(key, self.as_draft(text))

            self._reader = AnswerPrompt(session, self.page, draft, keep)
            self._draft = ""
            whole = not session.task.case or self.begins_case(session)
            ask = [*case_views.question(session, whole=whole), *views.how_many(session)]
            ask += case_views.how(session)
            ask += [plain(serving, "dim")] if (serving := name_serving(session)) else []
            head = [views.header(session, clock.now())] if whole else []
            self.page.show(*head, *ask)
            self._reader.show_filled()
        if session.task.expects == "grade":
            return self._reveal(session)
        try:
            if not session.task.offers:
                timing = (self._left(session), self._clock(session))
                return self._reader.type(session, self._commands(session), *timing)
            keys = self._offered(session)
            answer = self._reader.choose(session, keys, self._left(session))
        except TimeUp:
            assert session.settings.limit is not None
            end = session.since + timedelta(seconds=session.settings.limit, milliseconds=1)
            return engine.RunOut(max(clock.now(), end), self._reader.so_far(session))
        except EditRequest:
            return self.edit(session)
        except ReadRequest as request:
            self._show_more(session, request.what)
            return self._ask(session)
        if isinstance(answer, str):
            return self._move_of(answer, session)
        return engine.Answered(clock.now(), answer)

    def _work(self, session: Session) -> engine.Move:
        """Show the exercise, if it is new, and wait for what is done with it."""
        if self.is_new(session):
            self.page.show(views.header(session, clock.now()), *views.question(session))
            if continued := self._exercises.begin(session):
                return continued
        others = [(key, self._title(key, session)) for key in AT_EXERCISE]
        offered = [key for key in others if self._can(key[0], session)]
        key = self._exercises.ask(session, offered)
        return self._move_of(key, session) if isinstance(key, str) else key

    def _reveal(self, session: Session) -> engine.Move:
        keys = self._offered(session)
        shows: list[Key] = [("Space", "show the answer"), *keys]
        shows += [("Ctrl-C", "end")] if engine.can(session, engine.End) else []
        key = self._press(shows, (SPACE, ENTER, *_names(keys)), self._clock(session))
        return engine.Reveal(clock.now()) if key in (SPACE, ENTER) else self._move_of(key, session)

    def _grade(self, session: Session) -> engine.Move:
        keys = self._offered(session)
        if session.task.points:
            ticks = self._debriefing.tick(session, keys, self._clock(session))
            if isinstance(ticks, str):
                return self._move_of(ticks, session)
            return engine.Tick(clock.now(), ticks)
        if session.grades_stages:
            return self._grade_stage(session, keys)
        intervals = zip(RATINGS.items(), self.practice.next_intervals(), strict=True)
        grades = [
            ("Space" if n == GOOD else str(n), f"{name} · {next_time(days).removeprefix('in ')}")
            for (n, name), days in intervals
        ]
        ends = (SPACE, *map(str, RATINGS), *_names(keys))
        key = self._press([*grades, *keys], ends, self._clock(session))
        if key in _names(keys):
            return self._move_of(key, session)
        return engine.Grade(clock.now(), GOOD if key == SPACE else int(key))

    def _grade_stage(self, session: Session, keys: list[Key]) -> engine.Move:
        grades = [str(grade) for grade in range(TOP_GRADE + 1)]
        shown = [(f"0-{TOP_GRADE}", "your grade"), ("Enter", "grade no more"), *keys]
        key = self._press(shown, (*grades, ENTER, *_names(keys)), self._clock(session))
        if key in _names(keys):
            return self._move_of(key, session)
        return engine.GradeStage(clock.now(), None if key == ENTER else int(key))

    def _confide(self, session: Session) -> engine.Move:
        keys = self._offered(session)
        answers = [("How sure?", ""), *SURENESS.items()]
        assert self._reader is not None  # the answer came from it
        key = self._reader.confide(Footer((*answers, *keys), (*SURENESS, *_names(keys))))
        if key in SURENESS:
            return engine.Confide(clock.now(), int(key))
        return self._move_of(key, session)

    def _go_on(self, session: Session) -> engine.Move:
        assert session.last is not None
        # The last card was graded, or skipped before a cut: the end offers undo.
        graded = session.task.self_graded and not session.last.unrated
        if session.mode.answer_by == "recall" or session.last.review is None or graded:
            return engine.Next(clock.now())
        if session.task.kind == EXPLAIN:
            key = self._debriefing.go_on(session, self._offered(session))
            return self._move_of(key, session) if isinstance(key, str) else key
        keys = self._offered(session)
        goes_on = ("Enter", "next" if session.queue else "result")
        while True:
            result = verdict(session, session.last)
            more = self._more(result)
            ends = (ENTER, SPACE, *_names(more), *_names(keys))
            key = self._press([goes_on, *more, *keys], ends)
            if key in (ENTER, SPACE):
                return engine.Next(clock.now())
            if key in _names(keys):
                return self._move_of(key, session)
            self._explained.add(key)
            self._show_more(session, key)

    def _show_more(self, session: Session, what: str) -> None:
        """Show more on the question whose answer was seen last: see ``ReadRequest``."""
        seen, last = session.seen, session.last
        assert seen is not None
        if what == "m":
            self.page.show(*verdict_views.whole_answer(seen.question))
        elif what == "o":
            self.page.show(verdict_views.sources(seen.question))
        elif last:
            result = verdict(session, last)
            for number in self._list_unexplained(result) if what == "w" else [what]:
                self.page.show(verdict_views.why(result, int(number)))
                self._explained.add(number)

    def _more(self, result: Verdict) -> list[Key]:
        """Return the keys for what can be shown besides: other options' reasons, sources."""
        others = self._list_unexplained(result)
        keys = [number for number in others if len(number) == 1]
        more = [(" ".join(keys), f"why the other{'s'[: len(others) > 1]}")] if keys else []
        if len(keys) < len(others):  # no key has a number of two digits
            more.append(("w", "why all the others"))
        for key, title in READS.items():
            if key not in self._explained and (key != "o" or result.asked.question.sources):
                more.append((key, title))
        return more

    def _list_unexplained(self, result: Verdict) -> list[str]:
        """Return the numbers of the options whose reason hasn't been seen."""
        numbers = (str(why.number) for why in result.whys)
        return [number for number in numbers if number not in self._explained]

    def _press(
        self, keys: Iterable[Key], ends: Iterable[str], timer: Callable[[], str] | None = None
    ) -> str:
        from interview_cli.terminal.rendering import prompts

        hush, self._late = QUIET_SECONDS if self._late else 0.0, False
        return prompts.press(Footer(tuple(keys), tuple(ends), quiet_seconds=hush, clock=timer))

    def _offered(self, session: Session) -> list[Key]:
        offered = OFFERED[session.phase]
        return [(key, self._title(key, session)) for key in offered if self._can(key, session)]

    def _title(self, key: str, session: Session) -> str:
        title = _command(key)[0]
        if key == "f" and session.flags(session.current):
            return "take the flag back"
        if key == "r" and session.last and session.task.quiz:
            days = self.practice.interval_if_right(session.last)
            return f"{title} · {verdict_words.on_day(days, _today()).removeprefix('on ')}"
        return title

    def _commands(self, session: Session) -> list[Key]:
        offered = dict(self._offered(session))
        if engine.can(session, engine.End):
            offered[END] = COMMANDS[END][0]
        return [(f":{key}", offered[key]) for key in COMMANDS if key in offered]

    def _can(self, key: str, session: Session) -> bool:
        if key == PICTURE:
            return has_picture(session)
        if key == "?" and session.hints and not session.task.exercise:
            return False
        return engine.can(session, _command(key)[1] or engine.Edited)

    def _move_of(self, key: str, session: Session) -> engine.Move:
        if key == "n":
            return self._note(session)
        if key == PICTURE:
            raise PictureRequest
        move = _command(key)[1]
        return move(clock.now()) if move else self._edit_if_meant(session)

    def _edit_if_meant(self, session: Session) -> engine.Edited:
        """Edit the question; a single key that makes a copy of it is asked about first."""
        from interview_cli.terminal.question_editor import is_own

        parent = session.current.key.partition("/")[0]
        if not is_own(self.practice.catalogue, parent):
            since, keys = clock.now(), [("y", "edit a copy of your own"), ("Enter", "don't")]
            if self._press(keys, ("y", ENTER, "n")) != "y":
                return engine.Edited(clock.now(), since)
        return self.edit(session)

    def _clock(self, session: Session) -> Callable[[], str] | None:
        """Return what says how much time an interview has left; None where there's no such end."""
        if not has_clock(session):
            return None
        own = own_seconds(self.practice.progress)
        return lambda: describe_clock(session, clock.now(), own)

    def _note(self, session: Session) -> engine.Note:
        """Let the learner write a note; an empty one isn't kept."""
        from interview_cli.terminal.rendering import prompts

        footer = Footer((("Enter", "keep it; an empty one is dropped"),))
        typed = prompts.type_text(" Note", footer, lambda _: None, is_command=lambda _: False)
        self.page.space()
        return engine.Note(clock.now(), " ".join(typed.text.split()))

    def _left(self, session: Session) -> float | None:
        limit = None if session.task.case else session.settings.limit
        return None if limit is None else limit - (clock.now() - session.since).total_seconds()


def _command(key: str) -> tuple[str, type[engine.Simple] | None]:
    return COMMANDS[LONG_NAMES.get(key, key)]


def _today() -> date:
    return study_day(clock.now())


def _names(keys: Iterable[Key]) -> tuple[str, ...]:
    """Return the single keys that a footer's keys stand for: ``1 3`` is two."""
    return tuple(key for name, _ in keys for key in name.split())
