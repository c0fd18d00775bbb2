"""The rule about wrong answers that a pack names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from interview_cli.core.equal_answers.same_answer import SAME, compare_answers
from interview_cli.core.kinds.blanks import Blanks
from interview_cli.core.kinds.kind import WrongAnswer
from interview_cli.core.kinds.short import Short
from interview_cli.core.sentences import trim
from interview_cli.packs.lint.rule import Found, Subject
from interview_cli.packs.yaml.source import Map


def find_wrong_answer(subject: Subject) -> Found:
    """Yield the wrong answers that are right, are there twice, or don't say why."""
    for gap, wrongs in _wrong_answers(subject):
        seen: list[tuple[str, int]] = []
        for wrong, node in wrongs:
            at, line = node.at("text"), subject.source.line_of(node.at("text"))
            shown = trim(wrong.text)
            if _is_accepted(subject, wrong.text, gap):
                what = "the key accepts it too: remove it, or put the key into back-ticks"
                yield at, f'"{shown}" isn\'t wrong, because {what}'
            elif twin := next((n for text, n in seen if _are_same(subject, text, wrong.text)), 0):
                yield at, f'"{shown}" is the same as the wrong answer on line {twin}: remove one'
            elif not (wrong.why or "").strip():
                yield (
                    at,
                    f'"{shown}" has no why: say why people type it',
                )
            seen.append((wrong.text, line))


def _wrong_answers(subject: Subject) -> Iterator[tuple[int, list[tuple[WrongAnswer, Map]]]]:
    """Yield the wrong answers of each gap with their places; a short answer is one gap."""
    quiz = subject.question.quiz
    nodes = subject.part["quiz"].get("wrong", ()) if quiz else ()
    if isinstance(quiz, Short) and quiz.wrong:
        yield 0, list(zip(quiz.wrong, nodes, strict=True))
    elif isinstance(quiz, Blanks) and quiz.wrong:
        for gap, (wrongs, places) in enumerate(zip(quiz.wrong, nodes, strict=True)):
            yield gap, list(zip(wrongs, places, strict=True))


def _is_accepted(subject: Subject, text: str, gap: int) -> bool:
    quiz = subject.question.quiz
    if isinstance(quiz, Blanks):
        alone = replace(quiz, wrong=())
        return alone.mark((*[""] * gap, text), "").score * quiz.gaps >= 1
    asked = f"{quiz.stem or subject.question.ask}\n{subject.question.code or ''}"
    return bool(replace(quiz, wrong=()).mark(text, asked).score >= 1)


def _are_same(subject: Subject, one: str, other: str) -> bool:
    return compare_answers(one, other, case=subject.question.quiz.case) == SAME
