"""What the page is made of: texts of a pack as HTML, and what is folded."""

from __future__ import annotations

from collections.abc import Iterable

from interview_cli.packs.library.highlighting import find_spans
from interview_cli.terminal.rendering import markdown
from interview_cli.terminal.rendering.html_page import html_code, text


def prose(value: str) -> str:
    """Return Markdown of a pack as blocks."""
    return f"<div class=model>{markdown.html(value)}</div>\n"


def phrase(value: str) -> str:
    """Return Markdown of a pack as part of a line; what has blocks, code say, keeps them."""
    if "\n\n" in value.strip() or "```" in value:
        return prose(value)
    return markdown.html(" ".join(value.split()), inline=True)


def code(value: str, language: str | None = "python") -> str:
    """Return code with its colours; without a *language* Python has them."""
    value = value.rstrip("\n")
    return f"<pre class=code>{html_code(value, find_spans(value, language))}</pre>\n"


def verbatim(value: str) -> str:
    """Return text as it is written: in its line, or in a block if it has several."""
    value = value.rstrip("\n")
    return (
        f"<pre class=code>{text(value)}</pre>" if "\n" in value else f"<code>{text(value)}</code>"
    )


def quiet(value: str) -> str:
    return f"<p class=quiet>{text(value)}</p>\n"


def heading(title: str) -> str:
    return f"<h4>{text(title)}</h4>\n"


def items(found: Iterable[str], tag: str = "ul", style: str = "plain") -> str:
    """Return a list of what is HTML already."""
    rows = "".join(f"<li>{item}</li>\n" for item in found)
    return f'<{tag} class="{style}">\n{rows}</{tag}>\n' if rows else ""


def folded(title: str, *body: str) -> str:
    """Return what a click opens; *title* is HTML already. Nothing where there is nothing in it."""
    inside = "".join(body)
    return f"<details><summary>{title}</summary>\n{inside}</details>\n" if inside else ""


def facts(rows: Iterable[tuple[str, str]]) -> str:
    """Return names with their values, which are HTML already."""
    found = "".join(f"<div><dt>{text(name)}</dt><dd>{value}</dd></div>\n" for name, value in rows)
    return f"<dl class=facts>\n{found}</dl>\n" if found else ""
