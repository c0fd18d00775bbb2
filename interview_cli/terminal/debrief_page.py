"""The debrief as a file to keep: Markdown, or one self-contained page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape

from interview_cli.core.debrief import HONESTLY, Debrief, Told
from interview_cli.core.scored import CLOSE, CONTRADICTED, HIT
from interview_cli.terminal import debrief_words as words
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
ul { list-style: none; padding: 0; margin: 1rem 0 0; } li { margin: .3rem 0; padding-left: 6.5rem;
  text-indent: -6.5rem; } li b { display: inline-block; width: 6.5rem; text-indent: 0;
  font-weight: 600; } mark { background: none; text-decoration: underline;
  text-underline-offset: .2em; }
.hit b, mark.hit { color: var(--hit); } .close b, mark.close { color: var(--close); }
.contradicted b, mark.contradicted { color: var(--against); } .missed b { color: var(--quiet); }
"""


def markdown(told: Debrief, day: date) -> str:
    """Give the debrief as Markdown."""
    return clean("\n".join(_markdown(told, day))) + "\n"


def _markdown(told: Debrief, day: date) -> Iterator[str]:
    yield f"# {words.head(told)}"
    yield f"\n{day.isoformat()}. **{words.total(told)}**, {words.bar(told)}. {words.pace(told)}.\n"
    yield from (f"- {mean.name}: {round(mean.score * 100)} %" for mean in told.topics)
    for one in told.told:
        yield f"\n## {one.number}. {' '.join(one.asked.question.ask.split())}"
        yield f"\n{words.of_points(one)}\n"
        for point in one.expected:
            because = words.because(point)
            yield f"- {words.WORDS[point.state]}: {point.says}{f' ({because})' if because else ''}"
        yield from (f"- More than expected here: {point.says}" for point in one.above)
        if one.gap:
            yield f"\nSay next time: {one.gap}."
        if one.answer:
            yield "\n### Your words\n"
            yield from (f"> {line}" for line in one.answer.splitlines())
        yield f"\n### Model answer\n\n{one.asked.question.answer.strip()}"
    yield f"\n{HONESTLY}"


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
    yield f"<p class=quiet>{_text(words.bar(told))} · {_text(words.pace(told))}</p>\n"
    yield f"<p>{_text(words.topics(told))}</p>\n"
    for one in told.told:
        ask = " ".join(one.asked.question.ask.split())
        yield f"<section>\n<h2>{one.number}. {_text(ask)}</h2>\n"
        yield f"<p class=quiet>{_text(words.of_points(one))}</p>\n<div class=pair>\n"
        if one.answer:
            yield f"<div><h3>Your words</h3><pre>{_marked(one)}</pre></div>\n"
        model = _text(one.asked.question.answer.strip())
        yield f"<div><h3>Model answer</h3><pre>{model}</pre></div>\n</div>\n<ul>\n"
        for point in one.expected:
            because = words.because(point)
            seen = f" <span class=quiet>{_text(because)}</span>" if because else ""
            word = words.WORDS[point.state]
            yield f"<li class={point.state}><b>{word}</b>{_text(point.says)}{seen}</li>\n"
        for point in one.above:
            yield f"<li class=quiet><b>More</b>{_text(point.says)}</li>\n"
        yield "</ul>\n"
        if one.gap:
            yield f"<p>Say next time: {_text(one.gap)}.</p>\n"
        yield "</section>\n"
    yield f"<section><p class=quiet>{_text(HONESTLY)}</p></section>\n"


def _marked(one: Told) -> str:
    """Give the learner's words, those marked that counted."""
    answer = one.answer
    marks: list[tuple[int, int, str]] = []
    for point in one.scored.points:
        for word in point.words if point.state in (HIT, CLOSE, CONTRADICTED) else ():
            start = answer.find(word)
            end = start + len(word)
            if start >= 0 and not any(start < e and s < end for s, e, _ in marks):
                marks.append((start, end, point.state))
    said, at = "", 0
    for start, end, state in sorted(marks):
        said += _text(answer[at:start]) + f"<mark class={state}>{_text(answer[start:end])}</mark>"
        at = end
    return said + _text(answer[at:])


def _text(text: str) -> str:
    return escape(clean(text))
