"""Sentences of job postings, in a text around them."""

from __future__ import annotations

from interview_cli.core.job_posting.posting import read_posting

TOPICS = {
    "python": [],
    "fastapi": ["Starlette"],
    "sql": ["PostgreSQL", "joins"],
    "redis": ["caching"],
    "queues": ["Kafka", "Celery", "message queues"],
    "delivery": ["Docker", "Kubernetes", "Terraform"],
    "testing": ["pytest", "unit tests", "tests"],
    "asyncio": ["event loop", "async/await"],
    "operations": ["on-call", "monitoring"],
    "security": ["penetration tests", "OAuth 2.0"],
    "http": ["REST", "REST API", "status codes"],
    "design": ["system design", "microservices", "back-pressure"],
    "coding": ["live coding", "algorithms"],
    "python/classes": ["classes"],
}
#: Enough for a text to be about software, of topics that the sentences don't name.
LIST = "Software developer\n\nRequirements\n- C++ and Qt for the client\n- OpenCV\n- {}\n- .NET\n"


def points(sentence: str) -> dict[str, float]:
    """Return how much each topic is asked for by a sentence in a list of what's needed."""
    posting = read_posting(LIST.format(sentence), TOPICS)
    return {area.topic: area.points for area in (*posting.areas, *posting.nice)}


def asked(sentence: str) -> set[str]:
    """Return the topics that are asked for by a sentence beside a list of what's needed."""
    text = LIST.format("Strong Python") + f"\n{sentence}\n"
    return {area.topic for area in read_posting(text, TOPICS).areas} - {"python"}


def level_of(title: str, sentence: str, before: str = "\n\nYou'll write FastAPI and SQL. ") -> str:
    """Return the level that a posting states, or ``none``."""
    level = read_posting(f"{title}{before}{sentence}\n", TOPICS).level
    return level.level if level else "none"
