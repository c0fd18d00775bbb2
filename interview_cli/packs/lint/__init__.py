"""Lint of the teaching: what makes a sound question a bad one.

A rule is a function, in the file of those that look at the same thing, a line in the table
here, and a page. What the reader refuses as an error has no second rule; ``REFUSED`` says
which those are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from interview_cli.core.sentences import did_you_mean, trim
from interview_cli.packs.format.reader import PackRead
from interview_cli.packs.lint import (
    choices,
    exercise_lint,
    key_points,
    other_options,
    terms,
    whole_pack,
    writing,
    wrong_answers,
)
from interview_cli.packs.lint.rule import Measured, Rule, Subject, packs_of
from interview_cli.packs.yaml.problems import Fix, Flaw, Problem
from interview_cli.packs.yaml.source import Source
from interview_cli.storage import clock

RULES: dict[str, Rule] = {
    rule.id: rule
    for rule in (
        Rule("all-of-the-above", Measured(3, 3, 3), each=other_options.find_all_of_the_above),
        Rule("negative-stem", Measured(4, 4, 4), each=choices.find_negative_stem),
        Rule("blank-stem", Measured(3, 3, 3), each=choices.find_blank_stem),
        Rule("equal-options", Measured(2, 2, 2), each=choices.find_equal_options),
        Rule("longest-key", Measured(3, 4, 3), each=choices.find_longest_key),
        Rule("numeric-order", Measured(2, 2, 3), each=choices.find_numeric_order),
        Rule("stem-words-in-key", Measured(2, 3, 2), each=choices.find_stem_words_in_key, on=False),
        Rule("why-missing", Measured(3, 3, 3), each=choices.find_why_missing),
        Rule("wrong-answer", each=wrong_answers.find_wrong_answer),
        Rule("key-point-absent", Measured(3, 4, 3), each=key_points.find_key_point_absent),
        Rule("not-in-answer", Measured(2, 2, 2), each=key_points.find_not_in_answer),
        Rule(
            "unreachable-key-point", Measured(2, 2, 2), each=key_points.find_unreachable_key_point
        ),
        Rule("essential-without-phrases", each=key_points.find_essential_without_phrases),
        Rule("spoken-aloud", each=writing.find_spoken_aloud),
        Rule("phrase-signs", Measured(3, 3, 4), each=key_points.find_phrase_signs),
        Rule("source-missing", Measured(3, 3, 3), over=writing.find_source_missing),
        Rule("checked-old", Measured(3, 3, 3), each=writing.find_checked_old),
        Rule("folded-code", Measured(1, 1, 2), each=writing.find_folded_code),
        Rule("cut-by-hash", Measured(3, 3, 3), each=writing.find_cut_by_hash),
        Rule("near-duplicates", Measured(1, 1, 2), over=whole_pack.find_near_duplicates),
        Rule("length-cue", over=whole_pack.find_length_cue),
        Rule("position-cue", over=whole_pack.find_position_cue),
        Rule("level-or-topic-left-out", over=whole_pack.find_level_or_topic_left_out),
        Rule("term-missing", over=terms.find_term_missing),
        Rule("version-numbers", over=whole_pack.find_version_numbers),
        Rule("id-reused", over=whole_pack.find_id_reused),
        Rule("clock-in-tests", each=exercise_lint.find_clock_in_tests),
        Rule("silent-assert", each=exercise_lint.find_silent_assert),
        Rule("hidden-unexplained", each=exercise_lint.find_hidden_unexplained),
        Rule("exercise-minutes", each=exercise_lint.find_exercise_minutes),
        Rule("hints-missing", each=exercise_lint.find_hints_missing),
        Rule("few-mutants", each=exercise_lint.find_few_mutants),
        Rule("mutant-unexplained", each=exercise_lint.find_mutant_unexplained),
        Rule("one-fixture", each=exercise_lint.find_one_fixture),
        Rule("tests-without-exercise", each=exercise_lint.find_tests_without_exercise),
        Rule("starter-is-solution", each=exercise_lint.find_starter_is_solution),
    )
}

#: What an author may look for here, the reader's rule that refuses it, and how.
REFUSED: dict[str, tuple[str, str]] = {
    "no-right-option": ("options", "a choice in which no option is right is refused"),
    "all-right": ("options", "a choice in which every option is right is refused"),
    "follow-up-without-answer": ("missing", "a follow-up without an answer is refused"),
    "source-malformed": ("source", "a source that isn't a web address is refused"),
}

#: The rule of problems with ``lint: {ignore: …}`` itself.
IGNORE = "lint-ignore"


def lint(
    reads: Sequence[PackRead], rules: Collection[str] | None = None, today: date | None = None
) -> list[Problem]:
    """Return what *rules* (None: those that are on by default) find in the packs of *reads*.

    Only sound questions are looked at; what is wrong with the others the reader says. A
    question is passed over by the rules that its ``lint: {ignore: …}`` names with a
    reason. *today* is the day of the check; None asks the clock.
    """
    packs = packs_of(reads, today or clock.now().date())
    wanted = [rule for rule in RULES.values() if (rule.on if rules is None else rule.id in rules)]
    found: list[Problem] = []
    for pack in packs:
        for subject in pack.subjects:
            for rule in wanted:
                if rule.each and not subject.ignores(rule.id):
                    for at, message, *fixes in rule.each(subject):
                        found += _problem(subject.source, at, message, rule.id, *fixes)
            for at, message in _check_ignored(subject):
                found += _problem(subject.source, at, message, IGNORE)
    for rule in wanted:
        if rule.over:
            for source, at, message in rule.over(packs):
                found += _problem(source, at, message, rule.id)
    return sorted(set(found))


def _problem(source: Source, at: int, message: str, rule: str, *fixes: Fix) -> list[Problem]:
    return source.problems([Flaw(at, 0, message, rule, fixes)])


def _check_ignored(subject: Subject) -> Iterator[tuple[int, str]]:
    """Yield what is wrong with the names of rules that a question ignores, and with the reasons."""
    if not subject.question.lint:
        return
    ignore = subject.part["lint"].get("ignore", {})
    for name, reason in subject.question.lint.ignore.items():
        at = ignore.key_at(name)
        if name in RULES:
            if not reason.strip():
                yield at, f'{name} is ignored without a reason: write {name}: "why it is right"'
            continue
        if name in REFUSED:
            message = f"{REFUSED[name][1]}, and cannot be ignored: fix it, and remove this"
        else:
            hint = did_you_mean(name, RULES, otherwise="see: interview pack rules")
            message = f'there is no rule "{trim(name)}" to be ignored; {hint}'
        yield at, message
