"""The learner's own editor, opened at a line."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from interview_cli.core.errors import UsageError
from interview_cli.terminal.rendering.echo import run_at_terminal
from interview_cli.terminal.rendering.messages import warn

#: How editors are told the line, where it is not ``+LINE FILE``.
_AT_LINE = {
    **dict.fromkeys(("code", "codium", "cursor"), ("--wait", "--goto", "{file}:{line}")),
    **dict.fromkeys(("subl", "zed"), ("--wait", "{file}:{line}")),
    **dict.fromkeys(("hx", "helix"), ("{file}:{line}",)),
    "notepad": ("{file}",),
}


def open_at(path: Path, line: int, notes: Sequence[str] = ()) -> bool:
    """Open *path* at *line* and wait until the editor is closed; print *notes* before.

    Return whether the editor says that all went well: vim's ``:cq`` doesn't. The editor is
    ``$VISUAL``, ``$EDITOR``, or the platform's plain one. Raises UsageError when there is no
    terminal, no editor, or the file can't be written.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("there is no terminal to edit in", f"the file is at {path}:{line}")
    if not os.access(path, os.W_OK):
        hint = "keep your own words about the question with: interview note"
        raise UsageError(f"{path} can't be written", hint)
    windows = sys.platform == "win32"
    fallback = "notepad" if windows else "vi"
    command_line = os.environ.get("VISUAL") or os.environ.get("EDITOR") or fallback
    editor, *options = shlex.split(command_line, posix=not windows)
    shape = _AT_LINE.get(Path(editor).stem, ("+{line}", "{file}"))
    editor = os.path.expanduser(editor)
    command = [editor, *options, *(part.format(file=path, line=line) for part in shape)]
    for note in notes:
        warn(note)
    try:
        return run_at_terminal(command) == 0
    except OSError as error:
        raise UsageError(
            f"the editor {editor!r} couldn't be started: {error.strerror}",
            "set EDITOR to one that's installed, such as EDITOR=nano",
        ) from error


def has_editor() -> bool:
    """Whether an editor is set, or the platform's plain one is there."""
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    return bool(named) or sys.platform == "win32" or shutil.which("vi") is not None


#: What divides a question from its answer in the file that an editor gets.
CUT = "# -------- Your answer goes below this line --------"


def edit_answer(question: str, answer: str) -> str:
    """Return *answer* as it is after the learner edited it, with the *question* above it.

    It's unchanged where the editor gave up. Raises UsageError without an editor.
    """
    head = [f"# {line}".rstrip() for line in question.split("\n")]
    lines = [*head, CUT, *answer.split("\n")]
    with TemporaryDirectory(prefix="interview-") as folder:
        path = Path(folder) / "answer.txt"
        path.write_text("".join(f"{line}\n" for line in lines), "utf-8", newline="\n")
        if not open_at(path, len(lines)):
            return answer
        return take_answer(path.read_bytes().decode("utf-8", "replace"), head)


def take_answer(text: str, head: Sequence[str]) -> str:
    """Return what stands below the line in *text*.

    Where that line is gone, whatever is left of the question's *head* goes too.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    stripped = [line.rstrip() for line in lines]
    if CUT in stripped:
        lines = lines[stripped.index(CUT) + 1 :]
    else:
        start = next(
            (n for n, line in enumerate(stripped) if line[:1] not in ("", "#")), len(lines)
        )
        known = {line for line in head if line != "#"}
        lines = [line for line in lines[start:] if line.rstrip() not in known]
    return "\n".join(lines).strip("\n")
