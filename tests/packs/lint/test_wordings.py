"""Wordings that are read at once are judged as they are one by one."""

from __future__ import annotations

from interview_cli.core.questions.question import KeyPoint
from interview_cli.core.scoring.scorer import score
from interview_cli.packs.lint.wordings import Wordings

ASK = "A rate limiter raises an error in a middleware. What does the client get, and why?"
ANSWER = (
    "The client gets a 500. The handlers of errors run inside this middleware, so nothing turns "
    "the exception into a response. Return the response instead of raising."
)
POINTS = (
    KeyPoint(
        "the client gets a 500",
        any=("internal server error", "`500`", "500 > not 429", "status|code 500"),
        not_=("client gets|receives 429", "internal error"),
    ),
    KeyPoint("the handlers don't run", any=("handler* not run", "handler* run"), not_=("catches",)),
    KeyPoint(
        "return it before raising", any=("before raise", "after raise"), not_=("raise after",)
    ),
    KeyPoint("pass", any=("skip it",)),
)


def judge(point: KeyPoint, text: str) -> str:
    return score(text, ask=ASK, reference=ANSWER, key_points=[point]).points[0].state


def test_what_is_sure_is_what_the_score_of_each_says() -> None:
    texts = {
        point: [
            (point.says, None),
            *((text.replace("*", "").split("|")[0], text) for text in point.any),
        ]
        for point in POINTS
    }
    every = [text for pairs in texts.values() for text, _ in pairs]
    wordings = Wordings(every, ASK, ANSWER, POINTS)
    sure = 0
    for point, pairs in texts.items():
        unsure = [*wordings.find_unsure(point, pairs)]
        for text, phrase in pairs:
            state = judge(point, text)
            if (text, phrase) not in unsure:
                sure += 1
                assert state == "hit" if phrase is None else state != "contradicted", text
            elif state == "contradicted":
                assert (text, phrase) in unsure
    assert sure > len(every) / 3


def test_a_wording_against_the_point_is_never_sure() -> None:
    (point, *_) = POINTS
    pairs = [("internal server error", "internal server error"), ("a 500", "`500`")]
    wordings = Wordings([text for text, _ in pairs], ASK, ANSWER, POINTS)
    assert pairs[0] in [*wordings.find_unsure(point, pairs)]
    assert judge(point, "internal server error") == "contradicted"
