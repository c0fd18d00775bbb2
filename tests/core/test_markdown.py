"""Code in Markdown: where its blocks begin and end, and what is left without them."""

from __future__ import annotations

import pytest

from interview_cli.core.markdown import (
    blank_code,
    fence,
    find_blocks,
    find_code,
    relabel,
    remove_blocks,
)

TWO = "Look:\n```python run\nprint(1)\n```\nand\n  ~~~\n  ```\n  ~~~\nend `x`."


def test_blocks_have_their_labels_and_their_lines() -> None:
    found = [(b.indent, b.marks, b.info, TWO[b.body], b.closed) for b in find_blocks(TWO)]

    assert found == [
        ("", "```", "python run", "print(1)\n", True),
        ("  ", "~~~", "", "  ```\n", True),
    ]


@pytest.mark.parametrize(
    ("text", "body"),
    [("```\nx = 1", "x = 1"), ("```", ""), ("````\n```\n", "```\n"), ("```\n```python\n", None)],
)
def test_a_block_may_not_be_closed(text: str, body: str | None) -> None:
    (block,) = find_blocks(text)

    assert not block.closed
    assert text[block.body] == (body if body is not None else "```python\n")


def test_what_is_left_without_code() -> None:
    assert remove_blocks(TWO) == "Look:\n \nand\n \nend `x`."
    assert find_code(TWO)[-1] == "`x`"
    left = blank_code(TWO)
    assert left.split() == ["Look:", "and", "end", "."]
    assert [line.find("end") for line in left.split("\n")] == [-1] * 8 + [0]


def test_labels_are_changed_and_nothing_else() -> None:
    assert relabel(TWO, str.upper) == TWO.replace("python run", "PYTHON RUN")
    assert relabel(TWO, lambda info: info.partition(" ")[0]) == TWO.replace(" run", "")
    assert relabel("no block", str.upper) == "no block"
    assert relabel("``` python\nx\n```", str) == "``` python\nx\n```"


@pytest.mark.parametrize("text", ["x", "```", "a ```` b\n```"])
def test_a_fence_is_longer_than_any_in_its_text(text: str) -> None:
    (block,) = find_blocks(shown := fence(text))

    assert shown[block.body] == f"{text}\n"
    assert (block.info, block.closed, block.end) == ("text", True, len(shown))
