"""`pack check`: what makes its exit code 1, and what a pack or a person can leave out."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from helpers.program import run_program

#: Of which the only question has no source, which is a warning.
BARE = "format: 1.1\npack: {id: mine, title: Mine}\nquestions:\n" + (
    "  - {id: one, topic: a, level: mid, ask: 'What is it?', answer: That.}\n"
)
#: An error more.
WRONG = BARE + "  - {id: two, topic: a, level: mid, ask: 'What else?', answr: That.}\n"
REASON = "lint: {ignore: {source-missing: our slides aren't public}}"


def check(text: str, *options: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    (cwd / "mine.yaml").write_text(text, encoding="utf-8")
    return run_program("pack", "check", "mine.yaml", *options, cwd=cwd)


def about_pack(text: str, field: str) -> str:
    """Return *text* with a *field* more of its pack."""
    return text.replace("title: Mine}", f"title: Mine, {field}}}")


@pytest.mark.parametrize(
    ("text", "options", "code", "last"),
    [
        (BARE, [], 0, "1 warning in 1 file. Why, and when not: interview pack rules source-"),
        (BARE, ["--strict"], 1, "1 warning in 1 file. Why, and"),
        (about_pack(BARE, "strict: true"), [], 1, "1 warning in 1 file. Why, and"),
        (about_pack(BARE, "strict: false"), ["--strict"], 1, "1 warning in 1 file. Why, and"),
        (WRONG, [], 1, "1 error, 1 warning in 1 file. How to write a pack: "),
        (WRONG, ["--strict"], 1, "1 error, 1 warning in 1 file. How to write a pack: "),
    ],
)
def test_warnings_alone_fail_only_if_asked(
    tmp_path: Path, text: str, options: list[str], code: int, last: str
) -> None:
    done = check(text, *options, cwd=tmp_path)

    assert done.returncode == code
    assert done.stdout.splitlines()[-1].startswith(last)


def test_strict_is_about_the_pack_that_says_it(tmp_path: Path) -> None:
    clean = about_pack(BARE, "strict: true").replace(
        "'What is it?', answer: That.", "'And why?', answer: So., sources: [https://example.org]"
    )
    (tmp_path / "other.yaml").write_text(clean.replace("id: mine", "id: other"))

    done = check(BARE, "other.yaml", cwd=tmp_path)
    assert (done.returncode, done.stdout.splitlines()[-1][:9]) == (0, "1 warning")


def test_how_many_questions_are_left_out_is_said(tmp_path: Path) -> None:
    assert "\n2 questions, 1 of them left out.\n" in check(WRONG, cwd=tmp_path).stdout


@pytest.mark.parametrize(
    ("options", "others"),
    [
        (["--select", "source-missing"], "1 other problem isn't shown"),
        (["--select", "longest-key"], "1 other problem isn't shown"),
    ],
)
def test_an_error_that_is_not_selected_still_counts(
    tmp_path: Path, options: list[str], others: str
) -> None:
    done = check(WRONG, *options, cwd=tmp_path)

    assert done.returncode == 1
    assert others in done.stdout
    assert "unknown-field" not in done.stdout
    assert "no problems" not in done.stdout
    document = json.loads(check(WRONG, *options, "--json", cwd=tmp_path).stdout)
    assert (document["errors"], document["unshown"], document["left_out"]) == (1, 1, 1)
    for form in ("github", "sarif"):
        done = check(WRONG, *options, "--format", form, cwd=tmp_path)
        assert (done.returncode, others in done.stderr) == (1, True)


def test_a_rule_of_the_format_cannot_be_ignored(tmp_path: Path) -> None:
    done = check(WRONG, "--ignore", "unknown-field", cwd=tmp_path)

    assert (done.returncode, done.stdout) == (2, "")
    assert "[unknown-field] is a rule of the format, and can't be ignored" in done.stderr


def test_a_pack_says_which_rules_do_not_fit_it(tmp_path: Path) -> None:
    done = check(about_pack(BARE, REASON), "--strict", cwd=tmp_path)

    assert (done.returncode, done.stdout) == (0, "1 question in 1 pack, no problems.\n")


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("lint: {ignore: {source-missing: ' '}}", "source-missing is empty: write something"),
        ("lint: {ignore: {source-mising: why}}", "did you mean source-missing?"),
        ("lint: {ignore: {unknown-field: why}}", 'no lint rule "unknown-field" to be ignored'),
        ("lint: {ignore: {no-right-option: why}}", "and cannot be ignored: fix it"),
        ("lint: {ignore: [source-missing]}", "ignore must be a mapping"),
        ("lint: {ignored: {source-missing: why}}", '"ignored" is not a field of'),
        ("strict: sometimes", 'strict is "sometimes"; it can be true or false'),
        ("stric: true", 'did you mean "strict"?'),
    ],
)
def test_what_a_pack_cannot_say_is_told(tmp_path: Path, field: str, said: str) -> None:
    done = check(about_pack(BARE, field), "--strict", cwd=tmp_path)

    assert done.returncode == 1
    assert said in done.stdout


def test_a_rule_about_the_whole_pack_is_ignored_by_it(tmp_path: Path) -> None:
    calendar = "version: 2026.11"
    reasons = "lint: {ignore: {version-numbers: it's the month, source-missing: none}}"

    assert "[version-numbers]" in check(about_pack(BARE, calendar), cwd=tmp_path).stdout
    done = check(about_pack(BARE, f"{calendar}, {reasons}"), "--strict", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "1 question in 1 pack, no problems.\n")
