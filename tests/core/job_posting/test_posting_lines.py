"""The lines of postings that were copied from somewhere."""

from __future__ import annotations

import pytest

from interview_cli.core.job_posting.posting import read_posting
from interview_cli.core.job_posting.posting_lines import split_lines

TOPICS = {"fastapi": [], "sql": ["PostgreSQL"], "redis": [], "queues": ["Kafka"], "python": []}


def lines(text: str) -> list[tuple[int, str, str]]:
    found = split_lines(text, lambda words: words in ("about us", "nice to have"))
    return [(line.number, line.kind, line.text) for line in found if line.text]


@pytest.mark.parametrize(
    "bullet",
    ["- ", "* ", "•\t", "·", "\uf0b7 ", "â€¢ ", "✅ ", "1. ", "2) ", "⁃ ", "\u200b▪︎\u00a0"],
)
def test_bullets_of_all_sorts(bullet: str) -> None:
    assert lines(f"We need\n{bullet}Python") == [(1, "text", "We need"), (2, "bullet", "Python")]


def test_a_crossed_bullet_says_no() -> None:
    text = "Python Developer\n\nRequirements\n- FastAPI and SQL\n❌ Kafka\n❌ Redis\n"
    assert [area.topic for area in read_posting(text, TOPICS).areas] == ["fastapi", "sql", "python"]


def test_wrapped_lines_are_one_and_keep_their_numbers() -> None:
    text = (
        "Python Developer\n\nRequirements\n"
        "- Some years of work on services that many people use, with\n  FastAPI and post-\n"
        "gresql in production\n"
    )
    named = {
        name.name: name.line for area in read_posting(text, TOPICS).areas for name in area.names
    }
    assert named == {"FastAPI": 5, "postgresql": 5, "Python": 1}


def test_a_bad_copy_of_a_pdf_gets_its_spaces_and_headings() -> None:
    text = (
        "BACKEND DEVELOPER(PYTHON)Location:anywhere YOUR ROLE We sell hats.We like hats,caps;and\n"
        "scarves.You write Fast API services,with Post greSQLand a lot of care NICE TO HAVE\n"
        "Redis,Kafka\n"
    )
    found = split_lines(text, lambda words: words in ("your role", "nice to have"))
    assert [line.text for line in found if line.kind == "heading"] == ["YOUR ROLE", "NICE TO HAVE"]
    assert found[0].text == "BACKEND DEVELOPER (PYTHON)"
    posting = read_posting(text, TOPICS)
    assert [area.topic for area in posting.areas] == ["fastapi", "sql", "python"]
    assert [area.topic for area in posting.nice] == ["redis", "queues"]


def test_a_mail_has_a_subject_and_no_signature() -> None:
    text = (
        "From: a@example.org\nSubject: Fwd: Senior Python role\n\n> We use FastAPI and SQL.\n"
        "> Nothing else.\n\n-- \nKafka Ltd, Redis Street\n"
    )
    posting = read_posting(text, TOPICS)
    assert posting.level is not None
    assert (posting.level.level, posting.level.line) == ("senior", 2)
    assert {area.topic for area in posting.areas} == {"python", "fastapi", "sql"}


def test_a_page_counts_the_lines_of_its_source_and_leaves_out_what_is_around_it() -> None:
    text = (
        "<!doctype html>\n<title>Jobs</title><style>.kafka{}</style>\n<nav>Kafka</nav>\n"
        "<h1>Senior&nbsp;Python Developer</h1>\n<h2>Requirements</h2>\n"
        "<ul><li>FastAPI\n<li>Postgre&shy;SQL</ul>\n<aside>Redis jobs</aside><footer>Kafka</footer>"
    )
    posting = read_posting(text, TOPICS)
    lines = {area.topic: area.line for area in posting.areas}
    assert lines == {"fastapi": 6, "sql": 7, "python": 4}
    assert posting.level is not None
    assert (posting.level.level, posting.level.line) == ("senior", 4)


def test_line_ends_of_windows_change_nothing() -> None:
    text = "Python Developer\n\nRequirements\n- FastAPI, three years of experience\n\n- SQL\n"
    assert read_posting(text.replace("\n", "\r\n"), TOPICS) == read_posting(text, TOPICS)


def test_hashtags_are_no_requirements() -> None:
    text = "Python Developer\n\nYou write FastAPI and SQL.\n\n#kafka #redis #hiring #python\n"
    assert {area.topic for area in read_posting(text, TOPICS).areas} == {"python", "fastapi", "sql"}
