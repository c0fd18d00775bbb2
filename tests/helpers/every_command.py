"""Every command with words that it runs with, and a home that was used for all of them."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

from helpers.program import run_program

KEY = "python-fastapi:commit-after-yield"

#: What's typed at any prompt: two answers, and the end.
TYPED = "1\n1\n:q\n"

COMMANDS = [
    *(
        "",
        "quiz -n 1 -k choice",
        "quiz -n 1 -k code",
        "check",
        "flashcards -n 1",
        "mock --minutes 5",
    ),
    *("place -n 2", "resume", "resume --list", "debrief", "undo", "history", "stats", "topics"),
    *(
        "due",
        "due --all",
        "plan --on 2026-12-15 --minutes 25",
        "stats --html s.html",
        "search yield",
    ),
    *(
        "suspend",
        f"suspend {KEY}",
        "unsuspend --all",
        f"show {KEY}",
        "read",
        "sheet",
        "help journal",
    ),
    *(f"note {KEY} mine", f"note {KEY}", f"flag {KEY} wrong", f"edit {KEY}", "fit", "help"),
    *("progress backup", "progress backup -o n.zip", "progress restore b.zip", "progress doctor"),
    *("progress restore --merge b.zip", "progress doctor --fix", "progress merge ../other"),
    *("progress export", "progress export -o n.csv", "progress import --yes h.csv"),
    *("pack new another", "pack check my-pack", "pack check --run my-pack", "pack trust my-pack"),
    *("pack preview my-pack:one-right", "pack phrases my-pack", "pack schema", "pack rules"),
    *("pack list", "pack show", "pack diff my-pack my-pack", "pack add added.yaml --yes"),
    *("pack update", "pack remove my-pack", "generate --topic fastapi", "grade answers.jsonl"),
    *("stories list", "stories new My story", "stories show 1", "stories edit 1"),
    *("stories remove 1 --yes", "stories remove 1"),
    *("config", "config new_per_day 8", "config --unset new_per_day"),
]

#: What is said where there is a fault of ours.
FAULTS = ("Traceback", "our fault", "Exception ignored", "interview-fault")


def run(command: str, home: Path, here: Path, **how: object) -> tuple[int, str, str]:
    """Run a command; return its exit code and what it said. A minute is the most that it has."""
    env = {**os.environ, "INTERVIEW_HOME": str(home), "HOME": str(here), "TMPDIR": str(here)}
    done = run_program(*command.split(), typed=TYPED, env=env, cwd=here, timeout=60)
    return done.returncode, done.stdout, done.stderr


def use(folder: Path) -> None:
    """Make ``home``, ``here`` and ``other`` in *folder*: a home that was used, and another."""
    home, here = folder / "home", folder / "here"
    here.mkdir(parents=True)

    def must(command: str) -> None:
        code, _, err = run(command, home, here)
        assert code in (0, 1), (command, err)

    for command in ("quiz -n 3 -k choice --seed 7", "mock --seed 7", "pack new my-pack"):
        must(command)
    must(f"suspend {KEY}")
    shutil.copytree(here / "my-pack", home / "packs/my-pack")
    text = "format: 1\npack: {id: added, title: Added, version: 1.0.0}\nquestions:\n"
    question = "  - {id: one, ask: 'One?', answer: It is one., level: mid, topic: sql}\n"
    (here / "added.yaml").write_text(text + question)
    (here / "answers.jsonl").write_text(json.dumps({"question": KEY, "answer": "After."}) + "\n")
    shutil.copytree(home, folder / "other")
    for name, text in {
        "synonyms.txt": "lock, mutex\n",
        "agreed.json": '{"hosts": ["localhost:1"]}',
        "drafts.json": '{"s": {"q": "begun"}}',
        "exercises/p/x/answer.py": "x = 1\n",
        "damaged/x.txt": "x",
        "stories/one.md": "title: One\n\nI did it.\n",
    }.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text)
    for command in (
        *("pack trust my-pack", "config new_per_day 9", "due", "stats", "pack check my-pack"),
        *("progress export -o h.csv", "progress backup", "progress backup -o b.zip"),
    ):
        must(command)


def copy(folder: Path, to: Path) -> None:
    """Copy what ``use`` made."""
    shutil.copytree(folder, to, symlinks=True, copy_function=_copy)


def _copy(old: str, new: str) -> None:
    if old.endswith(".pack"):  # large, and only ever replaced
        os.link(old, new)
    else:
        shutil.copy2(old, new)
