"""What must hold of each kind of quiz: a rule for each kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from math import isfinite

from interview_cli.core.compare import fold
from interview_cli.core.kinds.output import output_lines
from interview_cli.core.sentences import brief, count
from interview_cli.packs.foreign_names import TRUE, tells_right
from interview_cli.packs.yaml.source import UNKNOWN, Map, Seq, Source

_GAP = re.compile(r"\{\{(\d+)\}\}")

Found = Iterator[tuple[int, str]]


def choice(question: Map, quiz: Map, source: Source) -> Found:
    """Two to nine different options, some of them right."""
    options = quiz.get("options")
    if not isinstance(options, Seq):
        return
    yield from _different(options, "text", "option", source, _as_read)
    if not _known(options):
        return
    at = quiz.key_at("options")
    if not 2 <= len(options) <= 9:
        yield at, f"a choice has 2 to 9 options, this one has {len(options)}"
    flags = [option.get("right") for option in options]
    right = [isinstance(flag, str) and flag.strip().lower() in TRUE for flag in flags]
    if UNKNOWN in flags or not options:
        return
    if any(map(tells_right, quiz)):
        return  # which one is right is said where it can't be: that was told already
    if not any(right):
        yield at, 'no option is right: write "right: true" in each one that is'
    elif all(right) and len(right) > 1:
        yield at, "every option is right: give a wrong one, or there is nothing to choose"


def short(question: Map, quiz: Map, source: Source) -> Found:
    """Something to compare with."""
    accept, number = quiz.get("accept"), quiz.get("number")
    if not accept and number is None and not quiz.cut:
        at = quiz.key_at("accept") if "accept" in quiz else quiz.at("kind")
        yield at, "short needs what is right: accept: [one wording, another], or number"
    if isinstance(number, Map):
        for key, least in (("value", float("-inf")), ("tolerance", 0.0)):
            text = number.get(key)
            if isinstance(text, str) and not (isfinite(float(text)) and float(text) >= least):
                wanted = "0 or more" if key == "tolerance" else "a number"
                yield number.at(key), f"{key} is {brief(text)}; it must be {wanted}"


def blanks(question: Map, quiz: Map, source: Source) -> Found:
    """Gaps from ``{{1}}`` on, and an item of ``accept`` for each."""
    text, accept = quiz.get("text"), quiz.get("accept")
    if isinstance(accept, Seq):
        for at, accepted in zip(accept.places, accept, strict=False):
            if isinstance(accepted, Seq) and not accepted and not accepted.cut:
                yield at, "nothing is accepted in this gap: write at least one text"
    if not isinstance(text, str):
        return
    at, seen = quiz.at("text"), set()
    last = len(accept) if isinstance(accept, Seq) and not accept.cut else None
    for gap in _GAP.finditer(text):
        here = source.within(at, text, gap.start())
        number = int(gap[1])
        if number in seen:
            yield here, f"{gap[0]} stands here a second time: give each gap its own number"
        elif last is not None and not 1 <= number <= last:
            has = count(last, "item")
            yield here, f"{gap[0]} has nothing in accept, which has {has}: count from {{{{1}}}}"
        seen.add(number)
    if not seen:
        yield at, "there is no gap in this text: write {{1}} where the first one is"
    elif last is not None and isinstance(accept, Seq):
        for number in sorted({*range(1, last + 1)} - seen):
            place = accept.at(number - 1)
            yield place, f"there is no {{{{{number}}}}} in the text for this item of accept"


def order(question: Map, quiz: Map, source: Source) -> Found:
    """Three to nine different steps."""
    steps = quiz.get("steps")
    if isinstance(steps, Seq):
        yield from _different(steps, None, "step", source, _as_read)
        if _known(steps) and not 3 <= len(steps) <= 9:
            yield quiz.key_at("steps"), f"order has 3 to 9 steps, this one has {len(steps)}"


def output(question: Map, quiz: Map, source: Source) -> Found:
    """A program, and wrong outputs that are wrong."""
    if "code" not in question and "code" not in quiz and not question.cut:
        yield quiz.at("kind"), "output asks what code prints, but this question has no code"
    wrong, prints = quiz.get("wrong"), quiz.get("prints")
    if not isinstance(wrong, Seq):
        return
    yield from _different(wrong, "text", "wrong output", source, _as_printed)
    if len(wrong) > 8:
        yield quiz.key_at("wrong"), f"there can be 8 wrong outputs, here are {len(wrong)}"
    for item in wrong:
        text = item.get("text") if isinstance(item, Map) else None
        if (
            isinstance(text, str)
            and isinstance(prints, str)
            and output_lines(text) == output_lines(prints)
        ):
            yield item.at("text"), "this is what the program prints, so it is not wrong"


def _different(
    found: Seq, key: str | None, noun: str, source: Source, fold: Callable[[str], str]
) -> Found:
    """Let all texts be different once folded."""
    texts = [item.get(key) if key and isinstance(item, Map) else item for item in found]
    known = [fold(text) for text in texts if isinstance(text, str)]
    if len({*known}) == len(known):
        return
    seen: dict[str, int] = {}
    for n, item in enumerate(found):
        holder: Map | Seq = item if isinstance(item, Map) else found
        text = texts[n]
        if not isinstance(text, str):
            continue
        at = holder.at(key) if isinstance(holder, Map) and key else found.at(n)
        folded = fold(text)
        if folded in seen:
            line = source.line_of(seen[folded])
            yield at, f"this {noun} is the same as the one on line {line}: change one of them"
        seen.setdefault(folded, at)


def _as_read(text: str) -> str:
    return fold(text, case=True)


def _as_printed(text: str) -> str:
    return "\n".join(output_lines(text))


def _known(found: Seq) -> bool:
    return not found.cut and UNKNOWN not in found
