"""What a typed line means, whether it came from a prompt, a pipe or a program."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.kinds.blanks import Blanks
from interview_cli.core.kinds.match import Match, Pair
from interview_cli.core.kinds.output import Output
from interview_cli.core.kinds.short import Short
from interview_cli.core.modes import QUIZ
from interview_cli.core.questions.question import Question
from interview_cli.core.session import engine
from interview_cli.core.session.engine import Answered
from interview_cli.core.session.state import Asked, Session, Settings
from interview_cli.terminal.play.typed_moves import (
    COMMANDS,
    END,
    PICTURE,
    InvalidAnswer,
    TypedAnswer,
    is_command,
)

AT = datetime(2026, 11, 21, 20, tzinfo=UTC)


def session(quiz, **settings) -> Session:
    question = Question(id="q", ask="?", answer="a", level="mid", topic="t", quiz=quiz)
    return engine.start(QUIZ, [Asked("p:q", question)], Settings(**settings), at=AT)[0]


WORD = session(Short(accept=("a",)))
GAPS = session(Blanks(text="{{1}} {{2}} {{3}}", accept=(("a",), ("b",), ("c",))))
PAIRS = session(Match((Pair("a", "x"), Pair("b", "y"), Pair("c", "z"))))
PRINTS = session(Output("0\n"))

UNKNOWN = [":=", "::", ":)", ":param", ":-)", ":memory:", ": int", ":s is slicing", ":", ":t"]
UNKNOWN += [":end", ":i"]  # a quiz has no debrief, and this question no picture


def take(lines: list[str], session: Session) -> object:
    typed, move = TypedAnswer(), None
    for line in lines:
        move = typed.take(line, session, AT)
    return move.answer if isinstance(move, Answered) else move


@pytest.mark.parametrize("text", UNKNOWN)
def test_only_the_commands_that_exist_are_commands(text):
    assert take([text], WORD) == text
    assert take([f"\\{text}"], WORD) == text
    assert take([text, "b", text], GAPS) == (text, "b", text)
    assert take([text, "."], PRINTS) == text


@given(st.text())
def test_a_backslash_makes_any_colon_an_answer(text):
    assert not is_command(f"\\:{text}", WORD)


@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in (END, PICTURE)])
def test_a_known_command_can_be_an_answer_with_a_backslash(name):
    assert is_command(f":{name}", WORD)
    assert take([f"\\:{name}"], WORD) == f":{name}"


def test_a_command_that_can_not_be_given_now_says_how_to_answer_it():
    with pytest.raises(InvalidAnswer, match=r"There is nothing to undo. To answer :u, type \\:u."):
        take([":u"], WORD)


@pytest.mark.parametrize("junk", ["\x1a", "\x00", "\x1b[A", "\x1bOP", "\x1b[1;5C", "\x7f", "\x9b"])
def test_no_control_character_gets_into_an_answer(junk):
    assert take([f"{junk}le{junk}n"], WORD) == "len"
    assert take([f"a{junk}", junk + "b", "c"], GAPS) == ("a", "b", "c")
    assert take([f"a\tb{junk}", "."], PRINTS) == "a\tb"


@given(st.text())
def test_whatever_is_typed_the_answer_has_no_controls(text):
    answer = take([f"x{text.replace(chr(10), '')}"], WORD)
    assert isinstance(answer, str)
    assert not any(char < " " and char != "\t" for char in answer)


def test_an_empty_gap_is_asked_for_again_once():
    typed = TypedAnswer()
    with pytest.raises(InvalidAnswer, match="Gap 1 is empty"):
        typed.take(" ", GAPS, AT)
    typed.take("", GAPS, AT)
    typed.take("b", GAPS, AT)
    with pytest.raises(InvalidAnswer, match="Gap 3 is empty"):
        typed.take("", GAPS, AT)
    assert typed.take("", GAPS, AT) == Answered(AT, ("", "b", ""))


def test_undo_goes_back_one_gap():
    assert take(["x", "y", ":u", ":u", "a", "b", "c"], GAPS) == ("a", "b", "c")
    with pytest.raises(InvalidAnswer, match="nothing to undo"):
        take(["x", ":u", ":u"], GAPS)


def test_what_stands_there_when_time_runs_out():
    typed = TypedAnswer()
    assert typed.so_far(GAPS) is None
    typed.take("a", GAPS, AT)
    assert typed.so_far(GAPS) == ("a", "", "")
    typed = TypedAnswer()
    typed.take("0", PRINTS, AT)
    assert typed.so_far(PRINTS) == "0"
    assert TypedAnswer().so_far(WORD) is None


@pytest.mark.parametrize(
    "line", ["2 1 3", "2, 1, 3", "A2 B1 C3", "c=3 a=2 b=1", "B 1, C → 3, A: 2"]
)
def test_pairs_are_numbers_in_the_order_of_the_left_sides_or_beside_their_letters(line):
    x, y, z = PAIRS.task.offers
    assert take([line], PAIRS) == (y, x, z)


@pytest.mark.parametrize("line", ["2 1", "2 1 1", "A2 B1", "A2 A1 C3", "A2 B1 D3 C3", "b", "2 1 4"])
def test_pairs_that_arent_complete_are_asked_again(line):
    with pytest.raises(InvalidAnswer, match="number"):
        take([line], PAIRS)
