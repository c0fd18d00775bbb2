"""Which rules `pack check` holds packs against: what --select and --ignore name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from interview_cli.commands.pack_formats import FORMATS
from interview_cli.errors import UsageError
from interview_cli.storage.packs.explanations import READER_RULES
from interview_cli.storage.packs.lint import IGNORE, RULES


@dataclass(frozen=True, slots=True)
class Wanted:
    """The rules to be shown; without *select* all that are on by default."""

    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()

    @classmethod
    def of(cls, select: Sequence[str], ignore: Sequence[str]) -> Wanted:
        """Take the values of the options, each one rule or several with commas between.

        Raises UsageError for what is no rule's id.
        """
        return cls(_known("--select", select), _known("--ignore", ignore))

    def has(self, rule: str) -> bool:
        """Say whether problems of *rule* are to be shown."""
        return rule not in self.ignore and (not self.select or rule in self.select)

    def lint(self) -> set[str] | None:
        """Give the rules of lint to be looked at; None means those that are on by default."""

        if self.select:
            return {id_ for id_ in RULES if self.has(id_)}
        return (
            {id_ for id_, rule in RULES.items() if rule.on} - self.ignore if self.ignore else None
        )

    def titles(self) -> dict[str, tuple[str, str]]:
        """Give each rule's title and its reason, "" for the reader's."""

        own = {id_: (title, "") for id_, title in READER_RULES.items()}
        own[IGNORE] = ("A rule is ignored by its id, and with a reason", "")
        return own | {id_: (rule.title, rule.why) for id_, rule in RULES.items()}


def format_of(form: str | None, *, as_json: bool, watch: bool, fix: bool) -> str:
    """Give the format that the options mean. Raises UsageError where they contradict."""
    if form is not None and form not in FORMATS:
        close = get_close_matches(form, FORMATS, n=1, cutoff=0.5)
        hint = f"did you mean {close[0]}?" if close else f"it can be {', '.join(FORMATS)}"
        raise UsageError(f"there is no format {form!r}", hint)
    if as_json and form not in (None, "json"):
        raise UsageError(f"--json and --format {form} are two formats", "leave one of them out")
    chosen = form or ("json" if as_json else "text")
    if watch and chosen != "text":
        raise UsageError("--watch shows text only", "leave out --format and --json")
    if watch and fix:
        raise UsageError(
            "--watch and --fix would change a file while you edit it", "leave one of them out"
        )
    return chosen


def _known(option: str, given: Sequence[str]) -> frozenset[str]:
    named = [rule.strip() for value in given for rule in value.split(",") if rule.strip()]
    every = Wanted().titles() if named else {}
    for rule in named:
        if rule not in every:
            close = get_close_matches(rule, every, n=1, cutoff=0.6)
            hint = f"did you mean {close[0]}? " if close else ""
            raise UsageError(
                f"{option}: there is no rule {rule!r}",
                f"{hint}a rule's name stands in brackets behind its problems",
            )
    return frozenset(named)
