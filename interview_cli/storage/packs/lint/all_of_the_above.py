"""An option that speaks of the other options."""

from __future__ import annotations

import re

from interview_cli.storage.packs.lint.prose import masked
from interview_cli.storage.packs.lint.rule import Found, Measured, Rule
from interview_cli.storage.packs.lint.spots import Spot

_OTHERS = re.compile(
    r"""\b(?:all|none|any|both|neither|each|two|three|most)\s+of\s+(?:the\s+|these\s+)?
        (?:above|other\s+(?:options|answers|choices)|options|answers|choices|preceding|previous)\b
    |\b(?:all|none|both|neither)\s+(?:the\s+)?above\b
    |^\W*(?:both|neither)(?:\s+(?:is|are)\s+(?:right|correct|true|wrong|false))?\W*$
    |^\W*(?:all|none|any|both|neither)\s+of\s+(?:these|those)\b(?!\s+(?!is\b|was\b)\w+s\b)
    |^\W*(?:all|none|both|neither)\s+of\s+them\s+(?:is|are)\s+
        (?:right|correct|true|wrong|false|valid)\W*$
    |\b(?:options?|answers?|choices?)\s+[a-h1-9]\s*(?:,|and|or|&|\+)\s*[a-h1-9]\b""",
    re.IGNORECASE | re.VERBOSE,
)
_LETTERS = re.compile(
    r"^\W*(?:(?i:both|only|either|neither)\s+)?\(?[A-I]\)?"
    r"(?:(?:\s*,\s*|\s*(?:,\s*)?(?:and|or|nor|&|\+)\s*)\(?[A-I]\)?)+(?:\s+only)?\W*$"
)


def _look(spot: Spot) -> Found:
    for option, node in spot.options():
        text = masked(option.text)
        if _OTHERS.search(text) or _LETTERS.search(text):
            message = (
                "this option speaks of the others, which are shuffled: write what it means, "
                "or let several options be right"
            )
            yield node.at("text"), message


RULE = Rule(
    id="all-of-the-above",
    title="an option speaks of the other options",
    why="""\
"All of the above", "none of these" and "A and C" test logic and not knowledge: who knows that
two options are right, knows the answer. "None of the above" as the key shows only that one can
see what is wrong. And options are shuffled, so there is no "above".""",
    bad="""\
options:
  - {text: "`PUT`", why: ...}
  - {text: "`DELETE`", why: ...}
  - {text: All of the above, right: true}""",
    good="""\
stem: Which of these methods are idempotent? Choose all that apply.
options:
  - {text: "`PUT`", right: true, why: ...}
  - {text: "`DELETE`", right: true, why: ...}
  - {text: "`POST`", why: ...}""",
    each=_look,
    measured=Measured(2, 2, 3),
)
