"""Unified diffs: which lines they show, their numbers, and what is wrong with them."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.code_review.unified_diff import find_faults, read_diff

DIFF = """\
diff --git a/app/main.py b/app/main.py
index 12ab..34cd 100644
--- a/app/main.py
+++ b/app/main.py
@@ -1,4 +1,5 @@
 import time
+import requests

-async def main():
+async def main() -> None:
     pass
@@ -20 +21,2 @@ def other():
 x
+y
--- a/gone.py
+++ /dev/null
@@ -1,2 +0,0 @@
-a
-b
\\ No newline at end of file
"""


def test_lines_have_the_numbers_of_the_new_file():
    main, gone = read_diff(DIFF)

    assert find_faults(DIFF) == []
    assert (main.name, gone.name) == ("app/main.py", "gone.py")
    assert [(line.sign, line.number, line.text) for line in main.lines] == [
        (" ", 1, "import time"),
        ("+", 2, "import requests"),
        (" ", 3, ""),
        ("-", None, "async def main():"),
        ("+", 4, "async def main() -> None:"),
        (" ", 5, "    pass"),
        ("@", None, "def other():"),
        (" ", 21, "x"),
        ("+", 22, "y"),
    ]
    assert [line.number for line in gone.lines] == [None, None]


@pytest.mark.parametrize(
    ("diff", "row", "column", "message"),
    [
        ("x = 1\n", 1, 1, "isn't part of a diff"),
        ("", 1, 1, "has no file"),
        ("@@ -1 +1 @@\n-a\n+b\n", 1, 1, "is of no file"),
        ("+++ b/x.py\n@@ -1 +1 @@\n-a\n+b\n", 1, 1, "a file begins with two lines"),
        ("--- a/x.py\n+++ b/x.py\n-a\n+b\n", 3, 1, "belongs to no hunk"),
        ("--- a/x.py\n+++ b/x.py\n@@ 1 @@\n-a\n+b\n", 3, 1, "isn't the head of a hunk"),
        ("--- a/x.py\n+++ b/x.py\n@@ -1,2 +1 @@\n-a\nb\n+c\n", 5, 1, "begins with +, - or a space"),
        ("--- a/x.py\n+++ b/x.py\n@@ -1,5 +1 @@\n-a\n+b\n", 3, 1, "write @@ -1 +1 @@"),
    ],
)
def test_what_is_wrong_has_its_place(diff, row, column, message):
    fault = find_faults(diff)[0]

    assert (fault.row, fault.column) == (row, column)
    assert message in fault.message


def test_a_head_with_wrong_numbers_is_written_anew():
    (fault,) = find_faults(DIFF.replace("@@ -1,4 +1,5 @@", "@@ -1,9 +1,9 @@"))

    assert (fault.row, fault.instead) == (5, "@@ -1,4 +1,5 @@")
    (fault,) = find_faults(DIFF.replace("@@ -20 +21,2 @@", "@@ -20,7 +21 @@"))
    assert fault.instead == "@@ -20 +21,2 @@ def other():"


def test_a_line_that_lost_its_space_gets_it_back_where_the_head_counts_it():
    (fault,) = find_faults(DIFF.replace(" import time", "import time"))

    assert (fault.row, fault.instead) == (6, " import time")


LINES = st.lists(st.sampled_from(["a", "b", "", "- c", "+ d", "@@", "-- e"]), max_size=12)


@given(LINES, LINES)
def test_what_a_diff_tool_writes_is_sound_and_has_every_changed_line(old, new):
    text = "\n".join(difflib.unified_diff(old, new, "a/x.py", "b/x.py", lineterm=""))
    if not text:
        return

    (file,) = read_diff(text)

    assert find_faults(text) == []
    numbered = {line.number: line.text for line in file.lines if line.number}
    assert all(new[number - 1] == line for number, line in numbered.items())
    added = [line for line in file.lines if line.sign == "+"]
    removed = [line for line in file.lines if line.sign == "-"]
    assert len(new) - len(old) == len(added) - len(removed)


@given(st.text(alphabet="-+@ 1,ab/\n\\", max_size=80))
def test_whatever_is_written_is_read(text):
    for fault in find_faults(text):
        assert 1 <= fault.row <= text.count("\n") + 1
    read_diff(text)
