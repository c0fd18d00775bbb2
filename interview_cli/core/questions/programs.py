"""The programs of a question: its code that can be run, and what each must do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from interview_cli.core.markdown import find_blocks
from interview_cli.core.questions.question import Question

#: block: a fenced ``python run``; raises: one that must raise; output: the program whose
#: output is the answer; proof: after ``setup`` and ``code``; bug: the same, where the code
#: is broken and the proof must fail; fixed: after the fixed code.
Purpose = Literal["block", "raises", "output", "proof", "bug", "fixed"]


class ProgramPart(NamedTuple):
    """A piece of a program, and the field of the question that it comes from."""

    field: str
    text: str


class Program(NamedTuple):
    """Code to be run as one file; ``expects`` is an exception's name, or an output."""

    what: Purpose
    parts: tuple[ProgramPart, ...]
    expects: str = ""

    @property
    def text(self) -> str:
        return "".join(_end_line(part.text) for part in self.parts)

    def part(self, line: int) -> tuple[ProgramPart, int]:
        """Return the part that a line of the program (from 1) is in, and its line there."""
        for part in self.parts:
            lines = _end_line(part.text).count("\n")
            if line <= lines:
                return part, line
            line -= lines
        return self.parts[-1], max(1, self.parts[-1].text.count("\n"))


def find_programs(question: Question) -> list[Program]:
    """Return every program of *question*."""
    found = [
        Program("raises" if name else "block", (ProgramPart(field, code),), name)
        for field, text in _markdown_texts(question)
        for name, code in _runnable_blocks(text)
    ]
    setup = [ProgramPart("setup", question.setup)] if question.setup else []
    code = [*setup, *([ProgramPart("code", question.code)] if question.code else [])]
    if question.quiz and (output := question.quiz.expected_output) is not None:
        found.append(Program("output", tuple(code), output))
    if question.proof:
        proof = ProgramPart("proof", question.proof)
        if question.fixed:
            found.append(Program("bug", (*code, proof)))
            found.append(Program("fixed", (*setup, ProgramPart("fixed", question.fixed), proof)))
        else:
            found.append(Program("proof", (*code, proof)))
    return found


def is_proved(question: Question) -> bool:
    """Whether code that is run shows what the question teaches.

    A proof does, and so do an output that is compared, and a block that raises what it
    should or asserts something; a block that only runs doesn't.
    """
    return any(
        program.what != "block" or re.search(r"(?m)^\s*assert\b", program.text)
        for program in find_programs(question)
    )


_RUN = re.compile(r"python (?:run|raises ([\w.]+))")


def _runnable_blocks(markdown: str) -> Iterator[tuple[str, str]]:
    for block in find_blocks(markdown):
        if block.closed and (match := _RUN.fullmatch(block.info)):
            lines = (line.removeprefix(block.indent) for line in markdown[block.body].splitlines())
            yield match[1] or "", "\n".join(lines) + "\n"


def _markdown_texts(question: Question) -> Iterator[tuple[str, str]]:
    quiz = question.quiz
    yield "ask", question.ask
    yield "answer", question.answer
    yield "hint", question.hint or ""
    for follow in question.follow_ups:
        yield "ask", follow.ask
        yield "answer", follow.answer
    if quiz is not None:
        yield "stem", quiz.stem or ""
        yield "why", quiz.why or ""
        for text, why in quiz.whys.items():
            yield "why", why
            yield "text", text if quiz.markdown else ""


def _end_line(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"
