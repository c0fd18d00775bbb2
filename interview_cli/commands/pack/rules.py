"""pack rules: the rules of lint, the page of one, and how phrases are written."""

from __future__ import annotations

import shutil
import textwrap
from typing import Annotated, Any

import typer

from interview_cli.commands.options import Json
from interview_cli.core.errors import UsageError
from interview_cli.core.sentences import did_you_mean
from interview_cli.packs.authoring import explanations
from interview_cli.packs.authoring.explanations import PHRASE_RULES, PHRASES_HINT, RULE_EXAMPLES
from interview_cli.packs.lint import REFUSED, RULES
from interview_cli.packs.lint.rule import Rule
from interview_cli.terminal.rendering.messages import print_json, print_text


def rules(
    id_: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="A rule's id, or phrases."),
    ] = None,
    as_json: Json = False,
) -> int:
    """The list has the rules for questions that can be asked, but teach or test badly. A
    question that's right to break one says so, and so does a pack below `pack`:

    \b
      lint: {ignore: {longest-key: "why it is right here"}}

    The rules of the format, such as [level], have a page each too. How to write key points is
    on the page: phrases.
    """
    value, text = _index() if id_ is None else _explain(id_)
    if as_json:
        print_json(value)
    else:
        print_text(text)
    return 0


def _index() -> tuple[dict[str, Any], str]:
    """Return all rules of lint, and what the reader refuses: as a value and as plain text."""
    width = max(map(len, RULES)) + 2
    off = {rule.id: "" if rule.on else " (off by default)" for rule in RULES.values()}
    lines = [
        *(f"{rule.id:<{width}}{rule.title}{off[rule.id]}" for rule in RULES.values()),
        "",
        "Always refused, as errors:",
        *(f"{id_:<{width}}{how} [{rule}]" for id_, (rule, how) in REFUSED.items()),
        "",
        "A rule's page: interview pack rules longest-key",
        PHRASES_HINT,
    ]
    return _to_json(*RULES.values()), "\n".join(lines)


def _to_json(*rules: Rule) -> dict[str, Any]:
    refused = {id_: {"rule": rule, "how": how} for id_, (rule, how) in REFUSED.items()}
    return {"rules": [_rule_to_json(rule) for rule in rules], "refused": refused}


def _explain(id_: str) -> tuple[dict[str, Any], str]:
    """Return the page of *id_*, as a value and as plain text; raises UsageError."""
    if id_ in RULES:
        return _to_json(RULES[id_]), page(RULES[id_])
    if id_ in explanations.READER_RULES:
        return _format_rule(id_)
    if id_ in explanations.PHRASE_NAMES:
        text = explanations.phrases_page()
        examples = [example._asdict() for example in explanations.PHRASE_EXAMPLES]
        return {"rules": [], "phrases": {"page": text, "examples": examples}}, text
    see = "see the rules: interview pack rules"
    if id_ in REFUSED:
        rule, how = REFUSED[id_]
        raise UsageError(f"{id_} isn't a lint rule: {how}, with the error [{rule}]", see)
    known = [*RULES, *explanations.READER_RULES, explanations.PHRASE_NAMES[0]]
    raise UsageError(f"there is no rule {id_!r}", did_you_mean(id_, known, otherwise=see))


def _format_rule(id_: str) -> tuple[dict[str, Any], str]:
    """Return the page of a rule of the reader: without it a question is not asked."""
    title, (bad, good) = explanations.READER_RULES[id_], RULE_EXAMPLES.get(id_, ("", ""))
    lines = [
        f"{id_}: {title}",
        "",
        *(_example(bad, good) if bad else ()),
        "A rule of the format, always on: a question that breaks it is not asked until it is",
        "fixed. How a pack is written: interview help format",
        *_read_on(id_),
    ]
    about = {"rule": id_, "title": title, "bad": bad or None, "good": good or None}
    return {"rules": [], "format": [about]}, "\n".join(lines)


def _example(bad: str, good: str) -> list[str]:
    indented = [[f"    {line}" for line in text.splitlines()] for text in (bad, good)]
    return ["Instead of", *indented[0], "write", *indented[1], ""]


def _read_on(id_: str) -> list[str]:
    return [PHRASES_HINT] if id_ in PHRASE_RULES else []


def page(rule: Rule) -> str:
    return "\n".join(
        [
            f"{rule.id}: {rule.title}",
            "",
            *textwrap.wrap(rule.why, min(80, shutil.get_terminal_size().columns)),
            "",
            *_example(rule.bad, rule.good),
            *_measured(rule),
            f"{'On' if rule.on else 'Off'} by default. Where it's right to break it, the question",
            "says so, or the pack does, below pack:",
            f'    lint: {{ignore: {{{rule.id}: "why it is right here"}}}}',
            *_read_on(rule.id),
        ]
    )


def _measured(rule: Rule) -> list[str]:
    """Return how good the rule was on labelled questions that it was not tuned on."""
    found = rule.measured
    if found is None and rule.over:
        return ["It judges a whole pack, so it wasn't measured on single questions."]
    if found is None:
        return ["It hasn't been measured on labelled questions yet."]
    right = f"{found.right} of {found.flagged}"
    share = f"{found.right} of {found.flawed}"
    if found.precision is not None:
        right += f", {found.precision:.0%}"
    if found.recall is not None:
        share += f", {found.recall:.0%}"
    return [
        "Measured on 60 labelled questions that it was not tuned on, 30 of them flawed:",
        f"    precision  {right} of what it flags is flawed",
        f"    recall     {share} of what is flawed it flags",
    ]


def _rule_to_json(rule: Rule) -> dict[str, Any]:
    found = rule.measured
    about = {name: getattr(rule, name) for name in ("title", "why", "bad", "good", "on")}
    figures = ("right", "flagged", "flawed", "precision", "recall")
    measured = found and {name: getattr(found, name) for name in figures}
    return {"rule": rule.id, **about, "measured": measured}
