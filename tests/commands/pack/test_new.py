"""`pack new`: a folder that is sound as it is, and nothing of anybody's is written over."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from helpers.data import ROOT
from helpers.learner import Learner
from hypothesis import given
from hypothesis import strategies as st

from interview_cli import __version__
from interview_cli.core.kinds import KINDS, PLAIN_KINDS
from interview_cli.core.questions.question import Question
from interview_cli.packs.authoring.json_schema import MODELINE, SCHEMA_FILE, schema_text
from interview_cli.packs.authoring.writer import (
    TOPIC_FILE,
    WORKFLOW_FILE,
    pack_files,
    slugify,
    workflow_text,
)
from interview_cli.packs.discovery import HEAD
from interview_cli.packs.format.reader import read
from interview_cli.packs.format.rules.checks import SLUG


@pytest.fixture
def learner(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Learner:
    (tmp_path / "desk").mkdir()
    monkeypatch.chdir(tmp_path / "desk")
    return Learner(home)


def questions(folder: str) -> list[Question]:
    return [placed.question for placed in read(Path(folder)).questions]


def test_a_new_pack_has_one_question_of_each_kind(learner: Learner) -> None:
    learner.run("pack", "new", "mine")

    made = questions("mine")
    several = [q.id for q in made if q.quiz and q.quiz.expects == "many"]
    assert {q.kind for q in made} == {*KINDS, "recall"}
    assert len(several) == 1
    assert len(made) == len(KINDS) + 2
    (card,) = [q for q in made if q.quiz is None]
    assert card.key_points
    assert card.follow_ups[0].key_points
    assert all(q.sources for q in made)


def test_a_new_pack_passes_the_check_and_its_code_runs(learner: Learner) -> None:
    learner.run("pack", "new", "mine")
    learner.run("pack", "trust", "mine")

    found = json.loads(learner.run("pack", "check", "mine", "--run", "--json").out)

    assert found["problems"] == []
    assert found["notes"] == []
    assert found["questions"] == len(KINDS) + 2
    assert found["run"]["ran"] == {"proof": 1, "output": 1, "exercise": 2}


def test_a_plain_pack_has_no_code_in_it_and_passes_the_check(learner: Learner) -> None:
    learner.run("pack", "new", "mine", "--template", "plain")

    found = json.loads(learner.run("pack", "check", "mine", "--json").out)
    made = questions("mine")
    text = "".join(path.read_text("utf-8") for path in Path("mine").glob("*.yaml"))

    assert (found["problems"], found["notes"]) == ([], [])
    assert {q.kind for q in made} == {*PLAIN_KINDS, "recall"} - {"output"}
    assert not any(q.code for q in made)
    assert "python" not in text.lower()


@pytest.mark.parametrize("plain", [False, True])
def test_its_lines_fit_into_80_columns(*, plain: bool) -> None:
    """As yamllint has it unless told otherwise: an address may be longer."""
    files = pack_files("mine", "Mine", plain=plain)
    for name in (HEAD, TOPIC_FILE):
        lines = [line for line in files[name].splitlines() if len(line) > 80]
        assert [line for line in lines if not re.fullmatch(r" *- https://\S+", line)] == []


def test_it_can_be_played_at_once(learner: Learner) -> None:
    learner.run("pack", "new", "mine")

    said = learner.run("quiz", "-p", "./mine", "--json", "-n", "9", typed=":s\n" * 9)

    assert len(said.named("question")) == len(KINDS.keys() & PLAIN_KINDS) + 1


def test_what_it_says_to_do_next_works_as_printed(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = learner.run("pack", "new", "My first pack").out

    (go,) = re.findall(r"^  cd (\S+)$", said, re.MULTILINE)
    monkeypatch.chdir(go)
    commands = re.findall(r"^  interview (.+?)(?:  |$)", said, re.MULTILINE)
    assert len(commands) == 3
    for command in commands:
        learner.run(*command.split())


def test_every_file_tells_editors_the_schema_beside_it(learner: Learner) -> None:
    learner.run("pack", "new", "mine")

    for file in Path("mine").glob("*.yaml"):
        assert file.read_text("utf-8").startswith(f"{MODELINE}\n")
    assert Path("mine", SCHEMA_FILE).read_text("utf-8") == schema_text()


@pytest.mark.parametrize(
    ("name", "id_", "title"),
    [
        ("sql", "sql", "Sql"),
        ("my-sql", "my-sql", "My sql"),
        ("SQL: the 2nd part!", "sql-the-2nd-part", "SQL: the 2nd part!"),
        ("Größe & Maß", "groe-ma", "Größe & Maß"),
        ("NO", "no", "NO"),
        ("007", "007", "007"),
        ("quote \" and ' # hash", "quote-and-hash", "quote \" and ' # hash"),
    ],
)
def test_the_name_becomes_the_id_and_the_title(
    learner: Learner, name: str, id_: str, title: str
) -> None:
    made = learner.json("pack", "new", name)

    info = read(Path(id_)).info
    assert made["pack"] == id_
    assert made["path"] == str(Path(id_).absolute())
    assert info is not None
    assert (info.id, info.title) == (id_, title)
    assert read(Path(id_)).problems == ()


def test_a_dot_makes_it_in_this_folder(
    learner: Learner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "my-pack"
    here.mkdir()
    (here / ".git").mkdir()
    monkeypatch.chdir(here)

    said = learner.run("pack", "new", ".").out

    assert "cd " not in said
    info = read(here).info
    assert info is not None
    assert info.id == "my-pack"
    assert (
        learner.run("pack", "check").out == f"{len(KINDS) + 2} questions in 1 pack, no problems.\n"
    )


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go into a clone of a repository that was just made, as forges make them."""
    here = tmp_path / "sql-pack"
    (here / ".git").mkdir(parents=True)
    for name in ("README.md", "LICENSE", ".gitignore", "mkdocs.yml"):
        (here / name).write_text("site_name: SQL\n", encoding="utf-8")
    monkeypatch.chdir(here)
    return here


def test_a_dot_makes_it_in_a_fresh_clone(learner: Learner, clone: Path) -> None:
    learner.run("pack", "new", ".")

    assert len(questions(".")) == len(KINDS) + 2
    assert read(clone).problems == ()
    for name in ("README.md", "LICENSE", "mkdocs.yml"):
        assert (clone / name).read_text("utf-8") == "site_name: SQL\n"


@pytest.mark.parametrize("name", ["pack.yaml", TOPIC_FILE, SCHEMA_FILE])
def test_it_refuses_what_would_be_overwritten_and_writes_nothing(
    learner: Learner, clone: Path, name: str
) -> None:
    (clone / name).write_text("mine", encoding="utf-8")
    before = sorted(clone.iterdir())

    said = learner.refused("pack", "new", ".")

    assert f"{name} already exists; nothing was written" in said
    assert sorted(clone.iterdir()) == before
    assert (clone / name).read_text("utf-8") == "mine"


def test_a_link_to_nowhere_is_something_too(learner: Learner, clone: Path) -> None:
    (clone / TOPIC_FILE).symlink_to(clone / "elsewhere.yaml")

    assert "already exists" in learner.refused("pack", "new", ".")
    assert not (clone / "elsewhere.yaml").exists()


def test_a_workflow_for_github(learner: Learner, clone: Path) -> None:
    said = learner.run("pack", "new", ".", "--template", "github")

    text = (clone / WORKFLOW_FILE).read_text("utf-8")
    assert "interview pack check --format github" in text
    assert "{program}" not in text
    assert WORKFLOW_FILE in said.out
    assert "put the address that you have interview from" in said.out
    assert f"git+https://github.com/OWNER/interview-cli@v{__version__}" in text
    learner.run("pack", "check", "--format", "github")


def test_the_workflow_is_at_the_top_of_the_repository_and_serves_several_packs(
    learner: Learner, clone: Path
) -> None:
    made = learner.json("pack", "new", "one", "--template", "github")

    assert made["files"][-1] == f"../{WORKFLOW_FILE}"
    assert not (clone / "one" / ".github").exists()
    kept = (clone / WORKFLOW_FILE).read_text("utf-8")
    learner.run("pack", "new", "two", "--template", "github")
    (clone / WORKFLOW_FILE).write_text("mine", encoding="utf-8")
    said = learner.refused("pack", "new", "three", "--template", "github")
    assert f"{WORKFLOW_FILE} already exists; nothing was written" in said
    assert not (clone / "three").exists()
    assert kept != "mine"


def test_the_workflow_uses_the_pins_of_our_own(learner: Learner) -> None:
    ours = (ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8")
    uses = re.findall(r"uses: .*", workflow_text("interview-cli"))

    assert len(uses) == 2
    for line in uses:
        assert re.fullmatch(r"uses: [\w/-]+@[0-9a-f]{40} # v[\d.]+", line)
        assert line in ours


def test_there_is_no_such_template(learner: Learner) -> None:
    said = learner.refused("pack", "new", "mine", "--template", "githup")

    assert "there is no template 'githup'" in said
    assert "github" in said
    assert not Path("mine").exists()


@pytest.mark.parametrize(
    ("name", "what", "instead"),
    [
        ("日本", "can't make an id from '日本'", "interview pack new my-pack"),
        ("", "can't make an id from ''", "interview pack new my-pack"),
        ("packs/sql", "'packs/sql' is a path", "interview pack new sql"),
        ("..", "'..' is a path", "interview pack new my-pack"),
        ("python-fastapi", "there is already a pack 'python-fastapi'", "my-python-fastapi"),
        ("Python FastAPI", "there is already a pack 'python-fastapi'", "my-python-fastapi"),
    ],
)
def test_a_name_that_cannot_be_is_refused_with_one_that_can(
    learner: Learner, name: str, what: str, instead: str
) -> None:
    said = learner.refused("pack", "new", name)

    assert what in said
    assert instead in said
    assert [*Path().iterdir()] == []


def test_nothing_is_overwritten(learner: Learner) -> None:
    learner.run("pack", "new", "mine")
    kept = Path("mine", TOPIC_FILE)
    kept.write_text("mine!\n")

    said = learner.refused("pack", "new", "Mine")

    assert f"mine/pack.yaml, mine/{TOPIC_FILE} and mine/{SCHEMA_FILE} already exist" in said
    assert "nothing was written" in said
    assert "interview pack new mine-2" in said
    assert kept.read_text() == "mine!\n"


def test_a_file_of_that_name_stays(learner: Learner) -> None:
    Path("mine").write_text("a file")

    assert "already exists" in learner.refused("pack", "new", "mine")
    assert Path("mine").read_text() == "a file"


def test_an_empty_folder_is_filled(learner: Learner) -> None:
    Path("mine").mkdir()

    learner.run("pack", "new", "mine")

    assert len(questions("mine")) == len(KINDS) + 2


@given(st.text(max_size=40))
def test_whatever_the_name_the_pack_is_sound_or_has_no_id(
    tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    id_ = slugify(name)
    assert not id_ or SLUG.fullmatch(id_)
    if not id_ or not name.isprintable():
        return
    folder = tmp_path_factory.mktemp("pack")
    (folder / "pack.yaml").write_text(pack_files(id_, name)["pack.yaml"], encoding="utf-8")
    found = read(folder)
    wrong = {problem.rule for problem in found.problems}
    assert wrong <= {"bidi", "invisible", "control"}
    if not wrong:
        assert found.info is not None
        assert (found.info.id, found.info.title) == (id_, name)
