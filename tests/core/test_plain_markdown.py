"""Markdown as plain text: the same words as on the screen, and code line by line."""

from __future__ import annotations

import io
import re

import pytest
from rich.console import Console

from interview_cli.core.plain_markdown import flatten
from interview_cli.packs.library.catalogue import open_catalogue
from interview_cli.terminal.rendering.markdown import Shown


def on_screen(text: str) -> list[str]:
    """Give the words that Rich shows."""
    out = io.StringIO()
    Console(file=out, width=2000).print(Shown(text))
    return out.getvalue().split()


@pytest.mark.parametrize(
    "text",
    [
        r"2 \* 3 and **all** of it",
        "*args and **kwargs",
        "a_b_c, _x_, `__x__` and `*`",
        "**bold *and* more** ***both***",
        "~~old~~ new",
        "[here](http://a.b/x_(y)) and <http://c.d>",
        '![a cat](http://a.b/c.png) [**bold** `c`](http://c.d "title")',
        r"\`not code\`, `a\*b`, \\, \[x](y)",
        "arr[i](x) [x][y] list[int]",
        "429.",
        "7)",
        "a < b > c <b>x</b> &lt;i&gt; &amp;",
        "# Head #\nand a\nparagraph",
        "Setext\n---\nmore",
        "hard  \nbreak\\\nand another",
    ],
)
def test_it_reads_as_on_the_screen(text):
    assert flatten(text).split() == on_screen(text)


def test_the_bundled_bank_reads_as_on_the_screen():
    """Lists, tables and code are set apart: there the signs differ."""
    catalogue, _ = open_catalogue()
    texts = 0
    for entry in catalogue.entries():
        question = catalogue.question(entry.key)
        offers = question.quiz.offers if question.quiz.markdown else ()
        for text in (question.ask, question.answer, *offers, *question.quiz.whys.values()):
            if not re.search(r"^\s*([-*|`~]|\d+\.\s)|^    ", text, re.MULTILINE):
                texts += 1
                assert flatten(text).split() == on_screen(text)
    assert texts > 300


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("~~~python\nfor i in x:\n    i\n~~~", ["for i in x:", "    i"]),
        ("~~~~\n~~~\n~~~~", ["~~~"]),
        ("````md\n```python\nx\n```\n````", ["```python", "x", "```"]),
        ("  ```\n  a\n    b\n  ```", ["a", "  b"]),
        ("```\n**a** \\* b\n```", [r"**a** \* b"]),
        ("```\nnever closed", ["never closed"]),
        ("> ```\n> quoted\n>   more\n> ```", ["quoted", "  more"]),
    ],
)
def test_any_fence_makes_code(text, lines):
    said = flatten(f"Before.\n\n{text}\n").splitlines()
    several = "s" * (len(lines) > 1)
    body = [line for line in said[2:] if line != ">"]
    assert body == [f"Code, {len(lines)} line{several}:", *lines]


def test_code_in_a_list_stands_between_its_items():
    text = "1. first\n   ```python\n   if x:\n       y\n   ```\n2. second\n   goes on"
    assert flatten(text).splitlines() == [
        "1. first",
        "Code, 2 lines:",
        "if x:",
        "    y",
        "2. second goes on",
    ]


def test_an_option_may_consist_of_signs():
    for sign in ("*", "**", "***", "-", "+", "_", "`", "~", "```", "#", "`***`", "\\"):
        assert flatten(sign) == sign


def test_three_ticks_inside_a_line_are_no_fence():
    assert flatten("```x``` is code\nand **this** is not") == "```x``` is code and this is not"
