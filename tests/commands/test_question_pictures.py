"""The picture of a question: shown in words, opened on request, and carried with its pack."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers.git import git
from helpers.pack_sources import committed, inside, pack, zipped
from helpers.pictures import ALT, PICTURED, png, svg, write_pictured
from helpers.program import PROGRAM, run_program

needs_posix = pytest.mark.skipif(
    sys.platform != "linux", reason="other systems open a file with what can't be replaced"
)


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    return write_pictured(tmp_path / "pictures")


def run(*args: object, typed: str = "", **env: str) -> str:
    """Run the program, where there's no screen unless *env* says so; return what it printed."""
    known = {n: v for n, v in os.environ.items() if n not in _SCREEN}
    done = run_program(*args, typed=typed, env=known | env, merged=True)
    assert "Traceback" not in done.stdout
    assert done.returncode == 0, done.stdout
    return done.stdout


_SCREEN = ("DISPLAY", "WAYLAND_DISPLAY", "SSH_CONNECTION", "SSH_TTY")


@pytest.mark.parametrize("mode", ["quiz", "flashcards", "mock", "check"])
def test_every_mode_says_what_the_picture_shows_and_where_it_is(pictures, mode):
    said = run(mode, "-p", pictures, typed=":i\n")
    assert f"Picture: {ALT}\n" in said
    assert "To open the picture, type :i.\n" in said
    assert f"The picture is in {pictures / 'images' / 'tree.png'}\n" in said


@needs_posix
def test_it_is_opened_by_the_system_and_by_nothing_that_a_pack_names(pictures, tmp_path):
    bin_, opened = tmp_path / "bin", tmp_path / "opened"
    bin_.mkdir()
    opener = bin_ / "xdg-open"
    opener.write_text(f'#!/bin/sh\nprintf "%s|" "$@" >> {opened}\n', encoding="utf-8")
    opener.chmod(0o755)
    path = f"{bin_}:{os.environ['PATH']}"
    odd = pictures / "images" / "$(touch gone) ;&'.png"
    odd.write_bytes(png())
    text = PICTURED.replace("images/tree.png", f"images/{odd.name}", 1)
    (pictures / "pack.yaml").write_text(text, encoding="utf-8")
    args = ("quiz", "-p", pictures, "--no-shuffle", "--seed", "3")

    said = run(*args, typed=":i\n2\n:i\n", DISPLAY=":9", PATH=path, BROWSER="touch")
    assert said.count("in a window of its own.") == 2
    files = [odd, pictures / "images" / "tree.png"]
    assert sorted(opened.read_text().split("|")[:-1]) == sorted(map(str, files))

    opener.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    assert "open it by hand" in run(*args, typed=":i\n", DISPLAY=":9", PATH=path)
    assert "copy it to your own machine" in run(
        *args, typed=":i\n", DISPLAY=":9", PATH=path, SSH_CONNECTION="a"
    )


@needs_posix
def test_a_picture_that_was_changed_since_is_looked_at_again(pictures):
    """A file may be replaced by another one between the question and the key."""
    picture = pictures / "images" / "tree.png"
    with subprocess.Popen(
        [*PROGRAM, "quiz", "-p", str(pictures), "-n", "1"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        while "To open the picture" not in process.stdout.readline():
            pass
        picture.unlink()
        picture.symlink_to("/dev/zero")
        process.stdin.write(":i\n")
        process.stdin.close()
        assert 'The picture can\'t be shown: "images/tree.png" is a link' in process.stdout.read()


def test_a_question_without_a_picture_has_no_such_key():
    said = run("quiz", "-n", "1", "-k", "choice", typed=":i\n:?\n")
    assert "This question has no picture." in said
    assert ":i picture" not in said


def test_programs_get_words_and_path_and_no_window(pictures):
    said = run("quiz", "-p", pictures, "--json", typed=":i\n", DISPLAY=":9", PATH="/nowhere")
    events = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    where = {"alt": ALT, "path": str(pictures / "images" / "tree.png")}
    assert events[1]["image"] == where
    assert events[2]["event"] == "picture"
    assert {name: events[2][name] for name in where} == where


def test_it_is_shown_wherever_a_question_is_read(pictures, home, tmp_path):
    pack("add", pictures)
    there = home / "packs" / "pictures" / "images" / "tree.png"
    assert f"Picture: {ALT}" in run("read", "-p", "pictures", "--plain")
    shown = run("show", "pictures:leaves", "--plain")
    assert f"Picture: {ALT}" in shown
    assert f"Picture: {there}" in shown
    assert json.loads(run("show", "pictures:leaves", "--json"))["image"] == str(there)
    assert f"![{ALT}](<{there.as_posix()}>)" in run("sheet", "-p", "pictures")
    preview = run("pack", "preview", "-p", pictures, "leaves", "--plain")
    assert preview.count(f"Picture: {ALT}") == 3
    for page, args in {
        "sheet.html": ("sheet", "-p", "pictures", "-o"),
        "pack.html": ("pack", "preview", "-p", pictures, "--html"),
    }.items():
        run(*args, tmp_path / page)
        html = (tmp_path / page).read_text(encoding="utf-8")
        images = re.findall(r'<img src="data:image/png;base64,[\w+/=]+"[^>]*>', html)
        assert len(images) == 2
        assert all(f'alt="{ALT}"' in image for image in images)
        assert "img-src data:" in html


def test_a_question_is_asked_again_once_its_picture_is_there(pictures):
    """What was compiled is compiled again when a picture comes, changes or goes."""
    picture = pictures / "images" / "tree.png"

    def count() -> int:
        live = {name: value for name, value in os.environ.items() if name != "INTERVIEW_NOW"}
        done = run_program("search", "-p", pictures, "--json", env=live)
        return len(json.loads(done.stdout)["questions"]) if done.returncode == 0 else 0

    assert count() == 2
    picture.unlink()
    assert count() == 0
    picture.write_bytes(png())
    assert count() == 2
    picture.write_bytes(b"<html>")
    assert count() == 0


def test_what_is_kept_of_a_check_is_not_said_of_another_picture(pictures):
    head, _, rest = PICTURED.partition("defaults")
    (pictures / "pack.yaml").write_text(head, encoding="utf-8")
    (pictures / "trees.yaml").write_text(f"defaults{rest}", encoding="utf-8")
    live = {name: value for name, value in os.environ.items() if name != "INTERVIEW_NOW"}

    def check() -> str:
        return run_program("pack", "check", pictures, "--select", "image", env=live).stdout

    assert "[image]" not in check()
    assert "[image]" not in check()
    (pictures / "images" / "tree.png").write_bytes(b"<html>")
    assert "it is a web page [image]" in check()


def by_folder(source: Path, tmp_path: Path) -> Path:
    return source


def by_archive(source: Path, tmp_path: Path) -> Path:
    return zipped(source, tmp_path / "pictures.zip")


def by_git(source: Path, tmp_path: Path) -> Path:
    committed(source)
    git(source, "config", "uploadpack.allowAnySHA1InWant", "true")
    return source


@pytest.mark.parametrize("way", [by_folder, by_archive, by_git])
def test_it_comes_with_its_pack_and_a_new_one_with_an_update(
    pictures: Path, home: Path, tmp_path: Path, way: Callable[[Path, Path], Path]
) -> None:
    (pictures / "images" / "notes.txt").write_text("mine", encoding="utf-8")
    source = way(pictures, tmp_path)
    assert "2 questions" in pack("add", source, "--yes").stdout
    files = ["images", "images/tree.png", "pack.yaml"]
    assert inside(home) == ["pictures", "pictures/.added.json", *(f"pictures/{f}" for f in files)]

    (pictures / "images" / "tree.png").write_bytes(png(colour=9))
    way(pictures, tmp_path)
    said = pack("update", "pictures", "--yes").stdout
    assert "picture: changed" in said
    assert (home / "packs" / "pictures" / "images" / "tree.png").read_bytes() == png(colour=9)

    pack("remove", "pictures", "--yes")
    assert inside(home) == []


def test_another_picture_is_another_question_and_the_memory_stays(pictures, tmp_path):
    other = write_pictured(tmp_path / "other", picture=png(colour=9))
    moved = write_pictured(tmp_path / "moved", PICTURED.replace("images/tree", "images/b-tree"))
    (moved / "images" / "tree.png").rename(moved / "images" / "b-tree.png")

    changed = json.loads(pack("diff", pictures, other, "--json", code=None).stdout)["changes"]
    assert [change["picture"] for change in changed] == ["changed", "changed"]
    assert changed[0]["what"] == ["asked differently"]
    assert changed[0]["progress"] == "kept; shown as changed since it was learned"
    assert json.loads(pack("diff", pictures, moved, "--json", code=None).stdout)["changes"] == []


def test_a_name_that_is_certainly_meant_is_written_by_fix(pictures):
    text = PICTURED.replace("images/tree.png", "Images/Tree.PNG")
    (pictures / "pack.yaml").write_text(text, encoding="utf-8")
    pack("check", pictures, "--fix", code=None)
    assert (pictures / "pack.yaml").read_text(encoding="utf-8") == PICTURED

    (pictures / "pack.yaml").write_text(PICTURED.partition("defaults")[0], encoding="utf-8")
    topic = pictures / "images" / "trees.yaml"  # its picture is beside it
    topic.write_text(f"defaults{PICTURED.partition('defaults')[2]}".replace("images/", ""), "utf-8")
    pack("check", pictures, "--fix", code=None)
    assert topic.read_text(encoding="utf-8").count("images/tree.png") == 2


@pytest.mark.parametrize("named", ["Tree.png", "pictures/tree.png"])
def test_a_picture_in_another_folder_is_written_where_there_is_one_of_its_name(pictures, named):
    text = PICTURED.replace("images/tree.png", named)
    (pictures / "pack.yaml").write_text(text, encoding="utf-8")
    pack("check", pictures, "--fix", code=None)
    assert (pictures / "pack.yaml").read_text(encoding="utf-8") == PICTURED

    (pictures / "more").mkdir()
    (pictures / "more" / "tree.png").write_bytes(png())  # now either may be meant
    (pictures / "pack.yaml").write_text(text, encoding="utf-8")
    pack("check", pictures, "--fix", code=None)
    assert named in (pictures / "pack.yaml").read_text(encoding="utf-8")


def test_a_pack_of_one_file_has_no_pictures(tmp_path):
    (tmp_path / "tree.png").write_bytes(png())
    (tmp_path / "one.yaml").write_text(PICTURED.replace("images/", ""), encoding="utf-8")
    said = pack("check", tmp_path / "one.yaml", code=1).stdout
    assert "only a pack that's a folder has pictures" in said


@pytest.mark.parametrize(
    ("image", "column", "why"),
    [
        ("{file: ../a.png, alt: x}", 19, '"../a.png" leaves the folder with ..'),
        ("{alt: x, file: images/tre.png}", 27, "did you mean images/tree.png?"),
        ("{file: tree.png, alt: x}", 19, "did you mean images/tree.png?"),
        ("{file: Tree.PNG, alt: x}", 19, "did you mean images/tree.png?"),
        ("{file: pictures/TREE.png, alt: x}", 19, "did you mean images/tree.png?"),
        ("{file: zebra.gif, alt: x}", 19, "in the folder of the pack: put it there"),
        ("{file: images/page.png, alt: x}", 19, "isn't a picture: it is a web page"),
        ("{file: images/evil.svg, alt: x}", 19, "has <script>, and only plain drawings"),
        ("{file: images/bomb.png, alt: x}", 19, "is 60,000 by 60,000 pixels"),
        ("{file: images/tree.png}", 12, "alt is missing from this image"),
        ("{file: images/tree.png, alt: ' '}", 41, "alt is empty: write something"),
        ("images/tree.png", 12, "image must be a mapping: {file: images/tree.png, alt: …}"),
        ("{src: images/tree.png, alt: x}", 13, 'did you mean "file"?'),
    ],
)
def test_what_is_wrong_with_a_picture_is_said_at_its_place(pictures, image, column, why):
    (pictures / "images" / "page.png").write_text("<!doctype html>", encoding="utf-8")
    (pictures / "images" / "evil.svg").write_bytes(svg("<script/>"))
    (pictures / "images" / "bomb.png").write_bytes(png(60_000, 60_000))
    head, _, _ = PICTURED.partition("  - id")
    text = f"{head}  - id: a\n    image: {image}\n    ask: What?\n    answer: That.\n"
    (pictures / "pack.yaml").write_text(text, encoding="utf-8")
    said = pack("check", pictures, code=1).stdout
    line = text[: text.index("image:")].count("\n") + 1
    assert f"pack.yaml:{line}:{column}: " in said
    assert why in said
