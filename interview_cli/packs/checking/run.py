"""The programs of packs, each run in a child process with a time limit, and what is wrong."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from interview_cli.core.exercises.exercise import Exercise, find_exercise
from interview_cli.core.kinds.output import output_lines
from interview_cli.core.questions.question import Program, ProgramPart, find_programs, is_proved
from interview_cli.core.safe_text import make_visible
from interview_cli.core.sentences import trim
from interview_cli.packs.checking.exercise_claims import check_exercise
from interview_cli.packs.format.reader import LocatedQuestion, PackRead
from interview_cli.packs.needs import find_unmet
from interview_cli.packs.yaml.problems import Flaw, Problem

#: Seconds that a program may take. Those of a bank should need less than two.
LIMIT = 30.0

#: How much of what a program prints is read, in bytes.
_MOST = 1 << 20


class RunResult(NamedTuple):
    """What came of a program.

    ``code`` is its exit code, None where time ran out; ``line`` the last of its own
    lines that a traceback names, from 1; ``raised`` the exception that ended it.
    """

    code: int | None
    printed: str
    error: str
    line: int | None = None
    raised: str = ""

    @property
    def ok(self) -> bool:
        return self.code == 0


def run(text: str, limit: float = LIMIT) -> RunResult:
    """Run *text* as a Python program, away from our own folders and settings."""
    with tempfile.TemporaryDirectory(prefix="interview-run-") as folder:
        program = Path(folder, "program.py")
        program.write_text(text, encoding="utf-8")
        child = subprocess.Popen(
            [sys.executable, "-I", "-X", "utf8", str(program)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=folder,
            env=_environment(folder),
            start_new_session=os.name == "posix",
        )
        try:
            out, err = child.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            _stop(child)
            out, err = child.communicate()
            return RunResult(None, _decode(out), _decode(err))
        finally:
            _stop(child)  # and what it may have started
    error = _decode(err)
    lines = re.findall(rf'File "{re.escape(str(program))}", line (\d+)', error)
    line = int(lines[-1]) if lines else None
    raised = _find_exception(error) if child.returncode else ""
    return RunResult(child.returncode, _decode(out), error, line, raised)


def _environment(folder: str) -> dict[str, str]:
    kept = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "VIRTUAL_ENV", "LD_LIBRARY_PATH")
    return {name: os.environ[name] for name in kept if name in os.environ} | {
        "HOME": folder,
        "TMPDIR": folder,
        "TZ": "UTC",
    }


def _stop(child: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError, PermissionError):
        if os.name == "posix":
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()


def _decode(data: bytes) -> str:
    return data[:_MOST].decode("utf-8", "replace").replace("\r\n", "\n")


_NAME = re.compile(r"(?m)^(?:  \| )?([A-Za-z_][\w.]*)(?::|$)")


def _find_exception(error: str) -> str:
    """Return the exception that a traceback ends with; a group's own name for a group."""
    _, group, rest = error.rpartition("Exception Group Traceback")
    names = _NAME.findall(rest if group else error)
    return (names[0] if group else names[-1]) if names else ""


class RunReport(NamedTuple):
    """What came of running packs.

    ``ran`` counts programs by what they were for (``Program.what``); ``not_run`` has a
    reason for each question whose needs are not met here; ``unproved`` the questions
    that rest on their sources alone; ``failed`` those of which a program failed.
    """

    problems: list[Problem]
    ran: Counter[str]
    not_run: dict[str, str]
    questions: int
    unproved: list[str]
    failed: list[str]

    @property
    def proved(self) -> float:
        """The share of questions whose claim was shown by code that ran here, and well."""
        without = {*self.not_run, *self.unproved, *self.failed}
        return 1 - len(without) / self.questions if self.questions else 0.0


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
    for found in reads:
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
                todo += [(key, placed, program) for program in find_programs(question)]
                if exercise := find_exercise(question):
                    exercises.append((key, placed, exercise))
    problems: list[Problem] = []
    failed: list[str] = []
    with ThreadPoolExecutor(max_workers=jobs) as pool:
        results = pool.map(lambda item: run(item[2].text), todo)
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
                lines = sources[placed.file].text.splitlines()
                problems.append(_make_problem(placed, lines, *wrong))
        for n, ((key, placed, _), wrongs) in enumerate(zip(exercises, claims, strict=True), 1):
            done(len(todo) + n, len(todo) + len(exercises))
            failed += [key] * bool(wrongs)
            source = sources[placed.file]
            flaws = [
                Flaw(claim.at, 0, f"{placed.question.id}, {claim.field}: {claim.what}", "run")
                for claim in wrongs
            ]
            problems += source.problems(flaws)
    ran_for = Counter[str](program.what for _, _, program in todo)
    ran_for |= Counter(exercise=len(exercises))
    return RunReport(problems, ran_for, not_run, questions, unproved, sorted(set(failed)))


def _judge(program: Program, ran: RunResult) -> tuple[str, ProgramPart, int] | None:
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


def _compare(program: Program, ran: RunResult) -> tuple[str, ProgramPart, int] | None:
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


def _explain(ran: RunResult) -> str:
    last = [line for line in ran.error.splitlines() if line.strip()][-1:]
    if ran.raised.endswith("ModuleNotFoundError"):
        return f"{last[0]} (name the library in `needs`, and install it)"
    return trim(make_visible(last[0]), 200) if last else f"exit code {ran.code}"


def _make_problem(
    placed: LocatedQuestion, lines: list[str], what: str, part: ProgramPart, line: int
) -> Problem:
    start = _find_part(lines, placed.line - 1, part)
    at = placed.line if start is None else min(start + line, len(lines))
    source = lines[at - 1]
    indent = len(source) - len(source.lstrip())
    length = max(1, len(source.strip()))
    message = f"{placed.question.id}, {part.field}: {what}"
    return Problem(placed.file, at, indent + 1, length, message, "run", make_visible(source))


def _find_part(lines: list[str], start: int, part: ProgramPart) -> int | None:
    """Return how many lines stand before *part* in the file, looking from *start* on."""
    wanted = [line.strip() for line in part.text.rstrip("\n").splitlines()]
    stripped = [line.strip() for line in lines]
    if not any(wanted):  # it has no lines to be found by
        named = (
            n
            for n in range(start, len(lines))
            if re.search(rf"""\b{part.field}["']?\s*:""", lines[n])
        )
        return next(named, None)
    for n in range(start, len(lines) - len(wanted) + 1):
        if stripped[n : n + len(wanted)] == wanted:
            return n
    return None
