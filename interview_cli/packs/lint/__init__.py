"""Lint of the teaching: what makes a sound question a bad one.

A rule is a function, in the file of those that look at the same thing, a line in the table
here, and a page. What the reader refuses as an error has no second rule; ``REFUSED`` says
which those are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from pathlib import Path

from interview_cli.core.questions.question import Lint
from interview_cli.core.sentences import did_you_mean, trim
from interview_cli.packs.format.pack_read import PackRead
from interview_cli.packs.lint import (
    choices,
    code_in_languages,
    exercise_lint,
    foreign_markup,
    key_points,
    other_options,
    pasted,
    terms,
    whole_pack,
    writing,
    wrong_answers,
)
from interview_cli.packs.lint.kept_findings import KeptFindings
from interview_cli.packs.lint.rule import Found, Measured, Rule, Subject, packs_of
from interview_cli.packs.yaml.problems import Fix, Flaw, Problem
from interview_cli.packs.yaml.source import Map, Source
from interview_cli.storage import clock

#: The rule that only running tells of: `pack check --run`.
SAME_ROWS = "same-rows"

RULES: dict[str, Rule] = {
    rule.id: rule
    for rule in (
        Rule("all-of-the-above", Measured(3, 3, 3), each=other_options.find_all_of_the_above),
        Rule("negative-stem", Measured(4, 4, 4), each=choices.find_negative_stem),
        Rule("blank-stem", Measured(3, 3, 3), each=choices.find_blank_stem),
        Rule("all-right", each=choices.find_all_right),
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
        Rule("source-malformed", each=writing.find_source_malformed),
        Rule("null-text", each=writing.find_null_text),
        Rule("checked-old", Measured(3, 3, 3), each=writing.find_checked_old),
        Rule("alt-gives-answer", each=writing.find_alt_gives_answer),
        Rule("folded-code", Measured(1, 1, 2), each=writing.find_folded_code),
        Rule("cut-by-hash", Measured(3, 3, 3), each=writing.find_cut_by_hash),
        Rule("no-questions", over=whole_pack.find_no_questions),
        Rule("smart-quotes", each=pasted.find_smart_quotes),
        Rule("flow-question-mark", each=pasted.find_flow_question_mark),
        Rule("garbled-text", over=pasted.find_garbled_text),
        Rule("merge-conflict", each=pasted.find_merge_conflict),
        Rule("fence-in-code", each=foreign_markup.find_fence_in_code),
        Rule("raw-html", each=foreign_markup.find_raw_html),
        Rule("math", each=foreign_markup.find_math),
        Rule("unknown-language", each=code_in_languages.find_unknown_language),
        Rule("language-missing", each=code_in_languages.find_language_missing),
        Rule("near-duplicates", Measured(1, 1, 2), over=whole_pack.find_near_duplicates),
        Rule("length-cue", over=whole_pack.find_length_cue),
        Rule("position-cue", over=whole_pack.find_position_cue),
        Rule("level-or-topic-left-out", over=whole_pack.find_level_or_topic_left_out),
        Rule("term-missing", over=terms.find_term_missing),
        Rule("format-number", over=whole_pack.find_format_number),
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
        Rule(SAME_ROWS),
        Rule("tests-without-exercise", each=exercise_lint.find_tests_without_exercise),
        Rule("starter-is-solution", each=exercise_lint.find_starter_is_solution),
    )
}

#: What an author may look for here, the reader's rule that refuses it, and how.
REFUSED: dict[str, tuple[str, str]] = {
    "no-right-option": ("options", "a choice in which no option is right is refused"),
    "follow-up-without-answer": ("missing", "a follow-up without an answer is refused"),
}

#: The rule of problems with ``lint: {ignore: …}`` itself.
IGNORE = "lint-ignore"


def lint(
    reads: Sequence[PackRead],
    rules: Collection[str] | None = None,
    today: date | None = None,
    kept: Path | None = None,
) -> list[Problem]:
    """Return what *rules* (None: those that are on by default) find in the packs of *reads*.

    Only sound questions are looked at; what is wrong with the others the reader says. A
    question, or a pack, is passed over by the rules that its ``lint: {ignore: …}`` names
    with a reason. *today* is the day of the check; None asks the clock. What is found in a
    question is kept in the folder *kept*, and looked for again only if it changed.
    """
    packs = packs_of(reads, today or clock.now().date())
    wanted = [rule for rule in RULES.values() if (rule.on if rules is None else rule.id in rules)]
    known = KeptFindings(kept, packs, [rule for rule in wanted if rule.each], _BAD_IGNORES)
    found: list[Problem] = []
    for pack in packs:
        for subject in pack.subjects:
            for rule_id, (at, message, *fixes) in known.find(subject):
                found += _problem(subject.source, at, message, rule_id, *fixes)
        if pack.info and pack.head and pack.head_source:
            for at, message in _check_ignored(pack.info.lint, pack.head):
                found += _problem(pack.head_source, at, message, IGNORE)
    for rule in wanted:
        if rule.over:
            over = [pack for pack in packs if rule.id not in pack.ignored]
            for source, at, message, *fixes in rule.over(over):
                found += _problem(source, at, message, rule.id, *fixes)
    known.save()
    return sorted(set(found))


def _problem(source: Source, at: int, message: str, rule: str, *fixes: Fix) -> list[Problem]:
    return source.problems([Flaw(at, 0, message, rule, fixes)])


def _check_ignored(written: Lint | None, part: Map) -> Iterator[tuple[int, str]]:
    """Yield what is wrong with the names of rules that *part* ignores, and with the reasons."""
    if not written:
        return
    ignore = part["lint"].get("ignore", {})
    for name, reason in written.ignore.items():
        at = ignore.key_at(name)
        if name in RULES:
            if not reason.strip():
                yield at, f'{name} is ignored without a reason: write {name}: "why it is right"'
            continue
        if name in REFUSED:
            message = f"{REFUSED[name][1]}, and cannot be ignored: fix it, and remove this"
        else:
            hint = did_you_mean(name, RULES, otherwise="those there are: interview pack rules")
            message = f'there is no lint rule "{trim(name)}" to be ignored; {hint}'
        yield at, message


def _find_bad_ignores(subject: Subject) -> Found:
    if subject.question.lint:
        yield from _check_ignored(subject.question.lint, subject.part)


_BAD_IGNORES = Rule(IGNORE, each=_find_bad_ignores)
