"""What a long past costs: ``interview due`` with 0, 100,000 and 1,000,000 answers.

    python tests/bench/past.py [--runs 9] [--million]

CPU of whole processes. *From the cache* is a start that finds what it needs folded, as a
ratio to one with an empty journal, in turn; *first* folds everything, in multiples of
``python -c pass``, once with each library that is installed here; *one line more* is the
start after a line was appended elsewhere. The answers are spread evenly over 10,000
questions of 20 packs, or over 500 of them.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from startup import cpu, packs, past


def home(folder: Path, answers: int, each: int) -> dict[str, str]:
    """Make a home with packs and a journal; give the environment that uses it."""
    packs(folder / "packs", each=each)
    if answers:
        past(folder / "journal", answers, each)
    # Without the last, each start would compile the program again.
    kept_out = ("INTERVIEW_", "PYTHONDONTWRITEBYTECODE")
    env = {k: v for k, v in os.environ.items() if not k.startswith(kept_out)}
    return env | {"INTERVIEW_HOME": str(folder)}


def main() -> None:
    parser = argparse.ArgumentParser(description="What a long past costs.")
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--million", action="store_true", help="a million answers too")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    due = [str(Path(sys.executable).with_name("interview")), "due"]
    base = [sys.executable, "-c", "pass"]
    for each in (500, 25):
        print(f"\n{20 * each:,} questions")
        with tempfile.TemporaryDirectory() as scratch:
            empty = home(Path(scratch) / "empty", 0, each)
            for _ in range(2):
                cpu(due, empty)
            for answers in (100_000, 1_000_000) if options.million else (100_000,):
                folder = Path(scratch) / str(answers)
                env = home(folder, answers, each)
                cpu([*due[:1], "pack", "list"], env)  # compiles the packs
                first = []
                for _ in range(5):
                    for kept in folder.glob("cache/*.json"):
                        kept.unlink()
                    around = cpu(base, env)
                    took = cpu(due, env)
                    first.append(2 * took / (around + cpu(base, env)))
                ratios = [cpu(due, env) / cpu(due, empty) for _ in range(options.runs)]
                line = json.loads((folder / "journal/0badcafe.jsonl").read_text().splitlines()[-1])
                line |= {"id": "ffffffff" + line["id"][8:], "device": "feedbeef"}
                (folder / "journal/feedbeef.jsonl").write_text(json.dumps(line) + "\n")
                more = cpu(due, env) / cpu(base, env)
                print(
                    f"  {answers:9,} answers: first {statistics.median(first):6.1f} x; from the "
                    f"cache {statistics.median(ratios):.2f} of an empty journal "
                    f"({min(ratios):.2f} to {max(ratios):.2f}); one line more {more:.1f} x",
                    flush=True,
                )
                shutil.rmtree(folder)


if __name__ == "__main__":
    library = [sys.executable, "-c", "import fsrs_rs_python"]
    quick = not subprocess.run(library, capture_output=True).returncode
    print("with fsrs_rs_python" if quick else "with fsrs")
    main()
