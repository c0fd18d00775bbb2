"""A text of which YAML took the end for a comment."""

from __future__ import annotations

import re

from interview_cli.storage.packs.lint.rule import Found, Measured, Rule
from interview_cli.storage.packs.lint.spots import Spot
from interview_cli.storage.packs.lint.texts import SHOWN, texts
from interview_cli.storage.packs.problems import quoted

_COMMENT = re.compile(r"(?P<space>[ \t]+)#(?P<after>.*)")


def _look(spot: Spot) -> Found:
    source = spot.source
    for field, text, at in texts(spot):
        if field not in SHOWN or source.text[at] in "\"'|>":
            continue
        line = source.rest(at)
        last = text.split("\n")[-1]
        if not line.startswith(last):
            continue  # goes on below: a comment would be an error there
        cut = _COMMENT.match(line, len(last))
        if cut is None:
            continue
        after = cut["after"]
        comment = len(cut["space"]) > 1 and after[:1] in (" ", "")
        ended = last.endswith((".", "?", "!")) and after[:1] in (" ", "")
        if not comment and not ended:
            place = at + cut.end("space")
            whole = quoted(line.rstrip(), 80)
            message = f'text with " #" in it must be quoted, or it ends there: {whole}'
            yield place, message


RULE = Rule(
    id="cut-by-hash",
    title="the end of a text is taken for a comment",
    why="""\
Behind a space `#` begins a comment in YAML, and what follows is gone without a word: "What does
C # mean" becomes "What does C". A comment with two spaces before it and one behind its sign, or
behind the end of a sentence, is taken for one that was meant.""",
    bad="""\
ask: What does the #! in the first line of a script mean?""",
    good="""\
ask: "What does the #! in the first line of a script mean?\"""",
    each=_look,
    measured=Measured(3, 3, 3),
)
