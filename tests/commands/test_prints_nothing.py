"""A program that prints nothing can be asked about, whether its output is typed or picked."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from interview_cli.cli import main
from interview_cli.core.kinds.output import Output, Wrong

HEAD = """\
format: 1
pack: {id: quiet, title: Quiet}
defaults: {level: junior, topic: python}
questions:
"""


def ask(id_: str, code: str, quiz: str) -> str:
    return (
        f"  - id: {id_}\n    ask: What does it print?\n    code: |\n      {code}\n"
        f"    answer: Look at it.\n    sources: [https://example.org]\n"
        f"    quiz: {{kind: output, {quiz}}}\n"
    )


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / "quiet.yaml"
    path.write_text(HEAD + ask("typed", "pass", 'prints: ""'))
    return path


def play(monkeypatch: pytest.MonkeyPatch, *command: str, typed: str) -> int:
    stream = io.TextIOWrapper(io.BytesIO(typed.encode()), encoding="utf-8")
    monkeypatch.setattr("sys.stdin", stream)
    return main(command)


@pytest.mark.parametrize(
    ("quiz", "typed", "score"),
    [
        ('prints: ""', ".", 1.0),
        ('prints: ""', " \n.", 1.0),
        ('prints: " "', ".", 1.0),
        ('prints: ""', "None\n.", 0.0),
        ('prints: "1"', ".", 0.0),
    ],
)
def test_nothing_is_an_answer(
    quiz: str, typed: str, score: float, pack: Path, monkeypatch, capsys
) -> None:
    pack.write_text(HEAD + ask("typed", "pass", quiz))

    play(monkeypatch, "quiz", "-p", str(pack), "--json", typed=f"{typed}\n")

    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    [verdict] = [one for one in events if one["event"] == "verdict"]
    assert verdict["score"] == score


def test_nothing_can_be_picked() -> None:
    quiet = Output(prints="\n", wrong=(Wrong("None"),))
    loud = Output(prints="None", wrong=(Wrong("", why="It does."),))

    assert quiet.offers == ("(nothing)", "None")
    assert [quiet.grade((text,)) for text in quiet.offers] == [1.0, 0.0]
    assert [loud.grade((text,)) for text in loud.offers] == [1.0, 0.0]
    assert loud.whys == {"(nothing)": "It does."}


def test_it_is_said_in_words(pack: Path, monkeypatch, capsys) -> None:
    play(monkeypatch, "quiz", "-p", str(pack), "--plain", typed="None\n.\n")
    assert "It prints nothing." in capsys.readouterr().out


def test_what_is_left_empty_by_mistake_is_still_a_problem(pack: Path, capsys) -> None:
    for quiz, place in (
        ("prints: ", "prints is empty: write what the program prints, or"),
        ('prints: "", wrong: [{text: a, why: ""}]', "why is empty"),
        ('prints: "", wrong: [{text: ""}]', "so it is not wrong"),
    ):
        pack.write_text(HEAD + ask("typed", "pass", quiz))
        assert main(["pack", "check", str(pack)]) == 1
        assert place in capsys.readouterr().out


def test_running_it_says_who_printed_nothing(pack: Path, capsys) -> None:
    questions = ask("quiet", "pass", 'prints: ""')
    noisy = ask("noisy", "print(1)", 'prints: ""') + ask("silent", "pass", 'prints: "1"')
    pack.write_text(HEAD + questions)
    main(["pack", "trust", str(pack.parent), "--folder"])

    assert main(["pack", "check", "--run", str(pack)]) == 0

    pack.write_text(HEAD + questions + noisy)
    capsys.readouterr()
    assert main(["pack", "check", "--run", str(pack)]) == 1
    told = capsys.readouterr().out
    assert "quiet.yaml:18:35: noisy, prints: " in told
    assert "prints says that nothing is printed, the program printed '1'" in told
    assert "prints says '1', the program printed nothing" in told
