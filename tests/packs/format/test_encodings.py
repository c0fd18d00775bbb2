"""A file that isn't UTF-8: one message, which names what it is, and --fix saves it where sure."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.slips import HEAD

from interview_cli.packs.checking.fix import fix_file
from interview_cli.packs.format.reader import read

RUSSIAN = "Список можно менять, а кортеж нельзя.\n    hint: Что можно изменить на месте?"
FRENCH = "Une séquence déjà créée, où l’on ajoute à la fin.\n    hint: Ça va «bien»?"


def _pack(answer: str) -> str:
    return f"{HEAD}  - id: a\n    ask: Which?\n    answer: {answer}\n"


@pytest.mark.parametrize(
    ("answer", "codec", "name"),
    [
        (RUSSIAN, "cp1251", "Windows-1251"),
        (RUSSIAN, "koi8-r", "KOI8"),
        (RUSSIAN, "cp866", "code page 866"),
        (RUSSIAN, "utf-16", "UTF-16"),
        (RUSSIAN, "utf-16-le", "UTF-16"),
        (RUSSIAN, "utf-16-be", "UTF-16"),
        (RUSSIAN, "utf-32", "UTF-32"),
        ("Μια λίστα είναι μια ακολουθία τιμών.", "cp1253", "Windows-1253"),
        (FRENCH, "cp1252", "Windows-1252"),
        ("Þetta er listi sem má breyta á staðnum, ólíkt röð.", "cp1252", "Windows-1252"),
    ],
)
def test_a_file_in_another_encoding_is_told_once_and_saved_as_utf8(
    tmp_path: Path, answer: str, codec: str, name: str
) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(_pack(answer).encode(codec))
    found = read(path)
    (problem,) = found.problems

    fixed = fix_file(found, path, found.problems, schema=False)

    assert f"this file is {name}" in problem.message
    assert fixed is not None
    assert path.read_bytes().decode().removeprefix("\ufeff") == _pack(answer)


@pytest.mark.parametrize(
    ("answer", "codec", "name"),
    [
        ("Zażółć gęślą jaźń, czyli lista wartości.", "cp1250", "Windows-1250 (Central European)"),
        ("Değiştirilebilir bir değer dizisidir, şöyle.", "cp1254", "Windows-1254 (Turkish)"),
        ("Une séquence déjà créée à la fin.", "mac-roman", "Mac Roman"),
        ("リストは変更できる値の並びです。", "shift_jis", "Shift JIS"),
        ("列表是可变的值序列。", "gbk", "GBK"),
    ],
)
def test_a_file_that_is_probably_in_an_encoding_is_told_once_and_left(
    tmp_path: Path, answer: str, codec: str, name: str
) -> None:
    path = tmp_path / "a.yaml"
    before = _pack(answer).encode(codec)
    path.write_bytes(before)
    found = read(path)
    (problem,) = found.problems

    assert f"probably {name}" in problem.message
    assert fix_file(found, path, found.problems, schema=False) is None
    assert path.read_bytes() == before


def test_a_question_with_bytes_of_another_encoding_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    more = "  - id: b\n    ask: Which?\n    answer: Zażółć.\n"
    more += "  - id: c\n    ask: Who?\n    answer: I.\n"
    path.write_bytes((_pack("Jaźń.") + more).encode("cp1250"))
    found = read(path)

    assert len(found.problems) == 1
    assert [placed.question.id for placed in found.questions] == ["c"]
