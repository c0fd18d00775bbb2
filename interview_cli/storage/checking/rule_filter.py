"""Which rules `pack check` holds packs against: what --select and --ignore name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from interview_cli.core.sentences import did_you_mean
from interview_cli.errors import UsageError
from interview_cli.storage.packs.explanations import READER_RULES
from interview_cli.storage.packs.lint import IGNORE, RULES


@dataclass(frozen=True, slots=True)
class RuleFilter:
    """The rules whose problems are shown; without *select* all that are on by default."""

    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()

    @classmethod
    def of(cls, select: Sequence[str], ignore: Sequence[str]) -> RuleFilter:
        """Take the values of the options, each one rule or several with commas between.

        Raises UsageError for what is no rule's id.
        """
        return cls(_known("--select", select), _known("--ignore", ignore))

    def has(self, rule: str) -> bool:
        """Whether problems of *rule* are to be shown."""
        return rule not in self.ignore and (not self.select or rule in self.select)

    def lint(self) -> set[str] | None:
        """Return the rules of lint to be looked at; None means those that are on by default."""
        if self.select:
            return {id_ for id_ in RULES if self.has(id_)}
        return (
            {id_ for id_, rule in RULES.items() if rule.on} - self.ignore if self.ignore else None
        )


def titles() -> dict[str, tuple[str, str]]:
    """Return each rule's title and its reason, "" for the reader's."""
    own = {id_: (title, "") for id_, title in READER_RULES.items()}
    own[IGNORE] = ("A rule is ignored by its id, and with a reason", "")
    return own | {id_: (rule.title, rule.why) for id_, rule in RULES.items()}


def _known(option: str, given: Sequence[str]) -> frozenset[str]:
    named = [rule.strip() for value in given for rule in value.split(",") if rule.strip()]
    every = titles() if named else {}
    for rule in named:
        if rule not in every:
            hint = "a rule's name stands in brackets behind its problems"
            near = did_you_mean(rule, every)
            raise UsageError(f"{option}: there is no rule {rule!r}", f"{near} {hint}".lstrip())
    return frozenset(named)
