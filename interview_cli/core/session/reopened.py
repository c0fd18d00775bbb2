"""A past interview made again from its records, to be read and marked once more.

Unlike ``engine.replay``, which goes on asking, this needs no question to be as it was: what
was answered stays in the order in which it was, whatever has become of its pack.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from interview_cli.core.kinds.design import Design
from interview_cli.core.kinds.review import Review
from interview_cli.core.levels import Level
from interview_cli.core.memory.first_attempts import drop_repeats
from interview_cli.core.modes import Mode
from interview_cli.core.questions.judged_points import list_points
from interview_cli.core.questions.question import KeyPoint, Question
from interview_cli.core.records import (
    Finished,
    Line,
    Regraded,
    Reviewed,
    Skipped,
    drop_retracted,
    read_passed,
    read_review,
)
from interview_cli.core.session.state import (
    Asked,
    Outcome,
    Override,
    Phase,
    Session,
    Settings,
    make_task,
)


def find_outcomes(lines: Iterable[Line]) -> list[Line]:
    """Return those of a session's *lines* that are answers or skips and still count."""
    standing = drop_repeats(drop_retracted(list(lines)))
    return [line for line in standing if line["type"] in (Reviewed.type, Skipped.type)]


def question_then(key: str, question: Question | None, line: Line, level: Level | None) -> Asked:
    """Return what the answer of *line* was about, with the key points that it was judged by.

    *question* is what it is now, None where it's gone; then its wording is gone too.
    ``changed`` says that it isn't what it was.
    """
    points = line.get("points") or ()
    if question is None:
        question = Question(
            id=key,
            ask=f"{key} (no longer in its pack)",
            answer="",
            level=level or "mid",
            topic="",
            key_points=tuple(KeyPoint(point["says"]) for point in points),
        )
        return Asked(key, question, changed=True)
    changed = line.get("fingerprint", "") not in ("", question.fingerprint())
    now = {point.says: point for point in list_points(question)}
    if line.get("points") is not None and {point["says"] for point in points} != {*now}:
        then = tuple(now.get(point["says"], KeyPoint(point["says"])) for point in points)
        if isinstance(question.quiz, Review | Design):  # its points are others by now
            question = replace(question, quiz=None)
        return Asked(key, replace(question, key_points=then), changed=True)
    return Asked(key, question, changed=changed)


def reopen(
    mode: Mode,
    settings: Settings,
    begun: Line,
    lines: Sequence[Line],
    plan: Sequence[Asked],
    *,
    began: datetime,
) -> Session:
    """Return the session that *begun* started in its debrief; *lines* are the others of it.

    *plan* has an entry for each of ``find_outcomes``, in that order; *began* is when it took
    place. Nothing more is asked, and closing it records nothing.
    """
    ids: list[str] = [begun["id"]]
    outcomes: list[Outcome] = []
    overrides: list[Override] = []
    finished: int | None = None
    for line in drop_repeats(drop_retracted(list(lines))):
        match line["type"]:
            case Reviewed.type | Skipped.type:
                review = read_review(line) if line["type"] == Reviewed.type else None
                outcomes.append(Outcome(len(outcomes), len(ids), review))
            case Regraded.type if line["of"] in ids:
                answered = ids.index(line["of"])
                n = next((n for n, o in enumerate(outcomes) if o.line == answered), None)
                if n is None:
                    continue
                before = outcomes[n].regraded
                overrides.append(Override(n, len(ids), before))
                outcomes[n] = outcomes[n]._replace(regraded=_read_regrade(line, before))
            case Finished.type:
                finished = len(ids)
            case _:
                continue
        ids.append(line["id"])
    return Session(
        mode=mode,
        settings=settings,
        plan=tuple(plan),
        tasks=tuple(make_task(asked, mode, settings) for asked in plan),
        queue=(),
        phase=Phase.DEBRIEF if outcomes else Phase.DONE,
        since=began,
        began=began,
        outcomes=tuple(outcomes),
        ids=tuple(ids),
        filters=begun["filters"],
        finished=finished,
        overrides=tuple(overrides),
        reopened=True,
    )


def _read_regrade(line: Line, before: Regraded | None) -> Regraded:
    points = tuple(line["points"]) if line.get("points") else before.points if before else None
    grader, passed = line["grader"], read_passed(line)
    return Regraded(line["of"], line["score"], line["rating"], points, grader, passed=passed)
