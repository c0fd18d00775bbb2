"""What ``pack check`` costs, in multiples of ``python -c pass``.

    python tests/bench/checking.py [--runs 5]

The bank of 125 questions is the one that was measured first (``data/``), and doesn't change. The
5,000 questions are made here, in 50 files. Each is checked cold (with nothing kept), again, and
after one question was edited: CPU time and wall-clock time of the whole process tree, each divided
by that of ``python -c pass`` measured just before; the median is printed. Nothing is asserted.
Python's byte code is written to a scratch folder once before, as it is beside an installed program.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path

BANK = Path(__file__).with_name("data") / "python-fastapi-1.tar.xz"
FILES, EACH = 50, 100

#: name, aim of CPU time in multiples of ``python -c pass`` for the bank and for 5,000 questions
AIMS = {"cold": (200, 450), "again": (14, 40), "after an edit": (25, None)}


def run(command: list[str], env: dict[str, str]) -> tuple[float, float, float]:
    """Run *command*; return CPU seconds, seconds, and megabytes at most."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=env)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        raise SystemExit(f"{command} ended with {child.returncode}")
    size = usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return usage.ru_utime + usage.ru_stime, time.perf_counter() - start, size


def write_pack(folder: Path) -> None:
    """Write 5,000 questions: a choice each, and a key point."""
    folder.mkdir()
    (folder / "pack.yaml").write_text("format: 1\npack: {id: made, title: Made}\n", "utf-8")
    for n in range(FILES):
        lines = [f"defaults: {{level: junior, topic: made/topic-{n}}}", "questions:"]
        for m in range(EACH):
            number = n * EACH + m
            words = " ".join(f"word{(number * 7 + k * k) % 997}" for k in range(40))
            lines += [
                f"  - id: question-{number}",
                f"    ask: What is number {number} of word{number % 991}, and why?",
                f"    answer: It is number {number}, counted up from {words}.",
                "    key_points:",
                f"      - {{says: it is number {number}, any: [number {number}, counted up]}}",
                "    quiz:",
                "      kind: choice",
                "      options:",
                f"        - {{text: It is {number}, right: true, why: It was counted.}}",
                *(
                    f"        - {{text: It is {number + k}, why: That is {k} more.}}"
                    for k in (1, 2, 3)
                ),
                "    sources: [https://example.org]",
            ]
        (folder / f"topic-{n:02}.yaml").write_text("\n".join(lines) + "\n", "utf-8")


def edit(folder: Path, number: int) -> None:
    """Write a sentence more into the first answer of the last file."""
    file = max(folder.glob("*.yaml"))
    text = file.read_text("utf-8")
    sign = "answer: |\n      " if "answer: |\n      " in text else "answer: "
    file.write_text(text.replace(sign, f"{sign}Edit {number}. ", 1), "utf-8")


def measure(name: str, pack: Path, home: Path, runs: int, aims: int) -> None:
    env = {**os.environ, "INTERVIEW_HOME": str(home), "PYTHONPYCACHEPREFIX": f"{home}-byte-code"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    program = Path(sys.executable).with_name("interview")
    start = [str(program)] if program.exists() else [sys.executable, "-m", "interview_cli"]
    found: dict[str, list[tuple[float, float, float]]] = {what: [] for what in AIMS}
    run([*start, "pack", "check", str(pack)], env)
    for n in range(runs):
        for what in AIMS:
            if what == "cold":
                shutil.rmtree(home, ignore_errors=True)
            elif what == "after an edit":
                edit(pack, n)
            units = [run([sys.executable, "-c", "pass"], env) for _ in range(7)]
            cpu, wall = (statistics.median(unit[k] for unit in units) for k in (0, 1))
            own = run([*start, "pack", "check", str(pack)], env)
            found[what].append((own[0] / cpu, own[1] / wall, own[2]))
    print(name, "with the load", *(f"{load:.1f}" for load in os.getloadavg()))
    for what, measured in found.items():
        aim = AIMS[what][aims]
        cpu, wall, size = (statistics.median(one[k] for one in measured) for k in (0, 1, 2))
        said = f"aim {aim}" if aim else ""
        print(f"  {what:14}{cpu:8.1f} x CPU{wall:8.1f} x wall{size:6.0f} MB   {said}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch, "home")
        with tarfile.open(BANK) as archive:
            archive.extractall(scratch, filter="data")
        measure("125 questions", Path(scratch, "questions/python-fastapi"), home, runs, 0)
        write_pack(Path(scratch, "made"))
        measure("5,000 questions", Path(scratch, "made"), home, max(1, runs // 3), 1)


if __name__ == "__main__":
    main()
