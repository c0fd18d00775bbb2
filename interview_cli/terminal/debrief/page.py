"""The debrief as a file to keep: Markdown, or one self-contained page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape

from interview_cli.core.markdown import fence, relabel
from interview_cli.core.questions.code_languages import label_code
from interview_cli.core.questions.question import Question
from interview_cli.core.safe_text import clean
from interview_cli.core.scoring.result import (
    WORDS,
    PointResult,
    describe_point,
    name_point,
    one_paragraph,
)
from interview_cli.core.session.debrief import SCORE_CAVEAT, Debrief, DebriefItem
from interview_cli.terminal.debrief import since, words
from interview_cli.terminal.rendering import markdown as read
from interview_cli.terminal.rendering.html_page import html_code, render_page, text, with_code
from interview_cli.terminal.rendering.wording import MODEL_ANSWER, SAY_IT, percent, picture_lines

#: Stands above the points of an answer that counts as right on the learner's word.
_FOUND = "Which points the program found:"


def markdown(debrief: Debrief, day: date) -> str:
    return clean("\n".join(_markdown(debrief, day))) + "\n"


def _markdown(debrief: Debrief, day: date) -> Iterator[str]:
    yield f"# {words.head(debrief)}"
    standing = ", ".join(_standing(debrief, day))
    yield f"\n{day}. **{words.total(debrief)}**, {standing}.\n"
    yield from (f"- {mean.name}: {percent(mean.score)}" for mean in debrief.topics)
    yield from (f"\n{line}" for line in _overall(debrief, day))
    for one in debrief.answers:
        yield f"\n## {one.number}. {' '.join(one.asked.question.ask.split())}"
        if changed := words.describe_changed(one):
            yield f"\n{changed}"
        yield from (f"\n{line}" for line in picture_lines(one.asked.question))
        yield from _markdown_code(one.asked.question)
        yield f"\n**{words.describe_score(one)}**"
        if own := words.describe_override(one):
            yield f"\n{own}"
        yield f"\n{_FOUND}\n" if one.is_overridden and one.expected else ""
        yield from (f"- {describe_point(p, _reason(one, p))}" for p in one.expected)
        yield from (
            f"- More than expected here: {one_paragraph(point.says)}" for point in one.above
        )
        if gap := words.describe_gap(one):
            yield f"\n{gap}"
        yield from (f"\nDelivery: {words.describe_remark(remark)}" for remark in one.delivery)
        if one.answer:
            yield f"\n### Your words\n\n{fence(one.answer)}"
        if spoken := one.asked.question.spoken:
            yield f"\n### {SAY_IT}\n\n{spoken.strip()}"
        if not one.gone:
            yield f"\n### {MODEL_ANSWER}\n\n{_markdown_answer(one.asked.question)}"
    if debrief.skipped:
        yield f"\n## {words.skipped(debrief)}\n"
    yield from (f"- {name}" for name in words.list_skipped(debrief))
    yield f"\n{SCORE_CAVEAT}"


def _markdown_code(question: Question) -> Iterator[str]:
    if question.code:
        yield f"\n{fence(question.code.rstrip(), label_code(question.code, question.language))}"


def _markdown_answer(question: Question) -> str:
    """Return the model answer; its fences name the language alone, and not what is done with it."""
    return relabel(question.answer.strip(), lambda info: info.partition(" ")[0])


def _reason(one: DebriefItem, point: PointResult) -> str:
    parts = (words.join_reasons(one, point), words.correction(one, point))
    return "; ".join(filter(None, parts))


def _overall(debrief: Debrief, day: date) -> Iterator[str]:
    """Yield what is said of the whole interview below its scores."""
    yield from since.describe_since(debrief, day, most=None)
    notes = (words.describe_delivery, words.unrated, words.describe_partial)
    yield from filter(None, (note(debrief) for note in notes))


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
    yield from (f"<p>{with_code(line)}</p>\n" for line in _overall(debrief, day))
    for one in debrief.answers:
        question = one.asked.question
        yield f"<section>\n{_html_asked(one)}"
        yield f"<p class=quiet>{text(words.describe_score(one))}</p>\n<div class=pair>\n"
        if one.answer:
            yield f"<div><h3>Your words</h3><pre>{_marked(one)}</pre></div>\n"
        yield f"<div>{'' if one.gone else _html_answer(question)}</div>\n</div>\n"
        if own := words.describe_override(one):
            yield f"<p>{text(own)}</p>\n"
        if one.is_overridden and one.expected:
            yield f"<p class=quiet>{_FOUND}</p>\n"
        yield "<ul class=points>\n"
        for point in one.expected:
            why = _reason(one, point)
            seen = f" <span class=quiet>{text(why)}</span>" if why else ""
            word = WORDS[point.state]
            says = with_code(name_point(point))
            yield f"<li class={point.state}><b>{word}</b>{says}{seen}</li>\n"
        for point in one.above:
            yield f"<li class=quiet><b>Beyond</b>{with_code(one_paragraph(point.says))}</li>\n"
        yield "</ul>\n"
        if gap := words.describe_gap(one):
            yield f"<p>{with_code(gap)}</p>\n"
        for remark in one.delivery:
            yield f"<p>Delivery: {with_code(words.describe_remark(remark))}</p>\n"
        yield "</section>\n"
    if debrief.skipped:
        yield f"<section>\n<h2>{text(words.skipped(debrief))}</h2>\n<ul class=plain>\n"
        yield from (f"<li>{with_code(name)}</li>\n" for name in words.list_skipped(debrief))
        yield "</ul>\n</section>\n"
    yield f"<section><p class=quiet>{text(SCORE_CAVEAT)}</p></section>\n"


def _html_answer(question: Question) -> str:
    texts = ((SAY_IT, question.spoken), (MODEL_ANSWER, question.answer))
    return "\n".join(
        f"<h3>{label}</h3><div class=model>{read.html(answer)}</div>"
        for label, answer in texts
        if answer
    )


def _html_asked(one: DebriefItem) -> str:
    question = one.asked.question
    ask = read.html(" ".join(question.ask.split()), inline=True)
    changed = words.describe_changed(one)
    note = f"<p class=quiet>{text(changed)}</p>\n" if changed else ""
    note += "".join(f"<p>{text(line)}</p>\n" for line in picture_lines(question))
    if not question.code:
        return f"<h2>{one.number}. {ask}</h2>\n{note}"
    code = html_code(question.code.rstrip(), one.asked.spans)
    return f"<h2>{one.number}. {ask}</h2>\n{note}<pre class=code>{code}</pre>\n"


def _marked(one: DebriefItem) -> str:
    answer, marked, at = clean(one.answer), "", 0
    for start, end, state in words.find_marks(one, answer):
        mark = f"<mark class={state}>{escape(answer[start:end])}</mark>"
        marked, at = marked + escape(answer[at:start]) + mark, end
    return marked + escape(answer[at:])
