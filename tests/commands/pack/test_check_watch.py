"""`pack check --watch`: what counts as saved, and how it ends. No test waits for a clock."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from helpers.packs import MINE
from helpers.program import PROGRAM

from interview_cli.commands.quick.checking import check_on_changes
from interview_cli.core.errors import UsageError
from interview_cli.packs.discovery import read_stamps, watch_changes


class Script:
    """Does one thing at each look, in place of waiting."""

    def __init__(self, *steps: Callable[[], object]) -> None:
        self.steps = list(steps)

    def __call__(self) -> None:
        if not self.steps:
            raise KeyboardInterrupt
        self.steps.pop(0)()


def nothing() -> None:
    pass


def seen(paths: list[Path], *steps: Callable[[], object]) -> list[list[str]]:
    found = []
    try:
        for files in watch_changes(paths, Script(*steps)):
            found.append([file.name for file in files])
    except KeyboardInterrupt:
        return found
    raise AssertionError("changes never end by themselves")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "pack.yaml").write_text(MINE)
    (folder / "one.yaml").write_text("questions: []\n")
    return folder


def test_nothing_is_seen_where_nothing_is_saved(pack: Path) -> None:
    assert seen([pack], nothing, nothing, nothing) == []


def test_a_saved_file_is_seen_once(pack: Path) -> None:
    save = lambda: (pack / "one.yaml").write_text("questions: [ ]\n")  # noqa: E731

    assert seen([pack], nothing, save, nothing, nothing, nothing) == [["one.yaml"]]


def test_a_file_written_in_several_steps_is_seen_when_it_rests(pack: Path) -> None:
    def grow() -> None:
        with (pack / "one.yaml").open("a") as file:
            file.write("# more\n")

    assert seen([pack], grow, grow, grow, nothing, nothing) == [["one.yaml"]]


def test_new_files_removed_ones_and_those_put_in_place_at_once(pack: Path) -> None:
    def put() -> None:
        (pack / "beside").write_text("questions: []\n")
        os.replace(pack / "beside", pack / "one.yaml")  # as many editors save

    found = seen(
        [pack],
        lambda: (pack / "two.yaml").write_text("questions: []\n"),
        nothing,
        lambda: (pack / "two.yaml").unlink(),
        nothing,
        put,
        nothing,
    )
    assert found == [["two.yaml"], ["two.yaml"], ["one.yaml"]]


def test_a_picture_is_watched_too(pack: Path) -> None:
    save = lambda: (pack / "tree.png").write_bytes(b"")  # noqa: E731

    assert seen([pack], save, nothing, nothing) == [["tree.png"]]


def test_a_topic_file_is_watched_with_the_pack_around_it(pack: Path) -> None:
    assert {file.name for file in read_stamps([pack / "one.yaml"])} == {"one.yaml", "pack.yaml"}


def test_a_file_that_is_not_there_yet_is_waited_for(tmp_path: Path) -> None:
    file = tmp_path / "soon.yaml"

    assert seen([file], nothing, lambda: file.write_text(MINE), nothing) == [["soon.yaml"]]


def test_what_is_saved_during_a_check_is_checked_again(pack: Path) -> None:
    after = watch_changes([pack], Script(nothing, nothing))
    (pack / "one.yaml").write_text("questions: [ ]\n")

    assert [file.name for file in next(after)] == ["one.yaml"]


def test_each_save_is_one_more_check_until_ctrl_c(tmp_path: Path) -> None:
    out, err = io.StringIO(), io.StringIO()
    results = [1, 0]

    def saved(paths: object) -> Iterator[list[Path]]:
        yield [tmp_path / "one.yaml", tmp_path / "two.yaml"]
        raise KeyboardInterrupt

    code = check_on_changes([tmp_path], lambda: results.pop(0), out, err, saved)

    assert (code, results) == (130, [])
    assert err.getvalue().count("Watching; Ctrl-C ends.") == 2
    assert "one.yaml and 1 more file changed:" in err.getvalue()


def test_what_keeps_a_check_from_being_made_does_not_end_the_watch(tmp_path: Path) -> None:
    err = io.StringIO()

    def once() -> int:
        raise UsageError("not trusted\x1b[2J", "read it")

    code = check_on_changes(
        [tmp_path], once, io.StringIO(), err, lambda paths: iter([[tmp_path / "a"]])
    )

    assert code == 2
    assert err.getvalue().count("interview: not trusted␛[2J\n  read it\n") == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent otherwise there")
def test_ctrl_c_is_a_normal_end(pack: Path) -> None:
    command = [*PROGRAM, "pack", "check", "--watch", str(pack)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as watch:
        assert watch.stderr
        assert watch.stdout
        line = watch.stderr.readline()
        assert line == "Watching; Ctrl-C ends.\n"
        (pack / "one.yaml").write_text("questions: oops\n")
        assert any("questions must be a list" in line for line in watch.stdout)
        watch.send_signal(signal.SIGINT)
        watch.wait(timeout=120)

    assert watch.returncode == 130
