"""Options that differ in nothing that one can see."""

from __future__ import annotations

import re
import unicodedata

from interview_cli.storage.packs.lint.prose import has_code, spans
from interview_cli.storage.packs.lint.rule import Found, Measured, Rule
from interview_cli.storage.packs.lint.spots import Spot

_EMPHASIS = re.compile(r"(\*{1,3}|__)(?=\S)([^*]*[^*\s])\1")


def _look(spot: Spot) -> Found:
    seen: dict[str, int] = {}
    for option, node in spot.options():
        at = node.at("text")
        folded = _seen(option.text)
        if folded in seen:
            line = spot.source.line_of(seen[folded])
            yield at, f"this option says the same as the one on line {line}: change one of them"
        seen.setdefault(folded, at)


def _seen(text: str) -> str:
    """Give what one reads: without ticks, stars and a full stop; of a sentence in any case."""
    text = unicodedata.normalize("NFC", text)
    plain, at = "", 0
    for span in spans(text):  # a star in code is no emphasis
        start = text.index(span, at)
        plain += _EMPHASIS.sub(r"\2", text[at:start]) + span.strip("`")
        at = start + len(span)
    shown = " ".join((plain + _EMPHASIS.sub(r"\2", text[at:])).split())
    shown = shown.rstrip(".;,") or shown
    prose = not has_code(text) and len(re.findall(r"[^\W\d_]{2,}", shown)) >= 2
    return shown.casefold() if prose else shown


RULE = Rule(
    id="equal-options",
    title="two options say the same",
    why="""\
Options that differ in ticks, capitals or a full stop are one option to whoever reads them, and
one of them is wrong. Options with the very same text are an error of the reader already.""",
    bad="""\
options:
  - {text: "`None`", right: true}
  - {text: "None."}""",
    good="""\
options:
  - {text: "`None`", right: true}
  - {text: "`0`"}""",
    each=_look,
    measured=Measured(2, 2, 2),
)
