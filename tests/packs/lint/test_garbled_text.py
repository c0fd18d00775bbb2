"""Text that was saved in the wrong encoding: told once a file, and written as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.packs import head
from hypothesis import example, given
from hypothesis import strategies as st

from interview_cli.packs.checking.check import RuleFilter, check
from interview_cli.packs.checking.fix import fix
from interview_cli.packs.yaml.problems import Problem
from interview_cli.storage.reading.mojibake import find_garbled

HEAD = head("wrong", more="version: 1.0.0", defaults="level: mid, topic: a") + "questions:\n"
QUESTION = "  - id: {}\n    ask: {}\n    answer: {}\n    sources: [https://example.org/]\n"


def garble(text: str, times: int = 1) -> str:
    for _ in range(times):
        text = "".join(_show(byte) for byte in text.encode())
    return text


def _show(byte: int) -> str:
    return bytes([byte]).decode("cp1252", "ignore") or chr(byte)


def told(path: Path) -> tuple[Problem, ...]:
    return tuple(one.problem for one in check([path], RuleFilter()).findings)


def found(path: Path, *questions: tuple[str, str]) -> tuple[Problem, ...]:
    written = "".join(QUESTION.format(f"q{n}", *texts) for n, texts in enumerate(questions))
    path.write_text(HEAD + written, encoding="utf-8", newline="")
    return told(path)


def fixed(path: Path) -> str:
    fix(check([path], RuleFilter()), [path], RuleFilter(), None, lambda fixed: None)
    return path.read_text("utf-8").removeprefix(HEAD)


@pytest.mark.parametrize(
    "text",
    [
        "Which café?",
        "It’s naïve, isn’t it?",
        "“What” – and why…",
        "10 °C, ½ of €5 → ≤ 3",
        "Łódź, źle, się, być, łódź",
        "Что такое декоратор?",
        "Τι είναι αυτό;",
        "Why 😀?",
        "UN ÉTÉ À LA",
        "FAÇADE, ÇA, straße, œuvre",
    ],
)
@pytest.mark.parametrize("times", [1, 2])
def test_it_is_told_once_and_written_as_it_was(tmp_path: Path, text: str, times: int) -> None:
    path = tmp_path / "wrong.yaml"
    wrong = garble(text, times)

    (problem,) = found(path, ("Which?", wrong), ("And?", "This."), (wrong, "That."))

    assert problem.line == HEAD.count("\n") + 3
    assert "read in the wrong encoding once: it was most likely " in problem.message
    expected = [("Which?", text), ("And?", "This."), (text, "That.")]
    written = "".join(QUESTION.format(f"q{n}", *texts) for n, texts in enumerate(expected))
    assert fixed(path) == written
    assert told(path) == ()


def test_the_message_has_the_word_as_it_was_and_how_often_there_are_more(tmp_path: Path) -> None:
    wrong = garble("Dans un café à côté")
    (problem,) = found(tmp_path / "wrong.yaml", ("Which?", wrong), ("And?", wrong))

    assert problem.message == (
        "this was read in the wrong encoding once: it was most likely café; "
        "write that, and so in 7 more places"
    )
    assert problem.source[problem.column - 1 :].startswith("\xc3\xa9")


def test_a_title_is_looked_at_too(tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    text = HEAD.replace("title: Wrong", f"title: {garble('Café')}")
    path.write_text(f"{text}{QUESTION.format('a', 'Which?', 'This.')}", encoding="utf-8")

    (problem,) = told(path)

    assert problem.line == 2
    fix(check([path], RuleFilter()), [path], RuleFilter(), None, lambda fixed: None)
    assert "title: Café," in path.read_text("utf-8")


def test_letters_that_are_lost_are_asked_for_once(tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    texts = ("Which caf\ufffd?", "It\ufffd\ufffd\ufffds a na\ufffdve one.")

    (problem,) = found(path, texts)

    assert (problem.line, problem.fixes) == (HEAD.count("\n") + 2, ())
    assert problem.source[problem.column - 1] == "\ufffd"
    assert problem.message.startswith("in 3 places a letter was lost")
    assert fixed(path) == QUESTION.format("q0", *texts)


def test_a_closing_quote_of_which_a_byte_is_gone_is_asked_for(tmp_path: Path) -> None:
    wrong = garble("a “word”").replace("\x9d", "")

    certain, asked = found(tmp_path / "wrong.yaml", ("Which?", wrong))

    assert "it was most likely “wordâ€;" in certain.message
    assert "a letter was lost" in asked.message


@pytest.mark.parametrize(
    "texts",
    [
        ("Which encoding shows é as Ã©?", "Latin-1: of each byte of UTF-8 it makes a letter."),
        ("What does `b.decode(errors='replace')` give?", "`caf\ufffd`"),
        ("C’est l’été” CAFÉ… “MAÇÔ «été»", "AMANHÃ. Ç’est l’été…”, «pâté» “â…” „Ä“ „Spaß“"),
        ("Å is a letter, Ä too.", "À la carte: 5 °C, ½, 3 × 4, 20 €, ©, naïve"),
        ("Что это?", "Łódź – zażółć gęślą jaźń, Ελλάδα, 日本語, 😀"),
    ],
)
def test_what_is_meant_is_left_alone(tmp_path: Path, texts: tuple[str, str]) -> None:
    path = tmp_path / "wrong.yaml"
    ask, answer = ("'" + text.replace("'", "''") + "'" for text in texts)

    assert found(path, (ask, answer)) == ()
    assert fixed(path) == QUESTION.format("q0", ask, answer)


#: Text as people write it in the languages of Western Europe.
PROSE = st.lists(
    st.text("abcdeéèêëàâäåçñöôøßüœæ", min_size=1, max_size=8), min_size=1, max_size=6
).map(" ".join)


@given(PROSE, st.sampled_from(["", ".", "…", "?”", "»", "’"]))
@example("pâ", "…”")
def test_sound_prose_is_never_garbled(text: str, end: str) -> None:
    assert find_garbled(f"{text}{end}") == []


@given(PROSE)
def test_garbled_prose_is_what_it_was(text: str) -> None:
    wrong = garble(f"déjà {text}")
    for one in reversed(find_garbled(wrong)):
        wrong = wrong[: one.start] + one.was + wrong[one.end :]

    assert wrong == f"déjà {text}"
