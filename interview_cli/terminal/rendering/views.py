"""What a question and its verdict look like at a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rich.console import Group
from rich.rule import Rule
from rich.text import Text

from interview_cli.core.behaviour.behaviour_words import (
    APPROACH,
    FOUND,
    list_findings,
    list_standards,
)
from interview_cli.core.kinds.behaviour import Behaviour
from interview_cli.core.kinds.kind import Answer
from interview_cli.core.plain_markdown import flatten
from interview_cli.core.questions.fixed_code import find_fix
from interview_cli.core.questions.question import Question
from interview_cli.core.safe_text import clean
from interview_cli.core.session.state import Session, Span, Task
from interview_cli.core.study_days import study_day
from interview_cli.terminal.rendering import layout, wording
from interview_cli.terminal.rendering.blocks import highlight, highlight_spans, markdown, with_code
from interview_cli.terminal.rendering.code_lines import Code
from interview_cli.terminal.rendering.layout import View, columns, plain, with_heading, with_label
from interview_cli.terminal.rendering.line_numbers import has_numbers
from interview_cli.terminal.rendering.menu import Menu


def header(session: Session, now: datetime) -> View:
    """Return the line above a question: what it is about, and how far the session is."""
    question, noun = session.current.question, wording.question_noun(session.mode)
    number = session.main_number
    of = f"of {'at most ' * session.mode.adaptive}{session.size}"
    place = f"{number} {of}" if session.size else f"{noun} {number}"
    place += ", follow-up" if session.current.follows else ""
    parts = [place + " again" if session.is_repeat else place]
    left = wording.minutes_left(session, now)
    if left is not None and not session.mode.is_interview:  # there the prompt has a live clock
        parts.append(f"{left} min left")
    elif left is None and session.answered and not session.silent:
        parts.append(f"{session.right} {wording.right_word(session.mode)}")
    changed = " · changed since you learned it" if session.current.changed else ""
    due = wording.describe_due(session, study_day(now))
    due = f" · {due}" if due and not session.is_repeat else ""
    what = plain(f"{question.level} · {question.topic}{due}{changed}", "dim")
    return layout.BothEnds(what, plain(" · ".join(parts), "dim"))


def question(session: Session) -> list[View]:
    """Return the wording of the question, with its code and the text that has gaps."""
    task = session.task
    return [
        markdown(task.ask),
        *picture_of(session.current.question),
        *code_of(session.current.question, session.current.spans),
        *([markdown(task.gap_text, has_gaps=True)] if task.gap_text else []),
    ]


def how_many(session: Session) -> list[View]:
    """Return that several options can be right, where the question doesn't say so itself."""
    task = session.task
    if task.expects == "picks":
        return [plain(wording.IN_YOUR_ORDER, "dim")]
    if task.expects != "many" or wording.says_all_that_apply(task.ask):
        return []
    return [plain(wording.ALL_THAT_APPLY, "dim")]


def offers(session: Session) -> tuple[str, ...]:
    """Return the options or steps as they are seen: Markdown is read, the rest is verbatim."""
    task = session.task
    if not (task.quiz and task.quiz.markdown):
        return task.offers
    return tuple(flatten(text, names_code=False) for text in task.offers)


def offer(task: Task, text: str) -> Text:
    """Return an option or a step as it is printed: the code in an option looks like code."""
    if not (task.quiz and task.quiz.markdown):
        return plain(text)
    return with_code(flatten(text, names_code=False))


def left_sides(session: Session) -> tuple[str, ...]:
    """Return the left sides of pairs as they are seen."""
    return tuple(flatten(text, names_code=False) for text in session.task.left_sides)


def options(session: Session, chosen: Sequence[int]) -> View:
    task = session.task
    if task.left_sides:
        return _pairs(task, chosen)
    digits = len(str(len(task.offers)))
    ordered = task.expects == "order" and len(chosen) == len(task.offers)
    tick = Menu(task.offers, task.expects, chosen=[*chosen]).tick

    def row(n: int) -> tuple[View, View, View]:
        mark = "› " if n in chosen and task.expects == "one" else "  "
        return (
            Text(mark),
            Text(f"{n + 1:{digits}}  {tick(n)}"),
            offer(task, task.offers[n]),
        )

    return columns(map(row, chosen if ordered else range(len(task.offers))), gap=0)


def _pairs(task: Task, chosen: Sequence[int]) -> View:
    """Return the left sides and the right ones, or the pairs that were made of them."""
    lines = [(wording.letter(n), offer(task, text)) for n, text in enumerate(task.left_sides, 1)]
    if len(chosen) == len(task.offers):
        for (_, left), n in zip(lines, chosen, strict=True):
            left.append(" → ", "dim").append_text(offer(task, task.offers[n]))
        return columns(((Text("  "), Text(f"{name}  "), text) for name, text in lines), gap=0)
    lines += [(str(n), offer(task, text)) for n, text in enumerate(task.offers, 1)]
    rows = [(Text("  "), Text(f"{name}  "), text) for name, text in lines]
    half = len(task.left_sides)
    return Group(columns(rows[:half], gap=0), Text(), columns(rows[half:], gap=0))


def hint(session: Session) -> View:
    of = len(session.hint_ladder)
    label = f"Hint {min(session.hints, of)} of {of}" if of > 1 else "Hint"
    return with_label(label, markdown(session.hint))


def reveal(session: Session) -> list[View]:
    shown = session.current.question
    spoken = [*spoken_answer(shown), Rule(style="dim")] if shown.spoken else []
    note = notes(session.notes(session.current))
    if isinstance(shown.quiz, Behaviour):
        told = session.pending[0] if session.pending else None
        rest = [*story_findings(told), *story_standards(shown)]
        return [Rule(style="dim"), *spoken, *rest, *note]
    return [Rule(style="dim"), *spoken, markdown(shown.answer), *fix_of(shown), *note]


def story_findings(answer: Answer) -> list[View]:
    """Return what was found in the story *answer*; nothing where there is none."""
    lines = list_findings(answer) if isinstance(answer, str) else []
    return [with_heading(FOUND, plain(clean("\n".join(lines))))] if lines else []


def story_standards(question: Question) -> list[View]:
    """Return how to go about a story, what is listened for, and the anchors."""
    parts = [(APPROACH, question.answer), *list_standards(question.quiz)]
    return [with_heading(label, markdown(text)) for label, text in parts]


def notes(texts: Sequence[str]) -> list[View]:
    """Return the learner's notes on a question."""
    return [with_label("Your note", plain(text)) for text in texts]


def spoken_answer(question: Question) -> list[View]:
    """Return the answer as one would say it; nothing where the question has none."""
    return [with_label(wording.SAY_IT, markdown(question.spoken))] if question.spoken else []


def model_answer(question: Question) -> list[View]:
    """Return the answer as one would say it, and below it the whole one."""
    if isinstance(question.quiz, Behaviour):
        return [*spoken_answer(question), *story_standards(question)]
    answer = with_label(wording.MODEL_ANSWER, markdown(question.answer))
    return [*spoken_answer(question), answer, *fix_of(question)]


def code_of(question: Question, spans: Sequence[Span] = ()) -> list[View]:
    if not question.code:
        return []
    # A pack's code is safe as it is: what is not was refused when it was read.
    language = question.language
    code = highlight_spans(question.code, spans) if spans else highlight(question.code, language)
    return [layout.Indented(Code(code, has_numbers(question), language), 2)]


def picture_of(question: Question) -> list[View]:
    """Return in words what the picture of a question shows; nothing where it has none."""
    image = question.image
    return [with_label(wording.PICTURE, plain(image.alt.strip()))] if image else []


def fix_of(question: Question) -> list[View]:
    """Return what has to change in the code of *question*; nothing where that isn't said."""
    lines = find_fix(question)
    return [with_heading(wording.FIX, difference(lines))] if lines else []


def difference(lines: Sequence[str]) -> Text:
    """Return the lines of a difference, what is gone in red and what is new in green."""
    body = Text(overflow="fold")
    colours = {"-": "red", "+": "green", "@": "dim"}
    for n, line in enumerate(lines):
        body.append(("\n" if n else "") + clean(line), colours.get(line[:1]))
    return body
