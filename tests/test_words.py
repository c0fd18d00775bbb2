"""The words that people read here are those of engineers who speak English at home.

What people read: the strings in the program, its manual and data, the README and the other
pages, and the bundled questions.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_bank import QUESTIONS

from interview_cli.core.questions.question import Question
from interview_cli.core.serialise import to_plain

ROOT = Path(__file__).parents[1]
PROGRAM = ROOT / "interview_cli"


#: A pattern of what we don't write, what we write instead, and a sentence that has it.
BANNED = (
    (r"mend(s|ed|ing)?", "fix", "How do you mend it?"),
    (r"shall", "should, will or must", "It shall return a list."),
    (r"anew|afresh", "again, or from scratch", "It is read anew."),
    (r"for want of", "without, or because there's no", "It dies for want of memory."),
    (r"of old", "outdated", "This is advice of old."),
    (r"thereby|henceforth|thereof|herein|whereby", "so, or that way", "It thereby returns."),
    (r"is no (?=(a |an )?\w+ (of|for|to|and|but)\b)", "isn't a", "It is no cache for the app."),
    (r"(?<!there )(?<!this )(is|are) no (field|name|date|time|number|path|"
     r"cache|lock|proof|sign|signal|default|race|error|body|coroutine|module|type|value)\b",
     "isn't a", "`pricee` is no field of it."),
    (r"in no order", "not in order, or in random order", "The options are in no order."),
    (r"asked no more|no more asked", "no longer asked", "It is asked no more."),
    (r"belongs? into", "belongs in", "It belongs into pack.yaml."),
    (r"stands? (behind|there|in|below|among|for nothing)", "is, goes or comes",
     "What stands behind the colon?"),
    (r"behind (the|its|an?|each) (colon|name|quote|hyphen|dash|verdict|word|comma|path)", "after",
     "Put a space behind the colon."),
    (r"(goes|go) on with (it|(a|the|your) (session|interview|path|plan))|go on with:", "continue",
     "Go on with the session."),
    (r"is to be (had|done|found|said|asked|put)", "has to be, or can be", "It is to be said."),
    (r"what is so", "what is true", "Ask for what is so."),
    (r"a fault of", "a bug in", "It is a fault of ours."),
    (r"in the alphabet's order|in the order of the alphabet", "alphabetically",
     "They are in the order of the alphabet."),
)  # fmt: skip
_BANNED = [(re.compile(rf"\b(?:{pattern})", re.IGNORECASE), use) for pattern, use, _ in BANNED]


def find_banned(text: str) -> list[str]:
    """Return each place in *text* with a word that we don't use, and what we'd write."""
    found = []
    for pattern, use in _BANNED:
        for match in pattern.finditer(text):
            if text[match.end() : match.end() + 1].isalnum():
                continue  # a longer word: mendacious
            here = text[max(0, match.start() - 30) : match.end() + 20]
            found.append(f"{' '.join(here.split())!r}: write {use}")
    return found


@pytest.mark.parametrize("sentence", [row[2] for row in BANNED])
def test_the_list_finds_what_it_names(sentence: str) -> None:
    assert find_banned(sentence)


def test_the_list_leaves_ordinary_sentences_alone() -> None:
    fine = "There is no topic 'x'. The app runs behind a proxy. It stands for one idea. Amend it."
    assert find_banned(fine) == []


def strings_of(path: Path) -> Iterator[str]:
    """Yield the strings of a module that people may read, docstrings of commands among them."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            # A command returns its exit code, and its docstring is its help.
            returns = getattr(node, "returns", None)
            returns_int = isinstance(returns, ast.Name) and returns.id == "int"
            is_help = "commands" in path.parts and returns_int
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr) and not is_help:
                silent.add(first.value)
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            silent.update(part for part in node.values if isinstance(part, ast.Constant))
            parts = (p.value if isinstance(p, ast.Constant) else "x" for p in node.values)
            yield "".join(map(str, parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in silent:
            yield node.value


#: Lists of words that answers are searched for: not what we say.
WORD_LISTS = PROGRAM / "core" / "scoring"


def test_the_programs_sentences() -> None:
    found = {
        path.relative_to(PROGRAM).as_posix(): [
            place for text in strings_of(path) for place in find_banned(text)
        ]
        for path in PROGRAM.rglob("*.py")
        if WORD_LISTS not in path.parents
    }
    assert {path: places for path, places in found.items() if places} == {}


def pages() -> list[Path]:
    """Return all that is written in files of text: pages, and what the program reads from data."""
    inside = [p for end in ("md", "toml", "yaml") for p in PROGRAM.rglob(f"*.{end}")]
    around = [*ROOT.glob("*.md"), *(ROOT / ".github").rglob("*.md")]
    bank = PROGRAM / "_questions"
    return sorted(p for p in (*inside, *around) if bank not in p.parents)


def test_pages_and_data() -> None:
    found = {}
    for path in pages():
        text = path.read_text(encoding="utf-8")
        # What the program prints of a bundled question is looked at there.
        text = re.sub(r"(?ms)^```\w*\n\$ interview .*?^```$", "", text)
        found[path.relative_to(ROOT).as_posix()] = find_banned(text)
    assert {path: places for path, places in found.items() if places} == {}


def texts_of(question: Question) -> Iterator[str]:
    """Yield what a learner reads of a question: phrases and code left out."""

    def walk(value: object, name: str = "") -> Iterator[str]:
        if isinstance(value, dict):
            for key, item in value.items():
                yield from walk(item, key)
        elif isinstance(value, list):
            for item in value:
                yield from walk(item, name)
        elif isinstance(value, str) and name in SHOWN:
            yield value

    yield from walk(to_plain(question))


SHOWN = {"ask", "answer", "spoken", "hint", "says", "stem", "why", "text", "steps"}


def test_the_bundled_questions() -> None:
    found = {
        question.id: [place for text in texts_of(question) for place in find_banned(text)]
        for question in QUESTIONS
    }
    assert {id_: places for id_, places in found.items() if places} == {}


#: What interviewers call things; each is taught at least twice.
TERMS = {
    "keyword-only": r"keyword[- ]only",
    "race condition": r"race conditions?",
    "late binding": r"late[- ]binding|binds? late|bound late",
    "truthy": r"truthy|truthiness",
    "exhausted": r"exhausted",
    "reference cycle": r"(reference|cyclic reference|reference[- ]count\w* )\s?cycles?",
    "invalidate": r"invalidat\w+",
    "instance attribute": r"instance attributes?",
    "closure": r"closures?",
    "context manager": r"context managers?",
    "immutable": r"immutab\w+",
    "structural": r"structural(ly)?",
    "suspend": r"suspend\w*",
    "leftmost prefix": r"leftmost[- ]prefix(es)?",
    "back-pressure": r"back-?\s?pressure",
}


@pytest.mark.parametrize("term", TERMS)
def test_common_terms_are_taught(term: str) -> None:
    pattern = re.compile(rf"\b(?:{TERMS[term]})\b", re.IGNORECASE)
    texts = (text for question in QUESTIONS for text in texts_of(question))
    taught = sum(len(pattern.findall(text)) for text in texts)
    assert taught >= 2
