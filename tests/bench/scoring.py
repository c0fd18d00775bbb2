"""What scoring an answer costs, and how well scores agree with answers of known quality.

    python tests/bench/scoring.py [--runs 15]
    python tests/bench/scoring.py --answers FILE [--answers FILE] [--pack PACK] [--show]
    python tests/bench/scoring.py --calibrate [--write]

The first gives costs in multiples of ``python -c pass``. Cold is the first answer of a process,
after the import: phrases are parsed, stems found and the lists of words read. Of a question that
was not scored before, in a process that has scored others: new. The program prepares for an answer
when it has shown a question: what is left is what a learner waits for. Warm is a question scored
again. Each is the median over fresh processes or questions; CPU time on one core.

The second reads JSON Lines with a ``question``, a ``quality`` and an ``answer``, of the bundled
pack or *PACK* (``answers.py``); ``--show`` lists those that were misjudged. The third measures how
often verdicts on key points are right (``calibrate.py``), and writes that into the program.

Nothing is asserted here.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

CHILD = """
import sys, time
began = time.process_time()
import interview_cli.core.questions.question
ours = time.process_time()
from interview_cli.core.scoring import scorer
from interview_cli.core.scoring.explain import Explain
imported = time.process_time()
from interview_cli.packs.format.reader import read
from interview_cli.storage.paths import bundled
pack = bundled() / "python-fastapi"
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
    Explain(question).prepare()
    return cost(question, count)
cold = cost(every[0], 100)
read_ = sorted(prepared(q, 100) for q in every[60:])[len(every[60:]) // 2]
new = sorted(cost(q, 100) for q in every[1:60])[29]
warm = sorted(cost(q, 100) for q in every[1:60])[29]
long_ = sorted(cost(q, 800) for q in every[1:60])[29]
print(ours - began, imported - ours, cold, new, read_, warm, long_)
"""
NAMES = [
    ("import of the questions' values", None),
    ("import of the scorer, beyond that", 6),
    ("first answer of a process, 100 words", None),
    ("100 words, 5 points, new question", None),
    ("the same, the question was shown before", 0.25),
    ("100 words, 5 points, warm", 0.25),
    ("800 words, 5 points, warm", 2),
]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--answers", type=Path, action="append", metavar="FILE")
    parser.add_argument("--pack", type=Path)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--calibrate", action="store_true")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    if args.answers:
        print_agreement(args.answers, args.pack, show=args.show)
    elif args.calibrate:
        print_calibration(write=args.write)
    else:
        start = time.monotonic()
        print_costs(args.runs)
        print(f"  (took {time.monotonic() - start:.0f} s)")


def print_agreement(files: list[Path], pack: Path | None, *, show: bool) -> None:
    from answers import BUNDLED, compute_figures, judge_answers, read_questions

    judged = list(judge_answers(files, read_questions(pack or BUNDLED), measured=pack is None))
    found = compute_figures(judged)
    print(f"{found.answers} answers to {found.questions} questions")
    print(f"  agreement on passing  {found.agreement:.3f}")
    print(f"  Pearson's r           {found.r:.3f}")
    print(f"  AUC                   {found.auc:.3f}")
    print(f"  good ones accused     {found.accused[0]} of {found.accused[1]}")
    print(f"  sure, and then right  {found.sure[0]} of {found.sure[1]}")
    for quality, (passed, of) in found.passing.items():
        print(f"  {quality:10} passed {passed:5} of {of}")
    for one in judged if show else ():
        if one.passed != one.good:
            verdict = "passed" if one.passed else "didn't pass"
            print(f"\n{one.question}, {one.quality}: {verdict}, {one.result.score:.2f}")
            print(f"  {one.answer}")
            for point in one.result.points:
                expected = "" if point.expected else " (not expected)"
                words = ", ".join(point.words)
                print(f"  {point.state:12} {point.says}{expected}{f': {words}' if words else ''}")


def print_calibration(*, write: bool) -> None:
    from calibrate import calibrate, describe, write_tables

    found = calibrate()
    print(describe(found))
    if write:
        write_tables(found)


def print_costs(runs: int) -> None:
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
    for column, (name, aim) in enumerate(NAMES):
        value = statistics.median(row[column] for row in rows)
        said = f"   aim {aim}" if aim else ""
        print(f"  {name:40}{value / unit:6.2f} x {value * 1000:8.2f} ms{said}")


if __name__ == "__main__":
    main()
