"""Text that goes on at the margin: one message, and --fix indents it as that message says."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.slips import FIRST, HEAD, check_fixed, check_told_once, write
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.packs.checking.fix import fix_file
from interview_cli.packs.format.reader import read, read_alone
from interview_cli.packs.yaml.problems import apply_fixes

ASK = "  - id: a\n    ask: Which?\n"
HINT = "    hint: Loud?\n"
NEXT = "  - id: b\n    ask: Which?\n    answer: Piano.\n"
BY_IT = "this line is more of the text of answer: begin it in column 7"

#: By name: what follows the head, the line of the slip in it, words of the message, and it fixed.
FIXED: dict[str, tuple[str, int, str, str]] = {
    "a plain text": (
        f"{ASK}    answer: It's forte,\nwhich is loud.\n{HINT}",
        4,
        BY_IT,
        f"{ASK}    answer: It's forte,\n      which is loud.\n{HINT}",
    ),
    "a plain text at the end of a file": (
        f"{ASK}    answer: It's forte,\nwhich is loud.\n",
        4,
        BY_IT,
        f"{ASK}    answer: It's forte,\n      which is loud.\n",
    ),
    "a plain text with a colon in it": (
        f"{ASK}    answer: It's forte,\nand that is: loud.\n{HINT}",
        4,
        'write "answer: |", and all of the text on the lines below it, indented',
        f"{ASK}    answer: |\n      It's forte,\n      and that is: loud.\n{HINT}",
    ),
    "a text below its name": (
        f"{ASK}    answer:\n       It's forte,\nwhich is loud.\n{HINT}",
        5,
        "begin it in column 8",
        f"{ASK}    answer:\n       It's forte,\n       which is loud.\n{HINT}",
    ),
    "a folded text": (
        f"{ASK}    answer: >\n      It's forte,\nwhich is loud.\n{HINT}",
        5,
        BY_IT,
        f"{ASK}    answer: >\n      It's forte,\n      which is loud.\n{HINT}",
    ),
    "one line amid a literal text": (
        f"{ASK}    answer: |\n      It's forte,\n which is loud.\n      Very.\n{HINT}{NEXT}",
        5,
        BY_IT,
        f"{ASK}    answer: |\n      It's forte,\n      which is loud.\n      Very.\n{HINT}{NEXT}",
    ),
    "a whole literal text": (
        f"{ASK}    answer: |\nIt's forte.\n\n* Loud.\n{HINT}{NEXT}",
        4,
        "lines",
        f"{ASK}    answer: |\n      It's forte.\n\n      * Loud.\n{HINT}{NEXT}",
    ),
    "a text with an item of Markdown": (
        f"{ASK}    answer: |\n      It's forte:\n- loud\n{HINT}{NEXT}",
        5,
        BY_IT,
        f"{ASK}    answer: |\n      It's forte:\n      - loud\n{HINT}{NEXT}",
    ),
    "a stem and an option": (
        f"{ASK}    answer: Forte.\n    quiz:\n      kind: choice\n      stem: Which\nis loud?\n"
        "      options:\n        - text: Forte, or\n    mezzo\n          right: true\n"
        "        - {text: Piano}\n",
        7,
        "more of the text of stem: begin it in column 9",
        f"{ASK}    answer: Forte.\n    quiz:\n      kind: choice\n      stem: Which\n"
        "        is loud?\n      options:\n        - text: Forte, or\n            mezzo\n"
        "          right: true\n        - {text: Piano}\n",
    ),
    "code with a comment": (
        f"{ASK}    answer: Three.\n    code: |\n      def f():\n          return 3\n\n# now\n"
        "if f():\n    print(f())\nelse:\n    f()\n    quiz: {kind: output, prints: 3}\n",
        8,
        "more of the text of code",
        f"{ASK}    answer: Three.\n    code: |\n      def f():\n          return 3\n\n      # now\n"
        "      if f():\n          print(f())\n      else:\n          f()\n"
        "    quiz: {kind: output, prints: 3}\n",
    ),
}


@pytest.mark.parametrize("name", [name for name in FIXED if "option" not in name])
def test_a_text_at_the_margin_is_told_once(tmp_path: Path, name: str) -> None:
    text, line, words, _ = FIXED[name]
    if words == "lines":
        words = f"lines {FIRST + 4} to {FIRST + 6} are more of the text of answer"

    check_told_once(tmp_path / "slips.yaml", text, line, words)


@pytest.mark.parametrize("name", FIXED)
def test_a_text_at_the_margin_is_indented(tmp_path: Path, name: str) -> None:
    check_fixed(tmp_path / "slips.yaml", FIXED[name][0], FIXED[name][3])


#: By name: what follows the head, the line of the slip, and words of the message.
ASKED: dict[str, tuple[str, int, str]] = {
    "a name that no field has": (
        f"{ASK}    answer: It's forte,\nnote: which is loud.\n{HINT}",
        4,
        "if it's more of the text of answer",
    ),
    "code that may belong to either": (
        f"{ASK}    answer: Three.\n    code: |\n      x = 3\nif x:\n        print(x)\n"
        "    quiz: {kind: output, prints: 3}\n",
        6,
        "more of the text of code: begin it in column 7",
    ),
}


@pytest.mark.parametrize("name", ASKED)
def test_a_line_that_may_be_meant_otherwise_is_told_once_and_left(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / "slips.yaml"
    check_told_once(path, *ASKED[name])
    found, before = read(path), path.read_text("utf-8")

    fix_file(found, path, found.problems, schema=False)

    assert path.read_text("utf-8") == before


#: What stands at the margin and is no text: its own message is said, and the line not indented.
NO_TEXT = [
    ("note: loud\n", "note"),
    ("hint: Loud?\n", "hint"),
    ("  -\n", "empty"),
    ("  - Forte.\n", "mapping"),
    ("questions\n", ""),
]


@pytest.mark.parametrize(("line", "words"), NO_TEXT)
def test_what_isnt_text_is_told_as_what_it_is(tmp_path: Path, line: str, words: str) -> None:
    found = write(tmp_path / "slips.yaml", f"{ASK}    answer: |\n      Forte.\n{line}")

    assert any(words in problem.message for problem in found.problems)
    assert not any("more of the text" in problem.message for problem in found.problems)


@given(
    st.lists(
        st.sampled_from(["Forte.", "Loud, very.", "It's 3.", "*f*", "", "  more"]), min_size=2
    ),
    st.sets(st.integers(0, 9)),
    st.sampled_from(["|", ">", "|-"]),
)
def test_a_text_is_indented_to_be_what_it_was(rows: list[str], out: set[int], sign: str) -> None:
    """Whichever of its lines lost their indentation."""
    rows = ["Forte.", *rows, "Piano."]
    out = {n for n in out if n == 0 or (n < len(rows) - 1 and rows[n][:1] not in ("", " "))}
    block = "".join("\n" if not row else f"      {row}\n" for row in rows)
    moved = "".join(
        "\n" if not row else f"{'' if n in out else '      '}{row}\n" for n, row in enumerate(rows)
    )
    start = f"{HEAD}{ASK}    answer: {sign}\n"
    whole = read_alone(Path("a.yaml"), Path("a.yaml"), f"{start}{block}{HINT}".encode())
    broken = read_alone(Path("a.yaml"), Path("a.yaml"), f"{start}{moved}{HINT}".encode())
    fixes = [fix for problem in broken.problems for fix in problem.fixes]

    assert whole.problems == ()
    assert len(broken.problems) == len(fixes) == bool(out)
    assert apply_fixes(f"{start}{moved}{HINT}", fixes) == f"{start}{block}{HINT}"
