"""The programs of packs, each run in a box with a time limit, and what is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from interview_cli.core.exercises.exercise import Exercise, find_exercise
from interview_cli.core.kinds.output import output_lines
from interview_cli.core.questions.question import Program, ProgramPart, find_programs, is_proved
from interview_cli.core.questions.variants import (
    fill_value,
    list_variants,
    name_values,
    values_of,
)
from interview_cli.core.safe_text import make_visible
from interview_cli.core.sentences import trim
from interview_cli.packs.checking.exercise_claims import check_exercise
from interview_cli.packs.checking.run_report import RunReport
from interview_cli.packs.format.pack_read import LocatedQuestion, PackRead
from interview_cli.packs.lint.rule import ignored_in
from interview_cli.packs.needs import find_unmet
from interview_cli.packs.sandbox.whole_programs import LIMIT, ProgramRun, run_program
from interview_cli.packs.yaml.problems import Flaw, Problem
from interview_cli.packs.yaml.source import Map, Source


def run_packs(
    reads: Sequence[PackRead],
    *,
    jobs: int,
    done: Callable[[int, int], None],
    search: bool = False,
) -> RunReport:
    """Run the programs of all sound questions; *done* gets how many of how many have ended.

    With *search* inputs are looked for that the tests of exercises forget.
    """
    not_run: dict[str, str] = {}
    todo: list[tuple[str, LocatedQuestion, Program]] = []
    exercises: list[tuple[str, LocatedQuestion, Exercise]] = []
    sources = {file: source for found in reads for file, source in found.sources.items()}
    questions, unproved = 0, []
    in_pack: dict[Path, frozenset[str]] = {}  # the rules that hold in no question of a file
    for found in reads:
        in_pack |= dict.fromkeys(found.files, ignored_in(found.info.lint if found.info else None))
        for placed in found.questions:
            question = placed.question
            if question.draft:
                continue
            key = f"{found.info.id if found.info else found.path}:{question.id}"
            questions += 1
            if not is_proved(question):
                unproved.append(key)
            if missing := find_unmet(question.needs):
                not_run[key] = missing
            else:
                before: set[Program] = set()  # what is the same with other values runs once
                for filled in list_variants(question):
                    one, mine = replace(placed, question=filled), find_programs(filled)
                    todo += [(key, one, program) for program in mine if program not in before]
                    before |= {*mine}
                    if exercise := find_exercise(filled):
                        exercises.append((key, one, exercise))
    problems: list[Problem] = []
    failed: list[str] = []
    with ThreadPoolExecutor(max_workers=jobs) as pool:
        results = pool.map(lambda item: run_program(item[2].text), todo)
        claims = pool.map(
            lambda item: check_exercise(
                item[2], item[1].part, sources[item[1].file], search=search
            ),
            exercises,
        )
        for n, ((key, placed, program), ran) in enumerate(zip(todo, results, strict=True), 1):
            done(n, len(todo) + len(exercises))
            if wrong := _judge(program, ran):
                failed.append(key)
                problem = _make_problem(placed, sources[placed.file], *wrong)
                # What varies may go wrong with each set of values: the first one is enough.
                problems += [] if _is_told(problem, placed, problems) else [problem]
        for n, ((key, placed, _), wrongs) in enumerate(zip(exercises, claims, strict=True), 1):
            done(len(todo) + n, len(todo) + len(exercises))
            failed += [key] * any(claim.rule == "run" for claim in wrongs)
            source = sources[placed.file]
            ignored = ignored_in(placed.question.lint) | in_pack[placed.file]
            flaws = [
                Flaw(claim.at, 0, _say(placed, claim.field, claim.what), claim.rule)
                for claim in wrongs
                if claim.rule not in ignored
            ]
            fresh = source.problems(flaws)
            problems += [one for one in fresh if not _is_told(one, placed, problems)]
    ran_for = Counter[str](program.what for _, _, program in todo)
    ran_for |= Counter(exercise=len(exercises))
    return RunReport(problems, ran_for, not_run, questions, unproved, sorted(set(failed)))


def _judge(program: Program, ran: ProgramRun) -> tuple[str, ProgramPart, int] | None:
    """Return what is wrong, and in which line of which part; None where all is well."""
    part, line = program.part(ran.line or 1)
    if ran.code is None:
        return f"it didn't finish within {LIMIT:.0f} s", program.parts[-1], 1
    if program.what == "raises":
        if ran.ok:
            return f"it must raise {program.expects}, but it ended without an error", part, 1
        if ran.raised.rpartition(".")[2] != program.expects.rpartition(".")[2]:
            return f"it must raise {program.expects}, but it raised {_explain(ran)}", part, line
        return None
    if program.what == "bug":
        if ran.ok:
            return "the proof passes on the broken code too", program.parts[-1], 1
        if ran.raised.endswith(("ModuleNotFoundError", "SyntaxError", "NameError")):
            return f"the proof fails for another reason: {_explain(ran)}", part, line
        return None
    if not ran.ok:
        return f"{_FAILS[program.what]}: {_explain(ran)}", part, line
    if program.what == "output":
        return _compare(program, ran)
    return None


_FAILS = {
    "block": "this block must run without an error",
    "output": "the program fails",
    "proof": "the proof fails",
    "fixed": "the proof fails on the fixed code",
}


def _compare(program: Program, ran: ProgramRun) -> tuple[str, ProgramPart, int] | None:
    expected, came = output_lines(program.expects), output_lines(ran.printed)
    if expected == came:
        return None
    part = ProgramPart("prints", program.expects)
    if not expected or not came:
        want = f"says {trim(expected[0])!r}" if expected else "says that nothing is printed"
        got = f"printed {trim(came[0])!r}" if came else "printed nothing"
        return f"the output: prints {want}, the program {got}", part, 1
    pairs = enumerate(zip([*expected, ""], [*came, ""], strict=False), 1)
    line = next((n for n, (a, b) in pairs if a != b), min(len(expected), len(came)) + 1)
    want = trim(expected[line - 1]) if line <= len(expected) else "the end"
    got = trim(came[line - 1]) if line <= len(came) else "the end"
    what = f"line {line} of the output: prints says {want!r}, the program printed {got!r}"
    return what, part, min(line, max(1, len(expected)))


def _explain(ran: ProgramRun) -> str:
    last = [line for line in ran.error.splitlines() if line.strip()][-1:]
    if ran.raised.endswith("ModuleNotFoundError"):
        return f"{last[0]} (name the library in `needs`, and install it)"
    return trim(make_visible(last[0]), 200) if last else f"exit code {ran.code}"


def _make_problem(
    placed: LocatedQuestion, file: Source, what: str, part: ProgramPart, line: int
) -> Problem:
    values, lines = values_of(placed.question), file.text.splitlines()
    start = _find_part(fill_value(lines, values), placed.line - 1, part)
    message = _say(placed, part.field, what)
    if start is None and (at := _find_field(placed, file, part, line)):
        return file.problems([Flaw(at, 0, message, "run")])[0]
    at = placed.line if start is None else min(start + line, len(lines))
    source = lines[at - 1]
    indent = len(source) - len(source.lstrip())
    length = max(1, len(source.strip()))
    return Problem(placed.file, at, indent + 1, length, message, "run", make_visible(source))


def _find_field(placed: LocatedQuestion, file: Source, part: ProgramPart, line: int) -> int | None:
    """Return where the field of *part* is, which isn't written in lines of its own."""
    for holder in (placed.part.get("quiz"), placed.part):
        if isinstance(holder, Map) and isinstance(text := holder.get(part.field), str):
            return file.within_row(holder.at(part.field), text, line, 1)
    return None


def _say(placed: LocatedQuestion, field: str, what: str) -> str:
    values = name_values(values_of(placed.question))
    return f"{placed.question.id}, {field}: {what}{f' (with {values})' if values else ''}"


def _is_told(problem: Problem, placed: LocatedQuestion, problems: Sequence[Problem]) -> bool:
    """Whether the same is told already, of another set of values."""
    place = problem.path, problem.line, problem.rule
    told = ((other.path, other.line, other.rule) for other in problems)
    return placed.question.variant is not None and place in told


def _find_part(lines: list[str], start: int, part: ProgramPart) -> int | None:
    """Return how many lines stand before *part* in the file, looking from *start* on."""
    wanted = [line.strip() for line in part.text.rstrip("\n").splitlines()]
    stripped = [line.strip() for line in lines]
    for n in range(start, len(lines) - len(wanted) + 1) if any(wanted) else ():
        if stripped[n : n + len(wanted)] == wanted:
            return n
    return None
