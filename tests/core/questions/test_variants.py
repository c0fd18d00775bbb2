"""Sets of values: which one a session takes, and what is in the texts then."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.kinds.output import Output
from interview_cli.core.questions.diff import changed_answer
from interview_cli.core.questions.question import FollowUp, KeyPoint, Question, find_programs
from interview_cli.core.questions.variants import (
    FilledQuestion,
    count_variants,
    fill,
    list_variants,
    template_of,
    values_of,
)
from interview_cli.core.scoring.explain import as_question
from interview_cli.core.serialise import from_plain, to_plain

SUM = Question(
    id="sum",
    ask="What is the sum from 1 to {{n}}?",
    answer="{{total}}, not {{ n }} or {{1}}.\n\n```python run\nassert {{total}}\n```",
    level="mid",
    topic="python",
    code="print(sum(range({{n}} + 1)))",
    proof="assert sum(range({{n}} + 1)) == {{total}}",
    vary={"n": ("3", "5", "8"), "total": ("6", "15", "36")},
    key_points=(KeyPoint("it's {{total}}", any=("is {{total}}",)),),
    quiz=Output("{{total}}\n"),
    follow_ups=(FollowUp("more", "And to {{n}} + 1?", "More than {{total}}."),),
    sources=("https://example.com/{{n}}",),
)
PLAIN = replace(SUM, vary={})

names = st.lists(
    st.from_regex(r"[a-z][a-z0-9_]{0,5}", fullmatch=True), min_size=1, max_size=3, unique=True
)
values = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="{}"), min_size=1
)


@st.composite
def varied(draw):
    """A question whose texts have all names, with one to six sets of values."""
    count = draw(st.integers(1, 6))
    sets = st.lists(values, min_size=count, max_size=count).map(tuple)
    vary = {name: draw(sets) for name in draw(names)}
    text = " ".join(f"{{{{{name}}}}}" for name in vary)
    return replace(
        SUM,
        vary=vary,
        ask=text,
        answer=text,
        code=text,
        proof=text,
        quiz=Output(text),
        key_points=(KeyPoint(text, any=(text,)),),
        follow_ups=(),
        sources=(),
    )


@given(varied(), st.integers(0, 10**6), st.text())
def test_every_seed_fills_every_text_and_always_alike(question, seed, key):
    filled = fill(question, seed=seed, key=key)
    assert "{{" not in json.dumps(to_plain(filled, omit="template"), ensure_ascii=False)
    assert filled == fill(question, seed=seed, key=key) == fill(question, filled.variant)
    assert filled.ask.split(" ") == " ".join(values_of(filled).values()).split(" ")


@given(varied(), st.integers(0, 10**6))
def test_the_record_of_it_is_enough_to_have_the_same_texts_again(question, seed):
    asked = fill(question, seed=seed, key="p:q")
    assert (
        fill(from_plain(Question, json.loads(json.dumps(to_plain(question)))), asked.variant)
        == asked
    )


def test_every_set_comes_about_as_often():
    chosen = Counter(fill(SUM, seed=seed, key="p:sum").variant for seed in range(900))
    assert {*chosen} == {0, 1, 2}
    assert min(chosen.values()) > 240


def test_one_more_set_moves_few_choices():
    more = replace(SUM, vary={name: (*texts, "0") for name, texts in SUM.vary.items()})
    pairs = [
        (fill(SUM, seed=n, key="k").variant, fill(more, seed=n, key="k").variant)
        for n in range(400)
    ]
    assert all(was == now or now == 3 for was, now in pairs)


def test_texts_and_programs_are_filled_and_nothing_else():
    filled = fill(SUM, 1)
    assert filled.ask == "What is the sum from 1 to 5?"
    assert filled.answer.startswith("15, not {{ n }} or {{1}}.")
    assert filled.quiz.right == ("15\n",)
    assert filled.key_points[0].any == ("is 15",)
    assert [program.text for program in find_programs(filled)][-1].endswith("== 15\n")
    assert filled.sources == SUM.sources
    assert values_of(filled) == {"n": "5", "total": "15"}


def test_a_question_without_sets_stays_as_it_is():
    assert fill(PLAIN, seed=3) is PLAIN
    assert [*list_variants(PLAIN)] == [PLAIN]
    assert count_variants(PLAIN) == 0
    assert PLAIN.variant is None
    assert values_of(PLAIN) == values_of(SUM) == {}


def test_what_is_filled_can_be_filled_again_and_names_its_template():
    filled = fill(SUM, 1)
    assert isinstance(filled, FilledQuestion)
    assert template_of(filled) is SUM
    assert fill(filled, 2) == fill(SUM, 2)
    assert [one.variant for one in list_variants(filled)] == [0, 1, 2]


def test_a_set_that_is_gone_is_another_one():
    assert fill(SUM, 3).variant == 0
    assert fill(SUM, 3, seed=7, key="k").variant == fill(SUM, seed=7, key="k").variant


def test_the_fingerprint_is_the_templates():
    prints = {one.fingerprint() for one in list_variants(SUM)}
    assert prints == {SUM.fingerprint()}
    assert replace(SUM, vary={**SUM.vary, "n": ("3", "5", "9")}).fingerprint() not in prints
    assert replace(fill(SUM, 1), key_points=()).fingerprint() in prints


def test_a_follow_up_has_the_values_of_its_question():
    filled = fill(SUM, 2)
    asked = as_question(filled.follow_ups[0], filled)
    assert (asked.ask, asked.answer, asked.variant) == ("And to 8 + 1?", "More than 36.", 2)
    first = fill(SUM, 0)
    assert asked.fingerprint() == as_question(first.follow_ups[0], first).fingerprint()


def test_another_value_is_another_right_answer():
    other = replace(SUM, vary={**SUM.vary, "total": ("6", "15", "37")})
    assert changed_answer(SUM, other) == ("36\n", "37\n")
    assert changed_answer(SUM, replace(SUM, answer="{{total}}!")) is None
