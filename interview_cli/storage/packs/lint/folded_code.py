"""Code in a text whose lines YAML joins."""

from __future__ import annotations

import re

from interview_cli.storage.packs.lint.prose import masked
from interview_cli.storage.packs.lint.rule import Found, Measured, Rule
from interview_cli.storage.packs.lint.spots import Spot
from interview_cli.storage.packs.lint.texts import SHOWN, texts

_CODE = re.compile(
    r"""^\s*(?:
      (?:async\ )?def\ \w+\(.*|class\ \w+.*:|@\w[\w.]*(?:\(.*\))?
    | (?:for|while|if|elif|with|try|except|else|finally)\b.*:
    | (?:from\ [\w.]+\ )?import\ [\w.*]+(?:,\ \w+)*
    | return\b\s*[\w\[({"'].*(?<!\.)
    | [\w.\[\]'"]+\s*(?:[-+*/|&]?=|:=)\s*\S.*(?<!\.)
    | [\w.]+\(.*\)\s*[;{]?
    | (?:const|let|var|function|public|static|int|void|func|fn)\ .*[;{)]
    | [^a-z]*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|FROM|WHERE|JOIN)\ [\w*"].*
    | (?:\$\s+|>>>\s|git\ \w+|docker\ \w+|curl\ ).*
    | .*[;{}]
    )$""",
    re.VERBOSE,
)
LONGEST = 200  # characters of a line of code
_FENCE = re.compile(r"^\s*(?:```|~~~)|(?<!`)```(?!`)", re.MULTILINE)


def _look(spot: Spot) -> Found:
    source = spot.source
    for field, text, at in texts(spot):
        if field not in SHOWN or source.text.startswith("|", at):
            continue
        end = _end(spot, text, at)
        raw = source.text[at:end]
        if "\n" not in raw.strip():
            continue
        if _FENCE.search(raw) and not raw.startswith(">"):  # there the reader refuses it
            how = "so its code block is broken"
        elif _lines_of_code(raw) >= 2:
            how = "so its lines of code become one"
        else:
            continue
        if _keeps_lines(raw, text):
            continue
        yield at, f"YAML joins the lines of this text, {how}: write | and begin below it"


def _end(spot: Spot, text: str, at: int) -> int:
    """Find where the text ends: at the next line that is indented no deeper than its name."""
    whole = spot.source.text
    line = whole[whole.rfind("\n", 0, at) + 1 : at]
    indent = len(line) - len(line.lstrip(" -"))
    if whole[at] in "\"'":
        return _quoted_end(whole, at)
    place = whole.find("\n", at)
    while 0 <= place < spot.part.end:
        following = whole[place + 1 : whole.find("\n", place + 1) % (len(whole) + 1)]
        if following.strip() and len(following) - len(following.lstrip(" ")) <= indent:
            return place
        place = whole.find("\n", place + 1)
    return min(spot.part.end, len(whole))


def _quoted_end(whole: str, at: int) -> int:
    pattern = r"'(?:''|[^'])*'" if whole[at] == "'" else r'"(?:\\.|[^"\\])*"'
    found = re.compile(pattern, re.DOTALL).match(whole, at)
    return found.end() if found else at


def _lines_of_code(raw: str) -> int:
    """Count the lines that look like code and end no sentence; lines in ticks are none."""
    lines = masked(raw.lstrip(">-+|'\"")).split("\n")
    return sum(bool(_CODE.match(line.rstrip())) for line in lines if len(line) <= LONGEST)


def _keeps_lines(raw: str, text: str) -> bool:
    """Say whether the text has as many lines as were written: blank ones between them."""
    written = [line for line in raw.strip().split("\n") if line.strip(" >-+")]
    return text.strip().count("\n") + 1 >= len(written)


RULE = Rule(
    id="folded-code",
    title="the lines of code in a text are joined",
    why="""\
In a text that begins with `>`, or that goes on below its name without a sign, YAML makes one
line of all lines. Code and code blocks do not survive that. A code block below `>` is an error
of the reader; this rule finds the other ways.""",
    bad="""\
ask: What does this print?
  x = [1]
  print(x * 2)""",
    good="""\
ask: |
  What does this print?
  ```python
  x = [1]
  print(x * 2)
  ```""",
    each=_look,
    measured=Measured(1, 1, 2),
)
