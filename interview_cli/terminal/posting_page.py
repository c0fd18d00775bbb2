"""What was read in a job posting: at a terminal, and as lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from interview_cli.core.safe_text import line as safe
from interview_cli.core.sentences import join
from interview_cli.terminal.rendering.layout import ByWidth, Indented, Page, columns, plain

#: Below so many columns the quotes go under their topics.
_NARROW = 70
#: Names of what there are no questions about.
_NAMED = 8

NOTHING = "Nothing in this text is known to your packs: no weights and no level come from it."
TO_PLAN = "To make the plan: interview plan --on DATE --minutes 25 --job FILE"
TO_EDIT = 'To change a weight: interview plan --profile "http: 1"'


class _Row(NamedTuple):
    topic: str
    weight: str
    cause: str


def show(job: Mapping[str, Any], weights: Mapping[str, float] | None) -> None:
    """Show what was read, at a terminal; *weights* are those of the plan, if it's in one."""
    page = Page()
    page.space()
    page.show(plain("From the job posting", "bold"))
    if not job["areas"]:
        page.show(plain(NOTHING), *(plain(f"{name}: {text}") for name, text in _missing(job)))
        return
    rows = [*_rows(job, weights)]
    wide = columns([(plain(t), plain(w), plain(cause, "dim")) for t, w, cause in rows])
    narrow = columns(
        [
            (cell,)
            for t, w, cause in rows
            for cell in (plain(f"{t} {w}"), Indented(plain(cause, "dim"), 2))
        ]
    )
    notes = columns([(plain(name), plain(text)) for name, text in _notes(job, weights)])
    page.show(ByWidth(wide, narrow, _NARROW), notes, plain(_next(weights), "dim"))


def lines(job: Mapping[str, Any], weights: Mapping[str, float] | None) -> Iterator[str]:
    """Yield what ``show`` shows, as lines."""
    yield "From the job posting:"
    if not job["areas"]:
        yield NOTHING
        yield from (f"{name}: {text}." for name, text in _missing(job))
        return
    for row in _rows(job, weights):
        yield f"{row.topic} {row.weight}, {row.cause}"
    yield from (f"{name}: {_end(text)}" for name, text in _notes(job, weights))
    yield _next(weights)


def remind(job: Mapping[str, Any], weights: Mapping[str, float]) -> str:
    """Return which weights of a plan come from its posting, in a line."""
    given = [f"{safe(row.topic)} {row.weight}" for row in _rows(job, weights)]
    return f"Weights by the job posting: {', '.join(given)}."


def show_reminder(job: Mapping[str, Any], weights: Mapping[str, float]) -> None:
    Page().show(plain(remind(job, weights), "dim"))


def _end(text: str) -> str:
    """Return *text* with a full stop, unless a quote at its end brings one."""
    return text if text.endswith((".”", "…”")) else f"{text}."


def _next(weights: Mapping[str, float] | None) -> str:
    return TO_PLAN if weights is None else TO_EDIT


def _rows(job: Mapping[str, Any], weights: Mapping[str, float] | None) -> Iterator[_Row]:
    for area in (*job["areas"], *job["nice"]):
        read, cause = area["weight"], _cause(area["line"], area["text"])
        weight = read if weights is None else weights.get(area["topic"], 1.0)
        if weight != read:
            cause = f"your own; the posting gives {read:g}, {cause}"
        yield _Row(area["topic"], f"{weight:g}", cause)


def _cause(number: int, text: str) -> str:
    return f"line {number}: “{safe(text)}”"


def _notes(
    job: Mapping[str, Any], weights: Mapping[str, float] | None
) -> Iterator[tuple[str, str]]:
    if job["level"]:
        yield "Level", f"{job['level']}, {_cause(job['level_line'], job['level_text'])}"
    else:
        yield "Level", "the text doesn't state one, so all levels"
    low = [t for t in job["low"] if weights is None or weights.get(t) == job["weights"].get(t)]
    if low:
        yield "Low, 0.5", f"{join([*map(safe, low)])}: not in the posting"
    yield from _missing(job)


def _missing(job: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what there are no questions on, if there is any."""
    names = [f"{safe(one['name'])} (line {one['line']})" for one in job["missing"][:_NAMED]]
    if more := len(job["missing"]) - len(names):
        names.append(f"{more} more")
    if names:
        yield "No questions yet", join(names)
