"""The prompt for one answer, on keys that come from a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from interview_cli.core.kinds.blanks import Blanks
from interview_cli.core.kinds.choice import Choice, Option
from interview_cli.core.kinds.match import Match, Pair
from interview_cli.core.kinds.order import Order
from interview_cli.core.kinds.output import Output
from interview_cli.core.kinds.short import Short
from interview_cli.core.modes import QUIZ
from interview_cli.core.questions.question import Question
from interview_cli.core.session import engine
from interview_cli.core.session.engine import Answered
from interview_cli.core.session.state import Asked, Session, Settings
from interview_cli.terminal.play.answer_prompt import AnswerPrompt
from interview_cli.terminal.rendering import prompts
from interview_cli.terminal.rendering.layout import Page
from interview_cli.terminal.rendering.menu import ENTER, SPACE, Footer
from interview_cli.terminal.rendering.prompts import bounces

pytest.importorskip("prompt_toolkit")

#: The module; in its package the function has that name.
PROMPT = "interview_cli.terminal.rendering.prompts.type_text"

AT = datetime(2026, 11, 21, 20, tzinfo=UTC)
UP, DOWN = "\x1b[A", "\x1b[B"


def session(quiz) -> Session:
    question = Question(id="q", ask="?", answer="a", level="mid", topic="t", quiz=quiz)
    settings = Settings(shuffle=False, limit=60)
    return engine.start(QUIZ, [Asked("p:q", question)], settings, at=AT)[0]


WORD = session(Short(accept=("len",)))
GAPS = session(Blanks(text="{{1}} {{2}}", accept=(("i",), ("3",))))
PRINTS = session(Output("a\tb\n"))
ONE = session(Choice((Option("1"), Option("2", right=True)), keep_order=True))
MANY = session(Choice((Option("1", right=True), Option("2", right=True)), keep_order=True))
PAIRS = session(Match((Pair("a", "x"), Pair("b", "y"), Pair("c", "z"))))
LONG = session(Choice(tuple(Option(f"o{n}", right=n == 12) for n in range(1, 15)), keep_order=True))
LONG_MANY = session(Choice(tuple(Option(f"o{n}", right=True) for n in range(1, 15))))


@contextmanager
def keys(text: str) -> Iterator[None]:
    """Type *text*; then the input ends."""
    from prompt_toolkit.application import create_app_session
    from prompt_toolkit.input import create_pipe_input

    with create_pipe_input() as pipe, create_app_session(input=pipe):
        pipe.send_bytes(text.encode(errors="surrogateescape"))
        pipe.close()
        yield


def paste(text: str) -> str:
    return f"\x1b[200~{text}\x1b[201~"


def typed_move(session: Session, text: str, draft: str = "") -> Answered:
    """Give the move that *text* makes at a prompt."""
    with keys(text):
        move = AnswerPrompt(session, Page(), draft).type(session, (), None)
    assert isinstance(move, Answered)
    return move


def typed(session: Session, text: str, draft: str = "") -> object:
    return typed_move(session, text, draft).answer


@pytest.mark.parametrize(
    "text", [paste("len\n"), paste("\r\n len\r\n\r\n"), "\x1alen\x1a", "\x11\x1alen", "\x12len"]
)
def test_a_word_with_its_newline_or_controls_is_the_word(text):
    assert typed(WORD, f"{text}\r") == "len"


def test_several_lines_pasted_for_one_are_one():
    assert typed(WORD, paste("len(") + paste("a, \n b)") + "\r") == "len(a, b)"


@pytest.mark.parametrize(
    "text",
    [
        paste("i\n3\n"),
        paste("i\r\n3"),
        paste("i\n\n\n3\n\n"),
        paste("i\n") + "\r" + paste("3\n"),
        paste("i\n3\n5\n7\n"),
        "\x7f" + paste("i\n3"),
    ],
)
def test_pasted_lines_fill_the_gaps(text):
    assert typed(GAPS, f"{text}\r") == ("i", "3")


def test_one_can_go_back_to_a_gap_and_forward_again():
    assert typed(GAPS, f"x\r3{UP}\x7fi{DOWN}\r") == ("i", "3")
    assert typed(GAPS, "x\r:u\r\x7fi\r3\r") == ("i", "3")
    assert typed(GAPS, f"x{UP}y\r3\r") == ("xy", "3")  # there is none before the first


def test_a_draft_of_gaps_goes_on_where_it_was_left():
    assert typed(GAPS, "3\r", draft="i\n") == ("i", "3")
    assert typed(GAPS, "\r", draft="i\n3") == ("i", "3")
    assert typed(GAPS, f"{UP}\x7fj{DOWN}\r", draft="i\n3") == ("j", "3")


@pytest.mark.parametrize(
    ("draft", "shown"),
    [
        ("", ""),
        ("i", ""),
        ("i\n", " Gap 1 of 2 › i\n"),
        ("i\n3", " Gap 1 of 2 › i\n"),
        ("\n3", " Gap 1 of 2 ›\n"),
        ("[red]i[/]\x1b[2J\n", " Gap 1 of 2 › [red]i[/]␛[2J\n"),
    ],
)
def test_the_gaps_before_a_draft_s_last_one_are_shown_as_filled(draft, shown, capsys):
    AnswerPrompt(GAPS, Page(), draft).show_filled()
    assert capsys.readouterr().out == shown


def test_a_gap_is_left_empty_when_enter_comes_twice():
    assert typed(GAPS, "\r\r3\r") == ("", "3")


def test_the_tab_key_types_a_tab_in_several_lines():
    assert typed(PRINTS, "a\tb\r.\r") == "a\tb"
    assert typed(PRINTS, paste("a\tb\n.\n") + "\r") == "a\tb"
    assert typed(WORD, "le\tn\r") == "len"


@pytest.mark.parametrize("key", ["\x04", "\x1b\r"], ids=["Ctrl-D", "Alt-Enter"])
def test_a_key_ends_several_lines_as_a_dot_does(key):
    assert typed(PRINTS, f"a\rb{key}") == "a\nb"
    assert typed(PRINTS, f"a\r.{key}") == "a"  # the dot isn't part of it


def test_ctrl_d_on_an_empty_answer_ends_nothing():
    assert typed(PRINTS, "\x04\x04a\x04") == "a"


def test_a_command_below_an_answer_is_one_however_it_is_sent():
    with keys("a\r:s\x04"):
        assert isinstance(AnswerPrompt(PRINTS, Page()).type(PRINTS, (), None), engine.Skip)


def test_an_answer_may_begin_with_a_colon():
    assert typed(WORD, ":=\r") == ":="
    assert typed(GAPS, "::\r:)\r") == ("::", ":)")
    assert typed(PRINTS, ":param\r.\r") == ":param"


def standing(session: Session, text: str) -> object:
    """Give what stands in the prompt when it is cut short, as time and Ctrl-C do."""
    prompt = AnswerPrompt(session, Page())
    ask = prompt.choose if session.task.offers else prompt.type
    with keys(f"{text}\x03"), pytest.raises(KeyboardInterrupt):
        ask(session, (), None)
    return prompt.so_far(session)


def test_what_stands_there_when_time_runs_out_is_the_answer():
    assert standing(WORD, "len ") == "len"
    assert standing(WORD, "  ") is None
    assert standing(WORD, ":u") is None
    assert standing(GAPS, "i\r3") == ("i", "3")
    assert standing(GAPS, "i") == ("i", "")
    assert standing(GAPS, "") is None
    assert standing(PRINTS, "0\r1") == "0\n1"
    assert standing(PRINTS, "0\r:f") == "0"
    assert standing(ONE, DOWN) is None
    assert standing(MANY, f"{DOWN} ") == ("2",)


def test_the_silence_before_the_first_key_is_kept_unless_there_was_a_draft(monkeypatch):
    monkeypatch.setenv("INTERVIEW_NOW", "2026-11-21T20:00:07+00:00/still")
    assert typed_move(WORD, "len\r").first_key_ms == 7000
    assert typed_move(WORD, "\r", draft="len").first_key_ms is None
    assert typed_move(WORD, "n\r", draft="le").first_key_ms is None


def test_a_key_that_came_twice_does_nothing_in_the_next_prompt():
    """Enter behind a verdict goes on to the next question and no further."""
    goes_on = Footer((), (ENTER, SPACE, "1"))
    with keys("\r\r\r2"):
        assert prompts.press(goes_on) == ENTER
        assert AnswerPrompt(ONE, Page()).choose(ONE, (), None) == ("2",)
    with keys("  1"):
        assert prompts.press(goes_on) == SPACE
        assert prompts.press(goes_on) == "1"
    with keys("11\r"):
        assert AnswerPrompt(ONE, Page()).choose(ONE, (), None) == ("1",)
        assert prompts.press(goes_on) == ENTER
    with keys("len\r\r1"):
        move = AnswerPrompt(WORD, Page()).type(WORD, (), None)
        assert isinstance(move, Answered)
        assert move.answer == "len"
        assert prompts.press(goes_on) == "1"


def test_other_keys_in_between_make_it_count_and_arrows_always_do():
    goes_on = Footer((), (ENTER, "1", "down"))
    with keys("1\r1"):
        assert [prompts.press(goes_on) for _ in range(3)] == ["1", ENTER, "1"]
    with keys("1x1"):
        assert [prompts.press(goes_on) for _ in range(2)] == ["1", "1"]
    with keys(DOWN * 3 + "1"):
        assert [prompts.press(goes_on) for _ in range(4)] == ["down"] * 3 + ["1"]


def test_a_moment_later_the_same_key_counts(monkeypatch):
    monkeypatch.setenv("INTERVIEW_NOW", "")
    monkeypatch.setattr(bounces, "BOUNCE_SECONDS", 0.0)
    goes_on = Footer((), ("1",))
    with keys("1"):
        assert prompts.press(goes_on) == "1"
    with keys("1"):
        assert prompts.press(goes_on) == "1"


def test_steps_that_were_placed_stand_there():
    steps = session(Order(("a", "b", "c")))
    first = steps.task.offers[0]
    assert standing(steps, "1") == (first,)


def chosen(session: Session, text: str) -> object:
    with keys(text):
        return AnswerPrompt(session, Page()).choose(session, (), None)


@pytest.mark.parametrize(
    ("text", "n"),
    [("12\r", 12), ("3\r", 3), ("19\r", 9), ("1\r", 1), ("120\r", 12), (f"1{DOWN}2\r", 2)],
)
def test_two_digits_point_at_one_of_many_options(text, n):
    assert chosen(LONG, text) == (f"o{n}",)


def test_space_chooses_what_two_digits_point_at():
    assert chosen(LONG_MANY, "14 3 1 0\r") == ("o1", "o3", "o14")


@pytest.mark.parametrize("text", ["123", "1\r3", "2\x7f123", f"1{DOWN}\x7f12\r"])
def test_each_left_side_is_given_one_of_the_right_sides_left(text):
    shown = PAIRS.task.offers
    answer = chosen(PAIRS, text)
    assert isinstance(answer, tuple)
    assert sorted(answer) == sorted(shown)
    assert answer[0] == shown[0]


def test_what_is_too_long_is_not_pasted(monkeypatch):
    monkeypatch.setattr(sys.modules[PROMPT], "LONGEST_ANSWER", 10)
    assert typed(WORD, "le" + paste("x" * 9) + "n\r") == "len"
    assert typed(PRINTS, paste("x" * 10) + paste("y") + "\r.\r") == "x" * 10
    assert typed(GAPS, paste("i" * 11) + "i\r3\r") == ("i", "3")


def test_what_an_editor_saved_is_cut_where_it_is_too_long():
    read_edited = sys.modules[PROMPT].read_edited
    assert read_edited("x" * 100_000, "lines") == ("x" * 100_000, "")
    text, message = read_edited("x" * 100_001, "lines")
    assert (text, "cut" in message) == ("x" * 100_000, True)


def test_bytes_that_are_no_text_are_not_typed():
    assert typed(WORD, "l\udcffen\r") == "len"
    assert typed(PRINTS, "a\udcff\rb\udcff\r.\r") == "a\nb"
    assert typed(GAPS, "i\udcff\r3\r") == ("i", "3")
