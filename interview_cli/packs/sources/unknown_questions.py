"""What the learner has of questions that no pack has now: answers, notes, exercises, a plan."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from interview_cli.core.errors import InterviewError
from interview_cli.core.progress.finding import Finding
from interview_cli.core.progress.journal_check import JournalCheck
from interview_cli.core.safe_text import line as safe
from interview_cli.core.sentences import count
from interview_cli.packs.discovery import find_packs
from interview_cli.packs.library import compiled
from interview_cli.packs.library.glance import glance_at_packs, read_keys
from interview_cli.storage import paths
from interview_cli.storage.doctor.begun_exercises import list_exercises
from interview_cli.storage.doctor.places import Places

_KEPT = "they're kept, and count again once a pack has the question"


def find_unknown(questions: Iterable[str]) -> list[str]:
    """Return those of *questions* that no pack has, by this or an older name.

    The learner's own are read as they are, and of the others what is compiled.
    """
    known: set[str] = set()
    for head in glance_at_packs(offered=True):
        known |= head.get("renames", {}).keys()
        with suppress(OSError, ValueError, LookupError, TypeError):
            known |= {key for key, *_ in read_keys(head)}
    with suppress(OSError):
        for path in find_packs(paths.own_packs()):
            with suppress(InterviewError, OSError, ValueError):
                pack = compiled.load(path, None)
                known |= pack.renames.keys() | {row.key for row in pack.rows()}
    return sorted(one for one in questions if one.partition("/")[0] not in known)


def check_unknown(places: Places, check: JournalCheck) -> list[Finding]:
    """Return notes on all that is about questions, or packs, that aren't there."""
    begun = dict(list_exercises(places))
    unknown = find_unknown({*check.questions, *check.marked, *begun})
    answered = [one for one in unknown if one in check.questions]
    marked = [one for one in unknown if one in check.marked]
    found = []
    if answered:
        says = count(sum(check.questions[one] for one in answered), "answer")
        found.append(_note("unknown-question", f"{says} to {_describe(answered)}", _KEPT))
    if marked:
        many = sum(check.marked[one] for one in marked)
        says = f"{many} notes or flags" if many > 1 else "a note or flag"
        means = "they're kept, and shown again once a pack has the question"
        found.append(_note("unknown-question", f"{says} on {_describe(marked)}", means))
    for one in unknown:
        if one in begun:
            says = f"an exercise that no pack has now: {one}"
            means = "what you wrote is kept, and continues once a pack has the question again"
            shown = places.show(begun[one])
            found.append(Finding("no-question", shown, says, means, harmless=True))
    return found + _check_plan(check)


def _check_plan(check: JournalCheck) -> list[Finding]:
    """Return a note where the latest plan is about packs that aren't there."""
    if check.plan is None or not check.plan[2].get("on"):
        return []
    path, number, line = check.plan
    filters = line.get("filters")
    wanted = filters.get("packs") if isinstance(filters, dict) else None
    known = {str(head["about"]["id"]) for head in glance_at_packs(offered=True)}
    with suppress(OSError):
        for pack in find_packs(paths.own_packs()):
            with suppress(InterviewError, OSError, ValueError):
                known.add(compiled.load(pack, None).id)
    gone = [one for one in wanted or () if isinstance(one, str) and one not in known]
    if not gone:
        return []
    says = f"your plan is about packs that aren't there: {', '.join(map(safe, gone[:3]))}"
    means = "it plans without their questions; add the pack again, or change the plan"
    return [Finding("unknown-pack", path, says, means, line=number, harmless=True)]


def _note(code: str, says: str, means: str) -> Finding:
    return Finding(code, "journal", says, means, harmless=True)


def _describe(questions: list[str]) -> str:
    names = ", ".join(map(safe, questions[:3])) + (", …" if len(questions) > 3 else "")
    return f"{count(len(questions), 'question')} that no pack has now: {names}"
