"""Sentences and phrases that every way of showing a session shares."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone

from interview_cli.core.behaviour.behaviour_words import APPROACH, standard_lines
from interview_cli.core.code_review import review_words
from interview_cli.core.code_review.assessment import Assessment
from interview_cli.core.design_case import case_words
from interview_cli.core.design_case.stage_scores import CaseScore
from interview_cli.core.kinds.behaviour import Behaviour
from interview_cli.core.modes import Mode
from interview_cli.core.passing import PASSING_SCORE
from interview_cli.core.plain_markdown import flatten
from interview_cli.core.questions.fixed_code import find_fix
from interview_cli.core.questions.question import Question
from interview_cli.core.questions.variants import count_variants, name_values, values_of
from interview_cli.core.records import PASS_MARKS
from interview_cli.core.scoring.explain import EXPLAIN
from interview_cli.core.sentences import count, join
from interview_cli.core.session.state import Session, Task
from interview_cli.core.session.summary import Summary
from interview_cli.core.session.verdict import Verdict
from interview_cli.core.study_days import describe_day, study_day

#: For a debrief in which there is no override left to take back.
NOTHING_TO_UNDO = "Nothing to undo here; the interview is over."

#: What is said of an answer that only the learner can judge.
CANT_JUDGE = "can't be judged"

#: The labels of the answer as you'd say it, and of the whole one.
SAY_IT, MODEL_ANSWER = "Say it like this", "Model answer"
FIX = "What the fix changes"
PICTURE = "Picture"

#: Said where several options can be right.
ALL_THAT_APPLY = "Choose all that apply."

#: Said where questions to the interviewer are chosen.
IN_YOUR_ORDER = "Choose the ones you'd ask, the most important one first."

#: For Ctrl-D where it would send an answer.
NOTHING_TYPED = "There's nothing to send yet. Type :s to skip the question; :q quits."

#: For a session that was left before its end.
RESUME = "Everything is saved. Continue with: interview resume"


def answer_lines(question: Question, label: str = MODEL_ANSWER) -> list[str]:
    """Return the answer as one would say it, and below it the whole one, after its *label*."""
    spoken = [f"{SAY_IT}:", flatten(question.spoken)] if question.spoken else []
    label = APPROACH if isinstance(question.quiz, Behaviour) else label
    standards = standard_lines(question.quiz)
    return [*spoken, f"{label}:", flatten(question.answer), *standards, *fix_lines(question)]


def describe_values(question: Question) -> str:
    """Return which values are in *question*: "Values 1 of 3: n = 3, k = 6."; "" for none."""
    if question.variant is None:
        return ""
    values = name_values(values_of(question))
    return f"Values {question.variant + 1} of {count_variants(question)}: {values}."


def fix_lines(question: Question) -> list[str]:
    """Return what has to change in the code of *question*, with words for the signs."""
    lines = find_fix(question)
    return [f"{FIX}:", *name_changes(lines)] if lines else []


def name_changes(lines: Sequence[str]) -> list[str]:
    """Return the lines of a difference with words for their signs."""
    named = {"-": "Gone", "+": "New", " ": "Same", "@": "At"}
    return [f"{named.get(line[:1], 'Same')}: {line[1:]}" for line in lines if line[:1] != "@"]


def describe_start(session: Session) -> str:
    title, size, seed = session.title, session.size, session.settings.seed
    if session.outcomes:
        done = len({outcome.place for outcome in session.outcomes})
        return f"{title} continued: {done}{f' of {size}' if size else ''} done. Seed {seed}."
    at_most = "at most " if session.mode.adaptive else ""
    questions = f", {at_most}{count(size, 'question')}" if size else ""
    return f"{title}{questions}. Seed {seed}."


def minutes_left(session: Session, now: datetime) -> int | None:
    """Return the minutes left of a session that ends by the clock; None for another."""
    minutes = session.settings.minutes
    if minutes is None:
        return None
    return max(0, round(minutes - (now - session.began).total_seconds() / 60))


def answer_hint(session: Session) -> str:
    """Return in a line what an answer to the current question looks like."""
    task = session.task
    top = len(task.offers)
    if task.kind == EXPLAIN and task.expects == "grade":
        return "Answer aloud, then press Enter to see the answer."
    pairs = f"{letters(task)}, {pairs_example(top)}"
    dot = "End with a line that has only a dot, or :? for help."
    if task.kind == EXPLAIN:
        return f"Answer in your own words. {dot}"
    if task.case:
        return f"{case_words.HOW} {dot}"
    if task.self_graded:
        return f"Tell a story of your own. {dot}"
    return {
        "one": f"Answer 1 to {top}, or :? for help.",
        "many": f"{ALL_THAT_APPLY[:-1]}: numbers such as 1 3, or :? for help.",
        "picks": f"{IN_YOUR_ORDER[:-1]}: numbers such as 3 1, or :? for help.",
        "order": f"Type the numbers 1 to {top} in the right order, or :? for help.",
        "pairs": f"Type the numbers that go with {pairs}, or :? for help.",
        "gaps": "Fill in the gaps, one line each, or :? for help.",
        "line": "Type your answer, or :? for help.",
        "lines": f"Type what it prints. {dot}",
        "defects": f"{review_words.how_to_answer(task.review) if task.review else ''} {dot}",
        "grade": "Press Enter to see the answer, or :? for help.",
    }[task.expects]


def says_all_that_apply(ask: str) -> bool:
    """Whether the author's own words say that several options can be right."""
    return "all that apply" in " ".join(ask.lower().split())


def pairs_example(top: int) -> str:
    """Return an example of numbers for *top* left sides: "such as 2 1 3"."""
    return f"such as {' '.join(map(str, [2, 1, *range(3, top + 1)]))}"


def letter(number: int) -> str:
    """Return the letter of a left side by its number, from 1."""
    return "ABCDEFGHI"[number - 1]


def letters(task: Task) -> str:
    return f"{letter(1)} to {letter(len(task.left_sides))}" if task.left_sides else ""


def hint_line(session: Session) -> str:
    """Return the hint that was read last, and which one of how many it is."""
    of = len(session.hint_ladder)
    which = f" {min(session.hints, of)} of {of}" if of > 1 else ""
    return f"Hint{which}: {flatten(session.hint)}"


def describe_continued(session: Session, spent_ms: int) -> str:
    """Return that an exercise goes on that was begun before."""
    hints = f" and {count(session.hints, 'hint')}" if session.hints else ""
    spent = f"{duration(spent_ms)}{hints} so far"
    return f"You've started this before: {spent}. Your file is as you left it."


def verdict_line(result: Verdict, *, words: bool = False) -> str:
    """Return in a sentence what was said and what is right; *words* instead of ticks."""
    score = result.score
    if result.case:
        return _case_line(result, result.case, words=words)
    if score >= 1:
        late = ", but time ran out" if result.late else ""
        return f"Right{late}." if words else f"✓ Right{late}"
    mark = ("Partly right. " if score else "Wrong. ") if words else ("≈ " if score else "✗ ")
    if found := result.assessment:
        return _review_line(result, found, words=words)
    if what := counts(result):
        late = "Time ran out. " if result.late or result.answer is None else ""
        word = "Partly right" if score else "Wrong"
        sign = "" if words else "≈ " if score else "✗ "
        return f"{sign}{late}{word}: {what}" + (f". Score {percent(score)}." if words else "")
    parts = [f"{mark}Time ran out."] if result.late or result.answer is None else []
    if result.answer is not None:
        said = f"You said{_describe(result, result.answer, result.answer_numbers)}"
        parts.append(said if parts else f"{mark}{said}")
    if score and (words or (result.task.quiz and result.task.quiz.marks)):
        parts.append(f"Score {percent(score)}.")
    is_ = "The answer is" if words else "It is"
    if result.task.expects == "lines" and not result.task.right[0].strip():
        is_ = "It prints"
    if result.task.expects == "picks":
        is_ = "Worth asking:"
    parts.append(f"{is_}{_describe(result, result.task.right, result.right_numbers)}")
    return ("\n" if any("\n" in part for part in parts) else " ").join(parts)


def _review_line(result: Verdict, found: Assessment, *, words: bool) -> str:
    """Return whether a review passed, and what it found."""
    late = "Time ran out. " if result.late or result.answer is None else ""
    passed, overlooked = found.result.passed, review_words.overlooked(found)
    word = "Passed" if passed else "Not passed"
    sign = "" if words else "≈ " if result.score else "✗ "
    more = f"; {overlooked}" if overlooked else ""
    score = f". Score {percent(result.score)}." if words else ""
    return f"{sign}{late}{word}: {review_words.count_found(found)}{more}{score}"


def _case_line(result: Verdict, found: CaseScore, *, words: bool) -> str:
    """Return whether a case passed, and how many points were said."""
    missing = case_words.missing_essentials(found)
    word = "Passed" if result.outcome.passed else "Not passed"
    passed = "✓ " if result.outcome.passed else "≈ "
    sign = "" if words else passed if result.score else "✗ "
    more = f"; {missing}" if missing else ""
    return f"{sign}{word}, {percent(result.score)}: {case_words.count_said(found)}{more}."


def _describe(result: Verdict, texts: Sequence[str], numbers: Sequence[int]) -> str:
    """Return an answer as the end of a sentence: `` 1 and 3.``, or its lines after a colon."""
    expects = result.task.expects
    if result.task.offers:
        digits = list(map(str, numbers))
        return f" {' '.join(digits) if expects == 'order' else join(digits) or 'nothing'}."
    if expects == "lines":
        printed = "\n".join(texts).rstrip()
        return f":\n{printed}" if printed else " nothing."
    if expects == "gaps":
        return f" {' '.join(texts) or 'nothing'}."
    kept = without_variants(texts)
    if getattr(result.task.quiz, "number", None) and texts == result.task.right:
        kept += {*texts[-1:]} - {*kept}  # the plain number is no variant of what says more
    return f" {join(kept, 'or')}."


def without_variants(texts: Sequence[str]) -> list[str]:
    """Return *texts* without those that hold one before them, or are held: ``a deadlock``."""

    def holds(text: str, part: str) -> bool:
        return bool(re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text, re.IGNORECASE))

    kept: list[str] = []
    for text in texts:
        if not any(holds(text, one) or holds(one, text) for one in kept):
            kept.append(text)
    return kept


def counts(result: Verdict) -> str:
    """Return how much of an order, of pairs, or of several gaps, is right; "" for other kinds."""
    if result.task.expects == "order":
        steps = len(result.task.right)
        pairs = steps * (steps - 1) // 2
        return f"{round(result.score * pairs)} of {count(pairs, 'pair')} in order"
    if result.task.expects == "pairs":
        right = sum(row.mark == "right" for row in result.rows)
        return f"{right} of {count(len(result.rows), 'pair')} right"
    if result.task.expects == "gaps" and result.task.gaps > 1:
        right = sum(part >= 1 for part in result.parts)
        nearly = sum(0 < part < 1 for part in result.parts)
        more = f", {nearly} nearly" if nearly else ""
        return f"{right} of {count(result.task.gaps, 'gap')} right{more}"
    return ""


def points_prompt(session: Session) -> str:
    says = [point.says for point in session.current.question.key_points]
    if not says:
        return "How was it? 1 again, 2 hard, 3 good, 4 easy."
    points = "\n".join(f"{n}. {text}" for n, text in enumerate(says, 1))
    return f"{points}\nWhich of these did you say? Numbers such as 1 3, or 0 for none."


def resume_interview(summary: Summary) -> str:
    """Return how to go on with an interview that was left, and how to end it instead.

    "" where nothing was begun.
    """
    if not summary.begun:
        return ""
    if not summary.answered:
        return RESUME
    return f"{RESUME}\nFor the debrief of what you answered: interview resume, then :end"


def gain_line(summary: Summary, today: date) -> str:
    """Return how it went against the last time; "" if that can't be compared."""
    if summary.gain is None or summary.last is None:
        return ""
    when = describe_day(study_day(local_time(summary.last.at, summary.last.offset)), today)
    when = "earlier today" if when == "today" else when
    if summary.gain == 0:
        return f"as many right as {when}"
    return f"{abs(summary.gain)} {'more' if summary.gain > 0 else 'fewer'} right than {when}"


def question_noun(mode: Mode) -> str:
    return "card" if mode.answer_by == "recall" else "question"


def right_word(mode: Mode) -> str:
    return "known" if mode.answer_by == "recall" else "right"


def next_time(days: int) -> str:
    """Return when a question is asked again: today, tomorrow, in 9 days."""
    return ("today", "tomorrow")[days] if days < 2 else f"in {days} days"


def describe_due(session: Session, today: date) -> str:
    """Return since when the current flashcard is due, or that it is new."""
    asked = session.current
    if session.mode.answer_by != "recall":
        return ""
    if asked.due is None:
        return "new"
    late = today.toordinal() - asked.due
    if late > 0:
        return f"{count(late, 'day')} overdue"
    return "due today" if late == 0 else f"due {next_time(-late)}"


def local_time(at: str, offset: int) -> datetime:
    """Return a moment of the journal as it was on the learner's clock."""
    return datetime.fromisoformat(at).astimezone(timezone(timedelta(minutes=offset)))


def picture_lines(question: Question) -> list[str]:
    """Return in words what the picture of a question shows; nothing where it has none."""
    return [f"{PICTURE}: {question.image.alt.strip()}"] if question.image else []


def question_id(key: str) -> str:
    return key.partition(":")[2]


def percent(share: float) -> str:
    """Return a share from 0 to 1 in percent; what misses a pass mark by a hair isn't that mark."""
    whole = round(share * 100)
    marks = (PASSING_SCORE, *PASS_MARKS.values())
    missed = any(share < mark - 1e-9 and whole == round(mark * 100) for mark in marks)
    return f"{whole - missed} %"


def draw_bar(share: float, length: int, marks: str = "█░") -> str:
    """Return a share from 0 to 1 as a bar of so many columns."""
    full = round(length * share)
    return marks[0] * full + marks[1] * (length - full)


def duration(ms: float) -> str:
    """Return a time: ``24 s``, ``6 min 12 s``."""
    seconds = round(ms / 1000)
    return f"{seconds} s" if seconds < 60 else f"{seconds // 60} min {seconds % 60} s"


def indent_below(text: str) -> str:
    """Return text as it is written, its further lines below the first."""
    return text.rstrip("\n").replace("\n", "\n   ")
