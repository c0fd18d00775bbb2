"""The file of a picture is found below the pack's folder, by its very name, and nowhere else."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest
from helpers.pictures import png
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.packs.pictures.picture_file import check_name, find_picture, place_of
from interview_cli.packs.pictures.unusable import Unusable

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="it takes files of Unix")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    (tmp_path / "secret.png").write_bytes(png())
    folder = tmp_path / "pack"
    (folder / "images").mkdir(parents=True)
    (folder / "topics").mkdir()
    (folder / "images" / "tree.png").write_bytes(png())
    return folder


def refuse(folder: Path, name: str) -> str:
    with pytest.raises(Unusable) as refused:
        find_picture(folder, name)
    return str(refused.value)


def test_a_picture_is_found_with_its_size_and_hash(pack):
    found = find_picture(pack, "images/tree.png")
    assert (found.path, found.size) == (pack / "images" / "tree.png", (3, 2))
    assert find_picture(pack, "./images//tree.png").sha256 == found.sha256


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("../secret.png", "leaves the folder with .."),
        ("images/../../secret.png", "leaves the folder with .."),
        ("/etc/passwd.png", "has an absolute path"),
        ("C:/tree.png", "has an absolute path"),
        ("//server/share/tree.png", "is an address"),
        ("https://example.com/tree.png", "is an address"),
        ("file:///tree.png", "is an address"),
        ("data:image/png;base64,AAAA", "is an address"),
        ("images\\tree.png", "write / between folders"),
        (".git/tree.png", "is hidden"),
        ("images/.tree.png", "is hidden"),
        ("images/tree.bmp", "isn't named as a picture"),
        ("images/tree.png.desktop", "isn't named as a picture"),
        ("images/tree", "isn't named as a picture"),
        ("CON.png", "keeps for a device"),
        ("a\tb.png", "cannot be shown"),
        ("\u202egnp.exe.png", "cannot be shown"),
        ("x" * 300 + ".png", "too long"),
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(pack, name, why):
    assert why in refuse(pack, name)


def test_a_name_is_written_as_the_file_is_called(pack):
    assert "is called images/tree.png: write it so" in refuse(pack, "Images/Tree.png")
    assert 'there is no file "tree.png" in the folder' in refuse(pack, "tree.png")


def test_a_folder_is_no_picture_and_a_file_no_folder(pack):
    (pack / "images" / "folder.png").mkdir()
    assert "is a folder" in refuse(pack, "images/folder.png")
    assert "goes through tree.png, which isn't a folder" in refuse(pack, "images/tree.png/a.png")


@on_posix
def test_a_link_is_refused_wherever_it_leads(pack):
    for name, to in {
        "out.png": "../secret.png",
        "in.png": "images/tree.png",
        "gone.png": "nowhere.png",
        "round.png": "round.png",
        "null.png": "/dev/zero",
    }.items():
        (pack / name).symlink_to(to)
        assert "is a link, or below one" in refuse(pack, name)
    (pack / "linked").symlink_to("images")
    assert "is a link, or below one" in refuse(pack, "linked/tree.png")


@on_posix
def test_what_would_wait_or_never_end_is_not_read(pack, monkeypatch):
    os.mkfifo(pack / "pipe.png")
    assert "no file, but a device, pipe or socket" in refuse(pack, "pipe.png")
    monkeypatch.chdir(pack)  # the path of a socket must be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.png")
        assert "no file, but a device, pipe or socket" in refuse(pack, "socket.png")


def test_a_large_file_is_not_read_to_its_end(pack):
    with (pack / "large.png").open("wb") as file:
        file.truncate(1 << 40)  # nothing of it is on the disk
    assert "is larger than 2 MiB" in refuse(pack, "large.png")


PARTS = st.sampled_from(
    ["..", ".", "", "images", "secret.png", "tree.png", "\\", "C:", "~", "\0", "con", "..\\"]
)


@given(st.one_of(st.text(), st.lists(PARTS).map("/".join)))
def test_no_name_leads_out_of_the_folder(name):
    folder = Path("/a/pack")
    try:
        found = place_of(folder, f"{name}.png")
    except Unusable:
        return
    assert folder in Path(os.path.normpath(found)).parents
    assert not any(part.startswith(".") for part in check_name(f"{name}.png").split("/"))
