"""Many ways of saying the same: not needed, done by others, optional, a first job, leading."""

from __future__ import annotations

import pytest
from helpers.postings import asked, level_of, points

NOT_NEEDED = """
Off the menu: Docker, Kubernetes and Terraform.
Off the list for good: Kafka, Celery, Redis.
Out of the picture: Docker, Kubernetes.
Of no interest to us: Redis, Kafka, pytest.
Completely irrelevant for this job: Docker, Terraform.
Don't bother learning: Kafka, Redis, Docker.
What you can safely ignore: Terraform, Kubernetes.
What you won't find here: Kafka, microservices, on-call.
You can do without Kafka, Docker and Redis.
You'll get by without Docker.
Docker, Kubernetes, Terraform: none of it.
Kafka, Redis and Celery: not with us.
There won't be any live coding or algorithms.
We never ask about Kubernetes.
Docker plays no part in this job.
Kafka has no place in our house.
Nobody expects you to know Kubernetes or Terraform.
We've no use for Kafka.
Zero Kubernetes, zero Terraform.
You're welcome to forget all about Kafka.
This job involves no Kafka and no Redis.
We couldn't care less about Docker.
You won't meet Kubernetes in your work.
No knowledge of FastAPI is assumed.
FastAPI is of no use here.
Kein Thema bei uns: Docker, Kubernetes, Kafka.
Docker und Kubernetes kannst du getrost vergessen.
Um Kubernetes musst du dir keine Gedanken machen.
Kafka kommt bei uns nicht vor.
Nicht gefragt: Docker, Kafka, Redis.
Auf Docker und Terraform kommt es uns nicht an.
Mit Kubernetes hast du nichts zu tun.
"""

OTHERS_DO = """
A partner runs Docker and Kubernetes for us.
Kubernetes is in the hands of an agency.
Docker and Terraform are looked after by Jana.
Two colleagues in Porto take care of Kubernetes.
Kubernetes belongs to the cloud team.
Our hosting company deals with Docker and Terraform.
A contractor does the penetration tests.
Monitoring sits with another department.
The unit tests are written by QA.
Docker is handled by the provider.
An outside firm does our penetration tests.
Kafka is owned by the streaming team.
We've outsourced Kubernetes.
You hand over to the release crew, who run Docker and Terraform.
The admins keep Kubernetes running.
Kubernetes is what the platform people do.
Someone else minds Kafka.
Docker is managed for you.
Other people worry about Kubernetes.
Um Docker und Kubernetes kümmern sich andere.
Den Betrieb von Kubernetes macht ein Dienstleister.
Kafka liegt beim Nachbarteam.
Kubernetes betreut eine Partnerfirma.
Für Docker sind die Kollegen in Graz zuständig.
Die Penetration Tests erledigt unsere IT-Abteilung.
"""

OPTIONAL = """
Handy, but no condition: PostgreSQL, Kafka, pytest.
Handy but not required: Redis and Kafka.
Good if it's there: Docker, Redis.
Good, if you happen to have it: Docker, Kafka.
Should you ever have touched Docker or Kafka: nice, tell us.
Should you know Redis, so much the better.
Have you met Kafka before? So much the better.
It wouldn't hurt to know pytest or Docker.
It doesn't hurt if you've seen Kafka.
Kafka is fine, too, but no condition.
Points in your favour: Docker, Terraform.
No must: Docker, Kafka.
Welcome extras: Kafka, Redis.
We won't say no to Redis or Kafka.
Useful one day: Docker, Kubernetes.
Docker if you like, otherwise you pick it up here.
Knowing Kafka is a pleasant surprise, no more.
You may also have worked with Redis; it's no requirement.
Redis would come in handy.
It can't harm to have used Celery.
A little Docker won't go amiss.
You've used Kafka? All the better.
We're happy about Terraform, but it's not a condition.
What the teams use, so that you've heard the names: Kafka, Redis, Docker.
Just so you've seen the names: Kafka, Docker, Redis.
For the record, our stack: Docker, Kafka, Redis.
Schön, aber keine Bedingung: Docker, Kafka.
Kein Muss, aber nett: Redis und Kafka.
Docker darf sein, muss aber nicht.
Wenn du schon mal Kafka benutzt hast, umso besser.
Erfahrung mit Redis schadet nicht.
Über Kenntnisse in Kafka freuen wir uns.
"""

#: What sounds alike, and is asked for nevertheless.
NEEDED = """
You look after FastAPI and its tests.
You take care of Kafka for three teams. | queues
You run Docker and Kubernetes. | delivery
Off the shelf won't do: you know PostgreSQL inside out. | sql
Other teams build on your FastAPI services.
You own FastAPI, and nobody else does.
A partner team depends on your REST API. | http
Your job belongs to the heart of the company: FastAPI.
Forget tutorials: you have shipped FastAPI.
You won't say no to unit tests. | testing
We can't do without PostgreSQL, and neither can you. | sql
None of it works without PostgreSQL. | sql
You never get tired of SQL. | sql
You won't find a better place to use FastAPI.
You worry about Kafka, so that others don't have to. | queues
FastAPI is in your hands.
Docker is looked after by you. | delivery
You're the one who minds PostgreSQL. | sql
Du kümmerst dich um PostgreSQL. | sql
Ohne pytest kommt hier nichts ins Haus. | testing
"""

FIRST_JOB = """
It's a beginner's post.
This is a post for beginners.
Number seven will be a junior.
Wen wir suchen: Berufseinsteiger.
Who we're looking for: a junior.
We don't ask for work experience.
You don't have to bring any work experience.
Work experience isn't needed.
Professional experience is not a requirement.
We hire people without experience.
You've never had a developer job? Good.
This can be your first developer position.
Your first step into software.
For people at the very start of their career.
You're at the beginning of your career.
We want someone who's just starting out.
You're new to the trade, and that's fine.
Newcomers wanted.
You have finished your degree recently.
You're about to finish your studies.
Fresh graduates are who we want.
We take you straight from the bootcamp.
We're looking for a school leaver or a career changer.
You'll start as a trainee.
The job is meant for people who are just getting started.
Deine erste Stelle nach dem Studium.
Ideal für den Berufseinstieg.
Für Einsteiger geeignet.
Du stehst am Anfang deiner Laufbahn.
Du hast gerade dein Studium abgeschlossen.
Berufserfahrung brauchst du nicht.
Berufserfahrung setzen wir nicht voraus.
Wir suchen jemanden, der frisch von der Hochschule kommt.
"""

LEADING = """
In the role (team lead, four developers):
You'll lead a team of five developers.
You lead four developers.
You'd be in charge of six engineers.
Six engineers report to you.
You'll have five direct reports.
You manage a team of four.
You've led a team before.
We'd expect you to have led a team, formally or not.
You have managed engineers for a while.
You're responsible for a team of seven engineers.
You'll be the team's lead.
As team lead you also write code.
You set the technical direction for eight teams.
You head a group of five developers.
You'll be our first engineering manager.
You've run a development team.
You bring experience in leading developers.
You'd be the most senior person in the team.
Du leitest ein Team von fünf Entwicklern.
Du führst vier Entwicklerinnen und Entwickler.
Du übernimmst die Leitung eines Teams.
Du hast schon ein Team geführt.
Fünf Leute berichten an dich.
Führungserfahrung setzen wir voraus.
"""

#: Somebody else's level, or none.
NO_LEVEL = """
Our team lead answers your questions.
You report to the head of engineering.
The team lead of the data group sits next door.
You'll be led by Ines, who runs the team.
You don't lead anybody.
You won't manage people.
It's not a post for beginners.
This isn't a first job.
You help beginners with their first pull requests.
Our beginners' course starts in May.
You've led a migration.
You lead by example.
You'll lead the discussion with our customers.
Each developer leads a project in turn.
A junior programme starts in May; you'd be its godparent.
One of our developers is a junior in her first year.
Bo, our senior developer, has 19 years at the keyboard.
She has two seniors already and isn't after a third.
Our trainees would be glad if you liked explaining.
We've hired people straight from a degree and people with grey hair, and were happy with both.
We're a young team at the start of a long road.
It's the first step of a big migration.
You start with a week in the warehouse.
Two seniors and three juniors will work with you.
Die Leiterin programmiert seit 22 Jahren.
Dein Teamleiter hilft dir beim Einstieg.
Der Einstieg ist jederzeit möglich.
Du leitest keine Leute.
Auch Neulinge sind willkommen.
Beginners are welcome, and so are old hands.
Unsere Azubis freuen sich auf dich.
You lead the way when a bug hides.
The lead time of a feature is two weeks.
You grow with the team, whatever you've done so far.
"""

GRADES = """
Python Developer (entry level) | junior
Trainee Software Engineer, Python | junior
Python Developer, early career | junior
Apprentice Python Developer | junior
Software Engineer I, Python | junior
Junior-Softwareentwickler Python (m/w/d) | junior
Python-Entwickler als Berufseinsteiger (m/w/d) | junior
Intermediate Python Developer | mid
Medior Python Developer | mid
Mid-weight Python Engineer | mid
Software Engineer 2 (Python) | mid
Software Engineer III, Python | senior
Senior+ Python Engineer | senior
Technical Lead, Python | senior
Python Team Lead | senior
Team Leader, Python Backend | senior
Lead Engineer (Python) | senior
Chief Engineer, Python | senior
VP of Engineering, Python | senior
Director of Engineering (Python) | senior
Group Lead Python Development | senior
Leiter Softwareentwicklung Python (m/w/d) | senior
Leitender Entwickler Python (m/w/d) | senior
Teamleiterin Python-Entwicklung | senior
Gruppenleitung Softwareentwicklung (Python) | senior
SENIOR SOFTWAREENTWICKLER PYTHON | senior
Python Developer for our junior academy | none
Python Developer for lead generation | none
Developer for staff planning, Python | none
Python Developer, 4 days | none
Python Developer in a senior team | none
"""


def rows(table: str) -> list[str]:
    return table.strip().splitlines()


@pytest.mark.parametrize("sentence", [*rows(NOT_NEEDED), *rows(OTHERS_DO)])
def test_what_is_ruled_out_or_done_by_others_counts_nothing(sentence: str) -> None:
    assert {topic for topic, of in points(sentence).items() if of > 0} == set()
    assert asked(sentence) == set()


@pytest.mark.parametrize("sentence", rows(OPTIONAL))
def test_what_is_optional_is_hardly_asked_for(sentence: str) -> None:
    assert asked(sentence) == set()
    assert asked(f"- {sentence}") == set()
    assert max(points(sentence).values(), default=0.0) < 1.3


@pytest.mark.parametrize("row", rows(NEEDED))
def test_what_sounds_alike_is_asked_for(row: str) -> None:
    sentence, _, topic = row.partition(" | ")
    assert points(sentence).get(topic or "fastapi", 0.0) >= 1.0


LEVELS = [(sentence, "junior") for sentence in rows(FIRST_JOB)]
LEVELS += [(sentence, "senior") for sentence in rows(LEADING)]
LEVELS += [(sentence, "none") for sentence in rows(NO_LEVEL)]


@pytest.mark.parametrize(("sentence", "level"), LEVELS)
def test_first_jobs_and_leading_state_a_level(sentence: str, level: str) -> None:
    assert level_of("Python Developer", sentence) == level
    assert level_of("Python Developer", sentence, "\n\nFastAPI and SQL all day.\n\n") == level


@pytest.mark.parametrize("row", rows(GRADES))
def test_a_title_states_its_grade(row: str) -> None:
    title, level = row.split(" | ")
    assert level_of(title, "") == level
