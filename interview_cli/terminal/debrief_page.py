"""The debrief as a file to keep: Markdown, or one self-contained page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import escape

from interview_cli.core.debrief import HONESTLY, Debrief, Told
from interview_cli.core.session import Asked
from interview_cli.terminal import debrief_words as words
from interview_cli.terminal import markdown as read
from interview_cli.terminal.safe import clean

_STYLE = """
:root { --page: #fcfcfb; --ink: #1b1d20; --quiet: #5f646b; --rule: #e3e3df;
  --hit: #0f6f6b; --close: #8a5a00; --against: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --page: #131517; --ink: #e9e9e6;
  --quiet: #9ba1a8; --rule: #2c3034; --hit: #53c7ba; --close: #e0b050; --against: #f28b82; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { max-width: 62rem; margin: 0 auto; padding: 3rem 1.25rem; }
h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.1rem; margin: 0 0 .75rem; }
h3 { font-size: .85rem; font-weight: 600; color: var(--quiet); margin: 0 0 .25rem; }
section { border-top: 1px solid var(--rule); margin-top: 2rem; padding-top: 1.25rem; }
.quiet { color: var(--quiet); } .score { font-size: 2.25rem; font-weight: 650; margin: .75rem 0 0; }
.pair { display: grid; gap: 1.25rem 2rem; grid-template-columns: 1fr; }
@media (min-width: 48rem) { .pair { grid-template-columns: 1fr 1fr; } }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; margin: 0; }
h2, .points, .model { overflow-wrap: anywhere; }
code, .code { font: .9em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.code { margin: 0 0 1rem; } .model > :first-child { margin-top: 0; }
.model > :last-child { margin-bottom: 0; }
.points { list-style: none; padding: 0; margin: 1rem 0 0; }
.points li { margin: .3rem 0; padding-left: 8rem; text-indent: -8rem; }
.points b { display: inline-block; width: 8rem; text-indent: 0; font-weight: 600; }
mark { background: none; text-decoration: underline;
  text-underline-offset: .2em; }
.hit b, mark.hit { color: var(--hit); } .close b, mark.close { color: var(--close); }
.contradicted b, mark.contradicted { color: var(--against); } .missed b { color: var(--quiet); }
"""


#: What stands above the points of an answer that counts as right whatever they say.
_FOUND = "What the program found of the points:"


def markdown(told: Debrief, day: date) -> str:
    """Give the debrief as Markdown."""
    return clean("\n".join(_markdown(told, day))) + "\n"


def _markdown(told: Debrief, day: date) -> Iterator[str]:
    yield f"# {words.head(told)}"
    quiet = filter(None, (words.bar(told), words.before(told, day), words.pace(told)))
    yield f"\n{day.isoformat()}. **{words.total(told)}**, {', '.join(quiet)}.\n"
    yield from (f"- {mean.name}: {round(mean.score * 100)} %" for mean in told.topics)
    if unrated := words.unrated(told):
        yield f"\n{unrated}."
    for one in told.told:
        yield f"\n## {one.number}. {' '.join(one.asked.question.ask.split())}"
        if one.asked.question.code:
            yield f"\n{_fenced(one.asked.question.code.rstrip(), 'python')}"
        yield f"\n{words.of_points(one)}"
        if own := words.own_word(one):
            yield f"\n{own}"
        yield f"\n{_FOUND}\n" if one.on_own_word and one.expected else ""
        for point in one.expected:
            why = "; ".join(filter(None, (words.because(point), words.correction(one, point))))
            yield f"- {words.WORDS[point.state]}: {point.says}{f' ({why})' if why else ''}"
        yield from (f"- More than expected here: {point.says}" for point in one.above)
        if one.gap:
            yield f"\nSay next time: {one.gap}."
        if one.answer:
            yield f"\n### Your words\n\n{_fenced(one.answer)}"
        yield f"\n### Model answer\n\n{_answer(one.asked)}"
    if told.skipped:
        yield f"\n## Skipped: {len(told.skipped)}"
    for asked in told.skipped:
        yield f"\n### {' '.join(asked.question.ask.split())}"
        if asked.question.code:
            yield f"\n{_fenced(asked.question.code.rstrip(), 'python')}"
        yield f"\n{_answer(asked)}"
    yield f"\n{HONESTLY}"


def _answer(asked: Asked) -> str:
    """Give the model answer; its fences name the language alone, and not what is done with it."""
    return re.sub(
        r"(?m)^([ \t]*(?:`{3,}|~{3,}))[ \t]*(\w+)[ \t]+[^`\n]*$",
        r"\1\2",
        asked.question.answer.strip(),
    )


def _fenced(text: str, what: str = "text") -> str:
    """Give text that Markdown leaves as it is: in a fence that it doesn't hold."""
    longest = max(map(len, re.findall("`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{what}\n{text}\n{fence}"


def html(told: Debrief, day: date) -> str:
    """Give the debrief as one page that needs nothing else."""
    body = "".join(_html(told, day))
    title = escape(words.head(told))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )


def _html(told: Debrief, day: date) -> Iterator[str]:
    yield f"<h1>{_text(words.head(told))}</h1>\n<p class=quiet>{day.isoformat()}</p>\n"
    yield f"<p class=score>{_text(words.total(told))}</p>\n"
    quiet = filter(None, (words.bar(told), words.before(told, day), words.pace(told)))
    yield f"<p class=quiet>{_text(' · '.join(quiet))}</p>\n"
    yield f"<p>{_text(words.topics(told))}</p>\n"
    if unrated := words.unrated(told):
        yield f"<p>{_text(unrated)}.</p>\n"
    for one in told.told:
        question = one.asked.question
        ask = read.html(" ".join(question.ask.split()), inline=True)
        yield f"<section>\n<h2>{one.number}. {ask}</h2>\n"
        if question.code:
            yield f"<pre class=code>{_text(question.code.rstrip())}</pre>\n"
        yield f"<p class=quiet>{_text(words.of_points(one))}</p>\n<div class=pair>\n"
        if one.answer:
            yield f"<div><h3>Your words</h3><pre>{_marked(one)}</pre></div>\n"
        model = read.html(question.answer)
        yield f"<div><h3>Model answer</h3><div class=model>{model}</div></div>\n</div>\n"
        if own := words.own_word(one):
            yield f"<p>{_text(own)}</p>\n"
        if one.on_own_word and one.expected:
            yield f"<p class=quiet>{_FOUND}</p>\n"
        yield "<ul class=points>\n"
        for point in one.expected:
            why = "; ".join(filter(None, (words.because(point), words.correction(one, point))))
            seen = f" <span class=quiet>{_text(why)}</span>" if why else ""
            word = words.WORDS[point.state]
            yield f"<li class={point.state}><b>{word}</b>{_text(point.says)}{seen}</li>\n"
        for point in one.above:
            yield f"<li class=quiet><b>Beyond</b>{_text(point.says)}</li>\n"
        yield "</ul>\n"
        if one.gap:
            yield f"<p>Say next time: {_text(one.gap)}.</p>\n"
        yield "</section>\n"
    if told.skipped:
        yield f"<section>\n<h2>Skipped: {len(told.skipped)}</h2>\n"
        yield from map(_passed_over, told.skipped)
        yield "</section>\n"
    yield f"<section><p class=quiet>{_text(HONESTLY)}</p></section>\n"


def _passed_over(asked: Asked) -> str:
    """Give a question that was skipped, and its model answer."""
    question = asked.question
    ask = read.html(" ".join(question.ask.split()), inline=True)
    code = f"<pre class=code>{_text(question.code.rstrip())}</pre>\n" if question.code else ""
    return f"<h3>{ask}</h3>\n{code}<div class=model>{read.html(question.answer)}</div>\n"


def _marked(one: Told) -> str:
    """Give the learner's words, those marked that counted."""
    answer, said, at = clean(one.answer), "", 0
    for start, end, state in words.marks(one, answer):
        said += escape(answer[at:start])
        said += f"<mark class={state}>{escape(answer[start:end])}</mark>"
        at = end
    return said + escape(answer[at:])


def _text(text: str) -> str:
    return escape(clean(text))
