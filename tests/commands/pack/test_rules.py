"""`interview pack rules`, as a process: the list, a page, and what is no rule."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from helpers.program import run_program

from interview_cli.commands.pack.rules import page
from interview_cli.core.questions.question import KeyPoint
from interview_cli.core.scoring.scorer import score
from interview_cli.packs.authoring.explanations import PHRASE_EXAMPLES, PhraseExample
from interview_cli.packs.lint import REFUSED, RULES
from interview_cli.packs.lint.key_points import explain_sign


def rules(*args: str) -> tuple[int, str, str]:
    done = run_program("pack", "rules", *args)
    return done.returncode, done.stdout, done.stderr


def test_the_list_names_every_rule_and_what_is_refused() -> None:
    code, out, err = rules()

    assert (code, err) == (0, "")
    first = [line.split()[0] for line in out.splitlines() if line]
    assert [name for name in first if name in RULES] == [*RULES]
    assert [name for name in first if name in REFUSED] == [*REFUSED]
    assert out.count("(off by default)") == sum(not rule.on for rule in RULES.values())


def test_a_page_says_why_shows_an_example_and_how_good_the_rule_is() -> None:
    code, out, _ = rules("negative-stem")

    figures = RULES["negative-stem"].measured
    assert code == 0
    assert figures is not None
    assert out.startswith("negative-stem: ")
    assert f"precision  {figures.right} of {figures.flagged}, " in out
    assert "stem: Which of these types is **not** hashable?" in out
    assert max(map(len, out.splitlines())) <= 90


def test_a_page_without_figures_says_why() -> None:
    of_a_pack = page(RULES["id-reused"])
    of_a_question = page(replace(RULES["negative-stem"], measured=None))

    assert "It judges a whole pack, so it wasn't measured" in of_a_pack
    assert "whole pack" not in of_a_question
    assert "It hasn't been measured on labelled questions yet." in of_a_question


@pytest.mark.parametrize(("columns", "longest"), [(60, 60), (200, 80)])
def test_a_page_is_read_in_a_narrow_window_too(monkeypatch, columns: int, longest: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    title, _, why, *_ = page(RULES["term-missing"]).partition("Instead of")[0].splitlines()
    assert title.startswith("term-missing: ")
    assert longest - 20 < len(why) <= longest


def test_json_is_one_document() -> None:
    every = json.loads(rules("--json")[1])
    one = json.loads(rules("length-cue", "--json")[1])

    assert every["v"] == one["v"] == 1
    assert [rule["rule"] for rule in every["rules"]] == [*RULES]
    assert one["rules"][0]["measured"] is None
    assert every["rules"][0]["measured"].keys() >= {"precision", "recall"}


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("longest", "did you mean longest-key?"),
        ("no-right-option", "with the error [options]"),
        ("\x1b[2Jx", "see the rules: interview pack rules"),
    ],
)
def test_what_is_no_rule(name: str, hint: str) -> None:
    code, out, err = rules(name)

    assert (code, out) == (2, "")
    assert hint in err
    assert "\x1b" not in err


@pytest.mark.parametrize("name", ["phrases", "phrase", "key_points", "key-points"])
def test_how_phrases_are_written_is_a_page(name: str) -> None:
    code, out, err = rules(name)

    assert (code, err) == (0, "")
    assert out.startswith("# Key points and phrases\n")
    assert "<!--" not in out
    assert "](" not in out
    for example in PHRASE_EXAMPLES:
        assert example.about in out
    for field in ("says", "any", "not", "from", "weight"):
        assert f"\n- `{field}` " in out
    assert "did you mean phrases?" in rules("phrasen")[2]


@pytest.mark.parametrize("example", PHRASE_EXAMPLES, ids=lambda example: example.phrase)
def test_the_scorer_agrees_with_the_page_on_phrases(example: PhraseExample) -> None:
    def state(answer: str) -> str:
        point = KeyPoint("zebra quagga", any=(example.phrase,))
        return score(answer, ask="What?", reference="A zebra.", key_points=(point,)).points[0].state

    assert state(example.has) == "hit"
    assert state(example.has_not) == "missed"
    assert explain_sign(example.phrase) == ""


def test_pages_of_rules_about_key_points_tell_where_phrases_are_explained() -> None:
    told = {name: "interview help phrases" in rules(name)[1] for name in ABOUT}

    assert told == ABOUT
    examples = json.loads(rules("phrases", "--json")[1])["phrases"]["examples"]
    assert [one["phrase"] for one in examples] == [one.phrase for one in PHRASE_EXAMPLES]


ABOUT = {
    "key-point": True,
    "key-point-absent": True,
    "unreachable-key-point": True,
    "not-in-answer": True,
    "phrase-signs": True,
    "longest-key": False,
    "level": False,
}


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        ("commit < push", '"<" means nothing in a phrase; order is "a > b"'),
        ("* NULL", 'words between are allowed anyway: leave "*" out'),
        ("select*late", '"*" in "select*late" means nothing'),
        ("a & b", 'all words are wanted anyway: leave "&" out'),
        ("a + b", 'leave "+" out'),
        ("speeds ... reads", 'leave "..." out'),
        ("/lock.*row/i", "not as a regular expression"),
        ("(a|b) c", '"(" means nothing'),
        ("> a", "the first word of a phrase"),
        ("a >", "the last word of a phrase"),
        ("a| b", 'an alternative of "a|" is empty'),
        ("a | b", '"a|b" is either, without spaces'),
        ("a -> b", 'order is "a > b", with spaces'),
    ],
)
def test_a_sign_that_means_nothing_is_named_with_what_to_write(phrase: str, told: str) -> None:
    assert told in explain_sign(phrase)


@pytest.mark.parametrize(
    "phrase",
    [
        "c++",
        "a/b testing",
        "`<select>` list",
        "50 % off",
        "e-mail",
        "lock*|guard*",
        "a > b",
        "`a && b`|or",
        "to|> b",
        "O(n log n)",
        "f(x)",
        "len() call",
        "0.1 + 0.2",
        "R&D",
        "x|*",
    ],
)
def test_a_sign_that_belongs_to_a_word_is_left_alone(phrase: str) -> None:
    assert explain_sign(phrase) == ""
