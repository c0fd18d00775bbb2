"""What the statistics look like at a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from interview_cli.core.progress.report import (
    YEAR,
    Calibration,
    Mocked,
    Recall,
    Report,
    Sureness,
    Time,
)
from interview_cli.core.sentences import listed
from interview_cli.terminal import stats_words as words
from interview_cli.terminal.charts import Columns, HeatMap, Pairs, bar, length
from interview_cli.terminal.page import Ends, Fitting, Page, View, columns, plain
from interview_cli.terminal.wording import local_id, percent

#: How long the bars are, in columns: in a wide window and a narrow one.
BAR, SHORT = 24, 12

#: From so many columns on the window is wide; below the second there are no bars.
WIDE, BARE = 70, 48

#: How many mock interviews are shown, the latest.
MOCKS = 12


def show(told: Report) -> None:
    """Print the statistics."""
    page = Page()
    page.space()
    page.show(*views(told))


def views(told: Report) -> list[View]:
    """Return all that there is something to say of, one below the other."""
    day = told.today
    head = Ends(plain("Statistics", "bold"), plain(f"{day:%a} {day.day} {day:%b %Y}", "dim"))
    if not told.answers:
        return [head, plain(words.NOTHING)]
    shown = [head, _year(told)]
    if told.everything.seen:
        shown += [_recall(told), _load(told)]
    shown.append(_calibration(told.calibration))
    if told.times:
        shown.append(_answers(told))
    if told.weakest:
        shown.append(_weakest(told))
    if told.mocks:
        shown.append(_mocks(told.mocks[-MOCKS:]))
    return shown


def _section(title: str, beside: str, *body: View) -> View:
    head = Ends(plain(title, "bold"), plain(beside, "dim"))
    return columns([(head,), *((part,) for part in body)], wraps=0)


def _year(told: Report) -> View:
    steps = words.scale(told)
    return _section(
        words.YEAR,
        f"{words.total(told)} · {words.streak(told)}",
        HeatMap(
            {day.day: day.answers for day in told.days},
            told.today - timedelta(days=YEAR - 1),
            told.today,
            [step.low for step in steps],
            [step.words for step in steps],
        ),
    )


def _recall(told: Report) -> View:
    everything = told.everything
    beside = f"{words.recall(everything)} · {words.seen(everything)}"
    started = [row for row in told.areas if row.seen]
    new = [row.name for row in told.areas if not row.seen]
    body = [_shares((*told.levels, None, *started))]
    if new:
        body.append(plain(f"Nothing seen yet of {listed(new, 'or')}", "dim"))
    return _section(words.RECALL, beside, *body)


def _shares(rows: Sequence[Recall | None]) -> View:
    """Show shares with bars; None leaves a line free."""

    def at(width: int) -> View:
        cells = []
        for row in rows:
            told = (words.recall(row), words.seen(row)) if row else ("", "")
            drawn = [bar(row.recall, width) if row else plain("")] if width else []
            name = plain(row.name if row else "")
            cells.append((name, *drawn, _right(told[0]), plain(told[1], "dim")))
        return columns(cells, wraps=0)

    return Fitting(at(BAR), Fitting(at(SHORT), at(0), BARE), WIDE)


def _right(text: str, width: int = 5) -> View:
    return plain(f"{text:>{width}}")


def _load(told: Report) -> View:
    labels = [(f"{load.day:%a}", str(load.day.day)) for load in told.load]
    return _section(
        words.LOAD, words.due_in_all(told), Columns([load.due for load in told.load], labels)
    )


def _calibration(told: Calibration) -> View:
    if few := words.too_few(told):
        return _section(words.CALIBRATION, "", plain(few))
    rows = [
        (
            f"{round(row.low * 100):2}-{percent(row.high)}",
            row.predicted,
            row.happened,
            f"{percent(row.happened):>5} of {row.answers:,}",
        )
        for row in reversed(told.bins)
        if row.predicted is not None and row.happened is not None
    ]
    key = "○ expected  ● recalled"
    return _section(words.CALIBRATION, key, Pairs(rows), plain(words.losses(told), "dim"))


def _answers(told: Report) -> View:
    """Show confidence and times beside each other, or below."""
    times = _times(told.times)
    if not any(row.right + row.wrong for row in told.confidence):
        return times
    sure = _confidence(told.confidence, words.sure_and_wrong(told))
    below = columns([(sure,), (plain(""),), (times,)])
    return Fitting(columns([(sure, times)], gap=8), below, WIDE)


def _confidence(rows: Sequence[Sureness], last: str) -> View:
    head = [plain("", "dim"), plain("right", "dim"), plain("wrong", "dim"), plain("")]
    cells = []
    for row in rows:
        of = row.right + row.wrong
        share = percent(row.right / of) if of else ""
        counts = (_right(f"{row.right:,}"), _right(f"{row.wrong:,}"), _right(share))
        cells.append([plain(words.SURENESS[row.confidence].capitalize()), *counts])
    return columns([(plain(words.CONFIDENCE, "bold"),), (columns([head, *cells]),), (plain(last),)])


def _times(rows: Sequence[Time]) -> View:
    longest = max(row.seconds for row in rows)
    medians = [words.seconds(row.seconds) for row in rows]
    wide = max(map(len, medians))
    cells = [
        (plain(row.kind), _right(median, wide), length(row.seconds / longest, 12))
        for row, median in zip(rows, medians, strict=True)
    ]
    return columns([(plain(f"{words.TIMES}, median", "bold"),), (columns(cells),)])


def _weakest(told: Report) -> View:
    rows = [
        (
            _right(percent(weak.recall)),
            local_id(weak.question),
            words.failed(weak.asked, weak.failed),
            words.when_due(weak.due, told.today),
        )
        for weak in told.weakest
    ]
    wide = [
        (share, plain(name), plain(f, "dim"), plain(due, "dim")) for share, name, f, due in rows
    ]
    narrow = [(share, plain(f"{name}\n{failed}, {due}")) for share, name, failed, due in rows]
    read = plain(f"To read one: interview show {told.weakest[0].question}", "dim")
    table = Fitting(columns(wide, wraps=1), columns(narrow, wraps=1), WIDE)
    return _section(words.WEAKEST, "", table, read)


def _mocks(mocks: Sequence[Mocked]) -> View:
    rows = []
    for mock in mocks:
        day = words.mock_day(mock)
        score = "no score" if mock.score is None else percent(mock.score)
        answered = plain(words.counted(mock.answered, "question"), "dim")
        rows.append(
            (
                _right(f"{words.short(day)} {day.year}", 11),
                bar(mock.score, BAR),
                _right(score),
                answered,
            )
        )
    narrow = [(day, score, answered) for day, _, score, answered in rows]
    return _section(words.MOCKS, "", Fitting(columns(rows), columns(narrow), WIDE))
