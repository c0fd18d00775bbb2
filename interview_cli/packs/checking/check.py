"""Check packs against the rules asked for, and by their programs: one value has the result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from interview_cli.core.errors import UsageError
from interview_cli.core.sentences import did_you_mean
from interview_cli.packs.authoring.explanations import READER_RULES
from interview_cli.packs.checking.run import RunReport
from interview_cli.packs.discovery import find_pack, find_packs, list_files
from interview_cli.packs.format.reader import PackRead, read
from interview_cli.packs.lint import IGNORE, RULES, lint
from interview_cli.packs.yaml.problems import Fix, Problem
from interview_cli.packs.yaml.source import Source, load

Severity = Literal["error", "warning", "note"]

#: Runs the programs of packs.
Run = Callable[[list[PackRead]], RunReport]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A problem, and how grave it is: an error keeps a question from being asked."""

    problem: Problem
    severity: Severity = "error"


@dataclass(frozen=True, slots=True)
class FixedFile:
    path: Path
    fixes: tuple[Fix, ...]


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What was found at some paths; all in the order of files and lines."""

    #: What is wrong with each file that was checked; nothing where it is clean.
    files: dict[Path, tuple[Finding, ...]]
    notes: tuple[Finding, ...]
    reads: tuple[PackRead, ...]
    missing: tuple[Path, ...] = ()  # paths where there is nothing
    report: RunReport | None = None  # of the programs, if they were run
    fixed: tuple[FixedFile, ...] | None = None  # None where nothing was to be fixed

    @property
    def findings(self) -> list[Finding]:
        return [finding for found in self.files.values() for finding in found]

    @property
    def packs(self) -> int:
        return len({found.path for found in self.reads})

    @property
    def questions(self) -> int:
        return len({(p.file, p.line) for found in self.reads for p in found.questions})


def check(
    paths: Sequence[Path], rules: RuleFilter | None = None, run: Run | None = None
) -> CheckResult:
    """Check the packs at *paths*: files, packs' folders, or folders with packs in them.

    Only problems of *rules* are returned; None leaves out all lint of the teaching. With
    *run* the code of the packs is run too.
    """
    missing = tuple(path for path in paths if not (path.exists() or path.is_symlink()))
    reads, asked = _read_packs([path for path in dict.fromkeys(paths) if path not in missing])
    report = run(reads) if run else None
    problems = {problem for found in reads for problem in found.problems}
    problems |= {*report.problems} if report else set()
    found = {Finding(problem) for problem in problems}
    if rules:
        once = [*{read.path.resolve(): read for read in reads}.values()]
        hints = {problem for problem in lint(once, rules.lint()) if problem.path in asked}
        found = {f for f in found if rules.has(f.problem.rule)}
        found |= {Finding(hint, "warning") for hint in hints if rules.has(hint.rule)}
    files: dict[Path, list[Finding]] = {
        file: [] for pack in reads for file in pack.files if file in asked
    }
    for finding in found:
        files.setdefault(finding.problem.path, []).append(finding)
    return CheckResult(
        files={file: tuple(sorted(files[file])) for file in sorted(files)},
        notes=tuple(sorted({Finding(note, "note") for found in reads for note in found.notes})),
        reads=tuple(reads),
        missing=missing,
        report=report,
    )


def _read_packs(paths: Sequence[Path]) -> tuple[list[PackRead], set[Path]]:
    """Read each pack once; return the files asked about too, whose problems alone count."""
    named: dict[Path, dict[Path, Source]] = {}
    reads: list[PackRead] = []
    asked: set[Path] = set()
    for path in paths:
        if path.is_dir():
            found = [read(pack) for pack in find_packs(path) or [path]]
            asked |= {file for pack in found for file in pack.files}
            reads += found
            continue
        source = load(path) if path.is_file() else None
        whole = find_pack(path, source.text) if source else path
        if source and whole != path and path in list_files(whole):
            named.setdefault(whole, {})[path] = source
        else:
            asked |= {path, path.absolute()}
            reads.append(read(path, {path: source} if source else {}))
    for whole, sources in named.items():
        if whole not in {known.path for known in reads}:
            found_whole = read(whole, sources)
            problems = tuple(p for p in found_whole.problems if p.path in sources)
            notes = tuple(note for note in found_whole.notes if note.path in sources)
            reads.append(replace(found_whole, problems=problems, notes=notes))
            asked |= {*sources}
    return reads, asked


@dataclass(frozen=True, slots=True)
class RuleFilter:
    """The rules whose problems are shown; without *select* all that are on by default."""

    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()

    @classmethod
    def parse(cls, select: Sequence[str], ignore: Sequence[str]) -> RuleFilter:
        """Return the filter that the options name; raises UsageError for what isn't a rule."""
        return cls(_parse_ids("--select", select), _parse_ids("--ignore", ignore))

    def has(self, rule: str) -> bool:
        return rule not in self.ignore and (not self.select or rule in self.select)

    def lint(self) -> set[str]:
        """Return the rules of lint to be looked at."""
        return {id_ for id_, rule in RULES.items() if (self.select or rule.on) and self.has(id_)}


def list_titles() -> dict[str, tuple[str, str]]:
    """Return each rule's title and its reason, "" for the reader's."""
    own = {id_: (title, "") for id_, title in READER_RULES.items()}
    own[IGNORE] = ("A rule is ignored by its id, and with a reason", "")
    return own | {id_: (rule.title, rule.why) for id_, rule in RULES.items()}


def _parse_ids(option: str, given: Sequence[str]) -> frozenset[str]:
    named = [rule.strip() for value in given for rule in value.split(",") if rule.strip()]
    every = list_titles() if named else {}
    for rule in named:
        if rule not in every:
            hint = "a rule's name is in brackets after its problems"
            near = did_you_mean(rule, every)
            raise UsageError(f"{option}: there is no rule {rule!r}", f"{near} {hint}".lstrip())
    return frozenset(named)
