"""Whole postings, all invented: what a careful person would prepare for after reading each."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from helpers.data import ROOT

from interview_cli.core.job_posting.posting import Posting, read_posting

POSTINGS = Path(__file__).with_name("postings")
PACK = yaml.safe_load(
    (ROOT / "questions" / "python-fastapi" / "pack.yaml").read_text(encoding="utf-8")
)
TOPICS: dict[str, list[str]] = PACK["pack"]["topics"]

#: Topics that one would prepare together.
TOGETHER = {
    "python/classes": "objects",
    "python/typing": "objects",
    "redis": "queues and caches",
    "queues": "queues and caches",
}


class Label(NamedTuple):
    """The three areas to prepare first, the level, and areas that mere words would suggest."""

    file: str
    first: str
    level: str | None
    traps: str = ""


LABELS = [
    Label("ferry-mail.txt", "sql, queues and caches, operations", "senior", "fastapi, security"),
    Label(
        "seedbank-bullets.txt",
        "testing, objects, python",
        "junior",
        "design, sql, delivery, queues and caches, security",
    ),
    Label(
        "toll-page.html",
        "delivery, operations, security",
        "senior",
        "coding, fastapi, asyncio, testing",
    ),
    Label("two-lines.txt", "asyncio, fastapi, http", "senior"),
    Label(
        "deichbau.txt",
        "sql, python, testing",
        "junior",
        "security, delivery, queues and caches, design",
    ),
    Label("orchard-pdf.txt", "design, behaviour, sql", "senior", "asyncio, security, operations"),
    Label("queue-react.txt", "queues and caches, http, testing", "mid", "python"),
    Label(
        "choir-note.txt", "queues and caches, security, python", "mid", "delivery, coding, design"
    ),
    Label("marktplatz.txt", "design, security, queues and caches", "senior", "fastapi, delivery"),
    Label(
        "billing-manager.txt",
        "behaviour, design, operations",
        "senior",
        "delivery, sql, queues and caches",
    ),
    Label(
        "dive-computer.txt",
        "objects, http, python",
        "mid",
        "asyncio, delivery, queues and caches, security, sql",
    ),
    Label(
        "bus-testers.txt",
        "testing, delivery, python",
        "junior",
        "security, objects, queues and caches",
    ),
    Label("platform-staff.txt", "delivery, operations, design", "senior", "fastapi, sqlalchemy"),
    Label(
        "radio-sre.txt", "operations, delivery, python", "mid", "queues and caches, sql, security"
    ),
]
#: Jobs of other kinds, full of words that mean something else here.
OTHER_JOBS = ["bakery-chef.txt", "zookeeper.txt", "kitchen-designer.txt", "security-guard.txt"]


def read(file: str) -> Posting:
    return read_posting((POSTINGS / file).read_text(encoding="utf-8"), TOPICS)


def first_areas(posting: Posting) -> list[str]:
    areas = dict.fromkeys(TOGETHER.get(area.topic, area.topic) for area in posting.areas)
    return [*areas][:3]


def test_the_first_three_areas_are_those_that_a_careful_reader_finds() -> None:
    shares = [
        len({*first_areas(read(label.file))} & {*label.first.split(", ")}) / 3 for label in LABELS
    ]
    assert sum(shares) / len(shares) >= 0.9, dict(
        zip((label.file for label in LABELS), shares, strict=True)
    )


@pytest.mark.parametrize("label", LABELS, ids=lambda label: label.file)
def test_no_trap_is_among_the_first_three(label: Label) -> None:
    assert not {*first_areas(read(label.file))} & {*label.traps.split(", ")}


@pytest.mark.parametrize("label", LABELS, ids=lambda label: label.file)
def test_the_level_is_that_of_the_title_a_plain_statement_or_years(label: Label) -> None:
    level = read(label.file).level
    assert (level.level if level else None) == label.level


@pytest.mark.parametrize("label", LABELS, ids=lambda label: label.file)
def test_each_weight_and_level_has_a_line_that_says_so(label: Label) -> None:
    """The quoted words stand in the text, and those of a plain one on the line that's named."""
    posting = read(label.file)
    lines = (POSTINGS / label.file).read_text(encoding="utf-8").splitlines()
    causes = [(area.line, area.text) for area in posting.areas]
    causes += [(posting.level.line, posting.level.text)] if posting.level else []
    for number, text in causes:
        assert 1 <= number <= len(lines)
        assert 0 < len(text) <= 90
        if label.file.endswith(".txt") and "pdf" not in label.file and "…" not in text:
            assert text.split()[0] in lines[number - 1]


@pytest.mark.parametrize("file", OTHER_JOBS)
def test_another_trade_is_not_known(file: str) -> None:
    assert read(file) == Posting()


RECIPE = """Celery soup
Serves four. Wash the celery, and cut it into small pieces. Fill a flask with stock.
Rest the dough in a cache of flour for two years or more, testing it daily.
A class of your own: pipe the cream in a queue of rosettes. Security: mind the hot pan.
"""
LOREM = "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor.\n" * 9
PROGRAM = '''"""A senior service with FastAPI and SQLAlchemy on PostgreSQL."""
from fastapi import FastAPI, Depends
from sqlalchemy.ext.asyncio import AsyncSession

app = FastAPI()

# We need five years of experience with Redis and Kafka here.
class Order(Base):
    """A row, tested with pytest."""

@app.get("/orders")
async def orders(session: AsyncSession = Depends(get_session)):
    return await session.scalars(select(Order))
'''
PACK_FILE = (ROOT / "questions" / "python-fastapi" / "security.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    ["", "\n \t\n", "<html><body></body></html>", RECIPE, LOREM, PROGRAM, PACK_FILE, "Python"],
    ids=["empty", "blank", "empty page", "recipe", "lorem", "program", "settings", "one word"],
)
def test_what_is_no_posting_gives_nothing(text: str) -> None:
    posting = read_posting(text, TOPICS)
    assert (posting.areas, posting.level) == ((), None)
