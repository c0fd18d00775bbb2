"""Python in a pack must compile, in programs and in Markdown. Nothing is executed here."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Any

from interview_cli.core.markdown import Block, find_blocks
from interview_cli.core.questions.code_languages import (
    guess_language,
    is_python,
    is_written_in_python,
)
from interview_cli.core.sentences import join, trim
from interview_cli.packs.exercise_programs import list_programs
from interview_cli.packs.format.rules.odd_signs import (
    Swap,
    find_odd_signs,
    say_odd_signs,
    write_signs,
)
from interview_cli.packs.format.rules.prompts import begins_with_prompt, report_prompts
from interview_cli.packs.kinds import KINDS_FOR_AUTHORS
from interview_cli.packs.kinds.kind import Found
from interview_cli.packs.yaml.line_fixes import Edits, take_off_fence, write_beside
from interview_cli.packs.yaml.problems import FoundWithFixes
from interview_cli.packs.yaml.source import Fixes, Map, Seq, Source

#: More than a question can show, and little enough for any compiler.
_LONGEST = 50_000

_MARKDOWN = {"ask", "answer", "spoken", "hint", "stem", "why", "text", "complexity"}
#: Lists of mappings of which the reasons alone are Markdown.
_REASONS = ("wrong", "mutants")
_VERBATIM = ("code", "setup", "fixed", "proof")
_RAISES = re.compile(r"raises [A-Za-z_][\w.]*")
_DETECTED = re.compile(r" \(detected at line \d+\)")
#: What Python says of a function without a line of its own.
_EMPTY_BODY = re.compile(r"expected an indented block after .* on line (\d+)$")
_OTHER = "; if it isn't Python, write its language beside it, such as language: sql"
#: What is between the lines of a fence, and no other one.
_FENCED = re.compile(r"\s*(```+|~~~+)[^`~\n]*\n(?:(?!\s*\1).*\n)+[ \t]*\1\s*")
_BOUND = re.compile(r"\s*([<>]=?|[=!~]=)\s*(\d+)(?:\.(\d+))?[\w.*]*\s*")


def programs(part: Map, source: Source) -> FoundWithFixes:
    """Report programs that would be run and aren't Python."""
    quiz = part.get("quiz")
    kind = KINDS_FOR_AUTHORS.get(quiz.get("kind", "")) if isinstance(quiz, Map) else None
    runs = kind is not None and "code" in kind.needs
    if not (runs or "proof" in part or "fixed" in part) or not _fits(part):
        return
    if not _is_python(part):
        return
    setup = part.get("setup", "")
    for key in ("code", "fixed"):
        if source.text.startswith(">", part.at(key) if key in part else 0):
            continue  # it fails for the lines that are joined, which is said already
        if isinstance(code := part.get(key), str) and isinstance(setup, str):
            found = [*_program(part, source, setup, key, code)]
            yield from found
            if found and not is_written_in_python(code):
                return  # what else is there is in that language too
    if "code" not in part and isinstance(setup, str) and setup:
        yield from _program(part, source, "", "setup", setup)
    if isinstance(proof := part.get("proof"), str):
        yield from _program(part, source, "", "proof", proof)


def _is_python(part: Map) -> bool:
    language = part.get("language")
    return is_python(language if isinstance(language, str) else None)


def only_python_runs(part: Map, source: Source) -> Found:
    """Report what is there to be run beside code that isn't Python."""
    if _is_python(part):
        return
    language = trim(part["language"], 20)
    for key in ("setup", "proof"):
        if key in part:
            message = f"{key} is Python, and code in {language} isn't run: leave {key} out"
            yield part.key_at(key), message
    quiz = part.get("quiz")
    if isinstance(quiz, Map) and quiz.get("kind") == "code":
        message = f"an exercise of the kind code is Python, not {language}: write language: python"
        yield quiz.at("kind"), message


def exercise(part: Map, source: Source) -> FoundWithFixes:
    """Report programs and tests of an exercise that aren't Python."""
    if not _fits(part):
        return
    for holder, key, name in list_programs(part):
        if not isinstance(text := holder[key], str):
            continue
        if shell := report_prompts(source, holder.at(key), name, text):
            yield shell
        elif wrong := _compile(text):
            row, column, why = wrong
            at = source.within_row(holder.at(key), text, row, column)
            if _FENCED.fullmatch(text):
                yield _report_fenced(source, at, holder, key, name)
            elif swaps := find_odd_signs(text, _compile):
                yield _odd_signs(source, name, holder.at(key), text, swaps)
            elif name == "starter" and (row := _find_empty_body(text, why)):
                begins = source.within_row(holder.at(key), text, row, 1)
                yield _empty_body(source, holder.at(key), begins)
            else:
                yield at, f"{name} does not compile: {why}"


def _program(part: Map, source: Source, setup: str, key: str, code: str) -> FoundWithFixes:
    before = setup if not setup or setup.endswith("\n") else f"{setup}\n"
    full = before + code
    if shell := report_prompts(source, part.at(key), key, code):
        yield shell  # before it's compiled: "In [1]: 1" is Python
        return
    if wrong := _compile(full):
        row, column, why = wrong
        above = before.count("\n")
        in_setup = row <= above
        if in_setup:
            key, code = "setup", setup
        else:
            row -= above
        place = source.within_row(part.at(key), code, row, column)
        if _FENCED.fullmatch(code):
            yield _report_fenced(source, place, part, key, key)
            return
        if shell := report_prompts(source, part.at(key), key, code):
            yield shell
            return
        first = 0 if in_setup else above
        swaps = [
            swap._replace(row=swap.row - first)
            for swap in find_odd_signs(full, _compile)
            if (swap.row <= above) == in_setup
        ]
        if swaps:
            yield _odd_signs(source, key, part.at(key), code, swaps)
            return
        other = key in ("code", "fixed")
        if other and (language := guess_language(code)):
            yield part.key_at(key), *_name_language(part, source, key, language)
            return
        yield place, f"{key} does not compile: {why}{_OTHER if other else ''}"


def _name_language(part: Map, source: Source, key: str, language: str) -> tuple[str, *Fixes]:
    """Return what to say of the program *key*, which is in another *language*, and the fix."""
    message, quiz = f"{key} isn't Python, and looks like {language}", part.get("quiz")
    if isinstance(quiz, Map) and quiz.get("kind") == "code":
        sql = ", and one in SQL is of the kind sql" if language == "sql" else ""
        return (f"{message}: an exercise of the kind code is Python{sql}",)
    runs = [name for name in ("setup", "proof") if name in part]
    leave = f", and leave {join(runs, 'and')} out: only Python is run" if runs else ""
    edits = [] if runs else write_beside(source, part, key, "language", language)
    if part.flows and not runs:
        at = part.key_at(key)
        edits = Edits([(at, at, f"language: {language}, ")])
    fixes = source.fix(f"wrote language: {language}", *edits)
    return f"{message}: write language: {language} beside it{leave}", *fixes


def _odd_signs(
    source: Source, name: str, at: int, text: str, swaps: list[Swap]
) -> tuple[int, str, *Fixes]:
    """Return the place of the first of *swaps*, what to say of them, and the fix."""
    swaps = sorted(swaps)
    places = [source.within_row(at, text, swap.row, swap.column) for swap in swaps]
    message = say_odd_signs(source, name, places, swaps)
    return places[0], message, *write_signs(source, at, text, places, swaps)


def _find_empty_body(text: str, why: str) -> int:
    """Return the row, from 1, of what alone lacks its body in *text*; 0 where it's not that."""
    found = _EMPTY_BODY.search(why)
    rows = text.split("\n")
    if found is None or int(found[1]) > len(rows):
        return 0
    row = int(found[1])
    lead = re.match(r"\s*", rows[row - 1])
    rows.insert(row, f"{lead[0] if lead else ''}    ...")
    return 0 if _compile("\n".join(rows)) else row


def _empty_body(source: Source, at: int, begins: int) -> tuple[int, str, *Fixes]:
    """Return the place of what lacks its body, what to write, and the fix."""
    message = "there is nothing in this but comments: write ... below it, indented"
    line = source.line_after(begins)
    row = source.rest(source.start_of(begins))
    lead = " " * (len(row) - len(row.lstrip(" ")) + 4)
    if not source.text.startswith("|", at) or source.text[line - 1 : line] != "\n":
        return begins, message
    line_end = "\r\n" if "\r\n" in source.text else "\n"
    return begins, message, *source.fix("wrote ...", (line, line, f"{lead}...{line_end}"))


def _report_fenced(
    source: Source, place: int, holder: Map, key: str, name: str
) -> tuple[int, str, *Fixes]:
    """Return the *place* of code with a fence around it, what to write, and the fix."""
    text = holder[key]
    language = text.strip().partition("\n")[0].strip("`~ ").partition(" ")[0]
    message, edits = f"{name} is shown as it is: remove the lines of ``` around it", Edits()
    if not is_python(language or None):
        message += f", and write language: {trim(language, 20)}"
        edits = write_beside(source, holder, key, "language", language)
        if not edits:
            return place, message
    return place, message, *take_off_fence(source, holder.at(key), text, edits)


def markdown(part: Map, source: Source) -> FoundWithFixes:
    """Report fenced blocks that aren't closed, and those of Python that aren't Python."""
    if source.text.find("```", part.start, part.end) < 0:
        return
    for holder, key, text in _texts(part):
        if "```" in text:
            at = holder.at(key)
            if source.text.startswith(">", at):
                message = "> joins lines, which breaks the code block in it: write | instead"
                yield at, message, *source.use_literal_block(at)
            else:
                yield from _fences(source, at, text, _fits(part))


def folded(part: Map, source: Source) -> FoundWithFixes:
    """Report code whose lines YAML would join."""
    own = [(part, key, key) for key in _VERBATIM if key in part]
    for holder, key, name in [*own, *list_programs(part)]:
        if source.text.startswith(">", at := holder.at(key)):
            yield at, f"> joins the lines of {name}: write | instead", *source.use_literal_block(at)


def _texts(part: Map) -> Iterator[tuple[Any, Any, str]]:
    """Yield the Markdown texts of a question: what holds each, and its field or number."""
    for key, value in part.items():
        if isinstance(value, str):
            if key in _MARKDOWN:
                yield part, key, value
        elif isinstance(value, Map):
            if key == "quiz":
                yield from _texts(value)
        elif isinstance(value, Seq) and key in ("options", "follow_ups", *_REASONS):
            for item in value:
                if isinstance(item, Map):
                    yield from (t for t in _texts(item) if key not in _REASONS or t[1] == "why")
        elif isinstance(value, Seq) and key == "hints":
            yield from ((value, n, item) for n, item in enumerate(value) if isinstance(item, str))


def _fences(source: Source, at: int, text: str, runs_here: bool) -> FoundWithFixes:
    for block in find_blocks(text):
        if block.closed:
            yield from _block(source, at, text, block, runs_here)
        elif block.marks.startswith("`"):
            here = source.within(at, text, block.start + len(block.indent))
            yield here, f"this block is never closed: write {block.marks} on a line below it"


def _block(source: Source, at: int, text: str, block: Block, runs_here: bool) -> FoundWithFixes:
    language, _, how = block.info.partition(" ")
    if language != "python" or not block.marks.startswith("`"):
        return
    here = source.within(at, text, block.start + len(block.indent))
    if how == "fragment":
        return
    if how not in ("", "run") and not _RAISES.fullmatch(how):
        allowed = "run, raises NAME, fragment or nothing"
        yield here, f'"{trim(how)}" means nothing after ```python: write {allowed}'
        return
    from textwrap import dedent  # few questions have such blocks

    start, end = block.body.start, block.body.stop
    raw = text[block.body]
    code = dedent(raw)
    if runs_here and (wrong := _compile(code)):
        row, column, why = wrong
        rows = raw.split("\n")
        offset = start + sum(len(line) + 1 for line in rows[: row - 1])
        shift = len(rows[row - 1]) - len(code.split("\n")[row - 1]) if row <= len(rows) else 0
        if swaps := find_odd_signs(code, _compile):
            lines = code.split("\n")
            above = text.count("\n", 0, start)
            yield _odd_signs(
                source,
                "this Python",
                at,
                text,
                [
                    swap._replace(
                        row=swap.row + above,
                        column=swap.column + len(rows[swap.row - 1]) - len(lines[swap.row - 1]),
                    )
                    for swap in swaps
                ],
            )
            return
        word = source.within(at, text, block.start + len(block.indent) + len(block.marks))
        if begins_with_prompt(code):
            message = "this is copied from Python's shell, prompts and all: write ```pycon"
            yield here, message, *source.replace_text(word, block.info, "pycon")
            return
        if other := guess_language(code):
            message = f"this isn't Python, and looks like {other}: write ```{other}"
            yield here, message, *source.replace_text(word, block.info, other)
            return
        place = source.within(at, text, min(offset + shift + column - 1, max(start, end - 1)))
        hint = "" if how else '; write "```python fragment" over code that is only shown'
        yield place, f"this Python does not compile: {why}{hint}"


def _compile(code: str) -> tuple[int, int, str] | None:
    """Return the row and column, from 1, where *code* isn't Python, and why; None if it is."""
    if len(code) > _LONGEST:
        return 1, 1, f"it is longer than {_LONGEST} characters"
    try:
        compile(code, "<pack>", "exec", dont_inherit=True)
    except SyntaxError as err:
        why = _DETECTED.sub("", err.msg or "invalid syntax")
        return max(err.lineno or 1, 1), max(err.offset or 1, 1), why
    except (ValueError, OverflowError) as err:
        return 1, 1, str(err)
    except (MemoryError, RecursionError):
        return 1, 1, "it is nested too deep"
    return None


def _fits(part: Map) -> bool:
    """Whether this Python is one that the question's code is written for."""
    needs: Any = part.get("needs")
    wanted = needs.get("python") if isinstance(needs, Map) else None
    bounds = wanted.split(",") if isinstance(wanted, str) else ()
    return all(_holds(bound) for bound in bounds)


def _holds(bound: str) -> bool:
    found = _BOUND.fullmatch(bound)
    if found is None:
        return True
    sign, major, minor = found.groups()
    ours, other = sys.version_info[: 1 if minor is None else 2], (int(major), int(minor or 0))
    theirs = other[: len(ours)]
    return {
        ">=": ours >= theirs,
        "<=": ours <= theirs,
        ">": ours > theirs,
        "<": ours < theirs,
        "==": ours == theirs,
        "!=": True,
        "~=": ours >= theirs and ours[0] == theirs[0],
    }[sign]
