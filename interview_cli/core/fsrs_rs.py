"""The quick library of FSRS-6, from the extra ``fit``; the owner of ``fsrs_rs_python``."""

from __future__ import annotations

from interview_cli.core.scheduler import Steps


def steps(weights: tuple[float, ...]) -> Steps:
    """Count with ``fsrs_rs_python``; in single precision."""
    from fsrs_rs_python import FSRS, MemoryState

    library = FSRS(list(weights))

    def steps(known: tuple[float, float] | None, rating: int, days: int) -> tuple[float, float]:
        state = None if known is None else MemoryState(*known)
        nexts = library.next_states(state, 0.9, days)
        chosen = (nexts.again, nexts.hard, nexts.good, nexts.easy)[rating - 1].memory
        return chosen.stability, chosen.difficulty

    return steps
