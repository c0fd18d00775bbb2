"""What is folded below a question: what is right and why, and what an interviewer asks next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from interview_cli.core.behaviour.behaviour_words import APPROACH, list_standards
from interview_cli.core.design_case.case_words import list_stages
from interview_cli.core.exercises.exercise import Exercise, find_exercise
from interview_cli.core.kinds.behaviour import Behaviour
from interview_cli.core.kinds.blanks import Blanks
from interview_cli.core.kinds.design import Design
from interview_cli.core.kinds.kind import Quiz
from interview_cli.core.kinds.review import Defect, Review
from interview_cli.core.questions.fixed_code import find_fix
from interview_cli.core.questions.question import KeyPoint, Question
from interview_cli.core.questions.variants import (
    count_variants,
    fill,
    name_values,
    values_of,
)
from interview_cli.core.sentences import count, join
from interview_cli.terminal.exercise_page import author_parts, solution_parts
from interview_cli.terminal.pack_page.page_parts import (
    code,
    facts,
    folded,
    heading,
    items,
    phrase,
    prose,
    verbatim,
)
from interview_cli.terminal.rendering.html_page import text, with_code
from interview_cli.terminal.rendering.markdown import html
from interview_cli.terminal.rendering.wording import FIX, MODEL_ANSWER, SAY_IT

_ADDRESS = re.compile(r"https?://[^\s\"<>]+")


def answer(question: Question, where: str) -> Iterator[str]:
    """Yield all that a learner sees afterwards, and what judges an answer."""
    exercise = find_exercise(question)
    if isinstance(question.quiz, Review):
        yield heading("What's wrong") + items(map(_defect, question.quiz.defects))
    elif question.quiz and not exercise and not isinstance(question.quiz, Behaviour | Design):
        yield from _right(question.quiz)
    if question.spoken:
        yield heading(SAY_IT) + prose(question.spoken)
    story = isinstance(question.quiz, Behaviour)
    yield heading(APPROACH if story else MODEL_ANSWER) + prose(question.answer)
    for label, standards in (*list_standards(question.quiz), *list_stages(question.quiz)):
        yield heading(label) + prose(standards)
    if fix := find_fix(question):
        yield heading(FIX) + code("\n".join(fix), "diff")
    for shown in (*solution_parts(exercise), *author_parts(exercise)) if exercise else ():
        body = code(shown.text, shown.language) if shown.language else prose(shown.text)
        yield heading(shown.label) + body
    if exercise:
        yield _wrong_programs(exercise)
    yield _points(question.key_points, question.level)
    if question.sources:
        yield heading("Sources") + items(map(_source, question.sources))
    for name, program in (("Setup", question.setup), ("Proof", question.proof)):
        if program:
            yield heading(f"{name}, never shown") + code(program, question.language)
    yield facts(_about(question, where))


def follow_ups(question: Question) -> Iterator[str]:
    for follow_up in question.follow_ups:
        yield folded(
            f"Asked next: {html(' '.join(follow_up.ask.split()), inline=True)}",
            prose(follow_up.answer),
            _points(follow_up.key_points, question.level),
        )


def _wrong_programs(exercise: Exercise) -> str:
    """Return the programs and queries that are refused, each after what is wrong with it."""
    programs = [(mutant.why, code(mutant.code)) for mutant in exercise.mutants]
    programs += [(wrong.why, code(wrong.query, "sql")) for wrong in exercise.wrong]
    shown = (f"{prose(why) if why else ''}{program}" for why, program in programs)
    return folded(count(len(programs), "wrong program"), *shown) if programs else ""


def _right(quiz: Quiz) -> Iterator[str]:
    """Yield the right answer to a quiz, the wrong ones, and why."""
    if quiz.expects == "order":
        yield heading("In the right order") + items(map(verbatim, quiz.right), "ol")
    elif quiz.left_sides:
        pairs = zip(map(phrase, quiz.left_sides), map(phrase, quiz.right), strict=True)
        yield heading("These belong together") + items(map(" → ".join, pairs))
    elif quiz.offers:
        yield heading("Right and wrong") + _judged(quiz)
    elif isinstance(quiz, Blanks):
        gaps = (join([*map(verbatim, gap)], "or") for gap in quiz.accept)
        yield heading("In the gaps") + items(gaps, "ol")
    elif any(map(str.strip, quiz.right)):
        yield heading("Accepted") + items(map(verbatim, quiz.right))
    else:
        yield heading("Accepted") + "<p>Nothing is printed.</p>\n"
    if quiz.typical_wrong:
        wrong = (verbatim(one.text) + _why(one.why) for one in quiz.typical_wrong)
        yield heading("Often typed, and wrong") + items(wrong)
    if quiz.why:
        yield heading("Why") + prose(quiz.why)


def _judged(quiz: Quiz) -> str:
    """Return what is offered in the order of the file, each right or wrong, and why."""
    rows = []
    for offer in quiz.offers:
        state, word = ("hit", "Right") if offer in quiz.right else ("contradicted", "Wrong")
        shown = phrase(offer) if quiz.markdown else verbatim(offer)
        mark = f" <small>mark {quiz.marks[offer]:g}</small>" if quiz.marks else ""
        why = _why(quiz.whys.get(offer))
        rows.append(f"<li class={state}><b>{word}</b> {shown}{mark}{why}</li>\n")
    return f"<ul class=judged>\n{''.join(rows)}</ul>\n"


def _why(why: str | None) -> str:
    return f"<div class=why>{html(why)}</div>" if why else ""


def _points(points: Sequence[KeyPoint], level: str) -> str:
    return heading("A good answer says") + items(_point(p, level) for p in points) if points else ""


def _point(point: KeyPoint, level: str) -> str:
    more = [
        *(["essential"] if point.essential else []),
        *([f"from {point.from_} up"] if point.from_ not in (None, level) else []),
        *([f"weight {point.weight:g}"] if point.weight != 1 else []),
    ]
    about = f" <span class=quiet>({text(', '.join(more))})</span>" if more else ""
    phrases = [
        f"<small>{label}: {' · '.join(map(with_code, found))}</small>"
        for label, found in (("Or", point.any), ("But not", point.not_))
        if found
    ]
    return with_code(point.says) + about + "".join(phrases)


def _defect(defect: Defect) -> str:
    about = f" <span class=quiet>({text(defect.severity)})</span>"
    phrases = f"<small>Or: {' · '.join(map(with_code, defect.any))}</small>" if defect.any else ""
    shown = f"<code>{text(defect.place)}</code> {with_code(defect.says)}{about}"
    return shown + phrases + _why(defect.why)


def _source(source: str) -> str:
    if _ADDRESS.fullmatch(source):
        address = text(source)
        return f'<a href="{address}" rel="noreferrer noopener">{address}</a>'
    return text(source)


def _about(question: Question, where: str) -> Iterator[tuple[str, str]]:
    """Yield what else the file says of the question."""
    if question.checked:
        versions = ", ".join(f"{name} {of}" for name, of in question.checked.with_.items())
        with_ = f" with {versions}" if versions else ""
        yield "Checked", text(f"{question.checked.date}{with_}")
    if question.needs:
        yield "Needs", text(", ".join(f"{name} {of}" for name, of in question.needs.items()))
    if question.group:
        yield "Group", text(question.group)
    for n in range(count_variants(question)):
        yield f"Values {n + 1}", text(name_values(values_of(fill(question, n))))
    if question.was:
        yield "Was", text(", ".join(question.was))
    for rule, reason in question.lint.ignore.items() if question.lint else ():
        yield f"May break {rule}", text(reason)
    yield "File", f"<code>{text(where)}</code>"
