"""The learner's own copy of a question that isn't theirs to change.

Copies are a pack of their own, a file for each question. A copy has had the name of its
original before (``was``), so that it is asked in place of it and progress follows. One that
can't be used is put aside under a hidden name, which no pack reads.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath

from interview_cli.core.questions.image import Image
from interview_cli.core.questions.picture_endings import ENDINGS
from interview_cli.core.questions.question import Question
from interview_cli.core.serialise import to_plain
from interview_cli.packs.authoring.writer import write_items, write_mapping
from interview_cli.packs.discovery import HEAD
from interview_cli.storage import files, paths

#: The id of the pack of copies, and the name of its folder.
MY_COPIES = "my-copies"

#: The line of a copy where the question begins.
FIRST_LINE = 4

_ABOUT = {"id": MY_COPIES, "title": "My own copies of questions", "version": "1.0.0"}


def copies() -> Path:
    """Return the folder of the pack of copies, which may not be there yet."""
    return paths.own_packs() / MY_COPIES


def find_copy(key: str) -> Path:
    """Return the file of the copy of the question *key*, which may not be there yet."""
    pack, _, name = key.partition(":")
    return copies() / f"{pack}.{name}.yaml"


def write_copy(key: str, question: Question, folder: Path) -> str:
    """Write a copy of *question*, which is named *key*, and return its text; raises DiskError.

    Its picture is copied too, from the *folder* of its pack. One that was put aside is taken up
    again.
    """
    if question.image:
        image = question.image
        mine = find_copy(key).with_suffix(PurePosixPath(image.file).suffix)
        with files.disk_errors(mine, what="write"):
            data = folder.joinpath(*image.file.split("/")).read_bytes()
            mine.parent.mkdir(parents=True, exist_ok=True)
            files.replace(mine, data)
        question = replace(question, image=Image(mine.name, image.alt))
    path, aside = find_copy(key), _aside(find_copy(key))
    with files.disk_errors(path, what="write"):
        path.parent.mkdir(parents=True, exist_ok=True)
        head = path.parent / HEAD
        if not head.exists():
            files.replace(head, f"format: 1.1\npack:\n{write_mapping(_ABOUT, 2)}".encode())
        text = _text(key, question)
        files.replace(path, aside.read_bytes() if aside.exists() else text.encode())
        aside.unlink(missing_ok=True)
    return text


def remove_copy(key: str) -> None:
    """Delete the copy of *key*, and the pack of copies if it was the only one."""
    path = find_copy(key)
    with files.disk_errors(path, what="write"):
        path.unlink(missing_ok=True)
        for ending in ENDINGS:
            path.with_suffix(ending).unlink(missing_ok=True)
        if not [other for other in path.parent.glob("*.yaml") if other.name != HEAD]:
            (path.parent / HEAD).unlink(missing_ok=True)


def put_aside(key: str) -> Path:
    """Hide the copy of *key* from the packs, and return where it is now."""
    path = find_copy(key)
    with files.disk_errors(path, what="write"):
        path.replace(_aside(path))
    return _aside(path)


def _aside(path: Path) -> Path:
    return path.with_name(f".{path.name}")


def _text(key: str, question: Question) -> str:
    pack, _, name = key.partition(":")
    earlier = (old if ":" in old else f"{pack}:{old}" for old in question.was)
    taken = any(other != find_copy(key) for other in copies().glob(f"*.{name}.yaml"))
    id_ = f"{pack}-{name}" if taken else name
    mine = to_plain(replace(question, id=id_, was=(*earlier, key)))
    return (
        f"# Your own copy of {key}, which is asked in its place.\n"
        "# Delete this file to have the original back.\n"
        f"questions:\n{write_items([mine])}"
    )
