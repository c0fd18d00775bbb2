"""The code of a review as it is shown: files with numbered lines."""

from __future__ import annotations

from functools import lru_cache

from interview_cli.core.code_review.unified_diff import DiffFile, DiffLine, read_diff
from interview_cli.core.kinds.review import Review

#: A file of a review is shown as one of a diff is: the lines of a whole file have no sign.
ShownLine = DiffLine
ShownCode = DiffFile


@lru_cache(maxsize=64)
def read_shown(review: Review) -> tuple[ShownCode, ...]:
    """Return the files of *review*, in their order."""
    if review.diff is not None:
        return read_diff(review.diff)
    return tuple(
        ShownCode(
            one.file,
            tuple(
                ShownLine(" ", n, line) for n, line in enumerate(one.text.rstrip().split("\n"), 1)
            ),
        )
        for one in review.show
    )


def same_file(named: str, file: str) -> bool:
    """Whether *named*, as a learner typed it, is *file*: its end, such as ``app.py``, will do."""
    named, file = named.strip().strip("`\"'").casefold(), file.casefold()
    named = named.removeprefix("./").removeprefix("a/").removeprefix("b/")
    stem = file.rpartition("/")[2].partition(".")[0]
    return file == named or file.endswith(f"/{named}") or named == stem
