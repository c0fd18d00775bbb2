"""Questions within a question, and a list where there is one: written as packs have them."""

from __future__ import annotations

from typing import Any

from interview_cli.core.sentences import trim
from interview_cli.packs.yaml.line_fixes import indent_of, lines_below, write_text
from interview_cli.packs.yaml.source import UNKNOWN, Fixes, Map, Seq, Source


def report_group(source: Source, holder: Map, own: list[str]) -> None:
    """Report the "questions:" in *holder*, which stands for a question and has the names *own*."""
    at = holder.key_at("questions")
    message = "there are no questions within questions: move these beside the others"
    fixes: Fixes = ()
    if own == ["questions"]:
        message = 'there are no questions within questions: remove this "questions:", and write '
        message += "those below it beside the others"
        fixes = _lift(source, holder, at)
    elif {"ask", "answer"}.isdisjoint(own):
        also = [name for name in ("level", "topic", "language") if name in own]
        if also:
            message += f", each with its {' and '.join(also)}"
        message += ", or to a file of their own"
    else:
        message += ', or write "follow_ups:"'
    source.flaw(at, message, "unknown-field", len("questions"), fixes)


def is_question(part: Any) -> bool:
    """Whether *part* says what is asked, and what it is called or what is answered."""
    return isinstance(part, Map) and "ask" in part and ("answer" in part or "id" in part)


def say_question_inside(source: Source, outer: Map | None) -> str:
    """Return what to do with a question that stands in a list of *outer*."""
    message = "this is a question of its own:"
    hyphen = -1
    if outer is not None:
        hyphen = source.text.rfind("-", source.start_of(outer.start), outer.start)
    if outer is None or hyphen < 0 or source.text[source.start_of(hyphen) : hyphen].strip():
        return f"{message} move it beside the others"
    place = f"column {source.column_of(hyphen)}, like line {source.line_of(hyphen)}"
    return f"{message} move it below the question around it, and begin it in {place}"


def report_question_inside(source: Source, part: Map, outer: Map | None) -> None:
    """Report the question *part* in a list of *outer*, and say nothing of its fields."""
    source.flaw(part.start, say_question_inside(source, outer), "type")
    for name in part:
        part[name] = UNKNOWN
    part.cut = True


def _lift(source: Source, holder: Map, at: int) -> Fixes:
    items = holder["questions"]
    if not isinstance(items, Seq) or not items or items.flows or holder.flows:
        return ()
    start = source.start_of(at)
    hyphen, inner = source.rest(start).find("-"), source.start_of(items.places[0])
    by = source.rest(inner).find("-") - hyphen
    below = lines_below(source, start)
    if source.text[start:at].strip() != "-" or by < 0:
        return ()
    if any(source.rest(line).strip() and indent_of(source.rest(line)) < by for line in below):
        return ()
    edits = [(line, line + by, "") for line in below if source.rest(line).strip()]
    what = 'removed the "questions:" within questions'
    return source.fix(what, (start, source.line_after(at), ""), *edits)


def write_alone(source: Source, holder: Map, key: str, field: str) -> tuple[str, Fixes]:
    """Return how the one text of the list *key* is written as *field*; "" if it isn't one."""
    items = holder[key]
    if not isinstance(items, Seq) or len(items) != 1 or not isinstance(items[0], str):
        return "", ()
    span, at = source.span(items.places[0], items[0]), holder.key_at(key)
    if span is None:
        return "", ()
    text = source.text[slice(*span)]
    if not text.startswith(('"', "'")):
        text = write_text(text, flow=holder.flows)
    written = f"{field}: {text}"
    end = items.end if items.flows else span[1]
    return trim(written, 60), source.fix(f"wrote {trim(written, 60)}", (at, end, written))
