"""The stage of plain lines: prose for screen readers, pipes and plain terminals.

Numbered lines, no redrawing, no boxes, words instead of ticks. It needs no Rich.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TextIO

from interview_cli.core.behaviour.behaviour_words import finding_lines
from interview_cli.core.code_review.review_words import alarm_lines, code_lines
from interview_cli.core.code_review.review_words import verdict_lines as review_lines
from interview_cli.core.design_case import case_words
from interview_cli.core.design_case.conversation import TOP_GRADE
from interview_cli.core.exercises.exercise import find_exercise
from interview_cli.core.kinds.blanks import show_gaps
from interview_cli.core.kinds.review import Review
from interview_cli.core.plain_markdown import code_block, flatten
from interview_cli.core.questions.question import Question
from interview_cli.core.records import RATINGS
from interview_cli.core.safe_text import clean
from interview_cli.core.scoring.explain import EXPLAIN
from interview_cli.core.sentences import count
from interview_cli.core.session import engine
from interview_cli.core.session.debrief import SCORE_CAVEAT, Debrief, DebriefItem
from interview_cli.core.session.engine import Move, Right, Undo
from interview_cli.core.session.state import Outcome, Phase, Session
from interview_cli.core.session.summary import Summary
from interview_cli.core.session.verdict import Verdict, is_clear_mistake, verdict
from interview_cli.core.study_days import study_day
from interview_cli.storage import clock
from interview_cli.terminal.case_talk import case_lines
from interview_cli.terminal.debrief import since, words
from interview_cli.terminal.next_step import find_next_step
from interview_cli.terminal.play.interview_clock import describe_length, has_clock, own_seconds
from interview_cli.terminal.play.line_stage import LineStage
from interview_cli.terminal.play.typed_moves import PICTURE
from interview_cli.terminal.practice_session import PracticeSession
from interview_cli.terminal.rendering import wording
from interview_cli.terminal.rendering.input_lines import read_line
from interview_cli.terminal.rendering.line_numbers import number_lines, refers_to_lines
from interview_cli.terminal.rendering.messages import fit_to_terminal
from interview_cli.terminal.verdict import words as verdict_words

if TYPE_CHECKING:
    from interview_cli.core.exercises.exercise_run import ExerciseRun


class ProseStage(LineStage):
    """Prints a session line by line.

    What was read is echoed, unless it was typed at a terminal. Lines are broken between
    words at a terminal only.
    """

    def __init__(self, practice: PracticeSession, source: TextIO) -> None:
        super().__init__(practice, source)
        self._echoes = not source.isatty()
        self._undone: str | None = None  # the question that was asked again just now
        self._answers: tuple[DebriefItem, ...] = ()  # as they counted when last printed
        self._doubted: int | None = None  # the answer of which it was asked whether it was right
        self._gives_up = ""  # the exercise of which it was asked whether to show the solution

    def begin(self, session: Session) -> None:
        if session.reopened:
            return
        self._say(*[""] * self.follows, wording.describe_start(session))
        if has_clock(session):
            when = "at the end" if session.silent else "after each answer"
            own = own_seconds(self.practice.progress)
            self._say(f"{describe_length(session, clock.now(), own)}; verdicts come {when}.")

    def show_question(self, session: Session) -> None:
        if session.task.case and not self.begins_case(session):
            self._say("", *case_lines.remark_lines(session, whole=False))
            return
        asked, now = session.current, clock.now()
        self._undone = self._undone if self._undone == asked.key else None
        of = f" of {'at most ' * session.mode.adaptive}{session.size}" if session.size else ""
        again = " again" if session.is_repeat else ""
        minutes = wording.minutes_left(session, now) if session.mode.minutes else None
        due = wording.describe_due(session, study_day(now))
        facts = (
            f"Question {session.main_number}{of}{again}.",
            "Follow-up." if asked.follows else "",
            "" if minutes is None else f"{count(minutes, 'minute')} left.",
            f"{asked.question.level.capitalize()}, {asked.question.topic}.",
            f"{due.capitalize()}." if due and not again else "",
            "Changed since you learned it." if asked.changed else "",
        )
        self._say("", " ".join(filter(None, facts)))
        self._say(*question_lines(session))
        if asked.question.image:
            self._say(f"To open the picture, type :{PICTURE}.")
        if session.task.exercise:
            from interview_cli.terminal.exercise import prose  # few sessions have one

            self._say(*prose.brief_lines(session.task.exercise, self.bench.path))
            self._say(prose.how_lines(session))
        elif session.task.case:
            self._say(wording.answer_hint(session), *case_lines.remark_lines(session))
        else:
            self._say(wording.answer_hint(session))

    def show_picture(self, session: Session) -> None:
        self._say(self.open_picture(session))

    def show_prompt(self, session: Session, lines: int) -> None:
        label = ""
        if session.phase is Phase.CONFIDING:
            label = "How sure are you? 1 guess, 2 unsure, 3 sure."
        elif session.phase is Phase.REVEALED and session.task.kind == EXPLAIN:
            label = wording.points_prompt(session)
        elif session.grades_stages:
            label = f"Your grade, 0 to {TOP_GRADE}, or Enter to grade no more:"
        elif session.phase is Phase.REVEALED:
            intervals = zip(RATINGS.items(), self.practice.next_intervals(), strict=True)
            grades = (f"{n} {name}, {wording.next_time(days)}" for (n, name), days in intervals)
            label = f"How was it? {'; '.join(grades)}."
        elif session.task.gaps:
            label = f"Gap {lines + 1} of {session.task.gaps}:"
        self._prompt(label)

    def echo(self, line: str | None) -> None:
        if line is None:
            self._say("(end of input)")
        elif self._echoes:
            self._say(line)

    def show_debrief(self) -> None:
        debrief = self.practice.debrief()
        if self._answers:
            self._show_change(debrief)
            return
        self._answers = debrief.answers
        head, total = words.head(debrief), words.total(debrief)
        lines = ["", f"{head}. {total}; {words.pass_mark(debrief)}."]
        today = study_day(clock.now())
        if before := since.previous_score(debrief, today):
            lines.append(f"Before: {before}.")
        lines += since.describe_since(debrief, today)
        lines += filter(None, [words.describe_delivery(debrief)])
        skipped = f"{skipped}." if (skipped := words.skipped(debrief)) else ""
        lines += filter(None, [words.describe_partial(debrief), skipped, words.unrated(debrief)])
        for one in debrief.answers:
            question = one.asked.question
            lines += ["", f"{one.number}. {flatten(question.ask)}"]
            lines += [changed] if (changed := words.describe_changed(one)) else []
            lines += wording.picture_lines(question)
            lines += [code_block(question.code)] if question.code else []
            lines += code_lines(one.code) if one.code else []
            lines += ["You wrote:" if one.ran else "You said:", one.answer] if one.answer else []
            lines += finding_lines(one.answer) if one.story else []
            lines += words.points(one)
            lines += alarm_lines(found) if (found := one.assessment) else []
            if not one.gone:
                lines += [*solution_lines(question), *wording.answer_lines(question)]
        self._say(*lines, "", f"{words.pace(debrief)}. {SCORE_CAVEAT}")

    def _show_change(self, debrief: Debrief) -> None:
        """Print what counts differently since it was last printed, and the score now."""
        for before, one in zip(self._answers, debrief.answers, strict=True):
            if one != before:
                self._say(f"Answer {one.number}:", *words.points(one))
        self._answers = debrief.answers
        self._say(words.describe_change(debrief))

    def show_skipped(self) -> None:
        lines = words.list_skipped(self.practice.debrief())
        self._say(*(lines or ["No question was skipped."]))

    def show_model_answer(self, number: int) -> None:
        one = self.practice.debrief().answers[number - 1]
        question = one.asked.question
        solution = solution_lines(question)
        self._say(f"Answer {number}:", *solution, *wording.answer_lines(question))

    def show_last_prompt(self, session: Session) -> None:
        if session.phase is Phase.DEBRIEF:
            ways = words.describe_commands(self.practice.debrief(), engine.can(session, Undo))
            self._prompt(f"{', '.join(ways)}.")
            return
        right = ", :r I was right" if engine.can(session, Right) else ""
        more = ", :m model answer, :n note" if session.seen else ""
        self._prompt(f"That was the last one. Enter for the summary, :u undo{right}{more}.")

    def show_draft(self, session: Session, lines: Sequence[str]) -> None:
        if session.task.expects == "gaps":
            self._say(f"You had filled in: {' | '.join(line or 'nothing' for line in lines)}")
            return
        undone = "A dot sends it again; other lines replace it."
        how = undone if self._undone else "Continue, or end with a dot."
        self._say("You had written:", *lines, how)

    def move(self, session: Session) -> Move:
        """Return the learner's move; what overrules a clear mistake is asked for twice."""
        while True:
            move = super().move(session)
            if not isinstance(move, Right) or session.phase is Phase.DEBRIEF:
                return move
            outcome = session.outcomes[move.outcome]
            if outcome.line == self._doubted or not is_clear_mistake(session, outcome):
                return move
            self._doubted = outcome.line
            days = self.practice.interval_if_right(outcome)
            now = self.practice.next_interval(outcome)
            doubt = verdict_words.doubt(days, now, study_day(clock.now()))
            self._say(f"{doubt} Type :r again to say yes.")

    def show_hint(self, session: Session) -> None:
        self._say(wording.hint_line(session))
        super().show_hint(session)

    def show_continued(self, session: Session, spent_ms: int) -> None:
        self._say(wording.describe_continued(session, spent_ms))

    def show_run(self, session: Session, run: ExerciseRun) -> None:
        from interview_cli.terminal.exercise import prose

        assert session.task.exercise is not None
        answer = self.bench.read()
        self._say(*prose.run_lines(session.task.exercise, run, answer, verbose=self.verbose))

    def show_difference(self, lines: Sequence[str]) -> None:
        from interview_cli.terminal.exercise import prose

        self._say(*prose.difference_lines(lines))

    def confirms_solution(self) -> bool:
        key = self.practice.session.current.key
        if self._gives_up == key:
            return True
        self._gives_up = key
        self._say("Show the solution? Then this counts as not solved. Type :m again to say yes.")
        return False

    def show_reveal(self, session: Session) -> None:
        if session.grades_stages:
            self._say(*case_lines.anchor_lines(session))
            return
        notes = verdict_words.note_lines(session.notes(session.current))
        told = finding_lines(session.pending[0]) if session.pending else []
        self._say(*told, *wording.answer_lines(session.current.question, "Answer"), *notes)

    def show_verdict(self, session: Session, outcome: Outcome) -> None:
        task = session.tasks[outcome.place]
        if session.phase is Phase.DEBRIEF:
            self.show_debrief()
        elif task.kind == EXPLAIN:
            self._explanation_verdict(session, outcome)
        elif task.exercise and not outcome.regraded:
            from interview_cli.terminal.exercise import prose

            result = verdict(session, outcome)
            self._say(*prose.verdict_lines(result, task.exercise, self.bench.last))
            self._say(self._asked_again(outcome))
        elif task.quiz is None or (task.self_graded and not outcome.unrated):
            self._say(f"Graded {RATINGS[outcome.rating or 1]}.")
        elif outcome.regraded:
            self._say(f"Marked as right. {self._asked_again(outcome)}")
        else:
            lines = verdict_lines(verdict(session, outcome))
            self._say(*lines, self._asked_again(outcome))

    def _asked_again(self, outcome: Outcome) -> str:
        """Return when a question is asked again, and when if its answer is called right."""
        today, soon = study_day(clock.now()), verdict_words.why_so_soon(outcome)
        days = self.practice.next_interval(outcome)
        text = f"Asked again {verdict_words.asked_again(days, today)}"
        text += f", since {soon}." if soon else "."
        if engine.can(self.practice.session, Right) and not outcome.right:
            if (right := self.practice.interval_if_right(outcome)) == days:
                return text
            text += f" With :r, if you were right: {verdict_words.asked_again(right, today)}."
        return text

    def show_more(self, session: Session, what: str) -> None:
        assert session.seen is not None
        if what == "m":
            self._say(*verdict_words.answer_texts(session.seen.question))
        elif what == "o":
            self._say("Sources:", *session.seen.question.sources)
        elif session.last:
            result = verdict(session, session.last)
            why = next(why.why for why in result.whys if why.number == int(what))
            self._say(f"{verdict_words.why_label(result, int(what))}: {flatten(why)}")

    def _explanation_verdict(self, session: Session, outcome: Outcome) -> None:
        one = next(one for one in self.practice.debrief().answers if one.outcome is outcome)
        lines = words.points(one)
        if session.phase is Phase.VERDICT and not outcome.regraded:
            lines += wording.answer_lines(one.asked.question)
        self._say(*lines)

    def show_skip(self, key: str, loss: str) -> None:
        self._say("Skipped.")
        super().show_skip(key, loss)

    def show_undo(self, session: Session, text: str) -> None:
        super().show_undo(session, text)
        self._undone = session.current.key
        self._say(f"Undone.{'' if self._answers else ' Here it is again.'}")

    def show_flag(self, key: str, *, flagged: bool) -> None:
        self._say(verdict_words.flag_text(key, ":f", flagged=flagged))

    def show_note(self, key: str, text: str) -> None:
        self._say(f"Noted with {key}." if text else f"The note on {key} is taken back.")

    def show_suspended(self, key: str, *, suspended: bool) -> None:
        self._say(verdict_words.suspend_text(key, suspended=suspended))

    def show_override_undone(self, session: Session, outcome: Outcome) -> None:
        self._say(f"No longer marked as right. {self._asked_again(outcome)}")

    def end(self, session: Session, *, stopped: bool) -> None:
        summary = self.practice.summary()
        if session.reopened:
            return
        if session.mode.debrief:
            self._interview_summary(session, summary)
            self.again = self.practice.to_ask_again() if self._wants_again else ()
            return
        self.show_totals(session, summary)
        self.show_next_step(summary)
        missed = self.practice.to_ask_again()
        if self._wants_again:
            self.again = missed
        elif missed and not (stopped or self._leaving or self._at_end):
            self._offer_again(summary, missed)

    def _offer_again(self, summary: Summary, missed: tuple[str, ...]) -> None:
        """Read a line after the summary: the missed questions again, or their model answers."""
        while True:
            self._prompt("Enter to finish, :a the missed ones again, :m their model answers.")
            line = read_line(self.source)
            if self._echoes or not line:
                self._say(line.strip())
            if line.strip() == ":a":
                self.again = missed
            if line.strip() != ":m":
                return
            for item in (*summary.missed, *summary.skipped):
                question = item.asked.question
                self._say("", flatten(question.ask), *verdict_words.answer_texts(question))

    def show_totals(self, session: Session, summary: Summary) -> None:
        """Print how many were right, by topic too, and what there is to see again."""
        right = wording.right_word(session.mode)
        total = f"{summary.right} of {summary.answered} {right}"
        if summary.score is not None:
            total += f", score {wording.percent(summary.score)}"
        total += f". It took {wording.duration(summary.ms)}"
        total = total if summary.answered else "nothing answered"
        self._say("", f"{session.title}: {total}.")
        if gain := wording.gain_line(summary, study_day(clock.now())):
            self._say(f"{gain[:1].upper()}{gain[1:]}.")
        self._say(*(f"{topic}: {right} of {of}." for topic, right, of in summary.topics))
        if again := (*summary.missed, *summary.skipped):
            self._say("To see again:")
            for item in again:
                self._say(verdict_words.item_line(item, study_day(clock.now())))
        if summary.sure_and_wrong:
            self._say(f"Sure and wrong: {summary.sure_and_wrong}.")

    def show_next_step(self, summary: Summary) -> None:
        step = find_next_step(self.practice)
        self._say(*filter(None, [verdict_words.next_step(summary, step, study_day(clock.now()))]))

    def _interview_summary(self, session: Session, summary: Summary) -> None:
        if not summary.finished:
            resume = wording.resume_interview(summary)
            self._say("", words.describe_progress(summary), *filter(None, [resume]))
            return
        answered = f"{summary.answered} answered{words.count_unrated(summary)}"
        if summary.score is not None:
            passed = self.practice.debrief().passed
            answered = f"{words.describe_result(passed, summary.score)}; {answered}"
        self._say("", f"{session.mode.title}: {answered}.")
        if words.comes_back(summary):
            self._say("What you didn't pass is due again soon: interview due")
        if summary.answered:
            self._say(words.REOPEN)

    def _prompt(self, label: str) -> None:
        if label:
            self._say(label)
        print("> ", end="", flush=True)

    def _say(self, *texts: str) -> None:
        if texts:
            print(fit_to_terminal("\n".join(map(clean, texts)), sys.stdout), flush=True)


def solution_lines(question: Question) -> list[str]:
    """Return the solution of an exercise; nothing for other questions."""
    exercise = find_exercise(question)
    return ["Model solution:", code_block(exercise.solution)] if exercise else []


def question_lines(session: Session) -> Iterator[str]:
    """Yield the wording of the question, its code, its gaps and what it offers."""
    question, task = session.current.question, session.task
    yield flatten(task.ask)
    yield from wording.picture_lines(question)
    if question.code:
        code = question.code
        if refers_to_lines(question):
            code = "\n".join(number_lines(code.rstrip().splitlines(), question.language))
        yield code_block(code)
    if isinstance(question.quiz, Review):
        yield from code_lines(question.quiz)
    if task.gap_text:
        yield show_gaps(flatten(task.gap_text))
    for n, text in enumerate(task.left_sides, 1):
        yield f"{wording.letter(n)}. {flatten(text)}"
    for n, text in enumerate(task.offers, 1):
        is_markdown = task.quiz and task.quiz.markdown
        yield f"{n}. {flatten(text) if is_markdown else wording.indent_below(text)}"


def verdict_lines(result: Verdict) -> list[str]:
    if result.task.self_graded:
        graded = verdict_words.describe_own_grade(result.outcome)
        told = finding_lines("\n".join(result.answer or ()))
        return [graded, *told, *wording.answer_lines(result.asked.question)]
    reasons, chosen = result.reasons, result.chosen
    lines = [wording.verdict_line(result, words=True), *verdict_words.row_lines(result)]
    if found := result.assessment:
        lines += review_lines(found)
    if result.case:
        lines += [*case_words.stage_lines(result.case), f"{case_words.WALK_THROUGH}:"]
    lines += map(flatten, result.remarks)
    labels = (verdict_words.reason_label(result, why.number) for why in reasons)
    lines += [f"{label}: {flatten(why.why)}" for label, why in zip(labels, reasons, strict=True)]
    lines += [] if reasons else [flatten(result.task.model_answer)]
    lines += [
        f"{verdict_words.why_label(result, why.number)}: {flatten(why.why)}" for why in chosen
    ]
    return lines + verdict_words.note_lines(result.notes)
