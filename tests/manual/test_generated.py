"""What the manual says about the program in generated blocks is what the program says now."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
from manual.blocks import BLOCKS, FIELD_BLOCKS, write_flow

from interview_cli.packs.yaml.source import Source
from interview_cli.packs.yaml.tree import parse

PAGES = sorted(Path(str(files("interview_cli"))).joinpath("manual").glob("*.md"))
_BLOCK = re.compile(r"(<!-- generated: (.+?) -->\n).*?(<!-- end generated -->)", re.DOTALL)
_MARK = re.compile(r"<!-- (?:generated|end generated)\b.*?-->")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_is_not_stale(page: Path, request: pytest.FixtureRequest) -> None:
    text = page.read_text(encoding="utf-8")
    found = [match[2] for match in _BLOCK.finditer(text)]
    assert len(_MARK.findall(text)) == 2 * len(found), "a mark of a generated block has no other"
    assert [name for name in found if name not in BLOCKS] == []

    now = _BLOCK.sub(lambda match: f"{match[1]}\n{BLOCKS[match[2]]()}\n\n{match[3]}", text)

    if request.config.getoption("--rewrite"):
        page.write_text(now, encoding="utf-8")
    else:
        assert text == now, (
            f"{page.name} says what was true before; take in what the program says now: "
            "pytest --rewrite tests/manual"
        )


def test_every_block_is_on_one_page() -> None:
    texts = [page.read_text(encoding="utf-8") for page in PAGES]
    assert sorted(match[2] for text in texts for match in _BLOCK.finditer(text)) == sorted(BLOCKS)


@pytest.mark.parametrize("name", FIELD_BLOCKS)
def test_an_example_of_a_field_reads_as_it_is_meant(name: str) -> None:
    lines = re.findall(r"Example: (`+)(.*?) ?\1$", FIELD_BLOCKS[name](), re.MULTILINE)
    assert lines
    for _, line in lines:
        source = Source(Path("example.yaml"), f"{line}\n")
        root = parse(source, lambda item, at: None).root
        assert source.flaws == [], line
        [(field, value)] = root.items()
        assert line.startswith(f"{field}: ")
        assert value


def test_a_text_in_flow_style_reads_back() -> None:
    texts = [
        "a|b",
        "x > y",
        "`len`",
        "https://a.b/?c=d",
        "a: b",
        "a, b",
        "500 > not 429",
        "{{1}} x",
    ]
    source = Source(Path("example.yaml"), f"found: {write_flow([*texts, {'name': 'it’s'}])}\n")
    root = parse(source, lambda item, at: None).root
    assert source.flaws == []
    assert root == {"found": [*texts, {"name": "it’s"}]}
