"""A session taken again from the records that it gave."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from interview_cli.core.counting import counted, regraded
from interview_cli.core.journal.records import Line, Regraded, Reviewed, Skipped, reviewed
from interview_cli.core.journal.valid_lines import without_retracted
from interview_cli.core.session import Phase, Session


def replay(session: Session, lines: Iterable[Line], *, at: datetime) -> Session:
    """Take the journal's *lines* of a session again, to go on with it at *at*.

    *session* is one that ``start`` gave, with its ``started`` line kept. Retracted
    lines count for nothing; what is not known is passed over. Where nothing is left to
    ask, the session waits to go on from its last verdict, so that it still comes to its end.
    """
    for line in without_retracted(list(lines)):
        if line["type"] in (Reviewed.type, Skipped.type):
            places = [i for i in session.queue if session.plan[i].key == line["question"]]
            if places:
                rest = [i for i in session.queue if i != places[0]]
                session = replace(session, queue=(places[0], *rest))
                review = reviewed(line) if line["type"] == Reviewed.type else None
                session = counted(session, review).kept([line["id"]])
        elif line["type"] == Regraded.type and line["of"] in session.ids:
            points = tuple(line["points"]) if line.get("points") else None
            word = Regraded(line["of"], line["score"], line["rating"], points, line["grader"])
            session = regraded(session, session.ids.index(line["of"]), word)
            session = session.kept([line["id"]])
    spent = sum(o.review.elapsed_ms for o in session.outcomes if o.review)
    told = Phase.DEBRIEF if session.mode.explains else Phase.VERDICT
    over = told if session.outcomes else Phase.DONE
    phase = Phase.ASKING if session.queue else over
    return replace(session, phase=phase, since=at, began=at - timedelta(milliseconds=spent))
