"""The statistics at a terminal: first where the learner stands, then what it's made of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from rich.text import Text

from interview_cli.core.progress import report as reports
from interview_cli.core.progress.report import Calibration, MockResult, Report, Standing
from interview_cli.core.progress.weak_spots import FirstTimes
from interview_cli.terminal.rendering.layout import BothEnds, ByWidth, Page, View, columns, plain
from interview_cli.terminal.rendering.wording import percent, question_id
from interview_cli.terminal.stats import words
from interview_cli.terminal.stats.charts import Columns, DotPlot, HeatMap, draw_bar, draw_length

BAR, SHORT = 16, 8  # columns of a bar in a wide window, and in a narrow one
WIDE, BARE = 70, 48  # columns from which a window is wide, and below which it has no bars
MOCKS = 12  # mock interviews, the latest


def show(report: Report, *, details: bool = False, night: str = "") -> None:
    page = Page()
    page.space()
    page.show(*views(report, details=details, night=night))


def views(report: Report, *, details: bool = False, night: str = "") -> list[View]:
    """Return all that there is something to say of; *night* says why it's yesterday."""
    day = report.today
    head = BothEnds(plain("Statistics", "bold"), plain(f"{day:%a} {day.day} {day:%b %Y}", "dim"))
    above: list[View] = [head]
    if night:
        above.append(plain(night, "dim"))
    if not report.answers:
        return [*above, plain(words.NOTHING)]
    parts = [*above, _readiness(report)]
    if report.everything.seen:
        parts.append(_standings(report, report.topics if details else report.areas))
    if report.weakest or report.suspended:
        parts.append(_weakest(report))
    if report.mocks:
        parts.append(_mocks(report.mocks[-MOCKS:]))
    if report.everything.seen:
        parts.append(_load(report))
    parts.append(_year(report))
    if report.times:
        parts.append(_answers(report))
    if details:
        parts.append(_calibration(report.calibration))
    elif forecasts := words.forecasts(report.calibration):
        parts.append(plain(f"{forecasts} More: interview stats --details", "dim"))
    return parts


def _readiness(report: Report) -> View:
    rows = [(plain(name), plain(text)) for name, text in words.readiness(report)]
    narrow = [(plain(f"{name}: {text}"),) for name, text in words.readiness(report)]
    return _section(words.READY, "", ByWidth(columns(rows), columns(narrow), BARE))


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
            report.today - timedelta(days=reports.YEAR - 1),
            report.today,
            [step.low for step in steps],
            [step.words for step in steps],
        ),
    )


def _standings(report: Report, topics: Sequence[Standing]) -> View:
    new = words.not_begun(topics)
    unseen = [plain(new, "dim")] if new else []
    started = filter(words.has_begun, topics)
    rows = (*filter(words.has_begun, report.levels), None, *started)
    title = f"{words.FIRST_TIME}, and recall expected tomorrow"
    return _section(title, "", _shares(rows), *unseen)


def _shares(rows: Sequence[Standing | None]) -> View:
    """Return how topics and levels stand, with bars; None leaves a line free."""

    def at(width: int) -> View:
        head = ["", *[""] * bool(width), f"{'right':>8}", "recall", "seen"]
        cells: list[list[View]] = [[plain(text, "dim") for text in head]]
        for row in rows:
            if row is None:
                cells.append([Text()])
                continue
            drawn = [_bar(row.first_times, width)] if width else []
            right, recall = words.out_of(row.first_times), words.rate(row.recall)
            seen = plain(f"{row.seen} of {row.of}", "dim")
            cells.append([plain(row.name), *drawn, _right(right, 8), _right(recall, 6), seen])
        return columns(cells, wraps=0)

    return ByWidth(at(BAR), ByWidth(at(SHORT), at(0), BARE), WIDE)


def _bar(tries: FirstTimes, width: int) -> Text:
    return draw_bar(tries.right / tries.of if tries.of else None, width)


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


def _confidence(rows: Sequence[reports.ConfidenceCount], last: str) -> View:
    cells: list[Sequence[View]] = [[plain(text, "dim") for text in ("", "right", "wrong", "")]]
    for row in rows:
        counts = (f"{row.right:,}", f"{row.wrong:,}", words.rate(words.right_share(row)))
        cells.append([plain(words.SURENESS[row.confidence]), *map(_right, counts)])
    return columns([(plain(words.CONFIDENCE, "bold"),), (columns(cells),), (plain(last),)])


def _times(rows: Sequence[reports.KindTime]) -> View:
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
        name, tried = question_id(weak.spot.question), words.tried(weak)
        due = words.when_due(weak.due, report.today)
        wide.append((plain(name), plain(tried, "dim"), plain(due, "dim")))
        narrow.append((plain(f"{name}\n{tried}, {due}"),))
    parts: list[View] = []
    if wide:
        parts.append(ByWidth(columns(wide, wraps=0), columns(narrow), WIDE))
    if report.leeches:
        worst = max(report.leeches, key=lambda weak: weak.spot.missed).spot
        advice = words.leech_advice(worst.question, worst.missed)
        parts += [Text(), plain(f"{advice}.")]
    if report.suspended:
        parts.append(plain(f"{words.suspended(report)}.", "dim"))
    return _section(words.WEAKEST, "the weakest first" if wide else "", *parts)


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
