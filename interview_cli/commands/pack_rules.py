"""`interview pack rules`: the rules of lint, the page of one, and how phrases are written."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Annotated, Any

import typer

from interview_cli.commands.options import Json

if TYPE_CHECKING:
    from interview_cli.storage.packs.lint.rule import Rule


def rules(
    id_: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="A rule's id, to read its page; or phrases."),
    ] = None,
    as_json: Json = False,
) -> int:
    """List the rules of lint, or show one's page: why, an example, how good it is.

    Those of the list are what `pack check` says about sound questions that teach or test
    badly. A question that is right to break one says so:
    lint: {ignore: {longest-key: "why"}}. The rules of the format, such as [level], have
    a page each too. How key points are written stands on the page: phrases.
    """
    from interview_cli.errors import UsageError
    from interview_cli.storage.packs import phrase_words
    from interview_cli.storage.packs.lint import REFUSED, RULES
    from interview_cli.storage.packs.reader_rules import READER_RULES
    from interview_cli.terminal.aside import report

    if id_ in phrase_words.NAMES:
        return _phrases(as_json=as_json)
    if id_ in READER_RULES:
        return _of_the_format(id_, READER_RULES[id_], as_json=as_json)
    if id_ is not None and id_ not in RULES:
        if id_ in REFUSED:
            rule, how = REFUSED[id_]
            raise UsageError(
                f"{id_} is no rule of lint: {how}, as an error of the reader [{rule}]",
                "see the rules: interview pack rules",
            )
        known = [*RULES, *READER_RULES, phrase_words.NAMES[0]]
        raise UsageError(f"there is no rule {id_!r}", _like(id_, known))
    if as_json:
        from interview_cli.terminal.events import document

        wanted = [RULES[id_]] if id_ else [*RULES.values()]
        refused = {id_: {"rule": rule, "how": how} for id_, (rule, how) in REFUSED.items()}
        document({"rules": [_plain(rule) for rule in wanted], "refused": refused})
    elif id_ is None:
        report(_list([*RULES.values()], REFUSED))
    else:
        report(page(RULES[id_]))
    return 0


def _phrases(*, as_json: bool) -> int:
    """Show how key points and their phrases are written."""
    from interview_cli.storage.packs import phrase_words
    from interview_cli.terminal.aside import report

    if as_json:
        from interview_cli.terminal.events import document

        examples = [example._asdict() for example in phrase_words.EXAMPLES]
        document({"rules": [], "phrases": {"page": phrase_words.page(), "examples": examples}})
        return 0
    report(phrase_words.page())
    return 0


def _further(id_: str) -> list[str]:
    """Say where an author reads on."""
    from interview_cli.storage.packs import phrase_words

    return [phrase_words.WHERE] if id_ in phrase_words.RULES else []


def _of_the_format(id_: str, title: str, *, as_json: bool) -> int:
    """Show the page of a rule of the reader: without it a question is not asked."""
    from interview_cli.storage.packs.reader_rules import EXAMPLES

    bad, good = EXAMPLES.get(id_, ("", ""))
    if as_json:
        from interview_cli.terminal.events import document

        about = {"rule": id_, "title": title, "bad": bad or None, "good": good or None}
        document({"rules": [], "format": [about]})
        return 0
    said = [f"{id_}: {title}", ""]
    if bad:
        said += ["Instead of", *(f"    {line}" for line in bad.splitlines())]
        said += ["write", *(f"    {line}" for line in good.splitlines()), ""]
    said += [
        "A rule of the format, always on: a question that breaks it is not asked until it is",
        "mended. How a pack is written: interview pack new --help",
        *_further(id_),
    ]
    from interview_cli.terminal.aside import report

    report("\n".join(said))
    return 0


def _like(id_: str, known: list[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(id_, known, n=1, cutoff=0.6)
    return f"did you mean {close[0]}?" if close else "see the rules: interview pack rules"


def _list(rules: list[Rule], refused: dict[str, tuple[str, str]]) -> str:
    width = max(len(rule.id) for rule in rules) + 2
    said = [
        f"{rule.id:<{width}}{rule.title}{'' if rule.on else ' (off by default)'}" for rule in rules
    ]
    said += ["", "Refused as errors, whatever is selected:"]
    said += [f"{id_:<{width}}{how} [{rule}]" for id_, (rule, how) in refused.items()]
    said += [
        "",
        "A rule's page: interview pack rules longest-key",
        "How key points are written: interview pack rules phrases",
    ]
    return "\n".join(said)


def page(rule: Rule) -> str:
    """Tell of *rule* what an author wants to know, as plain text."""
    return "\n".join(
        [
            f"{rule.id}: {rule.title}",
            "",
            *textwrap.wrap(rule.why, 80),
            "",
            "Instead of",
            *(f"    {line}" for line in rule.bad.splitlines()),
            "write",
            *(f"    {line}" for line in rule.good.splitlines()),
            "",
            *_measured(rule),
            f"{'On' if rule.on else 'Off'} by default. Where a question is right to break it:",
            f'    lint: {{ignore: {{{rule.id}: "why it is right here"}}}}',
            *_further(rule.id),
        ]
    )


def _measured(rule: Rule) -> list[str]:
    """Say how good the rule was on labelled questions that it was not tuned on."""
    found = rule.measured
    if found is None:
        return ["It judges a whole pack, so it was not measured on single questions."]
    precision, recall = found.precision, found.recall
    right = f"{found.right} of {found.flagged}" + (
        f", {precision:.0%}" if precision is not None else ""
    )
    share = f"{found.right} of {found.flawed}" + (f", {recall:.0%}" if recall is not None else "")
    return [
        "Measured on 60 labelled questions that it was not tuned on, 30 of them flawed:",
        f"    precision  {right} of what it flags is flawed",
        f"    recall     {share} of what is flawed it flags",
    ]


def _plain(rule: Rule) -> dict[str, Any]:
    found = rule.measured
    return {
        "rule": rule.id,
        "title": rule.title,
        "why": rule.why,
        "bad": rule.bad,
        "good": rule.good,
        "on": rule.on,
        "measured": found
        and {
            "right": found.right,
            "flagged": found.flagged,
            "flawed": found.flawed,
            "precision": found.precision,
            "recall": found.recall,
        },
    }
