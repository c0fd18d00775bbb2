"""`pack check --fix`: makes the fixes that problems carry where they are safe, and nothing else.

A fix is tried before it is made: the file is read with it, in memory, and it must have
removed its problem, brought no other one into its lines and broken no YAML. Comments,
order, blank lines, line ends, a byte-order mark and indentation stay what they are.
"""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import zip_longest
from pathlib import Path

from interview_cli.core.errors import DiskError
from interview_cli.core.kinds.choice import Choice
from interview_cli.core.questions.question import Question
from interview_cli.packs.authoring.json_schema import correct_schema_line
from interview_cli.packs.checking.check import CheckResult, FixedFile, RuleFilter, Run, check
from interview_cli.packs.discovery import find_packs, list_files
from interview_cli.packs.format.reader import PackRead, read_alone
from interview_cli.packs.lint import RULES
from interview_cli.packs.yaml.problems import Fix, Problem, apply_fixes, drop_overlapping
from interview_cli.packs.yaml.source import BAD_BYTE, BOM
from interview_cli.storage import clock, files

#: What is fixed may show more to be fixed; a person has stopped long before.
ROUNDS = 20
#: So often a file is read to find out which fixes are good; the others wait for a next time.
TRIALS = 40

_SYNTAX = {"yaml", "alias", "anchor", "tag", "too-deep", "documents", "duplicate-key"}


def fix(
    result: CheckResult,
    paths: Sequence[Path],
    rules: RuleFilter | None,
    run: Run | None,
    report: Callable[[FixedFile], None],
) -> CheckResult:
    """Fix what is safe in the files at *paths* until nothing is left, and check again.

    Only problems of *rules* are fixed. *report* gets each file that was written, at once.
    No file is touched that lies elsewhere, or that is a link or behind one.
    """
    clock.require_writable()
    done: list[FixedFile] = []
    again = result
    for _ in range(ROUNDS):
        before = len(done)
        packs = {file: pack for pack in again.reads for file in pack.sources}
        for file in filter(packs.__contains__, _list_files(paths)):
            problems = [finding.problem for finding in again.files.get(file, ())]
            if fixed := fix_file(packs[file], file, problems, schema=not (rules and rules.select)):
                report(fixed)
                done.append(fixed)
        if len(done) == before:
            break
        again = check(paths, rules)
    if run and done:
        again = check(paths, rules, run)
    return replace(again, fixed=tuple(done))


def _list_files(paths: Sequence[Path]) -> list[Path]:
    """Return the files that may be written, each once."""
    found = []
    for path in paths:
        packs = find_packs(path) if path.is_dir() else []
        for file in [file for pack in packs or [path] for file in list_files(pack)]:
            inside = [file, *file.parents]
            below = inside[: inside.index(path)] if path in inside else [file]
            if file.is_file() and not any(part.is_symlink() for part in [*below, file]):
                found.append(file)
    return list(dict.fromkeys(found))


def fix_file(
    pack: PackRead, path: Path, problems: Sequence[Problem], *, schema: bool = True
) -> FixedFile | None:
    """Fix what is safe of *problems*, all in the file of *pack* at *path*; None if nothing is.

    With *schema* the line that tells editors the schema is put right too. Raises DiskError
    where the file can't be written, and it is as it was then.
    """
    source = pack.sources[path]
    if not source.raw or BAD_BYTE.search(source.raw):
        return None  # that it can't be read is a problem of its own
    fixes = safe_fixes(_Trial(pack.path, path, source.raw), problems)
    if not fixes and schema:
        fixes = list(correct_schema_line(source))
    if not fixes:
        return None
    _write(path, source.raw, apply_fixes(source.raw, fixes))
    return FixedFile(path, tuple(fixes))


def safe_fixes(trial: _Trial, problems: Sequence[Problem]) -> list[Fix]:
    """Return the fixes of *problems* after which the file reads better."""
    errors = [problem for problem in problems if problem.rule not in RULES]
    kept = trial.keep(drop_overlapping(p.fixes[0] for p in errors if len(p.fixes) == 1))
    for problem in errors:
        if len(problem.fixes) > 1:  # that one of them fits must be certain: no other one may
            good = [fix for fix in problem.fixes if trial.is_good(fix)]
            kept = drop_overlapping([*kept, *good]) if len(good) == 1 else kept
    if not kept:  # what moves lines is left until nothing else is to be fixed
        hints = [fix for p in problems if p.rule in RULES for fix in p.fixes]
        kept = [fix for fix in drop_overlapping(hints) if trial.means_the_same(fix)]
    return sorted(kept, key=lambda fix: fix.line)


class _Trial:
    """Reads a file with fixes made, without touching the file itself."""

    def __init__(self, pack: Path, path: Path, text: str) -> None:
        self.pack, self.path, self.text = pack, path, text
        self.left = TRIALS

    @cached_property
    def before(self) -> PackRead:
        return self._read([])

    def keep(self, fixes: list[Fix]) -> list[Fix]:
        """Return those of *fixes* that are good: a few readings, however many they are.

        All are tried at once, then those whose lines are no better are left out. Where a
        line has several fixes, they are tried one after another.
        """
        lines: dict[int, list[Fix]] = {}
        for fix in fixes:
            lines.setdefault(fix.line, []).append(fix)
        kept: list[Fix] = []
        for layer in zip_longest(*lines.values()):
            batch = [fix for fix in layer if fix]
            while batch and (bad := self._find_bad([*kept, *batch])):
                good = [fix for fix in batch if fix.line not in bad]
                batch = good if len(good) < len(batch) else []
            kept += batch
        return kept

    def is_good(self, fix: Fix) -> bool:
        """Whether *fix* fixes something, and no error is new, not even elsewhere."""
        return not self._find_bad([fix], strict=True)

    def means_the_same(self, fix: Fix) -> bool:
        """Whether the questions with *fix* are what they are, whatever the order of options."""
        before, after = self.before, self._read([fix])
        return [_sort_options(p.question) for p in before.questions] == [
            _sort_options(p.question) for p in after.questions
        ] and len(before.problems) == len(after.problems)

    def _find_bad(self, fixes: list[Fix], *, strict: bool = False) -> set[int]:
        """Return the lines of *fixes* in which something is new, or not everything is fixed."""
        lines = Counter(fix.line for fix in fixes)
        if self.left == 0:
            return {*lines}
        self.left -= 1
        before, after = _count_problems(self.before), _count_problems(self._read(fixes))
        gone, new = before - after, after - before
        fixed = Counter(line for _, _, line in gone.elements())
        bad = {line for line, number in lines.items() if fixed[line] < number}
        bad |= {line for _, _, line in new if line in lines}
        if strict and any(rule in _SYNTAX for rule, _, _ in new):
            bad |= {*lines}
        return bad

    def _read(self, fixes: list[Fix]) -> PackRead:
        text = apply_fixes(self.text, fixes)
        return read_alone(self.pack, self.path, text.encode(errors="surrogatepass"))


def _count_problems(found: PackRead) -> Counter[tuple[str, str, int]]:
    return Counter((p.rule, p.message, p.line) for p in found.problems)


def _sort_options(question: Question) -> Question:
    quiz = question.quiz
    if not isinstance(quiz, Choice):
        return question
    return replace(question, quiz=replace(quiz, options=tuple(sorted(quiz.options, key=repr))))


def _write(path: Path, old: str, new: str) -> None:
    """Put *new* in place of *old*, unless someone else has changed the file meanwhile."""
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        if not os.access(path, os.W_OK):
            raise DiskError(f"{path} wasn't fixed: it's read-only", "check its permissions")
        data = path.read_bytes()
        bom = BOM if data.startswith(BOM) else b""
        if data != bom + old.encode():
            raise DiskError(f"{path} wasn't fixed: it changed in the meantime", "check it again")
        files.replace(path, bom + new.encode())
        path.chmod(mode)
    except OSError as error:
        raise DiskError(f"cannot write {path}: {error.strerror}") from error
