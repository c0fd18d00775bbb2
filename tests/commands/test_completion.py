"""What the tab key offers in each shell, and the scripts that make it ask."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from helpers.completion_data import describe_program
from helpers.program import BOUND, PROGRAM, needs_permissions, run_program, without_coverage
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.commands.completion import install, offers, shells
from interview_cli.commands.completion.command_line import Wanted
from interview_cli.packs.library.catalogue import open_catalogue
from interview_cli.packs.library.glance import add_check, glance_at_packs, read_keys

KNOWN = Path(offers.__file__).with_name("program.json")

PACK = """\
format: 1
pack:
  id: mine
  title: "It's \\"$HOME\\" `id` \\\\ 50%: [x]"
  tracks:
    - {id: first-week, title: The first week, steps: [{topic: zoo}]}
questions:
  - {id: one, ask: What is one?, answer: One., level: mid, topic: zoo/cats}
  - {id: two, ask: What is two?, answer: Two., level: senior, topic: zoo/cats/big}
  - {id: three, ask: What is three?, answer: Three., level: junior, topic: zoo}
"""

#: What is typed, and what's offered in every shell: parts of the whole list stand before "...".
TABLE = [
    # commands, options and what's known without any pack
    ("interview fl", "flashcards flag"),
    ("interview pack ch", "check"),
    ("interview nothing ", ""),
    ("interview pack nothing --fo", ""),
    ("interview --sh", "--show-completion"),
    ("interview --show-completion f", "fish"),
    ("interview --version pack tru", "trust"),
    ("interview quiz --t", "--topic --track --time-limit"),
    ("interview due ", "--all --json --help -h"),
    ("interview due --json ", "--all --help -h"),
    ("interview due -- ", ""),
    ("interview quiz --topic a --topi", "--topic"),
    ("interview quiz --seed 1 --see", ""),
    ("interview quiz --missed --se", "--seed --set"),
    ("interview quiz --missed 3 --se", "--seed --set"),
    ("interview quiz --missed -l jun", "junior"),
    ("interview quiz --missed ", ""),
    ("interview quiz -l ", "junior mid senior"),
    ("interview quiz -l mid -l ", "junior senior"),
    ("interview quiz -lmid --level=sen", "--level=senior"),
    ("interview quiz --level ", "junior mid senior"),
    ("interview quiz -ls", "-lsenior"),
    ("interview quiz -l fresh", ""),
    ("interview quiz -k o", "order output"),
    ("interview pack check . --format=s", "--format=sarif"),
    ("interview pack check --select length", "length-cue"),
    ("interview pack check --select phrases", ""),
    ("interview pack rules phrases", "phrases"),
    ("interview config ai.k", "ai.key_env"),
    ("interview config ai.url ", ""),
    # what the packs hold
    ("interview quiz --topic zo", "zoo zoo/cats zoo/cats/big"),
    ("interview quiz --topic=zoo/cats/", "--topic=zoo/cats/big"),
    ("interview quiz --topic zoo --topic zo", "zoo/cats zoo/cats/big"),
    ("interview check -l mid zoo/", "zoo/cats zoo/cats/big"),
    ("interview check -- zoo/cats/", "zoo/cats/big"),
    ("interview quiz --track fir", "first-week"),
    ("interview show min", "mine:one mine:two mine:three"),
    ("interview show mine:t", "mine:two mine:three"),
    ("interview show --proof mine:o", "mine:one"),
    ("interview note mine:one ", ""),
    ("interview pack show mi", "mine"),
    ("interview pack remove ", ""),
    # words of one's own: nothing, and no files
    ("interview quiz -n ", ""),
    ("interview search an", ""),
    ("interview pack new an", ""),
]


@pytest.fixture
def pack(home: Path) -> Path:
    """Return the folder of a pack of the learner's own, compiled."""
    file = home / "packs" / "mine.yaml"
    file.parent.mkdir()
    file.write_text(PACK, encoding="utf-8")
    open_catalogue()
    return file.parent


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with files of several sorts in it."""
    folder = tmp_path / "here"
    for name in ("answers.jsonl", "other.txt", "a pack.yaml", "my packs/mine.yml", ".hidden"):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    monkeypatch.chdir(folder)
    return folder


def test_what_completion_knows_is_what_the_program_says(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--rewrite"):
        KNOWN.write_text(describe_program(), encoding="utf-8")
    assert KNOWN.read_text(encoding="utf-8") == describe_program(), "run: pytest --rewrite"


def test_every_metavar_has_a_line_that_says_what_it_can_be() -> None:
    def walk(node, path=""):
        for param in (*node["options"], *node["arguments"]):
            if param["metavar"]:
                yield path, param["metavar"]
        for name, command in node["commands"].items():
            yield from walk(command, f"{path} {name}".strip())

    used = [*walk(offers.read_program())]
    for command, metavar in used:
        assert offers.find_value(Wanted(command, "", metavar=metavar)), metavar
    names = {metavar for _, metavar in used} | {" ".join(one) for one in used}
    assert not {*offers.VALUES} - names, "nothing shows these any more"


# The protocol


def ask_bash(line: str) -> str:
    *words, last = line.split(" ")
    parts = [word for word in words if word]
    # Bash cuts its words at these signs.
    pieces = [piece for piece in re.split(r"([:=]+)", last) if piece] or [""]
    parts += pieces
    return ask("bash", COMP_WORDS="\n".join(parts), COMP_CWORD=str(len(parts) - 1))


def ask_zsh(line: str) -> str:
    return ask("zsh", _TYPER_COMPLETE_ARGS=line)


def ask_fish(line: str, action: str = "get-args") -> str:
    return ask("fish", _TYPER_COMPLETE_ARGS=line, _TYPER_COMPLETE_FISH_ACTION=action)


def ask_powershell(line: str) -> str:
    word = line.rpartition(" ")[2]
    return ask(
        "powershell",
        _TYPER_COMPLETE_ARGS=line.rstrip(),
        _TYPER_COMPLETE_WORD_TO_COMPLETE=word,
    )


def ask(shell: str, **environment: str) -> str:
    return shells.answer(f"complete_{shell}", environment)[0]


def offered_by_bash(line: str) -> list[str]:
    kept = "".join(re.findall(r"^.*[:=]", line.rpartition(" ")[2]))
    return [kept + text for text in ask_bash(line).splitlines()]


def offered_by_zsh(line: str) -> list[str]:
    told = ask_zsh(line)
    assert re.fullmatch(r"|_arguments '\*: :\(\(.*\)\)'", told), told
    items = re.findall(r'"((?:[^"\\]|\\.)*)"(?::"(?:[^"\\]|\\.)*")?', told)
    return [item.replace("\\\\:", ":") for item in items]


def offered_by_fish(line: str) -> list[str]:
    return [text.partition("\t")[0] for text in ask_fish(line).splitlines()]


def offered_by_powershell(line: str) -> list[str]:
    return [text.partition(":::")[0] for text in ask_powershell(line).splitlines()]


@pytest.mark.parametrize(
    "offered_by", [offered_by_bash, offered_by_zsh, offered_by_fish, offered_by_powershell]
)
def test_each_shell_is_told_what_can_be_typed(offered_by, pack, here) -> None:
    found = {line: " ".join(offered_by(line)) for line, _ in TABLE}
    assert found == dict(TABLE)


#: Lines that end where a path is meant, with the paths that are offered.
PATHS = [
    ("interview grade ", "a pack.yaml|answers.jsonl|my packs/|other.txt"),
    ("interview grade an", "answers.jsonl"),
    ("interview mock --save=o", "--save=other.txt"),
    ("interview grade .h", ".hidden"),
    ("interview pack check ", "a pack.yaml|my packs/"),
    ("interview pack check nowhere/", ""),
    ("interview quiz -p ", "bookkeeping|javascript|mine|python-fastapi|a pack.yaml|my packs/"),
    ("interview quiz -p a", "a pack.yaml"),
    ("interview pack show a", ""),
]


@pytest.mark.parametrize(("line", "offered"), PATHS)
def test_fish_and_powershell_are_told_of_paths(line, offered, pack, here) -> None:
    fish = offered_by_fish(line)
    assert sorted(fish) == sorted(filter(None, offered.split("|")))
    quoted = [f"'{text}'" if " " in text else text for text in fish]
    assert offered_by_powershell(line) == quoted


@pytest.mark.parametrize(
    ("words", "told", "code"),
    [
        (["grade", ""], "", 1),
        (["mock", "--save", "=", "o"], "", 1),
        (["quiz", "-p", "pyth"], "python-fastapi", 1),
        (["quiz", "-p", "./a"], "", 1),
        (
            ["quiz", "-p", ""],
            "python-fastapi\nmine\nbookkeeping\njavascript\na\\ pack.yaml\nmy\\ packs/",
            1,
        ),
        (["quiz", "-n", ""], "", 0),
        (["nothing", ""], "", 0),
    ],
)
def test_bash_is_told_by_the_exit_code_that_a_path_is_meant(words, told, code, pack, here) -> None:
    environment = {
        "COMP_WORDS": "\n".join(["interview", *words]),
        "COMP_CWORD": str(len(words)),
    }
    assert shells.answer("complete_bash", environment) == (told, code)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("interview grade an", "_files"),
        ("interview mock --save=o", "compset -P '--save='; _files"),
        ("interview pack check ", "_files -g '(*.yaml|*.yml)(-.)'"),
        ("interview quiz -n ", ""),
        (
            "interview quiz -p mi",
            """_arguments '*: :(("mine":"It'\\''s \\"\\$HOME\\" \\`id\\` \\\\\\\\ 50%: [x]"))'; """
            "_files -g '(*.yaml|*.yml)(-.)'",
        ),
        (
            "interview show mine:o",
            """_arguments '*: :(("mine\\\\:one":"mid, zoo/cats"))'""",
        ),
    ],
)
def test_zsh_is_told_what_to_run(line, told, pack) -> None:
    assert ask_zsh(line) == told


def test_fish_and_powershell_are_told_the_help_too(pack) -> None:
    title = json.dumps(glance_at_packs()[1]["about"]["title"])
    assert title == json.dumps('It\'s "$HOME" `id` \\ 50%: [x]')
    assert ask_fish("interview quiz -p mi") == f"mine\t{json.loads(title)}"
    assert ask_powershell("interview quiz -p mi") == f"mine:::{json.loads(title)}"
    assert ask_powershell("interview quiz -l mi") == "mid::: "


@pytest.mark.parametrize(("line", "code"), [("interview qu", 0), ("interview nothing x", 1)])
def test_fish_asks_first_whether_there_is_anything(line, code) -> None:
    environment = {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "is-args"}
    assert shells.answer("complete_fish", environment) == ("", code)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["show", '"mine:o'], "mine:one"),  # not cut within quotes
        (["show", "mine:o"], "mine:one"),  # nor where COMP_WORDBREAKS says so
        (["show", "mine", ":"], "one\ntwo\nthree"),
        (["show", "mine", ":", "o"], "one"),
        (["quiz", "--topic", "=", '"zoo/cats/'], "zoo/cats/big"),
        (["quiz", "-p", "'m"], "mine\nmy packs/"),
        (["quiz", "-p", '"m'], "mine\nmy packs/"),
        (["quiz", "-p", "m"], "mine\nmy\\ packs/"),
    ],
)
def test_words_as_bash_has_them(words, told, pack, here) -> None:
    line = "\n".join(["interview", *words])
    assert ask("bash", COMP_WORDS=line, COMP_CWORD=str(len(words))) == told


# Nothing goes wrong aloud


@pytest.mark.empty_home
def test_before_anything_is_compiled_the_bundled_packs_are_offered(home: Path) -> None:
    assert offered_by_fish("interview quiz -l m") == ["mid"]
    assert offered_by_fish("interview quiz --topic asyncio/ta") == ["asyncio/tasks"]
    assert offered_by_fish("interview show n-") == ["n-plus-one"]  # the pack may be left out
    assert offered_by_fish("interview quiz --track senior-") == ["senior-backend"]
    assert offered_by_fish("interview pack show ") == [
        "python-fastapi",
        "bookkeeping",
        "javascript",
    ]
    assert not home.exists()


def test_a_compiled_pack_that_cannot_be_read_is_passed_over(pack: Path, home: Path) -> None:
    cache = home / "cache" / "packs"
    others = [add_check(b"%b\n" % head) for head in (b"[]", b'{"schema": 1}', b'{"schema": 4}')]
    for n, data in enumerate((b"", b"\xff\n", b"[]\n", *others)):
        (cache / f"torn-{n}.pack").write_bytes(data)
    assert offered_by_fish("interview pack show m") == ["mine"]


def test_a_pack_that_is_gone_is_not_offered(pack: Path) -> None:
    (pack / "mine.yaml").unlink()
    assert offered_by_fish("interview pack show ") == [
        "python-fastapi",
        "bookkeeping",
        "javascript",
    ]


@pytest.mark.empty_home
def test_the_bundled_packs_are_read_alike_compiled_or_not(home: Path) -> None:
    before = [(h["about"]["id"], read_keys(h), h["topics"]) for h in glance_at_packs()]
    tracks = [t["id"] for h in glance_at_packs() for t in h["about"]["tracks"]]
    open_catalogue()
    assert "keys" not in glance_at_packs()[0]
    assert before == [(h["about"]["id"], read_keys(h), h["topics"]) for h in glance_at_packs()]
    assert tracks == [t["id"] for h in glance_at_packs() for t in h["about"]["tracks"]]


def test_the_glance_agrees_with_the_catalogue(pack: Path) -> None:
    catalogue, _ = open_catalogue()
    heads = glance_at_packs()
    assert [head["about"]["id"] for head in heads] == [*catalogue.packs]
    assert [key for head in heads for key in read_keys(head)] == [
        (entry.key, entry.level, entry.topic) for entry in catalogue.entries()
    ]
    counts = [sum(head["topics"].values()) for head in heads]
    assert counts == [len(found.entries) for found in catalogue.packs.values()]


ARGS = "_TYPER_COMPLETE_ARGS"

WORDS = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8),
    st.sampled_from(
        [
            "interview",
            "quiz",
            "pack",
            "check",
            "-p",
            "--topic=",
            "-l",
            "--",
            "-",
            ":",
            "=",
            "'",
            "~/",
        ]
    ),
)


@given(words=st.lists(WORDS, max_size=6), place=st.integers(1, 9))
def test_any_line_is_answered(words: list[str], place: int) -> None:
    """No error comes out of it, as one would that `cli.py` has to keep to itself."""
    bash = {"COMP_WORDS": "\n".join(words), "COMP_CWORD": str(place)}
    line = {
        "_TYPER_COMPLETE_ARGS": " ".join(words),
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1] if words else "",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    shells.answer("complete_bash", bash)
    for shell in ("zsh", "fish", "pwsh"):
        shells.answer(f"complete_{shell}", line)


@pytest.mark.parametrize("name", ["_INTERVIEW_COMPLETE", "_INTERVIEW_CLI_COMPLETE"])
@pytest.mark.parametrize(
    ("environment", "code", "told"),
    [
        ({"": "complete_bash", "COMP_WORDS": "interview fl", "COMP_CWORD": "1"}, 0, 2),
        ({"": "complete_bash"}, 1, 0),
        ({"": "complete_bash", "COMP_WORDS": "", "COMP_CWORD": "x"}, 1, 0),
        ({"": "complete_csh"}, 1, 0),
        ({"": "nonsense"}, 1, 0),
        ({"": "complete_zsh"}, 0, 1),
        ({"": "complete_fish", "INTERVIEW_HOME": "/dev/null", ARGS: "interview check no/"}, 0, 0),
        ({"": "complete_fish", ARGS: "interview grade \udcff/"}, 0, 0),
        ({"": "source_fish"}, 0, install.read_script("fish").count("\n") + 1),
    ],
)
def test_nothing_is_ever_said_aloud(name, environment, code, told) -> None:
    env = os.environ | {key or name: value for key, value in environment.items()}
    done = run_program("due", env=env)
    assert done.stderr == ""
    assert done.returncode == code
    assert len(done.stdout.splitlines()) == told


def test_a_key_press_imports_next_to_nothing(pack: Path) -> None:
    code = "import sys; from interview_cli.cli import main; main([]); print(*sys.modules)"
    env = without_coverage()
    env |= {"_INTERVIEW_COMPLETE": "complete_fish", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    for line in ("interview quiz --topic zo", "interview show mine:", "interview grade "):
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=env | {"_TYPER_COMPLETE_ARGS": line},
            capture_output=True,
            text=True,
            check=True,
        )
        modules = {*done.stdout.splitlines()[-1].split()}
        assert "interview_cli.commands.completion.shells" in modules
        assert not modules & {
            "dataclasses",
            "pathlib",
            "pydantic",
            "rich",
            "typer",
            "typing",
            "yaml",
        }


# --install-completion and --show-completion


@pytest.fixture
def user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the home folder of someone whose shells have no files of their own yet."""
    folder = tmp_path / "user's home"
    folder.mkdir()
    for name in ("XDG_CONFIG_HOME", "ZDOTDIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    return folder


def run(*args: str, before: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    if not before:
        return run_program(*args)
    return subprocess.run([*before, *PROGRAM, *args], capture_output=True, text=True)


def read_all(folder: Path) -> dict[str, str]:
    """Return the text of every file in *folder*, by its name in it."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_text() for path in files}


@pytest.mark.parametrize(
    ("shell", "profile", "scripts"),
    [
        ("bash", ".bashrc", [".bash_completions/interview.sh"]),
        ("zsh", ".zshrc", [".zfunc/_interview", ".zfunc/_interview-cli"]),
        (
            "fish",
            None,
            [
                ".config/fish/completions/interview-cli.fish",
                ".config/fish/completions/interview.fish",
            ],
        ),
    ],
)
def test_installing_says_what_it_wrote_and_how_to_undo_it(shell, profile, scripts, user) -> None:
    if profile:
        (user / profile).write_text("# mine")  # the last line has no end
    done = run("--install-completion", shell)
    assert (done.returncode, done.stderr) == (0, "")
    files = read_all(user)
    assert sorted(files) == sorted([*scripts, *filter(None, [profile])])
    for name in files:
        assert f"{user / name}: " in done.stdout
    assert "undo it: " in done.stdout
    if profile:
        assert files[profile].startswith("# mine\n")

    again = run("--install-completion", shell)
    assert again.returncode == 0
    assert again.stdout.count("nothing to change") == len(files)
    assert read_all(user) == files


def test_what_typer_installed_is_replaced(user: Path) -> None:
    script = user / ".bash_completions" / "interview.sh"
    script.parent.mkdir()
    script.write_text("complete -o default -F _interview_completion interview\n")
    line = run("--install-completion", "bash").stdout.split("type: ")[1].splitlines()[0]
    assert "interview-cli" in script.read_text()
    assert (user / ".bashrc").read_text() == f"{line}\n"


@pytest.mark.skipif(sys.platform == "win32", reason="NOT RUN: the stand-in is a shell script")
def test_the_profile_of_powershell_gets_one_script(user, tmp_path, monkeypatch) -> None:
    """There's no PowerShell here: a stand-in says where its profile is, as the real one does."""
    profile = user / "profile.ps1"
    stand_in = tmp_path / "bin" / "pwsh"
    stand_in.parent.mkdir()
    stand_in.write_text(f'#!/bin/sh\n[ "$3" = \'$PROFILE\' ] && echo "{profile}"\n')
    stand_in.chmod(0o755)
    monkeypatch.setenv("PATH", f"{stand_in.parent}{os.pathsep}{os.environ['PATH']}")
    profile.write_text("# mine")
    for said in ("added a script", "nothing to change"):
        done = run("--install-completion", "pwsh")
        assert (done.returncode, done.stderr) == (0, "")
        assert f"{profile}: {said}" in done.stdout
    text = profile.read_text()
    assert text.startswith("# mine\n# interview completion: begin\n")
    assert (
        text.count("Register-ArgumentCompleter -Native -CommandName interview, interview-cli") == 1
    )
    profile.write_text(text.replace("$Env:", "$Old:") + "# also mine\n")
    run("--install-completion", "pwsh")
    assert profile.read_text() == text + "# also mine\n"


@pytest.mark.parametrize("option", ["--install-completion", "--show-completion"])
@pytest.mark.parametrize("sign", [" ", "="])
def test_a_shell_without_a_script_is_refused(option, sign, user) -> None:
    done = run(*f"{option}{sign}csh".split())
    assert done.returncode == 2
    assert done.stderr == (
        "interview: there is no completion for 'csh'\n"
        "  it can be for bash, zsh, fish, powershell or pwsh\n"
    )


def test_powershell_that_is_not_there_is_refused(user, monkeypatch) -> None:
    monkeypatch.setenv("PATH", str(user))
    done = run("--install-completion", "powershell")
    assert done.returncode == 2
    assert "add the script to it yourself: interview --show-completion powershell" in done.stderr


@needs_permissions
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_home_that_cannot_be_written_is_refused(shell, user) -> None:
    user.chmod(0o555)
    done = run("--install-completion", shell, before=tuple(BOUND))
    user.chmod(0o755)
    assert done.returncode == 4
    assert done.stderr.startswith("interview: cannot write ")
    assert "interview --show-completion" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("shell", install.SHELLS)
def test_the_script_is_shown_and_names_both_programs(shell) -> None:
    done = run(f"--show-completion={shell}")
    assert re.search(r"\binterview(,| --command)? interview-cli\b", done.stdout)
    assert "_INTERVIEW_COMPLETE" in done.stdout
    assert "@" not in re.sub(r'"\$@"|\[@\]', "", done.stdout)


@pytest.mark.skipif(not shutil.which("bash"), reason="NOT RUN: bash isn't installed")
def test_without_a_name_the_script_is_for_the_shell_it_was_typed_in(monkeypatch) -> None:
    monkeypatch.setenv("SHELL", "/bin/csh")
    command = ["bash", "-c", '"$@" --show-completion; exit $?', "bash", *PROGRAM]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert "_INTERVIEW_COMPLETE=complete_bash" in done.stdout


def test_both_names_start_the_program() -> None:
    scripts = entry_points(group="console_scripts", module="interview_cli.cli")
    assert {script.name for script in scripts} == {*install.NAMES}
