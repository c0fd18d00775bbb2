"""Read code, and say what's wrong with it: for authors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from interview_cli.core.code_review.unified_diff import find_faults, read_diff
from interview_cli.core.compare import fold
from interview_cli.core.kinds.review import Defect, Lines, ShownFile, read_lines
from interview_cli.core.sentences import find_nearest, join, quote_yaml, trim
from interview_cli.packs.kinds import kind
from interview_cli.packs.yaml.source import Map, Seq, Source

#: More files, or longer ones, nobody reads in a sitting.
MOST_FILES = 9
MOST_LINES = 400

_SWAPPED = re.compile(r"\s*(\d{1,6})\s*[-–]\s*(\d{1,6})\s*")


def list_lines(quiz: Any) -> None:
    """Make lists of the ``lines`` of the defects of *quiz* that are a number, or text."""
    defects = quiz.get("defects") if isinstance(quiz, Map) else None
    for defect in defects if isinstance(defects, Seq) else ():
        lines = defect.get("lines") if isinstance(defect, Map) else None
        if isinstance(lines, str) and lines.strip():
            alone, at = Seq([lines]), defect.at("lines")
            alone.start, alone.end, alone.places = at, at + len(lines), [at]
            alone.cut = alone.flows = False
            defect["lines"] = alone


def _check(question: Map, quiz: Map, source: Source) -> kind.Found:
    """Report code that isn't there or can't be read, and defects that aren't in it."""
    if "show" in quiz and "diff" in quiz:
        yield quiz.key_at("diff"), "a review shows files or a diff: leave out show, or diff"
        return
    if "show" not in quiz and "diff" not in quiz:
        if not quiz.cut:
            yield quiz.at("kind"), 'a review needs code: write "show:" with files, or "diff: |"'
        return
    yield from _check_files(quiz, source)
    diff = quiz.get("diff")
    faulty = [*_check_diff(quiz, diff, source)] if isinstance(diff, str) else []
    yield from faulty
    defects = quiz.get("defects")
    if not isinstance(defects, Seq):
        return
    if not defects and not defects.cut:
        yield quiz.key_at("defects"), "a review has at least one defect to find"
    yield from kind.find_duplicates(defects, "says", "defect", source, partial(fold, case=True))
    if not faulty and (numbers := _list_numbers(quiz)) is not None:
        for defect in defects:
            if isinstance(defect, Map):
                yield from _check_place(defect, numbers, source)


def _check_files(quiz: Map, source: Source) -> kind.Found:
    show = quiz.get("show")
    if not isinstance(show, Seq):
        return
    if not show and not show.cut:
        yield quiz.key_at("show"), "a review shows at least one file: write its file and text"
    if len(show) > MOST_FILES:
        message = (
            f"a review has {MOST_FILES} files at most, this one has {len(show)}: leave some out"
        )
        yield quiz.key_at("show"), message
    yield from kind.find_duplicates(show, "file", "file", source, partial(fold, case=True))
    for one in show:
        text = one.get("text") if isinstance(one, Map) else None
        if isinstance(text, str) and (lines := _count_lines(text)) > MOST_LINES:
            message = f"a file to review has {MOST_LINES} lines at most, this one has {lines}"
            yield one.at("text"), f"{message}: leave out what doesn't matter"


def _check_diff(quiz: Map, diff: str, source: Source) -> kind.Found:
    at = quiz.at("diff")
    for fault in find_faults(diff):
        place = source.within_row(at, diff, fault.row, fault.column)
        fixes: tuple[Any, ...] = ()
        if fault.instead is not None and source.text.startswith("|", at):
            edit = (place, source.end_of(place), fault.instead)
            fixes = source.fix(f"wrote {trim(fault.instead)}", edit)
        yield place, fault.message, *fixes
    if (lines := _count_lines(diff)) > MOST_LINES:
        yield at, f"a diff has {MOST_LINES} lines at most, this one has {lines}"


def _count_lines(text: str) -> int:
    return text.rstrip().count("\n") + 1


def _list_numbers(quiz: Map) -> dict[str, set[int]] | None:
    """Return the numbers of each file's lines; None where not all is known."""
    show, diff = quiz.get("show"), quiz.get("diff")
    if isinstance(diff, str):
        return {
            one.name: {line.number for line in one.lines if line.number is not None}
            for one in read_diff(diff)
        }
    if not isinstance(show, Seq) or not kind.is_complete(show):
        return None
    found = {}
    for one in show:
        if not (isinstance(one, Map) and isinstance(text := one.get("text"), str)):
            return None
        if not isinstance(name := one.get("file"), str):
            return None
        found[name] = {*range(1, _count_lines(text) + 1)}
    return found


def _check_place(defect: Map, numbers: dict[str, set[int]], source: Source) -> kind.Found:
    """Report a defect of no file, or of one that isn't shown, and lines that aren't in it."""
    file = defect.get("file")
    if file is None and len(numbers) > 1 and not defect.cut:
        names = join([*numbers], "or")
        yield defect.start, f"this defect has no file: write file: {trim(names, 80)}"
        return
    if isinstance(file, str) and file not in numbers:
        near = find_nearest(file, numbers, 0.5)
        meant = near or (next(iter(numbers)) if len(numbers) == 1 else "")
        hint = f". Did you mean {meant}?" if meant else f": it shows {trim(join([*numbers]), 80)}"
        at = defect.at("file")
        sure = find_nearest(file, numbers, 0.8)
        fixes = source.replace_text(at, file, sure) if sure else ()
        yield at, f"{trim(file)} isn't one of the files that are shown{hint}", *fixes
        return
    there = numbers[file] if isinstance(file, str) else next(iter(numbers.values()), set())
    name = file if isinstance(file, str) else next(iter(numbers), "the code")
    lines = defect.get("lines")
    if not isinstance(lines, Seq):
        return
    if not lines and not lines.cut:
        yield defect.key_at("lines"), "a defect is in some line: write lines: 3, 3-5 or [3, 7]"
    for at, text in zip(lines.places, lines, strict=False):
        if isinstance(text, str):
            yield from _check_lines(at, text, name, there, source)


def _check_lines(at: int, text: str, name: str, there: set[int], source: Source) -> kind.Found:
    found = read_lines(text)
    if found is None:
        swapped = _SWAPPED.fullmatch(text)
        if swapped and 0 < int(swapped[2]) < int(swapped[1]):
            right = f"{swapped[2]}-{swapped[1]}"
            message = f"lines go from the first to the last: write {right}"
            yield at, message, *source.replace_text(at, text, right)
            return
        yield at, f'lines is "{trim(text)}"; write a number, 3-5 or a list such as [3, 7-9]'
        return
    for first, last in found:
        missing = next((n for n in (first, last) if n not in there), None)
        if missing is not None:
            yield at, f"{trim(name)} has no line {missing}: {_describe_numbers(there)}"


def _describe_numbers(numbers: set[int]) -> str:
    """Return which lines can be named: ``it has lines 1 to 12 and 30 to 42``."""
    ranges = [*_join_numbers(sorted(numbers))]
    if not ranges:
        return "none of its lines is in the new file"
    named = join([f"{a}" if a == b else f"{a} to {b}" for a, b in ranges])
    return f"its lines are {trim(named, 80)}"


def _join_numbers(numbers: list[int]) -> Iterator[Lines]:
    start = None
    for n, following in zip(numbers, [*numbers[1:], None], strict=True):
        start = n if start is None else start
        if following != n + 1:
            yield start, n
            start = None


def _write_defect(text: str) -> str:
    """Return how a defect that reads *text*, such as ``12: no timeout``, is written."""
    place, found, says = text.partition(":")
    if found and read_lines(place) and says.strip():
        return f"{{lines: {place.strip()}, says: {quote_yaml(says.strip(), 40)}}}"
    return f"{{lines: 3, says: {quote_yaml(text, 40)}}}"


def _write_file(text: str) -> str:
    return f"{{file: {quote_yaml(text, 40)}, text: …}}"


_EXAMPLE = """\
- id: code-review
  ask: Review this function. What is wrong with it?
  answer: |
    The default list is made once, and shared by all calls. And `==` asks the
    object, which may say anything: `is None` doesn't.
  quiz:
    kind: review                    # answered as "1: it is shared"
    show:                           # or diff: | with a diff
      - file: tags.py
        text: |
          def add_tag(tag, tags=[]):
              if tag == None:
                  return tags
              tags.append(tag)
              return tags
    defects:
      - lines: 1                    # or 3-5, or [3, 7]
        says: the mutable default is shared by all calls
        any: [same list every call, default list is created once]
        severity: critical          # critical, major or minor
        why: The default is evaluated when the function is defined, and kept.
      - lines: 2
        says: compare with None by identity
        any: ["`is None`", "== None"]
        severity: minor
  sources: [https://docs.python.org/3/faq/programming.html]
"""

_LINES: kind.Schema = {
    "type": ["string", "integer", "array"],
    "minItems": 1,
    "pattern": r"^\s*\d+\s*(?:[-–]\s*\d+\s*)?(?:,\s*\d+\s*(?:[-–]\s*\d+\s*)?)*$",
}

FOR_AUTHORS = kind.KindForAuthors(
    rule=kind.KindRule(
        id="review",
        title="A review shows code, and each defect is in a line of it",
        broken=(
            "quiz:\n  kind: review\n  show: [{file: app.py, text: x = 1}]\n"
            "  defects: [{lines: 7, says: the name says nothing}]"
        ),
        fixed=(
            "quiz:\n  kind: review\n  show: [{file: app.py, text: x = 1}]\n"
            "  defects: [{lines: 1, says: the name says nothing}]"
        ),
        check=_check,
    ),
    fields={
        "show": kind.Field(
            "The files to review, each with its name and whole text, which get line numbers. "
            "Since format 1.1.",
            [{"file": "app.py", "text": "x = 1\n"}],
            {"minItems": 1, "maxItems": MOST_FILES},
        ),
        "diff": kind.Field(
            "Instead of files a unified diff to review, as `git diff` writes it. Its lines have "
            "the numbers of the new file. Since format 1.1.",
            "--- a/app.py\n+++ b/app.py\n@@ -1 +1 @@\n-x = 1\n+x = 2\n",
        ),
        "defects": kind.Field(
            "What is wrong with the code: what a reviewer would say, and in which lines.",
            [{"lines": 1, "says": "the name says nothing", "severity": "minor"}],
            {"minItems": 1},
        ),
    },
    schema={"oneOf": [{"required": ["show"]}, {"required": ["diff"]}]},
    example=_EXAMPLE,
    foreign_fields=(
        kind.ForeignName(
            "files file sources code snippet",
            "show",
            'write "show:", and below it "- file: app.py" and "text: |" for each file',
        ),
        kind.ForeignName("patch changes unifieddiff pullrequest", "diff"),
        kind.ForeignName(
            f"issues bugs problems findings errors mistakes flaws answers {kind.RIGHT}",
            "defects",
            'write "defects:", and below it "- lines: 3" and "says: …" for each',
        ),
    ),
    foreign_kinds=(
        ("codereview reviewing pullrequest pr bughunt findthebug findbugs spotthebug", ""),
    ),
    parts={
        ShownFile: kind.Part(
            noun="file",
            fields={
                "file": kind.Field("Its name, which may have folders before it.", "app/main.py"),
                "text": kind.Field("All that is shown of it.", "x = 1\n"),
            },
            foreign_fields=(
                kind.ForeignName("name path filename title", "file"),
                kind.ForeignName("code content contents source body snippet", "text"),
            ),
            write_text=_write_file,
        ),
        Defect: kind.Part(
            noun="defect",
            fields={
                "says": kind.Field(
                    "What a reviewer would say of it, as a key point says it.",
                    "the password is logged",
                ),
                "lines": kind.Field(
                    "Where it is: a number, `3-5`, or a list of these. In a diff the numbers are "
                    "those of the new file. A line up or down counts too.",
                    "3-5",
                    _LINES,
                ),
                "file": kind.Field("The file it is in, where several are shown.", "app/main.py"),
                "any": kind.Field(
                    "Phrases that say it too, as in a key point: see the manual on phrases.",
                    ["password > log|logs", "secret in the log"],
                ),
                "severity": kind.Field(
                    "How grave it is: `minor`, `major` or `critical`. Who overlooks a critical one "
                    "doesn't pass. Default: `major`.",
                    "critical",
                ),
                "why": kind.Field(
                    "Why it's wrong, shown with the verdict. Markdown.",
                    "Logs are read by many, and kept for long.",
                ),
            },
            foreign_fields=(
                kind.ForeignName("line row rows at where lineno linenumber linenumbers", "lines"),
                kind.ForeignName(
                    "text name title defect bug issue problem message description label", "says"
                ),
                kind.ForeignName("filename path", "file"),
                kind.ForeignName("level grade priority weight", "severity"),
                kind.ForeignName("phrases accept also keywords patterns synonyms", "any"),
                kind.ForeignName(kind.WHY, "why"),
            ),
            write_text=_write_defect,
        ),
    },
)
