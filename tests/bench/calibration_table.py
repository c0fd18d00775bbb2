"""The calibration as the manual has it: a table of Markdown and a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from interview_cli.core.scoring.calibration import PHRASES, WORDS, Calibration


def write_markdown(calibration: Calibration) -> str:
    """Return *calibration* as a table of Markdown and a sentence."""
    lines = [
        "| Phrases | Words | *Said* was right | *Not said* or *contradicted* was right |",
        "|---|---|---|---|",
    ]
    for (phrases, words), band in calibration.bands.items():
        cells = [_name(PHRASES, phrases), _name(WORDS, words), *map(_describe, band)]
        lines.append(f"| {' | '.join(cells)} |")
    right, of = calibration.sure
    sure = (
        f"Of the verdicts on {calibration.answers} answers, {of} were sure. "
        f"Of these, {right} were right."
    )
    return "\n".join([*lines, "", sure])


def _name(steps: Sequence[int], number: int) -> str:
    if number == len(steps) - 1:
        return f"{steps[number]} or more"
    least, most = steps[number], steps[number + 1] - 1
    return f"{least} to {most}" if least else f"up to {most}"


def _describe(counts: tuple[int, int]) -> str:
    right, of = counts
    return f"{100 * right / of:.0f} % of {of}" if of else "not measured"
