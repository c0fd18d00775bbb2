"""What always holds of equal answers, whatever is typed."""

from __future__ import annotations

import unicodedata

from hypothesis import assume, example, given
from hypothesis import strategies as st

from interview_cli.core.equal_answers.code import is_same_code
from interview_cli.core.equal_answers.numbers import (
    NUMBER_WORDS,
    is_number,
    read_number,
    write_number,
)
from interview_cli.core.equal_answers.same_answer import (
    SAME,
    Verdict,
    compare_answers,
    compare_with_number,
)
from interview_cli.core.equal_answers.words import ARTICLES, NO_NOUNS

WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=9).filter(
    lambda word: word not in {*ARTICLES, *NO_NOUNS, *NUMBER_WORDS}
)
ANSWERS = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
#: Letters of which code, quotes, articles and numbers are made, and what phones put in.
SIGNS = st.text("ab AsSx019.,-_'\"`()@=/%’“\u2212\u00a0½…", max_size=12)
#: What people put around an answer, which doesn't matter.
WRAPPINGS = st.lists(
    st.sampled_from(["{}.", "`{}`", '"{}"', "‘{}’", "“{}”", "  {} ", "\u00a0{}\u2009", "«{}»"]),
    max_size=4,
).filter(lambda wrappings: wrappings.count("{}.") < 2)
INTEGERS = st.integers(0, 10**15)


def wrap(text: str, wrappings: list[str]) -> str:
    for wrapping in wrappings:
        text = wrapping.format(text.strip())
    return text


@given(st.one_of(st.text(max_size=20), SIGNS), st.booleans())
@example("`", False)
@example("'.'", False)
@example("ß", False)
def test_an_answer_is_the_same_as_itself(text: str, case: bool) -> None:
    assert compare_answers(text, text, case=case) == SAME
    assert compare_answers(unicodedata.normalize("NFD", text), text, case=case) == SAME
    assert compare_answers(f" {text}\u00a0", text, case=case) == SAME


@given(st.one_of(st.text(max_size=20), SIGNS), st.one_of(st.text(max_size=20), SIGNS))
def test_nothing_that_is_typed_breaks_it(typed: str, key: str) -> None:
    for case in (False, True):
        found = compare_answers(typed, key, case=case, asked=key, units=(key,))
        assert found.credit in (0.0, 0.5, 1.0)
        assert (found.verdict is Verdict.NEARLY) <= bool(found.differs)


@given(ANSWERS, ANSWERS)
def test_of_two_plain_answers_either_can_be_the_key(one: str, other: str) -> None:
    assert compare_answers(one, other).verdict is compare_answers(other, one).verdict


@given(ANSWERS, WRAPPINGS, st.sampled_from(["", "the ", "a ", "The "]), st.randoms())
def test_what_is_put_around_an_answer_changes_nothing(key, wrappings, article, random) -> None:
    typed = "".join(random.choice([c.upper(), c]) for c in key)
    typed = "".join(random.choice([" ", "-", "  "]) if c == " " else c for c in typed)

    assert compare_answers(wrap(article + typed, wrappings), key) == SAME
    assert (
        compare_answers(article + typed, wrap(key, [w for w in wrappings if "`" not in w])) == SAME
    )


@given(ANSWERS, ANSWERS, WRAPPINGS)
def test_what_is_put_around_a_wrong_answer_makes_it_no_better(key, typed, wrappings) -> None:
    bare, wrapped = compare_answers(typed, key), compare_answers(wrap(typed, wrappings), key)

    assert wrapped.credit <= bare.credit


@given(ANSWERS, ANSWERS)
def test_more_than_was_asked_is_not_the_same(key: str, more: str) -> None:
    assume(compare_answers(more, key) != SAME)

    assert compare_answers(f"{key} or {more}", key) != SAME
    assert compare_answers(f"{key}, {more}", key) != SAME
    assert compare_answers(f"not {key}", key) != SAME


@given(st.sampled_from(["`{}`", "{}"]), WORDS)
def test_other_capitals_are_other_code(form: str, word: str) -> None:
    case = form == "{}"

    assert compare_answers(word.title(), form.format(word), case=case) != SAME
    assert is_same_code(word, form.format(word))
    assert not is_same_code(word.title(), word)


@given(INTEGERS, INTEGERS, WRAPPINGS)
def test_another_number_is_never_the_same(key: int, other: int, wrappings: list[str]) -> None:
    assume(key != other)

    for typed in (str(other), f"{other:,}", f"{other:_}", f"{other:,}".replace(",", "\u202f")):
        typed = wrap(typed, wrappings)
        assert compare_with_number(typed, float(key)) != SAME
        assert compare_answers(typed, str(key)) != SAME
        assert compare_with_number(typed, float(other)) == SAME
        assert compare_answers(typed, str(other)) == SAME


@given(st.integers(-(10**15), 10**15), st.sampled_from("-\u2212–\uff0d"))
def test_the_sign_of_a_number_counts_whatever_its_shape(value: int, minus: str) -> None:
    typed = str(value).replace("-", minus)

    assert is_number(typed, float(value), 0.0)
    assert is_number(typed, float(-value), 0.0) is (value == 0)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_typed_as_it_is_shown_is_right(value: float) -> None:
    shown = write_number(value)

    assert is_number(shown, value, 0.0)
    assert read_number(shown) is not None


@given(st.decimals(0, 1000, places=3))
def test_a_decimal_comma_where_it_can_mean_nothing_else(value) -> None:
    typed = str(value).rstrip("0")
    assume(not typed.endswith("."))
    assume("." in typed)

    one_way = typed.startswith("0.") or len(typed.partition(".")[2]) != 3

    assert is_number(typed.replace(".", ","), float(value), 0.0) is one_way
