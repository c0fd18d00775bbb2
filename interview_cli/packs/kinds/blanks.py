"""Fill the gaps of a text: for authors."""

from __future__ import annotations

import re

from interview_cli.core.kinds.blanks import GAP
from interview_cli.core.kinds.kind import WrongAnswer
from interview_cli.core.sentences import count, join, quote_yaml
from interview_cli.packs.kinds import kind
from interview_cli.packs.yaml.source import Fixes, Map, Seq, Source

#: How a gap looks on paper.
_LINES = re.compile(r"_{2,}|(?<!\{)\{\d\}(?!\})|(?<=\s)\.{3,}(?=\s)|\[\.{2,}\]|\[?\u2026\]?")
#: A gap as other template languages write it.
_SPACED = re.compile(r"\{\{(?=[ ]|\d+[ ])[ ]*(\d+)[ ]*\}\}")


def _check(question: Map, quiz: Map, source: Source) -> kind.Found:
    """Report gaps that don't count from ``{{1}}``, or lack an item of ``accept``."""
    text, accept = quiz.get("text"), quiz.get("accept")
    if isinstance(accept, Seq):
        for at, accepted in zip(accept.places, accept, strict=False):
            if isinstance(accepted, Seq) and not accepted and not accepted.cut:
                yield at, "nothing is accepted in this gap: write at least one text"
    wrong = quiz.get("wrong")
    if isinstance(wrong, Seq) and isinstance(accept, Seq) and not accept.cut:
        for place in wrong.places[len(accept) :]:
            has = count(len(accept), "gap")
            yield place, f"wrong has a list for each gap, and this text has {has}: remove this"
    if not isinstance(text, str):
        return
    at, seen = quiz.at("text"), set()
    last = len(accept) if isinstance(accept, Seq) and not accept.cut else None
    for gap in GAP.finditer(text):
        here = source.within(at, text, gap.start())
        number = int(gap[1])
        if number in seen:
            yield here, f"{gap[0]} is here twice: give each gap its own number"
        elif last is not None and not 1 <= number <= last:
            has = count(last, "item")
            yield here, f"{gap[0]} has nothing in accept, which has {has}: count from {{{{1}}}}"
        seen.add(number)
    if spaced := [*_SPACED.finditer(text)]:
        yield _write_without_spaces(source, at, text, spaced)
        seen |= {int(gap[1]) for gap in spaced}
    lines = [*_LINES.finditer(text)]
    if not seen and lines and last in (None, len(lines)):
        yield _write_gaps(source, at, text, lines)
    elif not seen:
        yield at, "there is no gap in this text: write {{1}} where the first one is"
    elif last is not None and isinstance(accept, Seq):
        for number in sorted({*range(1, last + 1)} - seen):
            place = accept.at(number - 1)
            yield place, f"there is no {{{{{number}}}}} in the text for this item of accept"


def _write_without_spaces(
    source: Source, at: int, text: str, spaced: list[re.Match[str]]
) -> tuple[int, str, *Fixes]:
    """Return where the first of the *spaced* gaps of *text* is, and what to write for them."""
    written = [f"{{{{{gap[1]}}}}}" for gap in spaced]
    places = [source.within(at, text, gap.start()) for gap in spaced]
    message = f"a gap is written without spaces: {join(written)}"
    pairs = [*zip(places, spaced, written, strict=True)]
    if any(not source.text.startswith(gap[0], place) for place, gap, _ in pairs):
        return places[0], message
    edits = [(place, place + len(gap[0]), new) for place, gap, new in pairs]
    return places[0], message, *source.fix("wrote the gaps without spaces", *edits)


def _write_gaps(
    source: Source, at: int, text: str, lines: list[re.Match[str]]
) -> tuple[int, str, *Fixes]:
    """Return where the first of the *lines* is that are gaps in *text*, and what to write."""
    numbers = (f"{{{{{n}}}}}" for n in range(1, len(lines) + 1))
    first = source.within(at, text, lines[0].start())
    written = "{{1}}" if len(lines) == 1 else f"{{{{1}}}} to {{{{{len(lines)}}}}}"
    message = f"a gap is written with its number: write {written} for {lines[0][0]}"
    if source.text.startswith(text, at):  # it's plain, and may have to be quoted
        edit = (at, at + len(text), quote_yaml(_LINES.sub(lambda _: next(numbers), text), None))
        return first, message, *source.fix("wrote the gaps", edit)
    edits = []
    for line, number in zip(lines, numbers, strict=True):
        here = source.within(at, text, line.start())
        if not source.text.startswith(line[0], here):
            return first, message
        edits.append((here, here + len(line[0]), number))
    return first, message, *source.fix("wrote the gaps", *edits)


_EXAMPLE = """\
- id: gaps
  ask: How is a file opened so that it is closed in any case?
  answer: |
    With `with open(path) as file:`, which closes it when the block is left,
    also by an error.
  quiz:
    kind: blanks
    text: "{{1}} open(path) {{2}} file:"
    accept: [[with], [as]]          # for each gap what fills it
    wrong:                          # and what people type wrongly
      - [{text: try, why: A `try` closes nothing unless its `finally` does.}]
  sources:
    - https://docs.python.org/3/reference/compound_stmts.html#the-with-statement
"""

FOR_AUTHORS = kind.KindForAuthors(
    rule=kind.KindRule(
        id="gaps",
        title="Each gap of a text has an item in accept",
        broken='quiz: {kind: blanks, text: "{{1}} x {{2}} y:", accept: [[for]]}',
        fixed='quiz: {kind: blanks, text: "{{1}} x {{2}} y:", accept: [[for], [in]]}',
        check=_check,
    ),
    fields={
        "case": kind.CASE,
        "text": kind.Field(
            "A text with the gaps `{{1}}`, `{{2}}` and so on. Markdown.",
            "SELECT * {{1}} users",
            {
                "pattern": r"\{\{\d+\}\}",
                "patternErrorMessage": "Write {{1}} where the first gap is.",
                "type": "string",
            },
        ),
        "accept": kind.Field(
            "For each gap, in order, a list of the texts that fill it. The first is shown as the "
            "right one.",
            [["FROM", "from"]],
            {"minItems": 1, "items": {"minItems": 1}},
        ),
        "wrong": kind.Field(
            "For each gap, in order, a list of the wrong answers that people type, with the reason "
            "why each is wrong, which is shown to anyone who gives it. Since format 1.1.",
            [[{"text": "IN", "why": "`IN` tests values, and names no table."}]],
        ),
    },
    example=_EXAMPLE,
    foreign_fields=(
        kind.ForeignName(f"ask sentence template {kind.ASK}", "text"),
        kind.ForeignName(
            f"answer answers gaps blanks options words {kind.RIGHT}",
            "accept",
            "write accept: [[a, b], [c]], the texts of {{1}} and then of {{2}}",
        ),
        kind.ForeignName(
            "mistakes wronganswers distractors misconceptions commonmistakes",
            "wrong",
            "write wrong: [[{text: …, why: …}]], a list for each gap",
        ),
        kind.FOREIGN_CASE,
    ),
    parts={WrongAnswer: kind.WRONG_ANSWER},
    foreign_kinds=(("fillin fillintheblank fillintheblanks fillblank blank cloze gap gaps", ""),),
)
