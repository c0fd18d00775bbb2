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
from interview_cli.packs.discovery import find_packs_below, is_foreign_file, is_yaml, list_files
from interview_cli.packs.foreign_files import may_be_fixed
from interview_cli.packs.format.pack_read import PackRead
from interview_cli.packs.format.reader import read_alone
from interview_cli.packs.lint import RULES
from interview_cli.packs.yaml.problems import Edit, Fix, Problem, apply_fixes, drop_overlapping
from interview_cli.packs.yaml.source import BAD_BYTE, BOM, Source
from interview_cli.storage import clock, files

#: What is fixed may show more to be fixed; a person has stopped long before.
ROUNDS = 20
#: So often a file is read to find out which fixes are good; the others wait for a next time.
TRIALS = 40

#: A problem's rule, its message and its line.
_Key = tuple[str, str, int]

#: Rules of lint whose fixes change what a question says.
REWORDING = {
    "smart-quotes",
    "garbled-text",
    "fence-in-code",
    "unknown-language",
    "source-malformed",
    "raw-html",
    "tests-without-exercise",
}

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
    No file is touched that lies elsewhere, that is a link or behind one, or that isn't a pack's.
    """
    clock.require_writable()
    done: list[FixedFile] = []
    again = result
    alone = _list_left_alone(result, paths)
    for _ in range(ROUNDS):
        before = len(done)
        packs = {file: pack for pack in again.reads for file in pack.sources}
        for file in filter(packs.__contains__, _list_files(paths)):
            if file in alone:
                continue
            problems = [finding.problem for finding in again.files.get(file, ())]
            if fixed := fix_file(packs[file], file, problems, schema=not (rules and rules.select)):
                report(fixed)
                done.append(fixed)
        if len(done) == before:
            break
        again = check(paths, rules)
    if run and done:
        again = check(paths, rules, run)
    return replace(again, fixed=tuple(done), left_alone=alone)


def _list_left_alone(result: CheckResult, paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return the files at *paths* that may be another tool's: what is fixed there may be wrong."""
    texts = {
        file: _text_of(source) for found in result.reads for file, source in found.sources.items()
    }
    ours = {*_list_files(paths)}
    doubtful = {f for f, text in texts.items() if f in ours and text and not may_be_fixed(text)}
    beside = {
        file
        for path in paths
        if path.is_dir() and find_packs_below(path) != [path]
        for file in sorted(path.iterdir())
        if is_yaml(file.name) and file.name[0] != "." and is_foreign_file(file)
    }
    return tuple(sorted(doubtful | beside))


def _text_of(source: Source) -> str:
    return source.recoded[0] if source.recoded else source.text


def _list_files(paths: Sequence[Path]) -> list[Path]:
    """Return the files that may be written, each once."""
    return [file for file, link in _walk_files(paths) if not link]


def list_links(paths: Sequence[Path]) -> list[Path]:
    """Return the files at *paths* that are links, or behind one: they aren't written."""
    return [file for file, link in _walk_files(paths) if link]


def _walk_files(paths: Sequence[Path]) -> list[tuple[Path, bool]]:
    """Return the files of packs at *paths*, each once, with whether a link leads to it."""
    found: dict[Path, bool] = {}
    for path in paths:
        packs = find_packs_below(path) if path.is_dir() else []
        for file in [file for pack in packs or [path] for file in list_files(pack)]:
            inside = [file, *file.parents]
            below = inside[: inside.index(path)] if path in inside else [file]
            if file.is_file():
                found.setdefault(file, any(part.is_symlink() for part in [*below, file]))
    return [*found.items()]


def fix_file(
    pack: PackRead, path: Path, problems: Sequence[Problem], *, schema: bool = True
) -> FixedFile | None:
    """Fix what is safe of *problems*, all in the file of *pack* at *path*; None if nothing is.

    With *schema* the line that tells editors the schema is put right too. Raises DiskError
    where the file can't be written, and it is as it was then.
    """
    source = pack.sources[path]
    if source.recoded:
        text, encoding = source.recoded
        _write(path, source.data, text.removeprefix("\ufeff").encode())
        what, line = f"saved it as UTF-8: it was {encoding}", 1
        as_read = source.data.decode(errors="surrogateescape")
        bad = BAD_BYTE.search(as_read)
        if bad and encoding != "UTF-16" and not BAD_BYTE.sub("", as_read).isascii():
            line = as_read.count("\n", 0, bad.start()) + 1
            what = f"saved as UTF-8 what was {encoding}; the rest is as it was"
        return FixedFile(path, (Fix(what, (Edit(0, 0, "", line, 1, line, 1),)),))
    if not source.raw or BAD_BYTE.search(source.raw):
        return None  # that it can't be read is a problem of its own
    others = frozenset(one.question.id for one in pack.questions if one.file != path)
    fixes = safe_fixes(_Trial(pack.path, path, source.raw, others), problems)
    if not fixes and schema:
        fixes = list(correct_schema_line(source))
    if not fixes:
        return None
    _write(path, source.raw.encode(), apply_fixes(source.raw, fixes).encode())
    return FixedFile(path, tuple(fixes))


def safe_fixes(trial: _Trial, problems: Sequence[Problem]) -> list[Fix]:
    """Return the fixes of *problems* after which the file reads better."""
    errors = [problem for problem in problems if problem.rule not in RULES]
    trial.line_of = {fix: problem.line for problem in problems for fix in problem.fixes}
    sure = [p.fixes[0] for p in errors if len(p.fixes) == 1]
    kept = trial.keep(drop_overlapping(fix for fix in sure if not _moves_lines(fix)))
    for fix in filter(_moves_lines, sure):
        more = drop_overlapping([*kept, fix])
        if len(more) > len(kept) and trial.is_better(more):
            kept = more
    for problem in errors:
        if len(problem.fixes) > 1:  # that one of them fits must be certain: no other one may
            good = [fix for fix in problem.fixes if trial.is_good(fix)]
            if len(good) == 1 or (good and trial.are_the_same(good)):
                kept = drop_overlapping([*kept, good[0]])
    if not kept:  # what moves lines is left until nothing else is to be fixed
        hints = [fix for p in problems if p.rule in RULES for fix in p.fixes]
        rewording = {fix for p in problems if p.rule in REWORDING for fix in p.fixes}
        kept = [
            fix
            for fix in drop_overlapping(hints)
            if trial.means_the_same(fix, reworded=fix in rewording)
        ]
    return sorted(kept, key=lambda fix: fix.line)


class _Trial:
    """Reads a file with fixes made, without touching the file itself."""

    def __init__(
        self, pack: Path, path: Path, text: str, others: frozenset[str] = frozenset()
    ) -> None:
        self.pack, self.path, self.text, self.others = pack, path, text, others
        self.left = TRIALS
        self.line_of: dict[Fix, int] = {}  # of the problem that a fix is for

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
            lines.setdefault(self._line(fix), []).append(fix)
        kept: list[Fix] = []
        for layer in zip_longest(*lines.values()):
            batch = [fix for fix in layer if fix]
            while batch and (bad := self._find_bad([*kept, *batch])):
                good = [fix for fix in batch if self._line(fix) not in bad]
                batch = good if len(good) < len(batch) else []
            kept += batch
        return kept

    def is_good(self, fix: Fix) -> bool:
        """Whether *fix* fixes something, and no error is new, not even elsewhere."""
        return not self._find_bad([fix], strict=True)

    def means_the_same(self, fix: Fix, *, reworded: bool = False) -> bool:
        """Whether the questions with *fix* are what they are, whatever the order of options.

        Only their number counts where the fix changes what they say.
        """
        before, after = self.before, self._read([fix])
        if reworded and len(before.questions) != len(after.questions):
            return False
        if reworded:
            return len(before.problems) == len(after.problems)
        return [_sort_options(p.question) for p in before.questions] == [
            _sort_options(p.question) for p in after.questions
        ] and len(before.problems) == len(after.problems)

    def are_the_same(self, fixes: list[Fix]) -> bool:
        """Whether the file says the same with each of *fixes*."""
        found = [self._read([fix]) for fix in fixes]
        said = [[placed.question for placed in one.questions] for one in found]
        return not any(one.left_out for one in found) and all(one == said[0] for one in said)

    def _find_bad(self, fixes: list[Fix], *, strict: bool = False) -> set[int]:
        """Return the lines of *fixes* in which something is new, or not everything is fixed."""
        lines = Counter(self._line(fix) for fix in fixes)
        if self.left == 0:
            return {*lines}
        self.left -= 1
        gone, new = self._compare(fixes)
        fixed = Counter(line for _, _, line in gone.elements())
        bad = {line for line, number in lines.items() if fixed[line] < number}
        bad |= {line for _, _, line in new if line in lines}
        if strict and any(rule in _SYNTAX for rule, _, _ in new):
            bad |= {*lines}
        return bad

    def is_better(self, fixes: list[Fix]) -> bool:
        """Whether *fixes*, which move lines, fix what they are for, and break nothing for it."""
        if self.left == 0:
            return False
        self.left -= 1
        gone, new = self._compare(fixes)
        touched = {n for fix in fixes for e in fix.edits for n in range(e.line, e.end_line + 1)}
        fixed = Counter(line for _, _, line in gone.elements())
        lines = Counter(self._line(fix) for fix in fixes)
        if any(fixed[line] < number for line, number in lines.items()):
            return False
        syntax = [sum(p[0] in _SYNTAX for p in found.elements()) for found in (gone, new)]
        return syntax[0] >= syntax[1] and not any(line in touched | {*lines} for _, _, line in new)

    def _line(self, fix: Fix) -> int:
        return self.line_of.get(fix, fix.line)

    def _compare(self, fixes: list[Fix]) -> tuple[Counter[_Key], Counter[_Key]]:
        """Return what *fixes* remove and what they bring, at the lines of the file as it is."""
        before = _count_problems(self.before, [])
        read = self._read(fixes)
        after = _count_problems(read, sorted(e for fix in fixes for e in fix.edits))
        gone, new = before - after, after - before
        hidden = not (self.before.questions or self.before.left_out) and before.total() == 1
        if hidden and (read.questions or read.left_out):  # what's wrong in these isn't new
            new = Counter({key: number for key, number in new.items() if key[0] in _SYNTAX})
        return gone, new

    def _read(self, fixes: list[Fix]) -> PackRead:
        text = apply_fixes(self.text, fixes)
        data = text.encode(errors="surrogatepass")
        return read_alone(self.pack, self.path, data, self.others)


def _count_problems(found: PackRead, edits: list[Edit]) -> Counter[_Key]:
    return Counter((p.rule, p.message, _line_before(p.line, edits)) for p in found.problems)


def _line_before(line: int, edits: list[Edit]) -> int:
    """Return which line *line* was before *edits*, which are in order, were made."""
    moved = 0  # lines that the edits so far have added
    for edit in edits:
        start, added = edit.line + moved, edit.text.count("\n")
        if line < start:
            break
        whole = edit.column == edit.end_column == 1  # lines, and none of the one behind them
        if line < start + added or (line == start + added and not whole):
            return min(edit.line + line - start, edit.end_line)
        moved += added - (edit.end_line - edit.line)
    return line - moved


def _moves_lines(fix: Fix) -> bool:
    """Whether *fix* changes several lines, or how many there are."""
    return len({e.line for e in fix.edits}) > 1 or any(
        "\n" in e.text or e.line != e.end_line for e in fix.edits
    )


def _sort_options(question: Question) -> Question:
    quiz = question.quiz
    if not isinstance(quiz, Choice):
        return question
    return replace(question, quiz=replace(quiz, options=tuple(sorted(quiz.options, key=repr))))


def _write(path: Path, old: bytes, new: bytes) -> None:
    """Put *new* in place of *old*, unless someone else has changed the file meanwhile."""
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        if not os.access(path, os.W_OK):
            raise DiskError(f"{path} wasn't fixed: it's read-only", "check its permissions")
        data = path.read_bytes()
        bom = BOM if data.startswith(BOM) and not old.startswith(BOM) else b""
        if data != bom + old:
            raise DiskError(f"{path} wasn't fixed: it changed in the meantime", "check it again")
        files.replace(path, bom + new)
        path.chmod(mode)
    except OSError as error:
        hint = "make it a file that you can write to; it is as it was"
        raise DiskError(f"cannot write {path}: {error.strerror}", hint) from error
