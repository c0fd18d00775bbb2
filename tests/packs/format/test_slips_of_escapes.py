r"""Backslashes in double quotes: a path, a pattern or a formula is told once, and kept whole."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from helpers.slips import check_fixed, check_told_once, write
from hypothesis import example, given
from hypothesis import strategies as st

from interview_cli.packs.checking.fix import fix_file
from interview_cli.packs.format.reader import read

ASK = "  - id: a\n    ask: {}\n    answer: Forte.\n"
SHORT = f"{ASK.format('Which?')}    quiz:\n      kind: short\n      accept: {{}}\n"

#: By name: what is asked, words of the message, and how it's written in the end.
FIXED = {
    "a path with escapes that YAML has and hasn't": (
        r'"Is C:\Users\new\Windows\tmp a folder?"',
        r"\Users, \new, \Windows and \tmp are escapes in double quotes: use single quotes: ask: "
        r"'Is C:\Users\new\Windows\tmp a folder?'",
        r"'Is C:\Users\new\Windows\tmp a folder?'",
    ),
    "a path that ends in a backslash": (
        r'"What is in C:\Music\"  # a folder',
        r"\Music and \ mean nothing",
        r"'What is in C:\Music\'  # a folder",
    ),
    "a folder whose backslash is a tab": (
        r'"What is in C:\temp?"',
        r"\temp is an escape in double quotes: use single quotes",
        r"'What is in C:\temp?'",
    ),
    "a pattern with the sign of a backspace": (
        r'"Does \bforte\b match?"',
        r"\bforte and \b are escapes",
        r"'Does \bforte\b match?'",
    ),
    "a formula that YAML reads as tabs and breaks": (
        r'"Is it \theta, \nu or \times?"',
        r"\theta, \nu and \times are escapes",
        r"'Is it \theta, \nu or \times?'",
    ),
    "a pattern beside an apostrophe": (
        '"What\'s \\d+\\.\\d?"',
        r"\d and \. mean nothing",
        r"'What''s \d+\.\d?'",
    ),
    "a pattern beside breaks and quotes that are meant": (
        r'"One\ntwo is \"\d\"?"',
        r"\d means nothing in double quotes: write \\d",
        r'"One\ntwo is \"\\d\"?"',
    ),
    "a path on two lines": (
        '"Is C:\\Users\n      like \\\\host\\share?"',
        r"\Users, \\ and \share are escapes in double quotes: use single quotes",
        "'Is C:\\Users\n      like \\\\host\\share?'",
    ),
    "underscores of Markdown": (
        r'"Is mezzo\_forte loud?"',
        r"\_ is an escape",
        r"'Is mezzo\_forte loud?'",
    ),
    "an apostrophe with a backslash in single quotes": (
        r"'Why doesn\'t it end?'  # so",
        "\\' is no escape in single quotes: write ask: \"Why doesn't it end?\"",
        '"Why doesn\'t it end?"  # so',
    ),
    "quotes with backslashes that are the last in single quotes": (
        r"'What does it mean by \'forte\''",
        r"\' is no escape in single quotes: write ask: ",
        "\"What does it mean by 'forte'\"",
    ),
}


@pytest.mark.parametrize("name", FIXED)
def test_backslashes_that_are_meant_are_told_once(name: str, tmp_path: Path) -> None:
    asked, words, _ = FIXED[name]

    check_told_once(tmp_path / "slips.yaml", ASK.format(asked), 2, words)


@pytest.mark.parametrize("name", FIXED)
def test_backslashes_that_are_meant_are_kept_by_fix(name: str, tmp_path: Path) -> None:
    asked, _, fixed = FIXED[name]

    check_fixed(tmp_path / "slips.yaml", ASK.format(asked), ASK.format(fixed))


def test_a_quote_with_a_backslash_in_brackets_is_told(tmp_path: Path) -> None:
    text = SHORT.format(r"['isn\'t', loud]")
    words = "\\' is no escape in single quotes: write \"isn't\""

    check_told_once(tmp_path / "slips.yaml", text, 6, words)
    check_fixed(tmp_path / "slips.yaml", text, SHORT.format('["isn\'t", loud]'))


@pytest.mark.parametrize("asked", [r"'Isn\'t \d a digit?'", r"'Isn\'t ''f'' loud?'"])
def test_a_quote_with_a_backslash_beside_others_is_told_and_left(
    asked: str, tmp_path: Path
) -> None:
    (problem,) = write(tmp_path / "slips.yaml", ASK.format(asked)).problems

    assert problem.message == r"\' is no escape in single quotes: write '' for it"
    assert problem.fixes == ()


def test_each_text_of_a_list_is_told_at_once(tmp_path: Path) -> None:
    listed = r'["\d+", "C:\Users", "a\tb", ' + r"'\w']"
    found = write(tmp_path / "slips.yaml", SHORT.format(listed)).problems

    assert [problem.message.partition(":")[0] for problem in found] == [
        r"\d means nothing in double quotes",
        r"\Users is not a character in double quotes",
    ]
    fixed = r"['\d+', 'C:\Users', " + r'"a\tb", ' + r"'\w']"
    check_fixed(tmp_path / "slips.yaml", SHORT.format(listed), SHORT.format(fixed))


@pytest.mark.parametrize(
    "asked",
    [
        r'"One\ntwo?"',
        r'"A:\tone?"',
        r'"Scale A:\none\ntwo?"',
        r'"Both \"forte\" and \\d?"',
        r'"Caf\u00e9\nnoir \x41?"',
        '"One \\\n      line?"',
        r"'Is \d?'",
        r'Is "\d" a pattern?',
        '|\n      "\\d"\n',
        r'"One\to two, or first\nu?"',
    ],
)
def test_escapes_that_are_meant_stay(asked: str, tmp_path: Path) -> None:
    assert write(tmp_path / "slips.yaml", ASK.format(asked)).problems == ()


@given(st.text(st.sampled_from("\\nUutdbx01 C:_'#,é"), max_size=20))
@example("\\n\\")  # what may be meant otherwise isn't fixed
def test_nothing_is_told_of_backslashes_after_what_is_told_was_fixed(inner: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "slips.yaml")
        found = write(path, ASK.format(f'"x{inner}y"'))
        escapes = [p for p in found.problems if "double quotes" in p.message]
        if not all(p.fixes for p in escapes):
            return
        fix_file(found, path, found.problems, schema=False)
        left = read(path).problems

    assert not [p for p in left if "double quotes" in p.message]
