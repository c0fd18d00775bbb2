"""Sentences and phrases of the debrief that every way of showing it shares."""

from __future__ import annotations

import re

from interview_cli.core.code_review import review_words
from interview_cli.core.code_review.assessment import JudgedDefect
from interview_cli.core.delivery.feedback import KINDS, Remark
from interview_cli.core.design_case import case_words
from interview_cli.core.plain_markdown import unmark
from interview_cli.core.records import RATINGS
from interview_cli.core.safe_text import clean
from interview_cli.core.scoring.result import (
    CLOSE,
    CONTRADICTED,
    HIT,
    MISSED,
    WORDS,
    PointResult,
    ScoringResult,
    describe_point,
    one_paragraph,
    quote_evidence,
)
from interview_cli.core.sentences import count, join
from interview_cli.core.session.debrief import Debrief, DebriefItem
from interview_cli.core.session.state import Asked
from interview_cli.core.session.summary import Summary
from interview_cli.terminal.debrief.since import describe_before
from interview_cli.terminal.rendering.wording import CANT_JUDGE, duration, percent

#: Said when a debrief is closed, so that closing it by mistake costs nothing.
REOPEN = "To open this debrief again: interview debrief"


def head(debrief: Debrief) -> str:
    """Return what it was: ``Mock interview, mid · 28 of 30 min · 9 questions``.

    If some were skipped it ends with ``3 answered, 6 skipped`` instead.
    """
    settings, answered = debrief.session.settings, len(debrief.answers)
    level = f", {debrief.level}" if settings.level else ""
    spent = max(1, round(debrief.spent_ms / 60_000))
    of = f" of {settings.minutes:g}" if settings.minutes else ""
    questions = count(answered, "question")
    if debrief.skipped:
        questions = f"{answered} answered, {len(debrief.skipped)} skipped"
    began = debrief.session.began
    day = f", {began.day} {began:%B}" if debrief.session.reopened else ""
    return f"{debrief.session.mode.title}{level}{day} · {spent}{of} min · {questions}"


def skipped(debrief: Debrief) -> str:
    """Return how many questions were skipped; "" if none was."""
    return f"Skipped: {count(len(debrief.skipped), 'question')}" if debrief.skipped else ""


def list_skipped(debrief: Debrief) -> list[str]:
    """Return the name and the wording of each question that was skipped."""
    return [f"{asked.key}: {one_line(asked)}" for asked in debrief.skipped]


def describe_partial(debrief: Debrief) -> str:
    """Return that the interview can still be resumed; "" where it's over."""
    if not debrief.partial:
        return ""
    return "You left this interview early; so far it's this. To continue it: interview resume"


def describe_changed(item: DebriefItem) -> str:
    """Return that the question isn't what it was when it was answered; "" where it is."""
    if item.gone:
        return "This question is no longer in its pack: only your words and the points are left."
    if item.changed:
        return "This question has changed since: the points are those of then."
    return ""


def one_line(asked: Asked) -> str:
    """Return a question's wording as one line; code keeps its back-ticks.

    Of an exercise that's the first paragraph: the rules in a list below it are for the editor.
    """
    ask, quiz = asked.question.ask, asked.question.quiz
    if quiz and quiz.expects == "code":
        ask = re.split(r"\n[ \t]*\n", ask.strip(), maxsplit=1)[0]
    return unmark(" ".join(ask.split()))


def pass_mark(debrief: Debrief) -> str:
    return f"pass mark for {debrief.level}: {percent(debrief.bar)}"


def total(debrief: Debrief) -> str:
    """Return whether the interview was passed, and its score: ``Not passed, 61 %``."""
    if debrief.score is None:
        return "No score yet"
    return _capitalize(describe_result(debrief.passed, debrief.score)) + _of_judged(debrief)


def _of_judged(debrief: Debrief) -> str:
    judged = len(debrief.answers) - len(debrief.unrated)
    answers = count(len(debrief.answers), "answer")
    return f" ({judged} of {answers} judged)" if debrief.unrated else ""


def describe_change(debrief: Debrief) -> str:
    if debrief.score is None:
        return "No score yet."
    now = describe_result(debrief.passed, debrief.score)
    return f"The interview now: {now}{_of_judged(debrief)}."


def describe_result(passed: bool | None, score: float) -> str:
    """Return a score with its word before it: ``passed, 67 %``."""
    return f"{'passed' if passed else 'not passed'}, {percent(score)}"


def _capitalize(text: str) -> str:
    return text[:1].upper() + text[1:]


def topics(debrief: Debrief) -> str:
    """Return the mean score of each topic in per cent, and of each level if there are several."""
    levels = debrief.levels if len(debrief.levels) > 1 else ()
    means = (*debrief.topics, *levels)
    return " · ".join(f"{mean.name} {round(mean.score * 100)}" for mean in means)


def unrated(debrief: Debrief) -> str:
    """Return which answers can't be judged, and that they don't count; "" without any."""
    numbers = [str(one.number) for one in debrief.unrated]
    if not numbers:
        return ""
    if len(numbers) == 1:
        return f"Answer {numbers[0]} {CANT_JUDGE}, so it doesn't count."
    return f"Answers {join(numbers)} {CANT_JUDGE}, so they don't count."


def count_unrated(summary: Summary) -> str:
    """Return how many answers can't be judged, behind a comma; "" without any."""
    return f", {len(summary.unrated)} {CANT_JUDGE}" if summary.unrated else ""


def describe_progress(summary: Summary) -> str:
    """Return how far an interview came that was left early, and how it went up to there."""
    answers = count(summary.answered, "answer")
    progress = f"You left early: {answers}{count_unrated(summary)}"
    if summary.score is None:
        return f"{progress}, no score yet."
    return f"{progress}; {percent(summary.score)} so far."


def comes_back(summary: Summary) -> bool:
    """Whether an answer didn't pass, so that its question is due again soon."""
    return any(item.outcome.passed is False for item in summary.missed)


def pace(debrief: Debrief) -> str:
    return f"{duration(debrief.spent_ms / max(1, len(debrief.answers)))} a question"


def describe_score(item: DebriefItem) -> str:
    """Return whether an answer passed, its score and its points, or whose word it counts on.

    ``not passed, 38 %: 1 of 4 said, 1 partly``; ``passed, marked by you``.
    """
    verdict = describe_verdict(item)
    if item.score is None or item.is_overridden:
        return verdict
    said = "found" if item.code else "said"
    counts = f"{_by_weight(item.scored)}: {count_points(item.scored, said)}"
    counts = counts if item.expected else ""
    regraded, review = item.outcome.regraded, item.outcome.review
    grader = regraded.grader if regraded else review.grader if review else ""
    whose = {"self": ", marked by you", "model": ", marked by the model"}.get(grader, "")
    return f"{verdict}{counts}{whose}"


def describe_verdict(item: DebriefItem) -> str:
    """Return whether an answer passed, and its score, in a few words."""
    if item.story and item.outcome.rating and not item.unrated:
        return f"{RATINGS[item.outcome.rating]}, marked by you"
    if item.is_overridden:
        return "passed, marked by you"
    if item.score is not None:
        return describe_result(item.passed, item.score)
    review, rating = item.outcome.review, item.outcome.rating
    if rating and review is not None and review.grader == "self":
        return f"{RATINGS[rating]}, marked by you"
    return CANT_JUDGE


def count_points(scored: ScoringResult, said: str = "said") -> str:
    """Return how many of the expected points were said, partly said and contradicted."""
    points = [point for point in scored.points if point.expected]
    states = [point.state for point in points]
    counts = [f"{states.count(HIT)} of {len(points)} {said}"]
    for state, word in ((CLOSE, "partly"), (CONTRADICTED, "contradicted")):
        counts += [f"{states.count(state)} {word}"] if state in states else []
    return ", ".join(counts)


def _by_weight(scored: ScoringResult) -> str:
    """Return that a score isn't the share of points that were said, where weights make it so."""
    points = [point for point in scored.points if point.expected]
    share = sum(point.state == HIT for point in points) / max(1, len(points))
    uneven = len({point.weight for point in points}) > 1
    score = percent(scored.score)
    return " by weight" if uneven and percent(scored.coverage) == score != percent(share) else ""


def describe_override(item: DebriefItem) -> str:
    """Return who marked an overridden answer, and the program's verdict; "" for others."""
    if (regraded := item.outcome.regraded) is None:
        return ""
    who = "the model you asked" if regraded.grader == "model" else "you"
    if item.first.passed is None:
        return f"Marked by {who}; the program couldn't judge it."
    alone = describe_result(item.first.passed, item.first.score)
    counts = f"{_by_weight(item.first)} ({count_points(item.first)})" if item.expected else ""
    return f"Marked by {who}; the program's own verdict: {alone}{counts}."


def correction(item: DebriefItem, point: PointResult) -> str:
    """Return for a point that was turned whose word that is, and what the program found."""
    before = next((one.state for one in item.first.points if one.says == point.says), point.state)
    regraded = item.outcome.regraded
    if before == point.state or regraded is None:
        return ""
    whose = "marked by the model" if regraded.grader == "model" else "marked by you"
    return f"{whose}; the program's own verdict: {WORDS[before].lower()}"


def describe_gap(item: DebriefItem) -> str:
    """Return what to say next time, or has to be said to pass; "" where nothing is left out."""
    if (gap := item.gap) is None:
        return ""
    return f"{'To pass, say' if gap.essential else 'Say next time'}: {one_paragraph(gap.says)}."


def join_reasons(item: DebriefItem, point: PointResult) -> str:
    """Return the words that led to a point's state, and what came of it the last time."""
    return "; ".join(filter(None, (quote_evidence(point), describe_before(item, point))))


def find_marks(item: DebriefItem, answer: str) -> list[tuple[int, int, str]]:
    """Return the parts of *answer*, as it is shown, that counted: start, end, and a point's state.

    Those are the words that the points quote. The record keeps a point's words in the order
    they were said, but not where.
    """
    marks: list[tuple[int, int, str]] = []
    for point in item.expected:  # the others are quoted nowhere
        at = 0
        for word in point.words if point.state != MISSED else ():
            place = re.compile(rf"(?<!\w){re.escape(clean(word))}(?!\w)").search(answer, at)
            if place:
                start, at = place.span()
                if not any(start < e and s < at for s, e, _ in marks):
                    marks.append((start, at, point.state))
    return sorted(marks)


def _point_line(item: DebriefItem, place: int, point: PointResult) -> str:
    why = join_reasons(item, point)
    if item.code is None:
        return describe_point(point, why)
    defect = item.code.defects[place]
    title = review_words.defect_title(JudgedDefect(defect, point.state))
    where = review_words.spoken_place(defect)
    return f"{title}, {where}: {defect.says}{f' ({why})' if why else ''}"


def points(item: DebriefItem) -> list[str]:
    """Return what was said of an answer's key points, in lines without signs."""
    lines = [f"{_capitalize(describe_score(item))}."]
    if item.case:
        return [*lines, *case_words.stage_lines(item.case), *filter(None, [describe_gap(item)])]
    lines += [
        f"{n}. {_point_line(item, n - 1, point)}"
        for n, point in enumerate(item.scored.points, 1)
        if point.expected
    ]
    if item.unrated:
        lines.append(f"{compare(item)}; :r {item.number} if {was_right(item)}.")
    lines += [f"More than expected here: {one_paragraph(point.says)}" for point in item.above]
    remarks = (f"Delivery: {describe_remark(remark)}" for remark in item.delivery)
    return [*lines, *filter(None, [describe_gap(item)]), *remarks]


def compare(item: DebriefItem) -> str:
    """Return what an answer that only the learner can rate is to be compared with."""
    return f"Compare it with {'the anchors' if item.story else 'the model answer'}"


def was_right(item: DebriefItem) -> str:
    return "it's a good story" if item.story else "you were right"


def describe_remark(remark: Remark) -> str:
    """Return a remark on how an answer was delivered, with the words that show it."""
    if not remark.words:
        return remark.text
    what, _, instead = remark.text.removesuffix(".").partition(". ")
    quoted = ", ".join(f'"{word}"' for word in remark.words)
    return f"{what}: {quoted}.{f' {instead}.' if instead else ''}"


def describe_delivery(debrief: Debrief) -> str:
    """Return which remarks several answers share, with their numbers; "" without any."""
    numbers: dict[str, list[str]] = {}
    for one in debrief.answers:
        for remark in one.delivery:
            numbers.setdefault(remark.kind, []).append(str(one.number))
    shared = [
        f"{KINDS[kind]} ({join(numbers[kind])})" for kind in KINDS if len(numbers.get(kind, ())) > 1
    ]
    return f"Delivery, in several answers: {', '.join(shared)}." if shared else ""


def describe_commands(debrief: Debrief, can_undo: bool) -> list[str]:
    """Return what can be done in a debrief, each with the last answer for which it can."""
    answers = debrief.answers
    turnable = [one.number for one in answers if one.expected]
    wrong = [one.number for one in answers if one.unrated or not one.outcome.right]
    return [
        ":q to end",
        *(f":t {n}.1 turn point 1 of answer {n}" for n in turnable[-1:]),
        *(f":r {n} I was right there" for n in wrong[-1:]),
        *([":u undo"] if can_undo else []),
        *([":s skipped"] if debrief.skipped else []),
        f":m {len(answers)} model answer",
        *([":a the missed ones again"] if debrief.can_ask_again else []),
    ]
