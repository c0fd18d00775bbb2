"""What a run is said to have been kept in by: only what held in that very run."""

from __future__ import annotations

from interview_cli.core.exercises.exercise_run import ExerciseRun

#: The walls that make a box, as people name them.
_BOX = ("files", "network", "memory", "processes")


def describe_box(run: ExerciseRun) -> str:
    """Return one line such as ``ran in a box: files, network, memory, processes, time``.

    It's a box where files and the network are kept in. "" where nothing was run.
    """
    if not run.enforced:
        return ""
    held = ", ".join(wall for wall in run.enforced if wall != "output" or not _is_box(run))
    if _is_box(run):
        missing = [wall for wall in _BOX if wall in run.missing]
        note = f" (no limit of {' and '.join(missing)} on this system)" if missing else ""
        return f"ran in a box: {held}{note}"
    open_walls = [wall for wall in _BOX if wall in run.missing]
    return f"ran with: {held} (no box for {_join(open_walls)} on this system)"


def _is_box(run: ExerciseRun) -> bool:
    return {"files", "network"} <= set(run.enforced)


def _join(words: list[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
