"""The statistics as one page for a browser."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from interview_cli.core.progress import report as reports
from interview_cli.core.progress.report import Calibration, MockResult, Report, Standing
from interview_cli.terminal.rendering import html_page
from interview_cli.terminal.rendering.html_page import Caption, render_page, text
from interview_cli.terminal.rendering.wording import percent, question_id
from interview_cli.terminal.stats import words

#: What a page of ours has at its top; any other file is left alone.
MARK = "<!-- made by: interview stats -->"

#: A cell of a table: text, or what is HTML already.
Cell = str | tuple[str]


def page(report: Report, night: str = "") -> str:
    """Return the page; *night* says why it's yesterday's."""
    day = f"{report.today:%A}, {report.today.day} {report.today:%B %Y}"
    body = "".join(_sections(report)) if report.answers else f"<p>{text(words.NOTHING)}</p>"
    when = text(f"{day}. {night}" if night else day)
    body = (
        f"<header><h1>Interview practice</h1><p>{when}</p></header>\n{body}\n"
        "<footer>Made from your journal by <code>interview stats --html</code>; "
        "it stays on this machine.</footer>"
    )
    return render_page("stats", f"Interview practice, {day}", body, MARK)


def _sections(report: Report) -> Iterable[str]:
    yield _figures(report)
    if report.everything.seen:
        yield _standings(report)
    if report.weakest:
        yield _weakest(report)
    yield _year(report)
    # Two columns where there is room; on a narrow page the second stands within the first.
    yield '<div class="columns">\n<div class="stack">\n'
    if report.mocks:
        yield _mocks(report.mocks)
    if words.has_confidence(report):
        yield _confidence(report)
    if report.times:
        yield _times(report)
    yield '</div>\n<div class="stack">\n'
    if report.everything.seen:
        yield _load(report)
    yield _calibration(report.calibration)
    yield "</div>\n</div>\n"


def _figures(report: Report) -> str:
    tries, everything = report.everything.first_times, report.everything
    figures = [[words.out_of(tries), "right first time, last 30 days"]] if tries.of else []
    if everything.recall is not None:
        figures.append([percent(everything.recall), "recall expected tomorrow"])
    figures.append([f"{report.weak_spots:,}", "weak spots"])
    if everything.seen:
        figures.append([f"{report.load[0].due:,}", "due today"])
    counts = (
        words.quantity(report.answers, "answer"),
        f"{words.quantity(report.practised, 'day')} practised",
        f"{words.quantity(report.streak, 'day')} in a row",
    )
    figures += [count.split(" ", 1) for count in counts]
    parts = (f"<div><dt>{text(what)}</dt><dd>{text(number)}</dd></div>" for number, what in figures)
    rows = words.readiness(report)[-2:] if report.outlook else ()
    ahead = "".join(_says(f"{name}: {what}.") for name, what in rows)
    return f'<dl class="figures">{"".join(parts)}</dl>\n{ahead}'


def _year(report: Report) -> str:
    answers = {day.day: day.answers for day in report.days}
    steps, last = words.scale(report), report.today
    first = last - timedelta(days=reports.YEAR - 1)
    first += timedelta(days=-first.weekday() % 7)
    middle = last - timedelta(days=last.weekday(), weeks=25)
    about = f"{words.total(report)}, {words.streak(report)}."

    def drawn(start: date, end: date) -> str:
        title = f"Answers a day, {words.short_date(start)} to {words.short_date(end)} {end.year}"
        lows = [step.low for step in steps]
        return html_page.heat_map(answers, start, end, lows, Caption(title, about))

    scale = "".join(
        f'<li><i class="step{n}"></i>{text(label)}</li>'
        for n, label in enumerate(["none", *(step.words for step in steps)])
    )
    rows = [(month, f"{count:,}", str(days)) for month, count, days in words.months(report)]
    return _section(
        "Answers a day",
        f'<div class="at-once">{drawn(first, last)}</div><div class="in-halves">'
        f"{drawn(first, middle - timedelta(days=1))}{drawn(middle, last)}</div>"
        f'<ul class="scale">{scale}</ul>',
        _details("By month", _table(("Month", "Answers", "Days"), rows)),
    )


def _standings(report: Report) -> str:
    head = ("", "Right", "Recall", "Seen")
    about = (
        "Right first time in the last 30 days, and the recall expected tomorrow of the questions "
        "you've seen."
    )
    topics = [(name, *rest) for name, _, *rest in map(_stand, report.topics)]
    every = _details("Every topic", _table(("Topic", *head[1:]), topics))
    return _section(
        words.FIRST_TIME,
        _says(about),
        _table(("Level", *head), map(_stand, report.levels), style="shares"),
        _table(("Topic", *head), map(_stand, report.areas), style="shares"),
        every if report.topics != report.areas else "",
    )


def _stand(row: Standing) -> Sequence[Cell]:
    tries = row.first_times
    share = tries.right / tries.of if tries.of else None
    seen = f"{row.seen} of {row.of}"
    return row.name, _bar(share), words.out_of(tries) or "–", words.rate(row.recall, "–"), seen


def _bar(share: float | None) -> Cell:
    return "" if share is None else (html_page.bar(share),)


def _load(report: Report) -> str:
    labels = [(f"{load.day:%a}"[:2], str(load.day.day)) for load in report.load]
    counts = [load.due for load in report.load]
    about = f"{words.due_in_all(report)}; overdue questions count as today."
    chart = html_page.columns(counts, labels, Caption(words.LOAD, about))
    rows = [(f"{load.day:%A}, {words.short_date(load.day)}", str(load.due)) for load in report.load]
    days = _details("Day by day", _table(("Day", "Due"), rows))
    return _section(words.LOAD, _says(about), chart, days)


def _calibration(calibration: Calibration) -> str:
    if few := words.too_few(calibration):
        return _section(words.CALIBRATION, _says(few))
    full, losses = words.predictions(calibration), words.losses(calibration)
    caption = Caption("Expected recall against what was recalled", words.forecasts(calibration))
    chart = html_page.against([row[2:] for row in full], ("expected", "recalled"), caption)
    rows = [
        (f"{low * 100:.0f}–{percent(high)}", percent(predicted), percent(happened), f"{count:,}")
        for low, high, predicted, happened, count in reversed(full)
    ]
    return _section(
        words.CALIBRATION,
        _says("On the line, recall is just what was expected; below it, less."),
        chart,
        _details(
            "The numbers",
            _table(("Between", "Expected", "Recalled", "Answers"), rows) + _says(losses),
        ),
    )


def _confidence(report: Report) -> str:
    rows: list[Sequence[Cell]] = []
    for row in report.confidence:
        name, share = words.SURENESS[row.confidence], words.right_share(row)
        counts = f"{row.right:,}", f"{row.wrong:,}"
        rows.append((name, _bar(share), words.rate(share, "–"), *counts))
    table = _table(("", "", "", "Right", "Wrong"), rows, style="shares")
    return _section(words.CONFIDENCE, table, _says(f"Sure and wrong: {report.sure_and_wrong}."))


def _times(report: Report) -> str:
    longest = max(time.seconds for time in report.times)
    rows = [
        (time.kind, _bar(time.seconds / longest), words.median(time), f"{time.answers:,}")
        for time in report.times
    ]
    return _section(words.TIMES, _table(("Kind", "", "Median", "Answers"), rows, style="shares"))


def _mocks(mocks: Sequence[MockResult]) -> str:
    scored = [(words.mock_day(mock), mock.score) for mock in mocks if mock.score is not None]
    chart = ""
    if scored:
        about = f"{words.quantity(len(scored), 'interview')}, the last {percent(scored[-1][1])}."
        chart = html_page.line(scored, Caption("Scores of mock interviews", about))
    rows = [
        (words.dated(mock), words.rate(mock.score, "–"), str(mock.answered))
        for mock in reversed(mocks)
    ]
    table = _table(("Day", "Score", "Questions"), rows)
    return _section(words.MOCKS, chart, _details("One by one", table))


def _weakest(report: Report) -> str:
    rows: list[Sequence[Cell]] = [
        (
            (f"{text(question_id(weak.spot.question))}<small>{text(weak.spot.topic)}</small>",),
            words.out_of(weak.spot.tries),
            f"{weak.spot.missed:,}",
            words.when_due(weak.due, report.today).removeprefix("due "),
        )
        for weak in report.weakest
    ]
    advice = ""
    if report.leeches:
        worst = max(report.leeches, key=lambda weak: weak.spot.missed).spot
        advice = _says(f"{words.leech_advice(worst.question, worst.missed)}.")
    about = _says("To practise them: interview quiz --weak")
    table = _table(("Question", "Right", "Missed", "Due"), rows)
    return _section(words.WEAKEST, about, table, advice)


def _section(title: str, *body: str) -> str:
    return f"<section>\n<h2>{text(title)}</h2>\n{''.join(body)}</section>\n"


def _says(sentence: str) -> str:
    return f"<p>{text(sentence)}</p>\n"


def _details(title: str, body: str) -> str:
    return f"<details><summary>{text(title)}</summary>\n{body}</details>\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[Cell]], *, style: str = "") -> str:
    """Return a table whose first column names the rows; an empty head is for a drawing."""
    top = "".join(f'<th scope="col">{text(name)}</th>' if name else "<td></td>" for name in head)
    body = ""
    for first, *rest in rows:
        cells = "".join(f"<td>{_cell(cell)}</td>" for cell in rest)
        body += f'<tr><th scope="row">{_cell(first)}</th>{cells}</tr>\n'
    named = f' class="{style}"' if style else ""
    thead = f"<thead><tr>{top}</tr>\n</thead>"
    return f"<table{named}>\n{thead}\n<tbody>{body}</tbody>\n</table>\n"


def _cell(cell: Cell) -> str:
    return text(cell) if isinstance(cell, str) else cell[0]
