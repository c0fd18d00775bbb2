"""What a past of any length costs: each command with 1,000, 100,000 and 2,000,000 lines.

    python tests/bench/scale.py [--lines 100000] [--runs 5]

CPU of whole processes, in multiples of ``python -c pass``, and their peak memory. *First* has
to add up the whole journal; *again* is the median of some starts after that, also as a ratio to
the same command with a journal of 1,000 lines, in turn with it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from journals import write_journal

from interview_cli.packs.library.catalogue import open_catalogue

#: name: arguments, and what is typed
COMMANDS: dict[str, tuple[list[str], bytes]] = {
    "due": (["due"], b""),
    "stats": (["stats"], b""),
    "show": (["show"], b""),  # and a question
    "resume": (["resume"], b":q\n"),
    "quiz": (["quiz", "-n", "1", "-k", "choice", "--seed", "1"], b"1\n:q\n"),
    "undo": (["undo"], b""),
    "history": (["history"], b""),
}

#: What is aimed at: the first time, and again, of 1,000 lines.
FIRST = {100_000: 140, 2_000_000: 3500}
AGAIN = 1.5

BASE = [sys.executable, "-c", "pass"]


def run(command: list[str], home: Path, typed: bytes = b"") -> tuple[float, float]:
    """Run *command* to its end; give its CPU seconds and its peak memory in MB."""
    (home / "cache/due-line").unlink(missing_ok=True)
    # Without the last, each start would compile the program again.
    kept_out = ("INTERVIEW_", "PYTHONDONTWRITEBYTECODE")
    env = {k: v for k, v in os.environ.items() if not k.startswith(kept_out)}
    child = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=env | {"INTERVIEW_HOME": str(home)},
    )
    assert child.stdin
    child.stdin.write(typed)
    child.stdin.close()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = status
    if status:
        raise SystemExit(f"{command} ended with {status}")
    memory = usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return usage.ru_utime + usage.ru_stime, memory


def forget(home: Path) -> None:
    """Remove what is kept of the journal, but not the packs."""
    for kept in (home / "cache").glob("*.json"):
        kept.unlink()


def main() -> None:
    parser = argparse.ArgumentParser(description="What a long past costs.")
    parser.add_argument("--lines", type=int, action="append", help="instead of both lengths")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    program = str(Path(sys.executable).with_name("interview"))
    catalogue, _ = open_catalogue(())
    questions = [entry.key for entry in catalogue.entries()]
    COMMANDS["show"][0].append(questions[0])
    with tempfile.TemporaryDirectory() as scratch:
        short = Path(scratch) / "short"
        write_journal(short / "journal", 1000, questions)
        run([program, "pack", "list"], short)  # compiles the packs
        for lines in options.lines or FIRST:
            home = Path(scratch) / "long"
            write_journal(home / "journal", lines, questions)
            run([program, "pack", "list"], home)
            forget(home)
            around = run(BASE, home)[0]
            took, memory = run([program, "due"], home)
            first = 2 * took / (around + run(BASE, home)[0])
            aim = FIRST.get(lines, "-")
            print(f"\n{lines:,} lines: first {first:,.0f} x (aim {aim}), {memory:,.0f} MB")
            for name, (arguments, typed) in COMMANDS.items():
                command = [program, *arguments]
                if name == "undo":  # of an answer each time
                    for place in (short, home):
                        quiz, keys = COMMANDS["quiz"]
                        for _ in range(options.runs):
                            run([program, *quiz], place, keys)
                units, ratios, most = [], [], 0.0
                for _ in range(options.runs):
                    unit = run(BASE, home)[0]
                    took, memory = run(command, home, typed)
                    units.append(took / unit)
                    ratios.append(took / run(command, short, typed)[0])
                    most = max(most, memory)
                print(
                    f"  {name:9}{statistics.median(units):6.1f} x   "
                    f"{statistics.median(ratios):5.2f} of 1,000 lines (aim {AGAIN})"
                    f"   {most:4.0f} MB",
                    flush=True,
                )
            shutil.rmtree(home)


if __name__ == "__main__":
    main()
