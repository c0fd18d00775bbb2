"""What is turned down isn't said, and what is said instead is."""

from __future__ import annotations

import pytest

from interview_cli.core.questions.question import KeyPoint
from interview_cli.core.scoring.result import CONTRADICTED, HIT, MISSED
from interview_cli.core.scoring.scorer import score

SAYS = ("the default list is made once", "all calls share the list")
POINTS = (
    KeyPoint(SAYS[0], ("default list made once", "list once")),
    KeyPoint(SAYS[1], ("calls share list", "list shared")),
)
ASK = "What happens to a mutable default argument?"
FAULT = "What is wrong with this function?"


def states(answer, *, ask=ASK, points=POINTS):
    scored = score(answer, ask=ask, reference="nothing alike", key_points=points)
    return [point.state for point in scored.points], scored


FRAMES = [
    "It is not true that {}.",
    "It isn't the case, that {}.",
    "Nobody should think that {}.",
    "You must never assume that {}.",
    "It would be a mistake to say that {}.",
    "It's a popular misconception that {}.",
    "It is wrong to claim {}.",
    "I don't believe {}.",
    "I disagree with the idea that {}.",
    "I deny that {}.",
    "Contrary to the belief that {}.",
    "Only beginners would say that {}.",
    "People wrongly think that {}.",
    "There is no truth in the claim that {}.",
    "The notion that {} is false.",
    "That {} is a myth.",
    "That {} is an error.",
    "It is an error to think that {}.",
    "So {}, which isn't true.",
    "So {}. That is false.",
    "So {}. This is not the case.",
    "Some say that {}, but that is wrong.",
]


@pytest.mark.parametrize("frame", FRAMES)
def test_a_statement_that_is_turned_down_is_not_said(frame):
    both = " ".join(frame.format(says) for says in SAYS)
    assert HIT not in states(frame.format(SAYS[0]))[0]
    assert HIT not in states(both)[0]
    assert states(both)[1].score < 0.5


@pytest.mark.parametrize("frame", ["{}. No.", "Wrong: {}.", "{} - false."])
def test_verdicts_on_sentence_after_sentence_turn_them_down(frame):
    answer = " ".join(frame.format(says) for says in (*SAYS, SAYS[0]))
    assert states(answer)[0] == [CONTRADICTED, CONTRADICTED]


@pytest.mark.parametrize(
    "answer",
    [
        "It's not true that it is copied; the list is shared.",
        "Many think it is copied, but the list is shared.",
        "I don't think that a copy is made, in fact the list is shared.",
        "It is a myth that each call has its own. The list is shared.",
        "Contrary to popular belief, the list is shared.",
        "It is true that the list is shared.",
        "It isn't wrong that the list is shared.",
        "It's not false that the list is shared.",
        "I think that the list is shared.",
        "False: the list is shared.",
        "Is it copied? No. The list is shared.",
        "That isn't a mistake: the list is shared.",
    ],
)
def test_what_is_said_instead_counts(answer):
    assert states(answer)[0] == [MISSED, HIT]


@pytest.mark.parametrize(
    "more", ["A missing one is an error.", "and calling it twice is an error."]
)
def test_what_a_program_calls_an_error_is_not_turned_down(more):
    assert HIT in states(f"The default list is made once, {more}")[0]
    point = KeyPoint(f"the default list is made once, {more}")
    assert states(point.says, points=(point,))[0] == [HIT]


@pytest.mark.parametrize(
    "more",
    [
        "if it's wrong",
        "when the caller is mistaken",
        "whether that is true",
        "unless it's incorrect",
    ],
)
def test_a_clause_that_only_says_when_turns_nothing_down(more):
    assert states(f"The default list is made once, and all calls share the list {more}.")[0] == [
        HIT,
        HIT,
    ]


@pytest.mark.parametrize(
    "answer",
    [
        "Without `None` the default list is made once.",
        "Without an index the default list is made once.",
        "Without that, the default list is made once.",
    ],
)
def test_without_at_the_beginning_denies_only_its_thing(answer):
    assert states(answer)[0][0] == HIT


def test_a_denial_that_is_turned_down_is_not_said_either():
    points = (KeyPoint("the list is not copied", ("not copied",)),)
    assert states("The list is not copied.", points=points)[0] == [HIT]
    assert states("It is false that the list is not copied.", points=points)[0] == [MISSED]


def test_who_is_asked_for_a_fault_may_call_it_wrong():
    answer = "The list is made once, which is wrong. The list is shared. That is wrong."
    assert states(answer, ask=FAULT)[0] == [HIT, HIT]
    assert HIT not in states(answer)[0]
    assert states(f"{answer} {answer}", ask=FAULT)[1].contradicted


def test_a_point_that_is_contradicted_is_not_partly_said():
    found = states("It is not true that all calls share the list.")[1]
    assert (found.points[1].state, found.score) == (CONTRADICTED, 0)


CPU = (
    KeyPoint(
        "use processes for number crunching",
        ("processes for number crunching", "multiprocessing"),
        not_=("use threads",),
    ),
)


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ("Don't use threads for number crunching, use processes.", HIT),
        ("Don't use threads for number crunching but use processes.", HIT),
        ("Instead of threads use processes for number crunching.", HIT),
        ("Rather than use threads, take processes for number crunching.", HIT),
        ("You could use threads, but they don't help; multiprocessing does.", HIT),
        ("One might use threads, but that is slower. Multiprocessing it is.", HIT),
        ("Some say you should use threads, but that's wrong: multiprocessing.", HIT),
        ("Use threads, not multiprocessing.", CONTRADICTED),
        ("Use threads instead of multiprocessing.", CONTRADICTED),
        ("You can use threads, but not for long.", CONTRADICTED),
        ("Don't use processes for number crunching, use a cache.", CONTRADICTED),
        ("You could use multiprocessing, but it doesn't help.", MISSED),
    ],
)
def test_what_is_put_aside_is_not_claimed(answer, state):
    assert states(answer, ask="How do you speed it up?", points=CPU)[0] == [state]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("The thread releases the lock.", True),
        ("The lock is released by the thread.", True),
        ("The lock gets released, by each thread.", True),
        ("The lock releases the thread.", False),
    ],
)
def test_a_passive_is_heard(answer, said):
    points = (KeyPoint("zzz", ("thread > releases > lock", "thread > releases lock")),)
    assert (states(answer, points=points)[0] == [HIT]) is said


@pytest.mark.parametrize(
    ("says", "answer"),
    [
        ("unknown keys are refused", "Unknown keys are just ignored."),
        ("the others are cancelled", "The others continue."),
        ("all requests share one client", "All requests have their own client."),
        ("locks are taken in the same order", "Locks are taken in whatever order."),
    ],
)
def test_the_opposite_is_not_nearly_right(says, answer):
    assert states(answer, points=(KeyPoint(says),))[0] == [MISSED]
    assert states(f"{says}.", points=(KeyPoint(says),))[0] == [HIT]


TWO = (
    KeyPoint("TCP opens a connection", ("handshake", "open* connection")),
    KeyPoint("UDP may lose packets", ("lose*|lost packets|data", "no guarantee")),
)


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("TCP does a handshake; with UDP packets get lost.", [HIT, HIT]),
        ("Unlike UDP, TCP does a handshake. UDP has no guarantee.", [HIT, HIT]),
        ("A handshake is done by TCP. It's slower than UDP, which gives no guarantee.", [HIT, HIT]),
        ("There is a handshake. Packets may get lost.", [HIT, HIT]),
    ],
)
def test_what_is_said_of_the_right_side_counts(answer, found):
    assert states(answer, ask="Compare TCP and UDP.", points=TWO)[0] == found


def test_what_is_said_of_the_other_side_does_not_count():
    answer = "UDP does a handshake, and TCP gives no guarantee."
    assert HIT not in states(answer, ask="Compare TCP and UDP.", points=TWO)[0]
    assert states(answer, ask="How do they work?", points=TWO)[0] == [HIT, HIT]
