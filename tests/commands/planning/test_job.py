"""The command plan with a job posting: what it reads, weighs, keeps and shows."""

from __future__ import annotations

import json

import pytest
from helpers.learner import Learner, date, planned, question
from helpers.program import run_program

POSTING = """Senior Python Developer

Requirements
- Strong Postgres: joins, indexes, slow queries
- FastAPI in production
- Mentoring and React

Nice to have
- Redis
"""


@pytest.fixture
def learner(home):
    """A pack that names its topics, and has no questions on some of them."""
    learner = Learner(home)
    head = (
        "format: 1.1\npack:\n  id: trial\n  title: Trial\n  topics:\n"
        "    sql: [Postgres, joins, indexes, slow queries]\n    fastapi: []\n    redis: []\n"
        "    behaviour: [Mentoring]\n    python: []\n"
    )
    learner.pack(
        "trial",
        *(
            question(f"{topic}-{level}", f"{topic}/basics", level)
            for topic in ("sql", "fastapi", "redis", "html")
            for level in ("junior", "senior")
        ),
        head=head,
    )
    return learner


@pytest.fixture
def posting(tmp_path):
    path = tmp_path / "posting.txt"
    path.write_text(POSTING, encoding="utf-8")
    return path


def test_a_posting_alone_is_only_shown(learner, posting):
    shown = learner.json("plan", "--job", posting)
    assert shown["on"] is None
    job = shown["job"]
    assert (job["level"], job["level_line"], job["level_by"]) == ("senior", 1, "words")
    assert job["level_text"] == "Senior Python Developer"
    (sql, *_) = job["areas"]
    assert (sql["topic"], sql["weight"], sql["line"]) == ("sql", 3.0, 4)
    assert sql["text"] == "Strong Postgres: joins, indexes, slow queries"
    assert sql["names"] == ["Postgres", "joins", "indexes", "slow queries"]
    asked = {area["topic"]: area["questions"] > 0 for area in job["areas"] + job["nice"]}
    assert asked == {
        "sql": True,
        "fastapi": True,
        "redis": True,
        "python": True,
        "behaviour": True,
    }
    assert [(one["name"], one["line"]) for one in job["missing"]] == [("React", 6)]
    assert learner.journal() == {}
    said = learner.run("plan", "--job", posting)
    assert "interview plan --on DATE" in said.out


def test_a_plan_takes_its_weights_and_its_level(learner, posting):
    made = learner.json("plan", "--on", date(9), "-p", "trial", "--job", posting)
    assert made["weights"]["sql"] == 3.0
    assert made["weights"]["redis"] == 1.0
    assert made["weights"]["html"] == 0.5  # not named, but not left out
    assert [level["level"] for level in made["levels"]] == ["senior"]
    (line,) = learner.lines("planned")
    assert line["job"] == made["job"]
    assert line["filters"]["levels"] == ["senior"]


def test_what_was_read_is_kept_with_the_plan(learner, posting):
    made = learner.json("plan", "--on", date(9), "-p", "trial", "--job", posting)
    posting.unlink()
    later = learner.json("plan", "--minutes", "40", day=2)
    assert (later["weights"], later["job"]) == (made["weights"], made["job"])
    assert "Weights by the job posting: sql 3, " in learner.run("plan", day=2).out


@pytest.mark.parametrize("together", [True, False], ids=["at once", "later"])
def test_ones_own_weights_win_part_by_part(learner, posting, together):
    own = ("--profile", "sql: 1")
    options = ("--on", date(9), "-p", "trial", "--job", posting)
    made = learner.json("plan", *options, *(own if together else ()))
    if not together:
        made = learner.json("plan", *own)
    assert made["weights"]["sql"] == 1.0
    assert made["weights"]["fastapi"] == made["job"]["weights"]["fastapi"] > 1
    again = learner.json("plan", "--job", posting)  # and another posting leaves them alone
    assert again["weights"]["sql"] == 1.0


@pytest.mark.parametrize(
    "job",
    [
        7,
        {},
        {"areas": 1, "weights": {}},
        {"areas": [{"topic": "sql"}], "weights": {}},
        {"areas": [], "weights": {"sql": "much"}},
    ],
    ids=str,
)
def test_what_is_damaged_in_the_journal_is_passed_over(learner, job):
    learner.keep(planned(9, job=job, weights={"sql": 2.0}))
    shown = learner.json("plan")
    assert (shown["weights"], shown["job"]) == ({"sql": 2.0}, None)
    assert "Weights by the job posting" not in learner.run("plan").out


def test_a_level_that_is_asked_for_wins(learner, posting):
    made = learner.json("plan", "--on", date(9), "-p", "trial", "-l", "junior", "--job", posting)
    assert [level["level"] for level in made["levels"]] == ["junior"]


def test_without_a_level_in_the_text_all_levels_stay(learner, posting):
    options = ("--on", date(9), "-p", "trial", "--job", posting)
    learner.json("plan", *options)
    posting.write_text(POSTING.replace("Senior ", ""), encoding="utf-8")
    said = learner.run("plan", "--job", posting)
    assert "the text doesn't state one, so all levels" in said.out
    made = learner.json("plan")
    assert [level["level"] for level in made["levels"]] == ["junior", "senior"]


def test_a_level_without_questions_is_not_taken(learner, posting):
    posting.write_text(POSTING.replace("Senior", "Mid-level"), encoding="utf-8")
    said = learner.run("plan", "--on", date(9), "-p", "trial", "--job", posting)
    assert "there are no mid questions for this plan" in said.err
    assert "8 questions" in said.out


def test_a_text_about_something_else_changes_nothing(learner, posting):
    posting.write_text("Nurse wanted, with two years on a ward and a class of her own.\n")
    learner.json("plan", "--on", date(9), "-p", "trial", "--profile", "sql: 2")
    before = learner.journal()
    said = learner.run("plan", "--job", posting)
    assert "Nothing in this text is known" in said.out
    assert "9 days to go" in said.out
    assert learner.journal() == before
    assert learner.json("plan", "--job", posting)["job"]["areas"] == []
    made = learner.json("plan", "--on", date(8), "--job", posting)
    assert made["weights"] == {"sql": 2.0}


def test_a_posting_is_read_from_standard_input(learner):
    said = run_program("plan", "--job", "-", "--json", typed=POSTING)
    assert said.returncode == 0, said.stderr
    assert json.loads(said.stdout)["job"]["level"] == "senior"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b" \r\n\t", "is empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "is a PDF, not text"),
        (b"PK\x03\x04\x14\x00", "is a Word file, or another archive, not text"),
        (b"Python\0FastAPI", "isn't text"),
        (b"Python " * 200_000, "is larger than 1 MB"),
    ],
    ids=["empty", "blank", "pdf", "docx", "binary", "huge"],
)
def test_what_is_no_text_is_refused(learner, posting, data, said):
    posting.write_bytes(data)
    assert said in learner.refused("plan", "--job", str(posting))
    assert said in learner.refused("plan", "--on", date(9), "--job", str(posting))
    assert learner.journal() == {}


def test_another_encoding_is_read_and_told(learner, posting):
    posting.write_bytes(
        "Entwickler für FastAPI\n\nDein Profil\n- Postgres, joins\n".encode("latin-1")
    )
    said = learner.run("plan", "--job", posting)
    assert "isn't UTF-8 (line 1): it's read as Latin-1" in said.err
    assert "für FastAPI" in said.out
    posting.write_bytes(POSTING.encode("utf-16"))
    assert learner.json("plan", "--job", posting)["job"]["level"] == "senior"


def test_a_path_that_leads_nowhere_is_refused(learner, posting):
    assert "is a folder" in learner.refused("plan", "--job", str(posting.parent))
    near = learner.refused("plan", "--job", str(posting.with_name("postng.txt")))
    assert "there is no file" in near
    assert "posting.txt?" in near
    assert "is an address" in learner.refused("plan", "--job", "https://example.org/job")


def test_a_pack_without_names_is_found_by_its_topics(home, posting):
    learner = Learner(home)
    learner.pack("bare", question("a", "kotlin/flows"), question("b", "sql"))
    posting.write_text("Kotlin Developer\n\nRequirements\n- Kotlin and SQL\n", encoding="utf-8")
    topics = [area["topic"] for area in learner.json("plan", "--job", posting)["job"]["areas"]]
    assert "kotlin" in topics
