"""``pack check`` says the same again, without reading, only while nothing has changed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from helpers.program import run_program
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_cli.storage import kept_check
from interview_cli.storage.reading.kept_files import read_kept

PACK = """\
format: 1
pack: {id: mine, title: Mine}
defaults: {level: junior, topic: sql}
questions:
  - {id: one, ask: What a join does, answer: It pairs rows., sources: ["https://a.b"]}
"""


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    return {**os.environ, "INTERVIEW_HOME": str(tmp_path / "home")}


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "pack.yaml").write_text(PACK, encoding="utf-8")
    return folder


def test_the_second_check_reads_nothing(pack: Path, env: dict[str, str]) -> None:
    command = [
        sys.executable,
        "-X",
        "importtime",
        "-m",
        "interview_cli",
        "pack",
        "check",
        str(pack),
    ]
    runs = [
        subprocess.run(command, env=env, capture_output=True, text=True, check=True)
        for _ in range(2)
    ]
    assert runs[0].stdout == runs[1].stdout == "1 question in 1 pack, no problems.\n"
    heavy = [module for module in ("yaml", "pydantic", "typer") if f"{module}\n" in runs[1].stderr]
    assert heavy == []
    assert "yaml\n" in runs[0].stderr


@pytest.mark.slow
def test_what_changes_is_said(pack: Path, env: dict[str, str]) -> None:
    def check(*args: object) -> tuple[int, str]:
        done = run_program("pack", "check", *args, env=env, cwd=pack)
        return done.returncode, done.stdout + done.stderr

    def check_anew(*args: object) -> tuple[int, str]:
        fresh = {**env, "INTERVIEW_HOME": f"{env['INTERVIEW_HOME']}-{os.urandom(4).hex()}"}
        done = run_program("pack", "check", *args, env=fresh, cwd=pack)
        return done.returncode, done.stdout + done.stderr

    file, stamp = pack / "pack.yaml", (pack / "pack.yaml").stat()
    for args in ([], ["."], ["pack.yaml"], ["--json", "."]):
        assert check(*args) == check(*args) == check_anew(*args)
    wrong = PACK.replace("answer: It", "answr:  It")
    assert len(wrong) == len(PACK)
    for text in (wrong, PACK, PACK.replace("one", "two"), "x", PACK + "questions: []\n"):
        file.write_text(text, encoding="utf-8")
        os.utime(file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))  # as some tools do
        assert check(".") == check_anew(".")
        assert check(".") == check_anew(".")
    (pack / "more.yaml").write_text("questions: [{id: one}]\n", encoding="utf-8")
    assert check(".") == check_anew(".")
    assert check("more.yaml") == check_anew("more.yaml")
    (pack / "more.yaml").unlink()
    assert check("more.yaml") == check_anew("more.yaml")


def test_what_is_damaged_is_found_out_again(pack: Path, env: dict[str, str]) -> None:
    first = run_program("pack", "check", pack, env=env)
    (kept,) = Path(env["INTERVIEW_HOME"], "cache", "checks").iterdir()
    data, said = kept.read_bytes(), read_kept(kept).split(b"\0")[:4]
    for damaged in (b"", data[:40], data.replace(b"no problems", b"NO PROBLEMS"), b"\xff" + data):
        kept.write_bytes(damaged)
        again = run_program("pack", "check", pack, env=env)
        assert (again.returncode, again.stdout, again.stderr) == (0, first.stdout, "")
        # Its stamps may be others: those of what changed just now have more in them.
        assert read_kept(kept).split(b"\0")[:4] == said


def test_a_look_ahead_keeps_nothing(pack: Path, env: dict[str, str], tmp_path: Path) -> None:
    home = {**env, "XDG_DATA_HOME": str(tmp_path / "data"), "HOME": str(tmp_path)}
    del home["INTERVIEW_HOME"]
    ahead = {**home, "INTERVIEW_NOW": "2026-12-01T08:00:00+01:00"}
    assert run_program("pack", "check", pack, env=ahead).returncode == 0
    assert not [*tmp_path.rglob("checks")]


NAMES = st.sampled_from(["pack.yaml", "a.yaml", "sub/b.yaml", "../pack.yaml", ".hidden"])
TEXTS = st.sampled_from(["one", "two", "three"])
CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("write"), NAMES, TEXTS),
        st.tuples(st.just("write, with its old time"), NAMES, TEXTS),
        st.tuples(st.just("remove"), NAMES, st.just("")),
        st.tuples(st.just("swap"), NAMES, NAMES),
    ),
    max_size=6,
)


def change(folder: Path, what: str, name: str, other: str) -> None:
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    if what == "remove":
        file.unlink(missing_ok=True)
    elif what == "swap":
        beside = folder / other
        if file.exists() and beside.exists() and file != beside:
            aside = folder / "aside"
            file.rename(aside)
            beside.rename(file)
            aside.rename(beside)
    else:
        stamp = file.stat() if file.exists() else None
        file.write_text(other, encoding="utf-8")
        if stamp and what != "write":
            os.utime(file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))


def tell(folder: Path) -> str:
    """Return an answer: all that is there, but for what is hidden."""
    files = sorted(path for path in folder.parent.rglob("*.yaml") if path.is_file())
    return "".join(f"{path.relative_to(folder.parent)}: {path.read_text()}\n" for path in files)


@settings(max_examples=40)
@given(steps=st.lists(CHANGES, min_size=1, max_size=4))
def test_what_is_kept_is_what_would_be_said(steps: list[list[tuple[str, str, str]]]) -> None:
    args = ["pack", "check", "mine"]
    with TemporaryDirectory() as scratch, pytest.MonkeyPatch.context() as patch:
        patch.setenv("INTERVIEW_HOME", str(Path(scratch, "home")))
        folder = Path(scratch, "work", "mine")
        folder.mkdir(parents=True)
        for steps_now in steps:
            for one in steps_now:
                change(folder, *one)
            known = kept_check.read_answer(args, 1)
            assert known in (None, (0, tell(folder), ""))
            stamps = kept_check.read_stamps([str(folder)])
            kept_check.write_answer(args, 1, (0, tell(folder), ""), stamps)
            assert kept_check.read_answer(args, 1) == (0, tell(folder), "")
            assert kept_check.read_answer(args, 2) is None
            assert kept_check.read_answer([*args, "--json"], 1) is None


def test_only_the_last_answers_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVIEW_HOME", str(tmp_path))
    for n in range(40):
        kept_check.write_answer(["pack", "check", str(n)], 1, (0, "", ""), {})
    assert len([*(tmp_path / "cache" / "checks").iterdir()]) == 32
