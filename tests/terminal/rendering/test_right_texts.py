"""What a verdict names as right, of all that is accepted."""

from __future__ import annotations

import pytest

from interview_cli.terminal.rendering.wording import without_variants


@pytest.mark.parametrize(
    ("accepted", "named"),
    [
        (("deadlock", "a deadlock"), ["deadlock"]),
        (("f", '"f"', 'patch("f")'), ["f"]),
        (("the GIL", "gil"), ["the GIL"]),
        (("Decimal", "decimal.Decimal", "Fraction"), ["Decimal", "Fraction"]),
        (("15", "5"), ["15", "5"]),
        (("asyncio", "async"), ["asyncio", "async"]),
        (("",), [""]),
    ],
)
def test_variants_are_not_named(accepted: tuple[str, ...], named: list[str]) -> None:
    assert without_variants(accepted) == named
