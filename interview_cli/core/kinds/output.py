"""Predict what a program prints."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import ClassVar, Literal

from interview_cli.core.kinds.kind import Answer, Quiz
from interview_cli.core.serialise import Value, from_plain


@dataclass(frozen=True, slots=True)
class Wrong(Value):
    """An output that people expect, and why it is not what comes."""

    text: str
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Output(Quiz):
    """What the question's ``code`` prints: picked where there is ``wrong``, else typed."""

    PARTS: ClassVar = {"wrong": lambda w: from_plain(Wrong, w)}

    prints: str
    kind: Literal["output"] = "output"
    wrong: tuple[Wrong, ...] = ()
    stem: str | None = None
    why: str | None = None

    @property
    def expects(self) -> Literal["one", "lines"]:
        return "one" if self.wrong else "lines"

    @property
    def offers(self) -> tuple[str, ...]:
        return tuple(map(_offer, (self.prints, *(w.text for w in self.wrong)))) * bool(self.wrong)

    @property
    def right(self) -> tuple[str, ...]:
        return (_offer(self.prints) if self.wrong else self.prints,)

    @property
    def luck(self) -> float:
        return 1 / (1 + len(self.wrong)) if self.wrong else 0.0

    @property
    def whys(self) -> dict[str, str]:
        return {_offer(w.text): w.why for w in self.wrong if w.why}

    @property
    def expected_output(self) -> str:
        return self.prints

    def grade(self, answer: Answer) -> float:
        if answer is not None and self.wrong and (*answer,) == self.right:
            return 1.0
        typed = answer if isinstance(answer, str) else "\n".join(answer or ())
        return float(answer is not None and output_lines(typed) == output_lines(self.prints))

    def same_key(self, new: Output) -> bool:
        return output_lines(self.prints) == output_lines(new.prints)


#: The option that a program prints nothing, or nothing but space.
NOTHING = "(nothing)"


def _offer(text: str) -> str:
    return text if text.strip() else NOTHING


def output_lines(text: str) -> list[str]:
    """Return the lines of an output, in NFC and without trailing space."""
    text = unicodedata.normalize("NFC", text)
    return [line.rstrip() for line in text.rstrip().splitlines()]
