"""What scoring an answer costs, in multiples of ``python -c pass``.

    python tests/bench/scoring.py [--runs 15]

Cold is the first answer of a process, after the import: phrases are parsed, stems found and
the lists of words read. Of a question that was not scored before, in a process that has
scored others: new. The program prepares for an answer when it has shown a question: what is left
is what a learner waits for. Warm is a question scored again. Each is the median over fresh
processes or questions; CPU time on one core. Nothing is asserted here.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time

CHILD = """
import sys, time
began = time.process_time()
import interview_cli.core.questions.question
ours = time.process_time()
from interview_cli.core.scoring import scorer
from interview_cli.core.scoring.explain import Explain
imported = time.process_time()
from interview_cli.packs.discovery import find_packs
from interview_cli.packs.format.reader import read
from interview_cli.storage.paths import bundled
(pack,) = find_packs(bundled())
every = [q for p in read(pack).questions if len((q := p.question).key_points) in (4, 5, 6)]
def words(question, count):
    text = question.answer.split()
    return " ".join((text * (count // len(text) + 1))[:count])
def cost(question, count):
    answer = words(question, count)
    start = time.process_time()
    scorer.score(answer, ask=question.ask, reference=question.answer,
                  key_points=question.key_points, level="senior", own_level=question.level)
    return time.process_time() - start
def prepared(question, count):
    Explain(question).score("")
    return cost(question, count)
cold = cost(every[0], 60)
read_ = sorted(prepared(q, 60) for q in every[60:])[len(every[60:]) // 2]
new = sorted(cost(q, 60) for q in every[1:60])[29]
warm = sorted(cost(q, 60) for q in every[1:60])[29]
long_ = sorted(cost(q, 800) for q in every[1:60])[29]
print(ours - began, imported - ours, cold, new, read_, warm, long_)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description="What scoring an answer costs.")
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    rows: list[list[float]] = []
    units: list[float] = []
    for _ in range(runs):
        before = os.times()
        subprocess.run([sys.executable, "-c", "pass"], check=True)
        after = os.times()
        units.append(
            after.children_user
            - before.children_user
            + after.children_system
            - before.children_system
        )
        done = subprocess.run(
            [sys.executable, "-c", CHILD], check=True, capture_output=True, text=True
        )
        rows.append([float(value) for value in done.stdout.split()])
    # os.times counts in hundredths: the mean over all runs is finer than any of them.
    unit = statistics.mean(units)
    print(f"python -c pass: {unit * 1000:.1f} ms")
    names = [
        ("import of the questions' values", None),
        ("import of the scorer, beyond that", 6),
        ("first answer of a process, 60 words", None),
        ("60 words, 5 points, new question", None),
        ("the same, the question was shown before", 0.25),
        ("60 words, 5 points, warm", 0.25),
        ("800 words, 5 points", 2),
    ]
    for column, (name, aim) in enumerate(names):
        value = statistics.median(row[column] for row in rows)
        said = f"   aim {aim}" if aim else ""
        print(f"  {name:40}{value / unit:6.2f} x {value * 1000:8.2f} ms{said}")


if __name__ == "__main__":
    start = time.monotonic()
    main()
    print(f"  (took {time.monotonic() - start:.0f} s)")
