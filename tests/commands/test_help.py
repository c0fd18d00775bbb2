"""interview help: a page of the manual, or the help of a command, by the words for it."""

from __future__ import annotations

import json
import re

import pytest
from helpers.data import ROOT
from helpers.program import run_program

from interview_cli.command_table import COMMANDS
from interview_cli.commands.lazy import find_commands, walk
from interview_cli.terminal.manual_pages import find_by_word, find_section, list_pages, read_page

EVERY = dict(walk(COMMANDS))


def interview(*args: str, code: int = 0) -> str:
    """Run the program; return what it prints, on standard error where it refuses."""
    done = run_program(*args)
    assert done.returncode == code, done.stdout + done.stderr
    assert (done.stdout == "") is (code == 2)
    return done.stdout or done.stderr


@pytest.mark.parametrize("topic", list_pages())
def test_a_page_is_markdown_in_a_pipe(topic: str) -> None:
    text = interview("help", topic)
    assert text.startswith("# ")
    assert text == read_page(topic)
    document = json.loads(interview("help", topic, "--json"))
    assert document["v"] == 1
    assert (document["topic"], document["markdown"]) == (topic, text)
    assert text.startswith(f"# {document['title']}\n")


def test_without_a_topic_it_is_the_index() -> None:
    assert interview("help") == read_page("index")
    topics = json.loads(interview("help", "--json"))["topics"]
    assert {"topic": "exit-codes", "about": "How the program says how it ended."} in topics


@pytest.mark.parametrize("topic", [["exit-codes"], ["exit", "codes"], ["EXIT-CODES.md"]])
def test_a_page_has_several_names(topic: list[str]) -> None:
    assert interview("help", *topic) == read_page("exit-codes")


def test_no_comment_of_a_page_is_shown() -> None:
    assert not [topic for topic in list_pages() if "\n<!--" in read_page(topic)]


@pytest.mark.parametrize(
    ("word", "title"),
    [
        ("match", "match"),
        ("set", "Sets"),
        ("image", "Pictures"),
        ("vary", "Values that vary"),
        ("number", "short"),
        ("key_points", "Key points"),
        ("language", "Languages other than Python"),
        ("hint", "`hint` in a pack"),
    ],
)
def test_a_word_of_the_format_leads_to_its_section(word: str, title: str) -> None:
    section = find_section("format", word)
    assert section is not None
    assert section.title == title
    assert section.markdown.startswith(f"# {title}\n")
    assert section.markdown.endswith("\nThe whole page: `interview help format`.\n")
    assert "<!--" not in section.markdown
    assert word in section.markdown.replace("Key points", "key_points")


def test_a_field_is_shown_in_each_place_where_it_is() -> None:
    section = find_section("format", "why")
    assert section is not None
    assert section.markdown.count("- `why` (text)") == 7
    assert "## choice\n\nFields of an option:\n\n- `why`" in section.markdown


@pytest.mark.parametrize(
    ("word", "title"),
    [("publish", "Share"), ("deadline", "Do one"), ("time-limit", "Make it harder")],
)
def test_a_word_can_lead_to_a_section_of_another_page(word: str, title: str) -> None:
    section = find_by_word(word)
    assert section is not None
    assert section.title == title


def test_a_word_leads_to_one_section_and_is_no_page_or_command() -> None:
    manual = ROOT / "interview_cli" / "manual"
    pages = [page.read_text("utf-8") for page in manual.glob("*.md")]
    lines = [line for page in pages for line in re.findall("<!-- words: (.+) -->", page)]
    words = [word for line in lines for word in line.split(", ")]

    assert len(words) > 50
    assert len({*words}) == len(words)
    assert not {*words} & {*list_pages(), *(command.name for command in COMMANDS)}


def test_a_section_can_be_of_any_page() -> None:
    text = interview("help", "practice", "keys")
    assert text.startswith("# Keys\n")
    document = json.loads(interview("help", "practice", "keys", "--json"))
    assert document == {"v": 1, "topic": "practice keys", "title": "Keys", "markdown": text}


@pytest.mark.parametrize("command", ["quiz", "pack", "pack check", "help"])
def test_a_command_is_shown_as_its_own_option_does(command: str) -> None:
    text = interview("help", *command.split())
    assert text == interview(*command.split(), "--help")
    assert text == interview("help", "interview", *command.split())
    document = json.loads(interview("help", *command.split(), "--json"))
    assert document == {"v": 1, "command": command, "help": text.rstrip("\n")}


def test_a_rule_of_lint_is_shown_as_pack_rules_does() -> None:
    rule = ["longest-key"]
    assert interview("help", "lint", *rule) == interview("pack", "rules", *rule)
    assert interview("help", "lint", *rule, "--json") == interview("pack", "rules", *rule, "--json")
    assert "did you mean longest-key?" in interview("help", "lint", "longest-kye", code=2)


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("exit", "interview help exit-codes"),
        ("exti-codes", "interview help exit-codes"),
        ("statistics", "interview help stats"),
        ("quizz", "interview help quiz"),
        ("validate", "interview help pack check"),
        ("quiz level", "interview help quiz or interview help place"),
        ("longest-key", "interview help lint longest-key"),
    ],
)
def test_an_unknown_topic_is_refused_with_the_near_one(typed: str, near: str) -> None:
    said = interview("help", *typed.split(), code=2)
    assert said == (
        f"interview: there is no page and no command {typed!r}\n  did you mean {near}?\n"
    )


def test_a_word_suggests_the_pages_that_speak_of_it() -> None:
    assert "did you mean interview help " in interview("help", "sigterm", code=2)


def test_a_topic_like_nothing_is_refused_with_where_to_look() -> None:
    said = interview("help", "xyzzy", code=2)
    assert said.endswith("see all pages: interview help\n")


@pytest.mark.parametrize("width", ["80", "60"])
@pytest.mark.parametrize("group", [[], ["pack"]])
def test_a_group_lists_its_commands_under_headings(
    group: list[str], width: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    text = interview(*group, "--help")
    table = EVERY["pack"].commands if group else COMMANDS
    assert max(map(len, text.splitlines())) < int(width)
    words = " ".join(text.split())
    for command in table:
        assert f"\n{command.heading}:\n" in text
        assert f" {command.name} {command.summary} " in words
    assert words.index("Options:") > max(words.index(f" {c.summary} ") for c in table)


def test_without_a_terminal_the_program_alone_shows_its_help() -> None:
    assert interview() == interview("--help")


# Words that aren't commands.


def test_another_name_is_never_a_command_of_its_own() -> None:
    names = {command.name for command in COMMANDS}
    assert not {other for command in EVERY.values() for other in command.other_names} & names


@pytest.mark.parametrize(
    ("typed", "commands"),
    [
        ("review", ["flashcards", "debrief", "due"]),
        ("reviews", ["flashcards", "debrief", "due"]),
        ("statistics", ["stats"]),
        ("exam", ["quiz", "check"]),
        ("interview", ["mock"]),
        ("list", ["stories list", "pack list", "topics"]),
        ("lint", ["pack check"]),
        ("trust", ["pack trust"]),
        ("Settings", ["config"]),
        ("quizz", ["quiz"]),
        ("flaschards", ["flashcards"]),
        ("statistiks", ["stats"]),
        ("xyzzy", []),
    ],
)
def test_a_word_suggests_commands(typed: str, commands: list[str]) -> None:
    assert find_commands(typed, COMMANDS) == commands


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("quizz --level senior", "'quizz'\n  did you mean interview quiz?\n"),
        ("pack shema", "'pack shema'\n  did you mean interview pack schema?\n"),
        ("lint my-pack", "'lint'\n  did you mean interview pack check?\n"),
        ("pack quiz", "'pack quiz'\n  did you mean interview quiz?\n"),
        ("version", "'version'\n  did you mean interview --version?\n"),
        ("xyzzy", "'xyzzy'\n  see: interview --help\n"),
        ("pack xyzzy", "'pack xyzzy'\n  see: interview pack --help\n"),
    ],
)
def test_a_wrong_command_is_refused_with_the_right_one(typed: str, refusal: str) -> None:
    said = interview(*typed.split(), code=2)
    assert said == f"interview: there is no command {refusal}"
