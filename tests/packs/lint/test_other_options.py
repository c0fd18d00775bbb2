"""Options that speak of other options, which stand elsewhere once they're shuffled."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from interview_cli.packs.format.reader import read
from interview_cli.packs.lint import lint

HEAD = "format: 1\npack: {id: a, title: A}\ndefaults: {level: mid, topic: t}\nquestions:\n"
STATEMENTS = ("They are compared by value", "They are compared by name")


def flagged(folder: Path, *texts: str) -> list[str]:
    """Return which of *texts*, the options of one question, are flagged."""
    path = folder / "a.yaml"
    options = [{"text": text, "right": not n, "why": "So."} for n, text in enumerate(texts)]
    quiz = {"kind": "choice", "options": options}
    question = {"id": "a", "ask": "Which holds?", "answer": "One.", "quiz": quiz}
    path.write_text(HEAD + "  - " + json.dumps(question).replace('{"text"', '\n    {"text"') + "\n")
    found = read(path)
    assert not found.problems
    lines = path.read_text().splitlines()
    problems = lint([found], ["all-of-the-above"], date(2026, 11, 22))
    return [text for p in problems for text in texts if json.dumps(text) in lines[p.line - 1]]


SPEAK = """\
Both 1 and 2|1 and 3|All of them|None of the mentioned|Either 1 or 2|All are correct|Neither
Both of the above|Options A and B|A and C|Neither 1 nor 2|1, 2 and 3|1 & 2|(a) and (b)|Both|1 or 2
Both (A) and (B)|None of them.|Neither of them|All the above|**All** of the above|All of these
None of the given options|All options are correct|Any of the options|Both are true|None is correct
Answer 2|Option B|Both statements are true|All of the mentioned|None of the listed|None mentioned
The first two|Only the first two|I and III|i and iii|A, B, and C|Both A & B|Option 1 and option 2
A and B only|Both options|None of the other answers|Same as A|The same as option 2
Either of the above|More than one of the above|All statements apply|Two of the above|Not listed
ALL OF THE ABOVE|None of the above are correct|Neither of these
All of the following|The former|Statements 1 and 2
"""


@pytest.mark.parametrize("text", [text for line in SPEAK.splitlines() for text in line.split("|")])
def test_it_speaks_of_others(text: str, tmp_path: Path) -> None:
    assert flagged(tmp_path, *STATEMENTS, text) == [text]


DATA = """\
1 and 2|1 and 3|2 and 3
1 and 2|2 and 1|It raises TypeError
1 and 3|2 and 4|SyntaxError|nothing
1, 2|1, 2, 3|2, 3|An error
3 and 4|A list|A dict
1|2|Both 1 and 2
A|B|A and B
a and b|b and c|a only
a|b|Both a and b
None|An empty list|Zero
All of them|Only the new ones|None of them
All of them, one after another|Only the first|The last
All of them|Half of them|The first one
The first two|The last two|All three
None of the rows|All the rows|Some rows
All of the changed ones|Only new ones|Only deleted ones
Both threads wait|Neither thread waits|One thread waits
Both are printed|One is printed|It hangs
All requests are correct JSON|Any request is accepted|It fails
`1 and 3`|`all of them`|`both`
x and y|They are swapped|They are equal
True and False|Two numbers|Nothing
It takes the first two|It takes the other one|It takes both of them in turn
1 and 10|Some text|Some other text
"""


@pytest.mark.parametrize("line", DATA.splitlines())
def test_it_speaks_of_data(line: str, tmp_path: Path) -> None:
    assert flagged(tmp_path, *line.split("|")) == []


def test_one_in_a_longer_list_is_still_found(tmp_path: Path) -> None:
    assert flagged(tmp_path, "A list", "A dict", "1 and 2", "None of these") == [
        "1 and 2",
        "None of these",
    ]
