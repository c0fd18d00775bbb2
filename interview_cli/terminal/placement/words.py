"""What is said of a placement, in lines."""

from __future__ import annotations

from collections.abc import Mapping

from interview_cli.core.levels import LEVELS, Level
from interview_cli.core.placement.conclusion import LEAST_FOR_ONE, Conclusion
from interview_cli.core.sentences import count, join
from interview_cli.core.session.state import Session
from interview_cli.terminal.answers.words import describe_outcome
from interview_cli.terminal.rendering.wording import percent

#: A level as what somebody is.
IS = {"junior": "junior", "mid": "mid-level", "senior": "senior"}

#: Before the first question.
HOW = (
    "Each question is chosen by your answers so far, and the verdicts come at the end. "
    "If you don't know one, skip it: here that counts as not known."
)

#: After a placement without any answers.
NOTHING = "Nothing was answered, so there's nothing to say about your level."

#: Above the profile by topic.
PROFILE = "By topic, from very few questions each: a hint, not a measure"

#: By how much one of two levels must be likelier to say that it's nearer.
NEARER = 0.15


def describe_conclusion(session: Session, found: Conclusion) -> str:
    """Return the level in a sentence: ``You're mid-level, by this pack's labels.``"""
    packs = {asked.key.partition(":")[0] for asked in session.plan}
    by = f"by {'this' if len(packs) == 1 else 'these'} pack{'s' * (len(packs) > 1)}' labels"
    by = by.replace("pack' ", "pack's ")
    if found.level:
        return f"You're {IS[found.level]}, {by}."
    if found.between:
        likely = sorted(found.between, key=lambda level: -found.probabilities[level])
        apart = found.probabilities[likely[0]] - found.probabilities[likely[1]]
        nearer = f", nearer to {likely[0]}" if apart >= NEARER else ""
        return f"You're between {join(found.between)}{nearer}, {by}."
    if found.answered < LEAST_FOR_ONE:
        answers = count(found.answered, "answer")
        return f"Not sure yet: {answers} can't tell. It takes at least {LEAST_FOR_ONE}."
    return "Not sure yet: your answers don't point to one level."


def describe_certainty(found: Conclusion) -> str:
    """Return how sure that is: ``83 % sure after 9 answers``; "" where nothing is named."""
    if not (found.level or found.between):
        return ""
    return f"{percent(found.chance)} sure after {count(found.answered, 'answer')}"


def describe_probabilities(probabilities: Mapping[Level, float]) -> str:
    """Return the chance of each level: ``junior 6 %, mid 83 %, senior 11 %``."""
    return ", ".join(f"{level} {percent(p)}" for level, p in probabilities.items())


def describe_missing(found: Conclusion) -> str:
    """Return what can't be told where there are no questions of a level; "" where there are."""
    missing = [level for level in LEVELS if level not in found.probabilities]
    if not missing:
        return ""
    here = join([*found.probabilities])
    return f"There are no {join(missing)} questions here, so this can only tell {here} apart."


def profile(session: Session) -> list[tuple[str, str]]:
    """Return for each area what was known: ``("python", "mid right, senior wrong")``."""
    areas: dict[str, list[tuple[int, str]]] = {}
    for outcome in session.outcomes:
        question = session.plan[outcome.place].question
        came = f"{question.level} {describe_outcome(session, outcome)}"
        area = question.topic.partition("/")[0]
        areas.setdefault(area, []).append((LEVELS.index(question.level), came))
    ordered = sorted(areas.items(), key=lambda item: (-len(item[1]), item[0]))
    return [(area, ", ".join(came for _, came in sorted(of))) for area, of in ordered]


def lines(session: Session, found: Conclusion) -> list[str]:
    """Return what was found, in sentences."""
    sure = describe_certainty(found)
    level = f"{describe_conclusion(session, found)}{f' {sure}.' if sure else ''}"
    chances = describe_probabilities(found.probabilities)
    missing = describe_missing(found)
    return [level, f"{chances[:1].upper()}{chances[1:]}.", *([missing] if missing else [])]


def describe_early(session: Session, found: Conclusion) -> str:
    """Return how far a placement came that was left, and what it points to so far."""
    if not session.answered:
        return "You left early; nothing was answered."
    answered = f"You left early, after {count(found.answered, 'answer')}"
    return f"{answered}. Not sure yet: {describe_probabilities(found.probabilities)}."


def next_steps(session: Session, *, has_plan: bool) -> list[str]:
    """Return what to do next."""
    steps = [
        "Your plan goes on from here: interview plan"
        if has_plan
        else "Plan from here to your interview: interview plan --on DATE"
    ]
    if any(outcome.review and not outcome.right for outcome in session.outcomes):
        steps.append("What you missed comes back soon: interview due")
    return steps
