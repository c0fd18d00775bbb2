"""A whole pack as one page that needs nothing else: to read, to print and to pass round."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import count as count_from
from typing import NamedTuple

from interview_cli.core.levels import LEVELS
from interview_cli.core.modes import QUIZ
from interview_cli.core.questions.fences import label_fences
from interview_cli.core.questions.question import PackInfo, Question
from interview_cli.core.questions.variants import fill, template_of
from interview_cli.core.sentences import count, join
from interview_cli.core.session.state import Session
from interview_cli.packs.checking.by_question import CheckedQuestion
from interview_cli.packs.checking.check import Finding
from interview_cli.terminal.pack_page import question_section as questions
from interview_cli.terminal.pack_page.page_parts import folded, items, prose, quiet
from interview_cli.terminal.pictures.picture_page import html_picture
from interview_cli.terminal.pictures.question_picture import Picture
from interview_cli.terminal.play.preview import QuestionPreview
from interview_cli.terminal.rendering.html_page import render_page, text

#: Sessions need a moment to begin at; nothing on the page is of it.
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)


class PackPage(NamedTuple):
    """A pack as the page shows it; *others* are problems that are about no question.

    Its pictures lie in *folder*.
    """

    name: str
    info: PackInfo | None
    questions: Sequence[CheckedQuestion]
    others: Sequence[Finding] = ()
    seed: int = 0
    folder: str = ""

    @property
    def title(self) -> str:
        return self.info.title if self.info else self.name

    @property
    def findings(self) -> list[Finding]:
        return [*self.others, *(found for each in self.questions for found in each.findings)]


def html(pack: PackPage) -> str:
    """Return the page; the same pack gives the same bytes."""
    return render_page("pack", pack.title, "".join(_page(pack)))


class _Item(NamedTuple):
    """A question that can be asked, as a learner sees it with the page's seed."""

    number: int
    checked: CheckedQuestion
    question: Question


def _page(pack: PackPage) -> Iterator[str]:
    broken = [each for each in pack.questions if not each.found]
    topics = _by_topic(pack)
    yield from _head(pack, [item.question.level for _, found in topics for item in found])
    yield _contents(topics, broken)
    if pack.others:
        yield f"<section>\n<h2>Problems of the pack</h2>\n{questions.findings(pack.others)}"
        yield "</section>\n"
    if broken:
        yield '<section id="left-out">\n<h2>Left out</h2>\n'
        yield from (questions.left_out(n, each) for n, each in enumerate(broken, 1))
        yield "</section>\n"
    for n, (topic, found) in enumerate(topics, 1):
        yield f'<section id="topic-{n}">\n<h2>{text(topic)}</h2>\n'
        for item in found:
            picture = _picture(pack, item.question)
            yield from questions.section(*item, _find_quiz(pack, item), picture)
        yield "</section>\n"
    made = "<code>interview pack preview --html</code>"
    yield f"<footer>Made by {made}. Answers are folded; printed, they're all there.</footer>\n"


def _by_topic(pack: PackPage) -> list[tuple[str, list[_Item]]]:
    """Return the questions by topic; topics and questions are in the order of the files."""
    topics: dict[str, list[tuple[CheckedQuestion, Question]]] = {}
    for each in pack.questions:
        if each.found:
            template = label_fences(template_of(each.found.question))
            question = fill(template, seed=pack.seed, key=f"{pack.name}:{template.id}")
            topics.setdefault(question.topic, []).append((each, question))
    number = count_from(1)
    return [
        (topic, [_Item(next(number), *one) for one in found]) for topic, found in topics.items()
    ]


def _find_quiz(pack: PackPage, item: _Item) -> Session | None:
    """Return the quiz of a question; None where there is none."""
    key = f"{pack.name}:{item.question.id}"
    ways = QuestionPreview(key, item.question, item.checked.where).ways(pack.seed, _ANY_TIME)
    return next((way for way in ways if way.mode == QUIZ), None)


def _picture(pack: PackPage, question: Question) -> str:
    """Return the picture of a question as HTML; "" where there is none."""
    return html_picture(Picture(pack.folder, question.image)) if question.image else ""


def _head(pack: PackPage, levels: Sequence[str]) -> Iterator[str]:
    info = pack.info
    yield f"<header>\n<h1>{text(pack.title)}</h1>\n"
    about = [pack.name, info.version if info else "", info.license if info else ""]
    yield quiet(" · ".join(filter(None, [*about, *(info.authors if info else ())])))
    if info and info.description:
        yield prose(info.description)
    numbers = Counter(levels)
    each = ", ".join(f"{numbers[level]} {level}" for level in LEVELS if numbers[level])
    broken = len(pack.questions) - len(levels)
    left_out = f"; {broken} left out" if broken else ""
    yield f"<p>{count(len(levels), 'question')}{f': {each}' if each else ''}{left_out}.</p>\n"
    yield f"<p class=total>{text(_total(pack))}</p>\n"
    if info:
        tracks = (
            f"{text(track.title)}: {text(' → '.join(step.topic for step in track.steps))}"
            for track in info.tracks
        )
        yield folded("Tracks", items(tracks))
        yield folded("Sets", items(_set(pack, n) for n in range(len(info.sets))))
    yield "</header>\n"


def _set(pack: PackPage, n: int) -> str:
    assert pack.info is not None
    one = pack.info.sets[n]
    there = {each.id for each in pack.questions if each.found}
    links = (
        f'<a href="#{text(questions.anchor(id_))}">{text(id_)}</a>' if id_ in there else text(id_)
        for id_ in one.questions
    )
    until = f", until {text(one.until)}" if one.until else ""
    return f"{text(one.title)}{until}: {', '.join(links)}"


def _total(pack: PackPage) -> str:
    """Return how many problems there are."""
    numbers: Counter[str] = Counter(found.severity for found in pack.findings)
    named = (("error", "error"), ("warning", "warning"), ("note", "note"))
    found = [count(numbers[severity], noun) for severity, noun in named if numbers[severity]]
    return f"{join(found)}, shown below." if found else "No problems."


def _contents(
    topics: Sequence[tuple[str, Sequence[_Item]]], broken: Sequence[CheckedQuestion]
) -> str:
    rows = []
    if broken:
        inside = items(
            f'<a href="#{questions.anchor(f"broken-{n}")}">{n}. {text(each.id or "no id")}</a>'
            f"{_marks(each)}"
            for n, each in enumerate(broken, 1)
        )
        rows.append(f'<a href="#left-out">Left out</a>\n{inside}')
    for n, (topic, found) in enumerate(topics, 1):
        rows.append(f'<a href="#topic-{n}">{text(topic)}</a>\n{items(map(_link, found))}')
    inside = items(rows, style="topics")
    return f'<nav aria-label="Contents">\n<h2>Contents</h2>\n{inside}</nav>\n' if rows else ""


def _link(item: _Item) -> str:
    question = item.question
    draft = " <small>draft</small>" if question.draft else ""
    href = text(questions.anchor(question.id))
    return (
        f'<a href="#{href}">{item.number}. {questions.title(question)}</a> '
        f"<small>{question.level}</small>{draft}{_marks(item.checked)}"
    )


def _marks(checked: CheckedQuestion) -> str:
    """Return how many problems a question has, for the contents."""
    numbers: Counter[str] = Counter(found.severity for found in checked.findings)
    return "".join(
        f" <small class={severity}>{count(numbers[severity], severity)}</small>"
        for severity in ("error", "warning", "note")
        if numbers[severity]
    )
