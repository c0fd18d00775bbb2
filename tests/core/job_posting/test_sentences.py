"""What single sentences say: that something is needed, that it isn't, and of which level one is."""

from __future__ import annotations

import pytest
from helpers.postings import LIST, TOPICS, points
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.job_posting.names import compact
from interview_cli.core.job_posting.posting import read_posting


@pytest.mark.parametrize(
    ("sentence", "topic"),
    [
        ("You don't just know FastAPI, you know why.", "fastapi"),
        ("You're not afraid of SQL.", "sql"),
        ("Not only Python but also SQL.", "sql"),
        ("You can't imagine code without pytest.", "testing"),
        ("You never merge without unit tests.", "testing"),
        ("You have run FastAPI in production, not just in a tutorial.", "fastapi"),
        ("FastAPI without the magic: you know what Starlette does.", "fastapi"),
        ("You know how to make sure that no message gets lost in Kafka.", "queues"),
        ("SQL is a must, and nobody will be surprised.", "sql"),
        ("You won't be the only one who writes unit tests.", "testing"),
        ("You don't need anyone to explain SQL joins to you.", "sql"),
        ("There's no way around PostgreSQL.", "sql"),
        ("You can't do this job without knowing FastAPI.", "fastapi"),
        ("Ohne SQL geht bei uns nichts.", "sql"),
        ("Sehr gute Kenntnisse in Python", "python"),
        ("Fast API in production", "fastapi"),
        ("Postgre SQL every day", "sql"),
        ("backpressure, and what to do about it", "design"),
        ("REST is second nature to you", "http"),
        ("Redis jobs run twice and nobody here knows why, also need pytest", "testing"),
        ("You'd sort out the flaky tests in pytest.", "testing"),
    ],
)
def test_what_is_needed(sentence: str, topic: str) -> None:
    assert points(sentence)[topic] >= 1.0


@pytest.mark.parametrize(
    "sentence",
    [
        "You don't need FastAPI.",
        "FastAPI isn't something we use.",
        "You won't touch Kubernetes.",
        "We don't care whether you know Redis.",
        "Experience with Docker is neither required nor expected.",
        "No Kafka, no Celery, no drama.",
        "Kubernetes? Not your problem.",
        "There is a DBA team, so SQL isn't on you.",
        "Python knowledge is not needed.",
        "Don't worry about Terraform.",
        "We left Celery behind last year.",
        "The data team handles Kafka and Redis.",
        "Our security team does the penetration tests.",
        "Kein Kubernetes, kein Kafka.",
        "Kenntnisse in Docker sind nicht erforderlich.",
        "Docker und Kubernetes übernimmt ein anderes Team.",
        "You needn't have seen FastAPI before.",
        "You will never be on call.",
        "We have no microservices.",
        "You can happily ignore Kafka.",
        "SQL is somebody else's job.",
        "Our ops people take care of Docker.",
        "Knowing FastAPI won't help you here.",
        "Celery is on its way out.",
        "Whether you know pytest makes no difference.",
        "There's no live coding and there are no algorithms.",
        "Services in FastAPI are written by another team.",
        "This isn't a FastAPI position.",
        "Nobody here will ask you about Kafka.",
        "Kafka is on a slide for next year; please don't revise for it.",
        "Your details are stored in a secure SQL database.",
        "Send us your CV and your GitHub profile.",
    ],
)
def test_what_is_not_needed(sentence: str) -> None:
    assert {topic for topic, of in points(sentence).items() if of > 0} == set()


def test_a_bullet_is_about_one_thing() -> None:
    posting = read_posting(
        "A backend engineer.\n- The services are all FastAPI. You'd be writing dependencies.\n"
        "- They're strict about pytest.\n",
        TOPICS,
    )
    assert next((area.topic, area.weight) for area in posting.areas) == ("fastapi", 3.0)


def test_what_can_wait_is_not_needed() -> None:
    text = (
        "Junior Python developer\nWhat I'd love to see\n- Some SQL\nWhat can wait\n- Kafka\n- Redis"
    )
    assert {area.topic for area in read_posting(text, TOPICS).areas} == {"python", "sql"}


@pytest.mark.parametrize(
    "sentence",
    [
        "It'd be a plus if you've worked with Redis.",
        "Kafka is welcome but not required.",
        "Anything with Redis is a bonus, not a condition.",
        "We'd love it if you knew Redis.",
        "FastAPI would be the icing on the cake.",
        "Kenntnisse in FastAPI sind von Vorteil.",
        "Idealerweise kennst du FastAPI.",
        "FastAPI can be learned on the job.",
        "Nice to have: FastAPI",
    ],
)
def test_what_is_nice_to_have_counts_little(sentence: str) -> None:
    posting = read_posting(LIST.format(f"Strong Python\n- {sentence}"), TOPICS)
    assert [area.topic for area in posting.areas] == ["python"]
    assert posting.nice
    assert {area.weight for area in posting.nice} == {1.0}


@pytest.mark.parametrize(
    "sentence",
    [
        "We rest on Fridays.",
        "Social security and job security",
        "A first-class rail card",
        "sorting out error handlers",
        "DM with rate + github",
        "We don't do personality testing.",
        "Classes and async/await in modern JavaScript",
    ],
)
def test_everyday_words_mean_what_they_mean_every_day(sentence: str) -> None:
    assert points(sentence) == {}


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Python Developer (Mid-Level)", "mid"),
        ("Middle Python Engineer", "mid"),
        ("Software Engineer II (Python)", "mid"),
        ("Sr. Python Engineer", "senior"),
        ("Lead Python Developer", "senior"),
        ("Staff+ Python Engineer", "senior"),
        ("Principal Backend Engineer, Python", "senior"),
        ("Head of Backend (Python)", "senior"),
        ("Engineering Manager, Python Platform", "senior"),
        ("Senior-Entwickler Python (m/w/d)", "senior"),
        ("Python dev - Senior", "senior"),
        ("Graduate Python Developer", "junior"),
        ("Python Intern", "junior"),
        ("Juniorentwicklerin Python", "junior"),
        ("Werkstudent Softwareentwicklung Python", "junior"),
        ("Duales Studium Informatik, Python", "junior"),
        ("Junior or mid-level Python developer", "junior"),
        ("Python Developer", None),
        ("Experienced Python developer", None),
    ],
)
def test_a_title_states_a_level(title: str, level: str | None) -> None:
    text = f"{title}\n\nRequirements\n- FastAPI and SQL\n"
    stated = read_posting(text, TOPICS).level
    assert (stated.level if stated else None) == level


@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        ("This is a senior role.", "senior"),
        ("We're after someone senior.", "senior"),
        ("Mid-level is what we're after.", "mid"),
        ("It's a great first job.", "junior"),
        ("Level: Senior", "senior"),
        ("Suited to a junior developer.", "junior"),
        ("3-5 years of experience", "mid"),
        ("At least two years in development", "mid"),
        ("18+ months of professional Python", "junior"),
        ("1-2 years of experience", "junior"),
        ("Up to 2 years of experience", "junior"),
        ("Over 5 years of professional experience", "senior"),
        ("You've spent six years or so building backends", "senior"),
        ("Half a decade of Python", "senior"),
        ("No less than three years of experience", "mid"),
        ("You've two, perhaps three years of experience", "mid"),
        ("You have shipped software for many years, as experience shows", "senior"),
        ("Experience: entry level, newcomers welcome", "junior"),
        ("Mehrjährige Berufserfahrung als Entwickler", "mid"),
        ("Mindestens 2-jährige Berufserfahrung", "mid"),
        ("Fünf Jahre oder mehr in der Softwareentwicklung", "senior"),
        ("5 years of experience, 2 of them with FastAPI", "senior"),
        ("Du programmierst seit drei Jahren beruflich in Python", "mid"),
        ("Less than two years of experience", "junior"),
        # Somebody else's, or something else's.
        ("Grades here: new graduates at L3, independent people at L4, senior ones at L5", None),
        ("You'll report to a senior engineer.", None),
        ("You'll get support from senior devs.", None),
        ("You'll lead the migration to FastAPI.", None),
        ("Our staff of 40 engineers is friendly.", None),
        ("Our mentors look after junior developers.", None),
        ("You don't have to be senior.", None),
        ("Our lead developer has 15 years in the trade.", None),
        ("We're a ten-year-old company.", None),
        ("For 12 years we have built software.", None),
        ("The contract runs for 2 years.", None),
        ("You'll be mentored by people with 10+ years of Python.", None),
        ("Two years ago we moved to FastAPI.", None),
        ("Founded 20 years ago by two engineers", None),
        ("Seit über 30 Jahren entwickeln wir Software.", None),
        ("Software that has run for 25 years", None),
    ],
)
@pytest.mark.parametrize(
    "before", ["\n\nRequirements\n- FastAPI\n- SQL\n- ", "\n\nYou'll write FastAPI and SQL. "]
)
def test_a_sentence_states_a_level_or_years(sentence: str, level: str | None, before: str) -> None:
    stated = read_posting(f"Python Developer{before}{sentence}\n", TOPICS).level
    assert (stated.level if stated else None) == level


def test_a_heading_says_what_must_match() -> None:
    text = "Integration Engineer\n\nMust match\n- Six years or more of building FastAPI services\n"
    stated = read_posting(f"{text}\nCould match\n- ten years of SQL\n", TOPICS).level
    assert (stated.level if stated else None) == "senior"


LADDER = "Python Engineer, {}\n\nFastAPI and SQL.\n\nGrades: {}\n"


@pytest.mark.parametrize(
    ("grade", "explained", "level"),
    [
        ("L4", "L3: new graduates - L4: works independently - L5: senior", "mid"),
        ("L3", "L2 (junior), L3 (mid), L4 (senior)", "mid"),
        ("IC3", "IC3 means at least five years of experience", "senior"),
        ("IC3", "IC3 and so on", None),
        ("Band 6", "band 5 is junior, band 6 is mid-level, band 7 is senior", "mid"),
    ],
)
def test_a_ladder_that_is_explained_says_what_a_grade_means(
    grade: str, explained: str, level: str | None
) -> None:
    stated = read_posting(LADDER.format(grade, explained), TOPICS).level
    assert (stated.level if stated else None) == level


def test_the_grade_of_a_page_stands_beside_its_label() -> None:
    text = "<h1>Python Engineer</h1><dl><dt>Place</dt><dd>Riga</dd><dt>Level</dt><dd>L4 (L3: new)"
    text += "</dd></dl>\n<h3>Requirements</h3><ul><li>FastAPI</li><li>SQL</li></ul>"
    stated = read_posting(text, TOPICS).level
    assert stated == ("mid", 1, "Level: L4 (L3: new)", "words")


@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        ("You need little guidance. 6+ years of experience.", "senior"),
        ("You mentor junior developers. Two years of experience.", "mid"),
        ("You own the architecture. You need little guidance.", "senior"),
        ("Start your career with us. You own the architecture.", None),
    ],
)
def test_hints_count_where_nothing_states_a_level(sentence: str, level: str | None) -> None:
    text = f"Python Developer\n\nYou'll write FastAPI and SQL. {sentence}\n"
    stated = read_posting(text, TOPICS).level
    assert (stated.level if stated else None) == level


def test_what_is_not_needed_states_no_level() -> None:
    text = "Python Developer\n\nRequirements\n- FastAPI\n- SQL\n\nNot needed\n"
    text += "- machine learning (another team, mostly fresh graduates)\n"
    assert read_posting(text, TOPICS).level is None


def test_the_title_decides_against_years() -> None:
    text = "Senior Python Developer\n\nRequirements\n- 2+ years of experience with FastAPI\n"
    stated = read_posting(text, TOPICS).level
    assert stated is not None
    assert (stated.level, stated.line, stated.by) == ("senior", 1, "words")


def test_years_decide_where_the_title_gives_two() -> None:
    text = "Mid/Senior Python Developer\n\nRequirements\n- {} years of experience with FastAPI\n"
    levels = [read_posting(text.format(years), TOPICS).level for years in (3, 6)]
    assert [stated and stated.level for stated in levels] == ["mid", "senior"]


@given(
    st.text(max_size=400) | st.lists(st.sampled_from([*LIST.split(), "\n", "; no "])).map(" ".join)
)
def test_any_text_is_read_and_the_lines_are_its_own(text: str) -> None:
    posting = read_posting(text, TOPICS)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    for area in posting.areas:
        assert 1 <= area.line <= lines
        assert area.weight in (1.0, 2.0, 3.0)
    points = [area.points for area in posting.areas]
    assert points == sorted(points, reverse=True)
    assert posting.areas or posting.level is None


@given(st.sampled_from(["FastAPI", "back-pressure", "REST API", "unit tests", "status codes"]))
def test_a_name_is_the_same_with_and_without_hyphens_spaces_and_plurals(name: str) -> None:
    spellings = {name, name.lower(), name.replace("-", " "), name.replace(" ", "-")}
    assert len({compact(spelling) for spelling in spellings}) == 1
