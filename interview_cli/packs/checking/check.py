"""Check packs against the rules asked for, and by their programs: one value has the result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Literal

from interview_cli.core.errors import UsageError
from interview_cli.core.sentences import did_you_mean
from interview_cli.packs.checking.run_report import RunReport
from interview_cli.packs.discovery import HEAD, find_pack, find_packs_below, list_files
from interview_cli.packs.format.pack_read import LocatedQuestion, PackRead
from interview_cli.packs.format.reader import read
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
    unread: tuple[str, ...] = ()  # what is to be said of paths that weren't checked
    left_alone: tuple[Path, ...] = ()  # files that may be another tool's, so weren't fixed
    unshown: int = 0  # errors of rules that weren't selected

    @property
    def findings(self) -> list[Finding]:
        return [finding for found in self.files.values() for finding in found]

    @property
    def errors(self) -> int:
        """How many errors are shown."""
        return sum(finding.severity == "error" for finding in self.findings)

    @property
    def warnings(self) -> int:
        return len(self.findings) - self.errors

    def fails(self, *, strict: bool) -> bool:
        """Whether an error was found, or a warning where that is as grave.

        It is if *strict*, and in a pack that says so of itself.
        """
        if self.errors or self.unshown:
            return True
        packs = [read for read in self.reads if read.info and read.info.strict]
        files = {file for pack in packs for file in pack.sources}
        return any(strict or finding.problem.path in files for finding in self.findings)

    @property
    def packs(self) -> int:
        return len({found.path for found in self.reads})

    @property
    def questions(self) -> int:
        """How many questions the packs have that can be asked, drafts included."""
        return len({(p.file, p.line) for found in self.reads for p in found.questions})

    @property
    def left_out(self) -> int:
        """How many more there are, which errors keep from being asked."""
        return sum({found.path: found.left_out for found in self.reads}.values())


def check(
    paths: Sequence[Path],
    rules: RuleFilter | None = None,
    run: Run | None = None,
    kept: Path | None = None,
) -> CheckResult:
    """Check the packs at *paths*: files, packs' folders, or folders with packs in them.

    Only problems of *rules* are returned; None leaves out all lint of the teaching. With
    *run* the code of the packs is run too. What is read, and what lint finds in a question, is
    kept in the folder *kept*.
    """
    missing = tuple(path for path in paths if not (path.exists() or path.is_symlink()))
    there = [path for path in dict.fromkeys(paths) if path not in missing]
    asked = _read_packs(there, kept and kept / "readings")
    reads = asked.reads
    report = run(reads) if run else None
    problems = {problem for found in reads for problem in found.problems}
    problems |= {*report.problems} if report else set()
    found = {Finding(one) for one in problems if one.rule not in RULES}
    if rules:  # of lint, too, running the programs tells some
        found |= {Finding(one, "warning") for one in problems if one.rule in RULES}
    unshown = 0
    if rules:
        once = [*{read.path.resolve(): read for read in reads}.values()]
        hints = {*asked.filter_hints(lint(once, rules.lint(), kept=kept and kept / "findings"))}
        shown = {finding for finding in found if rules.has(finding.problem.rule)}
        unshown = sum(finding.severity == "error" for finding in found - shown)
        found = shown
        found |= {Finding(hint, "warning") for hint in hints if rules.has(hint.rule)}
    files: dict[Path, list[Finding]] = {
        file: [] for pack in reads for file in pack.files if file in asked.files
    }
    for finding in found:
        files.setdefault(finding.problem.path, []).append(finding)
    return CheckResult(
        files={file: tuple(sorted(files[file])) for file in sorted(files)},
        notes=tuple(sorted({Finding(note, "note") for found in reads for note in _notes(found)})),
        reads=tuple(reads),
        missing=missing,
        report=report,
        unshown=unshown,
    )


def _notes(found: PackRead) -> list[Problem]:
    """Return the notes of a pack, and one for each file that is passed over."""
    passed_over = "this isn't a file of the pack, and is passed over"
    others = (Problem(file, 1, 1, 1, passed_over, "foreign-file", "") for file in found.foreign)
    return [*found.notes, *others]


#: What these rules find is about all files of a pack, wherever they say it.
_ABOUT_ALL = frozenset(("length-cue", "position-cue", "level-or-topic-left-out", "term-missing"))
#: What these find is about two questions.
_ABOUT_TWO = frozenset(("near-duplicates", "id-reused"))


@dataclass(slots=True)
class _Asked:
    """Packs that were read once each, and the files that were asked about."""

    reads: list[PackRead] = field(default_factory=list)
    files: set[Path] = field(default_factory=set)

    def involves(self, problem: Problem) -> bool:
        """Whether *problem* is in a file that was asked about, or is about such a one too.

        What is wrong with a pack's head is about all of its files.
        """
        return problem.path in self.files or problem.also in self.files or problem.path.name == HEAD

    def filter_hints(self, hints: list[Problem]) -> list[Problem]:
        """Return what lint has found that is about the files that were asked about."""
        ours = [h for h in hints if h.path in self.files or h.rule in _ABOUT_ALL]
        others = [h for h in hints if h.path not in self.files and h.rule in _ABOUT_TWO]
        if others:  # what isn't found without the questions of these files is about them
            without = [replace(found, questions=self._list_others(found)) for found in self.reads]
            ours += {*others} - {*lint(without, {hint.rule for hint in others})}
        return ours

    def _list_others(self, found: PackRead) -> tuple[LocatedQuestion, ...]:
        return tuple(one for one in found.questions if one.file not in self.files)


def _read_packs(paths: Sequence[Path], kept: Path | None) -> _Asked:
    """Read each pack once."""
    named: dict[Path, dict[Path, Source]] = {}
    asked = _Asked()
    below = ((find_packs_below(path) or [path]) if path.is_dir() else [path] for path in paths)
    for path in dict.fromkeys(chain.from_iterable(below)):
        if path.is_dir():
            whole_pack = read(path, kept=kept)
            asked.files |= {*whole_pack.files}
            asked.reads.append(whole_pack)
            continue
        source = load(path) if path.is_file() else None
        whole = find_pack(path, source.text) if source else path
        if source and whole != path and path in list_files(whole):
            named.setdefault(whole, {})[path] = source
        else:
            asked.files |= {path, path.absolute()}
            asked.reads.append(read(path, {path: source} if source else {}))
    for whole, sources in named.items():
        if whole not in {known.path for known in asked.reads}:
            asked.files |= {*sources}
            found_whole = read(whole, sources, kept)
            problems = tuple(filter(asked.involves, found_whole.problems))
            notes = tuple(note for note in found_whole.notes if note.path in sources)
            foreign = tuple(file for file in found_whole.foreign if file in sources)
            asked.reads.append(
                replace(found_whole, problems=problems, notes=notes, foreign=foreign)
            )
    return asked


@dataclass(frozen=True, slots=True)
class RuleFilter:
    """The rules whose problems are shown; without *select* all that are on by default."""

    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()

    @classmethod
    def parse(cls, select: Sequence[str], ignore: Sequence[str]) -> RuleFilter:
        """Return the filter that the options name; raises UsageError for what can't be filtered."""
        ignored = _parse_ids("--ignore", ignore)
        if refused := sorted(ignored - RULES.keys() - {IGNORE}):
            raise UsageError(
                f"--ignore: [{refused[0]}] is a rule of the format, and can't be ignored",
                "A question that breaks it isn't asked until it's fixed.",
            )
        return cls(_parse_ids("--select", select), ignored)

    def has(self, rule: str) -> bool:
        return rule not in self.ignore and (not self.select or rule in self.select)

    def lint(self) -> set[str]:
        """Return the rules of lint to be looked at."""
        return {id_ for id_, rule in RULES.items() if (self.select or rule.on) and self.has(id_)}


def list_titles() -> dict[str, tuple[str, str]]:
    """Return each rule's title and its reason, "" for the reader's."""
    from interview_cli.packs.authoring.explanations import READER_RULES  # tables and examples

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
