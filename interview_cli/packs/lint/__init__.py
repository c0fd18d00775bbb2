"""Lint of the teaching: what makes a sound question a bad one.

A rule is a value of ``Rule``, in the file of those that look at the same thing, and its line
in the table here. What the reader refuses as an error has no second rule; ``REFUSED`` says
which those are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from interview_cli.core.sentences import did_you_mean, trim
from interview_cli.packs.format.reader import PackRead
from interview_cli.packs.lint import choices, key_points, whole_pack, writing
from interview_cli.packs.lint.rule import Rule, Subject, packs_of
from interview_cli.packs.yaml.problems import Fix, Flaw, Problem
from interview_cli.packs.yaml.source import Source
from interview_cli.storage import clock

RULES: dict[str, Rule] = {
    rule.id: rule
    for rule in (
        choices.ALL_OF_THE_ABOVE,
        choices.NEGATIVE_STEM,
        choices.BLANK_STEM,
        choices.EQUAL_OPTIONS,
        choices.LONGEST_KEY,
        choices.NUMERIC_ORDER,
        choices.STEM_WORDS_IN_KEY,
        choices.WHY_MISSING,
        key_points.KEY_POINT_ABSENT,
        key_points.NOT_IN_ANSWER,
        key_points.UNREACHABLE_KEY_POINT,
        key_points.PHRASE_SIGNS,
        writing.SOURCE_MISSING,
        writing.CHECKED_OLD,
        writing.FOLDED_CODE,
        writing.CUT_BY_HASH,
        whole_pack.NEAR_DUPLICATES,
        whole_pack.LENGTH_CUE,
        whole_pack.POSITION_CUE,
        whole_pack.LEVEL_OR_TOPIC_LEFT_OUT,
        whole_pack.VERSION_NUMBERS,
        whole_pack.ID_REUSED,
    )
}

#: What an author may look for here, the reader's rule that refuses it, and how.
REFUSED: dict[str, tuple[str, str]] = {
    "no-right-option": ("options", "a choice in which no option is right is refused"),
    "all-right": ("options", "a choice in which every option is right is refused"),
    "follow-up-without-answer": ("missing", "a follow-up without an answer is refused"),
    "source-malformed": ("source", "a source that isn't a web address is refused"),
}

#: The rule of problems with ``lint: {ignore: …}`` itself.
IGNORE = "lint-ignore"


def lint(
    reads: Sequence[PackRead], rules: Collection[str] | None = None, today: date | None = None
) -> list[Problem]:
    """Return what *rules* (None: those that are on by default) find in the packs of *reads*.

    Only sound questions are looked at; what is wrong with the others the reader says. A
    question is passed over by the rules that its ``lint: {ignore: …}`` names with a
    reason. *today* is the day of the check; None asks the clock.
    """
    packs = packs_of(reads, today or clock.now().date())
    wanted = [rule for rule in RULES.values() if (rule.on if rules is None else rule.id in rules)]
    found: list[Problem] = []
    for pack in packs:
        for subject in pack.subjects:
            for rule in wanted:
                if rule.each and not subject.ignores(rule.id):
                    for at, message, *fixes in rule.each(subject):
                        found += _problem(subject.source, at, message, rule.id, *fixes)
            for at, message in _check_ignored(subject):
                found += _problem(subject.source, at, message, IGNORE)
    for rule in wanted:
        if rule.over:
            for source, at, message in rule.over(packs):
                found += _problem(source, at, message, rule.id)
    return sorted(set(found))


def _problem(source: Source, at: int, message: str, rule: str, *fixes: Fix) -> list[Problem]:
    return source.problems([Flaw(at, 0, message, rule, fixes)])


def _check_ignored(subject: Subject) -> Iterator[tuple[int, str]]:
    """Yield what is wrong with the names of rules that a question ignores, and with the reasons."""
    if not subject.question.lint:
        return
    ignore = subject.part["lint"].get("ignore", {})
    for name, reason in subject.question.lint.ignore.items():
        at = ignore.key_at(name)
        if name in RULES:
            if not reason.strip():
                yield at, f'{name} is ignored without a reason: write {name}: "why it is right"'
            continue
        if name in REFUSED:
            message = f"{REFUSED[name][1]}, and cannot be ignored: fix it, and remove this"
        else:
            hint = did_you_mean(name, RULES, otherwise="see: interview pack rules")
            message = f'there is no rule "{trim(name)}" to be ignored; {hint}'
        yield at, message
