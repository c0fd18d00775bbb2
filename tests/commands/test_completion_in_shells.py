"""The tab key in the real shells, with the scripts that --install-completion writes."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from helpers.program import PROGRAM
from helpers.terminal import Terminal

from interview_cli.commands.completion.install import NAMES

pytestmark = pytest.mark.slow

#: Each shell's own file, and what it says so that the screen is easily read.
PROFILES = {
    "bash": (".bashrc", "PS1='> '\n"),
    "zsh": (".zshrc", "PS1='> '\nunsetopt prompt_sp\n"),
    "fish": (
        ".config/fish/config.fish",
        "set fish_greeting\nset -g fish_autosuggestion_enabled 0\n"
        "function fish_prompt; echo -n '> '; end\n",
    ),
}

#: What Typer writes for a program called `interview`; its own versions before ours did so.
TYPER = {
    "bash": """\
_interview_completion() {
    local IFS=$'\\n'
    COMPREPLY=( $( env COMP_WORDS="${COMP_WORDS[*]}" \\
                   COMP_CWORD=$COMP_CWORD \\
                   _INTERVIEW_COMPLETE=complete_bash $1 ) )
    return 0
}

complete -o default -F _interview_completion interview
""",
    "zsh": """\
autoload -Uz compinit; compinit
_interview_completion() {
  eval $(env _TYPER_COMPLETE_ARGS="${words[1,$CURRENT]}" _INTERVIEW_COMPLETE=complete_zsh interview)
}

compdef _interview_completion interview
""",
    "fish": (
        "complete --command interview --no-files --arguments "
        '"(env _INTERVIEW_COMPLETE=complete_fish'
        " _TYPER_COMPLETE_FISH_ACTION=get-args _TYPER_COMPLETE_ARGS=(commandline -cp) "
        'interview)" --condition "env _INTERVIEW_COMPLETE=complete_fish '
        "_TYPER_COMPLETE_FISH_ACTION=is-args _TYPER_COMPLETE_ARGS=(commandline -cp) "
        'interview"\n'
    ),
}

#: What is typed before Tab, and how the line goes on: the same in every shell.
LINES = [
    ("interview qu", "interview quiz "),
    ("interview pack upd", "interview pack update "),
    ("interview quiz --conf", "interview quiz --confidence "),
    ("interview quiz --level jun", "interview quiz --level junior "),
    ("interview quiz --level=sen", "interview quiz --level=senior "),
    ("interview quiz --topic=fastapi/dep", "interview quiz --topic=fastapi/dependencies "),
    ("interview quiz --topic sqlalchemy/sess", "interview quiz --topic sqlalchemy/sessions "),
    ("interview show python-fastapi:commit-a", "interview show python-fastapi:commit-after-yield "),
    (
        'interview show "python-fastapi:commit-a',
        'interview show "python-fastapi:commit-after-yield" ',
    ),
    ("interview quiz -p pyth", "interview quiz -p python-fastapi "),
    ("interview pack check --format sa", "interview pack check --format sarif "),
    ("interview pack rules position", "interview pack rules position-cue "),
    ("interview config ai.key", "interview config ai.key_env "),
    ("interview grade answ", "interview grade answers.jsonl "),
    ("interview grade my\\ fold", "interview grade my\\ folder/"),
    ("interview quiz -p my\\ folder/mi", "interview quiz -p my\\ folder/mine.yaml "),
    ("interview quiz -p ~/own-", "interview quiz -p ~/own-packs/"),
    ("interview mock --save=answ", "interview mock --save=answers.jsonl "),
]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with files in it, the current one, where the program is on the PATH."""
    programs, here, user = tmp_path / "bin", tmp_path / "here", tmp_path / "user"
    # Where fish doesn't find the last one, it reads all manual pages of the machine at each start.
    completions = user / ".local/share/fish/generated_completions"
    for folder in (programs, here / "my folder", user / "own-packs", completions):
        folder.mkdir(parents=True)
    for name in NAMES:
        script = programs / name
        script.write_text(f'#!/bin/sh\nexec {" ".join(PROGRAM)} "$@"\n')
        script.chmod(0o755)
    for name in ("answers.jsonl", "other.txt", "my folder/mine.yaml", "my folder/notes.txt"):
        (here / name).touch()
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "ZDOTDIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("HOME", str(user))
    monkeypatch.chdir(here)
    return here


class Shell(Terminal):
    """A shell at its prompt."""

    def __init__(self, name: str) -> None:
        super().__init__([], 100, 40, {}, (name, "-i"))
        self.until(lambda: self.shown.endswith(">"), "a prompt")

    def tab(self, typed: str) -> None:
        """Type a line, and press the tab key when it's there."""
        self.press(typed)
        self.wait(f"> {typed.rstrip()}")
        self.press("\t")

    def goes_on(self, line: str) -> None:
        """Wait for what the line has become, see it with a sign typed behind it, and leave it."""
        self.wait(f"> {line.rstrip()}")
        self.press("%")
        self.until(lambda: f"> {line}%" in self.shown, f"{line}%")
        self.press("ctrl-c")
        pressed = time.monotonic()

        def prompts() -> bool:
            nonlocal pressed
            if time.monotonic() > pressed + 1:  # a shell that is drawing may not hear the first
                pressed = time.monotonic()
                self.press("ctrl-c")
            return self.shown.endswith("\n>")

        self.until(prompts, "a new prompt")


def start(name: str, script: str = "") -> Shell:
    """Return the shell *name* at its prompt, with completion installed, or *script* in its file."""
    if not shutil.which(name):
        pytest.skip(f"NOT RUN: {name} isn't installed")
    file, text = PROFILES[name]
    profile = Path.home() / file
    profile.parent.mkdir(parents=True, exist_ok=True)
    profile.write_text(text + script)
    if not script:
        subprocess.run([*PROGRAM, "--install-completion", name], check=True)
    return Shell(name)


@pytest.mark.parametrize("name", PROFILES)
def test_tab_completes(name: str, place: Path) -> None:
    shell = start(name)
    for typed, line in LINES:
        shell.tab(typed)
        shell.goes_on(line)


@pytest.mark.parametrize("name", PROFILES)
def test_tab_completes_the_other_name(name: str, place: Path) -> None:
    shell = start(name)
    shell.tab("interview-cli pack upd")
    shell.goes_on("interview-cli pack update ")


@pytest.mark.parametrize("name", PROFILES)
def test_tab_lists_what_there_is(name: str, place: Path) -> None:
    shell = start(name)
    shell.tab("interview quiz --level ")
    shell.press("\t")  # bash lists at the second one
    shell.wait("junior", "mid", "senior", without="answers.jsonl")


@pytest.mark.parametrize("name", PROFILES)
def test_tab_offers_packs_and_paths_where_both_are_meant(name: str, place: Path) -> None:
    shell = start(name)
    shell.tab("interview quiz -p ")
    shell.press("\t")
    shell.wait("python-fastapi", "folder/", without="answers.jsonl")


@pytest.mark.parametrize("name", PROFILES)
def test_tab_offers_no_files_where_words_are_meant(name: str, place: Path) -> None:
    shell = start(name)
    shell.tab("interview quiz -n ")
    shell.press("\t", "4")
    shell.wait("> interview quiz -n 4", without="answers.jsonl")


@pytest.mark.parametrize("name", PROFILES)
def test_scripts_that_typer_wrote_go_on_working(name: str, place: Path) -> None:
    shell = start(name, TYPER[name])
    for typed, line in LINES[::2]:
        shell.tab(typed)
        shell.goes_on(line)


def test_zsh_shows_help_with_any_sign_in_it(place: Path) -> None:
    home = Path(os.environ["INTERVIEW_HOME"], "packs")
    home.mkdir()
    (home / "mine.yaml").write_text(
        "format: 1\npack: {id: mine, title: 'It''s \"$HOME\" `id` \\ 50%: [x]'}\n"
        "questions: [{id: one, ask: What is one?, answer: One., level: mid, topic: zoo}]\n"
    )
    subprocess.run([*PROGRAM, "pack", "list"], check=True, capture_output=True)
    shell = start("zsh")
    shell.tab("interview pack show ")
    shell.wait("mine", '-- It\'s "$HOME" `id` \\ 50%: [x]')
