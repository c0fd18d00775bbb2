"""A home that was used in every way: whatever is damaged in it, the doctor names it."""

from __future__ import annotations

import json
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from helpers.exercises import PACK, SQUARE
from helpers.learner import QUIZ, Learner, question

from interview_cli.cli import main
from interview_cli.packs.library.trust import trust

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes, pipes and links")

pytestmark = pytest.mark.slow  # the home is made by the program itself, a dozen times started

#: What nobody may read in what the doctor says.
WORDS = "wordsthataresecret"
KEY = "sk-abcdefghijklmnop1234"


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home in which everything was done that writes something."""
    os.umask(0o077)
    home, pack = tmp_path_factory.mktemp("used") / "home", tmp_path_factory.mktemp("pack")
    (home / "packs").mkdir(parents=True)
    learner = Learner(home)
    learner.pack("trial", *(question(f"q{n}", more=QUIZ) for n in "123"))
    (home / "packs" / "gym.yaml").write_text(PACK, encoding="utf-8")
    learner.run("pack", "trust", "gym")
    learner.run("quiz", "-p", "trial", "--json", typed="1\n1\n:q\n")
    learner.run("mock", "-p", "trial", typed=f"{WORDS}\n:q\n")
    learner.run("quiz", "gym:double", "--json", typed=f"# {WORDS}\n{SQUARE}.\n:?\n:q\n")
    learner.run("note", "trial:q1", WORDS)
    learner.run("plan", "--on", "2026-12-24", "--minutes", "20")
    learner.run("stats")
    learner.run("config", "ai.timeout", "30")
    learner.run("config", "--agree", "localhost:11434")
    learner.pack("added", question("q4"))
    shutil.move(home / "packs" / "added.yaml", pack / "added.yaml")
    learner.run("pack", "add", str(pack / "added.yaml"), "--yes")
    learner.run("progress", "backup")
    (home / "synonyms.txt").write_text("db, database\n", encoding="utf-8")
    return home


@pytest.fixture
def home(used: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of it, and make it the learner's."""
    home = tmp_path / "home"
    shutil.copytree(used, home, symlinks=True)
    trusted = home / "trust.json"
    trusted.write_text(trusted.read_text().replace(str(used), str(home)))
    monkeypatch.setenv("INTERVIEW_HOME", str(home))
    return home


class Doctor:
    """Asks the doctor about a home; nothing that it says is secret."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.home, self.capsys = home, capsys

    def findings(self, *args: str) -> list[dict[str, Any]]:
        """Return what is found, problems and notes."""
        self.capsys.readouterr()
        code = main(["progress", "doctor", "--json", *args])
        said = self.capsys.readouterr().out
        assert WORDS not in said
        assert KEY not in said
        found: list[dict[str, Any]] = json.loads(said)["findings"]
        assert code == any(not one["harmless"] for one in found)
        assert all(one["fix"] or one["advice"] or one["harmless"] for one in found)
        return found

    def __call__(self, *args: str) -> dict[str, dict[str, Any]]:
        """Return it by the paths that are named."""
        found = self.findings(*args)
        return {
            str(self.home / path): one for one in found for path in (one["path"], *one["files"])
        }


@pytest.fixture
def examine(home: Path, capsys: pytest.CaptureFixture[str]) -> Doctor:
    return Doctor(home, capsys)


def files_of(home: Path) -> list[Path]:
    return sorted(path for path in home.rglob("*") if path.is_file())


#: Files with nothing in them to be damaged, or that are written again from the pack.
OF_NO_USE = {"due-line", ".lock", "test_exercise.py"}


def is_told(named: dict[str, Any], path: Path, home: Path) -> bool:
    """Whether *path* is named, or a folder that it's in, but for the home itself."""
    return any(str(one) in named for one in (path, *path.parents) if home in one.parents)


def test_nothing_is_wrong_with_it(examine, home) -> None:
    assert examine() == {}
    assert {path.relative_to(home).parts[0] for path in files_of(home)} == {
        "agreed.json", "backups", "cache", "config.toml", "drafts.json", "exercises", "journal",
        "packs", "synonyms.txt", "trust.json",
    }  # fmt: skip


def put_rubbish(path: Path) -> None:
    path.chmod(0o600)
    path.write_bytes(b"\xff\xfe\0[{" + WORDS.encode())


def put_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def put_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def put_dangling(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


def put_loop(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


@posix
@pytest.mark.parametrize("damage", [put_rubbish, put_folder, put_pipe, put_dangling, put_loop])
def test_each_file_that_is_damaged_is_named(examine, home, damage) -> None:
    passed_over = OF_NO_USE if damage is put_rubbish else {".lock"}
    every = [path for path in files_of(home) if path.name not in passed_over]
    for path in every:
        kept = path.read_bytes()
        damage(path)
        assert is_told(examine(), path, home), path
        with suppress(FileNotFoundError):
            path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
        path.write_bytes(kept)
        path.chmod(0o600)


@posix
def test_what_others_can_read_is_named_and_set(examine, home) -> None:
    private = [
        path
        for path in home.rglob("*")
        if path.relative_to(home).parts[0] != "packs" and path.name != "test_exercise.py"
    ]
    for path in private:
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert examine() == {}  # nobody else gets into the folder itself
    home.chmod(0o755)
    named = examine()
    assert not [path for path in private if str(path) not in named]
    assert examine("--fix") == {}


LEFT = ["", "journal", "exercises/gym/double", "backups", "cache"]


@posix
@pytest.mark.parametrize("folder", LEFT)
def test_what_a_crash_left_is_named_and_put_aside(examine, home, folder) -> None:
    left = home / folder / ".config.toml.99999999"
    left.write_text(WORDS)
    pack = home / "packs" / ".new-99999999"
    pack.mkdir()
    named = examine()
    assert {str(left), str(pack)} <= named.keys()
    assert examine("--fix") == {}
    aside = {path.name for path in (home / "damaged").rglob("*")}
    assert pack.name in aside
    assert (left.name in aside) is (folder != "cache")


@posix
def test_a_file_that_is_being_written_is_none_that_was_left(examine, home) -> None:
    (home / f".config.toml.{os.getpid()}").write_text("")
    assert examine() == {}
    os.utime(home / f".config.toml.{os.getpid()}", (0, 0))
    assert len(examine()) == 1


@pytest.mark.parametrize(
    ("name", "code", "harmless"),
    [
        (".config.toml.icloud", "in-the-cloud", False),
        ("packs/.more.yaml.icloud", "in-the-cloud", False),
        ("exercises/gym/double/.other.py.icloud", "in-the-cloud", False),
        ("config (conflicted copy 2026-11-21).toml", "conflict-copy", False),
        ("drafts.sync-conflict-20261121-200000-ABCDEF.json", "conflict-copy", False),
        ("trust 2.json", "conflict-copy", False),
        ("exercises/gym/double/exercise (Anna's conflicted copy).py", "conflict-copy", False),
        ("exercises/gym/double/exercise (1).py", "conflict-copy", True),
        (".syncthing.drafts.json.tmp", "half-copied", True),
        (".drafts.json.Ab3xYz", "half-copied", True),
        ("exercises/gym/double/.exercise.py.swp", "not-saved", True),
        ("readme.txt", "other-file", True),
        ("exercises/readme.txt", "other-file", True),
    ],
)
def test_what_sync_tools_and_editors_leave_is_named(examine, home, name, code, harmless) -> None:
    (home / name).write_text("" if name.endswith(".icloud") else "x = 1\n")
    if name.startswith(".config"):
        (home / "config.toml").unlink()
    (home / name).chmod(0o600)
    (one,) = examine().values()
    assert (one["code"], one["harmless"]) == (code, harmless)


def test_a_copy_that_is_the_same_is_only_noted(examine, home) -> None:
    shutil.copy(home / "config.toml", home / "config (conflicted copy).toml")
    (one,) = examine().values()
    assert one["harmless"]


@pytest.mark.parametrize(
    ("text", "code", "line", "harmless"),
    [
        ("[ai]\nmodel = 'x'\ntimeuot = 5\n", "unknown-setting", 3, False),
        ("[mine]\nx = 5\n", "unknown-setting", 2, True),
        ("[ai]\nmodel = 'x'\n\ntimeout = 'soon'\n", "settings", 4, False),
        ("new_per_day = -1\n", "settings", 1, False),
        ("x = 1\nai = 5\n", "settings", 2, False),
        ("ai.timeout = 0\n", "settings", 1, False),
        ("[ai]\ntimeout = \n", "settings", 2, False),
        ("[ai]\n# ok\nmodel = '\udcff'\n", "settings", 3, False),
        (f"[ai]\nkey = '{KEY}'\n", "key-in-file", 2, False),
        (f"[ai]\ntimeout = '{KEY}'\n", "settings", 2, False),
        (f"# {KEY}\n", "key-in-file", 1, False),
        (f"ai = '{KEY}'\n", "settings", 1, False),
    ],
)
def test_a_setting_is_named_with_its_line(examine, home, text, code, line, harmless) -> None:
    (home / "config.toml").write_text(text, "utf-8", "surrogateescape")
    found = [one for one in examine.findings() if one["code"] == code]
    assert [(one["line"], one["harmless"]) for one in found] == [(line, harmless)]


def test_drafts_say_where_they_are_wrong_and_whose_session_is_gone(examine, home) -> None:
    drafts = home / "drafts.json"
    known = json.loads(drafts.read_text())
    drafts.write_text(json.dumps({**known, "gone": {"q": WORDS}}, indent=1))
    (one,) = examine().values()
    assert (one["code"], one["harmless"]) == ("no-session", True)
    drafts.write_bytes(b'{\n "s": {\n  "q": "\xff"\n }\n}')
    (one,) = examine().values()
    assert (one["code"], one["line"]) == ("damaged", 3)
    drafts.write_text('{\n "s": {},\n "t": 5\n}')
    (one,) = examine().values()
    assert (one["code"], one["line"]) == ("damaged", 3)
    assert examine("--fix") == {}
    assert [path.read_text() for path in (home / "damaged").rglob("drafts.json")] == [
        '{\n "s": {},\n "t": 5\n}'
    ]


def test_packs_and_exercises_are_looked_into(examine, home) -> None:
    added = home / "packs" / "added"
    (text,) = (path for path in added.glob("*.yaml"))
    text.write_text(f"{text.read_text()}# changed\n")
    gym = home / "packs" / "gym.yaml"
    whole = gym.read_text()
    gym.write_text(f"{whole}\n")
    named = examine()
    assert named[str(added)]["code"] == "pack-changed"
    assert (named[str(home / "trust.json")]["code"], named[str(home / "trust.json")]["line"]) == (
        "trust",
        4,
    )
    gym.write_text(whole.replace("topic: python\n", "topic: 'Not a topic'\n", 1))
    assert examine()[str(gym)]["line"] == whole.split("topic: python\n")[0].count("\n") + 1
    gym.unlink()
    trust(home / "packs" / "trial.yaml")
    named = examine()
    assert named[str(home / "exercises" / "gym" / "double")]["code"] == "no-question"
    assert all(one["harmless"] for one in named.values())


def test_answers_notes_and_a_plan_about_a_pack_that_is_gone_are_noted(examine, home) -> None:
    learner = Learner(home)
    learner.minutes = 60  # after the plan that is there
    learner.run("plan", "--on", "2026-12-24", "--minutes", "20", "-p", "trial")
    (home / "packs" / "trial.yaml").unlink()
    found = examine.findings()
    assert [one["code"] for one in found] == ["unknown-question"] * 2 + ["unknown-pack"]
    assert found[2]["line"]
    assert all(one["harmless"] for one in found)


def test_a_pack_that_was_being_replaced_is_put_back(examine, home) -> None:
    added = home / "packs" / "added"
    added.rename(added.with_name(".old-added"))
    assert [one["code"] for one in examine.findings()] == ["half-replaced"]
    assert examine("--fix") == {}
    assert added.is_dir()
    shutil.copytree(added, added.with_name(".old-added"))
    (one,) = examine.findings()
    assert (one["code"], one["path"]) == ("left-over", "packs/.old-added")
    assert examine("--fix") == {}


def test_an_exercise_without_the_file_that_is_written_is_named(examine, home) -> None:
    (home / "exercises" / "gym" / "double" / "exercise.py").unlink()
    (one,) = examine().values()
    assert one["code"] == "no-code"


def test_a_second_look_after_a_fix_shows_only_what_could_not_be_fixed(examine, home) -> None:
    for name in ("drafts.json", "trust.json", "agreed.json", "cache/progress.json"):
        put_rubbish(home / name)
    put_rubbish(home / "exercises" / "gym" / "double" / ".attempt.json")
    put_rubbish(home / "config.toml")
    before = {path.read_bytes() for path in files_of(home) if "cache" not in path.parts}
    named = examine("--fix")
    assert {one["path"] for one in named.values()} == {"config.toml"}
    assert not any(one["fix"] for one in named.values())
    assert examine() == named
    assert before <= {path.read_bytes() for path in files_of(home)}
