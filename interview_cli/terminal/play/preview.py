"""A question as a learner sees it, in every way it can be asked, and what comes of an answer.

Each way is a session of one question that isn't saved, so what is shown is what those modes
show.
"""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from interview_cli.core.behaviour.behaviour_words import finding_lines
from interview_cli.core.exercises.exercise import Exercise, find_exercise
from interview_cli.core.kinds import BEHAVIOUR, DESIGN, REVIEW
from interview_cli.core.modes import FLASHCARDS, MOCK, QUIZ
from interview_cli.core.plain_markdown import code_block, flatten
from interview_cli.core.questions.question import Question
from interview_cli.core.questions.variants import values_of
from interview_cli.core.scoring.explain import Synonyms, as_question
from interview_cli.core.scoring.result import (
    CLOSE,
    MISSED,
    describe_point,
    name_point,
    quote_evidence,
)
from interview_cli.core.session import engine
from interview_cli.core.session.debrief import DebriefItem, debrief
from interview_cli.core.session.engine import Answered, GradeStage
from interview_cli.core.session.state import Asked, Phase, Session, Settings
from interview_cli.core.session.verdict import verdict
from interview_cli.terminal.behaviour.story_json import describe_story
from interview_cli.terminal.code_review import views as review_views
from interview_cli.terminal.debrief import views as debrief_views
from interview_cli.terminal.debrief import words
from interview_cli.terminal.exercise_page import (
    Part,
    author_parts,
    describe_exercise,
    hint_at_solution,
    part_lines,
    part_view,
    solution_parts,
    stage_parts,
    task_parts,
)
from interview_cli.terminal.play.json_stage import describe_picture, describe_task
from interview_cli.terminal.play.prose_stage import question_lines, verdict_lines
from interview_cli.terminal.play.typed_moves import LONG, InvalidAnswer, TypedAnswer, unescape
from interview_cli.terminal.rendering import views
from interview_cli.terminal.rendering.blocks import markdown
from interview_cli.terminal.rendering.layout import WIDEST, Page, View, columns, plain, with_label
from interview_cli.terminal.rendering.wording import (
    SAY_IT,
    answer_hint,
    answer_lines,
    describe_values,
    fix_lines,
    picture_lines,
)
from interview_cli.terminal.verdict import views as verdict_views

_LOOKS_FOR = "Looks for its own words, or: "
_LINES = 2
_PLAIN_WIDTH = 75
_BESIDE = 10  # columns beside a key point: the page's margins, its number and its sign
_NARROWEST = 20

TITLES = {QUIZ: "In a quiz", FLASHCARDS: "As a flashcard", MOCK: "In a mock interview"}
_EXERCISE = "As an exercise"

#: What a mock interview asks as a quiz does.
_AS_IN_A_QUIZ = (REVIEW, DESIGN, BEHAVIOUR)


class QuestionPreview(NamedTuple):
    """A question with its name, ``pack:id``, and the place of its file."""

    key: str
    question: Question
    where: str
    synonyms: Synonyms = ()
    folder: str = ""

    def ways(self, seed: int, at: datetime) -> list[Session]:
        """Return a session of each way to answer it: by its quiz, as a card, in own words.

        An exercise isn't answered here but run; what's left is to talk about it.
        """
        asked = Asked(self.key, self.question, synonyms=self.synonyms, folder=self.folder)
        settings = Settings(seed=seed, coach=True)
        return [
            engine.start(mode, [asked], settings, at=at)[0].add_ids([""])
            for mode in ([MOCK] if self.exercise else TITLES)
            if self.question.quiz or mode.answer_by != "quiz"
            if self.question.kind not in _AS_IN_A_QUIZ or mode is not MOCK
            if self.question.kind != BEHAVIOUR or mode is not FLASHCARDS
        ]

    @property
    def exercise(self) -> Exercise | None:
        return find_exercise(self.question)

    def follow_up(self, id_: str) -> QuestionPreview | None:
        """Return the follow-up with this id; None where there is none."""
        for follow_up in self.question.follow_ups:
            if follow_up.id == id_:
                question = as_question(follow_up, self.question)
                return self._replace(key=f"{self.key}/{id_}", question=question)
        return None


def answer(session: Session, text: str, at: datetime) -> Session:
    """Return *session* with an answer, a line or lines; raises InvalidAnswer."""
    if session.task.case:
        return _say_everywhere(session, text, at)
    typed, lines = TypedAnswer(), text.splitlines() or [""]
    if session.task.expects in LONG:
        return _advance(session, Answered(at, text))
    if session.task.expects == "gaps":
        lines = split_gaps(text, session) if len(lines) == 1 else lines
        if len(lines) == session.task.gaps:
            filled = tuple(unescape(line).strip() for line in lines)
            return _advance(session, Answered(at, filled))
    for line in lines:
        move = typed.take(line, session, at)
        if isinstance(move, Answered):
            return _advance(session, move)
        if move is not None:
            raise InvalidAnswer("This is a preview: commands such as :s do nothing here.")
    raise InvalidAnswer(f"Fill in all {session.task.gaps} gaps, with | between them.")


def split_gaps(line: str, session: Session) -> list[str]:
    """Return what *line* fills in: all gaps, with ``|`` between them, or the one."""
    parts = line.split("|")
    return parts if session.task.gaps > 1 else [line]


def _advance(session: Session, move: Answered | GradeStage) -> Session:
    after, records = engine.advance(session, move)
    return after.add_ids("" for _ in records)


def answer_each(ways: list[Session], text: str, at: datetime) -> tuple[list[Session], str]:
    """Return each way that *text* answers, answered; and why it isn't an answer to the quiz.

    Numbers are meant for the quiz alone, where its texts are numbered.
    """
    answered: list[Session] = []
    misfit = ""
    numbers = bool(ways[0].task.offers) and not any(map(str.isalpha, text))
    for session in ways[:1] if numbers else ways:
        try:
            if session.task.expects != "grade":
                answered.append(answer(session, text, at))
        except InvalidAnswer as error:
            misfit = str(error)
    return answered, misfit


def _say_everywhere(session: Session, text: str, at: datetime) -> Session:
    """Return *session* with *text* said at each stage of a case: as if it were the whole talk."""
    while session.phase is Phase.ASKING:
        session = _advance(session, Answered(at, text))
    return _advance(session, GradeStage(at, None))


def only_answer(session: Session) -> DebriefItem:
    """Return what came of an answer in one's own words."""
    (one,) = debrief(session).answers
    return one


def describe_phrases(one: DebriefItem, place: int, width: int) -> str:
    """Return by which phrases the point at *place* would have been found, in at most two lines.

    Nothing of a point that was said or contradicted. *width* is that of a line.
    """
    points = one.asked.question.key_points
    if one.scored.points[place].state not in (CLOSE, MISSED) or len(points) <= place:
        return ""
    phrases = [" ".join(phrase.split()) for phrase in points[place].any]
    if not phrases:
        return "Looks for its own words only"
    for size in range(len(phrases), 0, -1):
        rest = len(phrases) - size
        line = f"{_LOOKS_FOR}{' · '.join(phrases[:size])}{f' · and {rest} more' if rest else ''}"
        if len(textwrap.wrap(line, width)) <= _LINES:
            return line
    return textwrap.shorten(line, width * _LINES - width // 4, placeholder=" …")


def question_text(
    previewed: QuestionPreview, ways: list[Session], *, solution: bool = False
) -> str:
    question = previewed.question
    draft = " A draft: it's never asked." if question.draft else ""
    lines = [f"{previewed.key}. {question.level.capitalize()}, {question.topic}.{draft}"]
    lines += [values] if (values := describe_values(question)) else []
    if exercise := previewed.exercise:
        lines += ["", f"{_EXERCISE}:", flatten(question.ask)]
        lines += picture_lines(question)
        lines += [code_block(question.code)] if question.code else []
        lines += ["", describe_exercise(exercise)]
        for part in _exercise_parts(exercise, solution=solution):
            lines += part_lines(part)
        lines += [] if solution else ["", hint_at_solution(exercise)]
    for session in ways:
        lines += ["", f"{TITLES[session.mode]}:", *_way_text(session)]
    return "\n".join([*lines, "", previewed.where])


def _exercise_parts(exercise: Exercise, *, solution: bool) -> Iterator[Part]:
    yield from task_parts(exercise)
    if solution:
        yield from solution_parts(exercise)
        yield from author_parts(exercise)


def _way_text(session: Session) -> Iterator[str]:
    yield from question_lines(session)
    yield from (f"{label}: {flatten(text)}" for label, text in _behind(session))
    yield from fix_lines(session.current.question) if session.mode.answer_by == "recall" else ()
    yield from _how_it_counts(session)


def _behind(session: Session) -> list[tuple[str, str]]:
    """Return the Markdown that a card shows later, each text with its label."""
    if session.mode.answer_by != "recall":
        return []
    question = session.current.question
    hint = [("Hint", question.hint)] if question.hint else []
    spoken = [(SAY_IT, question.spoken)] if question.spoken else []
    return [*hint, *spoken, ("On the back", question.answer)]


def _how_it_counts(session: Session) -> Iterator[str]:
    question = session.current.question
    if session.mode.answer_by == "quiz":
        yield how_to_answer(session)
        for part in stage_parts(question):
            yield from part_lines(part)
        if session.task.quiz and (marks := session.task.quiz.marks):
            gives = (f"{n} {marks[text]:+g}" for n, text in enumerate(session.task.offers, 1))
            yield f"Marks: {', '.join(gives)}."
    if session.mode.answer_by != "explain":
        return
    if not question.key_points:
        yield "There are no key points: an answer is only compared with the model answer."
    for n, point in enumerate(question.key_points, 1):
        higher = f" (from {point.from_} up)" if point.from_ not in (None, question.level) else ""
        essential = " [essential]" if point.essential else ""
        yield f"{n}. Looks for: {point.says}{higher}{essential}"
    for follow_up in question.follow_ups:
        yield f"Asked next: {flatten(follow_up.ask)}"


def how_to_answer(session: Session) -> str:
    if session.task.gaps > 1:
        return "Fill in the gaps, one line each or in one line with | between them."
    return answer_hint(session).replace(", or :? for help", "").replace("..", ".")


def verdict_text(session: Session) -> str:
    title = f"{TITLES[session.mode]}:"
    if session.pending:  # a story, which waits for the learner's grade
        told = finding_lines(session.pending[0])
        return "\n".join([title, *told, *answer_lines(session.current.question)])
    if session.mode.answer_by != "explain":
        return "\n".join([title, *verdict_lines(verdict(session, session.outcomes[-1]))])
    one = only_answer(session)
    lines = [title, f"{capitalize(words.describe_score(one))}."]
    for n, point in enumerate(one.scored.points, 1):
        more = "" if point.expected else " [more than expected here]"
        lines.append(f"{n}. {describe_point(point, quote_evidence(point))}{more}")
        if phrases := describe_phrases(one, n - 1, _PLAIN_WIDTH):
            lines.append(f"   {phrases}")
    return "\n".join(lines)


def capitalize(text: str) -> str:
    return text[:1].upper() + text[1:]


def show_question(
    previewed: QuestionPreview, ways: list[Session], *, solution: bool = False
) -> None:
    question, page = previewed.question, Page()
    draft = " · a draft: it's never asked" if question.draft else ""
    page.space()
    topic = f"{question.level} · {question.topic}{draft}"
    page.show(plain(previewed.key, "bold"), plain(topic, "dim"))
    if values := describe_values(question):
        page.show(plain(values, "dim"))
    if exercise := previewed.exercise:
        page.show(
            plain(f"── {_EXERCISE}", "bold dim"),
            markdown(question.ask),
            *views.picture_of(question),
            *views.code_of(question),
            plain(describe_exercise(exercise)),
            *map(part_view, _exercise_parts(exercise, solution=solution)),
            *([] if solution else [plain(hint_at_solution(exercise), "dim")]),
        )
    for session in ways:
        page.show(plain(f"── {TITLES[session.mode]}", "bold dim"), *_way_views(session))
    page.show(plain(previewed.where, "dim"))


def _way_views(session: Session) -> list[View]:
    counts = "\n".join(_how_it_counts(session))
    return [
        *review_views.question(session),
        *([views.options(session, ())] if session.task.offers else []),
        *(with_label(label, markdown(text)) for label, text in _behind(session)),
        *(views.fix_of(session.current.question) if session.mode.answer_by == "recall" else ()),
        *([plain(counts, "dim")] if counts else []),
    ]


def show_verdict(session: Session) -> None:
    page = Page()
    page.space()
    page.show(plain(f"── {TITLES[session.mode]}", "bold dim"))
    if session.pending:
        page.show(*views.reveal(session))
        return
    if session.mode.answer_by != "explain":
        page.show(*verdict_views.verdict(verdict(session, session.outcomes[-1])))
        return
    one = only_answer(session)
    page.show(
        plain(capitalize(words.describe_score(one)), "bold"),
        with_label("You", debrief_views.highlight_answer(one)),
        *_points(one),
    )


def _points(one: DebriefItem) -> Iterator[View]:
    """Yield the key points with their evidence, or the phrases that would have been found."""
    width = max(_NARROWEST, min(shutil.get_terminal_size().columns, WIDEST) - _BESIDE)
    rows = []
    for n, point in enumerate(one.scored.points, 1):
        more = "" if point.expected else " [more than expected here]"
        below = (quote_evidence(point), describe_phrases(one, n - 1, width))
        says = f"{name_point(point)}{more}"
        rows.append(debrief_views.point_row(n, point, says, below))
    if rows:
        yield columns(rows, gap=2)
    if one.unrated:
        yield plain("Compare it with the model answer.")
    if gap := words.describe_gap(one):
        yield plain(gap)


def to_json(
    previewed: QuestionPreview, ways: list[Session], verdicts: list[Session] | None, misfit: str
) -> dict[str, Any]:
    """Return the question in every way, and what came of an answer if one was given."""
    fields: dict[str, Any] = {
        "question": previewed.key,
        "where": previewed.where,
        "draft": previewed.question.draft,
        **({} if previewed.question.variant is None else _values(previewed.question)),
        **describe_picture(ways[0].current),
        "ways": [{"mode": way.mode.name} | describe_task(way) for way in ways],
    }
    if exercise := previewed.exercise:
        parts = _exercise_parts(exercise, solution=True)
        fields["exercise"] = {
            "form": exercise.form,
            "minutes": exercise.minutes,
            "parts": [{"name": part.label, "text": part.text} for part in parts],
        }
    if verdicts is not None:
        fields |= {"verdicts": [_verdict(way) for way in verdicts], "misfit": misfit or None}
    return fields


def _values(question: Question) -> dict[str, Any]:
    return {"variant": question.variant, "values": values_of(question)}


def _verdict(session: Session) -> dict[str, Any]:
    if session.pending:
        story = describe_story(session.current.question.quiz, session.pending[0])
        return {"mode": session.mode.name, "score": None, "passed": None, **story}
    outcome = session.outcomes[-1]
    fields = {"mode": session.mode.name, "score": outcome.score, "passed": outcome.passed}
    if session.mode.answer_by == "explain":
        points = only_answer(session).scored.points
        return fields | {
            "points": [
                p.record() | {"expected": p.expected, "essential": p.essential} for p in points
            ]
        }
    result = verdict(session, outcome)
    right = [*(result.right_numbers or result.task.right)]
    spoken = result.asked.question.spoken
    return fields | {"right": right, "spoken": spoken, "explanation": result.task.model_answer}
