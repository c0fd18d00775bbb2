"""A page for a browser, self-contained: nothing is fetched, and no script runs."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from string import Template

from interview_cli.core.safe_text import clean

_SKELETON = Template("""\
<!doctype html>
$mark<html lang="en" class="$kind">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>$title</title>
<style>
$style</style>
</head>
<body>
<main>
$body
</main>
</body>
</html>
""")


def render_page(kind: str, title: str, body: str, mark: str = "") -> str:
    """Return a whole page.

    *kind* is its class in page.css, and *mark* a comment at its top. *body* is HTML already.
    """
    style = files(__package__).joinpath("page.css").read_text(encoding="utf-8")
    return _SKELETON.substitute(
        mark=f"{mark}\n" * bool(mark), kind=kind, title=text(title), style=style, body=body
    )


def text(value: str) -> str:
    """Return text of others made safe within a page."""
    return escape(clean(value))
