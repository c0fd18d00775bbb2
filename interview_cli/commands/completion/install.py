"""--install-completion and --show-completion: the scripts, and where each shell has its own.

The files are those that Typer writes, so that what it once installed is replaced.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path
from shlex import quote
from typing import NamedTuple

from interview_cli.core.errors import DONE, UsageError
from interview_cli.core.sentences import join
from interview_cli.storage import files

#: What the program is called on a command line.
NAMES = ("interview", "interview-cli")

#: The shells, and the file of each one's script.
SHELLS = {
    "bash": "bash",
    "zsh": "zsh",
    "fish": "fish",
    "powershell": "powershell",
    "pwsh": "powershell",
}

_SCRIPTS = Path(__file__).parent / "scripts"

#: What stands around the script in a profile of PowerShell, which has no file of its own.
_BEGIN, _END = "# interview completion: begin", "# interview completion: end"


#: What helps where a file can't be written.
_BY_HAND = "to put the script elsewhere yourself, print it: interview --show-completion"


class Installed(NamedTuple):
    """What was done: ``wrote`` says so; then how to have it at once, and how to undo it."""

    wrote: tuple[str, ...]
    now: str
    undo: str


def read_script(shell: str, names: Iterable[str] = NAMES) -> str:
    """Return the script that makes *shell* complete the command lines of *names*."""
    text = (_SCRIPTS / SHELLS[shell]).read_text(encoding="utf-8")
    between = {"powershell": ", ", "fish": " --command "}.get(SHELLS[shell], " ")
    return text.replace("@names@", between.join(names)).rstrip("\n")


def show(shell: str) -> int:
    """Print the script for *shell*; without a name, for the one this was typed in."""
    print(read_script(_choose(shell, "--show-completion")))
    return DONE


def install(shell: str) -> int:
    """Install the script for *shell*, and say what was written, where, and how to undo it."""
    shell = _choose(shell, "--install-completion")
    done = _INSTALL[SHELLS[shell]](shell)
    print(f"In every new {shell}, Tab now completes {join(NAMES)}:")
    for line in done.wrote:
        print(f"  {line}")
    print(f"For this {shell} too, type: {done.now}")
    print(f"To undo it: {done.undo}")
    return DONE


def _choose(shell: str, option: str) -> str:
    """Return the shell that is meant; raises UsageError for one without a script."""
    name = shell or _detect()
    if name in SHELLS:
        return name
    choices = join([*SHELLS], "or")
    if not name:
        raise UsageError("can't tell which shell this is", f"name it: interview {option} bash")
    raise UsageError(f"there is no completion for {name!r}", f"it can be for {choices}")


def _detect() -> str:
    """Return the name of the shell this was typed in; nothing where it can't be found."""
    import shellingham

    try:
        name: str = shellingham.detect_shell()[0]
    except (shellingham.ShellDetectionFailure, OSError):
        return os.path.basename(os.environ.get("SHELL", ""))
    return name


def _install_bash(shell: str) -> Installed:
    script, profile = Path.home() / ".bash_completions/interview.sh", Path.home() / ".bashrc"
    line = f"source {quote(str(script))}" if "'" in str(script) else f"source '{script}'"
    wrote = _write(script, read_script("bash")), _append(profile, line)
    return Installed(wrote, line, f"remove that line from {profile}, then delete {script}")


def _install_zsh(shell: str) -> Installed:
    folder = Path.home() / ".zfunc"
    profile = Path(os.environ.get("ZDOTDIR") or Path.home(), ".zshrc")
    # A file for each name: when their number changes, zsh looks into them again.
    scripts = [(folder / f"_{name}", read_script("zsh", [name])) for name in NAMES]
    wrote = [_write(script, text) for script, text in scripts]
    wrote.append(_append(profile, "fpath+=~/.zfunc; autoload -Uz compinit; compinit"))
    paths = join([str(script) for script, _ in scripts])
    line = f"the line in {profile} can go too, unless something else in ~/.zfunc needs it"
    return Installed(tuple(wrote), "exec zsh", f"delete {paths}; {line}")


def _install_fish(shell: str) -> Installed:
    configuration = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    folder = Path(configuration, "fish/completions")
    scripts = [(folder / f"{name}.fish", read_script("fish", [name])) for name in NAMES]
    wrote = tuple(_write(script, text) for script, text in scripts)
    paths = join([str(script) for script, _ in scripts])
    return Installed(wrote, "exec fish", f"delete {paths}")


def _install_powershell(shell: str) -> Installed:
    profile = _find_profile(shell)
    block = f"{_BEGIN}\n{read_script(shell)}\n{_END}\n"
    with files.disk_errors(profile, _BY_HAND):
        old = profile.read_bytes().decode(errors="surrogateescape") if profile.exists() else ""
        head, begin, rest = old.partition(_BEGIN)
        if begin:
            rest = rest.partition(_END)[2].lstrip("\r\n")
        elif head and not head.endswith("\n"):
            head += "\n"
        new = f"{head}{block}{rest}"
        if new != old:
            files.replace(profile.resolve(), new.encode(errors="surrogateescape"))
    wrote = f"{profile}: {'nothing to change' if new == old else 'added a script'}"
    allow = "if scripts aren't allowed to run: Set-ExecutionPolicy RemoteSigned -Scope CurrentUser"
    return Installed(
        (wrote, allow),
        ". $PROFILE",
        f'remove what is between "{_BEGIN}" and "{_END}" from {profile}',
    )


_INSTALL = {
    "bash": _install_bash,
    "zsh": _install_zsh,
    "fish": _install_fish,
    "powershell": _install_powershell,
}


def _find_profile(shell: str) -> Path:
    """Return the profile of a PowerShell that is called *shell*, as it says itself."""
    try:
        done = subprocess.run(
            [shell, "-NoProfile", "-Command", "$PROFILE"],
            check=True,
            capture_output=True,
            text=True,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        raise UsageError(
            f"can't ask {shell} where its profile is: {error}",
            f"add the script to it yourself: interview --show-completion {shell}",
        ) from None
    return Path(done.stdout.strip())


def _write(path: Path, text: str) -> str:
    """Write a script that's ours alone; return what to say about it."""
    data = f"{text}\n".encode()
    with files.disk_errors(path, _BY_HAND):
        if path.is_file() and path.read_bytes() == data:
            return f"{path}: nothing to change"
        files.replace(path, data)
    return f"{path}: written"


def _append(path: Path, line: str) -> str:
    """Add a line to a file of the user's own, unless it's there; return what to say about it."""
    with files.disk_errors(path, _BY_HAND):
        old = path.read_bytes() if path.exists() else b""
        if line.encode() in old.splitlines():
            return f"{path}: nothing to change"
        with path.open("ab") as file:
            file.write((b"" if old.endswith(b"\n") or not old else b"\n") + f"{line}\n".encode())
    return f"{path}: added the line: {line}"
