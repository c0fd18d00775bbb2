"""An answer cut into words: chunk by chunk it's the same as at once."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from interview_cli.core.equal_answers.code import split_code
from interview_cli.core.questions.question import KeyPoint
from interview_cli.core.scoring.scorer import judge_points
from interview_cli.core.scoring.tokens import normalise, tokenise

WORDS = (
    "lock isn't cannot O(n log n) - `a - b` 1,000 2nd w/o a.b ** end. (as said) First, é 日本 17 =="
)
PIECES = st.sampled_from([*WORDS.split(" "), "\n- ", "", "because"])


@given(st.lists(PIECES, max_size=12).map(" ".join) | st.text(max_size=60))
@example("O(n log n) - or O(1)")
@example("a - b")
def test_every_part_of_a_text_is_found_where_it_stands(text):
    read = tokenise(text)
    plain, moved = normalise(text)

    at = moved or range(len(plain) + 1)
    parts = [(part, at[start], at[end]) for part, start, end, _ in split_code(plain)]
    assert [(raw.text, raw.start, raw.end) for raw in read.raws] == parts


def judge(answer: str, *, explained: bool) -> list[str]:
    points = [KeyPoint("a lock is held", any=("lock",)), KeyPoint("w/o a queue", any=("queue",))]
    return judge_points(
        answer,
        ask="Why does it block?",
        reference="A lock is held.",
        key_points=points,
        explained=explained,
    )


def test_a_list_of_keywords_names_points_and_explains_none():
    answer = "lock, queue, thread, retry, cache, index, cursor, batch, replica"
    assert judge(answer, explained=False) == ["hit", "hit"]
    assert judge(answer, explained=True) == ["close", "close"]


@given(st.lists(PIECES, max_size=30).map(" ".join))
def test_without_an_explanation_only_hit_and_close_are_others(answer):
    pairs = zip(judge(answer, explained=True), judge(answer, explained=False), strict=True)
    assert all(a == b or (a, b) == ("close", "hit") for a, b in pairs)
