"""Charts made of characters: each is readable without colour, in a window of any width."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rich.console import Console, ConsoleOptions, Group, RenderResult
from rich.table import Table
from rich.text import Text

from interview_cli.core.progress import statistics
from interview_cli.core.progress.statistics import Calibration, MeanRecall, MockResult, Report
from interview_cli.core.sentences import join
from interview_cli.terminal.rendering.layout import BothEnds, ByWidth, Page, View, columns, plain
from interview_cli.terminal.rendering.wording import percent, question_id
from interview_cli.terminal.stats import words

ACCENT = "cyan"  # the one colour of all charts, of the terminal's own palette
SHADES = "·░▒▓█"  # no answers on a day, then the four steps of the scale
WEEKS = 53  # of a year, the current one too
_EIGHTHS = " ▁▂▃▄▅▆▇█"  # a column's last cell, filled from below


def draw_bar(share: float | None, width: int) -> Text:
    """Draw a share from 0 to 1; None as an empty one."""
    full = round(width * (share or 0.0))
    return Text.assemble(("━" * full, ACCENT), ("─" * (width - full), "dim"))


def draw_length(share: float, width: int) -> Text:
    """Draw a length: a share from 0 to 1 of *width*, to half a column."""
    halves = max(1, round(2 * width * share))
    return Text("━" * (halves // 2) + "╸" * (halves % 2), ACCENT)


@dataclass(frozen=True, slots=True)
class HeatMap:
    """A year of days: weeks from left to right, Monday to Sunday from above.

    ``lows`` are the least answers of the four steps of the scale, ``words`` say them,
    and ``first`` is the first day that is known of. The scale stands at the right, or
    below where there is no room; then the oldest weeks go away.
    """

    answers: Mapping[date, int]
    first: date
    today: date
    lows: Sequence[int]
    words: Sequence[str]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        weeks = min(WEEKS, max(1, options.max_width - 5))
        monday = self.today - timedelta(days=self.today.weekday(), weeks=weeks - 1)
        rows = [Text("     ").append(_months(monday, weeks), "dim")]
        for weekday in range(7):
            days = (monday + timedelta(days=weekday, weeks=week) for week in range(weeks))
            label = f"{monday + timedelta(days=weekday):%a}  "
            rows.append(Text.assemble((label, "dim"), *map(self._cell, days)))
        legend = [
            Text.assemble((shade, ACCENT if n else "dim"), f" {words}")
            for n, (shade, words) in enumerate(zip(SHADES, ("none", *self.words), strict=True))
        ]
        if options.max_width >= 5 + weeks + 4 + max(text.cell_len for text in legend):
            for row, text in zip(rows[2:], legend, strict=False):
                row.append("    ").append_text(text)
        else:
            rows += [Text(), Text("   ").join(legend)]
        yield Group(*rows)

    def _cell(self, day: date) -> tuple[str, str]:
        if not self.first <= day <= self.today:
            return " ", ""
        answers = self.answers.get(day, 0)
        step = sum(answers >= low for low in self.lows)
        return SHADES[step], ACCENT if step else "dim"


def _months(monday: date, weeks: int) -> str:
    """Return the name of each month above the week that its first day is in."""
    line = ""
    for week in range(weeks):
        sunday = monday + timedelta(weeks=week, days=6)
        if sunday.day <= 7 and len(line) <= week and week + 3 <= weeks:
            line = f"{line:{week}}{sunday:%b} "
    return line


@dataclass(frozen=True, slots=True)
class Columns:
    """Counts as columns of whole numbers, each with two lines of label below."""

    counts: Sequence[int]
    labels: Sequence[tuple[str, str]]
    height: int = 4

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        wide = max(4, min(5, options.max_width // len(self.counts)))
        counts = self.counts[: max(1, options.max_width // wide)]
        top = max(*counts, 1)
        eighths = [-(-count * self.height * 8 // top) for count in counts]
        # A row more than the height: the number stands on top of its column.
        for row in range(self.height, -1, -1):
            line = Text()
            for count, filled in zip(counts, eighths, strict=True):
                above = -(-filled // 8)
                here = min(max(filled - 8 * row, 0), 8)
                if row == above:
                    label = f"{count // 1000}k" if count >= 1000 else str(count or "·")
                    line.append(f"{label:^3}".ljust(wide), "" if count else "dim")
                else:
                    line.append((_EIGHTHS[here] * 3).ljust(wide), ACCENT)
            yield line
        for place in range(2):
            names = (f"{label[place]:^3}" for label in self.labels[: len(counts)])
            yield Text((" " * (wide - 3)).join(names), "dim")


@dataclass(frozen=True, slots=True)
class DotPlot:
    """Two shares on one scale from 0 to 1, a row each: what was expected, what happened.

    A row is its label, the two shares, and what is said at its end.
    """

    rows: Sequence[tuple[str, float, float, str]]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        labels, _, _, ends = zip(*self.rows, strict=True)
        width = min(51, options.max_width - max(map(len, labels)) - max(map(len, ends)) - 6)
        table = Table.grid(padding=(0, 3, 0, 0), pad_edge=False)
        if width >= 21:
            table.add_row("", Text(f"0 %{'50 %':^{width - 8}}100 %", "dim"), "")
        for label, expected, happened, end in self.rows:
            drawn = [_track(expected, happened, width)] if width >= 11 else []
            table.add_row(Text(label), *drawn, Text(end))
        yield table


def _track(expected: float, happened: float, width: int) -> Text:
    """Draw ``○`` where it was expected and ``●`` where it came to be."""
    places = [round(share * (width - 1)) for share in (expected, happened)]
    low, high = sorted(places)
    line = Text("·" * low + "─" * (high - low + 1) + "·" * (width - 1 - high), "dim")
    for place, mark, style in zip(places, "○●", ("", ACCENT), strict=True):
        line = Text.assemble(line[:place], (mark, style), line[place + 1 :])
    return line


BAR, SHORT = 24, 12  # columns of a bar in a wide window, and in a narrow one
WIDE, BARE = 70, 48  # columns from which a window is wide, and below which it has no bars
MOCKS = 12  # mock interviews, the latest


def show(report: Report) -> None:
    page = Page()
    page.space()
    page.show(*views(report))


def views(report: Report) -> list[View]:
    """Return all that there is something to say of, one below the other."""
    day = report.today
    head = BothEnds(plain("Statistics", "bold"), plain(f"{day:%a} {day.day} {day:%b %Y}", "dim"))
    if not report.answers:
        return [head, plain(words.NOTHING)]
    parts = [head, _year(report)]
    if report.everything.seen:
        parts += [_recall(report), _load(report)]
    parts.append(_calibration(report.calibration))
    if report.times:
        parts.append(_answers(report))
    if report.weakest:
        parts.append(_weakest(report))
    if report.mocks:
        parts.append(_mocks(report.mocks[-MOCKS:]))
    return parts


def _section(title: str, beside: str, *body: View) -> View:
    head = BothEnds(plain(title, "bold"), plain(beside, "dim"))
    return columns([(head,), *((part,) for part in body)], wraps=0)


def _year(report: Report) -> View:
    steps = words.scale(report)
    return _section(
        words.YEAR,
        f"{words.total(report)} · {words.streak(report)}",
        HeatMap(
            {day.day: day.answers for day in report.days},
            report.today - timedelta(days=statistics.YEAR - 1),
            report.today,
            [step.low for step in steps],
            [step.words for step in steps],
        ),
    )


def _recall(report: Report) -> View:
    everything = report.everything
    beside = f"{words.rate(everything.recall)} · {words.seen_count(everything)}"
    started = [row for row in report.areas if row.seen]
    new = [row.name for row in report.areas if not row.seen]
    unseen = [plain(f"Nothing seen yet of {join(new, 'or')}", "dim")] if new else []
    return _section(words.RECALL, beside, _shares((*report.levels, None, *started)), *unseen)


def _shares(rows: Sequence[MeanRecall | None]) -> View:
    """Return shares with bars; None leaves a line free."""

    def at(width: int) -> View:
        cells: list[list[View]] = []
        for row in rows:
            if row is None:
                cells.append([Text()])
                continue
            drawn = [draw_bar(row.recall, width)] if width else []
            seen = plain(words.seen_count(row), "dim")
            cells.append([plain(row.name), *drawn, _right(words.rate(row.recall)), seen])
        return columns(cells, wraps=0)

    return ByWidth(at(BAR), ByWidth(at(SHORT), at(0), BARE), WIDE)


def _right(text: str, width: int = 5) -> View:
    return plain(f"{text:>{width}}")


def _load(report: Report) -> View:
    labels = [(f"{load.day:%a}", str(load.day.day)) for load in report.load]
    chart = Columns([load.due for load in report.load], labels)
    return _section(words.LOAD, words.due_in_all(report), chart)


def _calibration(calibration: Calibration) -> View:
    if few := words.too_few(calibration):
        return _section(words.CALIBRATION, "", plain(few))
    rows = [
        (
            f"{round(row.low * 100):2}-{percent(row.high)}",
            row.predicted,
            row.happened,
            f"{percent(row.happened):>5} of {row.answers:,}",
        )
        for row in reversed(words.predictions(calibration))
    ]
    key = "○ expected  ● recalled"
    return _section(words.CALIBRATION, key, DotPlot(rows), plain(words.losses(calibration), "dim"))


def _answers(report: Report) -> View:
    times = _times(report.times)
    if not words.has_confidence(report):
        return times
    sure = _confidence(report.confidence, f"Sure and wrong: {report.sure_and_wrong}")
    below = columns([(sure,), (plain(""),), (times,)])
    return ByWidth(columns([(sure, times)], gap=8), below, WIDE)


def _confidence(rows: Sequence[statistics.ConfidenceCount], last: str) -> View:
    cells: list[Sequence[View]] = [[plain(text, "dim") for text in ("", "right", "wrong", "")]]
    for row in rows:
        counts = (f"{row.right:,}", f"{row.wrong:,}", words.rate(words.right_share(row)))
        cells.append([plain(words.SURENESS[row.confidence]), *map(_right, counts)])
    return columns([(plain(words.CONFIDENCE, "bold"),), (columns(cells),), (plain(last),)])


def _times(rows: Sequence[statistics.KindTime]) -> View:
    longest = max(row.seconds for row in rows)
    wide = max(len(words.median(row)) for row in rows)
    cells = [
        (plain(row.kind), _right(words.median(row), wide), draw_length(row.seconds / longest, 12))
        for row in rows
    ]
    return columns([(plain(f"{words.TIMES}, median", "bold"),), (columns(cells),)])


def _weakest(report: Report) -> View:
    wide, narrow = [], []
    for weak in report.weakest:
        share, name = _right(percent(weak.recall)), question_id(weak.question)
        failed, due = words.failure_count(weak), words.when_due(weak.due, report.today)
        wide.append((share, plain(name), plain(failed, "dim"), plain(due, "dim")))
        narrow.append((share, plain(f"{name}\n{failed}, {due}")))
    read = plain(f"To read one: interview show {report.weakest[0].question}", "dim")
    table = ByWidth(columns(wide, wraps=1), columns(narrow, wraps=1), WIDE)
    return _section(words.WEAKEST, "", table, read)


def _mocks(mocks: Sequence[MockResult]) -> View:
    rows = [
        (
            _right(words.dated(mock), 11),
            draw_bar(mock.score, BAR),
            _right(words.rate(mock.score, "no score")),
            plain(words.quantity(mock.answered, "question"), "dim"),
        )
        for mock in mocks
    ]
    narrow = [(day, score, answered) for day, _, score, answered in rows]
    return _section(words.MOCKS, "", ByWidth(columns(rows), columns(narrow), WIDE))
