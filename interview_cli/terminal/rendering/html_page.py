"""A page for a browser, self-contained: nothing is fetched, and no script runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from html import escape
from importlib.resources import files
from string import Template
from typing import NamedTuple

from interview_cli.core.safe_text import clean
from interview_cli.core.session.state import Span
from interview_cli.terminal.rendering.wording import percent


def render_page(kind: str, title: str, body: str, mark: str = "") -> str:
    """Return a whole page.

    *kind* is its class in page.css, and *mark* a comment at its top. *body* is HTML already.
    """
    folder = files(__package__)
    skeleton, style = ((folder / f"page.{ext}").read_text("utf-8") for ext in ("html", "css"))
    fields = {"kind": kind, "title": text(title), "style": style, "body": body}
    return Template(skeleton).substitute(fields, mark=f"{mark}\n" if mark else "")


def text(value: str) -> str:
    """Return *value* safe inside a page."""
    return escape(clean(value))


_TICKS = re.compile(r"`([^`\n]+)`")


def with_code(value: str) -> str:
    """Return *value* safe inside a page, with what stands in back-ticks as code."""
    return _TICKS.sub(r"<code>\1</code>", text(value))


def html_code(code: str, spans: Iterable[Span]) -> str:
    """Return *code* safe inside a page, coloured by *spans*, which may reach beyond its end."""
    parts, at = [], 0
    for start, end, kind in spans:
        if at <= start < len(code):
            marked = f'<span class="{kind}">{text(code[start:end])}</span>'
            parts += [text(code[at:start]), marked]
            at = end
    return "".join(parts) + text(code[at:])


#: A day of the heat map and the step to the next one; room at the left for its labels.
_CELL, _STEP, _LEFT, _TOP = 12, 14, 32, 18

#: The width of the other charts, in the units that letters of 12 are set in.
_WIDE = 400


class Caption(NamedTuple):
    """What a chart is called, and what it shows, for who can't see it."""

    title: str
    about: str


def bar(share: float) -> str:
    """Return the bar of a share from 0 to 1, as wide as its cell."""
    return (
        '<svg class="bar" width="100%" height="8" aria-hidden="true">'
        '<rect class="none" width="100%" height="8" rx="2"/>'
        f'<rect class="on" width="{share:.1%}" height="8" rx="2"/></svg>'
    )


def heat_map(
    answers: Mapping[date, int], first: date, last: date, lows: Sequence[int], caption: Caption
) -> str:
    """Return the heat map of the days from *first* to *last*: a week a column, Monday above.

    *lows* are the least answers a day of each step of the scale.
    """
    monday = first - timedelta(days=first.weekday())
    weeks = (last - monday).days // 7 + 1
    weekdays = ((0, "Mon"), (2, "Wed"), (4, "Fri"))
    marks = [_label(0, _TOP + 10 + _STEP * n, day) for n, day in weekdays]
    for week in range(weeks - 1):
        sunday = monday + timedelta(weeks=week, days=6)
        if sunday.day <= 7:
            marks.append(_label(_LEFT + _STEP * week, 10, f"{sunday:%b}"))
    for ahead in range((last - first).days + 1):
        day = first + timedelta(days=ahead)
        count = answers.get(day, 0)
        step = sum(count >= low for low in lows)
        x, y = _LEFT + _STEP * ((day - monday).days // 7), _TOP + _STEP * day.weekday()
        marks.append(
            f'<rect class="step{step}" x="{x}" y="{y}" width="{_CELL}" height="{_CELL}" rx="2">'
            f"<title>{day.day} {day:%B %Y}: {count}</title></rect>"
        )
    return _chart(_LEFT + _STEP * weeks, _TOP + _STEP * 7, marks, caption)


def columns(counts: Sequence[int], names: Sequence[tuple[str, str]], caption: Caption) -> str:
    """Return counts as columns, the first one set off, with two lines of label below."""
    base, high, step = 140, 116, _WIDE / len(counts)
    top = max(*counts, 1)
    marks = [f'<path class="rule" d="M0 {base}H{_WIDE}"/>']
    for n, (count, (name, number)) in enumerate(zip(counts, names, strict=True)):
        middle, tall = step * (n + 0.5), high * count / top
        if count:
            marks.append(
                f'<rect class="{"later" if n else "on"}" x="{middle - 9:.1f}" '
                f'y="{base - tall:.1f}" width="18" height="{tall:.1f}" rx="2"/>'
            )
            marks.append(_label(middle, base - tall - 6, str(count), "number middle"))
        marks.append(_label(middle, base + 17, name, "middle"))
        marks.append(_label(middle, base + 32, number, "middle"))
    return _chart(_WIDE, base + 38, marks, caption)


def against(
    points: Sequence[tuple[float, float, int]], axes: tuple[str, str], caption: Caption
) -> str:
    """Return a scatter plot of shares with the line where both are alike.

    A point is the share to the right, the share upwards, and how many it stands for,
    which is its area.
    """
    left, top, size = 44.0, 12.0, 300.0
    most = max((count for *_, count in points), default=1)

    def at(right: float, up: float) -> tuple[float, float]:
        return left + size * right, top + size * (1 - up)

    marks = []
    for n in range(5):
        share = n / 4
        x, y = at(share, share)
        marks.append(f'<path class="rule" d="M{left} {y}h{size}"/>')
        marks.append(_label(left - 8, y + 4, percent(share), "end"))
        marks.append(_label(x, top + size + 18, percent(share), "middle"))
    marks.append(f'<path class="same" d="M{left} {top + size}l{size} -{size}"/>')
    for right, up, count in points:
        x, y = at(right, up)
        radius = max(3.0, 13 * (count / most) ** 0.5)
        marks.append(
            f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}">'
            f"<title>{percent(right)}, {percent(up)}, {count}</title></circle>"
        )
    marks.append(_label(left + size, top + size + 38, f"{axes[0]} →", "end"))
    marks.append(_label(left + 8, top + 14, f"↑ {axes[1]}"))
    return _chart(left + size + 20, top + size + 46, marks, caption)


def line(points: Sequence[tuple[date, float]], caption: Caption) -> str:
    """Return a line chart of shares from 0 to 1 over time, each with its number."""
    left, right, top, high = 44, _WIDE - 20, 24, 110
    first, last = points[0][0], points[-1][0]
    span = max(1, (last - first).days)
    marks = []
    for share in (0.0, 0.5, 1.0):
        y = top + high * (1 - share)
        marks.append(f'<path class="rule" d="M{left} {y}H{right}"/>')
        marks.append(_label(left - 8, y + 4, percent(share), "end"))
    at = [
        (left + 16 + (right - left - 32) * (day - first).days / span, top + high * (1 - share))
        for day, share in points
    ]
    path = " ".join(f"{x:.1f} {y:.1f}" for x, y in at)
    marks.append(f'<path class="trend" d="M{path}"/>')
    numbered = -1000.0
    for (x, y), (_, share) in zip(at, points, strict=True):
        marks.append(f'<circle class="on" cx="{x:.1f}" cy="{y:.1f}" r="4"/>')
        if (x - numbered >= 34 and x <= at[-1][0] - 34) or x == at[-1][0]:
            marks.append(_label(x, y - 10, percent(share), "number middle"))
            numbered = x
    for (x, _), day in {at[0]: first, at[-1]: last}.items():
        marks.append(_label(x, top + high + 20, f"{day.day} {day:%b}", "middle"))
    return _chart(_WIDE, top + high + 28, marks, caption)


def _label(x: float, y: float, label: str, style: str = "") -> str:
    css_class = f' class="{style}"' if style else ""
    return f'<text{css_class} x="{x:.1f}" y="{y:.1f}">{text(label)}</text>'


def _chart(wide: float, high: float, marks: Iterable[str], caption: Caption) -> str:
    style = "chart square" if wide < high * 1.2 else "chart"
    return (
        f'<svg class="{style}" viewBox="0 0 {wide:g} {high:g}" role="img">'
        f"<title>{text(caption.title)}</title><desc>{text(caption.about)}</desc>"
        f"{''.join(marks)}</svg>"
    )
