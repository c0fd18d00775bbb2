"""The manual at the terminal: laid out for the window, and in the pager where it is longer."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers.terminal import Terminal

from interview_cli.command_table import COMMANDS
from interview_cli.terminal.manual_pages import list_pages, read_page
from interview_cli.terminal.rendering.layout import Page
from interview_cli.terminal.rendering.markdown import ManualPage

Start = Callable[..., Terminal]

needs_less = pytest.mark.skipif(
    shutil.which("less") is None, reason="NOT RUN: there is no less on this machine"
)

#: Rows of a window in which every page that the tests show has room.
TALL = 200


@pytest.fixture(autouse=True)
def plain_pager(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PAGER", "LESS", "LESSOPEN", "LESSCHARSET", "MANPAGER"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def pager(tmp_path: Path) -> Callable[..., str]:
    """Make a pager that writes down what it gets; give the command for PAGER."""

    def make(name: str = "pager", end: str = "") -> str:
        script = tmp_path / name
        script.write_text(f'#!/bin/sh\ncat > "{tmp_path}/paged"\necho "LESS=$LESS"\n{end}\n')
        script.chmod(0o755)
        return str(script)

    return make


def rendered(text: str, width: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("NO_COLOR", "1")
    return Page().render(ManualPage(text)).splitlines()


def test_a_page_is_laid_out(start: Start) -> None:
    terminal = start("help exit-codes", rows=TALL)
    assert terminal.ends() == 0
    shown = terminal.shown
    assert "\n Exit codes\n\n How the program" in f"\n{shown}"
    assert " `130`  Ctrl-C or SIGTERM." in shown
    assert "See also scripting and events." in shown
    assert "#" not in shown
    assert "<!--" not in shown


@pytest.mark.parametrize("width", [80, 60])
@pytest.mark.parametrize("topic", list_pages())
def test_every_page_fits_the_window(
    topic: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = read_page(topic)
    lines = rendered(text, width, monkeypatch)
    assert max(map(len, lines)) < width
    assert "".join(lines).count("…") == text.count("…")  # nothing was cut


def test_a_page_about_a_command_names_its_options(start: Start) -> None:
    names = {command.name for command in COMMANDS}
    for topic in ("exit-codes", *sorted(names & {*list_pages()})):
        terminal = start(f"help {topic}", env={"PAGER": "cat"})
        assert terminal.ends() == 0
        options = terminal.all.endswith(f"\n Its options: interview {topic} --help")
        assert options is (topic in names)


def test_links_say_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "See [the plan](plan.md#dates), [plan](plan.md), [above](#top), [it](https://a.example)."
    assert rendered(text, 80, monkeypatch)[0] == (
        " See the plan (interview help plan), plan, above, it (https://a.example)."
    )


def test_lists_and_tables_keep_everything_in_a_narrow_window(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = (
        "- one\n    - two words\n        - three\n\n"
        "| option | meaning |\n|---|---|\n| `--a-very-long-option-with-a-name` | it does this |\n"
    )
    lines = rendered(text, 30, monkeypatch)
    start = lines.index("  • one")
    lines = lines[start:]
    assert lines[:3] == ["  • one", "     • two words", "        • three"]
    assert "…" not in "".join(lines)
    first_column = "".join(line.split("  ")[0].strip() for line in lines[4:])
    assert "`--a-very-long-option-with-a-name`" in first_column


@needs_less
def test_a_long_page_opens_in_the_pager_until_q(start: Start) -> None:
    terminal = start("help exit-codes", rows=12)
    terminal.wait("How the program tells a script", ":")
    assert "See also" not in terminal.shown
    assert "\x1b[1m" in terminal.raw  # less passes colours on
    terminal.press("G")
    terminal.wait("See also scripting and events.")
    terminal.press("q")
    assert terminal.ends() == 0


@needs_less
def test_ctrl_c_in_the_pager_is_for_the_pager(start: Start) -> None:
    terminal = start("help exit-codes", rows=12)
    terminal.wait("How the program tells a script")
    terminal.until(lambda: terminal.shown.endswith("\n:"), "the pager's prompt")
    terminal.press("ctrl-c")
    # The pager drops what was typed before it has heard the Ctrl-C.
    terminal.wait("See also scripting and events.", pressing="G")
    terminal.press("q")
    assert terminal.ends() == 0
    assert "interview:" not in terminal.shown.splitlines()[-1]


def test_a_pager_that_ctrl_c_ends(start: Start, tmp_path: Path) -> None:
    script = tmp_path / "waiting"
    script.write_text("#!/bin/sh\necho ready\nexec tail -f /dev/null\n")
    script.chmod(0o755)
    terminal = start("help exit-codes", rows=12, env={"PAGER": str(script)})
    terminal.wait("ready")
    terminal.press("ctrl-c")
    assert terminal.ends() == 0
    assert "Traceback" not in terminal.all


@needs_less
def test_the_help_of_a_command_is_paged_too(start: Start) -> None:
    terminal = start("help pack new", rows=12)
    terminal.wait("Usage: interview pack new", ":")
    assert terminal.ends(pressing="q") == 0  # the pager drops what was typed before it reads


def test_a_pager_of_your_own_gets_the_page(
    start: Start, pager: Callable[..., str], tmp_path: Path
) -> None:
    terminal = start("help exit-codes", rows=12, env={"PAGER": f"{pager()} --squeeze"})
    assert terminal.ends() == 0
    paged = (tmp_path / "paged").read_text()
    assert "See also scripting and events." in paged
    assert "\x1b" not in paged  # whether it understands colours isn't known
    assert "LESS=FRX" in terminal.shown


@pytest.mark.parametrize(("less", "colours"), [("-M", False), ("-MR", True)])
def test_your_own_options_for_less_stand(
    start: Start, pager: Callable[..., str], tmp_path: Path, less: str, colours: bool
) -> None:
    terminal = start("help exit-codes", rows=12, env={"PAGER": pager("less"), "LESS": less})
    assert terminal.ends() == 0
    assert f"LESS={less}" in terminal.shown
    assert ("\x1b[1m" in (tmp_path / "paged").read_text()) is colours


def test_a_pager_that_reads_nothing_is_no_trouble(start: Start, tmp_path: Path) -> None:
    terminal = start("help exit-codes", rows=12, env={"PAGER": "true"})
    assert terminal.ends() == 0
    assert "Exit codes" not in terminal.all


def test_without_a_pager_the_page_is_printed(start: Start) -> None:
    terminal = start("help exit-codes", rows=12, env={"PAGER": "/there/is/no/pager"})
    assert terminal.ends() == 0
    assert "See also scripting and events." in terminal.shown


@pytest.mark.parametrize(
    ("words", "env"),
    [("help exit-codes --plain", {}), ("help exit-codes", {"ACCESSIBLE": "1"})],
)
def test_in_plain_mode_it_is_markdown_and_never_paged(
    start: Start, pager: Callable[..., str], tmp_path: Path, words: str, env: dict[str, str]
) -> None:
    terminal = start(words, rows=12, env={"PAGER": pager(), **env})
    assert terminal.ends() == 0
    assert "# Exit codes" in terminal.all
    assert not (tmp_path / "paged").exists()


@pytest.mark.parametrize(
    ("columns", "head", "row"),
    [
        (80, "Topic junior mid senior all", "middleware 2 2"),
        (40, "Topic all", "middleware 2"),
    ],
)
def test_topics_are_a_tree(start: Start, columns: int, head: str, row: str) -> None:
    terminal = start("topics -t fastapi -p python-fastapi", columns=columns, rows=60)
    assert terminal.ends() == 0
    lines = terminal.shown.splitlines()
    assert " ".join(lines[1].split()) == head
    assert lines[2].startswith(" fastapi ")
    below = [" ".join(line.split()) for line in lines if line.startswith("   ")]
    assert row in below
    assert " ".join(terminal.shown.split()).endswith("interview quiz --topic TOPIC")
