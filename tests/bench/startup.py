"""What a start costs, in multiples of ``python -c pass``.

    python tests/bench/startup.py [--runs 9]

Each command and ``python -c pass`` run in turn, on one core; the ratio of their CPU
times is taken pair by pair and the median is printed. Lines mode is a whole process
that shows its first question and meets the end of its input. The prompt is a process
under a pseudo-terminal, measured until its keys are on the screen.

All of it three times: with the bundled bank; with 10,000 questions in 20 packs more,
from the second start on; with 100,000 past answers more. Nothing is asserted here:
``tests/test_floors.py`` keeps the imports that these figures come from.
"""

from __future__ import annotations

import argparse
import json
import os
import pty
import random
import signal
import statistics
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

#: After an answer, and once a day, the line that was kept can't be used.
ANEW = "due, made anew"

#: name, arguments, aim in multiples of ``python -c pass``
COMMANDS = [
    ("--version", ["--version"], 2),
    ("--help", ["--help"], 5.5),
    ("pack list", ["pack", "list"], 8.5),
    ("due", ["due"], 3),
    (ANEW, ["due"], 6),
    ("first question, lines", ["quiz", "--level", "senior", "--seed", "1", "--plain"], 11.5),
    ("first question, JSON", ["quiz", "--level", "senior", "--seed", "1", "--json"], 11.5),
]
#: The tab key behind these words.
TAB = ("tab key, a topic", ["quiz", "--topic", "fast"], 4)
PROMPT = ("prompt ready", ["quiz", "--level", "senior", "-k", "choice", "--seed", "1"], 20)
READY = b"quit"  # the keys are styled one by one


def cpu(command: list[str], env: dict[str, str]) -> float:
    """Run *command* to its end and give its CPU seconds."""
    child = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=env,
    )
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = status
    if status:
        raise SystemExit(f"{command} ended with {status}")
    return usage.ru_utime + usage.ru_stime


def cpu_until_prompt(command: list[str], env: dict[str, str]) -> float:
    """Run *command* at a pseudo-terminal until its keys are shown; give its CPU seconds."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(command[0], command, {**env, "TERM": "xterm-256color"})
    seen = b""
    while READY not in seen:
        try:
            seen += os.read(terminal, 65536)
        except OSError as error:
            raise SystemExit(f"no prompt in: {seen!r}") from error
    os.kill(pid, signal.SIGKILL)
    _, _, usage = os.wait4(pid, 0)
    os.close(terminal)
    return usage.ru_utime + usage.ru_stime


def packs(folder: Path, count: int = 20, each: int = 500) -> None:
    """Write packs with *count* times *each* questions of about 900 bytes."""
    for n in range(count):
        lines = ["format: 1", f"pack: {{id: made-{n}, title: Made {n}}}", "questions:"]
        for m in range(each):
            level = ("junior", "mid", "senior")[m % 3]
            words = " ".join(f"word{(m * 7 + k) % 97}" for k in range(40))
            lines += [
                f"  - id: question-{m}",
                f"    ask: What is number {m} of pack {n}, and why?",
                f"    level: {level}",
                f"    topic: made/topic-{m % 12}",
                f"    answer: {words}.",
                "    key_points:",
                f"      - {{says: it is number {m}, any: [number {m}]}}",
                "    quiz:",
                "      kind: choice",
                "      options:",
                f"        - {{text: It is {m}, right: true, why: It was counted.}}",
                *(f"        - {{text: It is {m + k}, why: That is {k} more.}}" for k in (1, 2, 3)),
            ]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"made-{n}.yaml").write_text("\n".join(lines) + "\n")


def past(folder: Path, answers: int = 100_000, each: int = 500) -> None:
    """Write a journal of *answers*, evenly over the questions of ``packs``."""
    folder.mkdir(parents=True, exist_ok=True)
    at = datetime(2025, 1, 1, tzinfo=UTC)
    session = ""
    dice, order = random.Random(1), list(range(20 * each))
    with (folder / "0badcafe.jsonl").open("w") as file:
        for n in range(answers):
            at += timedelta(seconds=61)
            stamp = at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
            ms = int(at.timestamp() * 1000)
            head = f"{ms:012x}"
            common = {"v": 1, "at": stamp, "offset": 0, "device": "0badcafe"}
            if n % 10 == 0:
                session = f"{head[:8]}-{head[8:]}-7000-8000-{n:012x}"
                filters: dict[str, list[str]] = {
                    "levels": [],
                    "topics": [],
                    "packs": [],
                    "kinds": [],
                    "tracks": [],
                }
                line = common | {"id": session, "session": session, "type": "started"}
                line |= {"mode": "quiz", "questions": [], "seed": n, "filters": filters}
                file.write(json.dumps(line) + "\n")
            if n % (20 * each) == 0:  # each question once more, in another order
                dice.shuffle(order)
            pick, rating = order[n % (20 * each)], dice.choice((1, 2, 3, 3, 3, 4))
            line = common | {
                "id": f"{head[:8]}-{head[8:]}-7001-8000-{n:012x}",
                "session": session,
                "type": "reviewed",
                "question": f"made-{pick % 20}:question-{pick // 20}",
                "fingerprint": "0" * 12,
                "mode": "quiz",
                "kind": "choice",
                "answer": ["It is so"],
                "score": float(rating > 1),
                "rating": rating,
                "reasons": ["right"],
                "grader": "rule",
                "attempt": 1,
                "elapsed_ms": 12000,
                "hints": 0,
                "confidence": None,
                "predicted": None,
                "points": None,
            }
            file.write(json.dumps(line) + "\n")


def measure(name: str, runs: int, home: Path) -> dict[str, float]:
    """Print and give the median ratio of each command, with *home* as the user's."""
    # No INTERVIEW_HOME: finding the platform's folder is part of a start.
    env = {k: v for k, v in os.environ.items() if not k.startswith(("INTERVIEW_", "XDG_"))}
    env |= {"HOME": str(home), "PYTHONPYCACHEPREFIX": str(home / "bytecode")}
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # else each start compiles the program again
    program = Path(sys.executable).with_name("interview")
    start = [str(program)] if program.exists() else [sys.executable, "-m", "interview_cli"]
    base = [sys.executable, "-c", "pass"]
    print(f"\n{name}")
    found = {}
    for what, args, aim in [*COMMANDS, TAB, PROMPT]:
        run = cpu_until_prompt if what == PROMPT[0] else cpu
        command, own = [*start, *args], env
        if what == TAB[0]:
            asked = {"COMP_WORDS": "\n".join(["interview", *args]), "COMP_CWORD": str(len(args))}
            command, own = start, env | asked | {"_INTERVIEW_COMPLETE": "complete_bash"}
        run(command, own)  # the first start makes the caches
        run(command, own)
        ratios = []
        for _ in range(runs):
            unit = cpu(base, env)
            if what == ANEW:
                (home / ".local/share/interview/cache/due-line").unlink(missing_ok=True)
            ratios.append(run(command, own) / unit)
        found[what] = statistics.median(ratios)
        print(
            f"  {what:24}{found[what]:6.1f} x   aim {aim}"
            f"   ({min(ratios):.1f} to {max(ratios):.1f})"
        )
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description="What a start costs.")
    parser.add_argument("--runs", type=int, default=9)
    runs = parser.parse_args().runs
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        data = home / ".local/share/interview"
        bank = measure("the bundled bank", runs, home)
        packs(data / "packs")
        many = measure("10,000 questions more", runs, home)
        past(data / "journal")
        long = measure("100,000 past answers more", runs, home)
    print(
        "\nquestions: second start against the bank alone (aim 1.2), then with the past (aim 1.3)"
    )
    for what in bank:
        print(f"  {what:24}{many[what] / bank[what]:6.2f}   {long[what] / many[what]:6.2f}")


if __name__ == "__main__":
    main()
