"""Work that is shared out is done once, and what another process can't do is left."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from interview_cli.packs.shared_work import share_out

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only there processes are copied")


def share(work: Sequence[int], bad: int = -1, processors: int = 3) -> tuple[list[int], set[int]]:
    """Return what was done, and by which processes; of *bad* only another process breaks."""
    here, done, workers = os.getpid(), list[int](), set[int]()

    def do(one: int) -> None:
        if one == bad and os.getpid() != here:
            raise ValueError
        done.append(one)

    def take(told: bytes) -> None:
        for pid, one in json.loads(told or b"[]"):
            workers.add(pid)
            done.append(one)

    share_out(
        work, do, lambda own: json.dumps([(os.getpid(), n) for n in own]).encode(), take, processors
    )
    return done, workers


def test_each_piece_is_done_once() -> None:
    done, workers = share(range(100))
    assert sorted(done) == [*range(100)]
    assert len(workers) == 2
    assert os.getpid() not in workers


def test_more_is_reported_than_fits_into_a_pipe() -> None:
    done, _ = share(range(50_000), processors=2)
    assert sorted(done) == [*range(50_000)]


@pytest.mark.parametrize(("pieces", "processors"), [(39, 3), (1000, 1), (0, 3)])
def test_little_work_is_left_to_who_calls(pieces: int, processors: int) -> None:
    assert share(range(pieces), processors=processors) == ([], set())


def test_the_share_of_a_process_that_breaks_is_left() -> None:
    done, workers = share(range(100), bad=99)
    assert len(workers) == 1
    assert len(done) == len({*done})
    assert 60 < len(done) < 70


def test_no_process_is_left_when_the_work_is_broken_off() -> None:
    def do(one: int) -> None:
        if one == 4 and os.getpid() == here:
            raise KeyboardInterrupt

    here = os.getpid()
    children = Path(f"/proc/self/task/{here}/children")
    before = children.read_text(encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        share_out(range(100), do, lambda own: b"", lambda told: None, 3)
    assert children.read_text(encoding="utf-8") == before
