"""What the statistics look like: at a terminal, as lines, and as a page."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta
from html.parser import HTMLParser

import pytest
from rich.console import Console

from interview_cli.core.progress.report import (
    ActiveDay,
    Bin,
    Calibration,
    ConfidenceCount,
    DueCount,
    Goal,
    KindTime,
    MockResult,
    Outlook,
    Report,
    Standing,
    WeakQuestion,
)
from interview_cli.core.progress.weak_spots import FirstTimes, WeakSpot
from interview_cli.terminal.rendering.layout import ByWidth, Indented
from interview_cli.terminal.stats import words
from interview_cli.terminal.stats.charts import Columns, DotPlot, HeatMap, draw_bar, draw_length
from interview_cli.terminal.stats.page import MARK, page
from interview_cli.terminal.stats.views import views

TODAY = date(2026, 11, 21)
HOSTILE = "</title><script>alert('1')</script>\x1b[31m\u202e&\""


def told(name="fastapi", **changes):
    bins = tuple(
        Bin(n / 10, (n + 1) / 10, 40 * (n > 6), n / 10 + 0.05, n / 10)
        if n > 6
        else Bin(n / 10, (n + 1) / 10, 0, None, None)
        for n in range(10)
    )
    days = tuple(ActiveDay(TODAY - timedelta(days=n), n % 13 + 1, 4.5) for n in range(300, -1, -3))
    tries = FirstTimes(7, 12)
    rows = (Standing(name, 5, 20, 0.914, tries), Standing("sql", 0, 3, None))
    spot = WeakSpot(f"p:{name}", name, FirstTimes(2, 5), 4, 1.5)
    weak = (WeakQuestion(spot, 0.62, 6, TODAY - timedelta(days=12)),)
    return Report(
        **{
            "today": TODAY,
            "answers": 1204,
            "practised": 101,
            "streak": 1,
            "days": days,
            "everything": Standing("", 5, 23, 0.914, tries),
            "areas": rows,
            "topics": (*rows, Standing(f"{name}/more", 1, 1, 0.5)),
            "levels": (Standing("junior", 5, 23, 0.914, tries),),
            "load": tuple(DueCount(TODAY + timedelta(days=n), 12 * (n % 3)) for n in range(14)),
            "calibration": Calibration(bins, 120, 0.88, 0.361, 0.101, 0.367, 0.105),
            "confidence": (
                ConfidenceCount(3, 84, 6),
                ConfidenceCount(2, 30, 21),
                ConfidenceCount(1, 0, 0),
            ),
            "times": (KindTime("explain", 125.2, 9), KindTime("choice", 18.4, 90)),
            "weak_spots": 1,
            "weakest": weak,
            "leeches": weak,
            "suspended": 2,
            "mocks": (
                MockResult("1", "2026-10-30T18:00:00.000Z", 60, 0.66, 9),
                MockResult("2", "2026-11-14T18:00:00.000Z", 60, None, 1),
            ),
            **changes,
        }
    )


EMPTY = {
    "answers": 0,
    "practised": 0,
    "days": (),
    "calibration": Calibration((), 0, None, None, None, None, None),
    "confidence": (),
    "times": (),
    "weak_spots": 0,
    "weakest": (),
    "leeches": (),
    "suspended": 0,
    "mocks": (),
}


def printed(view, width=78):
    out = io.StringIO()
    Console(file=out, width=width).print(Indented(view, 0))
    return out.getvalue()


def shown(report, width=78, *, details=False):
    return "".join(printed(view, width) for view in views(report, details=details))


@pytest.mark.parametrize("width", [30, 38, 48, 58, 70, 78, 98])
def test_it_fits_every_window(width):
    lines = shown(told(), width, details=True).splitlines()

    assert max(map(len, lines)) <= width
    assert "…" not in "".join(lines)
    assert any("Sure and wrong: 6" in line for line in lines)


def test_the_heat_map_tells_days_apart_without_colour():
    answers = {TODAY: 20, TODAY - timedelta(days=1): 1, TODAY - timedelta(days=2): 6}
    first = TODAY - timedelta(days=365)
    chart = HeatMap(answers, first, TODAY, [1, 6, 11, 16], ["1-5", "6-10", "11-15", "16 or more"])
    rows = printed(chart).splitlines()

    assert " ".join(rows[0].split()) == "Dec Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov"
    assert " ".join(row[:3] for row in rows[1:]) == "Mon Tue Wed Thu Fri Sat Sun"
    assert [row[57:58] for row in rows[4:8]] == ["▒", "░", "█", ""]
    assert rows[1][5:7] == " ·"  # what is more than a year ago is not known
    assert [row[62:] for row in rows[2:7]] == [
        "· none",
        "░ 1-5",
        "▒ 6-10",
        "▓ 11-15",
        "█ 16 or more",
    ]


def test_a_narrow_heat_map_has_the_latest_weeks_and_its_scale_below():
    chart = HeatMap({TODAY: 1}, date(2020, 1, 1), TODAY, [1, 2, 3, 4], ["1", "2", "3", "4 or more"])
    rows = printed(chart, 45).splitlines()

    assert rows[6] == "Sat  " + "·" * 39 + "░"
    assert rows[-1] == "· none   ░ 1   ▒ 2   ▓ 3   █ 4 or more"


def test_columns_stand_in_proportion_with_their_numbers_on_top():
    chart = Columns([8, 4, 1, 0], [("Sat", "21"), ("Sun", "22"), ("Mon", "23"), ("Tue", "24")])

    assert printed(chart, 20).splitlines() == [
        " 8",
        "███",
        "███   4",
        "███  ███   1",
        "███  ███  ▄▄▄   ·",
        "Sat  Sun  Mon  Tue",
        "21   22   23   24",
    ]


def test_pairs_show_what_was_expected_and_what_happened():
    rows = [("90-100 %", 0.95, 0.45, "45 %"), ("0-10 %", 0.05, 0.05, "5 %")]

    assert printed(DotPlot(rows), 39).splitlines() == [
        "           0 %    50 %     100 %",
        "90-100 %   ·········●─────────○·   45 %",
        "0-10 %     ·●···················   5 %",
    ]
    assert printed(DotPlot(rows), 20).splitlines()[0] == "90-100 %   45 %"


def test_bars():
    assert [draw_bar(share, 4).plain for share in (0, 0.5, 1, None)] == [
        "────",
        "━━──",
        "━━━━",
        "────",
    ]
    assert [draw_length(share, 4).plain for share in (0.001, 0.4, 1)] == ["╸", "━╸", "━━━━"]
    assert printed(ByWidth(draw_bar(1, 3), draw_bar(1, 1), 5), 4) == "━\n"


def test_the_scale_has_even_steps_that_one_long_day_does_not_stretch():
    days = [ActiveDay(TODAY - timedelta(days=n), 8, 1.0) for n in range(30)]
    days.append(ActiveDay(TODAY - timedelta(days=30), 500, 90.0))

    assert words.scale(told(days=tuple(days))) == (
        (1, "1-2"),
        (3, "3-4"),
        (5, "5-6"),
        (7, "7 or more"),
    )
    assert words.scale(told(days=()))[3] == (4, "4 or more")


def test_few_predictions_mean_nothing_and_that_is_said():
    few = told(calibration=Calibration((), 12, 0.5, 0.7, 0.2, 0.7, 0.2))
    said = "Not enough data yet: 12 repeated answers so far, and this needs about 30."

    assert said in " ".join(shown(few, details=True).split())
    assert said in list(words.lines(few, details=True))
    assert said in page(few)
    assert "Log loss" not in shown(few, details=True) + page(few)
    assert "Forecasts" not in shown(few) + "".join(words.lines(few))


def test_the_first_screen_needs_no_statistician():
    forecast = "Forecasts so far: 85 % expected, 88 % recalled, of 120 repeated answers."
    shallow, lines = shown(told()), list(words.lines(told()))

    assert forecast in " ".join(shallow.split())
    assert forecast in lines
    assert not re.search("Log loss|Brier", shallow + "".join(lines))
    assert "Brier score 0.101" in " ".join(shown(told(), details=True).split())
    assert "Brier score 0.101" in "".join(words.lines(told(), details=True))


def test_where_one_stands_comes_first():
    outlook, goal = Outlook(date(2026, 12, 11), 0.86, 0.141), Goal(7, 17)
    rows = dict(words.readiness(told(outlook=outlook, goal=goal)))

    assert rows == {
        "Right first time": "7 of 12 (58 %) in the last 30 days",
        "Tomorrow": "you'd recall 91 % of the 5 you've seen; 18 are new to you",
        "Weak spots": "1; to practise them: interview quiz --weak",
        "On 11 Dec": "86 % expected with your plan, 14 % if you only review what's due",
        "Today": "7 of 17 done, 1 day in a row",
    }
    planned = told(outlook=outlook, goal=goal)
    assert "Today: 7 of 17 done, 1 day in a row." in words.lines(planned)
    assert "On 11 Dec: 86 % expected with your plan" in page(planned)
    assert "Today: " not in "".join(words.lines(told())) + page(told())
    assert list(words.lines(told()))[2] == "Right first time: 7 of 12 (58 %) in the last 30 days."


@pytest.mark.parametrize(
    ("tries", "said"),
    [
        (FirstTimes(2, 5), "2 of 5 in the last 30 days"),
        (FirstTimes(9, 10), "9 of 10 (90 %) in the last 30 days"),
        (FirstTimes(), "nothing answered in the last 30 days"),
    ],
)
def test_few_tries_have_no_percentage(tries, said):
    assert words.right_first_time(tries) == said


def test_a_leech_is_named_with_what_to_do():
    advice = "fastapi has been missed 4 times. Rewrite it in your own words, note what trips"

    for said in (shown(told()), " ".join(words.lines(told())), page(told())):
        assert advice in " ".join(said.split())


def test_nothing_about_mock_interviews_where_there_are_none():
    none = told(mocks=())

    assert "Mock" not in shown(none) + "".join(words.lines(none)) + page(none)


@pytest.mark.parametrize("changes", [EMPTY, EMPTY | {"answers": 3}, {"days": ()}])
def test_there_may_be_next_to_nothing(changes):
    report = told(**changes)
    everything = [shown(report), "\n".join(words.lines(report)), page(report)]
    nothing = [words.NOTHING in text for text in everything]

    assert nothing == [not report.answers] * 3
    assert words.to_json(report)["recall"]["of"] == 23


def test_lines_say_all_in_words():
    lines = list(words.lines(told(), details=True))

    assert "1,204 answers on 101 days. 1 day in a row." in lines
    assert "junior: 7 of 12 right first time, 91 % expected tomorrow, 5 of 23 seen" in lines
    assert "Nothing seen yet of sql." in lines
    assert "70 to 80 %: expected 75 %, recalled 70 % of 40" in lines
    assert "explain: 2 min 5 s, 9 answers" in lines
    assert "p:fastapi (fastapi): right 2 of 5, missed 4 times, due since 9 Nov" in lines
    assert not set("█░▒▓━─●○·✓✗") & set("".join(lines))


def test_nothing_of_a_pack_is_obeyed():
    report = told(name=HOSTILE)
    for text in (shown(report), "\n".join(words.lines(report)), page(report)):
        assert not {"\x1b", "\u202e"} & set(text)
    tags = Tags(page(report))
    assert "script" not in tags.seen
    assert tags.open == []


class Tags(HTMLParser):
    """Reads a page, and holds its tags against each other."""

    def __init__(self, text):
        super().__init__()
        self.open, self.seen, self.images = [], set(), 0
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.seen.add(tag)
        self.images += ("role", "img") in attributes
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.seen.add(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_the_page_stands_alone_and_says_what_its_charts_show():
    text = page(told())
    tags = Tags(text)

    assert text.startswith(f"<!doctype html>\n{MARK}\n")
    assert not re.search(r"https?:|src=|url\(|@import|<link|<script", text)
    assert "prefers-color-scheme: dark" in text
    assert tags.images == text.count("<desc>") == 6  # the year also in two halves
    for said in ("1,204", "91 %", "7 of 12", "Log loss 0.361", "Sure and wrong: 6", "21 Nov"):
        assert said in text
