"""A match whose left and right sides are a list each, instead of pairs."""

from __future__ import annotations

from interview_cli.core.sentences import trim
from interview_cli.packs.format.meant.strays import lines_of
from interview_cli.packs.yaml.line_fixes import write_text
from interview_cli.packs.yaml.source import UNKNOWN, Fixes, Map, Seq, Source

_SIDES = ("left", "right")


def report_sides(source: Source, quiz: Map) -> bool:
    """Report the lists of both sides in *quiz*, or in its pairs, as one; return whether there are.

    They are read side by side, where there are as many of each.
    """
    within = isinstance(quiz.get("pairs"), Map)
    holder = quiz["pairs"] if within else quiz
    left, right = (_read(holder.get(side)) for side in _SIDES)
    if not (left and right) or ("pairs" in quiz and not within) or (within and len(holder) != 2):
        return False
    pairs = [_write(*pair) for pair in zip(left, right, strict=False)]
    message = f'a match has pairs: write "pairs:", and below it "- {trim(pairs[0], 60)}"'
    fixes: Fixes = ()
    if len(left) == len(right):
        message += " and so on"
        fixes = source.fix("wrote pairs", *_replace(source, quiz, within, pairs))
    else:
        message += f" for each; here are {len(left)} left sides and {len(right)} right ones"
    at = holder.key_at("left")
    source.flaw(at, message, "type", len("left"), fixes)
    if not within:
        quiz.keep({name: "pairs" if name == "left" else name for name in quiz if name != "right"})
    quiz["pairs"] = UNKNOWN
    quiz.cut = True
    return True


def _read(value: object) -> list[str]:
    """Return the texts of a list, [] for anything else."""
    if not isinstance(value, Seq) or value.cut or not all(isinstance(one, str) for one in value):
        return []
    return [*value]


def _write(left: str, right: str) -> str:
    return f"{{left: {write_text(left, flow=True)}, right: {write_text(right, flow=True)}}}"


def _replace(
    source: Source, quiz: Map, within: bool, pairs: list[str]
) -> list[tuple[int, int, str]]:
    """Return the edits that write *pairs* for the lists; none where something else is lost."""
    if quiz.flows:
        return []
    names = ["pairs"] if within else [*_SIDES]
    spans = [lines_of(source, quiz, name) for name in names]
    starts = [max(span[0], 0) for span in spans]
    if min(span[0] for span in spans) < 0 or any("#" in source.text[a:b] for a, b in spans):
        return []
    line_end = "\r\n" if "\r\n" in source.text else "\n"
    lead = " " * (quiz.key_at(names[0]) - starts[0])
    rows = [f"{lead}pairs:", *(f"{lead}  - {pair}" for pair in pairs)]
    first, *rest = sorted(spans)
    return [(*first, "".join(row + line_end for row in rows)), *((*span, "") for span in rest)]
