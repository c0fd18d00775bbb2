"""A review for programs: the code as it's in the pack, and what came of each finding."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypedDict

from interview_cli.core.code_review.assessment import Assessment
from interview_cli.core.code_review.findings import Finding
from interview_cli.core.code_review.shown_code import read_shown
from interview_cli.core.kinds.review import Lines, Review, Severity


class CodeLine(TypedDict):
    """A line of the code to review."""

    n: Annotated[int | None, "Its number, to answer with; null for a line that has none."]
    sign: Annotated[
        Literal[" ", "+", "-", "@"],
        "In a diff `+` for a new line, `-` for one that's gone, `@` where lines are left out; "
        "else a space.",
    ]
    text: Annotated[str, "What it says."]


class CodeFile(TypedDict):
    """A file of the code to review."""

    file: Annotated[str, "Its name."]
    lines: Annotated[list[CodeLine], "Its lines."]


class JudgedFinding(TypedDict):
    """A finding that is a false alarm."""

    text: Annotated[str, "The finding as it was written."]
    file: Annotated[str | None, "The file that it names, or null."]
    lines: Annotated[list[list[int]], "The lines that it names, each from and to."]


class DefectState(TypedDict):
    """A defect, and whether it was found."""

    file: Annotated[str | None, "The file that it's in; null where there is only one."]
    lines: Annotated[list[list[int]], "Its lines, each from and to."]
    says: Annotated[str, "What is wrong."]
    severity: Annotated[Severity, "How grave it is: `minor`, `major` or `critical`."]
    state: Annotated[
        Literal["hit", "close", "missed"],
        "Found, nearly found, or missed.",
    ]
    found_by: Annotated[list[str], "The findings that named it."]
    why: Annotated[str | None, "Why it's wrong. Markdown."]


class ShownForReview(TypedDict):
    """The code to review."""

    show: NotRequired[
        Annotated[list[CodeFile], "Only in a `review`: the files to review, by their lines."]
    ]


class Findings(TypedDict):
    """What came of a review."""

    defects: NotRequired[Annotated[list[DefectState], "Only in a `review`: each defect."]]
    false_alarms: NotRequired[
        Annotated[list[JudgedFinding], "Only in a `review`: the findings that name no defect."]
    ]


def list_code(review: Review) -> list[CodeFile]:
    """Return the code of a review, by its lines."""
    return [
        {
            "file": one.name,
            "lines": [
                {"n": line.number, "sign": _sign(line.sign), "text": line.text}
                for line in one.lines
            ],
        }
        for one in read_shown(review)
    ]


def _sign(sign: str) -> Literal[" ", "+", "-", "@"]:
    return sign if sign in ("+", "-", "@") else " "  # type: ignore[return-value]  # of a diff


def list_defects(found: Assessment) -> list[DefectState]:
    """Return each defect with what was said of it."""
    return [
        {
            "file": one.defect.file,
            "lines": _pairs(one.defect.ranges),
            "says": one.defect.says,
            "severity": one.defect.severity,
            "state": _STATES[one.state],
            "found_by": [found.findings[n].text for n in one.by],
            "why": one.defect.why,
        }
        for one in found.defects
    ]


_STATES: dict[str, Literal["hit", "close", "missed"]] = {
    "hit": "hit",
    "close": "close",
    "missed": "missed",
}


def list_alarms(found: Assessment) -> list[JudgedFinding]:
    """Return the findings that name no defect."""
    return [_alarm(found.findings[n]) for n in found.alarms]


def _alarm(finding: Finding) -> JudgedFinding:
    return {"text": finding.text, "file": finding.file, "lines": _pairs(finding.lines)}


def _pairs(lines: tuple[Lines, ...]) -> list[list[int]]:
    return [[first, last] for first, last in lines]
