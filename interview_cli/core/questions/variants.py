"""One question with several sets of values: each text with the values of one set."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from interview_cli.core.questions.question import Question
from interview_cli.core.sentences import trim
from interview_cli.core.serialise import from_plain, to_plain
from interview_cli.core.shuffle import rank

#: Where a value goes: ``{{name}}``.
PLACEHOLDER = re.compile(r"\{\{([^\W\d]\w*)\}\}")

#: What isn't filled: names, and what is true of a question whatever its values are.
UNFILLED = frozenset(
    [
        "id",
        "level",
        "topic",
        "language",
        "kind",
        "form",
        "sources",
        "checked",
        "needs",
        "group",
        "was",
        "draft",
        "severity",
        "lint",
        "vary",
    ]
)


@dataclass(frozen=True, slots=True)
class FilledQuestion(Question):
    """A question with a set of values in its texts.

    It has the fingerprint of its ``template``; ``variant`` is the set's place, from 0.
    """

    template: Question | None = None
    variant: int | None = None

    def fingerprint(self) -> str:
        assert self.template is not None
        return self.template.fingerprint()


def fill(
    question: Question, variant: int | None = None, *, seed: int | None = None, key: str = ""
) -> Question:
    """Return *question* with one set of its values; as it is where it has none.

    Without a *variant*, or where there is no such set any more, the *seed* chooses one by the
    question's *key*; without a seed it's the first.
    """
    if not question.vary:
        return question
    template = template_of(question)
    count = count_variants(template)
    if variant is None or not 0 <= variant < count:
        variant = 0 if seed is None else _choose(count, seed, key)
    values = {name: texts[variant] for name, texts in template.vary.items()}
    filled = fill_value(to_plain(template), values)
    return from_plain(FilledQuestion, filled | {"template": template, "variant": variant})


def template_of(question: Question) -> Question:
    """Return *question* as it stands in its pack, without values in its texts."""
    return getattr(question, "template", None) or question


def count_variants(question: Question) -> int:
    """Return how many sets of values there are; 0 where nothing varies."""
    return min(map(len, question.vary.values()), default=0)


def list_variants(question: Question) -> Iterator[Question]:
    """Yield *question* with each set of its values; alone where it has none."""
    for variant in range(count_variants(question) or 1):
        yield fill(question, variant)


def values_of(question: Question) -> dict[str, str]:
    """Return the values that are in the texts of *question*, by their names."""
    variant = question.variant
    if variant is None:
        return {}
    return {name: texts[variant] for name, texts in question.vary.items()}


def name_values(values: dict[str, str]) -> str:
    """Return *values* with their names: "n = 3, total = 6"."""
    return ", ".join(f"{name} = {trim(text)}" for name, text in values.items())


def fill_value(value: Any, values: dict[str, str]) -> Any:
    """Return plain data with *values* in its texts."""
    if isinstance(value, str):
        return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), value)
    if isinstance(value, dict):
        return {k: v if k in UNFILLED else fill_value(v, values) for k, v in value.items()}
    if isinstance(value, list):
        return [fill_value(item, values) for item in value]
    return value


def _choose(count: int, seed: int, key: str) -> int:
    """Return which of *count* sets *seed* chooses; one more set moves few of the choices."""
    return min(range(count), key=lambda n: rank(seed, key, f"vary {n}"))
