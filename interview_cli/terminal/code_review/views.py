"""A review at a terminal: the code with its numbers, and with what was found beside its lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rich.console import Console, ConsoleOptions, Group, RenderResult
from rich.text import Text

from interview_cli.core.code_review import review_words
from interview_cli.core.code_review.assessment import Assessment
from interview_cli.core.code_review.findings import Finding
from interview_cli.core.code_review.shown_code import ShownCode, ShownLine, read_shown, same_file
from interview_cli.core.kinds.review import Review
from interview_cli.core.questions.code_languages import language_of_file
from interview_cli.core.questions.question import Question
from interview_cli.core.safe_text import clean
from interview_cli.core.scoring.result import CLOSE, HIT
from interview_cli.core.session.state import Session
from interview_cli.terminal.rendering import views
from interview_cli.terminal.rendering.blocks import highlight, markdown
from interview_cli.terminal.rendering.code_lines import break_line
from interview_cli.terminal.rendering.layout import Indented, View, plain

#: The sign of each outcome, with its colour.
_MARKS = {HIT: ("✓", "green"), CLOSE: ("≈", "yellow")}
_MISSED = ("✗", "red")
_ALARM = ("!", "yellow")
_SIGNS = {"+": "green", "-": "red"}

Mark = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Listing:
    """A file with numbers before its lines; below some of them there are notes."""

    lines: Sequence[ShownLine]
    texts: Sequence[Text]
    signs: bool = False
    marks: Mapping[int, Mark] = field(default_factory=dict)
    notes: Mapping[int, Sequence[View]] = field(default_factory=dict)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        digits = len(str(max((line.number or 0 for line in self.lines), default=0)))
        gutter = (2 if self.marks or self.notes else 0) + digits + 2 + 2 * self.signs
        room = max(8, options.max_width - gutter)
        for line, text in zip(self.lines, self.texts, strict=True):
            first, *others = break_line(text, room)
            yield Text.assemble(self._gutter(line, digits), first)
            yield from (Text.assemble(" " * gutter, row) for row in others)
            for note in self.notes.get(line.number or 0, ()):
                yield Indented(note, gutter)

    def _gutter(self, line: ShownLine, digits: int) -> Text:
        gutter = Text()
        if self.marks or self.notes:
            sign, colour = self.marks.get(line.number or 0, (" ", ""))
            gutter.append(f"{sign} ", colour)
        number = review_words.LEFT_OUT if line.sign == "@" else line.number or ""
        gutter.append(f"{number:>{digits}}  ", "dim")
        if self.signs:
            sign = " " if line.sign == "@" else line.sign
            gutter.append(f"{sign} ", _SIGNS.get(sign, ""))
        return gutter


def code(question: Question, found: Assessment | None = None) -> list[View]:
    """Return the code of a review; with what was *found* beside it, once there is an answer."""
    review = question.quiz
    if not isinstance(review, Review):
        return []
    shown = read_shown(review)
    placed: set[int] = set()
    parts: list[View] = []
    for one in shown:
        marks, notes = _annotate(one, found, len(shown), placed) if found else ({}, {})
        texts = _colour(one, question.language)
        name = plain(review_words.describe_file(one), "bold")
        listed = Listing(one.lines, texts, review_words.has_signs(one), marks, notes)
        parts.append(Group(name, Indented(listed, 2)))
    if found:
        rest = [_alarm(found, n) for n in found.alarms if n not in placed]
        parts += [Group(*rest)] if rest else []
        parts += [plain(told)] if (told := review_words.advice(found)) else []
    return parts


def question(session: Session) -> list[View]:
    """Return the wording of the question that is asked, and of a review its code."""
    asked = views.question(session)
    return [*asked, *code(session.current.question)] if session.task.review else asked


def how(session: Session) -> list[View]:
    """Return how a finding is written, where the question is code to review."""
    review = session.task.review
    return [plain(review_words.how_to_answer(review), "dim")] if review else []


def _colour(shown: ShownCode, language: str | None) -> list[Text]:
    """Return the lines of a file, coloured by the ending of its name, else by *language*."""
    source = "\n".join("" if line.sign == "@" else clean(line.text) for line in shown.lines)
    language = language_of_file(shown.name) or language or "text"
    texts = highlight(source, language).split("\n", allow_blank=True)
    lines = [*texts, *(Text() for _ in shown.lines)][: len(shown.lines)]
    return [
        plain(line.text, "dim") if line.sign == "@" else text
        for line, text in zip(shown.lines, lines, strict=True)
    ]


def _annotate(
    shown: ShownCode, found: Assessment, files: int, placed: set[int]
) -> tuple[dict[int, Mark], dict[int, list[View]]]:
    """Return the marks and the notes of a file's lines; *placed* gets the alarms among them."""
    numbers = {line.number for line in shown.lines if line.number}
    marks: dict[int, Mark] = {}
    notes: dict[int, list[View]] = defaultdict(list)
    for judged in found.defects:
        if not judged.defect.ranges or not review_words.is_in(judged.defect, shown, files):
            continue
        mark = _MARKS.get(judged.state, _MISSED)
        for first, last in judged.defect.ranges:
            marks |= dict.fromkeys(range(first, last + 1), mark)
        end = judged.defect.ranges[0][1]
        if end not in numbers:
            end = max((n for n in numbers if n <= end), default=max(numbers, default=0))
        quoted = review_words.said(found, judged.by)
        notes[end].append(
            _note(mark, review_words.defect_title(judged), judged.defect.says, quoted)
        )
        if judged.defect.why:
            notes[end].append(Indented(markdown(judged.defect.why), 2))
    for n in found.alarms:
        at = _line_of(found.findings[n], shown, files)
        if at in numbers:
            placed.add(n)
            marks.setdefault(at, _ALARM)
            notes[at].append(_alarm(found, n))
    return marks, notes


def _line_of(finding: Finding, shown: ShownCode, files: int) -> int:
    """Return the first line that *finding* names in this file; 0 where it's about none of it."""
    if finding.file is None and files > 1:
        return 0
    if finding.file is not None and not same_file(finding.file, shown.name):
        return 0
    return finding.lines[0][0] if finding.lines else 0


def _note(mark: Mark, title: str, says: str, quoted: str) -> View:
    sign, colour = mark
    text = Text.assemble((f"{sign} ", colour), (f"{title}: ", "bold"), clean(says))
    if quoted:
        text.append(f"  {clean(quoted)}", "dim")
    text.overflow = "fold"
    return text


def _alarm(found: Assessment, place: int) -> View:
    sign, colour = _ALARM
    text = Text.assemble((f"{sign} ", colour), (f"{review_words.ALARM}: ", "bold"))
    text.append(f'"{clean(found.findings[place].text)}"')
    if reason := review_words.alarm_reason(found, place):
        text.append(f"  {clean(reason)}", "dim")
    text.overflow = "fold"
    return text
