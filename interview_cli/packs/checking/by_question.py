"""What was found in a pack, question by question, those that can't be asked among them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from interview_cli.packs.checking.check import CheckResult, Finding
from interview_cli.packs.format.pack_read import LocatedQuestion, PackRead
from interview_cli.packs.yaml.source import Map, Source
from interview_cli.packs.yaml.tree import parse


@dataclass(frozen=True, slots=True)
class CheckedQuestion:
    """A question with what was found in it; ``found`` is None where it can't be asked.

    ``text`` is how it's written, and ``where`` the name of its file in the pack, and its line.
    """

    id: str
    where: str
    text: str
    found: LocatedQuestion | None
    findings: tuple[Finding, ...]


def group_by_question(
    result: CheckResult, pack: PackRead
) -> tuple[list[CheckedQuestion], list[Finding]]:
    """Return the questions of *pack* in the order of its files, and what is about none of them."""
    placed = {(each.file, each.line): each for each in pack.questions}
    others = [finding for finding in result.findings if finding.problem.path not in pack.sources]
    questions = []
    for file, source in pack.sources.items():
        places = _find_places(source)
        starts = [source.line_of(at) for at, _ in places]
        by_place: dict[int, list[Finding]] = {}
        for finding in result.files.get(file, ()):
            if place := bisect_right(starts, finding.problem.line):
                by_place.setdefault(place - 1, []).append(finding)
            else:
                others.append(finding)
        ends = [*(at for at, _ in places[1:]), len(source.text)][: len(places)]
        for n, ((at, id_), end) in enumerate(zip(places, ends, strict=True)):
            questions.append(
                CheckedQuestion(
                    id_,
                    f"{_name(file, pack.path)}:{starts[n]}",
                    source.text[source.start_of(at) : source.start_of(end) or end],
                    placed.get((file, starts[n])),
                    tuple(by_place.get(n, ())),
                )
            )
    return questions, sorted(others)


def _find_places(source: Source) -> list[tuple[int, str]]:
    """Return where each question of the file begins, sound or not, and its id."""
    found: list[tuple[int, str]] = []

    def take(item: Any, at: int) -> None:
        id_ = item.get("id") if isinstance(item, Map) else ""
        found.append((at, id_ if isinstance(id_, str) else ""))

    parse(_copy(source), take)
    return found


def _copy(source: Source) -> Source:
    """Return the file as it was read, without its problems."""
    return Source(source.path, source.text)


def _name(file: Path, pack: Path) -> str:
    return file.relative_to(pack).as_posix() if pack.is_dir() else file.name
