"""Draw shots of a terminal as one SVG that moves: only styles, no script, no font of its own.

All that was ever printed is on one long sheet behind a window. Each piece of text is there
once, and a style says from when to when it's seen; the sheet moves up as a terminal scrolls.
Where motion isn't welcome, or styles can't move, one shot stands still.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from xml.sax.saxutils import escape

from pyte.screens import Char

from helpers.picture.recording import COLUMNS, ENTER, ROWS, Row, Shot

#: Pixels: a cell's width and height, the margins at the sides and above, the bar on top.
CELL, LINE, EDGE, TOP, BAR = 10, 20, 16, 12, 36
WIDTH, HEIGHT = COLUMNS * CELL + 2 * EDGE, BAR + TOP + ROWS * LINE + TOP
BASELINE = 15  # where letters stand in a line

#: Colours on light and on dark, by the name of their class; "ink" is that of plain text.
COLOURS = {
    "paper": ("#ffffff", "#0d1117"),
    "line": ("#d1d9e0", "#3d444d"),
    "ink": ("#1f2328", "#e6edf3"),
    "faint": ("#59636e", "#9198a1"),
    "red": ("#cf222e", "#ff7b72"),
    "green": ("#116329", "#7ee787"),
    "magenta": ("#8250df", "#d2a8ff"),
    "cyan": ("#1b7c83", "#76e3ea"),
}
FONT = "ui-monospace,SFMono-Regular,Menlo,Consolas,'Liberation Mono','DejaVu Sans Mono',monospace"

#: Seconds that the whole takes, and of these: for each letter of the command, each character
#: of an answer, everything else, and the end. The rest is shared by the words to be read.
WHOLE, LETTER, CHARACTER, PAUSE, END = 28.0, 0.04, 0.4, 0.8, 2.5

#: Seconds: how long a key is shown before and after its effect, and the sheet glides.
BEFORE, AFTER, GLIDE = 0.5, 0.6, 0.35


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when something is seen, in seconds."""

    start: float
    end: float

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2

    def holds(self, moment: float) -> bool:
        return self.start <= moment < self.end


@dataclass(frozen=True, slots=True)
class Piece:
    """Cells side by side on the sheet that come and go together."""

    row: int
    column: int
    cells: Row


def draw(shots: list[Shot], still: Shot, title: str, description: str) -> str:
    """Return the picture as SVG; *still* is what's seen without motion."""
    times = _times(shots)
    texts, caps = _gather(_pieces(shots, times)), list(_caps(shots, times))
    timed = [*texts, *caps]
    now = times[shots.index(still)]
    groups = [
        f'<g class="t{n}{"" if span.holds(now.middle) else " o"}">{body}</g>'
        for n, (span, body) in enumerate(timed)
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
            f'width="{WIDTH}" height="{HEIGHT}" role="img" aria-labelledby="title desc">',
            f'<title id="title">{escape(title)}</title>',
            f'<desc id="desc">{escape(description)}</desc>',
            "<style>",
            *_colours(),
            f"text{{font:16px {FONT}}}",
            ".bold{font-weight:bold}.italic{font-style:italic}.o{visibility:hidden}",
            f".sheet{{transform:translateY({-still.top * LINE}px)}}",
            "@media (prefers-reduced-motion:no-preference){",
            f".sheet,.cursor,[class^=t]{{animation:{WHOLE:g}s step-end infinite}}",
            ".sheet{animation-name:sheet}.cursor{animation-name:cursor}",
            *(f".t{n}{{animation-name:t{n}}}" for n in range(len(timed))),
            "}",
            *(_seen(f"t{n}", span) for n, (span, _) in enumerate(timed)),
            _sheet(shots, times),
            _cursor(shots, times),
            "</style>",
            *_window(),
            *groups[len(texts) :],
            f'<svg x="{EDGE}" y="{BAR + TOP}" width="{COLUMNS * CELL}" height="{ROWS * LINE}">',
            '<g class="sheet">',
            f'<rect class="cursor faint o" width="{CELL}" height="{LINE}"/>',
            *groups[: len(texts)],
            "</g>",
            "</svg>",
            "</svg>\n",
        ]
    )


def _times(shots: list[Shot]) -> list[Span]:
    """Return from when to when each shot is seen: as long as what's new in it takes to read."""
    pauses, words = [], []
    for before, shot in zip([None, *shots], shots, strict=False):
        typed = before is not None and _is_typed(before, shot)
        if not shot.key:
            pauses.append(END)
        elif typed and shot.key != ENTER:
            pauses.append(LETTER if len(shot.rows) == 1 else CHARACTER)
        else:
            pauses.append(PAUSE)
        words.append(0 if typed or not shot.key else _new_words(before, shot))
    for_each = (WHOLE - sum(pauses)) / sum(words)
    times, now = [], 0.0
    for pause, count in zip(pauses, words, strict=True):
        times.append(Span(now, now + pause + for_each * count))
        now = times[-1].end
    return times


def _new_words(before: Shot | None, shot: Shot) -> int:
    """Return how many words there are in the rows of *shot* that weren't there before."""
    rows = before.rows if before else ()
    news = [row for y, row in enumerate(shot.rows) if row not in rows[y : y + 1]]
    return sum(len("".join(cell.data for cell in row).split()) for row in news)


def _is_typed(shot: Shot, after: Shot) -> bool:
    """Whether the key after *shot* is a character that is seen where the cursor was."""
    if shot.cursor is None or shot.key == ENTER:
        return False
    return after.cursor == (shot.cursor[0], shot.cursor[1] + 1)


def _pieces(shots: list[Shot], times: list[Span]) -> Iterator[tuple[Span, Piece]]:
    """Return all text there is on the sheet; a row that only grows keeps what it has."""
    height = max(len(shot.rows) for shot in shots)
    for y in range(height):
        living: list[tuple[float, Piece]] = []
        shown: Row = ()
        for shot, time in zip(shots, times, strict=True):
            row = shot.rows[y] if y < len(shot.rows) else ()
            if row[: len(shown)] != shown:
                yield from ((Span(start, time.start), piece) for start, piece in living)
                living, shown = [], ()
            if len(row) > len(shown):
                living.append((time.start, Piece(y, len(shown), row[len(shown) :])))
            shown = row
        yield from ((Span(start, WHOLE), piece) for start, piece in living)


def _gather(pieces: Iterable[tuple[Span, Piece]]) -> list[tuple[Span, str]]:
    """Return the elements of all that is seen for the same time together."""
    by_span: dict[Span, list[str]] = defaultdict(list)
    for span, piece in pieces:
        by_span[span].extend(_texts(piece))
    return [(span, "".join(texts)) for span, texts in by_span.items()]


def _texts(piece: Piece) -> Iterator[str]:
    """Return *piece* as elements: each is as wide as its cells, in whichever font."""
    column = piece.column
    for look, same in groupby(piece.cells, key=_look):
        text = "".join(cell.data for cell in same)
        # Signs that a font may not have are apart, so that they alone are stretched.
        for found in re.finditer(r"[!-ÿ]+(?: [!-ÿ]+)*|[^ -ÿ]+", text):
            x, width = (column + found.start()) * CELL, len(found[0]) * CELL
            yield (
                f'<text class="{look}" x="{x}" y="{piece.row * LINE + BASELINE}" '
                f'textLength="{width}" lengthAdjust="spacingAndGlyphs">{escape(found[0])}</text>'
            )
        column += len(text)


def _look(cell: Char) -> str:
    colour = "faint" if cell.blink else "ink" if cell.fg == "default" else cell.fg
    strange = len(cell.data) != 1 or cell.bg != "default" or cell.reverse or cell.underscore
    if strange or colour not in COLOURS:
        raise ValueError(f"the picture can't show {cell}")
    return " ".join([colour, *["bold"] * cell.bold, *["italic"] * cell.italics])


def _caps(shots: list[Shot], times: list[Span]) -> Iterator[tuple[Span, str]]:
    """Return the keys to show in the bar: those that aren't seen where they are typed."""
    for (shot, after), time in zip(pairwise(shots), times, strict=False):
        if not _is_typed(shot, after):
            label = "Enter" if shot.key == ENTER else shot.key
            yield Span(time.end - BEFORE, time.end + AFTER), _cap(label)


def _cap(label: str) -> str:
    """Return a key as it's shown in the bar."""
    width = (len(label) + 2) * CELL
    x = WIDTH - EDGE - width
    return (
        f'<rect class="ink" x="{x}" y="6" width="{width}" height="{BAR - 12}" rx="5"/>'
        f'<text class="paper bold" x="{x + CELL}" y="23" textLength="{len(label) * CELL}" '
        f'lengthAdjust="spacingAndGlyphs">{escape(label)}</text>'
    )


def _window() -> Iterator[str]:
    """Return what's around the sheet: a border, and a bar with three dots."""
    yield (
        f'<rect class="paper edge" x=".5" y=".5" width="{WIDTH - 1}" height="{HEIGHT - 1}" rx="8"/>'
    )
    yield f'<path class="edge" d="M0 {BAR}.5h{WIDTH}"/>'
    for n in range(3):
        yield f'<circle class="line" cx="{EDGE + 6 + 20 * n}" cy="{BAR // 2}" r="6"/>'


def _colours() -> Iterator[str]:
    for theme in (0, 1):
        fills = "".join(f".{name}{{fill:{both[theme]}}}" for name, both in COLOURS.items())
        rules = f"{fills}.edge{{stroke:{COLOURS['line'][theme]}}}"
        yield f"@media (prefers-color-scheme:dark){{{rules}}}" if theme else rules


def _seen(name: str, span: Span) -> str:
    stops = [(0.0, "hidden")] if span.start > 0 else []
    stops.append((span.start, "visible"))
    if span.end < WHOLE:
        stops.append((span.end, "hidden"))
    return _keyframes(name, ((at / WHOLE, f"visibility:{value}") for at, value in stops))


def _sheet(shots: list[Shot], times: list[Span]) -> str:
    """Return how the sheet moves up, in a glide that the eye can follow."""
    stops = [(0.0, "transform:none")]
    for (before, shot), time in zip(pairwise(shots), times[1:], strict=True):
        if shot.top != before.top:
            old, new = (f"transform:translateY({-s.top * LINE}px)" for s in (before, shot))
            stops.append((time.start / WHOLE, f"{old};animation-timing-function:ease"))
            stops.append(((time.start + GLIDE) / WHOLE, new))
    return _keyframes("sheet", stops)


def _cursor(shots: list[Shot], times: list[Span]) -> str:
    stops = []
    for shot, time in zip(shots, times, strict=True):
        value = "visibility:hidden"
        if shot.cursor:
            y, x = shot.cursor
            value = f"visibility:visible;transform:translate({x * CELL}px,{y * LINE}px)"
        stops.append((time.start / WHOLE, value))
    return _keyframes("cursor", stops)


def _keyframes(name: str, stops: Iterable[tuple[float, str]]) -> str:
    return f"@keyframes {name}{{" + "".join(f"{at:.2%}{{{what}}}" for at, what in stops) + "}"
