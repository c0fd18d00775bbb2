"""The debrief as a file to keep: Markdown, or one self-contained page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape

from interview_cli.core.markdown import fence, relabel
from interview_cli.core.questions.question import Question
from interview_cli.core.safe_text import clean
from interview_cli.core.scoring.result import PointResult
from interview_cli.core.session.debrief import SCORE_CAVEAT, Debrief, DebriefItem
from interview_cli.terminal.debrief import since, words
from interview_cli.terminal.rendering import markdown as read
from interview_cli.terminal.rendering.html_page import render_page, text
from interview_cli.terminal.rendering.wording import MODEL_ANSWER, SAY_IT, percent

#: Stands above the points of an answer that counts as right on the learner's word.
_FOUND = "Which points the program found:"


def markdown(debrief: Debrief, day: date) -> str:
    return clean("\n".join(_markdown(debrief, day))) + "\n"


def _markdown(debrief: Debrief, day: date) -> Iterator[str]:
    yield f"# {words.head(debrief)}"
    standing = ", ".join(_standing(debrief, day))
    yield f"\n{day}. **{words.total(debrief)}**, {standing}.\n"
    yield from (f"- {mean.name}: {percent(mean.score)}" for mean in debrief.topics)
    if unrated := words.unrated(debrief):
        yield f"\n{unrated}"
    for one in debrief.answers:
        yield f"\n## {one.number}. {' '.join(one.asked.question.ask.split())}"
        yield from _markdown_code(one.asked.question)
        yield f"\n**{words.describe_score(one)}**"
        if own := words.describe_override(one):
            yield f"\n{own}"
        yield f"\n{_FOUND}\n" if one.is_overridden and one.expected else ""
        yield from (f"- {words.describe_point(p, _reason(one, p))}" for p in one.expected)
        yield from (f"- More than expected here: {point.says}" for point in one.above)
        if one.note:
            yield f"\n{one.note}."
        if gap := words.describe_gap(one):
            yield f"\n{gap}"
        if one.answer:
            yield f"\n### Your words\n\n{fence(one.answer)}"
        if spoken := one.asked.question.spoken:
            yield f"\n### {SAY_IT}\n\n{spoken.strip()}"
        yield f"\n### {MODEL_ANSWER}\n\n{_markdown_answer(one.asked.question)}"
    if debrief.skipped:
        yield f"\n## Skipped: {len(debrief.skipped)}"
    for asked in debrief.skipped:
        yield f"\n### {' '.join(asked.question.ask.split())}"
        yield from _markdown_code(asked.question)
        yield f"\n{_markdown_answer(asked.question)}"
    yield f"\n{SCORE_CAVEAT}"


def _markdown_code(question: Question) -> Iterator[str]:
    if question.code:
        yield f"\n{fence(question.code.rstrip(), 'python')}"


def _markdown_answer(question: Question) -> str:
    """Return the model answer; its fences name the language alone, and not what is done with it."""
    return relabel(question.answer.strip(), lambda info: info.partition(" ")[0])


def _reason(one: DebriefItem, point: PointResult) -> str:
    return "; ".join(filter(None, (words.quote_evidence(point), words.correction(one, point))))


def _standing(debrief: Debrief, day: date) -> Iterator[str]:
    before = since.previous_score(debrief, day)
    return filter(None, (words.pass_mark(debrief), before, words.pace(debrief)))


def html(debrief: Debrief, day: date) -> str:
    """Return the debrief as one page that needs nothing else."""
    return render_page("debrief", words.head(debrief), "".join(_html(debrief, day)))


def _html(debrief: Debrief, day: date) -> Iterator[str]:
    yield f"<h1>{text(words.head(debrief))}</h1>\n<p class=quiet>{day}</p>\n"
    yield f"<p class=score>{text(words.total(debrief))}</p>\n"
    yield f"<p class=quiet>{text(' · '.join(_standing(debrief, day)))}</p>\n"
    yield f"<p>{text(words.topics(debrief))}</p>\n"
    if unrated := words.unrated(debrief):
        yield f"<p>{text(unrated)}</p>\n"
    for one in debrief.answers:
        question = one.asked.question
        yield f"<section>\n{_html_asked('h2', f'{one.number}. ', question)}"
        yield f"<p class=quiet>{text(words.describe_score(one))}</p>\n<div class=pair>\n"
        if one.answer:
            yield f"<div><h3>Your words</h3><pre>{_marked(one)}</pre></div>\n"
        yield f"<div>{_html_answer(question)}</div>\n</div>\n"
        if own := words.describe_override(one) or one.note:
            yield f"<p>{text(own)}</p>\n"
        if one.is_overridden and one.expected:
            yield f"<p class=quiet>{_FOUND}</p>\n"
        yield "<ul class=points>\n"
        for point in one.expected:
            why = _reason(one, point)
            seen = f" <span class=quiet>{text(why)}</span>" if why else ""
            word = words.WORDS[point.state]
            says = text(words.name_point(point))
            yield f"<li class={point.state}><b>{word}</b>{says}{seen}</li>\n"
        for point in one.above:
            yield f"<li class=quiet><b>Beyond</b>{text(point.says)}</li>\n"
        yield "</ul>\n"
        if gap := words.describe_gap(one):
            yield f"<p>{text(gap)}</p>\n"
        yield "</section>\n"
    if debrief.skipped:
        yield f"<section>\n<h2>Skipped: {len(debrief.skipped)}</h2>\n"
        for asked in debrief.skipped:
            yield _html_asked("h3", "", asked.question)
            yield f"<div class=model>{read.html(asked.question.answer)}</div>\n"
        yield "</section>\n"
    yield f"<section><p class=quiet>{text(SCORE_CAVEAT)}</p></section>\n"


def _html_answer(question: Question) -> str:
    texts = ((SAY_IT, question.spoken), (MODEL_ANSWER, question.answer))
    return "\n".join(
        f"<h3>{label}</h3><div class=model>{read.html(answer)}</div>"
        for label, answer in texts
        if answer
    )


def _html_asked(tag: str, number: str, question: Question) -> str:
    ask = read.html(" ".join(question.ask.split()), inline=True)
    code = f"<pre class=code>{text(question.code.rstrip())}</pre>\n" if question.code else ""
    return f"<{tag}>{number}{ask}</{tag}>\n{code}"


def _marked(one: DebriefItem) -> str:
    answer, marked, at = clean(one.answer), "", 0
    for start, end, state in words.find_marks(one, answer):
        mark = f"<mark class={state}>{escape(answer[start:end])}</mark>"
        marked, at = marked + escape(answer[at:start]) + mark, end
    return marked + escape(answer[at:])
