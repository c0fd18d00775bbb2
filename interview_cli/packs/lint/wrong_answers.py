"""The rule about wrong answers that a pack names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from interview_cli.core.kinds.blanks import Blanks
from interview_cli.core.kinds.kind import WrongAnswer
from interview_cli.core.kinds.short import Short
from interview_cli.core.questions.question import Question
from interview_cli.core.questions.variants import list_variants, name_values, values_of
from interview_cli.core.sentences import trim
from interview_cli.packs.lint.rule import Found, Subject
from interview_cli.packs.yaml.source import Map


def find_wrong_answer(subject: Subject) -> Found:
    """Yield the wrong answers that are right, are there twice, or don't say why.

    Each set of values is looked at: what isn't so with the first one is told with its values.
    """
    told: set[int] = set()
    for number, question in enumerate(list_variants(subject.question)):
        for at, message in _find_in(question, subject):
            values = f" (with {name_values(values_of(question))})" if number else ""
            if at not in told:
                yield at, message + values
            told.add(at)


def _find_in(question: Question, subject: Subject) -> Found:
    for gap, wrongs in _wrong_answers(question, subject.part):
        seen: list[tuple[str, int]] = []
        for wrong, node in wrongs:
            at, line = node.at("text"), subject.source.line_of(node.at("text"))
            shown = trim(wrong.text)
            if _is_accepted(question, wrong.text, gap):
                what = "the key accepts it too: remove it, or put the key into back-ticks"
                yield at, f'"{shown}" isn\'t wrong, because {what}'
            elif twin := next((n for text, n in seen if _are_same(question, text, wrong.text)), 0):
                yield at, f'"{shown}" is the same as the wrong answer on line {twin}: remove one'
            elif not (wrong.why or "").strip():
                yield at, f'"{shown}" has no why: say why people type it'
            seen.append((wrong.text, line))


def _wrong_answers(
    question: Question, part: Map
) -> Iterator[tuple[int, list[tuple[WrongAnswer, Map]]]]:
    """Yield the wrong answers of each gap with their places; a short answer is one gap."""
    quiz = question.quiz
    nodes = part["quiz"].get("wrong", ()) if quiz else ()
    if isinstance(quiz, Short) and quiz.wrong:
        yield 0, list(zip(quiz.wrong, nodes, strict=True))
    elif isinstance(quiz, Blanks) and quiz.wrong:
        for gap, (wrongs, places) in enumerate(zip(quiz.wrong, nodes, strict=True)):
            yield gap, list(zip(wrongs, places, strict=True))


def _is_accepted(question: Question, text: str, gap: int) -> bool:
    quiz = question.quiz
    if isinstance(quiz, Blanks):
        alone = replace(quiz, wrong=())
        return alone.mark((*[""] * gap, text), "").score * quiz.gaps >= 1
    asked = f"{quiz.stem or question.ask}\n{question.code or ''}"
    return bool(replace(quiz, wrong=()).mark(text, asked).score >= 1)


def _are_same(question: Question, one: str, other: str) -> bool:
    # Few questions name two, and it takes 7 ms.
    from interview_cli.core.equal_answers.same_answer import SAME, compare_answers

    return compare_answers(one, other, case=question.quiz.case) == SAME
