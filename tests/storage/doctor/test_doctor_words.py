"""What the doctor calls things: files of others, empty ones, links in a circle, keys as names."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from typing import Any

import pytest
from helpers.learner import Learner

from interview_cli.cli import main

KEY = "sk-abcdefghijklmnop1234"


@pytest.fixture
def examine(learner: Learner, capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    def examine(*args: str) -> list[dict[str, Any]]:
        capsys.readouterr()
        main(["progress", "doctor", "--json", *args])
        found = json.loads(capsys.readouterr().out)["findings"]
        return [one for one in found if one["code"] != "unknown-question"]

    return examine


@pytest.mark.parametrize("name", ["drafts.json", "trust.json", "agreed.json"])
@pytest.mark.parametrize("text", ["", "\n"])
def test_an_empty_file_is_named(learner, examine, name, text) -> None:
    (learner.home / name).write_text(text)
    (one,) = examine()
    assert (one["code"], one["path"]) == ("damaged", name)
    assert "it's empty" in one["says"]
    assert examine("--fix") == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[ai]\nmodel = "x', 2),
        ("[ai]\nmodel = [1,\n", 2),
        ('[ai]\nmodel = \'x\'\n\ntimeout = """\n\n', 4),
    ],
)
def test_settings_that_were_cut_off_are_named_with_the_last_line(learner, examine, text, line):
    (learner.home / "config.toml").write_text(text)
    (one,) = examine()
    assert (one["code"], one["line"]) == ("settings", line)
    assert f"config.toml:{line}: this isn't TOML" in learner.run("config", code=2).err


@pytest.mark.parametrize(
    "text",
    [
        f"{KEY} = 5\n",
        f"[{KEY}]\nx = 1\n",
        f"[ai]\n'{KEY}' = 'x'\n",
        f"[{KEY}]\n[{KEY}]\n",
        f"x.{KEY} = 1\nx.{KEY} = 2\n",
        f"{KEY} = \n",
    ],
)
def test_a_key_that_is_the_name_of_a_setting_is_never_shown(learner, examine, text) -> None:
    (learner.home / "config.toml").write_text(text)
    assert "key-in-file" in [one["code"] for one in examine()]
    for command in (["progress", "doctor"], ["config"], ["config", "--json"], ["due"], ["pack"]):
        said = learner.run(*command, code=None)
        assert KEY not in said.out + said.err


LOG = b'{"level":"info","msg":"a"}\n{"type":"x","id":"1","time":5}\n\n{"level":"info"}\n'


def test_a_log_of_another_program_is_one_problem(learner, examine) -> None:
    log = learner.home / "journal" / "npm.jsonl"
    log.write_bytes(LOG)
    (one,) = examine()
    assert (one["code"], one["path"]) == ("not-a-journal", "journal/npm.jsonl")
    assert "none of its 3 lines" in one["says"]
    examine("--fix")
    assert log.read_bytes() == LOG


def test_a_damaged_line_beside_them_is_still_named(learner, examine) -> None:
    (file,) = (learner.home / "journal").iterdir()
    with file.open("ab") as out:
        out.write(LOG)
    assert {one["code"] for one in examine()} == {"not-ours"}


@pytest.mark.skipif(sys.platform == "win32", reason="links")
@pytest.mark.parametrize(
    "name", ["journal/x.jsonl", "packs", "exercises", "drafts.json", "backups"]
)
def test_a_link_in_a_circle_is_called_one(learner, examine, name) -> None:
    link = learner.home / name
    link.symlink_to(link.name)
    said = [one["says"] for one in examine() if one["path"] == name]
    assert len(said) == 1
    assert "a link that leads in a circle" in said[0]
    if name.startswith("journal"):
        assert "it's a link that leads in a circle" in learner.run("due", code=4).err


@pytest.mark.parametrize(("free", "none"), [(0, True), (5_000, True), (800_000, False)])
def test_with_some_room_left_it_is_not_said_that_no_answer_can_be_kept(
    learner, examine, monkeypatch, free, none
) -> None:
    usage = shutil.disk_usage(learner.home)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=free))
    (one,) = examine()
    assert one["code"] == "disk-full"
    assert (one["means"] == "nothing that you answer can be kept") == none
