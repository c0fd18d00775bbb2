"""What was read in a job posting: at a terminal, and as lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from interview_cli.core.safe_text import line as safe
from interview_cli.core.sentences import join
from interview_cli.terminal.rendering.layout import ByWidth, Page, columns, plain

#: Below so many columns the quotes go under their topics.
_NARROW = 70
#: Names of what there are no questions about.
_NAMED = 8

NOTHING = "Nothing in this text is known to your packs, so it gives no weights and no level."
TO_PLAN = "To make the plan: interview plan --on DATE --minutes 25 --job FILE"
TO_EDIT = 'To change a weight: interview plan --profile "http: 1"'


def is_known(job: Mapping[str, Any]) -> bool:
    """Whether anything in the posting *job* is known."""
    return bool(job["areas"])


def show(job: Mapping[str, Any], *, planned: bool) -> None:
    """Show what was read, at a terminal; *planned*: it's in a plan already."""
    page = Page()
    page.space()
    page.show(plain("From the job posting", "bold"))
    if not is_known(job):
        page.show(plain(NOTHING), *map(plain, _missing(job)))
        return
    rows = [
        (area["topic"], f"{area['weight']:g}", _cause(area["line"], area["text"]))
        for area in job["areas"]
    ]
    wide = columns([(plain(t), plain(w), plain(text, "dim")) for t, w, text in rows])
    narrow = columns(
        [(cell,) for t, w, text in rows for cell in (plain(f"{t} {w}"), plain(text, "dim"))]
    )
    page.show(ByWidth(wide, narrow, _NARROW))
    page.show(*map(plain, _notes(job)))
    page.show(plain(TO_EDIT if planned else TO_PLAN, "dim"))


def lines(job: Mapping[str, Any], *, planned: bool) -> Iterator[str]:
    """Yield what ``show`` shows, as lines."""
    yield "From the job posting:"
    if not is_known(job):
        yield NOTHING
        yield from _missing(job)
        return
    for area in job["areas"]:
        yield f"{area['topic']} {area['weight']:g}, {_cause(area['line'], area['text'])}"
    yield from _notes(job)
    yield TO_EDIT if planned else TO_PLAN


def _cause(number: int, text: str) -> str:
    return f"line {number}: “{safe(text)}”"


def _notes(job: Mapping[str, Any]) -> Iterator[str]:
    if job["level"]:
        yield f"Level {job['level']}, {_cause(job['level_line'], job['level_text'])}"
    else:
        yield "The text doesn't state a level: all levels."
    if low := job["low"]:
        yield f"Not named, so with a low weight of 0.5: {join([*map(safe, low)])}"
    yield from _missing(job)


def _missing(job: Mapping[str, Any]) -> Iterator[str]:
    """Yield what there are no questions about, if there is any."""
    names = [f"{safe(one['name'])} (line {one['line']})" for one in job["missing"][:_NAMED]]
    if more := len(job["missing"]) - len(names):
        names.append(f"{more} more")
    if names:
        yield f"No questions on this yet: {join(names)}"
