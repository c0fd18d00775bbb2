"""A script where a list of scripts is due: it's one item, whatever its lines are."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.slips import check_fixed, check_told_once

ASK = "  - id: a\n    ask: How many?\n    answer: Two.\n    quiz:\n      kind: sql\n"
LAST = "      solution: SELECT COUNT(*) FROM a\n"
BEGUN = "      fixtures:\n        - |\n          CREATE TABLE a (b);\n\n"
BEGUN += "          INSERT INTO a VALUES\n"

#: By name: the fixtures, words of the message, and them fixed.
FIXED = {
    "a script below a bar": (
        "      fixtures: |\n        CREATE TABLE a (b);\n\n        INSERT INTO a VALUES\n"
        "          (1), (2);\n",
        'write "fixtures:", and below it "- |" with the script indented deeper than that',
        f"{BEGUN}            (1), (2);\n",
    ),
    "a script below a bar with a comment and a list in it": (
        "      fixtures: |  # one\n        - CREATE TABLE a (b)\n        - INSERT\n",
        'write "fixtures:", and below it "- |"',
        "      fixtures:\n        - |  # one\n          - CREATE TABLE a (b)\n          - INSERT\n",
    ),
    "a script on lines without a bar": (
        "      fixtures:\n        CREATE TABLE a (b);\n        INSERT INTO a VALUES (1);\n",
        'begin its first line with "- ", and indent the others by 2 more',
        "      fixtures:\n        - CREATE TABLE a (b);\n          INSERT INTO a VALUES (1);\n",
    ),
    "a script on one line": (
        "      fixtures: CREATE TABLE a (b, c); INSERT INTO a VALUES (1, 2), (3, 4)\n",
        'fixtures: ["CREATE TABLE a (b, c); INSERT INTO a VALUES (1, 2), (3, 4)"]',
        '      fixtures: ["CREATE TABLE a (b, c); INSERT INTO a VALUES (1, 2), (3, 4)"]\n',
    ),
    "a script in quotes": (
        '      fixtures: "CREATE TABLE a (b, c); DELETE FROM a"\n',
        'fixtures: ["CREATE TABLE a (b, c); DELETE FROM a"]',
        '      fixtures: ["CREATE TABLE a (b, c); DELETE FROM a"]\n',
    ),
}


@pytest.mark.parametrize("slip", FIXED)
def test_a_script_is_told_once(tmp_path: Path, slip: str) -> None:
    fixtures, words, _ = FIXED[slip]

    begins_below = fixtures.startswith("      fixtures:\n")

    check_told_once(tmp_path / "slips.yaml", f"{ASK}{fixtures}{LAST}", 6 + begins_below, words)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("slip", FIXED)
def test_a_script_is_made_one_item(tmp_path: Path, slip: str, line_end: str) -> None:
    fixtures, _, fixed = FIXED[slip]
    texts = (f"{ASK}{rows}{LAST}".replace("\n", line_end) for rows in (fixtures, fixed))

    check_fixed(tmp_path / "slips.yaml", *texts)
