"""The YAML in the manual is sound, or wrong in just the way that it says.

What an example is can be seen from its fields: a whole pack, the ``pack.yaml`` or another
file of a folder, a list of questions, fields of a question or of its quiz. It's made into a
pack and checked as ``interview pack check`` does, with lint. One that begins with
``# wrong: [rule] words`` must have a problem of that rule with those words in it.

Examples in generated blocks are those of the rules' own pages, and tested with the rules.
"""

from __future__ import annotations

import re
from datetime import date
from importlib.resources import files
from pathlib import Path
from textwrap import dedent, indent
from typing import NamedTuple

import pytest
from helpers.packs import head
from helpers.pictures import write_pictured

from interview_cli.packs.format.pack_read import PackRead
from interview_cli.packs.format.reader import read
from interview_cli.packs.lint import lint
from interview_cli.packs.yaml.problems import Problem

PAGES = sorted(Path(str(files("interview_cli"))).joinpath("manual").glob("*.md"))
_GENERATED = re.compile(r"<!-- generated: .*?<!-- end generated -->", re.DOTALL)
_FENCE = re.compile(r"^([ ]*)(`{3,})yaml(?: [^\n]*)?\n(.*?)^\1\2$", re.MULTILINE | re.DOTALL)
_WRONG = re.compile(r"# wrong: \[([a-z0-9-]+)\] ?(.*)\n")

#: The rules about a pack as a whole, which a part of one can't keep.
OF_A_WHOLE = {"source-missing", "level-or-topic-left-out", "format-number"}
TODAY = date(2026, 11, 22)
#: Columns of a terminal with 80, less the margin of code.
WIDEST = 76


class Example(NamedTuple):
    page: str
    line: int
    text: str

    @property
    def fields(self) -> list[str]:
        """The names at its top, in order; a list has none."""
        return re.findall(r"^([a-z_]\w*):", self.text, re.MULTILINE)

    @property
    def is_whole(self) -> bool:
        return "pack" in self.fields and "questions" in self.fields


def find_examples(page: Path) -> list[Example]:
    text = page.read_text(encoding="utf-8")
    hidden = _GENERATED.sub(lambda match: "\n" * match[0].count("\n"), text)
    return [
        Example(page.stem, hidden.count("\n", 0, match.start()) + 1, dedent(match[3]))
        for match in _FENCE.finditer(hidden)
    ]


EXAMPLES = [example for page in PAGES for example in find_examples(page)]


def make_pack(example: Example, folder: Path) -> Path:
    """Write the pack that *example* is, or is a part of; return its path."""
    text, fields = example.text, example.fields
    if "pack" in fields and "questions" not in fields:
        (folder / "pack.yaml").write_text(text, encoding="utf-8")
        (folder / "first.yaml").write_text(f"{DEFAULTS}{QUESTION}", encoding="utf-8")
        return folder
    if "pack" not in fields and {"questions", "defaults"} & {*fields}:
        (folder / "pack.yaml").write_text(head("example"), encoding="utf-8")
        (folder / "first.yaml").write_text(text, encoding="utf-8")
        return folder
    if "pack" not in fields:
        text = head("example", defaults="level: mid, topic: example") + "questions:\n"
        text += indent(write_questions(example), "  ")
    if "image" in fields:  # only a folder has pictures
        return write_pictured(folder, text, name="b-tree.png")
    path = folder / "example.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def write_questions(example: Example) -> str:
    if not example.fields:
        return example.text
    text, fields = example.text, example.fields
    if "kind" in fields:
        text, fields = "quiz:\n" + indent(text, "  "), ["quiz"]
    usual = {"id": "shown", "ask": "What is that?", "answer": "That."}
    missing = (f"{name}: {value}\n" for name, value in usual.items() if name not in fields)
    return "-\n" + indent("".join(missing) + text, "  ")


DEFAULTS = "defaults: {level: junior, topic: sql/select}\n"
QUESTION = (
    "questions:\n  - {id: one, ask: 'What?', answer: That., sources: [https://example.org/]}\n"
)


def find_problems(example: Example, found: PackRead) -> list[Problem]:
    """Return what `pack check` says; of a part, without what's said of a pack as a whole."""
    problems = [*found.problems, *lint([found], today=TODAY)]
    return [one for one in problems if example.is_whole or one.rule not in OF_A_WHOLE]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.page}:{example.line}")
def test_an_example_fits_into_a_terminal(example: Example) -> None:
    assert [line for line in example.text.splitlines() if len(line) > WIDEST] == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.page}:{example.line}")
def test_an_example_is_as_it_says(example: Example, tmp_path: Path) -> None:
    found = read(make_pack(example, tmp_path))
    problems = find_problems(example, found)

    if wrong := _WRONG.match(example.text):
        rule, words = wrong.groups()
        assert [one for one in problems if one.rule == rule and words in one.message], problems
    else:
        assert [f"{one.line}: {one.message} [{one.rule}]" for one in problems] == []
        assert found.questions


def test_the_page_on_the_format_shows_every_field() -> None:
    """An author who reads it alone sees each field that a question can have at work."""
    from interview_cli.packs.authoring.json_schema import pack_schema
    from interview_cli.packs.lint import RULES

    page = next(page for page in PAGES if page.stem == "format").read_text(encoding="utf-8")
    names: set[str] = set()

    def collect(schema: object) -> None:
        if isinstance(schema, dict):
            names.update(schema.get("properties", ()))
            for part in schema.values():
                collect(part)
        elif isinstance(schema, list):
            for part in schema:
                collect(part)

    collect(pack_schema())
    names -= RULES.keys()  # these are below ``lint: ignore``, and have a page of their own
    assert [
        name for name in sorted(names) if f"Example: `{name}: " not in page.replace("``", "`")
    ] == []
